"""Headings of blocks of rows: customers where totals, numbers of taxpayers or a title prove it, else asked about."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_customer_headings import BLOCKS, HEAD, NAMED, customers
from tests.intake.test_judgement import refusal, remedies, taken

SUMS = ("", "Total,,,,", "", "Total,,,,")


@pytest.mark.parametrize("total", ["Total cliente", "Customer total", "Summe Kunde", "Total locataire", "Kunden Summe"])
def test_totals_that_say_a_customer_prove_the_headings(tmp_path: Path, total: str) -> None:
    text = HEAD + BLOCKS.format("", f"{total},,,,", "", f"{total},,,,")
    assert customers(tmp_path, text) == NAMED
    assert customers(tmp_path, f"{text}Total,,,,220.00\n") == NAMED


@pytest.mark.parametrize("title", ["Open items by customer", "CARTERA POR CLIENTE", "Offene Posten nach Kunden"])
def test_a_title_that_says_by_customer_proves_the_headings(tmp_path: Path, title: str) -> None:
    assert customers(tmp_path, f"{title}\n\n{HEAD}{BLOCKS.format(*SUMS)}") == NAMED
    noted = f"{title}\n\n{HEAD}{BLOCKS.format(*SUMS)}".replace("\n2,", "\nsee our mail,,,,\n2,")
    assert "no column" in refusal(tmp_path, noted)


@pytest.mark.parametrize(
    "title",
    [
        "Open items by customer group",
        "Offene Posten nach Kundengruppen",
        "Cartera por vendedor",
        "Statement for customer",
    ],
)
def test_other_titles_prove_nothing(tmp_path: Path, title: str) -> None:
    asked = refusal(tmp_path, f"{title}\n\n{HEAD}{BLOCKS.format(*SUMS)}")
    assert "do the rows of one text above the invoices name them?" in asked
    grouped = BLOCKS.format("", "Total customer group,,,,", "", "Total customer group,,,,")
    assert "do the rows of one text" in refusal(tmp_path, HEAD + grouped)


@pytest.mark.parametrize(
    ("one", "other", "numbers"),
    [
        ("   NIT 900.456.789-1", " C.C. 19.345.678", {"900.456.789-1", "19.345.678"}),
        (" (VAT GB123456789)", ", NIP: 525-000-12-34", {"GB123456789", "525-000-12-34"}),
    ],
)
def test_numbers_of_taxpayers_behind_all_headings_prove_them_and_are_the_customers_numbers(
    tmp_path: Path, one: str, other: str, numbers: set[str]
) -> None:
    text = HEAD + BLOCKS.format(*SUMS)
    text = text.replace("Alder Ltd,", f'"Alder Ltd{one}",').replace("Birch Ltd,", f'"Birch Ltd{other}",')
    assert customers(tmp_path, text) == NAMED
    assert set(taken(tmp_path, text).book.frame["customer_id"]) == numbers
    one_of_them = text.replace(one, "").replace('"Alder Ltd"', "Alder Ltd")
    assert [answer.get("empty_customer") for answer, _ in remedies(refusal(tmp_path, one_of_them))] == ["above", None]


def test_headings_that_nothing_proves_are_asked_about_with_answers_that_work(tmp_path: Path) -> None:
    text = HEAD + BLOCKS.format(*SUMS)
    asked = refusal(tmp_path, text)
    assert "do the rows of one text above the invoices name them?" in asked and "Alder Ltd, Birch Ltd" in asked
    (above, promise), (of_one, promised) = remedies(asked)
    assert promise == promised == "3 invoices, open 220.00 EUR"
    frame = taken(tmp_path, text, **above).book.frame
    assert dict(zip(frame["invoice"], frame["customer"], strict=True)) == NAMED
    assert set(taken(tmp_path, text, **of_one).book.frame["customer"]) == {"NAME"}


@pytest.mark.parametrize(
    ("heading", "other"),
    [
        ("31 to 60 days overdue", "61 to 90 days overdue"), ("2026-01-12", "2026-02-12"),
        ("Alder Ltd", "Total all"), ("All", "Various"),
    ],
)  # fmt: skip
def test_headings_that_are_no_names_are_not_asked_about(tmp_path: Path, heading: str, other: str) -> None:
    text = (HEAD + BLOCKS.format(*SUMS)).replace("Alder Ltd", heading).replace("Birch Ltd", other)
    assert "empty-customer" not in refusal(tmp_path, text)


def test_headings_of_headings_are_neither_asked_about_nor_passed_over(tmp_path: Path) -> None:
    text = (HEAD + BLOCKS.format(*SUMS)).replace("Alder Ltd", "North,,,,\nAlder Ltd")
    asked = refusal(tmp_path, text)
    assert "no column for customer" in asked and "empty-customer" not in asked and "one-customer" not in asked


def test_blocks_without_totals_are_asked_about(tmp_path: Path) -> None:
    lines = (HEAD + BLOCKS.format(*SUMS)).splitlines()
    text = "".join(f"{line}\n" for line in lines if not line.startswith("Total"))
    assert remedies(refusal(tmp_path, text))[0][0]["empty_customer"] == "above"


def test_a_section_of_what_is_paid_names_nobody(tmp_path: Path) -> None:
    text = (HEAD + BLOCKS.format(*SUMS)).replace("Birch Ltd", "Paid invoices")
    assert "not owed, by what it says" in refusal(tmp_path, f"Open items by customer\n\n{text}", one_customer="Alder")


def test_a_column_that_may_name_the_customers_is_asked_about_alone(tmp_path: Path) -> None:
    rows = (HEAD + BLOCKS.format(*SUMS)).replace("Currency,", "Currency,Customer contact,").replace(",,,,", ",,,,,")
    rows = rows.replace("EUR,", "EUR,Ann Lee,")
    asked = refusal(tmp_path, rows)
    assert 'customer="Customer contact"' in asked and "empty-customer" not in asked
