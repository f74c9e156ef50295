"""A language's words: texts by key, checked when they are read, and filled in once, never twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pastdue.letters.language.plurals import check_plural_rules
from pastdue.letters.language.vocabulary import KEYS, PLURAL_FORMS, may_be_plural, required, values_of
from pastdue.model.errors import SettingsError
from pastdue.model.names import hint, one_of

Forms = Mapping[str, str]
Texts = Mapping[str, Forms]

_IN_BRACES = re.compile(r"\{([a-z_]+)\}(\.?)")
_TABLES = frozenset(key[:at] for key in KEYS for at, char in enumerate(key) if char == ".")
"""The tables, and tables within tables, that the texts stand in."""
_AS_THEY_ARE = ("written.", "countries.", "honorific.")
"""Texts that are not sentences: no words in them are kept on one line."""
_ONE_LETTER = re.compile(r"(?<!\S)([^\W\d_]) (?=\S)")
"""A word of one letter, which stays on the line of the next word."""
_BEFORE_ITS_NUMBER = re.compile(
    r"(§§?|n°|n\.º|\b(?:[Aa]rts?|Abs|Nr|[Nn]o|ss?|Lgs)\.|\b(?:Art|[Nn]r|pkt|ust|poz\.|lid|Ley)|\d(?= §)) "
    r"(?=[\d§IVXLD{])"
)
_BEFORE_ITS_CODE = re.compile(r"(?<=\d) (?=[A-ZÄÖÜ]{2,5}\b)")
"""Before the short name of the code that a section is of, as in "§ 193 BGB"."""
_BEFORE_A_MARK = re.compile(r" (?=[;!?])")
_GUILLEMET = re.compile(r" (?=[:»])|(?<=«) ")
_NUMBER_AND_UNIT = re.compile(r"(\{(?:count|margin)\}) ")


@dataclass(frozen=True, eq=False)
class Wording:
    """One language: its texts by dotted key, each as plural forms (`other` is always there), and the texts in
    which creditors of one country differ. `borrowed` are the keys whose texts are another language's. Each is itself
    alone."""

    language: str
    texts: Texts
    by_country: Mapping[str, Texts]
    borrowed: frozenset[str] = frozenset()

    def forms(self, key: str, country: str) -> Forms:
        """The forms of the text `key` as a creditor of `country` says it."""
        return self.texts_in(country)[key]

    def texts_in(self, country: str) -> Texts:
        """All texts as a creditor of `country` says them."""
        return _texts_in(self, country) if country in self.by_country else self.texts

    def overridden_by(self, other: Wording) -> Wording:
        """This wording with every text of `other` in place of its own; the country's own texts stay apart.

        A text `other` gives for all countries replaces what we say differently for single countries, too. What
        another language does not say is borrowed from this one.
        """
        countries = {
            country: {
                **{key: forms for key, forms in self.by_country.get(country, {}).items() if key not in other.texts},
                **other.by_country.get(country, {}),
            }
            for country in {**self.by_country, **other.by_country}
        }
        lent = self.borrowed if other.language == self.language else frozenset(self.texts)
        return Wording(other.language, {**self.texts, **other.texts}, countries, lent - frozenset(other.texts))


@lru_cache(maxsize=32)
def _texts_in(wording: Wording, country: str) -> Texts:
    """All texts of a language for a country that has some of its own."""
    return _respelled({**wording.texts, **wording.by_country[country]})


def _respelled(texts: Texts) -> Texts:
    """`texts` with the letters that a country writes otherwise in place of the language's: no ß in Switzerland."""
    letters = texts["written.respelled"]["other"].split() if "written.respelled" in texts else []
    if not letters:
        return texts
    ours = str.maketrans(dict(zip(letters[::2], letters[1::2], strict=True)))
    return {
        key: forms if key == "written.respelled" else {form: text.translate(ours) for form, text in forms.items()}
        for key, forms in texts.items()
    }


def fill(template: str, values: Mapping[str, str]) -> str:
    """`template` with each `{name}` replaced by its value, once: what a value holds is never expanded again.

    A full stop after a value that ends in one is not doubled.

    >>> fill("Pay {total} to {name}.", {"total": "5", "name": "{total} sp. z o.o."})
    'Pay 5 to {total} sp. z o.o.'
    """

    ended = tuple([name for name in _before_stops(template) if values[name].endswith(".")])
    return _pattern(template, ended) % values


@lru_cache(maxsize=1 << 11)
def _before_stops(template: str) -> tuple[str, ...]:
    """The names of the values in `template` that a full stop follows."""
    return tuple(name for name, stop in _IN_BRACES.findall(template) if stop)


@lru_cache(maxsize=1 << 11)
def _pattern(template: str, ended: tuple[str, ...]) -> str:
    """`template` as Python's `%` fills it in, without the full stop after each value of `ended`."""
    return _IN_BRACES.sub(
        lambda value: f"%({value[1]})s" + ("" if value[1] in ended else value[2]), template.replace("%", "%%")
    )


