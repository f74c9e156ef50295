"""A table as text, CSV and JSON: aligned, exact, harmless."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pastdue.model import Column, Table
from pastdue.model.money import Money
from pastdue.model.tables import OneByOne, Rank
from pastdue.reports.formats.characters import cells_wide
from pastdue.reports.formats.csv import csv_file, csv_pieces, csv_text
from pastdue.reports.formats.heads import BY_KEY
from pastdue.reports.formats.json import json_text, table_json
from pastdue.reports.formats.text import text

COLUMNS = (
    Column("customer", "Customer"),
    Column("currency", "Currency"),
    Column("total", "Total", Money),
    Column("days", "Days late", int),
    Column("due", "Due", date),
)


def table(*rows: tuple[object, ...]) -> Table:
    return Table("Open", COLUMNS, rows)


def eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


LODZ = ("Łódź – Spółka „Żółw”", "EUR", eur("1234567.50"), 3, date(2026, 6, 30))
TOKYO = ("東京商事", "EUR", eur("-0.05"), 120, None)


def test_figures_stand_to_the_right_and_text_to_the_left() -> None:
    title, blank, heads, rule, first, second = text(table(LODZ, TOKYO)).splitlines()
    assert (title, blank) == ("Open", "")
    assert heads == "Customer              Currency         Total  Days late  Due"
    assert rule == "────────────────────  ────────  ────────────  ─────────  ──────────"
    assert first == "Łódź – Spółka „Żółw”  EUR       1,234,567.50          3  2026-06-30"
    assert second == "東京商事              EUR              -0.05        120"


def test_a_cell_is_cut_on_a_terminal_but_never_in_csv_or_json() -> None:
    long = table(("Przedsiębiorstwo " * 12, "EUR", eur("10.00"), 3, date(2026, 6, 30)))
    lines = text(long, 60).splitlines()
    assert max(map(cells_wide, lines)) == 60
    assert "…" in lines[-1]
    assert "10.00" in lines[-1]
    assert "…" not in text(long)
    for whole in (csv_text(long), json_text(table_json(long)), text(long)):
        assert ("Przedsiębiorstwo " * 12).strip() in whole


def test_a_table_that_fits_exactly_is_left_alone() -> None:
    whole = text(table(LODZ))
    width = max(map(cells_wide, whole.splitlines()))
    assert text(table(LODZ), width) == whole
    assert text(table(LODZ), width - 1) != whole


def test_figures_are_never_cut_even_where_there_is_no_room() -> None:
    assert "1,234,567.50" in text(table(LODZ), 10)


@pytest.mark.parametrize("width", range(20, 90))
def test_wide_letters_are_never_cut_in_half(width: int) -> None:
    lines = text(table(("東京商事株式会社営業部", "EUR", eur("1"), 1, None), LODZ), width).splitlines()
    ends = {cells_wide(line[: line.index("EUR")]) for line in lines if "EUR" in line}
    assert len(ends) == 1


RANKED = (
    Column("letter", "Letter", rank=Rank.KEY),
    Column("customer", "Customer"),
    Column("currency", "Currency", rank=Rank.KEY),
    Column("total", "Total", Money, rank=Rank.KEY),
    Column("language", "Language", rank=Rank.EXTRA),
    Column("file", "File", rank=Rank.EXTRA),
    Column("detail", "Detail"),
)
LETTER = ("2026-00001", "Przedsiębiorstwo Budowlane Żółw", "EUR", eur("12345.60"), "pl", "letters/2026-00001.pdf", "")
LATE = (*LETTER[:-1], "the letter asks for more than was ever asked of this customer, in three lines or more")


@pytest.mark.parametrize("width", range(40, 140))
def test_keys_and_figures_are_whole_at_any_width_and_no_line_is_longer(width: int) -> None:
    for row in (LETTER, LATE):
        lines = text(Table("Letters", RANKED, (row,)), width).splitlines()
        assert max(map(cells_wide, lines)) <= width
        assert any("2026-00001" in line and "EUR" in line and "12,345.60" in line for line in lines)


def test_where_there_is_no_room_empty_and_extra_columns_leave_and_are_named() -> None:
    said = text(Table("Letters", RANKED, (LETTER,)), 60)
    assert "not shown for want of room: Language, File, Detail;" in said
    assert "letters/2026" not in said and "Przedsiębiors" in said
    assert "not shown" not in text(Table("Letters", RANKED, (LETTER,)), 140)
    assert "not shown" not in text(Table("Letters", RANKED, (LETTER,)))


def test_a_long_last_text_goes_on_below_itself_between_its_words() -> None:
    columns = (Column("invoice", "Invoice", rank=Rank.KEY), Column("detail", "Detail"))
    said = text(Table("", columns, (("I-1", "one two three four five six"), ("I-2", "seven"))), 20)
    assert said.splitlines()[-3:] == ["I-1    one two three", "       four five six", "I-2    seven"]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp1250", "latin-1", "utf-8"])
def test_every_line_can_be_written_in_the_terminals_encoding(encoding: str) -> None:
    said = text(table(LODZ, TOKYO, ("Παπαδόπουλος ﬁ", "EUR", eur("1"), 1, None)), 50, encoding)
    assert said.encode(encoding).decode(encoding) == said
    assert max(map(cells_wide, said.splitlines())) == 50


def test_without_unicode_letters_lose_their_marks_and_the_unknown_is_a_question_mark() -> None:
    said = text(table(LODZ, TOKYO), None, "ascii")
    assert 'Lodz - Spolka "Zolw"' in said
    assert "????" in said
    assert "----" in said


def test_a_cell_cannot_break_the_line_or_command_the_terminal() -> None:
    said = text(table(("a\nb\x1b[31m\u202ec", "EUR", eur("1"), 1, None)))
    assert "\x1b" not in said and "\u202e" not in said
    assert len(said.splitlines()) == 5
    assert "a b\\x1b[31m\\u202ec" in said


def test_amounts_carry_their_currency_where_the_table_has_no_column_for_it() -> None:
    bare = Table("", (Column("open", "Open", Money),), ((eur("1234.5"),), (None,)))
    assert text(bare).splitlines()[2] == "1,234.50 EUR"
    assert csv_text(bare) == "open,open_currency\n1234.50,EUR\n,\n"
    assert table_json(bare)["rows"] == [
        {"open": "1234.50", "open_currency": "EUR"}, {"open": None, "open_currency": None},
    ]  # fmt: skip


def test_an_amount_in_another_currency_than_its_row_says_is_refused() -> None:
    for show in (csv_text, table_json):
        with pytest.raises(ValueError, match="an amount in EUR stands in a row of USD"):
            show(table(("x", "USD", eur("1"), 1, None)))


def test_notes_stand_under_the_table() -> None:
    said = text(Table("T", COLUMNS[:1], (("x",),), ("a note",)))
    assert said.endswith("x\n\na note\n")


def test_text_a_spreadsheet_would_run_is_guarded_in_csv() -> None:
    rows = [("=1+1", "'=1+1"), (" @x", "' @x"), ("\u200b＝1", "'\u200b＝1"), ("1-2", "1-2")]
    written = csv_text(Table("", (Column("a", "A"),), tuple((said,) for said, _ in rows)))
    assert [line for (line,) in csv.reader(io.StringIO(written))] == ["a", *(shown for _, shown in rows)]


def test_negative_numbers_stay_numbers_in_csv() -> None:
    columns = (Column("a", "A", Decimal), Column("b", "B", int), Column("currency", "C"), Column("m", "M", Money))
    assert (
        csv_text(Table("", columns, ((Decimal("-1.50"), -2, "EUR", eur("-3")),)))
        == "a,b,currency,m\n-1.50,-2,EUR,-3.00\n"
    )


def test_csv_reads_back_from_a_file_as_it_was(tmp_path: Path) -> None:
    name = 'O\'Brien, "Bob"\nStraße 1; Łódź'
    file = tmp_path / "t.csv"
    file.write_text(csv_text(table((name, "EUR", eur("1234.5"), 3, date(2026, 6, 30)))), encoding="utf-8", newline="")
    assert b"\r" not in file.read_bytes()
    with file.open(encoding="utf-8", newline="") as lines:
        (row,) = csv.DictReader(lines)
    assert row == {"customer": name, "currency": "EUR", "total": "1234.50", "days": "3", "due": "2026-06-30"}


def test_a_heading_from_a_file_is_guarded_too() -> None:
    assert next(csv.reader(io.StringIO(csv_text(Table("", (Column("=A1", "x"),), ()))))) == ["'=A1"]


def test_json_keeps_letters_order_and_whole_numbers() -> None:
    said = json_text(table_json(table(LODZ)))
    assert "Łódź" in said
    assert json.loads(said) == {
        "schema": 1, "title": "Open", "notes": [],
        "rows": [{"customer": LODZ[0], "currency": "EUR", "total": "1234567.50", "days": 3, "due": "2026-06-30"}],
    }  # fmt: skip
    assert list(json.loads(said)["rows"][0]) == ["customer", "currency", "total", "days", "due"]


@pytest.mark.parametrize("value", [1.5, Decimal("1.5"), date(2026, 1, 1), eur("1")])
def test_json_refuses_what_would_lose_its_meaning(value: object) -> None:
    with pytest.raises(TypeError, match="write it as text"):
        json_text({"amount": [value]})


def test_columns_that_may_not_leave_stand_one_space_apart_before_a_line_is_too_long() -> None:
    columns = tuple(Column(f"c{n}", f"C{n}", Money, rank=Rank.KEY) for n in range(5))
    grid = Table("", columns, (tuple(eur("1234567.50") for _ in columns),))
    wide = 5 * len("1,234,567.50 EUR")
    assert [len(line) for line in text(grid, wide + 8).splitlines()] == [wide + 8] * 3
    assert [len(line) for line in text(grid, wide + 7).splitlines()] == [wide + 4] * 3


def test_a_customers_number_stands_beside_a_name_that_is_another_and_is_not_said_twice() -> None:
    columns = (Column("customer_id", "Id"), Column("customer", "Customer"), Column("total", "Total", Money))
    alike = Table("", columns, (("Acme", "Acme", eur("1")), ("Bolt", "Bolt", eur("2"))))
    assert text(alike).splitlines()[0].split() == ["Customer", "Total"]
    assert text(Table("", columns, (*alike.rows, ("C-3", "Acme", eur("3"))))).splitlines()[0].split()[0] == "Id"
    assert csv_text(alike).startswith("customer_id,customer,total")


def test_json_that_is_written_piece_by_piece_reads_as_the_module_of_the_language_writes_it() -> None:
    value = {
        "empty": {}, "none": [], "flat": {"a": 1, "b": None, "c": "Łódź, \"x\"\n: y", "d": True},
        "deep": {"rows": [{"a": [1, [2, {}]], "b": {}}, {"c": "x"}], "n": -5}, "list": ["a", 1, None, False],
    }  # fmt: skip
    assert json_text(value) == json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    assert json_text({}) == "{}\n"
    rows = OneByOne(lambda n: {"n": n}, range(3))
    assert json_text({"rows": rows}) == json_text({"rows": [{"n": 0}, {"n": 1}, {"n": 2}]})


def test_a_long_table_is_the_same_csv_in_pieces_as_in_one() -> None:
    rows = OneByOne(lambda n: (f"invoice {n}", n), range(20_000))
    long = Table("Long", (Column("invoice", "Invoice"), Column("n", "N", int)), rows)
    pieces = [*csv_pieces(long, BY_KEY)]
    assert len(pieces) > 3 and max(map(len, pieces)) < 70_000
    assert "".join(pieces) == csv_file(replace(long, rows=tuple(rows)), BY_KEY)
    assert "".join(pieces).count("\n") == 20_001
