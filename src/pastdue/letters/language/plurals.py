"""Plural rules: the form of a word for a number, by rules a language's file gives in the notation of Unicode's CLDR."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from babel.plural import PluralRule, RuleError

from pastdue.model.errors import SettingsError


def plural_form(count: int, forms: Mapping[str, str]) -> str:
    """The form that `count` takes by `forms`, a rule a form; `other` where none of the rules holds.

    >>> plural_form(3, {"one": "n = 1", "few": "n % 10 = 2..4", "other": "else"})
    'few'
    """
    return _form(count, tuple(forms.items()))


def check_plural_rules(forms: Mapping[str, str], where: str) -> None:
    """Refuse `forms` with a rule that cannot be read, naming `where`."""
    try:
        _rule(tuple(forms.items()))
    except RuleError as error:
        remedy = 'write it as at https://unicode.org/reports/tr35, such as one = "n = 1"'
        raise SettingsError(f"{where}: is not a plural rule: {error}", remedy) from None


@lru_cache(maxsize=1 << 11)
def _form(count: int, rules: tuple[tuple[str, str], ...]) -> str:
    """The form of `count`; the same small numbers are counted in every letter."""
    return str(_rule(rules)(count))


@lru_cache
def _rule(rules: tuple[tuple[str, str], ...]) -> PluralRule:
    return PluralRule([(form, rule) for form, rule in rules if form != "other"])
