"""The parties: who is owed, who owes, and who has not answered a message."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from pastdue.model.choices import Delivery
from pastdue.model.errors.problems import Source


class CustomerKind(StrEnum):
    """The customer's kind in law."""

    BUSINESS = "business"
    CONSUMER = "consumer"
    SOLE_TRADER = "sole_trader"
    PUBLIC = "public"


class Whose(NamedTuple):
    """A customer, by id, in one currency: what is owed in another one is an account of its own."""

    customer_id: str
    currency: str


_PERSONS = {
    "": re.compile(r"[A-Z]{6}\d\d[A-Z]\d\d[A-Z]\d{3}[A-Z]|\d{8}[A-Z]|[XYZ]\d{7}[A-Z]"),
    "PL": re.compile(r"\d{11}"),
    "US": re.compile(r"\d{3}-\d\d-\d{4}"),
}
"""By country, "" for any, the shapes of numbers that private persons have as well: an Italian codice fiscale, a Spanish
DNI or NIE; a Polish PESEL; a social security number."""
_FEWEST_DIGITS = 6


def is_traders(number: str, country: str) -> bool:
    """True when a tax number of `country` proves that who has it trades: it has six digits or more, and is none that a
    private person may have.

    >>> is_traders("NIP 774-000-14-54", "PL"), is_traders("44051401359", "PL"), is_traders("RSSMRA80A01H501U", "IT")
    (True, False, False)
    >>> is_traders("B58378431", "ES"), is_traders("12345678Z", "ES"), is_traders("brak", "PL"), is_traders("", "PL")
    (True, False, False, False)
    """
    if sum(map(str.isdigit, number)) < _FEWEST_DIGITS:
        return False
    bare = re.sub(r"[\W_]", "", number.upper())
    shapes = [(_PERSONS[""], bare.removeprefix("ES")), (_PERSONS.get(country), number.strip())]
    return not any(shape and shape.fullmatch(text) for shape, text in shapes)


@dataclass(frozen=True, slots=True)
class Party:
    """Someone with a name and an address. `address` holds the lines under the name, ready for an envelope,
    without the country; empty when there is none. `country` is ISO 3166 alpha-2, or empty when unknown."""

    id: str
    name: str
    address: tuple[str, ...] = ()
    country: str = ""
    language: str = ""
    kind: CustomerKind = CustomerKind.BUSINESS
    email: str = ""
    phone: str = ""
    tax_id: str = ""
    delivery: Delivery | None = None
    """The way its letters are to go, where a file says so."""
    kind_said: bool = True
    """True when the file says what kind of customer it is; where it does not, `kind` is business by assumption."""

    @property
    def kind_known(self) -> bool:
        """True when the kind is said, or a tax number proves that the customer trades."""
        return self.kind_said or is_traders(self.tax_id, self.country)


@dataclass(frozen=True, slots=True)
class Route:
    """The way one letter goes: on paper, and by e-mail to the addresses in `email`, in at least one of the two ways."""

    post: bool = True
    email: tuple[str, ...] = ()

    @property
    def delivery(self) -> Delivery:
        """The delivery as one word: post, email or both."""
        if not self.email:
            return Delivery.POST
        return Delivery.BOTH if self.post else Delivery.EMAIL


BY_POST = Route()


class CustomersAre(StrEnum):
    """The kind of customers whose kind no file says: unknown, or businesses where the firm says so."""

    UNKNOWN = "unknown"
    BUSINESS = "business"


@dataclass(frozen=True, slots=True)
class Creditor:
    """The firm that is owed: the party, its accounts, and the name that signs."""

    party: Party
    subdivision: str = ""
    city: str = ""
    tax_id: str = ""
    website: str = ""
    iban: str = ""
    bic: str = ""
    bank: str = ""
    account: Mapping[str, str] = field(default_factory=dict)
    payee: str = ""
    signatory: str = ""
    role: str = ""
    register: str = ""
    """The company's register details, for the page foot."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A message that has no answer: a row of a follow-up list. `kind` names the cadence by which it is followed up,
    `last_message` is the day of the last message that was sent."""

    to: Party
    kind: str
    last_message: date
    project: str = ""
    source: Source = Source("", 0)
