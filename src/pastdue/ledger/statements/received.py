"""Payments handed in to runs or entered by hand: those that count today, and those that are new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from operator import index
from typing import NamedTuple

from pastdue.ledger.database import Database, reading_rows
from pastdue.ledger.statements import meant
from pastdue.model import Payment
from pastdue.model.errors import LedgerError, SettingsError
from pastdue.model.kept import KeptPayment, Seen
from pastdue.model.money import Money


class Recording(NamedTuple):
    """By which run something is entered, None by hand, and on which day."""

    run: int | None
    on: date


_BY_THEN = """coalesce(
    paid.run, paid.after_run, (SELECT max(run) FROM run_events WHERE event = 'recorded' AND at <= paid.at))"""
"""The run that a payment was handed in to, or the last one before it was entered by hand. Where there was none it is 0,
or NULL in an older ledger, which knows the moments alone."""
_WITH_THE_INVOICE_OF_THEN = f"""
SELECT paid.n, paid.invoice, paid.customer_id, amount_minor, paid.currency, paid_on, reference, stated_minor, file,
       then_.issued, runs.as_of, CASE WHEN then_.run <= {_BY_THEN} THEN then_.total_minor END, then_.currency, runs.n,
       (SELECT max(later.as_of) FROM invoices AS same JOIN runs AS later ON later.n = same.run
        WHERE same.invoice = paid.invoice AND same.issued = then_.issued
          AND same.run IN (SELECT n FROM runs_that_count)),
       paid.run IS NULL AND EXISTS (
        SELECT 1 FROM notices WHERE notices.invoice = paid.invoice AND notices.customer_id = paid.customer_id
          AND notices.currency = paid.currency AND charges_minor = amount_minor AND issued_on <= paid_on
          AND coalesce(notices.issued = then_.issued, 1 = 1)
          AND NOT EXISTS (SELECT 1 FROM voids WHERE notice = notices.n))
FROM {{payments}} AS paid
LEFT JOIN invoices AS then_ ON then_.n = coalesce(
    (SELECT max(n) FROM invoices AS known WHERE known.invoice = paid.invoice AND known.run <= {_BY_THEN}),
    (SELECT min(n) FROM invoices AS known WHERE known.invoice = paid.invoice
        AND known.run IN (SELECT n FROM runs_that_count)))
LEFT JOIN runs ON runs.n = {_BY_THEN}
ORDER BY paid.n
"""
"""The payments, each with day of issue and total of its invoice as they were known when it came; of one that no run had
seen by then the day alone, as the first run that saw one of its number did. And whether it was entered by hand as just
what a letter by its day had named as charges."""
_THAT_COUNT = _WITH_THE_INVOICE_OF_THEN.format(payments="payments_that_count")
_WITHDRAWN = _WITH_THE_INVOICE_OF_THEN.format(
    payments="(SELECT * FROM payments WHERE (run IS NULL OR run IN (SELECT n FROM runs_that_count))"
    " AND n IN (SELECT payment FROM payments_withdrawn))"
)


@reading_rows("the payments")
def read(db: Database) -> list[tuple[int, KeptPayment]]:
    """The payments that count, each with the number of its row, oldest first."""
    return _read(db, _THAT_COUNT)


def _of(issued: str | None, seen: str) -> tuple[date, date] | None:
    return (date.fromisoformat(issued), date.fromisoformat(seen)) if issued and seen else None


@reading_rows("the payments that were withdrawn")
def withdrawn(db: Database) -> list[tuple[KeptPayment, int]]:
    """The payments that were withdrawn, each with the number of the last run recorded by then, 0 for none."""
    after = dict(db.execute("SELECT payment, coalesce(run, 0) FROM payments_withdrawn ORDER BY n").fetchall())
    return [(payment, index(after[n])) for n, payment in _read(db, _WITHDRAWN)]


def _read(db: Database, statement: str) -> list[tuple[int, KeptPayment]]:
    return [
        (n, KeptPayment(invoice, customer, Payment(Money.of_minor(minor, currency), _day(on), reference),
                        None if stated is None else Money.of_minor(stated, currency), file,
                        _of(issued, max(as_of or "", last or "")),
                        Money.of_minor(total, currency) if total is not None and of == currency else None, run or 0,
                        known_on=_day(as_of or ""), as_charges=bool(named)))
        for n, invoice, customer, minor, currency, on, reference, stated, file, issued, as_of, total, of, run, last,
        named in db.execute(statement)
    ]  # fmt: skip


@reading_rows("the invoices of customers with money on account")
def with_invoices_of_then(db: Database, payments: list[KeptPayment]) -> Iterator[KeptPayment]:
    """The payments, those on account each with its customer's invoices as the run saw them by which it was known."""
    customers = sorted({each.customer_id for each in payments if not each.invoice})
    rows = db.execute(
        "SELECT run, customer_id, invoice, currency, open_minor, due, present, issued, as_of"
        " FROM invoices JOIN runs ON runs.n = run"
        f" WHERE run IN (SELECT n FROM runs_that_count) AND customer_id IN ({', '.join('?' * len(customers))})"
        " ORDER BY invoices.n",
        customers,
    ).fetchall() if customers else []  # fmt: skip
    for each in payments:
        seen = {
            row[2]: Seen(row[2], row[1], row[3], row[4], issued=_day(row[7] or ""), due=_day(row[5] or ""),
                         present=bool(row[6]), on=_day(row[8]))
            for row in rows if row[0] <= each.run and row[1] == each.customer_id
        } if not each.invoice else {}  # fmt: skip
        yield replace(each, then=tuple(one for one in seen.values() if one.present)) if seen else each


