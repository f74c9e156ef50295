"""Commands in forks of one process, each with one call of the system that fails.

The arguments are a command to do first, so that the forks find everything imported.
A line of stdin is a JSON list: a folder, a kind of call ("every": all are counted and none fails), which of them fails
(0 for none), and the words of a command.
A line of stdout answers it: exit code, what was said, and how many calls of each kind were counted.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import sys
import tempfile
from pathlib import Path

KINDS = ("write", "fsync", "rename", "open", "close", "unlink", "read")


def answered(folder: str, kind: str, at: int, words: list[str]) -> list[object]:
    """The result of the command, run in a fork of its own."""
    library = ctypes.CDLL(None)
    with tempfile.TemporaryDirectory() as place:
        said, met = Path(place, "said"), Path(place, "met")
        child = os.fork()
        if not child:
            try:
                code = _done(folder, (kind, at), words, said)
            except BaseException as error:
                said.write_text(f"not caught: {error!r}", encoding="utf-8")
                code = 99
            met.write_text(json.dumps({name: library.fault_met(name.encode()) for name in KINDS}))
            os._exit(code)
        _, status = os.waitpid(child, 0)
        return [os.waitstatus_to_exitcode(status), said.read_text(encoding="utf-8"), json.loads(met.read_text())]


def _done(folder: str, fault: tuple[str, int], words: list[str], said: Path) -> int:
    from pastdue.cli.entry import exit_code_of

    out = os.open(said, os.O_WRONLY | os.O_CREAT)
    os.dup2(out, 1)
    os.dup2(out, 2)
    sys.stdout, sys.stderr = (open(fd, "w", encoding="utf-8", closefd=False) for fd in (1, 2))  # noqa: SIM115
    os.chdir(folder)
    ctypes.CDLL(None).fault_arm(folder.encode(), fault[0].encode(), fault[1])
    code = exit_code_of(words)
    sys.stdout.flush()
    sys.stderr.flush()
    return code


def _warm(words: list[str]) -> None:
    """Do a command once, so that forks find everything imported."""
    from pastdue.cli.entry import exit_code_of

    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - a stream, not a file
        sys.stdout = sys.stderr = nowhere
        exit_code_of(words)
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__


if __name__ == "__main__":
    _warm(sys.argv[1:])
    gc.freeze()  # a collection in a fork would write to every page of memory that it shares with this process
    for line in sys.stdin:
        print(json.dumps(answered(*json.loads(line))), flush=True)
