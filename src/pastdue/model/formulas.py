"""How is a cell kept from being run as a formula by a spreadsheet? An apostrophe in front, and off again on reading."""

from __future__ import annotations

import re

REASON = "reason"
PROBLEM = "problem"
"""The last column of a file of rejected rows, by which reading knows that its cells are guarded; holds have a reason of
their own."""

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_AMOUNT = re.compile(r"[+-]?\d[\d.,' \u00a0\u202f]*", re.ASCII)


def guarded(text: str) -> str:
    """`text` as a spreadsheet shows it and never runs it; amounts stay amounts.

    >>> guarded("=1+1"), guarded("-12.50")
    ("'=1+1", '-12.50')
    """
    return f"'{text}" if _FORMULA.match(text) and not _AMOUNT.fullmatch(text) else text


def unguarded(text: str) -> str:
    """What `guarded` was given.

    >>> unguarded("'=1+1"), unguarded("'s-Hertogenbosch")
    ('=1+1', "'s-Hertogenbosch")
    """
    return text[1:] if text.startswith("'") and guarded(text[1:]) == text else text
