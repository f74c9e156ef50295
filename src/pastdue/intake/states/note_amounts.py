"""Amounts in the notes beside invoices: what a note says was paid of its invoice, as `paid 100 cash`."""

from __future__ import annotations

import re
from functools import cache

from pastdue.intake.states.notes import blocks_said, note_says
from pastdue.intake.values.amounts import currencies_of
from pastdue.intake.values.word_rows import ascii_form, rows

_LONGEST = 2000
_PART = re.compile(r"[^\W\d_]+\.?|\d[\d.,'’/:-]*|[€$£¥₹%#№]")
_WHOLE = re.compile(r"\d{1,6}")
_GROUPED = re.compile(r"(\d{1,3}(?:[.,'’]?\d{3})*)(?:[.,](\d{1,2}))?")
_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])")
_YEAR = re.compile(r"20\d\d")
_SPACED = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
"""A space between thousands."""
_COUNTS = (1, 2, 3)
"""So many words before or behind a figure may say together that it was paid."""


def note_states(text: str) -> tuple[str, ...]:
    """The states that the note gives its invoice: the one that `note_says` has, where it says that something was paid
    in part, however much it is, `partly`; that one ends no dispute or hold which the note says, too, as the rest is
    owed.

    >>> note_states("paid €100 cash 6/11"), note_states("paid 6/11"), note_states("please call")
    (('partly',), ('paid',), ())
    >>> note_states("in dispute, 50 paid"), note_states("in dispute, paid 6/11"), note_states("disputed, they owe 50")
    (('partly', 'disputed'), ('paid',), ('disputed',))
    """
    says = note_says(text)
    if says == "partly" or (says == "paid" and amount_paid(text)):
        return ("partly", *blocks_said(text))
    return (says,) if says else ()


def amount_paid(text: str) -> str:
    """The amount that the note says was paid, as plain figures with a decimal point; "" for none, `?` where it has
    several, a share, or one that can be read in two ways.

    >>> amount_paid("paid €1,100.50 cash"), amount_paid("50 bezahlt am 3.2."), amount_paid("Inv 12 paid 2 Feb")
    ('1100.50', '50', '')
    >>> amount_paid("paid 1.250"), amount_paid("paid 100 and 50"), amount_paid("50% paid")
    ('?', '?', '?')
    """
    parts = [part.rstrip(".,:-") for part in _PART.findall(_SPACED.sub("", text[:_LONGEST]))]
    figures = [at for at, part in enumerate(parts) if _is_figure(parts, at)]
    paid = [at for at in figures if _is_paid(parts, at)]
    if not paid:
        return ""
    return _plain(parts[paid[0]]) if len(figures) == 1 and _after(parts, paid[0]) != "%" else "?"


def _is_figure(parts: list[str], at: int) -> bool:
    """True where an amount of money or a share may stand: no day, number of something, or whole share."""
    part, before, after = parts[at], parts[at - 1] if at else "", _after(parts, at)
    if not part[:1].isdigit() or re.search("[/:-]", part) or ascii_form(before) in rows("notes")["numbers"]:
        return False
    if after == "%":
        return part != "100"
    if _is_sign(before) or _is_sign(after):
        return True
    return not (_is_day(part, after) or _YEAR.fullmatch(part)) and bool(
        _WHOLE.fullmatch(part) or _GROUPED.fullmatch(part)
    )


def _after(parts: list[str], at: int) -> str:
    """The part behind the one at `at`; "" for the last."""
    return parts[at + 1] if at + 1 < len(parts) else ""


def _is_sign(part: str) -> bool:
    """True for the sign or code of a currency."""
    return bool(part) and bool(currencies_of(part.casefold())) and not part.isdigit()


def _is_day(part: str, after: str) -> bool:
    """True where the figure is a day, as `3.2` or `12 Feb`, or counts days."""
    word = ascii_form(after)
    return bool(_DAY.fullmatch(part)) or word in _months() or word in rows("notes")["days"]


def _is_paid(parts: list[str], at: int) -> bool:
    """True where the words right before the figure with its sign, or those right behind it, say that something was
    paid."""
    ahead, behind = (
        [part for part in found if not _is_sign(part) and part != "%"] for found in (parts[:at], parts[at + 1 :])
    )
    words = (*(ahead[-count:] for count in _COUNTS), *(behind[:count] for count in _COUNTS))
    return any(
        said and all(word[:1].isalpha() for word in said) and note_says(" ".join(said)) in ("paid", "partly")
        for said in words
    )


def _plain(part: str) -> str:
    """The figure with a decimal point; `?` where its mark may be one of thousands or of a fraction."""
    match = _GROUPED.fullmatch(part)
    if match is None or re.fullmatch(r"\d{1,3}[.,]\d{3}", part):
        return "?"
    whole = re.sub(r"\D", "", match[1])
    return f"{whole}.{match[2]}" if match[2] else whole


@cache
def _months() -> frozenset[str]:
    return frozenset(name for months in rows("months").values() for names in months for name in names)
