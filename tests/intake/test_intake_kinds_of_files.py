# ruff: noqa: E501 - the XML of a workbook is as long as it is
"""Workbooks are read like a CSV, packed files are opened within limits, and what is no list is named."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.presets import load_presets
from pastdue.intake import Dialect, Files, Intake, read
from pastdue.model.errors import InputError
from pastdue.model.spans import day_of

PRESETS = load_presets(Catalog())
CSV = "invoice,customer_id,customer,issued,due,total,currency\nA-1,C1,Ada Ltd,2026-01-13,2026-02-12,100.50,EUR\n"
HEAD = ["Invoice No", "Customer", "Invoice Date", "Due Date", "Total", "Currency"]
ROWS = [
    ["A-1", "Ada Ltd", date(2026, 1, 13), date(2026, 2, 12), 100.5, "EUR"],
    [1002, "Bo\nLtd", datetime(2026, 3, 4), datetime(2026, 4, 5), 59530.600000000006, "EUR"],  # noqa: DTZ001 - as cells are
]


def taken(path: Path, **said: object) -> Intake:
    return read(Files(path), Dialect(presets=lambda: PRESETS, **said))  # type: ignore[arg-type]


def book(path: Path, **sheets: Sequence[Sequence[object]]) -> Path:
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


def test_a_workbook_is_read_with_its_dates_and_numbers_as_they_are(tmp_path: Path) -> None:
    intake = taken(book(tmp_path / "list.xlsx", Open_items=[HEAD, *ROWS]))
    frame = intake.book.frame
    assert list(frame["invoice"]) == ["A-1", "1002"]
    assert [day_of(n) for n in frame["issued"]] == [date(2026, 1, 13), date(2026, 3, 4)]
    assert [day_of(n) for n in frame["due"]] == [date(2026, 2, 12), date(2026, 4, 5)]
    assert list(frame["total_minor"]) == [10050, 5953060]
    assert list(frame["customer"]) == ["Ada Ltd", "Bo Ltd"]


def test_the_sheet_that_looks_like_invoices_is_taken_and_said(tmp_path: Path) -> None:
    path = book(
        tmp_path / "list.xlsx", Cover=[["Report"], ["of", "us"]], Open_items=[HEAD, *ROWS], Other=[["a", "b"], [1, 2]]
    )
    intake = taken(path)
    assert len(intake.book) == 2
    assert any(
        "sheet 'Open items' looks most like invoices and was read, 2 more not" in said for said in intake.remarks
    )
    assert len(taken(path, sheet="Open items").book) == 2
    with pytest.raises(InputError, match="has no sheet 'Nope'") as refused:
        taken(path, sheet="Nope")
    assert "'Cover', 'Open items', 'Other'" in refused.value.remedy


def test_a_problem_in_a_workbook_names_sheet_and_cell(tmp_path: Path) -> None:
    bad = ["A-3", "Cy", date(2026, 1, 1), date(2026, 2, 1), "lots", "EUR"]
    intake = taken(book(tmp_path / "list.xlsx", Items=[["Title"], [], HEAD, *ROWS, bad]))
    assert [str(problem).splitlines()[0] for problem in intake.rejected] == [
        f"{tmp_path}/list.xlsx[Items]:6: Total (E6): is not an amount"
    ]


def test_typed_dates_need_no_format_and_texts_keep_theirs(tmp_path: Path) -> None:
    rows = [["A-1", "Ada Ltd", date(2026, 1, 13), "12.02.2026", 100.5, "EUR"]]
    intake = taken(book(tmp_path / "list.xlsx", Items=[HEAD, *rows]), date_format="%d.%m.%Y")
    assert (day_of(intake.book.frame["issued"][0]), day_of(intake.book.frame["due"][0])) == (
        date(2026, 1, 13),
        date(2026, 2, 12),
    )


def test_damaged_and_empty_workbooks_are_named(tmp_path: Path) -> None:
    whole = book(tmp_path / "list.xlsx", Items=[HEAD, *ROWS]).read_bytes()
    for number, raw in enumerate((whole[: len(whole) // 2], b"\xd0\xcf\x11\xe0" + bytes(600))):
        path = tmp_path / f"broken{number}.xlsx"
        path.write_bytes(raw)
        with pytest.raises(InputError, match=r"damaged|protected"):
            taken(path)
    with pytest.raises(InputError, match="the workbook is empty"):
        taken(book(tmp_path / "empty.xlsx", Items=[]))


@pytest.mark.parametrize("cut", range(0, 6000, 397))
def test_a_workbook_with_bytes_gone_ends_in_words(tmp_path: Path, cut: int) -> None:
    whole = book(tmp_path / "list.xlsx", Items=[HEAD, *ROWS]).read_bytes()
    path = tmp_path / "cut.xlsx"
    path.write_bytes(whole[:cut] + whole[cut + 40 :])
    try:
        intake = taken(path)
    except InputError as error:
        assert error.what
    else:
        assert intake.rows == len(intake.book) + intake.ignored + intake.rejected_rows


@pytest.mark.parametrize("end", [600, 4191, 4761])
def test_a_damaged_old_workbook_is_refused_without_a_word_of_its_reader(
    tmp_path: Path, end: int, capfd: pytest.CaptureFixture[str]
) -> None:
    whole = Path(__file__).with_name("old-workbook.xls").read_bytes()
    (tmp_path / "list.xls").write_bytes(whole[:end])
    with pytest.raises(InputError, match="the workbook is damaged"):
        taken(tmp_path / "list.xls")
    assert capfd.readouterr() == ("", "")


def test_a_workbook_whose_list_of_parts_has_wrong_bytes_is_named_as_damaged(tmp_path: Path) -> None:
    whole = bytearray(book(tmp_path / "list.xlsx", Items=[HEAD, *ROWS]).read_bytes())
    whole[whole.index(b"PK\x01\x02") + 6] = 155  # the version of zip that is needed to unpack it
    (tmp_path / "list.xlsx").write_bytes(bytes(whole))
    with pytest.raises(InputError, match="damaged"):
        taken(tmp_path / "list.xlsx")


PACKINGS = [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]


def archive(packing: int, *names: str) -> bytearray:
    """An archive of files of these names, each a list, packed in that way."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as new:
        for name in names:
            new.writestr(name, CSV * 9)
    return bytearray(made.getvalue())


