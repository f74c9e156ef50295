"""Letters made by the workers of a real Dask scheduler are those one process makes, and what fails there is said."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.command import pastdue
from tests.mailing import mail_firm
from tests.run.dask_cluster import Cluster, slowly

from pastdue.model.errors import OutputError
from pastdue.run.workers import dask
from pastdue.run.workers.dask import dask_workers

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("distributed") is None, reason="needs the extra `cluster`"),
    pytest.mark.skipif(sys.platform == "win32", reason="kills processes as POSIX does"),
]

DAY = mail_firm.ON.isoformat()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """One for the tests below, which take it apart from one to the next: a worker first, the scheduler last."""
    begun = Cluster(tmp_path_factory.mktemp("cluster"), 2)
    yield begun
    begun.end()


def shop(folder: Path, extra: str = "") -> Path:
    """A firm with a few dozen invoices, some of which cannot be printed."""
    folder.mkdir()
    (folder / "pastdue.toml").write_text(mail_firm.SETTINGS + extra, encoding="utf-8")
    names = ["株式会社" if n in (0, 7, 20) else f"Firma {n}" for n in range(30)]
    rows = tuple((f"A-{n}", f"C{n:04}", name, "ul. Długa 1", "80-001", "Gdańsk", "PL") for n, name in enumerate(names))
    (folder / "invoices.csv").write_text(mail_firm.export(rows), encoding="utf-8")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in (folder / "out").rglob("*") if path.is_file()}


def test_the_workers_of_a_scheduler_make_the_very_files_one_process_makes(tmp_path: Path, cluster: Cluster) -> None:
    here, there = shop(tmp_path / "here"), shop(tmp_path / "there")
    named = shop(tmp_path / "named", f'[run]\nengine = "{cluster.engine}"\n')
    assert pastdue(here, "run", "invoices.csv", "--as-of", DAY).returncode == 3
    assert pastdue(there, "run", "invoices.csv", "--as-of", DAY, "--engine", cluster.engine).returncode == 3
    assert pastdue(named, "run", "invoices.csv", "--as-of", DAY).returncode == 3
    assert files(here) == files(there) == files(named)
    assert len([name for name in files(here) if name.endswith(".pdf") and "letters/" in name]) == 27


def test_the_workers_of_a_scheduler_read_part_files_as_this_process_does(tmp_path: Path, cluster: Cluster) -> None:
    found = {}
    for name, engine in (("here", ()), ("there", ("--engine", cluster.engine))):
        folder = shop(tmp_path / name)
        header, *rows = (folder / "invoices.csv").read_text(encoding="utf-8").splitlines(keepends=True)
        for number, own in enumerate((rows[:15], rows[15:])):
            (folder / f"part-{number}.csv").write_text(header + "".join(own), encoding="utf-8")
        found[name] = pastdue(folder, "run", "part-*.csv", "--as-of", DAY, *engine), files(folder)
    assert found["here"][0].returncode == found["there"][0].returncode == 3, found["there"][0].stderr
    one, other = ({n: data for n, data in each[1].items() if "review.html" not in n} for each in found.values())
    said = [json.loads(each.pop(f"out/{DAY}/run.json")) for each in (one, other)]
    assert one == other
    assert said[0] | {"remarks": None} == said[1] | {"remarks": None}  # which name the parts, there by whole paths


def test_work_of_a_lost_worker_is_done_by_another(cluster: Cluster) -> None:
    with dask_workers(cluster.engine) as workers:
        results = workers.map(slowly, [f"task {n}" for n in range(200)])
        first = next(results)
        cluster.workers[0].kill()
        assert [first, *results] == [f"TASK {n}" for n in range(200)]


def test_a_scheduler_that_is_lost_meanwhile_ends_the_work(cluster: Cluster) -> None:
    with dask_workers(cluster.engine, patience=4) as workers:
        results = workers.map(slowly, [f"task {n}" for n in range(400)])
        next(results)
        cluster.scheduler.kill()
        with pytest.raises(OutputError, match="a process of this run"):
            list(results)


def test_a_lost_scheduler_ends_the_run_and_the_next_run_has_every_letter_once(
    tmp_path: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask, "_ANSWERS_WITHIN", 2)
    here, there = shop(tmp_path / "here"), shop(tmp_path / "there")
    cluster.scheduler.kill()
    cluster.scheduler.join()
    done = pastdue(there, "run", "invoices.csv", "--as-of", DAY, "--engine", cluster.engine)
    assert done.returncode == 6 and f"{cluster.engine}: no Dask scheduler answers" in done.stderr
    assert pastdue(there, "run", "invoices.csv", "--as-of", DAY).returncode == 3
    assert pastdue(here, "run", "invoices.csv", "--as-of", DAY).returncode == 3
    letters = [{name: data for name, data in files(f).items() if "letters/" in name} for f in (here, there)]
    assert letters[0] == letters[1] and len(letters[0]) == 27


def test_workers_that_all_die_of_the_work_end_it(tmp_path: Path) -> None:
    doomed = Cluster(tmp_path, 2)
    try:
        with (
            dask_workers(doomed.engine, patience=4) as workers,
            pytest.raises(OutputError, match="a process of this run"),
        ):
            list(workers.map(slowly, ["die"] * 80))
    finally:
        doomed.end()


def test_a_scheduler_without_workers_is_refused_and_so_is_what_names_no_engine(tmp_path: Path) -> None:
    (tmp_path / "cluster").mkdir()
    empty = Cluster(tmp_path / "cluster", 0)
    try:
        with pytest.raises(OutputError, match="the scheduler has no workers"), dask_workers(empty.engine):
            pass
    finally:
        empty.end()
    done = pastdue(shop(tmp_path / "shop"), "run", "invoices.csv", "--engine", "dask:scheduler")
    assert done.returncode == 2 and "--engine: 'dask:scheduler' names no engine" in done.stderr
