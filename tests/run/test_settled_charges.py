"""Charges that a letter named and that were paid: settled, whatever becomes of the policy that charged them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.offices import SETTINGS, Office, office

FEES = SETTINGS.replace('policy = "none"', 'policy = "fees"')
LATER = {"customer_id": "C-1", "invoice": "B-2", "issued": "2026-10-01", "due": "2026-10-15", "total": "50.00"}
AUGUST, PAY_BY, SEPTEMBER, NOVEMBER = "2026-08-30", "2026-09-09", "2026-09-29", "2026-11-28"
POLICY = 'title = "Fees"\n[[charge]]\nrule = "flat"\nkind = "{}"\neach = "notice"\namount = ["{} {}"]\n'


def charging(firm: Office, amount: str, name: str = "fees", kind: str = "fee", currency: str = "EUR") -> None:
    """Have the policy charge so much for each letter from now on."""
    folder = firm.folder / "pastdue.d/policies"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.toml").write_text(POLICY.format(kind, amount, currency), encoding="utf-8")


def by(firm: Office, policy: str) -> None:
    """Have the settings name another policy from now on."""
    (firm.folder / "pastdue.toml").write_text(SETTINGS.replace('"none"', f'"{policy}"'), encoding="utf-8")


def other(firm: Office, amount: str, kind: str = "fee") -> None:
    """Have the settings name another policy, which charges so much for each letter."""
    charging(firm, amount, "others", kind)
    by(firm, "others")


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office that asked for 100.00 and a fee of 5.00 in August, and has a later invoice of its customer."""
    firm = office(tmp_path_factory.mktemp("office"), {}, LATER, settings=FEES)
    charging(firm, "5.00")
    assert firm.says("run", "invoices.csv", "--as-of", AUGUST, "--yes").code == 0
    assert firm.run_json(f"out/{AUGUST}/run.json")["letters"][0]["total"] == "105.00"
    return firm


@pytest.fixture
def firm(asked: Office, tmp_path: Path) -> Office:
    """A copy of that office for one test."""
    return Office(shutil.copytree(asked.folder, tmp_path, dirs_exist_ok=True))


CHANGES: dict[str, tuple[Callable[[Office], object], list[str]]] = {
    "as it was": (lambda _: None, ["55.00"]),
    "lowered": (lambda firm: charging(firm, "2.00"), ["52.00"]),
    "lowered to nothing": (lambda firm: charging(firm, "0.00"), ["50.00"]),
    "dropped": (lambda firm: by(firm, "none"), ["50.00"]),
    "renamed": (lambda firm: other(firm, "5.00"), ["55.00"]),
    "of another kind": (lambda firm: other(firm, "3.00", "compensation"), ["53.00"]),
    "in another currency": (lambda firm: charging(firm, "5.00", currency="USD"), []),
    "raised": (lambda firm: charging(firm, "9.00"), ["59.00"]),
}
"""What becomes of the policy after the letter, and what the letter over the customer's next invoice then asks for."""
IN_TIME, LATE, UNDATED = PAY_BY, "2026-09-10", ""


def paid(firm: Office, amount: str, on: str) -> None:
    """Have the export call so much of A-1 paid."""
    firm.write({"paid": amount, "paid_on": on}, LATER | {"paid": "0.00", "paid_on": ""})


def run(firm: Office, on: str, *files: str) -> tuple[str, list[str]]:
    """Why A-1 gets no letter on that day, and the sums of the day's letters."""
    done = firm.says("run", *(files or ("invoices.csv",)), "--as-of", on, "--yes", "--processes", "1")
    assert done.code in (0, 3), done.err
    told = firm.run_json(f"out/{on}/run.json")
    (why,) = [skip["why"] for skip in told["skips"] if skip["invoice"] == "A-1"]
    return why, [letter["total"] for letter in told["letters"]]


def balances(firm: Office, on: str) -> tuple[str, str, str]:
    """What is left of A-1 on that day, by `explain`; and what C-1 owes in all, by the aging and by the statement."""
    explained = firm.says("explain", "invoices.csv", "A-1", "--as-of", on, "--format", "json").json["total"]
    aged = firm.says("aging", "invoices.csv", "--as-of", on, "--format", "csv").rows
    stated = firm.says("statement", "invoices.csv", "C-1", "--as-of", on, "--format", "csv").rows
    whole = next((row["total"] for row in aged if row["customer_id"] == "C-1"), "0.00")
    return explained, whole, stated[-1]["balance"]


@pytest.mark.parametrize("on", [IN_TIME, LATE, UNDATED])
@pytest.mark.parametrize("change", CHANGES)
def test_a_fee_that_was_paid_stays_charged_whatever_becomes_of_the_policy(firm: Office, change: str, on: str) -> None:
    paid(firm, "105.00", on)
    becomes, asked = CHANGES[change]
    becomes(firm)
    assert run(firm, SEPTEMBER) == ("paid", [])
    if (change, on) != ("raised", LATE):
        assert balances(firm, SEPTEMBER) == ("0.00", "0.00", "0.00")
    assert run(firm, NOVEMBER) == ("paid", asked)


