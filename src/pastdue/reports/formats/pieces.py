"""Texts too long to hold, piece by piece: small pieces put together before they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_AT_LEAST = 1 << 16
"""The number of characters that are written at once: each write of a small piece takes as long as that of a page."""


def together(pieces: Iterable[str]) -> Iterator[str]:
    """The same text in pieces of some size.

    >>> list(together(["a", "b"])), list(together(()))
    (['ab'], [])
    """
    some, length = list[str](), 0
    for piece in pieces:
        some.append(piece)
        length += len(piece)
        if length >= _AT_LEAST:
            yield "".join(some)
            some, length = [], 0
    if some:
        yield "".join(some)
