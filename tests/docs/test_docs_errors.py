"""The page of bad files that docs/build.py makes of tests/errors holds every case, its file and its exact message."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.docs.makers import script

ROOT = Path(__file__).parents[2]
GALLERY = ROOT / "tests" / "errors"
CASES = sorted(path for path in GALLERY.rglob("*.txt"))


@pytest.fixture(scope="module")
def page() -> str:
    module = script("build")
    text = module.gallery()
    assert isinstance(text, str)
    return text


def sections(page: str) -> dict[str, str]:
    """The text under each heading of a case."""
    parts = [part.partition("\n") for part in page.split("\n### ")[1:]]
    assert len(parts) == len({title for title, _, _ in parts})
    return {title: body for title, _, body in parts}


def test_the_page_has_a_section_for_every_case_and_no_other(page: str) -> None:
    titles = {path.stem.replace("_", " ").capitalize() for path in CASES}
    assert len(CASES) > 50 and set(sections(page)) == titles


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_each_case_shows_its_exact_message(page: str, case: Path) -> None:
    section = sections(page)[case.stem.replace("_", " ").capitalize()]
    message = case.read_text(encoding="utf-8").removeprefix("refused\n")
    assert f"```text\n{message}" in section


def test_a_case_shows_its_file_its_options_and_the_file_beside_it(page: str) -> None:
    found = sections(page)
    assert "pastdue check wrong_delimiter.csv --delimiter ,` (refused, exit code 4)" in found["Wrong delimiter"]
    assert (GALLERY / "payments" / "disagree.csv").read_text() in found["Payments that disagree"]
    assert (GALLERY / "bad_terms.csv").read_text() in found["Bad terms"] and "(exit code 3)" in found["Bad terms"]
    assert "\\x00" in found["Nul bytes"] and "\0" not in page
    assert "pastdue.d/ladders/own.toml" in found["Own ladder out of order"]
