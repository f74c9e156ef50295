"""The outbox: files become visible whole, only on release, and never over an issued letter."""

from __future__ import annotations

import errno
import hashlib
import os
import pickle
from pathlib import Path

import pytest
from tests.noting import noting

from pastdue.ledger import FileRow
from pastdue.model.errors import OutputError
from pastdue.run.outbox import Outbox, new_staging

PDF = b"%PDF a letter"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "a new" / "out"


@pytest.fixture
def outbox(out: Path) -> Outbox:
    made = Outbox(out / "2026-11-23", new_staging(out, "2026-11-23-1"))
    made.begin()
    return made


def visible(out: Path) -> dict[str, bytes]:
    """Every file under `out` outside staging."""
    files = (p for p in out.rglob("*") if p.is_file())
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in files if ".pastdue-" not in p.as_posix()}


def test_nothing_is_visible_until_release(out: Path, outbox: Outbox) -> None:
    laid = [outbox.lay_aside("letters/1.pdf", PDF), outbox.lay_aside("run.json", b"{}", kept=False)]
    outbox.sync()
    assert visible(out) == {}
    assert outbox.release(laid) == ()
    assert visible(out) == {"2026-11-23/letters/1.pdf": PDF, "2026-11-23/run.json": b"{}"}
    outbox.discard()
    assert [p.name for p in out.iterdir()] == ["2026-11-23"]


def test_laying_aside_says_what_was_written(outbox: Outbox) -> None:
    assert outbox.lay_aside("letters/1.pdf", PDF) == FileRow("letters/1.pdf", hashlib.sha256(PDF).hexdigest(), True)
    assert outbox.lay_aside("empty.csv", b"", kept=False).sha256 == hashlib.sha256(b"").hexdigest()
    assert [file.name for file in outbox.files] == ["letters/1.pdf", "empty.csv"]


def test_an_outbox_can_be_sent_to_a_worker(outbox: Outbox) -> None:
    laid = pickle.loads(pickle.dumps(outbox)).lay_aside("letters/1.pdf", PDF)
    assert outbox.release([laid]) == ()


def test_release_can_be_repeated(out: Path, outbox: Outbox) -> None:
    laid = [outbox.lay_aside("letters/1.pdf", PDF), outbox.lay_aside("run.json", b"{}", kept=False)]
    assert outbox.release(laid) == outbox.release(laid) == outbox.release(laid, lambda _: None) == ()
    assert visible(out)["2026-11-23/letters/1.pdf"] == PDF