@pytest.mark.parametrize("change", ["lowered", "dropped", "of another kind", "in another currency"])
@pytest.mark.parametrize(("amount", "left"), [("100.00", "0.00"), ("103.00", "0.00"), ("105.01", "-0.01")])
def test_what_is_paid_beyond_the_named_fee_alone_is_a_credit(firm: Office, change: str, amount: str, left: str) -> None:
    paid(firm, amount, LATE)
    CHANGES[change][0](firm)
    explained, *whole = balances(firm, SEPTEMBER)
    assert whole == [left, left]
    assert explained == (left if change == "dropped" or amount != "100.00" else explained)


def test_a_fee_raised_later_is_not_owed_by_who_paid_in_time_and_not_asked_of_who_paid_late(firm: Office) -> None:
    paid(firm, "105.00", LATE)
    CHANGES["raised"][0](firm)
    assert balances(firm, SEPTEMBER) == ("4.00", "0.00", "0.00")
    paid(firm, "105.00", IN_TIME)
    assert balances(firm, SEPTEMBER) == ("0.00", "0.00", "0.00")


@pytest.mark.parametrize("on", [IN_TIME, LATE, UNDATED])
@pytest.mark.parametrize("component", [(), ("--component", "fee")])
def test_a_fee_that_is_waived_after_it_was_paid_is_a_credit(firm: Office, component: tuple[str, ...], on: str) -> None:
    paid(firm, "105.00", on)
    assert firm.says("waive", "A-1", *component, "--why", "a good customer", "--as-of", SEPTEMBER).code == 0
    assert balances(firm, SEPTEMBER) == ("-5.00", "-5.00", "-5.00")
    by(firm, "none")
    assert balances(firm, SEPTEMBER) == ("-5.00", "-5.00", "-5.00")


def test_a_payment_that_was_taken_back_pays_no_fee(firm: Office) -> None:
    assert firm.says("paid", "A-1", "105", "--on", IN_TIME, "--as-of", IN_TIME).code == 0
    by(firm, "none")
    assert balances(firm, SEPTEMBER) == ("0.00", "0.00", "0.00")
    assert firm.says("paid", "A-1", "105", "--on", IN_TIME, "--undo", "--as-of", IN_TIME).code == 0
    assert balances(firm, SEPTEMBER) == ("100.00", "100.00", "100.00")
    assert firm.says("run", "invoices.csv", "--as-of", SEPTEMBER, "--yes").code == 0
    assert firm.run_json(f"out/{SEPTEMBER}/run.json")["letters"][0]["total"] == "100.00"


def test_a_letter_that_is_voided_has_named_no_fee(firm: Office) -> None:
    paid(firm, "105.00", IN_TIME)
    by(firm, "none")
    assert firm.says("void", "--letter", "2026-00001", "--why", "x", "--as-of", SEPTEMBER).code == 0
    assert balances(firm, SEPTEMBER) == ("-5.00", "-5.00", "-5.00")


@pytest.mark.parametrize(("policy", "left"), [("eur-8-percent", "-4.98"), ("none", "-5.00")])
def test_a_payment_from_before_the_letter_is_charged_as_of_its_day(firm: Office, policy: str, left: str) -> None:
    paid(firm, "105.00", "2026-08-01")
    by(firm, policy)
    assert balances(firm, SEPTEMBER) == (left, left, left)


def test_a_due_day_that_moved_to_after_the_payment_leaves_the_fee_settled(firm: Office) -> None:
    moved = {"due": "2026-12-31", "paid": "105.00", "paid_on": IN_TIME}
    firm.write(moved, LATER | {"paid": "0.00", "paid_on": ""})
    assert run(firm, SEPTEMBER)[0] == "paid"
    assert balances(firm, SEPTEMBER) == ("0.00", "0.00", "0.00")


def test_parts_count_a_settled_fee_as_one_file_does(firm: Office) -> None:
    paid(firm, "105.00", LATE)
    by(firm, "none")
    firm.write({"customer_id": "C-9", "invoice": "Z-9", "paid": "0.00", "paid_on": ""}, name="more.csv")
    assert run(firm, NOVEMBER, "invoices.csv", "more.csv") == ("paid", ["50.00", "100.00"])


@pytest.mark.parametrize("policy", ["fees", "none"])
def test_a_letter_over_two_invoices_less_a_credit_stays_met_with_the_charges_of_each(
    tmp_path: Path, policy: str
) -> None:
    ours = {"customer_id": "C-1", "paid": "0.00", "paid_on": ""}
    credit = ours | {"invoice": "G-1", "issued": "2026-08-01", "due": "2026-08-01", "total": "-20.00"}
    firm = office(tmp_path, ours, ours | {"total": "150.00"}, credit, settings=FEES)
    charging(firm, "5.00")
    assert firm.says("run", "invoices.csv", "--as-of", AUGUST, "--yes").code == 0
    paid_ = {"paid_on": IN_TIME}
    firm.write(ours | paid_ | {"paid": "80.00"}, ours | paid_ | {"total": "150.00", "paid": "160.00"}, credit)
    by(firm, policy)
    assert run(firm, SEPTEMBER) == ("paid", [])
    stated = firm.says("statement", "invoices.csv", "C-1", "--as-of", SEPTEMBER, "--format", "csv").rows
    assert [(row["invoice"], row["amount"]) for row in stated if row["entry"] == "fee"] == [
        ("A-1", "5.00"),
        ("A-2", "5.00"),
    ]
    assert stated[-1]["balance"] == "0.00"
