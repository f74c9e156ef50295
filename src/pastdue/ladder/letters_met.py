"""Letters that were met: the payments on all the invoices of a letter reach the sum it asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from pastdue.book import Measured
from pastdue.ladder.paid import Settlement
from pastdue.ladder.rules import NoticeHistory
from pastdue.model import Issued, Overdue, Whose
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of


def letters_met(measured: Measured, history: NoticeHistory) -> dict[str, Settlement]:
    """By invoice, the oldest letter that was met by its day to pay by; else the latest that was met by payments
    without a date.

    A letter is met where dated payments on its invoices after its own day, up to and including its day to pay by and
    no later than the measured day, reach its total, with what came in on the customer's account in that time; or where
    all dated ones reach the invoices and the charges it named, less the credits it deducted. It is not where more is
    open on its invoices now than those credits make up for. Letters with an invoice that is not in the book, or whose
    total is not known, are left out: each of their invoices is judged alone. Money on account that meets a letter meets
    no other one about other invoices: it is for the letter of just its sum, else for the oldest.
    """
    found: dict[str, Settlement] = {}
    undated: dict[str, Settlement] = {}
    for letter, on in sorted(_met(_letters(measured, history)), key=lambda met: met[0].order):
        for notice in letter.notices:
            assert notice.charged is not None
            if on is not None:
                found.setdefault(notice.invoice, Settlement(on, notice, notice.charged))
            else:
                undated[notice.invoice] = Settlement(None, notice, notice.charged)
    return {**undated, **found}


def _met(letters: Iterable[_Letter]) -> Iterator[tuple[_Letter, date | None]]:
    """Those of the letters, the oldest first, that were met, each with the day; None where payments without one did."""
    used: dict[Whose, list[_Used]] = defaultdict(list)
    for known in sorted(letters, key=lambda letter: not letter.is_just_what_came_in):
        before = used[known.whose]
        letter = known.without(before)
        on = letter.met_on()
        if letter.still_stands and (on is not None or letter.undated):
            before.append(letter.used(before))
            yield letter, on


class _Used(NamedTuple):
    """The money on account that met a letter about these invoices, sum by sum."""

    invoices: frozenset[str]
    amounts: tuple[Money, ...]


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter over invoices that are all in the book; `on_account` is what its customer paid on account."""

    notices: tuple[Issued, ...]
    overdues: tuple[Overdue, ...]
    asked: Money
    on_account: tuple[tuple[date, Money], ...]
    whose: Whose

    @property
    def currency(self) -> str:
        return self.asked.currency

    @property
    def order(self) -> tuple[date, str]:
        """Its place among the letters, the oldest first."""
        return self.notices[0].on, self.notices[0].letter

    @property
    def invoices(self) -> frozenset[str]:
        """The numbers of its invoices."""
        return frozenset(notice.invoice for notice in self.notices)

    @property
    def is_just_what_came_in(self) -> bool:
        """True when a sum on account is just what it asked for, and came in in time."""
        return any(amount == self.asked and self._in_time(on) for on, amount in self.on_account)

    def without(self, used: Iterable[_Used]) -> _Letter:
        """The letter without the money on account that met letters about other invoices."""
        others = [one.amounts for one in used if not one.invoices & self.invoices]
        left = (
            (on, amount - sum_of((amounts[n] for amounts in others), self.currency))
            for n, (on, amount) in enumerate(self.on_account)
        )
        return replace(self, on_account=tuple(left)) if others else self

    def used(self, before: Iterable[_Used]) -> _Used:
        """The money on account that it takes to meet the letter, the oldest first, beside what was used `before` for
        letters about its invoices."""
        left, none, amounts = self._beyond_credits, Money.zero(self.currency), list[Money]()
        own = [one.amounts for one in before if one.invoices & self.invoices]
        for n, (on, amount) in enumerate(self.on_account):
            part = max(none, min(left, amount)) if self._in_time(on) else none
            left -= part
            amounts.append(max(none, part - sum_of((each[n] for each in own), self.currency)))
        return _Used(self.invoices, tuple(amounts))

    @property
    def named(self) -> Money:
        """The charges it named."""
        return sum_of((notice.charged for notice in self.notices if notice.charged is not None), self.currency)

    @property
    def deducted(self) -> Money:
        """The credits it deducted."""
        return sum_of((notice.total for notice in self.notices), self.currency) - self.asked

    @property
    def still_stands(self) -> bool:
        """True when the amount open on its invoices now is at most what those credits and money on account cover."""
        came_in = sum_of((amount for on, amount in self.on_account if self._in_time(on)), self.currency)
        return self._beyond_credits <= came_in

    @property
    def _beyond_credits(self) -> Money:
        """The amount open on its invoices now with the charges it named, beyond the credits it deducted."""
        return sum_of((overdue.open for overdue in self.overdues), self.currency) + self.named - self.deducted

    @property
    def undated(self) -> bool:
        """True when some payment on its invoices has no day."""
        return any(payment.on is None for overdue in self.overdues for payment in overdue.invoice.payments)

    def met_on(self) -> date | None:
        """The day of the last of the payments that met it in time; None where they did not."""
        paid = [
            (payment.on, payment.amount)
            for overdue in self.overdues for payment in overdue.invoice.payments
            if payment.on is not None and payment.on <= self._last
        ]  # fmt: skip
        account = [(on, amount) for on, amount in self.on_account if self._in_time(on)]
        since = sum_of((amount for on, amount in [*paid, *account] if self._in_time(on)), self.currency)
        whole = sum_of((amount for _, amount in [*paid, *account]), self.currency)
        billed = sum_of((overdue.invoice.total for overdue in self.overdues), self.currency)
        if since < self.asked and whole < billed + self.named - self.deducted:
            return None
        return max((on for on, amount in [*paid, *account] if amount.amount > 0), default=None)

    @property
    def _last(self) -> date:
        return min(self.notices[0].pay_by, self.overdues[0].as_of)

    def _in_time(self, on: date) -> bool:
        return self.notices[0].on < on <= self._last


def _letters(measured: Measured, history: NoticeHistory) -> list[_Letter]:
    """The letters, oldest first, whose total is known and whose invoices are all in the book."""
    known = [(number, own) for number, own in history.letters().items() if all(n.asked for n in own)]
    rows = measured.rows_of(notice.invoice for _, own in known for notice in own)
    accounts = _accounts(measured)
    found = []
    for _, own in known:
        if all(notice.invoice in rows for notice in own):
            overdues = tuple(measured.overdue(rows[notice.invoice]) for notice in own)
            customer = own[0].customer_id or overdues[0].invoice.customer.id
            asked = own[0].asked
            assert asked is not None
            whose = Whose(customer, asked.currency)
            letter = _Letter(tuple(own), overdues, asked, tuple(accounts.get(whose, ())), whose)
            known_whole = all(notice.charged is not None for notice in own) and _of_one(letter, customer)
            if known_whole and letter.deducted.amount >= 0:
                found.append(letter)
    return sorted(found, key=lambda letter: letter.order)


def _of_one(letter: _Letter, customer: str) -> bool:
    """True when all its invoices are still those of the customer it was written to, in its currency."""
    return all(one.invoice.whose == (customer, letter.currency) for one in letter.overdues)


def _accounts(measured: Measured) -> Mapping[Whose, list[tuple[date, Money]]]:
    """The dated money on account, by customer and currency."""
    found: dict[Whose, list[tuple[date, Money]]] = defaultdict(list)
    for one in measured.on_account:
        if one.payment.on is not None:
            found[one.whose].append((one.payment.on, one.payment.amount))
    return found
