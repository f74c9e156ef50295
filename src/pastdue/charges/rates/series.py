"""Which reference rate was in force on a day? What was published, row by row, and never a guess past what is known."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from pastdue.model import Why
from pastdue.model.errors import CannotCharge, SettingsError

ONE_DAY = timedelta(days=1)
PERCENT = "percent a year"


class Moves(StrEnum):
    """When a series changes, and so how far one of its rows speaks."""

    BY_DECISION = "by decision"
    """On any day: a row holds until the next one, the last until the day the source was checked."""
    HALF_YEARLY = "half-yearly"
    """On 1 January and 1 July only: the last row holds to the end of its half-year."""
    DAILY = "daily"
    """Every day anew: a row speaks for its own day alone."""


@dataclass(frozen=True, slots=True)
class About:
    """What a series is, who publishes it and where, and the last day its source was checked for changes."""

    title: str
    what: str
    unit: str
    moves: Moves
    publisher: str
    published: str
    checked_until: date


@dataclass(frozen=True, slots=True)
class Row:
    """One published figure and where it was read, in force from `effective`.

    With `until` it holds to that day at most, whatever follows. `own` rows come from the user's folder.
    """

    effective: date
    figure: Decimal
    source: str
    until: date | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class Rate:
    """A reference rate in percent a year, in force since `since`; provisional when nobody checked it for the day."""

    series: str
    percent: Decimal
    since: date
    source: str
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """An exchange rate of one day; provisional when it is the last known one instead of that day's own."""

    series: str
    value: Decimal
    on: date
    source: str
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """A reference series: at least one row, days ascending. `remarks` say where the user's rows overrule ours."""

    name: str
    about: About
    rows: tuple[Row, ...]
    remarks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.rows:
            raise SettingsError(f"rates {self.name}: there is no row")
        for earlier, later in zip(self.rows, self.rows[1:], strict=False):
            if later.effective <= (earlier.until or earlier.effective):
                raise SettingsError(f"rates {self.name}: the row of {later.effective} begins before the one above ends")

    @property
    def is_percent(self) -> bool:
        """Whether its figures are percent a year, not an exchange rate."""
        return self.about.unit == PERCENT

    @property
    def has_gaps(self) -> bool:
        """Whether each row names the last day it holds, so that nothing is ever carried past it."""
        return self.rows[0].until is not None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of its file."""
        figure = "rate_percent" if self.is_percent else "value"
        return ("effective_date", *(("until",) if self.has_gaps else ()), figure, "source")

    @property
    def known_until(self) -> date:
        """The last day the rows speak for."""
        last, checked = self.rows[-1], max(self.about.checked_until, self.rows[-1].effective)
        if last.until is not None:
            return last.until
        if self.about.moves is Moves.DAILY:
            return last.effective
        return half_year_end(checked) if self.about.moves is Moves.HALF_YEARLY else checked

    def rate_on(self, day: date, provisional: bool = False) -> Rate:
        """The rate in force on `day`.

        Refuses (NoRate) a day before the first row, one in a gap, and one past what is known unless `provisional`:
        then it is the last row's, marked. A row that names its last day is never carried past it, provisional or not.
        """
        if not self.is_percent:
            raise ValueError(f"{self.name} is an exchange rate: ask quoted_on")
        row = self._last_row(day)
        if row is None or (row.until is not None and day > row.until):
            raise NoRate(self, day)
        beyond = day > self.known_until
        if beyond and not provisional:
            raise NoRate(self, day)
        return Rate(self.name, row.figure, row.effective, row.source, beyond)

    def quoted_on(self, day: date, provisional: bool = False) -> Quote:
        """The exchange rate published on `day` itself; refuses (NoQuote) a day without one.

        `provisional` takes the last row's, marked, for a day past it; a hole between two rows stays refused.
        """
        row, last = self._last_row(day), self.rows[-1]
        if row is not None and row.effective == day:
            return Quote(self.name, row.figure, day, row.source)
        if not provisional or day < last.effective:
            raise NoQuote(self, day)
        return Quote(self.name, last.figure, last.effective, last.source, True)

    def changes(self, first: date, last: date) -> Iterator[date]:
        """The days in (first, last] on which a row begins or ends, or the unknown begins, in order."""
        days = {row.effective for row in self.rows} | {row.until + ONE_DAY for row in self.rows if row.until}
        yield from sorted(day for day in days | {self.known_until + ONE_DAY} if first < day <= last)

    def _last_row(self, day: date) -> Row | None:
        at = bisect_right(self.rows, day, key=lambda row: row.effective)
        return self.rows[at - 1] if at else None


class NoRate(CannotCharge):
    """Nobody has checked what a series says for a day. Words which row to add, and where."""

    def __init__(self, series: Series, day: date) -> None:
        super().__init__(
            Why.NO_RATE,
            f"rates: no {series.about.title} ({series.name}) is known for {day}: {_lacking(series, day)}",
            f"add this row to pastdue.d/rates/{series.name}.csv, beside pastdue.toml{_besides(series, day)}:\n"
            f"    {','.join(series.columns)}\n    {_row_to_add(series, day)}{_instead(series, day)}",
        )
        self.series, self.day = series.name, day


class NoQuote(NoRate):
    """Nobody has said what a currency was worth on a day."""


def _lacking(series: Series, day: date) -> str:
    first, last = series.rows[0].effective, series.rows[-1].effective
    if day < first:
        return f"it begins on {first}"
    if day > last:
        return f"it is known up to {series.known_until}"
    if series.about.moves is Moves.DAILY:
        return "it has no row for that day"
    ended = max(row.until for row in series.rows if row.until and row.until < day)
    begins = next(row.effective for row in series.rows if row.effective > day)
    return f"nothing is known between {ended} and {begins}"


def _row_to_add(series: Series, day: date) -> str:
    since = half_year_start(day) if series.about.moves is Moves.HALF_YEARLY else day
    until = f"{half_year_end(day)}," if series.has_gaps else ""
    return f"{since},{until}{'RATE' if series.is_percent else 'VALUE'},SOURCE"


def _besides(series: Series, day: date) -> str:
    """Which other rows the row to add needs, so that nothing is carried over a change."""
    if series.has_gaps or series.about.moves is Moves.DAILY:
        return ""
    if day < series.rows[0].effective:
        return ", and one for each change from then on"
    return f", and one for each change after {series.known_until}" if day > series.known_until + ONE_DAY else ""


def _instead(series: Series, day: date) -> str:
    if day <= series.known_until or series.has_gaps:
        return ""
    return f"\n  or let --provisional take {series.rows[-1].figure} and mark the result"


def half_year_start(day: date) -> date:
    """The 1 January or 1 July on or before `day`."""
    return date(day.year, 1 if day.month < 7 else 7, 1)


def half_year_end(day: date) -> date:
    """The 30 June or 31 December on or after `day`."""
    return date(day.year, 6, 30) if day.month < 7 else date(day.year, 12, 31)
