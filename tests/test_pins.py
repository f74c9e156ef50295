"""The pins of `make demo` and `make test`: they answer every requirement of pyproject.toml, by hash."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN = [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"]]
DEV = PROJECT["project"]["optional-dependencies"]["dev"]


def pinned(name: str) -> dict[str, list[tuple[str, int]]]:
    """The versions a lock file pins for each distribution, each with the number of its hashes."""
    found = defaultdict(list)
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    for pin in re.findall(r"^[a-z0-9][^\\\n]*(?:\\\n[^\\\n]*)*", text, re.MULTILINE):
        requirement = Requirement(pin.split("\\")[0])
        (exact,) = requirement.specifier
        assert exact.operator == "==", pin
        found[normal(requirement.name)].append((exact.version, pin.count("--hash=sha256:")))
    return found


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize(("file", "wanted"), [("run.txt", RUN), ("test.txt", RUN + DEV)])
def test_every_requirement_is_pinned_as_it_asks(file: str, wanted: list[str]) -> None:
    pins = pinned(file)
    for asked in map(Requirement, wanted):
        versions = [version for version, _ in pins.get(normal(asked.name), [])]
        assert versions and all(asked.specifier.contains(version) for version in versions), f"{asked}: run `make lock`"


@pytest.mark.parametrize("file", ["run.txt", "test.txt"])
def test_every_pin_has_its_hashes_and_no_file_names_where_they_come_from(file: str) -> None:
    assert all(hashes for pins in pinned(file).values() for _, hashes in pins)
    assert "://" not in (ROOT / "requirements" / file).read_text(encoding="utf-8")


def test_what_is_tested_is_what_the_demo_runs() -> None:
    tested = pinned("test.txt")
    assert all(tested[name] == pins for name, pins in pinned("run.txt").items())


def test_types_are_checked_for_the_python_that_runs() -> None:
    """Some libraries are pinned in another version for newer Pythons, and that version's types are read by its own
    Python's rules alone."""
    assert "python_version" not in PROJECT["tool"]["mypy"]
