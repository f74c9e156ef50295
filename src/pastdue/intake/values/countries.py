"""The country a cell names: by its ISO 3166 code, or by its name in any language that letters are written in."""

from __future__ import annotations

import unicodedata
from functools import cache

from pastdue.intake.values.flaws import Flaw
from pastdue.intake.values.languages import language_files
from pastdue.model.countries import COUNTRIES, country_code
from pastdue.model.messages import Message


def parse_country(text: str) -> str | Flaw:
    """The alpha-2 code of the country the cell names; empty when the cell is.

    >>> parse_country("uk"), parse_country("Niemcy"), parse_country("")
    ('GB', 'DE', '')
    >>> parse_country("Atlantis")
    Flaw(what='is not a country we know', remedy='use its two-letter ISO code, such as DE, GB, PL or US')
    """
    code = country_code(text)
    if not code or code in COUNTRIES:
        return code
    found = _names().get(_key(text))
    return found or Flaw(Message.of("unknown_country"), Message.of("use_country"))


def _key(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().replace("’", "'").replace("&", "and").split())


@cache
def _names() -> dict[str, str]:
    """Every name we know, as `_key` writes it; a name that means two countries in two languages is left out."""
    found: dict[str, set[str]] = {}
    for table in language_files().values():
        for code, name in table["countries"].items():
            found.setdefault(_key(name), set()).add(code)
        for name, code in table["reading"]["countries"].items():
            found.setdefault(_key(name), set()).add(code)
    return {name: codes.pop() for name, codes in found.items() if len(codes) == 1}
