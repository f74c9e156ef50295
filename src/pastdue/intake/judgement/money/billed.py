"""A column of what is open that can only be what was billed: invoices that are paid have it as well."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pastdue.intake.export.sheet import Sheet
from pastdue.intake.judgement.money.plain_amounts import plain_amounts
from pastdue.model.messages import Message


def read_as_billed(sheet: Sheet, passed_over: Iterable[Sheet]) -> None:
    """Let the balance of a general list without totals be the total, where each row that is called paid has one: what
    is open of such an invoice is nothing. `passed_over` are the file's rows that are no invoices."""
    if not sheet.preset.fallback or not sheet.has("balance") or sheet.has("total") or "balance" in sheet.dialect.map:
        return
    place, paid = sheet.header.places["balance"], sheet.settled
    amounts = plain_amounts(sheet, place)
    if not paid.any() or not (amounts.minor[paid] > 0).all() or amounts.wrong.any():
        return
    places = {field: at for field, at in sheet.header.places.items() if field != "balance"}
    header = replace(sheet.header, places={**places, "total": place})
    for each in (sheet, *passed_over):
        each.rename(header)
    sheet.tell(Message.of("billed_and_not_open", column=repr(sheet.header.name("total"))))
