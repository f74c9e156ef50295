"""Cancellation rows whose invoice is left out as void: both count, or neither does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from pastdue.intake.export.sheet import Sheet
from pastdue.intake.invoices.named_credits import put_doubt
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.intake.judgement.money.plain_amounts import plain_amounts
from pastdue.intake.states.topics import about
from pastdue.intake.values.texts import clean
from pastdue.intake.values.word_rows import word_key
from pastdue.model.messages import APART, Message, Names
from pastdue.model.money import Money

_VOID = ("void", "cancelled", "canceled", "voided")
"""The reasons for which an invoice that was taken back is left out."""


def find_taken_back(table: InvoiceTable, over: Sequence[tuple[str, Sheet]]) -> None:
    """Keep in `table.taken_back` the number of the void invoice that each credit takes back: one of the same customer
    over the opposite amount, where the kind of row is that of a cancellation, or some cell has that number. `over` are
    the rows that are left out, by reason. Where no word can say whether it counts, its customer is in doubt."""
    void = [rows for reason, rows in over if reason in _VOID]
    field = next((field for field in ("total", "balance") if table.sheet.has(field)), "")
    back = _may_take_back(table)
    if not (void and back and field in table.sheet.header.places):
        return
    numbers = {
        at: each for rows in void for at, each in zip(rows.rows.tolist(), rows.text("invoice").all(), strict=True)
    }
    records = np.array(sorted({*numbers, *table.sheet.rows[back].tolist()}))
    minor = np.abs(plain_amounts(table.sheet, table.sheet.header.places[field], records).minor)
    amounts = dict(zip(records.tolist(), minor.tolist(), strict=True))
    whose = {record: said for sheet in (table.sheet, *void) for record, said in _customers(sheet, amounts)}
    left: dict[tuple[object, int], list[int]] = {}
    for record in numbers:
        left.setdefault((whose[record], amounts[record]), []).append(record)
    for position in back:
        record = int(table.sheet.rows[position])
        alike = left.get((whose[record], amounts[record]), []) if amounts[record] else []
        cells = set(map(clean, table.sheet.records.fields(record))) if alike else set()
        fitting = [each for each in alike if numbers[each] and numbers[each] in cells]
        fitting = fitting or (alike if about("void", table.sheet.text("type").at(position)) else [])
        if fitting:
            table.taken_back[position] = numbers[fitting[0]]
            alike.remove(fitting[0])
    _doubt_taken_back(table)


def _doubt_taken_back(table: InvoiceTable) -> None:
    """Put a doubt on the open invoices of a customer one of whose credits takes back an invoice left out as void, where
    others of its kind do not, so that no word for the kind can say whether it counts."""
    kinds, said = table.sheet.text("type"), set(map(word_key, table.sheet.dialect.words))
    owed = (table.balance != 0) & table.sheet.clean()
    for text in dict.fromkeys(kinds.at(row) for row in table.taken_back):
        rows = np.flatnonzero(owed & kinds.rows(text.__eq__)).tolist()
        if (text and set(rows) <= set(table.taken_back)) or word_key(text) in said:
            continue
        for row in set(rows) & set(table.taken_back):
            amount = Money.of_minor(-int(table.balance[row]), table.texts["currency"].at(row))
            named, number = repr(table.taken_back[row]), table.texts["invoice"].at(row)
            wrong = Names((Message.of("credit_of_void"),), separator=APART)
            what = Message.of("credit_names", number=number, amount=amount, named=named, wrong=wrong)
            table.sheet.tell(what)
            put_doubt(table, row, what)


def _may_take_back(table: InvoiceTable) -> list[int]:
    """The positions of the credits that are still owed to the customer, and of rows of an unknown kind."""
    kinds = [records for (field, _), records in table.sheet.unknown.items() if field == "type"]
    unknown = np.isin(table.sheet.rows, kinds[0] if kinds else ())
    return np.flatnonzero(((table.balance < 0) | (unknown & (table.balance != 0))) & table.sheet.clean()).tolist()


def _customers(sheet: Sheet, wanted: Mapping[int, int]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The customer and the currency of each of the `wanted` records of the sheet."""
    positions = np.flatnonzero(np.isin(sheet.rows, list(wanted)))
    whose = "customer_id" if sheet.has("customer_id") else "customer"
    texts = [sheet.text(field).only(positions).all() for field in (whose, "currency")]
    yield from zip(sheet.rows[positions].tolist(), zip(*texts, strict=True), strict=True)