def test_the_last_file_comes_last(outbox: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    laid = [outbox.lay_aside(name, name.encode()) for name in ("letters/2.pdf", "letters/1.pdf", "run.json")]
    order: list[str] = []
    monkeypatch.setattr(Path, "replace", noting(Path.replace, lambda self, _: order.append(self.name)))
    outbox.release(laid)
    assert order == ["2.pdf", "1.pdf", "run.json"]


def test_an_issued_letter_is_never_overwritten_by_other_bytes(out: Path, outbox: Outbox) -> None:
    issued = out / "2026-11-23" / "letters" / "1.pdf"
    issued.parent.mkdir(parents=True)
    issued.write_bytes(b"another letter")
    with pytest.raises(OutputError, match="never overwritten"):
        outbox.lay_aside("letters/1.pdf", PDF)
    issued.unlink()
    laid = outbox.lay_aside("letters/1.pdf", PDF)
    issued.write_bytes(b"another letter")
    with pytest.raises(OutputError, match="never overwritten"):
        outbox.release([laid])
    assert issued.read_bytes() == b"another letter"


def test_a_letter_in_place_with_the_same_bytes_is_fine(out: Path, outbox: Outbox) -> None:
    issued = out / "2026-11-23" / "letters" / "1.pdf"
    issued.parent.mkdir(parents=True)
    issued.write_bytes(PDF)
    assert outbox.release([outbox.lay_aside("letters/1.pdf", PDF)]) == ()
    outbox.discard()
    assert visible(out) == {"2026-11-23/letters/1.pdf": PDF}


def test_a_file_that_is_not_kept_is_replaced_by_a_later_run(out: Path, outbox: Outbox) -> None:
    outbox.release([outbox.lay_aside("reports/aging.csv", b"old", kept=False)])
    outbox.release([outbox.lay_aside("reports/aging.csv", b"new", kept=False)])
    assert visible(out) == {"2026-11-23/reports/aging.csv": b"new"}


def test_a_missing_file_is_an_error_and_in_recovery_it_is_made_again_or_lost(out: Path, outbox: Outbox) -> None:
    laid = [outbox.lay_aside("letters/1.pdf", PDF), outbox.lay_aside("manifest.csv", b"x", kept=False)]
    (outbox.staging / "letters" / "1.pdf").unlink()
    with pytest.raises(OutputError, match=r"1\.pdf: was written for this run and is missing"):
        outbox.release(laid)
    (out / "2026-11-23" / "manifest.csv").unlink()
    assert outbox.release(laid, {"letters/1.pdf": PDF}.get) == ("manifest.csv",)
    assert visible(out) == {"2026-11-23/letters/1.pdf": PDF}


@pytest.mark.parametrize("name", ["../x.pdf", "a/../../x.pdf", "/etc/x.pdf", "..", ".", "", "a//b", "a\\b", "a\0b"])
def test_a_name_that_leads_elsewhere_is_refused(out: Path, outbox: Outbox, name: str) -> None:
    with pytest.raises(OutputError, match="is not a name for a file inside"):
        outbox.lay_aside(name, PDF)
    assert visible(out.parent) == {}


def test_two_files_of_one_name_are_refused(outbox: Outbox) -> None:
    outbox.lay_aside("letters/1.pdf", PDF)
    with pytest.raises(OutputError, match="two files of one run"):
        outbox.lay_aside("letters/1.pdf", PDF)


def test_a_name_too_long_for_the_disk_is_an_output_error(outbox: Outbox) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        outbox.lay_aside("letters/" + "x" * 300 + ".pdf", PDF)


@pytest.mark.parametrize("where", ["out", "out/2026-11-23"])
def test_a_file_in_place_of_the_output_folder_is_found_before_any_letter(tmp_path: Path, where: str) -> None:
    blocking = tmp_path / where
    blocking.parent.mkdir(exist_ok=True)
    blocking.write_text("I am a file")
    outbox = Outbox(tmp_path / "out" / "2026-11-23", new_staging(tmp_path / "out", "r"))
    with pytest.raises(OutputError, match="is a file where a folder is needed"):
        outbox.begin()
    assert blocking.read_text() == "I am a file"


def test_a_file_in_place_of_the_letters_folder_is_found_before_the_letter_is_written(out: Path, outbox: Outbox) -> None:
    (out / "2026-11-23").mkdir()
    (out / "2026-11-23" / "letters").write_text("I am a file")
    with pytest.raises(OutputError, match="letters: is a file where a folder is needed"):
        outbox.lay_aside("letters/1.pdf", PDF)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="/proc is of Linux")
def test_an_output_that_takes_no_files_is_found_before_any_letter() -> None:
    out = Path("/proc/self")
    with pytest.raises(OutputError, match="/proc/self"):
        Outbox(out / "2026-11-23", new_staging(out, "r")).begin()


@pytest.mark.skipif(not os.access("/dev/shm", os.W_OK), reason="there is no second disk")
def test_a_run_folder_on_another_disk_is_refused_before_any_letter(out: Path) -> None:
    out.mkdir(parents=True)
    if Path("/dev/shm").stat().st_dev == out.stat().st_dev:
        pytest.skip("the same disk")
    (out / "2026-11-23").symlink_to("/dev/shm", target_is_directory=True)
    with pytest.raises(OutputError, match="is on another disk"):
        Outbox(out / "2026-11-23", new_staging(out, "r")).begin()


@pytest.mark.parametrize(
    ("code", "said"),
    [(errno.ENOSPC, "the disk is full"), (errno.EDQUOT, "the disk is full"), (errno.EIO, "cannot be written")],
)
def test_a_failing_disk_is_said_in_words(outbox: Outbox, monkeypatch: pytest.MonkeyPatch, code: int, said: str) -> None:
    def failing(*_: object) -> int:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", failing)
        with pytest.raises(OutputError, match=said) as refused:
            outbox.lay_aside("letters/1.pdf", PDF)
    assert "1.pdf" in refused.value.what and refused.value.remedy


def test_discard_removes_staging_alone(out: Path, outbox: Outbox) -> None:
    outbox.release([outbox.lay_aside("letters/1.pdf", PDF)])
    outbox.lay_aside("letters/2.pdf", PDF)
    outbox.discard()
    outbox.discard()
    assert visible(out) == {"2026-11-23/letters/1.pdf": PDF}
    assert [p.name for p in out.iterdir()] == ["2026-11-23"]


def test_discard_leaves_alone_what_is_no_staging_folder(out: Path, outbox: Outbox) -> None:
    for staging in (out / "2026-11-23", out.parent, out / "2026-11-23" / ".pastdue-x"):
        with pytest.raises(OutputError, match="left alone"):
            Outbox(outbox.folder, staging).discard()
