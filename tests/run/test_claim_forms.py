"""The official forms go out with letters of claim, and only with these: whole runs over real files."""

from __future__ import annotations

import csv
import hashlib
import json
import pickle
from datetime import date
from pathlib import Path

import pytest
from pikepdf import Pdf
from tests.command import pastdue
from tests.run.test_copies_run import words
from tests.typeset import copies_by_hand as hand

from pastdue.firm import read_firm
from pastdue.intake import Dialect, Files
from pastdue.ledger import Access
from pastdue.model.errors import SettingsError
from pastdue.reports.outcome import Outcome, SetLetter
from pastdue.run import Job, rehearse, send
from pastdue.run.making import Made, Recipe, make_all

FIRST, ON = date(2026, 9, 21), date(2026, 10, 30)
BY_LAW, BY_HABIT = date(2026, 11, 27), date(2026, 11, 13)  # 29 November, the 30th day, is a Sunday
HEAD = "invoice,customer_id,customer,customer_type,address1,postcode,city,country,issued,due,currency,total"
CUSTOMERS = {
    "trader": ("sole_trader", "LS11 5QN", "GB"),
    "person": ("consumer", "CF10 1EP", "GB"),
    "firm": ("business", "LS11 5QN", "GB"),
    "town": ("public", "LS11 5QN", "GB"),
    "scot": ("sole_trader", "EH2 2PB", "GB"),
    "irish": ("sole_trader", "D02 X285", "IE"),
}
SETTINGS = """
[creditor]
name = "Hart Studio"
address = ["14 Canal Street", "Leeds"]
country = "{country}"
iban = "GB33BUKB20201555555555"
[dunning]
policy = "none"
final_deadline = "14 days"
[letters]
layout = "uk-dl"
"""
NAMED = 'claim_forms = "forms.pdf"\n'


def job(folder: Path, more: str = NAMED, country: str = "GB", on: date = ON) -> Job:
    """A job whose customers all have one invoice of the same age."""
    (folder / "pastdue.toml").write_text(SETTINGS.format(country=country) + more, encoding="utf-8")
    lines = [
        f"{id_}-1,{id_},{id_.title()} Smith,{kind},1 Road,{code},Town,{land},2026-05-22,2026-06-21,GBP,100.00"
        for id_, (kind, code, land) in CUSTOMERS.items()
    ]
    (folder / "invoices.csv").write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")
    return Job(read_firm(folder / "pastdue.toml", folder), Files(folder / "invoices.csv"), Dialect(), on)


def forms(folder: Path, pages: int = 3) -> bytes:
    """The forms, put beside the settings."""
    data = hand.invoice("OFFICIAL FORM", pages=pages)
    (folder / "forms.pdf").write_bytes(data)
    return data


def final_demands(folder: Path, more: str = NAMED, country: str = "GB") -> Outcome:
    """The run of final demands, after one of third notices."""
    send(job(folder, more, country, FIRST))
    return send(job(folder, more, country))


def by_customer(done: Outcome) -> dict[str, SetLetter]:
    return {letter.customer.id: letter for letter in done.letters}


def out(folder: Path, on: date = ON) -> Path:
    return folder / "out" / on.isoformat()


def test_no_letter_of_claim_goes_out_about_an_invoice_without_its_date(tmp_path: Path) -> None:
    forms(tmp_path)
    send(job(tmp_path, on=FIRST))
    again = job(tmp_path)
    file = tmp_path / "invoices.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(",2026-05-22,", ",,"), encoding="utf-8")
    done = send(again)
    held = {skip.customer_id: (skip.why.value, str(skip.detail)) for skip in done.skips}
    said = "a letter of claim names the day of the invoice, and the file gives none: add the column issued"
    assert held == dict.fromkeys(("trader", "person"), ("not_printable", said))
    assert set(by_customer(done)) == set(CUSTOMERS) - {"trader", "person"}


