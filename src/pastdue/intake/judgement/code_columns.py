"""Columns of short codes under headers that explain nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pastdue.intake.export.headers import normal
from pastdue.intake.judgement.contents import Contents
from pastdue.intake.judgement.questions import Reading

_MOST_CODES = 4
_CODE = re.compile(r"\w{1,3}")
_NO_NAME = re.compile(
    r"#\d+|\W*|[^\W\u2e80-\uffff]{1,2}|(?:column|col|field|unnamed|spalte|feld|kolumna|kolumn|colonne|columna|colonna|kolom|kolonne)[\W_]*\d*"
    r"|(?:status)?(?:code|flag|mark|marker|indicator|kennzeichen|kz|znacznik|oznaczenie|kod|codice|codigo|merkmal|haken|tick|ok)"
)
"""Headers that say nothing of what stands below; two letters of Chinese, Japanese or Korean are a word."""


def says_nothing(header: str) -> bool:
    """True when the header does not say what stands below it."""
    return _NO_NAME.fullmatch(normal(header)) is not None


def code_readings(contents: Contents, said: Sequence[str]) -> Iterator[Reading]:
    """A reading for each of the codes that are `said` of rows which are owed, as the one that means paid; none where
    they are no short codes that come again, or their header explains them."""
    kinds = len(contents.counts)
    if not said or kinds > _MOST_CODES or contents.filled == kinds:
        return
    if not says_nothing(contents.name) or not all(map(_CODE.fullmatch, contents.counts)):
        return
    for code in said:
        words = {text: "paid" if text == code else "open" for text in contents.counts}
        yield Reading(f"a code, and {code!r} is paid", {"status": contents.name}, words=words)
