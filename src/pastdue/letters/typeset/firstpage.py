"""What stands on the first page besides the text? Letterhead, address, references, fold marks; each in its frame."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pastdue.errors import CannotPrint
from pastdue.letters.layouts import Align, Frame, Layout
from pastdue.letters.letter import Letter
from pastdue.letters.typeset.face import Face
from pastdue.letters.typeset.lines import broken, width_of
from pastdue.letters.typeset.look import Type
from pastdue.letters.typeset.marks import BLACK, HAIR, POINTS_PER_MM, QUIET, Mark, Rule, Words

# Type size and leading, tried in turn. 9.1 pt is the least whose capitals are 2.3 mm, as German post readers ask.
_ADDRESS = ((10.0, 12.0), (10.0, 11.0), (9.5, 10.5), (9.1, 10.0))
_SMALL = ((8.0, 10.5), (7.5, 9.5), (7.0, 8.5))
_NOTES = ((8.5, 12.0), (8.5, 11.0), (8.0, 10.0), (7.5, 9.2))
_RETURN = ((8.0, 9.6), (7.5, 9.0), (7.0, 8.4), (6.5, 7.8), (6.0, 7.2))
_NAME_STEPS = (1.0, 0.9, 0.8, 0.7)
_DESCENT = 0.24
_LABEL_GAP = 8.0
_MARK = 5 * POINTS_PER_MM


class Place(NamedTuple):
    """A frame in points."""

    x: float
    y: float
    width: float
    height: float

    @classmethod
    def of(cls, frame: Frame) -> Place:
        return cls(*(float(side) * POINTS_PER_MM for side in (frame.x, frame.y, frame.width, frame.height)))


def first_page(letter: Letter, layout: Layout, faces: Type, accent: str) -> list[Mark]:
    """Every mark of page one outside the text; refuses what does not fit its frame."""
    marks: list[Mark] = list(_folds(layout))
    rule = float(layout.rule) * POINTS_PER_MM
    left = float(layout.text.left) * POINTS_PER_MM
    marks.append(Rule(left, rule, left + float(layout.text.width) * POINTS_PER_MM, 0.75, accent))
    marks += _sender(letter, layout, faces)
    if layout.return_line is not None and letter.return_line:
        marks += _return_line(letter, Place.of(layout.return_line), faces.sans)
    marks += _address(letter, layout, faces.sans)
    marks += _pairs(letter, "sender_details", Place.of(layout.details), faces, _SMALL)
    marks += _pairs(letter, "references", Place.of(layout.references), faces, _NOTES)
    marks.append(_date(letter, layout, faces.sans))
    return marks


def _folds(layout: Layout) -> list[Rule]:
    """Short rules at the left edge where the sheet is folded, and a longer one to punch it by."""
    marks = [(fold, 4) for fold in layout.folds]
    if layout.hole is not None:
        marks.append((layout.hole, 6))
    return [Rule(_MARK, float(y) * POINTS_PER_MM, _MARK + long * POINTS_PER_MM, 0.5, HAIR) for y, long in marks]


def _date(letter: Letter, layout: Layout, face: Face) -> Words:
    """Place and date in one line."""
    place = Place.of(layout.date)
    for points in (9.5, 9.0, 8.5, 8.0):
        wide = width_of(letter.place_and_date, face, points)
        if wide <= place.width:
            x = place.x + (place.width - wide if layout.date_align is Align.RIGHT else 0.0)
            return Words(x, place.y + _top(face, points), face, points, letter.place_and_date)
    raise _no_room(letter, "place_and_date", (letter.place_and_date,))


def _sender(letter: Letter, layout: Layout, faces: Type) -> list[Mark]:
    """The sender's name, and the lines of the address under it."""
    place = Place.of(layout.sender)
    name, *lines = letter.sender
    for step in _NAME_STEPS:
        size = float(layout.name_points) * step
        names = broken(name, faces.sans_bold, size, place.width)
        for points, leading in ((8.5, 10.8), *_SMALL):
            head = _top(faces.sans_bold, size) + (len(names) - 1) * size * 1.15
            set_lines = [part for line in lines for part in broken(line, faces.sans, points, place.width)]
            gap = leading + size * 0.22
            tall = head + (gap + (len(set_lines) - 1) * leading if lines else 0.0) + _DESCENT * points
            if len(names) <= 2 and tall <= place.height:
                marks: list[Mark] = _column(names, place.x, place.y, faces.sans_bold, size, size * 1.15)
                first = place.y + head + gap - _top(faces.sans, points)
                return marks + _column(set_lines, place.x, first, faces.sans, points, leading)
    raise _no_room(letter, "sender", letter.sender)


