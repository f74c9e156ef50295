"""The published series from which a law takes its figures, and whether its last row may stand in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pastdue.charges.interest.accrual import RateStep
from pastdue.charges.rates import Fixing, Series, steps
from pastdue.model import Conversion
from pastdue.model.money import Money


@dataclass(frozen=True, slots=True)
class Reference:
    """A series as one policy reads it; a row names it, the loader finds it. `provisional`: past the last day that
    was checked the last row counts, marked."""

    series: Series
    provisional: bool = False

    def rate_steps(self, fixing: Fixing, since: date, until: date) -> tuple[RateStep, ...]:
        """The law's yearly rates in (since, until], each with the reference rate behind it. Raises NoRate."""
        return steps(self.series, fixing, since, until, self.provisional)

    def converted(self, amount: Money, on: date) -> Conversion:
        """`amount` at the figure of the day `on`: an exchange rate, or how many times it is owed. Raises NoQuote."""
        row, about = self.series.row_on(on, self.provisional), self.series.about
        stands_in = self.series.stands_in(row, on)
        return Conversion(amount, row.figure, self.series.name, about.title, row.effective, row.source, stands_in)


def worth(conversion: Conversion, currency: str) -> Money:
    """The converted sum in `currency`, rounded half-up to its unit."""
    return Money(conversion.amount.amount * conversion.rate, currency).rounded()
