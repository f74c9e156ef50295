"""A column's cells as places in a buffer, so that a million are compared without a million strings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

import numpy as np
import numpy.typing as npt

from pastdue.book.columns import numbered
from pastdue.intake.file.decoding import PAD, Bytes
from pastdue.intake.file.structure import LF, Ints, Places

Words = npt.NDArray[np.uint64]
Head = list[tuple[Ints | slice, Words]]
"""The first words of some values, as `Cells._pieces` gives them."""

_WORD = 8
_LONG = 2048
_KEEP = np.array([(1 << 8 * n) - 1 for n in range(_WORD + 1)], np.uint64)
_MIX = np.uint64(0x9E3779B97F4A7C15)
_CHUNK = 1 << 15
_HEAD = 4
"""So many words of each value are kept from its hashing to its comparison; those behind them are read again."""
_FEW = 64
"""So many rows are compared as strings in less time than it takes to begin with arrays."""


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """A column as its distinct texts and, for each row, the number of its text."""

    codes: Ints
    texts: list[str]

    def cleaned(self, clean: Callable[[str], str]) -> Coded:
        """The same column with every text passed through `clean`; texts that become equal become one."""
        texts = [clean(text) for text in self.texts]
        return self if texts == self.texts else Coded(self.codes, texts).merged()

    def merged(self) -> Coded:
        """The same column with every text only once among `texts`."""
        numbers: dict[str, int] = {}
        renumbered = np.array([numbers.setdefault(text, len(numbers)) for text in self.texts], np.int64)
        return self if len(numbers) == len(self.texts) else Coded(renumbered[self.codes], list(numbers))

    def rows(self, texts: Callable[[str], bool]) -> npt.NDArray[np.bool_]:
        """For each row, whether `texts` holds for its text."""
        if len(self.codes) < len(self.texts):
            return np.fromiter((texts(self.texts[code]) for code in self.codes.tolist()), np.bool_, len(self.codes))
        chosen = np.fromiter((texts(text) for text in self.texts), np.bool_, len(self.texts))
        return np.asarray(chosen[self.codes])

    @property
    def filled(self) -> npt.NDArray[np.bool_]:
        """For each row, whether its text is not empty."""
        if "" not in self.texts:
            return np.ones(len(self.codes), np.bool_)
        return np.asarray(self.codes != self.texts.index(""))

    def at(self, row: int) -> str:
        return self.texts[int(self.codes[row])]

    def without(self, marks: frozenset[str]) -> Coded:
        """The same column with the texts in `marks` made empty."""
        if marks.isdisjoint(self.texts):
            return self
        return Coded(self.codes, ["" if text in marks else text for text in self.texts]).merged()

    def emptied(self, rows: npt.NDArray[np.bool_]) -> Coded:
        """The same column, empty in `rows`."""
        return Coded(np.where(rows, len(self.texts), self.codes), [*self.texts, ""]).merged()

    def cells(self) -> Cells:
        """The same column as places in a buffer of its own."""
        raw = [text.encode() for text in self.texts]
        lengths = np.fromiter(map(len, raw), np.int64, len(raw))
        starts = PAD + np.cumsum(lengths) - lengths
        body = np.frombuffer(bytes(PAD) + b"".join(raw) + bytes(PAD), np.uint8)
        return Cells(body, starts[self.codes], lengths[self.codes])

    @property
    def used(self) -> list[str]:
        """The texts that some row has: a column that was reduced still knows those of the rows left out."""
        counts = np.bincount(self.codes, minlength=len(self.texts))
        if counts.all():
            return self.texts
        return [text for text, count in zip(self.texts, counts.tolist(), strict=True) if count]

    def only(self, rows: Ints | slice) -> Coded:
        """The column reduced to `rows`."""
        return Coded(self.codes[rows], self.texts)

    def all(self) -> list[str]:
        """The text of every row."""
        if len(self.codes) == len(self.texts) and (self.codes == np.arange(len(self.codes))).all():
            return self.texts
        return [self.texts[code] for code in self.codes.tolist()]


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """One column's values: the bytes `buffer[start : start + length]` for each row."""

    buffer: Bytes
    starts: Places
    lengths: Places

    def only(self, rows: Ints | slice) -> Cells:
        return Cells(self.buffer, self.starts[rows], self.lengths[rows])

    def without(self, places: Ints) -> Cells:
        """The same values without their bytes at `places`, in a buffer of their own; starts and places rise."""
        bodies, lengths = [np.zeros(PAD, np.uint8)], []
        for part in self._parts():
            first, last = int(part.starts[0]), int(part.starts[-1] + part.lengths[-1])
            own = places[np.searchsorted(places, first) : np.searchsorted(places, last)]
            rows = np.searchsorted(part.starts, own, side="right") - 1
            within = own - part.starts[rows]
            rows, within = rows[within < part.lengths[rows]], within[within < part.lengths[rows]]
            offsets = np.cumsum(part.lengths) - part.lengths
            bodies.append(np.delete(part._joined(part.lengths, offsets), offsets[rows] + within))
            lengths.append(part.lengths - np.bincount(rows, minlength=len(part.lengths)))
        kept = np.concatenate(lengths)
        return Cells(np.concatenate([*bodies, np.zeros(PAD, np.uint8)]), PAD + np.cumsum(kept) - kept, kept)

    def _joined(self, widths: Ints, offsets: Ints) -> Bytes:
        """For each row the `widths` bytes from its start on, one after another, each row's at its offset."""
        return self.buffer[np.repeat(self.starts - offsets, widths) + np.arange(int(widths.sum()))]

    def words(self, at: Ints) -> Words:
        """The eight bytes from each place in `at` on, the first one lowest."""
        view = np.ndarray((len(self.buffer) - _WORD + 1,), "<u8", buffer=self.buffer.data, strides=(1,))
        return np.asarray(view[at], np.uint64)

    def leading(self, width: int) -> Bytes:
        """Every row's first `width` bytes, a whole number of words, as a row of an array; zero beyond its end."""
        words = np.stack([self._at_depth(done) for done in range(0, width, _WORD)], axis=1)
        return np.ascontiguousarray(words.astype("<u8", copy=False)).view(np.uint8)

    def texts(self) -> list[str]:
        """The text of every row."""
        if len(self.starts) <= _FEW:
            return self._few()
        found: list[str] = []
        for part in self._parts():
            found += part._texts()
        return found

    def _texts(self) -> list[str]:
        starts, lengths = self.starts, self.lengths
        widths = lengths + 1
        offsets = np.cumsum(widths) - widths
        together = self._joined(widths, offsets)
        together[offsets + lengths] = LF
        texts = together.tobytes().decode("utf-8").split("\n")
        if len(texts) == len(starts) + 1:
            return texts[:-1]
        return Cells(self.buffer, starts, lengths)._few()

    def _few(self) -> list[str]:
        """`texts`, one after the other."""
        whole, spans = self.buffer.data, zip(self.starts.tolist(), self.lengths.tolist(), strict=True)
        return [str(whole[start : start + length], "utf-8") for start, length in spans]

    def coded(self) -> Coded:
        """The column as distinct texts and codes, in order of first appearance but for very long values."""
        if not len(self.starts):
            return Coded(np.zeros(0, np.int64), [])
        if len(self.starts) <= _FEW:
            return Coded(np.arange(len(self.starts)), self.texts()).merged()
        long = np.flatnonzero(self.lengths > _LONG)
        if not len(long):
            codes, first = self._distinct()
            return Coded(codes, self.only(first).texts())
        short = np.flatnonzero(self.lengths <= _LONG)
        rest = self.only(short).coded()
        codes = np.empty(len(self.starts), np.int64)
        codes[short] = rest.codes
        codes[long] = np.arange(len(long)) + len(rest.texts)
        return Coded(codes, rest.texts + self.only(long).texts()).merged()

    def _distinct(self) -> tuple[Ints, Ints]:
        """For each row the number of its value, and for each value a row that has it."""
        hashes, parts = np.empty(len(self.starts), np.uint64), []
        compared = _HEAD if self.lengths.max() > _WORD else 0
        for number, part in enumerate(self._parts()):
            parts.append((part, list(islice(part._pieces(), compared))))
            hashes[number * _CHUNK : (number + 1) * _CHUNK] = part.hashed(parts[-1][1])
        codes, first = numbered(hashes)
        if not compared or self._equal(codes, first, parts):
            return codes, first
        return self._distinct_by_text()

    def _distinct_by_text(self) -> tuple[Ints, Ints]:
        """`_distinct` by comparing the texts: slower, and needed only when two values share a hash."""
        numbers: dict[str, int] = {}
        firsts: list[int] = []
        codes = np.empty(len(self.starts), np.int64)
        for row, text in enumerate(self.texts()):
            codes[row] = numbers.setdefault(text, len(numbers))
            if len(numbers) > len(firsts):
                firsts.append(row)
        return codes, np.array(firsts, np.int64)

    def hashed(self, head: Head) -> Words:
        """A number for each value, equal for equal values; no two values of at most one word share theirs, since a text
        has no NUL and every step can be undone."""
        hashes = np.zeros(len(self.starts), np.uint64)
        for rows, words in chain(head, self._pieces(len(head))):
            mixed = (hashes[rows] ^ words) * _MIX
            hashes[rows] = mixed ^ (mixed >> np.uint64(29))
        return hashes

    def _equal(self, codes: Ints, first: Ints, parts: Sequence[tuple[Cells, Head]]) -> bool:
        """True when every row's bytes are those of the row its code points to."""
        if len(first) == len(codes):
            return True
        firsts = self.only(first)
        deepest = int(firsts.lengths.max())
        table = [firsts._at_depth(done) for done in range(0, deepest, _WORD)]
        return all(
            part._matches(head, firsts.lengths, table, codes[number * _CHUNK : (number + 1) * _CHUNK])
            for number, (part, head) in enumerate(parts)
        )

    def _matches(self, head: Head, lengths: Ints, table: list[Words], codes: Ints) -> bool:
        if not (self.lengths == lengths[codes]).all():
            return False
        pieces = chain(head, self._pieces(len(head)))
        return all((words == own[codes[rows]]).all() for own, (rows, words) in zip(table, pieces, strict=False))

    def _at_depth(self, done: int) -> Words:
        """Every row's bytes from `done` on, zero beyond its end."""
        longer = self.lengths > done
        words = self.words(np.where(longer, self.starts + done, 0))
        return np.asarray(words & _KEEP[np.clip(self.lengths - done, 0, _WORD)])

    def _parts(self) -> Iterator[Cells]:
        for start in range(0, len(self.starts), _CHUNK):
            part = slice(start, start + _CHUNK)
            yield Cells(self.buffer, self.starts[part], self.lengths[part])

    def _pieces(self, first: int = 0) -> Iterator[tuple[Ints | slice, Words]]:
        """The values eight bytes at a time from word `first` on: the rows that are so long, and their bytes there, zero
        beyond the end."""
        shortest = int(self.lengths.min())
        for done in range(first * _WORD, int(self.lengths.max()), _WORD):
            rows = slice(None) if shortest > done else np.flatnonzero(self.lengths > done)
            words = self.words(self.starts[rows] + done)
            words &= _KEEP[np.minimum(self.lengths[rows] - done, _WORD)]
            yield rows, words
