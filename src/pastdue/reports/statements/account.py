"""A customer's account on a day: items, payments, credits and charges in their order, and the balance after each.

A row counts from the day the rest of the program counts it from: an invoice from its day of issue, a payment from its
own day but never before its invoice is there, a charge as of the day of the statement. So the balance brought forward
is the closing balance of a statement as of the day before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from pastdue.model import Charge, ChargeKind, Invoice, OnAccount, Overdue, Party
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of
from pastdue.model.remarks import Remark

_ALWAYS = date.min
"""The day from which an entry without a date counts."""


class EntryKind(StrEnum):
    """The kinds of row in an account."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    PAYMENT = "payment"
    ON_ACCOUNT = "on_account"
    CHARGE = "charge"


@dataclass(frozen=True, slots=True)
class AccountEntry:
    """One row. `amount` is what it adds to the balance; `on` is None where the file gives no day; `counts_from` is the
    day its balance changes. `reference` is what the payer wrote; `charge` proves a charge, where it can be proved."""

    kind: EntryKind
    counts_from: date
    on: date | None
    amount: Money
    invoice: str = ""
    due: date | None = None
    reference: str = ""
    charge: Charge | None = None


@dataclass(frozen=True, slots=True)
class ChargedInvoice:
    """An invoice on the day of the statement, with the charges that are owed or were paid on it, and what is open of
    it and of its charges once everything that was paid is counted.

    `charged` can be more than `charges` prove: where a letter named them and they cannot be worked out any more.
    """

    overdue: Overdue
    charges: tuple[Charge, ...]
    charged: Money
    open: Money
    charges_open: Money
    uncharged: Remark | None = None
    """Why it stands without charges that can be worked out; None where it does not."""


@dataclass(frozen=True, slots=True)
class CurrencyAccount:
    """A customer's account in one currency: `entries` in their order from `opening` to `closing`; `open_items` are the
    invoices something is owed on, `credits` what the customer has with us (nothing or negative)."""

    currency: str
    opening: Money
    entries: tuple[AccountEntry, ...]
    open_items: tuple[ChargedInvoice, ...] = ()

    @property
    def balances(self) -> tuple[Money, ...]:
        """The balance after each entry."""
        found, balance = list[Money](), self.opening
        for entry in self.entries:
            balance = balance + entry.amount
            found.append(balance)
        return tuple(found)

    @property
    def closing(self) -> Money:
        return self.balances[-1] if self.entries else self.opening

    @property
    def invoices_open(self) -> Money:
        """The amount open on invoices."""
        return sum_of((item.open for item in self.open_items), self.currency)

    @property
    def charges_open(self) -> Money:
        """The charges still owed."""
        return sum_of((item.charges_open for item in self.open_items), self.currency)

    @property
    def credits(self) -> Money:
        """The customer's credit, negative: credit notes, overpayments, money on account."""
        return self.closing - self.invoices_open - self.charges_open

    @property
    def tells(self) -> bool:
        """True when there is anything to tell."""
        return bool(self.entries or self.opening)


@dataclass(frozen=True, slots=True)
class AccountStatement:
    """The statement of one customer as of a day; with `since` of the days from then on, both counted."""

    customer: Party
    language: str
    as_of: date
    since: date | None
    accounts: tuple[CurrencyAccount, ...]

    @property
    def uncharged(self) -> tuple[Remark, ...]:
        """Why some of its open invoices stand without charges."""
        items = (item for account in self.accounts for item in account.open_items)
        return tuple(item.uncharged for item in items if item.uncharged is not None)


def account_in(
    currency: str, invoices: Sequence[ChargedInvoice], on_account: Iterable[OnAccount], as_of: date
) -> CurrencyAccount:
    """The whole account in `currency` up to and including `as_of`."""
    entries = [entry for one in invoices for entry in _of_invoice(one, as_of)]
    entries += [_of_account(one) for one in on_account]
    entries.sort(key=_order)
    owed = tuple(sorted((one for one in invoices if one.open.amount > 0 or one.charges_open), key=_by_due))
    return CurrencyAccount(currency, Money.zero(currency), tuple(entries), owed)


