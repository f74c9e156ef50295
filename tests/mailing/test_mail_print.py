"""`pastdue print`: what `lp` is told, and what is said where nothing can be printed. The printer is a script."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from tests.command import pastdue
from tests.mailing.mail_firm import LETTERS, ON, export, pack, run

from pastdue.ledger import Ledger
from pastdue.mailing.printing import PrintJob, command, paper_size
from pastdue.model.errors import OutputError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="CUPS is not on Windows")

RUN = f"{ON}-1"
OPTIONS = (
    "-o media=A4 -o sides=two-sided-long-edge -o print-scaling=none -o nofit-to-page -o number-up=1 -o job-sheets=none"
)

LP = """#!/bin/sh
printf '%s\\n' "$*" >> "{log}"
case "$*" in *{refused}*) echo "lp: Error - no" >&2; exit 1;; esac
echo "request id is OFFICE-1 (1 file(s))"
"""

LPSTAT = """#!/bin/sh
test "$LC_ALL" = C || exit 9
case "$1" in
  -e) printf '{printers}' ;;
  -d) echo '{default}' ;;
esac
"""


@pytest.fixture
def firm(run_firm: Path, tmp_path: Path) -> Path:
    """A copy of that firm for one test."""
    return shutil.copytree(run_firm, tmp_path / "firm")


def office(
    tmp_path: Path, printers: str = "OFFICE\\nBACK\\n", default: str = "system default destination: OFFICE",
    refused: str = "NOTHING",
) -> dict[str, str]:  # fmt: skip
    """An environment in which `lp` and `lpstat` are scripts, and nothing else of CUPS is there."""
    tools = tmp_path / "tools"
    tools.mkdir(exist_ok=True)
    for name, text in (
        ("lp", LP.format(log=tmp_path / "lp.log", refused=refused)),
        ("lpstat", LPSTAT.format(printers=printers, default=default)),
    ):
        (tools / name).write_text(text)
        (tools / name).chmod(0o755)
    (tools / "sh").unlink(missing_ok=True)
    (tools / "sh").symlink_to(shutil.which("sh") or "/bin/sh")
    return {**os.environ, "PATH": str(tools), "LC_ALL": "pl_PL.UTF-8"}


def told(tmp_path: Path) -> list[str]:
    log = tmp_path / "lp.log"
    return log.read_text().splitlines() if log.exists() else []


def test_each_print_file_of_a_run_is_one_job_at_actual_size_on_both_sides(firm: Path, tmp_path: Path) -> None:
    done = pastdue(firm, "print", RUN, "--as-of", ON.isoformat(), environment=office(tmp_path))
    assert done.returncode == 0, done.stderr
    home, abroad = (pack(firm) / f"letters-standard-{where}.pdf" for where in ("home", "abroad"))
    assert told(tmp_path) == [
        f"-d OFFICE -n 1 -t Letters 1 of 2 {OPTIONS} -- {home}",
        f"-d OFFICE -n 1 -t Letters 2 of 2 {OPTIONS} -- {abroad}",
    ]
    assert done.stderr == "printer: OFFICE\n"
    assert done.stdout.splitlines()[0] == f"queued {home} on OFFICE: request id is OFFICE-1 (1 file(s))"


def test_macos_prints_through_its_own_cups(firm: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    done = pastdue(firm, "print", RUN, environment=office(tmp_path))
    assert done.returncode == 0, done.stderr
    assert len(told(tmp_path)) == 2


def test_the_printer_may_be_named_and_a_wrong_name_lists_the_right_ones(firm: Path, tmp_path: Path) -> None:
    assert pastdue(firm, "print", RUN, "--printer", "BACK", environment=office(tmp_path)).returncode == 0
    assert [line.split()[1] for line in told(tmp_path)] == ["BACK", "BACK"]
    done = pastdue(firm, "print", RUN, "--printer", "FRONT", environment=office(tmp_path))
    assert done.returncode == 6 and "known: OFFICE, BACK" in done.stderr
    assert len(told(tmp_path)) == 2


def test_a_dry_run_shows_the_commands_and_needs_no_printer(firm: Path, tmp_path: Path) -> None:
    done = pastdue(firm, "print", RUN, "--dry-run", environment={**os.environ, "PATH": str(tmp_path)})
    assert done.returncode == 0
    assert done.stdout.splitlines()[0].startswith(f"lp -n 1 -t 'Letters 1 of 2' {OPTIONS} -- ")
    assert told(tmp_path) == []


def test_letters_made_for_one_side_are_printed_on_one_side_whatever_the_settings_say_now(
    firm: Path, tmp_path: Path
) -> None:
    other = tmp_path / "single"
    other.mkdir()
    settings = (firm / "pastdue.toml").read_text()
    run(other, settings + "[letters]\nduplex = false\n")
    (other / "pastdue.toml").write_text(settings)
    assert pastdue(other, "print", RUN, environment=office(tmp_path)).returncode == 0
    assert ["sides=one-sided" in line for line in told(tmp_path)] == [True, True]


def test_without_cups_it_says_which_file_to_open_and_how_to_print_it(firm: Path, tmp_path: Path) -> None:
    done = pastdue(firm, "print", RUN, environment={**os.environ, "PATH": str(tmp_path)})
    assert done.returncode == 6
    assert "there is no `lp` here" in done.stderr
    assert f"open letters-standard-home.pdf, letters-standard-abroad.pdf in {pack(firm)}" in done.stderr
    assert "actual size (100 %), both sides" in done.stderr


@pytest.mark.parametrize(
    ("printers", "default", "said"),
    [("", "no system default destination", "CUPS knows no printer"),
     ("OFFICE\\n", "no system default destination", "name one with --printer: OFFICE")],
)  # fmt: skip
def test_without_a_printer_nothing_is_queued(
    firm: Path, tmp_path: Path, printers: str, default: str, said: str
) -> None:
    done = pastdue(firm, "print", RUN, environment=office(tmp_path, printers, default))
    assert done.returncode == 6 and said in done.stderr
    assert told(tmp_path) == []


def test_a_job_that_is_refused_ends_it_and_what_was_queued_is_named(firm: Path, tmp_path: Path) -> None:
    done = pastdue(firm, "print", RUN, environment=office(tmp_path, refused="abroad"))
    assert done.returncode == 6
    assert "letters-standard-abroad.pdf: lp refuses it: lp: Error - no" in done.stderr
    assert "queued before it: request id is OFFICE-1" in done.stderr


def test_a_print_file_that_was_altered_is_not_printed(firm: Path, tmp_path: Path) -> None:
    path = pack(firm) / "letters-standard-home.pdf"
    path.write_bytes(path.read_bytes() + b"\n")
    done = pastdue(firm, "print", RUN, environment=office(tmp_path))
    assert done.returncode == 6 and "is gone or altered" in done.stderr
    assert told(tmp_path) == []


def test_an_unknown_or_voided_run_is_not_printed_and_voided_letters_are_named(firm: Path, tmp_path: Path) -> None:
    tools = office(tmp_path)
    assert pastdue(firm, "print", "2026-11-23-9", environment=tools).returncode == 7
    with Ledger.open(firm / "pastdue.ledger") as ledger:
        ledger.void_letter("2026-00002", ON, "they paid")
    done = pastdue(firm, "print", RUN, environment=tools)
    assert done.returncode == 0 and "do not post them: 2026-00002" in done.stderr
    with Ledger.open(firm / "pastdue.ledger") as ledger:
        ledger.void_run(RUN, ON, "a mistake")
    done = pastdue(firm, "print", RUN, environment=tools)
    assert done.returncode == 7 and "is voided: not printed" in done.stderr
    assert len(told(tmp_path)) == 2


def test_a_folder_is_printed_without_its_ledger_but_not_two_runs_at_once(firm: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    shutil.copytree(pack(firm).parent, tmp_path / "elsewhere" / "day")
    done = pastdue(tmp_path / "elsewhere", "print", "day", environment=office(tmp_path))
    assert done.returncode == 0, done.stderr
    assert len(told(tmp_path)) == 2
    run(firm, invoices=export((*LETTERS, ("A-9", "C9", "Neu GmbH", "Weg 9", "10115", "Berlin", "DE"))))
    done = pastdue(firm, "print", f"out/{ON}", environment=office(tmp_path))
    assert done.returncode == 6 and "holds 2 runs" in done.stderr
    assert pastdue(firm, "print", f"{ON}-2", environment=office(tmp_path)).returncode == 0
    assert told(tmp_path)[2:] == [f"-d OFFICE -n 1 -t Letters 1 of 1 {OPTIONS} -- {pack(firm) / 'letters-2.pdf'}"]


def test_a_folder_without_print_files_is_refused(firm: Path, tmp_path: Path) -> None:
    done = pastdue(firm, "print", ".", environment=office(tmp_path))
    assert done.returncode == 6 and "has nothing to print" in done.stderr


def test_paper_has_a_name_that_printers_know_or_is_refused() -> None:
    assert (paper_size(210.0, 297.0), paper_size(215.9, 279.4)) == ("A4", "Letter")
    with pytest.raises(OutputError, match="148 x 210 mm"):
        paper_size(148, 210)


def test_a_file_name_is_never_read_as_an_option() -> None:
    line = command(PrintJob(Path("-o"), "Letter", False), "", 1, 1)
    assert line[-2:] == ["--", "-o"] and "media=Letter" in line and "sides=one-sided" in line
