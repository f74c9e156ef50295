"""The pictures of the docs, painted from real runs: `python docs/paint.py`.

It needs what the tests need. The firms and their invoices are in docs/pictures/firms; all of them are made up.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image, ImageDraw

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.layouts import load_layout
from pastdue.typeset.layouts import Frame, Layout

PICTURES = Path(__file__).with_name("pictures")
FIRMS = PICTURES / "firms"
SAMPLES = PICTURES.parents[1] / "samples"
DAYS = ("2026-09-28", "2026-10-30")
CLAIM = "2026-12-15"
CLAIMED = 72
LETTER, SMALL = 100, 48
"""Dots an inch of a letter to read and of a layout to recognise."""
GREYS, COLOURS = 16, 48
DEMANDS = {"uk": "", **{firm: f"-{firm}" for firm in ("us", "pl", "de", "fr", "es", "it", "nl")}}
LAYOUTS = {
    "din-a": "de", "din-b": "de", "uk-dl": "uk", "fr-dl-right": "fr", "pl-dl-right": "pl", "pl-dl-left": "pl",
    "ch-right": "ch", "ch-left": "ch", "ch-c5-right": "ch", "ch-c5-left": "ch",
    "us10-single": "us", "us10-double": "us", "us9-double": "us",
}  # fmt: skip
BILLED = "ch-c5-right"
"""The layout whose letter ends with a QR-bill."""
SAFE, EXPOSED = "#1E7A46", "#B3261E"


@dataclass(frozen=True, slots=True)
class Office:
    """A folder with one firm's settings and invoices, in which the program is run."""

    folder: Path

    @classmethod
    def of(cls, firm: str, folder: Path, more: str = "") -> Office:
        """The office of `firm` in a new `folder`, `more` added to its settings."""
        folder.mkdir()
        settings = (FIRMS / f"{firm}.toml").read_text(encoding="utf-8")
        (folder / "pastdue.toml").write_text(f"{settings}\n{more}", encoding="utf-8")
        shutil.copy(FIRMS / f"{firm}.csv", folder / "invoices.csv")
        return cls(folder)

    def calls(self, *words: str, ends: int = 0) -> None:
        """Nothing; the program was called with `words` and ended as it should."""
        command = [sys.executable, "-c", "from pastdue.cli import main; main()", *words]
        done = subprocess.run(command, cwd=self.folder, check=False, capture_output=True, text=True)
        if done.returncode != ends:
            raise SystemExit(f"{' '.join(words)}: {done.stderr}")

    def letter(self, stage: str, days: tuple[str, ...]) -> Path:
        """The letter of `stage` that the run of the last of `days` makes, one run a day."""
        for day in days:
            self.calls("run", "invoices.csv", "--as-of", day)
        (found,) = (self.folder / "out" / days[-1] / "letters").glob(f"*-{stage}.pdf")
        return found


def page(pdf: Path, dots: int, number: int = 0) -> Image.Image:
    """Page `number` of `pdf`, counted from 0 or, below it, from the end, in grey."""
    document = pypdfium2.PdfDocument(pdf)
    drawn: Image.Image = document[number % len(document)].render(scale=dots / 72).to_pil()
    return drawn.convert("L")


def sheet(pdf: Path, number: int, dots: int) -> Image.Image:
    """Page `number` of `pdf` (from 0), in grey, on a sheet with an edge."""
    drawn: Image.Image = pypdfium2.PdfDocument(pdf)[number].render(scale=dots / 72).to_pil().convert("L")
    ImageDraw.Draw(drawn).rectangle([0, 0, drawn.width - 1, drawn.height - 1], outline=150)
    return drawn


def keep(picture: Image.Image, name: str, colours: int = GREYS) -> None:
    """Write `picture` as small as a PNG can be with few colours."""
    few = picture.quantize(colours, dither=Image.Dither.NONE)
    few.save(PICTURES / f"{name}.png", optimize=True)


def with_zones(picture: Image.Image, layout: Layout, dots: int) -> Image.Image:
    """`picture` of page one with what the windows always and at most show, on a sheet with an edge."""
    shown = picture.convert("RGB")
    pen = ImageDraw.Draw(shown)

    def box(frame: Frame, colour: str) -> None:
        sides = (frame.x, frame.y, min(frame.right, layout.paper[0] - 1), frame.bottom)
        pen.rectangle([float(side) / 25.4 * dots for side in sides], outline=colour, width=2)

    for window in layout.envelope.windows:
        box(layout.envelope.exposed(window, layout.paper[0]), EXPOSED)
        box(layout.envelope.safe(window, layout.paper[0]), SAFE)
    pen.rectangle([0, 0, shown.width - 1, shown.height - 1], outline="#999999")
    return shown


