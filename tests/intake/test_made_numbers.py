"""Numbers made of several columns, for lists of rents, fees and dues that have none."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, remedies, taken

DUES = (
    "Member Name,Due Date,Amount,{}Days Overdue\n"
    "Alder,2026-02-01,15.00,{}57\nBirch,2026-02-01,40.00,{}56\nAlder,2026-03-01,15.00,{}29\n"
)


def dues(*plans: str) -> str:
    cells = [f"{plan}," if plan else "" for plan in (plans or ("",) * 4)]
    return DUES.format(*cells)


def test_a_list_without_numbers_is_read_by_customer_and_day(tmp_path: Path) -> None:
    said, _ = remedies(refusal(tmp_path, dues()))[0]
    assert said["map"] == {"invoice": "Member Name + Due Date"}
    intake = taken(tmp_path, dues(), currency="GBP", **said)
    assert opened(intake) == {
        "Alder / 2026-02-01": "15.00", "Birch / 2026-02-01": "40.00", "Alder / 2026-03-01": "15.00",
    }  # fmt: skip
    assert any("each is made of 'Member Name + Due Date'" in remark for remark in intake.remarks)


def test_what_an_item_is_for_is_part_of_its_number_where_one_customer_has_several(tmp_path: Path) -> None:
    said, _ = remedies(refusal(tmp_path, dues("Fee", "Tuition", "Tuition", "Bus")))[0]
    assert said["map"] == {"invoice": "Member Name + Due Date + Fee"}
    same, _ = remedies(refusal(tmp_path, dues("Fee", "Tuition", "Bus", "Tuition")))[0]
    assert same["map"] == {"invoice": "Member Name + Due Date"}


@pytest.mark.parametrize("last", ["", "Total,,70.00,,\n"])
def test_rows_that_a_number_tells_not_apart_are_refused_with_a_column_that_does(tmp_path: Path, last: str) -> None:
    text = dues("Fee", "Tuition", "Tuition", "Bus").replace("2026-03-01", "2026-02-01") + last
    said = refusal(tmp_path, text, map={"invoice": "Member Name + Due Date"}, currency="GBP")
    assert "list.csv:2: Member Name + Due Date: lines 2, 4 would have this one number" in said
    assert said.endswith('pass --map invoice="Member Name + Due Date + Fee"')
    mapped = {"invoice": "Member Name + Due Date + Fee"}
    assert len(opened(taken(tmp_path, text, currency="GBP", map=mapped))) == 3
    without = text.replace("Bus", "Tuition")
    assert "name one more column" in refusal(tmp_path, without, map={"invoice": "Member Name + Due Date"})


def test_a_row_without_a_part_has_no_number(tmp_path: Path) -> None:
    text = dues().replace("Birch,2026-02-01", "Birch,")
    intake = taken(tmp_path, text, map={"invoice": "Member Name + Due Date"}, currency="GBP")
    assert set(opened(intake)) == {"Alder / 2026-02-01", "Alder / 2026-03-01"}
    assert [problem.source.line for problem in intake.rejected] == [3]


def test_the_made_number_is_the_same_whatever_else_changes(tmp_path: Path) -> None:
    said = {"map": {"invoice": "Member Name + Due Date"}, "currency": "GBP"}
    later = dues().replace(",57\n", ",87\n").replace("40.00", "12.50")
    assert set(opened(taken(tmp_path, later, **said))) == set(opened(taken(tmp_path, dues(), **said)))


def test_a_column_of_numbers_that_many_rows_lack_is_asked_about(tmp_path: Path) -> None:
    text = "Student,Due Date,Amount,Reference\nAlder,2026-02-01,15.00,REF1\n"
    text += "Birch,2026-02-01,40.00,\nCedar,2026-02-01,9.00,\n"
    said = refusal(tmp_path, text, currency="GBP")
    assert "Reference: is empty in 2 rows: does it hold the invoices' numbers?" in said
    ways = [(remedy["map"], promise) for remedy, promise in remedies(said)]
    assert ways[0] == ({"invoice": "Student + Due Date"}, "3 invoices, open 64.00 GBP")
    assert ways[1] == ({"invoice": "Reference"}, "1 invoice, open 15.00 GBP, 2 rejected")
    own = taken(tmp_path, text, currency="GBP", map={"invoice": "Reference"})
    assert set(opened(own)) == {"REF1"} and len(own.rejected) == 2
    assert len(opened(taken(tmp_path, text.replace("40.00,", "40.00,REF2"), currency="GBP"))) == 2  # a slip


def test_rows_without_numbers_below_headings_that_name_the_customers_are_rejected(tmp_path: Path) -> None:
    text = ",Date,Due Date,Num,Product,Amount,Currency\nCustomer: Alder,,,,,,\n" + "".join(
        f",2026-01-{day},2026-02-{day},{number},Tea {day},{day}.50,EUR\n"
        for day, number in ((12, ""), (13, ""), (14, "77"))
    )
    intake = taken(tmp_path, text)
    assert (opened(intake), intake.rejected_rows) == ({"77": "14.50"}, 2)


@pytest.mark.parametrize("customer", ["Anagrafica", "Xyzzy"])
def test_a_reference_to_invoices_is_part_of_the_number_and_no_customer(tmp_path: Path, customer: str) -> None:
    """Each instalment of an invoice is a row, as programs list what falls due."""
    text = f"Rif. Fatture,{customer},Data scadenza,Importo,Pagato\n" + "".join(
        f"Fattura di vendita numero {number},{name},{due},100.00,{paid}\n"
        for number, name, due, paid in [
            (31, "Bardelli Srl", "2026-04-01", "100.00"), (31, "Bardelli Srl", "2026-05-01", "0.00"),
            (32, "Bardelli Srl", "2026-05-01", "0.00"), (33, "Conti Snc", "2026-05-01", "0.00"),
        ]
    )  # fmt: skip
    said = refusal(tmp_path, text, currency="EUR")
    assert "customer=" not in said.replace("--map customer=,", "")
    known = refusal(tmp_path, text.replace("Xyzzy", "Anagrafica"), currency="EUR")
    assert remedies(known)[0][0]["map"] == {"invoice": "Rif. Fatture + Data scadenza"}
