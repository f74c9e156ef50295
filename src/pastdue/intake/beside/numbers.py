"""Customers' numbers as two files compare them: a tax number with dashes is the same without."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

_BETWEEN = re.compile(r"[\s./-]")
_SHORTEST, _FEWEST_DIGITS = 8, 7
"""A number shorter than tax numbers are is one of a program's own, where 1-11 and 11-1 may be two customers."""


class CustomerNumbers:
    """The numbers that a file knows; another file's number finds its own among them."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(known) - {""}

    def of(self, number: str) -> str:
        """The known number that `number` is: itself, else the only one that differs from it by dashes, dots, slashes,
        blanks and capitals alone while one of the two has none of these marks; "" where there is none.

        >>> CustomerNumbers(["774-000-14-54"]).of("7740001454"), CustomerNumbers(["11-1"]).of("111")
        ('774-000-14-54', '')
        """
        if number in self._known:
            return number
        found = self._by_bare.get(bare, set()) if (bare := bare_number(number)) else set()
        (only,) = found if len(found) == 1 else ("",)
        return only if only and not (_BETWEEN.search(only) and _BETWEEN.search(number)) else ""

    @cached_property
    def _by_bare(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for number in self._known:
            if bare := bare_number(number):
                found[bare].add(number)
        return found


def bare_number(number: str) -> str:
    """`number` without marks between its letters and digits, in small letters; "" for one too short to be told so."""
    bare = _BETWEEN.sub("", number).casefold()
    long = len(bare) >= _SHORTEST and sum(map(str.isdecimal, bare)) >= _FEWEST_DIGITS
    return bare if long and bare.isalnum() else ""