def _return_line(letter: Letter, place: Place, face: Face) -> list[Mark]:
    """The sender, small, at the foot of its frame: in one line where it can be, else in two or three."""
    for most in (1, 2, 3):
        for points, leading in _RETURN:
            lines = broken(letter.return_line, face, points, place.width)
            tall = _top(face, points) + (len(lines) - 1) * leading + _DESCENT * points
            if len(lines) <= most and tall <= place.height:
                return _column(lines, place.x, place.y + place.height - tall, face, points, leading, QUIET)
    raise _no_room(letter, "return_line", (letter.return_line,))


def _address(letter: Letter, layout: Layout, face: Face) -> list[Mark]:
    """The recipient, as large as it fits: first with every line whole, then with long lines turned over."""
    place = Place.of(layout.address)
    for turned in (False, True):
        for points, leading in _ADDRESS:
            lines = [part for line in letter.recipient for part in broken(line, face, points, place.width)]
            whole = turned or len(lines) == len(letter.recipient)
            tall = _top(face, points) + (len(lines) - 1) * leading + _DESCENT * points
            if whole and len(lines) <= layout.address_lines and tall <= place.height:
                return _column(lines, place.x, place.y, face, points, leading)
    raise _no_room(letter, "recipient", letter.recipient)


def _pairs(letter: Letter, field: str, place: Place, faces: Type, steps: tuple[tuple[float, float], ...]) -> list[Mark]:
    """Labels and values in two columns, as large as they fit: first with every word whole, then with long ones
    turned over."""
    pairs: tuple[tuple[str, str], ...] = getattr(letter, field)
    face = faces.sans
    words = max((face.width(word) for _, value in pairs for word in value.split(" ")), default=0.0)
    for turned in (False, True):
        for points, leading in steps:
            indent = max((width_of(label, face, points) for label, _ in pairs), default=0.0) + _LABEL_GAP
            room = place.width - indent
            if room < place.width * 0.4 or (words * points / 1000 > room and not turned):
                continue
            marks: list[Mark] = []
            y = place.y + _top(face, points)
            for label, value in pairs:
                marks.append(Words(place.x, y, face, points, label, QUIET))
                for line in broken(value, face, points, room):
                    marks.append(Words(place.x + indent, y, face, points, line, BLACK))
                    y += leading
            if y - leading + _DESCENT * points <= place.y + place.height:
                return marks
    raise _no_room(letter, field, tuple(f"{label} {value}" for label, value in pairs))


def _column(
    lines: Sequence[str], x: float, y: float, face: Face, points: float, leading: float, colour: str = BLACK
) -> list[Mark]:
    """`lines` under one another, the capitals of the first hanging from `y`."""
    baseline = y + _top(face, points)
    return [Words(x, baseline + n * leading, face, points, line, colour) for n, line in enumerate(lines)]


def _top(face: Face, points: float) -> float:
    """From the top of the capitals to the baseline."""
    return face.cap_height * points / 1000


def _no_room(letter: Letter, field: str, lines: Sequence[str]) -> CannotPrint:
    return CannotPrint(
        f"letter {letter.number}: {field} does not fit its place on the page: {' / '.join(lines)[:120]}",
        "shorten it in the input or settings, or choose a layout with more room",
    )
