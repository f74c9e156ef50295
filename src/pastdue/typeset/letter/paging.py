"""The pages of a letter: its text cut into columns, its code kept off the folds, its stub given room.

A letter is set with as much air as its pages leave. Where a closer setting saves a page, or brings the signature or the
payment box onto an earlier one, the first such setting is taken. Blocks that belong together keep any page from having
fewer than four lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pastdue.typeset.ink.marks import POINTS_PER_MM
from pastdue.typeset.letter.blocks import TextBlock, TextColumn, height_of, paged
from pastdue.typeset.letter.body import BoxPlace
from pastdue.typeset.letter.head_and_foot import HeadAndFoot
from pastdue.typeset.letter.letter_text import LetterText, Setting
from pastdue.typeset.letter.stub import LIFT, TALL

_BEFORE_ANNEX = 28.0
"""Two lines of white between a letter's last words and the annex on the same page."""
_AFTER_TABLE = BoxPlace(0, None)
_FULL = 0.97
"""A first page less full has room for a paragraph before the payment box."""
_FILLED = 0.8
"""A first page this full may send the payment code to the next one."""
_OFF_FOLDS = 5 * POINTS_PER_MM
"""A code that is nearer to a fold may not be read: 5 mm is the practice for folded letters."""
_ROUNDED_ON_THE_WAY = 0.01
"""The points by which a height added up in another order may differ."""
_CLOSEST_TO_NORMAL = 0.75
"""The closest setting takes at least so much of the height of the normal one."""
_FAULTLESS = (1, 1, False)
"""The faults of a letter on one page: no closer setting is tried."""


@dataclass(frozen=True, slots=True)
class PagedLetter:
    """The text of a letter page by page, and whether its stub is at the foot of the first."""

    columns: list[TextColumn]
    stub: bool


class _Limit(NamedTuple):
    """On how many pages a letter must be, by which of them it must be signed, and whether its payment box must stand on
    the first."""

    pages: int
    signed: int
    paid_on_first: bool


class _Main(NamedTuple):
    """The text before a letter's annex cut into pages in one setting."""

    columns: list[TextColumn]
    setting: Setting
    paid_on_first: bool

    @property
    def faults(self) -> tuple[int, int, bool]:
        """The least faults of the letter it begins, whatever annex follows."""
        return len(self.columns), len(self.columns), not self.paid_on_first


class _Cut(NamedTuple):
    """A letter cut into pages in one setting: all its columns, and how many of them hold the text before its annex."""

    columns: list[TextColumn]
    signed: int
    setting: Setting
    paid_on_first: bool

    @property
    def faults(self) -> tuple[int, int, bool]:
        """The faults a closer setting may avoid, the worst first: pages, those up to the signature, the payment box
        on a later page than the first."""
        return len(self.columns), self.signed, not self.paid_on_first

    def within(self, limit: _Limit) -> bool:
        """True when the letter so cut keeps to `limit`."""
        late = limit.paid_on_first and not self.paid_on_first
        return len(self.columns) <= limit.pages and self.signed <= limit.signed and not late


class Paging:
    """Cuts letters into pages that leave room for `head_and_foot`; `folds` are heights on the sheet (points)."""

    def __init__(self, head_and_foot: HeadAndFoot, folds: Sequence[float]) -> None:
        self._head_and_foot = head_and_foot
        self._folds = folds

    def pages(self, text: LetterText) -> PagedLetter:
        """The pages of a letter. A code never makes it longer, nor does a stub that is wanted only `if_free`."""
        stub = text.letter.payment.stub
        first, later = self._head_and_foot.room(text.letter, 1), self._head_and_foot.room(text.letter, 2)
        if stub is None:
            return PagedLetter(self._coded(text, (first, later)), stub=False)
        torn = self._coded(text.closely, (first - LIFT, later - TALL, later))
        if stub.if_free and len(torn) > len(free := self._coded(text, (first, later))):
            return PagedLetter(free, stub=False)
        return PagedLetter(torn, stub=True)

    def _coded(self, text: LetterText, rooms: Sequence[float]) -> list[TextColumn]:
        """The columns with the code at the first place that no fold crosses and that leaves little of the first page
        empty, else at the first that no fold crosses; without it where there is none such in as few pages."""
        if text.letter.payment.code is None:
            return _best(text, rooms).columns
        at_ease = self._placed(text, rooms, text.settings[0], _Limit(1, 1, paid_on_first=True))
        if at_ease is not None:
            return at_ease
        plain = _best(text, rooms)
        pages = len(plain.columns)
        limits = ((plain.signed, plain.paid_on_first), (pages, plain.paid_on_first), (pages, False))
        as_plain = text.settings[text.settings.index(plain.setting) :]
        for limit in dict.fromkeys(_Limit(pages, signed, paid) for signed, paid in limits):
            # What the closer setting was chosen for may be out of reach with a code: then there is no need of it.
            for setting in as_plain if limit == (pages, plain.signed, plain.paid_on_first) else text.settings:
                found = self._placed(text, rooms, setting, limit)
                if found is not None:
                    return found
        return plain.columns

    def _placed(
        self, text: LetterText, rooms: Sequence[float], setting: Setting, limit: _Limit
    ) -> list[TextColumn] | None:
        """The columns in `setting` with the code at its best place within `limit`; None where a fold crosses every
        one."""
        kept = None
        for place in text.parts(setting).with_code:
            cut = _whole(text, rooms, _main(text, rooms, setting, place))
            columns = cut.columns
            if not cut.within(limit) or self._crossed(columns):
                continue
            if len(columns) == 1 or columns[0].height >= rooms[0] * _FILLED:
                return columns
            kept = kept or columns
        return kept

    def _crossed(self, columns: Sequence[TextColumn]) -> bool:
        return any(
            column.folded(self._head_and_foot.top(number), self._folds, _OFF_FOLDS)
            for number, column in enumerate(columns, 1)
        )


