"""How does a calculation read on paper? Facts, a line a segment, what each rate rests on, sums, what follows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from pastdue.model import Column, Segment, Table
from pastdue.money import Money
from pastdue.policies.accrual import ONE_DAY
from pastdue.reports.calculation import Calculation

_MONTHS = 12


def head(done: Calculation) -> tuple[str, ...]:
    """The title, and the facts below it."""
    facts = list(_facts(done))
    wide = max(len(label) for label, _ in facts)
    return (done.terms.title, "", *(f"  {label:<{wide}}  {value}" for label, value in facts))


def lines(done: Calculation) -> Table:
    """A row a segment, in the currency of the debt: its first and last day are both counted."""
    columns = (
        Column("charge", "Charge"),
        Column("first_day", "First day", date),
        Column("last_day", "Last day", date),
        Column("days", "Days", int),
        Column("base", "Base", Decimal),
        Column("rate", "Rate %", Decimal),
        Column("amount", f"Amount {done.overdue.invoice.currency}", Decimal),
    )
    rows = [_row(c.kind.value, s) for c in done.charges for s in c.segments]
    return Table("", columns, tuple(rows), tuple(_grounds(done)))


def foot(done: Calculation) -> tuple[str, ...]:
    """The sums with the law of each, the total under a line, and what each further day adds."""
    sums = [("Principal still open", done.overdue.open, "")]
    sums += [(charge.kind.value.capitalize(), charge.amount, charge.law) for charge in done.charges]
    total = f"Total on {done.overdue.as_of}"
    wide, widest = max(len(total), *(len(label) for label, _, _ in sums)), len(_figure(max(m for _, m, _ in sums)))
    widest = max(widest, len(_figure(done.total)))
    rows = [f"  {label:<{wide}}  {_figure(amount):>{widest}}  {law}".rstrip() for label, amount, law in sums]
    rows += [f"  {'':<{wide}}  {'=' * widest}", f"  {total:<{wide}}  {_figure(done.total):>{widest}}"]
    rows[-1] += f" {done.total.currency}"
    return (*rows, "", *(f"  {said}" for said in _closing(done)))


def _facts(done: Calculation) -> Iterator[tuple[str, str]]:
    overdue, invoice, terms = done.overdue, done.overdue.invoice, done.terms
    if done.policy:
        yield "Policy", done.policy + (f", checked on {terms.checked}" if terms.checked else "")
    if terms.law:
        yield "Law", terms.law
    if terms.source:
        yield "Source", terms.source
    yield "Customer", invoice.customer.kind.value.replace("_", " ")
    yield "Principal", f"{_figure(invoice.total)} {invoice.currency}"
    yield "Due", f"{invoice.due:%Y-%m-%d, %A}"
    if done.due != invoice.due:
        yield "", f"moved to {done.due:%Y-%m-%d, %A}, the next open day"
    for payment in sorted(invoice.payments, key=lambda p: p.on or date.min):
        yield "Paid", f"{payment.on}  {_figure(payment.amount)} {invoice.currency}"
    yield "Counted to", f"{overdue.as_of}: {done.days} day{'' if done.days == 1 else 's'} late"


def _row(charge: str, segment: Segment) -> tuple[object, ...]:
    first = segment.since + ONE_DAY if segment.since else None
    base = Decimal(segment.base.plain) if segment.base else None
    name = charge + (f": {segment.note}" if segment.note else "")
    return (name, first, segment.until, segment.days, base, segment.percent, Decimal(segment.amount.plain))


def _grounds(done: Calculation) -> Iterator[str]:
    """What each rate rests on, and how its days are counted."""
    segments = [s for charge in done.charges for s in charge.segments]
    for percent, basis in dict.fromkeys((s.percent, s.basis) for s in segments):
        if basis is not None:
            points = f" + {basis.margin:f}" if basis.margin else ""
            mark = " (provisional)" if basis.provisional else ""
            yield f"  {percent:f} % = {basis.percent:f} % ({basis.title}, {basis.on}){points}{mark}"
    for s in segments:
        if s.conversion is not None:
            rate, mark = s.conversion, " (provisional)" if s.conversion.provisional else ""
            yield f"  {_figure(s.amount)} = {rate.amount} x {rate.rate:f} ({rate.title}, {rate.on}){mark}"
    for monthly in dict.fromkeys(s.percent for s in segments if s.since and s.day_count is None):
        if monthly is not None:
            yield f"  {monthly:f} % a month = {monthly * _MONTHS:f} % a year"
    counts = dict.fromkeys(s.day_count.value for s in segments if s.day_count)
    if counts:
        yield f"  interest = base x rate x days, {', '.join(counts)}, each line rounded half-up"


def _closing(done: Calculation) -> Iterator[str]:
    if not done.charges:
        yield "Nothing is charged."
    if done.daily is not None and done.daily.rounded():
        tomorrow, daily = done.overdue.as_of + ONE_DAY, done.daily.rounded()
        yield f"From {tomorrow} on, each further day adds {_figure(daily)} {daily.currency}."
    if done.provisional:
        yield "PROVISIONAL: a rate that is not known yet is taken to be the last known one."


def _figure(amount: Money) -> str:
    return f"{Decimal(amount.plain):,f}"
