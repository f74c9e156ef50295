"""Offices for tests of the command line: a folder with settings and invoices, and the command run in it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from tests.command import each_in_one_process, pastdue
from tests.forked import Before, forked

ON = "2026-10-30"

SETTINGS = """[creditor]
name = "Ada Ltd"
address = ["1 Street", "10115 Berlin"]
country = "DE"
language = "en"
iban = "DE89370400440532013000"

[letters]
layout = "din-b"

[dunning]
policy = "none"
"""

GOOD = {
    "invoice": "A-1", "customer_id": "C-1", "customer": "Acme GmbH", "issued": "2026-07-01", "due": "2026-07-31",
    "currency": "EUR", "total": "100.00", "address1": "2 Street", "address2": "10999 Berlin", "country": "DE",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """The answer of a command: its exit code, its results and its messages."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def rows(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.out, newline="")))


@dataclass(frozen=True, slots=True)
class Office:
    """A folder with pastdue.toml and invoices.csv."""

    folder: Path

    def write(self, *changes: Mapping[str, str], name: str = "invoices.csv") -> Path:
        """Write one row for each of `changes`, numbered A-1, A-2, ... of customers C-1, C-2, ... unless they say so."""
        rows = [
            GOOD | {"invoice": f"A-{n}", "customer_id": f"C-{n}"} | dict(change) for n, change in enumerate(changes, 1)
        ]
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, dict.fromkeys(key for row in rows for key in row), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        (self.folder / name).write_text(out.getvalue(), encoding="utf-8")
        return self.folder / name

    def says(self, *arguments: str) -> Said:
        """The answer of the command in this folder, run within this process."""
        done = pastdue(self.folder, *arguments)
        return Said(done.returncode, done.stdout, done.stderr)

    def runs(self, file: str = "invoices.csv", *more: str, on: str = ON) -> Said:
        """The answer of `pastdue run` about a file."""
        return self.says("run", file, "--as-of", on, *more)

    def forked(self, *arguments: str, env: Mapping[str, str] | None = None, before: Before | None = None) -> Said:
        """The answer of the command as a process of its own, forked, without a terminal."""
        done = forked(self.folder, *arguments, environment=env, before=before)
        return Said(done.returncode, done.stdout, done.stderr)

    def started(self, *commands: Sequence[str], env: Mapping[str, str] | None = None) -> list[Said]:
        """The answer of each of the commands, all in one process that is started anew, without a terminal."""
        done = each_in_one_process(self.folder, *commands, environment=env)
        return [Said(one.returncode, one.stdout, one.stderr) for one in done]

    def files(self) -> set[str]:
        """The names of all files in the folder, from there."""
        return {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file()}

    def run_json(self, name: str = f"out/{ON}/run.json") -> Any:
        return json.loads((self.folder / name).read_text(encoding="utf-8"))

    def letter_text(self, file: str, out: str = f"out/{ON}") -> str:
        """The text of a letter of the run, as a reader of the PDF gets it."""
        return "\n".join(page.extract_text() for page in PdfReader(self.folder / out / file).pages)


def office(folder: Path, *changes: Mapping[str, str], settings: str | None = SETTINGS) -> Office:
    """An office in `folder`, with one good invoice unless `changes` say otherwise; without settings when None."""
    made = Office(folder)
    if settings is not None:
        (folder / "pastdue.toml").write_text(settings, encoding="utf-8")
    made.write(*(changes or ({},)))
    return made
