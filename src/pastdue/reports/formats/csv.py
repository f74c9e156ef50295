"""Tables as CSV that a spreadsheet opens without running anything in it.

Comma, quotes where needed, lines ended by a bare newline (RFC 4180 asks for CRLF; every spreadsheet reads both,
and pipes and a Windows text stream want the newline). Write it as UTF-8. Nothing is ever cut.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from pastdue.model import Table
from pastdue.model.formulas import guarded
from pastdue.reports.formats.cells import plain, spread
from pastdue.reports.formats.heads import BY_KEY, FileHeads

SPREADSHEET_MARK = "\ufeff"
"""Tells a spreadsheet that a CSV is UTF-8."""
_PIECE = 1 << 16
"""About so many characters are one piece of a file."""


def csv_file(table: Table, heads: FileHeads) -> str:
    """`table` as the text of a file to be opened in a spreadsheet, its columns called as `heads` has them."""
    return "".join(csv_pieces(table, heads))


def csv_pieces(table: Table, heads: FileHeads) -> Iterator[str]:
    """The same text piece by piece, so that a table of a million rows is never held as a whole."""
    yield SPREADSHEET_MARK
    yield from _lines(table, heads)


def csv_text(table: Table, heads: FileHeads = BY_KEY) -> str:
    """`table` as CSV: a header, of keys where nothing else is asked for, then its rows.

    Text that could be a formula is guarded; numbers, amounts and dates are written as such, negative ones too.
    """
    return "".join(_lines(table, heads))


def _lines(table: Table, heads: FileHeads) -> Iterator[str]:
    columns, rows = spread(table)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([guarded(heads.of(column)) for column in columns])
    for row in rows:
        writer.writerow([guarded(cell) if isinstance(cell, str) else plain(cell) for cell in row])
        if out.tell() > _PIECE:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()
