"""The changes of invoices between two runs, each with its kind, and the sums that lead from one run to the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pastdue.model.messages import Text
from pastdue.model.money import Money


class Moved(StrEnum):
    """The kinds of change of an invoice's open amount, in the order reports list them."""

    NEW = "new"
    PAID = "paid"
    PART_PAID = "part_paid"
    CREDITED = "credited"
    GROWN = "grown"
    CHANGED = "changed"
    BACK = "back"
    MISSING = "missing"
    REJECTED = "rejected"
    KEPT = "kept"
    """Money came in for an invoice that is not in the export: it counts when that is back."""


@dataclass(frozen=True, slots=True)
class Change:
    """One invoice, credit or sum on account that moved. `before` is what was open when the last run saw it, None where
    that did not count as open then; `after` what is open now, None where it does not now."""

    kind: Moved
    invoice: str
    customer_id: str
    customer: str
    before: Money | None
    after: Money | None
    what: Text = ""
    account: bool = False
    """True for money on account, which `invoice` names by its reference or day."""

    @property
    def by_currency(self) -> Iterator[Money]:
        """The difference the change makes to the open amount; two sums where the currency changed."""
        if self.before is not None and self.after is not None and self.before.currency == self.after.currency:
            yield self.after - self.before
            return
        if self.before is not None:
            yield -self.before
        if self.after is not None:
            yield self.after


@dataclass(frozen=True, slots=True)
class Bridge:
    """The way from the open amount in a currency at the last run to the amount today: the number and sum of each kind
    of change; and `kept`, the number and sum of payments for invoices that are not in the file, which count when these
    are back."""

    currency: str
    then: Money
    moved: Mapping[Moved, tuple[int, Money]]
    now: Money
    kept: tuple[int, Money] | None = None

    @property
    def levels(self) -> tuple[tuple[Decimal, Decimal], ...]:
        """The start and end of each step, for a chart: 0 to the open amount then, each kind of change, 0 to that of
        now."""
        found, at = [(Decimal(0), self.then.amount)], self.then.amount
        for _, change in self.moved.values():
            found.append((at, at + change.amount))
            at += change.amount
        return (*found, (Decimal(0), self.now.amount))


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that moved since the run of the day `since`."""

    since: date
    changes: tuple[Change, ...]
    bridges: tuple[Bridge, ...]
