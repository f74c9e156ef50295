"""Headers that name the customer beside other words: read where their texts are names, else asked about."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_customer_headings import customers
from tests.intake.test_judgement import opened, refusal, remedies, taken

ROWS = """\
1,2026-01-12,2026-02-12,EUR,100.00,{0}
2,2026-01-12,2026-02-12,EUR,50.00,{1}
3,2026-01-13,2026-02-13,EUR,70.00,{2}
4,2026-01-14,2026-02-14,EUR,20.00,{1}
"""
NAMES = ROWS.format("Alder Ltd", "Birch Ltd", "Mrs A. Cedar - porch")
NAMED = {"1": "Alder Ltd", "2": "Birch Ltd", "3": "Mrs A. Cedar - porch", "4": "Birch Ltd"}
HEAD = "Invoice No,Date,Due Date,Currency,Amount,"


def with_header(header: str, rows: str = NAMES) -> str:
    return f"{HEAD}{header}\n{rows}"


@pytest.mark.parametrize(
    "header",
    [
        "Customer / job", "Sponsor / huurder", "Fakturamottaker_Navn", "Client or tenant", "Kunde (Firma)",
        "Nom du client final", "Invoice Partner Display Name", "customer.display_name", "ClientFullName",
        "Kontrahent (nabywca)", "Pełna nazwa kontrahenta", "Cliente / obra", "Cliente (stabile)", "Mieter / Wohnung",
        "Kund / objekt", "Zákazník (celé jméno)", "Asiakas / kohde", "Auftraggeber / Bauvorhaben", "bill_to_customer",
    ],
)  # fmt: skip
def test_a_header_that_names_the_customer_beside_other_words_is_read(tmp_path: Path, header: str) -> None:
    assert customers(tmp_path, with_header(header)) == NAMED


def test_what_is_read_so_is_told(tmp_path: Path) -> None:
    told = "\n".join(taken(tmp_path, with_header("Customer / job")).remarks)
    assert "'Customer / job' has the customers, as 'Birch Ltd': each text is a customer of its own" in told


@pytest.mark.parametrize(
    "header",
    [
        "Customer group", "Customer Type", "Customer contact person", "Customer's city", "customer_order",
        "Customer manager", "Sales person of the customer", "Ship-to customer", "Kundenbetreuer",
        "Kunde / Ansprechpartner", "Opiekun klienta", "Vendedor del cliente", "Customer / vendor", "Klantgroep",
        "Lieferadresse Kunde", "Company Display Name", "Contact full name", "Prénom client",
    ],
)  # fmt: skip
def test_other_words_that_change_whose_name_it_is_are_asked_about(tmp_path: Path, header: str) -> None:
    assert "no column for customer" in refusal(tmp_path, with_header(header))


@pytest.mark.parametrize(
    "rows",
    [
        ROWS.format("person", "company", "person"),
        ROWS.format("12.50", "14.00", "16.00"),
        ROWS.format("2026-01-01", "2026-01-02", "2026-01-03"),
        ROWS.format("a@alder.example", "b@birch.example", "c@cedar.example"),
        ROWS.format("K-101", "K-102", "K-103"),
        ROWS.format("Alder Ltd", "", "Cedar Ltd"),
    ],
)
def test_texts_that_are_no_names_are_not_read_for_the_header(tmp_path: Path, rows: str) -> None:
    assert "no column for customer" in refusal(tmp_path, with_header("Customer / job", rows))


def test_two_columns_that_may_be_the_customer_are_asked_about_the_named_one_first(tmp_path: Path) -> None:
    rows = "".join(f"{line},{line.split(',')[-1]} AG\n" for line in NAMES.splitlines())
    asked = refusal(tmp_path, with_header("Client intermédiaire,Client / job", rows))
    firsts = [said["map"]["customer"] for said, _ in remedies(asked)]  # type: ignore[index]
    assert firsts == ["Client / job", "Client intermédiaire"]


def test_who_is_billed_comes_before_who_receives(tmp_path: Path) -> None:
    rows = "".join(f"{line},{line.split(',')[-1]} AG\n" for line in NAMES.splitlines())
    read = customers(tmp_path, with_header("Client / project,Bill-to customer (name)", rows))
    assert read == {number: f"{name} AG" for number, name in NAMED.items()}


def test_a_type_of_customers_is_put_forward_last(tmp_path: Path) -> None:
    rows = "".join(f"{line},Firm {line[0]},Wide Area\n" for line in NAMES.splitlines())
    asked = refusal(tmp_path, with_header("Customer Segment,Endkunde Kunde,Kunde Ort", rows))
    assert remedies(asked)[0][0]["map"] == {"customer": "Endkunde Kunde"}


def test_half_a_name_is_not_read_as_the_whole(tmp_path: Path) -> None:
    rows = "".join(f"{line},Ann\n" for line in NAMES.splitlines())
    assert "no column for customer" in refusal(
        tmp_path, with_header("Nom du client final,Prénom du client final", rows)
    )


@pytest.mark.parametrize("numbers, names", [("1232", set(NAMED.values())), ("1212", {"1", "2"})])
def test_customers_of_a_number_with_several_texts_go_by_their_numbers(
    tmp_path: Path, numbers: str, names: set[str]
) -> None:
    rows = "".join(f"{line},{number}\n" for line, number in zip(NAMES.splitlines(), numbers, strict=True))
    assert set(customers(tmp_path, with_header("Customer / job,Customer No", rows)).values()) == names


@pytest.mark.parametrize("header", ["Kontonavn", "Kontonamn", "Nom du compte"])
def test_the_name_of_an_account_in_the_books_is_no_customer_unasked(tmp_path: Path, header: str) -> None:
    rows = "".join(f"{n},2026-01-0{n},2026-02-0{n},EUR,100.00,Salg af varer\n" for n in range(1, 5))
    text = f"Invoice No,Invoice Date,Due Date,Currency,Amount,{header}\n{rows}"
    assert "no column for customer" in refusal(tmp_path, text)


def accounts(header: str, *names: str, more: str = "") -> str:
    head = f"Invoice No,{header},Invoice date,Due date,Total,Currency{',' + more if more else ''}\n"
    extra = ",a@example.com" if more else ""
    return head + "".join(f"{at},{name},2026-01-05,2026-02-04,100.00,EUR{extra}\n" for at, name in enumerate(names, 1))


@pytest.mark.parametrize("header", ["Account name", "Account Name", "Account"])
@pytest.mark.parametrize("names", [("Varesalg", "Varesalg"), ("Sales EU", "Sales", "Other income"), ("Elm", "Elm")])
def test_a_name_of_an_account_that_may_be_of_the_books_is_asked_about(
    tmp_path: Path, header: str, names: tuple[str, ...]
) -> None:
    asked = refusal(tmp_path, accounts(header, *names))
    assert f"{header}: may be the customer, or an account of the books: which is it?" in asked
    (customer, _), (_, _) = remedies(asked)
    assert len(opened(taken(tmp_path, accounts(header, *names), **customer))) == len(names)


@pytest.mark.parametrize(
    ("names", "more"), [(("Elm", "Birch"), ""), (("Elm", "Sales EU"), ""), (("Elm", "Elm"), "Email"), (("Elm",), "")]
)
def test_a_name_of_an_account_is_the_customer_where_the_file_shows_it(
    tmp_path: Path, names: tuple[str, ...], more: str
) -> None:
    for header in ("Account name", "Kontobezeichnung", "Kto.-Name"):
        assert len(opened(taken(tmp_path, accounts(header, *names, more=more)))) == len(names)


@pytest.mark.parametrize("header", ["Kto.-Name", "Kontobezeichnung", "Kontoname"])
def test_a_german_name_of_an_account_is_the_customer_unless_it_may_be_of_the_books(tmp_path: Path, header: str) -> None:
    assert len(opened(taken(tmp_path, accounts(header, "Elm", "Birch", "Elm")))) == 3
    asked = refusal(tmp_path, accounts(header, "Erlöse EU", "Umsatz"))
    assert f"{header}: may be the customer, or an account of the books: which is it?" in asked
