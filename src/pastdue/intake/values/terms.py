"""When is an invoice due that only states its terms?"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from pastdue.intake.values.flaws import Flaw

LONGEST = 3650

_TERMS = re.compile(
    r"(?:\d+(?:\.\d+)?%?\s*/\s*\d+(?:\s*,\s*|\s+))?(?:net\s*)?(?P<days>\d{1,5})(?:\s*days?)?(?P<eom>\s+eom)?|(?P<only>eom)"
    r"|(?:due\s+)?(?:up)?on\s+receipt|(?:(?P<local>\d{1,3})\s*(?:tage|tagen|dni|jours|días|dias)(?:\s+netto|\s+net|\s+nets)?)",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Terms:
    """So many calendar days, counted from the issue date or from the end of its month."""

    days: int
    end_of_month: bool = False

    def due(self, issued: date) -> date:
        """The due date of an invoice issued on `issued`.

        >>> parse_terms("net 30").due(date(2026, 1, 31))
        datetime.date(2026, 3, 2)
        >>> parse_terms("net 30 EOM").due(date(2026, 1, 15))
        datetime.date(2026, 3, 2)
        """
        start = issued
        if self.end_of_month:
            start = issued.replace(day=calendar.monthrange(issued.year, issued.month)[1])
        return start + timedelta(days=self.days)


def parse_terms(text: str) -> Terms | Flaw:
    """The terms written as `net 30`, `30`, `30 days`, `14 dni`, `EOM`, `net 30 EOM` or `due on receipt`; a discount
    before them is not ours.

    `EOM` alone is the last day of the issue month, `net 30 EOM` 30 days after that.

    >>> parse_terms("2/10 net 30"), parse_terms("eom")
    (Terms(days=30, end_of_month=False), Terms(days=0, end_of_month=True))
    >>> parse_terms("soon")
    Flaw(what='is not a term of payment', remedy='write net 30, 30 days, EOM or net 30 EOM')
    """
    match = _TERMS.fullmatch(text.strip())
    days = int(match["days"] or match["local"] or 0) if match else 0
    if match is None or days > LONGEST:
        return Flaw("is not a term of payment", "write net 30, 30 days, EOM or net 30 EOM")
    return Terms(days, bool(match["eom"] or match["only"]))
