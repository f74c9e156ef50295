"""Tables as CSV that a spreadsheet opens without running anything in it.

Comma, quotes where needed, lines ended by a bare newline (RFC 4180 asks for CRLF; every spreadsheet reads both,
and pipes and a Windows text stream want the newline). Write it as UTF-8. Nothing is ever cut.
"""

from __future__ import annotations

import csv
import io

from pastdue.model import Table
from pastdue.model.formulas import guarded
from pastdue.reports.formats.cells import plain, spread
from pastdue.reports.formats.heads import BY_KEY, FileHeads

SPREADSHEET_MARK = "\ufeff"
"""Tells a spreadsheet that a CSV is UTF-8."""


def csv_file(table: Table, heads: FileHeads) -> str:
    """`table` as the text of a file to be opened in a spreadsheet, its columns called as `heads` has them."""
    return SPREADSHEET_MARK + csv_text(table, heads)


def csv_text(table: Table, heads: FileHeads = BY_KEY) -> str:
    """`table` as CSV: a header, of keys where nothing else is asked for, then its rows.

    Text that could be a formula is guarded; numbers, amounts and dates are written as such, negative ones too.
    """
    columns, rows = spread(table)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([guarded(heads.of(column)) for column in columns])
    writer.writerows([guarded(c) if isinstance(c, str) else plain(c) for c in row] for row in rows)
    return out.getvalue()
