"""The book as a table: the open amount and the lateness of every row on a day, for one row or a million."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pastdue.book.columns import Flags, coded, having_any, values, with_other_days
from pastdue.book.days import NO_DAY
from pastdue.book.rows import InvoiceRows
from pastdue.model import Invoice, OnAccount, Overdue, Party, Payment, Whose
from pastdue.model.calendars import Calendar, Days
from pastdue.model.choices import Roll
from pastdue.model.money import Money
from pastdue.model.spans import day_number, day_of

FIGURES = (
    "invoice", "customer_id", "customer", "currency", "issued", "due", "effective_due", "days", "total_minor",
    "open_minor", "disputed",
)  # fmt: skip
"""The columns of a measured book that are counted, added up and compared."""
MORE_FIGURES = ("due_unknown",)
"""Those that only some books have."""
_AT_ONCE = 1 << 16
"""The number of rows whose values are made at once."""


@dataclass(frozen=True, eq=False)
class Book:
    """All invoices of a file, the payments that a second file lists for them, and money on account; `away` are payments
    of invoices that earlier runs saw and it lacks."""

    frame: pd.DataFrame
    file: str
    payments: Mapping[str, tuple[Payment, ...]] = field(default_factory=dict)
    on_account: tuple[OnAccount, ...] = ()
    away: Mapping[str, tuple[Payment, ...]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.frame)

    def rows_of(self, numbers: Iterable[str]) -> dict[str, int]:
        """The position of each of these invoices that is in the book."""
        wanted = list(dict.fromkeys(numbers))
        return {number: row for number, row in zip(wanted, self._places(wanted).tolist(), strict=True) if row >= 0}

    def lacks(self, numbers: Iterable[str]) -> list[str]:
        """Those of the numbers that no invoice of the book has, in their order."""
        wanted = list(numbers)
        return [number for number, row in zip(wanted, self._places(wanted).tolist(), strict=True) if row < 0]

    def otherwise_issued(self, then: Mapping[str, date | None]) -> dict[str, int]:
        """The positions of those of these invoices that have another day of issue in the book than they had then."""
        rows = self._places([*then])
        other = with_other_days(rows, self.frame["issued"].to_numpy(), [*then.values()])
        return {number: row for number, row, is_other in zip(then, rows.tolist(), other, strict=True) if is_other}

    def _places(self, numbers: list[str]) -> npt.NDArray[np.intp]:
        """The position of each of the numbers; -1 where no invoice of the book has it."""
        return self._numbers.get_indexer(pd.Index(numbers, dtype=self._numbers.dtype))

    @cached_property
    def _numbers(self) -> pd.Index[Any]:
        numbers: pd.Index[Any] = pd.Index(self.frame["invoice"])
        return numbers

    def measured(self, as_of: date, calendar: Calendar, roll: Roll = Roll.NONE) -> Measured:
        """This book on the day `as_of`: how late each invoice is, and what of it is open.

        The due date is moved by `roll` first. Days are those in (effective due, as_of], negative when not yet due.
        Payments dated after `as_of` are undone; undated ones count as made.
        """
        today = day_number(as_of)
        frame = self.frame
        due = calendar.roll_many(frame["due"].to_numpy(), roll)
        own = np.where(frame["paid_on"].to_numpy() <= today, frame["paid_minor"].to_numpy(), 0)
        paid = own + self._listed(as_of)
        measured = frame.assign(
            effective_due=due.astype(np.int32),
            days=(today - due).astype(np.int32),
            paid_as_of_minor=paid,
            open_minor=frame["total_minor"].to_numpy() - paid,
            disputed=self._disputed(today),
        )
        return Measured(self, as_of, calendar, measured, roll)

    def _disputed(self, today: int) -> Flags:
        """For each row, True where it is disputed on the day; a dispute's last day counts."""
        disputed: Flags = self.frame["disputed"].to_numpy()
        if "dispute_until" in self.frame:
            until = self.frame["dispute_until"].to_numpy()
            disputed = disputed & ((until == NO_DAY) | (until >= today))
        return disputed

    def _listed(self, as_of: date) -> Days:
        """The sums the payments file says were paid by the end of `as_of`, in minor units, one for each row."""
        paid = np.zeros(len(self), np.int64)
        if self.payments:
            rows = self._numbers.get_indexer(pd.Index(list(self.payments), dtype=self._numbers.dtype))
            for row, payments in zip(rows.tolist(), self.payments.values(), strict=True):
                paid[row] += sum(p.amount.minor for p in payments if p.on is None or p.on <= as_of)
        return paid


