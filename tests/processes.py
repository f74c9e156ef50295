"""The tests shared out among processes, forked from the one that found them, to which they tell what came of each.

`-n` says how many. Modules are imported and tests found once, not once more in every process. Elsewhere than on Linux
(Windows cannot fork, and the frameworks of macOS do not bear it), pytest-xdist does the same with processes that find
the tests themselves.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import warnings
from collections.abc import Container, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, NamedTuple

import pytest
from coverage import Coverage

_COUNT = pytest.StashKey[int]()
_LEAST = 4
"""The tests of a share, but for the last."""


class Told(NamedTuple):
    """What came of a test: its place among the items, its reports as pytest sends them, and its warnings, each with
    its kind, file, line and the test it is about."""

    place: int
    reports: list[dict[str, Any]]
    warned: list[tuple[str, type[Warning], str, int, str]]


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Take the number of processes over from pytest-xdist, which is asked next."""
    count = getattr(config.option, "numprocesses", None)
    alone = config.option.collectonly or config.option.usepdb
    if sys.platform == "linux" and isinstance(count, int) and count > 0 and not alone:
        config.stash[_COUNT] = count
        config.option.numprocesses = 0


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    count = session.config.stash.get(_COUNT, 0)
    if not count or session.testsfailed:
        return None  # pytest's own loop, which says what could not be imported
    _Loop(session).run(count)
    return True


