"""The part to tear off and send back with a check: the remit-to address, the sum due, and the payer.

The stub is the lowest 3.5 inches of the first page, torn off below a dashed line. Unfolded, it slips into a #9
(8.875 x 3.875 in) or #8 5/8 (8.625 x 3.625 in) envelope with a window of 4.5 x 1.125 in at 0.875 in from the left and
0.5 in from the bottom. By the formula of `layouts.py`, on the stub both windows always show x 22.2 to 127 and
y 57.1 to 76.2 mm, and may show x 12.7 to 136.5 and y 47.6 to 85.7 mm.
"""

from __future__ import annotations

from collections.abc import Sequence

from pastdue.model.errors.left_out import CannotPrint
from pastdue.model.errors.problems import shown
from pastdue.model.letters import Stub
from pastdue.model.messages import Message
from pastdue.typeset.ink.face import Face
from pastdue.typeset.ink.lines import broken, width_of
from pastdue.typeset.ink.look import Type
from pastdue.typeset.ink.marks import BLACK, HAIR, POINTS_PER_MM, QUIET, WHITE, Mark, RuledLine, Tint, Words

TALL = 88.9 * POINTS_PER_MM
"""The height of the stub. The page behind it keeps as much of its foot free of text."""

LIFT = TALL - 5.5 * POINTS_PER_MM
"""The height in points by which the foot of the first page is raised for it."""

_EDGE = 5 * POINTS_PER_MM
_DASH, _GAP = 2 * POINTS_PER_MM, 1.6 * POINTS_PER_MM
_REMIT = (25.4 * POINTS_PER_MM, 57.6 * POINTS_PER_MM, 98 * POINTS_PER_MM, 18.2 * POINTS_PER_MM)
_REMIT_SIZES = ((10.0, 12.0), (10.0, 11.0), (9.5, 10.5), (9.1, 9.8))
_RIGHT = 139.7 * POINTS_PER_MM
_POINTS, _LEADING = 9.0, 13.5
_LABEL = 7.5
_DESCENT = 0.24


def stub_marks(stub: Stub, page: tuple[float, float, float], faces: Type) -> list[Mark]:
    """The stub on a page so wide and tall, whose text stands from the third number on (points).

    Refuses (CannotPrint) what does not fit its place.
    """
    wide, tall, left = page
    top = tall - TALL
    marks: list[Mark] = _tear_line(wide, top)
    note = _cut(stub.detach, faces.sans, _LABEL, wide - 2 * _EDGE)
    middle = (wide - width_of(note, faces.sans, _LABEL)) / 2
    marks.append(Words(middle, top + 12, faces.sans, _LABEL, note, QUIET))
    marks += _payer(stub, (left, top + 34, _RIGHT - left - 14), faces)
    marks += _sums(stub, (_RIGHT, top + 31, wide - left - _RIGHT), faces)
    return marks + _remit_to(stub.remit_to, top, faces.sans)


def _tear_line(wide: float, y: float) -> list[Mark]:
    """Dashes from edge to edge."""
    count = int((wide - 2 * _EDGE + _GAP) // (_DASH + _GAP))
    start = (wide - count * (_DASH + _GAP) + _GAP) / 2
    return [
        RuledLine(start + n * (_DASH + _GAP), y, start + n * (_DASH + _GAP) + _DASH, 0.5, HAIR) for n in range(count)
    ]


def _payer(stub: Stub, place: tuple[float, float, float], faces: Type) -> list[Mark]:
    """The payer and the payee of the check: a label above each name."""
    x, y, width = place
    marks: list[Mark] = []
    for label, name in (stub.payer, stub.payable):
        marks.append(Words(x, y - 3, faces.sans, _LABEL, label, QUIET))
        for line in _lines(name, faces.sans_bold, 10.0, width, 3):
            y += 12
            marks.append(Words(x, y - 2, faces.sans_bold, 10.0, line))
        y += 18
    return marks


def _sums(stub: Stub, place: tuple[float, float, float], faces: Type) -> list[Mark]:
    """References and amount, labels at the left and values at the right, and a field to write the enclosed amount."""
    x, y, width = place
    marks: list[Mark] = []
    for n, (label, value) in enumerate(stub.rows):
        due = n == len(stub.rows) - 1
        face = faces.sans_bold if due else faces.sans
        room = width - width_of(label, faces.sans, _POINTS) - 8
        shown = _lines(value, face, _POINTS, room, 1)[0] if due else _cut(value, face, _POINTS, room)
        marks.append(Words(x, y, faces.sans, _POINTS, label, QUIET))
        marks.append(Words(x + width - width_of(shown, face, _POINTS), y, face, _POINTS, shown, BLACK))
        y += _LEADING
    label, currency = stub.enclosed
    y += 8
    marks.append(Words(x, y, faces.sans, _LABEL, label, QUIET))
    marks.append(Tint(x, y + 5, width, 22, WHITE))
    marks += [RuledLine(x, y + 27, x + width, 0.75, BLACK), Words(x, y + 23, faces.sans, _POINTS, currency, QUIET)]
    return marks


def _remit_to(lines: Sequence[str], top: float, face: Face) -> list[Mark]:
    """The creditor's address where the return envelope's window shows it, as large as it fits."""
    x, down, width, height = _REMIT
    for points, leading in _REMIT_SIZES:
        cap = face.cap_height * points / 1000
        fits = all(width_of(line, face, points) <= width for line in lines)
        if fits and cap + (len(lines) - 1) * leading + _DESCENT * points <= height:
            first = top + down + cap
            return [Words(x, first + n * leading, face, points, line) for n, line in enumerate(lines)]
    raise _no_room(" / ".join(lines))


def _lines(text: str, face: Face, points: float, width: float, most: int) -> tuple[str, ...]:
    lines = broken(text, face, points, width)
    if len(lines) > most:
        raise _no_room(text)
    return lines


def _cut(text: str, face: Face, points: float, width: float) -> str:
    """`text` when it fits into one line; else as many of its words as do, and a sign that there were more."""
    if width_of(text, face, points) <= width:
        return text
    first = broken(text, face, points, width - width_of("…", face, points))[0]
    if not first:
        raise _no_room(text)
    return f"{first}…"


def _no_room(text: str) -> CannotPrint:
    return CannotPrint(Message.of("stub_no_room", text=shown(text)), Message.of("shorten_or_no_stub"))
