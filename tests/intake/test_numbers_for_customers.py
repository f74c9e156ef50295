"""Customers under headers of the other side, and numbers that rows share put forward where nothing names customers."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import refusal, remedies, taken

HEAD = "Invoice No,Issue Date,Due Date,Amount,Currency"


def listed(header: str, *cells: str) -> str:
    rows = (f"F-{n},2026-01-1{n},2026-02-1{n},{n}00,EUR,{cell}" for n, cell in enumerate(cells, 1))
    return "\n".join([f"{HEAD},{header}", *rows]) + "\n"


@pytest.mark.parametrize(
    "header",
    ["counterparty", "Counterparty Name", "Gegenpartei", "Contrepartie", "Controparte", "Contraparte", "Tegenpartij",
     "Kontrahent"],
)  # fmt: skip
def test_the_other_side_is_the_customer(tmp_path: Path, header: str) -> None:
    frame = taken(tmp_path, listed(f"contract,{header}", "Contract 1,Alder Ltd", "Contract 2,Birch")).book.frame
    assert frame["customer"].tolist() == ["Alder Ltd", "Birch"]


def test_a_customers_own_column_comes_before_the_other_side(tmp_path: Path) -> None:
    text = listed("Controparte,Cliente", "Rossi,Alder", "Verdi,Birch")
    intake = taken(tmp_path, text, ignore=("Controparte",))
    assert intake.book.frame["customer"].tolist() == ["Alder", "Birch"]


@pytest.mark.parametrize("header", ["Contrepartie", "Contraparte"])
def test_numbers_below_a_word_for_the_other_side_may_be_those_of_accounts(tmp_path: Path, header: str) -> None:
    text = listed(header, "512000", "411000", "512000")
    said = refusal(tmp_path, text)
    assert f"{header}: holds numbers: are those the customers, or other accounts of the books?" in said
    answer, promise = remedies(said)[0]
    assert (answer["map"], promise) == ({"customer": header}, "3 invoices, open 600.00 EUR")
    assert taken(tmp_path, text, **answer).book.frame["customer"].tolist() == ["512000", "411000", "512000"]


@pytest.mark.parametrize(
    ("header", "cells"),
    [("outlet_id", ("OUT5001", "OUT5001", "OUT5002")), ("Filial Nr", ("17", "18", "17")),
     ("Site Code", ("S1", "S1", "S2")), ("Station no", ("A-1", "A-2", "A-2"))],
)  # fmt: skip
def test_a_number_that_rows_share_is_put_forward_for_the_customers_and_reads_the_list(
    tmp_path: Path, header: str, cells: tuple[str, ...]
) -> None:
    text = listed(header, *cells)
    said = refusal(tmp_path, text)
    answer, promise = remedies(said)[0]
    assert (answer["map"], promise) == ({"customer_id": header}, "3 invoices, open 600.00 EUR")
    intake = taken(tmp_path, text, **answer)
    assert intake.book.frame["customer"].tolist() == list(cells)
    assert any(f"{header!r} stands in for them" in remark for remark in intake.remarks)


def test_of_two_such_columns_both_are_put_forward(tmp_path: Path) -> None:
    said = refusal(tmp_path, listed("outlet_id,Site Code", "O1,S1", "O1,S2", "O2,S2"))
    assert [answer["map"] for answer, _ in remedies(said)] == [
        {"customer_id": "outlet_id"}, {"customer_id": "Site Code"},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("outlet_id", ("O1", "O2", "O3")), ("outlet_id", ("O1", "O1", "O1")), ("outlet_id", ("O1", "", "O1")),
        ("outlet", ("O1", "O1", "O2")), ("seller_id", ("O1", "O1", "O2")), ("tax code", ("V1", "V1", "V2")),
        ("type no", ("V1", "V1", "V2")), ("outlet_id", ("O 1", "O 1", "O 2")),
    ],
)  # fmt: skip
def test_other_columns_are_not_put_forward(tmp_path: Path, header: str, cells: tuple[str, ...]) -> None:
    said = refusal(tmp_path, listed(header, *cells))
    assert "no column for customer or last_name" in said and "customer_id=" not in said


def test_names_come_before_numbers_that_rows_share(tmp_path: Path) -> None:
    said = refusal(tmp_path, listed("outlet_id,xyzzy", "O1,Al Ruiz", "O1,Al Ruiz", "O2,Bo Kim"))
    assert [answer["map"] for answer, _ in remedies(said)] == [{"customer": "xyzzy"}]
