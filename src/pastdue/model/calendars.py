"""Open days of a place, and how many of them lie in an interval. The only file that knows `holidays`.

Intervals are (after, until]: the first day is not counted, the last one is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from pastdue.model.choices import Roll
from pastdue.model.countries import COUNTRIES, CalendarName, country_code
from pastdue.model.errors import SettingsError
from pastdue.model.spans import day_number, day_of

Days = npt.NDArray[np.int64]

_SATURDAY = 5


class Calendar:
    """The open days of a country or subdivision, less the firm's own closed days.

    Open means: neither that country's weekend nor a public holiday; with `saturdays_open`, a Saturday that is no
    holiday is open too, as in laws that know no free Saturday. Years are filled in when first asked for;
    one that `holidays` has no table for raises instead of having no holidays.

    >>> pl = Calendar("PL")
    >>> pl.business_days(date(2026, 12, 23), date(2026, 12, 28))
    1
    >>> Calendar("XX")
    Traceback (most recent call last):
    pastdue.model.errors.SettingsError: calendar: no holidays are known for country 'XX'
      use an ISO 3166 code such as DE, GB, PL or US
    """

    def __init__(
        self, country: str, subdivision: str = "", closed: Iterable[date] = (), saturdays_open: bool = False
    ) -> None:
        self._country = country_code(country)
        self._subdivision = subdivision
        self._closed = frozenset(day_number(day) for day in closed)
        self._saturdays_open = saturdays_open
        self._check_place()
        self._first_year, self._last_year = 1, 0
        self._open_before = np.zeros(1, dtype=np.int64)
        self._rolled: dict[tuple[date, Roll], date] = {}

    @property
    def name(self) -> CalendarName:
        """The place whose open days these are; as text `PL`, `DE-BY`, `PL less 2 closed days`."""
        return CalendarName(self._country, self._subdivision, len(self._closed))

    def is_open(self, day: date) -> bool:
        """True when `day` is a business day."""
        return bool(self._is_open_many(np.array([day_number(day)]))[0])

    def business_days(self, after: date, until: date) -> int:
        """The number of open days in (after, until]; 0 when `until` is not later."""
        return int(self.business_days_many(np.array([day_number(after)]), day_number(until))[0])

    def business_days_many(self, after: npt.NDArray[np.integer], until: int) -> Days:
        """For each day number in `after`, how many open days lie in (after, until]; 0 where `until` is not later."""
        starts = np.minimum(after.astype(np.int64), until) + 1
        if not len(starts):
            return starts
        opened = self._opened(int(starts.min()), until + 1)
        return np.asarray(opened[-1] - opened[starts - int(starts.min())], dtype=np.int64)

    def roll(self, day: date, how: Roll) -> date:
        """`day` itself when open or `how` is none, else the next or the previous open day."""
        moved = self._rolled.get((day, how))
        if moved is None:
            moved = self._rolled[day, how] = day_of(int(self.roll_many(np.array([day_number(day)]), how)[0]))
        return moved

    def roll_many(self, days: npt.NDArray[np.integer], how: Roll) -> Days:
        """Each day number in `days`, moved to an open day as `how` says."""
        moved = days.astype(np.int64)
        if how is Roll.NONE or not len(moved):
            return moved
        step = 1 if how is Roll.FOLLOWING else -1
        closed = ~self._is_open_many(moved)
        while closed.any():
            moved[closed] += step
            closed[closed] = ~self._is_open_many(moved[closed])
        return moved

    def after(self, day: date, business_days: int) -> date:
        """The n-th open day after `day` (not counted itself); `day` itself for none."""
        number = day_number(day)
        end = number + 7
        while business_days and self.business_days(day, day_of(end)) < business_days:
            end += max(7, business_days)
        if not business_days:
            return day
        opened = self._opened(number + 1, end + 1)
        return day_of(number + int(np.searchsorted(opened - opened[0], business_days, side="left")))

    def _is_open_many(self, days: Days) -> npt.NDArray[np.bool_]:
        first = int(days.min())
        opened = self._opened(first, int(days.max()) + 1)
        return np.asarray(opened[days - first + 1] > opened[days - first])

    def _opened(self, first: int, last: int) -> Days:
        """For each day number from `first` to `last`, how many open days came before it (on any common scale)."""
        since, until = day_of(first).year, day_of(last).year
        if self._first_year > self._last_year or since < self._first_year or until > self._last_year:
            known = (self._first_year, self._last_year) if self._first_year <= self._last_year else (since, until)
            self._fill(min(since, known[0]), max(until, known[1]))
        base = day_number(date(self._first_year, 1, 1))
        return self._open_before[first - base : last - base + 1]

    def _check_place(self) -> None:
        if self._country in COUNTRIES and not self._subdivision:
            return  # every country has holidays, and they are loaded when a day is asked for
        places = _places()
        if self._country not in places:
            raise SettingsError(
                f"calendar: no holidays are known for country {self._country!r}",
                "use an ISO 3166 code such as DE, GB, PL or US",
            )
        known = places[self._country]
        if self._subdivision and self._subdivision not in known:
            raise SettingsError(
                f"calendar: no subdivision {self._subdivision!r} is known in {self._country}",
                "known: " + (", ".join(known) if known else "none, leave it out"),
            )

    def _fill(self, since: int, until: int) -> None:
        """Fill the table of open days for the years `since` to `until`, both included."""
        first, last = _years(self._country, self._subdivision)
        if since < first or until > last:
            raise SettingsError(
                f"calendar: holidays of {self.name} are known from {first} to {last}, "
                f"and a day of {since if since < first else until} was asked for"
            )
        opened = np.array(_working(self._country, self._subdivision, self._saturdays_open, (since, until)))
        base = day_number(date(since, 1, 1))
        opened[[day - base for day in self._closed if 0 <= day - base < len(opened)]] = False
        self._open_before = np.concatenate([[0], np.cumsum(opened, dtype=np.int64)])
        self._first_year, self._last_year = since, until


_KNOWN_SINCE, _KNOWN_UNTIL = 2023, 2098
"""The years whose holidays every country has, both included, but for the countries here, of which years in between are
not known."""
_KNOWN_IN_PART = frozenset({"LK"})


def perhaps_unknown(country: str, day: date) -> bool:
    """True when the holidays of the weeks after `day` may not be known in the country, so that only a calendar can tell
    and must be loaded for it."""
    return country_code(country) in _KNOWN_IN_PART or not _KNOWN_SINCE <= day.year <= _KNOWN_UNTIL


@cache
def _places() -> Mapping[str, Sequence[str]]:
    """The countries whose holidays are known, with their subdivisions."""
    import holidays

    return holidays.list_supported_countries(include_aliases=True)  # type: ignore[no-any-return]


@cache
def _years(country: str, subdivision: str) -> tuple[int, int]:
    """The first and the last year whose holidays are known there."""
    import holidays

    place = holidays.country_holidays(country, subdiv=subdivision or None)
    return place.start_year, place.end_year


@lru_cache(maxsize=100)
def _working(country: str, subdivision: str, saturdays_open: bool, years: tuple[int, int]) -> npt.NDArray[np.bool_]:
    """For each day of the years, both included, True where it is a working day of the place. `holidays` is asked for
    each place and span of years once in a process: a year takes it some milliseconds."""
    import holidays

    since, until = years
    place = holidays.country_holidays(country, subdiv=subdivision or None, years=range(since, until + 1), expand=False)
    if saturdays_open:
        place.weekend = place.weekend - {_SATURDAY}
    days = range(day_number(date(since, 1, 1)), day_number(date(until + 1, 1, 1)))
    return np.fromiter((place.is_working_day(day_of(day)) for day in days), np.bool_, len(days))
