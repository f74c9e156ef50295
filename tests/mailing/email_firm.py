"""A firm whose letters go by e-mail, for the tests of drafts and of sending them."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from pathlib import Path

from tests.mailing.mail_firm import ON, run

from pastdue.reports.outcome import Outcome

SETTINGS = """
[creditor]
name = "Studio Żółw, s.c."
address = ["ul. Prosta 51", "00-838 Warszawa"]
country = "PL"
language = "pl"
email = "faktury@example.com"
iban = "PL61109010140000071219812874"
[dunning]
policy = "none"
[reports]
csv_heads = "english"
"""

HEADER = (
    "invoice,customer_id,customer,address,postcode,city,country,language,email,delivery,issued,due,total,currency\n"
)


def row(number: int, delivery: str = "email", language: str = "pl", address: str = "Street 1") -> str:
    """The invoice A-`number` of the customer C`number`, who has an e-mail address."""
    place = f"{address},00-001,Warszawa,PL" if address else ",,,"
    mail = f"c{number}@customer.example"
    return (
        f"A-{number},C{number},Firma {number},{place},{language},{mail},{delivery},2026-09-10,2026-10-10,100.00,PLN\n"
    )


def sent(folder: Path, *rows: str, settings: str = SETTINGS) -> Outcome:
    """A run over the rows."""
    return run(folder, settings, HEADER + "".join(rows))


def drafts(folder: Path) -> dict[str, EmailMessage]:
    """The drafts of the run by their letters' numbers, as the standard library reads them."""
    found = {}
    for path in sorted((folder / "out" / ON.isoformat() / "email").glob("*.eml")):
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        found[path.name[:10]] = message
    return found
