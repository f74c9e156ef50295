"""Every word of a letter is in the PDF exactly as it was written, or the letter is refused."""

from __future__ import annotations

from dataclasses import fields, replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from tests.typeset.letters_by_hand import german_letter, polish_letter, us_letter, with_recipient
from tests.typeset.pages_seen import pages_of, text_of

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.layouts import load_layout
from pastdue.model.errors import SettingsError
from pastdue.model.errors.left_out import CannotPrint
from pastdue.model.letters import Letter
from pastdue.typeset import Look, Typesetter

HIDDEN = ("stage", "language", "title", "author", "page_label", "continued_label")
PARTS = {"references": "head", "recipient": "head", "payment": "payment", "pay_line": "payment"}
"""The part of a letter in which a field stands that is none of its own."""
PLAIN = Look()


def setter(layout: str = "din-b", look: Look = PLAIN) -> Typesetter:
    return Typesetter(load_layout(Catalog(), layout), look)


def words_of(letter: Letter) -> list[str]:
    """Every word the letter wants on paper."""
    texts: list[str] = []
    waiting: list[object] = [getattr(letter, f.name) for f in fields(letter) if f.name not in HIDDEN]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            texts += item.split(" ")
        elif isinstance(item, tuple):
            waiting += item
        elif item is not None:
            waiting += [getattr(item, f.name) for f in fields(item) if f.name != "align"]  # type: ignore[arg-type]
    return [text for text in texts if text]


@pytest.mark.parametrize("letter", [us_letter(8, 2), german_letter(8), polish_letter(8)], ids=["us", "de", "pl"])
def test_every_word_is_on_paper(letter: Letter) -> None:
    seen = "\n".join(text_of(setter("pl-dl-right").set(letter).pdf))
    missing = [word for word in words_of(letter) if word not in seen]
    assert not missing


def test_what_looks_like_markup_is_printed_as_it_is() -> None:
    name = '<b>Holding</b> & <img src="x.png"/> &amp; (a) \\n %s {page}'
    seen = text_of(setter().set(with_recipient(german_letter(), name, "40212 Köln")).pdf)[0]
    assert name in seen.replace("\n", " ")


@pytest.mark.parametrize(
    "name",
    [
        "Παπαδόπουλος Α.Ε.",
        "ООО Ромашка",
        "Příliš žluťoučký kůň",
        "Łódź ąęłóźż ĄĘŁÓŹŻ",
        "Großstraße ÄÖÜ",
        "Ærø Ångström Œuvre",
    ],
)
def test_names_of_europe_are_printed_and_can_be_copied(name: str) -> None:
    page = pages_of(setter().set(with_recipient(us_letter(), name, "City")).pdf)[0]
    lines: dict[float, str] = {}
    for ink in page:
        lines[round(ink.baseline, 2)] = lines.get(round(ink.baseline, 2), "") + ink.text
    assert any(name in line for line in lines.values())


@pytest.mark.parametrize("char", ["\u00a0", "\u202f", "\u2009", "\u2007", "\u2011", "\u2212", "\u00ad", "\u200b"])
def test_special_spaces_and_signs_are_kept_and_never_a_box(char: str) -> None:
    text = f"1{char}234,56"
    seen = text_of(setter().set(replace(german_letter(), payment=replace(german_letter().payment, pay_line=text))).pdf)
    assert text in "\n".join(seen)


def test_a_mark_of_byte_order_is_read_as_the_joiner_of_words_it_means() -> None:
    """PDF/UA lets no text say U+FEFF."""
    seen = text_of(
        setter().set(replace(german_letter(), payment=replace(german_letter().payment, pay_line="1\ufeff234,56"))).pdf
    )
    assert "1\u2060234,56" in "\n".join(seen)


def test_a_soft_hyphen_takes_no_room_and_a_no_break_space_that_of_a_space() -> None:
    def width(text: str) -> float:
        page = pages_of(setter().set(replace(german_letter(), subject=text)).pdf)[0]
        return next(ink.right - ink.left for ink in page if ink.text == text)

    assert width("Mah\u00adnung") == pytest.approx(width("Mahnung"))
    assert width("1\u00a0000") == pytest.approx(width("1 000"))
    assert width("\u22125") == pytest.approx(width("\u20135"))


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("subject", "東京", "U+6771"),
        ("salutation", "Dear \u202eevil", "U+202E"),
        ("opening", ("fine", "two\nlines"), "U+000A"),
        ("references", (("Our\u2066 sign", "1"),), "U+2066"),
        ("recipient", ("Kovac\u030c", "City"), "U+030C"),
        ("payment", (("IBAN", "DE\x00"),), "U+0000"),
        ("pay_line", "Pay\x00", "U+0000"),
        ("signature", ("שלום",), "U+05E9"),
        ("footer", ("a\tb",), "U+0009"),
    ],
)
def test_a_character_that_cannot_be_printed_is_refused_by_letter_field_and_code_point(
    field: str, text: object, code: str
) -> None:
    letter, part = german_letter(), PARTS.get(field)
    changed: dict[str, Any] = {"rows" if field == "payment" else field: text}
    if part is not None:
        changed = {part: replace(getattr(letter, part), **changed)}
    with pytest.raises(CannotPrint) as refusal:
        setter().set(replace(letter, **changed))
    named = "letter M-2026-0107, invoices RE-2026/311, RE-2026/312, RE-2026/313"
    assert str(refusal.value).startswith(f"{named}: {field}: {code} ")
    assert refusal.value.what.isprintable()


