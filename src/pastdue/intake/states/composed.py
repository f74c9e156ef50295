"""Headers that no list has as they are, made of words that name one field together, as `Kundens namn`."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pastdue.intake.values.word_rows import ascii_form, rows

_MADE_OF: tuple[tuple[str, str, str], ...] = (
    ("invoice", "number invoice", "little reference"),
    ("invoice", "reference invoice", "little"),
    ("customer", "name customer", "little billing invoice"),
    ("customer_id", "number customer", "little billing code"),
    ("customer_id", "code customer", "little billing"),
    ("issued", "date invoice", "little issue"),
    ("issued", "date issue", "little"),
    ("issued", "date booked", "little"),
    ("due", "date due", "little limit payment invoice"),
    ("due", "limit due", "little payment"),
    ("due", "limit payment", "little date"),
    ("due", "due payment", "little date"),
    ("total", "amount invoice", "little gross"),
    ("total", "amount gross", "little"),
    ("total", "amount original", "little invoice"),
    ("total", "amount", "little"),
    ("paid", "amount paid", "little so_far invoice gross"),
    ("paid", "so_far paid", "little amount invoice"),
    ("balance", "amount open", "little invoice gross still"),
    ("balance", "open still", "little"),
    ("balance", "left", "little amount invoice gross"),
    ("status", "state invoice", "little payment"),
    ("status", "state payment", "little"),
    ("currency", "currency code", "little"),
    ("currency", "currency invoice", "little"),
)
"""The fields, the parts that a header must have each of, and those that it may have; other words it may not have."""

_OTHERS = (
    ("status", ("doc", "dok", "beleg", "bilag", "bizonylat", "belge")),
    ("balance", ("residualval", "valorresidu", "valeurresid", "remainingval", "restval", "restwert", "valoreresid")),
)
"""Fields, and beginnings of headers that speak of another thing than that of an invoice: a document that is closed may
be booked, and a residual value is that of goods."""
_LONGEST = 4
"""No phrase has more words."""
_SHORTEST = 3
"""No part of a word made of several has fewer letters."""


@lru_cache(maxsize=1 << 14)
def composed(name: str) -> str:
    """The one field that all words of a header name together; "" for none, and for several.

    >>> composed("Kundens namn"), composed("Saldo a receber"), composed("Zaplaceno ke dni")
    ('customer', 'balance', 'paid')
    >>> composed("Date of payment"), composed("Number of invoices"), composed("Amount due date")
    ('', '', '')
    """
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    said = {tuple(re.findall(r"[^\W_]+|#", ascii_form(parted, spelled_out))) for spelled_out in (True, False)}
    found = {field for words in said for field in _fields(words)}
    field = found.pop() if len(found) == 1 else ""
    words = re.findall(r"[a-z]+", ascii_form(parted))
    stems = next((stems for other, stems in _OTHERS if other == field), ())
    return "" if any(word.startswith(stems) for word in ("".join(words), *words)) else field


def _fields(words: tuple[str, ...]) -> set[str]:
    """The fields that the words may name together; a single word that is not made of several names none."""
    ways = {frozenset(way) for way in _ways(words) if len(words) > 1 or len(way) > 1}
    return {
        field for field, needed, allowed in _MADE_OF for way in ways
        if way.issuperset(needed.split()) and way.issubset([*needed.split(), *allowed.split()])
    }  # fmt: skip


def _ways(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The ways in which the words, or phrases of them, are parts of headers; none where one of them is no part."""
    if not words:
        return [()]
    known = _parts()
    firsts = [(1, way) for way in _made_of(words[0])]
    for count in range(2, min(_LONGEST, len(words)) + 1):
        firsts += [(count, (part,)) for part in known.get(" ".join(words[:count]), ())]
    return [(*way, *rest) for count, way in firsts for rest in _ways(words[count:])]


def _made_of(word: str) -> list[tuple[str, ...]]:
    """The ways in which one word is a part of headers, or two or more made one, as `Fakturastatus`.

    >>> _made_of("fakturastatus"), _made_of("faktura"), _made_of("mahnstatus")
    ([('invoice', 'state')], [('invoice',)], [])
    """
    known = _parts()
    if word in known:
        return [(part,) for part in known[word]]
    cuts = range(_SHORTEST, len(word) - _SHORTEST + 1)
    return [
        (part, *rest) for at in cuts for part in known.get(word[:at], ()) if part != "little"
        for rest in _made_of(word[at:])
    ]  # fmt: skip


@cache
def _parts() -> dict[str, tuple[str, ...]]:
    """The parts that each word and phrase may be, by its letters without accents, umlauts as two letters and as one."""
    found: dict[str, set[str]] = {}
    for part, words in rows("composed").items():
        for form in {ascii_form(word, spelled_out) for word in words for spelled_out in (True, False)}:
            found.setdefault(form, set()).add(part)
    return {word: tuple(sorted(parts)) for word, parts in found.items()}
