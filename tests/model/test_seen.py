"""What earlier runs saw: what of it is owed still, when a run has something new to note, and whom an entry means."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest

from pastdue.model import Payment
from pastdue.model.kept import KeptPayment, Meant, Seen
from pastdue.model.money import Money

JULY, AUGUST, SEPTEMBER = (date(2026, month, 1) for month in (7, 8, 9))
SEEN = Seen("A", "7", "EUR", 12_000, "Ada", JULY, AUGUST, 12_000, 10_000, on=SEPTEMBER)
"""120 euros are open, of which 100 were beyond question."""
PAID = KeptPayment("A", "7", Payment(Money.parse("40 EUR"), AUGUST))


@pytest.mark.parametrize(
    ("total", "left", "owed"),
    [
        (12_000, 12_000, 10_000),
        (12_000, 9_000, 7_000),  # 30 paid, though 20 of it was never approved
        (11_000, 9_000, 8_000),  # 10 less invoiced, 20 paid
        (10_000, 10_000, 10_000),  # the total was corrected, and nothing paid
        (12_001, 12_000, 10_000),  # nothing less is open, so nothing was paid
        (15_000, 12_500, 7_500),  # 30 more invoiced, 25 paid
        (15_000, 14_999, 9_999),
        (15_000, 15_000, 10_000),
        (15_000, 15_500, 10_000),  # less counts as paid than before: no payment came in
        (15_000, 1, 0),  # more was paid than was beyond question
    ],
)
def test_what_was_beyond_question_is_owed_less_what_was_paid_since_where_the_total_rose(
    total: int, left: int, owed: int
) -> None:
    assert SEEN.still_owed(total, left) == owed
    assert replace(SEEN, total_minor=None).still_owed(total, left) == 10_000


@pytest.mark.parametrize(("total", "left"), [(10_000, 10_000), (10_000, 9_000), (9_000, 1), (10_001, 10_000)])
def test_all_that_was_open_is_owed_still_where_none_of_it_had_risen_and_the_total_does_not(
    total: int, left: int
) -> None:
    whole = replace(SEEN, open_minor=10_000, total_minor=10_000)
    assert whole.still_owed(total, left) == 10_000


@pytest.mark.parametrize(("trusted", "left", "doubt"), [(1, 9, False), (0, 9, True), (-1, 9, True), (0, 0, False)])
def test_an_invoice_is_in_doubt_where_nothing_of_what_is_open_was_beyond_question(
    trusted: int, left: int, doubt: bool
) -> None:
    assert replace(SEEN, trusted_minor=trusted, open_minor=left).in_doubt is doubt


def test_a_run_notes_an_invoice_again_where_anything_but_the_day_differs() -> None:
    other = {
        "invoice": "B", "customer_id": "8", "currency": "PLN", "open_minor": 1, "customer": "Bea", "issued": AUGUST,
        "due": SEPTEMBER, "total_minor": 1, "trusted_minor": 1, "present": False, "charges_paid_minor": 1,
        "former": (SEEN,),
    }  # fmt: skip
    assert {*other, "on"} == {field.name for field in fields(Seen)}
    assert SEEN.is_as(replace(SEEN, on=JULY))
    assert [name for name, value in other.items() if SEEN.is_as(replace(SEEN, **{name: value}))] == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("issued", "run", "now", "ours"),
    [
        (JULY, AUGUST, SEPTEMBER, False),  # a run had seen the older one before this one was issued
        (JULY, AUGUST, AUGUST, False), (JULY, JULY, SEPTEMBER, False),
        (JULY, AUGUST, AUGUST - timedelta(days=1), True),  # that run would have seen the new one
        (JULY, JULY, JULY, True), (JULY, AUGUST, JULY, True), (AUGUST, JULY, SEPTEMBER, True),
    ],
)  # fmt: skip
def test_a_payment_is_not_of_an_invoice_that_was_issued_after_a_run_saw_an_older_one_of_its_number(
    issued: date, run: date, now: date, ours: bool
) -> None:
    assert replace(PAID, of=(issued, run)).is_of(now) is ours
    assert PAID.is_of(now)


def test_a_payment_came_since_another_in_a_later_run_or_by_hand_after_the_same() -> None:
    listed, by_hand = replace(PAID, run=2, file="payments.csv"), replace(PAID, run=2)
    assert replace(listed, run=3).is_since(listed) and by_hand.is_since(listed)
    assert not listed.is_since(listed) and not listed.is_since(replace(listed, run=3))
    assert not replace(by_hand, run=1).is_since(listed)


@pytest.mark.parametrize(
    ("issued", "run", "now", "older"),
    [
        (JULY, AUGUST, SEPTEMBER, True), (JULY, AUGUST, AUGUST, True), (JULY, JULY, SEPTEMBER, True),
        (JULY, AUGUST, AUGUST - timedelta(days=1), False), (JULY, JULY, JULY, False), (AUGUST, JULY, SEPTEMBER, False),
        (None, AUGUST, SEPTEMBER, False), (JULY, None, SEPTEMBER, False), (JULY, AUGUST, None, False),
    ],
)  # fmt: skip
def test_an_invoice_is_another_where_it_was_issued_since_a_run_saw_one_of_its_number(
    issued: date | None, run: date | None, now: date | None, older: bool
) -> None:
    assert replace(SEEN, issued=issued, on=run).is_older_than(now) is older


@pytest.mark.parametrize(
    ("customer", "issued", "same"),
    [
        ("7", JULY, True), ("8", JULY, True), ("8", None, True), ("7", AUGUST, True), ("7", SEPTEMBER, False),
        ("8", AUGUST, False),
    ],
)  # fmt: skip
def test_an_entry_means_the_invoice_that_had_the_number_on_its_day(
    customer: str, issued: date | None, same: bool
) -> None:
    assert Meant("7", JULY, AUGUST).is_of(customer, issued) is same
