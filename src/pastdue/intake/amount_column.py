"""What amounts does a column hold? Plain ones eight digits at a time, all others one by one and exactly."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pastdue.intake.amounts import Style, parse_minor, style_of
from pastdue.intake.cells import Cells, Coded, Words
from pastdue.intake.flaws import Flaw
from pastdue.intake.structure import Ints
from pastdue.money import CURRENCIES

Flags = npt.NDArray[np.bool_]

_WIDTH = 16
_MAX_PLAIN = 13
_ZEROS = np.uint64(0x3030303030303030)


@dataclass(frozen=True, slots=True, eq=False)
class Amounts:
    """A column of amounts: `minor` where `given`, 0 elsewhere; `flaws` are the cells that cannot be used.

    `style` is how the column writes numbers where that had to be inferred."""

    minor: Ints
    given: Flags
    flaws: list[tuple[int, str, Flaw]]
    style: Style | None = None


def read_amounts(cells: Cells, currency: Coded, decimal: str, nothing: frozenset[str] = frozenset()) -> Amounts:
    """The amounts in `cells`, each in the currency its row has; rows whose currency is unknown are passed over.

    Texts among `nothing` count as empty. Without a `decimal` the column's own texts decide.
    """
    known = currency.rows(lambda code: code in CURRENCIES)
    two_digits = currency.rows(lambda code: CURRENCIES.get(code) == 2)
    minor, plain = _plain(cells, ord(decimal or "."))
    plain &= two_digits
    given = cells.lengths > 0
    rest = np.flatnonzero(given & ~plain)
    if not len(rest):
        return Amounts(minor * plain, given, [])
    style = style_of(decimal, [*_odd_texts(cells, rest, nothing).texts, *(["1.00"] if plain.any() else [])])
    if style.decimal != (decimal or "."):
        minor, plain = _plain(cells, ord(style.decimal))
        plain &= two_digits
        rest = np.flatnonzero(given & ~plain)
    minor[~plain] = 0
    odd = _odd_texts(cells, rest, nothing)
    given[rest] = odd.filled
    chosen = np.flatnonzero(known[rest] & odd.filled)
    values, flaws = _odd(odd.only(chosen), currency.only(rest[chosen]), style)
    minor[rest[chosen]] = values
    told = style if not decimal and style.proof and (style.decimal == "," or _needed(odd)) else None
    return Amounts(minor, given, [(int(rest[chosen[row]]), text, flaw) for row, text, flaw in flaws], told)


def _odd_texts(cells: Cells, rest: Ints, nothing: frozenset[str]) -> Coded:
    return cells.only(rest).coded().cleaned(lambda text: "" if text.strip() in nothing else text.strip())


def _needed(odd: Coded) -> bool:
    """Whether some text could be thousands or a fraction."""
    return any(re.fullmatch(r"\D*\d{1,3}[.,]\d{3}\D*", text, re.ASCII) for text in odd.texts)


def _odd(texts: Coded, currency: Coded, style: Style) -> tuple[Ints, list[tuple[int, str, Flaw]]]:
    """Each distinct pair of text and currency parsed once."""
    codes, pairs = pd.factorize(texts.codes * len(currency.texts) + currency.codes)
    parsed = [
        parse_minor(texts.texts[pair // len(currency.texts)], currency.texts[pair % len(currency.texts)], style)
        for pair in pairs.tolist()
    ]
    values = np.array([0 if isinstance(value, Flaw) else value for value in parsed], np.int64)
    wrong = np.array([isinstance(value, Flaw) for value in parsed], np.bool_)
    flaws = []
    for row in np.flatnonzero(wrong[codes]).tolist() if len(parsed) else []:
        if isinstance(flaw := parsed[codes[row]], Flaw):
            flaws.append((row, texts.at(row), flaw))
    return (values[codes] if len(parsed) else np.zeros(0, np.int64)), flaws


def _plain(cells: Cells, point: int) -> tuple[Ints, Flags]:
    """The value in hundredths of every cell of the form `-?digits.dd`, and which ones have it.

    Read from the right, where the point stands in a fixed place: two words of eight bytes, the point closed up.
    """
    negative = (cells.buffer[cells.starts] == ord("-")) & (cells.lengths > 0)
    lengths = cells.lengths - negative
    fits = (lengths >= 4) & (lengths <= _MAX_PLAIN)
    stops = np.maximum(cells.starts + cells.lengths, _WIDTH)
    low, high = cells.words(stops - 8), cells.words(stops - _WIDTH)
    fits &= ((low >> np.uint64(40)) & np.uint64(0xFF)) == point
    low = ((low & np.uint64(0xFFFFFFFFFF)) << np.uint64(8)) | (low & np.uint64(0xFFFF000000000000))
    size = np.clip(lengths - 1, 0, 15)
    low, high = _blanked(low, 8 - np.minimum(size, 7)), _blanked(high, 8 - np.clip(size - 7, 0, 8))
    fits &= _all_digits(low) & _all_digits(high)
    value = (_eight(high) * np.uint64(10_000_000) + _eight(low)).astype(np.int64)
    return np.where(negative, -value, value), fits


def _blanked(words: Words, leading: Ints) -> Words:
    """`words` with their `leading` first bytes replaced by the digit 0."""
    masks = np.array([(1 << 8 * n) - 1 for n in range(9)], np.uint64)[leading]
    return np.asarray((words & ~masks) | (_ZEROS & masks))


def _all_digits(words: Words) -> Flags:
    high = np.uint64(0xF0F0F0F0F0F0F0F0)
    return np.asarray(((words & high) == _ZEROS) & (((words + np.uint64(0x0606060606060606)) & high) == _ZEROS))


def _eight(words: Words) -> Words:
    """The number that eight digits make, the first in the lowest byte: pairs, fours, then all at once."""
    pairs = (words - _ZEROS) * np.uint64(10) + ((words - _ZEROS) >> np.uint64(8))
    mask = np.uint64(0x000000FF000000FF)
    return np.asarray(
        ((pairs & mask) * np.uint64(0x000F424000000064)
         + ((pairs >> np.uint64(16)) & mask) * np.uint64(0x0000271000000001)) >> np.uint64(32)
    )  # fmt: skip
