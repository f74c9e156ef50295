"""The record of a claim that was made: the customer, the invoices, and its files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pastdue.ledger.records import FileRow
from pastdue.model.money import Money


def claim_number(on: date, sequence: int) -> str:
    """The number of a claim: the year of its day, and the sequence within that year.

    >>> claim_number(date(2026, 11, 23), 3)
    'C2026-003'
    """
    return f"C{on.year:04d}-{sequence:03d}"


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """A claim. Its files wait in `staging` until it is recorded and lie in `folder` from then on; `early`: it was made
    before the day to pay by of a final demand was over."""

    number: str
    customer_id: str
    customer: str
    as_of: date
    total: Money
    early: bool
    folder: Path
    staging: Path
    invoices: tuple[tuple[str, Money], ...]
    files: tuple[FileRow, ...]

    def has(self, invoice: str) -> bool:
        """True when the invoice of that number is claimed."""
        return any(number == invoice for number, _ in self.invoices)
