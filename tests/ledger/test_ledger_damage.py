"""Damage of single bytes in a real ledger: told in one wording by whatever reads it, and found by `ledger check`."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import pytest
from tests.cli.offices import ON, Office, office

READERS = (
    ["history"],
    ["history", "--runs"],
    ["history", "--payments"],
    ["history", "--holds"],
    ["plan", "invoices.csv"],
)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office after a run, a hold, a promise, a payment and a waiver."""
    made = office(tmp_path_factory.mktemp("damaged"))
    assert made.runs().code == 0
    for entry in (["hold", "A-1", "--why", "x", "--until", "2027-01-15"], ["waive", "A-1", "--why", "x"],
                  ["paid", "A-1", "1.00", "--on", ON, "--reference", "by hand"]):  # fmt: skip
        assert made.says(*entry, "--as-of", ON).code == 0, entry
    return made


def said_of(shop: Office, whole: bytes, at: int, value: int) -> set[int]:
    """The exit codes of all readers of the ledger with one byte changed; none may be unexpected, and where one finds
    damage, `ledger check` does."""
    path = shop.folder / "pastdue.ledger"
    path.write_bytes(whole[:at] + bytes([value]) + whole[at + 1 :])
    try:
        said = [shop.says(*command, "--as-of", ON) for command in READERS]
        check = shop.says("ledger", "check")
    finally:
        path.write_bytes(whole)
    for one in (*said, check):
        assert one.code in (0, 3, 7) and "unexpected" not in one.err, (at, one.err)
        assert one.code != 7 or one is check or "put back a backup" in one.err, (at, one.err)
    if any(one.code == 7 for one in said):
        assert check.code == 7, (at, [one.err for one in said])
    return {one.code for one in said}


def test_a_whole_ledger_is_read_and_nothing_is_found(shop: Office) -> None:
    whole = (shop.folder / "pastdue.ledger").read_bytes()
    assert said_of(shop, whole, 0, whole[0]) <= {0, 3}
    assert shop.says("ledger", "check").code == 0


@pytest.mark.parametrize("text", [b"2027-01-15", ON.encode(), b"EUR", b"reminder", b"hold", b"by hand"])
@pytest.mark.parametrize("value", [0x00, 0x39, 0xFF])
def test_a_changed_byte_of_a_row_never_ends_unexpectedly(shop: Office, text: bytes, value: int) -> None:
    whole = (shop.folder / "pastdue.ledger").read_bytes()
    places = [found.start() for found in re.finditer(re.escape(text), whole)]
    at = places[len(places) // 2]
    said_of(shop, whole, at + min(5, len(text) - 1), value)


def test_a_notice_on_no_day_of_any_month_is_damage_and_the_check_names_the_notices(shop: Office) -> None:
    path = shop.folder / "pastdue.ledger"
    whole = path.read_bytes()
    found = re.search(rb"A-1C-1[a-z_]+.?" + ON.encode(), whole, re.DOTALL)
    assert found is not None
    at = found.end() - 5
    path.write_bytes(whole[:at] + b"9" + whole[at + 1 :])
    try:
        history, check = shop.says("history"), shop.says("ledger", "check")
    finally:
        path.write_bytes(whole)
    assert history.code == 7 and "pastdue.ledger: the ledger is damaged: the notices cannot be read" in history.err
    assert history.err.count("pastdue.ledger") == 1 and "put back a backup" in history.err
    assert check.code == 7 and "the notices cannot be read" in check.out and "ledger is damaged" not in check.out


def test_the_check_names_the_letter_whose_words_cannot_be_read(shop: Office) -> None:
    path = shop.folder / "pastdue.ledger"
    with closing(sqlite3.connect(path)) as db:
        content, number = db.execute("SELECT content, number FROM letters").fetchone()
    whole = path.read_bytes()
    at = whole.index(content[:30].encode())
    path.write_bytes(whole[:at] + b"x" + whole[at + 1 :])
    try:
        check = shop.says("ledger", "check")
    finally:
        path.write_bytes(whole)
    assert check.code == 7 and f"the words of letter {number} cannot be read" in check.out
