"""The figures in a publisher's file, and the cells such files are made of."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pastdue.model.errors import SettingsError

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class DatedFigure:
    """One figure and the day it is of; `note` where the publisher numbers it."""

    day: date
    figure: Decimal
    note: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """A publisher's figures for one shipped series, in order of days.

    A file with a figure for every day or month speaks for all days from its first to `until`. One that lists changes
    alone has no `until`: it is complete up to the day it was downloaded, which the file does not say.
    """

    series: str
    publisher: str
    figures: tuple[DatedFigure, ...]
    until: date | None = None


def cells(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows of a CSV text, every cell without blanks around it; refuses text that is no CSV."""
    try:
        for row in csv.reader(text.splitlines(), delimiter=delimiter, strict=False):
            yield [cell.strip() for cell in row]
    except csv.Error as error:
        raise SettingsError(f"is not CSV: {error}", "download it again") from None


def number(text: str, decimal: str = ".") -> Decimal | None:
    """The number in a cell that writes its decimals after `decimal`; None where there is none.

    >>> number("-0,88", ","), number("3.75 %"), number(".."), number("n/a")
    (Decimal('-0.88'), Decimal('3.75'), None, None)
    """
    plain = text.replace("%", "").replace("\u2212", "-").strip().replace(decimal, ".", 1)
    return Decimal(plain) if re.fullmatch(r"[+-]?\d+(\.\d+)?", plain) else None


def day(text: str) -> date | None:
    """The day in a cell, in the forms the publishers write; None where there is none. Two digits of a year are 20xx.

    >>> day("2026-06-17"), day("17.06.2026"), day("18 Dec 25"), day("02 Jan 2025"), day("20250102"), day("later")
    (datetime.date(2026, 6, 17), datetime.date(2026, 6, 17), datetime.date(2025, 12, 18), datetime.date(2025, 1, 2), \
datetime.date(2025, 1, 2), None)
    """
    if found := re.fullmatch(r"(\d{4})-?(\d{2})-?(\d{2})", text):
        year, month, of_month = map(int, found.groups())
    elif found := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text):
        of_month, month, year = map(int, found.groups())
    elif (found := re.fullmatch(r"(\d{1,2})[ /-]([A-Za-z]{3})[a-z]*[ /-](\d{4}|\d{2})", text)) and _month(found[2]):
        of_month, month, year = int(found[1]), _month(found[2]), int(found[3])
        year += 2000 if year < 100 else 0
    else:
        return None
    try:
        return date(year, month, of_month)
    except ValueError:
        return None


def _month(name: str) -> int:
    """The month of an English name; 0 for none."""
    return _MONTHS.index(name.lower()) + 1 if name.lower() in _MONTHS else 0
