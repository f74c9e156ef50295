"""Rejected rows as CSV files: in their own columns, with the reason for each, to be corrected and read again."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from pastdue.intake.export.findings import Rejected
from pastdue.intake.export.headers import normal
from pastdue.intake.intake import Intake
from pastdue.model.formulas import PROBLEM, REASON, guarded_reversibly

REJECTED = ("rejected.csv", "rejected-payments.csv", "rejected-contacts.csv", "rejected-holds.csv")
"""Every name that the rejected rows of a file can go by."""


def rejected_files(intake: Intake) -> dict[str, str]:
    """The rejected rows as CSV text by file name: `rejected.csv` for those of the invoices, of all parts together,
    `rejected-payments.csv` for those of the payments file, and so on; a file without any is left out.

    The file's own delimiter, its header and a last column `reason`; in holds, which have a reason, `problem`. A row
    with too few or too many fields keeps that fault until it is corrected. A row whose customer is named by a heading
    comes under that heading. Text a spreadsheet would run as a formula gets an apostrophe in front, which reading takes
    away again.
    """
    files = {file: f"rejected-{lists}.csv" for file, lists in intake.beside.items()}
    named: dict[str, list[Rejected]] = {name: [] for name in (REJECTED[0], *files.values())}
    for record in intake.rejected_records:
        named[REJECTED[0] if intake.is_own(record.source) else files[record.source.file]].append(record)
    last = {REJECTED[-1]: PROBLEM}
    return {name: _csv(records, last.get(name, REASON)) for name, records in named.items() if records}


def _csv(records: Sequence[Rejected], last: str) -> str:
    """The header, the records and a column `last`; one that the file already ends with is replaced, not repeated."""
    header = records[0].header
    again = normal(header[-1]) == last
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=records[0].delimiter, lineterminator="\r\n")
    writer.writerow([*map(guarded_reversibly, header[: len(header) - again]), last])
    heading: tuple[str, ...] = ()
    for record in records:
        if record.heading != heading:
            heading = record.heading
            spare = len(header) - again - len(heading)
            writer.writerow([*map(guarded_reversibly, heading[: spare or None]), *[""] * spare, ""])
        whole = len(record.fields) == len(header)
        fields = record.fields[:-1] if again and whole else record.fields
        writer.writerow([*map(guarded_reversibly, fields), guarded_reversibly(record.reason)])
    return out.getvalue()
