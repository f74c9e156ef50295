"""Numbers made of several columns, for lists of rents, fees and dues that have none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, remedies, taken, taken_from

from pastdue.intake import Intake
from pastdue.model.errors.problems import BadInput

DUES = (
    "Member Name,Due Date,Amount,{}Days Overdue\n"
    "Alder,2026-02-01,15.00,{}57\nBirch,2026-02-01,40.00,{}56\nAlder,2026-03-01,15.00,{}29\n"
)


def dues(*plans: str) -> str:
    cells = [f"{plan}," if plan else "" for plan in (plans or ("",) * 4)]
    return DUES.format(*cells)


def made_of(intake: Intake) -> str:
    """The columns of which the remark says that the numbers are made unasked; "" without such a remark."""
    said = (re.search(r"no column can have the numbers .* made of '(.+?)',", remark) for remark in intake.remarks)
    return next((found[1] for found in said if found), "")


def test_a_list_without_numbers_is_read_by_customer_and_day(tmp_path: Path) -> None:
    intake = taken(tmp_path, dues(), currency="GBP")
    assert opened(intake) == {
        "Alder / 2026-02-01": "15.00", "Birch / 2026-02-01": "40.00", "Alder / 2026-03-01": "15.00",
    }  # fmt: skip
    assert made_of(intake) == "Member Name + Due Date"
    assert any('map = { invoice = "Member Name + Due Date" }' in remark for remark in intake.remarks)
    said = {"map": {"invoice": "Member Name + Due Date"}, "currency": "GBP"}
    assert opened(taken(tmp_path, dues(), **said)) == opened(intake)


@pytest.mark.parametrize(
    ("headers", "cells", "made"),
    [
        ("Tenant,Month,Due Date", "Alder,{0}/2026,2026-0{0}-03", "Tenant + Due Date + Month"),
        ("Mieter,Abrechnungszeitraum,Fälligkeit", "Alder,{0}. Quartal,2026-0{0}-03",
         "Mieter + Fälligkeit + Abrechnungszeitraum"),
        ("Customer ID,Customer,Invoice Date,Due Date,Year", "K{0},Alder,2026-0{0}-01,2026-0{0}-15,2026",
         "Customer ID + Invoice Date + Due Date + Year"),
        ("Member,Due Date,Months,Flat", "Alder,2026-0{0}-03,{0},Flat {0}", "Member + Due Date"),
        ("Lp,Member,Due Date", "{0},Alder,2026-0{0}-03", "Member + Due Date"),
    ],
)  # fmt: skip
def test_the_headers_alone_say_of_what_the_number_is_made(tmp_path: Path, headers: str, cells: str, made: str) -> None:
    """Customer, day of issue, due day and billed period, all that the list has, and nothing else."""
    rows = "".join(f"{cells.format(at)},{at}5.00,GBP\n" for at in (1, 2, 3))
    text = f"{headers},Amount,Currency\n{rows}"
    intake = taken(tmp_path, text)
    assert (made_of(intake), len(opened(intake))) == (made, 3)
    part = "\n".join(text.splitlines()[:2])
    assert set(opened(taken(tmp_path, part))) < set(opened(intake))


@pytest.mark.parametrize(
    ("headers", "cells"),
    [
        ("Member,Due Date,Nr", "Alder,2026-0{0}-03,{0}"), ("Member,Due Date,Xyzzy", "Alder,2026-0{0}-03,{0}"),
        ("Member,Due Date,Order", "Alder,2026-0{0}-03,PO-77{0}"), ("Member,Due Date,Xyzzy", "Alder,2026-0{0}-03,77{0}"),
        ("Member,Due Date,Booking ID", "Alder,2026-0{0}-03,B{0}7"),
    ],
)  # fmt: skip
def test_a_list_in_which_a_column_may_have_the_numbers_makes_none_unasked(
    tmp_path: Path, headers: str, cells: str
) -> None:
    rows = "".join(f"{cells.format(at)},{at}5.00,GBP\n" for at in (1, 2, 3))
    path = tmp_path / "list.csv"
    path.write_text(f"{headers},Amount,Currency\n{rows}")
    try:
        assert not made_of(taken_from(path))  # a header that names the number is believed
    except BadInput as refused:
        assert "invoice" in str(refused)


def test_rows_that_lack_a_part_or_are_alike_are_asked_about(tmp_path: Path) -> None:
    alike = dues().replace("2026-03-01", "2026-02-01")
    assert "no column" in refusal(tmp_path, alike, currency="GBP")
    headers, *lines = dues().splitlines()
    months = [f"{headers},Month", f"{lines[0]},2", f"{lines[1]},", f"{lines[2]},3"]
    assert "it may be invoice in 'Member Name + Due Date'" in refusal(tmp_path, "\n".join(months), currency="GBP")
    long = dues().replace("Alder", "The Society for Long Names of Clubs of the North and of the South")
    assert "no column for invoice" in refusal(tmp_path, long, currency="GBP")


def test_a_row_without_days_has_no_number_and_is_rejected(tmp_path: Path) -> None:
    intake = taken(tmp_path, dues() + "Cedar,,5.00,\n" + "Total,,75.00,\n", currency="GBP")
    assert (len(opened(intake)), [problem.source.line for problem in intake.rejected]) == (3, [5])
    free = taken(tmp_path, dues() + "Cedar,,0.00,\n" + "Total,,70.00,\n", currency="GBP")
    assert len(opened(free)) == 3 and not free.rejected and free.ignored_for["nothing billed"] == 1


def test_a_day_of_issue_that_contents_alone_show_is_no_part_of_it(tmp_path: Path) -> None:
    """In another month they may not show it, and the number would be another one."""
    text = "Customer,Xyzzy,Due Date\n" + "".join(f"Alder,2026-0{at}-01,2026-0{at}-15\n" for at in range(1, 5))
    text = "\n".join(
        f"{line},{'Amount,Currency' if at == 0 else '9.00,GBP'}" for at, line in enumerate(text.splitlines())
    )
    assert made_of(taken(tmp_path, text)) == "Customer + Due Date"


def test_the_recipe_of_the_headers_comes_first_where_it_must_be_asked(tmp_path: Path) -> None:
    text = "Member,Order,Month,Due Date,Amount,Currency\n" + "".join(
        f"Alder,PO-{at}7,{at}/2026,2026-0{at}-03,9.00,GBP\n" for at in (1, 2, 3)
    )
    ways = [answer["map"] for answer, _ in remedies(refusal(tmp_path, text))]
    assert ways[0] == {"invoice": "Order"}
    plain = text.replace("PO-17", "").replace("Order", "Fee").replace("PO-27", "T-1").replace("PO-37", "T-1")
    assert made_of(taken(tmp_path, plain)) == "Member + Due Date + Month"


def test_parts_of_an_export_have_the_numbers_of_the_whole(tmp_path: Path) -> None:
    headers, *lines = dues("Month", "2", "2", "3").splitlines()
    for name, rows in (("a.csv", lines[::2]), ("b.csv", lines[1:2])):
        (tmp_path / name).write_text("\n".join([headers, *rows]) + "\n")
    whole = taken(tmp_path, dues("Month", "2", "2", "3"), currency="GBP")
    parts = [taken_from(tmp_path / name, currency="GBP") for name in ("a.csv", "b.csv")]
    assert set().union(*map(opened, parts)) == set(opened(whole))


def test_what_an_item_is_for_is_part_of_its_number_where_one_customer_has_several_on_a_day(tmp_path: Path) -> None:
    text = dues("Fee", "Tuition", "Tuition", "Bus").replace("2026-03-01", "2026-02-01")
    said, _ = remedies(refusal(tmp_path, text))[0]
    assert said["map"] == {"invoice": "Member Name + Due Date + Fee"}
    assert (
        made_of(taken(tmp_path, dues("Fee", "Tuition", "Bus", "Tuition"), currency="GBP")) == "Member Name + Due Date"
    )


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


@pytest.mark.parametrize("column", ["Open", "Saldo", "Paid so far", "Status", "Days late", "Fee"])
def test_no_column_that_changes_while_an_item_is_open_is_named_to_tell_two_apart(tmp_path: Path, column: str) -> None:
    text = dues(column, "15.00", "40.00", "12.00").replace("2026-03-01", "2026-02-01")
    said = refusal(tmp_path, text, map={"invoice": "Member Name + Due Date"}, currency="GBP")
    named = 'pass --map invoice="Member Name + Due Date + Fee"'
    assert said.endswith(named if column == "Fee" else "name one more column that tells them apart")


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
