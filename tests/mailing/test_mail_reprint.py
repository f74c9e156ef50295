"""`pastdue reprint`: the same bytes once more, called a copy beside the letter and never in it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from tests.command import pastdue
from tests.mailing.mail_firm import ON, SETTINGS, pack, rows_of

from pastdue.ledger import Access, Ledger

DAY = ("--as-of", "2026-12-01")


def letters(firm: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (pack(firm).parent / "letters").iterdir()}


def test_copies_have_the_very_bytes_and_a_list_that_calls_them_copies(firm: Path) -> None:
    done = pastdue(firm, "reprint", "2026-00003", "2026-00001", *DAY)
    assert (done.returncode, done.stdout) == (0, "wrote 2 copies to reprint-2026-12-01\n"), done.stderr
    folder = firm / "reprint-2026-12-01"
    rows = rows_of(folder / "reprint-manifest.csv")
    assert [row["letter"] for row in rows] == ["2026-00001", "2026-00003"]
    assert {(row["copy"], row["reprinted_on"], row["made_from"]) for row in rows} == {
        ("copy", "2026-12-01", "released file")
    }
    for row in rows:
        assert (folder / row["file"]).read_bytes() == letters(firm)[row["file"]]
        assert hashlib.sha256((folder / row["file"]).read_bytes()).hexdigest() == row["sha256"]
    with Ledger.open(firm / "pastdue.ledger", Access.READ) as ledger:
        assert len(ledger.runs()) == 1 and len(list(ledger.letters())) == 4


def test_a_run_is_reprinted_whole_and_a_second_reprint_of_the_day_has_its_own_folder(firm: Path) -> None:
    pastdue(firm, "reprint", "2026-00001", *DAY)
    assert pastdue(firm, "reprint", "--run", f"{ON}-1", *DAY).returncode == 0
    copies = {path.name: path.read_bytes() for path in (firm / "reprint-2026-12-01-2").glob("*.pdf")}
    assert copies == letters(firm)


@pytest.mark.parametrize("harm", ["gone", "altered"])
def test_a_letter_whose_file_is_gone_or_altered_is_set_again_with_the_same_bytes(firm: Path, harm: str) -> None:
    (name, before) = sorted(letters(firm).items())[0]
    path = pack(firm).parent / "letters" / name
    path.unlink() if harm == "gone" else path.write_bytes(before + b"%")
    done = pastdue(firm, "reprint", "2026-00001", "--to", "copies", *DAY)
    assert done.returncode == 0 and "set again from the ledger" in done.stderr
    assert (firm / "copies" / name).read_bytes() == before
    assert rows_of(firm / "copies" / "reprint-manifest.csv")[0]["made_from"] == "ledger"


def test_a_letter_that_no_longer_comes_out_the_same_is_refused(firm: Path) -> None:
    for path in (pack(firm).parent / "letters").iterdir():
        path.unlink()
    (firm / "pastdue.toml").write_text(SETTINGS + '[letters]\naccent = "#AA0000"\n', encoding="utf-8")
    done = pastdue(firm, "reprint", "2026-00001", "--to", "copies", *DAY)
    assert done.returncode == 7 and "does not come out the same" in done.stderr
    assert not (firm / "copies" / "reprint-manifest.csv").exists()


def test_a_voided_letter_is_refused_unless_it_is_asked_for(firm: Path) -> None:
    with Ledger.open(firm / "pastdue.ledger") as ledger:
        ledger.void_letter("2026-00002", ON, "they paid")
    done = pastdue(firm, "reprint", "2026-00001", "2026-00002", "--to", "a", *DAY)
    assert done.returncode == 7 and "voided: 2026-00002" in done.stderr
    assert not (firm / "a").exists()
    assert pastdue(firm, "reprint", "2026-00002", "--voided", "--to", "b", *DAY).returncode == 0
    assert rows_of(firm / "b" / "reprint-manifest.csv")[0]["voided"] == "voided"
    done = pastdue(firm, "reprint", "--run", f"{ON}-1", "--to", "c", *DAY)
    assert done.returncode == 0 and "voided and left out: 2026-00002" in done.stderr
    assert len(list((firm / "c").glob("*.pdf"))) == 3


def test_what_cannot_be_reprinted_is_named_at_once(firm: Path) -> None:
    for words, code, said in (
        (("2026-00001", "2026-00098", "2026-00099"), 7, "there is no letter 2026-00098, 2026-00099"),
        (("--run", "2026-01-01-1"), 7, "there is no run '2026-01-01-1'"),
        ((), 2, "name letters, or a run"),
        (("2026-00001", "--run", f"{ON}-1"), 2, "name letters, or a run"),
    ):
        done = pastdue(firm, "reprint", *words, *DAY)
        assert done.returncode == code and said in done.stderr, words
    assert not list(firm.glob("reprint*"))


def test_a_folder_that_holds_a_reprint_takes_no_second_one(firm: Path) -> None:
    assert pastdue(firm, "reprint", "2026-00001", "--to", "copies", *DAY).returncode == 0
    done = pastdue(firm, "reprint", "2026-00002", "--to", "copies", *DAY)
    assert done.returncode == 6 and "holds a reprint already" in done.stderr


def test_copies_are_printed_one_job_each_on_the_firms_sides(firm: Path) -> None:
    pastdue(firm, "reprint", "2026-00001", "2026-00002", "--to", "copies", *DAY)
    lines = pastdue(firm, "print", "copies", "--dry-run").stdout.splitlines()
    assert len(lines) == 2 and all("sides=two-sided-long-edge" in line and "media=A4" in line for line in lines)
    (firm / "copies" / "reprint-manifest.csv").unlink()
    assert pastdue(firm, "print", "copies", "--dry-run").returncode == 6
