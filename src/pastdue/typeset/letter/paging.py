"""Which pages does a letter fill? Its text is cut into columns, its code kept off the folds, its stub given room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pastdue.model.letters import Letter
from pastdue.typeset.ink.codes import Art
from pastdue.typeset.ink.marks import POINTS_PER_MM
from pastdue.typeset.letter.blocks import Column, Slab, Squeeze, height_of, paged, squeezed
from pastdue.typeset.letter.body import Body, Parts
from pastdue.typeset.letter.furniture import Furniture
from pastdue.typeset.letter.stub import LIFT, TALL

_BEFORE_ANNEX = 28.0
_CLOSER = Squeeze(0.75)
_CLOSEST = Squeeze(0.6)
_FOR_A_CODE = Squeeze(0.45, least=5.5)
_LITTLE = 0.5
_FILLED = 0.8
_OFF_FOLDS = 5 * POINTS_PER_MM


@dataclass(frozen=True, slots=True)
class Pages:
    """The text of a letter page by page, and whether its stub is at the foot of the first."""

    columns: list[Column]
    stub: bool


class Text:
    """A letter's text in normal and in tight setting, each made when it is first asked for.

    `close`: its parts stand close to one another wherever a page ends.
    """

    def __init__(self, letter: Letter, normal: Body, tight: Body, close: bool = False) -> None:
        self.letter = letter
        self.close = close
        self._normal, self._tight = normal, tight
        self._art = Art.of(letter.code) if letter.code is not None else None

    @cached_property
    def normal(self) -> Parts:
        return self._normal.parts(self.letter, self._art)

    @cached_property
    def tight(self) -> Parts:
        return self._tight.parts(self.letter, self._art)

    @property
    def tightly(self) -> Text:
        """The same text set tight and close throughout, for a first page that is short."""
        return Text(self.letter, self._tight, self._tight, close=True)

    @cached_property
    def annex(self) -> list[Slab]:
        return self._normal.annex(self.letter)


class Paging:
    """Cuts letters into pages that leave room for `furniture`; `folds` are heights on the sheet (points)."""

    def __init__(self, furniture: Furniture, folds: Sequence[float]) -> None:
        self._furniture = furniture
        self._folds = folds

    def pages(self, text: Text) -> Pages:
        """The pages of a letter. A code never makes it longer, nor does a stub that is wanted only `if_free`."""
        stub = text.letter.stub
        if stub is None:
            return Pages(self._coded(text, self._rooms(text.letter)), stub=False)
        first, later = self._rooms(text.letter)
        torn = self._coded(text.tightly, (first - LIFT, later - TALL, later))
        if stub.if_free and len(torn) > len(free := self._coded(text, (first, later))):
            return Pages(free, stub=False)
        return Pages(torn, stub=True)

    def _rooms(self, letter: Letter) -> tuple[float, float]:
        """How tall the text of the first page and of each other may be."""
        return self._furniture.room(letter, 1), self._furniture.room(letter, 2)

    def _coded(self, text: Text, rooms: Sequence[float]) -> list[Column]:
        """The columns with the code at the first place that no fold crosses and that leaves little of the first page
        empty, else at the first that no fold crosses; without it where there is none such."""
        fewest, kept = 0, None
        for place in range(text.normal.places):
            columns = self._columns(text, rooms, place)
            if self._crossed(columns):
                continue
            if len(columns) > 1 and not fewest:
                fewest = len(self._columns(text, rooms, None))
            if len(columns) > max(fewest, 1):
                continue
            if len(columns) == 1 or columns[0].height >= rooms[0] * _FILLED:
                return columns
            kept = kept or columns
        return kept or self._columns(text, rooms, None)

    def _crossed(self, columns: Sequence[Column]) -> bool:
        return any(
            column.folded(self._furniture.top(number), self._folds, _OFF_FOLDS)
            for number, column in enumerate(columns, 1)
        )

    def _columns(self, text: Text, rooms: Sequence[float], place: int | None) -> list[Column]:
        """The text page by page; the annex follows the signature where all of it fits there, if need be with the text
        set closer, else it begins a page."""
        columns = _main(text, rooms, place)
        if not text.annex:
            return columns
        ways = [columns]
        if len(columns) > 1 and not text.close:
            ways.append(paged(squeezed(_placed(text.normal, place), _CLOSER), rooms))
        for way in ways:
            *before, last = way
            room = rooms[min(len(way), len(rooms)) - 1] - last.height
            if len(way) <= len(columns) and height_of(text.annex) + _BEFORE_ANNEX <= room:
                opening = text.annex[0]
                slabs = [*last.slabs, Slab(opening.height, opening.marks, _BEFORE_ANNEX), *text.annex[1:]]
                return [*before, Column(slabs, height_of(slabs))]
        return columns + paged(text.annex, rooms[min(len(columns), len(rooms) - 1) :])


def _main(text: Text, rooms: Sequence[float], place: int | None) -> list[Column]:
    """The letter without its annex: set closer where that saves a page or brings the payment box onto the first, and
    tight where one page then is enough."""
    slabs = _placed(text.normal, place)
    if text.close:
        return paged(squeezed(slabs, _CLOSEST), rooms)
    columns = paged(slabs, rooms)
    if len(columns) == 1:
        return columns
    closer = paged(squeezed(slabs, _CLOSER), rooms)
    if len(closer) < len(columns) or _paid_on_first(closer, text, place) > _paid_on_first(columns, text, place):
        return closer
    if len(columns) == 2 and columns[1].height < rooms[0] * _LITTLE:
        for squeeze in (_CLOSEST,) if place is None else (_CLOSEST, _FOR_A_CODE):
            tight = paged(squeezed(_placed(text.tight, place), squeeze), rooms)
            if len(tight) == 1:
                return tight
    return columns


def _paid_on_first(columns: Sequence[Column], text: Text, place: int | None) -> bool:
    """Whether the payment box stands on the first page."""
    parts = text.normal
    boxes = parts.paying if place is None else [parts.coded[place % len(parts.coded)]]
    return any(slab.marks is box.marks for slab in columns[0].slabs for box in boxes)


def _placed(parts: Parts, place: int | None) -> list[Slab]:
    return parts.plain if place is None else parts.at(place)
