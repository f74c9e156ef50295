"""A firm with letters to post, for the tests of the mail pack: settings, an export, and a run through the program."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from pastdue.firm import read_firm
from pastdue.intake import Dialect, Files
from pastdue.reports.outcome import Outcome
from pastdue.run import Job, send

ON = date(2026, 11, 23)

SETTINGS = """
[creditor]
name = "Studio Nowak"
address = ["ul. Prosta 51", "00-838 Warszawa"]
country = "PL"
language = "en"
[dunning]
policy = "none"
"""

HEADER = "invoice,customer_id,customer,address,postcode,city,country,issued,due,total,currency\n"

LETTERS = (
    ("A-1", "C1", "Zebra sp. z o.o.", "ul. Długa 1", "80-001", "Gdańsk", "PL"),
    ("A-2", "C2", "Alfa sp. z o.o.", "ul. Krótka 2", "00-515", "Warszawa", "PL"),
    ("A-3", "C3", "Müller GmbH", "Hauptstraße 3", "70173", "Stuttgart", "DE"),
    ("A-4", "C4", "Berg AG", "Ring 4", "10115", "Berlin", "DE"),
)


def export(rows: tuple[tuple[str, ...], ...] = LETTERS, due: str = "2026-10-10") -> str:
    """The rows as a CSV, every invoice due on one day: one reminder each as of `ON`."""
    return HEADER + "".join(f"{','.join(row)},2026-09-10,{due},100.00,PLN\n" for row in rows)


def run(folder: Path, settings: str = SETTINGS, invoices: str = "") -> Outcome:
    """A run as of `ON` in `folder`, through the program's own `send`."""
    (folder / "pastdue.toml").write_text(settings, encoding="utf-8")
    (folder / "invoices.csv").write_text(invoices or export(), encoding="utf-8")
    return send(Job(read_firm(None, folder), Files(folder / "invoices.csv"), Dialect(), ON))


def pack(folder: Path) -> Path:
    """The folder of the run's mail pack."""
    return folder / "out" / ON.isoformat() / "print"


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV of ours."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path: Path, rows: list[dict[str, str]], delimiter: str = ",") -> None:
    """The rows as a spreadsheet would save them."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
