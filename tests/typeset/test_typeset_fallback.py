"""A font of the user's own lends the glyphs ours lack, and only those."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from tests.typeset.letters_by_hand import german_letter, us_letter, with_recipient
from tests.typeset.pages_seen import pages_of
from tests.typeset.pictures_made import font, postscript_font

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.layouts import load_layout
from pastdue.model.errors import SettingsError
from pastdue.model.errors.left_out import CannotPrint
from pastdue.typeset import Look, Typesetter, read_fallback

DIN = load_layout(Catalog(), "din-b")
TOKYO = with_recipient(german_letter(1), "株式会社 東京 GmbH", "Königsallee 1", "40212 Köln")


def setter(path: Path) -> Typesetter:
    return Typesetter(DIN, Look(fallback=read_fallback(path, "letters.fallback_font:")))


def refused(path: Path) -> str:
    with pytest.raises(SettingsError) as error:
        read_fallback(path, "letters.fallback_font:")
    assert error.value.what.startswith(f"letters.fallback_font: {str(path)!r}: ")
    assert error.value.remedy
    return error.value.what


def test_without_a_fallback_the_letter_is_refused_by_code_point_and_invoice() -> None:
    with pytest.raises(CannotPrint) as refusal:
        Typesetter(DIN).set(TOKYO)
    assert "invoice RE-2026/311: recipient: U+682A (CJK UNIFIED IDEOGRAPH-682A) has no glyph" in str(refusal.value)
    assert "fallback_font" in refusal.value.remedy


def test_with_one_every_character_is_printed_and_can_be_copied(tmp_path: Path) -> None:
    page = pages_of(setter(font(tmp_path / "f.ttf", "株式会社東京")).set(TOKYO).pdf)[0]
    lines: dict[float, str] = {}
    for ink in page:
        lines[round(ink.baseline, 2)] = lines.get(round(ink.baseline, 2), "") + ink.text
    assert "株式会社 東京 GmbH" in lines.values()


def test_ours_is_used_wherever_it_has_a_glyph(tmp_path: Path) -> None:
    one = setter(font(tmp_path / "f.ttf", "東GmbHKönig"))
    letter = with_recipient(german_letter(1), "GmbH König", "40212 Köln")
    assert one.set(letter) == Typesetter(DIN).set(letter)
    with pikepdf.open(BytesIO(one.set(with_recipient(letter, "GmbH 東", "40212 Köln")).pdf)) as file:
        names = [str(f.BaseFont)[8:] for f in file.pages[0].Resources.Font.values()]
    assert names.count("Squares-Regular") == 1


def test_a_character_that_neither_has_is_still_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotPrint, match=r"recipient: U\+4EAC"):
        setter(font(tmp_path / "f.ttf", "株式会社東")).set(TOKYO)


def test_characters_beyond_the_first_plane_can_be_copied_too(tmp_path: Path) -> None:
    pdf = setter(font(tmp_path / "f.ttf", "𠮷東")).set(with_recipient(german_letter(1), "𠮷 東", "Köln")).pdf
    with pikepdf.open(BytesIO(pdf)) as file:
        maps = b"".join(f.ToUnicode.read_bytes() for f in file.pages[0].Resources.Font.values())
    assert b"<D842DFB7>" in maps


def test_letters_written_from_right_to_left_are_refused_even_with_a_glyph(tmp_path: Path) -> None:
    one = setter(font(tmp_path / "f.ttf", "שלום"))
    with pytest.raises(CannotPrint, match=r"U\+05E9 \(HEBREW LETTER SHIN\) cannot be printed"):
        one.set(with_recipient(german_letter(1), "שלום", "Köln"))


def test_the_same_letter_has_the_same_bytes_whatever_was_set_before(tmp_path: Path) -> None:
    path = font(tmp_path / "f.ttf", "株式会社東京𠮷")
    one = setter(path)
    alone = one.set(TOKYO)
    one.set(with_recipient(us_letter(), "𠮷", "x"))
    assert one.set(TOKYO) == alone == setter(path).set(TOKYO)


def test_only_a_few_glyphs_are_lent_at_a_time(tmp_path: Path) -> None:
    many = "".join(map(chr, range(0x4E00, 0x5E00)))
    one = setter(font(tmp_path / "f.ttf", many))
    letter = with_recipient(german_letter(1), chr(0x4E00) + chr(0x4E01), "Köln")
    assert len(one.set(letter).pdf) < len(Typesetter(DIN).set(german_letter(1)).pdf) + 5_000


def test_a_table_is_as_wide_as_the_lent_glyphs_ask(tmp_path: Path) -> None:
    letter = german_letter(1)
    row = ("東" * 12, *letter.grid.rows[0][1:])
    page = pages_of(
        setter(font(tmp_path / "f.ttf", "東")).set(replace(letter, grid=replace(letter.grid, rows=(row,)))).pdf
    )[0]
    number = next(ink for ink in page if ink.text == "東" * 12)
    beside = next(ink for ink in page if ink.text == row[1])
    assert number.right < beside.left


def test_a_font_with_postscript_outlines_is_refused(tmp_path: Path) -> None:
    assert "PostScript (CFF) outlines" in refused(postscript_font(tmp_path / "f.otf", "東"))


def test_a_font_that_may_not_be_embedded_is_refused(tmp_path: Path) -> None:
    assert read_fallback(font(tmp_path / "f.ttf", "東", embedding=8), "x").known
    assert "does not allow" in refused(font(tmp_path / "g.ttf", "東", embedding=2))


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "is not a TrueType font"), (b"ttcf1234", "collection"), (b"wOF2....", "is not a TrueType font"),
     (b"\0\1\0\0", "cannot be used"), (b"\0\1\0\0" + b"\xff" * 200, "cannot be used")],
)  # fmt: skip
def test_what_is_no_usable_font_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "f.ttf").write_bytes(data)
    assert said in refused(tmp_path / "f.ttf")


@pytest.mark.parametrize("part", [0.05, 0.3, 0.6, 0.9])
def test_a_font_cut_short_is_refused(tmp_path: Path, part: float) -> None:
    data = font(tmp_path / "f.ttf", "株式会社東京").read_bytes()
    (tmp_path / "f.ttf").write_bytes(data[: int(len(data) * part)])
    assert "cannot be used" in refused(tmp_path / "f.ttf")


def test_a_font_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "cannot be read" in refused(tmp_path / "none.ttf")
