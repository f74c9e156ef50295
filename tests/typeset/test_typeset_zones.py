"""The parts seen through the window, from the finished PDF: the address, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from tests.typeset.letters_by_hand import german_letter, polish_letter, us_letter, with_recipient
from tests.typeset.pages_seen import Ink, pages_of

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.layouts import load_layout
from pastdue.model.errors.left_out import CannotPrint
from pastdue.model.letters import Letter
from pastdue.typeset import Look, Typesetter
from pastdue.typeset.ink.face import face
from pastdue.typeset.ink.marks import RuledLine, Slanted, Tint, Words
from pastdue.typeset.layouts import Layout
from pastdue.typeset.letter.exposure import Exposure

LAYOUTS = Catalog().names("layouts")
LETTERS = {"us": us_letter(), "de": german_letter(), "pl": polish_letter(), "us40": us_letter(40, 10)}
EVERY = [(name, key) for name in LAYOUTS for key in LETTERS]


@cache
def layout(name: str) -> Layout:
    return load_layout(Catalog(), name)


@cache
def pages(name: str, key: str) -> list[list[Ink]]:
    """The pages of a letter in a layout, set once for all that is asked of them."""
    return pages_of(Typesetter(layout(name)).set(LETTERS[key]).pdf)


def first_page(letter: Letter, name: str) -> list[Ink]:
    return pages_of(Typesetter(layout(name)).set(letter).pdf)[0]


def address(page: list[Ink], row: Layout) -> list[Ink]:
    """The lines in the recipient's place, by where they stand."""
    return [ink for ink in page if ink.text and ink.touches(row.address)]


def shown(lines: list[Ink]) -> str:
    """The words of `lines`, runs of one line joined."""
    rows: dict[float, str] = {}
    for ink in lines:
        rows[round(ink.baseline, 2)] = rows.get(round(ink.baseline, 2), "") + ink.text
    return " ".join(rows.values())


@pytest.mark.parametrize(("name", "key"), EVERY)
def test_the_whole_address_is_inside_safe(name: str, key: str) -> None:
    row, letter = layout(name), LETTERS[key]
    lines = address(pages(name, key)[0], row)
    assert shown(lines) == " ".join(letter.head.recipient)
    for envelope in row.envelopes:
        assert all(line.within(envelope.safe(envelope.window, row.paper[0])) for line in lines)
    assert min(line.left for line in lines) >= float(row.safe.x) + 3
    assert max(line.right for line in lines) <= float(row.safe.right) - 3


@pytest.mark.parametrize(("name", "key"), EVERY)
def test_nothing_but_the_two_addresses_is_exposed(name: str, key: str) -> None:
    row, letter = layout(name), LETTERS[key]
    page = pages(name, key)[0]
    exposed = [ink for ink in page if any(ink.touches(zone) for zone in row.exposed_frames)]
    assert all(ink.text for ink in exposed)
    words = shown(exposed).replace(" · ", " ")
    for line in (*letter.head.recipient, letter.head.return_line.replace(" · ", " "), *letter.head.sender):
        words = words.replace(line, "", 1)
    leftover = set(words.split()) - set(" ".join(letter.head.recipient).split())
    assert not leftover


@pytest.mark.parametrize(("name", "key"), EVERY)
def test_five_millimetres_of_the_edge_stay_free_of_text(name: str, key: str) -> None:
    row = layout(name)
    width, height = map(float, row.paper)
    for page in pages(name, key):
        for ink in page:
            assert ink.left >= 5 - 0.01
            assert ink.right <= width - 5
            assert ink.top >= 5
            assert ink.bottom <= height - 5
            assert not ink.text or ink.left > 11


@pytest.mark.parametrize("name", LAYOUTS)
def test_fold_and_hole_marks_stand_at_the_left_edge_of_page_one_only(name: str) -> None:
    row = layout(name)
    pages = pages_of(Typesetter(row).set(us_letter(40)).pdf)
    marks = [ink for ink in pages[0] if not ink.text and ink.right < 12]
    wanted = sorted(float(y) for y in (*row.folds, *([] if row.hole is None else [row.hole])))
    assert sorted((ink.top + ink.bottom) / 2 for ink in marks) == pytest.approx(wanted, abs=0.02)
    assert all(ink.left == pytest.approx(5, abs=0.01) for ink in marks)
    assert sorted({round(ink.right) for ink in marks}) == ([9] if row.hole is None else [9, 11])
    assert not [ink for page in pages[1:] for ink in page if ink.right < 12]


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("count", [2, 3, 4, 5, 6, 7])
def test_two_to_seven_address_lines_stand_where_the_window_shows_them(name: str, count: int) -> None:
    row = layout(name)
    if count > row.address_lines:
        pytest.skip(f"{name} has room for {row.address_lines}")
    lines = (
        "Łukasz Żółć & Söhne", "Accounts", "Floor 3", "Building qp", "Sample Street 12", "00-838 WARSZAWA", "POLOGNE"
    )  # fmt: skip
    seen = address(first_page(with_recipient(us_letter(), *lines[-count:]), name), row)
    assert shown(seen) == " ".join(lines[-count:])
    assert all(line.within(row.safe) for line in seen)
    assert {line.points for line in seen} <= {10.0, 9.5, 9.1, *((8.1,) if row.small_address and count == 7 else ())}


