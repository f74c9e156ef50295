"""Letters made by several processes are those one process makes, and nothing outlives the run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.forked import forked_workers
from tests.mailing import mail_firm
from tests.noting import noting

from pastdue.firm import read_firm
from pastdue.intake import Dialect, Files
from pastdue.model import Why
from pastdue.model.errors import PastdueError, SettingsError
from pastdue.model.errors.left_out import CannotCharge, CannotPrint
from pastdue.model.errors.problems import BadInput, Problem, Source
from pastdue.run import Job, send
from pastdue.run.workers import choice, shared
from pastdue.typeset import DrawnLetters

A_CORE = 30
"""So many letters are worth another process here, fewer than in earnest: two processes for seven dozen letters."""

MANY = 2 * A_CORE + 20


def invoices(unprintable: frozenset[int]) -> str:
    """An invoice for each of so many customers; no face has the names of the `unprintable` ones."""
    names = ("株式会社" if n in unprintable else f"Firma {n}" for n in range(MANY))
    rows = ((f"A-{n}", f"C{n:04}", name, "ul. Długa 1", "80-001", "Gdańsk", "PL") for n, name in enumerate(names))
    return mail_firm.export(tuple(rows))


def files_of(folder: Path, processes: int) -> dict[str, bytes]:
    """Every file of a run in so many processes."""
    folder.mkdir()
    (folder / "pastdue.toml").write_text(mail_firm.SETTINGS, encoding="utf-8")
    (folder / "invoices.csv").write_text(invoices(frozenset((0, 7, 8, 40, 55, MANY - 1))), encoding="utf-8")
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


@pytest.mark.slow
def test_several_processes_make_the_very_files_one_makes_and_leave_no_gap_in_the_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choice, "LETTERS_A_CORE", A_CORE)
    began = list[int]()
    monkeypatch.setattr(shared, "local_workers", noting(forked_workers, began.append))
    one, two = (files_of(tmp_path / str(processes), processes) for processes in (1, 2))
    assert one == two and began == [2]
    said = json.loads(one["out/2026-11-23/run.json"])
    numbers = [letter["id"] for letter in said["letters"]]
    assert numbers == [f"2026-{n:05}" for n in range(1, MANY - 6 + 1)]
    assert [skip["invoice"] for skip in said["skips"]] == ["A-0", "A-7", "A-8", "A-40", "A-55", f"A-{MANY - 1}"]


def test_an_error_is_the_same_in_another_process() -> None:
    import pickle

    problem = Problem(Source("a.csv", 2), "due", "x", "is not a date", "write a date")
    for error in (
        SettingsError("no", "do"),
        BadInput([problem]),
        CannotCharge(Why.NO_RATE, "none", "add one"),
        CannotPrint("no", "do", "L", ("A",)),
    ):
        again = pickle.loads(pickle.dumps(error))
        assert isinstance(again, PastdueError) and type(again) is type(error)
        assert (str(again), vars(again)) == (str(error), vars(error))


def test_drawn_letters_know_no_letter_that_was_not_kept(tmp_path: Path) -> None:
    with DrawnLetters(tmp_path) as drawn_letters, pytest.raises(KeyError):
        drawn_letters.drawn("2026-00001")
