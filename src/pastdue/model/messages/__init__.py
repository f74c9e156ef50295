"""Messages: a rule's answer as a key and its values, worded when it is shown in a language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pastdue.model.messages.english import ENGLISH
from pastdue.model.messages.reading import READING
from pastdue.model.messages.rejecting import REJECTING
from pastdue.model.money import Money
from pastdue.model.spans import Span
from pastdue.model.wording import listed

_IN_BRACES = re.compile(r"\{([a-z_]+)\}")
APART = "; "
"""Between names that may hold commas; in a language, what its writing has there."""
_UNGROUPED = READING.keys() | REJECTING.keys()


@dataclass(frozen=True, slots=True)
class Names:
    """Several things that a message names, at most `at_most` of them by name, with `separator` between two.

    >>> str(Names(("A", "B"))), str(Names(("Smith, Lane & Co", "B")))
    ('A, B', 'Smith, Lane & Co; B')
    """

    items: tuple[Value, ...]
    at_most: int = 1_000_000
    separator: str = ", "

    def __str__(self) -> str:
        named = [in_english(item) for item in self.items]
        return listed(named, self.at_most, self.between(named))

    def between(self, named: Sequence[str]) -> str:
        """The mark between two things, worded as `named`: a semicolon where a comma is a part of one."""
        return APART if self.separator == ", " and any(", " in name for name in named) else self.separator


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence, or a part of one, by its key, with the values that it names; `count` among them chooses the plural.

    `str()` is the sentence in English, as terminals and files for programs show it.

    >>> print(Message.of("below_amount", asked=Money.parse("5 EUR"), least=Money.parse("1000 EUR")))
    5.00 EUR is below 1,000.00 EUR
    """

    key: str
    values: tuple[tuple[str, Value], ...] = ()

    @classmethod
    def of(cls, key: str, **values: Value) -> Message:
        """The message of that key with its values by name."""
        return cls(key, tuple(values.items()))

    @property
    def vague(self) -> Message:
        """The message with dots for what it names, as for many of its kind at once.

        >>> print(Message.of("invoice_of_other", customer="C-7").vague)
        the invoice belongs to ...
        """
        dots = ((name, value.vague if isinstance(value, Message) else "...") for name, value in self.values)
        return Message(self.key, tuple(dots))

    @property
    def count(self) -> int:
        """The number that chooses the plural; 1 where the message counts nothing."""
        count = dict(self.values).get("count", 1)
        return count if isinstance(count, int) else 1

    def __str__(self) -> str:
        forms = ENGLISH[self.key]
        if isinstance(forms, str):
            template = forms
        else:
            template = forms["one"] if self.count == 1 and "one" in forms else forms["other"]
        worded = str if self.key in _UNGROUPED else in_english
        values = {name: worded(value) for name, value in self.values}
        return _IN_BRACES.sub(lambda match: values[match[1]], template)


Text = Message | str
"""A message, or words that are shown as they are: the user's own, or those of an error."""

Value = Message | Names | Money | Span | Decimal | date | int | str
"""The values a message can name."""


def at_place(place: str, text: Text) -> Text:
    """The text behind the place that it is about."""
    return f"{place}: {text}" if isinstance(text, str) else Message.of("at_place", place=place, what=text)


def in_english(value: Value) -> str:
    """A value as English messages show it: amounts and counts grouped, days as 2026-11-29."""
    if isinstance(value, Money) or (isinstance(value, int) and not isinstance(value, bool)):
        return f"{value:,}"
    return str(value)


def fields_of(forms: str | Mapping[str, str]) -> set[str]:
    """The names of the values that a text, or any of its plural forms, shows."""
    texts = [forms] if isinstance(forms, str) else forms.values()
    return {name for text in texts for name in _IN_BRACES.findall(text)}
