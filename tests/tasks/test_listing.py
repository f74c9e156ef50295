"""The list of tasks: what is due in time, the phone numbers to find, and steps that wait for the one before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pastdue.model import Party, Skip, Why
from pastdue.model.calendars import Calendar
from pastdue.model.kept import TaskDone
from pastdue.model.spans import Span
from pastdue.run.tasks.collected import may_be_collected
from pastdue.tasks import PAYMENT, Do, Matter, Since, Step, Task, Tasking, listed

MONDAY = date(2026, 11, 16)
ADA = Party("7", "Ada", ("1 Road",), "PL")
CALL = Task("call:A", Do.CALL, MONDAY, MONDAY, Matter(PAYMENT, "A", ADA))
STEPS = (
    Step("first", Do.CHECK_IN, Span.parse("7 days"), Since.MESSAGE),
    Step("last", Do.LAST_CHECK_IN, Span.parse("7 days")),
)


def tasking(**done: date) -> Tasking:
    """The tasks of that Monday and a week ahead, those named done by then."""
    named = {name.replace("_", ":"): day for name, day in done.items()}
    return Tasking(MONDAY, Calendar("PL"), {}, {name: TaskDone(name, day) for name, day in named.items()})


def ids(tasks: tuple[Task, ...]) -> list[str]:
    return [task.id for task in tasks]


def test_a_call_without_a_number_asks_for_the_number_until_that_is_done() -> None:
    assert ids(listed([CALL], tasking())) == ["call:A", "phone:7"]
    assert ids(listed([CALL], tasking(phone_7=MONDAY))) == ["call:A"]
    reached = replace(CALL, matter=replace(CALL.matter, to=replace(ADA, phone="+48 1")))
    assert ids(listed([reached], tasking())) == ["call:A"]


def test_an_address_is_asked_for_until_that_is_done() -> None:
    assert ids(listed([], tasking(), [ADA])) == ["address:7"]
    assert ids(listed([], tasking(address_7=MONDAY), [ADA])) == []


def test_the_list_ends_with_the_last_day_ahead() -> None:
    last, after = (replace(CALL, id=name, due=MONDAY + timedelta(days=n)) for name, n in (("in", 7), ("out", 8)))
    assert ids(listed([after, last], tasking(phone_7=MONDAY))) == ["in"]


@pytest.mark.parametrize(
    ("done", "due"),
    [
        (date(2026, 11, 10), date(2026, 11, 17)),  # a step done in time: the next counts from it
        (date(2026, 10, 28), date(2026, 11, 9)),  # one done before the message it answers: from the message
    ],
)
def test_the_next_step_counts_from_the_one_before_but_never_from_before_the_message(done: date, due: date) -> None:
    step = tasking(first_A=done).next(STEPS, Matter("project", "A", ADA), date(2026, 11, 2))
    assert step is not None and (step.id, step.due) == ("last:A", due)


def test_after_the_last_step_there_is_none() -> None:
    assert tasking(first_A=MONDAY, last_A=MONDAY).next(STEPS, Matter("project", "A", ADA), MONDAY) is None


@pytest.mark.parametrize("why", [why for why in Why if why.needs_attention])
def test_an_invoice_whose_letter_could_not_be_made_is_collected_by_other_means(why: Why) -> None:
    assert may_be_collected(Skip("A", "7", why))


@pytest.mark.parametrize("why", [Why.PAID, Why.ON_HOLD, Why.DISPUTED, Why.PROMISED, Why.NEVER_DUN, Why.NEEDS_REVIEW])
def test_an_invoice_that_is_held_settled_or_in_doubt_is_not(why: Why) -> None:
    assert not may_be_collected(Skip("A", "7", why))
