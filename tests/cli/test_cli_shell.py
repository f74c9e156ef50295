"""The command in a shell: signals, closed streams, odd encodings, time zones, paths, no terminal."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.cli.offices import COMMAND, ON, SETTINGS, Office, office
from tests.command import SRC

SAMPLES = Path(__file__).parents[2] / "samples"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals, shells and descriptors of POSIX")


def in_shell(shop: Office, line: str, *arguments: str) -> tuple[int, str, str]:
    """The answer of a shell to `line`, in which "$@" is the command with `arguments`."""
    environment = os.environ | {"PYTHONPATH": str(SRC)}
    done = subprocess.run(
        ["sh", "-c", line, "sh", *COMMAND, *arguments], cwd=shop.folder, env=environment, capture_output=True,
        timeout=120,
    )  # fmt: skip
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def firm(tmp_path: Path) -> Office:
    """The samples' firm, with names in four alphabets."""
    shutil.copy(SAMPLES / "pastdue.toml", tmp_path)
    shutil.copy(SAMPLES / "invoices-2026-10.csv", tmp_path / "invoices.csv")
    return Office(tmp_path)


def interrupted(shop: Office, number: int) -> subprocess.CompletedProcess[str]:
    """A run that gets a signal once it has begun to lay letters aside."""
    command = [*COMMAND, "run", "invoices.csv", "--as-of", ON]
    environment = os.environ | {"PYTHONPATH": str(SRC)}
    pipe = subprocess.PIPE
    # A shell that starts the tests in the background makes them ignore SIGINT, and their children inherit that.
    run = subprocess.Popen(
        command, cwd=shop.folder, env=environment, stdout=pipe, stderr=pipe, text=True,
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),
    )  # fmt: skip
    while run.poll() is None and not any(shop.folder.glob("out/.pastdue-*/letters/*.pdf")):
        time.sleep(0.005)
    run.send_signal(number)
    out, err = run.communicate(timeout=60)
    return subprocess.CompletedProcess(command, run.returncode, out, err)


@pytest.mark.slow
@POSIX
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_an_interrupted_run_tidies_up_says_so_and_ends_with_130(tmp_path: Path, name: str) -> None:
    shop = office(tmp_path, *({} for _ in range(400)))
    done = interrupted(shop, getattr(signal, name))
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr.lstrip().startswith("pastdue: interrupted\n  run it again: ") and "Traceback" not in done.stderr
    assert list((tmp_path / "out").iterdir()) == []
    assert shop.runs().code == 0
    assert len(list((tmp_path / "out" / ON / "letters").iterdir())) == 400
    assert shop.says("ledger", "check").code == 0


@pytest.mark.slow
@POSIX
@pytest.mark.parametrize("report", [["plan", "invoices.csv"], ["aging", "invoices.csv", "--format", "csv"], ["--help"]])
def test_a_reader_that_goes_away_is_no_failure(firm: Office, report: Sequence[str]) -> None:
    line = '{ "$@"; echo "exit $?" >&2; } | head -c 1'
    _, _, err = in_shell(firm, line, *report, *([] if report == ["--help"] else ["--as-of", ON]))
    assert err.splitlines()[-1] in ("exit 0", "exit 3") and "Traceback" not in err


@pytest.mark.slow
@POSIX
def test_closed_streams_change_nothing_of_the_deed(tmp_path: Path) -> None:
    shop = office(tmp_path)
    assert in_shell(shop, '"$@" <&- >&- 2>&-', "run", "invoices.csv", "--as-of", ON) == (0, "", "")
    assert len(list((tmp_path / "out" / ON / "letters").iterdir())) == 1
    assert shop.says("ledger", "check").code == 0
    for streams in (">&-", "2>&-", "<&-", ">&- 2>&-"):
        code, _, err = in_shell(shop, f'"$@" {streams}', "aging", "invoices.csv", "--as-of", ON)
        assert code == 0 and "Traceback" not in err, streams


