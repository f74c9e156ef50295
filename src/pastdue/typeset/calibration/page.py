"""The calibration page, to print, fold, put into the envelope and look at.

A page for each envelope of a layout: the zones of its windows, the place of the address, the folds, and scales.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

from pastdue.letters.language.voice import Voice
from pastdue.typeset.calibration.rulers import FOUR_INCHES, HUNDRED_MM, level, upright
from pastdue.typeset.ink.columns import Place, column
from pastdue.typeset.ink.lines import paragraph, width_of
from pastdue.typeset.ink.look import Look, Type
from pastdue.typeset.ink.marks import BLACK, POINTS_PER_MM, QUIET, Mark, Outline, Tint, Words
from pastdue.typeset.layouts import Envelope, Frame, Layout
from pastdue.typeset.layouts import Window as Pane
from pastdue.typeset.letter.first_page import ADDRESS, SMALL_ADDRESS, fold_marks
from pastdue.typeset.pdf.drawing import drawn
from pastdue.typeset.pdf.printfile import PdfFile
from pastdue.typeset.pdf.xmp import FileFacts

_SAFE, _EXPOSED, _WINDOW = "0.05 0.42 0.20", "0.75 0.10 0.10", "0.45 0.46 0.48"
_POINTS, _LEADING = 9.0, 12.4
_SMALL = 6.5
_LETTER_HEIGHT = Decimal(280)
_INCH = Decimal("25.4")
_NEARLY = Decimal("0.07")
"""A tenth of a millimetre, in sixteenths of an inch: what a millimetre figure is rounded by."""


def calibration(layouts: Mapping[str, Layout], voice: Voice) -> bytes:
    """A PDF with the calibration pages of `layouts`, by name, as `voice` says them; equal for equal."""
    faces = Type.of(Look())
    target = BytesIO()
    sizes = [_points(layout) for layout in layouts.values()]
    file = PdfFile(target, sizes[0])
    for (name, layout), size in zip(layouts.items(), sizes, strict=True):
        file.resize(size)
        for number in range(len(layout.envelopes)):
            marks = _Page(name, layout, number, (faces, voice)).marks()
            file.add(drawn([marks], size[1])[0])
    title = voice.say("calibrate.title", {"name": ", ".join(layouts)})
    file.close(FileFacts(title, language=voice.locale))
    return target.getvalue()


def _points(layout: Layout) -> tuple[float, float]:
    return float(layout.paper[0]) * POINTS_PER_MM, float(layout.paper[1]) * POINTS_PER_MM


class _Page:
    """The page for the envelope `number` of a layout."""

    def __init__(self, name: str, layout: Layout, number: int, means: tuple[Type, Voice]) -> None:
        faces, self._voice = means
        self._name, self._layout, self._number = name, layout, number
        self._envelope = layout.envelopes[number]
        self._sans, self._bold = faces.sans, faces.sans_bold
        self._left = float(layout.text.left) * POINTS_PER_MM
        self._right = self._left + float(layout.text.width) * POINTS_PER_MM
        self._safe = self._envelope.safe(self._envelope.window, layout.paper[0])

    def marks(self) -> list[Mark]:
        marks: list[Mark] = [Tint(*Place.of(frame)) for frame in self._layout.shown_frames]
        marks += [*self._title(), *fold_marks(self._layout), *self._fold_labels()]
        for pane in self._envelope.windows:
            marks += self._zones(pane)
        return marks + self._address() + self._instructions() + self._scales()

    def _title(self) -> list[Mark]:
        """The name of the layout and its envelope, where no window shows it: at the foot of the instructions'
        column."""
        sizes = {name: self._length(getattr(self._envelope, name)) for name in ("width", "height", "panel")}
        which = self._voice.say("calibrate.envelope", sizes)
        if self._layout.also:
            counted = {"number": str(self._number + 1), "all": str(len(self._layout.envelopes)), **sizes}
            which = self._voice.say("calibrate.envelope_of", counted)
        y = float(self._layout.text.top) * POINTS_PER_MM + 10
        return [
            Words(self._left, y, self._bold, 13, self._voice.say("calibrate.title", {"name": self._name})),
            Words(self._left, y + 15, self._sans, _POINTS, self._kind(), QUIET),
            Words(self._left, y + 28, self._sans, _POINTS, which, QUIET),
        ]

    def _kind(self) -> str:
        """The sheet, and the countries whose firms use it."""
        paper = "US Letter" if self._layout.paper[1] < _LETTER_HEIGHT else "A4"
        countries = [self._voice.written.country(code) for code in self._layout.countries if code != "*"]
        return ", ".join((paper, *countries))

    def _zones(self, pane: Pane) -> list[Mark]:
        """EXPOSED, the window with the sheet in the middle of its play, and SAFE, each with its name."""
        envelope, width = self._envelope, self._layout.paper[0]
        exposed, safe = envelope.exposed(pane, width), envelope.safe(pane, width)
        across, down = envelope.slide_across(width) / 2, envelope.slide_down / 2
        middle = Frame(safe.x - across, safe.y - down, pane.width, pane.height)
        sheet = self._layout.sheet
        seen = Frame(
            max(middle.x, sheet.x), middle.y, min(middle.right, sheet.right) - max(middle.x, sheet.x), middle.height
        )
        return [
            _outline(exposed, 0.8, _EXPOSED, dash=2.5),
            _outline(seen, 0.5, _WINDOW, dash=0.8),
            _outline(safe, 0.8, _SAFE),
            self._label(self._voice.say("calibrate.exposed"), exposed.right, exposed.bottom + Decimal("2.3"), _EXPOSED),
            self._label(self._voice.say("calibrate.safe"), safe.right, safe.y + Decimal("2.2"), _SAFE),
        ]

    def _label(self, text: str, right: Decimal, y: Decimal, colour: str) -> Words:
        """`text` in small type, ending just left of `right`, on the line `y` (mm), and not at the sheet's very edge."""
        inside = float(min(right, self._layout.paper[0] - 6)) * POINTS_PER_MM
        x = inside - width_of(text, self._sans, _SMALL) - 2
        return Words(x, float(y) * POINTS_PER_MM, self._sans, _SMALL, text, colour)

    def _address(self) -> list[Mark]:
        """The places of address and sender, the address's with as many lines as it may have."""
        layout = self._layout
        frame = Place.of(layout.address)
        numbers = range(1, layout.address_lines + 1)
        lines = [self._voice.say("calibrate.line", {"number": str(n)}) for n in numbers]
        sizes = (*ADDRESS, *(SMALL_ADDRESS if layout.small_address else ()))
        tall = {size: (len(lines) - 1) * size[1] + size[0] for size in sizes}
        size = next((size for size in sizes if tall[size] <= frame.height), sizes[-1])
        marks = column(lines, (frame.x, frame.y), self._sans, size)
        for shown in layout.shown_frames[1:]:
            place = Place.of(shown)
            who = self._voice.say("calibrate.sender")
            marks.append(Words(place.x, place.y + place.height - 3, self._sans, 7, who, QUIET))
        return marks

    def _fold_labels(self) -> list[Mark]:
        say = self._voice.say
        marked = [(fold, say("calibrate.fold", {"at": self._short(fold)})) for fold in self._layout.folds]
        if self._layout.hole is not None:
            marked.append((self._layout.hole, say("calibrate.punch", {"at": self._short(self._layout.hole)})))
        x = 5 * POINTS_PER_MM
        return [
            Words(x, float(at) * POINTS_PER_MM - 2, self._sans, _SMALL - 0.5, text, QUIET)
            for at, text in marked
            if not any(zone.y - 2 < at < zone.bottom + 2 for zone in self._layout.exposed_frames)
        ]

    def _instructions(self) -> list[Mark]:
        """The instructions, under the title."""
        y = float(self._layout.text.top) * POINTS_PER_MM + 58
        measure = self._right - self._left - 30 * POINTS_PER_MM
        marks: list[Mark] = []
        for number, text in enumerate(self._steps(), 1):
            marks.append(Words(self._left, y, self._bold, _POINTS, f"{number}"))
            for line in paragraph(text, self._sans, _POINTS, measure - 14):
                marks.append(Words(self._left + 14, y, self._sans, _POINTS, line))
                y += _LEADING
            y += 3.5
        for line in _settings(self._envelope, self._layout, self._voice):
            marks.append(Words(self._left + 14, y, self._sans, 8.5, line, BLACK))
            y += 11.4
        y += 6
        zones = (
            ("SAFE", self._safe),
            ("EXPOSED", self._envelope.exposed(self._envelope.window, self._layout.paper[0])),
        )
        for name, frame in (*zones, (self._voice.say("calibrate.address"), self._layout.address)):
            marks.append(Words(self._left + 14, y, self._bold, 7.5, name, QUIET))
            marks.append(Words(self._left + 62, y, self._sans, 7.5, self._corner(frame), QUIET))
            y += 10
        return marks

    def _steps(self) -> tuple[str, ...]:
        say = self._voice.say
        folds = [self._length(fold) for fold in _folded(self._envelope, self._layout)]
        fold = say("calibrate.fold_at", {"folds": self._voice.joined(folds)}) if folds else say("calibrate.no_fold")
        return (say("calibrate.print"), fold, say("calibrate.push"), say("calibrate.measure"))

    def _corner(self, frame: Frame) -> str:
        """The position of `frame` in words, in mm from the sheet's top left corner."""
        sides = zip(("x", "right", "y", "bottom"), (frame.x, frame.right, frame.y, frame.bottom), strict=True)
        said = {name: self._voice.written.number(Decimal(f"{float(side):.1f}"), 1) for name, side in sides}
        return self._voice.say("calibrate.corner", said)

    def _length(self, length: Decimal) -> str:
        """`length` (mm), on Letter paper in inches first."""
        millimetres = self._voice.written.number(length) + "\u00a0mm"
        return f"{inches(length)} ({millimetres})" if self._is_letter else millimetres

    def _short(self, length: Decimal) -> str:
        """The same where there is no room for both."""
        return inches(length) if self._is_letter else self._length(length)

    @property
    def _is_letter(self) -> bool:
        return self._layout.paper[1] < _LETTER_HEIGHT

    def _scales(self) -> list[Mark]:
        """100 mm level and upright, and 4 inches where the paper is Letter."""
        height = float(self._layout.paper[1]) * POINTS_PER_MM
        y = height - 22 * POINTS_PER_MM
        marks = level(HUNDRED_MM, self._left, y, self._sans)
        if self._is_letter:
            marks += level(FOUR_INCHES, self._left, y + 11 * POINTS_PER_MM, self._sans)
        return marks + upright(HUNDRED_MM, self._right, height - 128 * POINTS_PER_MM, self._sans)