def test_a_final_demand_to_an_individual_is_a_letter_of_claim_with_its_forms_and_30_days(tmp_path: Path) -> None:
    data = forms(tmp_path)
    letters = by_customer(final_demands(tmp_path))
    with_forms = {id_ for id_, letter in letters.items() if letter.draft.forms is not None}
    assert with_forms == {"trader", "person"}
    assert {id_: letter.draft.pay_by for id_, letter in letters.items()} == {
        id_: BY_LAW if id_ in with_forms else BY_HABIT for id_ in CUSTOMERS
    }
    for id_, letter in letters.items():
        pages = words(out(tmp_path) / letter.file)
        assert len(pages) == letter.pages
        assert sum("OFFICIAL FORM" in page for page in pages) == (3 if id_ in with_forms else 0)
        assert ("Letter of Claim" in "".join(pages)) is (id_ in with_forms)
        assert ("14 Canal Street" in pages[0]) and (
            id_ not in with_forms or "by 27 November 2026" in " ".join(pages[0].split())
        )
    assert letters["trader"].draft.forms is not None
    assert letters["trader"].draft.forms.sha256 == hashlib.sha256(data).hexdigest()


def test_plan_letter_and_ledger_say_the_same_day(tmp_path: Path) -> None:
    forms(tmp_path)
    send(job(tmp_path, on=FIRST))
    own = job(tmp_path)
    with own.firm.ledger_place.open(Access.READ) as ledger:
        outcome = rehearse(own, ledger).outcome
        planned = {letter.customer.id: (letter.draft.pay_by, letter.sha256) for letter in outcome.letters}
    done = {letter.customer.id: (letter.draft.pay_by, letter.sha256) for letter in send(own).letters}
    assert planned == done
    with own.firm.ledger_place.open(Access.READ) as ledger:
        issued = ledger.history().issued("trader-1")[-1]
        row = next(row for row in ledger.letters() if row.number == issued.letter)
    assert (issued.pay_by, row.sha256) == done["trader"] and issued.pay_by == BY_LAW


def test_no_letter_before_the_final_demand_has_forms(tmp_path: Path) -> None:
    forms(tmp_path)
    done = send(job(tmp_path, on=FIRST))
    assert {letter.draft.forms for letter in done.letters} == {None}
    assert not any("individual" in remark for remark in map(str, done.remarks))


def test_without_forms_a_remark_says_once_whose_final_demand_is_no_letter_of_claim(tmp_path: Path) -> None:
    done = final_demands(tmp_path, more="")
    assert [remark for remark in map(str, done.remarks) if "letter of claim" in remark] == [
        "2 customers are individuals in the UK (person, trader): a final demand to them is no letter of claim, it only "
        "announces one, until [letters] claim_forms names the official forms"
    ]
    letters = by_customer(done)
    assert {letter.draft.pay_by for letter in letters.values()} == {BY_HABIT}
    said = " ".join("".join(words(out(tmp_path) / letters["trader"].file)).split())
    assert "we will first send you the letter of claim" in said and "Letter of Claim" not in said


def test_with_forms_nothing_is_remarked(tmp_path: Path) -> None:
    forms(tmp_path)
    assert not any("claim" in remark for remark in map(str, final_demands(tmp_path).remarks))


def test_a_creditor_abroad_sends_no_letter_of_claim_and_is_told_so(tmp_path: Path) -> None:
    forms(tmp_path)
    done = final_demands(tmp_path, country="PL")
    assert {letter.draft.forms for letter in done.letters} == {None}
    assert {letter.draft.pay_by for letter in done.letters} == {BY_HABIT}
    unused = "[letters] claim_forms goes unused: letters of claim are for creditors in England and Wales"
    assert [remark for remark in map(str, done.remarks) if "claim" in remark] == [unused]


