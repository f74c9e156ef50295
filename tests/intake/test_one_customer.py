"""Lists of one customer, whom no column names: said by the user, read from a line above the header, or asked about."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.command import pastdue
from tests.intake.intake_files import FIRM
from tests.intake.test_judgement import opened, refusal, remedies, taken, taken_from

from pastdue.intake import rejected_files

HEAD = "Invoice No,Date,Due Date,Currency,Amount"
ROWS = """\
1,2026-01-12,2026-02-12,EUR,100.00
2,2026-01-13,2026-02-13,EUR,50.00
3,2026-01-14,2026-02-14,EUR,70.00
"""
LIST = f"{HEAD}\n{ROWS}"
OPEN = {"1": "100.00", "2": "50.00", "3": "70.00"}


def with_column(header: str, *cells: str) -> str:
    lines = [f"{line},{cell}" for line, cell in zip(LIST.splitlines(), [header, *cells], strict=True)]
    return "\n".join(lines) + "\n"


def customers(folder: Path, text: str, **said: object) -> set[str]:
    return set(taken(folder, text, **said).book.frame["customer"])


def test_the_option_that_is_asked_for_works_as_pasted_and_tells_what_to_change(tmp_path: Path) -> None:
    asked = refusal(tmp_path, LIST)
    assert "no column for customer or last_name; columns found: Invoice No, Date, Due Date, Currency, Amount" in asked
    [(answer, promise)] = remedies(asked)
    assert (answer["one_customer"], promise) == ("NAME", "3 invoices, open 220.00 EUR")
    intake = taken(tmp_path, LIST, **answer)
    assert opened(intake) == OPEN
    assert "NAME stands for the customer: say who it is, by --one-customer" in "\n".join(intake.remarks)


def test_the_customer_that_the_user_says_is_that_of_every_row(tmp_path: Path) -> None:
    frame = (intake := taken(tmp_path, LIST, one_customer=" Alder Ltd ")).book.frame
    assert set(frame["customer"]) == set(frame["customer_id"]) == {"Alder Ltd"}
    assert "all invoices are of 'Alder Ltd', by --one-customer" in intake.remarks
    assert not any("NAME" in remark for remark in intake.remarks)


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("Customer", ("Alder", "Birch", "Cedar"), "customer"),
        ("Customer", ("Alder", "Alder", "Alder"), "customer"),
        ("Last Name", ("Alder", "Birch", "Cedar"), "last_name"),
        ("Customer No", ("C1", "C2", "C2"), "customer_id"),
    ],
)
def test_it_is_refused_where_a_column_names_customers(
    tmp_path: Path, header: str, cells: tuple[str, ...], field: str
) -> None:
    text = with_column(header, *cells)
    said = refusal(tmp_path, text, one_customer="Alder")
    assert f"{header}: names the customers, and --one-customer says" in said and f"--map {field}=" in said
    assert customers(tmp_path, text, one_customer="Elm", map={field: ""}) == {"Elm"}


def test_the_number_of_one_customer_is_kept(tmp_path: Path) -> None:
    frame = taken(tmp_path, with_column("Customer No", "C1", "C1", "C1"), one_customer="Alder").book.frame
    assert set(frame["customer_id"]) == {"C1"} and set(frame["customer"]) == {"Alder"}


@pytest.mark.parametrize("heading", ["Customer: Alder Ltd,,,,", "Kunde: Alder AG,,,,"])
def test_it_is_refused_where_headings_name_customers(tmp_path: Path, heading: str) -> None:
    said = refusal(tmp_path, f"{HEAD}\n{heading}\n{ROWS}", one_customer="Birch")
    assert "Alder" in said and "the headings name the customers" in said


@pytest.mark.parametrize(
    "title",
    [
        "Customer: Alder Ltd", "Cliente: Alder Ltd", "Client : Alder Ltd", "Kunde;Alder Ltd",
        "Nom du client: Alder Ltd", "Kontrahent: Alder Ltd", "Bill to: Alder Ltd",
        "Tenant name;Alder Ltd", "Zákazník: Alder Ltd",
    ],
)  # fmt: skip
def test_a_label_above_the_header_names_the_customer(tmp_path: Path, title: str) -> None:
    text = f"Account of 2026\n{title}\n\n{LIST}".replace(",", ";")
    intake = taken(tmp_path, text)
    assert set(intake.book.frame["customer"]) == {"Alder Ltd"} and opened(intake) == OPEN
    assert "all invoices are of 'Alder Ltd', the customer by a line above the header" in intake.remarks


@pytest.mark.parametrize(
    "title",
    [
        "Customer group: Wholesale", "Customer: all", "Kunden: alle", "Customer: 2026-01-01", "Customer: 12",
        "Customer: Alder; Birch", "Account manager: Ann Lee", "Company: Alder Ltd", "Account: Alder Ltd",
        "Mandant: Alder GmbH", "Partner: Ann Lee", "Contacto: Ann Lee", "Customer: active only",
        "Kunden: von Alder bis Elm",
        "Customer: Alder Ltd\nCustomer: Birch Ltd", "Customer contact: Ann Lee", "Open invoices - Alder Ltd",
    ],
)  # fmt: skip
def test_other_lines_above_the_header_name_nobody(tmp_path: Path, title: str) -> None:
    [(answer, _)] = remedies(refusal(tmp_path, f"{title}\n\n{LIST}"))
    assert answer["one_customer"] == "NAME"


def test_a_label_above_the_header_says_nothing_where_rows_name_their_customers(tmp_path: Path) -> None:
    for column in ("Customer", "Client / job"):
        text = f"Customer: Alder Ltd\n\n{with_column(column, 'Elm GmbH', 'Birch Ltd', 'Cedar Ltd')}"
        assert customers(tmp_path, text) == {"Elm GmbH", "Birch Ltd", "Cedar Ltd"}


@pytest.mark.parametrize(
    "column",
    [("Customer No", "C1", "C2", "C3"), ("Customer city", "Ely", "Bath", "Bath"), ("E-mail", "a@b.eu", "c@d.eu", "")],
)
def test_rows_of_several_customers_are_not_given_to_one(tmp_path: Path, column: tuple[str, ...]) -> None:
    text = with_column(*column)
    try:
        names = customers(tmp_path, f"Customer: Alder Ltd\n\n{text}")
    except Exception as refused:
        assert "one-customer" not in str(refused)
    else:
        assert names == set(column[1:])


@pytest.mark.parametrize(
    "title",
    [
        "Statement of account - Alder Ltd", "Extrato de Alder Ltd", "Kontoauszug für Alder Ltd",
        "ESTADO DE CUENTA CORRIENTE - Alder Ltd", "Relevé de compte : Alder Ltd", "Estratto conto Alder Ltd",
    ],
)  # fmt: skip
def test_the_title_of_a_statement_puts_its_name_forward(tmp_path: Path, title: str) -> None:
    [(answer, promise)] = remedies(refusal(tmp_path, f"{title}\n\n{LIST}"))
    assert (answer["one_customer"], promise) == ("Alder Ltd", "3 invoices, open 220.00 EUR")


def test_one_customer_comes_before_a_column_of_what_was_sold(tmp_path: Path) -> None:
    text = with_column("Description", "Monthly dues", "Gate repair", "Monthly dues")
    answers = [answer for answer, _ in remedies(refusal(tmp_path, text))]
    assert [answer.get("one_customer") for answer in answers] == ["NAME", None]
    assert answers[1]["map"] == {"customer": "Description"}
    unknown = [answer for answer, _ in remedies(refusal(tmp_path, text.replace("Description", "Xyzzy")))]
    assert [answer.get("one_customer") for answer in unknown] == [None]


def test_a_rejected_row_stands_below_the_customer_of_its_title(tmp_path: Path) -> None:
    text = f"Customer: Alder Ltd\n\n{LIST}4,2026-01-15,soon,EUR,20.00\n"
    again = rejected_files(taken(tmp_path, text))["rejected.csv"]
    rows = list(csv.reader(io.StringIO(again)))
    assert ["Customer: Alder Ltd"] in [[cell for cell in row if cell] for row in rows]
    assert customers(tmp_path, again.replace("soon", "2026-02-15")) == {"Alder Ltd"}


def test_workbooks_say_it_above_the_header_too(tmp_path: Path) -> None:
    made = Workbook()
    for row in (["Statement"], ["Customer", "Alder Ltd"], [], *(line.split(",") for line in LIST.splitlines())):
        made.active.append(row)
    made.save(tmp_path / "list.xlsx")
    assert set(taken_from(tmp_path / "list.xlsx").book.frame["customer"]) == {"Alder Ltd"}


@pytest.fixture
def office(tmp_path: Path) -> Path:
    (tmp_path / "pastdue.toml").write_text(f'{FIRM}[intake]\none_customer = "Alder Ltd"\n', encoding="utf-8")
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    contact = "customer,address1,postcode,city,country\nAlder Ltd,Street 2,10115,Berlin,DE\n"
    (tmp_path / "contacts.csv").write_text(contact, encoding="utf-8")
    return tmp_path


def test_every_command_reads_such_a_list_by_the_settings(office: Path) -> None:
    for words, told in (
        (("check", "list.csv"), "220.00"),
        (("aging", "list.csv"), "Alder Ltd"),
        (("plan", "list.csv"), "Alder Ltd"),
        (("explain", "list.csv", "2"), "Alder Ltd"),
        (("statement", "list.csv", "Alder Ltd"), "Alder Ltd"),
        (("run", "list.csv"), "1 letter"),
    ):
        done = pastdue(office, *words, "--contacts", "contacts.csv", "--as-of", "2026-04-02")
        assert done.returncode == 0 and told in done.stdout + done.stderr, (words, done.stdout, done.stderr)


def test_the_option_comes_before_the_settings(office: Path) -> None:
    done = pastdue(office, "aging", "list.csv", "--one-customer", "Birch Ltd", "--as-of", "2026-03-02")
    assert "Birch Ltd" in done.stdout and "Alder" not in done.stdout


def test_parts_of_one_customer_are_to_be_one_file_and_parts_with_titles_are_each_their_customers(office: Path) -> None:
    (office / "more.csv").write_text(f"{HEAD}\n4,2026-01-15,2026-02-15,EUR,20.00\n", encoding="utf-8")
    done = pastdue(office, "check", "list.csv", "more.csv", "--as-of", "2026-03-02")
    assert done.returncode == 4 and "or hand in one file" in done.stderr
    (office / "pastdue.toml").write_text(FIRM, encoding="utf-8")
    for name, customer in (("list.csv", "Alder Ltd"), ("more.csv", "Birch Ltd")):
        text = (office / name).read_text(encoding="utf-8")
        (office / name).write_text(f"Customer: {customer}\n\n{text}", encoding="utf-8")
    done = pastdue(office, "aging", "list.csv", "more.csv", "--as-of", "2026-03-02")
    assert done.returncode == 0 and "Alder Ltd" in done.stdout and "Birch Ltd" in done.stdout
