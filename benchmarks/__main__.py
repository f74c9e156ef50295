"""`python -m benchmarks`: measure everything in one run, print one table, leave nothing behind."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import commands, letters, page, sheets
from benchmarks.processes import BenchmarkFailed
from benchmarks.report import Section, as_json, as_text, machine

PARTS = ("files", "merged", "memory", "rows", "start", "run", "extras", "sheets", "page")


def main() -> int:
    """Measure what was asked for; 1 when something could not be measured. A missed aim is told, and is no failure."""
    given = _arguments()
    on, done = machine(), []
    with tempfile.TemporaryDirectory(prefix="pastdue-bench-", dir=given.temp) as folder:
        for part, measure in _measures(given, Path(folder)).items():
            if part not in given.only:
                continue
            print(f"measuring {part} ...", file=sys.stderr)
            try:
                done.append(measure())
            except BenchmarkFailed as error:
                done.append(Section(f"{part}: not measured", str(error), ()))
    print(as_text(on, done), end="")
    if given.json:
        given.json.write_text(json.dumps(as_json(on, done), indent=2) + "\n", encoding="utf-8")
    return 0 if all(section.rows for section in done) else 1


def _measures(given: argparse.Namespace, folder: Path) -> dict[str, Callable[[], Section]]:
    effort = letters.Effort(given.letters or (1_000 if given.full else 250), given.rounds, folder)
    counts = (1_000, 10_000, 50_000) if given.full else (1_000, 5_000)
    rows = given.rows or ((100_000, 1_000_000) if given.full else (1_000_000,))
    return {
        "files": lambda: letters.as_files(effort),
        "merged": lambda: letters.as_print_file(effort),
        "memory": lambda: letters.memory(effort, counts, given.full),
        "rows": lambda: commands.many_rows(tuple(rows), given.rounds, folder),
        "start": lambda: commands.start_up(given.starts, folder),
        "run": lambda: commands.whole_run(effort.letters, given.rounds, folder),
        "extras": lambda: letters.extras(effort),
        "sheets": lambda: sheets.measured(folder),
        "page": lambda: page.measured(given.rounds, folder),
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write every figure to FILE")
    parser.add_argument("--full", action="store_true", help="more of everything: about ten minutes")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--rounds", type=int, default=2, help="how often each is measured (default: 2)")
    parser.add_argument("--starts", type=int, default=9, help="how often --help is started (default: 9)")
    parser.add_argument("--letters", type=int, help="letters per contender (default: 250; 1000 with --full)")
    parser.add_argument("--rows", type=int, nargs="+", help="rows of the big files (default: a million)")
    parser.add_argument("--temp", type=Path, metavar="DIR", help="where files lie for a moment (default: the system's)")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