def since(whole: CurrencyAccount, before: CurrencyAccount | None, day: date) -> CurrencyAccount:
    """The account from `day` on: what `before` (the account as of the day before) closed with is brought forward, and
    of a charge only what it has grown since is left."""
    had = _charges(before.entries if before is not None else ())
    entries: list[AccountEntry] = []
    for entry in whole.entries:
        if entry.kind is EntryKind.CHARGE:
            known = had.pop(_named(entry), None)
            grown = entry.amount - known.amount if known is not None else entry.amount
            if grown:
                entries.append(replace(entry, amount=grown))
        elif entry.counts_from >= day:
            entries.append(entry)
    # A charge that was there before and is not now was waived or settled: it is taken off on the day of the statement.
    last = max((entry.counts_from for entry in whole.entries), default=day)
    entries += [replace(entry, amount=-entry.amount, counts_from=max(last, day)) for entry in had.values()]
    opening = before.closing if before is not None else Money.zero(whole.currency)
    return replace(whole, opening=opening, entries=tuple(entries))


def _charges(entries: Iterable[AccountEntry]) -> dict[tuple[str, ChargeKind | None], AccountEntry]:
    return {_named(entry): entry for entry in entries if entry.kind is EntryKind.CHARGE}


def _named(entry: AccountEntry) -> tuple[str, ChargeKind | None]:
    return entry.invoice, entry.charge.kind if entry.charge is not None else None


def _of_invoice(one: ChargedInvoice, as_of: date) -> Iterator[AccountEntry]:
    invoice = one.overdue.invoice
    begun = invoice.issued or _ALWAYS
    kind = EntryKind.CREDIT_NOTE if invoice.total.amount < 0 else EntryKind.INVOICE
    due = invoice.due if kind is EntryKind.INVOICE and invoice.due_known else None
    yield AccountEntry(kind, begun, invoice.issued, invoice.total, invoice.number, due)
    yield from _payments(invoice, begun, as_of)
    merged: dict[ChargeKind, Charge] = {}
    for charge in one.charges:
        known = merged.get(charge.kind)
        merged[charge.kind] = _together(known, charge) if known else charge
    for charge in merged.values():
        if charge.amount:
            yield AccountEntry(EntryKind.CHARGE, as_of, as_of, charge.amount, invoice.number, charge=charge)
    unproved = one.charged - sum_of((charge.amount for charge in one.charges), invoice.currency)
    if unproved:
        yield AccountEntry(EntryKind.CHARGE, as_of, as_of, unproved, invoice.number)


def _together(one: Charge, other: Charge) -> Charge:
    """Two charges of a kind as one: the segments of both, and the payments as each set them off."""
    base = replace(one.base, set_off=(*one.base.set_off, *other.base.set_off))
    return replace(one, segments=(*one.segments, *other.segments), base=base)


def _payments(invoice: Invoice, begun: date, as_of: date) -> Iterator[AccountEntry]:
    for payment in invoice.payments:
        if payment.on is None or payment.on <= as_of:
            counts = max(payment.on or begun, begun)
            yield AccountEntry(
                EntryKind.PAYMENT, counts, payment.on, -payment.amount, invoice.number, reference=payment.reference
            )


def _of_account(one: OnAccount) -> AccountEntry:
    payment = one.payment
    counts = payment.on or _ALWAYS
    return AccountEntry(EntryKind.ON_ACCOUNT, counts, payment.on, -payment.amount, reference=payment.reference)


def _order(entry: AccountEntry) -> tuple[date, int, str]:
    return entry.counts_from, list(EntryKind).index(entry.kind), entry.invoice


def _by_due(one: ChargedInvoice) -> tuple[date, str]:
    return one.overdue.invoice.due, one.overdue.invoice.number
