"""Runs killed at every step or out of disk, then run again: the next one must end well.

The harness takes any program: a file with a function `run(folder)`, and if it likes a `prepare(folder)` that is
done unharmed. A step lies before and after every call that touches a disk (and in the middle of every write), and
before and after every statement given to SQLite. What SQLite does within a statement is its own to survive.
`DRIVER` runs the program once to its end, to learn at which steps the folder is not what it was one step before:
a kill at any other step leaves what the kill before it left. At each of those steps it copies the folder, which is
all that a kill leaves, and then runs the program again, unharmed, on every copy. For every eighth it first kills a run
in a fresh folder with SIGKILL, which must leave what was copied, and goes on from there. A run that is to be killed
while it puts right what a kill left is killed so each time.
"""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.mounts import can_mount

from pastdue.ledger import Ledger, Lock, RunState
from pastdue.model.errors import LockedError

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="SIGKILL and fork are POSIX"),
]

SRC = Path(__file__).parents[1] / "src"

PROGRAM = r"""
import json
import sys
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path

from pastdue.model.errors import PastdueError
from pastdue.ledger import Books, Ledger, LetterRecord, Lock, RunRecord, Seen, letter_number
from pastdue.run.outbox import Outbox, new_staging
from pastdue.run.recovery import recover, undertaking
from pastdue.model import (
    Block, BlockKind, Charge, ChargeKind, Invoice, Notice, Overdue, Party, Payment, Segment, Stage,
)
from pastdue.model.kept import Approval, HandedIn, KeptBlock, KeptContact, KeptPayment
from pastdue.model.countries import CalendarName
from pastdue.model.money import Money

ON, PAY_BY = date(2026, 11, 23), date(2026, 12, 3)
CUSTOMERS = {"ACME": ["A-1", "A-2"], "Bolt": ["B-1"], "Cork": ["C-1"]}
SIZE = 40_000
PAID = KeptPayment("A-1", "ACME", Payment(Money(Decimal("10.00"), "EUR"), ON), None, "paid.csv")
HELD = KeptBlock("C-1", False, Block(BlockKind.HOLD, None, "looked at"), "holds.csv")
CONTACT = KeptContact({"customer_id": "ACME", "email": "a@example.com"}, "contacts.csv")
HANDED_IN = HandedIn((PAID,), (HELD,), (CONTACT,))
AGREED = Approval("B-1", ON, "Bolt", date(2026, 9, 15), Money(Decimal("100.00"), "EUR"))


def pdf(content):
    return (content * (SIZE // len(content))).encode()


def notice(invoice, customer):
    total, fee = Money(Decimal("100.00"), "EUR"), Segment(Money(Decimal("40.00"), "EUR"))
    item = Invoice(invoice, Party(customer, customer), date(2026, 9, 1), date(2026, 9, 15), total)
    fee = Charge(ChargeKind.FEE, "flat", (fee,), "EUR")
    return Notice(Overdue(item, ON, item.due, 69, 49, CalendarName("PL")), Stage.REMINDER, PAY_BY, (fee,))


def letter(outbox, number, customer, invoices):
    notices = tuple(notice(i, customer) for i in invoices)
    content = json.dumps(f"letter {number} to {customer} for {', '.join(invoices)}") + "\n"
    laid = outbox.lay_aside(f"letters/{number}.pdf", pdf(content))
    total = sum((n.total for n in notices[1:]), notices[0].total)
    return laid, LetterRecord(
        number, customer, customer, Stage.REMINDER, "en", total, PAY_BY, 1, 1, laid.name, laid.sha256, content, notices
    )


def prepare(folder):
    Ledger.open(folder / "pastdue.ledger", create=True).close()


def run(folder):
    path, out = folder / "pastdue.ledger", folder / "out"
    with Lock(path), Ledger.open(path, create=True) as ledger:
        recover(ledger, lambda row: pdf(row.content))
        history = ledger.history()
        todo = {c: [i for i in items if not history.issued(i)] for c, items in CUSTOMERS.items()}
        todo = {c: items for c, items in todo.items() if items}
        if not todo:
            return
        name, first = ledger.next_numbers(ON)
        record = RunRecord(name, ON, out, new_staging(out, name), "0.1", "0.1", "PL", "0" * 64, "0" * 64)
        outbox = Outbox(record.folder, record.staging)
        with undertaking(ledger, record, outbox) as planned:
            made = [
                letter(outbox, letter_number(ON, first + n), customer, items)
                for n, (customer, items) in enumerate(todo.items())
            ]
            laid = [file for file, _ in made]
            laid.append(outbox.lay_aside("print/letters.pdf", b"all of them"))
            laid.append(outbox.lay_aside("manifest.csv", b"letter,pages\n", kept=False))
            laid.append(outbox.lay_aside("run.json", b"{}", kept=False))
            outbox.sync()
            seen = [Seen(i, c, "EUR", 10_000) for c, items in CUSTOMERS.items() for i in items]
            ledger.record(planned.id, [row for _, row in made], laid, Books(seen, HANDED_IN, [AGREED]))


if __name__ == "__main__":
    try:
        run(Path(sys.argv[1]))
    except PastdueError as error:
        print(type(error).__name__, error)
else:
    with tempfile.TemporaryDirectory() as warm:  # imports and the schema are had once, not in every child
        run(Path(warm))
"""

