"""Decisions that wait for a person: by reason, each case with its facts, and the commands that settle it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pastdue.model import Why
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of
from pastdue.reports.review.commands import Invocation
from pastdue.reports.review.review import Review, SkippedInvoice, SkipReason
from pastdue.reports.review.words import PageWords, ShownFigure

_NAMED_AT_MOST = 8
"""The number of invoices one command names; for more of one customer it names the customer."""
_ENDS = ("paid", "written_off", "other")


@dataclass(frozen=True, slots=True)
class Decision:
    """One matter: invoices of one customer that wait for the same reason, and commands to choose from."""

    customer: str
    customer_id: str
    invoices: tuple[str, ...]
    open: tuple[ShownFigure, ...]
    detail: str
    english: bool
    commands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matters:
    """The matters that wait for one reason: what to do about them, and the commands that serve all of them at once.

    `anchor` names them within the page.
    """

    anchor: str
    why: str
    advice: str
    commands: tuple[str, ...]
    decisions: tuple[Decision, ...]


def decisions(review: Review, words: PageWords) -> tuple[Matters, ...]:
    """Every invoice whose letter is held back for a decision, and every invoice that is missing, of those that
    the page lists."""
    return tuple(
        Matters(
            f"decide-{why.value}",
            words.why(why),
            words.say(_ADVICE.get(why, "advice_other")),
            _for_all(why, review.asked),
            tuple(_decision(why, own, review.asked, words) for own in groups),
        )
        for why, groups in _matters(review).items()
    )


def _matters(review: Review) -> dict[Why, list[list[SkippedInvoice]]]:
    """By reason the invoices that are decided together: those of one customer with the same detail; a missing one
    alone."""
    matters: dict[tuple[Why, str, object], list[SkippedInvoice]] = defaultdict(list)
    for reason in _waiting(review):
        for one in reason.listed:
            together = (one.skip.invoice, one.issued) if reason.why is Why.MISSING else one.skip.detail
            matters[reason.why, one.skip.customer_id, together].append(one)
    by_reason: dict[Why, list[list[SkippedInvoice]]] = defaultdict(list)
    for (why, _, _), own in matters.items():
        by_reason[why].append(own)
    return by_reason


def not_listed(review: Review) -> int:
    """The number of invoices that wait for a person beyond those the page lists."""
    return sum(reason.count - len(reason.listed) for reason in _waiting(review))


def _waiting(review: Review) -> list[SkipReason]:
    return [reason for reason in review.reasons if reason.why.needs_a_person or reason.why is Why.MISSING]


def _decision(why: Why, own: list[SkippedInvoice], asked: Invocation, words: PageWords) -> Decision:
    first = own[0]
    numbers = tuple(one.skip.invoice for one in own)
    name = first.customer or first.skip.customer_id
    return Decision(
        name,
        first.skip.customer_id if first.skip.customer_id != name else "",
        numbers,
        tuple(figure for money in _sums(own) if (figure := words.money(money)) is not None),
        *words.detail(first.skip),
        _commands(why, own, asked),
    )


_ADVICE = {
    Why.NEEDS_REVIEW: "advice_review",
    Why.MISSING: "advice_missing",
    Why.NO_ADDRESS: "advice_address",
    Why.NO_RATE: "advice_rate",
}


def _commands(why: Why, own: list[SkippedInvoice], asked: Invocation) -> tuple[str, ...]:
    numbers, first = tuple(one.skip.invoice for one in own), own[0]
    match why:
        case Why.NEEDS_REVIEW:
            named = numbers if len(numbers) <= _NAMED_AT_MOST else (first.skip.customer_id,)
            return (asked.run(*(word for one in named for word in ("--approve", one))),)
        case Why.MISSING:
            return tuple(asked.close(numbers[0], end, first.issued) for end in _ENDS)
        case Why.NO_ADDRESS | Why.NO_RATE:
            return ()
        case _:
            return (asked.explain(numbers[0]),)


def _for_all(why: Why, asked: Invocation) -> tuple[str, ...]:
    match why:
        case Why.NEEDS_REVIEW | Why.MISSING:
            return ()
        case Why.NO_RATE:
            return (asked.run("--provisional"),)
        case _:
            return (asked.run(),)


def _sums(own: Iterable[SkippedInvoice]) -> list[Money]:
    by_currency: dict[str, list[Money]] = defaultdict(list)
    for one in own:
        if one.open is not None:
            by_currency[one.open.currency].append(one.open)
    return [sum_of(amounts, currency) for currency, amounts in sorted(by_currency.items())]
