"""What happens between the shell and a command: commands are found by name, errors become exit codes."""

from __future__ import annotations

import importlib
import importlib.util
import os
import pkgutil
import re
import signal
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click

from pastdue import __version__
from pastdue.cli import commands
from pastdue.model.errors import (
    CannotCharge,
    CannotPrint,
    InputError,
    LedgerError,
    LockedError,
    OutputError,
    PastdueError,
    SettingsError,
)

EXIT_CODES: tuple[tuple[type[PastdueError], int], ...] = (
    (SettingsError, 2),
    (CannotCharge, 2),
    (CannotPrint, 3),
    (InputError, 4),
    (LockedError, 5),
    (OutputError, 6),
    (LedgerError, 7),
)
INTERRUPTED = 130


class Commands(click.Group):
    """Every module of `pastdue.cli.commands` is a command of its name; none is imported before it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click passes it
        return sorted(m.name.rstrip("_") for m in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command = importlib.import_module(f"{commands.__name__}.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with their short help, read from their sources: `--help` imports none of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, _short_help(name)) for name in self.list_commands(ctx)])


def _short_help(name: str) -> str:
    """The first `short_help` in the source of a command's module."""
    spec = importlib.util.find_spec(f"{commands.__name__}.{name}")
    assert spec is not None and spec.origin is not None
    with Path(spec.origin).open(encoding="utf-8") as source:
        found = re.search(r'short_help="([^"]+)"', source.read())
    return found[1] if found else ""


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="pastdue")
def pastdue() -> None:
    """Late fees, dunning letters ready to post, and an aging report from a CSV of invoices.

    Every month: export, `pastdue run invoices.csv`, print one PDF, fold, post.
    """


def main() -> None:
    """Run the command line and end the process with its exit code."""
    _open_missing_streams()
    _prepare_streams()
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _interrupt)
    code = exit_code_of(sys.argv[1:])
    sys.exit(_close_stdout(code))


def exit_code_of(arguments: list[str]) -> int:
    """Do what the arguments ask for; returns the exit code, after every error was said on stderr."""
    try:
        result = pastdue.main(arguments, prog_name="pastdue", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        with suppress(OSError):
            error.show(file=sys.stderr)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        _say("pastdue: interrupted\n  run it again: what was begun is finished or undone, and nothing is sent twice")
        return INTERRUPTED
    except BrokenPipeError:
        return 0
    except Exception as error:
        return _explained(error, "--debug" in arguments)


def _explained(error: Exception, debug: bool) -> int:
    """Say what went wrong on stderr and return the exit code it stands for."""
    if debug:
        _say("".join(traceback.format_exception(error)))
    if isinstance(error, PastdueError):
        _say(f"pastdue: {error}" if not isinstance(error, InputError) else str(error))
        return next((code for family, code in EXIT_CODES if isinstance(error, family)), 1)
    if isinstance(error, OSError):
        where, remedy = error.filename or "output", "check that its folder is there, may be written and has room"
        _say(f"pastdue: {where}: {error.strerror or error}\n  {remedy}")
        return 6
    _say(f"pastdue: unexpected {type(error).__name__}: {error}\n  run it again with --debug, and report what it shows")
    return 1


def _say(text: str) -> None:
    """`text` on stderr, where that can still be written; the exit code speaks in any case."""
    with suppress(OSError):
        click.echo(text, err=True)


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001 - the shape of a handler
    """A polite request to end is met as Ctrl-C is: what can be put in order is put in order first."""
    raise KeyboardInterrupt


def _open_missing_streams() -> None:
    """A stream the caller has closed becomes /dev/null, so that no file of ours is opened in its place."""
    for fd in (0, 1, 2):
        try:
            os.fstat(fd)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest free number: `fd` itself
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115


def _prepare_streams() -> None:
    """A terminal that cannot show a letter gets its code instead of a crash; a pipe or file gets UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _close_stdout(code: int) -> int:
    """Flush stdout and return the exit code of it all: `code`, or 6 where the results could not be written whole.

    A reader that has gone away is no failure of ours, and must not crash the interpreter's exit.
    """
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return code or _explained(error, debug=False)
    return code
