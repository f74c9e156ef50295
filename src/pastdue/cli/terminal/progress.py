"""Progress on a terminal: the present step of reading, and a bar for the letters of a run."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pastdue.intake import Files

LARGE = 20_000_000
"""The size in bytes from which reading takes seconds and shows its present step."""

_PACKED = 8
"""The ratio of unpacked to packed size of a workbook or archive, about."""


def reading_steps(files: Files, quiet: bool) -> Callable[[str], None]:
    """A function that shows the present step of reading on one line of stderr, on a terminal only and for large files;
    it is called with the step's name, and with "" at the end, which clears the line."""
    paths = (*files.parts, files.payments, files.contacts, files.holds)
    size = sum(_unpacked_size(path) for path in paths if path is not None)
    if quiet or size < LARGE or not sys.stderr.isatty():
        return lambda _: None
    name = f"{len(files.parts)} parts" if files.more else files.invoices.name
    begins = f"{name} ({size // 1_000_000} MB): "
    shown = 0

    def told(step: str) -> None:
        nonlocal shown
        text = (begins + step)[: shutil.get_terminal_size().columns - 1] if step else ""
        click.echo("\r" + text.ljust(shown) + ("" if text else "\r"), nl=False, err=True)
        shown = len(text)

    return told


def _unpacked_size(path: Path) -> int:
    """The bytes of the file, of a workbook or archive about those it unpacks to; 0 where there is no such file."""
    with suppress(OSError):
        return path.stat().st_size * (1 if path.suffix.casefold() in (".csv", ".tsv", ".txt") else _PACKED)
    return 0


@contextmanager
def progress(label: str, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """A function that shows progress on stderr, on a terminal only; it is called with (done, of)."""
    if quiet or not sys.stderr.isatty():
        yield lambda *_: None
        return
    bar = None

    def told(done: int, of: int) -> None:
        nonlocal bar
        if bar is None:
            bar = click.progressbar(range(of), length=of, label=label, file=sys.stderr)
        bar.update(done - bar.pos)

    try:
        yield told
    finally:
        if bar is not None:
            bar.render_finish()
