"""Lists beside the export that name what it does not have: kept where an earlier run knows it, a problem else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.cli.offices import Office, Said, office

SEPTEMBER, OCTOBER, NOVEMBER = "2026-09-30", "2026-10-30", "2026-11-29"


@pytest.fixture(scope="module")
def after_september(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office that wrote about A-1 of C-1 and about A-2 of C-2; its export of today has A-2 alone."""
    firm = office(tmp_path_factory.mktemp("office"), {}, {"customer": "Beta"})
    firm.runs(on=SEPTEMBER)
    firm.write({"invoice": "A-2", "customer_id": "C-2", "customer": "Beta"})
    return firm


@pytest.fixture
def firm(after_september: Office, tmp_path: Path) -> Office:
    """A copy of that office for one test."""
    return Office(shutil.copytree(after_september.folder, tmp_path, dirs_exist_ok=True))


def october(firm: Office, **lists: str) -> Said:
    """The run of October with those lists."""
    more = list[str]()
    for name, text in lists.items():
        (firm.folder / f"{name}.csv").write_text(text, encoding="utf-8")
        more += [f"--{name}", f"{name}.csv"]
    return firm.runs("invoices.csv", *more, on=OCTOBER)


def asked(firm: Office, invoice: str) -> str:
    """The sum November's letter asks for on the invoice, once both are in the export again; "" for no letter."""
    firm.write({}, {"customer": "Beta"})
    firm.runs(on=NOVEMBER)
    letters = firm.run_json(f"out/{NOVEMBER}/run.json")["letters"]
    return "".join(letter["total"] for letter in letters if letter["invoices"][0]["invoice"] == invoice)


def test_a_payment_of_a_missing_invoice_is_kept_and_one_of_a_number_nobody_saw_is_a_problem(firm: Office) -> None:
    said = october(firm, payments="invoice,on,amount\nA-1,2026-10-02,40.00\nA-9,2026-10-02,40.00\n")
    assert said.code == 3 and "payments.csv:3: invoice: no invoice has this number" in said.err
    assert "payments.csv:2" not in said.err
    (kept,) = firm.says("history", "--payments", "--format", "csv").rows
    assert (kept["invoice"], kept["customer_id"], kept["amount"]) == ("A-1", "C-1", "40.00")
    assert asked(firm, "A-1") == "60.00"


def test_the_changes_tell_what_came_in_for_a_missing_invoice_once_and_still_add_up(firm: Office) -> None:
    paid = "invoice,on,amount\nA-1,2026-10-02,40.00\nA-1,2026-10-03,10.00\n"
    october(firm, payments=paid)
    (total,) = firm.run_json(f"out/{OCTOBER}/run.json")["changes"]["totals"]
    assert (total["then"], total["now"], total["kept"]) == ("200.00", "100.00", {"invoices": 1, "amount": "50.00"})
    assert total["moved"] == {"missing": {"invoices": 1, "amount": "-100.00"}}
    firm.runs("invoices.csv", "--payments", "payments.csv", on=NOVEMBER)
    changes = firm.run_json(f"out/{NOVEMBER}/run.json")["changes"]
    assert changes["totals"][0]["kept"] is None
    skips = {skip["invoice"]: skip["detail"] for skip in firm.run_json(f"out/{NOVEMBER}/run.json")["skips"]}
    assert skips["A-1"].endswith("100.00 EUR was open before; 50.00 EUR was paid since, and counts when it is back")


def test_a_payment_to_the_cent_of_a_missing_invoice_names_the_command_that_closes_it(firm: Office) -> None:
    said = october(firm, payments="invoice,on,amount\nA-1,2026-10-02,99.99\n")
    assert "99.99 EUR was paid since, and counts when it is back" in said.err
    firm.says("paid", "A-1", "0.01", "--on", "2026-10-31")
    said = firm.runs(on=NOVEMBER)
    assert "100.00 EUR was paid since: `pastdue close A-1 --why paid` ends it" in said.err
    assert firm.says("close", "A-1", "--why", "paid").code == 0
    assert asked(firm, "A-1") == ""


def test_the_row_that_comes_back_and_shows_the_payment_itself_counts_it_once(firm: Office) -> None:
    october(firm, payments="invoice,on,amount\nA-1,2026-10-02,40.00\n")
    firm.write({"paid": "40.00"})
    firm.runs(on=NOVEMBER)
    (letter,) = (one for one in firm.run_json(f"out/{NOVEMBER}/run.json")["letters"] if one["customer_id"] == "C-1")
    assert letter["total"] == "60.00"


