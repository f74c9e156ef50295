"""Every way of writing an amount is read exactly, by the quick way and the slow one alike."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.intake.intake_files import taken
from tests.laws import tried

from pastdue.intake import Intake
from pastdue.intake.file.cells import Cells, Coded
from pastdue.intake.file.decoding import PAD
from pastdue.intake.values.amount_column import column_style, read_amounts
from pastdue.intake.values.amounts import LARGEST_MINOR, LONGEST, Style, parse_minor
from pastdue.intake.values.flaws import Flaw
from pastdue.model import Invoice
from pastdue.model.calendars import Calendar
from pastdue.model.errors.problems import BadInput


def column(texts: list[str]) -> Cells:
    encoded = [text.encode() for text in texts]
    body = bytes(PAD) + b"".join(text + b"\n" for text in encoded) + bytes(PAD)
    lengths = np.array([len(text) for text in encoded], np.int64)
    return Cells(np.frombuffer(body, np.uint8), PAD + np.cumsum(lengths + 1) - lengths - 1, lengths)


def read_all(texts: list[str], currency: str, decimal: str) -> list[int | None]:
    """The amounts of a column; None where a cell is refused."""
    codes = Coded(np.zeros(len(texts), np.int64), [currency])
    amounts = read_amounts(column(texts), codes, decimal)
    refused = {row for row, _, _ in amounts.flaws}
    return [None if row in refused else value for row, value in enumerate(amounts.minor.tolist())]


@pytest.mark.parametrize(
    ("text", "currency", "decimal", "minor"),
    [
        ("1234.50", "EUR", "", 123450),
        ("1,234.50", "EUR", "", 123450),
        ("1,234,567", "EUR", "", 123456700),
        ("1.234,50", "EUR", ",", 123450),
        ("1 234,50", "PLN", ",", 123450),
        ("1\u00a0234,50", "PLN", ",", 123450),
        ("1\u202f234\u202f567,5", "PLN", ",", 123456750),
        ("1'234.50", "CHF", "", 123450),
        ("1,234", "EUR", ".", 123400),
        ("1.234", "EUR", ",", 123400),
        ("1,234", "JPY", "", 1234),
        ("1.234", "KWD", ".", 1234),
        ("12.5", "KWD", "", 12500),
        ("12.50", "KWD", "", 12500),
        ("$13.50", "USD", "", 1350),
        ("13,50 zł", "PLN", ",", 1350),
        ("13,50\u00a0zł", "PLN", ",", 1350),
        ("1.234,50\u202f€", "EUR", "", 123450),
        ("EUR 13.50", "EUR", "", 1350),
        ("13.50EUR", "EUR", "", 1350),
        ("€-13.50", "EUR", "", -1350),
        ("-€13.50", "EUR", "", -1350),
        ("($400.00)", "USD", "", -40000),
        ("400.00-", "USD", "", -40000),
        ("400.00 CR", "USD", "", -40000),
        ("50.00 Cr.", "INR", "", -5000),
        ("1234.50 Dr", "INR", "", 123450),
        ("1.234,50 S", "EUR", "", 123450),
        ("1.234,50 H", "EUR", "", -123450),
        ("-", "EUR", "", 0),
        ("€ -", "EUR", "", 0),
        ("'1234.50", "GBP", "", 123450),
        ("Rs. 1,25,000", "INR", ".", 12500000),
        ("59530.600000000006", "AUD", "", 5953060),
        ("26739.309999999998", "AUD", "", 2673931),
        ("0.30000000000000004", "USD", "", 30),
        ("+5", "USD", "", 500),
        ("−5.00", "USD", "", -500),
        ("007.00", "USD", "", 700),
        ("12,50", "EUR", "", 1250),
        ("20 160,0", "SEK", "", 2016000),
        ("12,34,567.00", "INR", "", 123456700),
        ("1500.00", "JPY", "", 1500),
        ("12.500", "EUR", ".", 1250),
        ("94", "USD", "", 9400),
        ("99999999999.99", "EUR", "", LARGEST_MINOR - 1),
    ],
)
def test_an_amount_is_read_as_a_bookkeeper_reads_it(text: str, currency: str, decimal: str, minor: int) -> None:
    assert read_all([text], currency, decimal) == [minor]


@pytest.mark.parametrize(
    ("text", "currency", "decimal"),
    [
        ("12.345", "EUR", "."), ("12.5", "JPY", ""), ("12.50", "JPY", ""),
        ("1,234", "EUR", ""), ("1.234", "KWD", ""), ("1.000", "JPY", ""),
        ("12.50", "EUR", ","), ("123,45,678.00", "EUR", ""), ("1,23,4.00", "EUR", ""), ("1.234.50", "EUR", ""),
        ("1 23.00", "EUR", ""), ("1, 234.00", "EUR", ""), ("NaN", "EUR", ""), ("inf", "EUR", ""), ("1e5", "EUR", ""),
        ("0x10", "EUR", ""), ("--5", "EUR", ""), ("-(5)", "EUR", ""), ("-5 CR", "EUR", ""), ("$5", "EUR", ""),
        ("USD 5", "EUR", ""), ("5 Lira", "EUR", ""), (".50", "EUR", ""), ("5.", "EUR", ""), ("٣.٥٠", "EUR", ""),
        ("100000000000.00", "EUR", ""), ("1_000", "EUR", ""), ("5 5.00", "EUR", ""), ("1 234'567.00", "EUR", ""),
        ("5.00;", "EUR", ""), ("5 Dr Cr", "EUR", ""), ("-5 Dr", "EUR", ""), ("12.345000000000000001", "EUR", ""),
        ("0,500", "EUR", "."), ("0 123.00", "EUR", ""), ("0.500", "EUR", ","),
    ],
)  # fmt: skip
def test_what_is_no_clear_amount_is_refused(text: str, currency: str, decimal: str) -> None:
    assert read_all([text], currency, decimal) == [None]


def test_a_lone_thousand_is_clear_once_the_column_shows_its_style() -> None:
    assert read_all(["1,234"], "EUR", "") == [None]
    assert read_all(["1,234", "5.50"], "EUR", "") == [123400, 550]
    assert read_all(["1,234", "1,000,000"], "EUR", "") == [123400, 100000000]
    assert read_all(["1,234", "5.50", "5,50"], "EUR", "") == [None, 550, None]


def test_each_column_shows_its_own_style(tmp_path: Path) -> None:
    intake = taken(tmp_path, {"total": "2000.00", "paid": "1.234,50"})
    assert [each.open(date(2026, 11, 23)).plain for each in invoices(intake)] == ["765.50"]


@given(st.lists(st.integers(-(10**13) + 1, 10**13 - 1), min_size=1, max_size=30), st.sampled_from(".,"))
@tried(300)
def test_plain_amounts_are_exact_to_the_last_digit(values: list[int], decimal: str) -> None:
    texts = [f"{'-' if v < 0 else ''}{abs(v) // 100}{decimal}{abs(v) % 100:02d}" for v in values]
    assert read_all(texts, "EUR", decimal) == values


ODD = st.text(alphabet="0123456789.,-+()' €$ECRU\u00a0", max_size=14)
ODD |= st.from_regex(r"[-(]?[0-9]{1,3}(,[0-9]{3})?\.[0-9]{1,3}\)?", fullmatch=True)


@pytest.mark.slow
@given(st.lists(ODD, min_size=1, max_size=8), st.sampled_from(["EUR", "JPY", "KWD"]))
@tried(800)
def test_the_quick_way_says_what_the_slow_one_says(texts: list[str], currency: str) -> None:
    expected = []
    for text in texts:
        value = parse_minor(text.strip(), currency, Style(".")) if text.strip() else 0
        expected.append(None if isinstance(value, Flaw) else value)
    assert read_all(texts, currency, ".") == expected


@pytest.mark.slow
@given(ODD)
@tried(800)
def test_an_accepted_amount_has_the_digits_of_its_text(text: str) -> None:
    value = parse_minor(text, "EUR", Style("."))
    if not isinstance(value, Flaw):
        digits = "".join(c for c in text if c.isdigit() or c == ".") or "0"
        assert abs(value) == Decimal(digits) * 100


GROUPS = st.sampled_from([".", ",", " ", "\u00a0", "\u202f", "\u2009", "'", "’"])
OWED = ["{}", "€{}", "€ {}", "{} €", "{}\u00a0EUR", "EUR {}", "+{}"]
CREDITED = ["-{}", "{}-", "({})", "−{}", "-€{}", "€-{}", "(€{})", "{}- €", "-{}\u202f€", "{} CR"]


@pytest.mark.slow
@given(
    st.lists(st.tuples(st.integers(0, 10**13 - 1), st.sampled_from(OWED + CREDITED)), min_size=1, max_size=30),
    st.sampled_from([".", ",", " ", "\u00a0", "\u202f", "\u2009", "'", "’"]), st.sampled_from(".,"),
)  # fmt: skip
@tried(500)
def test_grouped_amounts_are_exact_to_the_last_digit_whatever_the_marks(
    rows: list[tuple[int, str]], group: str, decimal: str
) -> None:
    texts = []
    for value, form in rows:
        whole = f"{value // 100:_}".replace("_", "" if group == decimal else group)
        texts.append(form.format(f"{whole}{decimal}{value % 100:02d}"))
    assert read_all(texts, "EUR", decimal) == [-value if form in CREDITED else value for value, form in rows]


MARKS = st.text(alphabet="0059.,-()' zł€\u00a0", max_size=40)


CODES = st.sampled_from(["EUR", "JPY", "KWD", "CLF", "PLN", "?"])


@pytest.mark.slow
@given(st.lists(st.tuples(MARKS | ODD, CODES), min_size=1, max_size=12), st.sampled_from(["", ".", ","]))
@tried(1000)
def test_rows_of_several_currencies_say_what_each_says_alone(rows: list[tuple[str, str]], decimal: str) -> None:
    texts = [text for text, _ in rows]
    currency = Coded(np.arange(len(rows)), [code for _, code in rows]).merged()
    amounts = read_amounts(column(texts), currency, decimal)
    style = column_style(column(texts), decimal)
    for row, (text, code) in enumerate(rows):
        said = 0 if code == "?" or not text.strip() else parse_minor(text.strip(), code, style)
        flaws = [flaw for at, _, flaw in amounts.flaws if at == row]
        assert flaws == ([said] if isinstance(said, Flaw) else [])
        assert amounts.minor[row] == (0 if isinstance(said, Flaw) else said)
        assert amounts.given[row] == bool(text.strip())


def test_the_style_shown_in_more_rows_wins_whatever_is_said_once() -> None:
    assert read_all(["100.00", "100.00", "100.00", "7,50", "8,50"], "EUR", "") == [10000, 10000, 10000, None, None]
    assert read_all(["7,50", "7,50", "8.25"], "EUR", "") == [750, 750, None]


@pytest.mark.parametrize("text", ["1" * 10**6, "1,1" * 10**5, "1 " * 10**5, "-" * 10**6, "1." + "0" * 10**6])
def test_a_cell_as_long_as_a_book_is_no_amount_and_takes_no_time(text: str) -> None:
    assert read_all([text, "5.00"], "EUR", "") == [None, 500]


def test_a_zero_in_front_tells_one_cell_from_all_others_of_its_shape() -> None:
    assert read_all(["5,500", "0,500", "0,500", "5,000", "7.25"], "EUR", ".") == [550000, None, None, 500000, 725]
    assert read_all(["5,500", "0,500"], "KWD", "") == [5500, 500]


def test_an_amount_may_have_as_many_characters_as_stated_and_no_more() -> None:
    assert read_all(["0" * (LONGEST - 4) + "5.00"], "EUR", ".") == [500]
    assert read_all(["0" * (LONGEST - 3) + "5.00"], "EUR", ".") == [None]


def invoices(intake: Intake) -> list[Invoice]:
    late = intake.book.measured(date(2026, 11, 23), Calendar("PL"))
    return [late.invoice(position) for position in range(len(late))]


def test_a_column_that_proves_no_mark_takes_the_one_its_neighbours_prove(tmp_path: Path) -> None:
    rows = ({"total": "1,250.50", "balance": "1,000"}, {"total": "2,000.00", "balance": "2,000"})
    intake = taken(tmp_path, *rows)
    assert [each.open(date(2026, 11, 23)).plain for each in invoices(intake)] == ["1000.00", "2000.00"]
    assert any("'balance' are read with a decimal point, as '1,250.50' elsewhere shows" in r for r in intake.remarks)


def test_neighbours_that_disagree_prove_no_mark(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="could be thousands or a fraction"):
        taken(tmp_path, {"total": "1,250.50", "paid": "250,50", "balance": "1,000"})


def test_what_a_binary_fraction_leaves_is_rounded_and_said(tmp_path: Path) -> None:
    intake = taken(tmp_path, {"total": "59530.600000000006"}, {"total": "12.345"})
    assert [each.total.plain for each in invoices(intake)] == ["59530.60"]
    assert any("rounded to the cent, as '59530.600000000006'" in remark for remark in intake.remarks)
    assert [str(problem.what) for problem in intake.rejected] == ["has more digits after the point than EUR has"]


@pytest.mark.parametrize(
    ("texts", "currency", "decimal", "read"),
    [
        (["40424.877840545145", "35633.897372562875", "30000"], "EUR", "", [4042488, 3563390, 3000000]),
        (["-40424.877840545145", "118.9881", "118.98809999999999"], "EUR", "", [-4042488, 11899, 11899]),
        (["40424,877840545145", "1,5"], "EUR", ",", [4042488, 150]),
        (["33.333333333333336", "66.66666666666667"], "USD", "", [3333, 6667]),
        (["40424.877840545145"], "JPY", "", [40425]),
        (["40424.877840545145"], "KWD", "", [40424878]),
        (["40424.877840545145", "12.345"], "EUR", "", [4042488, None]),  # halfway between two cents
        (["40424.877840545145", "12.345000000000001"], "EUR", "", [4042488, None]),  # that, written out
        (["118.9881", "12.3456"], "EUR", "", [None, None]),  # nothing shows that a formula left them
        (["12.345000000000000001", "0.123456"], "EUR", "", [None, None]),  # no binary fraction
        (["5953.60", "40424.8778405451459"], "EUR", "", [595360, None]),
    ],
)
def test_what_a_formula_left_unrounded_is_rounded_to_the_nearest_cent(
    texts: list[str], currency: str, decimal: str, read: list[int | None]
) -> None:
    assert read_all(texts, currency, decimal) == read


def test_amounts_of_a_formula_are_told(tmp_path: Path) -> None:
    intake = taken(tmp_path, {"total": "40424.877840545145"}, {"total": "118.98809999999999"})
    assert [each.total.plain for each in invoices(intake)] == ["40424.88", "118.99"] and not intake.rejected
    assert any("rounded to the cent, as '40424.877840545145'" in remark for remark in intake.remarks)
