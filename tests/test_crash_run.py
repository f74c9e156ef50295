"""The whole `run` command killed, and the next one: it must end well. Killed wherever the disk has changed.

The harness is that of `test_crash`; the program under it is the command itself, with settings, CSV, letters, print
file and reports.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import test_crash
from tests.test_crash import drive

from pastdue.ledger import Ledger, RunState

pytestmark = test_crash.pytestmark

PROGRAM = r"""
import os, tempfile
from pathlib import Path

from pastdue.cli.entry import exit_code_of

SETTINGS = '''
[creditor]
name = "Ada Ltd"
address = ["1 Street", "10115 Berlin"]
country = "DE"
iban = "DE89370400440532013000"
[dunning]
policy = "none"
[letters]
layout = "din-b"
'''
ROWS = '''invoice,customer_id,customer,issued,due,currency,total,address1,address2,country
A-1,C1,Acme,2026-07-01,2026-09-20,EUR,100.00,2 Street,10999 Berlin,DE
A-2,C1,Acme,2026-07-01,2026-09-21,EUR,50.00,2 Street,10999 Berlin,DE
B-1,C2,Bolt,2026-07-01,2026-07-20,EUR,70.00,3 Street,10999 Berlin,DE
X-1,C3,Cork,2026-07-01,never,EUR,70.00,3 Street,10999 Berlin,DE
'''


def run(folder):
    os.chdir(folder)
    Path("pastdue.toml").write_text(SETTINGS)
    Path("invoices.csv").write_text(ROWS)
    Path("paid.csv").write_text("invoice,on,amount\nA-1,2026-10-02,10.00\n")
    Path("holds.csv").write_text("invoice,kind,reason\nX-1,hold,looked at\n")
    Path("contacts.csv").write_text("customer_id,email\nC2,bolt@example.com\n")
    lists = ["--payments", "paid.csv", "--holds", "holds.csv", "--contacts", "contacts.csv"]
    code = exit_code_of(["run", "invoices.csv", *lists, "--as-of", "2026-10-30", "--quiet"])
    assert code == 3, code


with tempfile.TemporaryDirectory() as warm:  # imports, fonts and holidays are had once, not in every child
    run(Path(warm))
    os.chdir("/")
"""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    yield from test_crash.disk.__wrapped__(tmp_path)  # type: ignore[attr-defined]


def assert_sound(folder: Path) -> None:
    """All that must hold after `run` completed in `folder`, whatever happened before."""
    out = folder / "out"
    with Ledger.open(folder / "pastdue.ledger", create=False, read_only=True) as ledger:
        assert ledger.check() == []
        assert {run.state for run in ledger.runs()} <= {RunState.RELEASED, RunState.ABANDONED}
        files = {run.record.folder / file.name: file for run in ledger.runs() for file in ledger.files(run.id)}
        assert Counter(n.invoice for n in ledger.notices()) == {"A-1": 1, "A-2": 1, "B-1": 1}
        letters = {row.path: row.sha256 for row in ledger.letters()}
        kept, seen = ledger.kept(), ledger.history().seen
    assert [len(kept.payments), len(kept.blocks), len(kept.contacts)] == [1, 1, 1]
    assert {number: known.open_minor for number, known in seen.items()} == {"A-1": 9_000, "A-2": 5_000, "B-1": 7_000}
    present = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in out.rglob("*") if path.is_file()}
    assert present.keys() == files.keys()
    assert all(present[path] == file.sha256 for path, file in files.items() if file.kept)
    assert len(letters) == 2 and letters.items() <= present.items()
    assert [path.name for path in out.iterdir()] == ["2026-10-30"]
    counts = [json.loads(path.read_text(encoding="utf-8"))["counts"] for path in (out / "2026-10-30").glob("run*.json")]
    assert sum(count["notices"] for count in counts) == 3
    lists = {"invoices.csv", "paid.csv", "holds.csv", "contacts.csv"}
    assert {path.name for path in folder.iterdir()} - lists == {
        "out", "pastdue.ledger", "pastdue.ledger.lock", "pastdue.toml"
    }  # fmt: skip


@pytest.mark.parametrize("part", range(2))
def test_the_run_command_killed_at_any_instant_is_completed_by_the_next(tmp_path: Path, disk: Path, part: int) -> None:
    """Half of the instants each."""
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    folders = drive("kill", program, disk / "killed", 0, part, 2)
    assert len(folders) > 37
    for folder in folders:
        assert_sound(folder)