def _best(text: LetterText, rooms: Sequence[float]) -> _Cut:
    """The letter without a code in the first of its settings that has the least faults. Its annex is set only where the
    text before it leaves that open."""
    ways = _ways(text, rooms, text.settings[0])
    best = _whole(text, rooms, next(ways))
    if best.signed == 1 and not _can_save(text, rooms, best):
        return best
    best = _better(text, rooms, best, ways)
    for setting in text.settings[1:]:
        if best.faults > _FAULTLESS and _least_faults(text, rooms, setting) < best.faults:
            best = _better(text, rooms, best, _ways(text, rooms, setting))
    return best


def _better(text: LetterText, rooms: Sequence[float], best: _Cut, ways: Iterator[_Main]) -> _Cut:
    """The letter with the least faults: the `best` so far or one that begins in one of the `ways`, the first of them
    that has so few."""
    for main in ways:
        if main.faults < best.faults and (cut := _whole(text, rooms, main)).faults < best.faults:
            best = cut
    return best


def _least_faults(text: LetterText, rooms: Sequence[float], setting: Setting) -> tuple[int, int, bool]:
    """The least faults the letter can have in `setting`, judged by the height of its text before the annex alone: no
    block of it is cut into pages for a setting that cannot help."""
    height = height_of(text.parts(setting).at(_AFTER_TABLE), setting.squeeze)
    pages = 1 if height <= rooms[0] + _ROUNDED_ON_THE_WAY else 2
    return pages, pages, False


def _ways(text: LetterText, rooms: Sequence[float], setting: Setting) -> Iterator[_Main]:
    """The text before the annex in `setting`: the payment box after the table, and where it leaves much of the first
    page empty, after the first paragraph that fills it."""
    main = _main(text, rooms, setting, _AFTER_TABLE)
    yield main
    if main.paid_on_first or main.columns[0].height >= rooms[0] * _FULL:
        return
    for place in text.parts(setting).plain[1:]:
        later = _main(text, rooms, setting, place)
        if later.columns[0].height > main.columns[0].height:
            yield later


def _can_save(text: LetterText, rooms: Sequence[float], cut: _Cut) -> bool:
    """True when a closer setting could need a page less than `cut`, judged by the heights alone."""
    fewer = len(cut.columns) - 1
    room = sum(rooms[min(n, len(rooms) - 1)] for n in range(fewer))
    annex = height_of(text.annex(cut.setting)) * _CLOSEST_TO_NORMAL
    return height_of(text.blocks(cut.setting, _AFTER_TABLE)) * _CLOSEST_TO_NORMAL + annex <= room


def _main(text: LetterText, rooms: Sequence[float], setting: Setting, place: BoxPlace) -> _Main:
    """The text before the annex in `setting`, the payment box at `place`."""
    columns = paged(text.blocks(setting, place), rooms)
    return _Main(columns, setting, _on_first(text.parts(setting).box(place), columns))


def _whole(text: LetterText, rooms: Sequence[float], begun: _Main) -> _Cut:
    """The letter that is `begun`. The annex follows the signature where all of it fits on that page or where this saves
    a page; else it begins a page."""
    main, setting, paid = begun
    annex = text.annex(setting)
    if not annex:
        return _Cut(main, len(main), setting, paid)
    before_annex = _BEFORE_ANNEX if setting.squeeze is None else _BEFORE_ANNEX * setting.squeeze.part
    *before, last = main
    here, beyond = rooms[min(len(before), len(rooms) - 1) :], rooms[min(len(main), len(rooms) - 1) :]
    apart = [*main, *paged(annex, beyond)]
    opening = annex[0]
    following = [*last.blocks, TextBlock(opening.height, opening.marks, before_annex), *annex[1:]]
    flowing = [*before, *paged(following, here)]
    return _Cut(flowing if len(flowing) < len(apart) else apart, len(main), setting, paid)


def _on_first(boxes: Sequence[TextBlock], columns: Sequence[TextColumn]) -> bool:
    """True when one of `boxes` stands on the first page, or there are none. A block is known by its marks, which stay
    the same when the space above it is cut."""
    return not boxes or any(block.marks is box.marks for block in columns[0].blocks for box in boxes)
