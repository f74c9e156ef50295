"""Lists that say what is paid by the colour of a row, which is not read: a legend such as `green = paid` tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from pastdue.intake.export.headers import loose
from pastdue.intake.export.presets import CANONICAL
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.states.topics import WORDS, beginnings, loose_words
from pastdue.intake.values.texts import clean
from pastdue.model.errors.problems import BadInput, Problem, Source

_SAID = ("status", "paid", "balance", "settled_on", "paid_mark", "void_mark")
_ROWS = 30
"""So many rows above the headers and at the end of the file are looked at."""
_STEM = 3
"""A stem has one letter more behind it for each so many of its own."""
_FEW = 3
"""A legend has a row for itself, with so many cells at most."""
_SIGN = re.compile(r"\s(?:-|–|—|=>?|→|->)\s|\s?[=:]\s?")


def refuse_colours(sheet: Sheet) -> None:
    """Refuse a list without a column for it, in which a line beside the table says that a colour tells what is paid,
    void or open; unless the user says that it has no states (`--map status=`)."""
    if any(map(sheet.has, _SAID)) or sheet.dialect.map.get("status") == "" or sheet.preset.name == CANONICAL:
        return
    for record, cell in _lines(sheet):
        if _is_legend(cell):
            what = "says that a colour tells what is paid, and colours are not read"
            remedy = "write it into a column, as Paid; or, where every invoice is owed all the same, say --map status="
            source = Source(sheet.header.file, sheet.records.line(record))
            raise BadInput([Problem(source, "", cell, what, remedy)])


def _lines(sheet: Sheet) -> Iterator[tuple[int, str]]:
    """The cells of the rows above the headers, and of those at the end that have few, with their records."""
    top, count = sheet.opened.top, len(sheet.records)
    for record in (*range(min(top, _ROWS)), *range(max(top + 1, count - _ROWS), count)):
        cells = [cell for cell in map(clean, sheet.records.fields(record)) if cell]
        if len(cells) <= _FEW:
            yield from ((record, cell) for cell in (*cells, " = ".join(cells)))


def _is_legend(text: str) -> bool:
    """True when a part of the text up to a sign is a colour alone, or the rows in it, and the next one a state, or the
    other way round; or when a part says that such rows are so.

    >>> _is_legend("Invoices out - green = paid"), _is_legend("bezahlt: grün"), _is_legend("Green Energy - unpaid")
    (True, True, False)
    >>> _is_legend("Invoices (paid ones in italics)"), _is_legend("Open invoices Gray")
    (True, False)
    """
    parts = [part for chunk in re.split(r"[,;()|]", text) for part in (*_SIGN.split(chunk), "|")]
    pairs = pairwise(parts)
    apart = any((_is_colour(one) and _is_state(two)) or (_is_state(one) and _is_colour(two)) for one, two in pairs)
    return apart or any(map(_says_both, parts))


def _says_both(text: str) -> bool:
    """True when the text is a state and a colour in small letters, as no name has it, and else only says that rows have
    both.

    >>> _says_both("payées en vert"), _says_both("bezahlte grün"), _says_both("offene Rechnungen Grün")
    (True, True, False)
    """
    words = WORDS.findall(text)
    plain = [loose(word) for word in words]
    colours = [_inflected(word, beginnings("colours")) for word in plain]
    states = [word.startswith(_states()) for word in plain]
    others = [_inflected(word, beginnings("coloured")) or word in beginnings("coloured_rows") for word in plain]
    small = any(colour and word.islower() for colour, word in zip(colours, words, strict=True))
    return small and any(states) and all(map(any, zip(colours, states, others, strict=True)))


def _is_colour(text: str) -> bool:
    """True when every word is a colour or the like, or says that rows have it.

    >>> _is_colour("Green rows"), _is_colour("grün markiert"), _is_colour("Rotary"), _is_colour("Green Energy")
    (True, True, False, False)
    """
    words = loose_words(text)
    found = [_inflected(word, beginnings("colours")) for word in words]
    return any(found) and all(
        colour or _inflected(word, beginnings("coloured")) for word, colour in zip(words, found, strict=True)
    )


def _inflected(word: str, stems: Iterable[str]) -> bool:
    """True when the word is one of the stems, a longer one with the end of a word behind it."""
    return any(word.startswith(stem) and len(word) - len(stem) <= len(stem) // _STEM for stem in stems)


def _is_state(text: str) -> bool:
    """True when the first word or two say that something is paid, open, void or in dispute."""
    words = loose_words(text)
    return 0 < len(words) <= _FEW and any(word.startswith(_states()) for word in words)


def _states() -> tuple[str, ...]:
    """The beginnings of words for a state."""
    return tuple(stem for topic in ("paid", "open", "void", "dispute", "unpaid") for stem in beginnings(topic))
