"""A disk that fails once, at any call of any command that writes: what is said of it is true, and nothing is lost.

One call of a few kinds is tried here; `PASTDUE_FAULTS=20` tries so many calls of every kind, `all` every call.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.cli.offices import Office, office
from tests.command import pastdue
from tests.faults.driver import KINDS

HERE = Path(__file__).parent
NEVER = 1 << 40
RUN = ("run", "invoices.csv", "--payments", "paid.csv", "--as-of", "2026-10-30", "--processes", "1", "-q")
COMMANDS: dict[str, tuple[str, ...]] = {
    "run": RUN,
    "void": ("void", "--letter", "2026-00001", "--why", "x", "--as-of", "2026-10-01"),
    "undo": ("undo", "--as-of", "2026-10-01"),
    "posted": ("posted", "out/2026-09-30/print/manifest.csv", "--on", "2026-10-01", "--as-of", "2026-10-01"),
    "waive": ("waive", "A-1", "--why", "x", "--as-of", "2026-10-01"),
    "hold": ("hold", "A-1", "--why", "x", "--as-of", "2026-10-01"),
    "paid": ("paid", "A-1", "40.00", "--on", "2026-10-01", "--as-of", "2026-10-01"),
    "close": ("close", "GONE", "--why", "paid", "--as-of", "2026-10-01"),
    "backup": ("ledger", "backup", "copy.ledger"),
}

TODAY = {"PASTDUE_TODAY": "2026-10-30"}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux" or not shutil.which("cc"), reason="needs a C compiler on Linux"),
]


@dataclass
class Told:
    """The answer of a command, and the number of calls of each kind that were counted."""

    code: int
    said: str
    met: dict[str, int]


def undisturbed(folder: Path, *words: str) -> Told:
    """The answer of a command on a disk that is whole again."""
    done = pastdue(folder, *words, environment=os.environ | TODAY)
    return Told(done.returncode, done.stdout + done.stderr, {})


class Driver:
    """Commands in forks of a process whose calls of the system can be made to fail."""

    def __init__(self, library: Path, folder: Path) -> None:
        source = Path(__file__).parents[2]
        environment = (
            os.environ
            | {
                "LD_PRELOAD": str(library),
                "PYTHONPATH": f"{source / 'src'}",
            }
            | TODAY
        )
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / "driver.py"), *RUN], env=environment, cwd=folder, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def __call__(self, folder: Path, words: tuple[str, ...], kind: str, at: int = NEVER) -> Told:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps([str(folder), kind, at, list(words)]) + "\n")
        self._process.stdin.flush()
        return Told(*json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        """Let the process end."""
        self._process.communicate()


@pytest.fixture(scope="module")
def driver(books: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    library = tmp_path_factory.mktemp("library") / "failing.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-o", str(library), str(HERE / "failing.c"), "-ldl"], check=True)
    made = Driver(library, copied(books, library.parent / "warm"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office after a first run, with files for the next one: an invoice is gone and another was paid in part."""
    firm = office(tmp_path_factory.mktemp("office"), {}, {}, {"customer_id": "C-1"}, {"invoice": "GONE"})
    assert firm.runs("invoices.csv", "--processes", "1", on="2026-09-30").code == 0
    firm.write({}, {}, {"customer_id": "C-1"})
    assert firm.runs("invoices.csv", "--processes", "1", on="2026-10-01").code == 0
    (firm.folder / "paid.csv").write_text("invoice,on,amount\nA-2,2026-10-05,30.00\n", encoding="utf-8")
    return firm.folder


def kinds_for(name: str) -> tuple[str, ...]:
    """The kinds of calls that fail in the command: all where so many were asked for and in a run, else every third."""
    begin = [*COMMANDS].index(name) % 3
    return KINDS if name == "run" or "PASTDUE_FAULTS" in os.environ else KINDS[begin::3]


def sampled(calls: int) -> list[int]:
    """The numbers of the calls that are made to fail: all, or some spread evenly over them."""
    asked = os.environ.get("PASTDUE_FAULTS", "1")
    most = calls if asked == "all" else min(calls, int(asked))
    return sorted({round((2 * n + 1) * (calls + 1) / (2 * most)) for n in range(most)})


@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_said_of_a_failing_disk_is_true_and_nothing_is_lost(
    name: str, driver: Driver, books: Path, tmp_path: Path
) -> None:
    words, codes, wrong = COMMANDS[name], set[int](), list[str]()
    met = driver(copied(books, tmp_path / f"{name}-whole"), words, "every").met
    for kind in kinds_for(name):
        calls = met[kind]
        for at in sampled(calls):
            folder = copied(books, tmp_path / f"{name}-{kind}-{at}")
            before, told = dumped(folder), driver(folder, words, kind, at)
            codes.add(told.code)
            wrong += [f"{kind} {at} of {calls}: {line}" for line in judged(folder, words, (before, told))]
            shutil.rmtree(folder)
    assert wrong == [] and 6 in codes


def judged(folder: Path, words: tuple[str, ...], met: tuple[list[str], Told]) -> Iterator[str]:
    """Everything that does not hold once the command met a fault: what the ledger held before, and what it said."""
    before, told = met
    if told.code not in (0, 3, 6):
        yield f"exit {told.code}: {told.said}"
    check = undisturbed(folder, "ledger", "check")
    if check.code and "the next run finishes it" not in check.said:
        yield f"then ledger check: {check.said}"
    after, done = dumped(folder), words[0]
    if "nothing was recorded" in told.said and after != before and done != "run":
        yield f"something was recorded: {told.said}"
    if "it was recorded" in told.said and after == before:
        yield f"nothing was recorded: {told.said}"
    again = undisturbed(folder, *words)
    if done == "run":
        yield from released(folder, again)
    elif told.code and "it was recorded" not in told.said and again.code:
        yield f"the command cannot be repeated: {told.said} then {again.said}"
    if (end := undisturbed(folder, "ledger", "check")).code:
        yield f"at last ledger check: {end.said}"
    if left := [path.name for path in folder.rglob(".*") if path.name not in (".", "..")]:
        yield f"left behind: {left}"


def released(folder: Path, again: Told) -> Iterator[str]:
    """The faults left once the run was done again: every letter must be there once, the payment counted."""
    if again.code not in (0, 3):
        yield f"the run cannot be repeated: {again.said}"
    found = list(Office(folder).says("history", "--format", "csv").rows)
    standing = sorted((row["invoice"], row["stage"]) for row in found if row["on"] == "2026-10-30")
    if standing != [("A-1", "third_notice"), ("A-2", "third_notice"), ("A-3", "third_notice")]:
        yield f"letters: {standing}"
    if len(Office(folder).says("history", "--payments", "--format", "csv").rows) != 1:
        yield "the payment is not kept once"


def copied(books: Path, target: Path) -> Path:
    """A copy of the office, with the days of its files."""
    return shutil.copytree(books, target)


def dumped(folder: Path) -> list[str]:
    """Everything the ledger holds."""
    with closing(sqlite3.connect(folder / "pastdue.ledger")) as db:
        return list(db.iterdump())
