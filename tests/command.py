"""The command line as the tests call it: within their own process, or as a program where a process is the point."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from unittest import mock

from pastdue.cli.entry import exit_code_of

PROGRAM = [sys.executable, "-c", "from pastdue.cli import main; main()"]
"""The command as a process of its own, which costs about a second: for signals, streams, locales and shells."""


def pastdue(
    folder: Path, *words: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """What the command says in `folder`, without a terminal and without the cost of a process.

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
