"""The invoices' copies go out with their letters, and only theirs: whole runs over real files."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
from datetime import date
from pathlib import Path

import pytest
from pikepdf import Pdf
from tests.command import pastdue
from tests.typeset import copies_by_hand as hand

from pastdue.firm import read_firm
from pastdue.intake import Dialect, Files
from pastdue.ledger import Access, Ledger
from pastdue.letters.saved import letter_from_json
from pastdue.model import Why
from pastdue.model.errors import InputError, SettingsError
from pastdue.reports.outcome import Outcome
from pastdue.run import Job, plan, prepare, rehearse, send
from pastdue.run.letters import LetterMaker
from pastdue.run.outbox import Outbox
from pastdue.run.record import run_record
from pastdue.run.recovery import undertaking
from pastdue.run.sending import issue

ON = date(2026, 10, 30)
HEAD = "invoice,customer_id,customer,address1,postcode,city,country,issued,due,currency,total,invoice_pdf"
SETTINGS = """
[creditor]
name = "Test Firm"
address = ["Street 1", "00-001 Warszawa"]
country = "PL"
language = "en"
iban = "PL61109010140000071219812874"
[dunning]
policy = "none"
[letters]
invoice_copies = "append"
"""


def firm_in(folder: Path, rows: dict[str, str], more: str = "", settings: str = SETTINGS) -> Job:
    """A job whose export has the invoices `rows`, each with its invoice_pdf; each is another customer's."""
    (folder / "invoices").mkdir(exist_ok=True)
    (folder / "pastdue.toml").write_text(settings + more, encoding="utf-8")
    lines = [
        f'{number},{n},Customer {n},Road {n},00-00{n},Town,PL,2026-09-01,2026-09-15,PLN,100.00,"{copy}"'
        for n, (number, copy) in enumerate(rows.items(), 1)
    ]
    (folder / "invoices.csv").write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")
    return job_of(folder)


def job_of(folder: Path) -> Job:
    return Job(read_firm(folder / "pastdue.toml", folder), Files(folder / "invoices.csv"), Dialect(), ON)


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / "invoices" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def copied(done: Outcome) -> dict[str, list[str]]:
    """The files that follow each letter, by the letter's first invoice."""
    return {
        letter.draft.notices[0].invoice.number: [copy.file for copy in letter.draft.copies] for letter in done.letters
    }


def words(path: Path) -> list[str]:
    pdfium = pytest.importorskip("pypdfium2")
    return [page.get_textpage().get_text_bounded() for page in pdfium.PdfDocument(path)]


def out(folder: Path) -> Path:
    return folder / "out" / ON.isoformat()


def test_a_letter_is_posted_and_recorded_with_its_invoice(tmp_path: Path) -> None:
    job = firm_in(tmp_path, {"FV/1": "", "FV/2": "sub/two.pdf"})
    put(tmp_path, "fv-1.pdf", hand.invoice("COPY ONE", pages=2))
    put(tmp_path, "sub/two.pdf", hand.invoice("COPY TWO"))
    done = send(job)
    assert copied(done) == {"FV/1": ["fv-1.pdf"], "FV/2": ["sub/two.pdf"]}
    first, second = (letter.draft.copies[0] for letter in done.letters)
    assert first.sha256 == hashlib.sha256((tmp_path / "invoices/fv-1.pdf").read_bytes()).hexdigest()
    for letter, copy, text in zip(done.letters, (first, second), ("COPY ONE", "COPY TWO"), strict=True):
        pages = words(out(tmp_path) / letter.file)
        assert len(pages) == letter.pages and copy.pages == sum(text in page for page in pages)
        assert f"Page 1 of {letter.pages - copy.pages}" in pages[0]
        assert hashlib.sha256((out(tmp_path) / letter.file).read_bytes()).hexdigest() == letter.sha256


