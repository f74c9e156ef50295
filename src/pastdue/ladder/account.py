"""Customer accounts: letters that were met, payments that settled charges, and credits deducted from late invoices.

A letter is met as a whole: its total, less the credits it deducted, against the payments on all its invoices. A surplus
is a credit. Credits go to the invoice they name, else to late invoices, the oldest first, each used once and in the
order of their days; so neither the order of rows nor that of files changes an amount.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from pastdue.book import Measured
from pastdue.ladder.letters_met import letters_met
from pastdue.ladder.paid import Settlement, charges_so_far, left_of_charges, surplus
from pastdue.ladder.rules import ChargesFor, NoticeHistory
from pastdue.model import Credit, Issued, OnAccount, Overdue, Payment, Whose
from pastdue.model.errors.left_out import CannotCharge
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of

Questioned = Callable[[Overdue, tuple[Issued, ...]], bool]
"""True for an invoice, with the notices it had, that a person must look at before anything is asked for it."""


@dataclass(frozen=True, slots=True)
class CustomerAccounts:
    """The settlements of all customers on a day, by payments and by credits.

    `met` says by invoice which letter was met, where that was one letter over several invoices or with credits; `laid`
    which credits were laid on an invoice; `credits` all there are; `for_charges` the part of an overpayment or a credit
    that paid charges instead, in minor units by number; `used` the part of a credit laid on invoices, by its number;
    `left` the money on account that remains.
    """

    met: Mapping[str, Settlement] = field(default_factory=dict)
    credits: Mapping[Whose, tuple[Credit, ...]] = field(default_factory=dict)
    laid: Mapping[str, tuple[Credit, ...]] = field(default_factory=dict)
    for_charges: Mapping[str, int] = field(default_factory=dict)
    used: Mapping[str, Money] = field(default_factory=dict)
    left: tuple[OnAccount, ...] = ()

    def settlement(self, number: str) -> Settlement | None:
        """The letter that was met with the invoice, judged as a letter; None where none was."""
        return self.met.get(number)

    def laid_on(self, number: str, currency: str) -> Money:
        """The sum of the credits laid on the invoice."""
        return sum_of((credit.amount for credit in self.laid.get(number, ())), currency)

    def credited(self, overdue: Overdue) -> Overdue:
        """The invoice with its credits as payments of their own days, as charges see it."""
        laid = self.laid.get(overdue.invoice.number, ())
        if not laid:
            return overdue
        more = tuple(Payment(credit.amount, credit.on, credit.number) for credit in laid)
        return replace(overdue, invoice=replace(overdue.invoice, payments=(*overdue.invoice.payments, *more)))

    def standing(self, measured: Measured) -> Measured:
        """`measured` with what customers owe on the invoices: what paid charges is no credit any more."""
        if not self.for_charges and self.left == measured.on_account:
            return measured
        return measured.settled(self.for_charges, self.left)


@dataclass(slots=True)
class _Target:
    """An invoice that credits may be laid on: its open amount, and the charges they may pay beyond that."""

    number: str
    order: tuple[object, ...]
    open: Money
    charges: Money
    late: bool
    laid: list[Credit] = field(default_factory=list)

    def take(self, at_most: Money) -> tuple[Money, Money]:
        """The part of `at_most` that is owed: first the part that pays the invoice, then the part that pays its
        charges."""
        principal = min(at_most, self.open)
        charges = min(at_most - principal, self.charges)
        self.open, self.charges = self.open - principal, self.charges - charges
        return principal, charges


def account_of(
    measured: Measured, history: NoticeHistory, charges_for: ChargesFor, questioned: Questioned, collects: bool = False
) -> CustomerAccounts:
    """The settlements by payments and credits on the measured day. Credits go to what is `questioned` last, as to what
    is held. With `collects`, charges that are left of paid invoices are collected, so that credits pay them too."""
    met = letters_met(measured, history)
    books = _Books(measured, history, charges_for, met, questioned, collects)
    credits_, for_charges = books.credits()
    laid: dict[str, tuple[Credit, ...]] = {}
    left = list(measured.on_account)
    debts = measured.debts({whose.customer_id for whose in credits_})
    for whose, own in credits_.items():
        targets = books.targets(debts.get(whose, ()))
        for credit, charges in _laid(own, targets):
            at = next((n for n, one in enumerate(left) if _is(one, credit)), None)
            if at is None:
                for_charges[credit.number] = for_charges.get(credit.number, 0) + charges.minor
            else:
                left[at] = _less(left[at], charges)
        laid |= {target.number: tuple(target.laid) for target in targets if target.laid}
    return CustomerAccounts(
        met, credits_, laid, for_charges, _used(laid.values()), tuple(one for one in left if one.payment.amount)
    )


def _used(laid: Iterable[tuple[Credit, ...]]) -> dict[str, Money]:
    """The amount of each credit that was laid on invoices, by the credit's number; money on account apart."""
    found: dict[str, Money] = {}
    for credit in (credit for own in laid for credit in own if not credit.account):
        found[credit.number] = found.get(credit.number, Money.zero(credit.amount.currency)) + credit.amount
    return found


