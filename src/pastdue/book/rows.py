"""The rows of the book as values: invoices with their customers, payments and blocks, one at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from pastdue.book.columns import coded
from pastdue.book.days import known_day
from pastdue.model import Block, BlockKind, CustomerKind, Invoice, Party, Payment
from pastdue.model.calendars import Days
from pastdue.model.choices import Delivery
from pastdue.model.errors.problems import Source
from pastdue.model.messages import Message
from pastdue.model.money import Money
from pastdue.model.spans import day_of


class InvoiceRows:
    """The rows of `frame`, read from the file called `file`, each as an invoice with the `payments` listed for it."""

    def __init__(self, frame: pd.DataFrame, file: str, payments: Mapping[str, tuple[Payment, ...]]) -> None:
        self._frame, self._file, self._payments = frame, file, payments
        self.cells = FrameCells(frame)
        self._known_newest: dict[str, Days | None] = {}

    def invoice(self, row: int) -> Invoice:
        """The invoice at position `row`, counted from 0, with its customer, payments, blocks and place in the file."""
        cells, number = self.cells, self.cells.text("invoice", row)
        currency = cells.text("currency", row)
        return Invoice(
            number=number,
            customer=self.customer(row),
            issued=cells.day("issued", row),
            due=day_of(cells.number("due", row)),
            due_known=not cells.number("due_unknown", row),
            total=Money.of_minor(cells.number("total_minor", row), currency),
            payments=(*self._own_payment(row, currency), *self._payments.get(number, ())),
            blocks=tuple(self._blocks(row, currency)),
            project=cells.text("project", row),
            policy=cells.text("policy", row),
            copy=cells.text("invoice_pdf", row),
            source=Source(cells.text("file", row) or self._file, cells.number("line", row)),
            contract_date=cells.day("contract_date", row),
            split_payment=bool(cells.number("split_payment", row)),
            applies_to=cells.text("applies_to", row),
            doubt=cells.message("doubt", row),
        )

    def _newest(self, name: str, row: int) -> int:
        """The row with the newest entry in the column `name` that any invoice of the customer of `row` has; else `row`.

        Of two entries of one day the last by its letters counts, whatever the order of the rows; one of an invoice
        without a day of issue is the oldest.
        """
        if name not in self._known_newest:
            self._known_newest[name] = self._newest_in(name)
        newest = self._known_newest[name]
        return row if newest is None or newest[row] < 0 else int(newest[row])

    @cached_property
    def _customers(self) -> tuple[int, Days]:
        """The number of customers, and each row's, from 0. A customer here is a number and a name: another name under
        the number does not take the address."""
        (ids, _), (names, known_names) = (coded(self._frame, key) for key in ("customer_id", "customer"))
        pairs = ids.astype(np.int64) * len(known_names) + names
        known, customer = np.unique(pairs, return_inverse=True)
        return len(known), customer

    def _newest_in(self, name: str) -> Days | None:
        """For each row the one with its customer's newest entry, -1 where they have none; None without the column."""
        if name not in self._frame:
            return None
        codes, said = coded(self._frame, name)
        texts = said.tolist()
        count, customer = self._customers
        rank = np.argsort(np.argsort(np.array(texts, dtype=object)))
        filled = np.array([bool(text) for text in texts], np.bool_)[codes]
        order = np.lexsort((rank[codes], self._frame["issued"].to_numpy()))
        order = order[filled[order]]
        newest = np.full(count, -1, np.int64)
        newest[customer[order]] = order
        return newest[customer]

    def customer(self, row: int) -> Party:
        """The customer of an invoice, at the newest address, e-mail address and way of delivery that any of theirs
        has."""
        cells, at = self.cells, self._newest("address", row)
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
        minor = self.cells.number("paid_minor", row)
        return (Payment(Money.of_minor(minor, currency), self.cells.day("paid_on", row)),) if minor else ()

    def _blocks(self, row: int, currency: str) -> list[Block]:
        cells, found = self.cells, []
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


class FrameCells:
    """Single cells of a frame, quickly: pandas takes a hundred times longer to make a row."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._columns = _Columns(frame)

    def text(self, name: str, row: int) -> str:
        """The text in column `name`; empty when the frame has no such column."""
        numbers, texts = self._columns[name]
        if texts is not None:
            return str(texts[numbers[row]])
        return "" if numbers is None else str(numbers[row])

    def message(self, name: str, row: int) -> Message | None:
        """The message in column `name`; None where the cell is empty or the frame has no such column."""
        numbers, texts = self._columns[name]
        found: Message | None = None if texts is None or numbers[row] < 0 else texts[numbers[row]]
        return found

    def number(self, name: str, row: int) -> int:
        """The number in column `name`; 0 when the frame has no such column."""
        numbers, _ = self._columns[name]
        return 0 if numbers is None else int(numbers[row])

    def day(self, name: str, row: int) -> date | None:
        """The day in column `name`; None when it is NO_DAY or the frame has no such column."""
        numbers, _ = self._columns[name]
        return None if numbers is None else known_day(int(numbers[row]))


class _Columns(dict[str, tuple[Any, Any]]):
    """The columns of a frame that were asked for: the numbers or codes of each, and the values of the codes; None
    where there are none, both in place of a column that the frame lacks."""

    def __init__(self, frame: pd.DataFrame) -> None:
        super().__init__()
        self._frame = frame

    def __missing__(self, name: str) -> tuple[Any, Any]:
        if name not in self._frame:
            found: tuple[Any, Any] = None, None
        elif isinstance((column := self._frame[name]).dtype, pd.CategoricalDtype):
            codes, texts = coded(self._frame, name)
            found = codes, texts.tolist()
        else:
            found = column.to_numpy(), None
        self[name] = found
        return found
