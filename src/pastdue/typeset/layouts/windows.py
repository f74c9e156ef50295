"""The part of a folded sheet that shows through an envelope's window.

All measures are millimetres. On the sheet they run from the top left corner, x to the right and y down; a window
is measured on the envelope's face from its left and its bottom edge, as the trade does.

A folded sheet slides inside its envelope. SAFE is what the window shows wherever the sheet has slid; EXPOSED is
what it may show at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pastdue.model.errors import SettingsError


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
        """True when `other` lies wholly inside this frame; a shared edge is inside."""
        return self.x <= other.x and other.right <= self.right and self.y <= other.y and other.bottom <= self.bottom

    def meets(self, other: Frame) -> bool:
        """True when the two frames overlap; a shared edge is no overlap."""
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
    """An envelope and how the sheet lies in it: the front panel, `panel` high, faces the window.

    `packet` is the height of the whole folded sheet where another panel is higher than the front one, as in DIN
    form A (87 mm in front of 105); their lower edges lie on each other. Refuses a window that leaves the envelope,
    and one that would show the panel behind the front one.
    """

    width: Decimal
    height: Decimal
    panel: Decimal
    window: Window
    return_window: Window | None = None
    packet: Decimal | None = None

    def __post_init__(self) -> None:
        if self.packet is not None and self.packet < self.panel:
            raise SettingsError(f"packet: {self.packet} mm is less than the panel of {self.panel} mm")
        for window in self.windows:
            if min(window.left, window.bottom) < 0 or min(window.width, window.height) <= 0:
                raise SettingsError("a window's measures must be greater than 0")
            if window.left + window.width > self.width or window.bottom + window.height > self.height:
                raise SettingsError(
                    f"a window of {window.width} x {window.height} mm, {window.left} mm from the left and "
                    f"{window.bottom} mm from the bottom, is not within {self.width} x {self.height} mm of envelope",
                    "measure from the envelope's left and bottom edges, its flap behind it and up",
                )
            if self._behind and self._top(window) - self.slide_down - self._behind < 0:
                raise SettingsError(
                    f"the window would show what stands behind the front panel of {self.panel} mm",
                    "fold the sheet so that the front panel is the highest one",
                )

    @property
    def windows(self) -> tuple[Window, ...]:
        """The address window and, where there is one, the return window."""
        return (self.window,) if self.return_window is None else (self.window, self.return_window)

    @property
    def slide_down(self) -> Decimal:
        """The distance the folded sheet may slide up and down, in mm; refuses one that is too high for the envelope."""
        packet = self.panel if self.packet is None else self.packet
        if packet > self.height:
            raise SettingsError(f"a sheet folded to {packet} mm does not fit the envelope, {self.height} mm high")
        return self.height - packet

    def slide_across(self, sheet_width: Decimal) -> Decimal:
        """The distance the sheet may slide to the side, in mm; refuses one that is too wide for the envelope."""
        if sheet_width > self.width:
            raise SettingsError(f"a sheet {sheet_width} mm wide does not fit the envelope, {self.width} mm wide")
        return self.width - sheet_width

    def safe(self, window: Window, sheet_width: Decimal) -> Frame:
        """The part of the sheet `window` shows wherever the sheet has slid; refuses a window that may show nothing."""
        across, down = self.slide_across(sheet_width), self.slide_down
        width, height = window.width - across, window.height - down
        if width <= 0 or height <= 0:
            raise SettingsError(
                f"the folded sheet slides {across} mm to the side and {down} mm up and down in this envelope, so "
                "that nothing is sure to show in the window",
                "fold the sheet higher, or take an envelope nearer to its size",
            )
        return Frame(window.left, self._top(window) - self._behind, width, height)

    def exposed(self, window: Window, sheet_width: Decimal) -> Frame:
        """The part of the sheet `window` can show at most, cut off at the edges of the front panel."""
        across, down = self.slide_across(sheet_width), self.slide_down
        top = self._top(window) - self._behind
        left, upper = max(Decimal(0), window.left - across), max(Decimal(0), top - down)
        right, lower = min(sheet_width, window.left + window.width), min(self.panel, top + window.height)
        return Frame(left, upper, right - left, lower - upper)

    @property
    def _behind(self) -> Decimal:
        """The height by which the highest panel stands out above the front one, in mm."""
        return Decimal(0) if self.packet is None else self.packet - self.panel

    def _top(self, window: Window) -> Decimal:
        """From the top of the envelope to the window."""
        return self.height - window.bottom - window.height
