"""Reference rates as tables: every series, the rows of one, what will run out, and what an update changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from pastdue.charges.rates import Moves, Row, Series
from pastdue.model import Column, Table
from pastdue.model.tables import Rank

RUNS_OUT_WITHIN = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class RunsOut:
    """A series that will not do for long: the first day of interest that cannot be worked out, and by which policies.

    `policies` is empty for a series of exchange rates or sums, where `first_unknown` is the day after the last known.
    """

    series: Series
    first_unknown: date
    policies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RateChange:
    """One update of a series: the series before it, the rows added, the last day known now, and the user's file."""

    before: Series
    added: tuple[Row, ...]
    known_until: date
    path: Path


def list_table(found: Sequence[Series], as_of: date) -> Table:
    """A row a series with its latest figure; a note names those not known on the day."""
    columns = (
        Column("series", "Series", rank=Rank.KEY),
        Column("title", "What"),
        Column("latest", "Latest", Decimal, rank=Rank.KEY),
        Column("unit", "Unit", rank=Rank.EXTRA),
        Column("since", "Since", date),
        Column("checked_until", "Checked", date, rank=Rank.EXTRA),
        Column("known_until", "Known until", date),
        Column("publisher", "Publisher", rank=Rank.EXTRA),
    )
    rows = []
    for one in found:
        about, last = one.about, one.rows[-1] if one.rows else None
        latest = (last.figure, about.unit, last.effective) if last else (None, about.unit, None)
        known = one.known_until if one.rows else None
        rows.append((one.name, about.title, *latest, about.checked_until, known, about.publisher))
    behind = [s.name for s in found if s.known_until < as_of]
    note = (
        f"Not known on {as_of}: {', '.join(behind)}. A law that takes the rate of 1 January or 1 July may not need "
        "that day: see `pastdue rates --due`; `pastdue docs rates` says how to add a row."
    )
    return Table("Reference rates", columns, tuple(rows), (note,) if behind else ())


def figures_table(series: Series) -> Table:
    """A row a published figure, with its source; notes describe the series and name the last day it is known for."""
    about, places = series.about, max((-int(row.figure.as_tuple().exponent) for row in series.rows), default=0)
    columns = (
        Column("effective_date", "From", date, rank=Rank.KEY),
        Column("rate_percent" if series.is_percent else "value", about.unit.capitalize(), Decimal),
        Column("rows_of", "Row of"),
        Column("source", "Source"),
    )
    rows = tuple(
        (r.effective, Decimal(f"{r.figure:.{places}f}"), "yours" if r.own else "pastdue", r.source) for r in series.rows
    )
    holes = ", ".join(f"{day:%Y} {'H1' if day.month == 1 else 'H2'}" for day in series.holes)
    known = f"its rows speak for days up to {series.known_until}." if series.rows else "it has no row yet."
    notes = (
        about.what,
        *((f"No row, and none is filled in: {holes}.",) if holes else ()),
        f"Moves {about.moves.value}. Published by {about.publisher}: {about.published}.",
        f"Checked for changes up to {about.checked_until}; {known}",
        *((f"`pastdue rates update` reads {about.download}.",) if about.download else ()),
    )
    return Table(f"{about.title} ({series.name})", columns, rows, notes)


def list_json(found: Iterable[Series]) -> dict[str, object]:
    """Every series with its latest row; null where it has none."""
    latest = [{**_about(each), "latest": _row_json(each, each.rows[-1]) if each.rows else None} for each in found]
    return {"schema": 1, "series": latest}


def series_json(series: Series) -> dict[str, object]:
    """One series with all its rows."""
    return {"schema": 1, **_about(series), "rows": [_row_json(series, row) for row in series.rows]}


