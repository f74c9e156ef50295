"""Notes that people write beside an invoice: the state their words give it, in twelve languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from pastdue.intake.values.word_rows import ascii_form, rows

STATES = ("partly", "void", "written off", "paid", "disputed", "held")
"""The states a note may give its invoice; of several in one note the first counts, beside `partly` each of `BLOCKS`."""
BLOCKS = ("disputed", "held")
"""The states that keep letters back."""

_LONGEST = 2000
"""So many letters of a note are looked at."""
_BEHIND = 3
"""So many words behind one may forbid it."""
_STEM = 4
"""A word that stands for all that begin so has at least this many letters."""


def note_says(text: str) -> str:
    """The one of `STATES` that the note gives its invoice; "" where it gives none, denies it, or speaks of the future.

    >>> note_says("PAID 18/2"), note_says("opłacone 3.02"), note_says("in Raten vereinbart"), note_says("paid?")
    ('paid', 'paid', 'held', 'paid')
    >>> note_says("bad debt"), note_says("partial collect - bad debt likely")
    ('written off', '')
    >>> note_says("not yet paid"), note_says("terms: paid within 14 days"), note_says("bezahlen Sie bis Freitag")
    ('', '', '')
    """
    words = _words(text)
    if _heads().isdisjoint([word[:_STEM] for word in words]):
        return ""
    said = set(_stated(words))
    return next((state for state in STATES if state in said), "")


def blocks_said(text: str) -> tuple[str, ...]:
    """Those of `BLOCKS` that the note says, whatever else it says."""
    said = set(_stated(_words(text)))
    return tuple(state for state in BLOCKS if state in said)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words in a row that give a state; a word that ends with * is the beginning of one, # a number or the end."""

    words: tuple[str, ...]
    state: str

    def fits(self, words: Sequence[str], at: int) -> bool:
        """True when the phrase stands at `at`."""
        return all(_fits(own, words, at + step) for step, own in enumerate(self.words))


def _fits(own: str, words: Sequence[str], at: int) -> bool:
    if own == "#":
        return at >= len(words) or words[at].isdigit()
    if at >= len(words):
        return False
    return words[at].startswith(own[:-1]) if own.endswith("*") else words[at] == own


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+|\d+", ascii_form(text[:_LONGEST]))


def _stated(words: Sequence[str]) -> Iterator[str]:
    """The state of every phrase in `words` that nothing takes back."""
    known, at = _phrases(), 0
    while at < len(words):
        phrases = [*known.get(words[at], ()), *known.get(words[at][:_STEM] + "*", ())]
        fitting = [phrase for phrase in phrases if phrase.fits(words, at)]
        if not fitting:
            at += 1
            continue
        longest = max(fitting, key=lambda phrase: len(phrase.words))
        end = at + len(longest.words)
        feared = longest.state == "written off" and words[end : end + 1] and words[end] in rows("notes")["perhaps"]
        feared = feared or (longest.state == "partly" and _is_a_rule(words[:at], words[end : end + _BEHIND]))
        if not (feared or _taken_back(words[:at]) or _is_terms(words[end:]) or _is_sold(words[end - 1 : end + 1])):
            yield longest.state
        at = end


def _taken_back(before: Sequence[str]) -> bool:
    """True when the words right before deny what follows, or put it into the future."""
    lists = rows("notes")
    last = next((word for word in reversed(before[-5:]) if word not in lists["passing"]), "")
    return last in lists["not"] or last in lists["future"]


def _is_a_rule(before: Sequence[str], after: Sequence[str]) -> bool:
    """True when the words right before only say whether a part payment is taken, or those right behind forbid one, as
    `not accepted`: none was made."""
    lists = rows("notes")
    last = next((word for word in reversed(before[-2:]) if word not in lists["passing"]), "")
    denied = bool({*lists["allowed"]}.intersection(after) and {*lists["not"]}.intersection(after))
    return last in lists["permitting"] or denied or bool({*after[:1]} & {*lists["forbidden"]})


def _is_terms(after: Sequence[str]) -> bool:
    """True when the words right behind say within which time: terms of payment, and no payment."""
    lists = rows("notes")
    if after and (after[0] in lists["terms"] or " ".join(after[:2]) in lists["terms"]):
        return True
    return any(word.isdigit() for word in after[:2]) and any(word in lists["days"] for word in after[1:3])


def _is_sold(words: Sequence[str]) -> bool:
    """True when `paid` and the word behind it are the name of goods, as paid search."""
    return len(words) == 2 and words[0] == "paid" and words[1] in rows("notes")["sold"]


@cache
def _phrases() -> dict[str, list[_Phrase]]:
    """The phrases by their first word, or by the first letters of one that only begins so and a *."""
    found: dict[str, list[_Phrase]] = {}
    for state in STATES:
        for row in rows("notes")[state]:
            for words in product(*(word.split("|") for word in ascii_form(row).split())):
                first = words[0][:_STEM] + "*" if words[0].endswith("*") else words[0]
                found.setdefault(first, []).append(_Phrase(words, state))
    return found


@cache
def _heads() -> frozenset[str]:
    """The first letters of the longest word of every phrase, without one of which no note says anything."""
    phrases = (phrase for found in _phrases().values() for phrase in found)
    return frozenset(max(phrase.words, key=len)[:_STEM].rstrip("*") for phrase in phrases)
