"""Customers named only in the first row of each group: read where totals prove it, asked where the shape says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_customer_headings import customers
from tests.intake.test_judgement import refusal, remedies, taken

from pastdue.intake import rejected_files
from pastdue.model.errors import SettingsError

HEAD = "Customer No,Name,Invoice No,Date,Due Date,Currency,Amount\n"
GROUPS = """\
C1,Alder Ltd,1,2026-01-12,2026-02-12,EUR,100.00
,,2,2026-01-12,2026-02-12,EUR,50.00
{}
C2,Birch Ltd,3,2026-01-12,2026-02-12,EUR,70.00
{}
C3,Cedar Ltd,4,2026-01-12,2026-02-12,EUR,20.00
,,5,2026-01-12,2026-02-12,EUR,30.00
,,6,2026-01-12,2026-02-12,EUR,40.00
{}
"""
UNTOLD = "".join(f"{line}\n" for line in GROUPS.splitlines() if line != "{}")
BY_NUMBER = GROUPS.format(",Sum account C1,,,,,150.00", ",Sum account C2,,,,,70.00", ",Sum account C3,,,,,90.00")
BY_NAME = GROUPS.format("Total Alder Ltd,,,,,,", "Total Birch Ltd,,,,,,", "Total Cedar Ltd,,,,,,")
BY_SUM = GROUPS.format("Total,,,,,,150.00", "Total,,,,,,70.00", "Total,,,,,,90.00")
OWNERS = dict(zip("123456", ["Alder Ltd"] * 2 + ["Birch Ltd"] + ["Cedar Ltd"] * 3, strict=True))
ABOVE, REJECTED = "--empty-customer above", "--empty-customer rejected"


@pytest.mark.parametrize("rows", [BY_NUMBER, BY_NAME, BY_SUM])
@pytest.mark.parametrize("end", ["", "Grand total,,,,,,310.00\n"])
def test_totals_that_name_the_customer_or_add_up_give_the_rows_above_them_to_it(
    tmp_path: Path, rows: str, end: str
) -> None:
    assert customers(tmp_path, HEAD + rows + end) == OWNERS
    intake = taken(tmp_path, HEAD + rows + end)
    assert intake.rejected_rows == 0
    assert set(intake.book.frame["customer_id"]) == {"C1", "C2", "C3"}
    assert "3 rows without a customer are of the one named above them, as the totals" in "\n".join(intake.remarks)


@pytest.mark.parametrize(
    "rows",
    [
        UNTOLD,
        UNTOLD + "Total,,,,,,310.00\n",
        BY_SUM.replace("150.00", "151.00"),
        BY_NAME.replace("Total Alder Ltd", "Total Alderman Ltd"),
        BY_NUMBER.replace("account C1,,,,,150.00", "account C11,,,,,150.10"),
        GROUPS.format("Total,,,,,,150.00", "Total,,,,,,70.00", "").strip() + "\n",
    ],
)
def test_rows_that_nothing_proves_are_asked_about_with_answers_that_work(tmp_path: Path, rows: str) -> None:
    asked = refusal(tmp_path, HEAD + rows)
    assert "is empty in 3 rows below one that names a customer: are they that customer's?" in asked
    assert ABOVE in asked and REJECTED in asked and "fill it in" not in asked
    for said, _ in remedies(asked):
        intake = taken(tmp_path, HEAD + rows, **said)
        if said["empty_customer"] == "above":
            assert dict(zip(intake.book.frame["invoice"], intake.book.frame["customer"], strict=True)) == OWNERS
            assert "3 rows without a customer are of the one named above them, by --empty-customer" in "\n".join(
                intake.remarks
            )
        else:
            assert intake.rejected_rows == 3


def test_own_columns_are_asked_about_alike(tmp_path: Path) -> None:
    head = "customer_id,customer,invoice,issued,due,currency,total\n"
    assert ABOVE in refusal(tmp_path, head + UNTOLD)


FULL = "".join(f"C{n % 3},Firm {n % 3},{n},2026-01-12,2026-02-12,EUR,10.00\n" for n in range(12))


@pytest.mark.parametrize("said", ["", "above", "rejected"])
@pytest.mark.parametrize("empty", [(4,), (4, 8)])
def test_cells_forgotten_in_a_full_column_stay_rejected_rows(tmp_path: Path, empty: tuple[int, ...], said: str) -> None:
    rows = FULL
    for number in empty:
        rows = rows.replace(f"C{number % 3},Firm {number % 3},{number},", f",,{number},")
    assert taken(tmp_path, HEAD + rows, empty_customer=said).rejected_rows == len(empty)


def test_a_full_column_in_order_of_customers_is_not_written_in_groups_whatever_is_said(tmp_path: Path) -> None:
    rows = UNTOLD.replace(",,5,", "C3,Cedar Ltd,5,")
    for said in ("", "above", "rejected"):
        assert taken(tmp_path, HEAD + rows, empty_customer=said).rejected_rows == 2


def test_one_row_alone_is_rejected_and_with_totals_of_the_groups_it_is_the_customers(tmp_path: Path) -> None:
    short = "".join(line + "\n" for line in UNTOLD.splitlines() if ",,5," not in line and ",,6," not in line)
    assert taken(tmp_path, HEAD + short).rejected_rows == 1
    proved = "".join(line + "\n" for line in BY_NUMBER.splitlines() if ",,5," not in line and ",,6," not in line)
    assert taken(tmp_path, HEAD + proved.replace("90.00", "20.00")).rejected_rows == 0


@pytest.mark.parametrize("place", ["top", "behind a total"])
def test_a_row_that_no_named_one_stands_above_is_nobodys(tmp_path: Path, place: str) -> None:
    alone = ",,9,2026-01-12,2026-02-12,EUR,5.00\n"
    rows = alone + BY_NUMBER if place == "top" else BY_NUMBER.replace("C2,Birch", f"{alone}C2,Birch")
    assert ABOVE in refusal(tmp_path, HEAD + rows)
    assert taken(tmp_path, HEAD + rows, empty_customer="above").rejected_rows == 1


def test_a_customer_named_twice_is_asked_about(tmp_path: Path) -> None:
    assert ABOVE in refusal(tmp_path, HEAD + BY_SUM.replace("C3,Cedar Ltd", "C1,Alder Ltd"))


def test_what_else_the_first_row_says_of_the_customer_is_of_the_rows_below_too(tmp_path: Path) -> None:
    head = HEAD.replace("Currency", "Currency,Street,City")
    rows = BY_NUMBER.replace(",EUR,", ",EUR,,,").replace(",,,,,", ",,,,,,,")
    rows = rows.replace("EUR,,,100.00", "EUR,Kai 2,1010 Wien,100.00").replace("EUR,,,50.00", "EUR,,{},50.00")
    frame = taken(tmp_path, head + rows.replace("{}", "")).book.frame
    assert len(set(frame["address"][frame["customer_id"] == "C1"])) == 1
    asked = refusal(tmp_path, head + rows.replace("{}", "4020 Linz"))
    assert "is empty in 2 rows" in asked
    assert taken(tmp_path, head + rows.replace("{}", "4020 Linz"), empty_customer="above").rejected_rows == 1


def test_rejected_rows_come_back_with_their_customer(tmp_path: Path) -> None:
    intake = taken(tmp_path, HEAD + BY_NUMBER.replace(",,5,2026-01-12", ",,5,2026-13-12"))
    text = rejected_files(intake)["rejected.csv"]
    assert "C3,Cedar Ltd,5,2026-13-12" in text
    again = (
        "\n".join(line for line in text.splitlines() if ",5," not in line) + "\n,,7,2026-01-12,2026-02-12,EUR,1.00,\n"
    )
    first = "C9,Dorn Ltd,8,2026-01-12,2026-02-12,EUR,1.00,\n"
    header, _, rows = again.partition("\n")
    assert taken(tmp_path, f"{header}\n{first}{rows}", empty_customer="above").rejected_rows == 1


def test_an_unknown_word_for_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="use above or rejected"):
        taken(tmp_path, HEAD + BY_NUMBER, empty_customer="below")


def test_rows_that_say_the_same_of_two_customers_are_not_one_row(tmp_path: Path) -> None:
    row = ",,9,2026-01-12,2026-02-12,EUR,50.00"
    rows = UNTOLD.replace(",,2,2026-01-12,2026-02-12,EUR,50.00", row).replace(
        ",,5,2026-01-12,2026-02-12,EUR,30.00", row
    )
    assert taken(tmp_path, HEAD + rows, empty_customer="above").rejected_rows == 2
    twice = UNTOLD.replace(",,5,", ",,6,").replace("30.00", "40.00")
    intake = taken(tmp_path, HEAD + twice, empty_customer="above")
    assert (len(intake.book), intake.rejected_rows) == (5, 0)


PIVOT = """\
Customer,Invoice No,Date,Due Date,Currency,Amount
Birch Ltd,3,2026-01-12,2026-02-12,EUR,70.00
Birch Ltd {0},,,,,{1}
Alder Ltd,1,2026-01-12,2026-02-12,EUR,100.00
,2,2026-01-12,2026-02-12,EUR,50.00
Alder Ltd {0},,,,,150.00
"""


@pytest.mark.parametrize("word", ["Total", "total:", "Ergebnis", "Result", "Totale", "suma"])
def test_a_total_behind_the_name_ends_a_group_of_one_row_too(tmp_path: Path, word: str) -> None:
    text = PIVOT.format(word, "70.00")
    assert customers(tmp_path, text) == {"1": "Alder Ltd", "2": "Alder Ltd", "3": "Birch Ltd"}
    assert taken(tmp_path, text).rejected_rows == 0


@pytest.mark.parametrize(("word", "amount"), [("Total", "71.00"), ("Vienna", "70.00")])
def test_another_sum_or_name_is_no_total_of_one_row(tmp_path: Path, word: str, amount: str) -> None:
    assert taken(tmp_path, PIVOT.format(word, amount)).rejected_rows > 0


NUMBERED = UNTOLD.replace(",,2,", "C1,,2,").replace(",,5,", "C3,,5,").replace(",,6,", "C3,,6,")


def test_a_number_in_every_row_gives_the_name_of_its_first_row(tmp_path: Path) -> None:
    intake = taken(tmp_path, HEAD + NUMBERED)
    assert customers(tmp_path, HEAD + NUMBERED) == OWNERS
    assert (intake.rejected_rows, set(intake.book.frame["customer_id"])) == (0, {"C1", "C2", "C3"})
    assert "3 rows with a customer's number alone have the name of its first row" in "\n".join(intake.remarks)


@pytest.mark.parametrize(
    ("before", "after", "rejected"),
    [
        ("C3,,6,", "C3,Cedar Ltd,6,", 2),
        ("C3,,6,", "C4,,6,", 3),
        ("C1,Alder Ltd,1", "C1,,1", 4),
        ("C3,,6,", "C3,Cedar,6,", 2),
    ],
)
def test_a_number_that_is_named_twice_or_not_at_first_gives_no_name(
    tmp_path: Path, before: str, after: str, rejected: int
) -> None:
    assert taken(tmp_path, HEAD + NUMBERED.replace(before, after)).rejected_rows == rejected


def test_other_rejected_rows_of_a_number_come_back_with_its_name(tmp_path: Path) -> None:
    intake = taken(tmp_path, HEAD + NUMBERED.replace("C3,,5,2026-01-12", "C3,,5,2026-13-12"))
    assert "C3,Cedar Ltd,5,2026-13-12" in rejected_files(intake)["rejected.csv"]
