"""A report's workbook is what an accountant expects: real numbers and days, sums, text that stays text, filters."""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from tests.command import pastdue
from tests.mailing import mail_firm

from pastdue.model import Column, Table
from pastdue.model.money import Money
from pastdue.reports.formats.xlsx import AboutBook, xlsx

TABLE = Table(
    "Open by customer on 2026-06-30, by due date",
    (
        Column("customer", "Customer"), Column("since", "Since", date), Column("currency", "Currency"),
        Column("total", "Total", Money), Column("share", "Share", Decimal), Column("days", "Days", int),
    ),
    (
        ("=HYPERLINK(1)", date(2026, 5, 31), "EUR", Money.parse("1234.50 EUR"), Decimal("12.5"), 30),
        ("007", None, "JPY", Money.parse("-500 JPY"), None, 0),
        ("http://a.example", date(2026, 1, 1), "KWD", Money.parse("0.125 KWD"), Decimal(3), 7),
    ),
    ("a note",),
)  # fmt: skip


HELD_AT_MOST = "pastdue.reports.formats.xlsx.HELD_AT_MOST"


@pytest.fixture(autouse=True, params=["in memory", "in temporary files"])
def rows_wait(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook is the same where its rows wait in memory, as those of a small one, and in files."""
    if request.param == "in temporary files":
        monkeypatch.setattr(HELD_AT_MOST, 0)


def opened(data: bytes) -> Workbook:
    return load_workbook(BytesIO(data))


def test_amounts_and_days_are_numbers_and_text_is_text_whatever_it_begins_with() -> None:
    sheet = opened(xlsx([TABLE])).worksheets[0]
    first = sheet[3]
    last_of_may = datetime(2026, 5, 31)  # noqa: DTZ001 - a workbook knows days, no instants
    assert [cell.value for cell in first] == ["=HYPERLINK(1)", last_of_may, "EUR", 1234.5, 12.5, 30]
    assert [cell.data_type for cell in first] == ["s", "d", "s", "n", "n", "n"]
    assert [sheet.cell(row, 4).number_format for row in (3, 4, 5)] == ["#,##0.00", "#,##0", "#,##0.000"]
    assert [sheet.cell(4, column).value for column in (1, 2, 4, 5)] == ["007", None, -500, None]
    assert sheet["A5"].hyperlink is None


def test_the_headings_stay_in_sight_and_can_be_filtered() -> None:
    sheet = opened(xlsx([TABLE])).worksheets[0]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A3", "A2:F5", "$2:$2")
    assert [cell.value for cell in sheet[2]] == ["Customer", "Since", "Currency", "Total", "Share", "Days"]
    assert (sheet["A1"].value, sheet["A7"].value) == (TABLE.title, "a note")


def test_each_table_has_a_sheet_and_the_same_tables_are_the_same_bytes() -> None:
    data = xlsx([TABLE, TABLE])
    names = opened(data).sheetnames
    assert len(names) == 2 and names[0] != names[1] and all(len(name) <= 31 for name in names)
    assert data == xlsx([TABLE, TABLE])


def test_a_table_without_rows_is_a_sheet_with_its_headings() -> None:
    sheet = opened(xlsx([Table("Empty", TABLE.columns, ())])).worksheets[0]
    assert (sheet.max_row, sheet.auto_filter.ref) == (2, "A2:F2")


def test_a_table_longer_than_a_sheet_goes_on_in_the_next_and_loses_no_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pastdue.reports.formats.xlsx.ROWS_AT_MOST", 2)
    first, second = opened(xlsx([TABLE])).worksheets
    assert [sheet.cell(row, 1).value for sheet in (first, second) for row in (3, 4)][:3] == [
        "=HYPERLINK(1)", "007", "http://a.example",
    ]  # fmt: skip
    assert [cell.value for cell in second[2]] == [cell.value for cell in first[2]]


def test_a_run_leaves_the_aging_as_a_workbook_that_adds_up(tmp_path: Path) -> None:
    mail_firm.run(tmp_path)
    book = load_workbook(mail_firm.pack(tmp_path).parent / "reports" / "aging.xlsx")
    totals, customers, _ = book.worksheets
    heads = [cell.value for cell in totals[2]]
    assert totals.cell(3, heads.index("Total") + 1).value == 400
    overdue = [totals.cell(3, heads.index(name) + 1) for name in ("Overdue, with disputed", "Overdue invoices")]
    assert [cell.data_type for cell in overdue] == ["n", "n"] and overdue[0].value <= 400 and overdue[1].value > 0
    assert totals.max_row == 3
    column = [cell.value for cell in customers[2]].index("Total") + 1
    assert sum(customers.cell(row, column).value for row in range(3, 7)) == 400


def amounts(*given: str) -> Table:
    columns = (Column("customer", "Customer"), Column("currency", "Currency"), Column("total", "Total", Money))
    rows = tuple((f"C-{n}", Money.parse(text).currency, Money.parse(text)) for n, text in enumerate(given))
    return Table("Open", columns, rows, ("a note",), summed=True)


def test_sums_of_one_currency_follow_the_filter() -> None:
    data = xlsx([amounts("10.50 EUR", "-0.25 EUR")])
    sheet = opened(data).worksheets[0]
    assert [cell.value for cell in sheet[5]] == ["Total", "EUR", "=SUBTOTAL(109,$C$3:$C$4)"]
    shown = load_workbook(BytesIO(data), data_only=True).worksheets[0]
    assert shown["C5"].value == 10.25
    assert (shown["A7"].value, sheet.auto_filter.ref) == ("a note", "A2:C4")


def test_sums_of_several_currencies_are_never_added_together() -> None:
    data = xlsx([amounts("10 EUR", "7 USD", "5 EUR")])
    sheet = opened(data).worksheets[0]
    assert [sheet[f"C{row}"].value for row in (6, 7)] == [
        '=SUMIFS($C$3:$C$5,$B$3:$B$5,"EUR")',
        '=SUMIFS($C$3:$C$5,$B$3:$B$5,"USD")',
    ]
    shown = load_workbook(BytesIO(data), data_only=True).worksheets[0]
    assert [(shown[f"B{row}"].value, shown[f"C{row}"].value) for row in (6, 7)] == [("EUR", 15), ("USD", 7)]


def test_a_table_whose_amounts_mean_different_things_has_no_sums() -> None:
    assert opened(xlsx([TABLE])).worksheets[0].max_row == 7


def test_the_workbook_names_the_firm_its_title_and_its_day() -> None:
    data = xlsx([TABLE], AboutBook("Aging on 2026-06-30", "Hart & Doyle", date(2026, 6, 30)))
    book = opened(data)
    assert (book.properties.title, book.properties.creator) == ("Aging on 2026-06-30", "Hart & Doyle")
    assert book.properties.created.date() == date(2026, 6, 30)
    assert book.worksheets[0].oddHeader.left.text == "Hart && Doyle"


def test_the_invoices_of_a_run_are_listed_with_their_last_letter_and_add_up(tmp_path: Path) -> None:
    mail_firm.run(tmp_path)
    book = load_workbook(mail_firm.pack(tmp_path).parent / "reports" / "aging.xlsx", data_only=True)
    sheet = book.worksheets[2]
    heads = [cell.value for cell in sheet[2]]
    assert heads[:7] == ["Invoice", "Id", "Customer", "Issued", "Due", "Days late", "Age, days"]
    rows = [dict(zip(heads, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=3)]
    listed = [row for row in rows if row["Invoice"] and row["Invoice"] != "Total"]
    assert sum(row["Open"] for row in listed) == 400
    (sum_,) = [row["Open"] for row in rows if row["Invoice"] == "Total"]
    assert sum_ == 400
    sent = [row for row in listed if row["Last letter"]]
    assert sent and all(row["Stage"] and row["Letter of"] for row in sent)
    assert book.properties.title == "Aging report 2026-11-23"


def test_a_polish_firms_workbook_speaks_polish(tmp_path: Path) -> None:
    file = tmp_path / "invoices.csv"
    head = "invoice,customer_id,customer,issued,due,currency,total"
    file.write_text(
        f"{head}\nA-1,C-1,Ada,2026-06-01,2026-07-01,PLN,500.00\non account,C-2,Bea,,2026-07-01,PLN,7.00\n",
        encoding="utf-8",
    )
    (tmp_path / "pastdue.toml").write_text('[creditor]\nname = "X"\ncountry = "PL"\nlanguage = "pl"\n', "utf-8")
    said = pastdue(tmp_path, "aging", "invoices.csv", "--as-of", "2026-08-15", "--xlsx", "a.xlsx")
    assert said.returncode == 0, said.stderr
    totals, customers, invoices = load_workbook(tmp_path / "a.xlsx").worksheets
    assert (
        totals["A1"].value
        == "Otwarte na dzień 15\u00a0sierpnia\u00a02026\u00a0r., według terminu płatności, dni kalendarzowe"
    )
    assert [cell.value for cell in customers[2]][:4] == ["Nr klienta", "Klient", "Waluta", "przed terminem"]
    row = dict(zip((c.value for c in invoices[2]), (c.value for c in invoices[3]), strict=True))
    assert (row["Faktura"], row["Dni po terminie"], row["Grupa wieku"]) == ("A-1", 45, "31–60 dni")
    assert invoices["A4"].value == "on account"  # a number, and no word of ours for money without one
    assert invoices["A5"].value == "Razem"
    assert "Customer" not in str([cell.value for sheet in (totals, customers, invoices) for cell in sheet[2]])


def test_temporary_files_that_cannot_be_written_are_named_by_their_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(HELD_AT_MOST, 2)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(OSError) as refused:
        xlsx([TABLE])
    assert refused.value.filename == str(tmp_path / "gone")


def test_a_small_workbook_needs_no_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(HELD_AT_MOST, 3)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    assert opened(xlsx([TABLE])).worksheets[0]["A4"].value == "007"


def test_a_workbook_that_is_not_finished_leaves_no_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(tuple[tuple[object, ...], ...]):
        """Rows after which the disk is full."""

        def __iter__(self) -> Iterator[tuple[object, ...]]:
            yield from super().__iter__()
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(HELD_AT_MOST, 5)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(OSError, match="No space left"):
        xlsx([TABLE, replace(TABLE, rows=Full(TABLE.rows))])
    assert list(tmp_path.iterdir()) == []
