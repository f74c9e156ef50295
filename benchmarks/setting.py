"""How long does one contender take to set COUNT letters, and how much memory at most? Run in a process of its own.

`python -m benchmarks.setting CONTENDER files|merged COUNT FOLDER` prints one line of JSON. Inventing the invoices is
never counted; choosing the words is counted apart; writing the files into FOLDER is part of setting.
"""

from __future__ import annotations

import argparse
import importlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any, BinaryIO, Protocol

from benchmarks.words import Composer, drafts
from pastdue.letters.letter import Letter

CONTENDERS = {
    "pastdue": "benchmarks.by_us:ByUs",
    "canvas": "benchmarks.by_canvas:ByCanvas",
    "platypus": "benchmarks.by_platypus:ByPlatypus",
    "fpdf2": "benchmarks.by_fpdf:ByFpdf",
}
MERGING = ("pastdue", "canvas", "platypus")
_WARM_UP = 20


class Contender(Protocol):
    """Whoever sets letters; `merged` may be missing."""

    def one(self, letter: Letter) -> bytes: ...
    def merged(self, letters: Iterable[Letter], target: BinaryIO) -> None: ...


def contender(name: str) -> Contender:
    """The contender `name`, ready to set; its libraries are imported here and not before."""
    module, _, made = CONTENDERS[name].partition(":")
    found: Contender = getattr(importlib.import_module(module), made)()
    return found


class Dictation:
    """`count` letters, one by one, with the seconds spent on inventing and on wording them."""

    def __init__(self, count: int) -> None:
        self._count, self._composer = count, Composer()
        self.inventing = self.composing = 0.0

    def __iter__(self) -> Iterator[Letter]:
        source = drafts(self._count)
        while True:
            began = perf_counter()
            draft = next(source, None)
            invented = perf_counter()
            self.inventing += invented - began
            if draft is None:
                return
            letter = self._composer.letter(draft)
            self.composing += perf_counter() - invented
            yield letter


def measure(name: str, how: str, count: int, folder: Path) -> dict[str, Any]:
    """Seconds of composing and of setting `count` letters as `files` or one `merged` file, bytes, and the peak."""
    ours = contender(name)
    for letter in Dictation(_WARM_UP):
        ours.one(letter)
    letters = Dictation(count)
    began = perf_counter()
    size = _files(ours, letters, folder) if how == "files" else _merged(ours, letters, folder / "letters.pdf")
    seconds = perf_counter() - began - letters.inventing - letters.composing
    return {"letters": count, "composing": letters.composing, "setting": seconds, "bytes": size}


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
    parser.add_argument("contender", choices=CONTENDERS)
    parser.add_argument("how", choices=("files", "merged"))
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    print(json.dumps(measure(given.contender, given.how, given.count, given.folder)))


if __name__ == "__main__":
    main()
