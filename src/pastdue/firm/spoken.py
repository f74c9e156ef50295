"""The languages of countries: what a firm writes at home, and a customer abroad who names no language."""

from __future__ import annotations

from collections.abc import Collection

SPARE = "en"
"""The language used where none is set."""

_SPOKEN = {
    "de": "AT DE LI CH LU",
    "en": "AU CA GB GG IE IM IN JE MT NZ SG US ZA",
    "es": "AR BO CL CO CR CU DO EC ES GT HN MX NI PA PE PR PY SV UY VE",
    "fr": "BE CA CH FR LU MC",
    "it": "CH IT SM VA",
    "nl": "BE NL",
    "pl": "PL",
}
_ORDER = {"BE": ("nl", "fr"), "CA": ("en", "fr"), "CH": ("de", "fr", "it"), "LU": ("fr", "de")}
"""Countries of several languages, the one most people have first."""


def languages_of(country: str) -> tuple[str, ...]:
    """The languages of a country by its two letters, the commonest first; none where no letters are written in any.

    >>> languages_of("AT"), languages_of("CH"), languages_of("SE")
    (('de',), ('de', 'fr', 'it'), ())
    """
    return _ORDER.get(country) or tuple(language for language, places in _SPOKEN.items() if country in places.split())


def language_in(country: str, home: str, known: Collection[str]) -> str:
    """The language for letters to a customer in a country: `home`, the firm's own, where it is spoken there, else the
    country's where it is among the `known` ones, else English.

    >>> language_in("CH", "fr", ["de", "en", "fr"]), language_in("CH", "pl", ["de", "en"]), language_in("SE", "pl", [])
    ('fr', 'de', 'en')
    """
    spoken = languages_of(country)
    if home in spoken:
        return home
    return next((language for language in spoken if language in known), SPARE)
