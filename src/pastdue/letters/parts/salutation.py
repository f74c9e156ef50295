"""Greeting and farewell: by title and name where the customer's lines have both, else without."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from pastdue.letters.language.voice import Voice
from pastdue.letters.language.wording import Wording

_WHO = ("woman", "man", "either")
_DEGREES = ("dr", "prof", "dipl", "mag")
"""Beginnings of academic titles, which stay with the surname: Frau Dr. Weiß."""
_PARTICLES = ("von", "van", "de", "der", "den", "del", "della", "di", "da", "du", "le", "la", "zu", "ten", "ter", "y")
_NOT_A_NAME = re.compile(r"[0-9&@/]|\b(?:and|und|i|et|y|e|en)\b")
"""The signs and words that no single person's name contains."""


class Says(Protocol):
    """The speaker of a letter: its voice and the values its texts insert."""

    @property
    def voice(self) -> Voice: ...

    def say(self, key: str, **more: str) -> str:
        """The text `key` with the values of the letter, and `more`, filled in."""
        ...


@dataclass(frozen=True, slots=True)
class Addressee:
    """A person to greet: which greeting fits (`woman`, `man`, `either`), and the title and name as they are written."""

    who: str
    title: str
    name: str

    @property
    def surname(self) -> str:
        """The last name with what belongs to it: `Dr. Weiß`, `van der Berg`.

        >>> Addressee("woman", "Frau", "Dr. Anna von Weiß").surname, Addressee("man", "Mr", "Tom Fell").surname
        ('Dr. von Weiß', 'Fell')
        """
        words = self.name.split()
        degrees = [word for word in words[:-1] if word.casefold().rstrip(".") in _DEGREES]
        at = len(words) - 1
        while at > 0 and words[at - 1].casefold() in _PARTICLES:
            at -= 1
        return " ".join((*degrees, *words[at:]))


def addressee(lines: Sequence[str], wordings: Sequence[Wording], country: str) -> Addressee | None:
    """The first person with a title in `lines` of an address; titles are those of `wordings`, the letter's language
    first. A line of two persons, or with more than a name, gets the general greeting."""
    for line in lines:
        for wording in wordings:
            if found := _in_line(line, _titles(wording, country), _attention(wording, country)):
                degree, _, rest = found.name.partition(" ")
                shared = "{" in wordings[0].forms("salutation_either", country)["other"]
                if rest and shared and _titles(wordings[0], country).get(_plain(degree)) == "either":
                    return Addressee("either", degree, rest)  # Frau Dr. Berg is Dr. Berg in English
                title = found.title if wording is wordings[0] else _in_own_words(found, wordings[0], country)
                return Addressee(found.who, title, found.name) if title else None
    return None


def salutation(speaker: Says, to: Addressee | None) -> str:
    """The greeting: by name where the language has one for whom it is to."""
    if to is None:
        return speaker.say("salutation")
    surname = to.surname
    capitalised = surname[:1].upper() + surname[1:]  # without a first name, Dutch writes Van der Berg
    written = {"title": to.title, "surname": surname, "surname_capitalised": capitalised, "name": to.name}
    values = {name: value.replace(" ", "\u00a0") for name, value in written.items()}
    return speaker.voice.say(f"salutation_{to.who}", values)


def farewell(speaker: Says, to: Addressee | None, greeted: str) -> str:
    """The leave that goes with the greeting."""
    return speaker.say("farewell") if to is None else speaker.say("farewell_named", salutation=greeted.rstrip(",:"))


def _in_line(line: str, titles: Mapping[str, str], attention: re.Pattern[str]) -> Addressee | None:
    text = line.strip()
    if prefix := attention.match(text):
        text = text[prefix.end() :].lstrip(" .:")
    first, _, name = text.partition(" ")
    who = titles.get(_plain(first))
    if who is None or not name or _NOT_A_NAME.search(name.casefold()) or "," in name:
        return None
    return Addressee(who, first, name.strip())


@lru_cache(maxsize=64)
def _attention(wording: Wording, country: str) -> re.Pattern[str]:
    """The words before a name that say for whose attention a letter is, the longest of those that fit."""
    words = sorted(_words(wording, country, "attention"), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?!\w)" if words else "(?!)", re.IGNORECASE)


@lru_cache(maxsize=64)
def _titles(wording: Wording, country: str) -> Mapping[str, str]:
    return {_plain(title): who for who in _WHO for title in _words(wording, country, who)}


def _in_own_words(found: Addressee, wording: Wording, country: str) -> str:
    """The title in the letter's language: its own Mr or Ms for another one's, but no Dr for an Avv.; "" where it has
    none for the like of that."""
    own = _words(wording, country, found.who)
    if not own:
        return found.title
    return own[0] if found.who != "either" else next((one for one in own if _plain(one) == _plain(found.title)), "")


@lru_cache(maxsize=256)
def _words(wording: Wording, country: str, kind: str) -> tuple[str, ...]:
    """The words that a language's file lists for `kind`, separated by commas."""
    words = wording.forms(f"honorific.{kind}", country)["other"].split(",")
    return tuple(word.strip() for word in words if word.strip())


def _plain(title: str) -> str:
    return title.casefold().rstrip(".")
