"""Notices grouped into letters: those to one customer that share an envelope."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from pastdue.model import Notice, Party, Stage
from pastdue.model.choices import Per
from pastdue.model.letters import Draft, PlannedLetter
from pastdue.model.parties import BY_POST, Route


def _posted(_: Party, __: Stage) -> Route:
    return BY_POST


def group(
    notices: Iterable[Notice],
    per: Per,
    language_of: Callable[[Party], str],
    route_of: Callable[[Party, Stage], Route] = _posted,
) -> tuple[PlannedLetter, ...]:
    """The letters that hold the notices, always one customer and currency, in the order of customers' numbers and
    currencies, the severest first.

    Invoices of which only charges are left have letters of their own, which say so. A letter's notices are ordered by
    due date and all carry the day to pay by of the severest stage among them. A courtesy note is about invoices that
    fall due on one day.
    """
    groups: dict[tuple[object, ...], list[Notice]] = defaultdict(list)
    for notice in notices:
        invoice = notice.invoice
        shared: dict[Per, tuple[object, ...]] = {
            Per.STAGE: (str(notice.stage),), Per.INVOICE: (invoice.number,), Per.CUSTOMER: (),
        }  # fmt: skip
        own = (str(notice.stage), notice.pay_by) if notice.stage.is_courtesy else shared[per]
        groups[(invoice.customer.id, invoice.currency, notice.only_charges, notice.untold, *own)].append(notice)
    letters = [_dated(sorted(group, key=lambda n: (n.invoice.due, n.invoice.number))) for group in groups.values()]
    ordered = sorted(letters, key=_order)
    routes = (route_of(own[0].invoice.customer, _severest(own)) for own in ordered)
    return tuple(
        PlannedLetter(own, language_of(own[0].invoice.customer), route)
        for own, route in zip(ordered, routes, strict=True)
    )


def _severest(notices: tuple[Notice, ...]) -> Stage:
    return max((n.stage for n in notices), key=lambda stage: stage.severity)


def _dated(notices: list[Notice]) -> tuple[Notice, ...]:
    pay_by = max(notices, key=lambda n: n.stage.severity).pay_by
    return tuple(n if n.pay_by == pay_by else replace(n, pay_by=pay_by) for n in notices)


def _order(letter: tuple[Notice, ...]) -> tuple[str, str, tuple[int, int], date, str]:
    first, (rank, step) = letter[0].invoice, max(n.stage.severity for n in letter)
    return (first.customer.id, first.currency, (-rank, -step), first.due, first.number)


def draft(letter: PlannedLetter, on: date, number: str = "") -> Draft:
    """The draft of a letter dated `on`: its severest stage sets the text. It has no number until it is made."""
    stage = _severest(letter.notices)
    credits_ = tuple((credit.number, credit.amount) for credit in letter.credits)
    return Draft(number, on, stage, letter.language, letter.notices, credits_, route=letter.route, others=letter.others)
