"""A column called open in other words, as `Offen laut Liste`, read so where its figures show it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from pastdue.intake.export.sheet import Sheet
from pastdue.intake.judgement.contents import Contents, Holds
from pastdue.intake.judgement.money.plain_amounts import plain_amounts
from pastdue.intake.states.topics import beginnings, loose_words
from pastdue.intake.values.word_rows import meanings, word_key
from pastdue.model.messages import Message

_SAID = ("balance", "paid", "settled_on", "paid_on", "paid_mark")
_FEWEST = 5
"""Fewer rows than these prove nothing."""
_HALF = 2


def read_open_amount(sheet: Sheet, places: dict[str, int], unused: Iterable[Contents]) -> None:
    """Add to `places` as the balance the one column that is called open, and nothing else, where nothing else says what
    is paid or open: every row has an amount between nothing and the whole, some the one and some the other, most of
    those with any the whole, and none that its state calls paid has any. A header with a figure may be of another day,
    and says nothing."""
    if "total" not in places or any(field in places for field in _SAID) or not sheet.preset.fallback:
        return
    if len(sheet) < _FEWEST or {"balance", "paid", "total"} & set(sheet.dialect.map):
        return
    found = [each for each in unused if each.holds is Holds.AMOUNTS and _is_called_open(each)]
    if len(found) != 1:
        return
    left, total = plain_amounts(sheet, found[0].place), plain_amounts(sheet, places["total"])
    if left.wrong.any() or total.wrong.any() or not (left.given & total.given).all():
        return
    low, high = np.minimum(total.minor, 0), np.maximum(total.minor, 0)
    billed, some, whole = total.minor != 0, left.minor != 0, left.minor == total.minor
    within = (low <= left.minor) & (left.minor <= high) & ~(some & _called_paid(sheet, places))
    shown = (billed & ~some).any() and _HALF * np.count_nonzero(whole & billed) >= np.count_nonzero(some)
    if within.all() and shown and (whole & billed).any():
        places["balance"] = found[0].place
        names = {"column": repr(found[0].name), "total": repr(sheet.header.names[places["total"]].strip())}
        sheet.tell(Message.of("open_by_figures", **names))


def _is_called_open(contents: Contents) -> bool:
    """True when the header begins with a word for what is open, and every other word says no more of it than in whose
    books or by which list: `Opening balance`, `Saldo Vormonat` and `Debt sold` are other amounts."""
    words = loose_words(contents.name)
    named = bool(words) and words[0] in beginnings("says_open")
    return named and {*beginnings("says_open"), *beginnings("beside_open")}.issuperset(words)


def _called_paid(sheet: Sheet, places: dict[str, int]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """The rows that their state calls paid."""
    if "status" not in places:
        return np.zeros(len(sheet), np.bool_)
    column, known = sheet.records.column(sheet.rows, places["status"]).coded(), meanings("status")
    return column.rows(lambda text: known.get(word_key(text.strip())) == "paid")
