"""Charges written so that anyone can check them: a line a segment, the sources of the rates, and the sums."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pastdue.charges.interest.accrual import ONE_DAY
from pastdue.model import Charge, Column, Credit, DayCount, Segment, SetOff, Table
from pastdue.model.money import Money

_MONTHS = 12
_RATE_DIGITS = 2
_NARROWEST = 20


@dataclass(frozen=True, slots=True)
class Statement:
    """The page of one debt as text: its title and facts, the charges line by line with the sources of their rates, the
    open amount with each charge and credit up to the total (its label, the amount, and a mark), and notes."""

    title: str
    facts: tuple[tuple[str, str], ...]
    charges: tuple[Charge, ...]
    open: tuple[str, Money]
    total: tuple[str, Money, str]
    credits: tuple[Credit, ...] = ()
    closing: tuple[str, ...] = ()

    def parts(self, width: int) -> tuple[Sequence[str] | Table, ...]:
        """All of it, one part below the other; no line longer than `width` where words allow."""
        charged = (self.lines(), self.grounds(width)) if self.charges else ()
        return (self.head(width), *charged, self.foot(width))

    def head(self, width: int) -> tuple[str, ...]:
        """The title, and a line a fact."""
        return (*textwrap.wrap(self.title, width), "", *labelled(self.facts, width))

    def lines(self) -> Table:
        """A row a segment, all amounts in the debt's currency: its first and last day are both counted."""
        columns = (
            Column("charge", "Charge"),
            Column("first_day", "First day", date),
            Column("last_day", "Last day", date),
            Column("days", "Days", int),
            Column("base", "Base", Decimal),
            Column("rate", "Rate %", Decimal),
            Column("amount", f"Amount {self.open[1].currency}", Decimal),
        )
        return Table("", columns, tuple(_row(c.kind.value, s) for c in self.charges for s in c.segments))

    def grounds(self, width: int) -> tuple[str, ...]:
        """The notes on the charges: the source of each rate and conversion, payments as they were set off where they
        could pay more than the base, the day count and the rounding."""
        return tuple(line for said in _grounds(self.charges) for line in hanging("  ", said, width))

    def foot(self, width: int) -> tuple[str, ...]:
        """The open amount, each charge with its law, each credit, the total under a line, and the notes after it."""
        label, amount, mark = self.total
        rows = [(*self.open, ""), *((c.kind.value.capitalize(), c.amount, c.law) for c in self.charges)]
        rows += [("Credit", -c.amount, f"{c.number} of {c.on or 'no day'}") for c in self.credits]
        wide = max(len(name) for name in (label, *(name for name, _, _ in rows)))
        widest = max(len(figure(each)) for each in (amount, *(each for _, each, _ in rows)))
        written = (hanging(f"  {name:<{wide}}  {figure(each):>{widest}}  ", law, width) for name, each, law in rows)
        last = f"  {label:<{wide}}  {figure(amount):>{widest}} {amount.currency}{mark}"
        closing = [line for said in self.closing for line in hanging("  ", said, width)]
        sums = (*(line for row in written for line in row), f"  {'':<{wide}}  {'=' * widest}", last)
        return (*sums, "", *closing) if closing else sums


def labelled(facts: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """A line a fact, its label before it, wrapped to `width`."""
    wide = max(len(label) for label, _ in facts)
    for label, value in facts:
        yield from hanging(f"  {label:<{wide}}  ", value, width)


def hanging(label: str, said: str, width: int) -> list[str]:
    """`said` after `label`, wrapped between words to `width`, further lines below its first word."""
    wrapped = textwrap.wrap(
        said, max(width, len(label) + _NARROWEST), initial_indent=label, subsequent_indent=" " * len(label),
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    return wrapped or [label.rstrip()]


def figure(amount: Money) -> str:
    """The amount grouped, as 1,234.50, without its currency."""
    return f"{Decimal(amount.plain):,f}"


def _row(charge: str, segment: Segment) -> tuple[object, ...]:
    first = segment.since + ONE_DAY if segment.since else None
    base = Decimal(segment.base.plain) if segment.base else None
    rate = None if segment.percent is None else Decimal(_rate(segment.percent))
    name = charge + (f": {segment.note}" if segment.note else "")
    return (name, first, segment.until, segment.days, base, rate, Decimal(segment.amount.plain))


def _grounds(charges: Sequence[Charge]) -> Iterator[str]:
    segments = [s for charge in charges for s in charge.segments]
    for percent, basis in dict.fromkeys((s.percent, s.basis) for s in segments):
        if basis is not None and percent is not None:
            points = f" + {basis.margin:f}" if basis.margin else ""
            rounded = f", rounded up to a multiple of {_bare(basis.rounded_up_to)}" if basis.rounded_up_to else ""
            mark = " (provisional)" if basis.provisional else ""
            yield f"{_rate(percent)} % = {_rate(basis.percent)} % ({basis.title}, {basis.on}){points}{rounded}{mark}"
    for s in segments:
        if s.conversion is not None:
            rate, mark = s.conversion, " (provisional)" if s.conversion.provisional else ""
            sum_ = "" if rate.amount.currency == s.amount.currency else f"{rate.amount} x {rate.rate:f} "
            yield f"{figure(s.amount)} = {sum_}({rate.title}, {rate.on}){mark}"
    for percent in dict.fromkeys(charge.agreed for charge in charges):
        if percent is not None:
            yield f"{_bare(percent)} % a month = {_bare(percent * _MONTHS)} % a year"
    for one in dict.fromkeys(one for charge in charges for one in charge.base.set_off):
        yield f"payment of {one.on}, {figure(one.amount)}: {_paid(one)}"
    counts = dict.fromkeys(s.day_count.value for s in segments if s.day_count)
    if counts:
        thirty = ", where every month has 30 days" if DayCount.THIRTY_360.value in counts else ""
        once = any(charge.rounded_once for charge in charges)
        rounded = "the sum rounded half-up once, each line a part of it" if once else "each line rounded half-up"
        yield f"interest = base x rate x days, {', '.join(counts)}{thirty}, {rounded}"


def _paid(one: SetOff) -> str:
    """The parts of a payment as it was set off; the base alone where it paid neither costs nor interest."""
    parts = (("costs", one.costs), ("interest", one.interest), ("base", one.base))
    return ", ".join(f"{figure(part)} to {name}" for name, part in parts if part) or "to nothing"


def _rate(percent: Decimal) -> str:
    """The rate with as many digits as it has, at least two."""
    places = max(_RATE_DIGITS, -int(percent.normalize().as_tuple().exponent))
    return f"{percent:.{places}f}"


def _bare(percent: Decimal) -> str:
    """The rate without trailing zeros."""
    return f"{percent.normalize():f}"
