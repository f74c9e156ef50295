"""The least that customers are written to about: for all of a customer's letters of a day, and for each letter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pastdue.model import Skip, Why
from pastdue.model.letters import PlannedLetter
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of

Balances = Mapping[tuple[str, str], Money]
"""The balances of customers by id and currency: everything owed, late or not, less credits."""


@dataclass(frozen=True, slots=True)
class Limit:
    """The least that something may ask for: an amount for each currency, and a share in percent of the account."""

    amounts: Mapping[str, Money] = field(default_factory=dict)
    percent: Decimal | None = None

    def missed_by(self, asked: Money, balance: Money | None) -> str:
        """Why `asked` is too little, for a customer who owes `balance` in all; "" where it is enough.

        The limit itself is enough. A share of an account that stands at nothing or less is always reached.
        """
        least = self.amounts.get(asked.currency)
        if least is not None and asked < least:
            return f"{asked:,} is below {least:,}"
        if self.percent is None or balance is None or balance.amount <= 0:
            return ""
        if asked.amount * 100 < balance.amount * self.percent:
            return f"{asked:,} is below {self.percent} % of the {balance:,} on the account"
        return ""


@dataclass(frozen=True, slots=True)
class Least:
    """The limits under which nobody is written to: of what a day's letters ask of a customer, and of each letter."""

    account: Limit = field(default_factory=Limit)
    letter: Limit = field(default_factory=Limit)

    @property
    def asks_for_balances(self) -> bool:
        """Whether a share counts, so that what customers owe in all has to be known."""
        return self.account.percent is not None or self.letter.percent is not None


def worth_posting(
    letters: Iterable[PlannedLetter], least: Limit, balances: Balances
) -> tuple[tuple[PlannedLetter, ...], list[Skip]]:
    """The letters that ask for enough, credits deducted and charges apart, and a skip for each invoice of the others.

    A letter over charges alone is measured by these.
    """
    kept: list[PlannedLetter] = []
    left: list[Skip] = []
    for letter in letters:
        customer = letter.customer.id
        why = least.missed_by(_asked(letter), balances.get((customer, letter.currency)))
        if not why:
            kept.append(letter)
            continue
        numbers = (notice.invoice.number for notice in letter.notices)
        left += [Skip(number, customer, Why.BELOW_MINIMUM, None, f"the letter's {why}") for number in numbers]
    return tuple(kept), left


def _asked(letter: PlannedLetter) -> Money:
    if all(notice.only_charges for notice in letter.notices):
        return letter.total
    return letter.total - sum_of((notice.charged for notice in letter.notices), letter.currency)
