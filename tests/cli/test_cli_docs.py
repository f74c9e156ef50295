"""`pastdue docs`, and messages that send their reader to a page."""

from __future__ import annotations

import re
from pathlib import Path

from tests.command import pastdue

ROOT = Path(__file__).parents[2]


def test_the_list_names_every_page_with_its_title(tmp_path: Path) -> None:
    said = pastdue(tmp_path, "docs")
    listed = dict(line.split("  ", 1) for line in said.stdout.splitlines())
    assert {name.strip() for name in listed} == {page.stem for page in (ROOT / "docs").glob("*.md")}
    assert re.search(r"^csv +The invoices file: its columns, and the files beside it$", said.stdout, re.MULTILINE)


def test_a_page_is_shown_whole_by_its_name_or_as_messages_once_named_it(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "rates.md").read_text(encoding="utf-8")
    for name in ("rates", "rates.md", "docs/rates.md"):
        assert pastdue(tmp_path, "docs", name).stdout == page


def test_a_page_can_be_read_beside_settings_that_cannot(tmp_path: Path) -> None:
    (tmp_path / "pastdue.toml").write_text("[nonsense\n")
    assert pastdue(tmp_path, "docs", "settings").returncode == 0


def test_a_mistyped_page_is_answered_with_the_nearest(tmp_path: Path) -> None:
    said = pastdue(tmp_path, "docs", "polices")
    assert said.returncode == 2 and "did you mean 'policies'?" in said.stderr


def test_what_the_program_says_sends_nobody_to_a_page_that_is_not_there() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py")]
    named = {name for text in sources for name in re.findall(r"`pastdue docs ([a-z-]+)`", text)}
    assert {"rates", "policies"} <= named
    assert named <= {page.stem for page in (ROOT / "docs").glob("*.md")}
