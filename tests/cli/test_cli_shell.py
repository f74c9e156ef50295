"""The command in a shell: signals, closed streams, odd encodings, time zones, paths, no terminal."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import pytest
from tests.cli.offices import ON, SETTINGS, Office, office
from tests.command import PROGRAM, SRC, pastdue
from tests.forked import CLOSED, begun, ended, forked, pipe

from pastdue.ledger import Ledger
from pastdue.run.outbox import Outbox

SAMPLES = Path(__file__).parents[2] / "samples"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals, shells and descriptors of POSIX")


def in_shell(shop: Office, line: str, *arguments: str) -> tuple[int, str, str]:
    """The answer of a shell to `line`, in which "$@" is the command with `arguments`, started anew."""
    environment = os.environ | {"PYTHONPATH": str(SRC)}
    done = subprocess.run(
        ["sh", "-c", line, "sh", *PROGRAM, *arguments], cwd=shop.folder, env=environment, capture_output=True,
        timeout=120,
    )  # fmt: skip
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def with_streams(shop: Office, streams: Sequence[int | None], *arguments: str) -> tuple[int, str, str]:
    """Exit code, results and messages of the command; a stream that is None here is kept, the others are as given."""
    with Path(os.devnull).open() as nothing, TemporaryFile() as out, TemporaryFile() as err:
        own = (nothing.fileno(), out.fileno(), err.fileno())
        given = [fd if stream is None else stream for fd, stream in zip(own, streams, strict=True)]
        code = ended(begun(shop.folder, *arguments, streams=(given[0], given[1], given[2])))
        said = []
        for file in (out, err):
            file.seek(0)
            said.append(file.read().decode())
    return code, said[0], said[1]


@pytest.fixture
def firm(tmp_path: Path) -> Office:
    """The samples' firm, with names in four alphabets."""
    shutil.copy(SAMPLES / "pastdue.toml", tmp_path)
    shutil.copy(SAMPLES / "invoices-2026-10.csv", tmp_path / "invoices.csv")
    return Office(tmp_path)


def interrupts_itself(number: int, after: int) -> None:
    """From now on this process sends itself the signal once it has laid `after` files aside."""
    lay_aside, laid = Outbox.lay_aside, count(1)

    def laying(outbox: Outbox, *args: Any, **more: Any) -> Any:
        file = lay_aside(outbox, *args, **more)
        if next(laid) == after:
            os.kill(os.getpid(), number)
        return file

    Outbox.lay_aside = laying  # type: ignore[method-assign, assignment]


@pytest.mark.slow
@POSIX
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_an_interrupted_run_tidies_up_says_so_and_ends_with_130(tmp_path: Path, name: str) -> None:
    shop = office(tmp_path, *({} for _ in range(12)))
    before = partial(interrupts_itself, getattr(signal, name), 6)
    done = shop.forked("run", "invoices.csv", "--as-of", ON, before=before)
    assert (done.code, done.out) == (130, "")
    assert done.err.lstrip().startswith("pastdue: interrupted\n  run it again: ") and "Traceback" not in done.err
    assert list((tmp_path / "out").iterdir()) == []
    assert shop.runs().code == 0
    assert len(list((tmp_path / "out" / ON / "letters").iterdir())) == 12
    assert shop.says("ledger", "check").code == 0


@pytest.mark.slow
@POSIX
@pytest.mark.parametrize("report", [["plan", "invoices.csv"], ["aging", "invoices.csv", "--format", "csv"], ["--help"]])
def test_a_reader_that_goes_away_is_no_failure(firm: Office, report: Sequence[str]) -> None:
    day = [] if report == ["--help"] else ["--as-of", ON]
    with pipe() as (reading, writing):
        reading.close()
        code, _, err = with_streams(firm, (None, writing.fileno(), None), *report, *day)
    assert code in (0, 3) and "Traceback" not in err, err


