"""The invoices of the big files: believable rows, the same bytes every time, written one by one.

Thirteen columns; five currencies, thousands of customers, a fifth of the invoices paid and a fifth part paid, a few
credit notes; names and projects with commas and quotes in them are quoted. About 126 bytes a row.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

SEED = 20261123
AS_OF = date(2026, 11, 23)
HEADER = "invoice,customer_id,customer,issued,due,currency,total,paid,paid_on,country,customer_type,language,project\n"

_PLACES = (("DE", "EUR", "de"), ("FR", "EUR", "fr"), ("GB", "GBP", "en"), ("PL", "PLN", "pl"), ("US", "USD", "en"),
           ("CH", "CHF", "de"))  # fmt: skip
_NAMES = ("Northgate Logistics", "Müller & Söhne", "Harbour Lane Books", "Zażółć Design", "Pine Street Dental",
          "Café Élysée", "O'Brien Roofing", "Granite Works", "Łódzka Drukarnia", "Blue Plum Outfitters")  # fmt: skip
_FORMS = ("Ltd", "GmbH", "sp. z o.o.", "LLC", "SARL")
_WORK = ("Website relaunch", "Brand guidelines", "Annual report 2025", "Packaging, second batch", "Photography",
         'Poster "Autumn"', "Maintenance", "Translation")  # fmt: skip
_TERMS = (14, 14, 30, 30, 30, 45, 60)


def write_rows(path: Path, count: int) -> int:
    """Write `count` invoices to `path` and return its size in bytes."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(HEADER)
        file.writelines(_lines(count))
    return path.stat().st_size


def _lines(count: int) -> Iterator[str]:
    chance = random.Random(SEED)
    people = [_customer(chance, n) for n in range(max(20, min(5000, count // 20)))]
    days = [(AS_OF - timedelta(days=n)).isoformat() for n in range(-90, 1000)]
    for n in range(count):
        head, tail, currency = people[int(chance.random() * len(people))]
        age = int(chance.random() * 900)
        due = max(0, age - _TERMS[n % len(_TERMS)] + 90)
        cents = 5_000 + int(chance.random() * 2_000_000)
        if n % 50 == 7:
            cents = -cents
        paid, paid_on = _payment(chance.random(), cents, days[age * 2 // 3 + 90])
        work = _WORK[int(chance.random() * len(_WORK))]
        yield (
            f"INV-{n:07},{head},{days[age + 90]},{days[due]},{currency},{cents / 100:.2f},{paid},{paid_on},"
            f"{tail},{_quoted(work)}\n"
        )


def _payment(roll: float, cents: int, on: str) -> tuple[str, str]:
    """The paid amount and its day: empty for three rows in five."""
    if roll > 0.4 or cents < 0:
        return "", ""
    made = cents if roll < 0.2 else int(cents * roll)
    return f"{made / 100:.2f}", on


def _customer(chance: random.Random, n: int) -> tuple[str, str, str]:
    """The middle and the end of a customer's rows, and the currency he is billed in."""
    country, currency, language = chance.choice(_PLACES)
    name = f"{chance.choice(_NAMES)} {n}"
    name += f", {chance.choice(_FORMS)}" if n % 8 == 0 else f" {chance.choice(_FORMS)}"
    kind = "consumer" if n % 10 == 3 else "business"
    return f"C{n:05},{_quoted(name)}", f"{country},{kind},{language}", currency


def _quoted(text: str) -> str:
    if "," in text or '"' in text:
        doubled = text.replace('"', '""')
        return f'"{doubled}"'
    return text
