"""Reference series: the figures a central bank or ministry published, row by row, none guessed for an unknown day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from pastdue.charges.lateness import LeftOut
from pastdue.model import Why
from pastdue.model.errors import SettingsError
from pastdue.model.errors.left_out import CannotCharge
from pastdue.model.messages import Message, Text, Value
from pastdue.model.remarks import Remark

ONE_DAY = timedelta(days=1)
PERCENT = "percent a year"


class Moves(StrEnum):
    """The days on which a series changes, which decide how long a row stays in force."""

    BY_DECISION = "by decision"
    """On any day: a row holds until the next one, the last until the day the source was checked."""
    HALF_YEARLY = "half-yearly"
    """On 1 January and 1 July, a row for each half-year: a half-year without its row is not known."""
    DAILY = "daily"
    """Every day: a row is in force on its own day alone."""


@dataclass(frozen=True, slots=True)
class About:
    """The head of a series: its title and unit, its publisher, and the last day its source was checked for changes.

    `download` is the publisher's own file that `pastdue rates update` reads, where there is one.
    """

    title: str
    what: str
    unit: str
    moves: Moves
    publisher: str
    published: str
    checked_until: date
    download: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One published figure and where it was read, in force from `effective`; `own` rows come from the user's folder."""

    effective: date
    figure: Decimal
    source: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """A reference series, days ascending; one whose figures could not be verified is shipped without rows, to be filled
    by the user. `remarks` say where the user's rows overrule the shipped ones.

    >>> about = About("x", "x", PERCENT, Moves.HALF_YEARLY, "x", "x", date(2026, 1, 1))
    >>> series = Series("x", about, (Row(date(2026, 1, 1), Decimal(2), "x"),))
    >>> series.row_on(date(2026, 6, 30)).figure
    Decimal('2')
    >>> series.row_on(date(2026, 7, 1))
    Traceback (most recent call last):
    pastdue.charges.rates.series.NoRate: rates: no x (x) is known for 2026-07-01: it is known up to 2026-06-30
      add this row to pastdue.d/rates/x.csv, beside pastdue.toml:
        effective_date,rate_percent,source
        2026-07-01,RATE,SOURCE
      or let --provisional take 2 of 2026-01-01 and mark the result
    """

    name: str
    about: About
    rows: tuple[Row, ...]
    remarks: tuple[Message, ...] = ()

    def __post_init__(self) -> None:
        for earlier, later in pairwise(self.rows):
            if later.effective <= earlier.effective:
                raise SettingsError(f"rates {self.name}: the row of {later.effective} is not after the one above")
        if self.about.moves is Moves.HALF_YEARLY:
            for row in self.rows:
                if row.effective != half_year_start(row.effective):
                    raise SettingsError(
                        f"rates {self.name}: {row.effective} begins no half-year",
                        "a half-yearly series has a row of 1 January and of 1 July for each half-year",
                    )

    @property
    def is_percent(self) -> bool:
        """True when the figures are percent a year, not an exchange rate or a sum."""
        return self.about.unit == PERCENT

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of its file."""
        return ("effective_date", "rate_percent" if self.is_percent else "value", "source")

    @property
    def known_until(self) -> date:
        """The last day the rows are in force; the earliest day there is where there are no rows."""
        if not self.rows:
            return date.min
        last = self.rows[-1].effective
        if self.about.moves is Moves.BY_DECISION:
            return max(self.about.checked_until, last)
        return half_year_end(last) if self.about.moves is Moves.HALF_YEARLY else last

    @property
    def holes(self) -> tuple[date, ...]:
        """The first days of the half-years between two rows that have none; empty for a series that moves otherwise."""
        if self.about.moves is not Moves.HALF_YEARLY or not self.rows:
            return ()
        have = {row.effective for row in self.rows}
        return tuple(day for day in half_years(self.rows[0].effective, self.rows[-1].effective) if day not in have)

    def row_on(self, day: date, provisional: bool = False) -> Row:
        """The row in force on `day`.

        Refuses (NoRate, NoQuote for a value) a day before the first row, a hole between two rows, and a day past what
        is known unless `provisional`: then it is the last row, which stands in.
        """
        at = bisect_right(self.rows, day, key=lambda row: row.effective)
        row = self.rows[at - 1] if at else None
        if row is not None and (self._speaks(row, day) or (provisional and day > self.known_until)):
            return row
        raise (NoRate if self.is_percent else NoQuote)(self, day)

    def stands_in(self, row: Row, day: date) -> bool:
        """True when `row` is taken for `day` although it is not in force on it."""
        return not self._speaks(row, day)

    def changes(self, first: date, last: date) -> Iterator[date]:
        """The days in (first, last] on which a row begins, or the unknown begins, in order."""
        days = {row.effective for row in self.rows} | {self.known_until + ONE_DAY}
        if self.about.moves is Moves.HALF_YEARLY:
            days |= set(half_years(first, last))
        yield from sorted(day for day in days if first < day <= last)

    def _speaks(self, row: Row, day: date) -> bool:
        """True when `row`, the last one that begins by `day`, is known to hold on it."""
        if self.about.moves is Moves.DAILY:
            return row.effective == day
        if self.about.moves is Moves.HALF_YEARLY:
            return row.effective == half_year_start(day)
        return day <= self.known_until


class NoRate(CannotCharge):
    """The figure of a series for a day is not known; the remedy names the row to add and its file."""

    def __init__(self, series: Series, day: date) -> None:
        what = Message.of("no_rate", title=series.about.title, series=series.name, day=day, why=_lacking(series, day))
        super().__init__(Why.NO_RATE, what, _row_wanted(series, day, "\n    ", "\n  "))
        self.said = what, _row_wanted(series, day, ";   ", "; ")
        self.series, self.day = series.name, day


class NoQuote(NoRate, LeftOut):
    """The exchange rate of a currency, or the amount of a statutory sum, is not known for a day."""

    @property
    def remark(self) -> Remark:
        _, what, remedy = self.args
        return Remark(Message.of("no_compensation_on", day=self.day, what=what), remedy=remedy)


def _lacking(series: Series, day: date) -> Message:
    if not series.rows:
        return Message.of("rate_without_rows")
    first, last = series.rows[0].effective, series.rows[-1].effective
    if day < first:
        return Message.of("rate_begins", day=first)
    if day > last:
        return Message.of("rate_until", day=series.known_until)
    return Message.of("rate_lacks_day" if series.about.moves is Moves.DAILY else "rate_lacks_half_year")


def _row_to_add(series: Series, day: date) -> str:
    since = half_year_start(day) if series.about.moves is Moves.HALF_YEARLY else day
    return f"{since},{'RATE' if series.is_percent else 'VALUE'},SOURCE"


def _row_wanted(series: Series, day: date, next_: str, line: str) -> Message:
    """The remedy that names the row to add, columns and row each behind `next_`, and the other way behind `line`."""
    values: dict[str, Value] = {
        "series": series.name, "besides": _besides(series, day), "next": next_, "columns": ",".join(series.columns),
        "row": _row_to_add(series, day),
    }  # fmt: skip
    if not series.rows or day <= series.known_until:
        return Message.of("add_rate", **values)
    last = series.rows[-1]
    return Message.of("add_rate_or", **values, line=line, figure=last.figure, day=last.effective)


def _besides(series: Series, day: date) -> Text:
    """The further rows to add beside the row of `day`, so that no figure is carried past a change; "" where none
    are."""
    if series.about.moves is not Moves.BY_DECISION:
        return ""
    if not series.rows or day < series.rows[0].effective:
        return Message.of("and_each_change")
    return Message.of("and_each_change_after", day=series.known_until) if day > series.known_until + ONE_DAY else ""


def half_year_start(day: date) -> date:
    """The 1 January or 1 July on or before `day`."""
    return date(day.year, 1 if day.month < 7 else 7, 1)


def half_year_end(day: date) -> date:
    """The 30 June or 31 December on or after `day`."""
    return date(day.year, 6, 30) if day.month < 7 else date(day.year, 12, 31)


def half_years(first: date, last: date) -> Iterator[date]:
    """Each 1 January and 1 July in (first, last], in order."""
    day = half_year_end(first) + ONE_DAY
    while day <= last:
        yield day
        day = half_year_end(day) + ONE_DAY
