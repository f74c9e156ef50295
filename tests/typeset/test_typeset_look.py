"""The brand colour: rules have it as it is, words in a shade that can be read."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from tests.typeset.letters_by_hand import german_letter
from tests.typeset.pages_seen import pages_of

from pastdue.firm import read_firm
from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.layouts import load_layout
from pastdue.model.errors import SettingsError
from pastdue.model.letters import Annex
from pastdue.typeset import Look, Typesetter
from pastdue.typeset.ink.colours import contrast, readable


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#FFFFFF") == pytest.approx(1)
    assert contrast("#000000") == pytest.approx(21)
    assert contrast("#767676") == pytest.approx(4.54, abs=0.01)
    assert contrast("#777777") == pytest.approx(4.48, abs=0.01)


def test_a_colour_that_can_just_be_read_is_kept_and_the_next_lighter_one_darkened() -> None:
    assert readable("#767676") == "#767676"
    assert readable("#777777") != "#777777"
    for colour in ("#FFFF00", "#F58220", "#00A3E0", "#4CAF50", "#FFFFFF"):
        assert 4.5 <= contrast(readable(colour)) < 4.8


def operators(look: Look) -> str:
    letter = replace(german_letter(1), annex=Annex())
    with pikepdf.open(BytesIO(Typesetter(load_layout(Catalog(), "din-b"), look).set(letter).pdf)) as file:
        drawn: bytes = file.pages[0].Contents.read_bytes()
        return drawn.decode("latin-1")


def test_a_light_accent_colours_the_letterheads_rule_and_its_shade_the_words() -> None:
    look = Look(accent="#F58220")
    assert look.accent_operands != look.ink_operands
    page = operators(look)
    assert f"{look.accent_operands} RG" in page
    assert f"{look.ink_operands} rg" in page
    assert f"{look.accent_operands} rg" not in page


def test_a_dark_accent_is_used_for_both() -> None:
    look = Look(accent="#1F4E79")
    assert look.accent_operands == look.ink_operands
    assert f"{look.accent_operands} rg" in operators(look)


def firm_with(folder: Path, accent: str) -> tuple[str, ...]:
    (folder / "pastdue.toml").write_text(f'[letters]\nlayout = "din-b"\naccent = "{accent}"\n', "utf-8")
    return tuple(map(str, read_firm(folder / "pastdue.toml", Path()).assumed))


def test_the_run_says_so_when_the_accent_is_too_light(tmp_path: Path) -> None:
    assert [r for r in firm_with(tmp_path, "#F58220") if "accent #F58220 is too light" in r and "#B56018" in r]
    assert not [r for r in firm_with(tmp_path, "#1F4E79") if "accent" in r]


def test_what_is_no_colour_is_refused_with_the_settings_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"pastdue\.toml: letters: accent: 'teal' is not a colour"):
        firm_with(tmp_path, "teal")


@pytest.mark.parametrize(
    ("name", "lines"),
    [("Weiß & Söhne Ingenieurbüro GmbH", 1), ("Ada GmbH", 1), ("Weiß & Söhne Ingenieurbüro für Bauwesen mbH", 2)],
)
def test_a_firms_name_is_set_smaller_before_its_last_word_stands_alone(name: str, lines: int) -> None:
    letter = replace(
        german_letter(1), annex=Annex(), head=replace(german_letter(1).head, sender=(name, "Straße 1", "10115 Berlin"))
    )
    page = pages_of(Typesetter(load_layout(Catalog(), "din-b"), Look()).set(letter).pdf)[0]
    said = {round(ink.baseline): ink.points for ink in page if ink.bold and ink.bottom < 45}
    assert (len(said), min(said.values()) >= 12.0) == (lines, True)
