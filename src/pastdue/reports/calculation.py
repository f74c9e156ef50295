"""Calculations of one late debt: principal, interest and compensation, each to be checked by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pastdue.charges.interest.accrual import ONE_DAY
from pastdue.charges.terms import PolicyTerms
from pastdue.model import Charge, ChargeKind, Column, Overdue, Segment, Table
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of
from pastdue.model.remarks import Remark
from pastdue.reports.charges import rests_on, segment_json, set_off_json


@dataclass(frozen=True, slots=True)
class Calculation:
    """One debt on one day. `policy` is empty for a rate given by hand; `due` is the due day as its law moves it;
    `daily` what each further day adds, unrounded, None where no interest runs on; `high` what the charges come to a
    year in percent, where that is more than the firm wants; `remarks` what was left out and why; `assumes` what the
    policy takes for granted, though no text was read for it."""

    policy: str
    terms: PolicyTerms
    overdue: Overdue
    due: date
    charges: tuple[Charge, ...]
    daily: Money | None = None
    high: Decimal | None = None
    remarks: tuple[Remark, ...] = ()
    assumes: tuple[str, ...] = ()

    @property
    def days(self) -> int:
        """The days late, in (due, on]."""
        return max(0, (self.overdue.as_of - self.due).days)

    @property
    def interest(self) -> Money:
        return self._sum(interest=True)

    @property
    def compensation(self) -> Money:
        """Everything charged that is not interest: compensation, and under a contract its fees."""
        return self._sum(interest=False)

    @property
    def total(self) -> Money:
        """The sum owed: the principal still open, interest and compensation."""
        return self.overdue.open + self.interest + self.compensation

    @property
    def provisional(self) -> bool:
        """True when any charge rests on a rate that was not checked for its day."""
        return any(charge.provisional for charge in self.charges)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The segments that make up the interest."""
        return tuple(s for charge in self.charges if charge.kind is ChargeKind.INTEREST for s in charge.segments)

    def _sum(self, interest: bool) -> Money:
        found = (c.amount for c in self.charges if (c.kind is ChargeKind.INTEREST) == interest)
        return sum_of(found, self.overdue.invoice.currency)


def calculation_json(done: Calculation) -> dict[str, object]:
    """The calculation as `calc --format json` prints it; amounts and percentages are text, dates ISO.

    A segment's `since` is excluded, its `until` included.
    """
    invoice = done.overdue.invoice
    return {
        "schema": 1,
        "policy": done.policy or None,
        "law": done.terms.law or None,
        "principal": invoice.total.plain,
        "currency": invoice.currency,
        "due": invoice.due.isoformat(),
        "effective_due": done.due.isoformat(),
        "on": done.overdue.as_of.isoformat(),
        "days": done.days,
        "segments": [segment_json(segment) for segment in done.segments],
        "set_off": [set_off_json(one) for charge in done.charges for one in charge.base.set_off],
        "interest": done.interest.plain,
        "compensation": done.compensation.plain,
        "total": done.total.plain,
        "provisional": done.provisional,
        "remarks": [str(remark) for remark in done.remarks],
        "sure": done.terms.sure,
        "assumes": list(done.assumes),
        "omits": list(done.terms.omits),
    }


def calculation_table(done: Calculation) -> Table:
    """A row for each segment of every charge: its first and last day, both counted, and its legal basis."""
    columns = (
        Column("charge", "Charge"),
        Column("first_day", "First day", date),
        Column("last_day", "Last day", date),
        Column("days", "Days", int),
        Column("base", "Base", Money),
        Column("percent", "% a year", Decimal),
        Column("day_count", "Day count"),
        Column("rests_on", "Rests on"),
        Column("currency", "Currency"),
        Column("amount", "Amount", Money),
    )
    return Table("", columns, tuple(_rows(done)))


def _rows(done: Calculation) -> Iterator[tuple[object, ...]]:
    for charge in done.charges:
        for s in charge.segments:
            first = s.since + ONE_DAY if s.since else None
            count = s.day_count.value if s.day_count else ""
            name = charge.kind.value + (f": {s.note}" if s.note else "")
            yield (name, first, s.until, s.days, s.base, s.percent, count, rests_on(s), charge.currency, s.amount)
