"""`pastdue calibrate`: the zones as they are computed, scales as long as they say, and measures to try."""

from __future__ import annotations

import subprocess
import tomllib
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader
from tests.command import pastdue
from tests.languages import LANGUAGES
from tests.typeset.pages_seen import Ink, pages_of, text_of
from tests.typeset.pictures_made import font, picture

from pastdue.firm import read_firm
from pastdue.firm.binding import bind
from pastdue.firm.catalog import Catalog, parse_toml
from pastdue.firm.look import layout_of, look_of
from pastdue.firm.rows.languages import load_wording
from pastdue.firm.rows.layouts import load_layout
from pastdue.letters.language.voice import Voice
from pastdue.typeset.calibration.page import calibration
from pastdue.typeset.layouts import Frame, OwnWindow, own_layout

NAMES = Catalog().names("layouts")
HOMES = {"en": "GB", "pl": "PL", "de": "DE", "fr": "FR", "es": "ES", "it": "IT", "nl": "NL"}
VOICES = {language: Voice.of(load_wording(Catalog(), language), HOMES.get(language, "")) for language in LANGUAGES}
ENGLISH = VOICES["en"]


def run(folder: Path, *arguments: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    done = pastdue(folder, "calibrate", *arguments)
    assert done.returncode == code, (done.stdout, done.stderr)
    return done


@cache
def pages(name: str, language: str) -> list[list[Ink]]:
    """The pages of a layout, made once for all that is asked of them."""
    return pages_of(calibration({name: load_layout(Catalog(), name)}, VOICES[language]))


def boxes(page: list[Ink]) -> list[tuple[float, float, float, float]]:
    return [(ink.left, ink.top, ink.right, ink.bottom) for ink in page if not ink.text]


def sides(frame: Frame) -> tuple[float, float, float, float]:
    return float(frame.x), float(frame.y), float(frame.right), float(frame.bottom)


@pytest.mark.parametrize("name", NAMES)
def test_every_line_of_the_sample_address_stands_where_it_is_always_seen(name: str) -> None:
    row = load_layout(Catalog(), name)
    lines = [ink for ink in pages(name, "en")[0] if ink.text.startswith("Line ") and "address" in ink.text]
    assert len(lines) == row.address_lines
    assert all(line.within(row.safe) for line in lines)


@pytest.mark.parametrize("name", NAMES)
def test_every_zone_of_every_envelope_is_drawn_where_it_is(name: str) -> None:
    row = load_layout(Catalog(), name)
    found = pages(name, "en")
    assert len(found) == len(row.envelopes)
    for page, envelope in zip(found, row.envelopes, strict=True):
        drawn = boxes(page)
        for window in envelope.windows:
            for zone in (envelope.safe(window, row.paper[0]), envelope.exposed(window, row.paper[0])):
                assert any(box == pytest.approx(sides(zone), abs=0.02) for box in drawn), (name, zone)
        for frame in row.shown_frames:
            assert any(box == pytest.approx(sides(frame), abs=0.02) for box in drawn)
        for fold in row.folds:
            assert any((box[1] + box[3]) / 2 == pytest.approx(float(fold), abs=0.02) and box[0] < 6 for box in drawn)


@pytest.mark.parametrize("name", NAMES)
def test_the_scales_are_100_mm_and_on_letter_4_inches_long(name: str) -> None:
    page = pages(name, "en")[0]
    wide = {round(right - left, 2) for left, _, right, _ in boxes(page)}
    tall = {round(bottom - top, 2) for _, top, _, bottom in boxes(page)}
    assert any(abs(w - 100) < 0.02 for w in wide)
    assert any(abs(t - 100) < 0.02 for t in tall)
    assert any(abs(w - 101.6) < 0.02 for w in wide) == name.startswith("us")


@pytest.mark.parametrize("language", VOICES)
@pytest.mark.parametrize("name", NAMES)
def test_nothing_on_the_page_runs_into_anything_else_or_off_the_sheet(name: str, language: str) -> None:
    row = load_layout(Catalog(), name)
    for page in pages(name, language):
        words = sorted((ink for ink in page if ink.text), key=lambda ink: ink.baseline)
        assert max(ink.bottom for ink in page) < float(row.paper[1]) - 4
        assert max(ink.right for ink in words) < float(row.paper[0]) - 4
        for n, one in enumerate(words):
            for other in words[n + 1 :]:
                if other.baseline - other.points * 0.6 * 25.4 / 72 < one.baseline:
                    assert one.right <= other.left + 0.05 or other.right <= one.left + 0.05, (one, other)


@pytest.mark.parametrize("language", VOICES)
@pytest.mark.parametrize("name", NAMES)
def test_the_measures_on_the_page_make_the_same_zones_as_own_window(name: str, language: str) -> None:
    row = load_layout(Catalog(), name)
    for page, envelope in zip(pages(name, language), row.envelopes, strict=True):
        text = "\n".join(ink.text for ink in page if ink.text)
        lines = text[text.index("[letters.window]") :].split("\nSAFE")[0]
        table = parse_toml(lines, "page")["letters"]["window"]
        made = own_layout(bind(OwnWindow, table, "page"))
        assert made.safe == envelope.safe(envelope.window, row.paper[0])
        assert made.exposed == envelope.exposed(envelope.window, row.paper[0])


def test_the_same_layouts_make_the_same_bytes() -> None:
    layouts = {name: load_layout(Catalog(), name) for name in NAMES}
    pdf = calibration(layouts, ENGLISH)
    assert pdf == calibration(layouts, ENGLISH)
    with pikepdf.open(BytesIO(pdf)) as file:
        assert not file.check_pdf_syntax()
        assert str(file.Root.ViewerPreferences.PrintScaling) == "/None"


def test_all_layouts_make_one_file_with_each_page_in_its_own_size(tmp_path: Path) -> None:
    done = run(tmp_path, "--layout", "all")
    assert done.stdout == "calibrate-all.pdf\n"
    reader = PdfReader(tmp_path / "calibrate-all.pdf")
    sizes = {(round(float(p.mediabox.width)), round(float(p.mediabox.height))) for p in reader.pages}
    assert sizes == {(595, 842), (612, 792)}
    wanted = sum(len(load_layout(Catalog(), name).envelopes) for name in NAMES)
    assert len(reader.pages) == wanted


def test_the_page_is_in_the_creditors_language(tmp_path: Path) -> None:
    (tmp_path / "pastdue.toml").write_text('[creditor]\nname = "A"\ncountry = "FR"\nlanguage = "fr"\n', "utf-8")
    run(tmp_path)
    pdf = tmp_path / "calibrate-fr-dl-right.pdf"
    (text, *_) = text_of(pdf.read_bytes())
    assert "Page d’essai : fr-dl-right".replace(" :", "\u00a0:") in text
    assert "pli, 99\u00a0mm" in text
    assert "The sender" not in text
    assert str(PdfReader(pdf).root_object["/Lang"]) == "fr-FR"


def test_without_settings_or_ledger_the_countrys_layout_is_shown(tmp_path: Path) -> None:
    assert run(tmp_path).stdout == "calibrate-us10-double.pdf\n"
    (tmp_path / "pastdue.toml").write_text('[creditor]\nname = "A"\ncountry = "FR"\n', "utf-8")
    assert run(tmp_path).stdout == "calibrate-fr-dl-right.pdf\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "calibrate-fr-dl-right.pdf",
        "calibrate-us10-double.pdf",
        "pastdue.toml",
    ]


