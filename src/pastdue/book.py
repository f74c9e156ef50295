"""The table of all invoices, measured on a day for one row or a million: what is open, and how late it is.

The frame has one row an invoice, in the order of the file, and these columns:

    invoice                         str, unique
    customer_id, customer           category of str; customer_id is the name where the file gives no id
    currency                        category of str, ISO 4217
    issued, due                     int32, days since 1970-01-01 (spans.day_number); issued NO_DAY where unknown
    total_minor                     int64, in the currency's smallest unit; negative for a credit note
    paid_minor, paid_on             int64 and int32: what the row itself calls paid, and when (NO_DAY: undated)
    disputed                        bool
    line                            int32, the physical line of the file

and, only when the file has them: country, email, phone, delivery, language, customer_type, tax_id, project, policy,
invoice_pdf, hold_reason, dispute_reason, promise_reason, applies_to, address1..address5, postcode, city, region
(category of str), `discount` (category: as `2/10`, percent and days), `address` (category: all lines under the name,
ready for an envelope, joined by line breaks), `doubt` (category: why it is not sure what is open), `file` (category:
of an export in parts the part), hold and split_payment (bool), hold_until, dispute_until, promised_on, contract_date
(int32, NO_DAY where empty) and promised_minor (int64, 0 where no amount was promised).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from pastdue.model import Block, BlockKind, CustomerKind, Invoice, OnAccount, Overdue, Party, Payment
from pastdue.model.calendars import Calendar, Days
from pastdue.model.choices import Delivery, Roll
from pastdue.model.errors import Source
from pastdue.model.money import Money
from pastdue.model.spans import day_number, day_of

NO_DAY = int(np.iinfo(np.int32).min)
"""Stands in a column of days where there is none; earlier than any day, so an undated payment counts as made,
and an undated invoice as issued."""


def known_day(number: int) -> date | None:
    """The day that a column of days names; None where it is NO_DAY."""
    return None if number == NO_DAY else day_of(number)


@dataclass(frozen=True, eq=False)
class Book:
    """All invoices of a file, the payments that a second file lists for them, and money on account."""

    frame: pd.DataFrame
    file: str
    payments: Mapping[str, tuple[Payment, ...]] = field(default_factory=dict)
    on_account: tuple[OnAccount, ...] = ()

    def __len__(self) -> int:
        return len(self.frame)

    def measured(self, as_of: date, calendar: Calendar, roll: Roll = Roll.NONE) -> Measured:
        """This book on the day `as_of`: how late each invoice is, and what of it is open.

        The due date is moved by `roll` first. Days are those in (effective due, as_of], negative when not yet due;
        business days are the open ones among them, 0 when not late. Payments dated after `as_of` are undone;
        undated ones count as made.
        """
        today = day_number(as_of)
        frame = self.frame
        due = calendar.roll_many(frame["due"].to_numpy(), roll)
        own = np.where(frame["paid_on"].to_numpy() <= today, frame["paid_minor"].to_numpy(), 0)
        paid = own + self._listed(as_of)
        measured = frame.assign(
            effective_due=due.astype(np.int32),
            days=(today - due).astype(np.int32),
            business_days=calendar.business_days_many(due, today).astype(np.int32),
            paid_as_of_minor=paid,
            open_minor=frame["total_minor"].to_numpy() - paid,
            disputed=self._disputed(today),
        )
        return Measured(self, as_of, calendar, measured, roll)

    def _disputed(self, today: int) -> pd.Series[bool]:
        """Whether each row is disputed on the day; a dispute's last day counts."""
        disputed = self.frame["disputed"]
        if "dispute_until" not in self.frame:
            return disputed
        until = self.frame["dispute_until"]
        return disputed & ((until == NO_DAY) | (until >= today))

    def _listed(self, as_of: date) -> Days:
        """The sums the payments file says were paid by the end of `as_of`, in minor units, one for each row."""
        paid = np.zeros(len(self), np.int64)
        if self.payments:
            rows = pd.Index(self.frame["invoice"]).get_indexer(pd.Index(list(self.payments)))
            for row, payments in zip(rows.tolist(), self.payments.values(), strict=True):
                paid[row] += sum(p.amount.minor for p in payments if p.on is None or p.on <= as_of)
        return paid


