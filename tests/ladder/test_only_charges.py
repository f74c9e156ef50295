"""Charges left once an invoice itself is paid, and letters over these alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.letters.letter_cases import LANGUAGES, ON, STAGES, draft, letter, money, notice, told, with_invoice

from pastdue.charges.agreed import named_by
from pastdue.charges.charged import Charged
from pastdue.ladder import left_of_charges, surplus
from pastdue.letters.grouping import group
from pastdue.model import Block, BlockKind, Charge, ChargeKind, Issued, Notice, Overdue, Payment, Segment, Stage, Why
from pastdue.model.choices import Per
from pastdue.model.errors.left_out import CannotCharge

NAMED = Issued("2026-101", Stage.REMINDER, date(2026, 1, 5), date(2026, 1, 15), "L1", money("12385.60", "GBP"),
               money("40.00", "GBP"))  # fmt: skip
SILENT = replace(NAMED, total=money("12345.60", "GBP"), charged=money("0.00", "GBP"))


def paid(stage: Stage = Stage.SECOND_NOTICE, number: str = "2026-101", beyond: str = "0.00") -> Notice:
    """A notice whose invoice was paid, perhaps with some more, late; 40.00 and interest were charged."""
    whole = money("12345.60", "GBP") + money(beyond, "GBP")
    return with_invoice(notice(stage, number=number), payments=(Payment(whole, ON - timedelta(days=3)),))


def forty(
    overdue: Overdue, issued: tuple[Issued, ...], *, with_new_notice: bool = True, as_named: Issued | None = None
) -> Charged:
    """40.00 for each notice."""
    if as_named is not None:
        return named_by(as_named)
    segments = (Segment(money("40.00", overdue.invoice.currency)),) * (len(issued) + with_new_notice)
    return Charged((Charge(ChargeKind.FEE, "house", segments, "GBP"),))


def unknown(
    overdue: Overdue, issued: tuple[Issued, ...], *, with_new_notice: bool = True, as_named: Issued | None = None
) -> Charged:
    if as_named is not None:
        return named_by(as_named)
    raise CannotCharge(Why.NO_RATE, f"no rate: {overdue}, {issued}, {with_new_notice}")


@pytest.mark.parametrize(
    ("beyond", "left", "credit"), [("0.00", "40.00", "0"), ("39.99", "0.01", "0"), ("40.00", "0.00", "0"),
                                   ("40.01", "-0.01", "0.01")],
)  # fmt: skip
def test_what_is_paid_beyond_the_invoice_settles_its_charges_before_it_is_a_credit(
    beyond: str, left: str, credit: str
) -> None:
    overdue = paid(beyond=beyond).overdue
    assert left_of_charges(overdue, (NAMED,), forty) == money(left, "GBP")
    assert surplus(overdue, (NAMED,), forty) == money(credit, "GBP")


def test_charges_no_letter_named_are_not_left() -> None:
    overdue = paid(beyond="5.00").overdue
    assert left_of_charges(overdue, (SILENT,), forty) is None
    assert left_of_charges(overdue, (), forty) is None
    assert left_of_charges(overdue, (SILENT, NAMED), forty) == money("75.00", "GBP")
    assert surplus(overdue, (SILENT,), forty) == money("5.00", "GBP")


def test_an_invoice_with_something_open_has_no_charges_left_over() -> None:
    assert left_of_charges(notice(Stage.SECOND_NOTICE).overdue, (NAMED,), forty) is None


def test_charges_that_cannot_be_worked_out_leave_the_customer_the_whole_credit() -> None:
    overdue = paid(beyond="5.00").overdue
    assert surplus(overdue, (NAMED,), unknown) == money("5.00", "GBP")
    with pytest.raises(CannotCharge):
        left_of_charges(overdue, (NAMED,), unknown)


@pytest.mark.parametrize("per", Per)
def test_a_letter_over_charges_alone_is_never_mixed_with_open_invoices(per: Per) -> None:
    open_, own = notice(Stage.SECOND_NOTICE, number="2026-102"), paid()
    assert {tuple(n.invoice.number for n in made.notices) for made in group([open_, own], per, lambda _: "en")} == {
        ("2026-101",), ("2026-102",),
    }  # fmt: skip


@pytest.mark.parametrize("stage", STAGES[1:])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [1, 2, 5])
def test_a_letter_over_charges_alone_never_says_that_an_invoice_is_unpaid(
    language: str, stage: Stage, count: int
) -> None:
    own = [paid(stage, f"2026-{101 + n}") for n in range(count)]
    made, usual = letter(draft(language, stage, *own)), letter(draft(language, stage, *map(notice, [stage] * count)))
    assert made.opening[0] != usual.opening[0]
    late = len(usual.grid.headings) - 5  # days overdue, before amount, paid, balance and charges
    assert made.grid.headings == (*usual.grid.headings[:late], *usual.grid.headings[late + 1 :])
    assert usual.grid.rows[0][late][:1].isdigit() and len(made.grid.rows[0]) == len(made.grid.headings)
    assert made.payment.pay_line.replace("\xa0", " ").count(made.grid.totals[-1][1].replace("\xa0", " ")) == 1
    assert made.annex.parts


def test_a_letter_over_charges_alone_thanks_for_the_payment_and_says_what_is_left() -> None:
    text = told(letter(draft("en", Stage.SECOND_NOTICE, paid()))).replace("\xa0", " ")
    assert "has been paid, thank you" in text and "remain unpaid: " in text
    assert "not been paid in full" not in text and "further interest or charges may be added" not in text


def test_a_promise_to_pay_an_invoice_that_was_paid_is_not_held_against_anyone() -> None:
    promise = Block(BlockKind.PROMISE, ON - timedelta(days=10))
    text = told(letter(draft("en", Stage.SECOND_NOTICE, with_invoice(paid(), blocks=(promise,)))))
    assert "You told us" not in text


def test_an_invoice_paid_without_any_charge_is_not_about_charges() -> None:
    assert paid().only_charges
    assert not replace(paid(), charges=()).only_charges
    assert not notice(Stage.SECOND_NOTICE).only_charges


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [1, 2, 5])
def test_charges_no_letter_has_named_are_not_said_to_have_been_named(language: str, count: int) -> None:
    told = [replace(paid(Stage.REMINDER, f"2026-{101 + n}"), charges=paid().charges) for n in range(count)]
    first = [replace(notice, earlier=()) for notice in told]
    made, later = letter(draft(language, Stage.REMINDER, *first)), letter(draft(language, Stage.REMINDER, *told))
    assert made.opening[0] != letter(draft(language, Stage.SECOND_NOTICE, *map(named, told))).opening[0]
    assert made.grid.totals[-1][1].replace("\xa0", " ") in made.opening[0].replace("\xa0", " ")
    assert later.subject == made.subject


def named(own: Notice) -> Notice:
    """The notice after a letter that named a charge."""
    return replace(own, stage=Stage.SECOND_NOTICE, earlier=(replace(NAMED, invoice=own.invoice.number),))
