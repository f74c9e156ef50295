"""The ledger holds every deed once and for good, and ends every interrupted run well."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.ledger.homes import REFUSED, raw

from pastdue.ledger import (
    Books,
    Fault,
    FilePlace,
    FileRow,
    Ledger,
    LedgerPlace,
    LetterRecord,
    RunRecord,
    RunState,
    letter_number,
)
from pastdue.ledger.postgresql.place import ServerPlace
from pastdue.ledger.records import LetterRow, Run
from pastdue.model import Charge, ChargeKind, DayCount, Invoice, Notice, Overdue, Party, Segment, Stage
from pastdue.model.countries import CalendarName
from pastdue.model.errors import LedgerError, OutputError
from pastdue.model.kept import Closing, Seen
from pastdue.model.money import Money
from pastdue.run.outbox import Outbox, new_staging
from pastdue.run.recovery import recover, undertaking

OCTOBER, NOVEMBER, DECEMBER = date(2026, 10, 23), date(2026, 11, 23), date(2026, 12, 23)
REMINDER, SECOND = Stage.REMINDER, Stage.SECOND_NOTICE
Sends = list[tuple[str, Stage]]


def eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


FORTY_DAYS = Segment(
    eur("1.10"), date(2026, 9, 15), date(2026, 10, 25), 40, eur("100.00"), Decimal("10.0"), DayCount.ACTUAL_365
)
INTEREST = Charge(ChargeKind.INTEREST, "ten percent", (FORTY_DAYS,), "EUR", "art. 1")
FEE = Charge(ChargeKind.FEE, "ten percent", (Segment(eur("40.00")), Segment(eur("-5.00"), note="cap")), "EUR")


ISSUED = date(2026, 9, 1)


def notice(
    invoice: str, stage: Stage, on: date, charges: tuple[Charge, ...] = (INTEREST, FEE), issued: date = ISSUED
) -> Notice:
    item = Invoice(invoice, Party("7", "Żółw & Söhne"), issued, date(2026, 9, 15), eur("100.00"))
    return Notice(Overdue(item, on, item.due, 38, 28, CalendarName("PL")), stage, date(on.year, on.month, 30), charges)


def content(number: str) -> str:
    return json.dumps({"number": number})


def record_of(number: str, laid: FileRow, notices: tuple[Notice, ...]) -> LetterRecord:
    total = sum((n.total for n in notices[1:]), notices[0].total)
    pay_by = notices[0].pay_by
    return LetterRecord(
        number, "7", "Żółw & Söhne", notices[0].stage, "pl", total, pay_by, 2, 1, laid.name, laid.sha256,
        content(number), notices,
    )  # fmt: skip


def undertake(ledger: Ledger, out: Path, on: date, sends: Sends, recorded: bool = True, issued: date = ISSUED) -> Run:
    """A run as of `on` that sends one letter for each of `sends`; an error in place of the recording if not."""
    name, first = ledger.next_numbers(on)
    record = RunRecord(name, on, out, new_staging(out, name), "0.1", "0.109", "PL", "a" * 64, "b" * 64)
    outbox = Outbox(record.folder, record.staging)
    with undertaking(ledger, record, outbox) as run:
        rows, files = [], []
        for sequence, (invoice, stage) in enumerate(sends, first):
            number = letter_number(on, sequence)
            files.append(outbox.lay_aside(f"letters/{number}.pdf", content(number).encode()))
            rows.append(record_of(number, files[-1], (notice(invoice, stage, on, issued=issued),)))
        files.append(outbox.lay_aside(f"run-{run.ordinal}.json", b"{}", kept=False))
        outbox.sync()
        if not recorded:
            raise KeyboardInterrupt
        ledger.record(run.id, rows, files, Books([Seen(invoice, "7", "EUR", 10_000) for invoice, _ in sends]))
    return ledger.run(run.id)


def remake(row: LetterRow) -> bytes:
    return row.content.encode()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def interrupted(ledger: Ledger, out: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A run of two letters that was recorded and then killed before anything was released."""
    with monkeypatch.context() as patched:
        patched.setattr(Outbox, "release", _killed)
        with pytest.raises(KeyboardInterrupt):
            undertake(ledger, out, NOVEMBER, [("A", REMINDER), ("B", REMINDER)])
    return ledger.runs()[-1]