def logo_and_signature(folder: Path) -> str:
    """The settings for a drawn logo and signature that lie in `folder` from now on."""
    logo = Image.new("RGB", (900, 240), "white")
    pen = ImageDraw.Draw(logo)
    for n in range(3):
        pen.polygon(
            [(40 + 130 * n, 220), (150 + 130 * n, 40), (260 + 130 * n, 220)], fill=("#165C54", "#2F8276", "#79B5AA")[n]
        )
    logo.save(folder / "logo.png")
    sign = Image.new("RGB", (800, 160), "white")
    points = [
        (20, 120),
        (90, 20),
        (110, 130),
        (160, 60),
        (210, 120),
        (250, 50),
        (300, 110),
        (420, 80),
        (560, 100),
        (760, 40),
    ]
    ImageDraw.Draw(sign).line(points, fill="#1F3A5F", width=6, joint="curve")
    sign.save(folder / "sign.png")
    return '[letters]\nlogo = "logo.png"\nsignature_image = "sign.png"\naccent = "#165C54"\n'


def paint(temp: Path) -> None:
    """Every picture, anew."""
    for firm, ending in DEMANDS.items():
        letter = Office.of(firm, temp / f"demand-{firm}").letter("final-demand", DAYS)
        keep(page(letter, LETTER), f"final-demand{ending}")
    for name, firm in LAYOUTS.items():
        bill = "qr_bill = true\n" if name == BILLED else ""
        office = Office.of(firm, temp / name, f'[letters]\nlayout = "{name}"\n{bill}')
        letter = office.letter("reminder", DAYS[1:])
        keep(with_zones(page(letter, SMALL), load_layout(Catalog(), name), SMALL), f"layout-{name}")
        if bill:
            keep(page(letter, LETTER, -1), "qr-bill")
    office = Office.of("uk", temp / "calibrate")
    office.calls("calibrate", "--to", "page.pdf")
    keep(page(office.folder / "page.pdf", LETTER * 7 // 8), "calibrate")
    office = Office.of("uk", temp / "statement")
    office.letter("final-demand", DAYS)
    office.calls("statement", "invoices.csv", "1042", "--as-of", DAYS[1], "--pdf", "statement.pdf")
    keep(page(office.folder / "statement.pdf", LETTER), "statement")
    office.calls("claim", "invoices.csv", "1042", "--as-of", CLAIM)
    bundle = office.folder / "out" / "claims" / "C2026-001" / "claim.pdf"
    keep(sheet(bundle, 0, CLAIMED), "claim-summary")
    keep(sheet(bundle, len(pypdfium2.PdfDocument(bundle)) - 2, CLAIMED), "claim-exhibit")
    office = Office.of("us", temp / "us")
    settings = office.folder / "pastdue.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + logo_and_signature(office.folder), encoding="utf-8")
    letter = office.letter("reminder", DAYS[1:])
    keep(pypdfium2.PdfDocument(letter)[0].render(scale=LETTER / 72).to_pil().convert("RGB"), "reminder-us")


def paint_page(temp: Path) -> None:
    """The page of the samples' second month, at a desk and on a phone; the pictures there are stay where no browser is.

    It takes the browser of the tests, so the folder above must be on Python's path.
    """
    from playwright.sync_api import sync_playwright
    from tests.reports.browser import ARGUMENTS, executable

    chromium = executable()
    if chromium is None:
        print("no Chromium here: the pictures of the page stay as they are", file=sys.stderr)
        return
    page = _second_month(temp / "review")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        for name, width, height in (("review", 1120, 1500), ("review-phone", 390, 1500)):
            window = browser.new_page(viewport={"width": width, "height": height})
            window.goto(page.as_uri())
            taken = temp / f"{name}.png"
            window.screenshot(path=taken)
            keep(Image.open(taken).convert("RGB"), name, COLOURS)
        browser.close()


def _second_month(folder: Path) -> Path:
    """The page that the samples' firm gets in November, in English."""
    folder.mkdir()
    for file in SAMPLES.glob("*.csv"):
        shutil.copy(file, folder)
    settings = (SAMPLES / "pastdue.toml").read_text(encoding="utf-8")
    (folder / "pastdue.toml").write_text(settings.replace('language = "pl"', 'language = "en"'), encoding="utf-8")
    office = Office(folder)
    office.calls("run", "invoices-2026-10.csv", "--as-of", "2026-10-30", ends=3)
    office.calls("run", "invoices-2026-11.csv", "--payments", "payments-2026-11.csv", "--as-of", "2026-11-30", ends=3)
    return folder / "out" / "2026-11-30" / "reports" / "review.html"


if __name__ == "__main__":
    with TemporaryDirectory() as made:
        paint(Path(made))
        paint_page(Path(made))
