"""The aging as a workbook: currencies, customers and invoices, a sheet each, in the firm's language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pastdue.letters.language.voice import Voice
from pastdue.model import Column, Table
from pastdue.model.money import Money
from pastdue.reports.aging.aged import Aging
from pastdue.reports.aging.aging import aging_table, totals_table
from pastdue.reports.aging.invoices import ON_ACCOUNT, missing_table
from pastdue.reports.aging.page.words import AgingWords
from pastdue.reports.formats.heads import heading
from pastdue.reports.formats.xlsx import AboutBook, xlsx


def aging_workbook(aging: Aging, invoices: Table, firm: str, voice: Voice) -> bytes:
    """The aging with the table of its `invoices`, for the firm of that name, as `voice` says it; equal for equal.
    Invoices that are missing from the file have a sheet of their own, the last, where there are any."""
    words = AgingWords(voice)
    said = {"date": voice.written.day(aging.as_of), "basis": words.basis(aging)}
    totals = replace(_with_overdue(totals_table(aging), aging), title=words.say("open_on", **said), notes=())
    customers = replace(aging_table(aging), title=words.say("by_customer", **said))
    invoices = replace(invoices, title=words.say("by_invoice", **said), rows=tuple(_told(invoices, aging, voice)))
    tables = [totals, customers, invoices]
    if aging.missing:
        missing = missing_table(aging.missing, aging.as_of)
        tables.append(replace(missing, title=words.say("missing_on", date=said["date"])))
    about = AboutBook(f"{words.say('title')} {aging.as_of}", firm, aging.as_of, words.say("column_total"))
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


def _told(table: Table, aging: Aging, voice: Voice) -> Iterator[tuple[object, ...]]:
    """The rows of the sheet of invoices, their buckets, stages and money on account in the firm's words."""
    words, keys = AgingWords(voice), [column.key for column in table.columns]
    names: dict[object, str] = {str(bucket): words.bucket(bucket) for bucket in aging.groups}
    for row in table.rows:
        told = dict(zip(keys, row, strict=True))
        if told["invoice"] == ON_ACCOUNT and told["issued"] is None:
            told["invoice"] = words.say("on_account")
        told["bucket"] = names.get(told["bucket"], told["bucket"])
        if told["stage"] is not None:
            told["stage"] = voice.stage(str(told["stage"]))
        yield tuple(told.values())


def _headed(table: Table, words: AgingWords) -> Table:
    """`table` under the firm's own heads; a column that no text names keeps its head."""
    return replace(table, columns=tuple(replace(each, heading=heading(each, words)) for each in table.columns))
