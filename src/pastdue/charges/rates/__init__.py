"""Which reference rate counts for a day, and how does a law make its own rate of it?

A `Series` is what a central bank published. A `Fixing` is how one law reads it. `steps` cuts an interval
(since, until] where the law's rate changes. What nobody has checked is refused (`NoRate`), or on request taken from
the last row and marked provisional. Everything here is pure: no files, no clock.
"""

from pastdue.charges.rates.fixing import Fixing, ReferenceDay, Refix, Step, fixed_on, last_open_day_before_month, steps
from pastdue.charges.rates.merging import merged
from pastdue.charges.rates.series import PERCENT, About, Moves, NoQuote, NoRate, Quote, Rate, Row, Series

__all__ = [
    "PERCENT",
    "About",
    "Fixing",
    "Moves",
    "NoQuote",
    "NoRate",
    "Quote",
    "Rate",
    "ReferenceDay",
    "Refix",
    "Row",
    "Series",
    "Step",
    "fixed_on",
    "last_open_day_before_month",
    "merged",
    "steps",
]
