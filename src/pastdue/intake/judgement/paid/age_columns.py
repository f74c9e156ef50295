"""Open amounts in a column for each age of the debt, as `Not yet due`, `1-30` and `31-60`: a row fills one of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pastdue.intake.export.headers import normal
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.judgement.contents import Holds, contents_of
from pastdue.intake.judgement.money.plain_amounts import plain_amounts
from pastdue.intake.states.ages import is_age, names_age
from pastdue.intake.values.date_styles import is_dated
from pastdue.model.messages import Message, Names

_FEWEST = 3
"""Fewer columns or rows than these prove nothing."""


def read_age_columns(sheet: Sheet) -> None:
    """Read the columns of ages together as what is open, in a list of numbered invoices without a total or balance of
    which every row with a due date has an amount in one of the columns and in no other."""
    if any(map(sheet.has, ("total", "balance"))) or not (sheet.has("invoice") and sheet.has("due")):
        return
    if not (sheet.preset.fallback or sheet.preset.ages) or {"total", "balance"} & {*sheet.dialect.map}:
        return
    used, said = {*sheet.header.places.values()}, sheet.preset.ages
    free = [(at, name) for at, name in enumerate(sheet.header.names) if at not in used]
    ages = [at for at, name in free if (_is_one_of(name, said) if said else names_age(name) or is_age(name))]
    found = [contents_of(sheet, at) for at in ages]
    if len(ages) < _FEWEST or any(each.holds not in (Holds.AMOUNTS, Holds.FLAGS, Holds.NOTHING) for each in found):
        return
    rows = sheet.text("due").rows(is_dated) & sheet.text("invoice").filled
    read = [plain_amounts(sheet, at) for at in ages]
    counts = np.sum([each.minor != 0 for each in read], axis=0)
    if rows.sum() < _FEWEST or (counts[rows] != 1).any() or any((each.wrong & rows).any() for each in read):
        return
    header = sheet.header
    places, added = {**header.places, "balance": ages[0]}, {**header.added, "balance": tuple(ages[1:])}
    sheet.rename(replace(header, places=places, added=added))
    sheet.tell(Message.of("open_by_age", columns=Names(tuple(repr(each.name) for each in found))))


def _is_one_of(header: str, known: tuple[str, ...]) -> bool:
    """True when the header is one of `known`, or begins as one of them that ends with a star."""
    key, begun = normal(header), [each.removesuffix("*").casefold() for each in known if each.endswith("*")]
    return key in map(normal, known) or any(key.startswith(each) for each in begun)
