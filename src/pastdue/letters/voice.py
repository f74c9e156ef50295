"""How does one letter speak? A language's words together with the way its creditor's country writes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pastdue.letters.amounts import Conventions
from pastdue.letters.words import Wording, fill

_NAMED_AT_MOST = 3
_LESS_CLOSED_DAYS = re.compile(r"(.+) less (\d+) closed days?")


@dataclass(frozen=True, slots=True)
class Voice:
    """The words and conventions of one letter."""

    wording: Wording
    written: Conventions
    country: str

    @classmethod
    def of(cls, wording: Wording, country: str) -> Voice:
        """The voice of a creditor in `country` (empty when unknown) in the wording's language."""
        return cls(wording, Conventions.of(wording.language, country), country)

    def say(self, key: str, values: Mapping[str, str] | None = None, count: int = 1) -> str:
        """The text `key` in the plural form of `count`, which it may insert, with `values` filled in."""
        forms = self.wording.forms(key, self.country)
        template = forms.get(self.written.plural(count), forms["other"])
        return fill(template, {**(values or {}), "count": str(count)})

    def joined(self, items: Sequence[str]) -> str:
        """`items` as a list in a sentence: `A, B and C`."""
        if len(items) < 2:
            return "".join(items)
        return self.say("list", {"head": ", ".join(items[:-1]), "last": items[-1]})

    def numbers(self, numbers: Sequence[str]) -> str:
        """At most three of `numbers`, and how many more there are."""
        more = len(numbers) - _NAMED_AT_MOST
        if more <= 0:
            return self.joined(numbers)
        return self.say("more_numbers", {"numbers": ", ".join(numbers[:_NAMED_AT_MOST])}, more)

    def calendar(self, name: str) -> str:
        """The calendar's name, as `Calendar.name` gives it, in this language."""
        match = _LESS_CLOSED_DAYS.fullmatch(name)
        return self.say("calendar_less", {"calendar": match[1]}, int(match[2])) if match else name
