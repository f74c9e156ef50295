"""How does a table become CSV that a spreadsheet can open without running anything in it?

Comma, quotes where needed, lines ended by a bare newline (RFC 4180 asks for CRLF; every spreadsheet reads both,
and pipes and a Windows text stream want the newline). Write it as UTF-8. Nothing is ever cut.
"""

from __future__ import annotations

import csv
import io
import re

from pastdue.model import Table
from pastdue.reports.formats.cells import plain, spread

# Spreadsheets skip blanks and invisible characters before a formula, and take full-width signs for plain ones.
_FORMULA = re.compile("^(?:[\t\r\n]|[\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\\-@＝＋－＠])")


def guarded(text: str) -> str:
    """`text` with a leading apostrophe where a spreadsheet would read it as a formula, else as it is.

    >>> guarded("=HYPERLINK(1)"), guarded(" +48 22 000"), guarded("Miller & Sons = fine")
    ("'=HYPERLINK(1)", "' +48 22 000", 'Miller & Sons = fine')
    """
    return "'" + text if _FORMULA.match(text) else text


def csv_text(table: Table) -> str:
    """`table` as CSV: a header of keys, then its rows.

    Text that could be a formula is guarded; numbers, amounts and dates are written as such, negative ones too.
    """
    columns, rows = spread(table)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([guarded(column.key) for column in columns])
    writer.writerows([guarded(c) if isinstance(c, str) else plain(c) for c in row] for row in rows)
    return out.getvalue()
