"""Encodings of files that are not UTF-8: only what can be proved; else the user is shown the readings."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass

from pastdue.intake.file.alphabets import of_one_language

CANDIDATES = ("cp1252", "cp1250", "iso8859-2")

_INSIDE_A_WORD = re.compile(r"[^\W\d_][^\w\s'’‘–-][^\W\d_]")
_BEFORE_SMALL = re.compile(r"[^\W\d_]([^\W\d_a-zA-Z])[a-z]")


@dataclass(frozen=True, slots=True)
class EncodingReading:
    """An encoding, and why it is the right one."""

    encoding: str
    why: str


def decide(raw: bytes, vouch: Callable[[str], tuple[int, str]]) -> EncodingReading | None:
    """The encoding of `raw`, which is not UTF-8; None when nothing proves it.

    Proof is that all candidates read the same, or that the header is a known one under one of them alone: `vouch`
    gives for a decoded text how many known headers with letters beyond ASCII it has, and the encoding they stand for;
    or that all letters are those of one language in one encoding alone.
    """
    if raw[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return EncodingReading("utf-16", "its byte-order mark says so")
    possible = candidates(raw)
    vouched = {name: vouch(raw[: 1 << 16].decode(name)) for name in possible}
    best = max((count for count, _ in vouched.values()), default=0)
    if best:
        possible = [name for name in possible if vouched[name][0] == best]
    for name in possible:
        if best and vouched[name][1] == name:
            return EncodingReading(name, "the preset says so, and its header reads right")
    readings = {_used(raw).decode(name) for name in possible}
    if len(readings) > 1 and (name := of_one_language(raw)) in possible:
        return EncodingReading(name, "only so are all its letters those of one language")
    if len(readings) != 1 or (not best and _looks_wrong(raw, possible[0])):
        return None
    if best and len(possible) == 1:
        return EncodingReading(possible[0], "only so does its header read right")
    return EncodingReading(possible[0], "the other likely encodings would read the same")


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