def _killed(*_: object) -> tuple[str, ...]:
    raise KeyboardInterrupt


def test_what_was_recorded_is_read_back_exactly(ledger: Ledger, out: Path) -> None:
    undertake(ledger, out, NOVEMBER, [("FV/2026/001", REMINDER)])
    (row,) = ledger.notices(invoice="FV/2026/001")
    assert (row.stage, row.attempt, row.on, row.due) == (REMINDER, 0, NOVEMBER, date(2026, 9, 15))
    assert (row.open, row.charged, row.total) == (eur("100.00"), eur("36.10"), eur("136.10"))
    assert row.charges == (INTEREST, FEE)
    (letter,) = ledger.letters()
    assert letter == ledger.letter("2026-00001")
    assert (letter.customer, letter.total, letter.pages, letter.sheets) == ("Żółw & Söhne", eur("136.10"), 2, 1)
    assert letter.path == out / "2026-11-23" / "letters" / "2026-00001.pdf"
    assert letter.path.read_bytes() == remake(letter)


def test_history_tells_the_rules_what_was_issued_and_seen(ledger: Ledger, out: Path) -> None:
    undertake(ledger, out, OCTOBER, [("A", REMINDER), ("B", REMINDER)])
    undertake(ledger, out, NOVEMBER, [("A", SECOND)])
    history = ledger.history()
    assert [(i.stage, i.on, i.letter, i.total) for i in history.issued("A")] == [
        (REMINDER, OCTOBER, "2026-00001", eur("136.10")),
        (SECOND, NOVEMBER, "2026-00003", eur("136.10")),
    ]
    assert history.issued("C") == () and history.last_run_on == NOVEMBER
    assert {number: seen.open for number, seen in history.seen.items()} == {
        "A": eur("100.00"),
        "B": eur("100.00"),
    }
    assert {number: seen.present for number, seen in history.seen.items()} == {"A": True, "B": False}


def test_the_history_is_read_once_and_again_after_every_entry(ledger: Ledger, out: Path) -> None:
    known = [ledger.history()]
    for enter in (
        lambda: undertake(ledger, out, OCTOBER, [("A", REMINDER), ("B", REMINDER)]),
        lambda: ledger.waive("A", "kindness", OCTOBER),
        lambda: ledger.unwaive("A", "a mistake", OCTOBER),
        lambda: ledger.void_notice("B", "reminder", OCTOBER, "lost"),
        lambda: undertake(ledger, out, NOVEMBER, [("A", SECOND)]),
        lambda: ledger.entries.close(Closing("B", "paid", NOVEMBER)),
        lambda: ledger.void_run("2026-11-23-1", NOVEMBER, "oops"),
    ):
        enter()
        known.append(ledger.history())
        assert ledger.history() is known[-1] is not known[-2]
    said = [(len(one.issued("A")), len(one.issued("B")), one.waived("A"), len(one.closings)) for one in known]
    assert said == [
        (0, 0, None, 0), (1, 1, None, 0), (1, 1, "kindness", 0), (1, 1, None, 0), (1, 0, None, 0), (2, 0, None, 0),
        (2, 0, None, 1), (1, 0, None, 1),
    ]  # fmt: skip


def test_an_empty_ledger_plans_without_a_file_and_takes_no_writing() -> None:
    with Ledger.empty() as nothing:
        assert nothing.history().issued("A") == () and nothing.history().last_run_on is None
        assert nothing.next_numbers(NOVEMBER) == ("2026-11-23-1", 1)
        with pytest.raises(OutputError, match="read-only"):
            nothing.waive("A", "kindness", NOVEMBER)


