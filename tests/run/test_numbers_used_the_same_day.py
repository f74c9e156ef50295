"""A number that is issued again on the very day of a run, or whose older invoice was issued on one: two invoices."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.cli.offices import Office, office

OLDER = {"customer_id": "C-1", "issued": "2026-07-01", "due": "2026-07-31", "total": "100.00"}
NEWER = OLDER | {"due": "2026-10-30", "total": "250.00"}
LAST, NOW = "2026-09-29", "2026-11-29"


def day_after(day: str, days: int) -> str:
    return str(date.fromisoformat(day) + timedelta(days=days))


def run(firm: Office, on: str, *more: str) -> list[tuple[str, str]]:
    """The letters of the day: the stage and the sum of each."""
    done = firm.says("run", *(more or ("invoices.csv",)), "--as-of", on, "--yes", "--processes", "1")
    assert done.code in (0, 3), done.err
    return [(each["stage"], each["total"]) for each in firm.run_json(f"out/{on}/run.json")["letters"]]


def paid(firm: Office, on: str) -> None:
    assert firm.says("paid", "A-1", "100", "--on", on, "--as-of", on).code == 0


@pytest.mark.parametrize("late", [0, 1])
@pytest.mark.parametrize("files", [("invoices.csv",), ("invoices.csv", "more.csv")])
def test_the_new_invoice_gets_no_payment_of_the_older_one(tmp_path: Path, late: int, files: tuple[str, ...]) -> None:
    firm = office(tmp_path, OLDER)
    assert run(firm, "2026-08-10") == []
    paid(firm, "2026-08-20")
    assert run(firm, LAST) == []
    firm.write(NEWER | {"issued": day_after(LAST, late)})
    firm.write({"invoice": "Z-9", "customer_id": "C-9", "issued": NOW, "due": NOW}, name="more.csv")
    assert run(firm, NOW, *files) == [("reminder", "250.00")]


def test_an_invoice_whose_day_is_corrected_to_one_before_the_last_run_keeps_its_payment(tmp_path: Path) -> None:
    firm = office(tmp_path, OLDER)
    run(firm, "2026-08-10")
    paid(firm, "2026-08-20")
    run(firm, LAST)
    firm.write(NEWER | {"issued": day_after(LAST, -1)})
    assert run(firm, NOW) == [], "it owes more than the last run saw"
    assert run(firm, NOW, "invoices.csv", "--approve", "A-1") == [("reminder", "150.00")]


@pytest.mark.parametrize("late", [0, 1])
def test_a_corrected_day_is_asked_about_where_the_older_invoice_was_open_and_had_that_total(
    tmp_path: Path, late: int
) -> None:
    firm = office(tmp_path, OLDER)
    run(firm, "2026-08-10")
    firm.write(OLDER | {"issued": day_after("2026-08-10", late), "due": "2026-08-30"})
    assert run(firm, NOW) == []
    skip, gone = firm.run_json(f"out/{NOW}/run.json")["skips"]
    assert (
        gone["why"] == "missing"
        and skip["why"] == "needs_review"
        and "correct the day where it is that one" in skip["detail"]
    )


@pytest.mark.parametrize("seen", ["2026-07-01", "2026-07-02"])
def test_an_older_invoice_that_was_issued_on_the_day_of_a_run_is_another_one_as_well(tmp_path: Path, seen: str) -> None:
    firm = office(tmp_path, OLDER)
    run(firm, seen)
    paid(firm, "2026-07-20")
    firm.write(NEWER | {"issued": "2026-10-01"})
    assert run(firm, NOW) == [("reminder", "250.00")]


@pytest.mark.parametrize("late", [0, 1])
def test_letters_about_the_older_invoice_say_nothing_of_the_new_one(tmp_path: Path, late: int) -> None:
    firm = office(tmp_path, OLDER | {"policy": "mahngebuehr-5"})
    assert run(firm, LAST) == [("second_notice", "105.00")]
    paid(firm, LAST)
    assert firm.says("charges", "--journal", "a.csv", "--as-of", LAST).code == 0
    firm.write(NEWER | {"issued": day_after(LAST, late), "policy": "mahngebuehr-5"})
    assert run(firm, NOW) == [("reminder", "255.00")]
    booked = firm.says("charges", "--format", "csv", "--as-of", NOW).rows
    assert [(row["reference"], row["amount"], row["why"]) for row in booked] == [("A-1-F2", "5.00", "charged")]
    assert firm.says("void", "A-1", "--stage", "reminder", "--why", "x", "--as-of", NOW).code == 0


@pytest.mark.parametrize("older", [{}, {"paid": "40.00"}, {"paid": "100.00"}, {"balance": "60.00"}])
@pytest.mark.parametrize("issued", [LAST, "2026-10-15"])
@pytest.mark.parametrize(("shown", "left"), [("0.00", ["150.00"]), ("100.00", ["150.00"]), ("130.00", ["120.00"])])
def test_what_is_entered_for_a_new_invoice_before_a_run_saw_it_is_its_own(
    tmp_path: Path, older: dict[str, str], issued: str, shown: str, left: list[str]
) -> None:
    """The run before saw the older one, open, paid in part or in full; the export shows the payment later, or more."""
    firm = office(tmp_path, OLDER | older)
    run(firm, LAST)
    paid(firm, "2026-11-15")
    says = {"balance": f"{250 - float(shown):.2f}"} if "balance" in older else {"paid": shown}
    firm.write(NEWER | {"issued": issued} | says)
    assert [total for _, total in run(firm, NOW)] == left


@pytest.mark.parametrize(("on", "left"), [("2026-10-15", "150.00"), ("2026-10-14", "250.00")])
def test_what_came_in_before_the_new_invoice_was_issued_is_not_its_own(tmp_path: Path, on: str, left: str) -> None:
    firm = office(tmp_path, OLDER)
    run(firm, LAST)
    paid(firm, on)
    firm.write(NEWER | {"issued": "2026-10-15"})
    assert run(firm, NOW) == [("reminder", left)]


def test_what_is_entered_for_a_new_invoice_of_another_customer_is_asked_about(tmp_path: Path) -> None:
    firm = office(tmp_path, OLDER)
    run(firm, LAST)
    paid(firm, "2026-11-15")
    firm.write(NEWER | {"issued": "2026-10-15", "customer_id": "C-2"})
    assert run(firm, NOW) == []
    skip, gone = firm.run_json(f"out/{NOW}/run.json")["skips"]
    assert gone["why"] == "missing" and skip["why"] == "needs_review"


@pytest.mark.parametrize("late", [0, 1])
def test_each_invoice_of_a_number_has_its_letter_of_a_stage_and_each_is_withdrawn_by_itself(
    tmp_path: Path, late: int
) -> None:
    firm, day = office(tmp_path, OLDER), "2026-08-30"
    assert run(firm, day) == [("reminder", "100.00")]
    firm.write(NEWER | {"issued": day_after(day, late)})
    assert run(firm, NOW) == [("reminder", "250.00")]
    for letter in ("2026-00001", "2026-00002"):
        said = firm.says("void", "--letter", letter, "--why", "x", "--as-of", NOW)
        assert said.code == 0, said.err
    assert firm.says("ledger", "check").code == 0
