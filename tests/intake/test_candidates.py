"""Columns that may hold a field for which none is recognised, by what a sample of their cells holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from pastdue.intake.judgement.candidates import candidates
from pastdue.intake.judgement.contents import Contents, Holds


def days(name: str, filled: int = 10, rows: int = 10) -> Contents:
    return Contents(name, 0, Holds.DATES, Counter(f"2026-01-{day:02}" for day in range(1, filled + 1)), rows)


def texts(name: str, *cells: str, holds: Holds = Holds.TEXT) -> Contents:
    return Contents(name, 0, holds, Counter(filter(None, cells)), len(cells))


def put_forward(field: str, *columns: Contents) -> Sequence[str]:
    return [name for _, name, _ in candidates(field, columns)]


@pytest.mark.parametrize(
    ("columns", "due"),
    [
        ((days("Uno"),), []),
        ((days("Uno"), days("Dos")), ["Dos"]),
        ((days("Dos"), days("Uno")), ["Uno"]),
        ((days("Uno"), days("Dos"), days("Tres")), []),
        ((days("Due by"), days("Dos")), ["Due by"]),
        ((days("Uno"), days("Dos"), days("Paid on", 9)), ["Dos"]),
        ((days("Void on"), days("Uno"), days("Dos")), ["Dos"]),
        ((days("Uno"), days("Paid on", 10)), []),
        ((days("Uno"), days("Payment due", 10)), ["Payment due"]),
        ((days("Uno"), days("Paid on", 9)), []),
        ((days("Uno"), texts("Dos", "a", "b")), []),
    ],
)
def test_the_due_date_is_named_so_or_the_second_of_two_days_that_are_no_payments(
    columns: tuple[Contents, ...], due: list[str]
) -> None:
    """A day of payment is none to pay by, even where every row has it."""
    assert put_forward("due", *columns) == due


@pytest.mark.parametrize(("filled", "rows", "issued"), [(10, 10, 1), (9, 10, 1), (8, 10, 0), (18, 20, 1), (17, 20, 0)])
def test_nine_rows_of_ten_have_a_day_of_issue(filled: int, rows: int, issued: int) -> None:
    assert len(put_forward("issued", days("Uno", filled, rows))) == issued


@pytest.mark.parametrize(("filled", "named"), [(10, 1), (9, 1), (8, 0)])
def test_nine_rows_of_ten_have_a_name(filled: int, named: int) -> None:
    cells = [f"{letter} Ltd" if at < filled else "" for at, letter in enumerate("ABCDEFGHIJ")]
    assert len(put_forward("customer", texts("Zorp", *cells))) == named


@pytest.mark.parametrize(("length", "put"), [(2, 1), (40, 1), (41, 0)])
def test_the_number_of_an_invoice_or_a_customer_has_at_most_forty_characters(length: int, put: int) -> None:
    cells = [f"{at}".rjust(length, "0") for at in (1, 2, 3)]
    assert len(put_forward("invoice", texts("Zorp", *cells))) == put
    assert len(put_forward("customer", texts("Customer no", *cells))) == put


def test_a_number_says_something_else_in_every_row_and_has_a_figure() -> None:
    assert put_forward("invoice", texts("Zorp", "A1", "B2")) == ["Zorp"]
    for cells in (("A1", "A1"), ("A1", ""), ("A1", "B")):
        assert put_forward("invoice", texts("Zorp", *cells)) == []


def test_the_second_of_two_days_is_due_without_moments_at_which_rows_were_written() -> None:
    moments = Contents("Tres", 2, Holds.DATES, Counter({"2026-01-01 08:15": 1, "2026-01-02 09:20": 1}), 2)
    midnight = Contents("Tres", 2, Holds.DATES, Counter({"2026-01-01 00:00": 1, "2026-01-02 00:00": 1}), 2)
    assert put_forward("due", days("Uno"), moments) == []
    assert put_forward("due", days("Uno"), midnight) == ["Tres"]
    assert put_forward("due", days("Uno"), days("Dos"), moments) == ["Dos"]
    assert put_forward("due", moments, days("Dos")) == ["Dos"]
    assert put_forward("issued", moments, days("Dos", 2, 2)) == ["Dos"]
