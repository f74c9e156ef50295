"""The places of a file's records and fields, by one pass of numpy over the bytes; quotes are respected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pastdue.intake.file.decoding import Bytes, DecodedText

Ints = npt.NDArray[np.int64]
Places = npt.NDArray[np.signedinteger]
Flags = npt.NDArray[np.bool_]

QUOTE, LF, CR = ord('"'), ord("\n"), ord("\r")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, eq=False)
class Structure:
    """Records and fields as places in a buffer.

    Field k of record r lies between `edges[before[r] + k]` and `edges[before[r] + k + 1]`, both excluded;
    `edges[before[r + 1]]` is the separator that ends record r. `lines` is the physical line a record starts on.
    `quoted` says for each edge whether the field behind it stands in quotes, and is empty where the file has none;
    `escapes` are the places of the second of two quotes that stand for one inside a quoted field.
    """

    edges: Places
    before: Ints
    lines: Ints
    escapes: Ints
    quoted: Flags
    has_cr: bool = False
    """True when a carriage return may stand before the line feed that ends a record."""

    @property
    def plain(self) -> bool:
        """True where neither quotes nor carriage returns stand between the edges besides the text."""
        return not (len(self.quoted) or self.has_cr)


class _Pass:
    """The state of the pass: what the pieces seen so far hold. The arrays that hold something for each field are made
    once, as large as they may become: a list of pieces would be copied at the end."""

    def __init__(self, text: DecodedText, delimiter: int) -> None:
        self.text, self.delimiter = text, delimiter
        self.has_quotes, self.has_cr = (_holds(text, mark) for mark in (QUOTE, CR))
        self.type = np.int32 if text.last < 2**31 else np.int64
        self.quotes = self.fields = 0
        most = sum(_count(text, mark) for mark in (delimiter, LF, *([CR] if self.has_cr else ())))
        self.edges: Places = np.empty(most + 1, self.type)
        self.edges[0] = text.first - 1
        self.quoted: Flags = np.empty(most + 1 if self.has_quotes else 0, np.bool_)
        self.quoted[:1] = text.buffer[text.first] == QUOTE
        self.ends: list[Ints] = [np.zeros(1, np.int64)]
        self.inner: list[Ints] = []  # the line ends inside quoted fields
        self.escapes: list[Ints] = []

    def piece(self, start: int, stop: int) -> bool:
        """Take in `buffer[start:stop]`; False when its quoting is not well formed."""
        chunk = self.text.buffer[start:stop]
        marks = (chunk == LF) | (chunk == self.delimiter)
        if self.has_cr:
            marks |= (chunk == CR) & (self.text.buffer[start + 1 : stop + 1] != LF)
        if self.has_quotes:
            marks |= chunk == QUOTE
        places = np.flatnonzero(marks)
        if not len(places):
            return True
        found = chunk[places]
        ends = found != self.delimiter
        if self.has_quotes:
            quotes = found == QUOTE
            if not self._well_formed(places[quotes] + start):
                return False
            ends &= ~quotes
            within = (np.bitwise_xor.accumulate(quotes.view(np.uint8)) ^ (self.quotes & 1)).view(np.bool_)
            self.quotes += int(np.count_nonzero(quotes))
            self.inner.append(places[ends & within] + start)
            behind = np.append(quotes[1:], self.text.buffer[start + places[-1] + 1] == QUOTE)  # only there they open
            between = ~(within | quotes)
            places, ends, behind = places[between], ends[between], behind[between]
            self.quoted[self.fields + 1 : self.fields + 1 + len(behind)] = behind
        self.edges[self.fields + 1 : self.fields + 1 + len(places)] = places + start
        self.ends.append(np.flatnonzero(ends) + self.fields + 1)
        self.fields += len(places)
        return True

    def structure(self) -> Structure:
        edges, before = self.edges[: self.fields + 1], np.concatenate(self.ends)
        inner, escapes = (np.concatenate([np.zeros(0, np.int64), *places]) for places in (self.inner, self.escapes))
        lines = np.arange(1, len(before), dtype=np.int64)
        if len(inner):
            lines += np.searchsorted(inner, edges[before[:-1]])
        return Structure(edges, before, lines, escapes, self.quoted[: self.fields + 1], self.has_cr)

    def _well_formed(self, quotes: Ints) -> bool:
        """True when every quote opens at a field's start, closes at its end, or is one of a doubled pair."""
        opening = (np.arange(len(quotes)) + self.quotes) % 2 == 0
        buffer, opens, closes = self.text.buffer, quotes[opening], quotes[~opening]
        at_start = self._separates(buffer[opens - 1]) | (opens == self.text.first)
        doubled = (buffer[opens - 1] == QUOTE) & (opens > self.text.first)
        after = buffer[closes + 1]
        self.escapes.append(opens[doubled])
        return bool((at_start | doubled).all() and (self._separates(after) | (after == QUOTE)).all())

    def _separates(self, chars: Bytes) -> npt.NDArray[np.bool_]:
        return np.asarray((chars == self.delimiter) | (chars == LF) | (chars == CR))


def _holds(text: DecodedText, mark: int) -> bool:
    return any((piece == mark).any() for piece in _pieces(text))


def _count(text: DecodedText, mark: int) -> int:
    return sum(int(np.count_nonzero(piece == mark)) for piece in _pieces(text))


def _pieces(text: DecodedText) -> Iterator[Bytes]:
    for start in range(text.first, text.last, _CHUNK):
        yield text.buffer[start : min(start + _CHUNK, text.last)]


def scan(text: DecodedText, delimiter: str) -> Structure | None:
    """The structure of `text`; None where a quote stands inside a field, or one is never closed."""
    state = _Pass(text, ord(delimiter))
    for start in range(text.first, text.last, _CHUNK):
        if not state.piece(start, min(start + _CHUNK, text.last)):
            return None
    return None if state.quotes % 2 else state.structure()
