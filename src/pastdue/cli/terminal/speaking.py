"""Text for people on a terminal: wrapped between words, in a few colours; elsewhere unchanged.

A pipe or a file gets every line whole and without colour; NO_COLOR takes the colours from a terminal, too. A command in
backticks, options with values in quotes, capitals or figures, and a line of the settings are never broken: they can be
copied in one piece.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
from typing import IO, Any

import click

_COLOURS = {"remark:": "cyan", "warning:": "yellow", "pastdue:": "red", "Error:": "red"}
_QUOTED = r"""(?:'[^']*'|"[^"]*")"""
_OPTION = rf"--[a-z-]+ (?:{_QUOTED}|[A-Z0-9]|[a-z_]+=)(?:{_QUOTED}|[^\s'\"])*"
_SETTING = rf"[a-z_]+ = (?:{_QUOTED}|\{{.*?\}}|\[.*?\])"
_COMMAND = rf"`[^`]+`|{_OPTION}(?: {_OPTION})*|{_SETTING}"
_KEPT_SPACE = "\ue000"
"""A private character in place of the spaces of a command while its line is wrapped."""
_LABEL = r"(?P<indent> *)(?P<label>(?:[a-z]+|[0-9]+) {2,})?"


def say(text: str, *, err: bool = False) -> None:
    """`text` on stdout, or on stderr with `err`, and a line end where it has none."""
    click.echo(fitted(text.removesuffix("\n"), sys.stderr if err else sys.stdout), err=err)


def ask(question: str, **how: Any) -> Any:
    """The answer to a question on the terminal; `how` are the arguments of click's prompt."""
    return click.prompt(fitted(question, sys.stderr), err=True, **how)


def agrees(question: str, *, default: bool, abort: bool = False) -> bool:
    """True when the user says yes to a question; with `abort` a no ends the command."""
    return click.confirm(fitted(question, sys.stderr), default=default, abort=abort, err=True)


def after_error(text: str) -> str:
    """The refusal of an answer, as wide as the terminal behind the `Error: ` with which click shows it."""
    begins = "Error: "
    return click.unstyle(fitted(begins + text, sys.stderr)).removeprefix(begins)


def say_usage(error: click.ClickException) -> None:
    """Click's own words on a command line that cannot be used, on stderr."""
    words = io.StringIO()
    error.show(file=words)
    say(words.getvalue(), err=True)


def fitted(text: str, stream: IO[str]) -> str:
    """`text` as people read it on `stream`: as wide as the terminal, with its labels coloured; elsewhere as it is."""
    if not stream.isatty():
        return text
    width = shutil.get_terminal_size().columns
    return "\n".join(_coloured(line, stream) for whole in text.split("\n") for line in wrapped(whole, width))


def wrapped(line: str, width: int) -> list[str]:
    """The line in lines of at most `width` cells; the further ones stand under the words of the first, after its
    indent and a label such as `print  ` or `1  `, or two cells further in where there is no label.

    >>> wrapped("file   out/aging.pdf and more", 20)
    ['file   out/aging.pdf', '       and more']
    >>> wrapped("  2  it is the day of payment", 20)
    ['  2  it is the day', '     of payment']
    >>> wrapped("run `pastdue ledger check` first", 20)
    ['run', '  `pastdue ledger check`', '  first']
    """
    from pastdue.reports.formats.characters import cells_wide, lines_of

    if cells_wide(line) <= width:
        return [line]
    found = re.match(_LABEL, line)
    assert found is not None
    hang = len(found[0]) if found["label"] else len(found["indent"]) + 2
    first = line[: found.end()]
    words = re.sub(_COMMAND, lambda command: command[0].replace(" ", _KEPT_SPACE), line[found.end() :])
    folded = lines_of("x" * len(first) + words, width, hang)
    return [part.replace(_KEPT_SPACE, " ") for part in (first + folded[0][len(first) :], *folded[1:])]


def has_colour(stream: IO[str]) -> bool:
    """True when colours may be written: on a terminal that has them, unless NO_COLOR is set to anything."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _coloured(line: str, stream: IO[str]) -> str:
    word = line.split(" ", 1)[0]
    if word not in _COLOURS or not has_colour(stream):
        return line
    return click.style(word, fg=_COLOURS[word]) + line[len(word) :]