def test_a_character_missing_in_a_table_or_the_annex_is_found_too() -> None:
    letter = german_letter()
    grid = replace(letter.grid, rows=((*letter.grid.rows[0][:-1], "☃"),))
    with pytest.raises(CannotPrint, match=r"grid: U\+2603 \(SNOWMAN\) has no glyph"):
        setter().set(replace(letter, grid=grid))
    with pytest.raises(CannotPrint, match=r"annex: U\+2603"):
        setter().set(
            replace(letter, annex=replace(letter.annex, parts=(replace(letter.annex.parts[0], notes=("☃",)),)))
        )


def test_a_refused_letter_leaves_no_trace_in_the_next_one() -> None:
    one = setter()
    with pytest.raises(CannotPrint):
        one.set(replace(german_letter(), subject="☃"))
    assert one.set(german_letter()) == setter().set(german_letter())


def test_a_letter_has_the_same_bytes_alone_and_after_any_others() -> None:
    letters = [us_letter(), german_letter(), polish_letter(), with_recipient(us_letter(), "Παπαδόπουλος", "City")]
    alone = [setter().set(letter).pdf for letter in letters]
    together = setter()
    assert [together.set(letter).pdf for letter in letters] == alone
    assert [together.set(letter).pdf for letter in reversed(letters)] == alone[::-1]


def test_only_embedded_subsets_of_our_own_faces_are_used() -> None:
    look = Look("noto-serif")
    pdf = setter(look=look).set(with_recipient(german_letter(), "Ромашка", "City")).pdf
    with pikepdf.open(BytesIO(pdf)) as file:
        fonts = dict(file.pages[0].Resources.Font.items())
        assert fonts
        for font in fonts.values():
            assert str(font.Subtype) == "/TrueType"
            assert str(font.BaseFont)[7:].startswith("+NotoS")
            assert len(font.FontDescriptor.FontFile2.read_bytes()) == font.FontDescriptor.FontFile2.Length1
            assert "/ToUnicode" in font
        assert len({str(font.BaseFont) for font in fonts.values()}) == len(fonts)
    assert b"Helvetica" not in pdf


def test_a_serif_is_for_the_body_while_address_and_table_stay_sans() -> None:
    pdf = setter(look=Look("noto-serif")).set(german_letter()).pdf
    with pikepdf.open(BytesIO(pdf)) as file:
        names = {str(font.BaseFont)[8:] for font in file.pages[0].Resources.Font.values()}
    assert names == {"NotoSerif-Regular", "NotoSerif-Bold", "NotoSans-Regular", "NotoSans-Bold"}


def test_the_file_says_whose_letter_it_is_and_in_which_language() -> None:
    with pikepdf.open(BytesIO(setter().set(polish_letter()).pdf)) as file:
        info = {key: str(value) for key, value in file.docinfo.items()}
        assert info["/Title"] == "Wezwanie W/2026/0031"
        assert info["/Author"] == "Studio Nowak sp. z o.o."
        assert info["/Subject"] == polish_letter().subject
        assert info["/Producer"] == info["/Creator"] == "pastdue"
        assert str(file.Root.Lang) == "pl"
        assert str(file.Root.ViewerPreferences.PrintScaling) == "/None"
        assert not file.check_pdf_syntax()


@pytest.mark.parametrize("accent", ["teal", "#12345", "#1234567", "#GGGGGG", "#123456\n", "rgb(1,2,3)"])
def test_an_accent_that_is_no_colour_is_refused(accent: str) -> None:
    with pytest.raises(SettingsError, match="is not a colour"):
        Look(accent=accent)
    assert Look(accent="#A1b2C3").accent == "#A1b2C3"


def test_an_unknown_typeface_is_refused() -> None:
    with pytest.raises(SettingsError, match="typeface"):
        Look(typeface="comic")


LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung"


@pytest.mark.parametrize("column", range(8))
def test_a_heading_of_ones_own_with_a_word_longer_than_its_column_is_broken_and_figures_stay_whole(column: int) -> None:
    letter = german_letter()
    heads = (*letter.grid.headings[:column], LONG_WORD, *letter.grid.headings[column + 1 :])
    letter = replace(letter, grid=replace(letter.grid, headings=heads))
    page = pages_of(setter("din-b").set(letter).pdf)[0]
    shown = [ink.text for ink in page if ink.text]
    assert {cell for row in letter.grid.rows for cell in row} <= set(shown)
    parts = [text for text in shown if text and text in LONG_WORD]
    assert "".join(parts) == LONG_WORD and len(parts) > 1


def test_figures_wider_than_the_page_are_refused() -> None:
    letter = german_letter()
    row = tuple("9" * 40 for _ in letter.grid.headings)
    with pytest.raises(CannotPrint, match="amounts are wider than the page"):
        setter("din-b").set(replace(letter, grid=replace(letter.grid, rows=(row,), align="r" * len(row))))
