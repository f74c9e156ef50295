"""One contender's time and memory for COUNT letters, in a process of its own.

`python -m benchmarks.setting CONTENDER files|merged COUNT FOLDER` prints one line of JSON. Inventing the invoices is
never counted; choosing the words is counted apart; writing the files into FOLDER is part of setting.
"""

from __future__ import annotations

import argparse
import importlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, BinaryIO, Protocol

from benchmarks.words import Composer, drafts
from pastdue.model.letters import Letter

CONTENDERS = {
    "pastdue": "benchmarks.by_us:ByUs",
    "canvas": "benchmarks.by_canvas:ByCanvas",
    "platypus": "benchmarks.by_platypus:ByPlatypus",
    "fpdf2": "benchmarks.by_fpdf:ByFpdf",
}
EXTRAS = {
    "code": "benchmarks.by_us:ByUs",
    "archive": "benchmarks.extras:WithArchive",
    "copy": "benchmarks.extras:WithCopy",
}
_CURRENCIES = {"code": "EUR"}
"""In what the debts are, where that is not GBP."""
MERGING = ("pastdue", "canvas", "platypus")
_WARM_UP = 20


class Contender(Protocol):
    """Whoever sets letters; `merged` may be missing."""

    def one(self, letter: Letter) -> bytes: ...
    def merged(self, letters: Iterable[Letter], target: BinaryIO) -> None: ...


def contender(name: str) -> Contender:
    """The contender `name`, ready to set; its libraries are imported here and not before."""
    module, _, made = (CONTENDERS | EXTRAS)[name].partition(":")
    found: Contender = getattr(importlib.import_module(module), made)()
    return found


@dataclass(slots=True)
class Clock:
    """Wall and CPU seconds added up over many short spells."""

    wall: float = 0.0
    cpu: float = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count the time spent within."""
        wall, cpu = perf_counter(), process_time()
        yield
        self.wall += perf_counter() - wall
        self.cpu += process_time() - cpu


class Dictation:
    """`count` letters, one by one; the clocks say how long inventing and wording them took."""

    def __init__(self, count: int, currency: str = "GBP") -> None:
        self._count, self._currency, self._composer = count, currency, Composer()
        self.inventing, self.composing = Clock(), Clock()

    def __iter__(self) -> Iterator[Letter]:
        source = drafts(self._count, self._currency)
        while True:
            with self.inventing.running():
                draft = next(source, None)
            if draft is None:
                return
            with self.composing.running():
                letter = self._composer.letter(draft)
            yield letter


def measure(name: str, how: str, count: int, folder: Path) -> dict[str, Any]:
    """Seconds of composing and of setting `count` letters as `files` or one `merged` file, and the bytes made."""
    by, currency = contender(name), _CURRENCIES.get(name, "GBP")
    for letter in Dictation(_WARM_UP, currency):
        by.one(letter)
    letters, whole = Dictation(count, currency), Clock()
    with whole.running():
        size = _files(by, letters, folder) if how == "files" else _merged(by, letters, folder / "letters.pdf")
    words, ideas = letters.composing, letters.inventing
    return {
        "letters": count, "bytes": size, "composing": words.wall, "composing_cpu": words.cpu,
        "setting": whole.wall - words.wall - ideas.wall, "setting_cpu": whole.cpu - words.cpu - ideas.cpu,
    }  # fmt: skip


def _files(by: Contender, letters: Iterable[Letter], folder: Path) -> int:
    size = 0
    for letter in letters:
        size += (folder / f"{letter.number}.pdf").write_bytes(by.one(letter))
    return size


def _merged(by: Contender, letters: Iterable[Letter], target: Path) -> int:
    with target.open("wb") as file:
        by.merged(letters, file)
    return target.stat().st_size


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.setting")
    parser.add_argument("contender", choices=CONTENDERS | EXTRAS)
    parser.add_argument("how", choices=("files", "merged"))
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    print(json.dumps(measure(given.contender, given.how, given.count, given.folder)))


if __name__ == "__main__":
    main()