@pytest.mark.slow
@POSIX
def test_a_message_for_a_closed_stderr_never_lands_among_the_results(tmp_path: Path) -> None:
    assert in_shell(office(tmp_path), '"$@" 2>&-', "plan", "nowhere.csv") == (2, "", "")


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_results_that_cannot_be_written_are_exit_6(tmp_path: Path) -> None:
    shop = office(tmp_path)
    for command in (["aging", "invoices.csv"], ["days", "2026-10-01", "2026-10-30"], ["history"]):
        code, _, err = in_shell(shop, '"$@" > /dev/full', *command)
        assert code == 6 and "No space left" in err and "Traceback" not in err
    code, out, _ = in_shell(shop, '"$@" 2> /dev/full', "plan", "nowhere.csv")
    assert (code, out) == (2, "")


@pytest.mark.slow
@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "cp1252"},
        {"PYTHONIOENCODING": "ascii:strict"},
    ],
)
def test_names_come_out_whole_under_any_locale(firm: Office, environment: dict[str, str]) -> None:
    forms = [["aging", "invoices.csv", "--as-of", ON, "--format", form] for form in ("table", "csv", "json")]
    *agings, said = firm.shell_each(*forms, ["run", "invoices.csv", "--as-of", ON], env=environment)
    for aging in agings:
        assert aging.code == 0
        assert "Αφοί Παπαδόπουλοι" in aging.out and "Zakład Introligatorski Jędrzej Gęś" in aging.out
    assert said.code == 3 and "Studio Nowak" in said.out
    assert any("Gęś" in letter["customer"] for letter in firm.run_json()["letters"])


@pytest.mark.slow
@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}, {"FORCE_COLOR": "1"}])
def test_no_colour_and_no_control_character_leaves_the_program(firm: Office, environment: dict[str, str]) -> None:
    commands = (["plan", "invoices.csv"], ["aging", "invoices.csv"], ["plan", "nowhere.csv"], ["run", "--help"])
    for said in firm.shell_each(*commands, env=environment):
        assert said.out + said.err
        assert all(c.isprintable() or c == "\n" for c in said.out + said.err)


@pytest.mark.slow
def test_the_day_of_a_report_is_the_local_one_and_as_of_needs_no_clock(tmp_path: Path) -> None:
    shop = office(tmp_path)
    zones = {"Pacific/Kiritimati": 14, "Etc/GMT+12": -12}
    found = {}
    for zone, hours in zones.items():
        before = (datetime.now(UTC) + timedelta(hours=hours)).date()
        plan = ["plan", "invoices.csv", "--format", "json"]
        today, said = shop.shell_each(plan, [*plan, "--as-of", ON], env={"TZ": zone, "PASTDUE_TODAY": ""})
        after = (datetime.now(UTC) + timedelta(hours=hours)).date()
        assert date.fromisoformat(today.json["as_of"]) in (before, after)
        found[zone] = (said.code, said.out)
    assert len(set(found.values())) == 1


@pytest.mark.slow
def test_paths_with_spaces_and_letters_of_any_alphabet_are_fine(tmp_path: Path) -> None:
    home = tmp_path / "mój  dom ß"
    home.mkdir()
    shop = office(home)
    (home / "invoices.csv").rename(home / "faktury – paź.csv")
    here = Office(tmp_path)
    said = here.shell("run", f"{home.name}/faktury – paź.csv", "--config", f"{home.name}/pastdue.toml", "--as-of", ON)
    assert said.code == 0 and f"{home.name}/out/{ON}/print/letters.pdf" in said.out
    assert (home / "pastdue.ledger").is_file() and len(shop.run_json()["letters"]) == 1
    assert [path.name for path in tmp_path.iterdir()] == [home.name]
    again = here.shell(
        "run", str(home / "faktury – paź.csv"), "--config", str(home / "pastdue.toml"), "--as-of", ON, "--out", "nowy ö"
    )
    assert again.code == 0 and "nothing new: 1 notice of 2026-10-30 went out already" in again.out


