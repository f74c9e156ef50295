"""`policies`, `ladders`, `layouts`, `languages` list what the settings may name, and show a row as its file says it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from tests.command import pastdue

from pastdue.firm.catalog import Catalog

KINDS = ("policies", "ladders", "layouts", "languages")


@pytest.mark.parametrize("kind", KINDS)
def test_every_row_is_listed_and_shown_as_its_file_says_it(kind: str, tmp_path: Path) -> None:
    names = Catalog().names(kind)
    listed = pastdue(tmp_path, kind)
    assert listed.returncode == 0
    assert [line.split()[0] for line in listed.stdout.splitlines()[4 : 4 + len(names)]] == list(names)
    whole = pastdue(tmp_path, kind, names[0]).stdout
    assert tomllib.loads(whole) and whole == Catalog().text(kind, names[0])
    said = json.loads(pastdue(tmp_path, kind, names[0], "--format", "json").stdout)
    assert said["schema"] == 1 and [row["name"] for row in said[kind]] == [names[0]]
    assert not said[kind][0]["own"] and said[kind][0]["row"].keys() == tomllib.loads(whole).keys()


def test_a_row_of_the_users_own_is_listed_as_theirs_and_hides_ours(tmp_path: Path) -> None:
    (tmp_path / "pastdue.toml").write_text("", encoding="utf-8")
    own = tmp_path / "pastdue.d" / "policies"
    own.mkdir(parents=True)
    mine = 'title = "Ten flat"\n[[charge]]\nrule = "flat"\namount = ["10 EUR"]\n'
    for name in ("mine", "uk-b2b"):
        (own / f"{name}.toml").write_text(mine, encoding="utf-8")
    listed = {line.split()[0]: line for line in pastdue(tmp_path, "policies").stdout.splitlines() if "  " in line}
    assert listed["mine"].split()[1:3] == listed["uk-b2b"].split()[1:3] == ["Ten", "flat"]
    assert listed["mine"].endswith("you") and listed["uk-b2b"].endswith("you")
    assert listed["de-b2b"].endswith("pastdue")
    assert pastdue(tmp_path, "policies", "uk-b2b").stdout == mine


def test_an_unknown_name_is_answered_with_the_nearest(tmp_path: Path) -> None:
    done = pastdue(tmp_path, "ladders", "montly")
    assert done.returncode == 2 and "did you mean 'monthly'?" in done.stderr
