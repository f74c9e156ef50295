"""The money in ignored rows, such as drafts, stated so that none is overlooked."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from pastdue.intake.export.sheet import Sheet
from pastdue.intake.export.units.unit_columns import power_of
from pastdue.intake.export.vendor_rows import Sorted
from pastdue.intake.file.cells import Coded
from pastdue.intake.invoices.currencies import in_one
from pastdue.intake.judgement.tongues import said_currency
from pastdue.intake.values.amount_column import Habit, column_style, read_amounts
from pastdue.intake.values.flaws import Flaw
from pastdue.intake.values.words import parse_currency
from pastdue.model.money import Money, total


def sums(sorted_: Sorted, currency: Coded) -> Mapping[str, tuple[Money, ...]]:
    """The sums of the rows ignored for each reason, by currency: of their balance, else of their total; an invoice in
    several lines counts once unless its lines add up. A reason is left out where a cell of its rows is unusable.

    Rows that name no currency have the one that all the other rows, whose `currency` it is, have.
    """
    field = next((field for field in ("balance", "total") if sorted_.sheet.has(field)), "")
    if not field or not sorted_.over:
        return {}
    code = said_currency(sorted_.sheet) or in_one(currency, np.arange(len(currency.codes)))
    decimal = _decimal(sorted_, field)
    found: dict[str, list[Money | None]] = {}
    for reason, rows in sorted_.over:
        found.setdefault(reason, []).extend(_summed(rows, field, code, decimal))
    return {reason: _by_currency(moneys) for reason, moneys in found.items() if None not in moneys}


def _by_currency(moneys: list[Money | None]) -> tuple[Money, ...]:
    known = [money for money in moneys if money is not None]
    codes = sorted({money.currency for money in known})
    return tuple(total((money for money in known if money.currency == code), code) for code in codes)


def _decimal(sorted_: Sorted, field: str) -> str:
    """The decimal mark that the whole column shows, its ignored rows included; "" where it shows none."""
    sheet = sorted_.sheet
    rows = np.sort(np.concatenate([sheet.rows, *(rows.rows for _, rows in sorted_.over)]))
    column = sheet.records.column(rows, sheet.header.places[field])
    style = column_style(column, sheet.dialect.decimal, sheet.preset.decimal)
    return style.decimal if style.settled else ""


def _summed(rows: Sheet, field: str, code: str, decimal: str) -> list[Money | None]:
    """The sum of `field` in each currency; None among them where a cell cannot be read."""
    counted = np.arange(len(rows))
    lines = rows.grouping
    if lines and field not in lines.add:
        _, counted = np.unique(rows.text("invoice").codes, return_index=True)
    cells, column = rows.cells(field).only(counted), rows.text("currency").only(counted)
    codes = [parse_currency(text or code) for text in column.texts]
    currency = Coded(column.codes, ["" if isinstance(each, Flaw) else each for each in codes]).merged()
    amounts = read_amounts(cells, currency, decimal, rows.nothing, Habit(power=power_of(rows, field)))
    if amounts.flaws or (amounts.given & ~currency.filled).any():
        return [None]
    return [
        Money.of_minor(int(amounts.minor[currency.codes == number].sum()), each)
        for number, each in enumerate(currency.texts) if each and (currency.codes == number).any()
    ]  # fmt: skip
