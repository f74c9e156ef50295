"""No server of the tests outlives the process that started it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.postgresql import gone_with_this_process

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the tests start a server on POSIX alone")

ROOT = Path(__file__).parents[2]
_SERVER = """
trap 'rm data/postmaster.pid; kill $!; exit 3' QUIT
sleep 600 &
echo $$ > data/postmaster.pid
echo runs
wait
"""
"""What stands for a server: where that writes its number it does, too, and it ends by the same signal."""
_TESTS = """
import signal, sys
from pathlib import Path
from tests.postgresql import gone_with_this_process

with gone_with_this_process(Path(sys.argv[1])):
    print("runs", flush=True)
    signal.pause()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a server."""
    (tmp_path / "pg" / "data").mkdir(parents=True)
    return tmp_path / "pg"


def begun(words: list[str], folder: Path) -> subprocess.Popen[bytes]:
    """A process of a session of its own, which runs."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(words, cwd=folder, env=environment, stdout=subprocess.PIPE, start_new_session=True)
    assert process.stdout is not None and process.stdout.readline() == b"runs\n"
    return process


def test_it_ends_with_the_tests_and_its_folder_is_gone(folder: Path) -> None:
    with gone_with_this_process(folder):
        server = begun(["sh", "-c", _SERVER], folder)
        assert server.poll() is None
    assert server.wait(120) == 3 and not folder.exists()


def test_it_ends_where_the_tests_are_killed_with_their_group(folder: Path) -> None:
    server = begun(["sh", "-c", _SERVER], folder)
    tests = begun([sys.executable, "-c", _TESTS, str(folder)], folder)
    os.killpg(tests.pid, signal.SIGKILL)
    assert server.wait(120) == 3
    for _ in range(1200):  # nobody waits for what removes it
        if not folder.exists():
            break
        time.sleep(0.1)
    assert not folder.exists()


def test_nothing_is_amiss_where_none_was_started(folder: Path) -> None:
    with gone_with_this_process(folder):
        pass
    assert not folder.exists()
