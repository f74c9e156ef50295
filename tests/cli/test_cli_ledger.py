"""Messages about a ledger that is damaged, missing, locked or of another program."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from tests.cli.offices import ON, office
from tests.forked import begun, ended

from pastdue.ledger import Lock

WITH_LEDGER = (["run", "invoices.csv"], ["plan", "invoices.csv"], ["explain", "invoices.csv", "A-1"], ["history"],
               ["ledger", "check"], ["waive", "A-1", "--why", "x"], ["void", "--run", "x", "--why", "x"])  # fmt: skip


@pytest.mark.parametrize("content", [b"", b"garbage" * 100, b"SQLite format 3\x00" + bytes(200), bytes(8192)])
def test_a_ledger_that_is_none_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    shop = office(tmp_path)
    (tmp_path / "pastdue.ledger").write_bytes(content)
    for command in WITH_LEDGER:
        said = shop.says(*command, "--as-of", ON)
        assert (said.code, said.out) == (7, ""), command
        assert "pastdue: pastdue.ledger: " in said.err and "\n  " in said.err
    assert (tmp_path / "pastdue.ledger").read_bytes() == content
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("kept", [0.02, 0.5, 0.999])
def test_a_truncated_ledger_is_refused_with_advice_and_left_alone(tmp_path: Path, kept: float) -> None:
    shop = office(tmp_path)
    shop.runs()
    path = tmp_path / "pastdue.ledger"
    content = path.read_bytes()[: int(len(path.read_bytes()) * kept)]
    path.write_bytes(content)
    for command in WITH_LEDGER:
        said = shop.says(*command, "--as-of", ON)
        assert said.code == 7 and "damaged" in said.err and "put back a backup" in said.err, command
    assert path.read_bytes() == content


def test_a_ledger_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    shop = office(tmp_path)
    shop.runs()
    with sqlite3.connect(tmp_path / "pastdue.ledger") as raw:
        raw.execute("PRAGMA user_version = 99")
    for command in (["run", "invoices.csv"], ["plan", "invoices.csv"], ["history"]):
        said = shop.says(*command, "--as-of", ON)
        assert said.code == 7 and "of a newer pastdue" in said.err


def test_a_folder_in_place_of_the_ledger_is_refused(tmp_path: Path) -> None:
    shop = office(tmp_path)
    (tmp_path / "pastdue.ledger").mkdir()
    for command in (["run", "invoices.csv"], ["plan", "invoices.csv"]):
        assert shop.says(*command, "--as-of", ON).code == 7


def test_a_lost_ledger_is_never_made_anew_while_its_letters_are_there(tmp_path: Path) -> None:
    shop = office(tmp_path)
    shop.runs()
    (tmp_path / "pastdue.ledger").unlink()
    before = shop.files()
    commands = (["run", "invoices.csv"], ["run", "invoices.csv", "--out", "elsewhere"], ["plan", "invoices.csv"],
                ["waive", "A-1", "--why", "x"], ["history"])  # fmt: skip
    for command in commands:
        said = shop.says(*command, "--as-of", ON)
        assert said.code == 7, command
        assert f"the ledger is missing, but {tmp_path}/out/{ON}/run.json was left by an earlier run" in said.err
        assert "put the ledger back from a backup" in said.err
    (tmp_path / "pastdue.toml").unlink()
    assert shop.says("init").code == 7
    assert shop.files() == before - {"pastdue.toml"}


def test_before_the_first_run_reports_work_and_make_no_ledger(tmp_path: Path) -> None:
    shop = office(tmp_path)
    for command in (["plan", "invoices.csv"], ["aging", "invoices.csv"], ["explain", "invoices.csv", "A-1"],
                    ["check", "invoices.csv"], ["history"], ["days", "2026-10-01", "2026-10-30"]):  # fmt: skip
        assert shop.says(*command, "--as-of", ON).code == 0, command
    assert shop.files() == {"invoices.csv", "pastdue.toml"}
    assert "there is no ledger yet" in shop.says("history").err
    said = shop.says("ledger", "check")
    assert said.code == 7 and "there is no ledger" in said.err


@pytest.mark.slow
def test_a_second_run_while_one_is_at_work_is_exit_5_and_names_it(tmp_path: Path) -> None:
    shop = office(tmp_path)
    with Lock(tmp_path / "pastdue.ledger"):
        commands = (["run", "invoices.csv"], ["waive", "A-1", "--why", "x"], ["plan", "invoices.csv"])
        *writing, planned = (shop.forked(*command, "--as-of", ON) for command in commands)
        for said in writing:
            assert (said.code, said.out) == (5, "")
            assert "another run is at work: process " in said.err and "wait for it to end" in said.err
        assert planned.code == 0
    assert shop.runs().code == 0


@pytest.mark.slow
def test_of_three_runs_at_once_exactly_one_sends(tmp_path: Path) -> None:
    shop = office(tmp_path, *({} for _ in range(40)))
    with Path(os.devnull).open("r+b") as nowhere:
        streams = (nowhere.fileno(),) * 3
        runs = [begun(tmp_path, "run", "invoices.csv", "--as-of", ON, streams=streams) for _ in range(3)]
        assert {ended(run) for run in runs} <= {0, 5}
    assert len([name for name in shop.files() if "/letters/" in name]) == 40
    assert shop.says("ledger", "check").code == 0


def test_a_backup_is_made_once_and_never_over_a_file(tmp_path: Path) -> None:
    shop = office(tmp_path)
    shop.runs()
    assert shop.says("ledger", "backup", "copy.ledger").out == "wrote copy.ledger\n"
    again = shop.says("ledger", "backup", "copy.ledger")
    assert again.code == 6 and "copy.ledger: already exists" in again.err
    assert shop.says("ledger", "backup", "none/copy.ledger").code == 6


def test_nobody_voids_or_waives_without_a_reason(tmp_path: Path) -> None:
    shop = office(tmp_path)
    shop.runs()
    for command in (["void", "--run", f"{ON}-1"], ["waive", "A-1"]):
        for why in ([], ["--why", " "]):
            assert shop.says(*command, *why).code == 2
