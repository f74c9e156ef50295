"""Where the window shows the sheet, and which places a layout may not use."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from pastdue.catalog import Catalog
from pastdue.errors import SettingsError
from pastdue.layout_rows import load_layout
from pastdue.letters.layouts import Frame, Layout, Window

NAMES = Catalog().names("layouts")


def layout(name: str) -> Layout:
    return load_layout(Catalog(), name)


def frame(x: str, y: str, width: str, height: str) -> Frame:
    return Frame(Decimal(x), Decimal(y), Decimal(width), Decimal(height))


def corners(zone: Frame | None) -> tuple[float, float, float, float]:
    """x from, x to, y from, y to; rounded to a tenth as the table in the trade's notes is."""
    assert zone is not None
    return tuple(round(float(n), 1) for n in (zone.x, zone.right, zone.y, zone.bottom))  # type: ignore[return-value]


def test_the_three_first_layouts_are_there() -> None:
    assert {"din-b", "pl-dl-right", "us10-double"} <= set(NAMES)


@pytest.mark.parametrize(
    ("name", "safe", "exposed"),
    [
        ("din-b", (20.0, 100.0, 50.0, 90.0), (10.0, 110.0, 45.0, 95.0)),
        ("pl-dl-right", (110.0, 190.0, 50.0, 90.0), (100.0, 200.0, 45.0, 95.0)),
        ("us10-double", (15.9, 92.1, 54.0, 76.2), (0.0, 117.5, 50.8, 79.4)),
    ],
)
def test_zones_are_those_worked_out_by_hand(name: str, safe: tuple[float, ...], exposed: tuple[float, ...]) -> None:
    assert corners(layout(name).safe) == safe
    assert corners(layout(name).exposed) == exposed


def test_the_second_window_has_zones_of_its_own() -> None:
    assert corners(layout("us10-double").return_safe) == (15.9, 73.0, 22.2, 41.3)
    assert corners(layout("us10-double").return_exposed) == (0.0, 98.4, 19.1, 44.5)
    assert layout("din-b").return_safe is None
    assert layout("din-b").return_exposed is None


def test_folding_in_thirds_hides_what_folding_at_four_inches_shows() -> None:
    us = layout("us10-double")
    thirds = replace(us.envelope, panel=Decimal("93.13"))
    with pytest.raises(SettingsError, match=r"address .* is not inside what the window always shows"):
        replace(us, envelope=thirds)


@pytest.mark.parametrize("name", NAMES)
def test_every_layout_is_sound(name: str) -> None:
    row = layout(name)
    assert row.safe.holds(row.address)
    assert row.return_line is None or row.exposed.holds(row.return_line)
    assert all(0 < fold < row.paper[1] for fold in row.folds)
    assert row.folds[0] == row.envelope.panel


def test_an_address_may_reach_the_edge_of_safe_but_not_a_hair_further() -> None:
    din = layout("din-b")
    edge = Frame(din.address.x, din.address.y, din.safe.right - din.address.x, din.address.height)
    assert replace(din, address=edge).address == edge
    with pytest.raises(SettingsError, match="is not inside what the window always shows"):
        replace(din, address=replace(edge, width=edge.width + Decimal("0.1")))


def test_references_may_stand_at_the_edge_of_exposed_but_not_a_hair_nearer() -> None:
    din = layout("din-b")
    at_edge = replace(din.references, x=din.exposed.right)
    assert replace(din, references=at_edge).references == at_edge
    with pytest.raises(SettingsError, match=r"references .* may show through the window"):
        replace(din, references=replace(at_edge, x=din.exposed.right - Decimal("0.1")))


def test_the_text_may_not_begin_where_the_window_may_show() -> None:
    din = layout("din-b")
    assert replace(din, text=replace(din.text, top=Decimal(95))).text.top == 95
    with pytest.raises(SettingsError, match=r"text .* may show through the window"):
        replace(din, text=replace(din.text, top=Decimal("94.9")))


def test_the_rule_under_the_letterhead_may_not_show_either() -> None:
    with pytest.raises(SettingsError, match=r"rule at 45 may show"):
        replace(layout("din-b"), rule=Decimal(45))


def test_the_sender_stands_behind_the_return_window_where_there_is_one() -> None:
    us = layout("us10-double")
    with pytest.raises(SettingsError, match=r"sender .* is not inside what the return window always shows"):
        replace(us, sender=replace(us.sender, y=us.sender.y + 2))
    one_window = replace(us.envelope, return_window=None)
    assert replace(us, envelope=one_window).return_safe is None


def test_five_millimetres_of_the_edge_stay_free() -> None:
    din = layout("din-b")
    assert replace(din, details=frame("140", "5", "65", "20")).details.right == 205
    with pytest.raises(SettingsError, match=r"details .* nearer than 5 mm"):
        replace(din, details=frame("140", "5", "65.1", "20"))


def test_a_sheet_larger_than_its_envelope_is_refused() -> None:
    din = layout("din-b")
    with pytest.raises(SettingsError, match="does not fit the envelope"):
        replace(din, envelope=replace(din.envelope, height=Decimal("104.9")))


def test_an_envelope_in_which_the_sheet_slides_out_of_sight_is_refused() -> None:
    din = layout("din-b")
    tiny = Window(Decimal(20), Decimal(15), Decimal(9), Decimal(45))
    with pytest.raises(SettingsError, match="nothing is sure to show"):
        replace(din, envelope=replace(din.envelope, window=tiny))


def test_a_users_own_row_comes_first_and_its_unknown_key_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "layouts"
    folder.mkdir()
    shipped = (Path(load_layout.__code__.co_filename).parent / "data/layouts/din-b.toml").read_text("utf-8")
    (folder / "din-b.toml").write_text(shipped.replace("hole = 148.5", "hole = 150"), "utf-8")
    assert load_layout(Catalog(tmp_path), "din-b").hole == 150
    (folder / "din-b.toml").write_text(shipped.replace("hole = 148.5", "holes = 150"), "utf-8")
    with pytest.raises(SettingsError, match="unknown key 'holes', did you mean 'hole'"):
        load_layout(Catalog(tmp_path), "din-b")
