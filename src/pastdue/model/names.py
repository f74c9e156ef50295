"""Names that must be known, and the nearest to one that is not: few of many are compared with it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cached_property
from heapq import nsmallest

from pastdue.model.errors import SettingsError

COMPARED = 50
"""With so many of the names, those that share most pieces with it, a name is compared letter by letter."""

_PIECE = 2
_INSTALMENT = re.compile(r"(.+?)(?:/\d{1,3}| \(\d{4}-\d\d-\d\d\))")
"""The number of an instalment, that of its invoice first."""


PARTED = " / "
"""Stands between the parts of a number that is made of several columns."""


def hint(key: str, known: list[str]) -> str:
    close = get_close_matches(key, known, 1)
    return f", did you mean {close[0]!r}?" if close else ""


def invoice_of(instalment: str) -> str:
    """The number of the invoice, from one that may be an instalment's; "" for one that is not.

    >>> invoice_of("77/2"), invoice_of("A-77 (2026-10-01)"), invoice_of("77"), invoice_of("2026/4711")
    ('77', 'A-77', '', '')
    """
    match = _INSTALMENT.fullmatch(instalment)
    return match[1] if match else ""


def instalments_of(number: str, known: Iterable[str]) -> tuple[str, ...]:
    """Those of the `known` numbers that are instalments of the invoice `number`, in their order.

    >>> instalments_of("R", ["R/1", "R/999", "R/1000", "R", "RA/1", "R (2026-10-01)"])
    ('R/1', 'R/999', 'R (2026-10-01)')
    """
    return tuple(each for each in known if each.startswith(number) and invoice_of(each) == number)


def one_of(value: str, known: Iterable[str], where: str) -> str:
    """`value` when it is among `known`; else an error naming the known ones."""
    names = list(known)
    if value not in names:
        raise SettingsError(f"{where}: {value!r} is unknown{hint(value, names)}", "known: " + ", ".join(names))
    return value


class NearNames:
    """Names of which those spelled much like another one can be asked for."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = sorted(set(names))

    def near(self, name: str, most: int) -> list[str]:
        """At most `most` of the names that are spelled much like `name`, the nearest first; of names so long or so
        alike that more than `COMPARED` share as many pieces with it, the first by their letters are compared."""
        return get_close_matches(name, self._sharing(name), most)

    def _sharing(self, name: str) -> list[str]:
        shared: Counter[int] = Counter()
        for piece in _pieces(name):
            shared.update(self._places.get(piece, ()))
        lengths = {place: abs(len(self._names[place]) - len(name)) for place in shared}
        best = nsmallest(COMPARED, shared, key=lambda place: (lengths[place] - shared[place], place))
        return [self._names[place] for place in sorted(best)]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(self._names):
            for piece in _pieces(name):
                found[piece].append(place)
        return dict(found)


def _pieces(name: str) -> set[str]:
    """Every two letters of the name that stand side by side, its ends included; of long names the first hundred."""
    padded = f"\x00{name[:100]}\x00"
    return {padded[at : at + _PIECE] for at in range(len(padded) - 1)}
