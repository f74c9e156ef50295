"""The report of `pastdue check`: counts that add up, open amounts, and every row that cannot be used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pastdue.model import Column, Table
from pastdue.model.errors.problems import Problem
from pastdue.model.money import Money
from pastdue.model.wording import counted

if TYPE_CHECKING:
    from pastdue.intake import Intake


@dataclass(frozen=True, slots=True)
class OpenSum:
    """The invoices of one currency that were issued by a day: their number and total, and what is open on them.

    `open_invoices` counts the `open_credits` too: credit notes, payments on account and whatever else is below zero.
    `open` has the `credits` off, `overdue` has not.
    """

    invoices: int
    total: Money
    open: Money
    open_invoices: int
    overdue: Money
    credits: Money
    open_credits: int

    @property
    def to_compare(self) -> str:
        """The open amount in words, to hold beside the figures of the program the file comes from."""
        left, late = f"{self.open.amount:,} {self.open.currency}", f"{self.overdue.amount:,}"
        owed = counted(self.open_invoices - self.open_credits, "invoice")
        given = f" and {counted(self.open_credits, 'credit')}" if self.open_credits else ""
        said = f"{owed}{given} open, {left}"
        if self.credits:
            return f"{said} after credits of {self.credits.amount:,}, {late} overdue before them"
        return f"{said}, {late} of it overdue"

    def record(self) -> dict[str, object]:
        """The sum as JSON carries it."""
        return {
            "currency": self.total.currency, "invoices": self.invoices, "total": self.total.plain,
            "open": self.open.plain, "open_invoices": self.open_invoices, "overdue": self.overdue.plain,
            "open_credits": self.open_credits, "credits": self.credits.plain,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of checking a file, which goes by `title`: its contents, the open amounts by currency, warnings to
    deal with before anything is posted, and the invoices missing since the last run."""

    title: str
    as_of: date
    intake: Intake
    opened: tuple[OpenSum, ...]
    warnings: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def to_compare(self) -> str:
        """The line that ends the report: what is open in each currency, to compare with another program."""
        return f"Compare with your program on {self.as_of}: " + (
            "; ".join(each.to_compare for each in self.opened) or "nothing is open"
        )

    def record(self) -> dict[str, object]:
        """The check as JSON carries it."""
        intake = self.intake
        return {
            "schema": 1, "file": self.title, "as_of": self.as_of, "preset": intake.preset,
            "rows": intake.rows, "invoices": len(intake.book), "ignored": intake.ignored,
            "ignored_for": dict(intake.ignored_for),
            "passed_over": [
                {"why": why, "currency": money.currency, "amount": money.plain}
                for why, sums in intake.passed_over.items() for money in sums
            ],
            "open": [each.record() for each in self.opened],
            "reconciled": [
                {"line": r.line, "label": r.label, "currency": r.stated.currency, "stated": r.stated.plain,
                 "summed": r.summed.plain, "agrees": r.agrees}
                for r in intake.reconciled
            ],
            "rejected": rejected_json(intake.rejected), "rejected_rows": intake.rejected_rows,
            "unused_columns": list(intake.unused_columns), "remarks": list(intake.remarks),
            "warnings": list(self.warnings), "missing": list(self.missing),
        }  # fmt: skip


def checked_tables(checked: Checked) -> tuple[Table, ...]:
    """The counts, the kinds of ignored rows, the open amount in each currency, and the totals the file states."""
    intake = checked.intake
    ignored = [_ignored(intake)] if intake.ignored_for else []
    totals = [_totals(intake)] if intake.reconciled else []
    return (_counts(intake), *ignored, _open(checked), *totals)


def _counts(intake: Intake) -> Table:
    """The counts as one row; rows are invoices, ignored and rejected ones together."""
    columns = (
        Column("rows", "Rows", int),
        Column("invoices", "Invoices", int),
        Column("ignored", "Ignored", int),
        Column("rejected", "Rejected", int),
    )
    return Table("Check", columns, ((intake.rows, len(intake.book), intake.ignored, intake.rejected_rows),))


def _ignored(intake: Intake) -> Table:
    columns = (Column("why", "Ignored"), Column("rows", "Rows", int), Column("sums", "Add up to"))
    sums = {why: ", ".join(f"{m.amount:,} {m.currency}" for m in money) for why, money in intake.passed_over.items()}
    return Table("Ignored", columns, tuple((why, n, sums.get(why, "")) for why, n in intake.ignored_for.items()))


def _open(checked: Checked) -> Table:
    columns = (
        Column("currency", "Currency"), Column("invoices", "Invoices", int), Column("total", "Total", Money),
        Column("open", "Open", Money),
    )  # fmt: skip
    rows = tuple((each.total.currency, each.invoices, each.total, each.open) for each in checked.opened)
    return Table(f"Open on {checked.as_of}", columns, rows)


def _totals(intake: Intake) -> Table:
    columns = (
        Column("line", "Line", int), Column("label", "Total of the file"), Column("currency", "Currency"),
        Column("stated", "Says", Money), Column("summed", "Rows add up to", Money),
    )  # fmt: skip
    rows = tuple((r.line, r.label, r.stated.currency, r.stated, r.summed) for r in intake.reconciled)
    return Table("Totals", columns, rows)


def rejected_json(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """Each problem as `file`, `line`, `column`, `cell` (of a workbook), `what`, with the excerpt and the remedy."""
    return [
        {
            "file": p.source.file,
            "line": p.source.line,
            "column": p.column,
            "cell": p.cell,
            "what": str(p.what),
            "excerpt": p.excerpt,
            "remedy": str(p.remedy),
        }
        for p in problems
    ]
