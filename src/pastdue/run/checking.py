"""The check of a file: its counts, the ignored rows with their reasons, open amounts, and warnings before posting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from pastdue.model.wording import counted, listed

if TYPE_CHECKING:
    from pastdue.book import Measured
    from pastdue.intake import Files, Intake
    from pastdue.ledger import Ledger
    from pastdue.model import Table
    from pastdue.run.opened import OpenedJob

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of checking a file: its contents, the open amounts by currency, warnings to deal with before anything
    is posted, and the invoices missing since the last run."""

    files: Files
    as_of: date
    intake: Intake
    opened: tuple[dict[str, object], ...]
    warnings: tuple[str, ...]
    missing: tuple[str, ...]

    @classmethod
    def of(cls, opened: OpenedJob, ledger: Ledger | None) -> Checked:
        """The check of the file read; `ledger` is the firm's, only read, or None where there is none."""
        from pastdue.run.customers import strangers
        from pastdue.run.remarks import assumed_at_home, at_home, missing, unpayable

        job, intake, measured = opened.job, opened.intake, opened.measured
        home = job.firm.settings.creditor.country
        files, owed = job.files, tuple(_open_by_currency(measured))
        later = (str(opened.not_yet_issued),) if opened.not_yet_issued else ()
        assumed = (
            *unpayable(measured, opened.rulebook.rules.payable),
            *assumed_at_home(at_home(measured, home), home),
            *strangers(job.firm, opened.customers),
        )
        warned = (*later, *_warnings(intake, measured, files), *map(str, assumed))
        gone = () if ledger is None else tuple(map(str, missing(ledger.history(), intake, job.kept)))
        return cls(files, job.as_of, intake, owed, warned, gone)

    @property
    def warnings_said(self) -> tuple[str, ...]:
        """The warnings and the missing invoices, cut to as many as a person reads."""
        from pastdue.run.remarks import NOT_PAID

        more = len(self.missing) - _SHOWN
        cut = (f"{more:,} more are missing since the last run (all in --format json); {NOT_PAID}",) if more > 0 else ()
        return (*self.warnings, *self.missing[:_SHOWN], *cut)

    @property
    def to_compare(self) -> str:
        """One line to hold beside the figures of the program the file comes from."""
        sums = []
        for each in self.opened:
            left, overdue, credits_ = (Decimal(str(each[name])) for name in ("open", "overdue", "credits"))
            late = f"after credits of {credits_:,}, {overdue:,} overdue before them"
            count = counted(int(str(each["open_invoices"])), "invoice")
            sums.append(
                f"{count} open, {left:,} {each['currency']}"
                + (f" {late}" if credits_ else f", {overdue:,} of it overdue")
            )
        return f"Compare with your program on {self.as_of}: " + ("; ".join(sums) or "nothing is open")

    def record(self) -> dict[str, object]:
        """All of it, as JSON carries it."""
        from pastdue.reports.checked import rejected_json

        intake = self.intake
        return {
            "schema": 1, "file": self.files.title, "as_of": self.as_of, "preset": intake.preset,
            "rows": intake.rows, "invoices": len(intake.book), "ignored": intake.ignored,
            "ignored_for": dict(intake.ignored_for),
            "passed_over": [
                {"why": why, "currency": money.currency, "amount": money.plain}
                for why, sums in intake.passed_over.items() for money in sums
            ],
            "open": list(self.opened),
            "reconciled": [
                {"line": r.line, "label": r.label, "currency": r.stated.currency, "stated": r.stated.plain,
                 "summed": r.summed.plain, "agrees": r.agrees}
                for r in intake.reconciled
            ],
            "rejected": rejected_json(intake.rejected), "rejected_rows": intake.rejected_rows,
            "unused_columns": list(intake.unused_columns), "remarks": list(intake.remarks),
            "warnings": list(self.warnings), "missing": list(self.missing),
        }  # fmt: skip


def tables(checked: Checked) -> tuple[Table, ...]:
    """The counts, the kinds of ignored rows, the open amount in each currency, and the totals the file states."""
    from pastdue.reports.checked import check_table

    intake = checked.intake
    counts = check_table(intake.rows, len(intake.book), intake.ignored, intake.rejected_rows)
    ignored = [_ignored(intake)] if intake.ignored_for else []
    totals = [_totals(intake)] if intake.reconciled else []
    return (counts, *ignored, _open(checked), *totals)


def _ignored(intake: Intake) -> Table:
    from pastdue.model import Column, Table

    columns = (Column("why", "Ignored"), Column("rows", "Rows", int), Column("sums", "Add up to"))
    sums = {why: ", ".join(f"{m.amount:,} {m.currency}" for m in money) for why, money in intake.passed_over.items()}
    return Table("Ignored", columns, tuple((why, n, sums.get(why, "")) for why, n in intake.ignored_for.items()))


def _open(checked: Checked) -> Table:
    from pastdue.model import Column, Table
    from pastdue.model.money import Money

    columns = (
        Column("currency", "Currency"), Column("invoices", "Invoices", int), Column("total", "Total", Money),
        Column("open", "Open", Money),
    )  # fmt: skip
    rows = tuple(
        (r["currency"], r["invoices"], *(Money.parse(f"{r[key]} {r['currency']}") for key in ("total", "open")))
        for r in checked.opened
    )
    return Table(f"Open on {checked.as_of}", columns, rows)


def _totals(intake: Intake) -> Table:
    from pastdue.model import Column, Table
    from pastdue.model.money import Money

    columns = (
        Column("line", "Line", int), Column("label", "Total of the file"), Column("currency", "Currency"),
        Column("stated", "Says", Money), Column("summed", "Rows add up to", Money),
    )  # fmt: skip
    rows = tuple((r.line, r.label, r.stated.currency, r.stated, r.summed) for r in intake.reconciled)
    return Table("Totals", columns, rows)


def _open_by_currency(measured: Measured) -> Iterator[dict[str, object]]:
    """For each currency the number and total of the invoices issued by the day, and the number and sum of those open,
    and overdue, on the day; credits are in the sum of what is open, and in none of what is overdue."""
    from pastdue.model.money import Money
    from pastdue.model.spans import day_number

    frame = measured.frame[measured.frame["issued"] <= day_number(measured.as_of)]
    for currency, own in frame.groupby(frame["currency"].astype(str), sort=True):
        total, left = (Money.of_minor(int(own[name].sum()), str(currency)) for name in ("total_minor", "open_minor"))
        late = own[(own["due"] < day_number(measured.as_of)) & (own["open_minor"] > 0)]
        overdue = Money.of_minor(int(late["open_minor"].sum()), str(currency))
        credits_ = Money.of_minor(-int(own["open_minor"].clip(upper=0).sum()), str(currency))
        yield {
            "currency": currency, "invoices": len(own), "total": total.plain, "open": left.plain,
            "open_invoices": int((own["open_minor"] != 0).sum()), "overdue": overdue.plain,
            "credits": credits_.plain,
        }  # fmt: skip


def _warnings(intake: Intake, measured: Measured, files: Files) -> Iterator[str]:
    yield from _reachable(measured)
    from pastdue.run.remarks import stale

    yield from map(str, stale(files, measured.as_of))
    if unused := intake.unused_columns:
        more = " (all in --format json)" if len(unused) > _SHOWN else ""
        yield f"columns that nothing is read from: {listed(unused, _SHOWN)}{more}"


def _reachable(measured: Measured) -> Iterator[str]:
    """A warning where no customer who owes something can be reached, or some have no address for a letter."""
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
