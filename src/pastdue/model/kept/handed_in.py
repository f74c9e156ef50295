"""The lists handed in beside the invoices, and what of them still counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pastdue.model.invoices import Block, OnAccount
from pastdue.model.kept.seen import KeptPayment, Meant, Seen


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of an entry: an invoice by its number, or a customer as a whole by id (`customer`).

    >>> str(Subject("A-1")), str(Subject("C-1", customer=True))
    ('A-1', 'customer C-1')
    """

    name: str
    customer: bool = False

    def __str__(self) -> str:
        return f"customer {self.name}" if self.customer else self.name


@dataclass(frozen=True, slots=True)
class KeptBlock:
    """A hold, a dispute or a promise of an invoice or of a whole customer.

    `file` is the list that says so, "" where it was entered by hand.
    """

    about: Subject
    block: Block
    file: str = ""
    meant: Meant | None = field(default=None, compare=False)
    """The invoice it was said of; None: of a customer, or of one that no run had seen."""
    theirs: Mapping[str, date | None] = field(default_factory=dict, compare=False)
    """Of a customer, the issue days of the invoices that were theirs when it was said, or since, by number."""

    def is_of(self, customer_id: str, issued: date | None) -> bool:
        """True when it can speak of the invoice of this customer that was issued on this day, under its number."""
        return self.meant is None or self.meant.is_of(customer_id, issued)


@dataclass(frozen=True, slots=True)
class KeptContact:
    """A row of a list of contacts: its filled cells by pastdue's names of the fields, and the list it stood in."""

    fields: Mapping[str, str]
    file: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """Everything that was handed in and still counts, the invoices runs saw, and the as-of day and the number of the
    last run; nothing before the first."""

    payments: tuple[KeptPayment, ...] = ()
    blocks: tuple[KeptBlock, ...] = ()
    contacts: tuple[KeptContact, ...] = ()
    last_run_on: date | None = None
    last_run: int = 0
    taken_back: tuple[KeptPayment, ...] = ()
    """The payments that the last run knew and that were taken back since."""
    on_account: tuple[OnAccount, ...] | None = None
    """The money on account as the last run left it; None where an older ledger does not say."""
    seen: Mapping[str, Seen] = field(default_factory=dict)
    """Every invoice as the last run that saw it did, by number: a list may speak of one that today's export lacks."""
    elsewhere: frozenset[str] = frozenset()
    """Of a part of an export, the numbers of `seen` that another part has."""
    accounts_of_strangers: tuple[KeptPayment, ...] = ()
    """Of a part of an export, the money on account of customers whom no part has, which another part keeps."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """The lists handed to a run beside the invoices. None means that no such list was handed in; an empty list means
    that it was, and held nothing."""

    payments: tuple[KeptPayment, ...] = ()
    blocks: tuple[KeptBlock, ...] | None = None
    contacts: tuple[KeptContact, ...] | None = None
