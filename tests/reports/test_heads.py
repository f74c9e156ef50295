"""The heads of CSV files: in the firm's language or by their keys, one for each column, and no two alike in a file."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.cli.offices import office
from tests.command import pastdue
from tests.languages import BESIDE_ENGLISH
from tests.mailing import mail_firm

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.languages import load_wording
from pastdue.letters.language.voice import Voice
from pastdue.mailing.manifest import COLUMNS as MANIFEST
from pastdue.mailing.manifest import unmailable
from pastdue.mailing.reprints import reprint_manifest
from pastdue.model import Column, Table
from pastdue.reports.aging.buckets import BucketColumn, Buckets
from pastdue.reports.aging.invoices import missing_table
from pastdue.reports.changes import changes_table
from pastdue.reports.charges import charges_table
from pastdue.reports.formats.csv import csv_text
from pastdue.reports.formats.heads import BY_KEY, FileHeads
from pastdue.reports.months.moves import customer_moves_table
from pastdue.reports.months.trend import trend_table
from pastdue.reports.skips import skips_table

ON = date(2026, 6, 30)
FILES = {
    "charges": charges_table(()), "skips": skips_table(()), "movement": customer_moves_table(None),
    "trend": trend_table(()), "changes": changes_table(None), "unmailable": unmailable(()),
    "manifest": Table("Manifest", MANIFEST, ()), "reprint": reprint_manifest((), ON), "missing": missing_table((), ON),
}  # fmt: skip


def heads(language: str) -> FileHeads:
    return FileHeads(Voice.of(load_wording(Catalog(), language), "DE"))


def first_line(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file))


@pytest.mark.parametrize("language", BESIDE_ENGLISH)
def test_every_column_has_a_word_in_every_language_and_no_two_of_a_file_have_the_same(language: str) -> None:
    for name, table in FILES.items():
        called = [heads(language).of(column) for column in table.columns]
        assert len(set(called)) == len(called), (name, called)
        assert not any("_" in head for head in called), (name, called)


def test_english_heads_are_the_keys() -> None:
    for table in FILES.values():
        assert [heads("en").of(column) for column in table.columns] == [column.key for column in table.columns]


def test_age_groups_are_named_whatever_the_settings_cut() -> None:
    columns = map(BucketColumn.of, Buckets((10, 45), "due", "calendar").groups)
    assert [heads("de").of(column) for column in columns] == [
        "nicht fällig", "1–10 Tage", "11–45 Tage", "über 45 Tage",
    ]  # fmt: skip


def test_a_column_that_no_language_knows_keeps_its_key_and_a_head_never_begins_a_formula() -> None:
    table = Table("T", (Column("=1+1", "Odd"),), ())
    assert csv_text(table, heads("fr")) == csv_text(table, BY_KEY) == "'=1+1\n"


@pytest.mark.parametrize(
    ("setting", "own"), [("", True), ('csv_heads = "firm"', True), ('csv_heads = "english"', False)]
)
def test_a_firms_files_have_heads_in_its_language_unless_other_programs_read_them(
    tmp_path: Path, setting: str, own: bool
) -> None:
    settings = mail_firm.SETTINGS.replace('language = "en"', 'language = "pl"')
    rows = (*mail_firm.LETTERS, ("A-5", "C5", "Bez Adresu", "", "", "", ""))
    mail_firm.run(tmp_path, f"{settings}[reports]\n{setting}\n", mail_firm.export(rows))
    print_, reports = mail_firm.pack(tmp_path), mail_firm.pack(tmp_path).parent / "reports"
    aging = first_line(reports / "aging.csv")
    polish = ["Nr klienta", "Klient", "Waluta", "przed terminem", "1–30 dni", "31–60 dni", "61–90 dni"]
    keys = ["customer_id", "customer", "currency", "not due", "1-30", "31-60", "61-90"]
    assert aging[:7] == (polish if own else keys)
    skips = ["Faktura", "Nr klienta", "Powód"] if own else ["invoice", "customer_id", "why"]
    assert first_line(reports / "skips.csv")[:3] == skips
    assert first_line(print_ / "unmailable.csv")[0] == ("Faktura" if own else "invoice")
    files = [*reports.glob("*.csv"), *print_.glob("*.csv")]
    assert len(files) == 8
    assert own != any("_" in head for file in files for head in first_line(file))


def test_what_goes_to_stdout_has_the_keys_in_every_language(tmp_path: Path) -> None:
    mail_firm.run(tmp_path, mail_firm.SETTINGS.replace('language = "en"', 'language = "pl"'))
    said = pastdue(tmp_path, "aging", "invoices.csv", "--as-of", "2026-11-23", "--format", "csv")
    assert said.stdout.startswith("customer_id,customer,currency,not due,1-30")


def test_a_word_that_ones_own_language_does_not_have_stays_the_key(tmp_path: Path) -> None:
    own = tmp_path / "pastdue.d" / "languages"
    own.mkdir(parents=True)
    (own / "sv.toml").write_text('[report]\ncolumn_customer = "Kund"\n', encoding="utf-8")
    wording = load_wording(Catalog(tmp_path / "pastdue.d"), "sv")
    swedish = FileHeads(Voice.of(wording, "SE"))
    assert [swedish.of(Column(key, key)) for key in ("customer", "days_late")] == ["Kund", "days_late"]


def test_invoices_that_are_missing_have_a_sheet_of_their_own_in_the_workbook(tmp_path: Path) -> None:
    firm = office(tmp_path, {}, {"customer": "Beta"})
    firm.runs(on="2026-09-30")
    assert len(load_workbook(tmp_path / "out/2026-09-30/reports/aging.xlsx").worksheets) == 3
    firm.write({"invoice": "A-2", "customer_id": "C-2", "customer": "Beta"})
    firm.runs(on="2026-10-30")
    firm.says("aging", "invoices.csv", "--as-of", "2026-10-30", "--xlsx", "again.xlsx")
    for path in (tmp_path / "out/2026-10-30/reports/aging.xlsx", tmp_path / "again.xlsx"):
        *_, missing = load_workbook(path, data_only=True).worksheets
        rows = [[cell.value for cell in row] for row in missing.iter_rows(min_row=2)]
        assert missing.title == "Missing on 30\N{NO-BREAK SPACE}October\N{NO-BREAK SPACE}2026"
        assert rows[0] == ["Invoice", "Id", "Customer", "Issued", "Due", "Currency", "Last known open"]
        assert (rows[1][0], rows[1][1], rows[1][6]) == ("A-1", "C-1", 100)
        assert (rows[2][0], rows[2][6]) == ("Total", 100)
