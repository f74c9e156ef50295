"""`pastdue rates [SERIES]`: which reference rates are known, up to which day, and where was each read?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from pastdue.cli.options import Desk, common, format_option

if TYPE_CHECKING:
    from pastdue.charges.rates import Series
    from pastdue.model import Table


@click.command(short_help="The reference rates that statutory interest rests on.")
@click.argument("series", metavar="[SERIES]", required=False)
@format_option
@common
def command(desk: Desk, series: str | None, form: str) -> None:
    """The reference rates statutory interest rests on: every series with its latest rate, or all rows of SERIES.

    Your own rows in pastdue.d/rates/SERIES.csv, beside pastdue.toml, count before ours.
    """
    from pastdue.cli.results import show
    from pastdue.firm.rows.rates import load_series, series_names

    names = [series] if series else series_names(desk.firm.catalog)
    found = [load_series(desk.firm.catalog, name) for name in names]
    for remark in (remark for each in found for remark in each.remarks):
        desk.remark(f"remark: {remark}")
    if series:
        show(_rows_table(found[0]), {"schema": 1, **_about(found[0]), "rows": _rows_json(found[0])}, form)
    else:
        show(_list_table(found, desk.as_of), {"schema": 1, "series": [_latest(each) for each in found]}, form)


def _list_table(found: list[Series], as_of: date) -> Table:
    from pastdue.model import Column, Table

    columns = (
        Column("series", "Series"),
        Column("title", "What"),
        Column("latest", "Latest", Decimal),
        Column("unit", "Unit"),
        Column("since", "Since", date),
        Column("checked_until", "Checked", date),
        Column("known_until", "Known until", date),
        Column("publisher", "Publisher"),
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
        "that day; docs/rates.md says how to add a row."
    )
    return Table("Reference rates", columns, tuple(rows), (note,) if behind else ())


def _rows_table(series: Series) -> Table:
    from pastdue.model import Column, Table

    about, places = series.about, max((-int(row.figure.as_tuple().exponent) for row in series.rows), default=0)
    columns = (
        Column("effective_date", "From", date),
        Column("rate_percent" if series.is_percent else "value", about.unit.capitalize(), Decimal),
        Column("rows_of", "Row of"),
        Column("source", "Source"),
    )
    rows = tuple(
        (r.effective, Decimal(f"{r.figure:.{places}f}"), "yours" if r.own else "pastdue", r.source) for r in series.rows
    )
    holes = ", ".join(f"{day:%Y} {'H1' if day.month == 1 else 'H2'}" for day in series.holes)
    notes = (
        about.what,
        *((f"No row, and none is filled in: {holes}.",) if holes else ()),
        f"Moves {about.moves.value}. Published by {about.publisher}: {about.published}.",
        f"Checked for changes up to {about.checked_until}; its rows speak for days up to {series.known_until}."
        if series.rows
        else "It has no row yet.",
    )
    return Table(f"{about.title} ({series.name})", columns, rows, notes)


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
        "checked_until": str(about.checked_until),
        "known_until": str(series.known_until) if series.rows else None,
        "holes": [str(day) for day in series.holes],
        "remarks": list(series.remarks),
    }


def _latest(series: Series) -> dict[str, object]:
    return {**_about(series), "latest": _rows_json(series)[-1] if series.rows else None}


def _rows_json(series: Series) -> list[dict[str, object]]:
    figure = "rate_percent" if series.is_percent else "value"
    return [
        {"effective_date": str(row.effective)} | {figure: f"{row.figure:f}", "own": row.own, "source": row.source}
        for row in series.rows
    ]
