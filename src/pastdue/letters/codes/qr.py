"""QR codes by ISO/IEC 18004, as rows of dark modules: bytes only, levels L and M, versions 1 to 25, one mask.

What is the same in all codes of a version and level (the patterns, and where each bit stands) is worked out once; a
code then is its bits put in their places. The mask is always the third: every mask can be read, and to try all eight
for the most even look takes longer than all the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, reduce
from itertools import pairwise, product, zip_longest
from operator import itemgetter

Cell = tuple[int, int]
"""A module's row and column, from 0."""


class Level(StrEnum):
    """The share of a code that may be damaged: about 7 in 100 with L, 15 with M."""

    L = "l"
    M = "m"


# Source: ISO/IEC 18004:2015, tables 1 and 9. For versions 1 to 25: the bytes of a code; check bytes a block, blocks.
_WHOLE = (26, 44, 70, 100, 134, 172, 196, 242, 292, 346, 404, 466, 532, 581, 655, 733, 815, 901, 991, 1085, 1156, 1258,
          1364, 1474, 1588)  # fmt: skip
_CHECKED = {
    Level.L: ((7, 1), (10, 1), (15, 1), (20, 1), (26, 1), (18, 2), (20, 2), (24, 2), (30, 2), (18, 4), (20, 4),
              (24, 4), (26, 4), (30, 4), (22, 6), (24, 6), (28, 6), (30, 6), (28, 7), (28, 8), (28, 8), (28, 9),
              (30, 9), (30, 10), (26, 12)),
    Level.M: ((10, 1), (16, 1), (26, 1), (18, 2), (24, 2), (16, 4), (18, 4), (22, 4), (22, 5), (26, 5), (30, 5),
              (22, 8), (22, 9), (24, 9), (24, 10), (28, 10), (28, 11), (26, 13), (26, 14), (26, 16), (26, 17),
              (28, 17), (28, 18), (28, 20), (28, 21)),
}  # fmt: skip
# Table E.1: the middles of the alignment patterns, in either direction.
_ALIGNED = ((), (6, 18), (6, 22), (6, 26), (6, 30), (6, 34), (6, 22, 38), (6, 24, 42), (6, 26, 46), (6, 28, 50),
            (6, 30, 54), (6, 32, 58), (6, 34, 62), (6, 26, 46, 66), (6, 26, 48, 70), (6, 26, 50, 74), (6, 30, 54, 78),
            (6, 30, 56, 82), (6, 30, 58, 86), (6, 34, 62, 90), (6, 28, 50, 72, 94), (6, 26, 50, 74, 98),
            (6, 30, 54, 78, 102), (6, 28, 54, 80, 106), (6, 32, 58, 84, 110))  # fmt: skip
_FORMAT_BITS = {Level.L: 0b01, Level.M: 0b00}
_MASK = 3
_FORMAT, _FORMAT_VEIL, _VERSION, _FIELD = 0b10100110111, 0b101010000010010, 0b1111100100101, 0b100011101
_BYTES, _FILLING = 0b0100, b"\xec\x11"
_FROM_BITS = bytes.maketrans(b"01", b"\0\1")


@dataclass(frozen=True, slots=True)
class _Frame:
    """The parts that codes of one version and level have in common: modules a side, bits that no byte fills, and the
    mask's bits in the order of placing. `places` takes bits in that order, a light and a dark one, and gives all
    modules row by row."""

    side: int
    spare: int
    veil: int
    places: Callable[[bytes], tuple[int, ...]]


def modules(data: bytes, level: Level) -> tuple[bytes, ...] | None:
    """The rows of the smallest code that holds `data`, a byte of 1 for each dark module; None: version 25 is too small.

    >>> [len(modules(bytes(count), Level.M)) for count in (14, 15, 997)], modules(bytes(998), Level.M)
    ([21, 25, 117], None)
    """
    version = next((v for v in range(1, len(_WHOLE) + 1) if len(data) <= _room(v, level) - _head(v)), None)
    if version is None:
        return None
    frame = _frame(version, level)
    stream = _stream(data, version, level)
    bits = (int.from_bytes(stream) << frame.spare) ^ frame.veil
    line = f"{bits:0{8 * len(stream) + frame.spare}b}".encode("ascii").translate(_FROM_BITS)
    flat = bytes(frame.places(line + b"\0\1"))
    return tuple(flat[at : at + frame.side] for at in range(0, len(flat), frame.side))


def _room(version: int, level: Level) -> int:
    """The number of bytes a code holds besides its check bytes."""
    check, blocks = _CHECKED[level][version - 1]
    return _WHOLE[version - 1] - check * blocks


def _head(version: int) -> int:
    """The number of bytes that announce a run of bytes: its kind, its length and its end."""
    return 2 if version < 10 else 3


