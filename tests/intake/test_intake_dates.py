"""Dates are read in one order for the whole file, and refused where it could be either."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.intake.intake_files import taken

from pastdue.intake.values.dates import parse_date
from pastdue.intake.values.flaws import Flaw
from pastdue.intake.values.terms import parse_terms
from pastdue.intake.values.word_rows import ascii_form, rows
from pastdue.model.errors.problems import BadInput
from pastdue.model.spans import day_of


@pytest.mark.parametrize(
    "text",
    ["2026-1-5", "05.01.2026", "20260105", "2026-01-05T00:00", "2026-02-30", "2025-02-29", "10", "Feb", "٢٠٢٦-01-05",
     "1989-12-31", "2101-01-01", "2026-W01-1"],
)  # fmt: skip
def test_only_a_real_iso_date_is_read_without_a_format(text: str) -> None:
    assert isinstance(parse_date(text), Flaw)


@pytest.mark.parametrize("text", ["1990-01-01", "2100-12-31", "2024-02-29"])
def test_the_first_and_the_last_day_are_read(text: str) -> None:
    assert parse_date(text) == date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("12.03.2024", "%d.%m.%Y", date(2024, 3, 12)),
        ("12/03/2024", "%m/%d/%Y", date(2024, 12, 3)),
        ("1/2/2024", "%m/%d/%Y", date(2024, 1, 2)),
        ("12.03.24", "%d.%m.%y", date(2024, 3, 12)),
        ("01/01/69", "%d/%m/%y", None),
        ("13/13/2024", "%d/%m/%Y", None),
        ("2024-03-12", "%d.%m.%Y", None),
        ("١٢.03.2024", "%d.%m.%Y", None),
    ],
)
def test_a_format_is_the_only_order_accepted(text: str, form: str, expected: date | None) -> None:
    found = parse_date(text, form)
    assert isinstance(found, Flaw) if expected is None else found == expected


def test_no_row_is_swapped_when_another_proves_the_order(tmp_path: Path) -> None:
    rows = ({"issued": "03/04/2026", "due": "04/05/2026"}, {"issued": "13/04/2026", "due": "05/05/2026"})
    for options in ({}, {"date_format": "%d/%m/%Y"}):
        intake = taken(tmp_path, *rows, **options)
        assert [day_of(n) for n in intake.book.frame["issued"]] == [date(2026, 4, 3), date(2026, 4, 13)]
        assert [day_of(n) for n in intake.book.frame["due"]] == [date(2026, 5, 4), date(2026, 5, 5)]


def test_a_column_that_shows_no_order_takes_the_one_its_neighbours_show_and_says_so(tmp_path: Path) -> None:
    intake = taken(tmp_path, {"issued": "03/04/2026", "due": "04/30/2026"})
    assert day_of(intake.book.frame["issued"][0]) == date(2026, 3, 4)
    assert intake.remarks == (
        "dates in 'issued' are read month first, as in the file's other columns",
        "dates in 'due' are read month first, as '04/30/2026' shows",
    )


def test_neighbours_that_show_two_orders_settle_nothing(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="ambiguous"):
        taken(tmp_path, {"issued": "03/04/2026", "due": "04/30/2026", "paid": "1.00", "paid_on": "30/04/2026"})


def test_dates_with_points_are_day_first_where_nothing_else_shows_an_order(tmp_path: Path) -> None:
    intake = taken(tmp_path, {"issued": "03.04.2026", "due": "04.05.2026"})
    assert [day_of(intake.book.frame[name][0]) for name in ("issued", "due")] == [date(2026, 4, 3), date(2026, 5, 4)]
    assert "dates in 'due' are read day first, as dates with points are written" in intake.remarks


@pytest.mark.parametrize(("issued", "due"), [("03.04.2026", "04/05/2026"), ("03-04-2026", "04-05-2026")])
def test_dates_with_other_marks_show_no_order(tmp_path: Path, issued: str, due: str) -> None:
    with pytest.raises(BadInput, match="ambiguous"):
        taken(tmp_path, {"issued": issued, "due": due})


def test_a_column_with_points_takes_the_month_first_that_its_neighbours_show(tmp_path: Path) -> None:
    intake = taken(tmp_path, {"issued": "03.04.2026", "due": "04/30/2026"})
    assert day_of(intake.book.frame["issued"][0]) == date(2026, 3, 4)


def test_the_rows_of_the_rarer_order_are_listed(tmp_path: Path) -> None:
    rows = [{"issued": text, "due": "2026-12-01"} for text in ("13/04/2026", "14/04/2026", "04/15/2026", "01/02/2026")]
    with pytest.raises(BadInput) as caught:
        taken(tmp_path, *rows)
    assert [(p.source.line, p.excerpt) for p in caught.value.problems] == [(4, "04/15/2026")]


@pytest.mark.parametrize("wrong", ["30.13.2026", "13.30.2026", "13.00.2026"])
def test_a_date_that_is_none_in_either_order_proves_neither_and_is_a_problem_of_its_row(
    tmp_path: Path, wrong: str
) -> None:
    rows = [{"invoice": str(n), "issued": f"{day}.10.2026", "due": "30.11.2026"} for n, day in enumerate(("01", "15"))]
    intake = taken(tmp_path, *rows, {"invoice": "9", "issued": wrong, "due": "30.11.2026"})
    assert [day_of(n) for n in intake.book.frame["issued"]] == [date(2026, 10, 1), date(2026, 10, 15)]
    (problem,) = intake.rejected
    assert (problem.source.line, problem.column, problem.excerpt) == (4, "issued", wrong)


def test_a_column_of_nothing_but_such_dates_shows_no_order(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refused:
        taken(tmp_path, {"issued": "30.13.2026", "due": "2026-11-30"})
    assert "issued: is not a date" in str(refused.value) and "order" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026/1/5", date(2026, 1, 5)), ("2026.01.05", date(2026, 1, 5)), ("20260105", date(2026, 1, 5)),
        ("5 Jan 2026", date(2026, 1, 5)), ("05-Jan-2026", date(2026, 1, 5)), ("Jan 5, 2026", date(2026, 1, 5)),
        ("January 5, 2026", date(2026, 1, 5)), ("2026-01-05 23:59:59", date(2026, 1, 5)),
        ("2026-01-05T23:30:00Z", date(2026, 1, 5)), ("2026-01-05T00:00:00.000+00:00", date(2026, 1, 5)),
    ],
)  # fmt: skip
def test_a_way_of_writing_that_names_one_day_needs_no_format(tmp_path: Path, text: str, day: date) -> None:
    assert day_of(taken(tmp_path, {"issued": text}).book.frame["issued"][0]) == day


@pytest.mark.parametrize("text", ["05/13/26", "13.05.26"])
def test_years_of_two_digits_need_a_format(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadInput, match="century"):
        taken(tmp_path, {"issued": text})


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        (("05/13/26", "06/02/26"), ["2026-05-13", "2026-06-02"]),
        (("03.04.26", "04.04.26"), ["2026-04-03", "2026-04-04"]),
        (("13/05/25", "02/06/26", "07/07/26"), ["2025-05-13", "2026-06-02", "2026-07-07"]),
    ],
)
def test_years_of_two_digits_that_can_be_nothing_else_are_of_this_century_and_said(
    tmp_path: Path, texts: tuple[str, ...], days: list[str]
) -> None:
    intake = taken(tmp_path, *({"invoice": str(n), "issued": text} for n, text in enumerate(texts)))
    assert [str(day_of(n)) for n in intake.book.frame["issued"]] == days
    assert any("of this century" in remark for remark in intake.remarks)


@pytest.mark.parametrize("texts", [("26/05/13", "26/06/02"), ("13.05.26", "14.05.29"), ("03/04/26", "04/04/26")])
def test_years_of_two_digits_that_may_be_days_or_span_more_than_a_list_does_are_asked_about(
    tmp_path: Path, texts: tuple[str, ...]
) -> None:
    with pytest.raises(BadInput, match=r"century|ambiguous"):
        taken(tmp_path, *({"invoice": str(n), "issued": text} for n, text in enumerate(texts)))


@pytest.mark.parametrize(
    ("zone", "day"), [("", date(2024, 3, 1)), ("America/New_York", date(2024, 2, 29)), ("Asia/Tokyo", date(2024, 3, 1))]
)
def test_an_instant_counts_on_its_day_in_the_zone(tmp_path: Path, zone: str, day: date) -> None:
    intake = taken(tmp_path, {"due": "2024-03-01T00:30:00Z", "issued": "2024-02-01"}, timezone=zone)
    assert day_of(intake.book.frame["due"][0]) == day
    assert ("count on their day in " + (zone or "UTC")) in intake.remarks[0]


@pytest.mark.parametrize("odd", ["03/04/2026", "2026-04-03", "20260403"])
def test_one_date_written_in_another_way_than_many_is_a_problem_of_its_row(tmp_path: Path, odd: str) -> None:
    rows = [{"issued": f"{day}.01.2026", "due": f"{day}.02.2026"} for day in range(11, 19)]
    intake = taken(tmp_path, *rows, {"issued": odd, "due": "20.04.2026"})
    assert [(p.source.line, p.column) for p in intake.rejected] == [(10, "issued")]
    assert len(intake.book.frame) == len(rows)


def test_a_date_written_in_another_way_than_a_few_leaves_the_column_undecided(tmp_path: Path) -> None:
    rows = [{"issued": f"{day}.01.2026", "due": f"{day}.02.2026"} for day in range(11, 18)]
    with pytest.raises(BadInput):
        taken(tmp_path, *rows, {"issued": "03/04/2026", "due": "20.04.2026"})


def test_one_slashed_date_among_iso_dates_is_a_problem_of_its_row(tmp_path: Path) -> None:
    intake = taken(tmp_path, {}, {"issued": "03/04/2026"})
    assert [(p.source.line, p.column) for p in intake.rejected] == [(3, "issued")]


@pytest.mark.parametrize(
    ("text", "issued", "due"),
    [
        ("net 30", date(2026, 1, 31), date(2026, 3, 2)),
        ("30", date(2026, 1, 31), date(2026, 3, 2)),
        ("30 days", date(2026, 1, 31), date(2026, 3, 2)),
        ("1 day", date(2026, 1, 31), date(2026, 2, 1)),
        ("NET30", date(2026, 1, 31), date(2026, 3, 2)),
        ("0", date(2026, 1, 31), date(2026, 1, 31)),
        ("EOM", date(2024, 2, 1), date(2024, 2, 29)),
        ("EOM", date(2026, 1, 31), date(2026, 1, 31)),
        ("net 30 EOM", date(2026, 1, 1), date(2026, 3, 2)),
        ("2/10 net 30", date(2026, 1, 1), date(2026, 1, 31)),
        ("2%/10, net 30", date(2026, 1, 1), date(2026, 1, 31)),
        ("3650", date(2026, 1, 1), date(2035, 12, 30)),
    ],
)
def test_terms_give_the_due_date(text: str, issued: date, due: date) -> None:
    terms = parse_terms(text)
    assert not isinstance(terms, Flaw) and terms.due(issued) == due


@pytest.mark.parametrize("text", ["", "soon", "net", "net -30", "30 months", "3651", "2/10", "1.5", "net 30 net 30"])
def test_other_terms_are_refused(text: str) -> None:
    assert isinstance(parse_terms(text), Flaw)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13. Januar 2026", date(2026, 1, 13)),
        ("3. März 2026", date(2026, 3, 3)),
        ("2. Apr. 2026", date(2026, 4, 2)),
        ("3. Maerz 2026", date(2026, 3, 3)),
        ("3 stycznia 2026 r.", date(2026, 1, 3)),
        ("1er février 2026", date(2026, 2, 1)),
        ("13 de enero de 2026", date(2026, 1, 13)),
        ("13 gennaio 2026", date(2026, 1, 13)),
        ("13 mrt 2026", date(2026, 3, 13)),
        ("13 de março de 2026", date(2026, 3, 13)),
        ("13. února 2026", date(2026, 2, 13)),
        ("13 desember 2026", date(2026, 12, 13)),
        ("20 Temmuz 2026", date(2026, 7, 20)),
        ("05 Ağustos 2026", date(2026, 8, 5)),
        ("17 Kasım 2026", date(2026, 11, 17)),
        ("13. kesäkuuta 2026", date(2026, 6, 13)),
        ("13 iulie 2026", date(2026, 7, 13)),
        ("13. októbra 2026", date(2026, 10, 13)),
        ("Jan 28 2026", date(2026, 1, 28)),
        ("15-Apr-26", date(2026, 4, 15)),
        ("Tuesday, January 13, 2026", date(2026, 1, 13)),
    ],
)
def test_a_month_in_words_names_the_day_in_sixteen_languages(tmp_path: Path, text: str, expected: date) -> None:
    intake = taken(tmp_path, {"issued": text, "due": "2030-01-01"})
    assert day_of(intake.book.frame["issued"][0]) == expected


@pytest.mark.parametrize("text", ["31. Februar 2026", "13 Thermidor 2026", "13 Jan", "Jan 2026", "15-Apr-95"])
def test_a_month_in_words_that_names_no_day_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadInput, match=r"is not a date|is not between"):
        taken(tmp_path, {"issued": text, "due": "2030-01-01"})


def test_no_month_name_means_two_months() -> None:
    seen: dict[str, int] = {}
    for months in rows("months").values():
        assert len(months) == 12
        for number, names in enumerate(months, 1):
            for name in names:
                assert seen.setdefault(name, number) == number, name
                assert name == ascii_form(name)


def test_a_whole_column_of_day_numbers_is_read_and_said(tmp_path: Path) -> None:
    intake = taken(tmp_path, {"issued": "46035", "due": "46065"}, {"issued": "46042.5", "due": "46072"})
    assert [day_of(n) for n in intake.book.frame["issued"]] == [date(2026, 1, 13), date(2026, 1, 20)]
    assert any("day numbers: 46035 is read as 2026-01-13" in remark for remark in intake.remarks)


def test_years_of_two_digits_beside_a_month_in_words_are_of_this_century_and_said(tmp_path: Path) -> None:
    intake = taken(tmp_path, {"issued": "15-Apr-26", "due": "15-May-26"})
    assert any("'15-Apr-26' is read as 2026-04-15" in remark for remark in intake.remarks)