@pytest.mark.slow
@POSIX
def test_invoices_may_come_through_a_pipe(tmp_path: Path) -> None:
    shop = office(tmp_path)
    code, _, err = in_shell(shop, 'cat invoices.csv | "$@"', "run", "/dev/stdin", "--as-of", ON)
    assert code == 0, err
    os.mkfifo(tmp_path / "pipe.csv")
    code, _, err = in_shell(shop, 'cat invoices.csv > pipe.csv & "$@"', "run", "pipe.csv", "--as-of", ON)
    assert code == 0, err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["plan", "nowhere.csv"], "'nowhere.csv' does not exist"),
        (["plan", "."], "'.' is a directory"),
        (["plan"], "Missing argument 'FILE'"),
        (["plan", "invoices.csv", "--asof", ON], "'--as-of'"),
        (["plan", "invoices.csv", "--as-of", "30.10.2026"], "write it as 2026-11-23"),
        (["plan", "invoices.csv", "--as-of", "2026-02-30"], "is not a date"),
        (["plan", "invoices.csv", "--as-of", "9999-12-31"], "days are counted from 1900 to 2099"),
        (["days", "0001-01-01", ON], "days are counted from 1900 to 2099"),
        (["days", ON, "2026-10-01"], "is before FROM"),
        (["deadline", ON, "soon"], "write it as 30 days, 5 business days"),
        (["deadline", ON, "31 days", "--final"], "must lie from 2026-11-06 to 2026-11-29"),
        (["deadline", ON, "4 business days", "--final"], "must lie from 2026-11-06 to 2026-11-29"),
        (["plan", "invoices.csv", "--config", "nowhere.toml"], "nowhere.toml: no such settings file"),
        (["plan", "invoices.csv", "--config", "."], ".: cannot be read: Is a directory"),
        (["plan", "invoices.csv", "--map", "due"], "is not FIELD=HEADER"),
        (["plan", "invoices.csv", "--map", "duee=Due"], "did you mean 'due'?"),
        (["aging", "invoices.csv", "--buckets", "30,x"], "is not a list of days"),
        (["aging", "invoices.csv", "--buckets", ""], "is not a list of days"),
        (["aging", "invoices.csv", "--buckets", "30,30"], "must end on rising days"),
        (["explain", "invoices.csv", "A-2"], "did you mean A-1?"),
        (["preview", "invoices.csv", "A-1", "--stage", "last"], "the ladder has no last"),
        (["calc", "--annual", "8", "--principal", "9" * 29, "--currency", "EUR", "--due", ON], "is too large"),
        (["frobnicate"], "No such command 'frobnicate'"),
        (["ledger", "frobnicate"], "No such command 'frobnicate'"),
    ],
)
def test_a_wrong_command_line_is_exit_2_and_says_what_is_right(tmp_path: Path, arguments: list[str], said: str) -> None:
    shop = office(tmp_path, settings=SETTINGS)
    found = shop.says(*arguments)
    assert (found.code, found.out) == (2, "") and said in found.err
    assert shop.files() == {"invoices.csv", "pastdue.toml"}


@pytest.mark.slow
def test_the_package_is_a_program_too(tmp_path: Path) -> None:
    called = [sys.executable, "-m", "pastdue", "--version"]
    done = subprocess.run(called, cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(SRC)}, capture_output=True)
    assert (done.returncode, done.stdout.split()[0]) == (0, b"pastdue,")


ENDING = """
import os, signal, sys
from pastdue.cli import main
from pastdue.ledger import Ledger

first, again = (getattr(signal, name) for name in sys.argv.pop().split(","))
notices, close = Ledger.notices, Ledger.close

def interrupted(ledger, **of):
    os.kill(os.getpid(), first)
    return notices(ledger, **of)

def closing(ledger):
    os.kill(os.getpid(), again)
    close(ledger)
    os.kill(os.getpid(), again)

Ledger.notices, Ledger.close = interrupted, closing
main()
"""


@POSIX
@pytest.mark.parametrize("signals", ["SIGINT,SIGINT", "SIGHUP,SIGINT", "SIGINT,SIGHUP", "SIGTERM,SIGTERM"])
def test_a_command_interrupted_again_while_it_closes_ends_as_one_interrupted_once(firm: Office, signals: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ENDING, "history", signals], cwd=firm.folder, capture_output=True, text=True,
        check=False, preexec_fn=lambda: [signal.signal(number, signal.SIG_DFL) for number in (1, 2, 15)],
    )  # fmt: skip
    assert done.returncode == 130 and "pastdue: interrupted" in done.stderr and "Traceback" not in done.stderr


@POSIX
def test_a_signal_the_caller_ignores_interrupts_nothing(firm: Office) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ENDING, "history", "SIGHUP,SIGHUP"], cwd=firm.folder, capture_output=True, text=True,
        check=False, preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN),
    )  # fmt: skip
    assert done.returncode == 0 and "interrupted" not in done.stderr and done.stdout
