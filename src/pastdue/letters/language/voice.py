"""The voice of one letter: a language's words together with the way its creditor's country writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pastdue.letters.language.wording import Wording, fill
from pastdue.letters.language.written import Conventions
from pastdue.model.countries import CalendarName

_NAMED_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Voice:
    """The words and conventions of one letter."""

    wording: Wording
    written: Conventions
    country: str

    @classmethod
    def of(cls, wording: Wording, country: str) -> Voice:
        """The voice of a creditor in `country` (empty when unknown) in the wording's language."""
        return cls(wording, Conventions.of(wording, country), country)

    @property
    def locale(self) -> str:
        """The language code, with the country where that country's texts differ from the language's.

        A Polish firm that writes German writes `de`; one in Austria writes `de-AT`.
        """
        own = self.country in self.wording.by_country
        return f"{self.wording.language}-{self.country}" if own else self.wording.language

    def say(self, key: str, values: Mapping[str, str] | None = None, count: int = 1) -> str:
        """The text `key` in the plural form of `count`, which it may insert, with `values` filled in."""
        written = self.written
        if (always := written.unchanging.get(key)) is not None:
            return always
        forms = written.texts[key]
        template = forms["other"] if len(forms) == 1 else forms.get(written.plural(count), forms["other"])
        if "{" not in template:
            return template
        inserted = {"count": str(count), **(values or {})} if values is None or "{count}" in template else values
        return fill(written.elided(template, inserted) if written.elides else template, inserted)

    def stage(self, name: str) -> str:
        """The title of a stage's letters; the name itself where no file has the stage any more."""
        return self.say(f"title.{name}") if f"title.{name}" in self.wording.texts else name.replace("_", " ")

    def headed(self, key: str, currency: str) -> str:
        """The heading `key` of a column of amounts in `currency`; a sign is never a line of its own."""
        sign = self.written.sign(currency)
        heading = self.say(key, {"currency": sign})
        return heading.replace(f" {sign}", f"\u00a0{sign}") if sign != currency else heading

    def labelled(self, label: str, value: str) -> str:
        """`value` behind its label and a colon, before which French has a space."""
        return self.say("annex.constant", {"label": label, "value": value})

    def joined(self, items: Sequence[str]) -> str:
        """`items` as a list in a sentence: `A, B and C`; Italian has `A ed enti`."""
        if len(items) < 2:
            return "".join(items)
        template = self.written.linked(self.written.texts["list"]["other"], "last", items[-1])
        return fill(template, {"head": ", ".join(items[:-1]), "last": items[-1]})

    def apart(self, items: Iterable[str]) -> str:
        """`items`, which may hold commas, with a semicolon between them; French has a space before it."""
        return self.say("written.apart").join(items)

    def numbers(self, numbers: Sequence[str]) -> str:
        """At most three of `numbers`, and how many more there are."""
        more = len(numbers) - _NAMED_AT_MOST
        if more <= 0:
            return self.joined(numbers)
        return self.say("more_numbers", {"numbers": ", ".join(numbers[:_NAMED_AT_MOST])}, more)

    def calendar(self, name: CalendarName) -> str:
        """The calendar's name in this language, with spaces that do not break, as Germany (BY); with the number of the
        firm's own closed days where it has any."""
        country = self.written.country(name.country).replace(" ", "\u00a0")
        place = f"{country}\u00a0({name.subdivision})" if name.subdivision else country
        return self.say("calendar_less", {"calendar": place}, name.closed) if name.closed else place