def test_a_second_run_of_the_day_has_the_next_id_ordinal_and_numbers(ledger: Ledger, out: Path) -> None:
    first = undertake(ledger, out, NOVEMBER, [("A", REMINDER)])
    empty = undertake(ledger, out, NOVEMBER, [])
    second = undertake(ledger, out, NOVEMBER, [("B", REMINDER)])
    assert [(r.id, r.ordinal, r.letters) for r in (first, empty, second)] == [
        ("2026-11-23-1", 1, 1), ("2026-11-23-2", 2, 0), ("2026-11-23-3", 2, 1),
    ]  # fmt: skip
    assert [row.number for row in ledger.letters()] == ["2026-00001", "2026-00002"]
    assert ledger.next_numbers(date(2027, 1, 4)) == ("2027-01-04-1", 1)


def test_an_invoice_never_gets_the_same_stage_twice(ledger: Ledger, out: Path) -> None:
    undertake(ledger, out, NOVEMBER, [("A", REMINDER)])
    with pytest.raises(LedgerError, match="'A' has had its reminder: letter 2026-00001 of 2026-11-23"):
        undertake(ledger, out, NOVEMBER, [("B", REMINDER), ("A", REMINDER)])
    assert len(ledger.notices()) == 1 and ledger.runs()[-1].state is RunState.ABANDONED
    assert [p.name for p in out.rglob("*.pdf")] == ["2026-00001.pdf"]


@pytest.mark.parametrize("attempt", [0, 1])
def test_the_database_itself_refuses_a_second_standing_notice(
    place: LedgerPlace, ledger: Ledger, out: Path, attempt: int
) -> None:
    undertake(ledger, out, NOVEMBER, [("A", REMINDER)])
    with raw(place) as database, pytest.raises(REFUSED, match="stands"):
        database.execute("BEGIN")
        database.execute("INSERT INTO runs SELECT 9, 'x', as_of, 1, out, staging, '', '', '', '', '', at FROM runs")
        database.execute("INSERT INTO run_events (run, event) VALUES (9, 'planned')")
        database.execute(
            "INSERT INTO letters SELECT 9, 'x', 9, customer_id, customer, stage, language, currency, total_minor,"
            " pay_by, pages, sheets, file, sha256, content, called FROM letters"
        )
        database.execute(
            "INSERT INTO notices SELECT 9, 9, invoice, customer_id, stage, ?, issued_on, pay_by, due, currency,"
            " open_minor, charges_minor, issued, called, again, courtesy FROM notices",
            (attempt,),
        )


@pytest.mark.parametrize(("issued", "another"), [(NOVEMBER, True), (date(2026, 11, 22), False)])
def test_an_invoice_issued_on_the_day_of_a_notice_under_its_number_is_another_one(
    ledger: Ledger, out: Path, issued: date, another: bool
) -> None:
    undertake(ledger, out, NOVEMBER, [("A", REMINDER)])
    if not another:
        with pytest.raises(LedgerError, match="'A' has had its reminder"):
            undertake(ledger, out, DECEMBER, [("A", REMINDER)], issued=issued)
        return
    undertake(ledger, out, DECEMBER, [("A", REMINDER)], issued=issued)
    for row in ledger.notices():
        ledger.void_letter(row.letter, DECEMBER, "never posted")
    assert all(row.voided_on for row in ledger.notices())


TABLES = ["runs", "run_events", "files", "letters", "notices", "charges", "voids", "waivers", "invoices"]


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_ever_changed_deleted_or_replaced(place: LedgerPlace, ledger: Ledger, out: Path, table: str) -> None:
    undertake(ledger, out, NOVEMBER, [("A", REMINDER)])
    ledger.void_notice("A", REMINDER, NOVEMBER, "never posted")
    ledger.waive("A", "kindness", NOVEMBER)
    with raw(place) as database:
        (before,) = database.execute(f"SELECT count(*) FROM {table}").fetchone()
        column = database.second_column(table)
        for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {column} = {column}"):
            with pytest.raises(REFUSED, match="append-only"):
                database.execute(statement)
        assert before and database.execute(f"SELECT count(*) FROM {table}").fetchone() == (before,)


def test_a_closed_run_takes_no_more_letters(ledger: Ledger, out: Path) -> None:
    run = undertake(ledger, out, NOVEMBER, [("A", REMINDER)])
    laid = FileRow("letters/x.pdf", "c" * 64, True)
    with pytest.raises(LedgerError, match="this run is closed"):
        ledger.record(run.id, [record_of("2026-00009", laid, (notice("B", REMINDER, NOVEMBER),))], [laid], Books())
    assert len(ledger.notices()) == 1


