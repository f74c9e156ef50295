"""The speed of setting letters, one by one and as one print file, and the memory it takes."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.processes import python, run
from benchmarks.report import Aim, Section

_NAMES = {
    "pastdue": "pastdue, words given",
    "canvas": "reportlab canvas, same faces embedded",
    "platypus": "reportlab Platypus, as people write it",
    "fpdf2": "fpdf2, same faces",
    "code": "with a payment code (EUR)",
    "archive": "and kept as PDF/A-2b",
    "copy": "with an invoice's copy of one page",
}
_EXTRAS = ("pastdue", "code", "archive", "copy")
_SLOW = {"fpdf2": 20}
"""Contenders that set only one letter in so many, lest the run take an hour."""
_RATES = (
    ("letters", "letters", 0), ("per_second", "letters/s", 0), ("per_cpu_second", "per CPU s", 0),
    ("beside_platypus", "x Platypus", 2), ("peak_mb", "peak MB", 0), ("kilobytes", "KB/letter", 1),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Effort:
    """The size of a measurement: the number of letters and of rounds, and the folder for the files."""

    letters: int
    rounds: int
    folder: Path


def as_files(effort: Effort) -> Section:
    """Every letter as a PDF of its own."""
    how = (
        f"{effort.letters:,} different one-page letters, one process, the files written; best of {effort.rounds} rounds"
    )
    section = Section("1. One PDF file per letter", how, _RATES)
    _race(section, effort, "files", ("pastdue", "canvas", "platypus", "fpdf2"))
    ratio = section.rows[0]["beside_platypus"]
    section.aims.append(Aim("at least 5 x Platypus", f"{ratio:.1f} x", ratio >= 5))
    return section


def as_print_file(effort: Effort) -> Section:
    """All letters in one PDF."""
    how = f"the same letters in one PDF with a bookmark each, one process; best of {effort.rounds} rounds"
    section = Section("2. One merged print file", how, _RATES)
    _race(section, effort, "merged", ("pastdue", "canvas", "platypus"))
    canvas = next(row for row in section.rows if row["key"] == "canvas")
    ratio = section.rows[0]["per_cpu_second"] / canvas["per_cpu_second"]
    section.aims.append(Aim("at least 1.5 x the bare canvas", f"{ratio:.2f} x", ratio >= 1.5))
    return section


def extras(effort: Effort) -> Section:
    """Our own letters with one thing more, each by itself, beside the plain ones."""
    how = f"{effort.letters:,} letters of section 1, as files, each with one thing more; best of {effort.rounds} rounds"
    section = Section("7. Letters with more to them", how, (*_RATES[:3], ("beside_plain", "x plain", 2), *_RATES[4:]))
    found: dict[str, dict[str, Any]] = {}
    for _ in range(effort.rounds):
        for name in _EXTRAS:
            found[name] = _better(found.get(name), _best(name, "files", Effort(effort.letters, 1, effort.folder)))
    section.rows.extend(_row(name, "files", found[name]) for name in _EXTRAS)
    for row in section.rows:
        row["beside_plain"] = row["per_cpu_second"] / section.rows[0]["per_cpu_second"]
    return section


def memory(effort: Effort, counts: tuple[int, ...], full: bool) -> Section:
    """Our peak as the number of letters grows, beside Platypus where that does not take too long."""
    how = "one merged print file, then single files; peak resident memory of the process, one round"
    section = Section("3. Memory as letters grow", how, _RATES[:3] + _RATES[4:5])
    peaks: list[float] = []
    for count in counts:
        row = _row("pastdue", "merged", _best("pastdue", "merged", Effort(count, 1, effort.folder)))
        section.rows.append({**row, "name": "pastdue, merged"})
        peaks.append(row["peak_mb"])
    for count in counts[: 2 if full else 1]:
        row = _row("pastdue", "files", _best("pastdue", "files", Effort(count, 1, effort.folder)))
        section.rows.append({**row, "name": "pastdue, single files"})
    for count in counts[: 2 if full else 1]:
        row = _row("platypus", "merged", _best("platypus", "merged", Effort(count, 1, effort.folder)))
        section.rows.append({**row, "name": "Platypus, merged"})
    more = (peaks[-1] - peaks[0]) * 1000 / (counts[-1] - counts[0])
    found = f"{more:.2f} KB ({peaks[0]:.0f} to {peaks[-1]:.0f} MB from {counts[0]:,} to {counts[-1]:,} letters)"
    section.aims.append(Aim("memory flat: under 1 KB more for each letter more", found, more < 1))
    return section


def _race(section: Section, effort: Effort, how: str, names: tuple[str, ...]) -> None:
    """Let all contenders run in turn, round by round, and add a row for each of them, ours split in two."""
    found: dict[str, dict[str, Any]] = {}
    for _ in range(effort.rounds):
        for name in names:
            once = Effort(max(1, effort.letters // _SLOW.get(name, 1)), 1, effort.folder)
            this = _best(name, how, once)
            found[name] = _better(found.get(name), this)
    rows = [_row(name, how, found[name]) for name in names]
    rows.insert(1, _whole(found["pastdue"]))
    base = next(row for row in rows if row["key"] == "platypus")
    for row in rows:
        row["beside_platypus"] = row["per_cpu_second"] / base["per_cpu_second"]
    section.rows.extend(rows)


def _best(name: str, how: str, effort: Effort) -> dict[str, Any]:
    """One measured process."""
    place = effort.folder / "letters"
    place.mkdir()
    try:
        command = python("-m", "benchmarks.setting", name, how, str(effort.letters), str(place))
        ran = run(command, effort.folder)
    finally:
        shutil.rmtree(place)
    return {**json.loads(ran.printed), "peak_mb": ran.peak_mb}


def _better(one: dict[str, Any] | None, other: dict[str, Any]) -> dict[str, Any]:
    """The quicker of two rounds for each figure by itself."""
    if one is None:
        return other
    return {key: min(one[key], other[key]) for key in other}


def _row(name: str, how: str, of: dict[str, Any]) -> dict[str, Any]:
    return _rated(name, _NAMES[name], of, of["setting"], of["setting_cpu"]) | {"how": how}


def _whole(of: dict[str, Any]) -> dict[str, Any]:
    """Our letters with the choice of their words counted too."""
    wall, cpu = of["setting"] + of["composing"], of["setting_cpu"] + of["composing_cpu"]
    return _rated("whole", "pastdue, words chosen too", of, wall, cpu)


def _rated(key: str, name: str, of: dict[str, Any], wall: float, cpu: float) -> dict[str, Any]:
    return {
        "key": key, "name": name, "letters": of["letters"], "per_second": of["letters"] / wall,
        "per_cpu_second": of["letters"] / cpu, "peak_mb": of["peak_mb"],
        "kilobytes": of["bytes"] / of["letters"] / 1000,
    }  # fmt: skip
