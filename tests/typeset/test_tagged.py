"""Tagged letters: a validator of PDF/UA-1 has nothing against them, and their parts are those of the letter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from page import validate_pdf_bytes
from tests.letters.letter_cases import LANGUAGES
from tests.run.test_copies_run import firm_in, out, put
from tests.typeset import copies_by_hand as hand
from tests.typeset.letters_by_hand import german_letter, us_letter
from tests.typeset.pictures_made import picture
from tests.typeset.test_qr_bill import bill
from tests.typeset.test_stub_pages import with_stub
from tests.typeset.test_typeset_economy import made

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.layouts import load_layout
from pastdue.model import Stage
from pastdue.model.letters import Letter
from pastdue.run import send
from pastdue.typeset import Look, Typesetter, read_artwork
from pastdue.typeset.pdf.pdfa import Attached, archived


@cache
def setter(layout: str) -> Typesetter:
    return Typesetter(load_layout(Catalog(), layout), Look(tagged=True))


def failures(pdf: bytes, profile: str = "ua1") -> list[str]:
    """The validator's complaints about the file."""
    return [f"{one.rule_id}: {one.message}" for one in validate_pdf_bytes(pdf, profile=profile).failures]


@cache
def opened(pdf: bytes) -> pikepdf.Pdf:
    """The file, open as long as the tests run: its objects end with it."""
    return pikepdf.open(BytesIO(pdf))


def elements(pdf: bytes) -> Iterator[pikepdf.Object]:
    """Every part in the file's structure, in reading order."""

    def walk(one: pikepdf.Object) -> Iterator[pikepdf.Object]:
        kids = one.get("/K", pikepdf.Array())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield kid
                yield from walk(kid)

    yield from walk(opened(pdf).Root.StructTreeRoot)


