"""The benchmark compares like with like: the same page from every contender, files that any reader takes. No times."""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import fields, replace
from decimal import Decimal
from io import BytesIO
from itertools import islice
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from benchmarks import commands, overdue, rows, sheets
from benchmarks.processes import BenchmarkFailed, pastdue, python, run
from benchmarks.report import Aim, Section, as_json, as_text, machine
from benchmarks.setting import CONTENDERS, EXTRAS, MERGING, Dictation, contender, measure
from benchmarks.words import drafts
from pastdue.intake import Dialect, Files, read
from pastdue.model.letters import Grid, Letter, LetterHead, PaymentPart

ON_PAPER = (
    "head", "subject", "salutation", "opening", "grid", "closing", "payment", "farewell", "signature", "footer",
)  # fmt: skip
FLOATS = Path(rows.__file__).with_name("float_aging.py")


def words_of(letter: Letter) -> set[str]:
    """Every word the letter wants on paper."""
    found: set[str] = set()
    waiting: list[object] = [getattr(letter, name) for name in ON_PAPER]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            found.update(part.split())
        elif isinstance(part, Grid):
            waiting += [part.headings, part.rows, part.totals]
        elif isinstance(part, LetterHead):
            waiting += [getattr(part, field.name) for field in fields(part)]
        elif isinstance(part, PaymentPart):
            waiting += [part.title, part.rows, part.pay_line]
        elif isinstance(part, tuple):
            waiting += part
    return found


def embedded_faces(pdf: bytes) -> set[str]:
    """The fonts whose program is in the file, without their subset's mark."""
    with pikepdf.open(BytesIO(pdf)) as file:
        found = [o for o in file.objects if isinstance(o, pikepdf.Dictionary) and "/FontFile2" in o]
        return {str(o.FontName).rpartition("+")[2].lstrip("/").replace("-", "") for o in found}


@pytest.mark.parametrize("name", CONTENDERS)
def test_every_contender_prints_every_word_on_one_page_with_both_faces_embedded(name: str) -> None:
    by = contender(name)
    for letter in Dictation(4):
        pdf = by.one(letter)
        pages = PdfReader(BytesIO(pdf)).pages
        assert len(pages) == 1
        text = pages[0].extract_text()
        assert [word for word in words_of(letter) if word not in text] == []
        assert {face.removesuffix("Regular") for face in embedded_faces(pdf)} == {"NotoSans", "NotoSansBold"}


def test_all_letters_of_the_comparison_take_one_page_with_us() -> None:
    by = contender("pastdue")
    assert {len(PdfReader(BytesIO(by.one(letter))).pages) for letter in Dictation(100)} == {1}


@pytest.mark.parametrize("name", MERGING)
def test_a_merged_file_has_a_page_and_a_bookmark_for_each_letter(name: str) -> None:
    target = BytesIO()
    contender(name).merged(Dictation(5), target)
    reader = PdfReader(target)
    assert [page.extract_text().count(f"L-{n:06}") > 0 for n, page in enumerate(reader.pages)] == [True] * 5
    assert len(reader.outline) == 5


def test_with_a_code_every_letter_of_the_comparison_has_one_and_without_none() -> None:
    by = contender("code")
    pairs = list(zip(Dictation(30, "EUR"), Dictation(30), strict=True))
    assert all(coded.payment.code is not None and plain.payment.code is None for coded, plain in pairs)
    for coded, _ in pairs:
        pdf, without = by.one(coded), by.one(replace(coded, payment=replace(coded.payment, code=None)))
        assert (len(PdfReader(BytesIO(pdf)).pages), drawn_in(pdf) - drawn_in(without) > 100) == (1, True)


def drawn_in(pdf: bytes) -> int:
    """The number of rectangles the first page draws."""
    return PdfReader(BytesIO(pdf)).pages[0].get_contents().get_data().count(b" re")  # type: ignore[union-attr]


def test_with_a_copy_each_letter_is_followed_by_another_invoice() -> None:
    by = contender("copy")
    seen = {by.one(letter) for letter in Dictation(3)}
    pages = [PdfReader(BytesIO(pdf)).pages for pdf in seen]
    assert [len(of) for of in pages] == [2, 2, 2]
    assert len({of[1].extract_text() for of in pages}) == 3


def test_with_an_archive_each_letter_is_made_twice_and_kept_as_pdf_a() -> None:
    (letter,) = Dictation(1)
    both, plain = contender("archive").one(letter), contender("pastdue").one(letter)
    assert both.startswith(plain) and b"<pdfaid:part>2<" in both


@pytest.mark.parametrize("name", EXTRAS)
def test_letters_with_more_to_them_can_be_measured(name: str, tmp_path: Path) -> None:
    assert measure(name, "files", 2, tmp_path)["letters"] == 2


def test_the_letters_are_the_same_every_time_and_no_two_are_alike() -> None:
    first, second = list(drafts(50)), list(islice(drafts(80), 50))
    assert first == second
    assert len({draft.total for draft in first}) == 50