def test_the_print_file_has_the_same_pages_whole_sheets_and_right_places(tmp_path: Path) -> None:
    job = firm_in(tmp_path, {f"FV-{n}": "" for n in range(1, 5)})
    for n in range(1, 4):
        put(tmp_path, f"FV-{n}.pdf", hand.invoice(f"COPY {n}", pages=n))
    done = send(job)
    by_number = {letter.draft.number: letter for letter in done.letters}
    with (out(tmp_path) / "print/manifest.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 4
    (path,) = (out(tmp_path) / "print").glob("*.pdf")
    pages = words(path)
    for row in rows:
        letter = by_number[row["letter"]]
        first, last = int(row["first_page"]), int(row["last_page"])
        assert pages[first - 1 : last] == words(out(tmp_path) / letter.file)
        assert (int(row["pages"]), first % 2) == (letter.pages, 1)
        assert int(row["sheets"]) == letter.sheets == (letter.pages + 1) // 2
    with Pdf.open(path) as pdf, pdf.open_outline() as outline:
        assert len(outline.root) == len(rows) and len(pdf.pages) % 2 == 0


def test_two_runs_over_the_same_files_print_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        folder = tmp_path / name
        folder.mkdir()
        job = firm_in(folder, {"FV-1": "", "FV-2": "", "FV-3": "sub/FV-3.pdf"}, "archive = true\n")
        put(folder, "FV-1.pdf", hand.scripted())
        put(folder, "FV-2.pdf", hand.noted(4))
        put(folder, "sub/FV-3.pdf", hand.layered())
        send(job)
    for path in (tmp_path / "a").rglob("*.pdf"):
        assert path.read_bytes() == (tmp_path / "b" / path.relative_to(tmp_path / "a")).read_bytes(), path.name


def test_off_is_off(tmp_path: Path) -> None:
    job = firm_in(tmp_path, {"FV-1": "FV-1.pdf"}, settings=SETTINGS.replace("append", "off"))
    put(tmp_path, "FV-1.pdf", hand.invoice())
    done = send(job)
    assert copied(done) == {"FV-1": []} and done.letters[0].pages == 1
    assert not (out(tmp_path) / "archive").exists()


BAD = {
    "not there": ("nowhere.pdf", b"", "nowhere.pdf is not there"),
    "encrypted": ("bad.pdf", hand.encrypted(""), "invoices/bad.pdf is encrypted"),
    "no pdf": ("bad.pdf", b"hello", "invoices/bad.pdf is not a PDF"),
    "truncated": ("bad.pdf", hand.invoice()[:-99], "invoices/bad.pdf is damaged"),
    "too many pages": ("bad.pdf", hand.invoice(pages=51), "has 51 pages"),
    "too large": ("bad.pdf", hand.invoice() + b"%" * 10_000_000, "is larger than 10 MB"),
    "upwards": ("../../outside.pdf", b"", "outside.pdf is not there"),
    "outside": ("../outside.pdf", b"", "lies outside the folder of copies"),
    "absolute": ("/etc/passwd", b"", "lies outside the folder of copies"),
    "folder": ("sub", b"", "sub cannot be read"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_copy_is_named_and_the_letter_goes_without_it_or_is_held(case: str, tmp_path: Path) -> None:
    name, data, says = BAD[case]
    (tmp_path / "outside.pdf").write_bytes(hand.invoice("SECRET"))
    job = firm_in(tmp_path, {"FV-1": name, "FV-2": "good.pdf"})
    (tmp_path / "invoices/sub").mkdir()
    put(tmp_path, "good.pdf", hand.invoice())
    if data:
        put(tmp_path, name, data)
    with Ledger.empty() as ledger:
        done = rehearse(job, ledger).outcome
        assert copied(done) == {"FV-1": [], "FV-2": ["good.pdf"]}
        assert [r for r in map(str, done.remarks) if r.startswith("FV-1: ") and says in r and "goes without" in r]
        held = rehearse(
            firm_in(tmp_path, {"FV-1": name, "FV-2": "good.pdf"}, 'copies_when_bad = "hold"\n'), ledger
        ).outcome
    assert copied(held) == {"FV-2": ["good.pdf"]}
    (skip,) = (skip for skip in held.skips if skip.why is Why.NOT_PRINTABLE)
    assert skip.invoice == "FV-1" and says in str(skip.detail)
    assert not [r for r in map(str, held.remarks) if "goes without" in r]


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="needs symbolic links")
def test_a_link_out_of_the_folder_is_not_followed_and_one_inside_is(tmp_path: Path) -> None:
    (tmp_path / "outside.pdf").write_bytes(hand.invoice("SECRET"))
    job = firm_in(tmp_path, {"FV-1": "", "FV-2": "link.pdf", "FV-3": "door/outside.pdf", "FV-4": ""})
    put(tmp_path, "real.pdf", hand.invoice("FINE"))
    (tmp_path / "invoices/fv-1.pdf").symlink_to(tmp_path / "outside.pdf")
    (tmp_path / "invoices/link.pdf").symlink_to("real.pdf")
    (tmp_path / "invoices/door").symlink_to(tmp_path)
    (tmp_path / "invoices/fv-4.pdf").symlink_to("fv-4.pdf")
    with Ledger.empty() as ledger:
        done = rehearse(job, ledger).outcome
    assert copied(done) == {"FV-1": [], "FV-2": ["real.pdf"], "FV-3": [], "FV-4": []}
    assert sum("lies outside the folder of copies" in remark for remark in map(str, done.remarks)) == 2
    assert [r for r in map(str, done.remarks) if r.startswith("FV-4: fv-4.pdf cannot be read")]


def test_a_pipe_is_no_copy_and_does_not_hold_up_the_run(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("needs a named pipe")
    job = firm_in(tmp_path, {"FV-1": "pipe.pdf"})
    os.mkfifo(tmp_path / "invoices/pipe.pdf")
    with Ledger.empty() as ledger:
        assert [r for r in map(str, rehearse(job, ledger).outcome.remarks) if "pipe.pdf is not a regular file" in r]


def test_a_file_that_fits_two_invoices_is_nobodys_and_two_files_for_one_are_none(tmp_path: Path) -> None:
    job = firm_in(tmp_path, {"FV/1": "", "FV-1": "", "FV-2": "", "FV-3": ""})
    put(tmp_path, "fv-1.pdf", hand.invoice())
    put(tmp_path, "FV-2.pdf", hand.invoice())
    put(tmp_path, "fv_2.PDF", hand.invoice())
    put(tmp_path, "FV-3.PDF", hand.invoice())
    with Ledger.empty() as ledger:
        done = rehearse(job, ledger).outcome
    assert copied(done) == {"FV/1": [], "FV-1": [], "FV-2": [], "FV-3": ["FV-3.PDF"]}
    assert [r for r in map(str, done.remarks) if r.startswith(("FV-1, FV/1: ", "FV/1, FV-1: "))]
    assert [r for r in map(str, done.remarks) if "several files fit: FV-2.pdf, fv_2.PDF" in r]


def test_a_row_may_name_the_file_as_seen_from_the_settings_too(tmp_path: Path) -> None:
    job = firm_in(tmp_path, {"FV-1": "invoices/one.pdf", "FV-2": "invoices\\\\two.pdf".replace("\\\\", "\\")})
    put(tmp_path, "one.pdf", hand.invoice())
    put(tmp_path, "two.pdf", hand.invoice())
    with Ledger.empty() as ledger:
        assert copied(rehearse(job, ledger).outcome) == {"FV-1": ["one.pdf"], "FV-2": ["two.pdf"]}


def test_one_file_with_several_invoices_of_a_letter_goes_along_once(tmp_path: Path) -> None:
    job = firm_in(tmp_path, {"FV-1": "all.pdf", "FV-2": "all.pdf"})
    text = (tmp_path / "invoices.csv").read_text(encoding="utf-8").replace("FV-2,2,Customer 2", "FV-2,1,Customer 1")
    (tmp_path / "invoices.csv").write_text(text, encoding="utf-8")
    put(tmp_path, "all.pdf", hand.invoice())
    with Ledger.empty() as ledger:
        assert copied(rehearse(job, ledger).outcome) == {"FV-1": ["all.pdf"]}


def test_one_file_never_goes_to_two_customers(tmp_path: Path) -> None:
    job = firm_in(tmp_path, {"FV-1": "all.pdf", "FV-2": "all.pdf"})
    put(tmp_path, "all.pdf", hand.invoice())
    with Ledger.empty() as ledger:
        done = rehearse(job, ledger).outcome
    assert copied(done) == {"FV-1": ["all.pdf"], "FV-2": []}
    assert [
        r
        for r in map(str, done.remarks)
        if r.startswith("FV-2: invoices/all.pdf is the copy of FV-1 too, of customer 1")
    ]


def test_invoices_without_any_copy_are_named_in_one_line(tmp_path: Path) -> None:
    job = firm_in(tmp_path, {"FV-1": "", "FV-2": ""})
    with Ledger.empty() as ledger:
        (remark,) = (r for r in map(str, rehearse(job, ledger).outcome.remarks) if "no copy in" in r)
    assert remark == "FV-1, FV-2: no copy in invoices/; the letter goes without a copy"


def test_a_folder_that_is_not_there_is_a_mistake_in_the_settings(tmp_path: Path) -> None:
    job = firm_in(tmp_path, {"FV-1": ""}, 'copies_folder = "elsewhere"\n')
    with pytest.raises(SettingsError, match="elsewhere is not a folder"):
        send(job)
    assert not (tmp_path / "out").exists()


def interrupted(job: Job) -> Path:
    """A run that was recorded and then lost everything it had laid aside; returns its ledger."""
    planned_for = prepare(job)
    with job.firm.ledger_place.held(access=Access.BEGIN) as ledger:
        planned = plan(planned_for, ledger.history())
        number = ledger.next_numbers(job.as_of).run
        record = run_record(job.firm, number, job.as_of, job.files.parts, "PL")
        outbox = Outbox(record.folder, record.staging)
        with pytest.raises(KeyboardInterrupt), undertaking(ledger, record, outbox) as run:
            issue(planned, LetterMaker(job.firm, numbers=planned_for.numbers), ledger, outbox, run)
            raise KeyboardInterrupt
        shutil.rmtree(record.staging)
    return Path(job.firm.ledger_place.name)


def test_a_lost_letter_is_made_again_with_its_copies_to_the_byte(tmp_path: Path) -> None:
    job = firm_in(tmp_path, {"FV-1": "", "FV-2": ""})
    put(tmp_path, "FV-1.pdf", hand.scripted())
    with Ledger.open(interrupted(job)) as ledger:
        recorded = {row.file: row.sha256 for row in ledger.letters()}
    done = send(job)
    found = {f"letters/{p.name}": hashlib.sha256(p.read_bytes()).hexdigest() for p in out(tmp_path).glob("letters/*")}
    assert found == recorded and len(found) == 2 and done.letters == ()


@pytest.mark.parametrize("harm", ["changed", "gone"])
def test_a_lost_letter_whose_copy_is_another_now_is_not_made_again_but_named(harm: str, tmp_path: Path) -> None:
    job = firm_in(tmp_path, {"FV-1": ""})
    path = put(tmp_path, "FV-1.pdf", hand.invoice("THEN"))
    interrupted(job)
    saved = path.read_bytes()
    path.write_bytes(hand.invoice("NOW"))
    if harm == "gone":
        path.unlink()
    with pytest.raises(InputError, match="the invoice copy in letter 2026-00001: the file ") as refusal:
        send(job)
    assert ("changed since" in str(refusal.value)) is (harm == "changed")
    assert "FV-1.pdf" in str(refusal.value)
    path.write_bytes(saved)
    send(job)
    assert len(list(out(tmp_path).glob("letters/*.pdf"))) == 1


def test_the_ledger_knows_which_file_went_along_but_not_its_bytes(tmp_path: Path) -> None:
    job = firm_in(tmp_path, {"FV-1": ""})
    path = put(tmp_path, "FV-1.pdf", hand.invoice("FINDME"))
    send(job)
    with job.firm.ledger_place.open(Access.READ) as ledger:
        (row,) = ledger.letters()
    (copy,) = letter_from_json(row.content).enclosed.copies
    assert (copy.invoice, copy.file, copy.pages) == ("FV-1", "FV-1.pdf", 1)
    assert copy.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    ledger_file = job.firm.ledger_place.file
    assert ledger_file is not None and b"FINDME" not in ledger_file.read_bytes()
    assert json.loads(row.content)["copies"][0]["file"] == "FV-1.pdf"


def test_run_json_names_the_copies_of_each_letter(tmp_path: Path) -> None:
    job = firm_in(tmp_path, {"FV-1": "", "FV-2": ""})
    data = hand.invoice(pages=2)
    put(tmp_path, "FV-1.pdf", data)
    send(job)
    said = json.loads((out(tmp_path) / "run.json").read_text(encoding="utf-8"))
    found = {letter["invoices"][0]["invoice"]: letter["copies"] for letter in said["letters"]}
    whole = {"invoice": "FV-1", "file": "FV-1.pdf", "pages": 2, "sha256": hashlib.sha256(data).hexdigest()}
    assert found == {"FV-1": [whole], "FV-2": []}


def test_a_preview_shows_the_copies_and_says_which_are_missing_or_hold_the_letter(tmp_path: Path) -> None:
    firm_in(tmp_path, {"FV-1": "", "FV-2": ""})
    put(tmp_path, "FV-1.pdf", hand.invoice("COPY ONE", pages=2))
    shown = pastdue(tmp_path, "preview", "invoices.csv", "FV-1", "--as-of", ON.isoformat())
    assert shown.returncode == 0, shown.stderr
    letter, *copies = words(tmp_path / "preview-FV-1.pdf")
    assert "Page 1 of 1" in letter and [text.strip() for text in copies] == ["COPY ONE"] * 2
    without = pastdue(tmp_path, "preview", "invoices.csv", "FV-2", "--as-of", ON.isoformat())
    assert "FV-2: no copy in invoices/; the letter goes without a copy" in without.stderr
    firm_in(tmp_path, {"FV-1": "", "FV-2": ""}, 'copies_when_bad = "hold"\n')
    held = pastdue(tmp_path, "preview", "invoices.csv", "FV-2", "--as-of", ON.isoformat())
    assert held.returncode == 3 and "invoice FV-2: no copy in invoices/" in held.stderr
