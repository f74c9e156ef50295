"""A flat fee: a fixed amount per currency, once, for every notice, rising from letter to letter, or every so often."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from pastdue.charges.lateness import NOTHING, Lateness, check_amounts, check_percent, check_start
from pastdue.model import Charge, ChargeKind, Segment
from pastdue.model.errors import SettingsError
from pastdue.model.money import Money
from pastdue.model.spans import Span


class Each(StrEnum):
    """The occasions on which a flat fee is charged: once an invoice, or once a notice."""

    ONCE = "once"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Flat:
    """A fixed fee: `amount` once, for `each` notice (the one being written included), or for `every` full span of
    lateness; or `by_letter`, what the first, the second and each later letter cost.

    >>> Flat((Money.parse("40 EUR"),)).each
    <Each.ONCE: 'once'>
    >>> Flat()
    Traceback (most recent call last):
    pastdue.model.errors.SettingsError: a flat fee needs either an amount or by_letter
      give one amount per currency, as amount = ["40 EUR"] or by_letter = [["0 EUR"], ["5 EUR"]]
    """

    amount: tuple[Money, ...] = ()
    each: Each = Each.ONCE
    every: Span | None = None
    by_letter: tuple[tuple[Money, ...], ...] = ()
    starts_after: Span | None = None
    kind: ChargeKind = ChargeKind.FEE
    vat_percent: Decimal = NOTHING

    def __post_init__(self) -> None:
        if bool(self.amount) == bool(self.by_letter) or not all(self.by_letter):
            raise SettingsError(
                "a flat fee needs either an amount or by_letter",
                'give one amount per currency, as amount = ["40 EUR"] or by_letter = [["0 EUR"], ["5 EUR"]]',
            )
        if self.every is not None and (self.by_letter or self.each is Each.NOTICE):
            raise SettingsError("every goes with a plain amount alone", "leave each and by_letter out")
        if self.every is not None and (self.every.counts_open_days or not self.every.count):
            raise SettingsError(f"every = {str(self.every)!r} is not a span of calendar days", 'as every = "30 days"')
        for amounts in (self.amount, *self.by_letter):
            check_amounts(amounts, "amount")
        check_start(self.starts_after)
        check_percent(self.vat_percent, "vat_percent")

    def charge(self, lateness: Lateness) -> Charge | None:
        """The fee for this lateness; None when nothing has come due yet."""
        segments = tuple(Segment(amount) for _, amount in self._due(lateness))
        return Charge(self.kind, lateness.policy, segments, lateness.invoice.currency) if segments else None

    def arose(self, lateness: Lateness) -> tuple[date, ...]:
        """The day each of the charge's segments arose: with its notice, at the end of its span, or as the debt became
        late."""
        return tuple(day for day, _ in self._due(lateness))

    def _due(self, lateness: Lateness) -> Iterator[tuple[date, Money]]:
        """Each part of the fee with the day it arose."""
        begun = lateness.started(self.starts_after)
        if begun is None:
            return
        if self.by_letter:
            for number, day in enumerate(_letters(begun)):
                amount = begun.priced(self.by_letter[min(number, len(self.by_letter) - 1)], "by_letter")
                if amount:
                    yield day, amount
            return
        amount = begun.priced(self.amount, "amount")
        if self.every is not None:
            yield from ((day, amount) for day in _ends(self.every, begun))
        else:
            days = _letters(begun) if self.each is Each.NOTICE else (begun.since + timedelta(1),)
            yield from ((day, amount) for day in days)


def _letters(lateness: Lateness) -> tuple[date, ...]:
    """The days of the letters that count, the one being written last."""
    writing = (lateness.overdue.as_of,) if lateness.with_new_notice else ()
    return (*sorted(notice.on for notice in lateness.issued), *writing)


def _ends(every: Span, lateness: Lateness) -> Iterator[date]:
    """The last day of each full span of the chargeable days, all counted from their first."""
    count = 1
    while (day := Span(every.count * count, every.unit).after(lateness.since)) <= lateness.until:
        yield day
        count += 1
