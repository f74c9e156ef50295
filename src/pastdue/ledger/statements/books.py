"""Invoices and approvals as runs saw them: read as they count today, written where something is new."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import islice
from operator import index

from pastdue.ledger.database import Database, reading_rows
from pastdue.ledger.records import Books
from pastdue.ledger.statements import accounts
from pastdue.model.kept import Approval, Seen, SeenOn, SeenSum, Selection
from pastdue.model.money import Money

_COLUMNS = (
    "invoice, customer_id, currency, open_minor, customer, issued, due, total_minor, trusted_minor, charges_paid_minor,"
    " former, present"
)
_AT_ONCE = 10_000


def state(db: Database) -> tuple[object, ...]:
    """The state that `seen` depends on: it differs whenever `seen` may have changed."""
    found: tuple[object, ...] = db.execute(
        "SELECT (SELECT max(n) FROM invoices), (SELECT count(*) FROM run_events WHERE event IN ('recorded', 'voided'))"
    ).fetchone()
    return found


@reading_rows("the invoices that runs saw")
def seen(db: Database, by: date | None = None) -> dict[str, Seen]:
    """Every invoice that any run saw, by number, as the last run that counts saw it; missing ones are not present.

    With `by` as it was known at the end of that day.
    """
    rows = db.execute(
        f"SELECT {_COLUMNS}, as_of FROM invoices JOIN runs ON runs.n = invoices.run WHERE invoices.n IN"
        " (SELECT max(invoices.n) FROM invoices JOIN runs ON runs.n = run WHERE run IN (SELECT n FROM runs_that_count)"
        " AND as_of <= coalesce(?, as_of) GROUP BY invoice) ORDER BY invoices.n",
        (None if by is None else by.isoformat(),),
    )
    return {
        str(number): Seen(
            str(number), str(customer_id), str(currency), index(owed), str(customer), _day(issued), _day(due),
            None if total is None else index(total), index(trusted), bool(present), _day(on),
            index(paid), _former_from(str(number), former) if former else (),
        )
        for number, customer_id, currency, owed, customer, issued, due, total, trusted, paid, former, present, on
        in rows
    }  # fmt: skip


@reading_rows("the invoices that runs saw")
def sums(db: Database) -> tuple[SeenOn, ...]:
    """The invoices as they stood after the last run that counts of each day, oldest day first. What a run did not find
    in its file is not open then; it stays among what was issued."""
    runs = db.execute("SELECT n, as_of FROM runs WHERE n IN (SELECT n FROM runs_that_count) ORDER BY n").fetchall()
    rows = db.execute(
        "SELECT run, next, currency, issued, due, sum(open_minor * present), sum(coalesce(total_minor, open_minor)),"
        " count(*) FILTER (WHERE present = 1 AND open_minor > 0) FROM"
        " (SELECT *, lead(run) OVER (PARTITION BY invoice ORDER BY n) AS next FROM invoices"
        " WHERE run IN (SELECT n FROM runs_that_count)) AS known"
        " GROUP BY run, next, currency, issued, due ORDER BY min(n)"
    )
    came, went = defaultdict[int, list[SeenSum]](list), defaultdict[int, list[SeenSum]](list)
    for run, following, currency, issued, due, owed, total, count in rows:
        one = SeenSum(str(currency), _day(issued), _day(due), index(owed), index(total), index(count))
        came[run].append(one)
        if following is not None:
            went[following].append(one)
    standing, found = _Standing(), dict[str, tuple[SeenSum, ...]]()
    for n, on in runs:
        standing.change(went[n], -1)
        standing.change(came[n], 1)
        found[on] = standing.sums()
    return tuple(SeenOn(date.fromisoformat(on), own) for on, own in sorted(found.items()))


class _Standing:
    """The invoices as they stand after a run, those of one currency, issue date and due date together."""

    def __init__(self) -> None:
        self._sums: dict[tuple[str, date | None, date | None], tuple[int, int, int]] = {}

    def change(self, by: Iterable[SeenSum], sign: int) -> None:
        """Add these, or with a `sign` of -1 take them away."""
        for one in by:
            key = one.currency, one.issued, one.due
            owed, total, count = self._sums.get(key, (0, 0, 0))
            new = owed + sign * one.open_minor, total + sign * one.total_minor, count + sign * one.open_invoices
            self._sums[key] = new
            if not any(new):
                del self._sums[key]

    def sums(self) -> tuple[SeenSum, ...]:
        """The sums of all invoices as they stand now."""
        return tuple(SeenSum(*key, *sums) for key, sums in self._sums.items())


@lru_cache(maxsize=4096)  # a day stands on hundreds of invoices
def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def last_seen_on(db: Database) -> date | None:
    """The last day of the runs that count; None where there is none."""
    (on,) = db.execute("SELECT max(as_of) FROM runs WHERE n IN (SELECT n FROM runs_that_count)").fetchone()
    return _day(on)


def record(db: Database, run: int, before: Mapping[str, Seen], books: Books) -> None:
    """Record the books of a run, beside the lists handed in to it; `before` are the invoices as they were known."""
    record_seen(db, run, before, books.seen)
    record_approvals(db, run, books.approved)
    record_selection(db, run, books.selection)
    accounts.record(db, run, books.on_account)


def record_seen(db: Database, run: int, before: Mapping[str, Seen], invoices: Iterable[Seen]) -> None:
    """Record which invoices were in the run's file: those that are new or not as they were `before`, and those now
    missing.

    An invoice with something open that is not among `invoices` is missing from now on.
    """
    gone = {number for number, known in before.items() if known.present and known.open_minor}
    rows = _fresh(before, gone, invoices)
    while batch := list(islice(rows, _AT_ONCE)):
        _insert(db, run, batch)
    _insert(db, run, [(*_row(before[number])[:-1], 0) for number in sorted(gone)])


def _fresh(before: Mapping[str, Seen], gone: set[str], invoices: Iterable[Seen]) -> Iterator[tuple[object, ...]]:
    for each in invoices:
        gone.discard(each.invoice)
        known = before.get(each.invoice)
        if known is None or not known.is_as(each):
            yield _row(each)


def _row(each: Seen) -> tuple[object, ...]:
    return (
        each.invoice, each.customer_id, each.currency, each.open_minor, each.customer, _iso(each.issued),
        _iso(each.due), each.total_minor,
        each.beyond_question, each.charges_paid_minor, _former_text(each.former), int(each.present),
    )  # fmt: skip


def _former_text(former: Iterable[Seen]) -> str:
    """The credits and debts that had a number before, as the ledger keeps them; "" where there are none."""
    rows = [
        (one.customer_id, one.currency, one.beyond_question, one.charges_paid_minor, _iso(one.issued), _iso(one.on),
         *((one.open_minor, one.total_minor, one.customer, _iso(one.due)) if one.open_minor > 0 else ()))
        for one in former
    ]  # fmt: skip
    return json.dumps(rows) if rows else ""


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _former_from(number: str, text: str) -> tuple[Seen, ...]:
    """The credits and debts that had the number before; a debt is missing, and has more to its row."""
    found = []
    for customer_id, currency, trusted, paid, issued, on, *debt in json.loads(text):
        credit = Seen(number, str(customer_id), str(currency), index(trusted), issued=_day(issued),
                      trusted_minor=index(trusted), on=_day(on), charges_paid_minor=index(paid))  # fmt: skip
        if debt:
            owed, total, customer, due = debt
            credit = replace(credit, open_minor=index(owed), total_minor=None if total is None else index(total),
                             customer=str(customer), due=_day(due), present=False)  # fmt: skip
        found.append(credit)
    return tuple(found)


def _insert(db: Database, run: int, rows: Iterable[tuple[object, ...]]) -> None:
    db.add_all("invoices", f"{_COLUMNS}, run", ((*row, run) for row in rows))


@reading_rows("the approvals")
def approvals(db: Database) -> dict[str, Approval]:
    """The last approval of each invoice, by number, of the runs that count."""
    rows = db.execute(
        "SELECT invoice, as_of, customer_id, due, open_minor, currency FROM approvals JOIN runs ON runs.n = run"
        " WHERE run IN (SELECT n FROM runs_that_count) ORDER BY approvals.n"
    )
    return {
        row[0]: Approval(
            row[0], date.fromisoformat(row[1]), row[2], date.fromisoformat(row[3]), Money.of_minor(row[4], row[5])
        )
        for row in rows
    }


def record_approvals(db: Database, run: int, approved: Iterable[Approval]) -> None:
    """Record which invoices were approved for the run, as they stood."""
    db.add_all(
        "approvals",
        "run, invoice, customer_id, due, currency, open_minor",
        ((run, a.invoice, a.customer_id, a.due.isoformat(), a.open.currency, a.open.minor) for a in approved),
    )


def record_selection(db: Database, run: int, selection: Selection) -> None:
    """Record whom the run was for, where that was not everybody."""
    if selection:
        row = (run, json.dumps(selection.only), json.dumps(selection.without), selection.why)
        db.add("selections", "run, only_to, without, why", row)


@reading_rows("whom runs were for")
def selections(db: Database) -> dict[str, Selection]:
    """Whom each run that was not for everybody was for, by its id."""
    rows = db.execute(
        "SELECT id, only_to, without, why FROM selections JOIN runs ON runs.n = selections.run ORDER BY runs.n"
    )
    return {
        str(run): Selection(tuple(json.loads(only)), tuple(json.loads(without)), str(why))
        for run, only, without, why in rows
    }
