"""Money is exact, of one currency, and rounded half-up in one place."""

from decimal import Decimal

import pytest

from pastdue.model.errors import SettingsError
from pastdue.model.money import CURRENCIES, Money, digits, parse_decimal, total


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [
        ("0.004999", "0.00"), ("0.005", "0.01"), ("1.005", "1.01"), ("2.675", "2.68"),
        ("-0.005", "-0.01"), ("-0.0049", "0.00"), ("2.665", "2.67"),
    ],
)  # fmt: skip
def test_a_half_cent_is_rounded_away_from_zero(amount: str, rounded: str) -> None:
    assert Money(Decimal(amount), "EUR").rounded().amount == Decimal(rounded)


@pytest.mark.parametrize(("currency", "unit"), [("JPY", "1"), ("EUR", "0.01"), ("KWD", "0.001"), ("CLF", "0.0001")])
def test_each_currency_is_rounded_to_its_own_unit(currency: str, unit: str) -> None:
    just_over_half = Decimal(unit) / 2 + Decimal("0.0000001")
    just_under_half = Decimal(unit) / 2 - Decimal("0.0000001")
    assert Money(just_over_half, currency).rounded().amount == Decimal(unit)
    assert Money(just_under_half, currency).rounded().amount == 0


def test_minor_units_go_there_and_back() -> None:
    for currency, places in CURRENCIES.items():
        money = Money.of_minor(-1234567, currency)
        assert money.minor == -1234567
        assert money.amount.as_tuple().exponent == -places


def test_a_fraction_of_a_cent_has_no_minor_units() -> None:
    assert Money(Decimal("1.10"), "EUR").minor == 110
    with pytest.raises(ValueError, match="whole number"):
        _ = Money(Decimal("1.105"), "EUR").minor


def test_floats_currencies_and_nonsense_are_refused() -> None:
    with pytest.raises(TypeError, match="not a float"):
        Money(1.1, "EUR")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="never multiplied by a float"):
        Money(Decimal(1), "EUR") * 0.5  # type: ignore[operator]
    with pytest.raises(TypeError, match="never added"):
        Money(Decimal(1), "EUR") + Money(Decimal(1), "PLN")
    with pytest.raises(TypeError, match="never added"):
        _ = Money(Decimal(1), "EUR") < Money(Decimal(1), "PLN")
    with pytest.raises(ValueError, match="not an amount"):
        Money(Decimal("NaN"), "EUR")
    with pytest.raises(SettingsError, match="'EURO' is not a currency"):
        digits("EURO")


@pytest.mark.parametrize("text", ["40", "EUR 40", "40 eur", "4O EUR", "1e3 EUR", "40.005 EUR", "NaN EUR", "４０ EUR"])
def test_an_amount_that_is_not_written_as_40_EUR_is_refused(text: str) -> None:
    with pytest.raises(SettingsError):
        Money.parse(text)


def test_totals_and_plain_text() -> None:
    assert str(total([Money.parse("0.10 EUR"), Money.parse("0.20 EUR")], "EUR")) == "0.30 EUR"
    assert total([], "JPY").plain == "0"
    assert Money(Decimal("1E+3"), "EUR").plain == "1000.00"
    assert Money(Decimal("1.23456"), "EUR").plain == "1.23456"


def test_numbers_are_plain_decimals() -> None:
    assert parse_decimal(" -1.5 ") == Decimal("-1.5")
    for bad in ("1,5", "1e5", "inf", "", "1.5.2"):
        with pytest.raises(SettingsError):
            parse_decimal(bad)
