"""The parties: who is owed, who owes, and who has not answered a message."""

from __future__ import annotations

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
        return self.kind_said or bool(self.tax_id)


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