def test_a_payment_that_names_a_missing_invoice_and_another_customer_is_a_problem(firm: Office) -> None:
    said = october(firm, payments="invoice,customer_id,on,amount\nA-1,C-2,2026-10-02,40.00\n")
    assert "payments.csv:2: customer_id: the invoice belongs to 'C-1'" in said.err
    assert asked(firm, "A-1") == "100.00"


def test_money_on_account_of_a_customer_without_a_row_counts_at_once(firm: Office) -> None:
    said = october(firm, payments="invoice,customer_id,customer,on,amount\n,C-1,,2026-10-02,40.00\n")
    assert said.code == 0
    assert "1 payment on account" in said.err and "no customer of the invoices file" not in said.err
    (total,) = firm.run_json(f"out/{OCTOBER}/reports/aging.json")["totals"]
    assert total["total"] == "60.00"
    assert asked(firm, "A-1") == "60.00"


def test_a_customer_nobody_saw_is_a_problem_and_a_name_is_enough_for_one_who_was_seen(firm: Office) -> None:
    said = october(firm, payments="customer_id,customer,on,amount\nC-9,,2026-10-02,1.00\n,acme gmbh,2026-10-02,40.00\n")
    assert "payments.csv:2: customer_id: no customer of the invoices file has this" in said.err
    assert "payments.csv:3" not in said.err
    assert asked(firm, "A-1") == "60.00"


def test_a_payment_of_an_invoice_whose_row_is_rejected_counts_once_the_row_is_corrected(firm: Office) -> None:
    firm.write({"due": "never"}, {"customer": "Beta"})
    said = october(firm, payments="invoice,on,amount\nA-1,2026-10-02,40.00\n")
    assert "1 payment of rejected invoices: kept, and counted when their rows are corrected" in said.err
    assert asked(firm, "A-1") == "60.00"


def test_a_payment_of_a_rejected_row_nobody_saw_before_is_not_kept_and_that_is_said(firm: Office) -> None:
    firm.write({"invoice": "A-9", "due": "never"}, {"customer": "Beta"})
    said = october(firm, payments="invoice,on,amount\nA-9,2026-10-02,40.00\n")
    assert "1 payment of rejected invoices that no run has seen: not kept" in said.err
    assert firm.says("history", "--payments", "--format", "csv").rows == []


@pytest.mark.parametrize("row", ["A-1,,,hold,", ",C-1,,hold,", ",,Acme GmbH,hold,"], ids=["invoice", "number", "name"])
def test_a_hold_on_what_is_missing_is_in_force_when_it_is_back(firm: Office, row: str) -> None:
    said = october(firm, holds=f"invoice,customer_id,customer,kind,until\n{row}\nA-2,,,promise,2026-12-31\n")
    assert "holds.csv:2" not in said.err and "kept for when it is back" in said.err
    assert asked(firm, "A-1") == ""


def test_holds_on_several_missing_invoices_do_not_contradict_each_other(tmp_path: Path) -> None:
    firm = office(tmp_path, {}, {"customer_id": "C-1"}, {})
    firm.runs(on=SEPTEMBER)
    firm.write({"invoice": "A-3", "customer_id": "C-3"})
    rows = "A-1,promise,2026-12-31,60.00\nA-2,promise,2026-12-24,50.00\n"
    said = october(firm, holds="invoice,kind,until,amount\n" + rows)
    assert "contradicts" not in said.err
    held = firm.says("history", "--holds", "--format", "csv").out
    assert "60.00" in held and "50.00" in held
    said = firm.runs("invoices.csv", "--holds", "holds.csv", on="2026-11-10")
    assert "is lifted" not in said.err


def test_a_contact_of_a_customer_without_a_row_is_kept(firm: Office) -> None:
    october(firm, contacts="customer_id,customer,address1,postcode,city,country\nC-1,Acme GmbH,Neu 5,10115,Berlin,DE\n")
    assert asked(firm, "A-1") == "100.00"
    letters = firm.run_json(f"out/{NOVEMBER}/run.json")["letters"]
    (file,) = (letter["file"] for letter in letters if letter["customer_id"] == "C-1")
    assert "Neu 5" in firm.letter_text(file, f"out/{NOVEMBER}")


def test_the_page_of_the_run_lists_what_came_in_for_a_missing_invoice(firm: Office) -> None:
    assert october(firm, payments="invoice,on,amount\nA-1,2026-10-02,40.00\n").code == 0
    page = (firm.folder / f"out/{OCTOBER}/reports/review.html").read_text(encoding="utf-8")
    assert "paid, counted when it is back" in page and "40.00\u00a0EUR paid, counted when the invoice is back" in page
