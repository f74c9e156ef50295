"""An envelope measured with a ruler gets a layout of its own, or an error that says what to change."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pastdue.firm.binding import bind
from pastdue.model.errors import SettingsError
from pastdue.typeset.layouts import Layout, OwnWindow, own_layout

DL = {"envelope": [220, 110], "window": [20, 15, 90, 45], "paper": "A4"}


def own(**measures: object) -> Layout:
    """The layout for a DL envelope with some of its measures changed."""
    exact = {key: [Decimal(str(n)) for n in v] if isinstance(v, list) else v for key, v in {**DL, **measures}.items()}
    return own_layout(bind(OwnWindow, exact, "letters.window"))


def refused(**measures: object) -> str:
    with pytest.raises(SettingsError) as error:
        own(**measures)
    return f"{error.value.what}\n{error.value.remedy}"


def test_a_sheet_is_folded_evenly_and_as_often_as_it_must_be() -> None:
    assert own().folds == (Decimal(99), Decimal(198))
    assert own(envelope=[229, 162], window=[20, 60, 90, 45]).folds == (Decimal("148.5"),)
    assert own(envelope=[229, 324], window=[20, 220, 90, 45]).folds == ()
    assert own(panel=105).folds == (Decimal(105), Decimal(210))
    assert own(panel=87, packet=105).folds == (Decimal(87), Decimal(192))


def test_the_own_dl_window_has_the_zones_of_the_shipped_layout() -> None:
    made = own(panel=105)
    edges = made.safe.x, made.safe.right, made.safe.y, made.safe.bottom
    assert edges == (Decimal(20), Decimal(100), Decimal(50), Decimal(90))
    assert made.safe.holds(made.address)
    assert made.return_line is not None
    assert made.exposed.holds(made.return_line)
    assert made.address_lines == 7


@pytest.mark.parametrize(
    "measures",
    [
        {}, {"panel": 105}, {"window": [110, 15, 90, 45]}, {"window": [110, 15, 90, 45], "panel": 105},
        {"window": [20, 18, 90, 35]}, {"panel": 87, "packet": 105}, {"envelope": [229, 114], "panel": 105},
        {"envelope": [229, 162], "window": [20, 60, 90, 45]}, {"envelope": [229, 324], "window": [20, 215, 90, 50]},
        {"envelope": [241.3, 104.775], "window": [22.2, 12.7, 114.3, 28.6], "paper": "Letter", "panel": 101.6},
        {"envelope": [241.3, 104.775], "window": [15.9, 25.4, 101.6, 25.4], "return_window": [15.9, 60.3, 82.5, 22.2],
         "paper": "Letter", "panel": 101.6},
        {"envelope": [235, 120], "window": [20, 15, 170, 60], "panel": 110},
    ],
)  # fmt: skip
def test_layouts_for_many_envelopes_keep_the_rules(measures: dict[str, object]) -> None:
    exact = {k: Decimal(str(v)) if isinstance(v, int | float) else v for k, v in measures.items()}
    made = own(**exact)
    assert made.address.x - made.safe.x >= 3
    assert made.safe.right - made.address.right >= 3
    assert made.address_lines >= 4
    assert made.text.foot - made.text.top >= 90


def test_a_window_too_small_for_an_address_says_how_to_fold() -> None:
    assert own(window=[20, 15, 90, Decimal("26.7")]).safe.height == Decimal("15.7")
    said = refused(window=[20, 15, 90, Decimal("26.6")])
    assert "sure to show only 80 x 15.6 mm" in said
    assert "10 mm to the side and 11.0 mm up and down" in said
    assert "fold the sheet 107 mm high (panel = 107)" in said
    assert own(window=[20, 15, 90, Decimal("26.6")], panel=107).safe.height > 20


def test_a_window_too_narrow_says_to_take_another_envelope() -> None:
    assert own(window=[20, 15, 66, 45]).safe.width == 56
    assert "larger window" in refused(window=[20, 15, 60, 45])
    assert "about 216 mm wide" in refused(window=[20, 15, Decimal("65.9"), 45])
    assert "about 216 mm wide" in refused(envelope=[240, 110], window=[20, 15, 85, 45])


def test_a_window_that_leaves_no_room_for_the_letterhead_is_refused() -> None:
    assert own(window=[20, 30, 90, 45], panel=105).exposed.y == 30
    assert "leaves your letterhead no room" in refused(window=[20, 45, 90, 45], panel=105)


def test_a_window_far_down_the_sheet_is_refused() -> None:
    assert "too little text" in refused(envelope=[229, 324], window=[20, 40, 90, 60])


def test_a_panel_must_be_on_the_sheet() -> None:
    assert "cannot be folded to 300 mm" in refused(panel=300, envelope=[220, 310])
    assert "does not fit the envelope" in refused(panel=111)


def test_unknown_and_missing_keys_are_named() -> None:
    assert "unknown key 'windows', did you mean 'window'" in refused(windows=[1, 2, 3, 4])
    assert "envelope: must have 2 values" in refused(envelope=[220])
    assert "'A5' is unknown" in refused(paper="A5")
    with pytest.raises(SettingsError, match="missing paper"):
        bind(OwnWindow, {k: v for k, v in DL.items() if k != "paper"}, "letters.window")


def test_an_own_layout_is_held_to_the_rules_of_every_other() -> None:
    made = own(panel=105)
    with pytest.raises(SettingsError, match="may show through the window"):
        replace(made, references=replace(made.references, x=made.exposed.right - 1))
