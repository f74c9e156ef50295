"""The metadata of a letter's PDF, and the order in which its words are read."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from tests.letters.letter_cases import LANGUAGES, ON, creditor, draft, letter
from tests.typeset.letters_by_hand import german_letter
from tests.typeset.pages_seen import pages_of

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.layouts import load_layout
from pastdue.model import Stage
from pastdue.typeset import Look, Typesetter

SETTER = Typesetter(load_layout(Catalog(), "din-b"))


def facts(pdf: bytes) -> tuple[dict[str, str], dict[str, Any], str]:
    """The list of facts, the catalogue and the XMP packet of a file."""
    with pikepdf.open(BytesIO(pdf)) as file:
        info = {key: str(value) for key, value in file.docinfo.items()}
        return info, dict(file.Root.items()), file.Root.Metadata.read_bytes().decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_is_dated_by_its_day_and_says_the_same_in_both_lists(language: str) -> None:
    made = letter(draft(language, Stage.REMINDER))
    pdf = SETTER.set(made).pdf
    info, _, xmp = facts(pdf)
    assert info["/CreationDate"] == info["/ModDate"] == f"D:{ON:%Y%m%d}000000Z"
    assert info["/Title"] == made.title
    assert f"<xmp:CreateDate>{ON.isoformat()}T00:00:00Z</xmp:CreateDate>" in xmp
    assert made.author.replace("&", "&amp;") in xmp
    assert "pdfaid" not in xmp
    assert SETTER.set(made).pdf == pdf


@pytest.mark.parametrize(
    ("language", "country", "spoken"),
    [("en", "GB", "en-GB"), ("en", "US", "en-US"), ("de", "AT", "de-AT"), ("de", "PL", "de"), ("pl", "PL", "pl")],
)
def test_the_language_has_a_region_where_the_country_writes_it_its_own_way(
    language: str, country: str, spoken: str
) -> None:
    made = letter(draft(language, Stage.REMINDER), creditor(language, country))
    assert made.locale.split("-")[0] == language
    with pikepdf.open(BytesIO(SETTER.set(made).pdf)) as file:
        assert str(file.Root.Lang) == made.locale
    if country in ("GB", "US", "AT") or (language, country) == ("de", "PL"):
        assert made.locale == spoken


def test_the_window_shows_the_title_and_a_print_file_has_its_own_and_the_last_day() -> None:
    made = letter(draft("en", Stage.REMINDER))
    target = BytesIO()
    SETTER.merge([SETTER.draw(made, "one")], target, True, "Proof 2026-11-23")
    with pikepdf.open(target) as file:
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert str(file.docinfo.Title) == "Proof 2026-11-23"
        assert str(file.docinfo.CreationDate) == f"D:{ON:%Y%m%d}000000Z"


def test_a_letter_recorded_without_its_day_keeps_its_bytes() -> None:
    assert german_letter().on is None
    info, _, _ = facts(SETTER.set(german_letter()).pdf)
    assert info["/CreationDate"] == f"D:{date(2000, 1, 1):%Y%m%d}000000Z"


def test_words_are_read_from_the_sender_to_the_foot_and_a_label_before_its_amount() -> None:
    made = german_letter(40)
    first, *_, last = pages_of(SETTER.set(made).pdf)
    texts = [ink.text for ink in first if ink.text]
    assert texts[0] == made.head.sender[0]
    assert texts[-1] == "Seite 1 von 3" or texts[-1].startswith("Seite 1 von")
    for label, amount in made.grid.totals:
        page = next(page for page in pages_of(SETTER.set(made).pdf) if any(ink.text == label for ink in page))
        words = [ink.text for ink in page if ink.text]
        assert words[words.index(label) + 1] == amount
    assert [ink.text for ink in last if ink.text][-1].startswith("Seite")


def test_a_draft_mark_lies_over_the_box_and_under_the_words() -> None:
    drafted = Typesetter(load_layout(Catalog(), "din-b"), Look(draft_mark="DRAFT"))
    with pikepdf.open(BytesIO(drafted.set(german_letter()).pdf)) as file:
        code = file.pages[0].Contents.read_bytes().decode("latin-1")
    slanted = code.index("0.70711")
    assert code.index(" re f") < slanted < code.rindex("BT\n")
