"""Notices that share a letter, and the stage, text and day to pay by of that letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from tests.ladder.test_only_charges import paid
from tests.letters import letter_cases as cases
from tests.letters.letter_cases import ON, letter, notice

from pastdue.letters.grouping import draft, group
from pastdue.model import Notice, Stage
from pastdue.model.choices import Per
from pastdue.model.letters import PlannedLetter


def grouped(per: Per, *notices: Notice) -> tuple[PlannedLetter, ...]:
    return group(notices, per, lambda _: "en")


MIXED = (
    notice(Stage.REMINDER, number="R"),
    notice(Stage.THIRD_NOTICE, number="T"),
    notice(Stage.SECOND_NOTICE, number="S"),
)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_customers_one_letter_has_the_text_and_the_day_of_its_severest_stage(order: tuple[int, ...]) -> None:
    (planned,) = grouped(Per.CUSTOMER, *(MIXED[n] for n in order))
    made = draft(planned, ON, "L-1")
    assert (made.stage, made.pay_by) == (Stage.THIRD_NOTICE, date(2026, 11, 30))
    assert {n.pay_by for n in planned.notices} == {date(2026, 11, 30)}
    assert {n.invoice.number: n.stage for n in planned.notices} == {n.invoice.number: n.stage for n in MIXED}
    text = letter(made)
    assert text.subject.startswith("Third notice: ") and "30\u00a0November\u00a02026" in text.payment.pay_line
    assert any(
        text.closing[1].startswith(said[:30]) for said in cases.WORDING["en"].texts["closing.third_notice"].values()
    )


def test_by_stage_each_stage_has_its_own_letter_and_day() -> None:
    planned = grouped(Per.STAGE, *MIXED)
    assert [draft(one, ON).stage for one in planned] == [Stage.THIRD_NOTICE, Stage.SECOND_NOTICE, Stage.REMINDER]
    assert [draft(one, ON).pay_by for one in planned] == [date(2026, 11, 30), date(2026, 12, 3), date(2026, 12, 3)]


def test_by_invoice_each_invoice_has_its_own_letter() -> None:
    assert [[n.invoice.number for n in one.notices] for one in grouped(Per.INVOICE, *MIXED)] == [["T"], ["S"], ["R"]]


@pytest.mark.parametrize("per", Per)
def test_no_letter_is_to_two_customers_or_in_two_currencies(per: Per) -> None:
    to = replace(cases.customer(), id="C-008")
    of_each = [notice(Stage.REMINDER, number="A"), notice(Stage.REMINDER, "EUR", number="B")]
    planned = grouped(per, *of_each, notice(Stage.REMINDER, number="C", to=to))
    assert [[n.invoice.number for n in one.notices] for one in planned] == [["B"], ["A"], ["C"]]


@pytest.mark.parametrize("per", Per)
def test_charges_that_no_letter_has_named_have_a_letter_of_their_own(per: Per) -> None:
    told, untold = paid(number="A"), replace(paid(number="B"), earlier=())
    named = tuple(replace(one, charged=cases.money("40.00", "GBP")) for one in told.earlier)
    planned = grouped(per, replace(told, earlier=named), untold)
    assert sorted([n.invoice.number for n in one.notices] for one in planned) == [["A"], ["B"]]


@pytest.mark.parametrize("per", Per)
def test_courtesy_notes_share_a_letter_where_their_invoices_fall_due_on_one_day(per: Per) -> None:
    days = {"A": date(2026, 12, 3), "B": date(2026, 12, 3), "C": date(2026, 12, 4)}
    of_each = (
        Notice(notice(Stage.REMINDER, number=number).overdue, Stage.COURTESY_NOTE, day) for number, day in days.items()
    )
    planned = grouped(per, *of_each, notice(Stage.REMINDER, number="R"))
    assert sorted([n.invoice.number for n in one.notices] for one in planned) == [["A", "B"], ["C"], ["R"]]


def test_a_letter_gives_the_time_of_its_severest_stage_also_where_that_is_longer() -> None:
    (planned,) = grouped(Per.CUSTOMER, notice(Stage.REMINDER, number="R"), notice(Stage.FINAL_DEMAND, number="F"))
    assert {n.pay_by for n in planned.notices} == {date(2026, 12, 7)}


def test_the_invoices_of_a_letter_stand_in_the_order_of_their_due_days_and_then_numbers() -> None:
    late, later = notice(Stage.SECOND_NOTICE, number="9"), notice(Stage.REMINDER, number="1")
    (planned,) = grouped(Per.CUSTOMER, later, late, notice(Stage.SECOND_NOTICE, number="8"))
    assert [n.invoice.number for n in planned.notices] == ["8", "9", "1"]