def test_a_layout_is_shown_by_name_in_the_file_asked_for(tmp_path: Path) -> None:
    assert run(tmp_path, "--layout", "din-a", "--to", "here.pdf").stdout == "here.pdf\n"
    assert "Calibration page: din-a" in text_of((tmp_path / "here.pdf").read_bytes())[0]
    assert "did you mean 'din-b'?" in run(tmp_path, "--layout", "din-bb", code=2).stderr


OWN = '[letters.window]\nenvelope = [220, 110]\nwindow = [20, 15, 90, 45]\npanel = 105\npaper = "A4"\n'


def test_the_own_window_of_the_settings_is_shown(tmp_path: Path) -> None:
    (tmp_path / "pastdue.toml").write_text(OWN, "utf-8")
    assert run(tmp_path).stdout == "calibrate-own-window.pdf\n"
    text = text_of((tmp_path / "calibrate-own-window.pdf").read_bytes())[0]
    assert tomllib.loads(OWN)["letters"]["window"]["window"] == [20, 15, 90, 45]
    assert "window = [20, 15, 90, 45]" in text


def test_an_own_window_too_small_is_a_settings_error_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "pastdue.toml").write_text(OWN.replace("90, 45", "90, 20"), "utf-8")
    said = run(tmp_path, code=2).stderr
    assert "letters.window: the window is sure to show only 80 x 15 mm" in said
    assert "panel = 107" in said


def test_a_layout_and_an_own_window_are_one_too_many(tmp_path: Path) -> None:
    (tmp_path / "pastdue.toml").write_text('[letters]\nlayout = "din-b"\n' + OWN, "utf-8")
    assert "both layout and window are set" in run(tmp_path, code=2).stderr


def test_letters_are_set_for_the_own_window_with_the_firms_pictures_and_font(tmp_path: Path) -> None:
    picture(tmp_path / "logo.png", (90, 30))
    picture(tmp_path / "sign.png", (90, 30))
    font(tmp_path / "f.ttf", "東")
    keys = 'logo = "logo.png"\nsignature_image = "sign.png"\nfallback_font = "f.ttf"\n'
    (tmp_path / "pastdue.toml").write_text(f'[creditor]\nsignatory = "A"\n[letters]\n{keys}{OWN}', "utf-8")
    firm = read_firm(tmp_path / "pastdue.toml", Path())
    look = look_of(firm)
    assert look.logo is not None
    assert look.signature is not None
    assert look.fallback is not None
    assert "東" in look.fallback.known
    assert layout_of(firm).title.endswith("own window envelope 220 x 110 mm")


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ('logo = "none.png"', "letters.logo: "),
        ('signature_image = "none.png"', "letters.signature_image: "),
        ('fallback_font = "none.ttf"', "letters.fallback_font: "),
    ],
)
def test_a_file_that_cannot_be_used_ends_every_run_with_exit_2(tmp_path: Path, keys: str, said: str) -> None:
    (tmp_path / "pastdue.toml").write_text(f'[creditor]\nsignatory = "A"\n[letters]\n{keys}\n', "utf-8")
    (tmp_path / "i.csv").write_text(
        "invoice,customer_id,customer,issued,due,currency,total,address1,city\n"
        "1,C,C Ltd,2026-01-01,2026-01-31,USD,100.00,1 High St,Town\n"
    )
    done = pastdue(tmp_path, "plan", "i.csv", "--as-of", "2026-03-20")
    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert "none." in done.stderr


def test_a_signature_without_a_signatory_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pastdue.toml").write_text('[letters]\nsignature_image = "s.png"\n', "utf-8")
    assert "there is no signatory" in run(tmp_path, code=2).stderr
