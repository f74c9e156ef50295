"""The contents of a column, judged by a sample of its cells: dates, amounts, flags, a few words, or any text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from weakref import WeakKeyDictionary

from pastdue.intake.export.fields import empty_day
from pastdue.intake.export.headers import loose, normal, numbered, places_of
from pastdue.intake.export.presets import CANONICAL
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.records import Records
from pastdue.intake.file.structure import Ints
from pastdue.intake.states.ages import state_with_age
from pastdue.intake.states.day_headers import names_days
from pastdue.intake.states.known_words import is_state
from pastdue.intake.states.topics import WORDS, about, beginnings, counts_named, is_called, loose_words, numbers_periods
from pastdue.intake.values.amount_shapes import is_amount
from pastdue.intake.values.date_styles import is_dated
from pastdue.intake.values.dates import SERIAL
from pastdue.intake.values.texts import clean
from pastdue.intake.values.word_rows import meanings, rows, word_key

_SAMPLE = 300
"""So many rows, evenly spread, show what a column holds."""
_MOST_WORDS = 15
_FEWEST = 3
"""Fewer rows than these prove no count of rows."""
_ALMOST_ALL = 0.9
"""So large a share of its cells tells the kind of a column whose header does not."""
_MOST_COUNTED = 0.7
"""So large a share of the rows has a number where a column counts them; the others are headings and totals."""
_HALF = 0.5
"""So large a share is enough where the header says the same: the other cells are mistakes, to be rejected by row."""
_SHARE = re.compile(r"\d{1,3}(?:[.,]\d+)?[ \u00a0]?%?")


class Holds(StrEnum):
    """The kind of values in a column."""

    NOTHING = "nothing"
    DATES = "dates"
    AMOUNTS = "amounts"
    FLAGS = "flags"
    WORDS = "words"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Contents:
    """A sample of a column: the kind it `holds`, its texts with their counts, empty ones left out, the number of rows
    in the sample, and whether the column only counts them, from 0 or 1 on."""

    name: str
    place: int
    holds: Holds
    counts: Counter[str]
    rows: int
    counts_rows: bool = False

    @property
    def key(self) -> str:
        """The header as general lists compare it."""
        return loose(self.name)

    @property
    def filled(self) -> int:
        """The number of rows of the sample that are not empty."""
        return self.counts.total()

    @property
    def samples(self) -> tuple[str, ...]:
        """Three of its texts, the most frequent first."""
        return tuple(text for text, _ in self.counts.most_common(3))

    @property
    def unique(self) -> bool:
        """True when every row says something else."""
        return len(self.counts) == self.filled == self.rows

    @property
    def one_number(self) -> bool:
        """True when every row says the same number, as a quantity of 1, which is no mark of a few rows."""
        return len(self.counts) == 1 and all(map(str.isdigit, self.counts)) and self.filled == self.rows

    def states(self, least: float) -> bool:
        """True when at least the share `least` of its cells are known words for the state of an invoice."""
        return bool(self.counts) and _share(self.counts, self.filled, is_state, least)

    @property
    def numbers_things(self) -> bool:
        """True when the column holds whole figures under a header that begins or ends as those of numbers do, as
        `id_loan`, or with points, as 120.01, where it ends as those of codes do; and it says nothing of money."""
        (first, last), texts = self._ends, self.counts
        named = {last, "" if last.isdigit() or self.about("total") else first} & {*rows("headers")["number"]}
        plain = bool(named) and all(map(str.isdigit, texts))
        coded = last in rows("headers")["code"] and all(text.replace(".", "").isdigit() for text in texts)
        return (plain or coded) and not any(map(self.about, ("paid", "open", "credit", "gross", "tax")))

    @property
    def counts_things(self) -> bool:
        """True when its figures are numbers of things, how often something was, shares, or periods by name."""
        numbered = self.has_word("count") or self.numbers_things or self.share
        return numbered or numbers_periods(self.name, self.counts) or counts_named(self.name, self.counts)

    @property
    def ends_as_numbers(self) -> bool:
        """True when the header ends as those of numbers of things do."""
        return self._ends[1] in rows("headers")["number"]

    @property
    def _ends(self) -> tuple[str, str]:
        words = WORDS.findall(self.name) or [""]
        return loose(words[0]), loose(words[-1])

    @property
    def share(self) -> bool:
        """True when the column holds shares of something, as `50%`, or `50` under a header that says so."""
        if not (texts := self.counts) or not all(map(_SHARE.fullmatch, texts)):
            return False
        return all(text.endswith("%") for text in texts) or self.about("share")

    def about(self, topic: str) -> bool:
        """True when the header has a word of `topic` in `data/words/headers.toml`."""
        return about(topic, self.name)

    def has_word(self, topic: str) -> bool:
        """The same, as the whole header or one of its words; for words that many others begin with."""
        return bool({*loose_words(self.name), self.key} & {*rows("headers")[topic]})

    def begins(self, topic: str) -> bool:
        """The same, at the beginning of one of the header's words; for short words that others may contain."""
        stems = beginnings(topic)
        return any(word.startswith(stems) for word in loose_words(self.name)) or self.key.startswith(stems)


