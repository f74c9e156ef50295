"""Tests shared out among forked processes: each is done once and told of, whatever becomes of its process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.processes import shares

TESTS = """
import os, warnings
import pytest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session", autouse=True)
def house():
    with open("houses", "a") as houses:
        houses.write(f"built {os.getpid()}\\n")
    yield
    with open("houses", "a") as houses:
        houses.write(f"left {os.getpid()}\\n")


@pytest.mark.parametrize("number", range(40))
def test_each(number, tmp_path):
    with open("done", "a") as done:
        done.write(f"{number}\\n")
    if number == 3:
        warnings.warn("a warning of its own")
    if number == 5:
        pytest.skip("not today")
    if number == 7:
        os._exit(9)
    print(f"printed by {number}")
    assert number != 11
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere pytest-xdist shares tests out")
def test_each_test_is_done_once_and_told_of_and_one_that_ends_its_process_fails(tmp_path: Path) -> None:
    (tmp_path / "test_them.py").write_text(TESTS)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = slow")
    (tmp_path / "conftest.py").write_text('pytest_plugins = ["tests.processes"]')
    words = [sys.executable, "-m", "pytest", "-n", "2", "-q", "-rfs", "--rootdir", "."]
    root = str(Path(__file__).parents[1])
    done = subprocess.run(
        words,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": root, "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert sorted(map(int, (tmp_path / "done").read_text().split())) == list(range(40))
    assert "2 failed, 37 passed, 1 skipped, 1 warning" in done.stdout, done.stdout
    assert done.returncode == 1 and not done.stderr
    for said in (
        "FAILED test_them.py::test_each[7] - its process ended with 9",
        "FAILED test_them.py::test_each[11] - assert 11 != 11",
        "printed by 11", "a warning of its own", "not today",
    ):  # fmt: skip
        assert said in done.stdout
    assert "printed by 12" not in done.stdout
    houses = [line.split() for line in (tmp_path / "houses").read_text().splitlines()]
    built, left = ([pid for what, pid in houses if what == word] for word in ("built", "left"))
    assert len(built) == len(set(built)) == 3, "one process has ended, and another one has gone on"
    assert len(left) == 2 and set(left) < set(built)


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("tests", [0, 1, 5, 1000])
def test_the_shares_hold_each_test_once_the_slow_ones_first_and_grow_no_larger(tests: int, count: int) -> None:
    slow = [place % 3 == 0 for place in range(tests)]
    given = list(shares([{"slow"} if each else set() for each in slow], range(tests), count))
    places = [place for share in given for place in share]
    assert sorted(places) == list(range(tests))
    assert [slow[place] for place in places] == sorted(slow, reverse=True)
    sizes = [len(share) for share in given]
    assert sizes == sorted(sizes, reverse=True) and 0 not in sizes


def test_tests_that_are_done_together_are_the_share_of_one_process() -> None:
    marks = [{"slow", "together"} if place % 4 == 1 else {"slow"} for place in range(400)]
    first, *others = shares(marks, ["one file"] * 400, 3)
    assert first == list(range(1, 400, 4))
    assert sorted(place for share in others for place in share) == sorted(set(range(400)) - set(first))


def test_quick_tests_of_one_file_are_not_parted_and_slow_ones_are() -> None:
    files = [place // 30 for place in range(300)]
    quick = list(shares([set()] * 300, files, 3))
    assert [place for share in quick for place in share] == list(range(300))
    assert all({files[share[-1]]}.isdisjoint(files[share[-1] + 1 :]) for share in quick)
    assert len(list(shares([{"slow"}] * 300, files, 3))) > 10 == len(quick)
