"""The command line: commands, exit codes, and errors as messages; the only home of the clock."""

from pastdue.cli.entry import main

__all__ = ["main"]
