"""Characters on a terminal: the cells they take, lines broken and cut to a width, and those an encoding lacks."""

from __future__ import annotations

import unicodedata
from functools import cache

from pastdue.model.errors.problems import shown

# Letters and signs that Unicode does not take apart into a plain one.
_TAKEN_APART = 'łl ŁL øo ØO đd ĐD ħh ĦH ŧt ŦT ıi æae ÆAE œoe ŒOE ßss þth ÞTh –- —- −- ─- ’\' ‘\' ‚, “" ”" „" …...'
_PLAIN = {pair[0]: pair[1:] for pair in _TAKEN_APART.split(" ")}


def lines_of(said: str, width: int | None, hang: int = 0) -> list[str]:
    """`said` broken between words into lines of at most `width` cells (None: one line), all but the first indented by
    `hang`; a word that is longer has a line of its own.

    >>> lines_of("one two three", 8, 2)
    ['one two', '  three']
    """
    if width is None or cells_wide(said) <= width:
        return [said]
    lines, line = [], said[: len(said) - len(said.lstrip())]
    start = line
    for word in said.split():
        longer = line + word if line == start else f"{line} {word}"
        if line != start and cells_wide(longer) > width:
            lines.append(line)
            start = " " * hang
            longer = start + word
        line = longer
    return [*lines, line]


def cells_wide(said: str) -> int:
    """The number of terminal cells `said` takes: wide East Asian characters two, combining marks none.

    >>> cells_wide("Łódź"), cells_wide("東京"), cells_wide("e\\u0301")
    (4, 4, 1)
    """
    return len(said) if said.isascii() else sum(map(_cell, said))


@cache
def _cell(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cut(said: str, width: int, ellipsis: str = "…") -> str:
    """`said` in at most `width` cells, ending in `ellipsis` where something was cut."""
    if cells_wide(said) <= width:
        return said
    left, kept = width - cells_wide(ellipsis), ""
    for char in said:
        left -= _cell(char)
        if left < 0:
            break
        kept += char
    return kept.rstrip() + ellipsis


def clean(said: str, encoding: str) -> str:
    """`said` on one line without control characters, in characters `encoding` has."""
    line = " ".join(said.split())
    return encodable(shown(line, len(line)), encoding)


def encodable(said: str, encoding: str) -> str:
    """`said` with the nearest plain letter for each character that `encoding` lacks, else `?`."""
    try:
        said.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_nearest(char, encoding) for char in said)
    return said


def _nearest(char: str, encoding: str) -> str:
    for candidate in (char, _PLAIN.get(char, ""), unicodedata.normalize("NFKD", char)[0], "?"):
        if candidate and candidate.encode(encoding, "ignore").decode(encoding) == candidate:
            return candidate
    return "?"
