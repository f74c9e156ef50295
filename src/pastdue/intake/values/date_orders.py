"""The order of day and month in a column of dates like 03/04/2026: its proof, or the question where there is none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from pastdue.intake.values.flaws import Flaw

NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})", re.ASCII)
SHAPES = {
    r"\d{4}-\d\d-\d\d": "", r"\d{4}/\d{1,2}/\d{1,2}": "%Y/%m/%d", r"\d{4}\.\d{1,2}\.\d{1,2}": "%Y.%m.%d",
    r"(?:19|20)\d\d[01]\d[0-3]\d": "%Y%m%d",
    r"\d{1,2} [A-Z][a-z]{2} \d{4}": "%d %b %Y", r"\d{1,2}-[A-Z][a-z]{2}-\d{4}": "%d-%b-%Y",
    r"\d{1,2}/[A-Z][a-z]{2}/\d{4}": "%d/%b/%Y",
    r"\d{1,2} [A-Z][a-z]{3,8} \d{4}": "%d %B %Y", r"[A-Z][a-z]{2} \d{1,2}, \d{4}": "%b %d, %Y",
    r"[A-Z][a-z]{3,8} \d{1,2}, \d{4}": "%B %d, %Y",
}  # fmt: skip
"""Ways of writing a date that name the day in one way only."""

DAY_FIRST, MONTH_FIRST = "day", "month"
_TYPED = re.compile(r"\d{4}-\d\d-(\d\d)(?:[ T]\d\d:\d\d:\d\d)?", re.ASCII)
"""A day as the typed cells of a workbook become a text."""
_MOST = 8
"""So many dates written alike stand beside one that is not: their way is the column's, and that one is a mistake."""
_FEWEST = 2
"""Fewer dates before others prove no order: one may be mistyped."""


@dataclass(frozen=True, slots=True)
class DateColumn:
    """The distinct texts of a date column, without empty ones, and its header."""

    name: str
    texts: tuple[str, ...]


