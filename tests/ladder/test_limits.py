"""The least that letters ask for and the sum above which they wait, on both sides of each limit."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.letters.letter_cases import fee, money, notice

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.ladders import load_ladder
from pastdue.ladder import Limit, Rules, reviewed, worth_posting
from pastdue.model import Credit, Notice, Payment, Stage, Whose
from pastdue.model.letters import PlannedLetter
from pastdue.model.money import Money

LADDER = load_ladder(Catalog(), "monthly")


def gbp(amount: str) -> Money:
    return money(amount, "GBP")


def asking(amount: str, charges: int = 0, number: str = "A-1", paid: bool = False) -> Notice:
    """A notice that has so much open, with so many fees of 40.00; or only these, where all of it was paid."""
    own = notice(Stage.REMINDER, number=number)
    payments = (Payment(gbp(amount), own.overdue.invoice.due),) if paid else ()
    invoice = replace(own.overdue.invoice, total=gbp(amount), payments=payments)
    return replace(own, overdue=replace(own.overdue, invoice=invoice), charges=(fee("GBP"),) * charges)


def letter(*notices: Notice) -> PlannedLetter:
    return PlannedLetter(notices, "en")


@pytest.mark.parametrize(
    ("limit", "asked", "balance", "enough"),
    [
        (Limit(), "0.01", "1000.00", True),
        (Limit({"GBP": gbp("50.00")}), "50.00", None, True),
        (Limit({"GBP": gbp("50.00")}), "49.99", None, False),
        (Limit({"EUR": money("50.00", "EUR")}), "0.01", None, True),
        (Limit(percent=Decimal(10)), "100.00", "1000.00", True),
        (Limit(percent=Decimal(10)), "99.99", "1000.00", False),
        (Limit(percent=Decimal(10)), "0.01", None, True),
        (Limit(percent=Decimal(10)), "0.01", "0.00", True),
        (Limit(percent=Decimal(10)), "0.01", "-5.00", True),
        (Limit({"GBP": gbp("50.00")}, Decimal(10)), "60.00", "1000.00", False),
        (Limit({"GBP": gbp("50.00")}, Decimal(10)), "49.99", "100.00", False),
    ],
)
def test_a_limit_itself_is_enough_and_less_is_not(limit: Limit, asked: str, balance: str | None, enough: bool) -> None:
    missed = limit.missed_by(gbp(asked), None if balance is None else gbp(balance))
    assert (missed is None) == enough


@pytest.mark.parametrize(
    ("notices", "kept"),
    [
        ((asking("50.00"),), True),
        ((asking("49.99"),), False),
        ((asking("49.99", charges=1),), False),  # charges do not help a letter over an invoice
        ((asking("25.00"), asking("25.00", number="A-2")), True),
        ((asking("1000.00", charges=2, paid=True),), True),  # only charges are left, and they count
        ((asking("1000.00", charges=1, paid=True),), False),
        ((replace(asking("80.00"), credits=(Credit("C-007", "CN", gbp("30.00")),)),), True),
        ((replace(asking("80.00"), credits=(Credit("C-007", "CN", gbp("30.01")),)),), False),
    ],
)
def test_a_letter_is_posted_where_its_invoices_less_credits_come_to_the_limit(
    notices: tuple[Notice, ...], kept: bool
) -> None:
    own = letter(*notices)
    letters, skips = worth_posting([own], Limit({"GBP": gbp("50.00")}), {})
    assert letters == ((own,) if kept else ())
    assert [skip.invoice for skip in skips] == ([] if kept else [one.invoice.number for one in notices])


def test_each_letter_is_held_against_what_its_own_customer_owes_in_its_currency() -> None:
    balances = {Whose("C-007", "GBP"): gbp("1000.00"), Whose("C-007", "EUR"): money("1.00", "EUR")}
    least = Limit(percent=Decimal(10))
    assert worth_posting([letter(asking("99.99"))], least, balances)[0] == ()
    assert len(worth_posting([letter(asking("99.99"))], least, {Whose("C-8", "GBP"): gbp("1000.00")})[0]) == 1


@pytest.mark.parametrize(
    ("notices", "approved", "goes"),
    [
        ((asking("100.00"),), (), True),
        ((asking("100.01"),), (), False),
        ((asking("100.01"),), ("A-1",), True),
        ((asking("100.01"),), ("C-007",), True),
        ((asking("60.00"), asking("60.00", number="A-2")), ("A-1",), False),
        ((asking("60.00"), asking("60.00", number="A-2")), ("A-1", "A-2"), True),
        ((asking("60.00", charges=1),), (), True),
        ((asking("60.01", charges=1),), (), False),  # charges count
    ],
)
def test_a_letter_above_the_limit_waits_until_all_its_invoices_are_approved(
    notices: tuple[Notice, ...], approved: tuple[str, ...], goes: bool
) -> None:
    rules = Rules(LADDER, review_above={"GBP": gbp("100.00")}, approved=frozenset(approved))
    own = letter(*notices)
    letters, skips = reviewed([own], rules)
    assert letters == ((own,) if goes else ())
    assert [skip.invoice for skip in skips] == ([] if goes else [one.invoice.number for one in notices])
    assert reviewed([own], replace(rules, review_above={"EUR": money("1.00", "EUR")})) == ((own,), [])
