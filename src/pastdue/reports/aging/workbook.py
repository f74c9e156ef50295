"""The aging as a workbook: currencies, customers and invoices, a sheet each, in the firm's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pastdue.letters.language.vocabulary import KEYS
from pastdue.letters.language.voice import Voice
from pastdue.model import Column, Table
from pastdue.reports.aging.aging import age, aging_table, totals_table
from pastdue.reports.aging.buckets import AgedCurrency, Aging, Buckets
from pastdue.reports.aging.invoices import ON_ACCOUNT, LastLetter, invoices_table
from pastdue.reports.aging.page.words import Words
from pastdue.reports.formats.xlsx import AboutBook, xlsx

if TYPE_CHECKING:
    from pastdue.book import Measured


def aging_workbook(
    measured: Measured, buckets: Buckets, letters: Mapping[str, LastLetter], firm: str, voice: Voice
) -> bytes:
    """The book on its day with the last letter of each invoice, for the firm of that name, as `voice` says it; equal
    for equal."""
    aging, words = age(measured, buckets), Words(voice)
    told = {number: replace(last, stage=voice.say(f"title.{last.stage}")) for number, last in letters.items()}
    said = {"date": voice.written.day(aging.as_of), "basis": words.basis(aging)}
    notes = tuple(_note(total, words) for total in aging.totals)
    totals = replace(totals_table(aging), title=words.say("open_on", **said), notes=notes)
    customers = replace(aging_table(aging), title=words.say("by_customer", **said))
    invoices = invoices_table(measured, buckets, told)
    invoices = replace(invoices, title=words.say("by_invoice", **said), rows=_told(invoices, aging, words))
    tables = [replace(table, columns=_headed(table.columns, aging, words)) for table in (totals, customers, invoices)]
    about = AboutBook(f"{words.say('title')} {measured.as_of}", firm, measured.as_of, words.say("column_total"))
    return xlsx(tables, about)


def _note(total: AgedCurrency, words: Words) -> str:
    """How much of what is open in one currency is overdue, disputed or not."""
    write = words.voice.written
    some, of_all = (write.grouped(Decimal(count)) for count in (total.overdue_invoices, total.invoices))
    return words.say("overdue_note", overdue=write.money(total.overdue), some=some, all=of_all)


def _told(table: Table, aging: Aging, words: Words) -> tuple[tuple[object, ...], ...]:
    """The rows of the sheet of invoices, their buckets and money on account in the firm's words."""
    names: dict[object, object] = {label: words.bucket(label) for label in aging.labels}
    at = [column.key for column in table.columns].index("bucket")
    on_account = words.say("on_account")
    return tuple(
        (on_account if row[0] == ON_ACCOUNT and row[3] is None else row[0], *row[1:at], names.get(row[at], row[at]),
         *row[at + 1 :])
        for row in table.rows
    )  # fmt: skip


def _headed(columns: Iterable[Column], aging: Aging, words: Words) -> tuple[Column, ...]:
    """`columns` under the firm's own heads; one that no text names keeps its head."""
    buckets = {label: words.bucket(label) for label in aging.labels}
    return tuple(replace(c, heading=buckets.get(c.key) or _head(c, words)) for c in columns)


def _head(column: Column, words: Words) -> str:
    key = f"report.column_{column.key}"
    return words.voice.say(key) if key in KEYS else column.heading
