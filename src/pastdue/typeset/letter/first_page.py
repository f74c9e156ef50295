"""The first page besides letterhead and text: address, references, fold marks; each in its frame."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache, partial

from pastdue.model.letters import LetterHead
from pastdue.typeset.ink.columns import DESCENT, SMALL, Place, cap_height, column, no_room
from pastdue.typeset.ink.face import Face
from pastdue.typeset.ink.lines import broken, paragraph, width_of
from pastdue.typeset.ink.look import Type
from pastdue.typeset.ink.marks import BLACK, HAIR, POINTS_PER_MM, QUIET, Mark, RuledLine, Words
from pastdue.typeset.layouts import Align, Layout

# Type size and leading, tried in turn. 9.1 pt is the least whose capitals are 2.3 mm, as German post readers ask.
ADDRESS = ((10.0, 12.0), (10.0, 11.0), (9.5, 10.5), (9.1, 10.0))
# 8.1 pt is the least whose capitals are 2.03 mm (0.08 in), as American post readers ask; British ones read it, too.
SMALL_ADDRESS = ((8.1, 9.0), (8.1, 8.5))
_NOTES = ((8.5, 12.0), (8.5, 11.0), (8.0, 10.0), (7.5, 9.2))
_RETURN = ((8.0, 9.6), (7.5, 9.0), (7.0, 8.4), (6.5, 7.8), (6.0, 7.2))
_SERVICE = (8.5, 10.5)
_POSTCODE = re.compile(r"(?=.*\d)[A-Z0-9]{2,5}[ -]?[A-Z0-9]{3,4}")
"""A postcode on a line of its own, as British, Irish and Brazilian addresses have it."""
_DOT = " · "
_LABEL_GAP = 8.0
_MARK = 5 * POINTS_PER_MM


class FirstPage:
    """Sets the first page of one layout: what all letters of a firm have there is set once."""

    def __init__(self, layout: Layout, faces: Type, accent: str) -> None:
        self._layout, self._faces = layout, faces
        left, rule = float(layout.text.left) * POINTS_PER_MM, float(layout.rule) * POINTS_PER_MM
        right = left + float(layout.text.width) * POINTS_PER_MM
        self._ruled: list[Mark] = [*fold_marks(layout), RuledLine(left, rule, right, 0.75, accent)]
        self._return_line = None if layout.return_line is None else Place.of(layout.return_line)
        self._address, self._date = Place.of(layout.address), Place.of(layout.date)
        self._details, self._references = Place.of(layout.details), Place.of(layout.references)
        self._returned = lru_cache(maxsize=8)(_returned)
        self._sender_details = lru_cache(maxsize=8)(partial(_pairs, "sender_details"))

    def marks(self, head: LetterHead) -> list[Mark]:
        """Every mark of page one outside letterhead and text; refuses what does not fit its frame."""
        sans = self._faces.sans
        marks = list(self._ruled)
        if self._return_line is not None:
            marks += self._above_address(head, self._return_line)
        marks += _address(head, self._address, self._layout, sans)
        marks += self._sender_details(head.sender_details, self._details, sans, SMALL)
        marks += _pairs("references", head.references, self._references, sans, _NOTES)
        marks.append(_date(head, self._date, self._layout.date_align, sans))
        return marks

    def fits_above(self, head: LetterHead) -> bool:
        """True when the letter's service stands above its address: where the layout has it there, and there is room for
        it in one line and for the sender's above it."""
        place = self._return_line
        if not self._layout.service_above or place is None:
            return False
        sender = self._returned(head.return_line, _over_service(place), self._faces.sans)
        return sender is not None and width_of(head.service, self._faces.sans_bold, _SERVICE[0]) <= place.width

    def _above_address(self, head: LetterHead, place: Place) -> list[Mark]:
        """The sender, small, and under it the service of the post where the letter goes by one."""
        marks: list[Mark] = []
        points, _ = _SERVICE
        if head.service and self.fits_above(head):
            foot = place.y + place.height - DESCENT * points
            marks.append(Words(place.x, foot, self._faces.sans_bold, points, head.service))
            place = _over_service(place)
        sender = self._returned(head.return_line, place, self._faces.sans)
        if sender is None:
            raise no_room("return_line", (head.return_line,))
        return [*marks, *sender]


def fold_marks(layout: Layout) -> list[RuledLine]:
    """Short rules at the left edge where the sheet is folded, and a longer one to punch it by."""
    marks = [(fold, 4) for fold in layout.folds]
    if layout.hole is not None:
        marks.append((layout.hole, 6))
    return [RuledLine(_MARK, float(y) * POINTS_PER_MM, _MARK + long * POINTS_PER_MM, 0.5, HAIR) for y, long in marks]


