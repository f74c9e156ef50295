"""The language of headers, and the currency that lists in it are in where they name none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from pastdue.intake.export.headers import loose
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.judgement.questions import Question, ask_currency
from pastdue.intake.values.amounts import home_currency
from pastdue.intake.values.word_rows import ascii_form, rows
from pastdue.model.messages import Message, Names

_FEWEST = 2
"""So many headers prove a language, and none may be of another."""


def language_of(names: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The language of headers by its code, and those of `names` that only it has; "" where fewer than two or several
    languages are among them.

    >>> language_of(["Kund", "Förfallodatum", "Belopp"]), language_of(["Kund", "Belopp"]), language_of(["Total"])
    (('sv', ('Förfallodatum', 'Belopp')), ('', ()), ('', ()))
    """
    found: dict[str, list[str]] = {}
    for name in names:
        for code, tongue in rows("tongues").items():
            if _is_of(name, tongue):
                found.setdefault(code, []).append(name.strip())
    if len(found) != 1:
        return "", ()
    code, said = next(iter(found.items()))
    return (code, tuple(said)) if len(said) >= _FEWEST else ("", ())


def _is_of(name: str, tongue: Mapping[str, Any]) -> bool:
    """True when a header has a letter or a beginning of a word that only this language has."""
    if set(name.casefold()) & set(tongue.get("letters", "")):
        return True
    words = [loose(name)]
    for spelled_out in (True, False):
        words += re.findall("[a-z]+", ascii_form(name, spelled_out))
    return any(word.startswith(stem) for word in words for stem in tongue["words"])


def read_language(sheet: Sheet) -> bool:
    """True when the language of the headers tells the currency of amounts that name none: all rows are in it, with a
    remark. It does not where the creditor's country has another currency in which such lists are."""
    code, said = language_of(sheet.header.names)
    tongue = rows("tongues").get(code, {})
    currency = tongue.get("currency", "")
    if not currency or home_currency(sheet.dialect.country) in tongue.get("also", ()):
        return False
    sheet.put("currency", Coded(np.zeros(len(sheet), np.int64), [currency]))
    names = Names(tuple(map(repr, said[:_FEWEST])))
    sheet.tell(Message.of("all_in_as_headers", currency=currency, columns=names))
    return True


def spoken_currencies(sheet: Sheet) -> tuple[str, ...]:
    """The currencies of the countries that speak the language of the headers, the likeliest first; none where no
    language is proved."""
    code, _ = language_of(sheet.header.names)
    tongue = rows("tongues").get(code, {})
    return (*filter(None, [tongue.get("currency", "")]), *tongue.get("also", ()))


def currency_question(sheet: Sheet) -> Question:
    """The question for the currency of amounts that nothing names: first put forward is that of the creditor's country,
    but one of the language of the headers where that is spoken in other countries alone."""
    spoken, home = spoken_currencies(sheet), home_currency(sheet.dialect.country)
    return ask_currency(sheet.source, *([home] if home in spoken or not spoken else [spoken[0], home]))
