"""Customers of one number who are most likely several: other names, and other addresses."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from pastdue.intake.customers.near_names import plain_name
from pastdue.intake.export.fields import ADDRESS_LINES
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.structure import Ints
from pastdue.intake.values.word_rows import word_key

_SAME = ("tax_id", "email", "phone")
_OF_THEIRS = (*_SAME, *ADDRESS_LINES, "postcode", "city")
"""Fields that two customers' rows say different things of."""


def strangers(sheet: Sheet, rows: Ints, shared: Sequence[int]) -> list[int]:
    """Those of the `shared` customers' numbers (codes) whose `rows` have two names without a common word, of which some
    field, as the address or the e-mail, says different things throughout; not where a tax number, an e-mail, a phone
    number or a street is common to them. A customer who only changed the name, or only moved, is none."""
    if not shared or not any(map(sheet.has, _OF_THEIRS)):
        return []
    numbers = sheet.text("customer_id").codes[rows]
    order = np.argsort(numbers, kind="stable")
    since, until = (np.searchsorted(numbers[order], shared, side) for side in ("left", "right"))
    own = (rows[order[first:last]] for first, last in zip(since.tolist(), until.tolist(), strict=True))
    return [number for number, found in zip(shared, own, strict=True) if _are_several(sheet, found)]


def _are_several(sheet: Sheet, own: Ints) -> bool:
    names = sheet.text("customer")
    by_name = {names.texts[code]: own[names.codes[own] == code] for code in np.unique(names.codes[own]).tolist()}
    words = {name: {*plain_name(name).split()} for name in by_name if name}
    return any(
        words[one].isdisjoint(words[other]) and _differ(sheet, by_name[one], by_name[other])
        for one, other in combinations(words, 2)
    )


def _differ(sheet: Sheet, one: Ints, other: Ints) -> bool:
    there = [field for field in _OF_THEIRS if sheet.has(field)]
    both = {field: (_said(sheet, field, one), _said(sheet, field, other)) for field in there}
    filled = {field: pair for field, pair in both.items() if all(pair)}
    common = [field for field, (of_one, of_other) in filled.items() if not of_one.isdisjoint(of_other)]
    return len(filled) > len(common) and not {*common} & {*_SAME, ADDRESS_LINES[0]}


def _said(sheet: Sheet, field: str, rows: Ints) -> set[str]:
    column = sheet.text(field)
    return {word_key(column.texts[code]) for code in np.unique(column.codes[rows]).tolist()} - {""}