def _is(one: OnAccount, credit: Credit) -> bool:
    """True when the credit is this money on account, nothing of which has paid charges yet."""
    return credit.account and (one.customer_id, one.label, one.payment.on, one.payment.amount, one.charges) == (
        credit.customer_id, credit.number, credit.on, credit.amount, None,
    )  # fmt: skip


def _less(one: OnAccount, charges: Money) -> OnAccount:
    return replace(one, payment=replace(one.payment, amount=one.payment.amount - charges), charges=charges)


@dataclass(slots=True)
class _Share:
    """A credit that is being laid on invoices: what is left of it, and the part that paid charges."""

    credit: Credit
    left: Money
    charges: Money

    @classmethod
    def of(cls, credit: Credit) -> _Share:
        return cls(credit, credit.amount, Money.zero(credit.amount.currency))

    def lay_on(self, targets: Iterable[_Target]) -> None:
        """Lay the credit on the targets in their order, as far as it goes."""
        for target in targets:
            principal, charges = target.take(self.left)
            if principal or charges:
                target.laid.append(replace(self.credit, amount=principal + charges))
                self.left, self.charges = self.left - principal - charges, self.charges + charges


def _laid(own: Sequence[Credit], targets: Sequence[_Target]) -> Iterator[tuple[Credit, Money]]:
    """Lays the credits `own` on the targets, and yields each with what of it paid charges, where that is something."""
    shares = [_Share.of(credit) for credit in own]
    named = {target.number: target for target in targets}
    for share in shares:  # what names its invoice first, so that no other credit takes its place
        share.lay_on([named[share.credit.named]] if share.credit.named in named else [])
    late = sorted((target for target in targets if target.late), key=lambda target: target.order)
    for share in shares:
        share.lay_on(late)
    yield from ((share.credit, share.charges) for share in shares if share.charges)


@dataclass(frozen=True, slots=True)
class _Books:
    """The measured book with the history and policies that decide what each invoice still owes or has left over."""

    measured: Measured
    history: NoticeHistory
    charges_for: ChargesFor
    met: Mapping[str, Settlement]
    questioned: Questioned
    collects: bool

    def credits(self) -> tuple[dict[Whose, tuple[Credit, ...]], dict[str, int]]:
        """Each customer's credits, oldest first: credit notes, overpayments, money on account. And by number, in minor
        units, the part of an overpayment that paid the invoice's charges."""
        found: dict[Whose, list[Credit]] = defaultdict(list)
        for_charges: dict[str, int] = {}
        for row in self.measured.credits():
            overdue = self.measured.overdue(row)
            invoice = overdue.invoice
            amount = surplus(overdue, self._issued(overdue), self.charges_for, self.met.get(invoice.number))
            if used := (-overdue.open - amount).minor:
                for_charges[invoice.number] = used
            if amount:
                credit = Credit(invoice.customer.id, invoice.number, amount, _since(overdue), invoice.applies_to)
                found[invoice.whose].append(credit)
        for one in self.measured.on_account:
            paid = one.payment
            credit = Credit(one.customer_id, one.label, paid.amount, paid.on, account=True)
            found[one.whose].append(credit)
        ordered = {whose: tuple(sorted(own, key=_by_day)) for whose, own in found.items()}
        return ordered, for_charges

    def targets(self, rows: Iterable[int]) -> list[_Target]:
        """Those invoices of one customer in one currency that something is owed on."""
        overdues = (self.measured.overdue(row) for row in rows)
        return [target for overdue in overdues if (target := self._target(overdue)) is not None]

    def _target(self, overdue: Overdue) -> _Target | None:
        invoice, owed = overdue.invoice, overdue.open
        met, charges = self.met.get(invoice.number), Money.zero(overdue.invoice.currency)
        if met is not None:
            charges = max(charges, self._charged(overdue, met) + min(owed, charges))
        elif owed.amount <= 0 and self.collects:
            charges = max(charges, self._left(overdue) or charges)
        if owed.amount <= 0 and not charges:
            return None
        waits = any(block.in_force(self.measured.as_of) for block in invoice.blocks)
        waits = waits or self.questioned(overdue, self._issued(overdue))
        order = (waits, met is None, invoice.due, invoice.number)
        return _Target(invoice.number, order, max(owed, Money.zero(owed.currency)), charges, overdue.days > 0)

    def _charged(self, overdue: Overdue, met: Settlement) -> Money:
        try:
            charges = charges_so_far(overdue, self._issued(overdue), self.charges_for, met).charges
        except CannotCharge:
            return met.charged
        return sum_of((charge.amount for charge in charges), overdue.invoice.currency)

    def _left(self, overdue: Overdue) -> Money | None:
        try:
            return left_of_charges(overdue, self._issued(overdue), self.charges_for)
        except CannotCharge:
            return None

    def _issued(self, overdue: Overdue) -> tuple[Issued, ...]:
        return self.history.issued(overdue.invoice.number)


def _since(overdue: Overdue) -> date | None:
    """The day from which an invoice is a credit: a credit note's own, None where the file does not give it, else the
    day of the last payment."""
    invoice = overdue.invoice
    if invoice.total.amount < 0:
        return invoice.issued
    return max((p.on for p in invoice.payments if p.on is not None and p.on <= overdue.as_of), default=invoice.due)


def _by_day(credit: Credit) -> tuple[date, str]:
    return credit.on or date.min, credit.number
