"""Tasks about unpaid invoices and unanswered messages: which one, for how much, on both sides of each day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.ladder.test_account import Charges, eur

from pastdue.model import Block, BlockKind, Invoice, Issued, Overdue, Party, Stage
from pastdue.model.calendars import Calendar
from pastdue.model.countries import CalendarName
from pastdue.model.kept import TaskDone
from pastdue.model.parties import FollowUp
from pastdue.model.spans import Span
from pastdue.tasks.cadence import Cadence, Do, Since, Step
from pastdue.tasks.collecting import Collected, Waiting, collecting_tasks
from pastdue.tasks.following import follow_up_tasks
from pastdue.tasks.task import Task, Tasking, Unsent

WRITTEN, PAY_BY, DUE = date(2026, 3, 2), date(2026, 3, 16), date(2026, 2, 2)
ADA = Party("C-1", "Ada Ltd")
PAYMENT = Cadence(
    "payment",
    (
        Step("resend", Do.RESEND, Span.parse("1 day"), Since.DUE),
        Step("post", Do.POST, Span.parse("1 day"), Since.LETTER),
        Step("mail", Do.MAIL, Span.parse("1 day"), Since.EMAIL),
        Step("call", Do.CALL, Span.parse("1 day"), Since.PAY_BY),
        Step("claim", Do.CLAIM, Span.parse("1 day"), Since.FINAL_PAY_BY),
        Step("ask", Do.PROMISE, Span.parse("1 day"), Since.PROMISE),
    ),
)
PROJECT = Cadence("project", (Step("note", Do.CHECK_IN, Span.parse("1 week"), Since.MESSAGE),))


def tasking(on: date, done: Mapping[str, TaskDone] | None = None) -> Tasking:
    return Tasking(on, Calendar("DE"), {"payment": PAYMENT, "project": PROJECT}, done or {})


def collected(
    number: str = "A-1", stage: Stage | None = Stage.REMINDER, laid: str = "0", over: bool = False
) -> Collected:
    """An invoice with 100.00 open and 7.00 of charges by now, of which a letter named 5.00; `stage` None: no letter."""
    overdue = Overdue(Invoice(number, ADA, DUE, DUE, eur("100.00")), PAY_BY, DUE, 42, 30, CalendarName("DE"))
    letter = () if stage is None else (Issued(number, stage, WRITTEN, PAY_BY, "L1", eur("105.00"), eur("5.00")),)
    charges = Charges(**{number.replace("-", "_"): "7.00"})(overdue).charges
    return Collected(overdue, eur(laid), charges, letter, over)


def tasks(*own: Collected, on: date = PAY_BY, waiting: Waiting | None = None) -> dict[str, Task]:
    return {task.id: task for task in collecting_tasks(own, tasking(on), waiting or Waiting())}


def amounts(found: Mapping[str, Task]) -> dict[str, str | None]:
    return {id_: None if task.matter.amount is None else task.matter.amount.plain for id_, task in found.items()}


@pytest.mark.parametrize(("laid", "asked", "owed"), [("0", "105.00", "107.00"), ("30", "75.00", "77.00")])
def test_a_call_is_about_what_the_last_letter_asked_for_and_a_letter_again_about_what_is_owed_now(
    laid: str, asked: str, owed: str
) -> None:
    assert amounts(tasks(collected(laid=laid))) == {"call:L1": asked}
    assert amounts(tasks(collected(stage=None, laid=laid))) == {"resend:A-1": owed}
    unknown = collected(laid=laid)
    unknown = replace(unknown, issued=(replace(unknown.issued[0], charged=None),))
    assert amounts(tasks(unknown)) == {"call:L1": owed}


def test_one_call_is_about_all_the_invoices_of_a_letter() -> None:
    found = tasks(collected(), collected("A-2"))
    assert amounts(found) == {"call:L1": "210.00"} and found["call:L1"].matter.invoices == ("A-1", "A-2")
    assert (found["call:L1"].since, found["call:L1"].due) == (PAY_BY, PAY_BY + timedelta(1))


@pytest.mark.parametrize(("on", "may_wait"), [(PAY_BY, True), (PAY_BY + timedelta(1), False)])
def test_a_letter_waits_to_leave_the_house_up_to_its_day_to_pay_by(on: date, may_wait: bool) -> None:
    posted = tasks(collected(), on=on, waiting=Waiting(frozenset({"L1"})))
    assert set(posted) == ({"post:L1", "call:L1"} if may_wait else {"call:L1"})
    mailed = tasks(collected(), on=on, waiting=Waiting(email={"L1": Unsent.REFUSED}))
    assert set(mailed) == ({"mail:L1", "call:L1"} if may_wait else {"call:L1"})
    assert not may_wait or mailed["mail:L1"].matter.unsent is Unsent.REFUSED


@pytest.mark.parametrize(
    ("stage", "over", "task"),
    [
        (Stage.FINAL_DEMAND, (True, True), "claim:L1"),
        (Stage.FINAL_DEMAND, (True, False), "call:L1"),
        (Stage.THIRD_NOTICE, (True, True), "call:L1"),
    ],
)
def test_the_claim_follows_a_final_demand_behind_which_no_letter_of_any_of_its_invoices_comes(
    stage: Stage, over: tuple[bool, bool], task: str
) -> None:
    first, second = over
    assert set(tasks(collected(stage=stage, over=first), collected("A-2", stage, over=second))) == {task}


def test_a_broken_promise_is_asked_after_instead_of_sending_the_invoice_again_and_beside_the_call() -> None:
    promise = Block(BlockKind.PROMISE, PAY_BY - timedelta(1))
    for own, found in ((collected(), {"call:L1"}), (collected(stage=None), set[str]())):
        invoice = replace(own.overdue.invoice, blocks=(promise,))
        assert set(tasks(replace(own, overdue=replace(own.overdue, invoice=invoice)))) == {"ask:A-1:2026-03-15", *found}


@pytest.mark.parametrize(
    ("kind", "sent", "in_book", "listed"),
    [
        ("project", PAY_BY, True, True),
        ("project", PAY_BY + timedelta(1), False, False),
        ("payment", WRITTEN, True, False),
        ("payment", WRITTEN, False, True),
    ],
)
def test_a_message_is_followed_up_from_its_day_on_and_one_about_payment_only_outside_the_book(
    kind: str, sent: date, in_book: bool, listed: bool
) -> None:
    found = follow_up_tasks([FollowUp(ADA, kind, sent)], tasking(PAY_BY), {"C-1"} if in_book else set())
    assert len(list(found)) == listed


@pytest.mark.parametrize(
    ("done", "last", "began"),
    [
        (PAY_BY, PAY_BY, WRITTEN),  # the list calls our own note the last message
        (PAY_BY, PAY_BY + timedelta(1), PAY_BY + timedelta(1)),  # there was another message after it
        (PAY_BY + timedelta(1), PAY_BY, WRITTEN),
        (PAY_BY, WRITTEN, WRITTEN),
    ],
)
def test_a_matter_began_with_the_message_before_our_own_note(done: date, last: date, began: date) -> None:
    noted = {f"project-note:C-1:{WRITTEN}": TaskDone("", done)}
    own = replace(PROJECT, steps=(*PROJECT.steps, Step("end", Do.CLOSE, Span.parse("1 week"))))
    by = replace(tasking(PAY_BY + timedelta(9), noted), cadences={"project": own})
    (task,) = follow_up_tasks([FollowUp(ADA, "project", last)], by, ())
    assert task.id == f"project-{'end' if began == WRITTEN else 'note'}:C-1:{began}"
