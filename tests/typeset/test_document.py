"""Documents that are no letters, as a reader of their PDF finds them."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader
from pypdf.generic import Destination
from tests.typeset.pages_seen import Ink, pages_of, text_of
from tests.typeset.pictures_made import font, picture

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.layouts import load_layout
from pastdue.model.errors.left_out import CannotPrint
from pastdue.model.letters import LetterHead
from pastdue.typeset import Look, read_artwork, read_fallback
from pastdue.typeset.document import (
    Counted,
    DataTable,
    Document,
    DocumentSetter,
    Heading,
    Items,
    KeyValues,
    Paragraph,
    PostedTo,
    Tone,
)

DIN = load_layout(Catalog(), "din-b")
TEXT = "Each amount is what the letter of that day asked for, and each payment what came in, by its own day."
POST = PostedTo(
    LetterHead(
        sender=("Atelier Weiß GmbH", "Hauptstraße 1", "10115 Berlin"),
        sender_details=(("E-Mail", "post@weiss.example"),),
        return_line="Atelier Weiß GmbH · Hauptstraße 1 · 10115 Berlin",
        recipient=("Иванов и партнёры", "ul. Długa 5", "00-238 WARSZAWA", "POLEN"),
        place_and_date="Berlin, 30. November 2026",
        references=(("Kunde", "4711"),),
    ),
    footer=("Amtsgericht Charlottenburg HRB 1234",),
)


def table(rows: int) -> DataTable:
    lines = tuple((f"{n:02}.10.2026", f"Invoice {n}", f"{n},000.00", f"{n * 2},000.00") for n in range(1, rows + 1))
    return DataTable(("Day", "What", "Amount", "Balance"), lines, "llrr", (("", "Together", "1.00", "999,999.99"),))


def document(*parts: Heading | Paragraph | KeyValues | Items | DataTable) -> Document:
    return Document(
        "Statement of account", parts, "Lane & Daughters Ltd", "page {page} of {pages}", "as of today", "en"
    )


def found(page: list[Ink], text: str) -> Ink:
    (one,) = [ink for ink in page if ink.text == text]
    return one


def test_each_page_has_the_firm_its_number_and_from_the_second_on_the_title() -> None:
    pages = text_of(DocumentSetter(DIN).pdf(document(table(120))))
    assert len(pages) == 3
    for number, page in enumerate(pages, 1):
        assert f"page {number} of 3" in page.split("\n")
        assert "Lane & Daughters Ltd" in page.split("\n")
    assert "Statement of account" in pages[0].split("\n")
    assert all("Statement of account · as of today" in page.split("\n") for page in pages[1:])


def test_a_table_has_its_head_on_each_page_every_row_once_and_its_totals_with_the_last_row() -> None:
    for rows in range(36, 46):
        pages = text_of(DocumentSetter(DIN).pdf(document(Paragraph(TEXT), table(rows))))
        lines = [page.split("\n") for page in pages]
        assert [page.count("Balance") for page in lines] == [1] * len(pages)
        assert [n for page in lines for n in page if n.startswith("Invoice")] == [
            f"Invoice {n}" for n in range(1, rows + 1)
        ]
        assert "Together" in lines[-1]
        assert f"Invoice {rows}" in lines[-1]


def test_figures_stand_flush_right_under_their_heading_the_bold_totals_too() -> None:
    (page,) = pages_of(DocumentSetter(DIN).pdf(document(table(9))))
    edge = found(page, "Balance").right
    for text in ("2,000.00", "18,000.00", "999,999.99"):
        assert max(ink.right for ink in page if ink.text == text) == pytest.approx(edge, abs=0.05)


def test_weights_share_the_width_but_never_break_a_figure() -> None:
    wide = replace(table(2), weights=(1.0, 6.0, 1.0, 1.0))
    (page,) = pages_of(DocumentSetter(DIN).pdf(document(wide)))
    what, amount = found(page, "What"), found(page, "Amount")
    assert amount.left - what.left > 80
    narrow = replace(table(2), weights=(100.0, 1.0, 0.01, 0.01))
    (page,) = pages_of(DocumentSetter(DIN).pdf(document(narrow)))
    assert found(page, "999,999.99").left > found(page, "Amount").right


def test_a_row_taller_than_a_page_is_cut_between_its_lines_and_loses_none() -> None:
    words = [f"word{n:04}" for n in range(1200)]
    long = DataTable(("What", "Amount"), (("before", "1.00"), (" ".join(words), "2.00"), ("after", "3.00")), "lr")
    pages = pages_of(DocumentSetter(DIN).pdf(document(long)))
    read = " ".join(ink.text for page in pages for ink in page if ink.text.startswith("word"))
    assert read.split() == words
    assert all(ink.bottom < 290 for page in pages for ink in page)


def test_a_heading_is_never_the_last_thing_on_a_page() -> None:
    for count in range(44, 60):
        lines = [Paragraph(f"Line {n}") for n in range(count // 2)]
        made = document(*lines, Heading("The next part"), Paragraph(TEXT * 4))
        for page in pages_of(DocumentSetter(DIN).pdf(made)):
            lowest = max((ink for ink in page if ink.text and ink.baseline < 280), key=lambda ink: ink.baseline)
            assert lowest.text != "The next part"


def test_headings_of_level_one_are_bookmarks_to_their_pages() -> None:
    parts = (Heading("First"), table(60), Heading("Beside", 2), Heading("Second", new_page=True), Paragraph(TEXT))
    reader = PdfReader(BytesIO(DocumentSetter(DIN).pdf(document(*parts))))
    marks = [
        (str(entry["/Title"]), reader.get_destination_page_number(entry))
        for entry in reader.outline
        if isinstance(entry, Destination)
    ]
    assert marks == [("First", 0), ("Second", 2)]
    assert "Second" in reader.pages[2].extract_text()


def test_a_part_of_a_larger_file_is_numbered_as_it_stands_there() -> None:
    setter = DocumentSetter(DIN)
    sheets = setter.set(document(table(60)), Counted(7, 31)).sheets
    assert len(sheets) == 2
    alone = setter.set(document(table(60))).sheets
    assert [sheet.streams != other.streams for sheet, other in zip(sheets, alone, strict=True)] == [True, True]


def test_lists_labels_and_boxes_are_all_there_line_by_line() -> None:
    parts = (
        Items(("Stop the work", "Send what is done"), numbered=True, first=4),
        Items(("a dash",)),
        KeyValues((("Creditor", "Lane & Daughters Ltd\n1 Mill Lane"), ("VAT number", "GB123456789"))),
        Paragraph("Made before its day.", Tone.BOXED),
    )
    (page,) = text_of(DocumentSetter(DIN).pdf(document(*parts)))
    lines = page.split("\n")
    for text in ("4.", "5.", "–", "Stop the work", "1 Mill Lane", "GB123456789", "Made before its day."):
        assert text in lines


def test_posted_it_has_address_and_references_where_a_letter_has_them() -> None:
    letter = replace(document(table(60)), post=POST)
    first, second = pages_of(DocumentSetter(DIN).pdf(letter))
    assert found(first, "00-238 WARSZAWA").within(DIN.address)
    assert found(first, "4711").within(DIN.references, -0.2)
    assert found(first, "Amtsgericht Charlottenburg HRB 1234").baseline > 280
    shown = [ink.text for ink in first if ink.touches(DIN.exposed) and ink.text]
    assert sorted("".join(shown)) == sorted("".join((*POST.head.recipient, POST.head.return_line)))
    assert found(second, "Balance")


def test_a_script_our_faces_lack_is_set_in_the_fallback_or_refused_with_a_remedy(tmp_path: Path) -> None:
    named = document(KeyValues((("Customer", "株式会社 東京"),)))
    with pytest.raises(CannotPrint) as refusal:
        DocumentSetter(DIN).pdf(named)
    assert "U+682A" in refusal.value.what
    assert "fallback_font" in refusal.value.remedy
    helper = read_fallback(font(tmp_path / "f.ttf", "株式会社東京"), "letters.fallback_font:")
    with_it = DocumentSetter(DIN, Look(fallback=helper)).pdf(named)
    assert "株式会社 東京" in "".join(text_of(with_it)[0].split("\n"))


def test_equal_documents_make_equal_bytes_with_a_logo_and_the_file_says_what_it_is(tmp_path: Path) -> None:
    look = Look(logo=read_artwork(picture(tmp_path / "logo.png", (300, 100)), "Logo", "logo:"))
    one, two = (DocumentSetter(DIN, look).pdf(document(table(3))) for _ in range(2))
    assert one == two
    with pikepdf.open(BytesIO(one)) as file:
        assert (str(file.docinfo.Title), str(file.docinfo.Author)) == ("Statement of account", "Lane & Daughters Ltd")
        assert str(file.Root.Lang) == "en"


@pytest.mark.parametrize("count", range(29, 36))
def test_the_last_line_of_a_document_never_stands_alone_on_a_page(count: int) -> None:
    parts = [Paragraph(f"Term {number}.") for number in range(1, count + 1)]
    pages = text_of(DocumentSetter(DIN).pdf(document(*parts)))
    assert len(pages) == 1 or f"Term {count - 1}." in pages[-1]
