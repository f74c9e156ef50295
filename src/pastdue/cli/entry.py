"""What happens between the shell and a command: commands are found by name, errors become exit codes."""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
import traceback

import click

from pastdue import __version__
from pastdue.cli import commands
from pastdue.errors import (
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


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="pastdue")
def pastdue() -> None:
    """Late fees, dunning letters ready to post, and an aging report from a CSV of invoices.

    Every month: export, `pastdue run invoices.csv`, print one PDF, fold, post.
    """


def main() -> None:
    """Run the command line and end the process with its exit code."""
    _prepare_streams()
    code = _run(sys.argv[1:])
    _close_stdout()
    sys.exit(code)


def _run(arguments: list[str]) -> int:
    try:
        result = pastdue.main(arguments, prog_name="pastdue", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show(file=sys.stderr)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("pastdue: interrupted", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        return 0
    except Exception as error:
        return _explained(error, "--debug" in arguments)


def _explained(error: Exception, debug: bool) -> int:
    """Say what went wrong on stderr and return the exit code it stands for."""
    if debug:
        traceback.print_exception(error)
    if isinstance(error, PastdueError):
        click.echo(f"pastdue: {error}" if not isinstance(error, InputError) else str(error), err=True)
        return next((code for family, code in EXIT_CODES if isinstance(error, family)), 1)
    if isinstance(error, OSError):
        click.echo(f"pastdue: {error.filename or 'output'}: {error.strerror or error}", err=True)
        return 6
    click.echo(f"pastdue: unexpected {type(error).__name__}: {error}\n  run it again with --debug", err=True)
    return 1


def _prepare_streams() -> None:
    """A terminal that cannot show a letter gets its code instead of a crash; a pipe or file gets UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _close_stdout() -> None:
    """Flush stdout; a reader that has gone away is no failure of ours, and must not crash the interpreter's exit."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
