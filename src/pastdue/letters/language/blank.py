"""A language file to fill in: marks, months and countries from Unicode's data to look over, the texts in English.

It is written once, into the user's own folder; letters are made from that file alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from pastdue.letters.language.vocabulary import KEYS, MONTHS
from pastdue.model.countries import COUNTRIES

Tables = dict[str, dict[str, Any]]
"""Values by table and key; the table of those that stand above all tables is the empty one."""

_HEAD = """# {name}: what letters in this language say.
# A text with a # before it is English until you take the # away and write your own. Words in braces are filled in; one
# that is missing or misspelt is refused when you run. Texts that count things can have several forms: write those your
# language has, chosen by the rules under [written] plural.
"""
_FOUND = "# Looked up for you, please read it over: [written], the months, the countries and [spoken]."
_SPOKEN = "# The countries whose customers are written to in this language: 1 where most people speak it, then 2."
_HOME = """
# A currency's sign instead of its code, in letters of firms in the country whose currency it is:
# [country.XX.written]
# home_currency = "EUR"
# home_sign = "€"
"""
_PARTS = {"d": "{day}", "dd": "{dd}", "M": "{mm}", "MM": "{mm}", "MMM": "{short_month}", "MMMM": "{month}",
          "LLLL": "{month}", "y": "{year}", "yyyy": "{year}"}  # fmt: skip


def blank_language(language: str, english: Mapping[str, Any]) -> str:
    """The text of a file for `language`, a two-letter code; `english` is the shipped English file, as TOML holds it."""
    name, found = _found(language)
    texts = _by_table(english)
    lines = [_HEAD.format(name=name)]
    lines += [_FOUND] if found else []
    for table, values in texts.items():
        own = found.get(table, {})
        lines += [f"\n[{table}]"] if table else []
        lines += [_line(key, own[key]) if key in own else f"# {_line(key, value)}" for key, value in values.items()]
    return "\n".join([*lines, *_spoken(language)]) + "\n" + _HOME


def is_language(code: str) -> bool:
    """True when `code` is one that Unicode's tables name a language by, such as sv."""
    from babel import Locale

    return code in Locale("en").languages


def texts_left(english: Mapping[str, Any], borrowed: frozenset[str]) -> str:
    """The texts among `borrowed` in English, ready to be copied into a file of one's own."""
    lines: list[str] = []
    for table, values in _by_table(english).items():
        left = [_line(key, value) for key, value in values.items() if _dotted(table, key) in borrowed]
        lines += [f"\n[{table}]", *left] if left and table else left
    return "\n".join(lines) + "\n"


def _by_table(english: Mapping[str, Any]) -> Tables:
    tables: Tables = {"": {}}
    for dotted in KEYS:
        table, _, key = dotted.rpartition(".")
        tables.setdefault(table, {})[key] = english[table][key] if table else english[key]
    return tables


def _dotted(table: str, key: str) -> str:
    return f"{table}.{key}" if table else key


def _line(key: str, value: str | Mapping[str, str]) -> str:
    """`key = value` in TOML, whose strings are written as JSON writes them."""
    if isinstance(value, str):
        return f"{key} = {_quoted(value)}"
    return f"{key} = {{ {', '.join(f'{form} = {_quoted(text)}' for form, text in value.items())} }}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\u00a0", "\\u00a0").replace("\u202f", "\\u202f")


def _found(language: str) -> tuple[str, Tables]:
    """The language's own name and Unicode's data about it; its code and an empty table where Unicode does not know
    it."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return language, {}
    symbols = locale.number_symbols
    symbols = symbols.get("latn", symbols)
    money = str(locale.currency_formats["standard"].pattern).partition(";")[0]
    written = {
        "plural": {**locale.plural_form.rules, "other": "else"},
        "group": str(symbols["group"]),
        "decimal": str(symbols["decimal"]),
        "percent": re.sub(r"[#,0.]+", "{number}", str(locale.percent_formats[None].pattern)),
        "amount_and_sign": re.sub(r"[#,0.]+", "{amount}", money).replace("¤", "{currency}"),
        "long_day": _pattern(str(locale.date_formats["long"].pattern), "{day} {month} {year}"),
        "short_day": _pattern(str(locale.datetime_skeletons["yMd"].pattern), "{year}-{mm}-{dd}").replace(
            "{day}", "{dd}"
        ),
    }
    widths = {"month": "wide", "short_month": "abbreviated"}
    months = {
        table: dict(zip(MONTHS, locale.months["format"][width].values(), strict=True))
        for table, width in widths.items()
    }
    countries = {code: str(name) for code in sorted(COUNTRIES) if (name := locale.territories.get(code))}
    return str(locale.get_display_name(language)), {"written": written, **months, "countries": countries}


def _spoken(language: str) -> list[str]:
    """The table of the countries where the language is spoken, each with its rank there by the number of speakers."""
    from babel.languages import get_official_languages

    official = ((country, get_official_languages(country, de_facto=True)) for country in sorted(COUNTRIES))
    places = [f"{country} = {found.index(language) + 1}" for country, found in official if language in found]
    return ["\n" + _SPOKEN, "[spoken]", *(places or ["# XX = 1"])]


def _pattern(theirs: str, otherwise: str) -> str:
    """A date pattern in the notation of the language files; `otherwise` where that notation lacks a part of it."""
    pieces = [m[0] for m in re.finditer(r"'[^']*'|([A-Za-z])\1*|[^A-Za-z']+", theirs)]
    known = [piece for piece in pieces if piece in _PARTS or not piece[0].isascii() or not piece[0].isalpha()]
    if len(known) < len(pieces):
        return otherwise
    return "".join(_PARTS.get(piece, piece.strip("'")) for piece in pieces).replace("\u00a0", " ")