def _stream(data: bytes, version: int, level: Level) -> bytes:
    """Data and check bytes, the blocks dealt out one byte in turn."""
    (size, count), room, head = _CHECKED[level][version - 1], _room(version, level), _head(version)
    opening = _BYTES << 8 * (head - 1) | len(data)
    # The opening ends in the middle of a byte; the four bits left at the end say that there is no more.
    whole = ((opening << 8 * len(data) | int.from_bytes(data)) << 4).to_bytes(len(data) + head)
    whole += (_FILLING * room)[: room - len(whole)]
    short, longer = divmod(room, count)
    starts = [n * short + max(0, n - (count - longer)) for n in range(count + 1)]
    blocks = [whole[since:until] for since, until in pairwise(starts)]
    checks = [_check(block, _multiples(size), size) for block in blocks]
    dealt = bytes(b for turn in zip_longest(*blocks) for b in turn if b is not None)
    return dealt + bytes(b for turn in zip(*checks, strict=True) for b in turn)


def _check(block: bytes, table: Sequence[int], size: int) -> bytes:
    """The Reed-Solomon check bytes of a block: its remainder when divided by the generator."""
    top, kept, rest = 8 * (size - 1), (1 << 8 * size) - 1, 0
    for byte in block:
        rest = ((rest << 8) & kept) ^ table[byte ^ (rest >> top)]
    return rest.to_bytes(size)


@cache
def _multiples(size: int) -> tuple[int, ...]:
    """The generator of `size` check bytes, its first factor (1) left out, times each byte."""
    generator = [1]
    root = 1
    for _ in range(size):
        times = [*generator, 0]
        for n, factor in enumerate(generator, 1):
            times[n] ^= _product(factor, root)
        generator, root = times, _product(root, 2)
    return tuple(int.from_bytes(bytes(_product(f, byte) for f in generator[1:])) for byte in range(256))


def _product(one: int, other: int) -> int:
    """Two bytes multiplied in the field of 256 elements that QR codes use."""
    result = 0
    while other:
        result ^= one if other & 1 else 0
        one, other = (one << 1) ^ (_FIELD if one & 0x80 else 0), other >> 1
    return result


@cache
def _frame(version: int, level: Level) -> _Frame:
    side = 17 + 4 * version
    fixed = _fixed(version, level)
    order = [cell for cell in _zigzag(side) if cell not in fixed]
    light, where = len(order), {cell: at for at, cell in enumerate(order)}
    cells = product(range(side), range(side))
    places = itemgetter(*(where[cell] if cell in where else light + fixed[cell] for cell in cells))
    veil = int("".join("1" if (row + column) % 3 == 0 else "0" for row, column in order), 2)
    return _Frame(side, light % 8, veil, places)


def _fixed(version: int, level: Level) -> dict[Cell, bool]:
    """Every module that does not depend on the data, and whether it is dark."""
    side = 17 + 4 * version
    found: dict[Cell, bool] = {}
    for middle in ((3, 3), (3, side - 4), (side - 4, 3)):
        found |= {cell: ring not in (2, 4) for cell, ring in _around(middle, 4) if 0 <= min(cell) <= max(cell) < side}
    corners = ((6, 6), (6, side - 7), (side - 7, 6))
    for middle in product(_ALIGNED[version - 1], _ALIGNED[version - 1]):
        if middle not in corners:
            found |= {cell: ring != 1 for cell, ring in _around(middle, 2)}
    for n in range(8, side - 8):
        found[6, n] = found[n, 6] = n % 2 == 0
    found |= _said_of_format(side, _FORMAT_BITS[level] << 3 | _MASK)
    return found | _said_of_version(side, version) if version >= 7 else found


def _around(middle: Cell, reach: int) -> list[tuple[Cell, int]]:
    """The modules of a square, each with how many rings it is from the middle."""
    steps = product(range(-reach, reach + 1), repeat=2)
    return [((middle[0] + down, middle[1] + across), max(abs(down), abs(across))) for down, across in steps]


def _said_of_format(side: int, what: int) -> dict[Cell, bool]:
    """Level and mask, 15 bits placed twice, and the one module that is always dark."""
    bits = _followed(what, 10, _FORMAT) ^ _FORMAT_VEIL
    down = [*range(6), 7, 8, *range(side - 7, side)]
    across = [*range(side - 1, side - 9, -1), 7, *range(5, -1, -1)]
    found = {(row, 8): bool(bits >> n & 1) for n, row in enumerate(down)}
    return found | {(8, column): bool(bits >> n & 1) for n, column in enumerate(across)} | {(side - 8, 8): True}


def _said_of_version(side: int, version: int) -> dict[Cell, bool]:
    """The version, 18 bits placed twice."""
    bits = _followed(version, 12, _VERSION)
    cells = [(n // 3, side - 11 + n % 3, bool(bits >> n & 1)) for n in range(18)]
    return {cell: dark for a, b, dark in cells for cell in ((a, b), (b, a))}


def _followed(value: int, count: int, divisor: int) -> int:
    """`value` followed by its `count` check bits: its remainder when divided by `divisor`, without carrying."""
    shifts = range(value.bit_length() - 1, -1, -1)
    rest = reduce(lambda left, n: left ^ (divisor << n if left >> n + count & 1 else 0), shifts, value << count)
    return value << count | rest


def _zigzag(side: int) -> list[Cell]:
    """Every module in the order in which bits are placed: two columns at a time from the right, up, then down."""
    pairs = [*range(side - 1, 6, -2), 5, 3, 1]
    return [
        (row, column)
        for n, right in enumerate(pairs)
        for row in (range(side) if n % 2 else range(side - 1, -1, -1))
        for column in (right, right - 1)
    ]
