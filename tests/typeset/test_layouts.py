"""The parts of the sheet a window shows, and the places a layout may not use."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.layouts import layout_for, load_layout
from pastdue.model.errors import SettingsError
from pastdue.typeset.layouts import Envelope, Frame, Layout, Window

CATALOG = Catalog()
SEVEN_LINES = Decimal("24.6")
"""The height, in mm, in which seven lines at 9.1 points stand."""
NAMES = CATALOG.names("layouts")
A4, LETTER = Decimal(210), Decimal("215.9")
Corners = tuple[float, float, float, float]


def layout(name: str) -> Layout:
    return load_layout(CATALOG, name)


def frame(x: str, y: str, width: str, height: str) -> Frame:
    return Frame(Decimal(x), Decimal(y), Decimal(width), Decimal(height))


def envelope(*sides: str) -> Envelope:
    """Width, height, panel; window from left, from bottom, width, height; and the packet where there is one."""
    width, height, panel, left, bottom, wide, high, *packet = map(Decimal, sides)
    return Envelope(width, height, panel, Window(left, bottom, wide, high), None, *packet)


def corners(zone: Frame | None) -> Corners:
    """x from, x to, y from, y to."""
    assert zone is not None
    return float(zone.x), float(zone.right), float(zone.y), float(zone.bottom)


# What each envelope shows, worked out by hand from its own measures: SAFE and EXPOSED, for each window of each row.
ZONES: dict[tuple[str, int], tuple[Corners, Corners]] = {
    ("din-b", 0): ((20, 100, 50, 90), (10, 110, 45, 95)),
    ("din-b", 1): ((20, 91, 54, 90), (1, 110, 45, 99)),
    ("din-b", 2): ((20, 91, 57, 88.5), (1, 110, 43.5, 102)),
    ("din-a", 0): ((20, 100, 32, 72), (10, 110, 27, 77)),
    ("din-a", 1): ((20, 91, 36, 72), (1, 110, 27, 81)),
    ("uk-dl", 0): ((20, 100, 57, 87), (10, 110, 52, 92)),
    ("uk-dl", 1): ((20, 100, 57, 81), (10, 110, 46, 92)),
    ("fr-dl-right", 0): ((100, 190, 45, 79), (90, 200, 34, 90)),
    ("fr-dl-right", 1): ((100, 190, 55, 79), (90, 200, 44, 90)),
    ("pl-dl-right", 0): ((110, 190, 50, 90), (100, 200, 45, 95)),
    ("pl-dl-left", 0): ((20, 100, 50, 90), (10, 110, 45, 95)),
    ("pl-dl-left", 1): ((20, 91, 54, 90), (1, 110, 45, 99)),
    ("us10-single", 0): ((22.2, 111.1, 63.5, 88.9), (0, 136.5, 60.3, 92.1)),
    ("us10-double", 0): ((15.9, 92.1, 54, 76.2), (0, 117.5, 50.8, 79.4)),
    ("us9-double", 0): ((19.1, 101.6, 57.2, 82.6), (9.5, 111.1, 54, 85.7)),
    ("ch-right", 0): ((121.5, 192.5, 49.5, 85.5), (102.5, 210, 40.5, 94.5)),
    ("ch-left", 0): ((29.5, 110.5, 40, 76), (10.5, 129.5, 31, 85)),
    ("ch-c5-right", 0): ((121.5, 192.5, 51.75, 83.25), (102.5, 210, 38.25, 96.75)),
    ("ch-c5-left", 0): ((29.5, 110.5, 42.25, 73.75), (10.5, 129.5, 28.75, 87.25)),
}


@pytest.mark.parametrize(("name", "number"), ZONES)
def test_zones_are_those_worked_out_by_hand(name: str, number: int) -> None:
    row = layout(name)
    shown, safe, exposed = row.envelopes[number], *ZONES[name, number]
    assert corners(shown.safe(shown.window, row.paper[0])) == pytest.approx(safe, abs=0.06)
    assert corners(shown.exposed(shown.window, row.paper[0])) == pytest.approx(exposed, abs=0.06)


def test_every_envelope_of_every_layout_is_among_them() -> None:
    assert set(ZONES) == {(name, n) for name in NAMES for n in range(len(layout(name).envelopes))}


@pytest.mark.parametrize(
    ("shown", "sheet", "safe", "exposed"),
    [
        (envelope("241.3", "104.775", "93.13", "22.225", "12.7", "114.3", "28.575"), LETTER,
         (22.2, 111.1, 63.5, 80.4), (0, 136.5, 51.9, 92.1)),
        (envelope("225.425", "98.425", "95.25", "22.225", "12.7", "114.3", "28.575"), LETTER,
         (22.2, 127, 57.2, 82.6), (12.7, 136.5, 54, 85.7)),
        (envelope("241.3", "104.775", "93.13", "15.875", "25.4", "101.6", "25.4"), LETTER,
         (15.9, 92.1, 54, 67.7), (0, 117.5, 42.3, 79.4)),
        (envelope("229", "162", "148.5", "20", "60", "90", "45"), A4, (20, 91, 57, 88.5), (1, 110, 43.5, 102)),
    ],
)  # fmt: skip
def test_the_formula_gives_what_other_folds_and_envelopes_show(
    shown: Envelope, sheet: Decimal, safe: Corners, exposed: Corners
) -> None:
    assert corners(shown.safe(shown.window, sheet)) == pytest.approx(safe, abs=0.06)
    assert corners(shown.exposed(shown.window, sheet)) == pytest.approx(exposed, abs=0.06)


def test_the_second_window_has_zones_of_its_own() -> None:
    assert corners(layout("us10-double").return_safe) == pytest.approx((15.9, 73, 22.2, 41.3), abs=0.06)
    assert corners(layout("us10-double").return_exposed) == pytest.approx((0, 98.4, 19.1, 44.4), abs=0.06)
    assert corners(layout("us9-double").return_safe) == pytest.approx((19.1, 98.4, 12.7, 31.7), abs=0.06)
    assert layout("din-b").return_safe is None
    assert layout("din-b").return_exposed is None


def test_what_the_window_may_show_ends_at_the_fold() -> None:
    low = envelope("220", "110", "99", "20", "4", "90", "45")
    assert low.exposed(low.window, A4).bottom == 99


def test_a_window_that_would_show_the_panel_behind_a_lower_front_one_is_refused() -> None:
    at_edge = envelope("220", "110", "87", "20", "42", "90", "45", "105")
    assert at_edge.exposed(at_edge.window, A4).y == 0
    with pytest.raises(SettingsError, match="would show what stands behind the front panel of 87 mm"):
        envelope("220", "110", "87", "20", "42.1", "90", "45", "105")


def test_a_window_that_leaves_the_envelope_is_refused() -> None:
    assert envelope("220", "110", "105", "130", "65", "90", "45").window.left == 130
    with pytest.raises(SettingsError, match="is not within 220 x 110 mm of envelope"):
        envelope("220", "110", "105", "130.1", "65", "90", "45")
    with pytest.raises(SettingsError, match="is not within"):
        envelope("220", "110", "105", "130", "65.1", "90", "45")
    with pytest.raises(SettingsError, match="greater than 0"):
        envelope("220", "110", "105", "-1", "65", "90", "45")


def test_a_packet_is_no_lower_than_its_front_panel() -> None:
    assert envelope("220", "110", "105", "20", "15", "90", "45", "105").slide_down == 5
    with pytest.raises(SettingsError, match="packet: 104 mm is less than the panel"):
        envelope("220", "110", "105", "20", "15", "90", "45", "104")


def test_folding_in_thirds_hides_what_folding_at_four_inches_shows() -> None:
    us = layout("us10-double")
    thirds = replace(us.envelope, panel=Decimal("93.13"))
    with pytest.raises(SettingsError, match=r"address .* is not inside what the window always shows"):
        replace(us, envelope=thirds)


@pytest.mark.parametrize("name", NAMES)
def test_every_layout_is_sound(name: str) -> None:
    row = layout(name)
    for shown in row.envelopes:
        assert shown.safe(shown.window, row.paper[0]).holds(row.address)
    assert row.address.x - row.safe.x >= 3
    assert row.safe.right - row.address.right >= 3
    accent = Decimal("0.9")
    assert row.safe.y <= row.address.y - accent
    assert row.return_line is None or row.exposed.holds(row.return_line)
    assert all(0 < fold < row.paper[1] for fold in row.folds)
    assert row.folds[0] == row.envelope.panel
    assert row.address_lines == (7 if row.address.height >= SEVEN_LINES or row.small_address else 6)


@pytest.mark.parametrize(
    ("country", "name"),
    [
        ("US", "us10-double"), ("CA", "us10-double"), ("GB", "uk-dl"), ("IE", "uk-dl"), ("DE", "din-b"),
        ("AT", "din-b"), ("PL", "pl-dl-right"), ("FR", "fr-dl-right"), ("CH", "ch-right"), ("NL", "din-b"),
        ("", "din-b"),
    ],
)  # fmt: skip
def test_each_country_has_its_habit_and_every_other_din_b(country: str, name: str) -> None:
    assert layout_for(CATALOG, country) == name


def test_no_two_layouts_claim_one_country() -> None:
    claimed = [country for name in NAMES for country in layout(name).countries]
    assert sorted(claimed) == sorted(set(claimed))
    assert "*" in claimed


def test_a_users_own_row_may_be_the_habit_of_a_country(tmp_path: Path) -> None:
    folder = tmp_path / "layouts"
    folder.mkdir()
    shipped = (Path(load_layout.__code__.co_filename).parents[2] / "data/layouts/din-a.toml").read_text("utf-8")
    (folder / "ours.toml").write_text('countries = ["NL"]\n' + shipped, "utf-8")
    assert layout_for(Catalog(tmp_path), "NL") == "ours"
    assert layout_for(Catalog(tmp_path), "BE") == "din-b"


def test_an_address_may_reach_the_edge_of_safe_but_not_a_hair_further() -> None:
    din = replace(layout("din-b"), also=())
    edge = Frame(din.address.x, din.address.y, din.safe.right - din.address.x, din.address.height)
    assert replace(din, address=edge).address == edge
    with pytest.raises(SettingsError, match="is not inside what the window always shows"):
        replace(din, address=replace(edge, width=edge.width + Decimal("0.1")))


def test_a_place_must_suit_every_envelope_of_the_layout() -> None:
    din = layout("din-b")
    assert din.address.right == 91
    with pytest.raises(SettingsError, match=r"address .* is not inside what the window always shows \(x 20 to 91"):
        replace(din, address=replace(din.address, width=din.address.width + Decimal("0.1")))


def test_references_may_stand_at_the_edge_of_exposed_but_not_a_hair_nearer() -> None:
    din = layout("din-b")
    at_edge = replace(din.references, x=din.exposed.right)
    assert replace(din, references=at_edge).references == at_edge
    with pytest.raises(SettingsError, match=r"references .* may show through the window"):
        replace(din, references=replace(at_edge, x=din.exposed.right - Decimal("0.1")))


def test_the_text_may_not_begin_where_the_window_may_show() -> None:
    din = layout("din-b")
    assert replace(din, text=replace(din.text, top=Decimal(102))).text.top == 102
    with pytest.raises(SettingsError, match=r"text .* may show through the window"):
        replace(din, text=replace(din.text, top=Decimal("101.9")))


def test_the_logo_may_not_show_either() -> None:
    us = layout("us10-double")
    with pytest.raises(SettingsError, match=r"logo .* may show through the window"):
        replace(us, logo=replace(us.logo, x=Decimal(98), y=Decimal("6.5")))
    assert replace(us, logo=replace(us.logo, x=Decimal("98.5"))).logo.x == Decimal("98.5")


def test_fold_marks_and_the_rule_may_not_show_either() -> None:
    with pytest.raises(SettingsError, match=r"rule at 45 may show"):
        replace(layout("din-b"), rule=Decimal(45))
    us = layout("us10-double")
    with pytest.raises(SettingsError, match=r"fold mark at 60 .* may show"):
        replace(us, folds=(Decimal(60), *us.folds))
    with pytest.raises(SettingsError, match=r"hole mark at 79 .* may show"):
        replace(us, hole=Decimal(79))


def test_no_two_parts_stand_on_each_other() -> None:
    din = layout("din-b")
    below = replace(din.references, y=din.date.bottom)
    assert replace(din, references=below).references == below
    with pytest.raises(SettingsError, match=r"date .* and references .* overlap"):
        replace(din, references=replace(below, y=below.y - Decimal("0.1")))


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
    with pytest.raises(SettingsError, match="folded to 105 mm does not fit the envelope"):
        replace(din, envelope=replace(din.envelope, height=Decimal("104.9")))
    with pytest.raises(SettingsError, match="210 mm wide does not fit the envelope"):
        replace(din, envelope=replace(din.envelope, width=Decimal("209.9")))


def test_an_envelope_in_which_the_sheet_slides_out_of_sight_is_refused() -> None:
    din = layout("din-b")
    across, down = din.envelope.slide_across(din.paper[0]), din.envelope.slide_down
    for width, height in ((Decimal(9), Decimal(45)), (across, Decimal(45)), (Decimal(90), down)):
        tiny = Window(Decimal(20), Decimal(15), width, height)
        with pytest.raises(SettingsError, match="nothing is sure to show"):
            replace(din, envelope=replace(din.envelope, window=tiny))


def test_a_users_own_row_comes_first_and_its_unknown_key_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "layouts"
    folder.mkdir()
    shipped = (Path(load_layout.__code__.co_filename).parents[2] / "data/layouts/din-b.toml").read_text("utf-8")
    (folder / "din-b.toml").write_text(shipped.replace("hole = 148.5", "hole = 150"), "utf-8")
    assert load_layout(Catalog(tmp_path), "din-b").hole == 150
    (folder / "din-b.toml").write_text(shipped.replace("hole = 148.5", "holes = 150"), "utf-8")
    with pytest.raises(SettingsError, match="unknown key 'holes', did you mean 'hole'"):
        load_layout(Catalog(tmp_path), "din-b")