@dataclass(frozen=True, eq=False)
class Measured:
    """A book on one day. `frame` has the book's columns and effective_due, days, business_days (int32),
    open_minor and paid_as_of_minor (int64); `disputed` is as of the day. Invoices issued after `as_of` are still among
    them."""

    book: Book
    as_of: date
    calendar: Calendar
    frame: pd.DataFrame
    roll: Roll = Roll.NONE
    """The rule by which due dates were moved."""

    def __len__(self) -> int:
        return len(self.frame)

    @property
    def on_account(self) -> tuple[OnAccount, ...]:
        """The money on customers' accounts that had come in by the end of the day, by customer and day."""
        ours = (one for one in self.book.on_account if one.by(self.as_of))
        return tuple(sorted(ours, key=lambda one: (one.customer_id, one.payment.on or date.min, one.label)))

    def rows_of(self, numbers: Iterable[str]) -> dict[str, int]:
        """The position of each of these invoices that is in the book."""
        wanted = list(dict.fromkeys(numbers))
        rows = pd.Index(self.frame["invoice"]).get_indexer(pd.Index(wanted, dtype=object))
        return {number: int(row) for number, row in zip(wanted, rows, strict=True) if row >= 0}

    def whose(self, numbers: Iterable[str]) -> dict[str, tuple[str, date | None]]:
        """The customer's id and the day of issue of each of these invoices that is in the book."""
        cells = self._cells
        return {
            number: (cells.text("customer_id", row), cells.day("issued", row))
            for number, row in self.rows_of(numbers).items()
        }

    def balances(self) -> dict[tuple[str, str], Money]:
        """Each customer's balance by id and currency: everything owed, late or not, less credits and money on
        account."""
        ours = self.frame[self.frame["issued"] <= day_number(self.as_of)]
        keys = [ours["customer_id"].astype(str), ours["currency"].astype(str)]
        sums = ours["open_minor"].groupby(keys, sort=False).sum()
        found = {
            (str(customer), str(currency)): Money.of_minor(int(minor), str(currency))
            for (customer, currency), minor in zip(sums.index.to_list(), sums.tolist(), strict=True)
        }
        for one in self.on_account:
            key, amount = (one.customer_id, one.payment.amount.currency), one.payment.amount
            found[key] = found.get(key, Money.zero(amount.currency)) - amount
        return found

    def customers(self) -> Iterator[Party]:
        """Every customer of the book once, by number, as the last of their rows says."""
        last = self.frame["customer_id"].reset_index(drop=True).drop_duplicates(keep="last")
        return (self._customer(int(row)) for row in last.index)

    def credits(self) -> list[int]:
        """The positions of the issued invoices that the customer has something on: credit notes and overpaid ones."""
        ours = (self.frame["open_minor"] < 0) & (self.frame["issued"] <= day_number(self.as_of))
        return [int(row) for row in np.flatnonzero(ours.to_numpy())]

    def debts(self, customers: Iterable[str]) -> dict[tuple[str, str], list[int]]:
        """The positions of these customers' issued invoices, credit notes apart, by customer and currency."""
        frame = self.frame
        theirs = frame["customer_id"].isin(list(customers)) & (frame["total_minor"] >= 0)
        theirs &= frame["issued"] <= day_number(self.as_of)
        found: dict[tuple[str, str], list[int]] = {}
        for row in np.flatnonzero(theirs.to_numpy()).tolist():
            key = self._cells.text("customer_id", row), self._cells.text("currency", row)
            found.setdefault(key, []).append(int(row))
        return found

    def settled(self, more: Mapping[str, int], on_account: tuple[OnAccount, ...]) -> Measured:
        """The same with so much `more` open on invoices, in minor units, and `on_account` for the money on account."""
        open_ = self.frame["open_minor"].to_numpy(np.int64).copy()
        for number, row in self.rows_of(more).items():
            open_[row] += more[number]
        book = replace(self.book, on_account=on_account)
        return replace(self, book=book, frame=self.frame.assign(open_minor=open_))

    def invoice(self, row: int) -> Invoice:
        """The invoice at position `row`, counted from 0, with its customer, payments, blocks and place in the file."""
        cells, number = self._cells, self._cells.text("invoice", row)
        currency = cells.text("currency", row)
        return Invoice(
            number=number,
            customer=self._customer(row),
            issued=cells.day("issued", row),
            due=day_of(cells.number("due", row)),
            total=Money.of_minor(cells.number("total_minor", row), currency),
            payments=(*self._own_payment(row, currency), *self.book.payments.get(number, ())),
            blocks=tuple(self._blocks(row, currency)),
            project=cells.text("project", row),
            policy=cells.text("policy", row),
            copy=cells.text("invoice_pdf", row),
            source=Source(cells.text("file", row) or self.book.file, cells.number("line", row)),
            contract_date=cells.day("contract_date", row),
            split_payment=bool(cells.number("split_payment", row)),
            applies_to=cells.text("applies_to", row),
            doubt=cells.text("doubt", row),
        )

    def overdue(self, row: int) -> Overdue:
        """The invoice at position `row` with its lateness; days are negative when it is not yet due."""
        cells = self._cells
        return Overdue(
            invoice=self.invoice(row),
            as_of=self.as_of,
            effective_due=day_of(cells.number("effective_due", row)),
            days=cells.number("days", row),
            business_days=cells.number("business_days", row),
            calendar=self.calendar.name,
        )

    @cached_property
    def _cells(self) -> _Cells:
        return _Cells(self.frame)

    @cached_property
    def _known_newest(self) -> dict[str, Days | None]:
        """The cache of `_newest`, by column."""
        return {}

    def _newest(self, name: str, row: int) -> int:
        """The row with the newest entry in the column `name` that any invoice of the customer of `row` has; else `row`.

        A customer here is a number and a name: another name under the number does not take the address. Of two
        entries of one day the last by its letters counts, whatever the order of the rows; one of an invoice without a
        day of issue is the oldest.
        """
        if name not in self._known_newest:
            self._known_newest[name] = self._newest_in(name)
        newest = self._known_newest[name]
        return row if newest is None or newest[row] < 0 else int(newest[row])

    def _newest_in(self, name: str) -> Days | None:
        """For each row the one with its customer's newest entry, -1 where they have none; None without the column."""
        if name not in self.frame:
            return None
        said = self.frame[name].cat
        ids, names = (self.frame[key].astype("category").cat for key in ("customer_id", "customer"))
        pairs = ids.codes.to_numpy().astype(np.int64) * len(names.categories) + names.codes.to_numpy()
        known, customer = np.unique(pairs, return_inverse=True)
        rank = np.argsort(np.argsort(np.array(said.categories.tolist(), dtype=object)))
        filled = np.array([bool(text) for text in said.categories], np.bool_)[said.codes.to_numpy()]
        order = np.lexsort((rank[said.codes.to_numpy()], self.frame["issued"].to_numpy()))
        order = order[filled[order]]
        newest = np.full(len(known), -1, np.int64)
        newest[customer[order]] = order
        return newest[customer]

    def _customer(self, row: int) -> Party:
        """The customer of an invoice, at the newest address, e-mail address and way of delivery that any of theirs
        has."""
        cells, at = self._cells, self._newest("address", row)
        address = cells.text("address", at)
        delivery = cells.text("delivery", self._newest("delivery", row))
        return Party(
            id=cells.text("customer_id", row),
            name=cells.text("customer", row),
            address=tuple(address.split("\n")) if address else (),
            country=cells.text("country", at),
            language=cells.text("language", row),
            kind=CustomerKind(cells.text("customer_type", row) or CustomerKind.BUSINESS),
            email=cells.text("email", self._newest("email", row)),
            phone=cells.text("phone", row),
            tax_id=cells.text("tax_id", row),
            delivery=Delivery(delivery) if delivery else None,
            kind_said=bool(cells.text("customer_type", row)),
        )

    def _own_payment(self, row: int, currency: str) -> tuple[Payment, ...]:
        minor = self._cells.number("paid_minor", row)
        return (Payment(Money.of_minor(minor, currency), self._cells.day("paid_on", row)),) if minor else ()

    def _blocks(self, row: int, currency: str) -> list[Block]:
        cells, found = self._cells, []
        if cells.number("hold", row):
            found.append(Block(BlockKind.HOLD, cells.day("hold_until", row), cells.text("hold_reason", row)))
        until = cells.day("dispute_until", row)
        if cells.number("disputed", row) or until is not None:
            reason = cells.text("dispute_reason", row)
            found.append(Block(BlockKind.DISPUTE, until, reason))
        if (promised := cells.day("promised_on", row)) is not None:
            minor = cells.number("promised_minor", row)
            amount = Money.of_minor(minor, currency) if minor else None
            found.append(Block(BlockKind.PROMISE, promised, cells.text("promise_reason", row), amount))
        return found


class _Cells:
    """Single cells of a frame, quickly: pandas takes a hundred times longer to make a row."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._numbers = {
            name: column.cat.codes.to_numpy() if isinstance(column.dtype, pd.CategoricalDtype) else column.to_numpy()
            for name, column in frame.items()
        }
        self._texts = {
            name: column.cat.categories.tolist()
            for name, column in frame.items() if isinstance(column.dtype, pd.CategoricalDtype)
        }  # fmt: skip

    def text(self, name: str, row: int) -> str:
        """The text in column `name`; empty when the frame has no such column."""
        if name in self._texts:
            return str(self._texts[name][self._numbers[name][row]])
        return str(self._numbers[name][row]) if name in self._numbers else ""

    def number(self, name: str, row: int) -> int:
        """The number in column `name`; 0 when the frame has no such column."""
        return int(self._numbers[name][row]) if name in self._numbers else 0

    def day(self, name: str, row: int) -> date | None:
        """The day in column `name`; None when it is NO_DAY or the frame has no such column."""
        return known_day(self.number(name, row)) if name in self._numbers else None
