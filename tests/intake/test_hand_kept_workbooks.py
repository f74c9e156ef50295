"""Workbooks kept by hand: texts beside typed days and numbers, sums that a formula made, merged cells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlsxwriter
from tests.intake.test_judgement import AS_OF, opened, taken_from

from pastdue.model.calendars import Calendar
from pastdue.model.errors import InputError

HEAD = ("Invoice No", "Client", "Invoice date", "Due date", "Amount")
PAID = (*HEAD, "Paid")
Row = Sequence[object]
Merged = tuple[str, object]


def workbook(folder: Path, rows: Sequence[Row], head: Row = HEAD, merged: Sequence[Merged] = ()) -> Path:
    """A workbook with this header in its first row; days are typed, and None leaves a cell out."""
    book = xlsxwriter.Workbook(str(path := folder / "invoices.xlsx"))
    sheet, day = book.add_worksheet("List"), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, head)
    for at, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(at, column, datetime.combine(value, time()), day)
            elif value is not None:
                sheet.write(at, column, value)
    for cells, value in merged:
        sheet.merge_range(cells, value)
    book.close()
    return path


def one(number: str, amount: object, issued: object = date(2026, 1, 15), due: object = date(2026, 2, 14)) -> Row:
    return (number, "Alder", issued, due, amount)


def test_texts_among_typed_days_are_read_in_the_order_they_prove(tmp_path: Path) -> None:
    days = date(2026, 1, 15), "16/01/2026", "5/1/2026"
    path = workbook(tmp_path, [one(f"A{n}", 100, day) for n, day in enumerate(days, 1)])
    frame = taken_from(path, currency="EUR").book.frame
    first = frame["issued"].tolist()[0]
    assert [day - first for day in frame["issued"].tolist()] == [0, 1, -10]


def test_texts_among_typed_days_that_prove_no_order_are_asked_about(tmp_path: Path) -> None:
    path = workbook(tmp_path, [one("A1", 100), one("A2", 100, "4/1/2026"), one("A3", 100, "5/1/2026")])
    with pytest.raises(InputError, match="whether the day or the month comes first"):
        taken_from(path, currency="EUR")


@pytest.mark.parametrize(
    ("typed", "texts", "refused"),
    [
        ((date(2026, 5, 1), date(2026, 6, 1)), ("15/01/2026", "17/01/2026"), True),  # 5 and 6 January, taken wrongly
        ((date(2026, 5, 1), date(2026, 6, 1)), ("01/15/2026", "01/17/2026"), True),
        ((date(2026, 1, 5), date(2026, 1, 16)), ("15/01/2026", "17/01/2026"), False),  # a day above 12 is typed
        ((date(2026, 1, 5), date(2026, 1, 6)), ("15/01/2026", "07/01/2026"), False),  # a text has none
        ((date(2026, 1, 5), date(2026, 1, 6)), ("15/01/2026",), False),  # one text is too few
    ],
)
def test_days_that_a_spreadsheet_may_have_taken_for_months_are_refused(
    tmp_path: Path, typed: tuple[date, ...], texts: tuple[str, ...], refused: bool
) -> None:
    rows = [one(f"A{n}", 100, day, date(2026, 12, 20)) for n, day in enumerate((*typed, *texts), 1)]
    path = workbook(tmp_path, rows)
    if not refused:
        assert not taken_from(path, currency="EUR").rejected
        return
    with pytest.raises(InputError, match="a spreadsheet may have taken days for months"):
        taken_from(path, currency="EUR")
    form = "%d/%m/%Y" if texts[0].startswith("15") else "%m/%d/%Y"
    assert not taken_from(path, currency="EUR", date_format=form).rejected


@pytest.mark.parametrize(
    ("amounts", "read"),
    [
        (("1.190,00", 238.5, 70), ("1190.00", "238.50", "70.00")),
        ((1190, "238,5", "70,00"), ("1190.00", "238.50", "70.00")),
        (("1,190.00", "1.190,00", 70.25), ("1190.00", "1190.00", "70.25")),
        ((119.0833, 0.1 + 0.2, 92.5463), ("119.08", "0.30", "92.55")),
        ((119.595, 1.005, -1.005), ("119.60", "1.01", "-1.01")),  # halves up, as the spreadsheet shows them
        ((1.234, 99.5, 1000), ("1.23", "99.50", "1000.00")),  # a number is never thousands
    ],
)
def test_amounts_are_those_that_the_spreadsheet_shows(
    tmp_path: Path, amounts: Sequence[object], read: Sequence[str]
) -> None:
    intake = taken_from(workbook(tmp_path, [one(f"A{n}", each) for n, each in enumerate(amounts)]), currency="EUR")
    assert list(opened(intake).values()) == list(read) and not intake.rejected


def test_amounts_of_a_list_whose_usual_mark_is_a_comma_are_read_as_well(tmp_path: Path) -> None:
    head = ("Rechnungsnummer", "Kunde", "Rechnungsdatum", "Fälligkeitsdatum", "Betrag")
    amounts = ("1.190,00", "70,25", 238.5, 119.0833)
    path = workbook(tmp_path, [one(f"A{n}", each) for n, each in enumerate(amounts, 1)], head)
    intake = taken_from(path, preset="german-invoices")
    assert opened(intake) == {"A1": "1190.00", "A2": "70.25", "A3": "238.50", "A4": "119.08"} and not intake.rejected


@pytest.mark.parametrize(("decimal", "read"), [(",", "1234.00"), (".", None)])
def test_a_text_that_may_be_thousands_is_read_by_the_mark_that_is_said(
    tmp_path: Path, decimal: str, read: str | None
) -> None:
    path = workbook(tmp_path, [one("A1", "1.234"), one("A2", 99.5)])
    with pytest.raises(InputError, match="could be thousands or a fraction"):
        taken_from(path, currency="EUR")
    intake = taken_from(path, currency="EUR", decimal=decimal)
    assert opened(intake) == {"A2": "99.50"} | ({"A1": read} if read else {})
    assert bool(intake.rejected) is (read is None)


def test_a_text_or_day_of_merged_cells_is_that_of_each_of_their_rows(tmp_path: Path) -> None:
    rows = [("A1", None, None, date(2026, 2, 14), 100), ("A2", None, None, date(2026, 2, 15), 50), one("A3", 20)]
    merged = [("B2:B3", "Birch"), ("C2:C3", "2026-01-07"), ("A6:E7", "All of these are to be chased")]
    intake = taken_from(workbook(tmp_path, rows, merged=merged), currency="EUR")
    late = intake.book.measured(AS_OF, Calendar("PL"))
    assert [late.invoice(row).customer.name for row in range(3)] == ["Birch", "Birch", "Alder"]
    assert late.invoice(1).issued == date(2026, 1, 7) and not intake.rejected


def test_an_amount_of_merged_cells_counts_once_and_is_told(tmp_path: Path) -> None:
    rows = [(*one("A1", 100), None), (*one("A2", 100), None), (*one("A3", 20), 5)]
    intake = taken_from(workbook(tmp_path, rows, PAID, [("F2:F3", 60)]), currency="EUR")
    assert opened(intake) == {"A1": "40.00", "A2": "100.00", "A3": "15.00"}
    assert "cells of rows 2 to 3 are merged: '60' counts for the first alone" in map(str, intake.remarks)


def test_cells_of_a_header_that_are_merged_name_no_row_below(tmp_path: Path) -> None:
    rows = [(None, None, None, None, None), one("A1", 100), one("A2", 50)]
    intake = taken_from(workbook(tmp_path, rows, merged=[("B1:B2", "Client")]), currency="EUR")
    assert opened(intake) == {"A1": "100.00", "A2": "50.00"} and not intake.rejected
