"""Money on account that an export has booked to invoices by now: told, with the command that takes it back."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from tests.cli.offices import Office, Said, office

JULY, AUGUST, SEPTEMBER = "2026-09-02", "2026-10-02", "2026-11-02"
ACCOUNT = "customer_id,on,amount,currency\nC-1,2026-08-20,100.00,EUR\n"
OLD, NEW = {"paid": "0"}, {"invoice": "B-1", "customer_id": "C-1", "due": "2026-08-31", "paid": "0"}
TAKE_BACK = 'pastdue paid --customer C-1 "100.00 EUR" --on 2026-08-20 --undo'


@pytest.fixture(scope="module")
def with_money_on_account(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office whose customer owed A-1 and B-1, and paid as much as A-1 on account."""
    firm = office(tmp_path_factory.mktemp("office"), OLD, NEW)
    (firm.folder / "payments.csv").write_text(ACCOUNT, encoding="utf-8")
    assert "counts as a credit" not in run(firm, JULY, "--payments", "payments.csv").err
    return firm


@pytest.fixture
def firm(with_money_on_account: Office, tmp_path: Path) -> Office:
    """A copy of that office for one test."""
    return Office(shutil.copytree(with_money_on_account.folder, tmp_path, dirs_exist_ok=True))


def run(firm: Office, on: str, *more: str) -> Said:
    return firm.says("run", "invoices.csv", "--as-of", on, "--yes", *more)


def sent(firm: Office, on: str) -> list[str]:
    letters = firm.run_json(f"out/{on}/run.json")["letters"]
    return [own["invoice"] for letter in letters for own in letter["invoices"]]


@pytest.mark.parametrize("booked", [(NEW,), (OLD | {"paid": "100.00"}, NEW), (OLD | {"paid": "0.01"}, NEW)])
def test_money_on_account_is_said_to_be_booked_perhaps_where_an_invoice_has_less_open(
    firm: Office, booked: tuple[dict[str, str], ...]
) -> None:
    firm.write(*booked)
    said = run(firm, AUGUST)
    assert "in the export on A-1" in said.err and TAKE_BACK in said.err
    assert TAKE_BACK in run(firm, SEPTEMBER).err, "it is said until it is taken back"
    assert TAKE_BACK in firm.says("statement", "invoices.csv", "C-1", "--as-of", SEPTEMBER).err


def test_once_it_is_taken_back_the_invoice_it_covered_gets_its_letter(firm: Office) -> None:
    firm.write(NEW)
    run(firm, AUGUST)
    assert sent(firm, AUGUST) == []
    words = ("paid", "--customer", "C-1", "100.00 EUR", "--on", "2026-08-20", "--undo", "--as-of", AUGUST)
    assert firm.says(*words).code == 0
    assert "counts as a credit" not in run(firm, SEPTEMBER).err
    assert sent(firm, SEPTEMBER) == ["B-1"]
    assert firm.says(*words).code == 7


@pytest.mark.parametrize("reference", ['rent "May"', "$HOME `id`", "it's 5"])
def test_the_command_that_takes_it_back_works_as_it_is_pasted(tmp_path: Path, reference: str) -> None:
    firm = office(tmp_path, OLD, NEW)
    given = ("--customer", "C-1", "100 EUR", "--on", "2026-08-20", "--reference", reference)
    run(firm, JULY)
    assert firm.says("paid", *given, "--as-of", JULY).code == 0
    firm.write(NEW)
    told = re.search("`?pastdue (paid .* --undo)", run(firm, AUGUST).err)
    assert told is not None
    assert firm.says(*shlex.split(told[1]), "--as-of", AUGUST).code == 0


def test_nothing_is_said_where_nothing_fell_or_payments_of_its_own_explain_it(firm: Office) -> None:
    assert "counts as a credit" not in run(firm, AUGUST).err
    assert firm.says("paid", "A-1", "60", "--on", "2026-10-05", "--as-of", "2026-10-05").code == 0
    firm.write(OLD | {"paid": "60.00"}, NEW)
    assert "counts as a credit" not in run(firm, SEPTEMBER).err
    firm.write(OLD | {"paid": "60.01"}, NEW)
    assert TAKE_BACK in firm.says("plan", "invoices.csv", "--as-of", SEPTEMBER).err


def test_an_invoice_of_another_customer_or_in_another_currency_says_nothing_of_it(tmp_path: Path) -> None:
    firm = office(
        tmp_path, OLD, NEW, {"customer_id": "C-2"}, {"invoice": "D-1", "customer_id": "C-1", "currency": "CHF"}
    )
    (tmp_path / "payments.csv").write_text(ACCOUNT, encoding="utf-8")
    run(firm, JULY, "--payments", "payments.csv")
    firm.write(OLD, NEW)
    assert "counts as a credit" not in run(firm, AUGUST).err


def test_money_on_account_is_entered_by_hand_with_its_currency_or_the_customers(tmp_path: Path) -> None:
    firm = office(tmp_path)
    assert firm.says("paid", "--customer", "C-1", "30", "--on", "2026-08-20").code == 2
    run(firm, JULY)
    assert firm.says("paid", "--customer", "C-1", "30", "--on", "2026-08-20", "--as-of", JULY).code == 0
    run(firm, AUGUST)
    (letter,) = firm.run_json(f"out/{AUGUST}/run.json")["letters"]
    assert letter["total"] == "70.00"


@pytest.mark.parametrize("words", [("A-1",), ("--customer", "C-1"), ("--customer", "C-1", "A-1", "3"), ("A-1", "3")])
def test_a_payment_names_an_invoice_or_a_customer_an_amount_and_a_day(tmp_path: Path, words: tuple[str, ...]) -> None:
    assert office(tmp_path).says("paid", *words).code == 2