@pytest.mark.slow
@POSIX
def test_closed_streams_change_nothing_of_the_deed(tmp_path: Path) -> None:
    shop = office(tmp_path)
    assert with_streams(shop, (CLOSED, CLOSED, CLOSED), "run", "invoices.csv", "--as-of", ON) == (0, "", "")
    assert len(list((tmp_path / "out" / ON / "letters").iterdir())) == 1
    assert in_shell(shop, '"$@" <&- >&- 2>&-', "ledger", "backup", "copy.ledger") == (0, "", "")
    for ledger in ("pastdue.ledger", "copy.ledger"):
        (tmp_path / ledger).replace(tmp_path / "pastdue.ledger")
        assert shop.says("ledger", "check").code == 0 and len(shop.says("history", "--format", "csv").rows) == 1
    for streams in ((None, CLOSED, None), (None, None, CLOSED), (CLOSED, None, None), (None, CLOSED, CLOSED)):
        code, _, err = with_streams(shop, streams, "aging", "invoices.csv", "--as-of", ON)
        assert code == 0 and "Traceback" not in err, streams


@pytest.mark.slow
@POSIX
def test_a_message_for_a_closed_stderr_never_lands_among_the_results(tmp_path: Path) -> None:
    assert with_streams(office(tmp_path), (None, None, CLOSED), "plan", "nowhere.csv") == (2, "", "")


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_results_that_cannot_be_written_are_exit_6(tmp_path: Path) -> None:
    shop = office(tmp_path)
    with Path("/dev/full").open("wb") as full:
        for command in (["aging", "invoices.csv"], ["days", "2026-10-01", "2026-10-30"], ["history"], ["--help"]):
            code, _, err = with_streams(shop, (None, full.fileno(), None), *command)
            assert code == 6 and "the disk is full" in err and "Traceback" not in err
        code, out, _ = with_streams(shop, (None, None, full.fileno()), "plan", "nowhere.csv")
    assert (code, out) == (2, "")


LOCALES = (
    {"LC_ALL": "C"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "POSIX", "PYTHONUTF8": "0"},
    {"PYTHONIOENCODING": "cp1252"},
    {"PYTHONIOENCODING": "ascii:strict"},
)


def begins_with(environment: dict[str, str]) -> tuple[str, str]:
    """The encodings of files and their names, and that of the streams, with which Python starts in the environment."""
    asked = """if True:
        import codecs, locale, sys
        print(*(codecs.lookup(of()).name for of in (sys.getfilesystemencoding, locale.getpreferredencoding)))
        print(sys.stdout.encoding, sys.stdout.errors, sep=":")
    """
    whole = os.environ | environment
    said = subprocess.run([sys.executable, "-S", "-c", asked], env=whole, capture_output=True, text=True, check=True)
    files, streams = said.stdout.splitlines()
    return files, streams


@pytest.mark.slow
def test_names_come_out_whole_under_any_locale(firm: Office) -> None:
    """Where files are read as here, the streams alone are others, and a fork is given them. Of two environments in
    which Python starts alike one is tried."""
    (here, _), kinds = begins_with({}), {begins_with(environment): environment for environment in LOCALES}
    assert len(kinds) > 2 and sum(files == here for files, _ in kinds) > 1
    agings = [["aging", "invoices.csv", "--as-of", ON, "--format", form] for form in ("table", "csv", "json")]
    for number, ((files, streams), environment) in enumerate(kinds.items()):
        commands = [*agings, ["run", "invoices.csv", "--as-of", ON, "--config", f"{number}/pastdue.toml"]]
        (firm.folder / f"{number}").mkdir()
        shutil.copy(firm.folder / "pastdue.toml", firm.folder / f"{number}")
        if files == here:
            said = [firm.forked(*words, env=environment | {"PYTHONIOENCODING": streams}) for words in commands]
        else:
            said = firm.started(*commands, env=environment)
        for aging in said[:3]:
            assert aging.code == 0
            assert "Αφοί Παπαδόπουλοι" in aging.out and "Zakład Introligatorski Jędrzej Gęś" in aging.out
        assert said[3].code == 3 and "Studio Nowak" in said[3].out
        assert any("Gęś" in letter["customer"] for letter in firm.run_json(f"{number}/out/{ON}/run.json")["letters"])


