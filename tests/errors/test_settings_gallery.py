"""Each bad pastdue.toml causes exactly the message beside it, exit code 2, and nothing else.

`settings/name.toml` and `settings/name.txt`; a ladder of the user's own is `settings/name.ladder.toml`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.offices import ON, office

GALLERY = Path(__file__).parent / "settings"
NAMES = sorted(path.stem for path in GALLERY.glob("*.txt"))


@pytest.mark.parametrize("name", NAMES)
def test_bad_settings_say_exactly_what_is_wrong(name: str, tmp_path: Path) -> None:
    shop = office(tmp_path, settings=(GALLERY / f"{name}.toml").read_text(encoding="utf-8"))
    ladder = GALLERY / f"{name}.ladder.toml"
    if ladder.exists():
        (tmp_path / "pastdue.d" / "ladders").mkdir(parents=True)
        (tmp_path / "pastdue.d" / "ladders" / "own.toml").write_text(ladder.read_text(encoding="utf-8"))
    before = shop.files()
    for command in ("run", "plan"):
        said = shop.says(command, "invoices.csv", "--as-of", ON)
        assert (said.code, said.out) == (2, "")
        assert said.err == (GALLERY / f"{name}.txt").read_text(encoding="utf-8")
    assert shop.files() == before
