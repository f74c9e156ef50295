"""A tiered fee: one that depends on how much is open, or on how many days late it is, in bands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from pastdue.charges.lateness import NOTHING, Lateness, check_amounts, check_percent, check_start, in_another_currency
from pastdue.model import Charge, ChargeKind, Segment
from pastdue.model.errors import SettingsError
from pastdue.model.money import Money
from pastdue.model.spans import Span


class By(StrEnum):
    """The measure that decides the band: the amount open on the as-of day, or the chargeable days."""

    AMOUNT = "amount"
    DAYS = "days"


class Of(StrEnum):
    """The amount a percentage is taken of: open on the as-of day, or open on the due day whether paid since or not."""

    OPEN = "open"
    CLAIM = "open when due"


class Mode(StrEnum):
    """The bands that are charged: the highest band reached alone, or each band reached in turn."""

    HIGHEST = "highest"
    EACH_BAND = "each band"


@dataclass(frozen=True, slots=True)
class Band:
    """One band: its upper edge, which still belongs to it (the last band has none), and its cost.

    An `amount` is per currency. A `percent` is of the open amount; with `each band` by amount, of the part of it
    that lies in the band. `at_least` and `at_most` bound what the band costs once it is reached.
    """

    up_to: tuple[Money, ...] = ()
    up_to_days: int | None = None
    amount: tuple[Money, ...] = ()
    percent: Decimal | None = None
    at_least: tuple[Money, ...] = ()
    at_most: tuple[Money, ...] = ()

    def __post_init__(self) -> None:
        if bool(self.amount) == (self.percent is not None):
            raise SettingsError(
                "a band needs either an amount or a percent", "a band that costs nothing has percent = 0"
            )
        check_percent(self.percent, "percent")
        for key in ("up_to", "amount", "at_least", "at_most"):
            check_amounts(getattr(self, key), key)

    def segments(self, lateness: Lateness, part: Money) -> Iterator[Segment]:
        """The band's own cost, then the difference its bounds make to it; `part` is the money its percentage is of."""
        if self.percent is None:
            cost = Segment(lateness.priced(self.amount, "amount"))
        else:
            cost = Segment((part * (self.percent / 100)).rounded(), base=part, percent=self.percent)
        yield cost
        bounded = cost.amount
        if self.at_least and (least := lateness.priced(self.at_least, "at_least")) > bounded:
            yield Segment(least - bounded, note="minimum")
            bounded = least
        if self.at_most and (most := lateness.priced(self.at_most, "at_most")) < bounded:
            yield Segment(most - bounded, note="cap")


@dataclass(frozen=True, slots=True)
class Tiered:
    """A fee by bands, in rising order; an amount or a number of days equal to an edge is in the lower band."""

    by: By
    bands: tuple[Band, ...]
    mode: Mode = Mode.HIGHEST
    of: Of = Of.OPEN
    starts_after: Span | None = None
    kind: ChargeKind = ChargeKind.FEE
    law: str = ""
    assumes: tuple[str, ...] = ()
    vat_percent: Decimal = NOTHING

    def __post_init__(self) -> None:
        if not self.bands:
            raise SettingsError("bands is empty", "give at least one band")
        check_percent(self.vat_percent, "vat_percent")
        check_start(self.starts_after)
        *edged, last = self.bands
        if last.up_to or last.up_to_days is not None:
            raise SettingsError("the last band must have no upper edge", "add a band for everything above it")
        for band in edged:
            self._check_edge(band)
        for lower, upper in pairwise(edged):
            self._check_rising(lower, upper)

    def charge(self, lateness: Lateness) -> Charge | None:
        """The fee for this lateness; None when it has not started, or nothing is open.

        Bands that a `law` sets are left out (LeftOut) of a debt in another currency; an agreed one is refused.
        """
        begun = lateness.started(self.starts_after)
        if begun is None:
            return None
        lateness = begun
        whole = lateness.open if self.of is Of.OPEN else lateness.claim
        if whole.amount <= 0:
            return None
        if self.law and self._currencies and whole.currency not in self._currencies:
            raise in_another_currency(whole.currency, lateness.policy)
        reached = list(self._reached(lateness, whole))
        if self.mode is Mode.HIGHEST:
            reached = [(reached[-1][0], whole)]
        segments = tuple(s for band, part in reached for s in band.segments(lateness, part))
        return Charge(self.kind, lateness.policy, segments, lateness.invoice.currency, self.law)

    def arose(self, lateness: Lateness) -> tuple[date, ...]:
        """The day each part of the fee arose: the first of its own lateness."""
        charge = self.charge(lateness)
        first = (lateness.started(self.starts_after) or lateness).since + timedelta(1)
        return (first,) * len(charge.segments if charge else ())

    @property
    def _currencies(self) -> set[str]:
        """The currencies its bands name."""
        return {money.currency for band in self.bands for money in (*band.up_to, *band.amount)}

    def _reached(self, lateness: Lateness, whole: Money) -> Iterator[tuple[Band, Money]]:
        """The bands reached, lowest first, each with the money its percentage is of."""
        floor = Money.zero(lateness.invoice.currency)
        for band in self.bands:
            if self.by is By.DAYS:
                yield band, whole
                if band.up_to_days is None or lateness.days <= band.up_to_days:
                    return
            else:
                edge = lateness.priced(band.up_to, "up_to") if band.up_to else whole
                yield band, min(edge, whole) - floor
                if whole <= edge:
                    return
                floor = edge

    def _check_edge(self, band: Band) -> None:
        if self.by is By.DAYS and (band.up_to_days is None or band.up_to):
            raise SettingsError("by days, each band but the last needs up_to_days", "as up_to_days = 30")
        if self.by is By.AMOUNT and (not band.up_to or band.up_to_days is not None):
            raise SettingsError("by amount, each band but the last needs up_to", 'as up_to = ["1000 EUR"]')

    def _check_rising(self, lower: Band, upper: Band) -> None:
        if lower.up_to_days is not None and upper.up_to_days is not None:
            rising = lower.up_to_days < upper.up_to_days
        else:
            above = {m.currency: m for m in upper.up_to}
            rising = all(m.currency in above and m < above[m.currency] for m in lower.up_to)
        if not rising:
            raise SettingsError("the bands' upper edges must rise, each in the same currencies")
