"""Headers that name the customer beside other words, as `Customer / job` or `Invoice Partner Display Name`."""

from __future__ import annotations

import re
from functools import lru_cache

from pastdue.intake.values.word_rows import ascii_form, rows

_PARTED = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[^\W\d_]+")
_DIVIDED = re.compile(r"[/|()\[\]{}&+,;:]|\s[-–—]\s")
"""The marks between the parts of a header that speaks of several things."""

_STEM, _ENDING = 4, 3
"""So many letters at least has a word for a customer by which others of it are known, which have so many more."""


@lru_cache(maxsize=1 << 12)
def names_customer(name: str, spellings: tuple[str, ...]) -> bool:
    """True when the header, or a part of it between marks, is made of a word for the customer and of words that change
    nothing of whose name it is, and no part has a word that does. `spellings` are the known headers of customers.

    >>> known = ("Customer", "Tenant", "Kunde")
    >>> [names_customer(name, known) for name in ("Customer / job", "tenant.full_name", "Kunde (Firma)")]
    [True, True, True]
    >>> [names_customer(name, known) for name in ("Customer group", "Customer / contact", "Company name")]
    [False, False, False]
    """
    parts = [words for part in _DIVIDED.split(name) if (words := _words(part))]
    return any(_is_a_name(part, spellings) for part in parts) and not changes_customer(name, spellings)


@lru_cache(maxsize=1 << 12)
def speaks_of_customer(name: str, spellings: tuple[str, ...]) -> bool:
    """True when the header has a word for the customer, and none that makes it another's name or another thing."""
    return has_customer_word(name, spellings) and not changes_customer(name, spellings)


@lru_cache(maxsize=1 << 12)
def has_customer_word(name: str, spellings: tuple[str, ...]) -> bool:
    """True when the header has a word for the customer, whatever it says of it."""
    return not _customer_words(spellings).isdisjoint(_words(name))


@lru_cache(maxsize=1 << 12)
def changes_customer(name: str, spellings: tuple[str, ...]) -> bool:
    """True when a word of the header says, beside one for the customer, another's name or another thing."""
    exactly, stems = frozenset(rows("customers")["other_words"]), tuple(rows("customers")["others"])
    others = [word for word in _words(name) if word not in _customer_words(spellings)]
    return any(word in exactly or word.startswith(stems) for word in others)


@lru_cache(maxsize=1 << 12)
def names_anybody(name: str) -> bool:
    """True when the header is a word for a name, a company or a person, which may be another's than the customer's.

    >>> names_anybody("Company Name"), names_anybody("Contact"), names_anybody("Client Name"), names_anybody("Bill To")
    (True, True, False, False)
    """
    anybody, billed = {*rows("customers")["anybody"], *rows("customers")["beside"]}, tuple(rows("customers")["billed"])
    words = _words(name)
    return anybody.issuperset(words) and not any(word.startswith(billed) for word in words)


@lru_cache(maxsize=1 << 12)
def names_billed(name: str, spellings: tuple[str, ...]) -> bool:
    """True when the header names the customer as the one who is billed: others may use or receive what was sold."""
    stems = tuple(rows("customers")["billed"])
    return names_customer(name, spellings) and any(word.startswith(stems) for word in _words(name))


def customers_in(text: str, spellings: tuple[str, ...]) -> list[str]:
    """The word before each one for a customer or customers in a text, "" for none; not where the next word makes it
    another's or another thing, or it is a part of a longer one.

    >>> customers_in("Open items by customer", ("Customer",)), customers_in("by customer group", ("Customer",))
    (['by'], [])
    >>> customers_in("Offene Posten nach Kunden", ("Kunde",)), customers_in("nach Kundengruppen", ("Kunde",))
    (['nach'], [])
    """
    words, stems = ["", *_words(text), ""], [each for each in _customer_words(spellings) if len(each) >= _STEM]
    return [
        before for before, word, behind in zip(words, words[1:], words[2:], strict=False)
        if any(word.startswith(stem) and len(word) <= len(stem) + _ENDING for stem in stems)
        and (behind in rows("headers")["group_total"] or not changes_customer(behind, spellings))
    ]  # fmt: skip


def half_a_name(name: str) -> bool:
    """True when a word of the header says that a first or a last name alone stands below."""
    return not frozenset(rows("customers")["half_name"]).isdisjoint(_words(name))


def _is_a_name(words: tuple[str, ...], spellings: tuple[str, ...]) -> bool:
    customers, beside = _customer_words(spellings), frozenset(rows("customers")["beside"])
    if customers.isdisjoint(words) or not all(word in customers or word in beside for word in words):
        return False
    nouns, last = frozenset(rows("customers")["invoice_noun"]), words[-1]
    return last not in nouns or last in customers


def _words(name: str) -> tuple[str, ...]:
    """The words of a header in their order, also those that only a capital begins."""
    return tuple(_WORD.findall(ascii_form(_PARTED.sub(" ", name))))


@lru_cache(maxsize=16)
def _customer_words(spellings: tuple[str, ...]) -> frozenset[str]:
    """The words that alone name the customer: what is left of a known header without words for a name; not those that
    name other companies and persons, too."""
    beside, general = frozenset(rows("customers")["beside"]), frozenset(rows("customers")["generic"])
    found = set[str]()
    for spelling in spellings:
        for form in (spelling, ascii_form(spelling, spelled_out=False)):
            left = [word for word in _words(form) if word not in beside]
            if len(left) == 1 and left[0] not in general:
                found.add(left[0])
    return frozenset(found)
