"""The command line as the tests call it: within their own process, or as a program where a process is the point."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from unittest import mock

from click.testing import CliRunner

from pastdue.cli.commands import pastdue as click_pastdue
from pastdue.cli.entry import exit_code_of

PROGRAM = [sys.executable, "-c", "from pastdue.cli import main; main()"]
"""The command as a process of its own, which costs about a second: for signals, streams, locales and shells."""


def pastdue(
    folder: Path, *words: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """The result of the command in `folder`, without a terminal and without the cost of a process.

    `environment` is the whole environment of the command, as for a process; without it the command has that of the
    tests.
    """
    out, err = io.StringIO(), io.StringIO()
    with (
        contextlib.chdir(folder),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        mock.patch.dict(os.environ, environment or {}, clear=environment is not None),
    ):
        code = exit_code_of(list(words))
    return subprocess.CompletedProcess(words, code, out.getvalue(), err.getvalue())


def called(*words: str) -> tuple[int, str, str]:
    """The exit code, stdout and stderr of the command in the present folder; an error it raises fails the test."""
    result = CliRunner().invoke(click_pastdue, words, standalone_mode=False)
    assert result.exception is None, result.exception
    return int(result.return_value or 0), result.stdout, result.stderr


SRC = Path(__file__).parents[1] / "src"
_END = b"\0"
_ONE_AFTER_THE_OTHER = """
import json, os, sys
from pastdue.cli import main

for words in json.loads(sys.argv[1]):
    sys.argv[1:] = words
    try:
        main()
    except SystemExit as stop:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os.write(1, b"\\0%d\\0" % (stop.code or 0))
        os.write(2, b"\\0")
"""


def each_in_one_process(
    folder: Path, *commands: Sequence[str], environment: Mapping[str, str] | None = None
) -> list[subprocess.CompletedProcess[str]]:
    """The results of the commands in `folder`, one after the other in a single process, which starts once.

    `environment` is added to that of the tests.
    """
    whole = [sys.executable, "-c", _ONE_AFTER_THE_OTHER, json.dumps([list(words) for words in commands])]
    variables = os.environ | {"PYTHONPATH": str(SRC)} | dict(environment or {})
    done = subprocess.run(
        whole, cwd=folder, env=variables, stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=True
    )
    (*said, out), (*errors, err) = done.stdout.split(_END), done.stderr.split(_END)
    assert not out and not err and len(said) == 2 * len(commands) == 2 * len(errors), done
    return [
        subprocess.CompletedProcess(words, int(said[2 * n + 1]), said[2 * n].decode(), errors[n].decode())
        for n, words in enumerate(commands)
    ]
