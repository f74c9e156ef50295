"""Charges: what lateness adds to a debt, with the arithmetic that proves it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pastdue.model.choices import Compounding, Months, Settle
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of


class ChargeKind(StrEnum):
    """The kinds of charge that lateness adds to a debt."""

    INTEREST = "interest"
    FEE = "fee"
    COMPENSATION = "compensation"

    @property
    def initial(self) -> str:
        """Its letter in the references of bookings, which no other kind has: `I` of interest."""
        return self.value[0].upper()


class DayCount(StrEnum):
    """The conventions by which days become a fraction of a year."""

    ACTUAL_365 = "actual/365"
    ACTUAL_ACTUAL = "actual/actual"
    ACTUAL_360 = "actual/360"
    THIRTY_360 = "30/360"


@dataclass(frozen=True, slots=True)
class RateBasis:
    """The source of a law's rate: the reference rate (`percent`) of the day `on`, and the points added to it.

    `series` is its file's name, `since` the day from which the reference rate was in force; `provisional` when
    it was not checked for the day `on`. `rounded_up_to` is the step the law rounds the sum up to, 0 for none.
    """

    series: str
    title: str
    percent: Decimal
    on: date
    since: date
    margin: Decimal
    source: str
    provisional: bool = False
    rounded_up_to: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Conversion:
    """The conversion of a sum the law names in another currency into the invoice's: `amount` times `rate`."""

    amount: Money
    rate: Decimal
    series: str
    title: str
    on: date
    source: str
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """One line of a charge's arithmetic, printable and checkable with a pocket calculator.

    `amount` is rounded to the currency's unit. Interest fills every field; a fee leaves empty what does not
    apply. A `note` names an adjustment (`minimum`, `cap`, `vat`, `agreed`, `booked`), whose amount may be negative.
    A law's rate says what it rests on (`basis`), a sum converted into the invoice's currency how (`conversion`).
    """

    amount: Money
    since: date | None = None
    until: date | None = None
    days: int | None = None
    base: Money | None = None
    percent: Decimal | None = None
    day_count: DayCount | None = None
    note: str = ""
    basis: RateBasis | None = None
    conversion: Conversion | None = None

    @property
    def provisional(self) -> bool:
        """True when the segment rests on a rate that was not checked for its day."""
        return any(rests.provisional for rests in (self.basis, self.conversion) if rests is not None)


@dataclass(frozen=True, slots=True)
class SetOff:
    """A payment of the day `on` as it was set off: the parts of `amount` that paid costs (fees and compensation),
    interest and the base that bears it.

    All are rounded to the currency's unit; `base` is the difference it makes to the base as segments print it. What is
    left of the amount paid nothing that was owed on that day.
    """

    on: date
    amount: Money
    costs: Money
    interest: Money
    base: Money


@dataclass(frozen=True, slots=True)
class BaseRules:
    """The rules and payments by which the base of interest changes from segment to segment.

    Payments settle what `settle` says first, by the article `settle_law` (empty where a contract or the firm's setting
    says so): `set_off` are those of the days of interest, in their order; none with principal first, where each pays
    the base alone. Interest is added to the base as `compounding` says. `months` says how parts of months count at a
    monthly rate.
    """

    settle: Settle = Settle.PRINCIPAL_FIRST
    settle_law: str = ""
    set_off: tuple[SetOff, ...] = ()
    compounding: Compounding = Compounding.NONE
    months: Months = Months.PRORATED


@dataclass(frozen=True, slots=True)
class Charge:
    """One charge for lateness with its proof: the segments add up to the amount.

    `due` is the due day it counts from, moved off a closed day as its own law or else the firm says. `rounded_once`:
    the law rounds the whole and not each line, and a line is what it adds to the rounded sum of those before it.
    """

    kind: ChargeKind
    policy: str
    segments: tuple[Segment, ...]
    currency: str
    law: str = ""
    due: date | None = None
    rounded_once: bool = False
    due_law: str = ""
    """The article that moved the due day off a closed one; empty where none did."""
    citation: str = ""
    """The laws of all the policy's charges at once, for a heading; empty where its row names none."""
    agreed: Decimal | None = None
    """The percentage by the month that was agreed, where interest is by the month."""
    base: BaseRules = BaseRules()
    """Of interest, what changes its base from line to line."""

    amount: Money = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "amount", sum_of((s.amount for s in self.segments), self.currency))

    @property
    def provisional(self) -> bool:
        """True when any segment rests on a rate that was not checked for its day."""
        return any(segment.provisional for segment in self.segments)
