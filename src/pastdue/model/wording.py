"""Counts, lists and commands in English, as messages, remarks and help word them."""

from __future__ import annotations

import re
from collections.abc import Sequence

LISTED_AT_MOST = 3
"""The number of names a message lists where nothing asks for more: enough to recognise the case, and still one line."""


def counted(count: int, noun: str, plural: str = "") -> str:
    """A count and the thing counted; `plural` where an added s does not make it.

    >>> counted(1, "row"), counted(1200, "row"), counted(2, "copy", "copies"), counted(0, "letter")
    ('1 row', '1,200 rows', '2 copies', '0 letters')
    """
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def listed(items: Sequence[str], at_most: int = LISTED_AT_MOST, separator: str = ", ") -> str:
    """The items, or the first `at_most` of them and how many more there are.

    >>> listed(["A", "B", "C"]), listed(["A", "B", "C", "D", "E"], 2), listed(["A", "B"], 1, "; ")
    ('A, B, C', 'A, B and 3 more', 'A and 1 more')
    """
    more = len(items) - at_most
    return separator.join(items[:at_most]) + (f" and {more:,} more" if more > 0 else "")


def quoted(text: str) -> str:
    """`text` as a word of the command line, in double quotes where it needs any; in single ones where it has a mark
    that a shell would act on between double ones."""
    if re.fullmatch(r"[\w.=/#+-]+", text) and not text.startswith("#"):
        return text
    if re.search(r"[!$`]", text):
        return "'" + text.replace("'", "'\\''") + "'"
    return '"' + re.sub(r'([\\"])', r"\\\1", text) + '"'
