"""The Swiss QR-bill on paper: receipt and payment part in the lowest 105 mm of an A4 sheet.

Source: Style Guide QR-bill (SIX). Receipt 62 x 105 mm at the left, payment part 148 x 105 mm at the right, the code
46 x 46 mm with the Swiss cross of 7 x 7 mm in its middle, 5 mm free on every side; Liberation Sans, black. Headings and
values are 6 and 8 points in the receipt, 8 and 10 in the payment part; titles 11.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pastdue.letters.codes.qr import Level, modules
from pastdue.model.errors.left_out import CannotPrint
from pastdue.model.letters import QrBill
from pastdue.model.messages import Message
from pastdue.typeset.ink.codes import runs
from pastdue.typeset.ink.face import Face, face
from pastdue.typeset.ink.lines import broken, width_of
from pastdue.typeset.ink.marks import BLACK, POINTS_PER_MM, Mark, Mosaic, RuledLine, Tint, Words

TALL = 105 * POINTS_PER_MM
"""The height of the bill, from the lower edge of the sheet."""
ABOVE = 6 * POINTS_PER_MM
"""The room above it for the words that ask to separate it, in points."""

_RECEIPT_WIDE, _EDGE = 62, 5
_CODE_SIDE, _CROSS_SIDE = 46, 7
_TITLE = 11.0
_SEPARATE = 7.0
_HAIRLINE = 0.75
_CORNER = 3 * POINTS_PER_MM


class _Column(NamedTuple):
    """A column of headings with values: where it stands (mm from the bill's left and top), how wide and until where
    down it may reach, and its type: sizes of heading and value, and the leading (points)."""

    x: float
    y: float
    width: float
    until: float
    heading: float
    value: float
    leading: float


_RECEIPT = _Column(_EDGE, 12, 52, 68, 6.0, 8.0, 9.0)
_PAYMENT = _Column(118, 5, 87, 90, 8.0, 10.0, 11.0)


class QrBillPart:
    """Sets QR-bills on sheets so tall (points)."""

    def __init__(self, height: float) -> None:
        self._top = height - TALL
        self._plain, self._bold = face("liberation-sans", "regular"), face("liberation-sans", "bold")

    @property
    def faces(self) -> tuple[Face, Face]:
        """The faces that must have a glyph for every character of a bill."""
        return self._plain, self._bold

    def marks(self, bill: QrBill) -> list[Mark]:
        """The bill at its place on the sheet; refuses (CannotPrint) what does not fit its part."""
        words = bill.words
        marks: list[Mark] = [*self._cuts(bill), *self._title(words.receipt, _EDGE)]
        marks += self._column(_RECEIPT, _parts(bill, with_message=False), (52, 20))
        marks += self._sums(bill, (_EDGE, 13), _RECEIPT)
        wide = width_of(words.acceptance_point, self._bold, 6.0) / POINTS_PER_MM
        marks.append(self._words(words.acceptance_point, 57 - wide, 84, self._bold, 6.0))
        marks += [*self._title(words.payment_part, 67), *self._code(bill)]
        marks += self._sums(bill, (67, 14), _PAYMENT)
        return marks + self._column(_PAYMENT, _parts(bill, with_message=True), (65, 25))

    def _cuts(self, bill: QrBill) -> list[Mark]:
        """The lines to separate the bill along, and the words that say so above them."""
        wide = 210 * POINTS_PER_MM
        said = bill.words.separate
        middle = (210 - width_of(said, self._plain, _SEPARATE) / POINTS_PER_MM) / 2
        return [
            self._words(said, middle, -1.5, self._plain, _SEPARATE),
            RuledLine(0, self._top, wide, _HAIRLINE, BLACK),
            Tint(_RECEIPT_WIDE * POINTS_PER_MM - _HAIRLINE / 2, self._top, _HAIRLINE, TALL, BLACK),
        ]

    def _title(self, text: str, x: float) -> list[Mark]:
        return [self._words(text, x, 5 + 3.6, self._bold, _TITLE)]

    def _words(self, text: str, x: float, y: float, of: Face, points: float) -> Words:
        """`text` from `x` on, its baseline at `y` (mm from the bill's left and top)."""
        return Words(x * POINTS_PER_MM, self._top + y * POINTS_PER_MM, of, points, text)

    def _column(
        self, at: _Column, parts: Sequence[tuple[str, tuple[str, ...]]], blank: tuple[float, float]
    ) -> list[Mark]:
        """Headings with their values under one another; a heading without any has corners of a box (mm) to write in."""
        marks: list[Mark] = []
        x, y = at.x * POINTS_PER_MM, self._top + at.y * POINTS_PER_MM
        for heading, values in parts:
            y += at.leading
            marks.append(Words(x, y - at.leading + at.heading, self._bold, at.heading, heading))
            for value in values:
                for line in broken(value, self._plain, at.value, at.width * POINTS_PER_MM):
                    marks.append(Words(x, y + at.value * 0.85, self._plain, at.value, line))
                    y += at.leading
            if not values:
                marks += _corners(x, y + 2, *(side * POINTS_PER_MM for side in blank))
                y += blank[1] * POINTS_PER_MM + 2
            y += at.leading * 0.7
        if y - at.leading * 0.7 > self._top + at.until * POINTS_PER_MM:
            raise CannotPrint(Message.of("qr_bill_no_room"), Message.of("shorten_or_no_qr_bill"))
        return marks

    def _sums(self, bill: QrBill, place: tuple[float, float], style: _Column) -> list[Mark]:
        """Currency and amount, 68 mm down; the amount so far right of the currency (mm)."""
        x, right = place
        marks: list[Mark] = []
        for heading, value, at in (
            (bill.words.currency, bill.currency, x),
            (bill.words.amount, bill.amount, x + right),
        ):
            marks.append(self._words(heading, at, 70.5, self._bold, style.heading))
            marks.append(self._words(value, at, 70.5 + style.leading / POINTS_PER_MM, self._plain, style.value))
        return marks

    def _code(self, bill: QrBill) -> list[Mark]:
        """The code with the cross in its middle, under which no module is dark."""
        rows = modules(bill.payload.encode(), Level.M)
        if rows is None:
            raise CannotPrint(Message.of("qr_bill_code_too_large"), Message.of("shorten_addresses"))
        module = _CODE_SIDE / len(rows)
        first = int((_CODE_SIDE - _CROSS_SIDE) / 2 / module)
        free = range(first, len(rows) - first)
        open_ = tuple(
            bytes(0 if r in free and c in free else dark for c, dark in enumerate(row)) for r, row in enumerate(rows)
        )
        left, top = 67 * POINTS_PER_MM, self._top + 17 * POINTS_PER_MM
        middle = _CODE_SIDE / 2 * POINTS_PER_MM
        return [Mosaic(left, top, module * POINTS_PER_MM, runs(open_)), *_cross(left + middle, top + middle)]


def _parts(bill: QrBill, *, with_message: bool) -> list[tuple[str, tuple[str, ...]]]:
    """The headings with their values, in the order that the guide prescribes."""
    words = bill.words
    parts = [(words.account, (bill.account, *bill.creditor))]
    if bill.reference:
        parts.append((words.reference, (bill.reference,)))
    if with_message and bill.message:
        parts.append((words.information, (bill.message,)))
    parts.append((words.payable_by if bill.debtor else words.payable_by_blank, bill.debtor))
    return parts


def _cross(x: float, y: float) -> list[Mark]:
    """The Swiss cross around a middle: a black square of 6 mm, in it a white cross 3.9 mm wide and 1.2 mm thick."""
    step = 0.3 * POINTS_PER_MM
    side, thick, long = 20, range(8, 12), range(4, 17)
    rows = tuple(
        bytes(0 if (r in thick and c in long) or (c in thick and r in long) else 1 for c in range(side))
        for r in range(side)
    )
    return [Mosaic(x - side / 2 * step, y - side / 2 * step, step, runs(rows))]


def _corners(x: float, y: float, wide: float, tall: float) -> list[Mark]:
    """The corners of a box to write into."""
    marks: list[Mark] = []
    for at in (y, y + tall):
        marks += [
            RuledLine(x, at, x + _CORNER, _HAIRLINE, BLACK),
            RuledLine(x + wide - _CORNER, at, x + wide, _HAIRLINE, BLACK),
        ]
    for across in (x, x + wide):
        for down in (y, y + tall - _CORNER):
            marks.append(Tint(across - _HAIRLINE / 2, down, _HAIRLINE, _CORNER, BLACK))
    return marks