DRIVER = r'''
import functools, gc, os, resource, runpy, secrets, shutil, signal, sqlite3, subprocess, sys, traceback
from pathlib import Path

KILLED_INDEED = 8
"""A kill costs half a run more than a copy."""

steps, at_step = 0, lambda n: None
looking_on = False  # what is done to see what the program did is no step


def step():
    global steps
    if not looking_on:
        steps += 1
        at_step(steps)


def around(call):
    @functools.wraps(call)
    def stepped(*args, **kwargs):
        step()
        result = call(*args, **kwargs)
        step()
        return result
    return stepped


class Statements(sqlite3.Connection):
    execute = around(sqlite3.Connection.execute)
    executemany = around(sqlite3.Connection.executemany)
    executescript = around(sqlite3.Connection.executescript)
    backup = around(sqlite3.Connection.backup)
    close = around(sqlite3.Connection.close)


def arm(what):
    """From now on `what` is called at each step with its number."""
    global at_step
    at_step = what
    whole = os.write

    def torn(fd, data):
        step()
        first = whole(fd, data[: len(data) // 2])
        step()
        return first + whole(fd, data[first:])

    os.write = torn
    for name in "open close fsync replace rename link mkdir unlink remove rmdir ftruncate".split():
        setattr(os, name, around(getattr(os, name)))
    sqlite3.connect = functools.partial(sqlite3.connect, factory=Statements)


def child(work, *args):
    """The end of a child that does `work`: its exit code, or minus the signal."""
    pid = os.fork()
    if not pid:
        try:
            work(*args)
        except BaseException:
            traceback.print_exc()
            sys.stderr.flush()
            os._exit(70)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def killed(run, folder, n):
    arm(lambda step: step == n and os.kill(os.getpid(), signal.SIGKILL))
    run(folder)


def content(folder):
    """Every name in the folder, with the bytes of what is a file."""
    return {path.relative_to(folder): path.read_bytes() if path.is_file() else b"" for path in folder.rglob("*")}


def names(folder):
    """Every name in the folder, and whether anything is in it. A file that says the second it was made at may be some
    bytes shorter or longer each time, since it is compressed."""
    return {path: bool(held) for path, held in content(folder).items()}


def alike(run):
    """The run, drawing at random what every such run draws: its names are those of any other."""
    def drawing(folder):
        secrets.token_hex = lambda size: "0" * 2 * size
        run(folder)
    return drawing


def killed_at(base, step):
    return base / f"killed-{step:04d}"


def observed(run, base):
    """Run unharmed, and copy the folder at each step at which it has another content than one step before."""
    folder, seen = base / "observed", None
    folder.mkdir()

    def compare(n):
        global looking_on
        nonlocal seen
        looking_on = True
        now = content(folder)
        if now != seen:
            shutil.copytree(folder, killed_at(base, n))
        seen, looking_on = now, False

    arm(compare)
    run(folder)


def starved(run, folder, limit):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    from pastdue.model.errors import LedgerError, OutputError
    try:
        run(folder)
    except (LedgerError, OutputError) as error:
        (folder / "error.txt").write_text(f"{type(error).__name__}: {error}")


def kill_everywhere(run, base, again, part=0, parts=1):
    """Kill at every step that changes the folder, or at every `parts`-th of them, from the `part`-th on."""
    assert child(observed, alike(run), base) == 0
    for number, folder in enumerate(sorted(base.glob("killed-*"))):
        if number % parts != part:
            shutil.rmtree(folder)
            continue
        step = int(folder.name.removeprefix("killed-"))
        if number // parts % KILLED_INDEED == 0:
            kill(run, folder, step)
        if again:
            child(killed, run, folder, step * again % 100 + 1)
        assert child(run, folder) == 0, f"step {step}: the run after it failed"


def kill(run, folder, step):
    """Kill a run at `step`, in a folder that takes the place of the copy made at it."""
    copied = names(folder)
    shutil.rmtree(folder)
    folder.mkdir()
    ended = child(killed, alike(run), folder, step)
    assert ended == -signal.SIGKILL, f"step {step}: exit {ended}"
    assert names(folder) == copied, f"step {step}: {names(folder)} left, {copied} copied"


def starve_everywhere(run, prepare, base, until):
    for limit in range(3_000, until, 9_001):
        folder = base / f"starved-{limit:06d}"
        folder.mkdir()
        if limit % 2:
            child(prepare, folder)
        assert child(starved, run, folder, limit) == 0, f"limit {limit}"
        assert child(run, folder) == 0, f"limit {limit}: the run after it failed"


def said_of(run, folder):
    from pastdue.model.errors import PastdueError
    try:
        run(folder)
    except PastdueError as error:
        return f"{type(error).__name__} {error}"
    return ""


def fill(run, folder, kilobytes):
    """Run on a disk of so many kilobytes, then on the same disk with room, and copy what is there."""
    from tests.mounts import mount_here
    disk = folder / "disk"
    disk.mkdir()
    mount_here([("-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(disk))])
    (folder / "said.txt").write_text(said_of(run, disk))
    subprocess.run(["mount", "-o", "remount,size=20m", str(disk)], check=True)
    assert said_of(run, disk) == ""
    shutil.copytree(disk, folder / "saved")


def fill_disks(run, base, kilobytes):
    for size in kilobytes:
        folder = base / f"full-{size:03d}"
        folder.mkdir()
        assert child(fill, run, folder, size) == 0, f"{size} kilobytes"


if __name__ == "__main__":
    how, program, base, *numbers = sys.argv[1:]
    made = runpy.run_path(program)
    gc.freeze()  # a collection in a child would write to every page of memory that it shares with this process
    gc.disable()
    number = int(numbers[0])
    if how == "kill":
        kill_everywhere(made["run"], Path(base), number, *map(int, numbers[1:]))
    elif how == "fill":
        fill_disks(made["run"], Path(base), map(int, numbers))
    else:
        starve_everywhere(made["run"], made.get("prepare", lambda folder: None), Path(base), number)
'''


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: a killed process loses nothing it wrote, synced or not."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "program.py"
    path.write_text(PROGRAM)
    return path