@reading_rows("the payments")
def payments_by(db: Database, day: date) -> tuple[KeptPayment, ...]:
    """The payments that the last run by the end of `day` knew: handed in to it or an earlier one, or entered by hand
    before it; those taken back since, too."""
    (last,) = db.execute(
        "SELECT max(n) FROM runs WHERE n IN (SELECT n FROM runs_that_count) AND as_of <= ?", (day.isoformat(),)
    ).fetchone()
    if last is None:
        return ()
    return (*(payment for _, payment in read(db) if payment.was_known_to(last)), *taken_back(db, last))


def taken_back(db: Database, last: int) -> tuple[KeptPayment, ...]:
    """The payments that the run of the number `last` knew and that were withdrawn since."""
    return tuple(payment for payment, run in withdrawn(db) if run >= last and payment.was_known_to(last))


def last_run(db: Database) -> int:
    """The number of the last run that counts; 0 where there is none."""
    (last,) = db.execute("SELECT coalesce(max(n), 0) FROM runs_that_count").fetchone()
    return index(last)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _key(each: KeptPayment) -> tuple[object, ...]:
    payment = each.payment
    return each.invoice, each.customer_id, payment.on, payment.amount, payment.reference


def add(db: Database, recording: Recording, payments: Iterable[KeptPayment]) -> int:
    """Add those of `payments` that are not known, and say how many; the second of two that are alike is one more."""
    known = Counter(_key(payment) for _, payment in read(db))
    met: Counter[tuple[object, ...]] = Counter()
    added, after = 0, last_run(db) if recording.run is None else None
    for each in payments:
        key = _key(each)
        met[key] += 1
        if met[key] <= known[key] or not each.payment.amount:
            continue
        payment = each.payment
        db.add(
            "payments",
            "run, file, invoice, customer_id, paid_on, currency, amount_minor, reference, again, stated_minor,"
            " after_run",
            (
                recording.run, each.file, each.invoice, each.customer_id, payment.on.isoformat() if payment.on else "",
                payment.amount.currency, payment.amount.minor, payment.reference, met[key] - 1,
                None if each.stated is None else each.stated.minor, after,
            ),
        )  # fmt: skip
        added += 1
    return added


def pay(db: Database, payment: KeptPayment, on: date) -> bool:
    """Record one payment entered by hand; False when it was known already. Refuses (SettingsError) nothing or less, and
    another currency than the invoice's."""
    amount = payment.payment.amount
    if amount.amount <= 0:
        raise SettingsError(f"{amount:,} is not a payment", "enter what came in; --undo takes an entry back")
    if payment.invoice:
        meant.check_currency(db, payment.invoice, "the payment", amount)
    return bool(add(db, Recording(None, on), [payment]))


def withdraw(db: Database, payment: KeptPayment, on: date) -> None:
    """Record that a payment was entered by mistake; refuses one the ledger does not know."""
    for n, known in reversed(read(db)):
        ours = known.invoice == payment.invoice and (known.invoice or known.customer_id == payment.customer_id)
        if ours and _key(known)[2:] == _key(payment)[2:]:
            (run,) = db.execute("SELECT max(run) FROM run_events WHERE event = 'recorded'").fetchone()
            db.add("payments_withdrawn", "payment, done_on, run", (n, on.isoformat(), run))
            return
    whose = f"invoice {payment.invoice!r}" if payment.invoice else f"customer {payment.customer_id!r} on account"
    raise LedgerError(
        f"no payment of {payment.payment.amount:,} on {payment.payment.on} is known of {whose}",
        "give amount, day and reference as they were entered: `pastdue history --payments` lists them",
    )
