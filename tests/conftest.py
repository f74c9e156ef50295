"""The setting of every test: a fixed day that counts as today, so that the suite is green on any day; folders in memory
where there is room, since a run waits for the disk many times; and no test that fails because the machine is slow."""

from __future__ import annotations

import gc
import os
import re
import shutil
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ["PASTDUE_TODAY"] = "2027-03-31"

pytest_plugins = ["tests.processes", "tests.examples", "tests.postgresql", "tests.ledger.homes"]

MEMORY, ROOM = Path("/dev/shm"), 2_000_000_000
"""The folder where Linux keeps files in memory, and the bytes that must be free there: the suite needs about a tenth of
it."""

if "PYTEST_DEBUG_TEMPROOT" not in os.environ and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
    os.environ["PYTEST_DEBUG_TEMPROOT"] = str(MEMORY)

COMMANDS_AND_PAGES = {"cli", "docs", "mailing", "run", "scenarios", "typeset"}
"""Folders whose tests do whole commands or runs, or set pages: a tenth of a second each and more."""

_CALLS = re.compile(r"^from tests\.(command|forked|cli\.offices) import ", re.MULTILINE)
"""The line of a module elsewhere that does whole commands."""

_FORKS = re.compile(r"\bforked\(|^from tests\.(forked|crash|run\.dask_cluster)\b", re.MULTILINE)
"""What a module has that forks the command, by itself or by a module it imports."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Where only the tests that are not slow are asked for, a file of slow ones is not even imported."""
    quick = config.getoption("markexpr") == "not slow" and collection_path.suffix == ".py"
    return True if quick and _does_commands(collection_path) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whole commands, pages, laws, which are tried with many values, and what needs a server of a database are slow;
    the rest has its own mark. What needs the server, or a process that forks commands, is done together: either takes
    seconds to begin."""
    files = {item.path for item in items}
    whole, forking = set(filter(_does_commands, files)), set(filter(_forks, files))
    for item in items:
        is_law = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
        needs_a_server = _needs_a_server(item)
        if is_law or item.path in whole or needs_a_server:
            item.add_marker("slow")
        if needs_a_server or item.path in forking:
            item.add_marker("together")


def _does_commands(file: Path) -> bool:
    return file.parent.name in COMMANDS_AND_PAGES or bool(_CALLS.search(file.read_text(encoding="utf-8")))


def _forks(file: Path) -> bool:
    return bool(_FORKS.search(file.read_text(encoding="utf-8")))


def _needs_a_server(item: pytest.Item) -> bool:
    given = getattr(item, "callspec", None)
    return "server" in getattr(item, "fixturenames", ()) or (given is not None and "server" in given.params.values())


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """While modules are imported and tests found nearly all of it stays: looking for garbage finds none and takes a
    sixth of the time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def pytest_collection_finish() -> None:
    """The tests stay to the end: the garbage collector need not look through them again and again, nor write to the
    memory that forked processes share, and looks as rarely as in the command."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)


settings.register_profile("pastdue", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("pastdue")