INSIDE = [("list.csv",), ("xl/worksheets/sheet1.xml",), ("META-INF/manifest.xml", "mimetype", "content.xml")]


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("names", INSIDE)
def test_an_archive_with_wrong_bytes_inside_is_named_however_it_is_packed(
    tmp_path: Path, packing: int, names: tuple[str, ...]
) -> None:
    raw = archive(packing, *names)
    begins = 30 + len(names[0])
    raw[begins + 12 : begins + 60] = b"\xa5" * 48
    (tmp_path / "list.zip").write_bytes(raw)
    with pytest.raises(InputError, match="damaged"):
        taken(tmp_path / "list.zip")


@pytest.mark.parametrize("names", INSIDE)
def test_an_archive_that_ends_before_its_file_does_is_named(tmp_path: Path, names: tuple[str, ...]) -> None:
    raw = archive(zipfile.ZIP_STORED, *names)
    entry = raw.index(b"PK\x01\x02")
    raw[entry + 20 : entry + 28] = struct.pack("<II", 1 << 20, 1 << 20)  # its packed and its whole size
    (tmp_path / "list.zip").write_bytes(raw)
    with pytest.raises(InputError, match="damaged"):
        taken(tmp_path / "list.zip")


def test_gzip_and_a_zip_of_one_file_are_opened(tmp_path: Path) -> None:
    (tmp_path / "list.csv.gz").write_bytes(gzip.compress(CSV.encode()))
    with zipfile.ZipFile(tmp_path / "list.zip", "w") as archive:
        archive.writestr("export/list.csv", CSV)
    for name, told in (
        ("list.csv.gz", "unpacked from gzip"),
        ("list.zip", "unpacked 'export/list.csv' from its archive"),
    ):
        intake = taken(tmp_path / name)
        assert list(intake.book.frame["total_minor"]) == [10050]
        assert told in intake.remarks


@pytest.mark.slow
def test_a_zip_of_several_files_and_one_that_bursts_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a.csv", CSV)
        archive.writestr("b.csv", CSV)
    with pytest.raises(InputError, match=r"holds 2 files: 'a\.csv', 'b\.csv'"):
        taken(tmp_path / "two.zip")
    (tmp_path / "bomb.gz").write_bytes(gzip.compress(bytes(100 << 20)))
    with pytest.raises(InputError, match="unpacks to more than is read"):
        taken(tmp_path / "bomb.gz")
    (tmp_path / "cut.gz").write_bytes(gzip.compress(CSV.encode())[:-20])
    with pytest.raises(InputError, match="damaged"):
        taken(tmp_path / "cut.gz")


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"<html><table><tr><th>Invoice</th></tr></table></html>", "a web page"),
        (b"\xef\xbb\xbf<!DOCTYPE html>\n<html>", "a web page"),
        (b'[{"invoice": 1}]', "JSON"), (b'{\n "rows": []}', "JSON"), (b"{\\rtf1 a}", "a text document"),
        (b"!Type:Bank\nD1/13/26\n", "QIF"), (b"OFXHEADER:100\n", "OFX"), (b"%PDF-1.7", "a PDF"),
        (b"7z\xbc\xaf\x27\x1c\x00", "a 7z archive"), (b"SQLite format 3\x00", "a database"),
        (b'<?xml version="1.0"?><I xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>', "an electronic"),
        (b'<?xml version="1.0"?><a/>', "XML"), (b"From: Ada <a@b.example>\nTo: c@d.example\n\nHi", "an e-mail"),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_is_named_with_what_to_hand_in(tmp_path: Path, raw: bytes, what: str) -> None:
    path = tmp_path / "list.xls"
    path.write_bytes(raw)
    with pytest.raises(InputError, match=f"this is {what}") as refused:
        taken(path)
    assert refused.value.remedy


