"""Word lists in twelve languages, from `data/words`: months, states and kinds of rows, terms, kinds of customers."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib import resources
from typing import Any

_SPELLED_OUT = str.maketrans({
    "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "oe", "å": "aa", "ł": "l",
    "đ": "d", "ı": "i",
})  # fmt: skip
_BARE = str.maketrans({"ß": "ss", "æ": "a", "œ": "oe", "ø": "o", "å": "a", "ł": "l", "đ": "d", "ı": "i"})


_PARTED = re.compile("(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=1 << 14)
def ascii_form(text: str, spelled_out: bool = True) -> str:
    """`text` in small letters without accents, umlauts written as two letters, or, if not `spelled_out`, as one.

    >>> ascii_form("Fälligkeit"), ascii_form("Fälligkeit", spelled_out=False), ascii_form("Zapłacono")
    ('faelligkeit', 'falligkeit', 'zaplacono')
    """
    small = text.casefold()
    if small.isascii():
        return small
    composed = unicodedata.normalize("NFC", small).translate(_SPELLED_OUT if spelled_out else _BARE)
    return "".join(char for char in unicodedata.normalize("NFKD", composed) if not unicodedata.combining(char))


@lru_cache(maxsize=1 << 14)
def word_key(text: str) -> str:
    """`text` as words in cells are compared: `ascii_form`, each run of blanks, hyphens and underscores one space,
    as where a capital follows a small letter, without final points and colons.

    >>> word_key(" Partially-Paid. "), word_key("PartiallyPaid"), word_key("PAID")
    ('partially paid', 'partially paid', 'paid')
    """
    parted = text if text.islower() or text.isupper() else _PARTED.sub(" ", text)
    return " ".join(ascii_form(parted).replace("_", " ").replace("-", " ").split()).rstrip(".:!")


def word_forms(word: str) -> tuple[str, ...]:
    """The forms in which a known word may be written: `word_key`, and with its umlauts written as one letter."""
    key, bare = word_key(word), word_key(ascii_form(word, spelled_out=False))
    return (key,) if bare == key else (key, bare)


@cache
def rows(name: str) -> dict[str, Any]:
    """The table of `data/words/<name>.toml`."""
    text = (resources.files("pastdue") / "data" / "words" / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def meanings(name: str) -> dict[str, str]:
    """The meaning of each word of `data/words/<name>.toml`, by every one of its `word_forms`."""
    found: dict[str, str] = {}
    for meaning, words in rows(name).items():
        for word in words:
            found |= dict.fromkeys(word_forms(word), meaning)
    return found
