"""Language files as rows: the user's own, the shipped ones, and English for texts that neither has."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.stages import with_stages
from pastdue.letters.language.blank import blank_language, is_language, texts_left
from pastdue.letters.language.vocabulary import KEYS
from pastdue.letters.language.wording import Wording, read_wording
from pastdue.model.errors import SettingsError
from pastdue.model.messages import Message
from pastdue.model.messages.english import ENGLISH
from pastdue.model.remarks import Remark

KIND = "languages"
SPARE = "en"
"""The language of every text that another language's file does not have."""


def load_wording(catalog: Catalog, language: str) -> Wording:
    """The wording of `language`: from `pastdue.d/languages/<language>.toml`, else the shipped file, else English.

    Refuses, naming file and key, a language without a file, an unknown key and a value in braces the text may not use.
    """
    is_ours = language in Catalog().names(KIND)
    wording = _whole(language if is_ours else SPARE)
    if not is_ours or catalog.is_own(KIND, language):
        table, where = catalog.row(KIND, language)
        wording = wording.overridden_by(read_wording(language, _without(table, "spoken"), where))
    return with_stages(wording, catalog)


def unsaid(catalog: Catalog, language: str) -> Remark | None:
    """A remark where a file of the user's own leaves texts to English."""
    borrowed = load_wording(catalog, language).borrowed
    if not borrowed:
        return None
    return Remark(
        Message.of("texts_said", said=len(KEYS) - len(borrowed), all=len(KEYS)),
        about=catalog.where(KIND, language),
        remedy=Message.of("texts_listed", language=language),
    )


def file_to_fill_in(catalog: Catalog, language: str) -> tuple[str, str] | None:
    """The file that `pastdue init --language` adds to the user's own rows, by its name, and its text.

    It has all texts of a language without a file, or those that a file of the user's own leaves to English. None for
    a language of ours; refuses what is no language.
    """
    if language in Catalog().names(KIND):
        return None
    if not is_language(language):
        raise SettingsError(f"languages {language!r}: is not the code of a language", "write it as en, pl or sv")
    english, _ = _row(SPARE)
    if not catalog.is_own(KIND, language):
        return f"{language}.toml", blank_language(language, english)
    left = texts_left(english, load_wording(catalog, language).borrowed)
    return f"{language}-still-english.txt", left


@cache
def _whole(language: str) -> Wording:
    """The wording of a language that comes with the program, with English for texts that its file does not have."""
    return _ours(SPARE) if language == SPARE else _ours(SPARE).overridden_by(_ours(language))


@cache
def _ours(language: str) -> Wording:
    """The wording of a language file that comes with the program."""
    table, where = _row(language)
    return read_wording(language, _without(table, "reading", "spoken"), where)  # what is left are the texts of letters


def _row(language: str) -> tuple[Mapping[str, Any], str]:
    """Our file of a language as TOML holds it, and where it is; the English messages are those of the program."""
    table, where = Catalog().row(KIND, language)
    return ({**table, "message": ENGLISH} if language == SPARE else table), where


def _without(table: Mapping[str, Any], *tables: str) -> Mapping[str, Any]:
    """The file without some of its `tables`."""
    return {name: value for name, value in table.items() if name not in tables}
