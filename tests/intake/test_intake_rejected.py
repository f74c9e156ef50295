"""Rejected rows can be corrected and read again, whatever the export says outside of the row itself."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.presets import preset_source
from pastdue.intake import Dialect, Files, Intake, read, rejected_files

XERO = """\
Aged Receivables Detail
As at 30 October 2026

Invoice Number,Invoice Date,Due Date,Invoice Reference,Current,< 1 Month,1 Month,2 Months,3 Months,Older,Total
Bright & Co
INV-1,13 Aug 2026,12 Sep 2026,,,,,,,,120.00
INV-2,31 Feb 2026,12 Sep 2026,,,,,,,,80.00
INV-3,13 Aug 2026,12 Sep 2026,,,,,,,,soon
Total Bright & Co,,,,,,,,,,200.00
Empty & Sons
=Café
INV-4,13 Aug 2026,12 Sep 2026,,,,,,,,x
INV-5,13 Aug 2026,12 Sep 2026
Total =Café,,,,,,,,,,5.00
"""
HEADER = XERO.splitlines()[3] + ",reason"


def taken(folder: Path, text: str, name: str = "in.csv") -> Intake:
    (folder / name).write_text(text, encoding="utf-8", newline="")
    return read(Files(folder / name), Dialect(presets=preset_source(Catalog(), ""), currency="GBP"))


def test_a_rejected_row_comes_back_under_the_heading_that_names_its_customer(tmp_path: Path) -> None:
    lines = rejected_files(taken(tmp_path, XERO))["rejected.csv"].splitlines()
    assert lines == [
        HEADER,
        "Bright & Co,,,,,,,,,,,",
        "INV-2,31 Feb 2026,12 Sep 2026,,,,,,,,80.00,Invoice Date: is not a date",
        "INV-3,13 Aug 2026,12 Sep 2026,,,,,,,,soon,Total: is not an amount",
        "'=Café,,,,,,,,,,,",
        "INV-4,13 Aug 2026,12 Sep 2026,,,,,,,,x,Total: is not an amount",
        'INV-5,13 Aug 2026,12 Sep 2026,"the row has 3 fields, the header has 11"',
    ]


def test_mended_rows_under_headings_have_their_customers(tmp_path: Path) -> None:
    text = rejected_files(taken(tmp_path, XERO))["rejected.csv"]
    mended = text.replace("31 Feb", "28 Feb").replace("soon", "7.50").replace(",x,", ",5.00,")
    again = taken(tmp_path, mended, "rejected.csv")
    frame = again.book.frame
    assert dict(zip(frame["invoice"], frame["customer"].astype(str), strict=True)) == {
        "INV-2": "Bright & Co",
        "INV-3": "Bright & Co",
        "INV-4": "=Café",
    }
    assert (again.rejected_rows, again.ignored_for) == (1, {"heading rows": 2})


def test_rows_rejected_again_come_back_the_same(tmp_path: Path) -> None:
    text = rejected_files(taken(tmp_path, XERO))["rejected.csv"]
    good = "INV-9,13 Aug 2026,12 Sep 2026,,,,,,,,1.00,\r\n"
    once = text.replace("'=Café", f"{good}'=Café").splitlines()[:-1]
    again = rejected_files(taken(tmp_path, "\r\n".join(once), "again.csv"))["rejected.csv"].splitlines()
    assert again == [line for line in once if line != good.strip()]


FORMULAS = ["=1+1", "@SUM(A1)", " =1+1", "\u200b=1+1", "＝1+1", "\u00a0@x", "-1+1"]


@pytest.mark.parametrize("said", FORMULAS)
def test_no_cell_of_the_rejected_rows_is_run_by_a_spreadsheet(tmp_path: Path, said: str) -> None:
    rows = [["invoice", "customer_id", "customer", "issued", "due", "currency", "total", said]]
    rows += [[f"A-{n}", "C", "Ada", "2026-08-01", "2026-08-31", "EUR", total, said] for n, total in enumerate("5xx")]
    written = rejected_files(taken(tmp_path, "\n".join(map(",".join, rows))))["rejected.csv"]
    header, *cells = csv.reader(io.StringIO(written, newline=""))
    assert header[7] == "'" + said and [row[7] for row in cells] == ["'" + said] * 2
    again = taken(tmp_path, written.replace(",x,", ",7.00,", 1), "rejected.csv")
    kept = [header, cells[1]]
    assert list(csv.reader(io.StringIO(rejected_files(again)["rejected.csv"], newline=""))) == kept
