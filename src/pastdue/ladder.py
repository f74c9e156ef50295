"""Which notice does each invoice get today, or why none?

Every invoice of the book ends as exactly one notice or one skip. Reasons are tried in a fixed order, facts about
the invoice first (paid, not due), then what the firm has decided (held, disputed, never), then the ladder itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Protocol

from pastdue.book import Measured
from pastdue.calendars import Calendar
from pastdue.deadlines import deadline, final_deadline
from pastdue.errors import CannotCharge, SettingsError
from pastdue.model import (
    BlockKind,
    Charge,
    Issued,
    Ladder,
    Notice,
    Overdue,
    Plan,
    Rung,
    Skip,
    Stage,
    Why,
)
from pastdue.money import Money
from pastdue.spans import Span, day_number, day_of

NEXT_STEP = "next: court or write-off"

_BLOCKED = {BlockKind.DISPUTE: Why.DISPUTED, BlockKind.HOLD: Why.ON_HOLD, BlockKind.PROMISE: Why.PROMISED}


class History(Protocol):
    """What the ledger knows of earlier notices."""

    def issued(self, invoice: str) -> tuple[Issued, ...]:
        """The living notices of one invoice, oldest first."""
        ...


ChargesFor = Callable[[Overdue, tuple[Issued, ...]], tuple[Charge, ...]]
"""The charges of an overdue invoice with the notices already issued, for the notice being written."""


@dataclass(frozen=True, slots=True)
class CustomerRule:
    """What the firm has decided about one customer."""

    dun: bool = True
    highest: Stage | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """The ladder and the limits around it. `min_balance` and `review_above` hold one amount per currency."""

    ladder: Ladder
    final_deadline: Span | None = None
    mail_days: int = 0
    min_balance: Mapping[str, Money] = field(default_factory=dict)
    review_above: Mapping[str, Money] = field(default_factory=dict)
    max_age: Span | None = None
    customers: Mapping[str, CustomerRule] = field(default_factory=dict)
    approved: frozenset[str] = frozenset()


def check_ladder(ladder: Ladder) -> Ladder:
    """`ladder` itself, when its rungs rise in stage and length; refuses one that does not."""
    if not ladder.rungs or ladder.rungs[0].stage is Stage.FINAL_DEMAND:
        raise SettingsError(
            f"ladder {ladder.name!r} has no rung before the final demand, which needs an earlier notice"
        )
    for lower, upper in zip(ladder.rungs, ladder.rungs[1:], strict=False):
        same_unit = lower.after.unit is upper.after.unit
        if lower.stage.rank >= upper.stage.rank or (same_unit and lower.after.count >= upper.after.count):
            raise SettingsError(
                f"ladder {ladder.name!r}: {upper.stage} after {upper.after} does not come after "
                f"{lower.stage} after {lower.after}",
                "order the rungs " + ", ".join(Stage),
            )
    return ladder


def decide(measured: Measured, history: History, rules: Rules, charges_for: ChargesFor) -> Plan:
    """The notice every invoice of the book gets on the measured day, or the reason why none.

    Refuses, as a settings error, a ladder whose final demand would name a day out of range.
    """
    judge = Judge(measured, history, rules, charges_for)
    notices: list[Notice] = []
    skips: list[Skip] = []
    for row, settled in judge.sorted_out():
        verdict = settled or judge.verdict(measured.overdue(row))
        (notices if isinstance(verdict, Notice) else skips).append(verdict)  # type: ignore[arg-type]
    return Plan(measured.as_of, tuple(notices), tuple(skips))


def pay_by_days(rules: Rules, letter_on: date, calendar: Calendar) -> dict[Stage, date]:
    """The day each stage's letter gives time until; refuses a final demand whose day is out of range."""
    days: dict[Stage, date] = {}
    for rung in rules.ladder.rungs:
        if rung.stage is Stage.FINAL_DEMAND:
            span = rules.final_deadline or rung.pay_within
            days[rung.stage] = final_deadline(letter_on, span, calendar, rules.mail_days)
        else:
            days[rung.stage] = deadline(letter_on, rung.pay_within, calendar, rules.mail_days)
    return days


