"""Encodings of files that are not UTF-8: only what can be proved; else the user is shown the readings."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pastdue.intake.file.alphabets import are_signs_of_figures, of_language, of_one_language

CANDIDATES = ("cp1252", "cp1250", "iso8859-2")
_BY_HEADER_ALONE = (
    "cp1251", "koi8-r", "cp1253", "cp1254", "cp1257", "cp852", "cp932", "gb18030", "cp949", "big5",
)  # fmt: skip
"""Encodings in which many files would read as something: only known headers prove them."""
_FEWEST_HEADERS = 2

_INSIDE_A_WORD = re.compile(r"[^\W\d_][^\w\s\x00-\x7f’‘–][^\W\d_]")
"""A sign between two letters; those of ASCII, as the stroke in `März/April`, are the same in every encoding."""
_BEFORE_SMALL = re.compile(r"[^\W\d_]([^\W\d_a-zA-Z])[a-z]")


@dataclass(frozen=True, slots=True)
class HeaderRead:
    """The evidence of a header as a text has it: how many known headers with letters beyond ASCII, one more where their
    preset names an encoding, that encoding, and the language that the header is in; "" where none is proved."""

    known: int = 0
    encoding: str = ""
    language: str = ""

    def weight(self) -> tuple[int, bool]:
        """More for stronger evidence."""
        return self.known, self.language != ""


@dataclass(frozen=True, slots=True)
class EncodingReading:
    """An encoding, and why it is the right one."""

    encoding: str
    why: str


def decide(raw: bytes, vouch: Callable[[str], HeaderRead]) -> EncodingReading | None:
    """The encoding of `raw`, which is not UTF-8; None when nothing proves it.

    Proof is that all candidates read the same, or that the header is a known one under one encoding alone, by what
    `vouch` says of a decoded text; or that all letters are those of one language, or of that of the header, in one
    encoding alone; or that all are signs beside figures.
    """
    if raw[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return EncodingReading("utf-16", "its byte-order mark says so")
    possible = candidates(raw)
    head = raw[: 1 << 16]
    vouched = {name: vouch(head.decode(name)) for name in possible}
    best = max((read.known for read in vouched.values()), default=0)
    if name := _by_header_alone(raw, max(best + 1, _FEWEST_HEADERS), vouch):
        return EncodingReading(name, _HEADER)
    if best:
        possible = [name for name in possible if vouched[name].known == best]
    for name in possible:
        if best and vouched[name].encoding == name:
            return EncodingReading(name, "the preset says so, and its header reads right")
    readings = {_used(raw).decode(name) for name in possible}
    if len(readings) > 1:
        return _by_letters(raw, {name: vouched[name].language for name in possible})
    if len(readings) != 1 or (not best and _looks_wrong(raw, possible[0])):
        return None
    if best and len(possible) == 1:
        return EncodingReading(possible[0], _HEADER)
    return EncodingReading(possible[0], "the other likely encodings would read the same")


_HEADER = "only so does its header read right"


def _by_letters(raw: bytes, languages: Mapping[str, str]) -> EncodingReading | None:
    """The one encoding among those of `languages`, by the language that the header is in as it reads in each, in which
    the letters are those of one language or of that one, or are all signs beside figures."""
    if (name := of_one_language(raw)) in languages:
        return EncodingReading(name, "only so are all its letters those of one language")
    fitting = [code for code, language in languages.items() if of_language(raw, code, language)]
    own = {_used(raw).decode(code): code for code in reversed(fitting)}
    if len(own) == 1:
        return EncodingReading(next(iter(own.values())), "only so are all its letters those of its headers' language")
    if "cp1252" in languages and are_signs_of_figures(raw, "cp1252"):
        return EncodingReading("cp1252", "only so are they signs, as they stand beside figures alone")
    return None


def _by_header_alone(raw: bytes, fewest: int, vouch: Callable[[str], HeaderRead]) -> str:
    """The one of the encodings that only headers prove in which most of them are known, at least `fewest`; "" for none
    and where several read it in different ways."""
    read: dict[str, str] = {}
    most = fewest
    for name in _BY_HEADER_ALONE:
        try:
            text = raw.decode(name)
        except UnicodeDecodeError:
            continue
        known = vouch(text[: 1 << 15]).known
        if known > most:
            read, most = {}, known
        if known == most:
            read.setdefault(text, name)
    return next(iter(read.values())) if len(read) == 1 else ""


def candidates(raw: bytes) -> list[str]:
    """The encodings that give every byte of `raw` a letter or a sign."""
    return [name for name in CANDIDATES if _all_signs(_used(raw), name)]


def _used(raw: bytes) -> bytes:
    """The different bytes beyond ASCII."""
    return bytes(sorted(set(raw.translate(None, bytes(range(0x80))))))


def _all_signs(used: bytes, name: str) -> bool:
    try:
        return all(not 0x7F <= ord(char) < 0xA0 for char in used.decode(name))
    except UnicodeDecodeError:
        return False


def _looks_wrong(raw: bytes, name: str) -> bool:
    """True when signs or capitals stand inside words, as they do where the true encoding is not among the
    candidates."""
    return any(
        _INSIDE_A_WORD.search(word) or any(match[1].isupper() for match in _BEFORE_SMALL.finditer(word))
        for word in _words(raw, name)
    )


def _words(raw: bytes, name: str) -> list[str]:
    """Every different word with a byte beyond ASCII."""
    found = set(re.findall(rb"[^\s,;\"|]*[\x80-\xff][^\s,;\"|]*", raw))
    return [word.decode(name) for word in sorted(found)]
