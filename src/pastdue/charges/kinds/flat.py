"""What is a flat fee? A fixed amount per currency, once or for every notice issued."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from pastdue.charges.lateness import NOTHING, Lateness, check_amounts, check_percent
from pastdue.model import Charge, ChargeKind, Segment
from pastdue.model.errors import SettingsError
from pastdue.model.money import Money


class Each(StrEnum):
    """How often a flat fee is charged."""

    ONCE = "once"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Flat:
    """A fixed fee; one segment, or one for each notice, the one being written included.

    >>> Flat((Money.parse("40 EUR"),)).each
    <Each.ONCE: 'once'>
    >>> Flat(())
    Traceback (most recent call last):
    pastdue.model.errors.SettingsError: amount is empty
      give one amount per currency, as amount = ["40 EUR"]
    """

    amount: tuple[Money, ...]
    each: Each = Each.ONCE
    kind: ChargeKind = ChargeKind.FEE
    vat_percent: Decimal = NOTHING

    def __post_init__(self) -> None:
        if not self.amount:
            raise SettingsError("amount is empty", 'give one amount per currency, as amount = ["40 EUR"]')
        check_amounts(self.amount, "amount")
        check_percent(self.vat_percent, "vat_percent")

    def charge(self, lateness: Lateness) -> Charge | None:
        """The fee for this lateness; None when it is per notice and there is none."""
        amount = lateness.priced(self.amount, "amount")
        times = 1 if self.each is Each.ONCE else lateness.notices
        if not times:
            return None
        return Charge(self.kind, lateness.policy, (Segment(amount),) * times, amount.currency)

    def arose(self, lateness: Lateness) -> tuple[date, ...]:
        """The day each of the charge's segments arose: with its notice, or as the debt became late."""
        if self.each is Each.ONCE:
            return (lateness.since + timedelta(1),)
        return (*sorted(notice.on for notice in lateness.issued), lateness.overdue.as_of)
