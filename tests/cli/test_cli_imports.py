"""Commands that only read a file wait for no module of those that send letters."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[2] / "src"
ROWS = "invoice,customer,issued,due,currency,total\n1,Alder,2026-10-01,2026-10-15,EUR,10\n"
UNNEEDED = (
    "pastdue.ledger.records", "pastdue.ledger.ledger", "pastdue.tasks.task", "pastdue.mailing.email.drafts",
    "pastdue.run.workers", "pastdue.intake.parts.reading", "pastdue.reports.months.moves", "pastdue.reports.outcome",
    "pastdue.model.letters.letter", "reportlab", "sqlite3", "holidays",
)  # fmt: skip


@pytest.mark.parametrize("command", ["check", "aging"])
def test_one_file_is_read_without_the_modules_of_ledger_letters_and_workers(tmp_path: Path, command: str) -> None:
    (tmp_path / "in.csv").write_text(ROWS)
    words = [command, "in.csv", "--as-of", "2026-11-30", "--format", "csv"]
    asked = (
        f"import sys; from pastdue.cli import entry; entry.exit_code_of({words}); print(*sys.modules, file=sys.stderr)"
    )
    environment = os.environ | {"PYTHONPATH": str(SRC)}
    started = [sys.executable, "-c", asked]
    done = subprocess.run(started, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.count("\n") == 2
    assert set(UNNEEDED).isdisjoint(done.stderr.split())
