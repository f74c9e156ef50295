"""The way from the shell to a command and back: commands are found by name, errors become exit codes."""

from __future__ import annotations

import difflib
import gc
import importlib
import os
import pkgutil
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import NoReturn

import click

from pastdue import __version__
from pastdue.cli import commands
from pastdue.cli.speaking import say
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

SECTIONS: dict[str, tuple[str, ...]] = {
    "Setting up": ("init", "calibrate", "docs"),
    "Each month": ("check", "plan", "run", "print", "mail", "posted"),
    "Beside the letters": ("tasks", "done", "write", "clauses"),
    "Entries by hand": ("paid", "hold", "dispute", "promise", "lift", "waive", "charges"),
    "Reports": ("explain", "preview", "aging", "statement", "claim", "customers", "history"),
    "Corrections and copies": ("void", "undo", "reprint", "close", "ledger"),
    "Calculations": ("calc", "days", "deadline"),
    "What can be chosen": ("policies", "rates", "ladders", "layouts", "languages", "presets"),
}
"""The commands as `pastdue --help` groups them."""


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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does; a name that is no command is answered with the nearest one that is."""
        near = difflib.get_close_matches(args[0], self.list_commands(ctx), 1)
        if near and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            ctx.fail(f"No such command {args[0]!r}: did you mean {near[0]!r}?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with their short help, by what they are for; those without a section of their own come last."""
        left = self.list_commands(ctx)
        for title, names in (*SECTIONS.items(), ("More", tuple(left))):
            here = [name for name in names if name in left]
            left = [name for name in left if name not in here]
            if here:
                with formatter.section(title):
                    formatter.write_dl([(name, self._short_help(ctx, name)) for name in here])

    def _short_help(self, ctx: click.Context, name: str) -> str:
        """The command's purpose in one line; its module imports nothing heavy before the command is called."""
        command = self.get_command(ctx, name)
        return command.get_short_help_str(limit=80) if command is not None else ""


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="pastdue")
def pastdue() -> None:
    """Late fees, dunning letters ready to post, and an aging report from a CSV of invoices.

    Every month: export, `pastdue run invoices.csv`, print one PDF, fold, post.
    """


_RARELY = (200_000, 20, 100)
"""The thresholds of garbage collection: a run makes hundreds of thousands of small objects that live to its end, and
looking through them again and again finds nothing."""


def main() -> None:
    """Run the command line and end the process with its exit code."""
    gc.set_threshold(*_RARELY)
    _open_missing_streams()
    _prepare_streams()
    _on_signals(_interrupt)
    try:
        code = _close_stdout(exit_code_of(sys.argv[1:]))
        _on_signals(_ignore)
    except KeyboardInterrupt:
        code = _interrupted()
    sys.exit(code)


def exit_code_of(arguments: list[str]) -> int:
    """Run the command of the arguments; returns the exit code, after every error was printed on stderr."""
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
        return _interrupted()
    except (BrokenPipeError, SystemExit):  # click itself ends the process where the reader of a pipe has gone away
        return 0
    except Exception as error:
        return _explained(error, "--debug" in arguments)


def _explained(error: Exception, debug: bool) -> int:
    """Print the error on stderr and return its exit code."""
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
    """`text` on stderr, where that can still be written; the exit code is returned in any case."""
    with suppress(OSError):
        say(text, err=True)


def _interrupted() -> int:
    """Say that the command was interrupted; returns the exit code of that."""
    _say("pastdue: interrupted\n  run it again: what was begun is finished or undone, and nothing is sent twice")
    return INTERRUPTED


def _on_signals(handler: Callable[[int, FrameType | None], None]) -> None:
    """Answer Ctrl-C, SIGTERM and SIGHUP by `handler`; what the caller of the program ignores stays ignored."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, handler)


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001 - the shape of a handler
    """A polite request to end is met as Ctrl-C is: what can be put in order is put in order first, and however often
    it is repeated meanwhile, the putting in order is not interrupted."""
    _on_signals(_ignore)
    raise KeyboardInterrupt


def _ignore(number: int, frame: FrameType | None) -> None:
    """The answer to a signal once the command is ending."""


def _open_missing_streams() -> None:
    """A stream the caller has closed becomes /dev/null, so that no file the program opens gets its descriptor."""
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
