"""A column of what is open that can only be what was billed, or due before a payment: paid invoices have it as well."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from pastdue.intake.export.headers import loose
from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.file.structure import Ints
from pastdue.intake.judgement.contents import Contents, Holds, unread_columns
from pastdue.intake.judgement.money.plain_amounts import PlainAmounts, plain_amounts
from pastdue.intake.values.word_rows import rows
from pastdue.model.messages import Message

_FEWEST = 2
"""Fewer paid invoices than these do not show what a balance is."""
_FEWEST_OF_SUMS = 3
"""So many rows must add up for a fee in one of them to be proved."""


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


def read_before_payments(sheet: Sheet, passed_over: Iterable[Sheet]) -> None:
    """Leave the balance of a general list unread where every invoice that is called paid has as much in it as was paid,
    and no other was paid in part: it is what was due before the payment. A deposit or the like that is in every row the
    total less that counts as paid as well; without such a column the balance must be the total."""
    header, fields = sheet.header, ("total", "paid", "balance")
    if not sheet.preset.fallback or not header.places.keys() >= {*fields} or {*fields} & {*sheet.dialect.map}:
        return
    total, paid, due = (plain_amounts(sheet, header.places[field]) for field in fields)
    some = paid.minor != 0
    if some.sum() < _FEWEST or any(each.wrong.any() for each in (total, paid, due)) or not due.given.all():
        return
    if (sheet.settled != some).any() or (due.minor != paid.minor)[some].any():
        return
    less = total.minor - due.minor
    before = [each for each in unread_columns(sheet) if _is_paid_before(sheet, each, less)]
    if len(before) != int(less.any()):
        return
    further = (*header.added.get("paid", ()), *(each.place for each in before))
    added = {**header.added, "paid": further} if further else header.added
    left = {field: at for field, at in header.places.items() if field != "balance"}
    for each in (sheet, *passed_over):
        each.rename(replace(header, places=left, added=added))
    sheet.tell(Message.of("before_payments", column=repr(header.name("balance"))))
    sheet.prove(explained=sheet.proofs.explained | {header.places["balance"]})
    for column in before:
        sheet.tell(Message.of("paid_before", column=repr(column.name)))


def read_before_tax(sheet: Sheet, passed_over: Iterable[Sheet]) -> None:
    """Leave the balance of a general list unread where every invoice that is called paid has one and it is in every row
    the total without its tax; also where it is the whole total, under a header that does not say that it is still open.
    """
    header, fields = sheet.header, {"total", "balance"}
    if not sheet.preset.fallback or not header.places.keys() >= fields or fields & {*sheet.dialect.map}:
        return
    total, due = (plain_amounts(sheet, header.places[field]) for field in ("total", "balance"))
    paid = sheet.settled
    wrong = total.wrong.any() or due.wrong.any() or not due.given.all()
    if wrong or "paid" in header.places or paid.sum() < _FEWEST or not (due.minor[paid] > 0).all():
        return
    less = total.minor - due.minor
    still = any(stem in loose(header.name("balance")) for stem in rows("headers")["still_open"])
    if still if not less.any() else not any(_is_tax(sheet, each, less) for each in unread_columns(sheet)):
        return
    left = {field: at for field, at in header.places.items() if field != "balance"}
    told = "due_before_tax" if less.any() else "before_payments"
    sheet.tell(Message.of(told, column=repr(header.name("balance"))))
    for each in (sheet, *passed_over):
        each.rename(replace(header, places=left))
    sheet.prove(explained=sheet.proofs.explained | {header.places["balance"]})


def _is_tax(sheet: Sheet, contents: Contents, less: Ints) -> bool:
    """True when the column is called a tax and has just `less` in every row."""
    amounts = contents.about("tax") and contents.holds in (Holds.AMOUNTS, Holds.FLAGS)
    return bool(amounts and np.array_equal(plain_amounts(sheet, contents.place).minor, less))


def _is_paid_before(sheet: Sheet, contents: Contents, less: Ints) -> bool:
    """True when the column is called a deposit, a payment or a credit, and has just `less` in every row."""
    named = any(map(contents.about, ("part_paid", "paid", "credit"))) and not contents.about("guarantee")
    amounts = named and contents.holds is Holds.AMOUNTS
    return bool(amounts and less.any() and np.array_equal(plain_amounts(sheet, contents.place).minor, less))


def read_charges_on_top(sheet: Sheet, passed_over: Iterable[Sheet]) -> None:
    """Add to the total of a general list the one column by which more is open than was billed, as the fee of a returned
    direct debit: a few rows have more open, in each it is just what the column says, and none is open by less. One row
    will do where the header names a fee, and every row has open just its total and fee less what is paid. What was open
    before, as in the balance of an account, is none."""
    header = sheet.header
    if not sheet.preset.fallback or not header.places.keys() >= {"total", "balance"}:
        return
    total, left = (plain_amounts(sheet, header.places[field]) for field in ("total", "balance"))
    over = (total.minor > 0) & (left.minor > total.minor)
    if not over.any() or total.wrong.any() or left.wrong.any() or "total" in header.added:
        return
    found = [each for each in unread_columns(sheet) if each.holds in (Holds.AMOUNTS, Holds.FLAGS)]
    found = [each for each in found if not each.about("open") and not each.about("carried")]
    charges = [each for each in found if _is_charge(plain_amounts(sheet, each.place), left.minor - total.minor, over)]
    often = over.sum() >= _FEWEST and "total" not in sheet.dialect.map
    if len(charges) == 1 and (often or _adds_up(sheet, charges[0])):
        for each in (sheet, *passed_over):
            each.rename(replace(header, added={**header.added, "total": (charges[0].place,)}))
        names = {"column": repr(charges[0].name), "total": repr(header.name("total"))}
        sheet.tell(Message.of("charges_on_top", **names))


def _adds_up(sheet: Sheet, fee: Contents) -> bool:
    """True when the header names a fee, and what is open is in each of several rows the total and the fee less what is
    paid, which some rows have: by the column of it, or by the one that is called so and nothing is read from."""
    if not fee.begins("fee") or len(sheet) < _FEWEST_OF_SUMS:
        return False
    places = sheet.header.places
    total, left, more = (plain_amounts(sheet, place) for place in (places["total"], places["balance"], fee.place))
    unread = [each.place for each in unread_columns(sheet) if each.about("paid") and each.holds is Holds.AMOUNTS]
    for place in [places["paid"]] if "paid" in places else unread:
        paid = plain_amounts(sheet, place)
        if paid.minor.any() and not paid.wrong.any():
            return np.array_equal(total.minor + more.minor - paid.minor, left.minor)
    return False


def _is_charge(charge: PlainAmounts, more: Ints, over: Flags) -> bool:
    """True when the column is in the rows `over` just what is open `more` than was billed, and never below zero."""
    return bool((charge.minor == more)[over].all() and (charge.minor >= 0).all() and not charge.wrong.any())
