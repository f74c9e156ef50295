"""Agreements about charges, and the charges the accounting program was given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pastdue.model.charges import ChargeKind
from pastdue.model.kept.seen import Meant
from pastdue.model.money import Money


@dataclass(frozen=True, slots=True)
class Waiver:
    """A waiver of all charges of an invoice, and why."""

    why: str
    meant: Meant | None = None
    """The invoice it was made for; None: one that no run had seen."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement about one kind of an invoice's charges: an amount instead of the policy's, or None where it is
    waived."""

    invoice: str
    kind: ChargeKind
    amount: Money | None
    on: date
    why: str
    meant: Meant | None = field(default=None, compare=False)
    """The invoice it was made for; None: one that no run had seen."""

    @property
    def said(self) -> str:
        """The agreement in words: "waived", or "set to" and the amount."""
        return "waived" if self.amount is None else f"set to {self.amount}"


@dataclass(frozen=True, slots=True)
class Booking:
    """A charge as the accounting program was given it: above nothing where it was charged, below where it was taken
    back (`waived`, `voided`, `reduced`). `reference` names it there and in the exports that come back from there."""

    export: int
    reference: str
    invoice: str
    customer_id: str
    customer: str
    letter: str
    kind: ChargeKind
    amount: Money
    on: date
    due: date
    why: str


@dataclass(frozen=True, slots=True)
class Booked:
    """The book's rows that are charges of other invoices.

    `of` says of which, by the row's number; `with_invoice` those that are asked for in the letters about that invoice,
    which is still open. `off` is by invoice what its letters leave to such rows: what was paid on them, and the whole
    of those that are asked for on their own.
    """

    of: Mapping[str, str] = field(default_factory=dict)
    with_invoice: frozenset[str] = frozenset()
    off: Mapping[str, Money] = field(default_factory=dict)
