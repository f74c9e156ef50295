"""The language files as reading needs them: names of languages and countries, yes and no."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any


@cache
def language_files() -> Mapping[str, Mapping[str, Any]]:
    """Each language file by its two-letter code."""
    folder = resources.files("pastdue") / "data" / "languages"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return {file.name.removesuffix(".toml"): tomllib.loads(file.read_text(encoding="utf-8")) for file in files}


@cache
def words_for(what: str) -> Mapping[str, frozenset[str]]:
    """By language, the words of its file's `[reading]` table for `what` (`yes`, `no`, `language`), in small letters."""
    return {
        code: frozenset(word.casefold() for word in table["reading"][what]) for code, table in language_files().items()
    }
