"""The sheets of paper letters take, printed on both sides: four monthly runs of each firm, by the command line.

`python -m benchmarks.sheets FOLDER` makes the letters in FOLDER and prints one line of JSON: for each firm, stage and
number of invoices the pages of its letter.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.firms import DAYS, FIRMS, Firm
from benchmarks.processes import python, run
from benchmarks.report import Aim, Section

STAGES = ("reminder", "second_notice", "third_notice", "final_demand")
_AIMS = {60: 3, 7: 1, 1: 1}
"""For letters of so many invoices, the most sheets."""


def measured(folder: Path) -> Section:
    """The sheets of every firm's letters, made in a process of its own with `folder` for its files."""
    place = folder / "firms"
    place.mkdir()
    return section(json.loads(run(python("-m", "benchmarks.sheets", str(place)), folder).printed))


def pages(folder: Path) -> list[dict[str, Any]]:
    """A row for each letter: the firm's country and language, the stage, the invoices and the pages."""
    return [row for firm in FIRMS for row in letters_of(firm, folder)]


def letters_of(firm: Firm, folder: Path) -> list[dict[str, Any]]:
    """A row for each letter of the firm's four runs, made in `folder`."""
    from click.testing import CliRunner

    from pastdue.cli.commands import pastdue

    own = folder / firm.country
    own.mkdir()
    file, config = firm.write(own), own / "pastdue.toml"
    found = []
    for day in DAYS:
        done = CliRunner().invoke(pastdue, ["run", str(file), "--config", str(config), "--as-of", day, "--quiet"])
        if done.exit_code:
            raise SystemExit(f"{firm.country} on {day}: exit {done.exit_code}\n{done.output}")
        told = json.loads((own / "out" / day / "run.json").read_text(encoding="utf-8"))
        found += [
            {
                "firm": firm.country,
                "stage": letter["stage"],
                "invoices": len(letter["invoices"]),
                "pages": letter["pages"],
            }
            for letter in told["letters"]
        ]
    return found


def section(rows: list[dict[str, Any]]) -> Section:
    """The sheets of each firm's letters, with the aims for 1, 7 and 60 invoices."""
    columns = tuple((f"{n}-{stage}", f"{n}: {stage[:1].upper()}", 0) for n in _AIMS for stage in STAGES)
    how = "sheets by firm; 60, 7 and 1 invoices; R reminder, S second notice, T third notice, F final demand"
    made = Section("8. Sheets of paper, printed on both sides", how, (*columns, ("pages", "pages", 0)))
    for firm in dict.fromkeys(row["firm"] for row in rows):
        own = [row for row in rows if row["firm"] == firm]
        cells = {f"{row['invoices']}-{row['stage']}": (row["pages"] + 1) // 2 for row in own}
        made.rows.append({"name": firm, **cells, "pages": sum(row["pages"] for row in own)})
    for count, most in _AIMS.items():
        worst = max((row["pages"] + 1) // 2 for row in rows if row["invoices"] == count)
        made.aims.append(Aim(f"{count} invoices on at most {most} sheets", f"{worst}", worst <= most))
    return made


if __name__ == "__main__":
    print(json.dumps(pages(Path(sys.argv[1]))))
