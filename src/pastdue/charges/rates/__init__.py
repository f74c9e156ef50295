"""Reference rates and what a law makes of them.

A `Series` is what a central bank published. A `Fixing` is how one law reads it. `steps` cuts an interval
(since, until] where the law's rate changes. An unchecked figure is refused (`NoRate`), or on request taken from
the last row and marked provisional. Everything here is pure: no files, no clock.
"""

from pastdue.charges.rates.fixing import (
    DayOf,
    Fixing,
    ReferenceDay,
    Refix,
    first_unknown,
    fixed_on,
    last_open_day_before_month,
    steps,
)
from pastdue.charges.rates.merging import merged, speaking
from pastdue.charges.rates.series import PERCENT, About, Moves, NoQuote, NoRate, Row, Series, half_year_start

__all__ = [
    "PERCENT",
    "About",
    "DayOf",
    "Fixing",
    "Moves",
    "NoQuote",
    "NoRate",
    "ReferenceDay",
    "Refix",
    "Row",
    "Series",
    "first_unknown",
    "fixed_on",
    "half_year_start",
    "last_open_day_before_month",
    "merged",
    "speaking",
    "steps",
]
