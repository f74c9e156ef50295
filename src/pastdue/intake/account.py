"""The account of the invoices file: every row as kept, ignored or rejected, and remarks on the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

import numpy as np

from pastdue.book import NO_DAY
from pastdue.intake.beside.beside import Beside
from pastdue.intake.beside.payments import Received
from pastdue.intake.customers.customers import contradictions
from pastdue.intake.customers.near_names import near_names, near_numbers
from pastdue.intake.export.choices import Files
from pastdue.intake.export.findings import Rejected
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.export.vendor_rows import Sorted
from pastdue.intake.invoices.own_account import stated_on_account
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.intake.judgement.unsaid import unsaid
from pastdue.intake.kept.before_issue import paid_before_issue
from pastdue.intake.kept.days_shown import by_day
from pastdue.intake.kept.lists import contacts_said
from pastdue.intake.kept.payments import handed_in
from pastdue.model import OnAccount, Payment
from pastdue.model.errors.problems import Problem
from pastdue.model.kept import HandedIn, KeptPayment
from pastdue.model.messages import Message, Names, Text

_COMPARED = ("invoice", "customer_id", "customer", "address")
_SHOWN = 5
_ROWS_OF_A_REFUSAL = 10_000
"""The problems of so many rows are put together where a file is refused; they show every kind there is."""


class RowAccount:
    """The account of every row: those kept, ignored and rejected, and remarks on the file."""

    def __init__(self, sorted_: Sorted, table: InvoiceTable, beside: Beside) -> None:
        self._sorted, self._table, self._beside = sorted_, table, beside
        self._sheets = [table.sheet, *(sheet for _, sheet in beside.sheets())]
        self.kept = table.sheet.clean()
        self.rows = len(table.sheet.records) - 1
        self.ignored = self.rows - int(self.kept.sum()) - len(table.sheet.findings)
        self._again = int((sorted_.sheet.clean()).sum()) - int(self.kept.sum())

    @property
    def unusable(self) -> bool:
        """True when no row can be used, and some have problems."""
        return not self.kept.any() and any(len(sheet.findings) for sheet in self._sheets)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem of every file."""
        return tuple(problem for sheet in self._sheets for problem in sheet.findings.problems)

    @property
    def first_problems(self) -> tuple[Problem, ...]:
        """The problems of the first rows of each file, as many as a file needs that is refused whole."""
        return tuple(problem for sheet in self._sheets for problem in sheet.findings.first(_ROWS_OF_A_REFUSAL))

    @property
    def further(self) -> str:
        """The number of rows with problems beside those of `first_problems`, in words; "" for none."""
        more = sum(max(0, len(sheet.findings) - _ROWS_OF_A_REFUSAL) for sheet in self._sheets)
        return f"{self._table.sheet.header.file}: {more:,} more rows cannot be used either" if more else ""

    @property
    def records(self) -> tuple[Rejected, ...]:
        """Every record that has problems; made when asked for, because a file that is refused needs none of them."""
        return tuple(record for sheet in self._sheets for record in sheet.findings.rejected)

    def ignored_for(self) -> dict[str, int]:
        """The number of ignored rows by reason; they add up to `ignored`."""
        above = self._table.sheet.opened.top
        again = "further lines of an invoice" if self._table.sheet.grouping else "said before"
        named = {"above the header": above, **self._sorted.ignored, again: self._again}
        return {why: n for why, n in {**named, "blank": self.ignored - sum(named.values())}.items() if n}

    def payments(self) -> Mapping[str, tuple[Payment, ...]]:
        """The payments of the invoices that are kept: those handed in, and earlier ones the export does not show."""
        received, texts = self._beside.received, self._table.texts
        found = dict(received.of(self.kept).by_invoice(texts["invoice"], texts["currency"])) if received else {}
        for at, earlier in self._beside.unshown.payments.items():
            if earlier and self.kept[at]:
                number = texts["invoice"].at(at)
                found[number] = tuple(sorted((*earlier, *found.get(number, ())), key=by_day))
        return found

    def on_account(self) -> tuple[OnAccount, ...]:
        """Money that customers paid for no invoice in particular."""
        received = self._beside.received
        own = stated_on_account(self._table, self.kept)
        return (*self._beside.unshown.on_account, *(received.on_account if received else ()), *own)

    def handed_in(self, files: Files) -> HandedIn:
        """The lists handed in beside the invoices, for the ledger to keep for later runs."""
        received, held, joined = self._beside.received, self._beside.held, self._beside.joined
        return HandedIn(
            () if received is None else self._payments(received),
            held.listed if held is not None and held.sheet is not None else None,
            tuple(contacts_said(joined.contacts)) if joined is not None and files.contacts is not None else None,
        )

    def _payments(self, received: Received) -> tuple[KeptPayment, ...]:
        rejected = received.of_rejected(self.kept, self._table.texts["currency"])
        return (*handed_in(received.of(self.kept), self._table), *rejected)

    def remarks(self) -> list[Text]:
        """Remarks on everything that is not a problem and that the user should know."""
        table, sheet = self._table, self._table.sheet
        found: list[Text] = [*sheet.said, *self._sorted.remarks]
        if self._again and not sheet.grouping:
            found.append(Message.of("counted_once", count=self._again))
        if self._again and sheet.grouping:
            found.append(Message.of("further_lines", count=self._again, how=_counted(sheet)))
        listed = self._beside.received is not None or any(self._beside.unshown.payments.values())
        negative = bool((table.settlement.total[self.kept] < 0).any() or sheet.credits.any())
        found += unsaid(sheet, negative, listed)
        found += _late_fees(sheet)
        undated = int((table.numbers["issued"][self.kept] == NO_DAY).sum())
        if undated:
            found.append(Message.of("no_invoice_date", count=undated))
        early = sheet.lines()[self.kept & (table.numbers["due"] < table.numbers["issued"])].tolist()
        if early:
            found.append(Message.of("due_before_issue", count=len(early), lines=_lines(early)))
        found += self._compared()
        if own := stated_on_account(table, self.kept):
            found.append(Message.of("payments_on_account", count=len(own)))
        found += paid_before_issue(self.payments(), table)
        return found + self._beside.remarks(self.kept, table.balance > 0)

    def _compared(self) -> Iterator[Text]:
        """Remarks on kept rows that are alike in one column and differ in another."""
        rows = slice(None) if self.kept.all() else np.flatnonzero(self.kept)
        columns = {field: self._table.texts[field].only(rows) for field in _COMPARED if field in self._table.texts}
        lines, ids = self._table.sheet.lines()[rows], columns["customer_id"]
        yield from contradictions(columns, lines)
        yield from near_names(ids, columns["customer"], lines)
        yield from near_numbers(columns["invoice"], lines, "invoices")
        yield from near_numbers(ids, lines, "customers")


def _late_fees(sheet: Sheet) -> list[Text]:
    """A remark where the vendor's export has late fees of its own."""
    said: list[Text] = []
    for name in sheet.preset.late_fees:
        column = sheet.at(name)
        if column is not None:
            rows = int(column.rows(lambda text: bool(re.search("[1-9]", text))).sum())
            if rows:
                said.append(Message.of("late_fees_set", column=repr(name), rows=Message.of("row_count", count=rows)))
    return said


def _counted(sheet: Sheet) -> Message:
    """The treatment of an invoice's amounts in its several lines."""
    added = sheet.grouping.add if sheet.grouping else ()
    names = tuple(repr(sheet.header.name(field)) for field in added if sheet.has(field))
    if not names:
        return Message.of("balance_once" if sheet.has("balance") else "total_once")
    return Message.of("columns_added_up", columns=Names(names, separator=" + "))


def _lines(lines: list[int]) -> Message:
    """The first of `lines`, in words."""
    more = ", ..." if len(lines) > _SHOWN else ""
    return Message.of("on_lines", count=len(lines), lines=f"{', '.join(map(str, lines[:_SHOWN]))}{more}")
