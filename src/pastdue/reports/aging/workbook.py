"""The aging as a workbook: currencies, customers and invoices, a sheet each, in the firm's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from pastdue.letters.language.voice import Voice
from pastdue.model import Column, Table
from pastdue.model.money import Money
from pastdue.model.tables import ColumnsOf
from pastdue.reports.aging.aged import AgedCurrency, Aging
from pastdue.reports.aging.aging import aging_table, totals_columns
from pastdue.reports.aging.buckets import Bucket
from pastdue.reports.aging.invoices import OpenItem, OpenItems, missing_table
from pastdue.reports.aging.page.words import AgingWords
from pastdue.reports.formats.heads import heading
from pastdue.reports.formats.xlsx import AboutBook, xlsx


def aging_workbook(aging: Aging, invoices: OpenItems, firm: str, voice: Voice) -> bytes:
    """The aging with its `invoices`, for the firm of that name, as `voice` says it; equal for equal.

    Invoices that are missing from the file have a sheet of their own, the last, where there are any.
    """
    words = AgingWords(voice)
    said = {"date": voice.written.day(aging.as_of), "basis": words.basis(aging)}
    tables = [
        _totals(aging.groups).table(words.say("open_on", **said), aging.totals),
        replace(aging_table(aging), title=words.say("by_customer", **said)),
        _invoices(invoices, words.say("by_invoice", **said), words),
    ]
    if aging.missing:
        missing = missing_table(aging.missing, aging.as_of)
        tables.append(replace(missing, title=words.say("missing_on", date=said["date"])))
    about = AboutBook(f"{words.say('title')} {aging.as_of}", firm, aging.as_of, words.say("column_total"))
    return xlsx((_headed(table, words) for table in tables), about)


def _totals(groups: Iterable[Bucket]) -> ColumnsOf[AgedCurrency]:
    """The columns of the totals, and the overdue amounts, disputed or not, with the number of overdue invoices."""
    return ColumnsOf[AgedCurrency]({
        **totals_columns(groups).cells,
        Column("overdue", "Overdue", Money): lambda one: one.overdue,
        Column("overdue_invoices", "Overdue invoices", int): lambda one: one.overdue_invoices,
    })  # fmt: skip


def _invoices(found: OpenItems, title: str, words: AgingWords) -> Table:
    """A row for each open invoice and for money on account. What is disputed stands in a column of its own and in no
    bucket, as in the aging. The amounts may be added up within a currency."""
    columns = ColumnsOf[OpenItem]({
        Column("invoice", "Invoice"): lambda one: words.say("on_account") if one.number is None else one.number,
        Column("customer_id", "Id"): lambda one: one.customer_id,
        Column("customer", "Customer"): lambda one: one.customer,
        Column("issued", "Issued", date): lambda one: one.issued,
        Column("due", "Due", date): lambda one: one.due,
        Column("days_late", "Days late", int): lambda one: one.days_late,
        Column("age", "Age, days", int): lambda one: one.age,
        Column("bucket", "Bucket"): lambda one: words.bucket(one.bucket) if one.bucket else "",
        Column("currency", "Currency"): lambda one: one.open.currency,
        Column("open", "Open", Money): lambda one: one.open if one.bucket else None,
        Column("disputed", "Disputed", Money): lambda one: None if one.bucket else one.open,
        Column("stage", "Stage"): lambda one: words.voice.stage(one.last.stage.value) if one.last else None,
        Column("last_letter", "Last letter"): lambda one: one.last.letter if one.last else None,
        Column("letter_on", "Letter of", date): lambda one: one.last.on if one.last else None,
    })  # fmt: skip
    if not found.listed and found.count:
        return columns.table(title, (), (f"{found.count:,} invoices are open: too many to list here",))
    return columns.table(title, found.listed, summed=True)


def _headed(table: Table, words: AgingWords) -> Table:
    """`table` under the firm's own heads; a column that no text names keeps its head."""
    return replace(table, columns=tuple(replace(each, heading=heading(each, words)) for each in table.columns))