def test_a_letter_without_its_file_is_refused_and_nothing_is_recorded(ledger: Ledger, out: Path) -> None:
    record = RunRecord("2026-11-23-1", NOVEMBER, out, new_staging(out, "x"), "", "", "", "", "")
    ledger.plan_run(record)
    laid = FileRow("letters/x.pdf", "c" * 64, True)
    other = FileRow("letters/x.pdf", "d" * 64, True)
    letters = [record_of("2026-00001", laid, (notice("A", REMINDER, NOVEMBER),))]
    with pytest.raises(LedgerError, match=r"(?i)foreign key"):
        ledger.record(record.id, letters, [other], Books())
    assert ledger.notices() == () and ledger.run(record.id).state is RunState.PLANNED


def test_an_amount_no_database_holds_is_refused_and_nothing_is_recorded(ledger: Ledger, out: Path) -> None:
    record = RunRecord("2026-11-23-1", NOVEMBER, out, new_staging(out, "x"), "", "", "", "", "")
    ledger.plan_run(record)
    with pytest.raises(LedgerError, match="cannot hold"):
        ledger.record(record.id, [], [], Books([Seen("A", "7", "EUR", 2**63)]))
    assert ledger.history().last_run_on is None


def test_letters_are_never_issued_for_a_day_before_the_last_run(ledger: Ledger, out: Path) -> None:
    undertake(ledger, out, NOVEMBER, [("A", REMINDER)])
    with pytest.raises(LedgerError, match="the last run was as of 2026-11-23"):
        undertake(ledger, out, date(2026, 11, 22), [("B", REMINDER)])
    undertake(ledger, out, NOVEMBER, [("B", REMINDER)])
    assert len(ledger.notices()) == 2


def test_a_run_of_the_wrong_day_that_is_voided_no_longer_bars_the_right_one(ledger: Ledger, out: Path) -> None:
    wrong = undertake(ledger, out, date(2062, 11, 23), [])
    with pytest.raises(LedgerError, match="pastdue undo"):
        undertake(ledger, out, NOVEMBER, [("A", REMINDER)])
    assert ledger.void_run(wrong.id, NOVEMBER, "wrong year").notices == ()
    undertake(ledger, out, NOVEMBER, [("A", REMINDER)])
    assert ledger.history().last_run_on == NOVEMBER


def test_a_voided_notice_may_be_issued_again_and_history_keeps_both(ledger: Ledger, out: Path) -> None:
    undertake(ledger, out, NOVEMBER, [("A", REMINDER)])
    ledger.void_notice("A", REMINDER, NOVEMBER, "wrong address")
    assert ledger.history().issued("A") == () and ledger.letter("2026-00001").voided
    undertake(ledger, out, NOVEMBER, [("A", REMINDER)])
    assert [(r.letter, r.attempt, r.voided_why) for r in ledger.notices(invoice="A")] == [
        ("2026-00001", 0, "wrong address"), ("2026-00002", 1, ""),
    ]  # fmt: skip
    assert [issued.letter for issued in ledger.history().issued("A")] == ["2026-00002"]
    with pytest.raises(LedgerError, match="has had its reminder"):
        undertake(ledger, out, NOVEMBER, [("A", REMINDER)])


def test_a_notice_is_not_voided_while_a_later_one_stands(ledger: Ledger, out: Path) -> None:
    october = undertake(ledger, out, OCTOBER, [("A", REMINDER), ("B", REMINDER)])
    november = undertake(ledger, out, NOVEMBER, [("A", SECOND)])
    voids: tuple[Callable[[], object], ...] = (
        lambda: ledger.void_notice("A", REMINDER, NOVEMBER, "oops"),
        lambda: ledger.void_letter("2026-00001", NOVEMBER, "oops"),
        lambda: ledger.void_run(october.id, NOVEMBER, "oops"),
    )
    for void in voids:
        with pytest.raises(LedgerError, match="second_notice in letter 2026-00003 of 2026-11-23"):
            void()
    assert all(row.voided_on is None for row in ledger.notices())
    ledger.void_run(november.id, NOVEMBER, "oops")
    assert [row.invoice for row in ledger.void_run(october.id, NOVEMBER, "oops").notices] == ["A", "B"]
    assert [run.state for run in ledger.runs()] == [RunState.VOIDED, RunState.VOIDED]


