"""The result of reading a file: counts that add up, and every row that cannot be used."""

from __future__ import annotations

from collections.abc import Iterable

from pastdue.model import Column, Table
from pastdue.model.errors import Problem


def check_table(rows: int, invoices: int, ignored: int, rejected: int) -> Table:
    """The counts as one row; rows are invoices, ignored and rejected ones together."""
    columns = (
        Column("rows", "Rows", int),
        Column("invoices", "Invoices", int),
        Column("ignored", "Ignored", int),
        Column("rejected", "Rejected", int),
    )
    return Table("Check", columns, ((rows, invoices, ignored, rejected),))


def rejected_json(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """Each problem as `file`, `line`, `column`, `cell` (of a workbook), `what`, with the excerpt and the remedy."""
    return [
        {
            "file": p.source.file,
            "line": p.source.line,
            "column": p.column,
            "cell": p.cell,
            "what": str(p.what),
            "excerpt": p.excerpt,
            "remedy": str(p.remedy),
        }
        for p in problems
    ]
