"""How do rejected rows get back to the user? As a CSV in their own columns, with the reason, ready to mend."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from pastdue.errors import OutputError
from pastdue.intake.columns import normal
from pastdue.intake.findings import Rejected
from pastdue.intake.guard import REASON, guarded
from pastdue.intake.reading import Intake


def write_rejected(intake: Intake, path: Path) -> None:
    """Write the rejected rows of the invoices file to `path`, and those of the payments file beside it, as
    `<name>-payments.csv`; nothing for a file without any.

    UTF-8, the file's own delimiter, its header and a last column `reason`. A row with too few or too many fields
    keeps that fault until it is mended. Text a spreadsheet would run as a formula gets an apostrophe in front,
    which reading takes away again. Raises OutputError when it cannot be written.
    """
    invoices = [record for record in intake.rejected_records if record.source.file == intake.book.file]
    payments = [record for record in intake.rejected_records if record.source.file != intake.book.file]
    for records, target in ((invoices, path), (payments, path.with_stem(f"{path.stem}-payments"))):
        if records:
            try:
                target.write_text(_csv(records), encoding="utf-8", newline="")
            except OSError as error:
                raise OutputError(f"{target}: cannot be written: {error.strerror}") from None


def _csv(records: Sequence[Rejected]) -> str:
    """The header and the records; a `reason` that the file already ends with is replaced, not repeated."""
    header = records[0].header
    again = normal(header[-1]) == REASON
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=records[0].delimiter, lineterminator="\r\n")
    writer.writerow([*header[: len(header) - again], REASON])
    for record in records:
        whole = len(record.fields) == len(header)
        fields = record.fields[:-1] if again and whole else record.fields
        writer.writerow([*map(guarded, fields), guarded(record.reason)])
    return out.getvalue()
