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
_IN_FIGURES = re.compile(r"\d+[/:-][\d/:-]*|" + _DAY.pattern)
"""A day or a time in figures."""
_OF_MONTH = re.compile(r"(0?[1-9]|[12]\d|3[01])([a-z]*)")
"""A day of a month, and the letters at its end."""
_OF = ("de", "of")
"""Words between a day and its month."""
_PAID = ("paid", "partly")
_YEAR = re.compile(r"20\d\d")
_SPACED = re.compile(r"(?<![\w/.:-])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)")
"""A figure with spaces between its thousands, that does not begin in a day."""
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
    """The amount that the note says was paid, as plain figures with a decimal point and the sign that stands by it; ""
    for none, `?` where it has several, a share, or one that is not surely what was paid or can be read in two ways.

    A figure is surely paid right beside the words that say so, or with a sign or cents; never one that is left, or less
    which something was paid.

    >>> amount_paid("paid €1,100.50 cash"), amount_paid("50 bezahlt am 3.2."), amount_paid("Inv 12 paid 2 Feb")
    ('€ 1100.50', '50', '')
    >>> amount_paid("paid 1.250"), amount_paid("paid 100 and 50"), amount_paid("50% paid"), amount_paid("paid less 50")
    ('?', '?', '?', '?')
    """
    parts = _parts(text)
    figures = [at for at in range(len(parts)) if _is_figure(parts, at)]
    paid = [at for at in figures if _is_paid(parts, at)]
    if not paid:
        return "?" if any(_is_money(parts, at) for at in figures) else ""
    at = paid[0]
    sure = len(figures) == 1 and (_is_money(parts, at) or _stands_beside(parts, at)) and not _is_left(parts, at)
    return _plain(parts, at) if sure and _after(parts, at) != "%" else "?"


def _parts(text: str) -> list[str]:
    """The words, figures and signs of the note; a figure with letters that are no sign of a currency is one, as 2nd."""
    found: list[str] = []
    end = -1
    for match in _PART.finditer(_SPACED.sub(_unspaced, text[:_LONGEST])):
        part = match[0].rstrip(".,:-")
        mixed = bool(found) and part[:1].isdigit() != found[-1][:1].isdigit() and part.isalnum()
        if match.start() == end and mixed and not (_is_sign(part) or _is_sign(found[-1])):
            found[-1] += part
        else:
            found.append(part)
        end = match.end()
    return found


def _unspaced(figure: re.Match[str]) -> str:
    return "".join(figure[0].split())


def _is_figure(parts: list[str], at: int) -> bool:
    """True where an amount of money or a share may stand: no day, number of something, or whole share."""
    part, before, after = parts[at], parts[at - 1] if at else "", _after(parts, at)
    if not part[:1].isdigit() or re.search("[/:-]", part) or ascii_form(before) in rows("notes")["numbers"]:
        return False
    if after == "%":
        return part != "100"
    if _is_sign(before) or _is_sign(after):
        return True
    return not (_is_day(parts, at) or _YEAR.fullmatch(part)) and bool(
        _WHOLE.fullmatch(part) or _GROUPED.fullmatch(part) or part[-1].isalpha()
    )


def _after(parts: list[str], at: int) -> str:
    """The part behind the one at `at`; "" for the last."""
    return parts[at + 1] if at + 1 < len(parts) else ""


def _is_sign(part: str) -> bool:
    """True for the sign or code of a currency."""
    return bool(part) and bool(currencies_of(part.casefold())) and not part.isdigit()


def _is_day(parts: list[str], at: int) -> bool:
    """True where the figure is a day, as `3.2`, `2nd`, `12 Feb` or `am 3.`, or counts days."""
    before, *after = (ascii_form(part) for part in (parts[at - 1] if at else "", *parts[at + 1 : at + 3]))
    follows = next((word for word in after if word not in _OF), "")
    if _DAY.fullmatch(parts[at]) or follows in _months() or follows in rows("notes")["days"]:
        return True
    match = _OF_MONTH.fullmatch(ascii_form(parts[at]))
    led = before in _months() or before in rows("headers")["on_day"]
    return match is not None and (led or match[2] in (*rows("notes")["ordinal"], *_months()))


def _is_paid(parts: list[str], at: int) -> bool:
    """True where the words right before the figure with its sign, or those right behind it, say that something was
    paid."""
    ahead, behind = _around(parts, at)
    runs = (*(ahead[-count:] for count in _COUNTS), *(behind[:count] for count in _COUNTS))
    return any(_says(run) in _PAID for run in runs)


def _stands_beside(parts: list[str], at: int) -> bool:
    """True where the words that say it are the very next, but for some that say nothing, and for how it was paid."""
    between = {*rows("notes")["passing"], *rows("notes")["between"]}
    ahead, behind = _around(parts, at)
    while ahead and ascii_form(ahead[-1]) in between:
        ahead.pop()
    while behind and ascii_form(behind[0]) in between:
        behind.pop(0)
    runs = [(ahead[-count:], ahead[-count:-1]) for count in _COUNTS]
    runs += [(behind[:count], behind[1:count]) for count in _COUNTS]
    return any((said := _says(run)) in _PAID and said != _says(less) for run, less in runs)


def _around(parts: list[str], at: int) -> tuple[list[str], list[str]]:
    """The parts before and behind the figure, without signs and days in figures."""
    ahead, behind = (
        [part for part in some if not (_is_sign(part) or part == "%" or _IN_FIGURES.fullmatch(part))]
        for some in (parts[:at], parts[at + 1 :])
    )
    return ahead, behind


def _says(words: list[str]) -> str:
    """The state that words in a row give, as `note_says` has it; "" where one is no word."""
    return note_says(" ".join(words)) if words and all(word[:1].isalpha() for word in words) else ""


def _is_money(parts: list[str], at: int) -> bool:
    """True where the figure has a sign or cents, and so is an amount wherever it stands."""
    match = _GROUPED.fullmatch(parts[at])
    signs = (parts[at - 1] if at else "", _after(parts, at))
    return any(map(_is_sign, signs)) or bool(match and match[2] and len(match[2]) == 2)


def _is_left(parts: list[str], at: int) -> bool:
    """True where the word right before the figure or right behind it makes it what was not paid."""
    ahead, behind = _around(parts, at)
    lists = rows("notes")
    return ascii_form("".join(ahead[-1:])) in lists["less"] or ascii_form("".join(behind[:1])) in lists["left"]


def _plain(parts: list[str], at: int) -> str:
    """The figure with a decimal point and its sign; `?` where its mark may be one of thousands or of a fraction."""
    match = _GROUPED.fullmatch(parts[at])
    if match is None or re.fullmatch(r"\d{1,3}[.,]\d{3}", parts[at]):
        return "?"
    sign = next((part for part in (parts[at - 1] if at else "", _after(parts, at)) if _is_sign(part)), "")
    whole = re.sub(r"\D", "", match[1])
    return f"{sign} {whole}.{match[2]}".lstrip() if match[2] else f"{sign} {whole}".lstrip()


@cache
def _months() -> frozenset[str]:
    return frozenset(name for months in rows("months").values() for names in months for name in names)
