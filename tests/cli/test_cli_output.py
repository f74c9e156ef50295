"""Messages and files left when the output cannot be written or the ledger cannot be used."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest
from tests.cli.offices import ON, SETTINGS, Office, Said, office
from tests.mounts import Mount, can_mount, mount_here

from pastdue.ledger import Access, Ledger, RunState

WITHOUT_A_RUN = {"invoices.csv", "pastdue.toml"}
REPORTS = (["plan", "invoices.csv"], ["aging", "invoices.csv"], ["explain", "invoices.csv", "A-1"], ["history"],
           ["check", "invoices.csv"])  # fmt: skip


def letters(shop: Office) -> list[str]:
    return sorted(name for name in shop.files() if "/letters/" in name)


def no_file_above(limit: int) -> None:
    """From now on this process can make no file larger than `limit` bytes."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))


@pytest.mark.parametrize("place", ["out", f"out/{ON}", f"out/{ON}/letters", f"out/{ON}/print"])
def test_a_file_where_a_folder_is_needed_is_said_and_nothing_is_recorded(tmp_path: Path, place: str) -> None:
    shop = office(tmp_path)
    (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / place).write_text("mine")
    said = shop.runs()
    assert (said.code, said.out) == (6, "")
    assert (
        f"{tmp_path / place}: is a file where a folder is needed\n  move it away, or choose another --out" in said.err
    )
    assert (tmp_path / place).read_text() == "mine" and letters(shop) == []
    with Ledger.open(tmp_path / "pastdue.ledger", Access.READ) as ledger:
        assert [run.state for run in ledger.runs()] == [RunState.ABANDONED] and ledger.notices() == ()
    (tmp_path / place).unlink()
    assert shop.runs().code == 0 and len(letters(shop)) == 1


def test_an_output_that_can_never_be_is_said_before_any_letter(tmp_path: Path) -> None:
    shop = office(tmp_path)
    for out in ("/dev/null", "/dev/null/x"):
        said = shop.runs("invoices.csv", "--out", out)
        assert said.code == 6 and "/dev/null: is a file where a folder is needed" in said.err


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="limits are POSIX")
@pytest.mark.parametrize("limit", [0, 4_096, 60_000])
def test_a_disk_that_takes_only_so_much_is_exit_6_and_the_next_run_completes(tmp_path: Path, limit: int) -> None:
    shop = office(tmp_path, {}, {})
    said = shop.forked("run", "invoices.csv", "--as-of", ON, before=partial(no_file_above, limit))
    assert (said.code, said.out) == (6, "") and "disk" in said.err and "Traceback" not in said.err
    assert letters(shop) == []
    assert shop.runs().code == 0 and len(letters(shop)) == 2
    assert not [name for name in shop.files() if "/.pastdue-" in name]


@pytest.mark.skipif(sys.platform == "win32", reason="limits are POSIX")
def test_a_report_for_which_there_is_no_room_says_to_make_room_and_is_not_there_in_part(tmp_path: Path) -> None:
    shop = office(tmp_path, {})
    said = shop.forked("aging", "invoices.csv", "--as-of", ON, "--pdf", "a.pdf", before=partial(no_file_above, 4_096))
    assert said.code == 6 and "a.pdf: the disk is full\n  make room" in said.err
    assert not list(tmp_path.glob("*a.pdf*"))


def mounted(shop: Office, mounts: Sequence[Mount], *commands: Sequence[str]) -> list[Said]:
    """The answer of each of the commands to which the disk is as `mounts` say, and to nobody else."""
    if not can_mount():
        pytest.skip("nothing can be mounted here")
    return [shop.forked(*command, before=partial(mount_here, mounts)) for command in commands]


def read_only(path: Path) -> list[Mount]:
    return [("--bind", str(path), str(path)), ("-o", "remount,ro,bind", str(path))]


