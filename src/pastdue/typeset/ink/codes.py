"""Payment codes as drawn: black modules on white, the quiet zone around them, one shape."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pastdue.letters.codes.qr import Level, modules
from pastdue.model.errors.left_out import CannotPrint
from pastdue.model.letters import CodeKind, PaymentCode
from pastdue.model.messages import Message
from pastdue.typeset.ink.marks import POINTS_PER_MM, WHITE, Mark, Mosaic, Tint

QUIET_ZONE = 4
"""The white modules on each side."""

_LEAST, _MOST = 28 * POINTS_PER_MM, 30 * POINTS_PER_MM
_FINE = 57
_LEVEL = {CodeKind.EPC: Level.M, CodeKind.ZBP: Level.L}
_LARGEST = 69
"""Modules a side of a code of version 13, the largest that EPC069-12 allows."""
_DARK = re.compile(rb"\x01+")


def matrix(code: PaymentCode) -> tuple[bytes, ...]:
    """The rows of the code, a byte of 1 for each dark module and of 0 for each light one, without the quiet zone.

    Refuses a payload that a code of version 13 (69 modules) cannot hold at the level its standard asks for.
    """
    rows = modules(code.payload.encode(), _LEVEL[code.kind])
    if rows is None or len(rows) > _LARGEST:
        raise CannotPrint(Message.of("code_too_large"))
    return rows


def runs(rows: tuple[bytes, ...]) -> tuple[tuple[int, int, int], ...]:
    """The dark modules row by row, those side by side as one: first column, row, how many.

    >>> runs((bytes((1, 1, 0)), bytes((1, 0, 1))))
    ((0, 0, 2), (0, 1, 1), (2, 1, 1))
    """
    across = len(rows[0]) + 1 if rows else 1
    spans = [match.span() for match in _DARK.finditer(b"\0".join(rows))]
    return tuple((since % across, since // across, until - since) for since, until in spans)


@dataclass(frozen=True, slots=True)
class Art:
    """A code ready to be put somewhere: `side` is that of its white square, `inset` the quiet zone (points)."""

    side: float
    inset: float
    module: float
    dark: tuple[tuple[int, int, int], ...]

    @classmethod
    def of(cls, code: PaymentCode) -> Art:
        """A fine code as large as 30 mm allow, any other as small as 28 mm allow, a module in whole hundredths."""
        rows = matrix(code)
        across = len(rows) + 2 * QUIET_ZONE
        module = (-(-_LEAST * 100 // across) if across <= _FINE else _MOST * 100 // across) / 100
        return cls(module * across, module * QUIET_ZONE, module, runs(rows))

    def marks(self, left: float, top: float) -> list[Mark]:
        """The code on its white square, whose top left corner is given."""
        return [
            Tint(left, top, self.side, self.side, WHITE),
            Mosaic(left + self.inset, top + self.inset, self.module, self.dark),
        ]
