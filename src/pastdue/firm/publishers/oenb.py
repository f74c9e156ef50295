"""Oesterreichische Nationalbank: the Basiszinssatz, from its table of base and reference rates saved as CSV.

A head that names the Basiszinssatz and the day from which each row holds (`Gültig ab;Basiszinssatz;Referenzzinssatz`),
then a row for each change (`11.06.2025;1,53;2,65`), with semicolons or tabs, decimal commas, the latest first or last.
"""

from __future__ import annotations

from pastdue.firm.publishers.published import DatedFigure, Published, cells, day, number


def read(text: str) -> Published | None:
    """The figures of the table; None where no line heads a column Basiszinssatz beside one of days."""
    if "basiszinssatz" not in text.lower():
        return None
    for delimiter in (";", "\t"):
        rows = list(cells(text, delimiter))
        for n, row in enumerate(rows):
            head = [cell.lower() for cell in row]
            base = next((c for c, cell in enumerate(head) if cell.startswith("basiszinssatz")), None)
            since = next((c for c, cell in enumerate(head) if cell.startswith(("gültig ab", "ab", "datum"))), None)
            if base is not None and since is not None:
                return Published(
                    "at-basiszinssatz", "Oesterreichische Nationalbank", _figures(rows[n + 1 :], since, base)
                )
    return None


def _figures(rows: list[list[str]], since: int, base: int) -> tuple[DatedFigure, ...]:
    found = (
        DatedFigure(on, figure)
        for row in rows
        if len(row) > max(since, base)
        if (on := day(row[since])) and (figure := number(row[base], ",")) is not None
    )
    return tuple(sorted(found, key=lambda each: each.day))
