"""Headers of days: they tell whether whole numbers as 45000 below them are days of a spreadsheet or amounts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pastdue.intake.states.topics import about, beginnings, is_called, loose_words
from pastdue.intake.values.word_rows import rows


@lru_cache(maxsize=1 << 12)
def names_days(name: str) -> bool:
    """True when a header says that days stand below: it has a word for one, is called as days of payment are, or speaks
    of what is due, issued or void without a word for an amount or a number.

    >>> names_days("Invoice date"), names_days("Bezahlt am"), names_days("Fällig"), names_days("Ausgestellt")
    (True, True, True, True)
    >>> names_days("Amount"), names_days("Amount due"), names_days("Document no"), names_days("Customer")
    (False, False, False, False)
    """
    if about("any_day", name) or is_called("day_paid", name):
        return True
    words = loose_words(name)
    speaks = any(word.startswith(beginnings("issued")) for word in words) or about("due", name) or about("void", name)
    other = any(word.startswith(beginnings("of_amount")) or word in rows("headers")["number"] for word in words)
    return speaks and not other


def at_several_times(texts: Iterable[str]) -> bool:
    """True when days have different times, as those at which a row was written.

    >>> at_several_times(["2026-01-01 08:15", "2026-01-02 09:20"]), at_several_times(["2026-01-01", "2026-01-02"])
    (True, False)
    """
    found = (re.search(r"\d{1,2}:\d\d(?::\d\d)?", text) for text in texts)
    return len({match[0] if match else "" for match in found}) > 1
