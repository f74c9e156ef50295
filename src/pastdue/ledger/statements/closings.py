"""The ends of missing invoices: closings as they were entered by hand, and new ones."""

from __future__ import annotations

from datetime import date

from pastdue.ledger.database import Database, reading_rows
from pastdue.ledger.statements import books
from pastdue.model.errors import LedgerError
from pastdue.model.kept import Closing, Seen


@reading_rows("the closings")
def read(db: Database) -> dict[str, tuple[Closing, ...]]:
    """The closings of missing invoices, by number, oldest entry first."""
    found: dict[str, tuple[Closing, ...]] = {}
    for number, outcome, on, note, customer_id, issued in db.execute(
        "SELECT invoice, outcome, done_on, note, customer_id, issued FROM closings ORDER BY n"
    ):
        one = Closing(
            number, outcome, date.fromisoformat(on), note, customer_id, date.fromisoformat(issued) if issued else None
        )
        found[number] = (*found.get(number, ()), one)
    return found


def close(db: Database, closing: Closing) -> Seen:
    """Record what became of a missing invoice, and return what was last known of it; the closing's day of issue says
    which, where several of its number are missing.

    Refused for an invoice no run has seen, for one that is in the last run's file, and for one closed already.
    """
    known: Seen | None = books.seen(db).get(closing.invoice)
    if known is None:
        raise LedgerError(f"no run has seen an invoice {closing.invoice!r}", "check its number")
    every = (*(one for one in known.former if one.open_minor > 0), *(() if known.present else (known,)))
    meant = [one for one in every if closing.issued in (None, one.issued)]
    if not meant:
        raise _not_missing(known, closing)
    before = read(db).get(closing.invoice, ())
    left: list[Seen] = [one for one in meant if not any(each.ends(one) for each in before)]
    if not left:
        last = next(each for each in reversed(before) if each.ends(meant[-1]))
        raise LedgerError(f"invoice {closing.invoice!r} was closed on {last.on} as {last.outcome}: {last.note}")
    if len(left) > 1:
        named = " or ".join(f"--issued {one.issued} ({one.open:,})" for one in left if one.issued)
        raise LedgerError(f"{len(left)} invoices {closing.invoice!r} are missing", f"say which: {named}")
    (one,) = left
    row = (
        closing.invoice,
        closing.outcome,
        closing.on.isoformat(),
        closing.note,
        one.customer_id,
        one.issued.isoformat() if one.issued else None,
    )
    db.add("closings", "invoice, outcome, done_on, note, customer_id, issued", row)
    return one


def _not_missing(known: Seen, closing: Closing) -> LedgerError:
    """The refusal to close an invoice that no run has missed."""
    if closing.issued not in (None, known.issued):
        return LedgerError(
            f"no invoice {closing.invoice!r} issued on {closing.issued} is missing",
            "`pastdue plan` names those that are",
        )
    return LedgerError(
        f"invoice {closing.invoice!r} is not missing: the last run has it in its file, with {known.open:,} open",
        "a run that misses it comes first; if it is settled, hand in its payment; to send no letter about it, "
        "`pastdue hold` it",
    )
