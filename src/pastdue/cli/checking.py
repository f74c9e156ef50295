"""What does `check` say beside the counts? Why rows were ignored, what is open, and what could embarrass the sender."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pastdue.cli.options import Desk

if TYPE_CHECKING:
    from pastdue.book import Measured
    from pastdue.intake import Intake
    from pastdue.model import Table

OLD_AFTER = 7
"""A file older than so many days before the as-of day may not know of the latest payments."""

_SHOWN = 12


def tables(intake: Intake, opened: list[dict[str, object]], counts: Table) -> tuple[Table, ...]:
    """The counts, what the ignored rows are, what is open in each currency, and the totals the file states."""
    from pastdue.model import Column, Table
    from pastdue.money import Money

    found = [counts]
    if intake.ignored_for:
        whys = (Column("why", "Ignored"), Column("rows", "Rows", int))
        found.append(Table("Ignored", whys, tuple(intake.ignored_for.items())))
    sums = (
        Column("currency", "Currency"), Column("invoices", "Invoices", int), Column("total", "Total", Money),
        Column("open", "Open", Money),
    )  # fmt: skip
    rows = tuple((str(r["currency"]), r["invoices"], _money(r, "total"), _money(r, "open")) for r in opened)
    found.append(Table("Open", sums, rows))
    if intake.reconciled:
        totals = (
            Column("line", "Line", int), Column("label", "Total of the file"), Column("currency", "Currency"),
            Column("stated", "Says", Money), Column("summed", "Rows add up to", Money),
        )  # fmt: skip
        said = tuple((r.line, r.label, r.stated.currency, r.stated, r.summed) for r in intake.reconciled)
        found.append(Table("Totals", totals, said))
    return tuple(found)


def _money(row: dict[str, object], key: str) -> object:
    from pastdue.money import Money

    return Money.parse(f"{row[key]} {row['currency']}")


def open_by_currency(measured: Measured) -> list[dict[str, object]]:
    """For each currency how many invoices are issued by the day, what they total, and what of it is open on the day."""
    from pastdue.money import Money
    from pastdue.spans import day_number

    frame = measured.frame[measured.frame["issued"] <= day_number(measured.as_of)]
    rows = []
    for currency, own in frame.groupby(frame["currency"].astype(str), sort=True):
        total, left = (Money.of_minor(int(own[name].sum()), str(currency)) for name in ("total_minor", "open_minor"))
        rows.append({"currency": currency, "invoices": len(own), "total": total.plain, "open": left.plain})
    return rows


def warnings(desk: Desk, intake: Intake, measured: Measured, file: Path) -> list[str]:
    """What to see to before anything is posted."""
    found = [*_reachable(measured)]
    written = datetime.fromtimestamp(file.stat().st_mtime, UTC).astimezone().date()
    if (age := (desk.as_of - written).days) > OLD_AFTER:
        found.append(f"the file was written on {written}, {age} days before {desk.as_of}: later payments are not in it")
    if unused := intake.unused_columns:
        more = f" and {len(unused) - _SHOWN} more (all in --format json)" if len(unused) > _SHOWN else ""
        found.append(f"columns that nothing is read from: {', '.join(unused[:_SHOWN])}{more}")
    found += _missing(desk, intake)
    return found


def _reachable(measured: Measured) -> Iterator[str]:
    """Whether the customers who owe something can be written to."""
    frame = measured.frame[measured.frame["open_minor"] > 0]
    if not len(frame):
        return
    ways = ("address", "email", "phone")
    has = {name: name in frame and bool((frame[name].astype(str) != "").any()) for name in ways}
    if not any(has.values()):
        yield "no customer has an address, an e-mail or a phone number: nobody can be reached by this file"
    elif not has["address"]:
        yield "no customer has an address: no letter can be posted"
    else:
        bare = frame.loc[frame["address"].astype(str) == "", "customer_id"].astype(str).nunique()
        if bare:
            yield f"{bare} customer{'s have' if bare > 1 else ' has'} no address: their letters cannot be posted"


def _missing(desk: Desk, intake: Intake) -> list[str]:
    """The invoices that were open in the last run's file and are not in this one; the ledger is only read."""
    from pastdue.cli.jobs import ledger_to_read

    if not desk.firm.ledger_path.exists():
        return []
    from pastdue.dossier import missing

    with ledger_to_read(desk.firm) as ledger:
        gone = missing(ledger.history(), intake)
    more = (f"{len(gone) - _SHOWN} more are missing since the last run",) if len(gone) > _SHOWN else ()
    return [*gone[:_SHOWN], *more]
