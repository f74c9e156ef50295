"""US Treasury, Bureau of the Fiscal Service: the Prompt Payment interest rate.

The table of fiscal.treasury.gov/prompt-payment/rates.html, saved as CSV or as the page (`January 1, 2026 - June 30,
2026` and `4.125%`), or a notice of the Federal Register (`For the period beginning July 1, 2024, and ending on December
31, 2024, the prompt payment interest rate is 4-7/8 per centum per annum`). A file must name Prompt Payment somewhere.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from pastdue.firm.publishers.published import DatedFigure, Published
from pastdue.model.errors import SettingsError

_PERIOD = re.compile(
    r"(January 1|July 1),?\s*(\d{4})?\s*,?\s*(?:-|–|—|to|through|and ending on)\s*(June 30|December 31),?\s*(\d{4})",
)
_RATE = re.compile(r"(\d+(?:\.\d+)?)(?:[-–\s\\]+(\d)/(\d))?\s*(?:%|per\s+cent)")


def read(text: str) -> Published | None:
    """A figure for each half-year of a table or a notice; refuses two that differ for one half-year."""
    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]*>|&nbsp;|&ndash;", _parting, text).replace('"', " "))
    if "prompt payment" not in plain.lower():
        return None
    periods = list(_PERIOD.finditer(plain))
    figures: dict[date, DatedFigure] = {}
    for period, after in zip(periods, [*periods[1:], None], strict=True):
        rate = _RATE.search(plain, period.end(), after.start() if after else len(plain))
        first = _first_day(*period.groups())
        if rate is None or first is None:
            continue
        figure = DatedFigure(first, _figure(*rate.groups()))
        if figures.setdefault(first, figure) != figure:
            raise SettingsError(f"names {figures[first].figure} and {figure.figure} for the half-year of {first}")
    if not figures:
        return None
    ordered = tuple(figures[first] for first in sorted(figures))
    return Published("us-prompt-payment", "US Treasury, Bureau of the Fiscal Service", ordered)


def _first_day(begins: str, begun: str | None, ends: str, ended: str) -> date | None:
    """The first day of the half-year that a period is; None where it is none."""
    if (begins, ends) not in (("January 1", "June 30"), ("July 1", "December 31")) or begun not in (None, ended):
        return None
    return date(int(ended), 1 if begins == "January 1" else 7, 1)


def _figure(whole: str, numerator: str | None, denominator: str | None) -> Decimal:
    """A percentage as written, with an eighth or the like as decimals.

    >>> _figure("4", "7", "8"), _figure("4.125", None, None)
    (Decimal('4.875'), Decimal('4.125'))
    """
    return Decimal(whole) + (Decimal(numerator) / Decimal(denominator) if numerator and denominator else 0)


def _parting(found: re.Match[str]) -> str:
    return "–" if found[0] == "&ndash;" else " "
