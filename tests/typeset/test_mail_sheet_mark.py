"""The sheet mark: read off the printed page, at the same place on each sheet, where no window and no text is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from tests.typeset.letters_by_hand import german_letter

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.layouts import load_layout
from pastdue.model.errors import SettingsError
from pastdue.typeset import Look, MergedLetter, Typesetter
from pastdue.typeset.ink.marks import POINTS_PER_MM
from pastdue.typeset.letter.exposure import Box, box_of
from pastdue.typeset.letter.sheet_mark import MODULE, SheetMark

LAYOUTS = {name: load_layout(Catalog(), name) for name in Catalog().names("layouts")}
LONG = replace(german_letter(90), number="2026-00017")


def print_file(duplex: bool, look: Look) -> tuple[bytes, list[MergedLetter]]:
    target = BytesIO()
    setter = Typesetter(LAYOUTS["din-b"], look)
    places = setter.merge([setter.draw(LONG, "one")], target, duplex)
    return target.getvalue(), places


def read(pdf: bytes) -> list[list[str]]:
    """The Code 128 marks on each page as a scanner at 300 dpi reads them."""
    document = pypdfium2.PdfDocument(pdf)
    images = [document[n].render(scale=300 / 72, grayscale=True).to_numpy().squeeze() for n in range(len(document))]
    kind = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.Code128)
    return [[found.text for found in zxingcpp.read_barcodes(image, kind)] for image in images]


@pytest.mark.parametrize("duplex", [True, False])
def test_each_sheet_says_on_its_front_whose_it_is_and_which_of_how_many(duplex: bool) -> None:
    pdf, (place,) = print_file(duplex, Look(sheet_mark=True))
    marks = read(pdf)
    fronts, backs = (marks[::2], marks[1::2]) if duplex else (marks, [])
    assert place.sheets > 1
    assert fronts == [[f"2026-00017|{n}|{place.sheets}"] for n in range(1, place.sheets + 1)]
    assert all(back == [] for back in backs)


def test_there_is_no_mark_unless_it_is_asked_for_and_never_in_the_letter_itself() -> None:
    assert not any(read(print_file(True, Look())[0]))
    plain, marked = (Typesetter(LAYOUTS["din-b"], look).set(LONG).pdf for look in (Look(), Look(sheet_mark=True)))
    assert plain == marked


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_the_longest_mark_stays_in_the_margin_between_two_folds_and_out_of_every_window(layout) -> None:  # type: ignore[no-untyped-def]
    short, box = (box_of(SheetMark(layout).mark(f"2026-123456|{n}|{n}")) for n in (1, 999))
    assert short[:2] == box[:2]
    quiet_and_clear = 10 * MODULE + 2.9 * POINTS_PER_MM
    assert box.top - quiet_and_clear >= max(Box.of(zone).bottom for zone in layout.exposed_frames)
    assert box.left > 11 * POINTS_PER_MM and box.right < min(18.0, float(layout.text.left) - 1) * POINTS_PER_MM
    for fold in layout.folds:
        assert not box.top - quiet_and_clear < float(fold) * POINTS_PER_MM < box.bottom + quiet_and_clear


def test_a_layout_without_room_for_the_mark_is_refused_at_once() -> None:
    narrow = replace(LAYOUTS["din-b"], folds=tuple(Decimal(fold) for fold in (105, 175, 245)))
    with pytest.raises(SettingsError, match="no panel with room"):
        Typesetter(narrow, Look(sheet_mark=True))
    Typesetter(narrow, Look())


def test_the_mark_never_stands_on_a_qr_bill_and_a_layout_without_room_above_one_is_refused() -> None:
    roomy = SheetMark(LAYOUTS["din-a"], bills=True)
    assert box_of(roomy.mark("2026-123456|999|999")).bottom + 8 < (297 - 105) * POINTS_PER_MM
    with pytest.raises(SettingsError, match="between the window and a QR-bill") as refused:
        Typesetter(LAYOUTS["ch-c5-right"], Look(sheet_mark=True, qr_bill=True))
    assert "qr_bill" in refused.value.remedy
    with pytest.raises(SettingsError, match="between the window and a QR-bill"):  # but for its line to cut along
        SheetMark(LAYOUTS["din-b"], bills=True)
    for look in (Look(sheet_mark=True), Look(qr_bill=True)):
        Typesetter(LAYOUTS["ch-c5-right"], look)