def drive(how: str, program: Path, base: Path, *numbers: int) -> list[Path]:
    """The folders that `DRIVER` left, one for each step at which `program` was killed, or limit it was put under."""
    base.mkdir()
    driver = base.parent / "driver.py"
    driver.write_text(DRIVER)
    done = started(sys.executable, str(driver), how, str(program), str(base), *map(str, numbers))
    _, errors = done.communicate(timeout=600)
    assert done.returncode == 0, errors
    return sorted(base.iterdir())


def started(*command: str) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    environment = os.environ | {"PYTHONPATH": f"{SRC}{os.pathsep}{SRC.parent}"}
    return subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def assert_sound(folder: Path, notices: int = 4, letters: int = 3) -> None:
    """All that must hold after a run completed in `folder`, whatever happened before."""
    out = folder / "out"
    with Ledger.open(folder / "pastdue.ledger", create=False, read_only=True) as ledger:
        assert ledger.check() == []
        assert all(run.state in (RunState.RELEASED, RunState.ABANDONED) for run in ledger.runs())
        recorded = {
            run.record.folder / file.name: file.sha256 for run in ledger.runs() for file in ledger.files(run.id)
        }
        rows = list(ledger.letters())
        sent = Counter((notice.invoice, notice.stage) for notice in ledger.notices())
        assert ledger.last_run_on() is not None
        kept, history = ledger.kept(), ledger.history()
    assert [len(kept.payments), len(kept.blocks), len(kept.contacts)] == [1, 1, 1]
    assert sorted(history.seen) == ["A-1", "A-2", "B-1", "C-1"] and list(history.approvals) == ["B-1"]
    present = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in out.rglob("*") if path.is_file()}
    assert present == recorded
    assert len(rows) == len({row.path for row in rows}) == letters
    assert len(sent) == notices and set(sent.values()) == {1}
    assert [path.name for path in out.iterdir()] == ["2026-11-23"]
    left = {path.name for path in folder.iterdir()} - {"error.txt"}
    assert left == {"out", "pastdue.ledger", "pastdue.ledger.lock"}


