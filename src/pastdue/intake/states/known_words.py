"""Words that some list knows for the state of an invoice, or for a kind of row."""

from __future__ import annotations

from pastdue.intake.values.word_rows import meanings, word_key


def is_state(text: str) -> bool:
    """True when `text` is a known word for the state of an invoice."""
    return word_key(text) in meanings("status")


def kind_of(text: str, under_kind: bool) -> str:
    """The meaning of `text` as a kind of row, "" where no list knows it; a number, as 380, has one only `under_kind`,
    below a header that says so.

    >>> kind_of("Credit note", False), kind_of("380", True), kind_of("380", False)
    ('credit', 'open', '')
    """
    return meanings("type").get(word_key(text), "") if under_kind or not text.isdigit() else ""
