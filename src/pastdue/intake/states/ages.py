"""Ages of what is owed, as aging reports write them in headers and headings: `31-60 Days`, `> 90`, `not yet due`."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pastdue.intake.values.word_rows import ascii_form, meanings, rows, word_key

_FROM = r"\d{1,3} ?(?:-|–|to|bis|a|tot|do) ?\d{1,3}"
_SPAN = re.compile(
    rf"(?<!\d){_FROM}(?!\d)|\d{{1,3}} ?\+|\d{{1,3}} (?:or more|plus)"
    r"|(?:over|above|more than|>|ueber|mehr als|ponad|powyzej|plus de|mas de|mais de|oltre|meer dan|mere end|mer enn"
    r"|mer aen) ?\d{1,3}"
)
_SIGNED = r"(?:\+|<=?|>=|≤|≥|less than|up to|bis|unter|jusqu'a|hasta|fino a|tot|do|ponizej) ?\d{1,3}"
"""An age as a figure with a sign or a word for up to or beyond it, which in a header may be of anything."""
_APART = re.compile(r"[()\[\]:,;_]|(?<=[a-z])-(?=\d)|(?<=[a-z])(?=[\d+<>≤≥])")
"""The marks, or no mark at all, that part a state and its age."""
_OWED = ("open", "disputed", "held")
"""The states by which the whole of an invoice is owed, however old it is."""


def names_age(header: str) -> bool:
    """True when a span of days stands in the header, as `31-60 Days` or `Balance > 90`.

    >>> names_age("Über 90 Tage"), names_age("Total"), names_age("2026-2027")
    (True, False, False)
    """
    return bool(_SPAN.search(ascii_form(header)))


def is_age(text: str) -> bool:
    """True when the text is nothing but a span of days that something is late, or says that it is not late yet.

    >>> is_age("31 to 60 days overdue"), is_age("+90"), is_age("Current"), is_age("1-2-3 Cleaning")
    (True, True, True, False)
    """
    bare = " ".join(ascii_form(text).split()).removesuffix("past due")
    left = [word for word in bare.split() if word not in rows("notes")["days"] and not _is_of(word, "lateness")]
    return bool(re.fullmatch(f"{_SPAN.pattern}|{_SIGNED}", " ".join(left))) or _says_when_due(word_key(text))


@lru_cache(maxsize=1 << 12)
def state_with_age(text: str) -> str:
    """The state of something owed that `text` names with nothing but an age behind it; "" where word or age is not
    wholly understood, as of a mere figure, which may be an amount.

    >>> state_with_age("Vencida +90"), state_with_age("Échue (60 j)"), state_with_age("Disputed 31-60 days")
    ('open', 'open', 'disputed')
    >>> state_with_age("Vencida 90"), state_with_age("Pagada 61-90"), state_with_age("Vencida 61-90 abogado")
    ('', '', '')
    """
    if not any(map(str.isdigit, text)):
        return ""
    words = _APART.sub(" ", ascii_form(text)).split()
    for at in range(len(words) - 1, 0, -1):
        state = meanings("status").get(word_key(" ".join(words[:at])), "")
        if state in _OWED and _is_days(words[at:]):
            return state
    return ""


def _is_days(words: list[str]) -> bool:
    """True when the words are a span of days that rises, or a number of days with its unit."""
    while words and words[0] in ("-", "–", *rows("headers")["since"]):
        words = words[1:]
    match = _days().fullmatch(" ".join(words))
    figures = [int(figure) for figure in re.findall(r"\d+", " ".join(words))]
    return match is not None and figures == sorted(set(figures))


@cache
def _days() -> re.Pattern[str]:
    """A span, or a number with a unit, with words behind it that only say that so many days are late."""
    units = "|".join(re.escape(ascii_form(word)) for word in rows("terms")["days"])
    late = "|".join(rows("headers")["days_late"])
    return re.compile(rf"(?:(?:{_SPAN.pattern}|{_SIGNED})(?: ?(?:{units}))?|\d{{1,3}} ?(?:{units}))(?: (?:{late}))?")


def _says_when_due(said: str) -> bool:
    """True for a known word for an open invoice that says whether it is due, as `not yet due`, or `current`."""
    of_day = said == "current" or any(_is_of(word, "due") for word in said.split())
    return of_day and meanings("status").get(said) == "open"


def _is_of(word: str, topic: str) -> bool:
    return word.startswith(tuple(rows("headers")[topic]))
