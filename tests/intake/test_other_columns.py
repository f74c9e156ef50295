"""Columns of shares, of another currency, of cleared documents and of cents: read, asked about, or proved harmless."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, remedies, taken, with_column

HEAD = "Invoice No,Customer,Invoice Date,Due Date,Currency"


@pytest.mark.parametrize(
    ("header", "cells", "left"),
    [("Paid %", ("0%", "100%"), ("100.00", "0.00")), ("Percent paid", ("100", "0"), ("0.00", "200.00")),
     ("Unpaid %", ("100 %", "0 %"), ("100.00", "0.00"))],
)  # fmt: skip
def test_a_share_that_is_paid_is_asked_about_and_a_whole_one_gives_the_state(
    tmp_path: Path, header: str, cells: tuple[str, str], left: tuple[str, str]
) -> None:
    text = with_column(header, *cells)
    said = refusal(tmp_path, text)
    assert f"{header}: says of each invoice what share of it is paid or open, and is not read" in said
    first, *_ = remedies(said)
    assert tuple(opened(taken(tmp_path, text, **first[0])).values()) == left


def test_a_row_whose_share_is_paid_in_part_must_say_its_amount(tmp_path: Path) -> None:
    text = with_column("Paid %", "50%", "0%")
    first, *_ = remedies(refusal(tmp_path, text))
    rejected = taken(tmp_path, text, **first[0]).rejected
    assert "is paid in part, and no column says how much" in str(rejected[0])


@pytest.mark.parametrize("header", ["VAT %", "Discount %", "Margin percent"])
def test_a_share_of_something_else_is_passed_over(tmp_path: Path, header: str) -> None:
    assert opened(taken(tmp_path, with_column(header, "0%", "100%"))) == {"1": "100.00", "2": "200.00"}


def test_a_share_beside_what_was_paid_is_passed_over(tmp_path: Path) -> None:
    text = with_column("Amount Paid,Paid %", "50.00,50%", "0.00,0%")
    assert opened(taken(tmp_path, text)) == {"1": "50.00", "2": "200.00"}


LOCAL = f"{HEAD},Amount,Amount (EUR),Open Amount,Open Amount (EUR)\n"
CONVERTED = (
    "1,Alder,2026-01-13,2026-02-12,USD,1100.00,1000.00,1100.00,1000.00\n"
    "2,Birch,2026-01-14,2026-02-13,EUR,500.00,500.00,200.00,{}\n"
)


def test_the_same_amounts_in_the_currency_of_the_books_are_passed_over(tmp_path: Path) -> None:
    assert opened(taken(tmp_path, LOCAL + CONVERTED.format("200.00"))) == {"1": "1100.00", "2": "200.00"}


def test_amounts_in_that_currency_that_disagree_are_asked_about(tmp_path: Path) -> None:
    said = refusal(tmp_path, LOCAL + CONVERTED.format("150.00"))
    assert "'Open Amount (EUR)' and 'Open Amount' may both say what is open" in said


def test_amounts_under_the_one_currency_of_the_file_are_asked_about(tmp_path: Path) -> None:
    text = with_column("Zorp GBP", "60.00", "0.00")
    assert "between nothing and the whole invoice" in refusal(tmp_path, text)


SAP = (
    "Document Number;Customer;Name 1;Document Date;Net Due Date;Amount in doc. curr.;Curr.;{}\n"
    "1800000001;100010;Kern AG;13.01.2026;12.02.2026;1.500,00;CHF;{}\n"
    "1800000002;100011;Lang AG;20.01.2026;19.02.2026;700,00;CHF;{}\n"
)


@pytest.mark.parametrize(
    ("header", "cleared"), [("Clearing Document", "1400000007"), ("Ausgleichsdatum", "18.02.2026")]
)
def test_a_document_that_sap_has_cleared_is_not_owed(tmp_path: Path, header: str, cleared: str) -> None:
    kept = opened(taken(tmp_path, SAP.format(header, "", cleared)))
    assert {number: Decimal(left) for number, left in kept.items() if Decimal(left)} == {"1800000001": Decimal(1500)}
    assert set(opened(taken(tmp_path, SAP.format(header, "", ""))).values()) == {"1500.00", "700.00"}


@pytest.mark.parametrize("header", ["Amount in cents", "Belob i ore", "amount_pence", "Amount (öre)"])
def test_amounts_that_are_in_hundredths_by_their_name_are_refused(tmp_path: Path, header: str) -> None:
    text = f"{HEAD},{header}\n1,Alder,2026-01-13,2026-02-12,SEK,12500\n2,Birch,2026-01-14,2026-02-13,SEK,800\n"
    assert "is in hundredths of the currency by its name" in refusal(tmp_path, text)


@pytest.mark.parametrize("header", ["Otvoreno", "Store takings", "Score"])
def test_a_word_that_only_contains_a_short_name_of_cents_is_no_such_name(tmp_path: Path, header: str) -> None:
    text = f"{HEAD},{header}\n1,Alder,2026-01-13,2026-02-12,EUR,125.00\n2,Birch,2026-01-14,2026-02-13,EUR,80.00\n"
    assert "hundredths" not in refusal(tmp_path, text)


@pytest.mark.parametrize("word", ["Deposit invoice", "Down payment invoice", "Anzahlungsrechnung"])
def test_an_invoice_for_a_part_of_the_price_is_an_invoice(tmp_path: Path, word: str) -> None:
    assert opened(taken(tmp_path, with_column("Type", word, "Invoice"))) == {"1": "100.00", "2": "200.00"}
