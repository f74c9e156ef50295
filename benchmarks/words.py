"""The words of the letter every contender sets: the same for all of them, a different letter each time.

One page A4 by DIN 5008 B: letterhead, window address, references, three paragraphs, a table of two invoices, a payment
box, a signature. Names, amounts and numbers change from letter to letter, so that nothing is quick by repetition;
every third customer's name needs more than ASCII. Every invoice is part paid, so that the table has the same columns in
all letters. There are no charges, so there is no annex. A letter over debts in
EUR has a payment code, one in GBP has none.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.languages import load_wording
from pastdue.letters.codes.aids import Aids
from pastdue.letters.compose import Composition, compose
from pastdue.model import Creditor, Invoice, Notice, Overdue, Party, Payment, Stage
from pastdue.model.countries import CalendarName
from pastdue.model.letters import Draft, Letter
from pastdue.model.money import Money

SEED = 20261123
ON = date(2026, 11, 23)
PAY_BY = date(2026, 12, 3)

_NAMES = (
    "Northgate Logistics", "Müller & Söhne", "Harbour Lane Books", "Zażółć Design", "Pine Street Dental",
    "Café Élysée", "O'Brien Roofing", "Granite Works", "Łódzka Drukarnia", "Blue Plum Outfitters",
)  # fmt: skip
_STREETS = ("Canal Street", "Station Road", "Mill Lane", "Königsallee", "High Street", "rue du Port")
_TOWNS = ("LEEDS LS1 4AP", "YORK YO1 7HH", "BRISTOL BS1 4ST", "CARDIFF CF10 1EP", "DERBY DE1 2QY")
_WORK = ("Website", "Brand guidelines", "Shop signs", "Annual report", "Packaging", "Photography")


def creditor() -> Creditor:
    """The firm that writes. Its account is one that takes euro, too."""
    address = ("14 Canal Street", "LEEDS", "LS1 4AP")
    party = Party("", "Hart & Doyle Studio Ltd", address, "GB", "en", email="office@example.com")
    return Creditor(
        party, city="Leeds", tax_id="GB 123 4567 89", website="www.example.com", iban="GB29NWBK60161331926819",
        bic="NWBKGB2L", bank="Example Bank plc", payee="Hart & Doyle Studio Ltd", signatory="Anna Doyle",
        role="Accounts",
    )  # fmt: skip


def drafts(count: int, currency: str = "GBP") -> Iterator[Draft]:
    """`count` drafts over debts in `currency`, the same ones every time, made one by one."""
    chance = random.Random(SEED)
    for n in range(count):
        name = f"{_NAMES[n % len(_NAMES)]} {chance.choice(('Ltd', 'GmbH', 'sp. z o.o.', '& Co.'))}"
        street = f"{chance.randint(1, 199)} {chance.choice(_STREETS)}"
        customer = Party(f"C-{n:05}", name, (street, chance.choice(_TOWNS)), "GB")
        notices = tuple(_notice(chance, customer, f"2026-{n:05}-{k}", currency) for k in range(2))
        yield Draft(f"L-{n:06}", ON, Stage.SECOND_NOTICE, "en", notices)


class Composer:
    """Chooses the words of drafts; what is read from files is read once, here."""

    def __init__(self) -> None:
        self._with = Composition(creditor(), {"en": load_wording(Catalog(), "en")}, aids=Aids(codes=True))

    def letter(self, draft: Draft) -> Letter:
        """The words of `draft`, cut to three paragraphs so that they fill one page in every contender's hands."""
        whole = compose(draft, self._with)
        return replace(whole, opening=whole.opening[:1], closing=whole.closing[:2])


def _notice(chance: random.Random, customer: Party, number: str, currency: str) -> Notice:
    days = chance.randint(61, 88)
    due = ON - timedelta(days=days)
    total = Money(Decimal(chance.randint(10_000, 900_000)) / 100, currency)
    paid = (Payment(Money(Decimal(5000) / 100, currency), due + timedelta(days=9)),)
    invoice = Invoice(number, customer, due - timedelta(days=30), due, total, paid, project=chance.choice(_WORK))
    return Notice(Overdue(invoice, ON, due, days, days * 5 // 7, CalendarName("GB")), Stage.SECOND_NOTICE, PAY_BY)
