"""The one column that can be the invoices' number is read under any header, unless that says something else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, remedies, taken

NUMBERS = ("R-0412", "R-0415", "R-0417", "G-0420")
CUSTOMERS = ("Alder Ltd", "Birch Ltd", "Alder Ltd", "Cedar Ltd")


def listed(header: str, numbers: Sequence[str] = NUMBERS, customers: Sequence[str] = CUSTOMERS, more: str = "") -> str:
    rows = [
        f"{number},{customer},2026-01-0{at},2026-02-0{at},{at}00.00,GBP"
        for at, (number, customer) in enumerate(zip(numbers, customers, strict=True), 1)
    ]
    text = "\n".join([f"{header},Customer,Invoice Date,Due Date,Amount,Currency", *rows])
    extra = more.splitlines() or [""] * (len(rows) + 1)
    return "".join(
        f"{line},{cell}\n" if more else f"{line}\n" for line, cell in zip(text.splitlines(), extra, strict=True)
    )


@pytest.mark.parametrize(
    ("header", "numbers"),
    [
        ("Xyzzy", NUMBERS), ("kod", ("VF1-0061/2026", "VF1-0064/2026", "VF1-0066/2026", "DOB-0004/2026")),
        ("Faktura šifra", ("1201", "1207", "1211", "1222")), ("Recibo", NUMBERS),
        ("Xyzzy", ("2026/101", "2026/103", "2026/107", "2026/108")),
        ("Xyzzy", ("T-2", "T-3", "T-4", "T-5")),
    ],
)  # fmt: skip
def test_the_one_column_that_can_be_the_number_is_read_with_a_remark(
    tmp_path: Path, header: str, numbers: tuple[str, ...]
) -> None:
    intake = taken(tmp_path, listed(header, numbers))
    assert set(opened(intake)) == set(numbers)
    said = next(remark for remark in intake.remarks if "read as the invoices' numbers" in remark)
    kept = taken(tmp_path, listed(header, numbers), map={"invoice": header})
    assert opened(kept) == opened(intake) and f'invoice = "{header}"' in said


@pytest.mark.parametrize(
    "header",
    ["", "Order", "Bill of lading", "PO Number", "Ihre Referenz", "Bestellnummer", "Commande", "Zamówienie",
     "Orcamento", "Devis", "Contract", "Vertragsnr", "Repayment ID", "Payment ID", "Transaction", "Journal", "Buchung",
     "Line", "Lp", "Pos", "Record ID", "Key", "Index", "Tax code", "Zähler",
     "Serial"],
)  # fmt: skip
def test_a_header_that_may_mean_something_else_is_not_taken_unasked(tmp_path: Path, header: str) -> None:
    assert "no column for invoice" in refusal(tmp_path, listed(header))


@pytest.mark.parametrize(
    "numbers",
    [
        ("1", "2", "3", "4"), ("0", "1", "2", "3"), ("5001", "5002", "5003", "5004"), ("1201", "1207", "1211", "1222"),
        ("12.50", "13.50", "14.75", "19.20"),
        ("R-1", "R-2", "R-3", "R-4"), ("R-0412", "R-0415", "R-0417", "+44 20 7946 0991"),
        ("R-0412", "R-0412", "R-0417", "G-0420"),
        ("R-0412", "", "R-0417", "G-0420"), ("R-0412", "R-0415", "R-0417", "none"),
        ("Flat 1 b", "Hut 2 b", "Room 3 c", "House 4"), ("WX 1234", "KR 5521", "PO 9912", "GD 1010", "LU 7321"),
    ],
)  # fmt: skip
def test_contents_that_may_be_something_else_are_not_taken_unasked(tmp_path: Path, numbers: tuple[str, ...]) -> None:
    customers = (*CUSTOMERS, "Cedar Ltd")[: len(numbers)]
    assert "invoice" in refusal(tmp_path, listed("Xyzzy", numbers, customers))


@pytest.mark.parametrize(
    ("header", "numbers"),
    [
        ("Member", NUMBERS), ("Kundencode", NUMBERS), ("Wohnung", NUMBERS), ("Month", NUMBERS), ("Project", NUMBERS),
        ("Xyzzy", ("a1@b.uk", "a2@b.uk", "a3@b.uk", "a4@b.uk")),
        ("Xyzzy", ("+44 20 7946 0991", "+44 20 7946 0992", "+44 20 7946 0993", "+44 20 7946 0994")),
        ("Xyzzy", ("GB29NWBK60161331926819", "GB29NWBK60161331926820", "GB29NWBK60161331926821", "")),
        ("Xyzzy", ("B1 of the second house in the row", "B2 of the second house in the row", "B3", "")),
    ],
)  # fmt: skip
def test_what_can_be_no_number_of_an_invoice_is_never_read_as_one(
    tmp_path: Path, header: str, numbers: tuple[str, ...]
) -> None:
    made = opened(taken(tmp_path, listed(header, numbers)))
    assert len(made) == len(numbers) and made.keys().isdisjoint(numbers)
    assert all(" / 2026-01-0" in number for number in made)


def test_numbers_that_may_be_the_customers_are_asked_about(tmp_path: Path) -> None:
    customers = ("Alder Ltd", "Birch Ltd", "Dogwood", "Cedar Ltd")
    said, _ = remedies(refusal(tmp_path, listed("Xyzzy", customers=customers)))[0]
    assert said["map"] == {"invoice": "Xyzzy"}
    assert len(opened(taken(tmp_path, listed("Faktura kod", customers=customers)))) == 4


@pytest.mark.parametrize(
    "more",
    ["Plugh\nT-1\nT-2\nT-3\nT-4", "Plugh\nT-1\n\nT-3\nT-4", "Plugh\n81\n82\n83\n85"],
)  # fmt: skip
def test_of_two_columns_that_can_be_the_number_none_is_taken_unasked(tmp_path: Path, more: str) -> None:
    said = refusal(tmp_path, listed("Xyzzy", more=more))
    assert {"invoice": "Xyzzy"} in [answer["map"] for answer, _ in remedies(said)]


@pytest.mark.parametrize(
    "more",
    ["Lp\n1\n2\n3\n4", "Customer phone\n20 7946 0991\n20 7946 0992\n20 7946 0993\n20 7946 0994",
     "Row ID\n81\n82\n83\n85",
     "Order\nO-1\nO-2\nO-3\nO-4"],
)  # fmt: skip
def test_a_column_of_something_else_beside_does_not_stop_it(tmp_path: Path, more: str) -> None:
    assert set(opened(taken(tmp_path, listed("Xyzzy", more=more)))) == set(NUMBERS)


def test_a_total_row_without_a_number_does_not_stop_it(tmp_path: Path) -> None:
    intake = taken(tmp_path, listed("Xyzzy") + "Total,,,,1000.00,\n")
    assert (len(opened(intake)), intake.rejected_rows) == (4, 0)
