"""Contradictions of an invoice to its letters and to earlier runs, on both sides of each bound."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.ladder.test_account import eur

from pastdue.ladder import Known
from pastdue.model import Invoice, Issued, Overdue, Party, Stage
from pastdue.model.countries import CalendarName
from pastdue.model.kept import Approval, Closing, Seen
from pastdue.model.messages import Message, Names

ISSUED, DUE, LAST_RUN, TODAY = date(2026, 1, 5), date(2026, 2, 4), date(2026, 3, 2), date(2026, 4, 2)
SEEN = Seen("A-1", "C-1", "EUR", 10_000, "Ada Ltd", ISSUED, DUE, 10_000, on=LAST_RUN)
LETTER = Issued("A-1", Stage.REMINDER, LAST_RUN, DUE, "L1", eur("105.00"), eur("5.00"), "C-1", DUE, ISSUED)


def late(
    owed: str = "100.00", customer: str = "C-1", issued: date | None = ISSUED, on: date = TODAY, total: str = ""
) -> Overdue:
    invoice = Invoice("A-1", Party(customer, "Ada Ltd"), issued, DUE, eur(total or owed))
    return Overdue(invoice, on, DUE, (on - DUE).days, 30, CalendarName("DE"))


def keys(known: Known, overdue: Overdue, *issued: Issued) -> list[str]:
    """The kinds of contradictions."""
    found = known.contradictions(overdue, issued)
    if found is None:
        return []
    parts = dict(found.values)["parts"]
    assert isinstance(parts, Names)
    return [part.key for part in parts.items if isinstance(part, Message)]


@pytest.mark.parametrize(("on", "asked"), [(LAST_RUN, True), (LAST_RUN - timedelta(1), False)])
def test_nothing_contradicts_a_day_before_the_last_run(on: date, asked: bool) -> None:
    known = Known({"A-1": SEEN}, on=LAST_RUN)
    assert keys(known, late("100.01", on=on)) == (["more_since_run"] if asked else [])


@pytest.mark.parametrize(("owed", "asked"), [("100.00", False), ("99.99", False), ("100.01", True)])
def test_more_than_a_letter_or_a_run_saw_is_asked_about_and_as_much_is_not(owed: str, asked: bool) -> None:
    assert keys(Known(), late(owed), LETTER) == (["more_is_open"] if asked else [])
    assert keys(Known({"A-1": SEEN}, on=LAST_RUN), late(owed)) == (["more_since_run"] if asked else [])


@pytest.mark.parametrize(("issued", "asked"), [(LAST_RUN, True), (LAST_RUN + timedelta(1), False), (None, True)])
def test_a_letter_named_no_invoice_that_was_issued_after_it(issued: date | None, asked: bool) -> None:
    assert keys(Known(), late(customer="C-2", issued=issued), LETTER) == (["customer_differs"] if asked else [])


@pytest.mark.parametrize(("on", "asked"), [(LAST_RUN, False), (LAST_RUN - timedelta(1), True)])
def test_an_approval_of_the_day_of_the_letter_or_later_is_the_new_measure(on: date, asked: bool) -> None:
    known = Known(approvals={"A-1": Approval("A-1", on, "C-2", DUE, eur("100.00"))})
    assert keys(known, late(customer="C-2"), LETTER) == (["customer_differs"] if asked else [])


@pytest.mark.parametrize(
    ("seen", "total", "asked"),
    [
        (SEEN, "100.00", True),
        (replace(SEEN, open_minor=0), "100.00", False),
        (SEEN, "100.01", False),
        (replace(SEEN, customer_id="C-1", total_minor=None), "100.00", False),
    ],
)
def test_a_number_used_again_is_asked_about_where_it_may_be_the_same_debt_with_another_day(
    seen: Seen, total: str, asked: bool
) -> None:
    known = Known({"A-1": seen}, on=LAST_RUN)
    again = late("100.00", issued=LAST_RUN + timedelta(1), total=total)
    assert keys(known, again) == (["number_used_again"] if asked else [])
    assert known.confirmed(replace(seen, issued=LAST_RUN + timedelta(1), total_minor=eur(total).minor), False) == (
        0 if asked else seen.open_minor
    )


@pytest.mark.parametrize(("issued", "taken"), [(LAST_RUN, True), (LAST_RUN + timedelta(1), False)])
def test_two_customers_have_no_number_at_once(issued: date, taken: bool) -> None:
    known = Known({"A-1": replace(SEEN, customer_id="C-2", on=ISSUED)}, on=LAST_RUN)
    assert (known.taken("A-1", "C-1", issued) is not None) == taken
    paid = Known({"A-1": replace(SEEN, customer_id="C-2", on=ISSUED, open_minor=0)}, on=LAST_RUN)
    assert paid.taken("A-1", "C-1", issued) is None  # it was paid when it was last seen


@pytest.mark.parametrize(("on", "closed"), [(LAST_RUN, True), (LAST_RUN - timedelta(1), False)])
def test_a_closing_counts_from_the_run_that_first_missed_the_invoice(on: date, closed: bool) -> None:
    missing = replace(SEEN, present=False)
    known = Known({"A-1": missing}, closings={"A-1": (Closing("A-1", "paid", on),)}, on=LAST_RUN)
    assert (known.closing(missing) is not None) == closed
    assert keys(known, late()) == (["closed_and_back"] if closed else [])