def test_titles_that_begin_like_a_letter_are_no_letter(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("From: 2026-01-01\nTo: 2026-03-31\n" + CSV, encoding="utf-8")
    assert len(taken(path).book) == 1


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_two_bytes_a_character_are_read_without_a_mark(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(CSV.replace("Ada", "Müller").encode(encoding))
    intake = taken(path)
    assert list(intake.book.frame["customer"]) == ["Müller Ltd"]
    assert any(encoding in remark for remark in intake.remarks)


def test_marks_that_latin_1_lacks_are_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(CSV.replace("Ada", "Smith – York").encode("cp1252"))
    intake = taken(path, encoding="iso-8859-1")
    assert list(intake.book.frame["customer"]) == ["Smith – York Ltd"]
    assert any("cp1252" in remark for remark in intake.remarks)


def test_a_workbook_and_its_csv_say_the_same(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [f"A-{n}", f"Ada {n}", date(2026, 1, 1 + n), date(2026, 2, 1 + n), n * 12.35, "EUR"] for n in range(1, 20)
    ]
    out = io.StringIO()
    out.write(",".join(HEAD) + "\n")
    out.writelines(",".join(map(str, row)) + "\n" for row in rows)
    (tmp_path / "list.csv").write_text(out.getvalue(), encoding="utf-8")
    one, other = taken(tmp_path / "list.csv"), taken(book(tmp_path / "list.xlsx", Items=[HEAD, *rows]))
    assert one.book.frame.equals(other.book.frame)
    truth = sum(Decimal(f"{float(str(row[4])):.2f}") for row in rows)
    assert Decimal(int(other.book.frame["total_minor"].sum())) / 100 == truth


def test_an_old_workbook_is_read_with_its_letters_dates_and_numbers() -> None:
    intake = taken(Path(__file__).with_name("old-workbook.xls"))
    frame = intake.book.frame
    assert frame["invoice"].tolist() == ["A-1", "0042"] and frame["customer"].tolist()[0] == "Łódź Sp. z o.o."
    assert frame["total_minor"].tolist() == [10050, 5953060]
    assert [day_of(int(day)) for day in frame["due"]] == [date(2026, 2, 12), date(2026, 4, 5)]
    assert any("sheet 'Open items' looks most like invoices" in remark for remark in intake.remarks)


def _open_document(folder: Path, cells: list[list[str]]) -> Path:
    """An OpenDocument workbook of `cells`, each the XML of one cell."""
    rows = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in cells)
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    body = f'<office:body><office:spreadsheet><table:table table:name="Open">{rows}</table:table></office:spreadsheet></office:body>'
    path = folder / "list.ods"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names} office:version="1.2">{body}</office:document-content>',
        )
        packed.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return path  # fmt: skip


def _said(text: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def _day(text: str) -> str:
    return f'<table:table-cell office:value-type="date" office:date-value="{text}"><text:p>{text}</text:p></table:table-cell>'


def _sum(text: str) -> str:
    return (
        f'<table:table-cell office:value-type="float" office:value="{text}"><text:p>{text}</text:p></table:table-cell>'
    )


def test_an_open_document_is_read_with_its_types_and_its_problems_name_the_cell(tmp_path: Path) -> None:
    head = [_said(text) for text in HEAD]
    good = [_said("A-1"), _said("Ada Ltd"), _day("2026-01-13"), _day("2026-02-12"), _sum("100.5"), _said("EUR")]
    bad = [_said("A-2"), _said("Ada Ltd"), _day("2026-01-13"), _said("soon"), _sum("7"), _said("EUR")]
    intake = taken(_open_document(tmp_path, [head, good, bad]))
    assert intake.book.frame["total_minor"].tolist() == [10050]
    assert [day_of(int(day)) for day in intake.book.frame["due"]] == [date(2026, 2, 12)]
    assert [str(problem.source) for problem in intake.rejected] and "D3" in str(intake.rejected[0])
