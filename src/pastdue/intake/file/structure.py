"""The places of a file's records and fields, by one pass of numpy over the bytes; quotes are respected."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pastdue.intake.file.decoding import Bytes, DecodedText

Ints = npt.NDArray[np.int64]
Places = npt.NDArray[np.signedinteger]
Flags = npt.NDArray[np.bool_]

QUOTE, LF, CR = ord('"'), ord("\n"), ord("\r")
_CHUNK = 1 << 20
_NO_FLAGS = np.zeros(0, np.bool_)


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
    """The state of the pass: what the pieces seen so far hold."""

    def __init__(self, text: DecodedText, delimiter: int) -> None:
        self.text, self.delimiter = text, delimiter
        self.has_quotes, self.has_cr = (_holds(text, mark) for mark in (QUOTE, CR))
        self.type = np.int32 if text.last < 2**31 else np.int64
        self.quotes = self.fields = 0
        self.edges: list[Places] = [np.array([text.first - 1], self.type)]
        self.ends: list[Ints] = [np.zeros(1, np.int64)]
        self.inner: list[Places] = []  # the line ends inside quoted fields
        self.escapes: list[Ints] = []
        self.quoted: list[Flags] = [text.buffer[text.first : text.first + 1] == QUOTE] if self.has_quotes else []

    def piece(self, start: int, stop: int) -> bool:
        """Take in `buffer[start:stop]`; False when its quoting is not well formed."""
        chunk = self.text.buffer[start:stop]
        marks = (chunk == LF) | (chunk == self.delimiter)
        if self.has_cr:
            marks |= (chunk == CR) & (self.text.buffer[start + 1 : stop + 1] != LF)
        if self.has_quotes:
            marks |= chunk == QUOTE
        places = np.flatnonzero(marks)
        found = chunk[places]
        ends = found != self.delimiter
        if self.has_quotes and len(places):
            quotes = found == QUOTE
            if not self._well_formed(places[quotes] + start):
                return False
            ends &= ~quotes
            within = (np.bitwise_xor.accumulate(quotes.view(np.uint8)) ^ (self.quotes & 1)).view(np.bool_)
            self.quotes += int(np.count_nonzero(quotes))
            self.inner.append(self._at(places[ends & within], start))
            behind = np.append(quotes[1:], self.text.buffer[start + places[-1] + 1] == QUOTE)  # only there they open
            between = ~(within | quotes)
            places, ends = places[between], ends[between]
            self.quoted.append(behind[between])
        self.edges.append(self._at(places, start))
        self.ends.append(np.flatnonzero(ends) + self.fields + 1)
        self.fields += len(places)
        return True

    def structure(self) -> Structure:
        edges, before = np.concatenate(self.edges), np.concatenate(self.ends)
        lines, inner = np.arange(1, len(before), dtype=np.int64), np.concatenate([edges[:0], *self.inner])
        if len(inner):
            lines += np.searchsorted(inner, edges[before[:-1]])
        escapes = np.concatenate([np.zeros(0, np.int64), *self.escapes])
        return Structure(edges, before, lines, escapes, np.concatenate([_NO_FLAGS, *self.quoted]), self.has_cr)

    def _at(self, places: Ints, start: int) -> Places:
        return (places + start).astype(self.type)

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
    return any(
        (text.buffer[at : min(at + _CHUNK, text.last)] == mark).any() for at in range(text.first, text.last, _CHUNK)
    )


def scan(text: DecodedText, delimiter: str) -> Structure | None:
    """The structure of `text`; None where a quote stands inside a field, or one is never closed."""
    state = _Pass(text, ord(delimiter))
    for start in range(text.first, text.last, _CHUNK):
        if not state.piece(start, min(start + _CHUNK, text.last)):
            return None
    return None if state.quotes % 2 else state.structure()
