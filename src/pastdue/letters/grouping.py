"""Letters out of notices: which notices share an envelope, and which credits are deducted from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from pastdue.model import Notice, Party, Skip, Why
from pastdue.model.choices import Per
from pastdue.model.letters import Credit, Draft, PlannedLetter
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of


def group(notices: Iterable[Notice], per: Per, language_of: Callable[[Party], str]) -> tuple[PlannedLetter, ...]:
    """The letters that hold the notices, always one customer and currency; the severest letters of a customer first.

    Invoices of which only charges are left have letters of their own, which say so. A letter's notices are ordered by
    due date and all carry the day to pay by of the severest stage among them.
    """
    groups: dict[tuple[object, ...], list[Notice]] = defaultdict(list)
    for notice in notices:
        invoice = notice.invoice
        own = {Per.STAGE: (notice.stage.rank,), Per.INVOICE: (invoice.number,), Per.CUSTOMER: ()}[per]
        groups[(invoice.customer.id, invoice.currency, notice.only_charges, *own)].append(notice)
    letters = [_dated(sorted(group, key=lambda n: (n.invoice.due, n.invoice.number))) for group in groups.values()]
    ordered = sorted(letters, key=_order)
    return tuple(PlannedLetter(own, language_of(own[0].invoice.customer)) for own in ordered)


def _dated(notices: list[Notice]) -> tuple[Notice, ...]:
    pay_by = max(notices, key=lambda n: n.stage.rank).pay_by
    return tuple(n if n.pay_by == pay_by else replace(n, pay_by=pay_by) for n in notices)


def _order(letter: tuple[Notice, ...]) -> tuple[str, str, int, date, str]:
    first = letter[0].invoice
    return (first.customer.id, first.currency, -max(n.stage.rank for n in letter), first.due, first.number)


def deduct(
    letters: Iterable[PlannedLetter], credits_: Mapping[tuple[str, str], tuple[Credit, ...]]
) -> tuple[tuple[PlannedLetter, ...], list[Skip]]:
    """Each letter with the credits deducted from it, and skips for letters that credits cover whole.

    `credits_` holds a customer's credits by (customer id, currency). They are used up once, on the severest letter
    first; a letter whose open invoices (charges apart, unless these alone are left) are covered is not sent.
    """
    left = {key: list(own) for key, own in credits_.items()}
    kept: list[PlannedLetter] = []
    skips: list[Skip] = []
    for letter in letters:
        notices, customer, currency = letter.notices, letter.customer.id, letter.currency
        owed = sum_of((n.total if n.only_charges else n.overdue.open for n in notices), currency)
        used = _take(left.get((customer, currency), []), owed)
        if used and sum_of((c.amount for c in used), currency) >= owed:
            detail = "covered by " + ", ".join(c.number for c in used)
            skips += [Skip(n.invoice.number, customer, Why.COVERED_BY_CREDIT, None, detail) for n in notices]
        else:
            kept.append(replace(letter, credits=used))
    return tuple(kept), skips


def _take(own: list[Credit], at_most: Money) -> tuple[Credit, ...]:
    """Credits of `own` up to `at_most` in all, taken out of the list; the last one may be split."""
    used: list[Credit] = []
    while own and at_most:
        credit = own[0]
        amount = min(credit.amount, at_most)
        used.append(replace(credit, amount=amount))
        at_most = at_most - amount
        if amount == credit.amount:
            own.pop(0)
        else:
            own[0] = replace(credit, amount=credit.amount - amount)
    return tuple(used)


def draft(letter: PlannedLetter, on: date, number: str = "") -> Draft:
    """The draft of a letter dated `on`: its severest stage sets the text. It has no number until it is made."""
    stage = max((n.stage for n in letter.notices), key=lambda s: s.rank)
    credits_ = tuple((credit.number, credit.amount) for credit in letter.credits)
    return Draft(number, on, stage, letter.language, letter.notices, credits_)