def test_a_run_killed_at_any_step_is_completed_by_the_next(program: Path, disk: Path) -> None:
    folders = drive("kill", program, disk / "killed", 0)
    assert len(folders) > 50
    for folder in folders:
        assert_sound(folder)


@pytest.mark.parametrize("again", [37, 61])
def test_a_run_whose_recovery_is_killed_too_is_completed_by_the_third(program: Path, disk: Path, again: int) -> None:
    for folder in drive("kill", program, disk / "killed", again):
        assert_sound(folder)


def test_a_run_that_may_write_only_so_much_records_nothing_and_the_next_completes_it(program: Path, disk: Path) -> None:
    folders = drive("starve", program, disk / "starved", 240_000)
    refused = [folder for folder in folders if (folder / "error.txt").exists()]
    said = {(folder / "error.txt").read_text().split(":")[0] for folder in refused}
    assert said == {"OutputError"}
    assert len(refused) < len(folders)
    for folder in folders:
        assert_sound(folder)


def test_a_full_disk_is_said_and_the_next_run_completes(program: Path, disk: Path) -> None:
    if not can_mount():
        pytest.skip("no small disk can be mounted here")
    for folder in drive("fill", program, disk / "full", 60, 150, 200, 240):
        said, saved = (folder / "said.txt").read_text(), folder / "saved"
        assert said.startswith("OutputError") and ("disk is full" in said or "disk failed" in said), (folder, said)
        with Ledger.open(saved / "pastdue.ledger", create=False, read_only=True) as ledger:
            assert [run.state for run in ledger.runs()][-1] is RunState.RELEASED
            assert len(list(ledger.letters())) == 3 and len(ledger.notices()) == 4
        found = [path.relative_to(saved).as_posix() for path in (saved / "out").rglob("*.pdf")]
        assert len(found) == 4 and not any(".pastdue" in name for name in found)


HOLDER = """
import os, sys, time
from pathlib import Path
from pastdue.ledger import Lock

with Lock(Path(sys.argv[1])):
    worker = os.fork() if sys.argv[2:] else -1
    if worker:
        print("held", worker, flush=True)
        sys.stdin.read()
    else:
        time.sleep(60)
"""


def holder_of(path: Path, *worker: str) -> tuple[subprocess.Popen[str], int]:
    """A process that holds the lock until its input ends, and the id of its worker if it is to have one."""
    holder = started(sys.executable, "-c", HOLDER, str(path), *worker)
    assert holder.stdout
    held, pid = holder.stdout.readline().split()
    assert held == "held"
    return holder, int(pid)


def test_of_two_runs_at_once_one_is_told_who_is_at_work(tmp_path: Path) -> None:
    path = tmp_path / "pastdue.ledger"
    holder, _ = holder_of(path)
    with pytest.raises(LockedError) as refused, Lock(path):
        pass
    assert f"process {holder.pid} on " in str(refused.value) and " since 2" in str(refused.value)
    holder.communicate()
    with Lock(path):
        pass


def test_a_lock_file_left_by_a_killed_run_never_blocks(tmp_path: Path) -> None:
    path = tmp_path / "pastdue.ledger"
    holder, _ = holder_of(path)
    holder.kill()
    holder.communicate()
    assert f"process {holder.pid}" in path.with_name("pastdue.ledger.lock").read_text()
    with Lock(path):
        pass


def lockable(path: Path) -> bool:
    """Whether nobody holds the lock just now."""
    try:
        with Lock(path):
            return True
    except LockedError:
        return False


def test_a_worker_that_outlives_its_killed_run_does_not_hold_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "pastdue.ledger"
    holder, worker = holder_of(path, "with a worker")
    holder.kill()
    holder.wait()
    try:
        os.kill(worker, 0)
        until = time.monotonic() + 10  # the worker may have been born this instant and not have let go yet
        while time.monotonic() < until and not lockable(path):
            time.sleep(0.01)
        with Lock(path):
            pass
    finally:
        os.kill(worker, signal.SIGKILL)
        holder.communicate()