def roles(pdf: bytes) -> list[str]:
    return [str(one.S)[1:] for one in elements(pdf)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_validator_has_nothing_against_the_letters_of_any_language(language: str) -> None:
    for stage, count in ((Stage.REMINDER, 1), (Stage.FINAL_DEMAND, 3)):
        assert failures(setter("din-b").set(made(language, stage, count)).pdf) == []


@pytest.mark.parametrize("layout", ["uk-dl", "us10-double", "fr-dl-right", "pl-dl-right", "ch-c5-right"])
def test_nor_against_long_ones_in_any_kind_of_layout(layout: str) -> None:
    assert failures(setter(layout).set(made("en", Stage.SECOND_NOTICE, 60)).pdf) == []


def test_nor_against_a_stub_a_bill_a_draft_mark_and_pictures(tmp_path: Path) -> None:
    look = Look(
        tagged=True,
        draft_mark="DRAFT",
        logo=read_artwork(picture(tmp_path / "logo.png", (300, 100)), "Logo", "logo:"),
        signature=read_artwork(picture(tmp_path / "s.png", (300, 90)), "Signature", "signature:"),
    )
    pictured = Typesetter(load_layout(Catalog(), "din-b"), look).set(german_letter()).pdf
    for pdf in (pictured, setter("us10-double").set(with_stub()).pdf, setter("ch-c5-right").set(bill()).pdf):
        assert failures(pdf) == []
    texts = [str(one.Alt) for one in elements(pictured) if one.S == "/Figure"]
    assert texts[0] == german_letter().head.sender[0] and german_letter().signature[0] in texts


def test_the_validator_would_find_what_is_wrong() -> None:
    untagged = Typesetter(load_layout(Catalog(), "din-b")).set(german_letter()).pdf
    assert failures(untagged)
    with pikepdf.open(BytesIO(setter("din-b").set(german_letter()).pdf)) as pdf:
        table = next(one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/TR")
        del table.K[0]
        pdf.save(target := BytesIO())
    assert any("TABLE" in failure for failure in failures(target.getvalue()))


def test_the_subject_is_the_heading_and_the_annex_and_its_parts_stand_under_it() -> None:
    letter = made("de", Stage.FINAL_DEMAND, 3)
    told = roles(setter("din-b").set(letter).pdf)
    assert [role for role in told if role.startswith("H")] == ["H1", "H2", "H2", *["H3"] * len(letter.annex.parts)]
    assert told.index("H1") < told.index("Table") < told.index("Figure")


def test_two_paragraphs_that_say_the_same_are_two_parts() -> None:
    letter = made("en", Stage.FINAL_DEMAND, 3)
    said, other = letter.closing[-1], letter.closing[-1].upper()
    twice, apart = (setter("din-b").set(replace(letter, closing=(*letter.closing, text))) for text in (said, other))
    assert roles(twice.pdf).count("P") == roles(apart.pdf).count("P")


@pytest.mark.parametrize("count", [3, 60])
def test_every_row_of_a_table_has_all_its_columns_and_heads_are_told_once(count: int) -> None:
    letter = made("en", Stage.FINAL_DEMAND, count)
    found = list(elements(setter("din-b").set(letter).pdf))
    tables = [one for one in found if one.S == "/Table"]
    grids = [letter.grid, *(part.grid for part in letter.annex.parts)]
    for table, grid in zip(tables, grids, strict=True):
        wide = {sum(int(c.get("/A", {}).get("/ColSpan", 1)) for c in row.K) for row in table.K}
        assert wide == {len(grid.headings)}
        told = sum(bool(text) for text in grid.under)
        assert len(table.K) == 1 + len(grid.rows) + told + len(grid.totals)
        assert sum(cell.S == "/TH" for row in table.K for cell in row.K) == len(grid.headings)


def test_tags_change_nothing_that_can_be_seen_and_without_the_setting_there_are_none() -> None:
    pdfium = pytest.importorskip("pypdfium2")
    plain, tagged = Typesetter(load_layout(Catalog(), "din-b")).set(us_letter()), setter("din-b").set(us_letter())
    for one, other in zip(pdfium.PdfDocument(plain.pdf), pdfium.PdfDocument(tagged.pdf), strict=True):
        assert (one.render(scale=1).to_numpy() == other.render(scale=1).to_numpy()).all()
        assert one.get_textpage().get_text_bounded() == other.get_textpage().get_text_bounded()
    assert "/StructTreeRoot" not in pikepdf.open(BytesIO(plain.pdf)).Root
    assert setter("din-b").set(us_letter()).pdf == tagged.pdf


def test_the_archive_keeps_the_tags_and_is_pdf_a_as_well() -> None:
    pages = setter("din-b").set(german_letter())
    kept = archived(pages.pdf, pages.own, date(2026, 11, 1))
    assert failures(kept) == failures(kept, "2b") == []
    with_file = archived(pages.pdf, pages.own, date(2026, 11, 1), [Attached("a.pdf", "A", b"%PDF-1.4")])
    assert failures(with_file, "3b") == []


def test_a_letter_with_a_copy_is_not_said_to_be_accessible_but_what_is_kept_of_it_is(tmp_path: Path) -> None:
    job = firm_in(tmp_path, {"FV/1": "", "FV/2": "none"}, "\n[reports]\ncsv_heads = 'english'\n")
    put(tmp_path, "fv-1.pdf", hand.invoice("COPY ONE"))
    own = replace(job.firm.settings.letters, tagged=True, archive=True)
    firm = replace(job.firm, settings=replace(job.firm.settings, letters=own))
    done = send(replace(job, firm=firm))
    claims = {}
    for letter in done.letters:
        data = (out(tmp_path) / letter.file).read_bytes()
        claims[letter.draft.notices[0].invoice.number] = b"pdfuaid" in data
    assert claims == {"FV/1": False, "FV/2": True}
    kept = sorted((out(tmp_path) / "archive").glob("*.pdf"))
    assert len(kept) == 2 and all(failures(path.read_bytes()) == [] for path in kept)
    (print_file,) = (out(tmp_path) / "print").glob("*.pdf")
    assert "/StructTreeRoot" not in pikepdf.open(print_file).Root


def letter_of(language: str) -> Letter:
    return made(language, Stage.REMINDER, 1)


def test_a_code_is_told_by_its_caption() -> None:
    letter = letter_of("de")
    assert letter.payment.code is not None
    (figure,) = [one for one in elements(setter("din-b").set(letter).pdf) if one.S == "/Figure"]
    assert str(figure.Alt) == letter.payment.code.caption and len(figure.A.BBox) == 4
