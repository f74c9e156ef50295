"""Taking back: the last run whole, no letter in part, nothing that was posted; and the paper not to post is named."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.cli.offices import ON, Office, office

BEFORE = "2026-09-10"


@pytest.fixture(scope="module")
def run_twice(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Two runs: reminders of A-1 and A-2 in one letter and of B-1, then the third notices."""
    folder = tmp_path_factory.mktemp("shop")
    two = {"customer_id": "C", "customer": "Acme GmbH", "due": "2026-07-31"}
    made = office(folder, {**two, "invoice": "A-1"}, {**two, "invoice": "A-2"}, {"invoice": "B-1", "due": "2026-07-31"})
    assert made.runs(on=BEFORE).code == 0 and made.runs().code == 0
    return made


@pytest.fixture
def shop(run_twice: Office, tmp_path: Path) -> Office:
    """A copy of that office for one test."""
    return Office(shutil.copytree(run_twice.folder, tmp_path, dirs_exist_ok=True))


def test_undo_takes_the_last_run_back_and_names_the_paper(shop: Office) -> None:
    said = shop.says("undo", "--why", "wrong export", "--as-of", ON)
    assert said.code == 0
    assert said.out == (
        f"undone: run {ON}-1 as of {ON}, 3 notices\n"
        "voided third_notice of A-1 in letter 2026-00003\n"
        "voided third_notice of A-2 in letter 2026-00003\n"
        "voided third_notice of B-1 in letter 2026-00004\n"
        f"do not post 2026-00003, 2026-00004 in out/{ON}/print/letters.pdf\n"
    )
    again = shop.runs()
    assert again.code == 0 and "3 in 2 letters: 3 third notice" in again.out
    assert shop.says("undo").code == 0 and shop.says("undo").code == 0
    nothing = shop.says("undo")
    assert nothing.code == 7 and "there is no run to undo" in nothing.err


def test_one_notice_is_counted_as_one(tmp_path: Path) -> None:
    one = office(tmp_path, {"due": "2026-07-31"})
    assert one.runs().code == 0
    assert one.says("undo").out.splitlines()[0] == f"undone: run {ON}-1 as of {ON}, 1 notice"


def test_one_invoice_of_a_letter_with_several_is_not_voided_alone(shop: Office) -> None:
    refused = shop.says("void", "A-1", "--stage", "third_notice", "--why", "x")
    assert refused.code == 7 and "letter 2026-00003 asks for A-2 as well as A-1" in refused.err
    assert "--letter 2026-00003" in refused.err
    assert shop.says("void", "B-1", "--stage", "third-notice", "--why", "x").code == 0, "as letters' files are named"
    whole = shop.says("void", "--letter", "2026-00003", "--why", "x")
    assert whole.code == 0 and f"do not post 2026-00003 in out/{ON}/print/letters.pdf" in whole.out


@pytest.mark.parametrize("words", [("undo",), ("void", "--letter", "2026-00003", "--why", "x")])
def test_what_was_posted_is_not_taken_back_unless_that_is_said(shop: Office, words: tuple[str, ...]) -> None:
    manifest = shop.folder / f"out/{ON}/print/manifest.csv"
    assert shop.says("posted", str(manifest), "--on", "2026-10-31").code == 0
    refused = shop.says(*words)
    assert refused.code == 7 and "posted already: letter 2026-00003 on 2026-10-31" in refused.err
    allowed = shop.says(*words, "--posted")
    assert allowed.code == 0 and "tell the customer, who has what was posted: letter 2026-00003" in allowed.err


def test_an_older_letter_voided_in_part_is_named_wherever_it_could_go_out(shop: Office) -> None:
    with closing(sqlite3.connect(shop.folder / "pastdue.ledger")) as raw:
        key = "SELECT n FROM notices WHERE invoice = 'A-1' AND stage = 'third_notice'"
        raw.execute(f"INSERT INTO voids (notice, voided_on, why) VALUES (({key}), '{ON}', 'x')")
        raw.commit()
    assert (
        "for some of the invoices they ask for, do not post them as they are: 2026-00003"
        in shop.says("print", f"{ON}-1", "--dry-run").err
    )
    assert "voided for some of the invoices they ask for: 2026-00003" in shop.says("reprint", "2026-00003").err
    manifest = str(shop.folder / f"out/{ON}/print/manifest.csv")
    assert "ask for: 2026-00003" in shop.says("posted", manifest, "--on", "2026-10-31").err
