"""Rows that are no invoices: totals and subtotals without dates, by name or by their sums, and rows of units."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, taken

HEAD = "Invoice No,Customer,Invoice Date,Due Date,Total,Currency\n"
ONE = "INV-1,Alder Ltd,2026-01-13,2026-02-12,100.00,EUR\n"
TWO = "INV-2,Birch Ltd,2026-01-14,2026-02-13,50.00,EUR\n"
OPEN = {"INV-1": "100.00", "INV-2": "50.00"}


@pytest.mark.parametrize(
    "row",
    [
        "Total,,,,150.00,\n", ",,,Total:,150.00,EUR\n", ",TOTAL,,,150.00,EUR\n", "Razem,,,,150.00,EUR\n",
        "Grand total,,,,150.00,EUR\n", "Totali,,,,150.00,\n", ",Łącznie:,,,150.00,EUR\n", "Endsumme,,,,150.00,\n",
    ],
)  # fmt: skip
def test_a_total_without_dates_is_no_invoice_and_is_held_against_the_rows(tmp_path: Path, row: str) -> None:
    intake = taken(tmp_path, HEAD + ONE + TWO + row)
    assert (opened(intake), intake.rejected, intake.ignored_for) == (OPEN, (), {"total rows": 1})
    assert [str(total.stated) for total in intake.reconciled] == ["150.00 EUR"]


def test_a_subtotal_of_a_customer_is_no_invoice(tmp_path: Path) -> None:
    text = HEAD + ONE + "Total Alder Ltd,,,,100.00,EUR\n" + TWO + "Summe Birch Ltd,,,,50.00,EUR\nTotal,,,,150.00,EUR\n"
    intake = taken(tmp_path, text)
    assert (opened(intake), intake.rejected) == (OPEN, ())
    assert intake.ignored_for == {"subtotal rows": 2, "total rows": 1}


@pytest.mark.parametrize(
    ("labels", "amounts", "agree"),
    [
        (("Total", "Total", "Grand total"), ("100.00", "50.00", "150.00"), [True, True, True]),
        (("Total", "Total", "Total"), ("100.00", "50.00", "150.00"), [True, True, True]),
        (("Total", "Total", "Grand total"), ("100.00", "51.00", "150.00"), [True, False, True]),
        (("Total", "Total", "Grand total"), ("100.00", "50.00", "50.00"), [True, True, False]),
        (("Total Alder Ltd", "Total Birch Ltd", "Total"), ("100.00", "50.00", "50.00"), [True, True, False]),
        (("Total Alder Ltd", "Total Birch Ltd", "Total"), ("100.00", "50.00", "150.00"), [True, True, True]),
    ],
)
def test_totals_of_one_name_speak_each_for_the_rows_since_the_last_and_one_alone_for_all(
    tmp_path: Path, labels: tuple[str, ...], amounts: tuple[str, ...], agree: list[bool]
) -> None:
    one, two, end = (f"{label},,,,{amount},\n" for label, amount in zip(labels, amounts, strict=True))
    assert [total.agrees for total in taken(tmp_path, HEAD + ONE + one + TWO + two + end).reconciled] == agree


@pytest.mark.parametrize("days", [",2026-02-13", "2026-01-14,"])
def test_a_row_with_one_of_its_dates_is_an_invoice_whatever_it_is_called(tmp_path: Path, days: str) -> None:
    text = "Customer,Invoice No,Invoice Date,Due Date,Terms,Total,Currency\n" + (
        f"Alder Ltd,INV-1,2026-01-13,2026-02-12,net 30,100.00,EUR\nTotal Energies,INV-2,{days},net 30,50.00,EUR\n"
    )
    intake = taken(tmp_path, text)
    assert (opened(intake), intake.rejected) == (OPEN, ())


def test_an_invoice_that_lacks_its_dates_is_rejected_and_not_taken_for_a_total(tmp_path: Path) -> None:
    text = "Customer,Invoice No,Invoice Date,Due Date,Total,Currency\n" + (
        "Alder Ltd,INV-1,2026-01-13,2026-02-12,100.00,EUR\nTotal Energies,INV-2,,,50.00,EUR\n"
    )
    intake = taken(tmp_path, text)
    assert (opened(intake), intake.rejected_rows, intake.ignored) == ({"INV-1": "100.00"}, 1, 0)


@pytest.mark.parametrize("row", [",,,,150.00,EUR\n", ",Alles,,,150.00,EUR\n", ",2 Stück,,,150.00,\n"])
def test_the_sum_of_the_rows_above_is_a_total_whatever_it_is_called(tmp_path: Path, row: str) -> None:
    intake = taken(tmp_path, HEAD + ONE + TWO + row)
    assert (opened(intake), intake.rejected, intake.ignored_for) == (OPEN, (), {"subtotal rows": 1})
    assert [str(total.stated) for total in intake.reconciled] == ["150.00 EUR"]


@pytest.mark.parametrize(
    "row",
    [",,,,149.99,EUR\n", ",,,,150.00,USD\n", ",,,2026-03-01,150.00,EUR\n", "INV-3,,,,150.00,EUR\n"],
)
def test_a_row_that_is_no_sum_or_has_a_number_or_a_day_is_no_total(tmp_path: Path, row: str) -> None:
    intake = taken(tmp_path, HEAD + ONE + TWO + row)
    assert (opened(intake), intake.rejected_rows) == (OPEN, 1)


def test_what_one_row_says_again_is_no_total(tmp_path: Path) -> None:
    intake = taken(tmp_path, HEAD + ONE + ",,,,100.00,EUR\n")
    assert (opened(intake), intake.rejected_rows) == ({"INV-1": "100.00"}, 1)


def test_sums_by_currency_and_by_customer_are_totals(tmp_path: Path) -> None:
    three, dollars = ONE.replace("INV-1", "INV-3"), TWO.replace("INV-2,Birch", "INV-4,Cedar").replace("EUR", "USD")
    sums = ",Zusammen EUR,,,250.00,\n,Zusammen USD,,,50.00,\n"
    intake = taken(tmp_path, HEAD + ONE + TWO + dollars + three + sums)
    assert (intake.rejected, intake.ignored_for) == ((), {"subtotal rows": 2})
    per_customer = HEAD + ONE + three + ",,,,200.00,EUR\n" + TWO + dollars.replace("USD", "EUR") + ",,,,100.00,EUR\n"
    intake = taken(tmp_path, per_customer + ",,,,300.00,EUR\n")
    assert (len(intake.book), intake.rejected, intake.ignored_for) == (4, (), {"subtotal rows": 3})


def test_a_sum_must_hold_in_every_column_of_amounts(tmp_path: Path) -> None:
    head = "Invoice No,Customer,Invoice Date,Due Date,Total,Paid,Currency\n"
    rows = "INV-1,Alder Ltd,2026-01-13,2026-02-12,100.00,40.00,EUR\nINV-2,Birch,2026-01-14,2026-02-13,50.00,0,EUR\n"
    assert taken(tmp_path, head + rows + ",,,,150.00,40.00,\n").rejected == ()
    assert taken(tmp_path, head + rows + ",,,,150.00,50.00,\n").rejected_rows == 1


@pytest.mark.parametrize(("row", "passed"), [(",,,,EUR,\n", 1), (",,,,(EUR),EUR\n", 1), ("INV-0,,,,EUR,\n", 0)])
def test_a_row_below_the_header_that_says_in_what_is_passed_over(tmp_path: Path, row: str, passed: int) -> None:
    intake = taken(tmp_path, HEAD + row + ONE + TWO)
    assert (opened(intake), intake.ignored, intake.rejected_rows) == (OPEN, passed, 1 - passed)


SUMMARY = "\nTotal invoices,2\nOverall (EUR),150.00\nNot due (EUR),50.00\n"


def test_lines_of_a_label_and_a_figure_below_a_total_are_a_summary(tmp_path: Path) -> None:
    intake = taken(tmp_path, HEAD + ONE + TWO + SUMMARY)
    assert (opened(intake), intake.rejected) == (OPEN, ()) and intake.ignored_for == {
        "subtotal rows": 1, "total rows": 2, "blank": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        "\nOverall (EUR),150.00\n",  # nothing calls the first a total
        f"{SUMMARY}Paid by Birch,20.00\n",  # may be a payment
        f"{SUMMARY}Credit for Birch,20.00\n",
        f"{SUMMARY}Elm Ltd,2026-02-01\n",
        f"{SUMMARY}INV-3,Elm Ltd,20.00\n",
    ],
)
def test_a_short_line_that_may_be_more_than_a_summary_is_rejected(tmp_path: Path, lines: str) -> None:
    intake = taken(tmp_path, HEAD + ONE + TWO + lines)
    assert opened(intake) == OPEN and intake.rejected


def test_a_short_line_above_an_invoice_is_no_summary(tmp_path: Path) -> None:
    assert taken(tmp_path, HEAD + ONE + SUMMARY + TWO).rejected