class Judge:
    """Decides one invoice at a time on one day, with what is the same for all of them worked out once."""

    def __init__(self, measured: Measured, history: History, rules: Rules, charges_for: ChargesFor) -> None:
        self._measured, self._history, self._rules, self._charges_for = measured, history, rules, charges_for
        self._as_of, self._calendar = measured.as_of, measured.calendar
        self._pay_by = pay_by_days(rules, self._as_of, self._calendar)
        self._reached_on = cache(self._first_day_of)

    def sorted_out(self) -> Iterator[tuple[int, Skip | None]]:
        """Each row of the book, with its skip where the figures alone settle the matter."""
        frame, today, first = self._measured.frame, day_number(self._as_of), self._rules.ladder.rungs[0]
        columns = (
            frame[c].tolist()
            for c in (
                "invoice",
                "customer_id",
                "issued",
                "effective_due",
                "days",
                "total_minor",
                "open_minor",
            )
        )
        for row, (invoice, customer, issued, due, days, total, open_) in enumerate(zip(*columns, strict=True)):
            if issued > today:
                yield row, Skip(invoice, customer, Why.NOT_ISSUED, day_of(issued))
            elif total < 0 or open_ < 0:
                yield row, Skip(invoice, customer, Why.CREDIT)
            elif open_ == 0:
                yield row, Skip(invoice, customer, Why.PAID)
            elif days <= 0:
                yield row, Skip(invoice, customer, Why.NOT_DUE, self._reached_on(first.after, day_of(due)))
            else:
                yield row, None

    def verdict(self, overdue: Overdue) -> Notice | Skip:
        """The notice an overdue, unpaid invoice gets today, or why none."""
        issued = self._history.issued(overdue.invoice.number)
        blocked = self._blocked(overdue, issued)
        if blocked is not None:
            return blocked
        chosen = self._rung(overdue, issued)
        if isinstance(chosen, Skip):
            return chosen
        invoice = overdue.invoice
        limit = self._rules.review_above.get(invoice.currency)
        if limit is not None and overdue.open > limit and invoice.number not in self._rules.approved:
            return self._skip(overdue, Why.NEEDS_REVIEW, detail=f"{overdue.open} is above {limit}")
        if not invoice.customer.address:
            return self._skip(overdue, Why.NO_ADDRESS, detail=f"{invoice.source}: no address to post to")
        try:
            charges = self._charges_for(overdue, issued)
        except CannotCharge as error:
            return self._skip(overdue, Why(error.why), detail=str(error).replace("\n ", ";"))
        return Notice(overdue, chosen.stage, self._pay_by[chosen.stage], charges, issued)

    def _blocked(self, overdue: Overdue, issued: tuple[Issued, ...]) -> Skip | None:
        """What the firm has decided that keeps this invoice from being dunned at all today."""
        if not self._customer(overdue).dun:
            return self._skip(overdue, Why.NEVER_DUN)
        in_force = {b.kind: b for b in overdue.invoice.blocks if b.in_force(self._as_of)}
        for kind, why in _BLOCKED.items():
            if kind in in_force:
                until = in_force[kind].until
                return self._skip(overdue, why, until and until + timedelta(days=1), in_force[kind].reason)
        if self._rules.max_age is not None and not issued and self._reached(self._rules.max_age, overdue):
            return self._skip(overdue, Why.TOO_OLD, detail=f"late for {self._rules.max_age} or more, never dunned")
        least = self._rules.min_balance.get(overdue.invoice.currency)
        if least is not None and overdue.open < least:
            return self._skip(overdue, Why.BELOW_MINIMUM, detail=f"{overdue.open} is below {least}")
        return None

    def _rung(self, overdue: Overdue, issued: tuple[Issued, ...]) -> Rung | Skip:
        """The rung this invoice stands on today, or why it gets no notice yet."""
        ladder = self._rules.ladder
        sent = max((i.stage.rank for i in issued), default=-1)
        above = [rung for rung in ladder.rungs if rung.stage.rank > sent]
        if not above:
            return self._skip(overdue, Why.LADDER_DONE, detail=NEXT_STEP)
        highest = self._customer(overdue).highest
        allowed = [rung for rung in above if highest is None or rung.stage.rank <= highest.rank]
        if not allowed:
            return self._skip(overdue, Why.HIGHEST_STAGE_REACHED, detail=f"this customer's highest is {highest}")
        reached = [rung for rung in allowed if self._reached(rung.after, overdue)]
        if not reached:
            why = Why.ALREADY_SENT if issued else Why.TOO_EARLY
            until = self._reached_on(allowed[0].after, overdue.effective_due)
            return self._skip(overdue, why, max(until, self._gap_over(issued)), _last(issued))
        if issued and self._gap_over(issued) > self._as_of:
            why = Why.ALREADY_SENT if issued[-1].on == self._as_of else Why.MIN_GAP
            return self._skip(overdue, why, self._gap_over(issued), _last(issued))
        return self._choose(overdue, reached, issued)

    def _choose(self, overdue: Overdue, reached: list[Rung], issued: tuple[Issued, ...]) -> Rung | Skip:
        """The rung to send among those reached; the final demand waits for an earlier notice's day to pay by."""
        chosen = reached[-1] if self._rules.ladder.catch_up else reached[0]
        if chosen.stage is not Stage.FINAL_DEMAND or (issued and issued[-1].pay_by < self._as_of):
            return chosen
        milder = [rung for rung in reached if rung is not chosen]
        if milder:
            return milder[-1]
        if not issued:
            first = self._rules.ladder.rungs[0].after
            return self._skip(overdue, Why.TOO_EARLY, self._reached_on(first, overdue.effective_due))
        return self._skip(overdue, Why.WAITING_FOR_PAY_BY, issued[-1].pay_by + timedelta(days=1), _last(issued))

    def _reached(self, after: Span, overdue: Overdue) -> bool:
        if after.counts_open_days:
            return overdue.business_days >= after.count
        return after.after(overdue.effective_due) <= self._as_of

    def _first_day_of(self, after: Span, effective_due: date) -> date:
        """The first day on which lateness since `effective_due` is at least `after`."""
        return _counted(self._calendar, effective_due, after)

    def _gap_over(self, issued: tuple[Issued, ...]) -> date:
        """The first day far enough from the last notice; the day itself when there is none."""
        if not issued:
            return self._as_of
        return _counted(self._calendar, issued[-1].on, self._rules.ladder.min_gap)

    def _customer(self, overdue: Overdue) -> CustomerRule:
        return self._rules.customers.get(overdue.invoice.customer.id, _ORDINARY)

    @staticmethod
    def _skip(overdue: Overdue, why: Why, until: date | None = None, detail: str = "") -> Skip:
        return Skip(overdue.invoice.number, overdue.invoice.customer.id, why, until, detail)


_ORDINARY = CustomerRule()


def _counted(calendar: Calendar, since: date, span: Span) -> date:
    return calendar.after(since, span.count) if span.counts_open_days else span.after(since)


def _last(issued: tuple[Issued, ...]) -> str:
    if not issued:
        return ""
    return f"{issued[-1].stage} sent on {issued[-1].on} in letter {issued[-1].letter}"
