"""The files themselves: what is written within brackets is read as it was meant, and every object is found."""

from __future__ import annotations

import zlib
from io import BytesIO

import pikepdf
import pypdf
import pytest
from reportlab.pdfbase import pdfmetrics
from tests.typeset.pages_seen import text_of

from pastdue.typeset.ink.cuts import cut
from pastdue.typeset.ink.face import face
from pastdue.typeset.ink.look import Look, Type
from pastdue.typeset.ink.marks import Words
from pastdue.typeset.pdf.drawing import drawn
from pastdue.typeset.pdf.printfile import PdfFile
from pastdue.typeset.pdf.xmp import FileFacts

SANS = Type.of(Look()).sans
WESTERN = "".join(sorted(char for char in SANS.alphabet("Łódź").chars if char.isprintable()))


def file_of(texts: list[str], title: str = "Letters") -> bytes:
    """A page for each of `texts`, drawn as one letter."""
    target = BytesIO()
    file = PdfFile(target, (595.0, 842.0))
    for sheet in drawn([[Words(20, 20, SANS, 4, text)] for text in texts], 842.0):
        file.add(sheet)
    file.bookmark(title, 1)
    file.close(FileFacts(title))
    return target.getvalue()


@pytest.mark.parametrize("text", [r"Müller (Leeds) \ Söhne", r"(((", r"\)", WESTERN, f"{WESTERN} Ωμέγα"])
def test_every_character_is_read_back_as_it_was_written(text: str) -> None:
    assert "".join(text_of(file_of([text]))[0].split("\n")) == text


@pytest.mark.parametrize("typeface", ["noto-sans", "noto-serif", "liberation-sans"])
@pytest.mark.parametrize("style", ["regular", "bold", "italic"])
def test_every_alphabet_that_a_letter_begins_with_has_all_of_ascii(typeface: str, style: str) -> None:
    ascii_ = set(map(chr, range(32, 127)))
    for used in ("Leeds", "Łódź", "Ωμέγα"):
        assert ascii_ <= face(typeface, style).alphabet(used).chars


def test_a_byte_that_would_end_a_line_is_written_by_its_name() -> None:
    many = [char for char in sorted(SANS.known) if ord(char) > 127][:200]
    written = set(cut("many", many, pdfmetrics.getFont(SANS.name).face).written.values())
    assert len(written) == 200 and r"\r" in written and "\r" not in written


@pytest.mark.parametrize("title", ["Second notice (copy)", r"C:\letters", "Zażółć gęślą", "two\nlines", "Ångström – 𝔘"])
def test_a_title_is_read_back_from_the_facts_and_from_the_outline(title: str) -> None:
    with pikepdf.open(BytesIO(file_of(["x"], title))) as pdf:
        assert str(pdf.docinfo["/Title"]) == title
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == [title]


def test_every_object_stands_where_the_table_says() -> None:
    data = file_of(["one", "two", "three"])
    reader = pypdf.PdfReader(BytesIO(data), strict=True)
    assert [page.extract_text() for page in reader.pages] == ["one", "two", "three"]
    with pikepdf.open(BytesIO(data), attempt_recovery=False) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.trailer.Size == len(pdf.objects) + 1


def test_files_that_differ_have_another_identity_and_equal_ones_the_same() -> None:
    def identity(texts: list[str]) -> bytes:
        with pikepdf.open(BytesIO(file_of(texts))) as pdf:
            return bytes(pdf.trailer.ID[0])

    assert identity(["one"]) == identity(["one"])
    assert identity(["one"]) != identity(["two"])


def test_no_stream_ends_with_a_carriage_return_which_could_be_taken_for_the_end_of_a_line() -> None:
    many = [str(number) for number in range(1000)]
    data = file_of(many)
    assert data.count(b"endstream") > 1000 and b"\r\nendstream" not in data
    assert text_of(data) == many
    font = face("liberation-sans", "italic").block(chr(0x180))
    assert not font.file.endswith(b"\r\nendstream")
    length = int(font.file.partition(b"/Length1 ")[2].partition(b" ")[0])
    assert len(zlib.decompress(font.file.partition(b"stream\n")[2].removesuffix(b"\nendstream"))) == length
