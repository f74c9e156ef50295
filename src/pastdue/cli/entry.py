"""The way from the shell to a command and back: commands are found by name, errors become exit codes."""

from __future__ import annotations

import gc
import importlib
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import NoReturn

import click

from pastdue import __version__
from pastdue.cli import commands
from pastdue.cli.speaking import say, say_usage
from pastdue.model.errors import (
    CannotCharge,
    CannotPrint,
    InputError,
    LedgerError,
    LockedError,
    OutputError,
    PastdueError,
    SettingsError,
    write_fault,
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

SECTIONS: dict[str, dict[str, str]] = {
    "Setting up": {
        "init": "Write settings and an empty ledger to begin with.",
        "calibrate": "A page to hold behind your envelope's window.",
        "docs": "Read the documentation.",
    },
    "Each month": {
        "check": "Read a file and name every row that cannot be used.",
        "plan": "The dry run: what would be sent, and why not the rest.",
        "run": "The monthly job: letters, print file, reports, ledger.",
        "print": "Hand the print files of a run to the printer.",
        "mail": "Send the e-mails of a run through your mail server.",
        "posted": "Record how letters were posted, from the filled-in manifest.",
    },
    "Beside the letters": {
        "tasks": "What to do now: calls, follow-ups, letters to post.",
        "done": "Record that a task is done.",
        "write": "A short letter: a follow-up, an invoice again, work stopped.",
        "clauses": "Contract terms from your settings: late charges, deposit, law.",
    },
    "Entries by hand": {
        "paid": "Enter a payment by hand.",
        "hold": "Keep an invoice or a customer from being dunned.",
        "dispute": "Record that an invoice is disputed.",
        "promise": "Record a promise to pay by a day.",
        "lift": "End a hold, a dispute or a promise.",
        "waive": "Waive an invoice's charges; the waiver stays on record.",
        "charges": "Charges for the accounting program, each once.",
    },
    "Reports": {
        "explain": "Why one invoice stands where it stands, to the cent.",
        "preview": "One letter as a PDF marked as a draft.",
        "aging": "What is owed, and since when, as of any day.",
        "statement": "A customer's account: every entry with the balance after it.",
        "claim": "The evidence pack for court, once the ladder is done.",
        "customers": "How each customer paid, and what to agree next time.",
        "history": "What was sent, voided, paid and held.",
    },
    "Corrections and copies": {
        "void": "Take back a notice, a letter or a run not posted.",
        "undo": "Take back the last run.",
        "reprint": "The same letters once more, as copies.",
        "close": "Say what became of a missing invoice.",
        "ledger": "Check the ledger, copy it to a safe place, or move it.",
    },
    "Calculations": {
        "calc": "Interest and compensation on one debt, without a CSV.",
        "days": "Calendar and business days between two dates.",
        "deadline": "The day a span of time ends for a letter.",
    },
    "What can be chosen": {
        "policies": "The policies that say what lateness costs.",
        "rates": "The reference rates that statutory interest rests on.",
        "ladders": "The ladders that say which letter follows which, and when.",
        "layouts": "The papers and window envelopes.",
        "languages": "The languages of letters and reports, each a file of texts.",
        "presets": "The programs whose exports are recognised.",
    },
}
"""The commands as `pastdue --help` groups them, each with its purpose in one line: here, so that help imports none."""

_PURPOSES = {name: purpose for purposes in SECTIONS.values() for name, purpose in purposes.items()}


class Commands(click.Group):
    """Each command is the module of its name in `pastdue.cli.commands`; none is imported before it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click passes it
        return sorted(_PURPOSES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        if cmd_name not in _PURPOSES:
            return None
        command = importlib.import_module(f"{commands.__name__}.{cmd_name}").command
        assert isinstance(command, click.Command)
        command.short_help = _PURPOSES[cmd_name]
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does; a name that is no command is answered with the nearest one that is."""
        import difflib

        near = difflib.get_close_matches(args[0], self.list_commands(ctx), 1)
        if near and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            ctx.fail(f"No such command {args[0]!r}: did you mean {near[0]!r}?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        """The commands with their purposes, by what they are for."""
        for title, purposes in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl(list(purposes.items()))


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
            say_usage(error)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _interrupted()
    except BrokenPipeError:
        return 0
    except SystemExit as stop:
        if stop.code == 1:  # click's own answer to a reader of a pipe who has gone away
            return 0
        raise
    except Exception as error:
        return _explained(error, "--debug" in arguments)


def _explained(error: Exception, debug: bool) -> int:
    """Print the error on stderr and return its exit code."""
    if debug:
        import traceback

        _say("".join(traceback.format_exception(error)))
    if isinstance(error, PastdueError):
        _say(f"pastdue: {error}" if not isinstance(error, InputError) else str(error))
        return next((code for family, code in EXIT_CODES if isinstance(error, family)), 1)
    if isinstance(error, OSError):
        file, remedy = error.filename or "output", "check that its folder is there and may be written"
        _say(f"pastdue: {write_fault(file, error, OutputError(f'{file}: {error.strerror or error}', remedy))}")
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
