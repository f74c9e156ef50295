"""Shapes of amounts: cells alike but for their digits have one shape, and are read by one rule.

What a shape means is decided once, by the rule that reads a single text (`amounts.parse_minor`); what its million
cells say is then the sum of their digits by place. So the quick way cannot read what the careful one would not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from pastdue.book.columns import numbered
from pastdue.intake.file.cells import Cells, Coded
from pastdue.intake.file.decoding import Bytes
from pastdue.intake.file.structure import Ints
from pastdue.intake.values.amounts import LONGEST, Style, currencies_of, parse_minor, symbol_of
from pastdue.intake.values.flaws import Flaw
from pastdue.model.money import digits

_LONGEST = 32
_WORD = 8
_CHUNK = 1 << 15
_MOST_DIGITS = 12
_ZERO, _FIVE = ord("0"), ord("5")


class Shapes:
    """The shapes of `cells`, none longer than `LONGEST` bytes: every digit but a leading zero replaced by 5."""

    LONGEST = _LONGEST

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._width = -(-int(cells.lengths.max(initial=1)) // _WORD) * _WORD
        self._bytes = np.empty((len(cells.starts), self._width), np.uint8)
        shapes = np.empty_like(self._bytes)
        for start in range(0, len(cells.starts), _CHUNK):
            rows = slice(start, start + _CHUNK)
            self._bytes[rows] = cells.only(rows).leading(self._width)
            shapes[rows] = _shapes(self._bytes[rows])
        codes, self._first = _numbered_rows(shapes)
        texts = Cells(shapes.reshape(-1), self._first * self._width, cells.lengths[self._first]).texts()
        self.coded = Coded(codes, texts)

    @cached_property
    def counts(self) -> dict[str, int]:
        """The number of cells of each shape, by the text of the first cell that has it."""
        counts = np.bincount(self.coded.codes, minlength=len(self._first))
        return dict(zip(self._cells.only(self._first).texts(), counts.tolist(), strict=True))

    def minor(self, pairs: Ints, rules: Sequence[Ints | None]) -> Ints:
        """For each cell the sum of its digits, each times its place's weight in the rule that `pairs` names for it;
        0 where that rule is None."""
        none = np.zeros(self._width, np.int64)
        weights = np.array([none if rule is None else rule[: self._width] for rule in rules], np.int64)
        found = np.empty(len(self._bytes), np.int64)
        for start in range(0, len(found), _CHUNK):
            rows = slice(start, start + _CHUNK)
            values = (self._bytes[rows] & 0x0F).astype(np.int64)
            found[rows] = np.einsum("ij,ij->i", values, weights[pairs[rows]])
        return found


def _numbered_rows(rows: Bytes) -> tuple[Ints, Ints]:
    """For each of `rows`, whole words wide, its number in order of first appearance; for each number a row that has
    it."""
    first_word, *others = rows.view("<u8").T
    codes, first = numbered(first_word)
    for word in others:
        own, kinds = numbered(word)
        codes, first = numbered(codes * len(kinds) + own)
    return codes, first


def _shapes(raw: Bytes) -> Bytes:
    """`raw`, a text in each row, with every digit made 5, but a zero that is the first one."""
    is_digit = (raw - np.uint8(_ZERO)) < 10
    shapes: Bytes = np.where(is_digit, np.uint8(_FIVE), raw)
    rows, first = np.arange(len(raw)), is_digit.argmax(axis=1)
    zero = rows[raw[rows, first] == _ZERO]
    shapes[zero, first[zero]] = _ZERO
    return shapes


def rule_of(shape: str, currency: str, style: Style) -> Ints | None:
    """The weight of each byte's digit in a text of `shape`, in `currency`'s smallest unit, negative for a negative
    amount; None where the text is not an amount, or only its digits decide that.

    >>> rule_of("5.555,5", "EUR", Style(","))[:7].tolist()
    [100000, 0, 10000, 1000, 100, 0, 10]
    """
    places = [at for at, byte in enumerate(shape.encode()) if _ZERO <= byte < _ZERO + 10]
    if not places or len(places) > _MOST_DIGITS:
        return None
    value = parse_minor(shape, currency, style)
    if isinstance(value, Flaw):
        return None
    whole = int("".join(char for char in shape if "0" <= char <= "9"))
    for filled in range(digits(currency) + style.power + 1):
        if abs(value) == whole * 10**filled:
            weights: npt.NDArray[np.int64] = np.zeros(_LONGEST, np.int64)
            weights[places] = [(-1 if value < 0 else 1) * 10**filled * 10**n for n in reversed(range(len(places)))]
            return weights
    return None


_AMOUNT = re.compile(r"\D{0,6}\d[\d.,'’ \u00a0\u202f]*\D{0,5}")
_CODE = re.compile(r"[A-Za-z]+-\d+")
"""A number of an invoice or a customer, as RP-1, whose letters may stand for a currency as well."""


def is_amount(text: str) -> bool:
    """True when `text` is written as an amount of money may be: figures, with marks and a currency at most."""
    if len(text) > LONGEST or not (_AMOUNT.fullmatch(text) or text in ("-", "–")) or _CODE.fullmatch(text):
        return False
    letters = re.sub(r"[\d.,'’ \u00a0\u202f()+−-]", "", text)
    return (
        not letters
        or bool(currencies_of(symbol_of(text)))
        or (letters.casefold() in ("cr", "dr", "h", "s") and not text[:1].isalpha())
    )
