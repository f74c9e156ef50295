"""Charge rules: anything that can say what a lateness costs, and perhaps how it goes on from day to day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Protocol, runtime_checkable

from pastdue.charges.lateness import Lateness
from pastdue.model import Charge, ChargeKind
from pastdue.model.money import Money


class Rule(Protocol):
    """One charge rule: a frozen dataclass whose fields are the keys of its row."""

    @property
    def kind(self) -> ChargeKind:
        """The kind of charge this rule makes."""
        ...

    @property
    def vat_percent(self) -> Decimal:
        """The VAT on top of this charge, in percent; 0 for none."""
        ...

    def charge(self, lateness: Lateness) -> Charge | None:
        """The whole charge for this lateness, earlier runs' share included; None when it is nothing."""
        ...


@runtime_checkable
class Rated(Protocol):
    """A rule with one rate of its own."""

    @property
    def annual_equivalent(self) -> Decimal:
        """The nominal yearly rate in percent."""
        ...


@runtime_checkable
class Dated(Protocol):
    """A rule that says on which days its charge arises; the charge of any other arises as the debt becomes late."""

    def arose(self, lateness: Lateness) -> tuple[date, ...]:
        """The day each segment of its charge arose."""
        ...


@runtime_checkable
class Accruing(Protocol):
    """A rule with a rate, whose charge grows by the day."""

    def daily(self, lateness: Lateness) -> Money | None:
        """The charge of each further day, unrounded; None when that is not the same each day."""
        ...
