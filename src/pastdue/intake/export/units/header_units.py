"""The unit that a text says amounts are in: thousands, lakhs, millions, crores or milliards, as a power of ten."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from pastdue.intake.values.word_rows import ascii_form, rows
from pastdue.model.money import CURRENCIES

POWERS = {"thousand": 3, "lakh": 5, "million": 6, "crore": 7, "milliard": 9}

_B, _E = r"(?<![^\W_])", r"(?![^\W_])"
"""The beginning of a word and its end."""
_IN = r"(?:in|en|em|w|v|i|x|×)"
_OF = r"(?:[\s_]*(?:of|de|di|d['’])(?=[\s_'’]|[^\W\d_]))?"
_SIGNS = r"[€$£₹¥円元]|us\$|rs\.?|kr\.?|zł|zl|kč|kc|ft\.?|tl|lei|лв\.?|руб\.?|грн\.?"
_TWO_WAYS = r"\$|us\$|usd|clp|cop|mxn"
"""Currencies beside which M says thousands in some books, and millions in others."""
_NEVER = frozenset(("all", "top", "mop", "cup", "sos", "bam", "pen", "ang", "mad", "bob"))
"""Codes of currencies that are words as well."""
_GLUED = r"eur|usd|gbp|chf|sek|nok|dkk|pln|czk|huf|inr|aud|cad|nzd|sgd|brl|jpy|cny|hkd"
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """The power of ten that one stands for (-1 where that is in doubt), the words for it, and the text without them;
    `perhaps` is the power that is in doubt."""

    power: int
    said: str
    rest: str
    perhaps: int = 0


@lru_cache(maxsize=1 << 14)
def unit_of(text: str) -> NamedUnit | None:
    """The unit of amounts that `text`, a header or a line above it, names; None where it names none.

    >>> unit_of("Betrag in TEUR")
    NamedUnit(power=3, said='in teur', rest='betrag eur', perhaps=0)
    >>> unit_of("Total (Rs. Cr)").power, unit_of("Total (Cr)").power, unit_of("Total (M.N.)"), unit_of("Account 1000")
    (7, -1, None, None)
    """
    if len(text) > _LONGEST:
        return None
    small = " ".join(re.sub(r"(?<=[a-z])(?=[A-Z](?:[a-z]|$))", " ", text).split()).casefold()
    found = [(power, match) for power, pattern in _patterns() if (match := pattern.search(small))]
    if len({power for power, _ in found}) > 1:
        return NamedUnit(-1, small, small, found[0][0])
    if found:
        power, match = max(found, key=lambda each: len(each[1]["unit"]))
        said = match["unit"] + re.match(r"[^\s_()\[\]]*", small[match.end("unit") :])[0]  # type: ignore[index]
        return NamedUnit(power, said.strip("_ ()[]"), _without(small, match))
    for power, pattern in _doubtful():
        if match := pattern.search(small):
            return NamedUnit(-1, match["unit"].strip("_ ()[]"), small, power)
    return None


def without_unit(name: str) -> str:
    """The header `name` without the words for a unit of its amounts, which is no part of what it says.

    >>> without_unit("Amount (Rs. in Lakhs)"), without_unit("Importe (miles de euros)"), without_unit("Due Date")
    ('amount (rs.)', 'importe (€)', 'Due Date')
    """
    unit = unit_of(name)
    return unit.rest if unit and unit.power > 0 and unit.rest else name


def _without(text: str, match: re.Match[str]) -> str:
    start, end = match.span("unit")
    rest = f"{text[:start]} {text[end:]}"
    for sign, words in rows("units")["money"].items():
        rest = re.sub(rf"{_B}(?:{_any(words)}){_E}", sign, rest)
    rest = re.sub(r"[(\[][\s.,'’]*[)\]]", "", rest)
    rest = re.sub(r"([(\[])\s+", r"\1", re.sub(r"\s+([)\]])", r"\1", rest))
    return re.sub(r"[\s_]+", " ", rest).strip()


def _any(words: Iterable[str]) -> str:
    """A pattern of any of `words`, also as they are written without accents, the longest first."""
    forms = {form for word in words for form in (word, ascii_form(word, spelled_out=False))}
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


@cache
def _patterns() -> tuple[tuple[int, re.Pattern[str]], ...]:
    """The patterns of the texts that say a power plainly, each with that power."""
    units, codes = rows("units"), "|".join(sorted(code.lower() for code in CURRENCIES if code.lower() not in _NEVER))
    named = _any(word for words in units["money"].values() for word in words)
    money = rf"(?:{_SIGNS}|{_B}(?:{codes}|{named}){_E})"
    found: list[tuple[int, str]] = []
    for name, power in POWERS.items():
        words = {kind: _any(units[kind].get(name, ())) for kind in units if name in units[kind]}
        for kind, pattern in words.items():
            found += [(power, way) for way in _ways(kind, pattern, money)]
    return tuple((power, re.compile(way)) for power, way in found)


def _ways(kind: str, words: str, money: str) -> list[str]:
    """The patterns of a `kind` of words for a unit, those alone under `unit`; `money` is that of currencies."""
    within = rf"{_B}(?:{_IN}[\s_]+)?"
    one = rf"['’]?(?:{words})['’]?s?\.?{_E}"
    of_rupees, of_reais = r"(?:₹|inr|rs\.?|rupees?)", r"(?:r\$|brl|reais)"
    some = {"rupees": of_rupees, "reais": of_reais, "some": rf"(?!{_TWO_WAYS}){money}"}.get(kind, money)
    behind = rf"{some}[\s_]*(?P<unit>(?:{_IN}[\s_]+)?{one})"
    before = rf"(?P<unit>{within}{one}{_OF})[\s_]*{some}"
    glued = rf"{_SIGNS}|(?:{_GLUED}){_E}"
    after_in = rf"(?P<unit>{_B}{_IN}[\s_]+{one}{_OF})"
    return {
        "sure": [rf"(?P<unit>{within}(?:{words})\.?{_E}{_OF})"],
        "beside": [behind, before, after_in],
        "bracketed": [rf"(?P<unit>[(\[]\s*(?:[x×]\s?)?{one}\s*[)\]])"],
        "figures": [
            after_in,
            rf"(?P<unit>[(\[]\s*(?:[x×]\s?)?{one}\s*[)\]])",
            rf"[(\[]\s*(?P<unit>(?:[x×]\s?)?{one})(?=[\s_]*{money})",
        ],
        "glued": [rf"(?P<unit>{within}(?:{words}))(?={glued})"],
        "some": [behind, rf"(?P<unit>{within}(?:{words}))(?!{_TWO_WAYS})(?={glued})"],
        "behind": [rf"{_B}(?:{_GLUED})(?P<unit>{words}){_E}"],
        "rupees": [behind, before],
        "reais": [behind, before, after_in],
    }.get(kind, [])


@cache
def _doubtful() -> tuple[tuple[int, re.Pattern[str]], ...]:
    """For each power the pattern of the headers that may say it at their end, or something else."""
    several = re.compile(rf"[\s_(\[](?P<unit>m(?:{_TWO_WAYS})){_E}")
    return (
        *(
            (POWERS[name], re.compile(rf"[\s_(\[$](?P<unit>(?:{_any(words)})\.?)\s*[)\]]?$"))
            for name, words in rows("units")["doubtful"].items()
        ),
        (POWERS["million"], several),
    )
