"""A layout: the place of each part of a letter on the sheet, in mm.

All measures are millimetres, from the sheet's top left corner. The recipient's address lies inside what the window
always shows (SAFE), and nothing but the address and the return address may lie inside what it may show at all
(EXPOSED): see `windows`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import combinations

from pastdue.model.errors import SettingsError
from pastdue.typeset.layouts.windows import Envelope, Frame

EDGE = Decimal(5)
"""No text stands nearer to the edge of the sheet: printers leave that strip white."""


class Align(StrEnum):
    """To which edge of its frame a text is set."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class TextArea:
    """The body of the letter: its left edge, the measure of a line, the width of tables, and where it begins and
    ends on the first page."""

    left: Decimal
    measure: Decimal
    width: Decimal
    top: Decimal
    foot: Decimal


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to place a letter on paper. Refuses places that would break the window's rules.

    It suits `envelope` and every one of `also`. `address` holds the recipient, `return_line` the sender in one line
    above it; behind a second window the `sender` frame stands instead and there is no return line. A logo keeps to
    its frame; where that overlaps the sender's, the sender's words give way to it. `rule` is the height of the thin
    rule under the letterhead, `name_points` the size of the sender's name, `countries` are those whose firms get
    this layout when they choose none (`*`: every country no layout names).
    """

    title: str
    paper: tuple[Decimal, Decimal]
    envelope: Envelope
    address: Frame
    address_lines: int
    sender: Frame
    name_points: Decimal
    logo: Frame
    details: Frame
    date: Frame
    date_align: Align
    references: Frame
    rule: Decimal
    text: TextArea
    folds: tuple[Decimal, ...]
    return_line: Frame | None = None
    hole: Decimal | None = None
    also: tuple[Envelope, ...] = ()
    countries: tuple[str, ...] = ()
    small_address: bool = False
    """True where the country's post reads 8 points: an address that does not fit otherwise is set so."""
    service_above: bool = False
    """True when a service of the post, such as registered mail, stands above the address, under the return line, where
    the country's post looks for it; else it stands above the letter's subject."""

    def __post_init__(self) -> None:
        if self.address_lines < 2:
            raise SettingsError("address_lines must be at least 2")
        self._check_paper()
        self._check_apart()
        for envelope in self.envelopes:
            self._check_safe(envelope)
        self._check_exposed()

    @property
    def envelopes(self) -> tuple[Envelope, ...]:
        """Every envelope this layout suits, the one it was made for first."""
        return (self.envelope, *self.also)

    @property
    def sheet(self) -> Frame:
        """The whole sheet."""
        return Frame(Decimal(0), Decimal(0), *self.paper)

    @property
    def safe(self) -> Frame:
        """The part of the sheet the address window shows however the sheet slides."""
        return self.envelope.safe(self.envelope.window, self.paper[0])

    @property
    def exposed(self) -> Frame:
        """The part of the sheet the address window can show at most."""
        return self.envelope.exposed(self.envelope.window, self.paper[0])

    @property
    def return_safe(self) -> Frame | None:
        """The part of the sheet the return window shows however the sheet slides; None in an envelope with one
        window."""
        window = self.envelope.return_window
        return None if window is None else self.envelope.safe(window, self.paper[0])

    @property
    def return_exposed(self) -> Frame | None:
        """The part of the sheet the return window can show at most; None in an envelope with one window."""
        window = self.envelope.return_window
        return None if window is None else self.envelope.exposed(window, self.paper[0])

    @property
    def exposed_frames(self) -> tuple[Frame, ...]:
        """The parts of the sheet that any window of any of the envelopes can show."""
        return tuple(e.exposed(window, self.paper[0]) for e in self.envelopes for window in e.windows)

    @property
    def shown_frames(self) -> tuple[Frame, ...]:
        """The frames meant to be seen through the windows: the address, and the sender."""
        sender = self.return_line if self.envelope.return_window is None else self.sender
        return (self.address,) if sender is None else (self.address, sender)

    def _quiet(self) -> dict[str, Frame]:
        """The frames of page one that no window may show."""
        text = Frame(self.text.left, self.text.top, self.text.width, self.text.foot - self.text.top)
        frames = {name: getattr(self, name) for name in ("logo", "details", "date", "references")}
        frames["text"] = text
        return frames if self.envelope.return_window is not None else {**frames, "sender": self.sender}

    def _check_paper(self) -> None:
        width, height = self.paper
        printable = Frame(EDGE, EDGE, width - 2 * EDGE, height - 2 * EDGE)
        frames = {**self._quiet(), "address": self.address, "sender": self.sender}
        for name, frame in frames.items():
            if not printable.holds(frame):
                raise SettingsError(f"{name} ({frame}) comes nearer than {EDGE} mm to the edge of the sheet")
        if self.text.measure > self.text.width:
            raise SettingsError("text: the measure of a line is wider than the text itself")

    def _check_apart(self) -> None:
        frames = {**self._quiet(), "sender": self.sender, "address": self.address}
        if self.return_line is not None:
            frames["return_line"] = self.return_line
        for (one, first), (other, second) in combinations(frames.items(), 2):
            if first.meets(second) and {one, other} != {"logo", "sender"}:
                raise SettingsError(f"{one} ({first}) and {other} ({second}) overlap")

    def _check_safe(self, envelope: Envelope) -> None:
        safe = envelope.safe(envelope.window, self.paper[0])
        if not safe.holds(self.address):
            raise SettingsError(f"address ({self.address}) is not inside what the window always shows ({safe})")
        if envelope.return_window is None:
            return
        behind = envelope.safe(envelope.return_window, self.paper[0])
        if not behind.holds(self.sender):
            raise SettingsError(f"sender ({self.sender}) is not inside what the return window always shows ({behind})")

    def _check_exposed(self) -> None:
        frames = {**self._quiet(), **dict(self._marks())}
        for zone in self.exposed_frames:
            for name, frame in frames.items():
                if zone.meets(frame):
                    raise SettingsError(f"{name} ({frame}) may show through the window ({zone})")
            if zone.y <= self.rule <= zone.bottom:
                raise SettingsError(f"rule at {self.rule} may show through the window ({zone})")

    def _marks(self) -> Iterator[tuple[str, Frame]]:
        """The short rules at the left edge, each a little higher than it is drawn."""
        hair = Decimal("0.2")
        for fold in self.folds:
            yield f"fold mark at {fold}", Frame(EDGE, fold - hair, Decimal(4), 2 * hair)
        if self.hole is not None:
            yield f"hole mark at {self.hole}", Frame(EDGE, self.hole - hair, Decimal(6), 2 * hair)
