"""Foreign PDFs in the print file: hostile ones are cleaned or refused, odd ones stand upright and whole."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Name, Pdf
from tests.typeset import copies_by_hand as hand
from tests.typeset.letters_by_hand import german_letter, us_letter

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.layouts import load_layout
from pastdue.typeset import Look, Pages, Typesetter
from pastdue.typeset.enclosed.cleaning import clean
from pastdue.typeset.enclosed.extract import Leaves
from pastdue.typeset.enclosed.placing import PageBox
from pastdue.typeset.enclosed.refusal import BadCopy

pdfium = pytest.importorskip("pypdfium2")

A4, LETTER = hand.A4, PageBox(0, 0, 612, 792)
RED, BLUE, GREEN, VIOLET, WHITE = (255, 0, 0), (0, 0, 255), (0, 255, 0), (255, 0, 255), (255, 255, 255)


def appended(*copies: Leaves) -> Pages:
    """A German letter with these copies behind it."""
    return Typesetter(load_layout(Catalog(), "din-b")).set(german_letter(), lambda _: copies)


def shown(data: bytes) -> np.ndarray[Any, Any]:
    """The copy `data` as its first page looks behind a letter, a dot a point."""
    return drawn(appended(clean(data, A4)).pdf, -1)


def drawn(pdf: bytes, page: int) -> np.ndarray[Any, Any]:
    document = pdfium.PdfDocument(pdf)
    return np.asarray(document[page % len(document)].render(scale=1).to_numpy()[:, :, 2::-1])


def colour(image: np.ndarray[Any, Any], x: float, y: float) -> tuple[int, ...]:
    """The colour at (x, y), counted from the upper left corner."""
    return tuple(int(c) for c in image[int(y), int(x)])


def refused(data: bytes, says: str) -> None:
    with pytest.raises(BadCopy) as refusal:
        clean(data, A4)
    assert says in refusal.value.what


def test_a_copy_follows_the_letter_page_by_page_in_its_own_words() -> None:
    pages = appended(clean(hand.invoice("INVOICE 7", pages=2), A4), clean(hand.invoice("INVOICE 8"), A4))
    texts = [page.get_textpage().get_text_bounded() for page in pdfium.PdfDocument(pages.pdf)]
    assert (pages.count, pages.copied) == (len(texts), 3)
    assert [text.strip() for text in texts[pages.own :]] == ["INVOICE 7", "INVOICE 7", "INVOICE 8"]


def test_only_the_letter_itself_is_numbered() -> None:
    alone = appended()
    with_copy = appended(clean(hand.invoice(pages=3), A4))
    texts = [[p.get_textpage().get_text_bounded() for p in pdfium.PdfDocument(x.pdf)] for x in (alone, with_copy)]
    assert alone.copied == 0 and texts[1][: alone.count] == texts[0]


def test_the_same_copy_makes_the_same_bytes() -> None:
    data = hand.scripted()
    assert appended(clean(data, A4)).pdf == appended(clean(data, A4)).pdf


@pytest.mark.parametrize("turn", [0, 90, 180, 270, -90, 450])
def test_a_turned_page_stands_as_a_viewer_shows_it(turn: int) -> None:
    image = shown(hand.invoice(Rotate=turn))
    red, blue = colour(image, 20, 830), colour(image, 580, 10)
    corners = {0: (RED, BLUE), 180: (BLUE, RED)}
    # A broad page is laid on its side, its top to the left: what a quarter turn made of it is taken back.
    assert (red, blue) == (corners[0] if turn in (0, 90, 450) else corners[180])


def test_a_broad_page_lies_on_its_side_with_its_top_to_the_left() -> None:
    image = shown(hand.invoice(MediaBox=Array([0, 0, 842, 595]), Contents=None, change=_broad))
    assert colour(image, 585, 835) == RED  # its lower left corner
    assert colour(image, 10, 8) != WHITE  # its upper right corner


def _broad(pdf: Pdf) -> None:
    pdf.pages[0].obj.Contents = pdf.make_stream(b"0 0 1 rg 0 0 842 595 re f 1 0 0 rg 0 0 60 30 re f")


def test_a_page_of_another_size_is_whole_and_in_the_middle() -> None:
    data = hand.invoice()
    image = drawn(
        Typesetter(load_layout(Catalog(), "us10-double")).set(us_letter(), lambda _: [clean(data, LETTER)]).pdf, -1
    )
    scale = 792 / 842
    left = (612 - 595 * scale) / 2
    assert colour(image, left + 3, 789) == RED and colour(image, left - 3, 789) == WHITE
    assert colour(image, 612 - left - 3, 3) == BLUE and colour(image, 612 - left + 3, 3) == WHITE


def test_a_small_page_is_not_enlarged() -> None:
    image = shown(hand.invoice(MediaBox=Array([0, 0, 200, 300])))
    left, bottom = (595.28 - 200) / 2, (841.89 - 300) / 2 + 300
    assert colour(image, left + 55, bottom - 5) == RED and colour(image, left + 65, bottom - 5) == WHITE


def test_a_huge_page_is_made_to_fit_and_a_monstrous_one_refused() -> None:
    image = shown(hand.invoice(MediaBox=Array([0, 0, 5950, 8420])))
    assert colour(image, 2, 840) == RED and colour(image, 8, 840) == WHITE
    refused(hand.invoice(MediaBox=Array([0, 0, 200_000, 300])), "5 metres")
    refused(hand.invoice(UserUnit=100), "5 metres")


def test_only_what_the_crop_box_shows_is_printed() -> None:
    image = shown(hand.invoice(CropBox=Array([40, 20, 595, 842])))
    left, bottom = (595.28 - 555) / 2, 841.89 - (841.89 - 822) / 2
    assert colour(image, left + 10, bottom - 5) == RED and colour(image, left + 25, bottom - 5) == WHITE
    assert colour(image, left - 5, bottom - 5) == WHITE


def test_units_of_its_own_are_heeded() -> None:
    image = shown(hand.invoice(MediaBox=Array([0, 0, 200, 300]), UserUnit=2))
    assert colour(image, (595 - 400) / 2 + 110, 841.89 - (841.89 - 600) / 2 - 5) == RED


@pytest.mark.parametrize("box", [[0, 0, 0, 842], [10, 10, 10, 10]])
def test_a_page_without_area_is_refused(box: list[int]) -> None:
    refused(hand.invoice(MediaBox=Array(box)), "without any area")


def test_corners_given_the_other_way_round_are_the_same_page() -> None:
    assert colour(shown(hand.invoice(MediaBox=Array([595, 842, 0, 0]))), 20, 830) == RED


def test_scripts_launches_links_and_attached_files_stay_behind() -> None:
    pdf = appended(clean(hand.scripted(), A4)).pdf
    with Pdf.open(BytesIO(pdf)) as found:
        assert not {"/OpenAction", "/AA", "/Names", "/AcroForm", "/AF"} & set(found.Root.keys())
        assert not any({"/Annots", "/AA", "/A"} & set(page.keys()) for page in found.pages)
        target = BytesIO()
        found.save(target, stream_decode_level=pikepdf.StreamDecodeLevel.generalized, compress_streams=False)
    for word in (b"JavaScript", b"Launch", b"EmbeddedFile", b"virus", b"calc.exe", b"pwned", b"/Annot", b"/AA"):
        assert word not in target.getvalue(), word
    assert b"INVOICE" in target.getvalue()


def test_a_form_field_is_kept_as_it_looks() -> None:
    image = shown(hand.scripted())
    assert colour(image, 150, 842 - 610) == GREEN


@pytest.mark.parametrize(
    ("flags", "entries", "seen"),
    [
        (4, {}, True),
        (0, {}, False),
        (4 | 2, {}, False),
        (4, {"Subtype": Name.Link}, False),
        (4, {"Subtype": Name.Popup}, False),
    ],
)
def test_of_notes_only_those_meant_for_paper_are_drawn(flags: int, entries: dict[str, object], seen: bool) -> None:
    image = shown(hand.noted(flags, **entries))
    assert (colour(image, 350, 842 - 410) == GREEN) is seen


def test_a_field_filled_in_but_not_drawn_is_refused_rather_than_lost() -> None:
    def fill(pdf: Pdf) -> None:
        field = pikepdf.Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, V=pikepdf.String("9,99"), F=4, Rect=Array([0, 0, 9, 9])
        )
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(field)])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pdf.pages[0].obj.Annots)

    refused(hand.invoice(change=fill), "form field without a look")


def test_a_form_whose_look_is_left_to_the_viewer_is_refused() -> None:
    def leave(pdf: Pdf) -> None:
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=Array([]), NeedAppearances=True)

    refused(hand.invoice(change=leave), "each viewer shows in its own way")


def test_a_portfolio_is_refused_as_its_page_is_not_the_invoice() -> None:
    def bundle(view: Name) -> Callable[[Pdf], None]:
        def bundled(pdf: Pdf) -> None:
            pdf.attachments["invoice.pdf"] = hand.invoice("INNER")
            pdf.Root.Collection = pikepdf.Dictionary(View=view)

        return bundled

    refused(hand.invoice("COVER", change=bundle(Name.D)), "is a portfolio: the invoice is one of the files in it")
    assert colour(shown(hand.invoice("INVOICE", change=bundle(Name.H))), 10, 842 - 10) == RED


def test_a_hidden_layer_never_becomes_visible() -> None:
    refused(hand.layered(OFF=...), "switched off")
    refused(hand.layered(BaseState=Name.OFF), "switched off")
    assert colour(shown(hand.layered()), 225, 842 - 225) == VIOLET


@pytest.mark.parametrize("password", ["", "secret"])
def test_an_encrypted_file_is_refused_though_it_may_open(password: str) -> None:
    refused(hand.encrypted(password), "is encrypted")


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04" * 100, "Rechnung ü".encode()])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    refused(data, "is not a PDF")


@pytest.mark.parametrize("keep", [40, 300, 600, -10, -30, -300])
def test_a_file_cut_off_anywhere_is_refused(keep: int) -> None:
    refused(hand.invoice(pages=3)[:keep], "damaged")


@pytest.mark.slow
def test_zero_pages_and_too_many_are_refused_and_fifty_are_not() -> None:
    refused(hand.invoice(pages=0), "has no pages")
    refused(hand.invoice(pages=51), "has 51 pages")
    refused(hand.invoice(pages=1_000), "has 1,000 pages")
    assert len(clean(hand.invoice(pages=50), A4).forms) == 50


@pytest.mark.parametrize("data", [hand.looping_table(), hand.looping_pages()], ids=["table of places", "page tree"])
def test_a_file_that_leads_back_to_itself_is_refused(data: bytes) -> None:
    refused(data, "damaged")


@pytest.mark.slow
def test_what_unpacks_beyond_measure_is_refused() -> None:
    for data in (hand.bomb(), hand.bomb(2), hand.bomb_of_objects()):
        assert len(data) < 250_000
        refused(data, "damaged")


@pytest.mark.slow
def test_objects_packed_in_a_way_that_cannot_be_bounded_are_refused_unread() -> None:
    data = hand.bomb_of_objects().replace(b"/FlateDecode", b"/LZ#57Decode")
    refused(data, "outdated")
    old = hand.page_of(b"4 0 R", (4, hand.stream(b"/Filter /LZWDecode", bytes.fromhex("800b6050220c0c8501"))))
    assert len(clean(old, A4).forms) == 1


def test_damaged_operators_are_found_out_at_once() -> None:
    broken = hand.stream(b"/Filter /FlateDecode", b"\x78\x9cnonsense")
    refused(hand.page_of(b"4 0 R", (4, broken)), "damaged")


def test_a_page_in_another_file_is_refused() -> None:
    refused(hand.page_of(b"4 0 R", (4, hand.stream(b"/F (secret.txt)", b"x"))), "another file")


def test_nesting_without_end_is_refused() -> None:
    deep = b"/Resources << /Font << /F " + b"[" * 300 + b"]" * 300 + b" >> >>"
    refused(hand.page_of(b"4 0 R", (4, hand.stream(b"", hand.MARK)), entries=deep), "nested")


def test_operators_in_several_streams_are_read_as_one() -> None:
    parts = ((4, hand.stream(b"", b"1 0 0")), (5, hand.stream(b"", b"rg 0 0 60 30 re f")))
    assert colour(shown(hand.page_of(b"[4 0 R 5 0 R]", *parts)), 20, 830) == RED


def test_operators_that_close_more_than_they_opened_do_not_move_the_page() -> None:
    data = hand.page_of(b"4 0 R", (4, hand.stream(b"", b"Q Q q " + hand.MARK)))
    assert colour(shown(data), 20, 830) == RED


def test_a_page_without_operators_is_a_blank_page() -> None:
    assert len(clean(hand.page_of(b"null"), A4).forms) == 1


def test_the_mark_on_each_sheet_counts_the_copies_sheets_too() -> None:
    zxing = pytest.importorskip("zxingcpp")
    setter = Typesetter(load_layout(Catalog(), "din-b"), Look(sheet_mark=True))
    target, copies = BytesIO(), [clean(hand.invoice(pages=4), A4._replace(left=54.0))]
    (place,) = setter.merge([setter.draw(german_letter(), "one", lambda _: copies)], target, True)
    document, found = pdfium.PdfDocument(target.getvalue()), []
    for page in document:
        image = np.ascontiguousarray(page.render(scale=200 / 72).to_numpy())
        found.append([code.text for code in zxing.read_barcodes(image, formats=zxing.BarcodeFormat.Code128)])
    sheets = range(1, place.sheets + 1)
    assert found[::2] == [[f"{german_letter().number}|{sheet}|{place.sheets}"] for sheet in sheets]
    assert not any(found[1::2])
    red = [
        colour(np.asarray(document[len(document) - 2].render(scale=1).to_numpy()[:, :, 2::-1]), x, 841 - 38)
        for x in (40, 60)
    ]
    assert red == [WHITE, RED]  # the copy has made room for the mark


def test_reading_a_copy_leaves_the_limits_of_others_alone() -> None:
    before = pikepdf.settings.get_qpdf_limits()
    clean(hand.invoice(), A4)
    refused(b"%PDF-1.7 nonsense", "damaged")
    assert pikepdf.settings.get_qpdf_limits() == before
