"""Which notices share an envelope, and which credits go with them?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from pastdue.model import Notice, Skip, Why
from pastdue.model.letters import Draft
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of


class Per(StrEnum):
    """What one letter is for: a customer's notices of one stage, one invoice, or all a customer's notices."""

    STAGE = "stage"
    INVOICE = "invoice"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class Credit:
    """Money a customer has with us: a credit note, what was overpaid, or money on account. `amount` is positive."""

    customer_id: str
    number: str
    amount: Money


def group(notices: Iterable[Notice], per: Per) -> tuple[tuple[Notice, ...], ...]:
    """The notices of each letter, always one customer and currency; the severest letters of a customer first.

    Invoices of which only charges are left have letters of their own, which say so. A letter's notices are ordered by
    due date and all carry the day to pay by of the severest stage among them.
    """
    groups: dict[tuple[object, ...], list[Notice]] = defaultdict(list)
    for notice in notices:
        invoice = notice.invoice
        own = {Per.STAGE: (notice.stage.rank,), Per.INVOICE: (invoice.number,), Per.CUSTOMER: ()}[per]
        groups[(invoice.customer.id, invoice.currency, notice.only_charges, *own)].append(notice)
    letters = [_dated(sorted(group, key=lambda n: (n.invoice.due, n.invoice.number))) for group in groups.values()]
    return tuple(sorted(letters, key=_order))


def _dated(notices: list[Notice]) -> tuple[Notice, ...]:
    pay_by = max(notices, key=lambda n: n.stage.rank).pay_by
    return tuple(n if n.pay_by == pay_by else replace(n, pay_by=pay_by) for n in notices)


def _order(letter: tuple[Notice, ...]) -> tuple[str, str, int, date, str]:
    first = letter[0].invoice
    return (first.customer.id, first.currency, -max(n.stage.rank for n in letter), first.due, first.number)


def deduct(
    letters: Iterable[tuple[Notice, ...]], credits_: Mapping[tuple[str, str], tuple[Credit, ...]]
) -> tuple[list[tuple[tuple[Notice, ...], tuple[Credit, ...]]], list[Skip]]:
    """Each letter with the credits deducted from it, and skips for letters that credits cover whole.

    `credits_` holds a customer's credits by (customer id, currency). They are used up once, on the severest letter
    first; a letter whose open invoices (charges apart, unless these alone are left) are covered is not sent.
    """
    left = {key: list(own) for key, own in credits_.items()}
    kept: list[tuple[tuple[Notice, ...], tuple[Credit, ...]]] = []
    skips: list[Skip] = []
    for notices in letters:
        invoice = notices[0].invoice
        owed = sum_of((n.total if n.only_charges else n.overdue.open for n in notices), invoice.currency)
        used = _take(left.get((invoice.customer.id, invoice.currency), []), owed)
        if used and sum_of((c.amount for c in used), invoice.currency) >= owed:
            detail = "covered by " + ", ".join(c.number for c in used)
            skips += [Skip(n.invoice.number, invoice.customer.id, Why.COVERED_BY_CREDIT, None, detail) for n in notices]
        else:
            kept.append((notices, used))
    return kept, skips


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


def draft(number: str, on: date, language: str, notices: tuple[Notice, ...], used: tuple[Credit, ...]) -> Draft:
    """The draft of one letter: its severest stage sets the text."""
    stage = max((n.stage for n in notices), key=lambda s: s.rank)
    return Draft(number, on, stage, language, notices, tuple((c.number, c.amount) for c in used))
