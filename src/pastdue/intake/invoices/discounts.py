"""Early-payment discounts: what `2/10 net 30` allows, and invoices that were paid less it in time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from pastdue.book import NO_DAY, Book
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.cells import Coded
from pastdue.model import Payment
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of
from pastdue.model.spans import day_of
from pastdue.model.wording import counted

TAKEN = "early-payment discount"
"""The reference of what a customer kept in time."""

_OFFERED = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*%?\s*/\s*(\d{1,3})(?!\d)", re.ASCII)


def offered(sheet: Sheet) -> Coded | None:
    """For each row the discount of its terms as `2/10` (percent and days from the issue date), "" for none; None where
    no row has one."""
    column, usual = sheet.text("terms"), sheet.dialect.terms
    texts = [_normal(text or usual) for text in column.texts]
    return Coded(column.codes, texts).merged() if any(texts) else None


def _normal(text: str) -> str:
    found = _OFFERED.match(text)
    return f"{found[1].replace(',', '.')}/{found[2]}" if found else ""


def with_discounts(book: Book) -> tuple[Book, tuple[str, ...]]:
    """The book with what customers kept of invoices that they paid less the discount in time as a payment of that day;
    and a remark on how many these are. What has no day is not known to be in time, nor is anything paid on an invoice
    without its day of issue."""
    if "discount" not in book.frame:
        return book, ()
    frame, payments = book.frame, dict(book.payments)
    offered = (frame["discount"].astype(str) != "") & (frame["total_minor"] > 0) & (frame["issued"] != NO_DAY)
    rows = np.flatnonzero(offered.to_numpy())
    settled: list[int] = []
    columns = ("invoice", "currency", "discount", "issued", "total_minor", "paid_minor", "paid_on")
    terms = zip(*(frame[name].iloc[rows].tolist() for name in columns), strict=True)
    for row, (number, currency, discount, issued, total, paid, on) in zip(rows.tolist(), terms, strict=True):
        own = Payment(Money.of_minor(paid, currency), None if on == NO_DAY else day_of(on))
        made = (*((own,) if paid else ()), *payments.get(number, ()))
        percent, days = discount.split("/")
        last = day_of(issued) + timedelta(days=int(days))
        if (kept := _kept(Money.of_minor(total, currency), Decimal(percent), last, made)) is not None:
            payments[number] = (*made, kept)
            settled.append(row)
    if not settled:
        return book, ()
    remark = f"{counted(len(settled), 'invoice')} paid in time less the discount of the terms: nothing is open"
    return _moved(book, settled, payments), (remark,)


def _kept(total: Money, percent: Decimal, last: date, made: tuple[Payment, ...]) -> Payment | None:
    """The cash discount kept by the day `last`, as a payment on the day of the last one in time; None where more was
    kept than allowed, or the payments were late."""
    allowed, nothing = (total * (percent / 100)).rounded(), Money.zero(total.currency)
    in_time = [payment.on for payment in made if payment.on is not None and payment.on <= last]
    left = total - sum_of((payment.amount for payment in made), total.currency)
    came_in = sum_of((p.amount for p in made if p.on is not None and p.on <= last), total.currency)
    if came_in < total - allowed or not nothing < left <= allowed:
        return None
    return Payment(left, max(in_time), TAKEN)


def _moved(book: Book, rows: list[int], payments: Mapping[str, tuple[Payment, ...]]) -> Book:
    """The book in which the payments of `rows` stand among `payments` alone."""
    paid, on = book.frame["paid_minor"].to_numpy().copy(), book.frame["paid_on"].to_numpy().copy()
    paid[rows], on[rows] = 0, NO_DAY
    return replace(book, frame=book.frame.assign(paid_minor=paid, paid_on=on), payments=payments)