@dataclass(frozen=True, eq=False)
class Measured:
    """A book on one day. `frame` has the book's columns and effective_due, days (int32), open_minor and
    paid_as_of_minor (int64); `disputed` is as of the day. Invoices issued after `as_of` are still among them."""

    book: Book
    as_of: date
    calendar: Calendar
    frame: pd.DataFrame
    roll: Roll = Roll.NONE
    """The rule by which due dates were moved."""
    whole: bool = True
    """True when the frame has all columns; with figures alone no invoice can be made of a row."""

    def __len__(self) -> int:
        return len(self.frame)

    @cached_property
    def issued(self) -> Flags:
        """For each row, True where the invoice was issued by the end of the day."""
        by_then: Flags = self.frame["issued"].to_numpy() <= day_number(self.as_of)
        return by_then

    @property
    def on_account(self) -> tuple[OnAccount, ...]:
        """The money on customers' accounts that had come in by the end of the day, by customer and day."""
        ours = (one for one in self.book.on_account if one.by(self.as_of))
        return tuple(sorted(ours, key=lambda one: (one.customer_id, one.payment.on or date.min, one.label)))

    def rows_of(self, numbers: Iterable[str]) -> dict[str, int]:
        """The position of each of these invoices that is in the book."""
        return self.book.rows_of(numbers)

    def whose(self, numbers: Iterable[str]) -> dict[str, tuple[str, date | None, str]]:
        """The customer's id, the day of issue and the currency of each of these invoices that is in the book."""
        cells = self._rows.cells
        return {
            number: (cells.text("customer_id", row), cells.day("issued", row), cells.text("currency", row))
            for number, row in self.rows_of(numbers).items()
        }

    def balances(self) -> dict[Whose, Money]:
        """Each customer's balance by id and currency: everything owed, late or not, less credits and money on
        account."""
        ours = self.frame[self.issued]
        keys = [ours["customer_id"].astype(str), ours["currency"].astype(str)]
        sums = ours["open_minor"].groupby(keys, sort=False).sum()
        found = {
            Whose(str(customer), str(currency)): Money.of_minor(int(minor), str(currency))
            for (customer, currency), minor in zip(sums.index.to_list(), sums.tolist(), strict=True)
        }
        for one in self.on_account:
            whose, amount = one.whose, one.payment.amount
            found[whose] = found.get(whose, Money.zero(amount.currency)) - amount
        return found

    def customers(self) -> Iterator[Party]:
        """Every customer of the book once, by number, as the last of their rows says."""
        last = self.frame["customer_id"].reset_index(drop=True).drop_duplicates(keep="last")
        return (self._rows.customer(int(row)) for row in last.index)

    def credits(self) -> list[int]:
        """The positions of the issued invoices that the customer has something on: credit notes and overpaid ones."""
        ours = (self.frame["open_minor"].to_numpy() < 0) & self.issued
        return [int(row) for row in np.flatnonzero(ours)]

    def debts(self, customers: Iterable[str]) -> dict[Whose, list[int]]:
        """The positions of these customers' issued invoices, credit notes apart, by customer and currency."""
        theirs = (
            having_any(self.frame, "customer_id", customers) & (self.frame["total_minor"].to_numpy() >= 0) & self.issued
        )
        found: dict[Whose, list[int]] = {}
        for row in np.flatnonzero(theirs).tolist():
            whose = Whose(self._rows.cells.text("customer_id", row), self._rows.cells.text("currency", row))
            found.setdefault(whose, []).append(int(row))
        return found

    def settled(self, more: Mapping[str, int], on_account: tuple[OnAccount, ...]) -> Measured:
        """The book with so much `more` open on invoices, in minor units, and `on_account` for the money on account."""
        open_ = self.frame["open_minor"].to_numpy(np.int64).copy()
        for number, row in self.rows_of(more).items():
            open_[row] += more[number]
        book = replace(self.book, on_account=on_account)
        return replace(self, book=book, frame=self.frame.assign(open_minor=open_))

    def invoice(self, row: int) -> Invoice:
        """The invoice at position `row`, counted from 0, with its customer, payments, blocks and place in the file."""
        return self._rows.invoice(row)

    def overdue(self, row: int) -> Overdue:
        """The invoice at position `row` with its lateness; days are negative when it is not yet due."""
        cells = self._rows.cells
        return Overdue(
            invoice=self.invoice(row),
            as_of=self.as_of,
            effective_due=day_of(cells.number("effective_due", row)),
            days=cells.number("days", row),
            business_days=int(self.business_days[row]),
            calendar=self.calendar.name,
        )

    def each(self, *columns: str) -> Iterator[tuple[Any, ...]]:
        """The values of these columns, row by row; never those of all rows at once."""
        if len(self.frame) <= _AT_ONCE:
            yield from zip(*(values(self.frame, name) for name in columns), strict=True)
            return
        for at in range(0, len(self.frame), _AT_ONCE):
            some = (self.frame[name].iloc[at : at + _AT_ONCE].tolist() for name in columns)
            yield from zip(*some, strict=True)

    @cached_property
    def due_known(self) -> Flags:
        """For each row, True where its due day is known."""
        known: Flags = np.ones(len(self.frame), np.bool_)
        return known & ~self.frame["due_unknown"].to_numpy() if "due_unknown" in self.frame else known

    def sums(self) -> Iterator[tuple[str, int, int, int, int, int]]:
        """For each currency, day of issue and due date, as numbers, what is open and the total in minor units, and the
        number of invoices with something open."""
        frame = self.frame
        codes, currencies = coded(frame, "currency")
        issued, due = (frame[name].to_numpy(np.int64) for name in ("issued", "due"))
        keys = codes.astype(np.int64) + len(currencies) * (issued - NO_DAY)
        keys = keys * (int(due.max(initial=0)) + 1) + due
        _, rows, places = np.unique(keys, return_index=True, return_inverse=True)
        open_ = frame["open_minor"].to_numpy(np.int64)
        counted = open_, frame["total_minor"].to_numpy(np.int64), (open_ > 0).astype(np.int64)
        sums = np.zeros((3, len(rows)), np.int64)
        for at, column in enumerate(counted):
            np.add.at(sums[at], places, column)
        names = currencies[codes[rows]].tolist()
        yield from zip(names, issued[rows].tolist(), due[rows].tolist(), *sums.tolist(), strict=True)

    def figures(self) -> Measured:
        """The book with the columns alone that are counted, added up and compared, in the book as in the frame."""
        frame = self.frame[[*FIGURES, *(name for name in MORE_FIGURES if name in self.frame)]].copy()
        return replace(self, book=replace(self.book, frame=frame), frame=frame, whole=False)

    @cached_property
    def business_days(self) -> Days:
        """The open days in (effective due, as_of] of each row, 0 where it is not late. Counted when first asked for: to
        learn the holidays takes as long as to read a short file."""
        return self.calendar.business_days_many(self.frame["effective_due"].to_numpy(), day_number(self.as_of))

    @cached_property
    def _rows(self) -> InvoiceRows:
        if not self.whole:
            raise RuntimeError("a book of figures alone has no invoices")
        return InvoiceRows(self.frame, self.book.file, self.book.payments)
