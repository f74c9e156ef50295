"""Money on account as runs left it, less what of it paid charges: read as it was known, written where it differs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from pastdue.ledger.database import Database, reading_rows
from pastdue.model import OnAccount, Payment
from pastdue.model.money import Money


@reading_rows("the money on account as runs left it")
def left(db: Database, by: date | None = None) -> tuple[OnAccount, ...] | None:
    """The money on account as the last run that counts left it; None where no run noted it. With `by` as the last run
    by the end of that day did."""
    found = db.execute(
        "SELECT sums FROM accounts JOIN runs ON runs.n = run WHERE run IN (SELECT n FROM runs_that_count)"
        " AND as_of <= coalesce(?, as_of) ORDER BY accounts.n DESC LIMIT 1",
        (None if by is None else by.isoformat(),),
    ).fetchone()
    return None if found is None else tuple(_sum(row) for row in json.loads(found[0]))


def _sum(row: Sequence[Any]) -> OnAccount:
    customer_id, customer, currency, minor, charges, on, reference = row
    paid = Payment(Money.of_minor(minor, currency), date.fromisoformat(on) if on else None, reference)
    return OnAccount(customer_id, customer, paid, charges=Money.of_minor(charges, currency) if charges else None)


def record(db: Database, run: int, accounts: Iterable[OnAccount]) -> None:
    """Record the money on account as the run left it, where that is not as the last run that counts did."""
    rows = sorted(_row(one) for one in accounts)
    before = left(db)
    if before is None or rows != [_row(one) for one in before]:
        db.add("accounts", "run, sums", (run, json.dumps(rows, ensure_ascii=False)))


def _row(one: OnAccount) -> tuple[str | int, ...]:
    paid, on = one.payment, one.payment.on
    return (
        one.customer_id, one.customer, paid.amount.currency, paid.amount.minor, one.charges.minor if one.charges else 0,
        on.isoformat() if on else "", paid.reference,
    )  # fmt: skip
