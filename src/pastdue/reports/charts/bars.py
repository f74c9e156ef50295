"""Bars: the share of its length each part of a bar takes, in percent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pastdue.model.money import Money

_WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: the index of the value it stands for, its start and its length in percent of the bar."""

    of: int
    start: Decimal
    length: Decimal


def stacked(amounts: Sequence[Money]) -> tuple[Part, ...]:
    """The parts of a bar that all `amounts` together fill, one behind the other; those of nothing or less have none.

    >>> amounts = [Money(Decimal(n), "EUR") for n in (1, 0, 3)]
    >>> [(part.of, int(part.start), int(part.length)) for part in stacked(amounts)]
    [(0, 0, 25), (2, 25, 75)]
    """
    sizes = [max(Decimal(0), money.amount) for money in amounts]
    whole, at, parts = sum(sizes, Decimal(0)), Decimal(0), []
    for n, size in enumerate(sizes):
        if size:
            length = _WHOLE * size / whole
            parts.append(Part(n, at, length))
            at += length
    return tuple(parts)


def scaled(parts: Iterable[Part], amount: Money, largest: Money) -> tuple[Part, ...]:
    """`parts` of the bar of `amount`, so short that the bar of `largest` is as long as can be; none where nothing is
    owed."""
    if amount.amount <= 0 or largest.amount <= 0:
        return ()
    scale = amount.amount / largest.amount
    return tuple(Part(part.of, part.start * scale, part.length * scale) for part in parts)


def beside(amounts: Sequence[Money]) -> tuple[Part, ...]:
    """A bar for each of `amounts` of one currency, all on one scale, that of the largest; none for nothing or less.

    >>> [(part.of, int(part.length)) for part in beside([Money(Decimal(n), "EUR") for n in (4, -1, 1)])]
    [(0, 100), (2, 25)]
    """
    return lengths([money.amount for money in amounts])


def lengths(sizes: Sequence[Decimal]) -> tuple[Part, ...]:
    """A bar for each of `sizes`, all on one scale, that of the largest; none for nothing or less."""
    largest = max(sizes, default=Decimal(0))
    return tuple(Part(n, Decimal(0), _WHOLE * size / largest) for n, size in enumerate(sizes) if size > 0)


def steps(levels: Iterable[tuple[Decimal, Decimal]]) -> tuple[Part, ...]:
    """The bars of a way in steps, each from one level to the next, on the scale of all levels and nothing.

    >>> way = [(Decimal(0), Decimal(80)), (Decimal(80), Decimal(100)), (Decimal(100), Decimal(40))]
    >>> [(int(part.start), int(part.length)) for part in steps(way)]
    [(0, 80), (80, 20), (40, 60)]
    """
    way = list(levels)
    reached = [Decimal(0), *(level for pair in way for level in pair)]
    low, high = min(reached), max(reached)
    scale = _WHOLE / (high - low) if high > low else Decimal(0)
    return tuple(
        Part(n, (min(pair) - low) * scale, (max(pair) - min(pair)) * scale) for n, pair in enumerate(way)
    )  # fmt: skip
