"""Narodowy Bank Polski: the mid rate of the euro (Table A), and the reference rate.

The euro as JSON of api.nbp.pl (`rates/a/eur/...` or `tables/a/...`), or as the yearly archive CSV
(`data;1THB;...;1EUR;...` with table numbers in the last columns). The reference rate as the XML of its page
(`<pozycje obowiazuje_od="2026-03-05"> <pozycja id="ref" oprocentowanie="3,75"/>`, or `obowiazuje_od` on the position
itself), or as CSV with columns for `obowiązuje od` and `stopa referencyjna`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from pastdue.firm.publishers.published import DatedFigure, Published, cells, day, number
from pastdue.model.errors import SettingsError

_PUBLISHER = "Narodowy Bank Polski"


def read(text: str) -> Published | None:
    """The euro or the reference rate, whichever the file holds."""
    begins = text.lstrip()
    if begins.startswith(("{", "[")):
        found = _euro_of_json(begins)
    elif "oprocentowanie=" in text and "obowiazuje_od=" in text:
        return _reference(_of_xml(text))
    else:
        rows = list(cells(text, ";"))
        head = [_plain(cell) for cell in rows[0]] if rows else []
        if "obowiazuje od" in head and any(cell.startswith("stopa referencyjna") for cell in head):
            return _reference(_of_csv(head, rows[1:]))
        if head[:1] != ["data"] or "1eur" not in head:
            return None
        found = list(_euro_of_archive(head, rows[1:]))
    if found is None:
        return None
    figures = tuple(sorted(found, key=lambda each: each.day))
    return Published("nbp-eur", _PUBLISHER, figures, figures[-1].day if figures else None)


def _euro_of_json(text: str) -> list[DatedFigure] | None:
    try:
        said: Any = json.loads(text, parse_float=Decimal)
        tables = said if isinstance(said, list) else [said]
        if any(table["table"] != "A" for table in tables):
            raise SettingsError("is not Table A of the NBP", "download the mid rates, as rates/a/eur of api.nbp.pl")
        return [figure for table in tables for figure in _euro_of_table(table)]
    except (ValueError, KeyError, TypeError):
        return None


def _euro_of_table(table: dict[str, Any]) -> Iterator[DatedFigure]:
    if "code" in table and table["code"] != "EUR":
        raise SettingsError(f"is the NBP's rate of {table['code']}, not of the euro", "download rates/a/eur")
    for rate in table["rates"]:
        if rate.get("code", "EUR") == "EUR":
            on = rate.get("effectiveDate") or table["effectiveDate"]
            yield DatedFigure(date.fromisoformat(on), Decimal(rate["mid"]), rate.get("no") or table.get("no", ""))


def _euro_of_archive(head: list[str], rows: list[list[str]]) -> Iterator[DatedFigure]:
    euro = head.index("1eur")
    numbered = next((n for n, cell in enumerate(head) if cell.startswith("pelny numer")), None)
    for row in rows:
        on, figure = day(row[0]) if row else None, number(row[euro], ",") if len(row) > euro else None
        if on is not None and figure is not None:
            yield DatedFigure(on, figure, row[numbered] if numbered is not None and len(row) > numbered else "")


def _of_xml(text: str) -> Iterator[tuple[str, str]]:
    """Day and figure of each reference rate; only attributes are read, so nothing in the file is ever expanded."""
    since = ""
    for tag, said in re.findall(r"<(\w+)((?:\s+[\w:]+\s*=\s*\"[^\"]*\")*)\s*/?>", text):
        found = dict(re.findall(r"([\w:]+)\s*=\s*\"([^\"]*)\"", said))
        if tag == "pozycje":
            since = found.get("obowiazuje_od", "")
        if tag == "pozycja" and found.get("id") == "ref":
            yield found.get("obowiazuje_od", since), found.get("oprocentowanie", "")


def _of_csv(head: list[str], rows: list[list[str]]) -> Iterator[tuple[str, str]]:
    since, figure = head.index("obowiazuje od"), next(n for n, c in enumerate(head) if c.startswith("stopa ref"))
    yield from ((row[since], row[figure]) for row in rows if len(row) > max(since, figure))


def _reference(found: Iterator[tuple[str, str]]) -> Published:
    """A row for each change of the reference rate, from the days and figures as they are written."""
    read_ = ((day(on), number(figure, ",")) for on, figure in found)
    figures = {on: DatedFigure(on, figure) for on, figure in read_ if on is not None and figure is not None}
    return Published("nbp-reference", _PUBLISHER, tuple(figures[on] for on in sorted(figures)))


def _plain(cell: str) -> str:
    """A heading in small letters without Polish signs.

    >>> _plain(" Obowiązuje_od "), _plain("pełny numer tabeli")
    ('obowiazuje od', 'pelny numer tabeli')
    """
    return cell.strip().lower().translate(str.maketrans("ąćęłńóśźż_", "acelnoszz "))