def inches(length: Decimal) -> str:
    """`length` (mm) in inches, to a sixteenth where it is one, else to a hundredth.

    >>> inches(Decimal("101.6")), inches(Decimal("190.5")), inches(Decimal("98.425")), inches(Decimal(93))
    ('4\\xa0in', '7\\xa01/2\\xa0in', '3\\xa07/8\\xa0in', '3.66\\xa0in')
    """
    sixteenths = length / _INCH * 16
    if abs(sixteenths - round(sixteenths)) > _NEARLY:
        return f"{length / _INCH:.2f}\u00a0in"
    whole, part = divmod(Fraction(round(sixteenths), 16), 1)
    said = [str(whole)] if whole else []
    return "\u00a0".join([*said, *([str(part)] if part else []), "in"])


def _outline(frame: Frame, weight: float, colour: str, dash: float = 0.0) -> Outline:
    return Outline(*Place.of(frame), weight, colour, dash)


def _folded(envelope: Envelope, layout: Layout) -> tuple[Decimal, ...]:
    """The folds of the sheet for this one of the layout's envelopes, in mm from the top."""
    if envelope.panel == layout.envelope.panel:
        return layout.folds
    packet = envelope.panel if envelope.packet is None else envelope.packet
    return tuple(fold for n in range(3) if (fold := envelope.panel + packet * n) < layout.paper[1] - 5)


def _settings(envelope: Envelope, layout: Layout, voice: Voice) -> list[str]:
    """The lines for pastdue.toml that describe `envelope`."""
    paper = "Letter" if layout.paper[1] < _LETTER_HEIGHT else "A4"
    size = f"[{_plain(envelope.width)}, {_plain(envelope.height)}]"
    lines = [
        "[letters.window]",
        f"envelope = {size}     # {voice.say('calibrate.note_size')}",
        f"window = [{_four(envelope.window)}]     # {voice.say('calibrate.note_window')}",
    ]
    if envelope.return_window is not None:
        lines.append(f"return_window = [{_four(envelope.return_window)}]")
    lines.append(f"panel = {_plain(envelope.panel)}     # {voice.say('calibrate.note_panel')}")
    if envelope.packet is not None:
        lines.append(f"packet = {_plain(envelope.packet)}     # {voice.say('calibrate.note_packet')}")
    return [*lines, f'paper = "{paper}"']


def _four(pane: Pane) -> str:
    return ", ".join(_plain(side) for side in (pane.left, pane.bottom, pane.width, pane.height))


def _plain(number: Decimal) -> str:
    """`number` without zeros that say nothing."""
    return f"{number.normalize():f}"
