"""Deutsche Bundesbank: the Basiszinssatz, from its time series database.

The CSV of the series BBIN1.M.DE.BBK.BBKBAS2.EUR.ME: a head of a few lines (key, title, unit, day of the data), then a
line a month with the rate at its end (`2026-07;1,52;`), in German with semicolons and decimal commas, in English with
commas and points. The rate changes on 1 January and 1 July alone, so a month's end tells its half-year's rate.
"""

from __future__ import annotations

import re
from datetime import date

from pastdue.firm.publishers.published import DatedFigure, Published, cells, number
from pastdue.model.errors import SettingsError

_SERIES = "BBKBAS2"


def read(text: str) -> Published | None:
    """A figure for each half-year; refuses one whose months differ."""
    if _SERIES not in text:
        return None
    delimiter = ";" if text.count(";") > text.count(",") / 2 and ";" in text.splitlines()[0] else ","
    figures: dict[date, DatedFigure] = {}
    for row in cells(text, delimiter):
        month = re.fullmatch(r"(\d{4})-(\d{2})", row[0]) if row else None
        figure = number(row[1], "," if delimiter == ";" else ".") if len(row) > 1 else None
        if month is None or figure is None or not 1 <= int(month[2]) <= 12:
            continue
        first = date(int(month[1]), 1 if int(month[2]) < 7 else 7, 1)
        if figures.setdefault(first, DatedFigure(first, figure)).figure != figure:
            raise SettingsError(f"names {figures[first].figure} and {figure} in the half-year of {first}")
    return Published("de-basiszinssatz", "Deutsche Bundesbank", tuple(figures[first] for first in sorted(figures)))
