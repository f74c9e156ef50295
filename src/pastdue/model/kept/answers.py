"""Answers of a person to what runs asked: an invoice that may go out, and the end of one that is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pastdue.model.kept.seen import Seen
from pastdue.model.money import Money


@dataclass(frozen=True, slots=True)
class Approval:
    """An approval of an invoice as it stood on the day `on`, although it contradicted earlier letters or runs."""

    invoice: str
    on: date
    customer_id: str
    due: date
    open: Money


@dataclass(frozen=True, slots=True)
class Closing:
    """The end of an invoice that is missing from the book: `outcome` is paid, written_off or other.

    `customer_id` and `issued` are those of the invoice, of all that had its number; None where an older ledger does not
    say, or its day of issue is not known.
    """

    invoice: str
    outcome: str
    on: date
    note: str = ""
    customer_id: str | None = None
    issued: date | None = None

    def ends(self, seen: Seen) -> bool:
        """True when it is the end of the invoice that was seen so, and was entered since a run first missed it."""
        since = not seen.present and (seen.on is None or self.on >= seen.on)
        return since and (
            self.customer_id is None or (self.customer_id, self.issued) == (seen.customer_id, seen.issued)
        )