def bound(text: str) -> str:
    """`text` with no line break between a paragraph sign, an article or a "no." and the number it has, nor between a
    number and the short name of its code, nor after a word of one letter.

    >>> bound("BGB § 288 Abs. 2; ustawa z 8.03.2013, art. 4 pkt 3")
    'BGB §\\xa0288 Abs.\\xa02; ustawa z\\xa08.03.2013, art.\\xa04 pkt\\xa03'
    >>> bound("§§ 247, 288 Abs. 2 und 5 BGB")
    '§§\\xa0247, 288 Abs.\\xa02 und 5\\xa0BGB'
    """
    parted = _BEFORE_ITS_CODE.sub("\u00a0", _BEFORE_ITS_NUMBER.sub("\\1\u00a0", text))
    return _ONE_LETTER.sub("\\1\u00a0", parted)


def spaced(text: str) -> str:
    """`text` with no line break before a mark that French parts from its word: a thin space before ; ! and ?, one as
    between words before a colon and within guillemets.

    >>> spaced("réglé ; merci : « oui » ?")
    'réglé\\u202f; merci\\xa0: «\\xa0oui\\xa0»\\u202f?'
    """
    return _GUILLEMET.sub("\u00a0", _BEFORE_A_MARK.sub("\u202f", text))


def read_wording(language: str, table: Mapping[str, Any], where: str) -> Wording:
    """The wording that `table` (TOML) holds, of any keys; refuses unknown ones and broken braces, naming `where`
    and key. `[country.XX.<section>]` holds what creditors of that country say."""
    general = {section: value for section, value in table.items() if section != "country"}
    texts = _texts(general, where)
    countries = table.get("country", {})
    if not isinstance(countries, Mapping):
        raise SettingsError(f"{where}: country: must be a table")
    by_country: dict[str, Texts] = {}
    for country, own in countries.items():
        if not re.fullmatch("[A-Z]{2}", country) or not isinstance(own, Mapping):
            raise SettingsError(f"{where}: country.{country}: is not a country", "write it as [country.US.title]")
        by_country[country] = _texts(own, f"{where}: country.{country}")
    return Wording(language, texts, by_country)


def _texts(table: Mapping[str, Any], where: str) -> Texts:
    return {key: _checked(key, value, f"{where}: {key}") for key, value in _flat(table, where)}


def _flat(table: Mapping[str, Any], where: str, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        key = f"{prefix}{name}"
        if isinstance(value, Mapping) and key in _TABLES:
            yield from _flat(value, where, f"{key}.")
        elif key not in KEYS:
            raise _unknown(key, where, isinstance(value, Mapping))
        else:
            yield key, value


def _unknown(key: str, where: str, is_table: bool) -> SettingsError:
    """The refusal of a table, with all tables there are, or of a key, with the others of its table."""
    table = key.rpartition(".")[0]
    if is_table:
        known = list(dict.fromkeys(known.rpartition(".")[0] for known in KEYS if "." in known))
    else:
        known = [known for known in KEYS if known.rpartition(".")[0] == table]
    near = hint(key, known) or hint(key, list(KEYS))
    return SettingsError(f"{where}: {key!r} is unknown{near}", "known: " + ", ".join(known))


def _checked(key: str, value: object, where: str) -> Forms:
    """The forms of a text, a number kept with the word it counts."""
    forms: Mapping[str, Any] = value if isinstance(value, Mapping) else {"other": value}
    if isinstance(value, Mapping) and not may_be_plural(key):
        raise SettingsError(f"{where}: must be one text, it does not change with a number")
    if "other" not in forms:
        raise SettingsError(f"{where}: missing the form 'other'")
    found: dict[str, str] = {}
    for form, text in forms.items():
        one_of(form, PLURAL_FORMS, where)
        if not isinstance(text, str):
            raise SettingsError(f"{where}: {text!r} is not text in quotes")
        _check_values(key, text, where)
        found[form] = spaced(bound(_NUMBER_AND_UNIT.sub("\\1\u00a0", text)))
    if key == "written.plural":
        check_plural_rules(forms, where)
    return forms if key.startswith(_AS_THEY_ARE) else found


def _check_values(key: str, text: str, where: str) -> None:
    known = values_of(key)
    remedy = "known here: " + (", ".join(f"{{{name}}}" for name in sorted(known)) or "none")
    if re.search(r"[{}]", _IN_BRACES.sub("", text)):
        raise SettingsError(f"{where}: a brace is not part of a value in {text!r}", remedy)
    used = {match[1] for match in _IN_BRACES.finditer(text)}
    if strange := sorted(used - known):
        raise SettingsError(f"{where}: {{{strange[0]}}} is not a value of this text", remedy)
    if missing := sorted(required(key) - used):
        raise SettingsError(f"{where}: the text must contain {{{missing[0]}}}", remedy)
