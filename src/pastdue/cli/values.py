"""Values of options as the command line writes them: days, spans, stages, pairs and files."""

from __future__ import annotations

import atexit
import glob
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pastdue.model.errors import SettingsError
from pastdue.model.spans import Span, parse_day

if TYPE_CHECKING:
    from pastdue.model import PaymentsAre

_FIRST_YEAR, _LAST_YEAR = 1900, 2099
"""The years that holidays are surely known for, with room for the longest deadline."""


class Day(click.ParamType):  # type: ignore[type-arg]
    """A date written as 2026-11-23."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            day = value if isinstance(value, date) else parse_day(value)
        except SettingsError as error:
            self.fail(f"{error.what}: {error.remedy}", param, ctx)
        if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            self.fail(f"{day} is out of reach: days are counted from {_FIRST_YEAR} to {_LAST_YEAR}", param, ctx)
        return day


class Compared(Day):
    """An earlier day, or the word last."""

    name = "last|date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return value if value == "last" else super().convert(value, param, ctx)


class SpanOf(click.ParamType):  # type: ignore[type-arg]
    """A span of time written as `5 business days`."""

    name = "span"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Span:
        try:
            return value if isinstance(value, Span) else Span.parse(value)
        except SettingsError as error:
            self.fail(f"{error.what}: {error.remedy}", param, ctx)


def stage_name(text: str) -> str:
    """The name of a stage, also written as in the names of letters' files: final-demand is final_demand."""
    return text.replace("-", "_")


class Reason(click.ParamType):  # type: ignore[type-arg]
    """Some words that say why; never none."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return str(value).strip() or self.fail("say why in a few words: they stay in the history", param, ctx)


class PaymentsOf(click.ParamType):  # type: ignore[type-arg]
    """The choice of a list of payments: `all` or `since`."""

    name = "all|since"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> PaymentsAre:
        from pastdue.model import PaymentsAre  # here, so that `--help` need not wait for it

        try:
            return PaymentsAre(value)
        except ValueError:
            self.fail(f"{value!r} is neither 'all' nor 'since'", param, ctx)


class Pair(click.ParamType):  # type: ignore[type-arg]
    """Two words written as `FIELD=HEADER`; the second may be left empty where `empty` says so."""

    name = "pair"

    def __init__(self, form: str = "FIELD=HEADER", example: str = 'due="Due date"', empty: bool = False) -> None:
        self.form, self.example, self.empty = form, example, empty

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        left, equals, right = value.rpartition("=") if self.form.startswith("WORD") else value.partition("=")
        if not (equals and left.strip() and (right.strip() or self.empty)):
            self.fail(f"{value!r} is not {self.form}, as {self.example}", param, ctx)
        return left.strip(), right.strip()


class ReadablePath(click.Path):
    """A file that is there; `-` is standard input, kept in a file of its own while the command runs."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value != "-":
            return super().convert(value, param, ctx)
        folder = tempfile.TemporaryDirectory(prefix="pastdue-")
        atexit.register(folder.cleanup)
        path = Path(folder.name) / "standard-input"
        path.write_bytes(sys.stdin.buffer.read())
        return path


class PartsPath(ReadablePath):
    """A file that is there, or all that a pattern such as `parts/*.csv` fits, which not every shell looks up."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not isinstance(value, str) or value == "-" or not glob.has_magic(value) or Path(value).exists():
            return (super().convert(value, param, ctx),)
        found = sorted(glob.glob(value))  # noqa: PTH207 - takes absolute patterns, too
        if not found:
            self.fail(f"no file fits {value!r}", param, ctx)
        return tuple(super(PartsPath, self).convert(each, param, ctx) for each in found)


def parts_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command its file of invoices, or the parts of an export in several, as `files`."""

    def flat(ctx: click.Context, param: click.Parameter, given: tuple[tuple[Path, ...], ...]) -> tuple[Path, ...]:
        files = tuple(path for each in given for path in each)
        for number, path in enumerate(files):
            if path in files[:number]:
                raise click.BadParameter(f"{path} is given twice", ctx, param)
        return files

    return click.argument("files", metavar="FILE...", nargs=-1, required=True, type=PARTS, callback=flat)(command)


READABLE = ReadablePath(exists=True, dir_okay=False, path_type=Path)
PARTS = PartsPath(exists=True, dir_okay=False, path_type=Path)
