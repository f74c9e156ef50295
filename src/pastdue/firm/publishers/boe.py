"""Bank of England: Bank Rate.

Two forms: the database's CSV (`DATE,IUDBEDR`, a row a working day, `02 Jan 2025,4.75`), and the table of its Bank Rate
page (`Date Changed,Rate`, a row a change, the latest first, `18 Dec 25,3.75`).
"""

from __future__ import annotations

from pastdue.firm.publishers.published import DatedFigure, Published, cells, day, number


def read(text: str) -> Published | None:
    """The figures of a file of the Bank; None where it is none of the two forms."""
    rows = list(cells(text, ","))
    heads = [n for n, row in enumerate(rows) if [cell.lower() for cell in row[:2]] in _HEADS]
    if not heads:
        return None
    daily = rows[heads[0]][0].lower() == "date"
    figures = sorted(
        (DatedFigure(on, figure) for row in rows[heads[0] + 1 :] if len(row) > 1
         if (on := day(row[0])) and (figure := number(row[1])) is not None),
        key=lambda each: each.day,
    )  # fmt: skip
    until = figures[-1].day if daily and figures else None
    return Published("boe-bank-rate", "Bank of England", tuple(figures), until)


_HEADS = (["date", "iudbedr"], ["date changed", "rate"])
