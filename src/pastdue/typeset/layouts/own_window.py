"""The layout for an envelope that the user has measured with a ruler."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum
from typing import NamedTuple

from pastdue.model.errors import SettingsError
from pastdue.typeset.layouts.layout import Align, Layout, TextArea
from pastdue.typeset.layouts.windows import Envelope, Frame, Window

_BESIDE, _ABOVE = Decimal(3), Decimal(1)
_FIRST_LINE, _NEXT_LINE = Decimal("3.1"), Decimal("3.53")
_SIX_LINES, _RETURN_LINE = Decimal("24.6"), Decimal("9.2")
_LEAST_WIDTH, _LEAST_HEIGHT = Decimal(56), Decimal("15.7")
_LEAST_COLUMN, _LEAST_HEAD, _LEAST_BODY = Decimal(45), Decimal(14), Decimal(90)
_HEAD_TOP, _HEAD_BOTTOM = Decimal(8), Decimal(41)
_LEAST_MARGIN = Decimal(12)
_OWN_ROW = "or write a layout of your own in pastdue.d/layouts"


class Paper(StrEnum):
    """The sheets that letters are printed on."""

    A4 = "A4"
    LETTER = "Letter"

    @property
    def size(self) -> tuple[Decimal, Decimal]:
        """Width and height in mm."""
        return (Decimal(210), Decimal(297)) if self is Paper.A4 else (Decimal("215.9"), Decimal("279.4"))

    @property
    def margins(self) -> tuple[Decimal, Decimal]:
        """The margins left and right of the text, in mm."""
        return (Decimal(25), Decimal(20)) if self is Paper.A4 else (Decimal("25.4"), Decimal(19))


@dataclass(frozen=True, slots=True)
class OwnWindow:
    """`[letters.window]`: an envelope as it lies on the table, its window towards you; all measures in mm.

    `envelope` is its width and height; `window` and `return_window` are each [from the left edge, from the bottom
    edge, width, height]. `panel` is how high the folded sheet is (default: folded evenly, as often as it must be);
    where the panel in front is lower than the one behind it, `packet` is the height of both together.
    """

    envelope: tuple[Decimal, Decimal]
    """Its width and height."""
    window: tuple[Decimal, Decimal, Decimal, Decimal]
    """[from the left edge, from the bottom edge, width, height]."""
    paper: Paper
    """The paper of the letter."""
    panel: Decimal | None = None
    """The height of the folded sheet. Default: folded evenly, as often as it must be."""
    return_window: tuple[Decimal, Decimal, Decimal, Decimal] | None = None
    """A second window for the sender, as `window`."""
    packet: Decimal | None = None
    """The height of the folded sheet, front and back together, where the front panel is lower."""


class _Shown(NamedTuple):
    """The parts of the sheet the windows show, and the left and right edge of its text, in mm."""

    safe: Frame
    exposed: Frame
    return_safe: Frame | None
    return_exposed: Frame | None
    left: Decimal
    right: Decimal


class _Head(NamedTuple):
    """The parts above the address window or beside it."""

    sender: Frame
    logo: Frame
    details: Frame
    rule: Decimal


class _Notes(NamedTuple):
    """Date and references, and where the text begins under them and the window."""

    date: Frame
    references: Frame
    top: Decimal


def own_layout(own: OwnWindow) -> Layout:
    """The layout for the user's own envelope.

    Refuses measures that cannot be, a window that is not sure to show an address of four lines at 9.1 pt, and one
    that leaves no room for the rest of the letter; each says what to change.
    """
    width, height = own.paper.size
    envelope = _envelope(own)
    shown = _shown(envelope, own.paper)
    address, return_line = _addresses(shown)
    head = _head(shown)
    notes = _notes(shown, head)
    return Layout(
        title=f"{own.paper}, your own window envelope {own.envelope[0]} x {own.envelope[1]} mm",
        paper=(width, height),
        envelope=envelope,
        address=address,
        address_lines=min(7, 1 + int((address.height - _FIRST_LINE) / _NEXT_LINE)),
        return_line=return_line,
        sender=head.sender,
        name_points=Decimal(14 if shown.return_safe is None else 11),
        logo=head.logo,
        details=head.details,
        date=notes.date,
        date_align=Align.LEFT,
        references=notes.references,
        rule=head.rule,
        text=_text(shown, notes, height),
        folds=tuple(fold for fold in _folds(envelope, height) if _clear(fold, shown.exposed)),
    )


def _text(shown: _Shown, notes: _Notes, height: Decimal) -> TextArea:
    """The text area of page one, in mm; refuses a window that leaves it too little."""
    foot, wide = height - 24, shown.right - shown.left
    if foot - notes.top < _LEAST_BODY:
        raise SettingsError(
            f"the window may show the sheet down to {shown.exposed.bottom} mm and leaves page one too little text",
            "fold the sheet lower, or take an envelope whose window is higher",
        )
    return TextArea(shown.left, min(wide, Decimal(155)), wide, notes.top, foot)


def _envelope(own: OwnWindow) -> Envelope:
    width, height = own.envelope
    sheet = own.paper.size[1]
    if own.panel is not None and not 0 < own.panel <= sheet:
        raise SettingsError(f"panel: a sheet {sheet} mm high cannot be folded to {own.panel} mm")
    panel = own.panel
    if panel is None:
        parts = next((n for n in (1, 2, 3, 4) if sheet / n + 1 <= height), 4)
        panel = (sheet / parts).quantize(Decimal("0.1"))
    behind = None if own.return_window is None else Window(*own.return_window)
    return Envelope(width, height, panel, Window(*own.window), behind, own.packet)


def _folds(envelope: Envelope, height: Decimal) -> list[Decimal]:
    """The folds, in mm from the top: under the front panel, and again wherever the rest is higher than the packet."""
    packet = envelope.panel if envelope.packet is None else envelope.packet
    return [fold for n in range(3) if (fold := envelope.panel + packet * n) < height - 5]


def _clear(fold: Decimal, exposed: Frame) -> bool:
    """True when a mark at the sheet's left edge at `fold` stays behind the envelope's paper."""
    return fold > exposed.bottom or exposed.x >= 10


def _shown(envelope: Envelope, paper: Paper) -> _Shown:
    """The zones of both windows; refuses a SAFE too small for an address."""
    width, window, behind = paper.size[0], envelope.window, envelope.return_window
    safe = envelope.safe(window, width)
    if safe.width < _LEAST_WIDTH or safe.height < _LEAST_HEIGHT:
        raise SettingsError(
            f"the window is sure to show only {safe.width} x {safe.height} mm of the sheet, because the sheet slides "
            f"{envelope.slide_across(width)} mm to the side and {envelope.slide_down} mm up and down; an address of "
            f"four lines needs {_LEAST_WIDTH} x {_LEAST_HEIGHT} mm",
            _widened(envelope, safe, width),
        )
    left, right = paper.margins
    if behind is None:
        return _Shown(safe, envelope.exposed(window, width), None, None, left, width - right)
    sender = envelope.safe(behind, width)
    aligned = max(_LEAST_MARGIN, min(left, sender.x + _BESIDE))
    return _Shown(
        safe, envelope.exposed(window, width), sender, envelope.exposed(behind, width), aligned, width - right
    )


def _widened(envelope: Envelope, safe: Frame, width: Decimal) -> str:
    """The remedy for an envelope and a fold that do not always show enough: a fold or a width, in mm."""
    if safe.width >= _LEAST_WIDTH and envelope.window.height - 3 >= _LEAST_HEIGHT:
        panel = (envelope.height - 3).quantize(Decimal(1), ROUND_FLOOR)
        return f"fold the sheet {panel} mm high (panel = {panel}), so that it slides less"
    if safe.height >= _LEAST_HEIGHT and envelope.window.width - 6 >= _LEAST_WIDTH:
        return f"take an envelope about {width + 6} mm wide, in which the sheet slides less"
    return f"take an envelope with a larger window, {_OWN_ROW}"


def _addresses(shown: _Shown) -> tuple[Frame, Frame | None]:
    """The recipient's frame and, where there is height for it, the return line's above it."""
    safe = shown.safe
    x = safe.x + _BESIDE
    if x < shown.left and safe.right - _BESIDE - shown.left >= _LEAST_WIDTH:
        x = shown.left
    width = safe.right - _BESIDE - x
    inside = safe.height - 2 * _ABOVE
    above = _RETURN_LINE + 2
    if shown.return_safe is None and inside >= above + _SIX_LINES - 4:
        y = safe.y + _ABOVE
        return Frame(x, y + above, width, min(_SIX_LINES, inside - above)), Frame(x, y, width, _RETURN_LINE)
    height = min(_SIX_LINES, inside)
    return Frame(x, safe.y + max(_ABOVE, min(_BESIDE, (safe.height - height) / 2)), width, height), None


def _head(shown: _Shown) -> _Head:
    """The letterhead: above the window, or, with two windows, behind the return window and right of both."""
    if shown.return_safe is not None and shown.return_exposed is not None:
        return _head_beside(shown, shown.return_safe, shown.return_exposed)
    bottom = min(_HEAD_BOTTOM, shown.exposed.y - Decimal("2.5"))
    if bottom - _HEAD_TOP < _LEAST_HEAD:
        raise SettingsError(
            f"the window may show the sheet from {shown.exposed.y} mm down and leaves your letterhead no room above",
            f"fold the sheet higher, take an envelope whose window is lower, {_OWN_ROW}",
        )
    right = min(Decimal(70), (shown.right - shown.left) * Decimal("0.4"))
    left = shown.right - shown.left - right - 8
    lowered = min(Decimal(9), max(Decimal(0), bottom - _HEAD_TOP - 18))
    y = _HEAD_TOP + lowered
    return _Head(
        sender=Frame(shown.left, y, left, bottom - y),
        logo=Frame(shown.left, _HEAD_TOP, left, bottom - _HEAD_TOP),
        details=Frame(shown.right - right, y, right, bottom - y),
        rule=bottom + Decimal("1.5"),
    )


def _head_beside(shown: _Shown, safe: Frame, exposed: Frame) -> _Head:
    x = max(shown.exposed.right, exposed.right) + 5
    if shown.right - x < _LEAST_COLUMN:
        raise SettingsError("the two windows leave no room beside them for date and references", _OWN_ROW[3:])
    low, high = sorted((shown.exposed, exposed), key=lambda zone: zone.y, reverse=True)
    between = (high.bottom + low.y) / 2
    return _Head(
        sender=Frame(safe.x + _BESIDE, safe.y + _ABOVE, safe.width - 2 * _BESIDE, safe.height - 2 * _ABOVE),
        logo=Frame(x, Decimal(7), shown.right - x, Decimal(14)),
        details=Frame(x, Decimal(23), shown.right - x, Decimal(18)),
        rule=between if low.y - high.bottom > 2 else low.bottom + 2,
    )


def _notes(shown: _Shown, head: _Head) -> _Notes:
    """Date and references beside the window where there is a column for them, else under it."""
    exposed = shown.exposed
    x, right = max(exposed.right + _BESIDE, head.details.x if shown.return_safe else Decimal(0)), shown.right
    if exposed.x - _BESIDE - shown.left > right - x:
        x, right = shown.left, exposed.x - _BESIDE
    y = max(shown.safe.y + _ABOVE, head.details.bottom + 4)
    if right - x < _LEAST_COLUMN:
        y = exposed.bottom + 3
        date = Frame(shown.right - 70, y, Decimal(70), Decimal(5))
        return _Notes(date, Frame(shown.left, y, Decimal(70), Decimal(22)), y + 27)
    height = max(Decimal(22), exposed.bottom - y - 8)
    return _Notes(
        Frame(x, y, right - x, Decimal(5)),
        Frame(x, y + 8, right - x, height),
        max(exposed.bottom + 6, y + 8 + height + 4),
    )
