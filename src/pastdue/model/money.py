"""Amounts of money: an exact decimal and its currency; never a float, never two currencies."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cache, lru_cache

from pastdue.model.errors import SettingsError

# ISO 4217, active codes, by number of digits after the point (source: ISO 4217 list one, 2025).
_DIGITS_0 = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_DIGITS_2 = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY "
    "COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR "
    "ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK "
    "MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP "
    "SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER "
    "ZAR ZMW ZWG"
)
_DIGITS_3 = "BHD IQD JOD KWD LYD OMR TND"
_DIGITS_4 = "CLF UYW"

CURRENCIES: dict[str, int] = {
    code: digits
    for digits, codes in ((0, _DIGITS_0), (2, _DIGITS_2), (3, _DIGITS_3), (4, _DIGITS_4))
    for code in codes.split()
}
"""Every currency we know, with the number of digits its unit has."""


def digits(currency: str) -> int:
    """The number of digits after the point in `currency` (JPY 0, EUR 2, KWD 3); refuses an unknown code."""
    try:
        return CURRENCIES[currency]
    except KeyError:
        raise SettingsError(
            f"{currency!r} is not a currency", "use an ISO 4217 code such as EUR, USD, GBP or PLN"
        ) from None


def half_up(amount: Decimal, places: int) -> Decimal:
    """`amount` rounded half-up (away from zero on a tie) to `places` digits after the point.

    >>> half_up(Decimal("2.675"), 2), half_up(Decimal("-2.675"), 2)
    (Decimal('2.68'), Decimal('-2.68'))
    """
    return amount.quantize(_unit(places), ROUND_HALF_UP)


@cache
def _unit(places: int) -> Decimal:
    """The smallest amount with `places` digits after the point."""
    return Decimal(1).scaleb(-places)


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount in one currency. `.rounded()` is the only rounding in the program.

    >>> Money(Decimal("10"), "EUR") + Money(Decimal("0.005"), "EUR")
    Money('10.005 EUR')
    >>> Money(Decimal("10"), "EUR") + Money(Decimal("1"), "USD")
    Traceback (most recent call last):
    TypeError: EUR and USD are never added
    >>> Money(10.0, "EUR")
    Traceback (most recent call last):
    TypeError: money is a Decimal, not a float
    """

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if not isinstance(self.amount, Decimal):
            raise TypeError(f"money is a Decimal, not a {type(self.amount).__name__}")
        if not self.amount.is_finite():
            raise ValueError(f"{self.amount} is not an amount of money")
        if self.currency not in CURRENCIES:
            digits(self.currency)  # refuses it

    @classmethod
    def zero(cls, currency: str) -> Money:
        """Nothing, in `currency`."""
        return _zero(currency)

    @classmethod
    @lru_cache(maxsize=1 << 12)
    def of_minor(cls, minor: int, currency: str) -> Money:
        """The amount that `minor` of the smallest unit make: 1234 of EUR is 12.34 EUR. Reports ask for the same ones
        again and again, nothing above all."""
        return cls(Decimal(int(minor)).scaleb(-digits(currency)), currency)

    @classmethod
    def parse(cls, text: str) -> Money:
        """The amount written as `40 EUR` or `40.50 EUR` (a point, no grouping), as settings and rows write it.

        >>> Money.parse("40 EUR"), Money.parse("1500 JPY")
        (Money('40.00 EUR'), Money('1500 JPY'))
        >>> Money.parse("40,00 EUR")
        Traceback (most recent call last):
        pastdue.model.errors.SettingsError: '40,00 EUR' is not an amount
          write it as 40 EUR or 40.50 EUR
        """
        match = re.fullmatch(r"\s*(-?\d+(?:\.\d+)?)\s+([A-Z]{3})\s*", text, re.ASCII)
        if match is None:
            raise SettingsError(f"{text!r} is not an amount", "write it as 40 EUR or 40.50 EUR")
        money = cls(Decimal(match[1]), match[2])
        if money != money.rounded():
            raise SettingsError(f"{text!r} has more digits than {money.currency} has")
        return money.rounded()

    def rounded(self) -> Money:
        """This amount rounded half-up to the currency's unit."""
        places = digits(self.currency)
        return self if self.amount.same_quantum(_unit(places)) else Money(half_up(self.amount, places), self.currency)

    @property
    def minor(self) -> int:
        """This amount in the currency's smallest unit; refuses an amount that is not a whole number of them."""
        scaled = self.amount.scaleb(digits(self.currency))
        if scaled != scaled.to_integral_value():
            raise ValueError(f"{self.amount} {self.currency} is not a whole number of its smallest unit")
        return int(scaled)

    def _amount_of(self, other: Money) -> Decimal:
        if not isinstance(other, Money):
            raise TypeError(f"money and {type(other).__name__} are never mixed")
        if other.currency != self.currency:
            raise TypeError(f"{self.currency} and {other.currency} are never added")
        return other.amount

    def __add__(self, other: Money) -> Money:
        return Money(self.amount + self._amount_of(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount - self._amount_of(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.amount, self.currency)

    def __mul__(self, factor: Decimal | int) -> Money:
        if isinstance(factor, float):
            raise TypeError("money is never multiplied by a float")
        return Money(self.amount * factor, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.amount < self._amount_of(other)

    def __le__(self, other: Money) -> bool:
        return self.amount <= self._amount_of(other)

    def __gt__(self, other: Money) -> bool:
        return self.amount > self._amount_of(other)

    def __ge__(self, other: Money) -> bool:
        return self.amount >= self._amount_of(other)

    def __bool__(self) -> bool:
        return bool(self.amount)

    @property
    def plain(self) -> str:
        """The amount as JSON and CSV carry it: a point, no grouping, at least the currency's digits."""
        in_units = self.amount.same_quantum(_unit(digits(self.currency)))
        return str(self.amount) if in_units else f"{self.amount:.{self.places}f}"

    @property
    def places(self) -> int:
        """The number of digits after the point that the amount is written with: at least the currency's."""
        own = digits(self.currency)
        return own if self.amount.same_quantum(_unit(own)) else max(own, -int(self.amount.as_tuple().exponent))

    def __str__(self) -> str:
        return f"{self.plain} {self.currency}"

    def __format__(self, spec: str) -> str:
        """The amount with its currency; with `,` its digits are grouped, for people to read.

        >>> f"{Money(Decimal(12345), 'EUR')}, {Money(Decimal(12345), 'EUR'):,}"
        '12345.00 EUR, 12,345.00 EUR'
        """
        return f"{Decimal(self.plain):,f} {self.currency}" if spec == "," else format(str(self), spec)

    def __repr__(self) -> str:
        return f"Money({str(self)!r})"


def total(amounts: Iterable[Money], currency: str) -> Money:
    """The sum of `amounts`, all of which must be in `currency`; nothing is zero."""
    nothing = _zero(currency)
    whole = nothing.amount
    for amount in amounts:
        alike = isinstance(amount, Money) and amount.currency == currency
        whole += amount.amount if alike else nothing._amount_of(amount)
    return Money(whole, currency)


@cache
def _zero(currency: str) -> Money:
    return Money(Decimal(0), currency)


def parse_decimal(text: str) -> Decimal:
    """The number written as `1.5`; refuses anything else, `NaN` and exponents included."""
    if not re.fullmatch(r"-?\d+(\.\d+)?", text.strip(), re.ASCII):
        raise SettingsError(f"{text!r} is not a number", "write it with a point, as 1.5")
    try:
        return Decimal(text.strip())
    except InvalidOperation:  # pragma: no cover - the pattern admits only decimals
        raise SettingsError(f"{text!r} is not a number") from None
