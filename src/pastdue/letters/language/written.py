"""Dates, amounts, rates and countries in one language, as one country writes them: all by the language's file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, cached_property, lru_cache

from pastdue.letters.language.plurals import plural_form
from pastdue.letters.language.vocabulary import MONTHS
from pastdue.letters.language.wording import Forms, Texts, Wording, fill
from pastdue.model.errors import SettingsError
from pastdue.model.money import Money

_NBSP = "\u00a0"
_VOWEL_FIRST = re.compile(r"(8\d*|11)(?!\d)")
"""The numbers that begin with a vowel in Italian: otto, undici, ottanta."""


@dataclass(frozen=True, eq=False)
class Conventions:
    """The conventions of one language in one country; `texts` are those of its file, the country's own in place of the
    language's."""

    texts: Texts

    @classmethod
    @lru_cache(maxsize=32)
    def of(cls, wording: Wording, country: str) -> Conventions:
        """The conventions of `wording` as a creditor of `country` writes (empty when unknown)."""
        return cls(wording.texts_in(country))

    @cached_property
    def unchanging(self) -> Mapping[str, str]:
        """The texts that are the same for every number and have no values to fill in, by their keys."""
        return {
            key: forms["other"] for key, forms in self.texts.items() if len(forms) == 1 and "{" not in forms["other"]
        }

    def forms(self, key: str) -> Forms:
        """The forms of the text `key`."""
        return self.texts[key]

    def day(self, day: date) -> str:
        """`day` with its month's name, never broken over two lines: 23 November 2026; a French first is 1er."""
        return self._days("written.long_day", day)

    def short_day(self, day: date) -> str:
        """`day` as tables show it, never to be misread: 23.11.2026, 23/11/2026 or, in English, 23 Nov 2026."""
        return self._days("written.short_day", day)

    def amount(self, money: Money) -> str:
        """`money` without its currency, at least the currency's own digits, grouped."""
        return self._figure(f"{money.amount:,.{money.places}f}")

    def grouped(self, number: Decimal) -> str:
        """`number` with the digits it has, grouped."""
        return self._figure(f"{number:,f}")

    def money(self, money: Money) -> str:
        """`money` with its currency, which no line break can part from it: the sign at home, else the code."""
        figure, (pattern, sign, minus) = self.amount(money), self._patterns(money.currency)
        if minus and figure.startswith(minus):  # a sign that touches the figure stands behind the minus: –£5
            return minus + fill(pattern, {"amount": figure.removeprefix(minus), "currency": sign})
        return fill(pattern, {"amount": figure, "currency": sign})

    @cached_property
    def _patterns(self) -> Callable[[str], tuple[str, str, str]]:
        """The same as `_pattern`: the amounts of one run are in few currencies."""
        return cache(self._pattern)

    def _pattern(self, currency: str) -> tuple[str, str, str]:
        """The pattern of an amount in `currency`, its sign, and the minus that goes before both where they touch."""
        sign = self.sign(currency)
        pattern = self._text("written.amount_and_code" if sign == currency else "written.amount_and_sign")
        return pattern.replace(" ", _NBSP), sign, self._text("written.minus") if "}{" in pattern else ""

    def sign(self, currency: str) -> str:
        """The currency as written in amounts: by its sign where it is the currency of the language's country, else its
        code."""
        return self._text("written.home_sign") if currency == self._text("written.home_currency") else currency

    def number(self, number: Decimal, places: int = 0) -> str:
        """`number` with at least `places` decimal places, without further trailing zeros."""
        whole = number == number.to_integral_value()
        plain = number.to_integral_value() if whole else number.normalize()
        own = max(0, -int(plain.as_tuple().exponent))
        return self._figure(f"{plain:.{max(places, own)}f}")

    def percent(self, percent: Decimal, places: int = 0) -> str:
        """`percent` as a rate: 12.25%, with at least `places` decimal places."""
        return self._filled(self._text("written.percent"), number=self.number(percent, places))

    def plural(self, count: int) -> str:
        """The plural form of `count`: one, few, many or other."""
        return plural_form(count, self.forms("written.plural"))

    def country_in_capitals(self, country: str) -> str:
        """The name of `country` as the last line of an address abroad; refuses a code that is none."""
        return self.country(country).upper()

    def country(self, country: str) -> str:
        """The name of `country`; refuses a code that is none."""
        try:
            return self._text(f"countries.{country}")
        except KeyError:
            remedy = "use an ISO 3166 code such as DE, GB, PL or US"
            raise SettingsError(f"{country!r} is not a country", remedy) from None

    @cached_property
    def elides(self) -> bool:
        """True when words lose a vowel before some numbers."""
        return bool(self._elisions)

    def elided(self, template: str, values: Mapping[str, str]) -> str:
        """`template` with each word that loses its vowel before a number of `values` that begins with one, as Italian
        says and writes it: l’8 marzo, dell’11 marzo."""
        for word, short in self._elisions:
            for found in (word, word.capitalize()):
                for name, value in values.items():
                    if _VOWEL_FIRST.match(value):
                        own = short if found == word else short.capitalize()
                        template = re.sub(rf"\b{found} (?=\{{{name}\}})", own, template)
        return template

    @cached_property
    def _days(self) -> Callable[[str, date], str]:
        """The same as `_day`: letters of one run name the same few hundred days."""
        return lru_cache(maxsize=1 << 10)(self._day)

    def _day(self, key: str, day: date) -> str:
        month = MONTHS[day.month - 1]
        number = self._text("written.first_of_month") if day.day == 1 else str(day.day)
        return self._filled(
            self._text(key), day=number, dd=f"{day.day:02}", mm=f"{day.month:02}", year=str(day.year),
            month=self._text(f"month.{month}"), short_month=self._text(f"short_month.{month}"),
        )  # fmt: skip

    def _figure(self, plain: str) -> str:
        """A number as Python groups it (-1,234.50), with the language's own marks."""
        return plain.translate(self._marks)

    @cached_property
    def _marks(self) -> dict[int, str]:
        """The marks of Python's numbers as the language writes them."""
        own = {",": self._text("written.group"), ".": self._text("written.decimal"), "-": self._text("written.minus")}
        return {ord(mark): ours for mark, ours in own.items()}

    def linked(self, template: str, name: str, value: str) -> str:
        """`template` with the word before `{name}` as it is said before a `value` that begins alike: Italian writes
        `imprese ed enti`, Spanish `fondos e intereses`."""
        if not self._alike or not value.casefold().startswith(self._alike[2:]):
            return template
        word, other = self._alike[:2]
        space = _NBSP if len(other) == 1 else " "
        return re.sub(rf"\b{word}[ {_NBSP}](?=\{{{name}\}})", other + space, template)

    @cached_property
    def _alike(self) -> tuple[str, ...]:
        """The word that joins a list, its other form, and the beginnings of words before which it takes that; or
        nothing."""
        return tuple(self._text("written.before_alike").split())

    @cached_property
    def _elisions(self) -> tuple[tuple[str, str], ...]:
        """Each word that loses its vowel, and what is left of it."""
        pairs = self._text("written.elision").split()
        return tuple(zip(pairs[::2], pairs[1::2], strict=True))

    def _filled(self, pattern: str, **values: str) -> str:
        return fill(pattern.replace(" ", _NBSP), values)

    def _text(self, key: str) -> str:
        return self.texts[key]["other"]
