"""Headers in two rows: groups of columns above, the columns of each below."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.intake.test_judgement import opened, refusal, taken, taken_from

UPPER = "Rechnung;;;Kunde;Betrag;;;Zahlung;Bemerkung\n"
LOWER = "Nr.;Datum;fällig;;netto;USt;brutto;Betrag;\n"
ROWS = "R-1;05.01.2026;04.02.2026;Alder KG;100,00;19,00;119,00;119,00;\n"
ROWS += "R-2;06.01.2026;05.02.2026;Birke AG;200,00;38,00;238,00;38,00;\n"
ROWS += "R-3;07.01.2026;06.02.2026;Eiche;50,00;9,50;59,50;;\n"
OPEN = {"R-1": "0.00", "R-2": "200.00", "R-3": "59.50"}
PAID = {"paid": "Zahlung Betrag"}


@pytest.mark.parametrize("titles", ["", "Rechnungsausgang 2026;;;;;;;;\n;;;;;;;;\n"])
def test_names_of_groups_and_of_their_columns_are_one_header(tmp_path: Path, titles: str) -> None:
    intake = taken(tmp_path, titles + UPPER + LOWER + ROWS, currency="EUR", map=PAID)
    assert opened(intake) == OPEN and intake.rejected == ()
    assert any("its header in two rows is taken as one" in str(remark) for remark in intake.remarks)
    line = 4 + titles.count("\n")
    wrong = (titles + UPPER + LOWER + ROWS).replace("238,00", "2x8,00")
    assert [problem.source.line for problem in taken(tmp_path, wrong, currency="EUR", map=PAID).rejected] == [line]


def test_a_workbook_has_such_a_header_too(tmp_path: Path) -> None:
    book, path = Workbook(), tmp_path / "list.xlsx"
    for line in (UPPER + LOWER + ROWS).splitlines():
        book.active.append([cell or None for cell in line.split(";")])
    book.save(path)
    assert opened(taken_from(path, currency="EUR", map=PAID)) == OPEN


def test_columns_whose_own_names_tell_more_keep_them(tmp_path: Path) -> None:
    text = "DOCUMENTO,,CLIENTE,IMPORTE,,COBRANZA,\nFOLIO,FECHA,,TOTAL,MONEDA,SALDO,VENCIMIENTO\n"
    text += "A 1,2026-01-05,Grupo Maya,100.00,MXN,40.00,2026-02-04\nA 2,2026-01-06,Tulum,70.00,MXN,0.00,2026-02-05\n"
    assert opened(taken(tmp_path, text)) == {"A 1": "40.00", "A 2": "0.00"}


@pytest.mark.parametrize(
    "below",
    [
        "Alder Ltd,,,,,\n",  # a heading
        "A-1,Alder Ltd,,2026-02-04,100.00,EUR\n",  # an invoice without its day of issue
        "A,Alder,Bay,,,\n",
    ],
)
def test_a_row_below_a_header_that_names_all_columns_is_none_of_it(tmp_path: Path, below: str) -> None:
    head, row = "Invoice No,Customer,Invoice Date,Due Date,Total,Currency\n", "A-9,Ash,2026-01-05,2026-02-04,9.00,EUR\n"
    intake = taken(tmp_path, head + below + row)
    assert opened(intake)["A-9"] == "9.00"
    assert not any("two rows" in str(remark) for remark in intake.remarks)


def test_an_unnamed_column_beside_a_first_row_of_texts_and_figures_makes_no_second_row(tmp_path: Path) -> None:
    text = "Invoice No,,Customer,Due Date,Total,Currency\nA-1,new,Alder,2026-02-04,100.00,EUR\n"
    assert opened(taken(tmp_path, text + "A-2,,Birch,2026-02-04,50.00,EUR\n")) == {"A-1": "100.00", "A-2": "50.00"}


def test_names_that_stay_unknown_are_asked_for_as_they_are_shown(tmp_path: Path) -> None:
    text = UPPER.replace("Zahlung", "Xyz") + LOWER + ROWS
    assert '--map paid="Xyz Betrag"' in refusal(tmp_path, text, currency="EUR")


COUNTED = "Factuurnr.,Naam,Vervaldatum,Factuurdatum,Saldo,Status\n"
COUNTED += "0,F-1,Elzen BV,2026-02-04,2026-01-05,100.00,open\n1,F-2,Berk BV,2026-02-05,2026-01-06,50.00,open\n"


def test_rows_that_count_themselves_from_0_without_a_header_have_all_else_one_column_further(tmp_path: Path) -> None:
    intake = taken(tmp_path, COUNTED, currency="EUR")
    assert opened(intake) == {"F-1": "100.00", "F-2": "50.00"} and intake.rejected == ()
    assert intake.book.frame["customer"].tolist() == ["Elzen BV", "Berk BV"]
    assert any("the first field of each row is its number, called index" in str(remark) for remark in intake.remarks)


@pytest.mark.parametrize("change", [("\n1,F-2", "\n2,F-2"), ("\n0,", "\n7,"), ("Factuurnr.", "Nr")])
def test_fields_that_count_no_rows_or_have_a_header_are_too_many(tmp_path: Path, change: tuple[str, str]) -> None:
    text = COUNTED.replace(*change)
    assert text != COUNTED
    assert "fields, the header has 6" in refusal(tmp_path, text, currency="EUR", map={"invoice": text.split(",")[0]})


def test_rows_that_end_with_a_delimiter_have_their_columns_below_their_names(tmp_path: Path) -> None:
    text = "Factuurnr.,Naam,Vervaldatum,Saldo\n0,Elzen BV,2026-02-04,100.00,\n1,Berk BV,2026-02-05,50.00,\n"
    assert opened(taken(tmp_path, text, currency="EUR")) == {"0": "100.00", "1": "50.00"}


def test_a_lower_row_that_tells_no_more_fields_than_the_upper_one_is_part_of_the_header_all_the_same(
    tmp_path: Path,
) -> None:
    upper, lower = "Nr;Mieter;Monat;Soll;;;fällig;Rückstand\n", ";;;kalt;NK;gesamt;;\n"
    rows = (
        "1;Alder;Juli 2026;620,00;180,00;800,00;03.07.2026;300,00\n2;Birke;Juli 2026;500,00;;500,00;03.07.2026;0,00\n"
    )
    intake = taken(tmp_path, upper + lower + rows, currency="EUR")
    assert opened(intake) == {"1": "300.00", "2": "0.00"} and not intake.rejected
    assert intake.book.frame["total_minor"].tolist() == [80000, 50000]
    assert len(taken(tmp_path, upper + lower, currency="EUR").book) == 0  # without figures below it is a row of texts