_Key = tuple[int, int, bytes, frozenset[str]]
_KNOWN: WeakKeyDictionary[Sheet, dict[int, Contents]] = WeakKeyDictionary()
"""The contents of the columns of each sheet, by their places: the rows of a sheet and their headers never change."""
_SAMPLED: WeakKeyDictionary[Records, dict[_Key, Contents]] = WeakKeyDictionary()
"""The same of each file, by place, number of rows, sample and marks for nothing: trials look at it again."""


def contents_of(sheet: Sheet, place: int) -> Contents:
    """The contents of a sample of the column at `place`."""
    known = _KNOWN.setdefault(sheet, {})
    if place not in known:
        step = max(1, len(sheet) // _SAMPLE)
        sampled = sheet.rows[::step][:_SAMPLE]
        of_file, key = _SAMPLED.setdefault(sheet.records, {}), (place, len(sheet), sampled.tobytes(), sheet.nothing)
        if key not in of_file:
            of_file[key] = _contents(sheet, place, sampled, step)
        known[place] = of_file[key]
    return known[place]


def _contents(sheet: Sheet, place: int, sampled: Ints, step: int) -> Contents:
    cells = sheet.records.column(sampled, place).texts() if len(sampled) else []
    texts, counts, holds = _seen(tuple(cells), sheet.nothing)
    name = sheet.header.names[place].strip()
    name = name if normal(name) in _named_once(sheet.header.names) else numbered(place)
    found = Contents(name, place, holds, counts, len(sampled), _counts_rows(texts, len(sampled), step))
    return replace(found, holds=named) if (named := _named(found)) else found


@lru_cache(maxsize=1 << 11)
def _seen(cells: tuple[str, ...], nothing: frozenset[str]) -> tuple[list[str], Counter[str], Holds]:
    """The texts of a sample, their counts and kind, which are read only: trials of answers sample the same columns."""
    texts = [text for cell in cells if (text := clean(cell[:200])) and text not in nothing]
    if 0 < len(days := [text for text in texts if not empty_day(text)]) < len(texts) and all(map(is_dated, days)):
        return days, Counter(days), Holds.DATES
    return texts, (counts := Counter(texts)), _holds(counts)


@lru_cache(maxsize=8)
def _named_once(names: tuple[str, ...]) -> frozenset[str]:
    """The headers, as they are compared, that one column alone has."""
    return frozenset(name for name, count in Counter(map(normal, names)).items() if name and count == 1)


def _counts_rows(texts: list[str], rows: int, step: int) -> bool:
    """True when the sample, every `step`th row, holds nothing but the numbers of the rows, counted from 0 or 1 on. Of a
    whole file a few rows, as totals, may have none."""
    if rows < _FEWEST or len(texts) < (rows if step > 1 else max(_FEWEST, _MOST_COUNTED * rows)):
        return False
    return any(texts == [str(first + at * step) for at in range(len(texts))] for first in (0, 1))


def _named(contents: Contents) -> Holds | None:
    """The kind that the header of a column of texts names: dates or amounts, in half its cells, or a day of payment.
    Figures as 20260113 may be numbers of invoices and do not count; such as 45000 are days only below one of days."""
    if contents.holds is Holds.DATES and not any(map(is_dated, contents.counts)):
        return None if names_days(contents.name) else Holds.AMOUNTS
    if contents.holds is not Holds.TEXT or any(map(contents.about, _OF_TEXTS)):
        return None
    if about("any_day", contents.name) and is_called("day_paid", contents.name) and any(map(is_dated, contents.counts)):
        return Holds.DATES
    for kind, (topics, fits) in _NAMED.items():
        texts = Counter({text: count for text, count in contents.counts.items() if not text.isdigit()})
        if any(map(contents.about, topics)) and _share(texts, contents.filled, fits, _HALF):
            return kind
    return None


def _holds(counts: Counter[str]) -> Holds:
    total = counts.total()
    if not total:
        return Holds.NOTHING
    if all(word_key(text) in meanings("flags") for text in counts) and set(counts) - {"0", "-"}:
        return Holds.FLAGS
    if _share(counts, total, is_dated) or _share(counts, total, lambda t: bool(SERIAL.fullmatch(t))):
        return Holds.DATES
    if _share(counts, total, is_amount):
        return Holds.AMOUNTS
    few = len(counts) <= _MOST_WORDS and (len(counts) < total or total <= 3 or _share(counts, total, is_state, _HALF))
    if few and not any(any(map(str.isdigit, text)) and not state_with_age(text) for text in counts):
        return Holds.WORDS
    return Holds.TEXT


def _share(counts: Counter[str], total: int, test: Callable[[str], bool], least: float = _ALMOST_ALL) -> bool:
    return sum(count for text, count in counts.items() if test(text)) >= least * total


_OF_TEXTS = ("note", "payment_proof", "payment_reference")
_NAMED: dict[Holds, tuple[tuple[str, ...], Callable[[str], bool]]] = {
    Holds.DATES: (("issued", "due", "paid", "void"), is_dated),
    Holds.AMOUNTS: (("paid", "open"), lambda text: is_amount(text) and not is_dated(text)),
}
"""The topics of headers below which dates or amounts stand, and the test of a cell of that kind."""


def places_aside(sheet: Sheet) -> frozenset[int]:
    """The columns that the user has set aside, by their headers in any case, or by numbers as `#3`."""
    return places_of(sheet.dialect.ignore, sheet.header.names)


def unread_columns(sheet: Sheet) -> list[Contents]:
    """The contents of the columns that are not read, that the user has not set aside and no vendor's preset
    knows. Of two columns of one name, and of one without a name, no preset can tell. The due date may tell
    instalments apart as well."""
    vendor = not sheet.preset.fallback and sheet.preset.name != CANONICAL
    used = {*sheet.header.places.values(), *places_aside(sheet), *sheet.proofs.items, *sheet.proofs.explained}
    more = (sheet.header.added, sheet.header.joined)
    used |= {place for each in more for places in each.values() for place in places}
    said = {field: name for field, name in sheet.dialect.map.items() if field != "instalment" or not about("due", name)}
    mapped = {part.strip().casefold() for name in said.values() for part in name.split(" + ")}
    once, found = _named_once(sheet.header.names), []
    for place, name in enumerate(sheet.header.names):
        if place in used or {name.strip().casefold(), numbered(place)} & mapped:
            continue
        if vendor and sheet.preset.knows(name) and normal(name) in once:
            continue
        found.append(contents_of(sheet, place))
    return found
