"""The invoice that an entry made by hand or a list means: the one under its number as the last run by then saw it, or,
where none had, the first one since."""

from __future__ import annotations

from datetime import date

from pastdue.ledger.database import Database
from pastdue.model.errors import SettingsError
from pastdue.model.kept import Meant
from pastdue.model.money import Money

COLUMNS = "then_.customer_id, then_.issued, seen_.as_of"
"""The columns of the invoice as it was known then, with the day of the run that saw it; NULL where none has."""


def joined(table: str, number: str = "invoice") -> str:
    """The join that adds `then_` to the entries of `table`, whose column `number` names an invoice: what the last run
    up to and including the day of the entry saw of it, or else the first one after it; and `seen_`, that run."""
    known = (
        f"FROM invoices AS known JOIN runs ON runs.n = known.run WHERE known.invoice = {table}.{number}"
        " AND known.run IN (SELECT n FROM runs_that_count)"
    )
    return (
        f" LEFT JOIN invoices AS then_ ON then_.n = coalesce((SELECT max(known.n) {known}"
        f" AND runs.as_of <= {table}.done_on), (SELECT min(known.n) {known}))"
        " LEFT JOIN runs AS seen_ ON seen_.n = then_.run"
    )


def meant(customer_id: object, issued: object, seen: object, on: object) -> Meant | None:
    """The invoice that an entry of the day `on` means, from the columns of the join; None where no run has seen it,
    or its day of issue is not known. It had its number up to the day of the entry, or that on which a run saw it
    first."""
    if customer_id is None or issued is None:
        return None
    return Meant(str(customer_id), date.fromisoformat(str(issued)), date.fromisoformat(max(str(on), str(seen))))


def is_of_older(db: Database, invoice: str, meant: Meant | None) -> bool:
    """True when the number is that of another invoice now than an entry meant."""
    last = db.execute(
        "SELECT customer_id, issued FROM invoices WHERE invoice = ? ORDER BY n DESC LIMIT 1", (invoice,)
    ).fetchone()
    if meant is None or last is None:
        return False
    return not meant.is_of(str(last[0]), date.fromisoformat(last[1]) if last[1] else None)


def check_currency(db: Database, invoice: str, what: str, amount: Money) -> None:
    """Refuse (SettingsError) an amount in another currency than the invoice had in the last run that saw it; an
    invoice that no run has seen may be in any. `what` names the amount, as `the payment`."""
    last = db.execute(
        "SELECT currency FROM invoices WHERE invoice = ? AND run IN (SELECT n FROM runs_that_count)"
        " ORDER BY n DESC LIMIT 1",
        (invoice,),
    ).fetchone()
    if last is not None and last[0] != amount.currency:
        raise SettingsError(f"the invoice is in {last[0]}, {what} in {amount.currency}", "correct one of them")