def running_out(found: Iterable[Series], needed: Sequence[tuple[str, str, date]], as_of: date) -> tuple[RunsOut, ...]:
    """The series that will run out within 60 days of `as_of`, or have: the soonest first.

    `needed` are the policies, the series each reads and the first day of interest it cannot be worked out for. A series
    that no policy reads for interest runs out where it moves each half-year or is read by the month.
    """
    running = []
    for series in found:
        days: dict[date, list[str]] = {}
        for policy, name, day in needed:
            if name == series.name:
                days.setdefault(day, []).append(policy)
        if not days and series.about.moves is not Moves.BY_DECISION:
            days = {series.known_until + timedelta(days=1): []}
        soon = (day for day in days if day <= as_of + RUNS_OUT_WITHIN)
        running += [RunsOut(series, day, tuple(days[day])) for day in soon]
    return tuple(sorted(running, key=lambda each: (each.first_unknown, each.series.name)))


def due_table(running: Sequence[RunsOut], as_of: date) -> Table:
    """A row a series that runs out, and where its next figure is published."""
    columns = (
        Column("series", "Series", rank=Rank.KEY),
        Column("not_known_from", "Not known from", date, rank=Rank.KEY),
        Column("policies", "Interest of"),
        Column("published", "Next figure"),
        Column("download", "File to update from", rank=Rank.EXTRA),
    )
    rows = tuple(
        (
            *(each.series.name, each.first_unknown if each.series.rows else None, ", ".join(each.policies)),
            *(each.series.about.published, each.series.about.download),
        )
        for each in running
    )
    notes = ("Interest that begins, or is fixed anew, on or after that day is refused until the figure is there.",)
    nothing = (f"Nothing runs out within {RUNS_OUT_WITHIN.days} days of {as_of}.",)
    return Table("Rates that run out", columns, rows, notes if rows else nothing)


def due_json(running: Iterable[RunsOut]) -> dict[str, object]:
    """The series that run out."""
    found = [
        {
            "series": each.series.name,
            "not_known_from": str(each.first_unknown) if each.series.rows else None,
            "policies": list(each.policies),
            "published": each.series.about.published,
            "download": each.series.about.download,
        }
        for each in running
    ]
    return {"schema": 1, "due": found}


def updates_table(changes: Sequence[RateChange]) -> Table:
    """A row an added figure; notes name the last day each series is known for now, or say that nothing was new."""
    columns = (
        Column("series", "Series", rank=Rank.KEY),
        Column("effective_date", "From", date, rank=Rank.KEY),
        Column("figure", "Figure", Decimal, rank=Rank.KEY),
        Column("source", "Source"),
    )
    rows = tuple((c.before.name, row.effective, row.figure, row.source) for c in changes for row in c.added)
    return Table("Added", columns, rows, tuple(_told(change) for change in changes))


def updates_json(changes: Iterable[RateChange]) -> dict[str, object]:
    """The changes of each file, as JSON."""
    found = [
        {
            "series": change.before.name,
            "file": str(change.path),
            "known_until_before": str(change.before.known_until) if change.before.rows else None,
            "known_until": str(max(change.known_until, change.before.known_until)),
            "added": [_row_json(change.before, row) for row in change.added],
        }
        for change in changes
    ]
    return {"schema": 1, "updates": found}


def _told(change: RateChange) -> str:
    name, before = change.before.name, change.before.known_until
    if not change.added and change.known_until <= before:
        return f"{name}: nothing new; known up to {before}."
    new = f"{len(change.added)} new, written to {change.path}" if change.added else "no change"
    return f"{name}: {new}; known up to {max(change.known_until, before)}, before up to {before}."


def _about(series: Series) -> dict[str, object]:
    about = series.about
    return {
        "name": series.name,
        "title": about.title,
        "what": about.what,
        "unit": about.unit,
        "moves": about.moves.value,
        "publisher": about.publisher,
        "published": about.published,
        "download": about.download,
        "checked_until": str(about.checked_until),
        "known_until": str(series.known_until) if series.rows else None,
        "holes": [str(day) for day in series.holes],
        "remarks": [str(remark) for remark in series.remarks],
    }


def _row_json(series: Series, row: Row) -> dict[str, object]:
    figure = "rate_percent" if series.is_percent else "value"
    return {"effective_date": str(row.effective), figure: f"{row.figure:f}", "own": row.own, "source": row.source}
