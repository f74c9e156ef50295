"""Is a report's workbook what an accountant expects: real numbers and days, text that stays text, filters?"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook
from tests.mailing import mail_firm

from pastdue.model import Column, Table
from pastdue.model.money import Money
from pastdue.reports.formats.xlsx import xlsx

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


def test_a_run_leaves_the_aging_as_a_workbook_that_adds_up(tmp_path: Path) -> None:
    mail_firm.run(tmp_path)
    book = load_workbook(mail_firm.pack(tmp_path).parent / "reports" / "aging.xlsx")
    totals, customers = book.worksheets
    heads = [cell.value for cell in totals[2]]
    assert totals.cell(3, heads.index("Total") + 1).value == 400
    column = [cell.value for cell in customers[2]].index("Total") + 1
    assert sum(customers.cell(row, column).value for row in range(3, 7)) == 400
