"""The smallest amounts that customers are written to about: for all letters of a day, and for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from pastdue.model import Skip, Whose, Why
from pastdue.model.messages import Message
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of

if TYPE_CHECKING:
    from pastdue.model.letters import PlannedLetter

Balances = Mapping[Whose, Money]
"""The balances of customers: everything owed, late or not, less credits."""


@dataclass(frozen=True, slots=True)
class Limit:
    """The least that something may ask for: an amount for each currency, and a share in percent of the account."""

    amounts: Mapping[str, Money] = field(default_factory=dict)
    percent: Decimal | None = None

    def missed_by(self, asked: Money, balance: Money | None) -> Message | None:
        """Why `asked` is too little, for a customer who owes `balance` in all; None where it is enough.

        The limit itself is enough. A share of an account that stands at nothing or less is always reached.
        """
        least = self.amounts.get(asked.currency)
        if least is not None and asked < least:
            return Message.of("below_amount", asked=asked, least=least)
        if self.percent is None or balance is None or balance.amount <= 0:
            return None
        if asked.amount * 100 < balance.amount * self.percent:
            return Message.of("below_share", asked=asked, percent=self.percent, balance=balance)
        return None


@dataclass(frozen=True, slots=True)
class Least:
    """The sums under which no letter goes out: of all a day's letters to a customer, and of each letter."""

    account: Limit = field(default_factory=Limit)
    letter: Limit = field(default_factory=Limit)

    @property
    def asks_for_balances(self) -> bool:
        """True when a share counts, so that what customers owe in all has to be known."""
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
        why = least.missed_by(_asked(letter), balances.get(letter.whose))
        if not why:
            kept.append(letter)
            continue
        detail = Message.of("letters_sum", why=why)
        left += [Skip(n.invoice.number, customer, Why.BELOW_MINIMUM, None, detail) for n in letter.notices]
    return tuple(kept), left


def _asked(letter: PlannedLetter) -> Money:
    if all(notice.only_charges for notice in letter.notices):
        return letter.total
    return letter.total - sum_of((notice.charged for notice in letter.notices), letter.currency)
