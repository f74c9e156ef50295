"""How do several processes share work? Each has two pipes to this one, and its death is the end of a pipe.

They are started anew and not forked, so that none holds the ledger or its lock. A signal from the keyboard or to the
whole group does not reach them: this process ends them, and when it is killed itself, they see their pipe end.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from pastdue.model.errors import OutputError, PastdueError

Task = TypeVar("Task")
Result = TypeVar("Result")

CHUNK = 8
"""How many tasks go through a pipe at once."""

_APART: dict[str, Any] = {"start_new_session": True}
if sys.platform == "win32":
    _APART = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}


class Crew(Generic[Task, Result]):
    """Processes that all do the same: `begin()` gives each its function from a task to the result.

    `begin`, the tasks and the results must be picklable. A context: its end is that of the processes.
    """

    def __init__(self, count: int, begin: Callable[[], Callable[[Task], Result]]) -> None:
        self._members = [_Member(begin) for _ in range(count)]
        self._idle: SimpleQueue[_Member] = SimpleQueue()
        for member in self._members:
            self._idle.put(member)
        # A thread waits for each process, so that none of them waits for what is done with the results.
        self._waiting = ThreadPoolExecutor(count, "crew")

    @property
    def pids(self) -> tuple[int, ...]:
        """The numbers of the processes."""
        return tuple(member.pid for member in self._members)

    def map(self, tasks: Sequence[Task]) -> Iterator[Result]:
        """The results of `tasks`, in their order. Raises what a task raised of our own errors, and OutputError when a
        process has died."""
        chunks = [tasks[at : at + CHUNK] for at in range(0, len(tasks), CHUNK)]
        return chain.from_iterable(self._waiting.map(self._done, chunks))

    def _done(self, chunk: Sequence[Task]) -> list[Result]:
        member = self._idle.get()
        try:
            return member.done(chunk)  # type: ignore[no-any-return]
        finally:
            self._idle.put(member)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._waiting.shutdown(wait=False, cancel_futures=True)
        for member in self._members:
            member.end()
        self._waiting.shutdown()


class _Member:
    """One process and the pipes to it."""

    def __init__(self, begin: Callable[[], Callable[[Any], Any]]) -> None:
        # With our own path, and without the folder it is started in: nobody's `json.py` is taken for ours.
        serve = f"import sys; sys.path[:] = {sys.path!r}; from pastdue.run.workers.local import serve; serve()"
        command = [sys.executable, "-P", "-c", serve]
        self._process: subprocess.Popen[bytes] = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, **_APART
        )
        self._begin: Callable[[], Callable[[Any], Any]] | None = begin

    @property
    def pid(self) -> int:
        return self._process.pid

    def done(self, chunk: Sequence[Any]) -> Any:
        """What the process makes of `chunk`."""
        to, back = self._process.stdin, self._process.stdout
        assert to is not None and back is not None
        try:
            if self._begin is not None:
                pickle.dump(self._begin, to)
                self._begin = None
            pickle.dump(chunk, to)
            to.flush()
            said = pickle.load(back)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            code = self._process.poll()
            what = f"a process that sets letters has ended ({'of itself' if code is None else f'exit {code}'})"
            raise OutputError(
                what, "there may be too little memory, or its own message is above; --processes 1 does without it"
            ) from error
        if isinstance(said, PastdueError):
            raise said
        return said

    def end(self) -> None:
        """End the process, whatever it is about."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            try:
                pipe.close()
            except OSError:
                continue  # what was still to be flushed goes to nobody


def serve() -> None:
    """Be a member of a crew until its pipe ends."""
    tasks, results = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not come among the results
    try:
        make = pickle.load(tasks)()
        while True:
            chunk = pickle.load(tasks)
            pickle.dump(_made(make, chunk), results)
            results.flush()
    except (EOFError, BrokenPipeError, ConnectionResetError):
        os._exit(0)  # the run is over, or its process was killed: nobody is left to write to


def _made(make: Callable[[Any], Any], chunk: Sequence[Any]) -> object:
    try:
        return [make(task) for task in chunk]
    except PastdueError as error:
        return error
