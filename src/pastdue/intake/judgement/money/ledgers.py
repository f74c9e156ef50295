"""Lists without what is open of an invoice: ledgers and statements of account, with a column for each side, told from
open items that have them as well, and summaries of customers by age."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pastdue.intake.export.headers import loose
from pastdue.intake.export.presets import CANONICAL
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.judgement.contents import Contents, Holds, contents_of
from pastdue.intake.judgement.money.plain_amounts import PlainAmounts, plain_amounts
from pastdue.intake.states.ages import names_age
from pastdue.intake.values.amount_shapes import is_amount
from pastdue.intake.values.word_rows import rows
from pastdue.model.errors.problems import BadInput, Problem
from pastdue.model.messages import Message, Names

_FEWEST = 3
"""Fewer rows prove no column to be the difference of two others."""
_FEWEST_AGES = 3


def refuse_ledgers(sheet: Sheet) -> None:
    """Refuse a ledger or statement of account: what was billed and what was paid stand in rows of their own there, and
    no row says what is open of an invoice. Where a column is in every row what is billed less what is paid, the rows
    are open items, and read so, with a remark."""
    if sheet.preset.own or not (sheet.preset.fallback or sheet.preset.loosely):
        return
    used, sides = set(sheet.header.places.values()), rows("headers")
    free = [place for place, name in enumerate(sheet.header.names) if place not in used and name.strip()]
    debit = [place for place in free if _is_side(sheet.header.names[place], sides["debit"])]
    credit = [place for place in free if _is_side(sheet.header.names[place], sides["credit_side"])]
    if debit and credit and all(contents_of(sheet, at).holds is Holds.AMOUNTS for at in (debit[0], credit[0])):
        if _read_open_items(sheet, debit[0], credit[0]):
            return
        names = " and ".join(repr(sheet.header.names[place].strip()) for place in (debit[0], credit[0]))
        what = (
            f"this is a ledger or a statement of account, with {names}: its rows do not say what is open of an invoice"
        )
        remedy = "export the open invoices instead, one row each with what is still open"
        raise BadInput([Problem(sheet.source, "", "", what, remedy)])


def refuse_summaries(sheet: Sheet) -> None:
    """Refuse a summary of customers by the age of what they owe: it has no invoices, no days, and columns of ages."""
    general = sheet.preset.fallback or sheet.preset.name == CANONICAL
    if not general or "invoice" in sheet.header.places:
        return
    ages = [at for at, name in enumerate(sheet.header.names) if names_age(name)]
    if len(ages) < _FEWEST_AGES or not all(all(map(is_amount, contents_of(sheet, at).counts)) for at in ages):
        return
    if any(_holds_days(contents_of(sheet, at)) for at in range(len(sheet.header.names))):
        return
    names = ", ".join(repr(sheet.header.names[place].strip()) for place in ages[:_FEWEST_AGES])
    what = f"this is a summary of customers by age, with {names}: it names no invoices"
    remedy = "export the open invoices instead, one row each with its number and due date"
    raise BadInput([Problem(sheet.source, "", "", what, remedy)])


def _holds_days(found: Contents) -> bool:
    """True for a column of days. Figures that a spreadsheet writes for days may be amounts, as 37480, where no header
    says that a day stands there."""
    named = any(map(found.about, ("issued", "due"))) and not any(map(found.about, ("open", "gross", "paid")))
    return found.holds is Holds.DATES and (named or not all(map(is_amount, found.counts)))


def _read_open_items(sheet: Sheet, debit: int, credit: int) -> bool:
    """True when the balance in use, or one other column of amounts, is in every row the one side less the other, in so
    many rows of which some has both sides that it is no running one: the sides are the total and what is paid."""
    if {"total", "paid", "balance"} & {*sheet.dialect.map} or {"total", "paid"} & {*sheet.header.places}:
        return False
    billed, paid = plain_amounts(sheet, debit), plain_amounts(sheet, credit)
    balance = sheet.header.places.get("balance")
    free = [at for at in range(len(sheet.header.names)) if at not in (debit, credit, *sheet.header.places.values())]
    amounts = [at for at in free if contents_of(sheet, at).holds is Holds.AMOUNTS] if balance is None else [balance]
    both = (billed.minor != 0) & (paid.minor != 0)
    if billed.wrong.any() or paid.wrong.any() or len(sheet) < _FEWEST or not both.any():
        return False
    left = [at for at in amounts if _is_difference(plain_amounts(sheet, at), billed, paid)]
    if len(left) != 1:
        return False
    sheet.rename(
        replace(sheet.header, places={**sheet.header.places, "total": debit, "paid": credit, "balance": left[0]})
    )
    parts = Names(tuple(repr(sheet.header.name(field)) for field in ("paid", "balance")), separator=" + ")
    sheet.tell(Message.of("column_gross", column=repr(sheet.header.name("total")), columns=parts))
    return True


def _is_difference(left: PlainAmounts, billed: PlainAmounts, paid: PlainAmounts) -> bool:
    return not left.wrong.any() and bool((left.minor == billed.minor - paid.minor).all())


def _is_side(header: str, names: Sequence[str]) -> bool:
    """True when the header is one of `names` of a side of an account, alone or beside a word for amounts."""
    words = [loose(word) for word in re.findall(r"[^\W\d_]+", header)]
    left = [word for word in words if word not in rows("headers")["of_amount"]]
    return loose(header) in names or (len(left) == 1 and left[0] in names)