@pytest.mark.parametrize(
    ("tail", "shown_as"),
    [
        (("BALLINA", "CO. MAYO", "F26 X9Y8", "IRELAND"), "CO. MAYO F26 X9Y8"),
        (("Jardins", "São Paulo - SP", "01310-200", "BRAZIL"), "São Paulo - SP 01310-200"),
        (("Holbeck", "West Side", "LEEDS", "LS11 5QN"), "LEEDS LS11 5QN"),
    ],
)
def test_a_postcode_joins_the_line_above_it_where_an_address_has_a_line_too_many(
    tail: tuple[str, ...], shown_as: str
) -> None:
    row, own = layout("uk-dl"), ("Irish Creamery DAC", "The Old Mill", "Castle Street")
    lines = [line.text for line in address(first_page(with_recipient(us_letter(), *own, *tail), "uk-dl"), row)]
    assert len(lines) == 6 and shown_as in lines
    lines = [line.text for line in address(first_page(with_recipient(us_letter(), *own[:2], *tail), "uk-dl"), row)]
    assert lines == [*own[:2], *tail], "where there is room it has its own"


@pytest.mark.parametrize("line", ["UNIT 7", "Floor 12"])
def test_no_other_line_with_a_number_joins_the_one_above_it(line: str) -> None:
    with pytest.raises(CannotPrint, match="recipient does not fit"):
        first_page(
            with_recipient(us_letter(), "Acme Ltd", line, "A", "B", "C", "D", "LEEDS", "UNITED KINGDOM"), "uk-dl"
        )
    row, seven = layout("uk-dl"), ("Acme Ltd", line, "A", "B", "C", "LEEDS", "UNITED KINGDOM")
    seen = address(first_page(with_recipient(us_letter(), *seven), "uk-dl"), row)
    assert tuple(one.text for one in seen) == seven and {one.points for one in seen} == {8.1}


@pytest.mark.parametrize(("name", "points"), [("W" * 19, 10.0), ("W" * 20, 10.0), ("W" * 21, 9.5), ("W" * 22, 9.1)])
def test_a_line_too_long_at_ten_points_is_set_smaller(name: str, points: float) -> None:
    seen = address(first_page(with_recipient(german_letter(), name, "40212 Köln"), "din-b"), layout("din-b"))
    assert [line.text for line in seen] == [name, "40212 Köln"]
    assert {line.points for line in seen} == {points}


def test_a_line_too_long_at_any_size_is_turned_over_while_there_is_room() -> None:
    long = "Przedsiębiorstwo Usługowo-Handlowe „Źdźbło” Spółka z ograniczoną odpowiedzialnością"
    row = layout("pl-dl-right")
    seen = address(first_page(with_recipient(polish_letter(), long, "ul. Długa 1", "90-001 ŁÓDŹ"), "pl-dl-right"), row)
    assert shown(seen) == f"{long} ul. Długa 1 90-001 ŁÓDŹ"
    assert all(line.within(row.safe, 3) for line in seen)


@pytest.mark.parametrize("name", LAYOUTS)
def test_an_address_that_cannot_fit_is_refused_by_letter_and_field(name: str) -> None:
    setter = Typesetter(layout(name))
    with pytest.raises(CannotPrint, match=r"letter L-2026-0042, invoices INV-2026-0118, INV.*0120: recipient does not"):
        setter.set(with_recipient(us_letter(), "Very Long Name " * 24, "Street 1", "12345 Town"))
    with pytest.raises(CannotPrint, match=r"recipient does not fit"):
        setter.set(with_recipient(us_letter(), *[f"Line {n}" for n in range(layout(name).address_lines + 1)]))


def test_a_draft_mark_is_on_every_page_and_behind_no_window() -> None:
    row = layout("din-b")
    letter = replace(german_letter(40), subject="s")
    plain = pages_of(Typesetter(row).set(letter).pdf)
    draft = pages_of(Typesetter(row, Look(draft_mark="ENTWURF")).set(letter).pdf)
    assert len(plain) == len(draft) > 1
    for before, after in zip(plain, draft, strict=True):
        assert len(after) == len(before) + 1
        assert len([ink for ink in after if ink.points > 50]) == 1
    bottom_left = next(ink for ink in draft[0] if ink.points > 50)
    reach = (bottom_left.right - bottom_left.left) * 0.7072 + bottom_left.points * 25.4 / 72 * 0.7072
    assert bottom_left.baseline - reach > float(row.exposed.bottom)


def test_a_mark_that_would_show_through_a_window_refuses_the_letter() -> None:
    row = layout("din-b")
    exposure = Exposure(row)
    sans, edge = face("noto-sans", "regular"), float(row.exposed_frames[1].bottom) * 72 / 25.4
    for below in (
        Words(100, edge + 9.6, sans, 10, "Mahnung"),
        RuledLine(100, edge + 0.5, 200, 0.8),
        Tint(100, edge, 9, 9),
    ):
        up_to_c65 = Exposure(replace(row, also=row.also[:1]))
        up_to_c65.check([below])
        with pytest.raises(CannotPrint, match="would show through"):
            up_to_c65.check([below._replace(y=below.y - 1)])
    with pytest.raises(CannotPrint, match="'ENTWURF' would show"):
        exposure.check([Slanted(200, 250, sans, 60, "ENTWURF")])
    exposure.check([Words(600 * 0.55, 200, sans, 10, "beside the window")])
    with pytest.raises(CannotPrint, match="'beside the window' would show"):
        exposure.check([Words(300, 200, sans, 10, "beside the window")])


def test_an_address_is_meant_to_be_seen_and_nothing_beside_it() -> None:
    row = layout("din-b")
    sans = face("noto-sans", "regular")
    x, y = (float(side) * 72 / 25.4 for side in (row.address.x, row.address.y))
    Exposure(row).check([Words(x, y + 7.2, sans, 10, "ŚÅ Müller")])
    with pytest.raises(CannotPrint, match="would show"):
        Exposure(row).check([Words(x - 1, y + 7.2, sans, 10, "ŚÅ Müller")])


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_draft_mark_shows_through_no_window(name: str) -> None:
    assert Typesetter(layout(name), Look(draft_mark="DRAFT")).set(us_letter(40)).count > 1
