"""Ages of what is owed, as aging reports write them in headers and headings: `31-60 Days`, `> 90`, `not yet due`."""

from __future__ import annotations

import re

from pastdue.intake.values.word_rows import ascii_form, meanings, rows, word_key

_SPAN = re.compile(
    r"(?<!\d)\d{1,3} ?(?:-|–|to|bis|a|tot|do) ?\d{1,3}(?!\d)|\d{1,3} ?\+|\d{1,3} (?:or more|plus)"
    r"|(?:over|above|>|ueber|ponad|plus de|mas de|oltre|meer dan|mere end|mer enn|mer aen) ?\d{1,3}"
)


def names_age(header: str) -> bool:
    """True when a span of days stands in the header, as `31-60 Days` or `Balance > 90`.

    >>> names_age("Über 90 Tage"), names_age("Total"), names_age("2026-2027")
    (True, False, False)
    """
    return bool(_SPAN.search(ascii_form(header)))


def is_age(text: str) -> bool:
    """True when the text is nothing but a span of days that something is late, or says that it is not late yet.

    >>> is_age("31 to 60 days overdue"), is_age("Über 90 Tage"), is_age("Current"), is_age("1-2-3 Cleaning")
    (True, True, True, False)
    """
    bare = " ".join(ascii_form(text).split()).removesuffix("past due")
    left = [word for word in bare.split() if word not in rows("notes")["days"] and not _is_of(word, "lateness")]
    return bool(_SPAN.fullmatch(" ".join(left))) or _says_when_due(word_key(text))


def _says_when_due(said: str) -> bool:
    """True for a known word for an open invoice that says whether it is due, as `not yet due`, or `current`."""
    of_day = said == "current" or any(_is_of(word, "due") for word in said.split())
    return of_day and meanings("status").get(said) == "open"


def _is_of(word: str, topic: str) -> bool:
    return word.startswith(tuple(rows("headers")[topic]))
