"""Text for people on a terminal: wrapped between words, in a few colours; elsewhere unchanged.

A pipe or a file gets every line whole and without colour, and so does a terminal where NO_COLOR is set.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from typing import IO

import click

_COLOURS = {"remark:": "cyan", "warning:": "yellow", "pastdue:": "red"}
_LABEL = re.compile(r"(?P<indent> *)(?P<label>[a-z]+ {2,})?")


def say(text: str, *, err: bool = False) -> None:
    """`text` on stdout, or on stderr with `err`, and a line end where it has none."""
    stream = sys.stderr if err else sys.stdout
    lines = text.removesuffix("\n").split("\n")
    if stream.isatty():
        width = shutil.get_terminal_size().columns
        lines = [_coloured(line, stream) for whole in lines for line in wrapped(whole, width)]
    click.echo("\n".join(lines), err=err)


def wrapped(line: str, width: int) -> list[str]:
    """The line in lines of at most `width` cells; the further ones stand under the words of the first, after its
    indent and a label such as `print  `, or two cells further in where there is no label.

    >>> wrapped("file   out/aging.pdf and more", 20)
    ['file   out/aging.pdf', '       and more']
    """
    from pastdue.reports.formats.text import cells_wide, lines_of

    if cells_wide(line) <= width:
        return [line]
    found = _LABEL.match(line)
    assert found is not None
    hang = len(found[0]) if found["label"] else len(found["indent"]) + 2
    first = line[: found.end()]
    folded = lines_of("x" * len(first) + line[found.end() :], width, hang)
    return [first + folded[0][len(first) :], *folded[1:]]


def has_colour(stream: IO[str]) -> bool:
    """Whether colours may be written: on a terminal that has them, unless NO_COLOR is set to anything."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _coloured(line: str, stream: IO[str]) -> str:
    word = line.split(" ", 1)[0]
    if word not in _COLOURS or not has_colour(stream):
        return line
    return click.style(word, fg=_COLOURS[word]) + line[len(word) :]
