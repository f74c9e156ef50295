"""The times of whole commands, as a user starts them: `check`, `aging`, `run`, `--help`, each a process."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import overdue, rows
from benchmarks.processes import Ran, pastdue, python, run
from benchmarks.report import Aim, Section

_FLOATS = Path(__file__).with_name("float_aging.py")
_AT_MOST = {"check": 1.8, "aging": 1.8, "check + aging": 3.0}
"""The most each may cost beside the plain script."""
_A_SECOND = 300
_COLUMNS = (("rows", "rows", 0), ("seconds", "seconds", 2), ("cpu", "CPU s", 2), ("beside_floats", "x floats", 2),
            ("peak_mb", "peak MB", 0))  # fmt: skip


def many_rows(counts: tuple[int, ...], rounds: int, folder: Path) -> Section:
    """`check` and `aging` of big files beside the plain pandas script."""
    how = f"real command line, results written as CSV; best of {rounds} rounds in turn; x is by CPU seconds"
    section = Section("4. check and aging of many rows", how, _COLUMNS)
    for count in counts:
        file = folder / f"{count}.csv"
        size = rows.write_rows(file, count) / 1e6
        _race(section, file, count, rounds)
        section.rows[-1]["file_mb"] = size
        file.unlink()
    largest = [row for row in section.rows if row["rows"] == max(counts)]
    for row in largest[1:]:
        most = _AT_MOST[row["command"]]
        aim = f"{row['command']} of {row['rows']:,} rows within {most:g} x the float script"
        section.aims.append(Aim(aim, f"{row['beside_floats']:.2f} x", row["beside_floats"] <= most))
    peak = max(row["peak_mb"] for row in largest[1:])
    section.aims.append(Aim("under 1,500 MB", f"{peak:,.0f} MB", peak < 1500))
    return section


def _race(section: Section, file: Path, count: int, rounds: int) -> None:
    as_of = rows.AS_OF.isoformat()
    commands = {
        "floats": ("plain pandas script, binary floats", python(str(_FLOATS), str(file), as_of)),
        "check": ("pastdue check", pastdue("check", str(file), "--as-of", as_of, "--format", "csv")),
        "aging": ("pastdue aging", pastdue("aging", str(file), "--as-of", as_of, "--format", "csv")),
    }
    best: dict[str, dict[str, Any]] = {}
    for _ in range(rounds):
        for key, (_, command) in commands.items():
            best[key] = _better(best.get(key), _figures(run(command, file.parent)))
    both = {key: best["check"][key] + best["aging"][key] for key in ("seconds", "cpu")}
    best["check + aging"] = {**both, "peak_mb": max(best[key]["peak_mb"] for key in ("check", "aging"))}
    names = {**{key: name for key, (name, _) in commands.items()}, "check + aging": "both, one after the other"}
    for key, name in names.items():
        beside = best[key]["cpu"] / best["floats"]["cpu"]
        section.rows.append({"name": name, "command": key, "rows": count, **best[key], "beside_floats": beside})


def start_up(times: int, folder: Path) -> Section:
    """`pastdue --help` beside bare Python."""
    how = f"wall seconds of {times} starts in turn, after one that is not counted"
    columns = (("best", "best", 3), ("median", "median", 3), ("cpu", "CPU s", 3), ("beside_python", "x Python", 2))
    section = Section("5. Start-up", how, columns)
    commands = {
        "python -c pass": python("-c", "pass"),
        "python -c 'import click'": python("-c", "import click"),
        "pastdue --help": pastdue("--help"),
    }
    found: dict[str, list[Ran]] = {name: [run(command, folder)] for name, command in commands.items()}
    for _ in range(times):
        for name, command in commands.items():
            found[name].append(run(command, folder))
    for name, (_, *runs) in found.items():
        wall, cpu = [ran.seconds for ran in runs], min(ran.cpu_seconds for ran in runs)
        section.rows.append({"name": name, "best": min(wall), "median": median(wall), "cpu": cpu})
    for row in section.rows:
        row["beside_python"] = row["best"] / section.rows[0]["best"]
    ours = section.rows[-1]
    told = f"{ours['best']:.3f} s at best, {ours['median']:.3f} s in the middle"
    section.aims.append(Aim("--help under 0.2 s", told, ours["median"] < 0.2))
    beside, click = ours["beside_python"], section.rows[1]["beside_python"]
    section.aims.append(Aim("--help within 4 x Python", f"{beside:.1f} x, click alone {click:.1f} x", beside <= 4))
    return section


def whole_run(letters: int, rounds: int, folder: Path) -> Section:
    """The monthly job: read, measure, charge, compose, set, record, release."""
    how = f"{letters:,} overdue invoices, a customer each, interest and a calculation in each letter; best of {rounds}"
    columns = (("letters", "letters", 0), ("pages", "pages", 0), ("seconds", "seconds", 2), ("cpu", "CPU s", 2),
               ("per_second", "letters/s", 0), ("peak_mb", "peak MB", 0))  # fmt: skip
    section = Section("6. A whole `pastdue run`", how, columns)
    best: dict[int, dict[str, Any]] = {}
    for _ in range(rounds):
        for count in (1, letters):
            best[count] = _better(best.get(count), _month(folder / "firm", count))
    for count, own in best.items():
        section.rows.append({"name": f"pastdue run, {_counted(count)}", **own, "per_second": count / own["seconds"]})
    more = {key: best[letters][key] - best[1][key] for key in ("letters", "pages", "seconds", "cpu")}
    a_second = more["letters"] / more["cpu"]
    section.rows.append({"name": "each letter after the first", **more, "per_second": a_second})
    aim = f"at least {_A_SECOND} letters a CPU second without start-up"
    section.aims.append(Aim(aim, f"{a_second:.0f}", a_second >= _A_SECOND))
    return section


def _month(place: Path, letters: int) -> dict[str, Any]:
    """The figures of the monthly job of a new firm in the folder `place`, which is removed afterwards."""
    place.mkdir()
    overdue.write_firm(place, letters)
    command = pastdue("run", overdue.FILE, "--as-of", overdue.AS_OF.isoformat(), "--quiet", "--format", "json")
    ran = run(command, place)
    shutil.rmtree(place)
    return _figures(ran) | _sent(ran.printed)


def _counted(letters: int) -> str:
    return f"{letters:,} letter" if letters == 1 else f"{letters:,} letters"


def _sent(printed: str) -> dict[str, int]:
    letters = json.loads(printed)["letters"]
    return {"letters": len(letters), "pages": sum(letter["pages"] for letter in letters)}


def _figures(ran: Ran) -> dict[str, Any]:
    return {"seconds": ran.seconds, "cpu": ran.cpu_seconds, "peak_mb": ran.peak_mb}


def _better(one: dict[str, Any] | None, other: dict[str, Any]) -> dict[str, Any]:
    """The smaller of two rounds for each figure by itself."""
    if one is None:
        return other
    return {key: min(one[key], other[key]) for key in other}
