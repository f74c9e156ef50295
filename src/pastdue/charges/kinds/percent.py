"""A percentage fee: a share of the invoice, charged once; never a share of earlier charges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from pastdue.charges.lateness import NOTHING, Lateness, check_percent, check_start
from pastdue.model import Charge, ChargeKind, Segment
from pastdue.model.spans import Span


class TakenOf(StrEnum):
    """The amount a percentage is taken of: the invoice's total, or the amount still open on the as-of day."""

    ORIGINAL = "original"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage charged once, rounded half-up to the currency's unit.

    >>> Percent(Decimal(5)).of
    <TakenOf.ORIGINAL: 'original'>
    >>> Percent(Decimal(-5))
    Traceback (most recent call last):
    pastdue.model.errors.SettingsError: percent = -5 is negative
    """

    percent: Decimal
    of: TakenOf = TakenOf.ORIGINAL
    starts_after: Span | None = None
    kind: ChargeKind = ChargeKind.FEE
    vat_percent: Decimal = NOTHING

    def __post_init__(self) -> None:
        check_percent(self.percent, "percent")
        check_start(self.starts_after)
        check_percent(self.vat_percent, "vat_percent")

    def charge(self, lateness: Lateness) -> Charge | None:
        """The fee for this lateness; None when it has not started, or nothing is left to take it of."""
        if lateness.started(self.starts_after) is None:
            return None
        base = lateness.invoice.total if self.of is TakenOf.ORIGINAL else lateness.open
        if base.amount <= 0:
            return None
        amount = (base * (self.percent / 100)).rounded()
        segment = Segment(amount, base=base, percent=self.percent)
        return Charge(self.kind, lateness.policy, (segment,), base.currency)

    def arose(self, lateness: Lateness) -> tuple[date, ...]:
        """The day the fee arose: the first of its own lateness."""
        return ((lateness.started(self.starts_after) or lateness).since + timedelta(1),)
