"""Texts made fit for letters: Unicode in one form, no control characters, no tricks, not too long."""

from __future__ import annotations

import re
import unicodedata

from pastdue.intake.values.flaws import Flaw
from pastdue.model.messages import Message

_BLANKS = re.compile("[\t\n\v\f\r\u0085\u2028\u2029]+")
_CONTROL = re.compile("\x1b\\[[0-9;]*[A-Za-z]|[\x00-\x1f\x7f-\x9f\ufeff\u200b\u2060\u00ad]")
"""The characters no letter can show: commands to a terminal, control characters, and characters without width."""
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

HOW_WRITTEN = re.compile(
    r"[\s_]*[(\[](?:e\.?g\.?|z\.? ?b\.?|np\.|p\. ?ex\.|ej\.|es\.|bijv\.|format:?) .*[)\]]$"
    r"|[\s_]*[(\[]?(?=[yjar]{2,4}\W|[mdtgj]{2}\W|[yjar]{2,4}_|[mdtgj]{2}_)(?:([yjar])\1+|mm|([dtgj])\2)"
    r"(?:[-/._ ](?:([yjar])\3+|mm|([dtgj])\4)){2}[)\]]?$"
)
"""The way to write what stands below a header, in brackets or behind it, in small letters: `(yyyy-mm-dd)`."""


def clean(text: str) -> str:
    """`text` in Unicode form NFC, trimmed, tabs and line breaks made spaces, other control characters removed.

    >>> clean(" Zoe\\u0308\\tSmith\\x07 ")
    'Zoë Smith'
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    return _CONTROL.sub("", _BLANKS.sub(" ", unicodedata.normalize("NFC", text))).strip()


def loses(text: str) -> bool:
    """True when `clean` takes characters out of `text`, beside blanks around it and a mark of byte order in front.

    >>> loses("Ac\\x07me"), loses(" Acme\\t")
    (True, False)
    """
    return not text.isprintable() and bool(_CONTROL.search(_BLANKS.sub(" ", text.strip("\ufeff\u00ad"))))


def clean_lines(text: str) -> str:
    """`text` cleaned, its line breaks kept: a cell may hold several lines of an address."""
    if text.isascii() and text.isprintable():
        return text.strip()
    lines = (clean(line) for line in re.split("[\n\v\f\r\u0085\u2028\u2029]+", text))
    return "\n".join(line for line in lines if line)


def are_clean(texts: list[str]) -> bool:
    """True when `clean` would surely change none of `texts`: the quick answer for a million plain ids."""
    together = "".join(texts)
    return together.isascii() and " " not in together and together.isprintable()


def are_short(texts: list[str], limit: int) -> bool:
    """True when `check_text` would surely find nothing in any of `texts`."""
    return max(map(len, texts), default=0) <= limit and "".join(texts).isascii()


def check_text(text: str, limit: int) -> Flaw | None:
    """The flaw of a clean text: bidirectional controls, or a line of more than `limit` characters.

    >>> check_text("abc", 2)
    Flaw(what='has 3 characters, the limit is 2', remedy='shorten it')
    """
    if not text.isascii() and (found := _BIDI.search(text)):
        name = unicodedata.name(found[0]).lower()
        return Flaw(Message.of("text_direction", name=name), Message.of("type_again"))
    longest = len(text) if "\n" not in text else max(map(len, text.split("\n")))
    if longest <= limit:
        return None
    return Flaw(Message.of("too_many_characters", length=longest, limit=limit), Message.of("shorten_cell"))
