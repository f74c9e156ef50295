"""Listed payments beside the amounts that the invoices' rows call paid: contained in them, or paid since.

The user says which (`--payments-are`), a day proves it, or it makes no difference; else it is asked, and until it is
answered the payment is not counted, the invoice stands as its row says, and no letter goes out for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from pastdue.book import NO_DAY
from pastdue.intake.beside.payments import Received
from pastdue.intake.export.sheet import Flags
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.intake.values.flaws import Flaw
from pastdue.model import PaymentsAre
from pastdue.model.messages import Message
from pastdue.model.money import Money
from pastdue.model.spans import day_number

_REMEDY = Message.of("since_or_all")
_TOO_FEW = Message.of("payments_or_row")


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """The facts of an invoice's row, in minor units and day numbers. `from_balance`: only the open part of the total is
    known; `by` is the last day up to which no payment is missing from the row (NO_DAY: none)."""

    total: int
    paid: int
    from_balance: bool
    paid_on: int
    by: int


@dataclass(frozen=True, slots=True)
class Standing:
    """The row with the payments counted: its total, and what is paid beside them. `asked` marks the payments that
    cannot be placed, `readings` has what is open if these are among what is paid, and if they came in since."""

    total: int
    paid: int
    asked: tuple[bool, ...] = ()
    readings: tuple[int, int] | None = None
    too_little: bool = False
    """True when the list is said to be whole and yet has less than the row calls paid."""


def standing(row: InvoiceRow, payments: list[tuple[int, int]], means: PaymentsAre | None) -> Standing:
    """The amounts of `row` after its `payments` (amount, day or NO_DAY), at least one."""
    none, listed = (False,) * len(payments), sum(minor for minor, _ in payments)
    if means is PaymentsAre.SINCE or (not row.paid and not row.from_balance):
        return Standing(row.total, row.paid, none)
    if means is PaymentsAre.ALL:
        if row.from_balance:
            return Standing(row.total + listed, 0, none)
        return Standing(row.total, 0, none) if listed >= row.paid else _asked(row, payments, none, too_little=True)
    known_by = [day for day in (row.by, row.paid_on) if day != NO_DAY]
    later = tuple(any(on > day for day in known_by) for _, on in payments)
    earlier = sum(minor for (minor, _), since in zip(payments, later, strict=True) if not since)
    if all(later):
        return Standing(row.total, row.paid, none)
    if not row.from_balance and _explain(row, payments, later, earlier):
        return Standing(row.total, row.paid - earlier, none)
    return _asked(row, payments, later)


def _explain(row: InvoiceRow, payments: list[tuple[int, int]], later: tuple[bool, ...], earlier: int) -> bool:
    """True when the payments that are not `later` are surely among what the row calls paid: they are just that, none of
    them after the row's own day of payment; or the invoice was paid in full by then."""
    if earlier > row.paid:
        return False
    dated = all(since or on != NO_DAY for (_, on), since in zip(payments, later, strict=True))
    just_that = row.paid_on != NO_DAY and dated and earlier == row.paid
    return just_that or row.paid >= row.total > 0


def _asked(
    row: InvoiceRow, payments: list[tuple[int, int]], later: tuple[bool, ...], *, too_little: bool = False
) -> Standing:
    since = sum(minor for (minor, _), is_later in zip(payments, later, strict=True) if is_later)
    unplaced = sum(minor for minor, _ in payments) - since
    among = row.total - max(row.paid, 0 if row.from_balance else unplaced) - since
    asked = tuple(not is_later for is_later in later)
    return Standing(row.total, row.paid, asked, (among, row.total - row.paid - since - unplaced), too_little)


def count(
    received: Received, table: InvoiceTable, means: PaymentsAre | None, invoices: Path, shown: Mapping[int, int]
) -> Received:
    """The payments that count, put into the numbers of `table`; those that are asked about are noted, and a
    doubt keeps the letters of their invoices back.

    `shown` is, by position, how much of what a row calls paid are payments of earlier lists: today's are not among it.
    """
    sheet, settlement = table.sheet, table.settlement
    total, paid = settlement.total.copy(), settlement.paid.copy()
    written = _written(invoices)
    ask, clean = np.zeros(len(received.row), np.bool_), sheet.clean()
    flaws: dict[int, Flaw] = {}
    order = np.argsort(received.invoice, kind="stable")
    owners, starts = np.unique(received.invoice[order], return_index=True)
    bounds = [*starts.tolist(), len(order)]
    for n, owner in enumerate(owners.tolist()):
        own = order[bounds[n] : bounds[n + 1]]
        known = 0 if settlement.from_balance[owner] else min(shown.get(owner, 0), int(settlement.paid[owner]))
        row = InvoiceRow(
            int(settlement.total[owner]) - known, int(settlement.paid[owner]) - known,
            bool(settlement.from_balance[owner]), int(settlement.paid_on[owner]), written,
        )  # fmt: skip
        stands = standing(row, list(zip(received.minor[own].tolist(), received.on[own].tolist(), strict=True)), means)
        total[owner], paid[owner] = stands.total + known, stands.paid + known
        if stands.readings is not None and clean[owner]:  # nothing is asked about a row that cannot be used
            ask[own[np.array(stands.asked)]] = True
            currency = table.texts["currency"].at(owner)
            what = _doubt(stands, row, int(received.minor[own].sum()), currency)
            table.doubt(owner, what)
            flaws[owner] = Flaw(what, _TOO_FEW if stands.too_little else _REMEDY)
    _note(received, ask, flaws)
    table.numbers["total_minor"], table.numbers["paid_minor"] = total, paid
    table.numbers["paid_on"] = np.where(paid == 0, np.int32(NO_DAY), settlement.paid_on).astype(np.int32)
    return received.only(~ask)


def _written(invoices: Path) -> int:
    """The day the invoices file was last written: it cannot know of a payment of a later day."""
    return day_number(datetime.fromtimestamp(Path(str(invoices)).stat().st_mtime, UTC).astimezone().date())


def _doubt(stands: Standing, row: InvoiceRow, listed: int, currency: str) -> Message:
    """Both readings of the payments listed, or by what the list is too small."""
    assert stands.readings is not None
    among, since, paid, sum_ = (Money.of_minor(minor, currency) for minor in (*stands.readings, row.paid, listed))
    if stands.too_little:
        return Message.of("payments_too_few", paid=paid, sum=sum_)
    said = Message.of("row_says_open") if row.from_balance else Message.of("row_says_paid", paid=paid)
    return Message.of("two_readings", said=said, among=among, since=since)


def _note(received: Received, ask: Flags, flaws: dict[int, Flaw]) -> None:
    for at in np.flatnonzero(ask).tolist():
        owner, row = int(received.invoice[at]), int(received.row[at])
        received.sheet.note(row, "amount", received.sheet.text("amount").at(row), flaws[owner])
