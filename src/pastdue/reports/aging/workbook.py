"""The aging as a workbook: currencies, customers and invoices, a sheet each, in the firm's language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pastdue.letters.language.voice import Voice
from pastdue.model import Column, Table
from pastdue.model.money import Money
from pastdue.reports.aging.aged import Aging
from pastdue.reports.aging.aging import age, aging_table, totals_table
from pastdue.reports.aging.buckets import Buckets
from pastdue.reports.aging.invoices import ON_ACCOUNT, FromLedger, invoices_table, missing_table
from pastdue.reports.aging.page.words import AgingWords
from pastdue.reports.formats.heads import heading
from pastdue.reports.formats.xlsx import AboutBook, xlsx

if TYPE_CHECKING:
    from pastdue.book import Measured


def aging_workbook(measured: Measured, buckets: Buckets, known: FromLedger, firm: str, voice: Voice) -> bytes:
    """The book on its day with what earlier runs left behind, for the firm of that name, as `voice` says it; equal
    for equal. Invoices that are missing from the file have a sheet of their own, the last, where there are any."""
    aging, words = age(measured, buckets), AgingWords(voice)
    told = {number: replace(last, stage=voice.stage(last.stage)) for number, last in known.letters.items()}
    said = {"date": voice.written.day(aging.as_of), "basis": words.basis(aging)}
    totals = replace(_with_overdue(totals_table(aging), aging), title=words.say("open_on", **said), notes=())
    customers = replace(aging_table(aging), title=words.say("by_customer", **said))
    invoices = invoices_table(measured, buckets, told)
    invoices = replace(invoices, title=words.say("by_invoice", **said), rows=_told(invoices, aging, words))
    tables = [totals, customers, invoices]
    if known.missing:
        missing = missing_table(known.missing, aging.as_of)
        tables.append(replace(missing, title=words.say("missing_on", date=said["date"])))
    about = AboutBook(f"{words.say('title')} {measured.as_of}", firm, measured.as_of, words.say("column_total"))
    return xlsx((_headed(table, words) for table in tables), about)


def _with_overdue(totals: Table, aging: Aging) -> Table:
    """`totals` with the overdue amounts, disputed or not, and the number of overdue invoices."""
    columns = (
        *totals.columns,
        Column("overdue", "Overdue", Money),
        Column("overdue_invoices", "Overdue invoices", int),
    )
    own = ((total.overdue, total.overdue_invoices) for total in aging.totals)
    return replace(
        totals, columns=columns, rows=tuple((*row, *more) for row, more in zip(totals.rows, own, strict=True))
    )


def _told(table: Table, aging: Aging, words: AgingWords) -> tuple[tuple[object, ...], ...]:
    """The rows of the sheet of invoices, their buckets and money on account in the firm's words."""
    names: dict[object, object] = {str(bucket): words.bucket(bucket) for bucket in aging.groups}
    at = [column.key for column in table.columns].index("bucket")
    on_account = words.say("on_account")
    return tuple(
        (on_account if row[0] == ON_ACCOUNT and row[3] is None else row[0], *row[1:at], names.get(row[at], row[at]),
         *row[at + 1 :])
        for row in table.rows
    )  # fmt: skip


def _headed(table: Table, words: AgingWords) -> Table:
    """`table` under the firm's own heads; a column that no text names keeps its head."""
    return replace(table, columns=tuple(replace(each, heading=heading(each, words)) for each in table.columns))
