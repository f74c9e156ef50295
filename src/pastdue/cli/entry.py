"""The way from the shell to a command and back: streams and signals are prepared, errors become exit codes.

What every start imports is kept small: click, the commands and the errors are imported once the overview is not enough.
"""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

from pastdue import collect_garbage_rarely
from pastdue.cli.overview import asks_for_overview, show_overview
from pastdue.cli.terminal.streams import flush_stdout, open_missing_streams, prepare_streams

INTERRUPTED = 130


def main() -> None:
    """Run the command line and end the process with its exit code."""
    collect_garbage_rarely()
    open_missing_streams()
    prepare_streams()
    _on_signals(_interrupt)
    try:
        code = _close_stdout(exit_code_of(sys.argv[1:]))
        _on_signals(_ignore)
    except KeyboardInterrupt:
        code = _interrupted()
    gc.freeze()  # else the last collection as Python ends takes half a second after a million rows
    sys.exit(code)


def exit_code_of(arguments: list[str]) -> int:
    """Run the command of the arguments; returns the exit code, after every error was printed on stderr."""
    try:
        if asks_for_overview(arguments):
            show_overview()
            return 0
        return _exit_code_of_command(arguments)
    except KeyboardInterrupt:
        return _interrupted()
    except BrokenPipeError:
        return 0
    except SystemExit as stop:
        if stop.code == 1:  # click's own answer to a reader of a pipe who has gone away
            return 0
        raise
    except Exception as error:
        return _explained(error, "--debug" in arguments)


def _exit_code_of_command(arguments: list[str]) -> int:
    """Let click read the arguments and run their command; returns the exit code, after a usage error was printed."""
    import click

    from pastdue.cli.commands import pastdue
    from pastdue.cli.terminal.speaking import say_usage
    from pastdue.model.errors import disk  # noqa: F401 - no file may be left to open when its words are needed

    try:
        result = pastdue.main(arguments, prog_name="pastdue", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        with suppress(OSError):
            say_usage(error)
        return error.exit_code
    except click.Abort:
        return _interrupted()


def exit_codes() -> tuple[tuple[type[Exception], int], ...]:
    """The exit code of each family of errors; the first that fits an error is its own."""
    from pastdue.model.errors import InputError, LedgerError, LockedError, OutputError, SettingsError
    from pastdue.model.errors.left_out import CannotCharge, CannotPrint

    return (
        (SettingsError, 2),
        (CannotCharge, 2),
        (CannotPrint, 3),
        (InputError, 4),
        (LockedError, 5),
        (OutputError, 6),
        (LedgerError, 7),
    )


def _explained(error: Exception, debug: bool) -> int:
    """Print the error on stderr and return its exit code."""
    from pastdue.model.errors import InputError, OutputError, PastdueError
    from pastdue.model.errors.disk import write_fault

    if debug:
        import traceback

        _say("".join(traceback.format_exception(error)))
    if isinstance(error, PastdueError):
        _say(f"pastdue: {error}" if not isinstance(error, InputError) else str(error))
        return next((code for family, code in exit_codes() if isinstance(error, family)), 1)
    if isinstance(error, OSError):
        file, remedy = error.filename or "output", "check that its folder is there and may be written"
        _say(f"pastdue: {write_fault(file, error, OutputError(f'{file}: {error.strerror or error}', remedy))}")
        return 6
    _say(f"pastdue: unexpected {type(error).__name__}: {error}\n  run it again with --debug, and report what it shows")
    return 1


def _say(text: str) -> None:
    """`text` on stderr, where that can still be written; the exit code is returned in any case."""
    from pastdue.cli.terminal.speaking import say

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


def _interrupt(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the shape of a handler
    """A polite request to end is met as Ctrl-C is: what can be put in order is put in order first, and however often
    it is repeated meanwhile, the putting in order is not interrupted."""
    _on_signals(_ignore)
    raise KeyboardInterrupt


def _ignore(number: int, frame: FrameType | None) -> None:
    """The answer to a signal once the command is ending."""


def _close_stdout(code: int) -> int:
    """Flush stdout and return the exit code of it all: `code`, or 6 where the results could not be written whole."""
    failed = flush_stdout()
    return code if failed is None else code or _explained(failed, debug=False)
