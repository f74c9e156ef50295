"""The transfer that a payment code orders, and the reasons for printing no code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from pastdue.model.money import Money

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class NoCode(StrEnum):
    """Why a letter carries no payment code."""

    CURRENCY = "there is a code for EUR and PLN only"
    ACCOUNT = "the account is not one the code can name"
    NOT_SWISS = "the account is not in Switzerland or Liechtenstein"
    BIC = "an account outside the European Economic Area needs its BIC"
    AMOUNT = "the amount is too small or too large for the code"
    NAME = "the payee's name has no character the code may hold"
    REFERENCE = "the reference is too long for the code or has a character it may not hold"
    ADDRESS = "the payee's address does not end with a postcode and a town"
    SIZE = "the code would be larger than its standard allows"
    SPLIT_PAYMENT = "the code cannot order a split payment"


@dataclass(frozen=True, slots=True)
class Transfer:
    """One payment: to whom, how much, and what to quote.

    `reference` is quoted as it is printed; where it is `structured` it is an ISO 11649 reference, whose groups of
    four are for the eye alone. `tax_id` is the payee's as the settings have it, `split` marks a split payment.
    """

    payee: str
    iban: str
    amount: Money
    reference: str
    bic: str = ""
    structured: bool = False
    tax_id: str = ""
    split: bool = False

    @property
    def country(self) -> str:
        """The country that keeps the account; empty where there is no IBAN."""
        return self.account[:2]

    @property
    def account(self) -> str:
        """The IBAN as machines write it."""
        return compact(self.iban)


def compact(text: str) -> str:
    """`text` in capitals, without any space.

    >>> compact("de89 3704 0044\\xa00532 0130 00")
    'DE89370400440532013000'
    """
    return "".join(text.split()).upper()


def steers(text: str) -> bool:
    """True when `text` has a line break or another control character, which would end a field of a code early.

    >>> steers("RE-1\\nEUR1.00"), steers("RE-1")
    (True, False)
    """
    return _UNSEEN.search(text) is not None