@pytest.mark.slow
def test_a_full_disk_is_exit_6_and_says_to_make_room(tmp_path: Path) -> None:
    shop = office(tmp_path, *({} for _ in range(12)))
    (tmp_path / "small").mkdir()
    mount = ("-t", "tmpfs", "-o", "size=120k", "tmpfs", str(tmp_path / "small"))
    (done,) = mounted(shop, [mount], ["run", "invoices.csv", "--as-of", ON, "--out", "small"])
    assert (done.code, done.out) == (6, "")
    assert "the disk is full\n  make room and run again: nothing is sent twice" in done.err
    assert shop.runs().code == 0 and len(letters(shop)) == 12


@pytest.mark.slow
def test_a_read_only_output_is_exit_6_before_any_letter(tmp_path: Path) -> None:
    shop = office(tmp_path)
    (tmp_path / "out").mkdir()
    (done,) = mounted(shop, read_only(tmp_path / "out"), ["run", "invoices.csv", "--as-of", ON])
    assert (done.code, done.out) == (6, "") and "Read-only file system" in done.err
    assert letters(shop) == []


@pytest.mark.slow
def test_in_a_read_only_folder_a_run_is_refused_and_reports_still_work(tmp_path: Path) -> None:
    shop = office(tmp_path)
    assert shop.runs().code == 0
    run, preview = ["run", "invoices.csv"], ["preview", "invoices.csv", "A-1", "--stage", "reminder"]
    refused, told, *done = mounted(
        shop, read_only(tmp_path), *([*command, "--as-of", ON] for command in (run, preview, *REPORTS))
    )
    assert refused.code == 6 and "must exist and be writable" in refused.err
    assert told.code == 6 and "preview-A-1.pdf: cannot be written: Read-only" in told.err
    for report in done:
        assert report.code == 0 and report.out, report


@pytest.mark.slow
def test_a_read_only_ledger_is_exit_6_and_is_still_read(tmp_path: Path) -> None:
    shop = office(tmp_path)
    shop.runs()
    ledger = tmp_path / "pastdue.ledger"
    refused, history = mounted(shop, read_only(ledger), ["run", "invoices.csv", "--as-of", "2026-11-30"], ["history"])
    assert refused.code == 6 and "the ledger is read-only" in refused.err
    assert history.code == 0


def test_a_ledger_in_a_folder_that_is_not_there_is_exit_6_before_any_letter(tmp_path: Path) -> None:
    shop = office(tmp_path, settings=SETTINGS + '[ledger]\nfile = "none/pastdue.ledger"\n')
    said = shop.runs()
    assert said.code == 6 and "the folder of the ledger must exist" in said.err
    assert shop.files() == WITHOUT_A_RUN


def test_no_command_writes_over_a_file_that_the_user_names(tmp_path: Path) -> None:
    shop = office(tmp_path)
    before = (tmp_path / "invoices.csv").read_bytes()
    commands = (["preview", "invoices.csv", "A-1", "--to"], ["aging", "invoices.csv", "--pdf"], ["calibrate", "--to"],
                ["plan", "invoices.csv", "--proof"], ["check", "invoices.csv", "--fix-template"])  # fmt: skip
    for command in commands:
        said = shop.says(*command, "invoices.csv", "--as-of", ON)
        assert said.code == 6 and "invoices.csv: is already there" in said.err, command
        assert (tmp_path / "invoices.csv").read_bytes() == before
    for _ in range(2):
        assert shop.says("preview", "invoices.csv", "A-1", "--as-of", ON).out == "preview-A-1.pdf\n"
    for stage in ("final_demand", "final-demand"):
        assert shop.says("preview", "invoices.csv", "A-1", "--as-of", ON, "--stage", stage).code == 0, stage
        assert shop.says("calibrate").out == "calibrate-din-b.pdf\n"


def test_a_preview_into_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    said = office(tmp_path).says("preview", "invoices.csv", "A-1", "--as-of", ON, "--to", "none/a.pdf")
    assert said.code == 6
    assert said.err.splitlines()[-2:] == [
        "pastdue: none/a.pdf: cannot be written: No such file or directory",
        "  check that its folder is there, may be written and has room",
    ]


def test_a_run_says_what_it_asks_for_and_the_account_it_is_to_be_paid_into(tmp_path: Path) -> None:
    said = office(tmp_path, {}).runs()
    assert "asked     100.00 EUR, to be paid into DE89 3704 0044 0532 0130 00\n" in said.out