@pytest.mark.slow
@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}, {"FORCE_COLOR": "1"}])
def test_no_colour_and_no_control_character_leaves_the_program(firm: Office, environment: dict[str, str]) -> None:
    commands = (["plan", "invoices.csv"], ["aging", "invoices.csv"], ["plan", "nowhere.csv"], ["run", "--help"])
    for command in commands:
        said = pastdue(firm.folder, *command, environment=os.environ | environment)
        assert said.stdout + said.stderr
        assert all(c.isprintable() or c == "\n" for c in said.stdout + said.stderr)


@pytest.mark.slow
def test_the_day_of_a_report_is_the_local_one_and_as_of_needs_no_clock(tmp_path: Path) -> None:
    shop = office(tmp_path)
    zones = {"Pacific/Kiritimati": 14, "Etc/GMT+12": -12}
    found = {}
    for zone, hours in zones.items():
        before = (datetime.now(UTC) + timedelta(hours=hours)).date()
        plan = ["plan", "invoices.csv", "--format", "json"]
        env = {"TZ": zone, "PASTDUE_TODAY": ""}
        today, said = (shop.forked(*plan, *day, env=env) for day in ([], ["--as-of", ON]))
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
    said = here.forked("run", f"{home.name}/faktury – paź.csv", "--config", f"{home.name}/pastdue.toml", "--as-of", ON)
    assert said.code == 0 and f"{home.name}/out/{ON}/print/letters.pdf" in said.out
    assert (home / "pastdue.ledger").is_file() and len(shop.run_json()["letters"]) == 1
    assert [path.name for path in tmp_path.iterdir()] == [home.name]
    again = here.forked(
        "run", str(home / "faktury – paź.csv"), "--config", str(home / "pastdue.toml"), "--as-of", ON, "--out", "nowy ö"
    )
    assert again.code == 0 and "nothing new: 1 notice of 2026-10-30 went out already" in again.out


@pytest.mark.slow
@POSIX
def test_invoices_may_come_through_a_pipe(tmp_path: Path) -> None:
    shop = office(tmp_path)
    done = forked(tmp_path, "run", "/dev/stdin", "--as-of", ON, typed=(tmp_path / "invoices.csv").read_bytes())
    assert done.returncode == 0, done.stderr
    os.mkfifo(tmp_path / "pipe.csv")
    feeder = subprocess.Popen(["sh", "-c", "cat invoices.csv > pipe.csv"], cwd=tmp_path)
    said = shop.forked("run", "pipe.csv", "--as-of", ON)
    assert (said.code, feeder.wait(60)) == (0, 0), said.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["plan", "nowhere.csv"], "'nowhere.csv' does not exist"),
        (["plan", "."], "'.' is a directory"),
        (["plan"], "Missing argument 'FILE...'"),
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


def interrupts_while_closing(during: int, closing: int) -> None:
    """From now on a command gets the first signal while it reads the ledger, the second twice while it closes it."""
    notices, close = Ledger.notices, Ledger.close

    def interrupted(ledger: Ledger, **of: Any) -> Any:
        os.kill(os.getpid(), during)
        return notices(ledger, **of)

    def closed(ledger: Ledger) -> None:
        os.kill(os.getpid(), closing)
        close(ledger)
        os.kill(os.getpid(), closing)

    Ledger.notices, Ledger.close = interrupted, closed  # type: ignore[assignment, method-assign]


@POSIX
@pytest.mark.parametrize("signals", ["SIGINT,SIGINT", "SIGHUP,SIGINT", "SIGINT,SIGHUP", "SIGTERM,SIGTERM"])
def test_a_command_interrupted_again_while_it_closes_ends_as_one_interrupted_once(firm: Office, signals: str) -> None:
    during, closing = (getattr(signal, name) for name in signals.split(","))
    done = firm.forked("history", before=partial(interrupts_while_closing, during, closing))
    assert done.code == 130 and "pastdue: interrupted" in done.err and "Traceback" not in done.err


def ignored_and_sent() -> None:
    """The caller ignores SIGHUP, and sends it all the same."""
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    interrupts_while_closing(signal.SIGHUP, signal.SIGHUP)


@POSIX
def test_a_signal_the_caller_ignores_interrupts_nothing(firm: Office) -> None:
    done = firm.forked("history", before=ignored_and_sent)
    assert done.code == 0 and "interrupted" not in done.err and done.out