def test_what_is_not_there_cannot_be_voided(ledger: Ledger, out: Path) -> None:
    run = undertake(ledger, out, NOVEMBER, [("A", REMINDER)])
    ledger.void_letter("2026-00001", NOVEMBER, "oops")
    voids: tuple[tuple[Callable[[], object], str], ...] = (
        (lambda: ledger.void_notice("A", SECOND, NOVEMBER, "x"), "no second_notice that stands"),
        (lambda: ledger.void_letter("2026-00001", NOVEMBER, "x"), "no notice that stands"),
        (lambda: ledger.void_letter("2026-00007", NOVEMBER, "x"), "no letter '2026-00007'"),
        (lambda: ledger.void_run("2026-11-23-9", NOVEMBER, "x"), "no run '2026-11-23-9'"),
    )
    for void, said in voids:
        with pytest.raises(LedgerError, match=said):
            void()
    ledger.void_run(run.id, NOVEMBER, "x")
    with pytest.raises(LedgerError, match="voided: there is nothing to void"):
        ledger.void_run(run.id, NOVEMBER, "x")


def test_charges_are_waived_and_the_waiver_is_undone_with_a_trace(ledger: Ledger) -> None:
    ledger.waive("A", "paid without the fee", NOVEMBER)
    assert ledger.history().waived("A") == "paid without the fee" and ledger.history().waived("B") is None
    with pytest.raises(LedgerError, match="were waived on 2026-11-23: paid without the fee"):
        ledger.waive("A", "again", NOVEMBER)
    ledger.unwaive("A", "a mistake", NOVEMBER)
    assert ledger.history().waived("A") is None
    with pytest.raises(LedgerError, match="are not waived"):
        ledger.unwaive("A", "again", NOVEMBER)


