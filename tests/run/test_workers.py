"""Workers answer in order; a lost, hung or starved one ends the run with a clear error, and none is left behind."""

from __future__ import annotations

import gc
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pastdue.model.errors import OutputError, SettingsError
from pastdue.run.workers.local import local_workers

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="asks the system about processes as POSIX does")


def alive(pid: int) -> bool:
    """Whether the process is at work; one that has ended and waits to be noticed is not."""
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat")
        return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def all_end(pids: Sequence[int]) -> bool:
    """Whether none of the processes is at work any more, some seconds given."""
    deadline = time.monotonic() + 30
    while any(alive(pid) for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not any(alive(pid) for pid in pids)


class Bomb:
    """Ends its process while it is being written."""

    def __reduce__(self) -> str:
        os.kill(os.getpid(), signal.SIGKILL)
        return ""


def work(tasks: Sequence[str]) -> list[object]:
    """The results of a few tasks, one each."""
    return [_done(task) for task in tasks]


def _done(task: str) -> object:
    if task == "die":
        os._exit(7)
    if task == "die while writing":
        return [bytes(5_000_000), Bomb()]
    if task == "hang":
        time.sleep(1000)
    if task == "starve":
        resource.setrlimit(resource.RLIMIT_AS, (10**9, resource.RLIM_INFINITY))
        return bytes(2 * 10**9)
    if task == "refuse":
        raise SettingsError("no", "do")
    if task == "collect":
        return gc.get_threshold()
    print("a library speaks")
    return os.getpid() if task == "pid" else task.upper()


@pytest.mark.slow
def test_results_come_in_the_order_of_the_tasks_whatever_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    tasks = [f"task {n}" for n in range(100)]
    with local_workers(2) as workers:
        assert list(workers.map(work, tasks)) == [task.upper() for task in tasks]
        assert list(workers.map(work, ["again"])) == ["AGAIN"]
        with pytest.raises(SettingsError, match="no"):
            list(workers.map(work, ["refuse"]))
        assert list(workers.map(work, ["go on"])) == ["GO ON"]
        assert list(workers.map(work, ["collect"])) == [(200_000, 20, 100)]
        pids = [pid for pid in workers.map(work, ["pid"] * 40) if isinstance(pid, int)]
    assert os.getpid() not in pids and all_end(pids)
    assert capfd.readouterr().out == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("die", "has ended"),
        ("die while writing", "has ended"),
        ("hang", "has not answered for 0.5 seconds"),
        ("starve", "has too little memory"),
    ],
)
def test_a_worker_that_is_lost_hangs_or_starves_is_said_and_never_waited_for(harm: str, said: str) -> None:
    with local_workers(2) as workers:
        pids = [pid for pid in workers.map(work, ["pid"] * 40) if isinstance(pid, int)]
        with pytest.raises(OutputError, match=f"a process of this run {said}"):
            hurried = replace(workers, patience=0.5) if harm == "hang" else workers
            list(hurried.map(work, [*("a" * 40), harm, *("b" * 40)]))
    assert pids and all_end(pids)


RUN = """
import sys, time
from tests.run.test_workers import work
from pastdue.run.workers.local import local_workers

if __name__ == "__main__":
    with local_workers(2) as workers:
        print(*set(workers.map(work, ["pid"] * 80)), flush=True)
        list(workers.map(work, ["hang"]))
"""


@pytest.mark.slow
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_or_interrupted_run_leaves_no_worker(end: signal.Signals, tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(RUN, encoding="utf-8")
    (tmp_path / "json.py").write_text("raise SystemExit('not Python\\'s own')", encoding="utf-8")
    roof = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONSAFEPATH": "1"}
    with subprocess.Popen(
        [sys.executable, str(script)],
        cwd=tmp_path, env=roof, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background job ignores it
    ) as main:  # fmt: skip
        assert main.stdout is not None
        pids = [int(pid) for pid in main.stdout.readline().split()]
        assert pids and all(alive(pid) for pid in pids)
        main.send_signal(end)
    assert all_end(pids)
