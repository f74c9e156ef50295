"""Copies of a ledger from one home to the other: all of it, proved equal, and good to go on with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.ledger.homes import on_the, raw
from tests.ledger.test_books import ADA, HELD, PAID, A, B, run
from tests.ledger.test_ledger import DECEMBER, NOVEMBER, OCTOBER, REMINDER, SECOND, eur, interrupted, undertake
from tests.postgresql import Server

from pastdue.ledger import Access, Emailed, EmailEvent, FilePlace, Ledger, LedgerPlace, Posting, copying
from pastdue.ledger.claims import ClaimRecord
from pastdue.ledger.copying import copy, proofs
from pastdue.ledger.records import FileRow
from pastdue.ledger.sqlite import store
from pastdue.ledger.statements.tables import COLUMNS
from pastdue.model import ChargeKind
from pastdue.model.errors import LedgerError, OutputError
from pastdue.model.kept import Agreement, Approval, Booking, Closing, TaskDone


def fill(ledger: Ledger) -> None:
    """A ledger in which notices were voided and issued again, and most of what can happen happened."""
    out = ledger.home / "out"
    undertake(ledger, out, OCTOBER, [("A", REMINDER), ("Ż", REMINDER)])
    ledger.void_letter("2026-00001", OCTOBER, "a slip")
    undertake(ledger, out, NOVEMBER, [("A", REMINDER), ("Ż", SECOND)])
    ledger.post([Posting("2026-00003", NOVEMBER, "", "RR1")])
    approved = Approval("A", NOVEMBER, "7", NOVEMBER, A.open)
    run(ledger, NOVEMBER, [A, B], payments=(PAID,), blocks=(HELD,), contacts=(ADA,), approved=(approved,))
    run(ledger, NOVEMBER, [A], blocks=(), contacts=())
    ledger.entries.withdraw(PAID, NOVEMBER)
    ledger.entries.close(Closing("B", "paid", NOVEMBER))
    ledger.entries.task(TaskDone("post", NOVEMBER, "by hand"))
    ledger.waive("Ż", "kindness", NOVEMBER)
    ledger.entries.agree(Agreement("A", ChargeKind.FEE, eur("5.00"), NOVEMBER, "half"))
    ledger.entries.agree(Agreement("A", ChargeKind.INTEREST, None, NOVEMBER, "none"))
    booked = (1, "B-1", "A", "7", "Ada", "2026-00003", ChargeKind.FEE, eur("-35.00"), NOVEMBER, NOVEMBER, "reduced")
    ledger.entries.book([Booking(*booked)])
    for event in (EmailEvent.INTENT, EmailEvent.DEFERRED, EmailEvent.INTENT, EmailEvent.WAS_SENT):
        ledger.emails.record(Emailed("2026-00004", event, NOVEMBER, ("a@example.com", "b@example.com"), "250 ok"))
    with pytest.raises(LedgerError, match="was e-mailed already"):
        ledger.emails.record(Emailed("2026-00004", EmailEvent.INTENT, NOVEMBER, ("a@example.com",)))
    with pytest.raises(LedgerError, match="there is no letter"):
        ledger.emails.record(Emailed("2026-09999", EmailEvent.INTENT, NOVEMBER, ("a@example.com",)))
    files = (FileRow("claim.pdf", "d" * 64, kept=True),)
    claimed, folders = (("A", A.open),), (out / "claims", Path("/away"))
    ledger.record_claim(ClaimRecord("C2026-001", "7", "Ada", NOVEMBER, A.open, False, *folders, claimed, files))


@pytest.fixture
def other(place: LedgerPlace, server: Server, tmp_path: Path) -> LedgerPlace:
    """A place in the other home, whose folders are written down from another folder on."""
    (tmp_path / "elsewhere").mkdir()
    if place.file is None:
        return FilePlace(tmp_path / "elsewhere" / "copy.ledger")
    return on_the(server, tmp_path / "elsewhere")


def known(ledger: Ledger) -> tuple[Any, ...]:
    return (
        ledger.history(), ledger.kept(), ledger.notices(), list(ledger.letters()), ledger.runs(), ledger.claims(),
        ledger.postings(), ledger.emails.standing(), ledger.tasks_recorded(), ledger.next_claim(NOVEMBER),
        ledger.kept_by(OCTOBER), ledger.kept_by(NOVEMBER), ledger.seen_by(OCTOBER), ledger.promises(),
        ledger.seen_sums(), ledger.selections(), ledger.on_account_by(NOVEMBER),
        [ledger.files(one.id) for one in ledger.runs()],
    )  # fmt: skip


def test_a_copy_in_the_other_home_reads_the_same_and_goes_on(place: LedgerPlace, other: LedgerPlace) -> None:
    with place.held(access=Access.BEGIN) as ledger:
        fill(ledger)
        before, had = known(ledger), proofs(ledger.database)
    bytes_before = None if place.file is None else place.file.read_bytes()
    assert copy(place, other) == had and sum(proof.rows for proof in had.values()) > 40
    assert place.file is None or place.file.read_bytes() == bytes_before
    with place.open(Access.READ) as ledger, other.open() as copied:
        assert known(copied) == before == known(ledger)
        assert copied.check() == ledger.check()
        again = undertake(copied, ledger.home / "out", DECEMBER, [("A", SECOND)])
        assert [letter.number for letter in copied.letters(run=again.id)] == ["2026-00005"]
        with pytest.raises(LedgerError, match="'A' has had its second_notice"):
            undertake(copied, copied.home / "out", DECEMBER, [("A", SECOND)])


def test_nothing_is_copied_over_a_ledger_or_while_a_run_is_unfinished(
    place: LedgerPlace, other: LedgerPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with place.held(access=Access.BEGIN) as ledger:
        interrupted(ledger, ledger.home / "out", monkeypatch)
    with pytest.raises(LedgerError, match="was interrupted"):
        copy(place, other)
    assert not other.exists()
    with other.held(access=Access.BEGIN) as there:
        there.waive("X", "its own", NOVEMBER)
    with other.held() as there:
        has = proofs(there.database)
    with place.open() as ledger:
        ledger.released(ledger.runs()[-1].id)
    for full in (other, place):
        with pytest.raises(OutputError, match="there is a ledger already"):
            copy(place, full)
    with other.open(Access.READ) as there:
        assert proofs(there.database) == has


def test_a_copy_that_differs_or_breaks_off_leaves_nothing(
    place: LedgerPlace, other: LedgerPlace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with place.held(access=Access.BEGIN) as ledger:
        undertake(ledger, ledger.home / "out", NOVEMBER, [("A", REMINDER)])
    for deed, broken in (("_fill", _break), ("proofs", _each_another)):
        with monkeypatch.context() as patched:
            patched.setattr(copying, deed, broken)
            with pytest.raises((LedgerError, KeyboardInterrupt)):
                copy(place, other)
        assert not other.exists() and _left(tmp_path / "elsewhere") == []
    assert copy(place, other)["letters"].rows == 1


def test_a_copy_whose_disk_fails_at_the_end_leaves_nothing_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, target = FilePlace(tmp_path / "pastdue.ledger"), FilePlace(tmp_path / "elsewhere" / "copy.ledger")
    target.path.parent.mkdir()
    with place.held(access=Access.BEGIN) as ledger:
        fill(ledger)

    def fails(folder: Path) -> None:
        if target.exists():
            raise OSError(5, "Input/output error", str(folder))

    with monkeypatch.context() as patched:
        patched.setattr(store, "sync_folder", fails)
        with pytest.raises(OutputError, match="cannot be written: Input/output error"):
            copy(place, target)
    assert _left(target.path.parent) == []
    assert copy(place, target)["letters"].rows == 4 and _left(target.path.parent) == ["copy.ledger"]


def _left(folder: Path) -> list[str]:
    """The files of a folder, without those of locks."""
    return sorted(file.name for file in folder.iterdir() if not file.name.endswith(".lock"))


def _break(*_: object) -> None:
    raise KeyboardInterrupt


def _each_another(_: object) -> dict[str, object]:
    return {table: object() for table in COLUMNS}


def test_every_table_and_column_of_both_homes_is_copied(place: LedgerPlace, ledger: Ledger) -> None:
    query = (
        "SELECT m.name, c.name FROM sqlite_schema AS m, pragma_table_info(m.name) AS c WHERE m.type = 'table'"
        if place.file is not None
        else "SELECT c.table_name, c.column_name FROM information_schema.columns AS c JOIN pg_tables AS t"
        " ON t.tablename = c.table_name AND t.schemaname = c.table_schema WHERE table_schema = current_schema()"
        " AND table_name NOT LIKE 'ledger!_%' ESCAPE '!'"
    )
    with raw(place) as database:
        there = {(str(table), str(column)) for table, column in database.execute(query)}
    assert there == {(table, column) for table, columns in COLUMNS.items() for column in columns.split(", ")}
    assert ledger.check() == []
