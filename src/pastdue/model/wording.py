"""Counts, lists and commands in English, as messages, remarks and help word them."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence

SYSTEM: str = sys.platform
"""The system whose shell takes the commands that are offered, as Python names it."""
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
    if SYSTEM == "win32":
        return quoted_on_windows(text)
    if re.search(r"[!$`]", text):
        return "'" + text.replace("'", "'\\''") + "'"
    return '"' + re.sub(r'([\\"])', r"\\\1", text) + '"'


def quoted_on_windows(word: str) -> str:
    """The word as PowerShell and the command prompt both take it: in double quotes, unless it is of letters, digits and
    marks that mean nothing to either. What PowerShell would fill in, after a dollar sign or a backtick, stands in the
    single quotes that it alone knows; and it ends a word at a quotation mark within it: no spelling serves both.

    >>> print(quoted_on_windows(r"C:\\books\\invoices.csv"), quoted_on_windows("R&D, 7"), quoted_on_windows(""))
    C:\\books\\invoices.csv "R&D, 7" ""
    >>> print(quoted_on_windows('7" pipe'), quoted_on_windows("my books\\\\"))
    "7\\" pipe" "my books\\\\"
    >>> print(quoted_on_windows("Betrag $"), quoted_on_windows("Ben's $"))
    'Betrag $' 'Ben''s $'
    """
    if re.fullmatch(r"[\w.:/\\=+-]+", word):
        return word
    if re.search(r"[$`]", word):
        return "'" + word.replace("'", "''") + "'"
    escaped = re.sub(r'(\\*)(")', r"\1\1\\\2", word)  # a program's own rules: backslashes count before a quote alone
    return '"' + re.sub(r"(\\+)$", r"\1\1", escaped) + '"'
