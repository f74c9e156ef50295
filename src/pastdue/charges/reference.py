"""From which published series does a law take its figures? A series, and whether its last row may stand in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pastdue.charges.interest.accrual import RateStep
from pastdue.charges.rates import Fixing, Series, steps
from pastdue.model import Conversion, RateBasis
from pastdue.model.money import Money


@dataclass(frozen=True, slots=True)
class Reference:
    """A series as one policy reads it; a row names it, the loader finds it. `provisional`: past the last day that
    was checked the last row counts, marked."""

    series: Series
    provisional: bool = False

    def rate_steps(self, fixing: Fixing, since: date, until: date) -> tuple[RateStep, ...]:
        """The law's yearly rates in (since, until], each with what it rests on. Raises NoRate."""
        found = steps(self.series, fixing, since, until, self.provisional)
        return tuple(
            RateStep(
                step.first_day,
                step.percent,
                RateBasis(
                    self.series.name,
                    self.series.about.title,
                    step.reference.percent,
                    step.reference_day,
                    step.reference.since,
                    fixing.margin,
                    step.reference.source,
                    step.reference.provisional,
                ),
            )
            for step in found
        )

    def converted(self, amount: Money, on: date) -> Conversion:
        """`amount` at the exchange rate of the day `on`. Raises NoQuote."""
        quote = self.series.quoted_on(on, self.provisional)
        about = self.series.about
        return Conversion(amount, quote.value, self.series.name, about.title, quote.on, quote.source, quote.provisional)


def worth(conversion: Conversion, currency: str) -> Money:
    """What the conversion comes to in `currency`, rounded half-up to its unit."""
    return Money(conversion.amount.amount * conversion.rate, currency).rounded()
