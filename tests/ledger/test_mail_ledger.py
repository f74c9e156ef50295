"""Postings in the ledger: added, corrected by adding, never changed; and how an older ledger comes to have them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from tests.ledger.older_ledgers import put_back
from tests.ledger.test_ledger import NOVEMBER, REMINDER, undertake

from pastdue.ledger import Access, Ledger, Posting
from pastdue.ledger.sqlite.connecting import schema
from pastdue.model.errors import LedgerError, PastdueError

POSTED = date(2026, 11, 24)
FIRST = Posting("2026-00001", POSTED, "Einschreiben", "RR1")
SECOND = Posting("2026-00002", POSTED, "", "")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger with two letters."""
    path = tmp_path / "pastdue.ledger"
    with Ledger.open(path, Access.BEGIN) as ledger:
        undertake(ledger, tmp_path / "out", NOVEMBER, [("A", REMINDER), ("B", REMINDER)])
    return path


@pytest.fixture
def old(path: Path) -> Path:
    """The same as the first pastdue left it, which knew of no postings."""
    put_back(path, 1)
    return path


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as raw:
        return int(raw.execute("PRAGMA user_version").fetchone()[0])


def test_an_older_ledger_is_read_as_it_is(old: Path) -> None:
    before = old.read_bytes()
    with Ledger.open(old, Access.READ) as ledger:
        assert [row.number for row in ledger.letters()] == ["2026-00001", "2026-00002"]
        assert ledger.postings() == {} and ledger.check() == []
        with pytest.raises(PastdueError, match="read-only"):
            ledger.post([FIRST])
    assert old.read_bytes() == before and version(old) == 1
    assert {p.name for p in old.parent.iterdir()} == {"pastdue.ledger", "out"}


def test_an_older_ledger_opened_for_writing_is_brought_up_to_date_and_loses_nothing(old: Path) -> None:
    with Ledger.open(old, Access.READ) as ledger:
        before = (ledger.history(), ledger.notices(), list(ledger.letters()), ledger.runs())
    with Ledger.open(old) as ledger:
        assert (ledger.history(), ledger.notices(), list(ledger.letters()), ledger.runs()) == before
        assert ledger.post([FIRST]) == 1 and ledger.check() == []
    assert version(old) == len(schema())
    with Ledger.open(old) as ledger:
        assert ledger.postings() == {"2026-00001": FIRST}


def test_a_ledger_whose_update_fails_midway_is_as_it_was(old: Path) -> None:
    with closing(sqlite3.connect(old)) as raw:
        raw.execute("CREATE TRIGGER postings_undeleted BEFORE DELETE ON runs BEGIN SELECT 1; END")
        raw.commit()
    before = old.read_bytes()
    with pytest.raises(LedgerError, match="already exists"):
        Ledger.open(old)
    assert old.read_bytes() == before and version(old) == 1


def test_an_older_ledger_that_is_damaged_is_not_read(old: Path) -> None:
    content = bytearray(old.read_bytes())
    content[4096:8192] = b"\xaa" * 4096
    old.write_bytes(content)
    with pytest.raises(LedgerError, match="damaged"), Ledger.open(old, Access.READ) as ledger:
        ledger.history()
        list(ledger.letters())
        ledger.notices()
    assert old.read_bytes() == content


def test_a_backup_of_an_older_ledger_is_whole(old: Path, tmp_path: Path) -> None:
    with Ledger.open(old, Access.READ) as ledger:
        ledger.backup(tmp_path / "backup.ledger")
    with Ledger.open(tmp_path / "backup.ledger", Access.READ) as copy:
        assert len(list(copy.letters())) == 2


def test_what_was_posted_is_known_and_told_once(path: Path) -> None:
    with Ledger.open(path) as ledger:
        assert ledger.post([FIRST, SECOND]) == 2
        assert ledger.postings() == {"2026-00001": FIRST, "2026-00002": SECOND}
        assert ledger.post([FIRST, SECOND]) == 0
        assert ledger.check() == []


def test_another_posting_of_a_letter_is_refused_unless_it_is_to_replace_it(path: Path) -> None:
    other = Posting(FIRST.letter, date(2026, 11, 25), "Einschreiben", "RR2")
    with Ledger.open(path) as ledger:
        ledger.post([FIRST])
        with pytest.raises(LedgerError, match="recorded as posted on 2026-11-24 Einschreiben RR1"):
            ledger.post([SECOND, other])
        assert ledger.postings() == {FIRST.letter: FIRST}
        assert ledger.post([other], replace=True) == 1
        assert ledger.postings() == {FIRST.letter: other}
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT attempt, number FROM postings ORDER BY n").fetchall() == [(0, "RR1"), (1, "RR2")]


@pytest.mark.parametrize(
    ("posting", "said"),
    [
        (Posting("2026-00009", POSTED, "", ""), "there is no letter '2026-00009'"),
        (Posting("2026-00001", date(2026, 11, 22), "", ""), "before the letter's own date, 2026-11-23"),
    ],
)
def test_a_letter_that_is_not_there_or_not_yet_dated_cannot_have_been_posted(
    path: Path, posting: Posting, said: str
) -> None:
    with Ledger.open(path) as ledger:
        ((_, why, remedy),) = ledger.refusals([posting], replace=True)
        assert said in why and remedy


def test_a_letter_may_be_posted_on_its_own_date(path: Path) -> None:
    with Ledger.open(path) as ledger:
        assert ledger.post([Posting("2026-00001", NOVEMBER, "", "")]) == 1


def test_a_voided_letter_is_not_posted(path: Path) -> None:
    with Ledger.open(path) as ledger:
        ledger.void_letter(FIRST.letter, NOVEMBER, "they paid")
        with pytest.raises(LedgerError, match="letter 2026-00001 was voided"):
            ledger.post([SECOND, FIRST], replace=True)
        assert ledger.postings() == {}


def test_the_database_itself_lets_nobody_change_a_posting_or_add_a_second_first_one(path: Path) -> None:
    with Ledger.open(path) as ledger:
        ledger.post([FIRST])
        ledger.void_letter(SECOND.letter, NOVEMBER, "they paid")
    again = "INSERT INTO postings (letter, attempt, posted_on, service, number) VALUES (1, 0, '2026-11-24', '', '')"
    with closing(sqlite3.connect(path)) as raw:
        for deed, said in (
            ("UPDATE postings SET number = 'X'", "append-only"),
            ("DELETE FROM postings", "append-only"),
            (again, "this letter has a posting"),
            (again.replace("(1, 0", "(2, 0"), "this letter was voided"),
        ):
            with pytest.raises(sqlite3.IntegrityError, match=said):
                raw.execute(deed)