def test_a_run_interrupted_before_it_is_recorded_leaves_nothing(ledger: Ledger, out: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        undertake(ledger, out, NOVEMBER, [("A", REMINDER)], recorded=False)
    assert list(out.iterdir()) == [] and ledger.notices() == ()
    assert ledger.runs()[0].state is RunState.ABANDONED and ledger.unfinished() == ()
    assert undertake(ledger, out, NOVEMBER, [("A", REMINDER)]).id == "2026-11-23-2"
    assert [row.number for row in ledger.letters()] == ["2026-00001"]


def test_a_run_that_forgets_to_record_is_abandoned(ledger: Ledger, out: Path) -> None:
    record = RunRecord("2026-11-23-1", NOVEMBER, out, new_staging(out, "x"), "", "", "", "", "")
    outbox = Outbox(record.folder, record.staging)
    with pytest.raises(LedgerError, match="without being recorded"), undertaking(ledger, record, outbox):
        pass
    assert ledger.run(record.id).state is RunState.ABANDONED


def test_an_output_that_takes_no_files_stops_the_run_before_any_letter(ledger: Ledger, out: Path) -> None:
    out.write_text("I am a file")
    with pytest.raises(OutputError, match="is a file where a folder is needed"):
        undertake(ledger, out, NOVEMBER, [("A", REMINDER)])
    assert ledger.runs()[0].state is RunState.ABANDONED and out.read_text() == "I am a file"


def test_no_run_begins_while_an_earlier_one_is_unfinished(
    ledger: Ledger, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupted(ledger, out, monkeypatch)
    with pytest.raises(LedgerError, match="2026-11-23-1 is unfinished"):
        undertake(ledger, out, NOVEMBER, [("C", REMINDER)])
    assert [finding.fault for finding in ledger.check()] == [Fault.UNFINISHED]


def test_recovery_releases_what_was_recorded(ledger: Ledger, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = interrupted(ledger, out, monkeypatch)
    assert not (out / "2026-11-23").exists()
    (recovered,) = recover(ledger, remake)
    assert (recovered.run.id, recovered.state, recovered.lost) == (run.id, RunState.RELEASED, ())
    assert [p.name for p in out.iterdir()] == ["2026-11-23"] and ledger.check() == []
    assert recover(ledger, remake) == ()


def test_recovery_sets_again_a_letter_whose_file_is_nowhere(
    ledger: Ledger, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupted(ledger, out, monkeypatch)
    shutil.rmtree(out)
    (recovered,) = recover(ledger, remake)
    assert recovered.lost == ("run-1.json",)
    assert len(list(out.rglob("*.pdf"))) == 2 and ledger.check() == []


def test_recovery_refuses_a_letter_that_no_longer_comes_out_the_same(
    ledger: Ledger, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = interrupted(ledger, out, monkeypatch)
    (run.record.staging / "letters" / "2026-00002.pdf").unlink()
    with pytest.raises(LedgerError, match="the file of letter 2026-00002 is lost"):
        recover(ledger, lambda _: b"other bytes")
    ledger.void_letter("2026-00002", NOVEMBER, "lost")
    (recovered,) = recover(ledger, lambda _: b"other bytes")
    assert recovered.lost == () and [p.name for p in out.rglob("*.pdf")] == ["2026-00001.pdf"]


def test_recovery_trusts_no_file_that_was_changed_in_staging(
    ledger: Ledger, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = interrupted(ledger, out, monkeypatch)
    (run.record.staging / "letters" / "2026-00001.pdf").write_bytes(b"torn")
    recover(ledger, remake)
    assert ledger.letter("2026-00001").path.read_bytes() == remake(ledger.letter("2026-00001"))
    assert ledger.check() == []


def test_check_finds_a_released_letter_that_was_changed_or_lost(ledger: Ledger, out: Path) -> None:
    undertake(ledger, out, NOVEMBER, [("A", REMINDER), ("B", REMINDER)])
    assert ledger.check() == []
    (out / "2026-11-23" / "run-1.json").write_text("edited, as one may")
    assert ledger.check() == []
    changed, lost = (row.path for row in ledger.letters())
    changed.write_bytes(b"other")
    lost.unlink()
    assert [(f.fault, f.where) for f in ledger.check()] == [(Fault.CHANGED, str(changed)), (Fault.MISSING, str(lost))]


def test_check_finds_a_guard_that_was_taken_away(place: LedgerPlace, ledger: Ledger) -> None:
    with raw(place) as database:
        of_a_file = place.file is not None
        taken = "DROP TRIGGER notices_undeleted" if of_a_file else "ALTER TABLE notices DISABLE TRIGGER only_grows"
        database.execute(taken)
    guard = "trigger notices_undeleted" if of_a_file else "trigger only_grows of notices"
    assert [f.what for f in ledger.check()] == [f"{guard} is not as pastdue made it"]


def test_the_firms_folder_can_be_moved_whole(place: LedgerPlace, ledger: Ledger, out: Path, tmp_path: Path) -> None:
    undertake(ledger, out, NOVEMBER, [("A", REMINDER)])
    moved = tmp_path.parent / (tmp_path.name + "-moved")
    shutil.copytree(tmp_path, moved)
    there = replace(place, home=moved) if isinstance(place, ServerPlace) else FilePlace(moved / "pastdue.ledger")
    with there.open() as again:
        assert again.letter("2026-00001").path.is_relative_to(moved) and again.check() == []


def test_every_error_of_the_ledger_names_its_file(ledger: Ledger, out: Path) -> None:
    run = undertake(ledger, out, NOVEMBER, [("A", REMINDER)])
    for deed in (
        lambda: undertake(ledger, out, NOVEMBER, [("A", REMINDER)]),
        lambda: undertake(ledger, out, OCTOBER, []),
        lambda: ledger.run("x"),
        lambda: ledger.letter("x"),
        lambda: ledger.unwaive("A", "x", NOVEMBER),
        lambda: ledger.abandoned(run.id),
    ):
        with pytest.raises(LedgerError) as refused:
            deed()
        assert str(refused.value).count(f"{ledger.name}: ") == 1
