"""The firm of the monthly job: a settings file and a CSV of overdue invoices, a customer with address for each."""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from pathlib import Path

SEED = 20261123
AS_OF = date(2026, 11, 23)
FILE = "invoices.csv"
HEADER = ("invoice", "customer_id", "customer", "issued", "due", "currency", "total", "paid", "paid_on", "address1",
          "postcode", "city", "country", "language", "project")  # fmt: skip

SETTINGS = """\
[creditor]
name = "Hart & Doyle Studio Ltd"
address = ["14 Canal Street", "LEEDS", "LS1 4AP"]
country = "GB"
city = "Leeds"
language = "en"
email = "office@example.com"
phone = "+44 113 496 0000"
iban = "GB29NWBK60161331926819"
bic = "NWBKGB2L"
signatory = "Anna Doyle"
role = "Accounts"

[dunning]
policy = "uk-contract-8"

[letters]
layout = "din-b"
"""

_NAMES = ("Northgate Logistics", "Müller & Söhne", "Harbour Lane Books", "Zażółć Design", "Café Élysée, rue du Port",
          "O'Brien Roofing", "Granite Works", "Blue Plum Outfitters")  # fmt: skip


def write_firm(folder: Path, letters: int) -> None:
    """Put pastdue.toml and an invoices file into `folder`: each row falls due for exactly one letter."""
    (folder / "pastdue.toml").write_text(SETTINGS, encoding="utf-8")
    chance = random.Random(SEED)
    with (folder / FILE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(_row(chance, n) for n in range(letters))


def _row(chance: random.Random, n: int) -> tuple[str, ...]:
    due = AS_OF - timedelta(days=chance.randint(35, 115))
    cents = chance.randint(10_000, 900_000)
    paid = ("50.00", (due + timedelta(days=9)).isoformat()) if n % 4 == 0 else ("", "")
    name = f"{_NAMES[n % len(_NAMES)]} {n}"
    return (
        f"INV-{n:06}", f"C{n:06}", name, (due - timedelta(days=30)).isoformat(), due.isoformat(), "GBP",
        f"{cents / 100:.2f}", *paid, f"{1 + n % 180} Station Road", f"LS{1 + n % 28} 4AP", "Leeds", "GB", "en",
        "Website",
    )  # fmt: skip