def test_a_measured_setting_leaves_a_file_for_each_letter_in_its_folder(tmp_path: Path) -> None:
    found = measure("pastdue", "files", 3, tmp_path)
    assert (found["letters"], found["bytes"]) == (3, sum(f.stat().st_size for f in tmp_path.glob("L-*.pdf")))
    assert len(list(tmp_path.iterdir())) == 3


def test_the_big_file_is_the_same_every_time_and_every_row_of_it_is_an_invoice(tmp_path: Path) -> None:
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    assert rows.write_rows(one, 3000) == rows.write_rows(two, 3000) == one.stat().st_size
    assert one.read_bytes() == two.read_bytes()
    intake = read(Files(one), Dialect())
    assert (len(intake.book), intake.ignored, intake.rejected, intake.remarks) == (3000, 0, (), ())


def test_the_big_file_is_as_varied_as_a_real_export(tmp_path: Path) -> None:
    rows.write_rows(tmp_path / "big.csv", 3000)
    text = (tmp_path / "big.csv").read_text(encoding="utf-8")
    found = list(csv.DictReader(text.splitlines()))
    assert 12 <= len(found[0]) <= 14
    assert len({row["currency"] for row in found}) >= 4
    assert len({row["customer_id"] for row in found}) > 100
    assert any(row["paid"] and Decimal(row["paid"]) < Decimal(row["total"]) for row in found)
    assert any(row["total"].startswith("-") for row in found)
    assert text.count('"') > 1000
    assert '""' in text


def test_the_float_script_finds_the_same_totals_as_we_do_within_a_few_cents(tmp_path: Path) -> None:
    rows.write_rows(tmp_path / "big.csv", 3000)
    as_of = rows.AS_OF.isoformat()
    theirs = run(python(str(FLOATS), "big.csv", as_of), tmp_path).printed
    ours = json.loads(run(pastdue("aging", "big.csv", "--as-of", as_of, "--format", "json"), tmp_path).printed)
    lines = list(csv.reader(theirs.rpartition("currency,")[2].strip().splitlines()[1:]))
    totals = {currency: [Decimal(amount) for amount in amounts] for currency, *amounts in lines}
    for found in ours["totals"]:
        exact = [Decimal(amount) for amount in (*found["buckets"].values(), found["total"])]
        assert exact == pytest.approx(totals[found["currency"]], abs=Decimal("0.05"))
    assert len(ours["totals"]) == 5


def test_the_firm_of_the_whole_run_has_a_letter_due_for_every_row(tmp_path: Path) -> None:
    overdue.write_firm(tmp_path, 12)
    command = pastdue("plan", overdue.FILE, "--as-of", overdue.AS_OF.isoformat(), "--format", "json")
    planned = json.loads(run(command, tmp_path).printed)
    assert (len(planned["letters"]), planned["skips"], planned["rejected"]) == (12, [], [])
    assert len({letter["stage"] for letter in planned["letters"]}) == 3


def test_the_measuring_process_itself_loads_nothing_heavy(tmp_path: Path) -> None:
    told = "import sys, benchmarks.__main__; print(*{'pandas', 'numpy', 'reportlab', 'pastdue'} & set(sys.modules))"
    assert run([sys.executable, "-c", told], tmp_path).printed.strip() == ""


def test_a_command_that_fails_is_not_timed(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkFailed, match="exit 3"):
        run(python("-c", "raise SystemExit(3)"), tmp_path)


def test_a_letter_is_counted_without_what_starting_costs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def month(place: Path, letters: int) -> dict[str, float]:  # noqa: ARG001 - the shape of `_month`
        return {"seconds": 3.0 + letters * 0.01, "cpu": 2.0 + letters * 0.004, "letters": letters, "pages": 2 * letters}

    monkeypatch.setattr(commands, "_month", month)
    made = commands.whole_run(101, 1, tmp_path)
    assert [row["name"] for row in made.rows[:2]] == ["pastdue run, 1 letter", "pastdue run, 101 letters"]
    assert (made.rows[2]["letters"], made.rows[2]["pages"]) == (100, 200)
    assert round(made.rows[2]["per_second"]) == 250
    assert not made.aims[0].reached


def test_the_table_shows_gaps_as_dashes_and_says_which_aim_was_missed() -> None:
    section = Section("1. Walking", "how", (("km", "km", 1), ("mb", "MB", 0)), [{"name": "we", "km": 1234.56}])
    section.aims.append(Aim("2 x", "1.9 x", False))
    text = as_text(machine(), [section])
    assert "1,234.6   -" in text
    assert "aim 2 x: 1.9 x, MISSED" in text
    told = json.loads(json.dumps(as_json(machine(), [section])))
    assert told["sections"][0]["rows"] == [{"name": "we", "km": 1234.56}]


def test_sheets_are_counted_by_firm_and_held_against_the_aims() -> None:
    told = [
        {"firm": firm, "stage": stage, "invoices": count, "pages": pages}
        for firm, longest in (("GB", 5), ("DE", 7))
        for count, pages in ((60, longest), (7, 2), (1, 1))
        for stage in sheets.STAGES
    ]
    made = sheets.section(told)
    assert [(row["name"], row["60-reminder"], row["pages"]) for row in made.rows] == [("GB", 3, 32), ("DE", 4, 40)]
    assert [aim.reached for aim in made.aims] == [False, True, True]
