"""Rows that are no invoices: those of items, and those in which nothing was billed; what may say more is rejected."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, taken

HEAD = "Invoice No;Customer;Invoice date;Due date;Total;Paid;Currency;Item;Quantity;Price;Net amount"
FIRST = "1;Alder;2026-01-05;2026-02-05;240.00;0.00;EUR;Paper;1;100.00;100.00"
ITEM = ";;;;;;;Ink;2;50.00;100.00"
OTHER = "2;Birch;2026-01-06;2026-02-06;60.00;60.00;EUR;Paper;1;50.00;50.00"


def listed(*rows: str, head: str = HEAD) -> str:
    return "\n".join([head, *rows, ""])


def test_rows_that_say_only_items_of_the_invoice_above_are_left_out_and_counted(tmp_path: Path) -> None:
    intake = taken(tmp_path, listed(FIRST, ITEM, OTHER, ITEM))
    assert opened(intake) == {"1": "240.00", "2": "0.00"} and not intake.rejected
    assert "2 rows say only items of the invoices above, the first on line 3: ignored" in intake.remarks
    assert intake.ignored_for == {"item rows": 2}
    one = taken(tmp_path, listed(FIRST, ITEM, OTHER))
    assert "1 row says only an item of the invoice above, on line 3: ignored" in one.remarks


@pytest.mark.parametrize(
    "row",
    [";;;;;;;Credit;1;50.00;-50.00", ";;;;;;;Paid by card;1;50.00;50.00", ";;;;;;;2026-02-01;1;50.00;50.00",
     ";;;;5.00;;;Ink;2;50.00;100.00", ";;;;;;;Ink;;;", ";Cedar;;;;;;Ink;2;50.00;100.00",
     ";;;;;;USD;Ink;2;50.00;100.00"],
)  # fmt: skip
def test_a_row_that_may_say_more_than_an_item_is_rejected_still(tmp_path: Path, row: str) -> None:
    intake = taken(tmp_path, listed(FIRST, row, OTHER))
    assert "item rows" not in intake.ignored_for


@pytest.mark.parametrize("header", ["Received", "Payment", "Credit note", "Open amount"])
def test_a_row_with_something_below_a_header_about_money_is_no_item(tmp_path: Path, header: str) -> None:
    text = listed(FIRST, ITEM, OTHER, head=HEAD.replace("Net amount", header))
    assert taken(tmp_path, text, ignore=(header,)).rejected


def test_a_row_of_texts_and_figures_below_other_headers_is_rejected_still(tmp_path: Path) -> None:
    head = HEAD.replace("Item;Quantity;Price;Net amount", "Bank;Code;Figure;Other")
    text = listed(FIRST, ITEM, OTHER, head=head)
    assert taken(tmp_path, text, ignore=("Figure", "Other", "Bank", "Code")).rejected_rows == 1


def test_a_row_above_all_invoices_is_no_item(tmp_path: Path) -> None:
    assert taken(tmp_path, listed(ITEM, FIRST, OTHER)).rejected


DUES = "Customer;Due date;Amount;Paid;Currency\nAlder;2026-03-01;100.00;40.00;EUR\n{row}\nBirch;2026-03-01;80.00;;EUR\n"


@pytest.mark.parametrize("row", ["Nobody;;0.00;;EUR", "Nobody;;0;0,00;", "Nobody;;0.00 €;;EUR"])
def test_a_row_without_days_in_which_nothing_was_billed_is_left_out_with_a_remark(tmp_path: Path, row: str) -> None:
    intake = taken(tmp_path, DUES.format(row=row))
    assert list(opened(intake).values()) == ["60.00", "80.00"] and not intake.rejected
    assert intake.ignored_for == {"nothing billed": 1}
    assert "1 row has no day and nothing as its amount, on line 3: ignored" in intake.remarks


@pytest.mark.parametrize(
    "row", ["Nobody;;0.50;;EUR", "Nobody;;0.00;5.00;EUR", "Nobody;;;;EUR", "Nobody;soon;0.00;;EUR"]
)
def test_a_row_with_a_day_an_amount_or_none_at_all_is_no_such_row(tmp_path: Path, row: str) -> None:
    assert taken(tmp_path, DUES.format(row=row)).rejected


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        ("Item;Quantity;Price", ("Paper;2;60.00", "Ink;3;20.00")),
        ("Item;Quantity;Line amount", ("Paper;2;120.00", "Ink;3;60.00")),
        ("Item;Price", ("Paper;120.00", "Ink;60.00")),
    ],
)
def test_items_below_an_invoice_of_which_the_amount_is_that_of_its_first_item_are_rejected(
    tmp_path: Path, head: str, rows: tuple[str, str]
) -> None:
    whole = "Invoice No;Customer;Invoice date;Due date;Currency;Amount;" + head
    text = "1;Alder;2026-01-05;2026-02-05;EUR;{};{}\n;;;;;;{}\n"
    intake = taken(tmp_path, f"{whole}\n" + text.format("120.00", *rows))
    assert {problem.source.line for problem in intake.rejected} == {3}
    assert opened(taken(tmp_path, f"{whole}\n" + text.format("180.00", *rows))) == {"1": "180.00"}
