"""Letters made by several processes are those one process makes, and nothing outlives the run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.mailing import mail_firm

from pastdue.firm import read_firm
from pastdue.intake import Dialect, Files
from pastdue.model import Why
from pastdue.model.errors import BadInput, CannotCharge, OutputError, PastdueError, Problem, SettingsError, Source
from pastdue.run import Job, send
from pastdue.run.making import LETTERS_A_CORE
from pastdue.run.workers.local import Crew
from pastdue.typeset import Galley

MANY = 2 * LETTERS_A_CORE + 20


def invoices(unprintable: frozenset[int]) -> str:
    """An invoice for each of so many customers; no face has the names of the `unprintable` ones."""
    names = ("株式会社" if n in unprintable else f"Firma {n}" for n in range(MANY))
    rows = ((f"A-{n}", f"C{n:04}", name, "ul. Długa 1", "80-001", "Gdańsk", "PL") for n, name in enumerate(names))
    return mail_firm.export(tuple(rows))


def files_of(folder: Path, processes: int) -> dict[str, bytes]:
    """Every file of a run in so many processes."""
    folder.mkdir()
    (folder / "pastdue.toml").write_text(mail_firm.SETTINGS, encoding="utf-8")
    (folder / "invoices.csv").write_text(invoices(frozenset((0, 7, 8, 40, 300, MANY - 1))), encoding="utf-8")
    told: list[tuple[int, int]] = []
    send(
        Job(
            firm=read_firm(None, folder),
            files=Files(folder / "invoices.csv"),
            dialect=Dialect(),
            as_of=mail_firm.ON,
            watch=lambda done, of: told.append((done, of)),
            processes=processes,
        )
    )
    assert told == [(n, MANY) for n in range(1, MANY + 1)]
    return {str(path.relative_to(folder)): path.read_bytes() for path in (folder / "out").rglob("*") if path.is_file()}


def test_several_processes_make_the_very_files_one_makes_and_leave_no_gap_in_the_numbers(tmp_path: Path) -> None:
    one, two = (files_of(tmp_path / str(processes), processes) for processes in (1, 2))
    assert one == two
    said = json.loads(one["out/2026-11-23/run.json"])
    numbers = [letter["id"] for letter in said["letters"]]
    assert numbers == [f"2026-{n:05}" for n in range(1, MANY - 6 + 1)]
    assert [skip["invoice"] for skip in said["skips"]] == ["A-0", "A-7", "A-8", "A-40", "A-300", f"A-{MANY - 1}"]


CREW = """
import sys, time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from pastdue.run.making import Home, pressroom
from pastdue.firm import read_firm

if __name__ == "__main__":
    home = Home(read_firm(None, Path(sys.argv[1])), processes=2)
    with pressroom(home.maker(), None, home, 100_000) as room:
        print(*room._crew.pids, flush=True)
        time.sleep(60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="asks the system about processes as POSIX does")
def test_a_killed_run_takes_its_crew_with_it(tmp_path: Path) -> None:
    (tmp_path / "pastdue.toml").write_text(mail_firm.SETTINGS, encoding="utf-8")
    script = tmp_path / "crew.py"
    script.write_text(CREW, encoding="utf-8")
    with subprocess.Popen([sys.executable, str(script), str(tmp_path)], stdout=subprocess.PIPE, text=True) as main:
        assert main.stdout is not None
        crew = [int(pid) for pid in main.stdout.readline().split()]
        assert crew and all(alive(pid) for pid in crew)
        main.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 30
    while any(alive(pid) for pid in crew) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(alive(pid) for pid in crew)


def alive(pid: int) -> bool:
    """Whether the process is at work; one that has ended and waits to be noticed is not."""
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat")
        return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


class Bomb:
    """Ends its process while it is being written."""

    def __reduce__(self) -> str:
        os.kill(os.getpid(), signal.SIGKILL)
        return ""


def worker() -> Callable[[str], object]:
    return work


def work(task: str) -> object:
    if task == "die":
        os._exit(7)
    if task == "die while writing":
        return [bytes(5_000_000), Bomb()]
    if task == "refuse":
        raise SettingsError("no", "do")
    print("a library speaks")
    return task.upper()


def test_a_crew_gives_the_results_in_the_order_of_the_tasks_whatever_is_printed() -> None:
    tasks = [f"task {n}" for n in range(100)]
    with Crew(3, worker) as crew:
        assert list(crew.map(tasks)) == [task.upper() for task in tasks]
        assert list(crew.map(["again"])) == ["AGAIN"]


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
@pytest.mark.parametrize("death", ["die", "die while writing"])
def test_the_death_of_a_process_is_said_and_never_waited_for(death: str) -> None:
    with Crew(2, worker) as crew, pytest.raises(OutputError, match="a process that sets letters has ended"):
        list(crew.map([*("a" * 40), death, *("b" * 40)]))
    assert not any(alive(pid) for pid in crew.pids)


def test_our_own_errors_come_back_from_a_process() -> None:
    with Crew(2, worker) as crew:
        with pytest.raises(SettingsError, match="no"):
            list(crew.map(["refuse"]))
        assert list(crew.map(["go on"])) == ["GO ON"]


def test_an_error_is_the_same_in_another_process() -> None:
    import pickle

    problem = Problem(Source("a.csv", 2), "due", "x", "is not a date", "write a date")
    for error in (SettingsError("no", "do"), BadInput([problem]), CannotCharge(Why.NO_RATE, "none", "add one")):
        again = pickle.loads(pickle.dumps(error))
        assert isinstance(again, PastdueError) and type(again) is type(error)
        assert (str(again), vars(again)) == (str(error), vars(error))


def test_a_galley_knows_no_letter_that_was_not_kept(tmp_path: Path) -> None:
    with Galley(tmp_path) as galley, pytest.raises(KeyError):
        galley.drawn("2026-00001")
