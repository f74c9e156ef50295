"""A column called open in other words, as `Offen laut Liste`, read so where its figures show it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from pastdue.intake.export.sheet import Sheet
from pastdue.intake.judgement.contents import Contents, Holds
from pastdue.intake.judgement.money.plain_amounts import plain_amounts
from pastdue.intake.states.topics import beginnings, loose_words
from pastdue.intake.values.date_styles import is_dated
from pastdue.intake.values.word_rows import meanings, word_key
from pastdue.model.messages import Message

_SAID = ("balance", "paid", "settled_on", "paid_on", "paid_mark")
_TAKEN_OFF = ("paid", "credit", "kept_back", "withheld", "part_paid")
"""The topics of amounts by which less is open than was billed."""
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
    amounts = [each for each in unused if each.holds is Holds.AMOUNTS]
    if (left_over := _left_over(sheet, places, amounts)) is not None:
        _read(sheet, places, left_over)
        return
    found = list(filter(_is_called_open, amounts))
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
        _read(sheet, places, found[0])


def _read(sheet: Sheet, places: dict[str, int], found: Contents) -> None:
    places["balance"] = found.place
    names = {"column": repr(found.name), "total": repr(sheet.header.names[places["total"]].strip())}
    sheet.tell(Message.of("open_by_figures", **names))


def _left_over(sheet: Sheet, places: dict[str, int], amounts: Sequence[Contents]) -> Contents | None:
    """The one column called open that is, in every invoice, the total less all amounts that are called a payment, a
    credit or kept back, where some row has one of these; they are noted as explained. None without one. A discount for
    an early payment is only offered, unless the header says that it was taken."""
    taken = [each for each in amounts if any(map(each.about, _TAKEN_OFF)) and not each.about("open")]
    taken = [each for each in taken if each.about("credit") or not each.about("discount")]
    found = [each for each in amounts if each.about("open") and not each.about("paid")]
    if len(found) != 1 or not taken:
        return None
    invoices = np.any([sheet.text(field).rows(is_dated) for field in ("issued", "due") if field in places], axis=0)
    read = [plain_amounts(sheet, place) for place in (places["total"], found[0].place, *(each.place for each in taken))]
    total, left, *off = read
    off_all = np.abs(np.array([each.minor for each in off])).sum(axis=0) * np.sign(total.minor)
    if any((each.wrong & invoices).any() for each in read) or not (left.given & total.given)[invoices].all():
        return None
    if invoices.sum() < _FEWEST or not off_all[invoices].any() or (total.minor - off_all != left.minor)[invoices].any():
        return None
    sheet.prove(explained=sheet.proofs.explained | {each.place for each in taken})
    return found[0]


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