@pytest.mark.parametrize("duplex", [True, False])
def test_printed_on_both_sides_the_forms_begin_on_a_sheet_of_their_own(duplex: bool, tmp_path: Path) -> None:
    forms(tmp_path)
    (tmp_path / "invoices").mkdir()
    (tmp_path / "invoices" / "trader-1.pdf").write_bytes(hand.invoice("COPY"))
    more = f'{NAMED}invoice_copies = "append"\nduplex = {str(duplex).lower()}\n'
    letters = by_customer(final_demands(tmp_path, more))
    for id_, before in (("trader", 3), ("person", 2)):
        pages = words(out(tmp_path) / letters[id_].file)
        blank = before % 2 if duplex else 0
        assert [page.strip() for page in pages[before:]] == [""] * blank + ["OFFICIAL FORM"] * 3
        assert "Page 2 of 2" in pages[1]
        assert letters[id_].sheets == ((len(pages) + 1) // 2 if duplex else len(pages))


def test_the_print_file_the_manifest_and_run_json_count_the_forms(tmp_path: Path) -> None:
    forms(tmp_path, pages=5)
    letters = {letter.draft.number: letter for letter in final_demands(tmp_path).letters}
    found = 0
    for path in sorted((out(tmp_path) / "print").glob("*.pdf")):
        pages = words(path)
        for row in rows(out(tmp_path) / "print/manifest.csv"):
            letter = letters[row["letter"]]
            if Path(row["print_file"]).name == path.name:
                part = pages[int(row["first_page"]) - 1 : int(row["last_page"])]
                assert part == words(out(tmp_path) / letter.file)
                assert (int(row["pages"]), int(row["sheets"])) == (letter.pages, letter.sheets)
                found += 1
    assert found == len(letters)
    said = json.loads((out(tmp_path) / "run.json").read_text(encoding="utf-8"))
    told = {letter["customer_id"]: letter["forms"] for letter in said["letters"]}
    assert told["firm"] is None
    assert told["trader"] == {
        "file": "forms.pdf", "pages": 5, "sha256": hashlib.sha256((tmp_path / "forms.pdf").read_bytes()).hexdigest()
    }  # fmt: skip


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_forms_follow_the_copies_of_the_invoices(tmp_path: Path) -> None:
    forms(tmp_path)
    (tmp_path / "invoices").mkdir()
    (tmp_path / "invoices" / "trader-1.pdf").write_bytes(hand.invoice("COPY"))
    letters = by_customer(final_demands(tmp_path, NAMED + 'invoice_copies = "append"\n'))
    pages = words(out(tmp_path) / letters["trader"].file)
    order = [kind for page in pages for kind in ("COPY", "OFFICIAL FORM") if page.strip() == kind]
    assert order == ["COPY", *["OFFICIAL FORM"] * 3]
    assert "Enclosures: copies of the invoices, Information Sheet" in " ".join("".join(pages).split())


def test_the_archive_keeps_the_letter_and_the_forms_as_they_were(tmp_path: Path) -> None:
    data = forms(tmp_path)
    letter = by_customer(final_demands(tmp_path, f"{NAMED}archive = true\n"))["trader"]
    with Pdf.open(out(tmp_path) / letter.file.replace("letters/", "archive/")) as kept:
        assert list(kept.attachments) == ["1-forms.pdf"]
        assert kept.attachments["1-forms.pdf"].get_file().read_bytes() == data
        pages = len(kept.pages)
    assert not any("OFFICIAL FORM" in page or not page.strip() for page in words(out(tmp_path) / letter.file)[:pages])
    assert f"Page {pages} of {pages}" in words(out(tmp_path) / letter.file)[pages - 1]


@pytest.mark.slow
def test_a_preview_shows_the_forms_and_the_day_of_a_letter_not_yet_due(tmp_path: Path) -> None:
    job(tmp_path)
    forms(tmp_path)
    for id_, by in (("trader", "23 December 2026"), ("firm", "7 December 2026")):
        shown = pastdue(
            tmp_path, "preview", "invoices.csv", f"{id_}-1", "--stage", "final_demand", "--as-of", "2026-11-23"
        )
        assert shown.returncode == 0, shown.stderr
        pages = words(tmp_path / f"preview-{id_}-1.pdf")
        assert sum("OFFICIAL FORM" in page for page in pages) == (3 if id_ == "trader" else 0)
        assert by in " ".join(pages[0].split())


@pytest.mark.slow
def test_a_lost_letter_of_claim_is_reprinted_to_the_byte_or_refused(tmp_path: Path) -> None:
    data = forms(tmp_path)
    letter = by_customer(final_demands(tmp_path))["trader"]
    lost = out(tmp_path) / letter.file
    sent = lost.read_bytes()
    lost.unlink()
    again = pastdue(tmp_path, "reprint", letter.draft.number, "--to", "again")
    assert again.returncode == 0, again.stderr
    assert (tmp_path / "again" / lost.name).read_bytes() == sent
    (tmp_path / "forms.pdf").write_bytes(hand.invoice("OTHER FORM", pages=3))
    changed = pastdue(tmp_path, "reprint", letter.draft.number, "--to", "changed")
    assert changed.returncode == 4
    assert f"the claim forms in letter {letter.draft.number}: the file has changed since" in changed.stderr
    (tmp_path / "forms.pdf").unlink()
    gone = pastdue(tmp_path, "reprint", letter.draft.number, "--to", "gone")
    assert gone.returncode == 4 and "the file is not there" in gone.stderr
    (tmp_path / "forms.pdf").write_bytes(data)
    assert pastdue(tmp_path, "reprint", letter.draft.number, "--to", "back").returncode == 0


def test_new_forms_under_another_name_leave_old_letters_as_they_were(tmp_path: Path) -> None:
    forms(tmp_path)
    letter = by_customer(final_demands(tmp_path))["trader"]
    lost = out(tmp_path) / letter.file
    sent = lost.read_bytes()
    lost.unlink()
    (tmp_path / "newer.pdf").write_bytes(hand.invoice("NEWER FORM"))
    job(tmp_path, 'claim_forms = "newer.pdf"\n')
    assert pastdue(tmp_path, "reprint", letter.draft.number, "--to", "again").returncode == 0
    assert (tmp_path / "again" / lost.name).read_bytes() == sent


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (None, "is not there"),
        (b"Reply Form", "is not a PDF"),
        (hand.invoice()[:400], "is damaged, or no PDF"),
        (hand.encrypted(""), "is encrypted"),
        (hand.invoice(pages=51), "has 51 pages, more than 50"),
    ],
)
def test_forms_that_cannot_be_printed_are_refused_before_any_letter(
    data: bytes | None, why: str, tmp_path: Path
) -> None:
    own = job(tmp_path)
    if data is not None:
        (tmp_path / "forms.pdf").write_bytes(data)
    with pytest.raises(SettingsError) as refusal:
        send(own)
    assert str(refusal.value).startswith(f"{tmp_path}/pastdue.toml: letters: claim_forms: {tmp_path}/forms.pdf {why}")
    assert not own.firm.ledger_place.exists() and not (tmp_path / "out").exists()


def test_a_folder_is_no_forms(tmp_path: Path) -> None:
    (tmp_path / "forms.pdf").mkdir()
    with pytest.raises(SettingsError, match=r"letters: claim_forms: .*forms\.pdf "):
        send(job(tmp_path))


def test_the_forms_are_cleaned_as_copies_are(tmp_path: Path) -> None:
    (tmp_path / "forms.pdf").write_bytes(hand.scripted())
    letter = by_customer(final_demands(tmp_path))["trader"]
    sent = (out(tmp_path) / letter.file).read_bytes()
    assert not any(word in sent for word in (b"JavaScript", b"/Launch", b"virus", b"/OpenAction"))


def test_whoever_sets_letters_from_the_settings_alone_makes_the_same_ones(tmp_path: Path) -> None:
    forms(tmp_path)
    send(job(tmp_path, on=FIRST))
    own = job(tmp_path)
    with own.firm.ledger_place.open(Access.READ) as ledger:
        letter = by_customer(rehearse(own, ledger).outcome)["trader"]
    (again,) = make_all(Recipe(pickle.dumps(own.firm), "again"), [letter.draft])
    assert isinstance(again, Made)
    assert hashlib.sha256(again.pdf).hexdigest() == letter.sha256
