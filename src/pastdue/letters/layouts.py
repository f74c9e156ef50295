"""Where on the sheet does each part of a letter stand, and what may show through the envelope's window?

All measures are millimetres. On the sheet they run from the top left corner, x to the right and y down; a window
is measured on the envelope's face from its left and its bottom edge, as the trade does.

A folded sheet slides inside its envelope. SAFE is what the window shows wherever the sheet has slid; EXPOSED is
what it may show at all. The recipient's address lies inside SAFE, and nothing but the address and the return
address may lie inside EXPOSED.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pastdue.errors import SettingsError

EDGE = Decimal(5)
"""No text stands nearer to the edge of the sheet: printers leave that strip white."""


class Align(StrEnum):
    """To which edge of its frame a text is set."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle on the sheet.

    >>> Frame(Decimal(20), Decimal(50), Decimal(80), Decimal(40)).holds(Frame(Decimal(25), Decimal(63), Decimal(72),
    ...     Decimal(24)))
    True
    """

    x: Decimal
    y: Decimal
    width: Decimal
    height: Decimal

    def __post_init__(self) -> None:
        if self.width <= 0 or self.height <= 0:
            raise SettingsError(f"a frame of {self.width} x {self.height} mm has no room")

    def __str__(self) -> str:
        return f"x {self.x} to {self.right}, y {self.y} to {self.bottom}"

    @property
    def right(self) -> Decimal:
        return self.x + self.width

    @property
    def bottom(self) -> Decimal:
        return self.y + self.height

    def holds(self, other: Frame) -> bool:
        """Whether `other` lies wholly inside this frame; a shared edge is inside."""
        return self.x <= other.x and other.right <= self.right and self.y <= other.y and other.bottom <= self.bottom

    def meets(self, other: Frame) -> bool:
        """Whether the two frames overlap; a shared edge is no overlap."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom


@dataclass(frozen=True, slots=True)
class Window:
    """A window in the envelope's face: from the left edge, from the bottom edge, and its size."""

    left: Decimal
    bottom: Decimal
    width: Decimal
    height: Decimal


@dataclass(frozen=True, slots=True)
class Envelope:
    """An envelope, and the height to which the sheet is folded so that its first panel faces the window."""

    width: Decimal
    height: Decimal
    panel: Decimal
    window: Window
    return_window: Window | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """The body of the letter: its left edge, the measure of a line, the width of tables, and where it begins and
    ends on the first page."""

    left: Decimal
    measure: Decimal
    width: Decimal
    top: Decimal
    foot: Decimal


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to place a letter on paper for one envelope. Refuses places that would break the window's rules.

    `address` holds the recipient, `return_line` the sender in one line above it; in an envelope with a second
    window the `sender` frame stands behind that window instead and there is no return line. `rule` is the height
    of the thin rule under the letterhead; `name_points` the size of the sender's name.
    """

    title: str
    paper: tuple[Decimal, Decimal]
    envelope: Envelope
    address: Frame
    address_lines: int
    sender: Frame
    name_points: Decimal
    details: Frame
    date: Frame
    date_align: Align
    references: Frame
    rule: Decimal
    text: Text
    folds: tuple[Decimal, ...]
    return_line: Frame | None = None
    hole: Decimal | None = None

    def __post_init__(self) -> None:
        if self.address_lines < 2:
            raise SettingsError("address_lines must be at least 2")
        self._check_paper()
        self._check_safe()
        self._check_exposed()

    @property
    def sheet(self) -> Frame:
        """The whole sheet."""
        return Frame(Decimal(0), Decimal(0), *self.paper)

    @property
    def safe(self) -> Frame:
        """What the address window always shows of the sheet."""
        return self.safe_behind(self.envelope.window)

    @property
    def exposed(self) -> Frame:
        """What the address window may ever show of the sheet."""
        return self.exposed_behind(self.envelope.window)

    @property
    def return_safe(self) -> Frame | None:
        """What the return window always shows; None in an envelope with one window."""
        window = self.envelope.return_window
        return None if window is None else self.safe_behind(window)

    @property
    def return_exposed(self) -> Frame | None:
        """What the return window may ever show; None in an envelope with one window."""
        window = self.envelope.return_window
        return None if window is None else self.exposed_behind(window)

    @property
    def exposed_frames(self) -> tuple[Frame, ...]:
        """What any window may ever show."""
        second = self.return_exposed
        return (self.exposed,) if second is None else (self.exposed, second)

    def safe_behind(self, window: Window) -> Frame:
        """SAFE behind `window`; refuses an envelope in which the sheet slides out of sight."""
        slide_x, slide_y, top = self._slide(window)
        width, height = window.width - slide_x, window.height - slide_y
        if width <= 0 or height <= 0:
            raise SettingsError("the folded sheet is so small for this envelope that nothing is sure to show")
        return Frame(window.left, top, width, height)

    def exposed_behind(self, window: Window) -> Frame:
        """EXPOSED behind `window`, cut off at the edges of the sheet."""
        slide_x, slide_y, top = self._slide(window)
        left, upper = max(Decimal(0), window.left - slide_x), max(Decimal(0), top - slide_y)
        right = min(self.paper[0], window.left + window.width)
        return Frame(left, upper, right - left, top + window.height - upper)

    def _slide(self, window: Window) -> tuple[Decimal, Decimal, Decimal]:
        """How far the sheet may slide to the side and down, and the window's top edge on the envelope."""
        slide_x = self.envelope.width - self.paper[0]
        slide_y = self.envelope.height - self.envelope.panel
        if slide_x < 0 or slide_y < 0:
            raise SettingsError(
                f"a sheet of {self.paper[0]} mm folded to {self.envelope.panel} mm does not fit the envelope of "
                f"{self.envelope.width} x {self.envelope.height} mm"
            )
        return slide_x, slide_y, self.envelope.height - window.bottom - window.height

    def _quiet(self) -> dict[str, Frame]:
        """The frames of page one that no window may show."""
        text = Frame(self.text.left, self.text.top, self.text.width, self.text.foot - self.text.top)
        frames = {"details": self.details, "date": self.date, "references": self.references, "text": text}
        return frames if self.return_exposed is not None else {**frames, "sender": self.sender}

    def _check_paper(self) -> None:
        width, height = self.paper
        printable = Frame(EDGE, EDGE, width - 2 * EDGE, height - 2 * EDGE)
        frames = {**self._quiet(), "address": self.address, "sender": self.sender}
        for name, frame in frames.items():
            if not printable.holds(frame):
                raise SettingsError(f"{name} ({frame}) comes nearer than {EDGE} mm to the edge of the sheet")
        if self.text.measure > self.text.width:
            raise SettingsError("text: the measure of a line is wider than the text itself")

    def _check_safe(self) -> None:
        if not self.safe.holds(self.address):
            raise SettingsError(f"address ({self.address}) is not inside what the window always shows ({self.safe})")
        if self.return_safe is not None and not self.return_safe.holds(self.sender):
            raise SettingsError(
                f"sender ({self.sender}) is not inside what the return window always shows ({self.return_safe})"
            )

    def _check_exposed(self) -> None:
        for zone in self.exposed_frames:
            for name, frame in self._quiet().items():
                if zone.meets(frame):
                    raise SettingsError(f"{name} ({frame}) may show through the window ({zone})")
            if zone.y <= self.rule <= zone.bottom:
                raise SettingsError(f"rule at {self.rule} may show through the window ({zone})")
