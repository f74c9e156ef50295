"""Text that a spreadsheet would run as a formula: an apostrophe in front of it, and off again on reading."""

from __future__ import annotations

import re

REASON = "reason"
PROBLEM = "problem"
"""The last column of a file of rejected rows, by which reading knows that its cells are guarded; holds have a reason of
their own."""

# Spreadsheets skip blanks and invisible characters before a formula, and take full-width signs for plain ones.
_FORMULA = re.compile("[\t\r\n]|[\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\\-@＝＋－＠]")
_AMOUNT = re.compile(r"[+-]?\d[\d.,' \u00a0\u202f]*", re.ASCII)


def guarded(text: str) -> str:
    """`text` with an apostrophe in front where a spreadsheet would run it as a formula, else as it is.

    >>> guarded("=HYPERLINK(1)"), guarded(" +48 22 000"), guarded("Miller & Sons = fine")
    ("'=HYPERLINK(1)", "' +48 22 000", 'Miller & Sons = fine')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def guarded_reversibly(text: str) -> str:
    """`guarded` for a file that is corrected and read again: `unguarded` gives `text` back, and amounts stay amounts.

    >>> guarded_reversibly("=1+1"), guarded_reversibly("'=1+1"), guarded_reversibly("-12.50")
    ("'=1+1", "''=1+1", '-12.50')
    """
    return f"'{text}" if _FORMULA.match(text.lstrip("'")) and not _AMOUNT.fullmatch(text) else text


def unguarded(text: str) -> str:
    """The text as it was before `guarded_reversibly`; text that was not guarded stays as it is.

    >>> unguarded("'=1+1"), unguarded("'s-Hertogenbosch")
    ('=1+1', "'s-Hertogenbosch")
    """
    return text[1:] if text.startswith("'") and guarded_reversibly(text[1:]) == text else text
