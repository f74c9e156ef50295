"""The place of the postal service on a letter: above the address, or above its subject."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.cli.offices import SETTINGS, office
from tests.typeset.letters_by_hand import german_letter
from tests.typeset.pages_seen import Ink, pages_of

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.layouts import load_layout
from pastdue.model.letters import Letter
from pastdue.typeset import Typesetter

LAYOUTS = Catalog().names("layouts")
ABOVE = [name for name in LAYOUTS if load_layout(Catalog(), name).service_above]
LONG = "Einschreiben mit Rückschein, eigenhändig, Nachnahme, vertraulich"


def seen(letter: Letter, name: str) -> list[Ink]:
    return pages_of(Typesetter(load_layout(Catalog(), name)).set(letter).pdf)[0]


def with_service(service: str) -> Letter:
    return replace(german_letter(), head=replace(german_letter().head, service=service))


def line(page: list[Ink], words: str) -> Ink:
    (found,) = [ink for ink in page if ink.text == words]
    return found


def test_the_layouts_of_germany_switzerland_and_poland_have_it_above_the_address() -> None:
    assert ABOVE == ["ch-c5-left", "ch-c5-right", "ch-left", "ch-right", "din-a", "din-b", "pl-dl-left", "pl-dl-right"]


@pytest.mark.parametrize("name", ABOVE)
@pytest.mark.parametrize("service", ["Einschreiben", "List polecony za potwierdzeniem odbioru"])
def test_it_stands_between_return_line_and_address_inside_safe(name: str, service: str) -> None:
    row, letter = (
        load_layout(Catalog(), name),
        replace(
            with_service(service), head=replace(with_service(service).head, return_line="Größ GmbH · 80337 München")
        ),
    )
    page = seen(letter, name)
    shown = line(page, service)
    recipient = [ink for ink in page if ink.text and ink.touches(row.address)]
    assert row.return_line is not None
    assert shown.bottom <= float(row.return_line.bottom) + 0.2
    assert shown.baseline < min(ink.baseline for ink in recipient) - 3
    for envelope in row.envelopes:
        assert shown.within(envelope.safe(envelope.window, row.paper[0]))
    returned = [ink for ink in page if ink.text and ink.touches(row.return_line) and ink.baseline < shown.baseline]
    assert returned
    assert max(ink.baseline for ink in returned) < shown.baseline - 2


@pytest.mark.parametrize("name", [name for name in LAYOUTS if name not in ABOVE])
def test_elsewhere_it_stands_above_the_subject_where_no_window_shows_it(name: str) -> None:
    row, letter = load_layout(Catalog(), name), with_service("Einschreiben")
    page = seen(letter, name)
    shown, subject = line(page, "Einschreiben"), next(ink for ink in page if ink.text.startswith("Zweite Mahnung"))
    assert shown.bold
    assert shown.baseline < subject.baseline - 4
    assert not any(shown.touches(zone) for zone in row.exposed_frames)


def test_one_too_long_for_the_window_stands_above_the_subject() -> None:
    page = seen(with_service(LONG), "din-b")
    assert line(page, LONG).top > float(load_layout(Catalog(), "din-b").text.top)


@pytest.mark.parametrize("name", ["din-a", "ch-right"])
def test_where_the_senders_line_needs_the_room_it_stands_above_the_subject(name: str) -> None:
    page = seen(with_service("Einschreiben"), name)
    assert line(page, "Einschreiben").top > float(load_layout(Catalog(), name).text.top)


@pytest.mark.parametrize("name", LAYOUTS)
def test_without_a_service_nothing_is_there(name: str) -> None:
    assert seen(with_service(""), name) == seen(german_letter(), name)


def test_a_run_says_the_service_of_the_stage_and_an_unregistered_one_not(tmp_path: Path) -> None:
    for number, (more, said) in enumerate(
        {
            '[mail]\nservices = { third_notice = "registered" }\n': True,
            '[mail]\nservices = { third_notice = "first class" }\nunregistered = ["first class"]\n': False,
            '[mail]\nservices = { reminder = "registered" }\n': False,
        }.items()
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        made = office(folder, settings=SETTINGS + more)
        assert made.runs().code == 0
        (letter,) = (folder / "out").glob("*/letters/*-third-notice.pdf")
        text = made.letter_text(letter.name, "out/2026-10-30/letters")
        assert ("By registered mail" in text) is said
        assert "irst class" not in text
