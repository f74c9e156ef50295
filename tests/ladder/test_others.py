"""Items on hold, in dispute or not yet due, shown on a letter for information and never asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.cli.offices import GOOD, ON, SETTINGS, Office, office

ROWS = (
    GOOD | {"hold": "", "dispute": ""},
    GOOD | {"invoice": "H-1", "hold": "yes", "total": "11.00"},
    GOOD | {"invoice": "N-1", "issued": "2026-10-01", "due": ON, "total": "22.00"},
    GOOD | {"invoice": "N-2", "customer_id": "C-9", "issued": "2026-10-01", "due": "2026-11-30", "total": "33.00"},
    GOOD | {"invoice": "L-1", "due": "2026-10-29", "total": "44.00"},
)


def letter(folder: Path, more: str, language: str = "en") -> tuple[Office, str, str]:
    """The office, the text of its one letter, and what it asks for."""
    settings = SETTINGS.replace('language = "en"', f'language = "{language}"').replace(
        "[letters]\n", f"[letters]\n{more}"
    )
    firm = office(folder, *ROWS, settings=settings)
    assert firm.runs().code == 0
    (path,) = (folder / "out" / ON / "letters").glob("*.pdf")
    (row,) = firm.says("history", "--format", "csv").rows
    return firm, "\n".join(page.extract_text() for page in PdfReader(path).pages), row["letter_total"]


def test_nothing_is_shown_unless_it_is_wanted(tmp_path: Path) -> None:
    _, text, _ = letter(tmp_path, "")
    assert not {"H-1", "N-1", "N-2", "L-1"} & set(text.split())


@pytest.mark.parametrize(
    ("wanted", "shown"), [('["held"]', {"H-1"}), ('["not_due"]', {"N-1"}), ('["held", "not_due"]', {"H-1", "N-1"})]
)
def test_what_is_wanted_is_shown_and_no_part_of_the_total(tmp_path: Path, wanted: str, shown: set[str]) -> None:
    # N-1 falls due on the day itself, N-2 is another customer's, L-1 is late and simply not reminded yet.
    _, text, total = letter(tmp_path, f"also_shows = {wanted}\n")
    assert {"H-1", "N-1", "N-2", "L-1"} & set(text.split()) == shown
    assert total == "100.00"
    assert text.replace("\xa0", " ").count("no part of this letter’s total") == len(shown)
