"""Charges of one kind that were waived or set to an agreed amount, by invoice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pastdue.ledger.database import Database, reading_rows
from pastdue.ledger.statements import meant
from pastdue.model import ChargeKind
from pastdue.model.errors import LedgerError, SettingsError
from pastdue.model.kept import Agreement
from pastdue.model.money import Money


@reading_rows("the charges agreed")
def standing(db: Database) -> dict[str, tuple[Agreement, ...]]:
    """The agreements in force, by invoice: the last entry of each number and kind decides."""
    last: dict[tuple[str, ChargeKind], Agreement | None] = {}
    for one, in_force in _entries(db):
        last.pop((one.invoice, one.kind), None)
        last[one.invoice, one.kind] = one if in_force else None
    return _by_number(one for one in last.values() if one is not None)


@reading_rows("the charges agreed")
def overtaken(db: Database) -> dict[str, tuple[Agreement, ...]]:
    """The agreements in force about older invoices whose number has a later entry of that kind, by number."""
    last: dict[tuple[str, ChargeKind], Agreement] = {}
    of: dict[tuple[str, ChargeKind, date | None], tuple[Agreement, bool]] = {}
    for one, in_force in _entries(db):
        last[one.invoice, one.kind] = one
        of[one.invoice, one.kind, one.meant.issued if one.meant else None] = one, in_force
    return _by_number(one for one, in_force in of.values() if in_force and one is not last[one.invoice, one.kind])


def _entries(db: Database) -> Iterator[tuple[Agreement, bool]]:
    """Each entry, oldest first, and whether it makes an agreement or ends one."""
    for invoice, kind, currency, minor, on, why, in_force, customer_id, issued, seen in db.execute(
        "SELECT agreements.invoice, kind, agreements.currency, amount_minor, done_on, why, in_force,"
        f" {meant.COLUMNS} FROM agreements {meant.joined('agreements')} ORDER BY agreements.n"
    ):
        amount = None if minor is None else Money.of_minor(int(minor), str(currency))
        whose = meant.meant(customer_id, issued, seen, on)
        made = Agreement(str(invoice), ChargeKind(kind), amount, date.fromisoformat(on), str(why), whose)
        yield made, bool(in_force)


def _by_number(agreements: Iterable[Agreement]) -> dict[str, tuple[Agreement, ...]]:
    found: dict[str, tuple[Agreement, ...]] = {}
    for one in agreements:
        found[one.invoice] = (*found.get(one.invoice, ()), one)
    return found


def record(db: Database, agreement: Agreement, *, in_force: bool = True) -> None:
    """Record that a kind of an invoice's charges is agreed otherwise, or that the policy holds again; refuses what is
    so already, and (SettingsError) to charge nothing or less, or in another currency than the invoice's."""
    if agreement.amount is not None and agreement.amount.amount <= 0:
        raise SettingsError(f"{agreement.amount:,} is nothing to charge", "leave the amount out to waive the charges")
    if agreement.amount is not None:
        meant.check_currency(db, agreement.invoice, "the amount", agreement.amount)
    known = {one.kind: one for one in standing(db).get(agreement.invoice, ())}
    before, what = known.get(agreement.kind), f"the {agreement.kind.value} of invoice {agreement.invoice!r}"
    older = before is not None and meant.is_of_older(db, agreement.invoice, before.meant)
    if in_force and not older and before is not None and before.amount == agreement.amount:
        raise LedgerError(f"{what} is {before.said} since {before.on}: {before.why}")
    if not in_force and (before is None or older):
        why = f": it is {before.said} since {before.on} for an older invoice of that number" if before else ""
        said = f"{what} is neither waived nor set to an amount{why}"
        raise LedgerError(said, "`pastdue explain` shows what is charged")
    amount = agreement.amount
    db.add(
        "agreements",
        "invoice, kind, currency, amount_minor, in_force, done_on, why",
        (
            agreement.invoice, agreement.kind.value, amount.currency if amount else "",
            amount.minor if amount else None,
            int(in_force), agreement.on.isoformat(), agreement.why,
        ),
    )  # fmt: skip
