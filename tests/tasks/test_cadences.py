"""Cadences: the day each step falls on, and rows that no one could follow."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.cadences import load_cadences
from pastdue.letters.language.beside import DOINGS
from pastdue.model.calendars import Calendar
from pastdue.model.errors import SettingsError
from pastdue.tasks import Do, Since

POLAND = Calendar("PL", closed=[date(2026, 11, 27)])
OURS = load_cadences(Catalog())


@pytest.mark.parametrize(
    ("message", "due"),
    [
        (date(2026, 11, 16), date(2026, 11, 24)),  # Monday to Sunday are one week
        (date(2026, 11, 18), date(2026, 11, 24)),
        (date(2026, 11, 22), date(2026, 11, 24)),
        (date(2026, 11, 23), date(2026, 12, 1)),
        (date(2026, 10, 27), date(2026, 11, 3)),
    ],
)
def test_a_message_in_a_project_is_followed_up_on_the_tuesday_of_the_week_after(message: date, due: date) -> None:
    (first, *_) = OURS["project"].chain(Since.MESSAGE)
    assert first.due(message, POLAND) == due


@pytest.mark.parametrize(
    ("message", "due"),
    [
        (date(2026, 11, 20), date(2026, 11, 25)),
        (date(2026, 11, 17), date(2026, 11, 23)),  # the fifth day is a Sunday, the sixth is open
        (date(2026, 11, 22), date(2026, 11, 26)),  # the fifth day is closed, and the next open one is the eighth
    ],
)
def test_a_negotiation_is_followed_up_four_to_seven_days_after_the_message(message: date, due: date) -> None:
    (first, *_) = OURS["negotiation"].chain(Since.MESSAGE)
    assert first.due(message, POLAND) == due


def test_what_a_task_can_ask_for_has_words() -> None:
    assert sorted(do.value for do in Do) == sorted(DOINGS)


def own(folder: Path, text: str) -> str:
    """The refusal of a firm's own cadence `mine` with that text."""
    (folder / "cadences").mkdir()
    (folder / "cadences" / "mine.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as error:
        load_cadences(Catalog(folder))
    return str(error.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("steps = []", "cadence 'mine': wants steps"),
        (
            '[[steps]]\nname = "a"\ndo = "call"\nafter = "1 day"',
            "step 'a' is the first and counts from the step before\n  say what it counts from",
        ),
        (
            '[[steps]]\nname = "a"\ndo = "call"\nsince = "message"\nafter = "9 days"\nbetween = ["4 days", "7 days"]',
            "9 days is not between 4 days and 7 days",
        ),
        (
            '[[steps]]\nname = "a"\ndo = "cal"\nsince = "message"\nafter = "1 day"',
            "'cal' is unknown, did you mean 'call'?",
        ),
        (
            '[[steps]]\nname = "a"\ndo = "call"\nsince = "message"\nafter = "1 day"\nweekday = "tue"',
            "weekday: 'tue' is unknown",
        ),
    ],
)
def test_a_cadence_that_cannot_be_followed_is_refused(tmp_path: Path, text: str, says: str) -> None:
    said = own(tmp_path, text)
    assert "cadences/mine.toml" in said and says in said
