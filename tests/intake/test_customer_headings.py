"""Headings that name the customer of the rows below: read where a label or a sum proves it, never made up."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import refusal, taken

HEAD = "Invoice No,Date,Due Date,Currency,Amount\n"
BLOCKS = """\
{}Alder Ltd,,,,
1,2026-01-12,2026-02-12,EUR,100.00
2,2026-01-12,2026-02-12,EUR,50.00
{}150.00
{}Birch Ltd,,,,
3,2026-01-12,2026-02-12,EUR,70.00
{}70.00
"""


def customers(folder: Path, text: str) -> dict[str, str]:
    frame = taken(folder, text).book.frame
    return dict(zip(frame["invoice"], frame["customer"], strict=True))


NAMED = {"1": "Alder Ltd", "2": "Alder Ltd", "3": "Birch Ltd"}


@pytest.mark.parametrize("label", ["Account : ", "Customer: ", "Client :", "Kunde: ", "Müşteri: "])
def test_a_label_and_a_colon_name_the_customer_of_the_rows_below(tmp_path: Path, label: str) -> None:
    text = HEAD + BLOCKS.format(label, "Total :,,,,", label, "Total :,,,,")
    assert customers(tmp_path, text) == NAMED


def test_a_sum_that_repeats_the_heading_names_the_customer_and_its_number(tmp_path: Path) -> None:
    text = HEAD + BLOCKS.format("1001 ", "Sum 1001 Alder Ltd,,,,", "1002 ", "Sum 1002 Birch Ltd,,,,")
    assert customers(tmp_path, text) == NAMED
    assert set(taken(tmp_path, text).book.frame["customer_id"]) == {"1001", "1002"}
    same = text.replace("Birch", "Alder")
    assert len(set(taken(tmp_path, same).book.frame["customer_id"])) == 2


@pytest.mark.parametrize(
    "text",
    [BLOCKS.format("", "Total,,,,", "", "Total,,,,"), BLOCKS.format("Page: ", "Total,,,,", "Page: ", "Total,,,,"),
     "9,2026-01-12,2026-02-12,EUR,1.00\n" + BLOCKS.format("Account: ", "Total,,,,", "Account: ", "Total,,,,")],
)  # fmt: skip
def test_headings_that_nothing_proves_or_rows_above_the_first_name_no_customer(tmp_path: Path, text: str) -> None:
    assert "customer" in refusal(tmp_path, HEAD + text)


def test_a_heading_beside_a_column_of_customers_changes_nothing(tmp_path: Path) -> None:
    rows = BLOCKS.format("Account: ", "Total,,,,", "Account: ", "Total,,,,").splitlines()
    text = HEAD.replace("Currency", "Currency,Customer") + "\n".join(row.replace("EUR", "EUR,Cedar") for row in rows)
    assert set(customers(tmp_path, text.replace(",,,,", ",,,,,"))) == {"1", "2", "3"}
    assert set(customers(tmp_path, text.replace(",,,,", ",,,,,")).values()) == {"Cedar"}


def test_rows_that_name_the_customers_in_several_cells_are_refused_and_no_other_column_is_put_forward(
    tmp_path: Path,
) -> None:
    part = "A/C:,{},Name:,{} Ltd,\nNo,Type,Date,Details,Balance\n{},Invoice,2026-01-12,Goods supplied,10.00\n"
    text = part.format("AB1", "Abbott", 5407) + part.format("BE2", "Bell", 5408) + part.format("CO3", "Cooper", 5409)
    asked = refusal(tmp_path, text, currency="GBP", terms="net 30")
    assert "rows above their invoices do, in several cells" in asked and "--map customer" not in asked