def _date(head: LetterHead, place: Place, align: Align, face: Face) -> Words:
    """Place and date in one line."""
    for points in (9.5, 9.0, 8.5, 8.0):
        wide = width_of(head.place_and_date, face, points)
        if wide <= place.width:
            x = place.x + (place.width - wide if align is Align.RIGHT else 0.0)
            return Words(x, place.y + cap_height(face, points), face, points, head.place_and_date)
    raise no_room("place_and_date", (head.place_and_date,))


def _over_service(place: Place) -> Place:
    return place._replace(height=place.height - _SERVICE[1])


def _returned(sender: str, place: Place, face: Face) -> tuple[Mark, ...] | None:
    """The sender, small, at the foot of its frame: in one line where it can be, else in two or three, first with
    every part of the address whole; None where it does not fit."""
    if not sender:
        return ()
    for most, turned in ((1, broken), (2, _by_parts), (2, broken), (3, _by_parts), (3, broken)):
        for points, leading in _RETURN:
            lines = turned(sender, face, points, place.width)
            tall = cap_height(face, points) + (len(lines) - 1) * leading + DESCENT * points
            if len(lines) <= most and tall <= place.height:
                return tuple(column(lines, (place.x, place.y + place.height - tall), face, (points, leading), QUIET))
    return None


def _by_parts(text: str, face: Face, points: float, width: float) -> list[str]:
    """The lines of a sender whose parts stand between dots: a new line begins with a part, and no dot ends one."""
    lines: list[str] = []
    for part in text.split(_DOT):
        longer = f"{lines[-1]}{_DOT}{part}" if lines else part
        if lines and width_of(longer, face, points) <= width:
            lines[-1] = longer
        else:
            lines += broken(part, face, points, width)
    return lines


def _address(head: LetterHead, place: Place, layout: Layout, face: Face) -> list[Mark]:
    """The recipient in as many lines as the layout has, as large as it fits: first with every line whole, then with
    long lines turned over, then with a postcode behind the line above it; where the layout says so, at last small."""
    ways = [(recipient, turned) for recipient in (head.recipient, _closer(head.recipient)) for turned in (False, True)]
    for sizes in (ADDRESS, SMALL_ADDRESS if layout.small_address else ()):
        for recipient, turned in ways:
            for points, leading in sizes:
                lines = [part for line in recipient for part in _turned(line, face, points, place.width)]
                whole = turned or len(lines) == len(recipient)
                tall = cap_height(face, points) + (len(lines) - 1) * leading + DESCENT * points
                if whole and len(lines) <= layout.address_lines and tall <= place.height:
                    return column(lines, (place.x, place.y), face, (points, leading))
    raise no_room("recipient", head.recipient)


def _closer(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines of an address, a postcode that is the last of them or the last above the country behind the line above
    it.

    >>> _closer(("Acme Ltd", "1 High Street", "LEEDS", "LS1 4AP", "UNITED KINGDOM"))
    ('Acme Ltd', '1 High Street', 'LEEDS LS1 4AP', 'UNITED KINGDOM')
    """
    for at in (len(lines) - 1, len(lines) - 2):
        if at > 1 and _POSTCODE.fullmatch(lines[at]):
            return (*lines[: at - 1], f"{lines[at - 1]} {lines[at]}", *lines[at + 1 :])
    return lines


def _turned(line: str, face: Face, points: float, width: float) -> Sequence[str]:
    """A line of an address in lines that fit: in two after a comma where that is enough, else where it must be."""
    whole = paragraph(line, face, points, width)
    head, comma, tail = line.rpartition(", ")
    if len(whole) == 2 and comma and max(width_of(head + ",", face, points), width_of(tail, face, points)) <= width:
        return [head + ",", tail]
    return whole


def _pairs(
    field: str, pairs: tuple[tuple[str, str], ...], place: Place, face: Face, steps: tuple[tuple[float, float], ...]
) -> tuple[Mark, ...]:
    """Labels and values of the letter's `field` in two columns, as large as they fit: first with every word whole, then
    with long ones turned over."""
    words = max((face.width(word) for _, value in pairs for word in value.split(" ")), default=0.0)
    for turned in (False, True):
        for points, leading in steps:
            indent = max((width_of(label, face, points) for label, _ in pairs), default=0.0) + _LABEL_GAP
            room = place.width - indent
            if room < place.width * 0.4 or (words * points / 1000 > room and not turned):
                continue
            marks: list[Mark] = []
            y = place.y + cap_height(face, points)
            for label, value in pairs:
                marks.append(Words(place.x, y, face, points, label, QUIET))
                for line in broken(value, face, points, room):
                    marks.append(Words(place.x + indent, y, face, points, line, BLACK))
                    y += leading
            if y - leading + DESCENT * points <= place.y + place.height:
                return tuple(marks)
    raise no_room(field, tuple(f"{label} {value}" for label, value in pairs))
