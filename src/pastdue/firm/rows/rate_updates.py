"""Updates of reference rates: what a publisher's file adds to the series that are known."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from pastdue.charges.rates import Moves, Row, Series, half_year_start, last_open_day_before_month, speaking
from pastdue.charges.workdays import workdays
from pastdue.firm.catalog import Catalog
from pastdue.firm.publishers import DatedFigure, Published, recognised
from pastdue.firm.rows.rates import load_series, own_rows
from pastdue.model.errors import SettingsError
from pastdue.model.errors.disk import read_fault
from pastdue.model.wording import listed

_ONE_DAY = timedelta(days=1)
_LONGEST_MONTH = timedelta(days=32)


@dataclass(frozen=True, slots=True)
class RateUpdate:
    """The changes from one publisher's file: the series `before` it, the rows it `added`, and the text of the user's
    file `path` with them; `checked_until` is the last day the series is known for afterwards."""

    before: Series
    added: tuple[Row, ...]
    checked_until: date
    path: Path
    text: str

    @property
    def changes(self) -> bool:
        """True when the file has any row that was not known."""
        return bool(self.added) or self.checked_until > self.before.known_until


def update_of(catalog: Catalog, file: Path, read_on: date, complete: bool) -> RateUpdate:
    """The rows that the publisher's `file`, downloaded on `read_on`, adds to the series.

    A list of changes is taken to be complete up to `read_on` where `complete`, else up to its last change. Refuses,
    before anything is written, a file of no known publisher, one that contradicts a known row, one that leaves days
    between the known rows and its first, and one that goes on after `read_on`. Its rows before the first shipped row
    are ignored: laws of that time took other rates.
    """
    if catalog.own is None:
        raise SettingsError(
            "there is no pastdue.toml to keep rates beside", "run `pastdue init` first, or give --config"
        )
    try:
        content = file.read_bytes()
    except OSError as error:
        raise read_fault(file, error, SettingsError(f"{file}: cannot be read: {error.strerror}")) from None
    published = recognised(content, str(file))
    known = load_series(catalog, published.series)
    begins = known.rows[0].effective if known.rows else date.min
    figures = tuple(each for each in _counting(known, published) if each.day >= begins)
    _check_agrees(known, published, file)
    _check_follows(known, published, file)
    _check_read(published, file, read_on)
    added = tuple(
        Row(each.day, each.figure, _source(published, file, read_on, each), own=True)
        for each in figures
        if speaking(known, each.day) is None
    )
    until = published.until or (read_on if complete else max(each.day for each in published.figures))
    own, checked = own_rows(catalog, known.name)
    checked = max(checked or date.min, until) if known.about.moves is Moves.BY_DECISION else checked
    text = _written(known, {row.effective: row for row in (*own, *added)}, checked)
    return RateUpdate(known, added, until, catalog.own / "rates" / f"{known.name}.csv", text)


def _counting(known: Series, published: Published) -> Iterator[DatedFigure]:
    """The figures that make rows: the changes, each half-year's, or the last open day's of each month."""
    last: DatedFigure | None = None
    for each in published.figures:
        if known.about.moves is Moves.DAILY:
            following = each.day.replace(day=1) + _LONGEST_MONTH
            if each.day == last_open_day_before_month(following, workdays("PL")):
                yield each
        elif known.about.moves is Moves.HALF_YEARLY:
            yield DatedFigure(half_year_start(each.day), each.figure, each.note)
        elif last is None or last.figure != each.figure:
            yield each
            last = each


def _check_agrees(known: Series, published: Published, file: Path) -> None:
    """Refuses figures that differ from those known of the same day."""
    differing = [
        f"{each.day}: {each.figure:f}, known {said.figure:f}"
        for each in published.figures
        if (said := speaking(known, each.day)) is not None and said.figure != each.figure
    ]
    if differing:
        raise SettingsError(
            f"{file}: says something else of {known.name} than is known: {listed(differing)}",
            "nothing was written; check the file and `pastdue rates "
            f"{known.name}`, and correct pastdue.d/rates/{known.name}.csv by hand where the file is right",
        )


def _check_follows(known: Series, published: Published, file: Path) -> None:
    """Refuses a file that begins later than the day after the last known one: a change in between would be missed."""
    first = published.figures[0].day
    if known.about.moves is Moves.BY_DECISION and known.rows and first > known.known_until + _ONE_DAY:
        raise SettingsError(
            f"{file}: begins on {first}, and {known.name} is known up to {known.known_until}: "
            "a change in between would be missed",
            f"nothing was written; download it from {known.known_until} on",
        )


def _check_read(published: Published, file: Path, read_on: date) -> None:
    """Refuses a file with a figure a day that goes on after the day it is said to have been read."""
    if published.until is not None and published.until > read_on:
        raise SettingsError(
            f"{file}: its last day is {published.until}, after {read_on}, when it is said to have been read",
            "nothing was written; say the day it was downloaded, as --read-on 2027-01-05",
        )


def _source(published: Published, file: Path, read_on: date, figure: DatedFigure) -> str:
    note = f"{figure.note}, " if figure.note else ""
    return f"{note}{published.publisher}, {file.name}, read on {read_on}"


def _written(known: Series, rows: dict[date, Row], checked: date | None) -> str:
    """The text of the user's file for a shipped series with these rows."""
    out = io.StringIO()
    if checked is not None:
        out.write(f"# checked_until: {checked}\n")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(known.columns)
    writer.writerows((day, f"{rows[day].figure:f}", rows[day].source) for day in sorted(rows))
    return out.getvalue()
