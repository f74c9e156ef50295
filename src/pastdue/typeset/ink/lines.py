"""Lines of a text: broken at spaces, ragged right, never with an added hyphen.

A no-break space is no space here. A word wider than the measure is broken after a mark such as `-`, `/` or `.`,
and only where there is none between two letters.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from pastdue.typeset.ink.face import Face

_AFTER = "-–/\\._,;:@&+=?#)]"
_RUNT = 0.2
_TIGHTEN = (0.975, 0.95, 0.925, 0.9, 0.875, 0.85)


def width_of(text: str, face: Face, points: float) -> float:
    """The width of `text`, in points."""
    return face.width(text) * points / 1000


@lru_cache(maxsize=1 << 10)
def broken(text: str, face: Face, points: float, measure: float) -> tuple[str, ...]:
    """The lines of `text` at most `measure` points wide; an empty text is one empty line. Those of a letterhead, a
    label or a clause are wanted for every letter."""
    limit, words, ends = measure * 1000 / points, *_words(text, face)
    lines: list[str] = []
    at = 0
    while at < len(words):
        begins = ends[at] - face.width(words[at])
        until = bisect_right(ends, begins + limit, at)
        if until > at:
            lines.append(" ".join(words[at:until]))
        else:
            *whole, last = _pieces(words[at], face, limit)
            until = bisect_right(ends, ends[at] - face.width(last) + limit, at + 1)
            lines += (*whole, " ".join((last, *words[at + 1 : until])))
        at = until
    return tuple(lines) or ("",)


@lru_cache(maxsize=1 << 9)
def _words(text: str, face: Face) -> tuple[list[str], list[float]]:
    """The words of `text`, and where each would end if all of them stood in one line, in thousandths of the type size:
    a paragraph is broken in several sizes and measures."""
    words = [word for word in text.split(" ") if word]
    space, ends, used = face.width(" "), list[float](), 0.0
    for wide in map(face.width, words):
        ends.append(used + wide)
        used += wide + space
    return words, ends


@lru_cache(maxsize=1 << 10)
def paragraph(text: str, face: Face, points: float, measure: float) -> tuple[str, ...]:
    """The lines of a paragraph; one that would end on a lone short word is set a little narrower instead, so that as
    much as can be stands on its last line."""
    lines = broken(text, face, points, measure)
    short = measure * _RUNT
    for part in _TIGHTEN:
        last = width_of(lines[-1], face, points)
        if len(lines) < 2 or last >= short:
            break
        narrower = broken(text, face, points, measure * part)
        if len(narrower) == len(lines) and width_of(narrower[-1], face, points) > last:
            lines = narrower
    return lines


def _pieces(word: str, face: Face, limit: float) -> list[str]:
    """`word` in pieces no wider than `limit`, cut after a mark where one is near enough."""
    pieces: list[str] = []
    while face.width(word) > limit:
        end, used = 0, 0.0
        for char in word:
            used += face.width(char)
            if used > limit:
                break
            end += 1
        end = max(end, 1)
        mark = max((n for n in range(1, end + 1) if word[n - 1] in _AFTER), default=0)
        cut = mark if mark >= end / 3 else end
        pieces.append(word[:cut])
        word = word[cut:]
    return [*pieces, word]
