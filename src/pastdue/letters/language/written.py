"""How are dates, amounts and rates written in a language and country? The only file that knows `babel`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date

from pastdue.model.errors import SettingsError
from pastdue.model.money import Money, digits

_LOCALES = {
    ("en", "US"): "en_US",
    ("en", ""): "en_GB",
    ("de", "AT"): "de_AT",
    ("de", "CH"): "de_CH",
    ("de", ""): "de_DE",
    ("pl", ""): "pl_PL",
    ("fr", ""): "fr_FR",
    ("es", ""): "es_ES",
}
_SHORT_DAYS = {
    "en_US": "MMM d, y", "en": "d MMM y", "de": "dd.MM.y", "pl": "dd.MM.y", "fr": "dd/MM/y", "es": "dd/MM/y",
}  # fmt: skip
_CODE_FIRST = ("de_AT", "de_CH")
_HOME_SIGNS = {
    ("en", "GB"): ("GBP", "£"), ("en", "US"): ("USD", "$"), ("en", "IE"): ("EUR", "€"), ("pl", "PL"): ("PLN", "zł"),
    ("de", "DE"): ("EUR", "€"), ("de", "AT"): ("EUR", "€"), ("fr", "FR"): ("EUR", "€"), ("es", "ES"): ("EUR", "€"),
}  # fmt: skip
_NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class Conventions:
    """How one language writes in one country.

    >>> Conventions.of("en", "US").day(date(2026, 12, 3)), Conventions.of("en", "GB").day(date(2026, 12, 3))
    ('December\\xa03,\\xa02026', '3\\xa0December\\xa02026')
    >>> Conventions.of("de", "CH").money(Money(Decimal("1234.5"), "CHF"))
    'CHF\\xa01’234.50'
    >>> Conventions.of("en", "GB").money(Money(Decimal("9.5"), "GBP")), Conventions.of("en", "DE").sign("EUR")
    ('£9.50', 'EUR')
    """

    locale: str
    group: str
    decimal: str
    percent_sign: str
    home: tuple[str, str] = ("", "")
    """The currency of the country whose language this is, and its sign."""

    @classmethod
    def of(cls, language: str, country: str) -> Conventions:
        """The conventions of `language` as written by a creditor of `country`; refuses an unknown language."""
        locale = _LOCALES.get((language, country)) or _LOCALES.get((language, ""), language)
        return _conventions(locale, _HOME_SIGNS.get((language, country), ("", "")))

    def day(self, day: date) -> str:
        """`day` with its month's name: 23 November 2026; the first of a French month is 1er, a Polish year has r."""
        return _long_date(day, self.locale)

    def short_day(self, day: date) -> str:
        """`day` as tables show it, never to be misread: 23.11.2026, 23/11/2026 or, in English, 23 Nov 2026."""
        return _short_date(day, self.locale)

    def amount(self, money: Money) -> str:
        """`money` without its currency, at least the currency's own digits, grouped."""
        places = max(digits(money.currency), -int(money.amount.as_tuple().exponent))
        plain = f"{money.amount:,.{places}f}"
        return plain.translate({ord(","): self.group, ord("."): self.decimal})

    def money(self, money: Money) -> str:
        """`money` with its currency, which no line break can part from it: the sign at home, else the code."""
        figure, sign = self.amount(money), self.sign(money.currency)
        if sign != money.currency and self.locale.startswith("en"):
            return f"-{sign}{figure[1:]}" if figure.startswith("-") else sign + figure
        return _NBSP.join((sign, figure) if self.locale in _CODE_FIRST else (figure, sign))

    def sign(self, currency: str) -> str:
        """How `currency` is written: by its sign where it is the own one of the language's country, else its code."""
        return self.home[1] if currency == self.home[0] else currency

    def percent(self, percent: Decimal) -> str:
        """`percent` as a rate: 12.25%, without digits that say nothing."""
        whole = percent == percent.to_integral_value()
        plain = f"{percent.to_integral_value():f}" if whole else f"{percent.normalize():f}"
        return plain.replace(".", self.decimal) + self.percent_sign

    def plural(self, count: int) -> str:
        """The plural form of `count`: one, few, many or other."""
        return _plural(count, self.locale)

    def country_in_capitals(self, country: str) -> str:
        """The name of `country` as the last line of an address abroad; refuses a code that is none."""
        return self.country(country).upper()

    def country(self, country: str) -> str:
        """The name of `country`; refuses a code that is none."""
        name = Locale.parse(self.locale).territories.get(country)
        if name is None:
            raise SettingsError(f"{country!r} is not a country", "use an ISO 3166 code such as DE, GB, PL or US")
        return str(name)


@lru_cache
def _conventions(name: str, home: tuple[str, str]) -> Conventions:
    try:
        locale = Locale.parse(name)
    except (UnknownLocaleError, ValueError):
        raise SettingsError(f"{name!r} is not a language", "use an ISO 639 code such as en, pl or de") from None
    symbols = locale.number_symbols
    symbols = symbols.get("latn", symbols)
    sign = str(locale.percent_formats[None].pattern).partition("0")[2]
    return Conventions(name, str(symbols["group"]), str(symbols["decimal"]), sign, home)


@lru_cache(maxsize=4096)
def _long_date(day: date, locale: str) -> str:
    text = str(format_date(day, "long", locale)).replace(" ", "\u00a0")  # a date is never broken over two lines
    if locale.startswith("fr") and day.day == 1:
        return text.replace("1", "1er", 1)
    return f"{text}\u00a0r." if locale.startswith("pl") else text


@lru_cache(maxsize=4096)
def _short_date(day: date, locale: str) -> str:
    pattern = _SHORT_DAYS.get(locale) or _SHORT_DAYS.get(locale[:2], "y-MM-dd")
    return str(format_date(day, pattern, locale)).replace(" ", _NBSP).replace("Sept", "Sep")


@lru_cache(maxsize=4096)
def _plural(count: int, locale: str) -> str:
    return str(Locale.parse(locale).plural_form(count))