def shares(marks: Sequence[Container[str]], files: Sequence[object], count: int) -> Iterator[list[int]]:
    """The places of tests with these marks, of these files, in the shares that `count` processes take one after the
    other.

    Those that are done together are the first share. Then the slow ones come first, and each share is no larger than
    those before it, so that all processes end at nearly the same time; but quick tests of one file, which often share
    what takes longer than they do, are not parted.
    """
    if together := [place for place, own in enumerate(marks) if "together" in own]:
        yield together
    places = [place for place, own in enumerate(marks) if "together" not in own]
    places.sort(key=lambda place: "slow" not in marks[place])
    while places:
        size = max(_LEAST, len(places) // (8 * count))
        for last, following in pairwise(places[size - 1 :]):
            if "slow" in marks[following] or files[following] != files[last]:
                break
            size += 1
        yield places[:size]
        del places[:size]


@dataclass
class _Process:
    """A process at work; `left` are the tests it has taken and told nothing of yet."""

    process: BaseProcess
    left: list[int] = field(default_factory=list)


class _Loop:
    """The tests of a session, as several processes do them."""

    def __init__(self, session: pytest.Session) -> None:
        self.session, self.config = session, session.config
        self.shares: list[list[int]] = []
        self.untaken = -1
        self.at_work: dict[Any, _Process] = {}

    def run(self, count: int) -> None:
        """Return when all tests are done; raise what ends the session before."""
        marks = [{mark.name for mark in item.iter_markers()} for item in self.session.items]
        self.shares = list(shares(marks, [item.path for item in self.session.items], count))
        self.untaken, giving = os.pipe()
        os.write(giving, b"".join(number.to_bytes(4) for number in range(len(self.shares))))
        os.close(giving)
        if terminal := self.config.pluginmanager.get_plugin("terminalreporter"):
            terminal.showfspath = False  # files would take turns
        try:
            for _ in range(min(count, len(self.shares))):
                self._begin([])
            while self.at_work:
                for connection in wait(list(self.at_work)):
                    self._hear(connection)
                    self._stop_where_asked()
        finally:
            self._end_all()

    def _end_all(self) -> None:
        """Return when all processes have ended: each completes the test it is at. Interrupted, it ends them at once."""
        os.close(self.untaken)
        for hearing in self.at_work:
            hearing.close()
        try:
            for one in self.at_work.values():
                one.process.join()
        finally:
            for one in self.at_work.values():
                one.process.terminate()

    def _stop_where_asked(self) -> None:
        if self.session.shouldfail:
            raise self.session.Failed(self.session.shouldfail)
        if self.session.shouldstop:
            raise self.session.Interrupted(self.session.shouldstop)

    def _begin(self, first: list[int]) -> None:
        """Fork a process that does the tests at the places `first`, then shares until none is left."""
        hearing, telling = multiprocessing.Pipe(duplex=False)
        others = [*self.at_work, hearing]
        process = multiprocessing.get_context("fork").Process(
            target=_Work(self.session, self.shares, self.untaken, telling).do, args=(first, others)
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # numpy has threads, which wait for work
            process.start()
        telling.close()
        self.at_work[hearing] = _Process(process, list(first))

    def _hear(self, connection: Any) -> None:
        one, said = self.at_work[connection], None
        with suppress(EOFError):
            said = connection.recv()
        if said is None:
            self._end(connection)
        elif isinstance(said, int):
            one.left += self.shares[said]
        else:
            one.left.remove(said.place)
            self._report(said)

    def _report(self, told: Told) -> None:
        """Tell pytest of a test as if it had been done here."""
        hook, item = self.config.hook, self.session.items[told.place]
        hook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
        for message, kind, file, line, nodeid in told.warned:
            shown = warnings.WarningMessage(message, kind, file, line)
            about = {"warning_message": shown, "when": "runtest", "nodeid": nodeid, "location": None}
            hook.pytest_warning_recorded.call_historic(kwargs=about)
        for data in told.reports:
            hook.pytest_runtest_logreport(report=hook.pytest_report_from_serializable(config=self.config, data=data))
        hook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)

    def _end(self, connection: Any) -> None:
        """A process that ended amid its share fails the test it was at; another one goes on with the rest."""
        one = self.at_work.pop(connection)
        connection.close()
        one.process.join()
        if not one.left:
            return
        item = self.session.items[one.left[0]]
        said = f"its process ended with {one.process.exitcode}"
        report = pytest.TestReport(item.nodeid, item.location, {}, "failed", said, "call")
        self.config.hook.pytest_runtest_logreport(report=report)
        self._begin(one.left[1:])


@dataclass(eq=False)
class _Work:
    """What a forked process does."""

    session: pytest.Session
    shares: list[list[int]]
    untaken: int
    telling: Connection[Any, Any]
    reports: list[dict[str, Any]] = field(default_factory=list)
    warned: list[tuple[str, type[Warning], str, int, str]] = field(default_factory=list)

    def do(self, first: list[int], others: list[Any]) -> None:
        for connection in others:
            connection.close()
        self._become_a_worker()
        try:
            with suppress(KeyboardInterrupt, BrokenPipeError):  # the session was interrupted, or wants no more tests
                self._do_all(self._places(first))
        finally:
            self._finish()

    def _do_all(self, places: Iterator[int]) -> None:
        items = self.session.items
        place = next(places, None)
        while place is not None:
            self.reports, self.warned = [], []
            following = next(places, None)
            after = None if following is None else items[following]
            items[place].config.hook.pytest_runtest_protocol(item=items[place], nextitem=after)
            self.telling.send(Told(place, self.reports, self.warned))
            place = following

    def _finish(self) -> None:
        failed = self.session.testsfailed > 0
        self.session.config.hook.pytest_sessionfinish(session=self.session, exitstatus=int(failed))
        if measured := Coverage.current():
            measured.stop()
            measured.save()

    def _places(self, first: list[int]) -> Iterator[int]:
        """The places of the tests to do. A share is taken when the last test before it begins, which must know what
        follows it, since it closes what the following one does not need."""
        yield from first
        while taken := os.read(self.untaken, 4):
            share = int.from_bytes(taken)
            self.telling.send(share)
            yield from self.shares[share]

    def _become_a_worker(self) -> None:
        """Have no terminal and an own file for what tests print; `workerinput` tells plugins that another process
        keeps what is known of the session."""
        config = self.session.config
        config.workerinput = {"workerid": f"gw{os.getpid()}"}  # type: ignore[attr-defined]
        plugins = config.pluginmanager
        plugins.unregister(name="terminalreporter")
        plugins.register(self)
        capture = plugins.get_plugin("capturemanager")
        if capture is not None and capture.is_globally_capturing():
            capture.stop_global_capturing()
            capture.start_global_capturing()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        config = self.session.config
        self.reports.append(config.hook.pytest_report_to_serializable(config=config, report=report))

    def pytest_warning_recorded(self, warning_message: warnings.WarningMessage, nodeid: str) -> None:
        shown = warning_message
        self.warned.append((str(shown.message), shown.category, shown.filename, shown.lineno, nodeid))