class Undecided(Exception):
    """Why no style can be proved: the field, the texts to show, each once, the flaw, and the formats that would do,
    with what each means."""

    def __init__(self, field: str, texts: tuple[str, ...], flaw: Flaw, forms: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(flaw.what)
        self.field, self.texts, self.flaw, self.forms = field, texts, flaw, forms


_SAID = re.compile(
    r"(?<![^\W_])(?:(?:d{1,2}|t{1,2}|j{1,2}|g{1,2})([-/._ ]{1,2})m{1,2}\1(?:y{2,4}|j{2,4}|a{2,4}|r{2,4})"
    r"|(m{1,2})([-/._ ]{1,2})d{1,2}\3y{2,4})(?![^\W_])",
    re.IGNORECASE,
)
"""The way to write dates with the year behind, as headers have it: `(DD/MM/YYYY)`, `jj.mm.aaaa`, `mm-dd-yyyy`."""


def order_said(names: Iterable[str]) -> str:
    """The part of a date that comes first by the headers' own words; "" where they say none, or different ones.

    >>> order_said(["Due Date (MM/DD/YYYY)", "Paid on"]), order_said(["Rechnungsdatum TT.MM.JJJJ"])
    ('month', 'day')
    >>> order_said(["Due (dd/mm/yyyy)", "Paid (mm/dd/yyyy)"]), order_said(["Date (yyyy-mm-dd)"])
    ('', '')
    """
    said = {MONTH_FIRST if match[2] else DAY_FIRST for name in names for match in _SAID.finditer(name)}
    return said.pop() if len(said) == 1 else ""


@dataclass(frozen=True, slots=True)
class Order:
    """The order found in a column of numbers like 03/04/2026: which comes first, the text that proves it, its marks.

    `short` years have two digits; `years` says that nothing but years can stand last."""

    first: str
    proof: str
    mark: str
    short: bool
    years: bool = True

    def form(self, first: str) -> str:
        year = "%y" if self.short else "%Y"
        return self.mark.join(("%d", "%m", year) if first == DAY_FIRST else ("%m", "%d", year))


class Proved(NamedTuple):
    """The part of a date that comes `first`, and the remark that says what proves it, where no column does."""

    first: str
    by: str


def order_of(field: str, column: DateColumn) -> Order | None:
    """The order found in the column; None where it does not write dates so. Cells that are not dates do not count, nor
    those that are none in either order, as 30.13.2026, nor a few that are written in another way."""
    matches = [match for text in column.texts if (match := NUMBERS.fullmatch(text)) and _has_month(match)]
    marks = Counter((match[2], len(match[4])) for match in matches).most_common(1)
    alike = [match for match in matches if (match[2], len(match[4])) == marks[0][0]]
    shaped = sum(any(re.fullmatch(shape, text, re.ASCII) for shape in SHAPES) for text in column.texts)
    if not alike or (len(matches) - len(alike) + shaped) * _MOST > len(alike):
        return None
    matches = alike
    day = [match[0] for match in matches if int(match[1]) > 12]
    month = [match[0] for match in matches if int(match[3]) > 12]
    mark, digits = marks[0][0]
    if day and month:
        order = Order("", day[0], mark, digits == 2)
        rarer = day if len(day) <= len(month) else month
        flaw = Flaw(
            f"the dates mix two orders: {day[0]} and {month[0]}",
            f"export them in one order, then pass --date-format '{order.form(DAY_FIRST)}' or "
            f"--date-format '{order.form(MONTH_FIRST)}'",
        )
        raise Undecided(field, tuple(rarer), flaw)
    first = DAY_FIRST if day else MONTH_FIRST if month else ""
    return Order(first, (day or month or [""])[0], mark, digits == 2, digits != 2 or _end_in_years(matches))


def beside_typed(field: str, column: DateColumn) -> DateColumn:
    """The texts of a workbook's column without the days that are typed, whose order is known; as it is where it has no
    others.

    Raises Undecided where all texts have a number above 12 in one place, and no typed day one above 12: a spreadsheet
    that expected the other order would have taken 05/01/2026 for 1 May and left 15/01/2026 a text.
    """
    typed = [match for text in column.texts if (match := _TYPED.fullmatch(text))]
    texts = tuple(text for text in column.texts if not _TYPED.fullmatch(text))
    if not typed or not texts:
        return column
    matches = [match for text in texts if (match := NUMBERS.fullmatch(text))]
    above = [{at for at in (1, 3) if int(match[at]) > 12} for match in matches]
    apart = min(len(typed), len(matches)) >= _FEWEST and len(set(map(frozenset, above))) == 1 and len(above[0]) == 1
    if apart and all(int(match[1]) <= 12 for match in typed):
        raise _swapped(field, matches[0], DAY_FIRST if 1 in above[0] else MONTH_FIRST)
    return DateColumn(column.name, texts)


def _swapped(field: str, match: re.Match[str], first: str) -> Undecided:
    form = Order(first, match[0], match[2], len(match[4]) == 2).form(first)
    flaw = Flaw(
        f"no cell that holds a date has a day above 12, and all texts have one, as {match[0]}: a spreadsheet may have "
        "taken days for months",
        f"if it did, open the list there again with its dates as texts; if it did not, pass --date-format '{form}'",
    )
    return Undecided(field, (match[0],), flaw)


_SPAN = 2
"""So many years lie between the first and the last of a list of invoices that has years of two digits."""


def _end_in_years(matches: list[re.Match[str]]) -> bool:
    """True when the last numbers of dates like 13.05.26 differ as years do, and less than the first ones, which would
    be the years where those stand in front."""
    last = {int(match[4]) for match in matches}
    return max(last) - min(last) <= _SPAN and len(last) < len({match[1] for match in matches})


def first_by_spans(pairs: Sequence[tuple[str, str]]) -> str:
    """The part of a date that comes first, where each of these pairs of two dates is one and a later one or the same
    day in that order alone: in the other the second is before the first in two pairs and in half of them at least. ""
    where that is in neither or both."""
    spans = {first: [_span(one, two, first) for one, two in pairs] for first in (DAY_FIRST, MONTH_FIRST)}
    back = {first: sum(span is not None and span < 0 for span in all_) for first, all_ in spans.items()}
    known = all(span is not None for all_ in spans.values() for span in all_)
    proved = [first for first in back if not back[first] and known]
    if len(proved) != 1 or max(back.values()) < max(_FEWEST, len(spans[DAY_FIRST]) / 2):
        return ""
    return proved[0]


def _span(one: str, two: str, first: str) -> int | None:
    """The days from one date to the other in that order; None where one of them is none."""
    days = [_day(text, first) for text in (one, two)]
    return (days[1] - days[0]).days if days[0] and days[1] else None


def _day(text: str, first: str) -> date | None:
    """The day, in the order that is named, as it would be if years of two digits were of this century."""
    if not (match := NUMBERS.fullmatch(text)):
        return None
    day, month = (int(match[at]) for at in ((1, 3) if first == DAY_FIRST else (3, 1)))
    try:
        return date(int(match[4]) + 2000 * (len(match[4]) == 2), month, day)
    except ValueError:
        return None


def _has_month(match: re.Match[str]) -> bool:
    """True when one of the two numbers before the year may be a month."""
    return any(1 <= int(number) <= 12 for number in (match[1], match[3]))


def undecided(field: str, order: Order, text: str, shown: set[str]) -> Undecided:
    """Why the order is not decided; `text` shows it, `shown` are the orders that the file's other columns show."""
    day, month = order.form(DAY_FIRST), order.form(MONTH_FIRST)
    if order.first or (order.short and len(shown) == 1):
        form = order.form(order.first or next(iter(shown)))
        flaw = Flaw("the dates have years of two digits, which leaves the century open", f"pass --date-format '{form}'")
        return Undecided(field, (text,), flaw, ((form, "a day of this century"),))
    flaw = Flaw(
        "the dates are ambiguous: no value shows whether the day or the month comes first",
        f"pass --date-format '{day}' for day first, '{month}' for month first",
    )
    return Undecided(field, (text,), flaw, ((day, "a day, a month and a year"), (month, "a month, a day and a year")))
