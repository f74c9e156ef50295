"""The postcode in an address, found by the habit of its country, for sorting and for the manifest."""

from __future__ import annotations

import re
from collections.abc import Sequence

_FIVE = r"\d{5}"
_FOUR = r"\d{4}"
_THREE_TWO = r"\d{3} ?\d{2}"
_UK = r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}"

# Countries whose postcode stands before the town, then those where it stands after the town or alone.
_BEFORE = {
    **dict.fromkeys(("DE", "FR", "ES", "IT", "FI", "EE", "HR", "UA", "LT", "ME", "RS", "MC", "SM", "VA", "TR"), _FIVE),
    **dict.fromkeys(("AT", "CH", "BE", "DK", "NO", "HU", "SI", "LU", "LI", "BG", "CY", "MK"), _FOUR),
    **dict.fromkeys(("CZ", "SK", "SE", "GR"), _THREE_TWO),
    "PL": r"\d{2}-\d{3}", "PT": r"\d{4}-\d{3}", "NL": r"\d{4} ?[A-Z]{2}", "LV": r"LV-\d{4}", "RO": r"\d{6}",
    "IS": r"\d{3}", "AD": r"AD\d{3}",
}  # fmt: skip
_AFTER = {
    **dict.fromkeys(("US", "PR", "GU", "VI", "AS", "MP"), r"\d{5}(?:-\d{4})?"),
    **dict.fromkeys(("GB", "IM", "JE", "GG"), _UK),
    **dict.fromkeys(("AU", "NZ"), _FOUR),
    "CA": r"[A-Z]\d[A-Z] ?\d[A-Z]\d", "IE": r"[A-Z]\d[\dW] ?[A-Z\d]{4}", "JP": r"\d{3}-\d{4}", "MT": r"[A-Z]{3} ?\d{4}",
}  # fmt: skip
_ANY = r"\d[\d -]{2,8}\d"


def postcode(address: Sequence[str], country: str) -> str:
    """The postcode in the lines of `address`, the last line that has one counting; empty when none is found.

    A country without a row here gives the first run of digits at either end of a line.

    >>> postcode(("ul. Prosta 51", "00-838 Warszawa"), "PL"), postcode(("1 High St", "LEEDS", "LS1 4AP"), "GB")
    ('00-838', 'LS1 4AP')
    >>> postcode(("12345 Main St", "SPRINGFIELD IL 62704"), "US"), postcode(("Somewhere",), "DE")
    ('62704', '')
    """
    found = _pattern(country)
    for line in reversed(address):
        match = found.search(line.upper())
        if match:
            return next(part for part in match.groups() if part)
    return ""


def _pattern(country: str) -> re.Pattern[str]:
    if country in _BEFORE:
        # With the country's letter before it, as `D-10115 Berlin`, and not as a house number before a street.
        return re.compile(rf"^(?:[A-Z]{{1,3}}[- ])?({_BEFORE[country]})(?=[ ,]|$)")
    if country in _AFTER:
        return re.compile(rf"(?:^|[ ,])({_AFTER[country]})$")
    return re.compile(rf"^({_ANY})(?=[ ,]|$)|(?:^|[ ,])({_ANY})$")
