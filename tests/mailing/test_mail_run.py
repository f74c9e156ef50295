"""The mail pack of a run: its print files, its lists, and that they say the same."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader
from tests.command import pastdue
from tests.mailing.mail_firm import LETTERS, ON, SETTINGS, export, pack, rows_of, run, write_rows
from tests.typeset.pages_seen import text_of

from pastdue.firm import read_firm
from pastdue.ledger import Access, Ledger
from pastdue.model.errors import SettingsError

MAIL = SETTINGS + '[mail]\nservices = { reminder = "List polecony" }\n'


def everything(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_home_and_abroad_are_printed_apart_and_the_manifest_says_which_letter_is_on_which_page(tmp_path: Path) -> None:
    run(tmp_path)
    names = sorted(p.name for p in pack(tmp_path).glob("*.pdf"))
    assert names == ["letters-standard-abroad.pdf", "letters-standard-home.pdf"]
    rows = rows_of(pack(tmp_path) / "manifest.csv")
    assert [row["customer"] for row in rows] == ["Alfa sp. z o.o.", "Zebra sp. z o.o.", "Berg AG", "Müller GmbH"]
    for row in rows:
        pages = text_of((pack(tmp_path).parent / row["print_file"]).read_bytes())
        assert row["letter"] in pages[int(row["first_page"]) - 1]
        assert row["customer"] in pages[int(row["first_page"]) - 1]
        assert row["last_page"] == str(int(row["first_page"]) + int(row["pages"]) - 1)


def test_letters_of_one_class_are_printed_as_one_file(tmp_path: Path) -> None:
    run(tmp_path, invoices=export(LETTERS[:2]))
    assert [p.name for p in pack(tmp_path).glob("*.pdf")] == ["letters.pdf"]


def test_run_json_says_how_each_letter_is_posted(tmp_path: Path) -> None:
    run(tmp_path, MAIL)
    said = json.loads((pack(tmp_path).parent / "run.json").read_text(encoding="utf-8"))
    assert {(one["customer_id"], one["envelope_class"], one["service"]) for one in said["letters"]} == {
        ("C1", "standard-list-polecony-home", "List polecony"),
        ("C2", "standard-list-polecony-home", "List polecony"),
        ("C3", "standard-list-polecony-abroad", "List polecony"),
        ("C4", "standard-list-polecony-abroad", "List polecony"),
    }


def test_ordinary_post_has_no_service(tmp_path: Path) -> None:
    run(tmp_path)
    said = json.loads((pack(tmp_path).parent / "run.json").read_text(encoding="utf-8"))
    assert {one["service"] for one in said["letters"]} == {None}
    assert not (pack(tmp_path) / "posting-book.csv").exists()


def test_registered_letters_of_a_polish_firm_have_a_posting_book(tmp_path: Path) -> None:
    run(tmp_path, MAIL)
    rows = rows_of(pack(tmp_path) / "posting-book.csv")
    assert [row["Lp."] for row in rows] == ["1", "2", "3", "4"]
    assert rows[0]["Adresat"] == "Alfa sp. z o.o." and rows[2]["Adres"].endswith("10115 Berlin, NIEMCY")
    assert {row["Nr nadawczy"] for row in rows} == {""}


def test_the_same_input_and_a_fresh_ledger_make_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        run(tmp_path / name, MAIL + "sheet_mark = true\n")
        made.append(everything(tmp_path / name / "out"))
    assert made[0] == made[1]


def test_filling_in_the_manifest_where_it_lies_leaves_the_ledger_sound(tmp_path: Path) -> None:
    run(tmp_path)
    path = pack(tmp_path) / "manifest.csv"
    rows = rows_of(path)
    rows[0]["posted_on"] = "2026-11-24"
    write_rows(path, rows)
    with Ledger.open(tmp_path / "pastdue.ledger", Access.READ) as ledger:
        assert ledger.check() == []


def test_a_second_run_of_the_day_leaves_the_first_ones_print_files_alone(tmp_path: Path) -> None:
    run(tmp_path, invoices=export(LETTERS[:2]))
    before = everything(pack(tmp_path))
    run(tmp_path, invoices=export())
    after = everything(pack(tmp_path))
    assert before.items() <= after.items()
    assert sorted(after.keys() - before.keys()) == ["letters-2.pdf", "manifest-2.csv"]


@pytest.mark.parametrize(
    ("mail", "said"),
    [
        ('services = { final = "x" }', r"pastdue\.toml: mail: services: final: .final. is unknown"),
        ("bands = { standard = 0 }", r"pastdue\.toml: mail: bands\.standard: 0 sheets"),
        ("sheetmark = true", "unknown key 'sheetmark', did you mean 'sheet_mark'"),
    ],
)
def test_mail_settings_that_cannot_be_are_refused_with_their_place(tmp_path: Path, mail: str, said: str) -> None:
    (tmp_path / "pastdue.toml").write_text(SETTINGS + f"[mail]\n{mail}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=said):
        read_firm(None, tmp_path)


def test_letter_paper_has_its_own_steps_of_weight(tmp_path: Path) -> None:
    for country, sheets, band in (("US", 4, "standard"), ("US", 5, "thick"), ("PL", 4, "thick"), ("PL", 3, "standard")):
        (tmp_path / "pastdue.toml").write_text(SETTINGS.replace('"PL"', f'"{country}"'), encoding="utf-8")
        assert read_firm(None, tmp_path).mailroom.band(sheets) == band


def test_a_proof_shows_each_stage_as_a_draft_with_the_calibration_page_and_records_nothing(tmp_path: Path) -> None:
    account = 'language = "en"\niban = "PL61109010140000071219812874"'  # a second notice names one to pay into
    (tmp_path / "pastdue.toml").write_text(SETTINGS.replace('language = "en"', account), encoding="utf-8")
    second = export(LETTERS[2:3], due="2026-09-10").removeprefix(export(()))
    (tmp_path / "invoices.csv").write_text(export() + second.replace("A-3", "A-5"), encoding="utf-8")
    done = pastdue(tmp_path, "plan", "invoices.csv", "--as-of", str(ON), "--proof", "proof.pdf")
    assert done.returncode == 0, done.stderr
    pages = [page.extract_text() for page in PdfReader(tmp_path / "proof.pdf").pages]
    with pikepdf.open(tmp_path / "proof.pdf") as file, file.open_outline() as outline:
        assert [item.title.split(" – ")[2] for item in outline.root] == [
            "Payment reminder", "Payment reminder", "Second notice",  # English, German, German
        ]  # fmt: skip
    letters = [page for page in pages[:-1] if page]
    assert all("DRAFT" in page for page in letters) and "Calibration page: pl-dl-right" in pages[-1]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["invoices.csv", "pastdue.toml", "proof.pdf"]


def test_a_plan_without_letters_has_no_proof(tmp_path: Path) -> None:
    (tmp_path / "pastdue.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "invoices.csv").write_text(export(due="2026-11-20"), encoding="utf-8")
    done = pastdue(tmp_path, "plan", "invoices.csv", "--as-of", str(ON), "--proof", "proof.pdf")
    assert done.returncode == 6 and "no proof to write" in done.stderr
    assert not (tmp_path / "proof.pdf").exists()
