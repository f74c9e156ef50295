"""The print file: every letter on its own sheets, found by its bookmark, the same on each run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from tests.typeset.letters_by_hand import german_letter, polish_letter, us_letter
from tests.typeset.pages_seen import pages_of

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.layouts import load_layout
from pastdue.model.errors.left_out import CannotPrint
from pastdue.model.letters import Annex, Letter
from pastdue.typeset import MergedLetter, Typesetter

SETTER = Typesetter(load_layout(Catalog(), "din-b"))


def one_page(number: str) -> Letter:
    return replace(german_letter(1), number=number, closing=(), annex=Annex())


LETTERS = [one_page("A-1"), german_letter(40), one_page("A-2"), polish_letter(3)]


def merged(letters: list[Letter], duplex: bool) -> tuple[bytes, list[MergedLetter]]:
    target = BytesIO()
    places = SETTER.merge([SETTER.draw(x, f"{x.number} – {x.head.recipient[0]}") for x in letters], target, duplex)
    return target.getvalue(), places


def test_on_one_side_letters_follow_one_another() -> None:
    pdf, places = merged(LETTERS, duplex=False)
    counts = [SETTER.set(letter).count for letter in LETTERS]
    assert [place.pages for place in places] == [place.sheets for place in places] == counts
    assert places[0] == MergedLetter("A-1", 1, 1, 1, 1)
    assert len(pages_of(pdf)) == sum(counts)


def test_on_two_sides_no_two_letters_share_a_sheet_and_the_filling_page_is_truly_blank() -> None:
    pdf, places = merged(LETTERS, duplex=True)
    pages = pages_of(pdf)
    assert len(pages) == 2 * sum(place.sheets for place in places)
    for letter, place in zip(LETTERS, places, strict=True):
        assert place.first_page % 2 == 1
        assert place.last_page - place.first_page + 1 == place.pages
        assert place.sheets == (place.pages + 1) // 2
        if place.pages % 2:
            assert pages[place.last_page] == []
        assert pages[place.first_page - 1 : place.last_page] == pages_of(SETTER.set(letter).pdf)


def test_each_letter_has_a_bookmark_that_opens_its_first_page() -> None:
    pdf, places = merged(LETTERS, duplex=True)
    with pikepdf.open(BytesIO(pdf)) as file, file.open_outline() as outline:
        numbers = {page.objgen: n for n, page in enumerate(file.pages, 1)}
        assert [item.title for item in outline.root] == [f"{x.number} – {x.head.recipient[0]}" for x in LETTERS]
        opened = [numbers[item.destination[0].objgen] for item in outline.root]
    assert opened == [place.first_page for place in places]


@pytest.mark.parametrize(("duplex", "word"), [(True, "/DuplexFlipLongEdge"), (False, "/Simplex")])
def test_the_viewer_is_told_to_print_at_full_size_and_on_which_sides(duplex: bool, word: str) -> None:
    pdf, _ = merged(LETTERS, duplex)
    with pikepdf.open(BytesIO(pdf)) as file:
        assert str(file.Root.ViewerPreferences.PrintScaling) == "/None"
        assert str(file.Root.ViewerPreferences.Duplex) == word
        assert not file.check_pdf_syntax()


def test_the_file_names_no_customer_in_its_title() -> None:
    pdf, _ = merged(LETTERS, duplex=True)
    with pikepdf.open(BytesIO(pdf)) as file:
        said = " ".join(str(value) for value in file.docinfo.values())
    assert "Müller" not in said
    assert "Źdźbło" not in said


def test_the_same_letters_make_the_same_bytes() -> None:
    assert merged(LETTERS, True)[0] == merged(LETTERS, True)[0]


def test_letters_share_their_fonts() -> None:
    with pikepdf.open(BytesIO(merged([one_page(f"A-{n}") for n in range(20)], False)[0])) as file:
        fonts = [obj for obj in file.objects if isinstance(obj, pikepdf.Stream) and "/Length1" in obj]
    assert len(fonts) == 2


def test_the_language_is_said_when_all_letters_have_the_same() -> None:
    with pikepdf.open(BytesIO(merged([one_page("A-1"), one_page("A-2")], True)[0])) as file:
        assert str(file.Root.Lang) == "de"
    with pikepdf.open(BytesIO(merged([one_page("A-1"), us_letter()], True)[0])) as file:
        assert "/Lang" not in file.Root


def test_letters_are_written_as_they_come_and_not_kept() -> None:
    target = BytesIO()
    sizes: list[int] = []

    def letters() -> Iterator[Letter]:
        for n in range(30):
            sizes.append(target.tell())
            yield one_page(f"A-{n}")

    SETTER.merge((SETTER.draw(letter, letter.number) for letter in letters()), target, True)
    growth = [after - before for before, after in pairwise(sizes)]
    assert min(growth) > 1000
    assert max(growth) - min(growth) < 200


def test_no_letters_make_an_empty_file_and_no_places() -> None:
    pdf, places = merged([], True)
    assert places == []
    with pikepdf.open(BytesIO(pdf)) as file:
        assert len(file.pages) == 0


def test_what_cannot_be_set_alone_cannot_be_merged() -> None:
    with pytest.raises(CannotPrint, match="letter A-2, invoice RE-2026/311: subject"):
        merged([one_page("A-1"), replace(one_page("A-2"), subject="☃")], True)
