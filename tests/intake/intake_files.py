"""A small invoices file for tests: one good row, and whatever a test changes in it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from pastdue.intake import Dialect, Files, Intake, read, rejected_files

FIRM = """\
[creditor]
name = "Firm"
address = ["Street 1", "10115 Berlin"]
country = "DE"
iban = "DE89370400440532013000"
[dunning]
policy = "none"
"""
"""The settings of a firm that charges nothing."""

GOOD = {
    "invoice": "INV-1", "customer_id": "C-1", "customer": "Ada Ltd", "issued": "2026-01-05", "currency": "EUR",
    "due": "2026-02-04", "total": "100.00",
}  # fmt: skip


def rows_of(*changes: dict[str, str]) -> list[dict[str, str]]:
    """One row for each of `changes`, numbered INV-1, INV-2, ... where the change does not say otherwise."""
    return [GOOD | {"invoice": f"INV-{number}"} | change for number, change in enumerate(changes, 1)]


def write_csv(path: Path, rows: list[dict[str, str]], delimiter: str = ",") -> Path:
    """A CSV of `rows` under every column that any of them has."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="", delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8", newline="")
    return path


def taken(folder: Path, *changes: dict[str, str], payments: str = "", **options: object) -> Intake:
    """The result of reading such a file."""
    invoices = write_csv(folder / "invoices.csv", rows_of(*changes))
    if payments:
        (folder / "payments.csv").write_text(payments, encoding="utf-8")
    files = Files(invoices, folder / "payments.csv" if payments else None)
    return read(files, Dialect(**options))  # type: ignore[arg-type]


def write_rejected(intake: Intake, path: Path) -> None:
    """The rejected rows in `path`, those of the files beside it in files beside `path`."""
    for name, text in rejected_files(intake).items():
        target = path.with_stem(path.stem + name.removeprefix("rejected").removesuffix(".csv"))
        target.write_text(text, encoding="utf-8", newline="")
