"""An invoice number that is used again a year later: nothing said of the older invoice holds for the new one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.cli.offices import Office, Said, office

FEE = 'title = "Fee"\nsource = "terms"\n[[charge]]\nrule = "flat"\neach = "notice"\namount = ["5 EUR"]\n'
NEW = {"issued": "2027-06-01", "due": "2027-07-01"}
FIRST, SECOND = "2027-08-02", "2027-09-01"


@pytest.fixture(scope="module")
def in_october(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office that had a letter of October 2026 about A-1, with a fee."""
    folder = tmp_path_factory.mktemp("office")
    firm = office(folder)
    settings = (folder / "pastdue.toml").read_text(encoding="utf-8").replace('policy = "none"', 'policy = "fee"')
    (folder / "pastdue.toml").write_text(settings, encoding="utf-8")
    (folder / "pastdue.d" / "policies").mkdir(parents=True)
    (folder / "pastdue.d" / "policies" / "fee.toml").write_text(FEE, encoding="utf-8")
    firm.runs(on="2026-10-30")
    return firm


@pytest.fixture
def firm(in_october: Office, tmp_path: Path) -> Office:
    """A copy of that office for one test."""
    return Office(shutil.copytree(in_october.folder, tmp_path, dirs_exist_ok=True))


def a_year_later(firm: Office, *entry: str, on: str = "2026-10-31") -> Office:
    """The office once it made that entry about its letter; its A-1 of today is another."""
    assert firm.says(*entry, "--as-of", on).code == 0
    firm.write({"invoice": "B-1"})
    firm.runs(on="2026-12-01")
    assert firm.says("close", "A-1", "--why", "paid", "--as-of", "2026-12-02").code == 0
    firm.write(NEW)
    return firm


def charges(firm: Office, on: str) -> list[str]:
    """The charges on A-1 in the letters of a run of that day."""
    run(firm, on)
    letters = firm.run_json(f"out/{on}/run.json")["letters"]
    return [own["charges"] for letter in letters for own in letter["invoices"] if own["invoice"] == "A-1"]


def run(firm: Office, on: str) -> Said:
    return firm.says("run", "invoices.csv", "--as-of", on, "--yes")


@pytest.mark.parametrize(
    "entry",
    [
        ("waive", "A-1", "--why", "x"),
        ("waive", "A-1", "--component", "fee", "--why", "x"),
        ("waive", "A-1", "--component", "fee", "--amount", "1 EUR", "--why", "x"),
    ],
)
def test_a_waiver_for_the_older_invoice_waives_nothing_in_any_letter_about_the_new_one(
    firm: Office, entry: tuple[str, ...]
) -> None:
    a_year_later(firm, *entry)
    assert charges(firm, FIRST) == ["5.00"]
    assert charges(firm, SECOND) == ["10.00"]


def test_the_new_invoice_can_be_waived_as_the_older_one_was_even_before_its_first_letter(firm: Office) -> None:
    a_year_later(firm, "waive", "A-1", "--why", "x")
    run(firm, "2027-07-02")
    assert firm.says("waive", "A-1", "--why", "y", "--as-of", "2027-07-03").code == 0
    assert charges(firm, FIRST) == ["0.00"]
    assert charges(firm, SECOND) == ["0.00"]
    assert firm.says("waive", "A-1", "--why", "z", "--as-of", "2027-09-02").code == 7


@pytest.mark.parametrize("kind", [(), ("--component", "fee")])
def test_a_waiver_of_the_older_invoice_is_not_undone_for_the_new_one(firm: Office, kind: tuple[str, ...]) -> None:
    a_year_later(firm, "waive", "A-1", "--why", "x", *kind)
    run(firm, FIRST)
    undone = firm.says("waive", "A-1", *kind, "--undo", "--why", "y", "--as-of", FIRST)
    assert undone.code == 7 and "an older invoice" in undone.err
    assert firm.says("waive", "A-1", *kind, "--why", "z", "--as-of", FIRST).code == 0
    assert firm.says("waive", "A-1", *kind, "--undo", "--why", "y", "--as-of", FIRST).code == 0
    assert charges(firm, SECOND) == ["10.00"]


def test_a_waiver_of_an_invoice_no_run_has_seen_yet_holds_once_it_is_there(tmp_path: Path) -> None:
    firm = office(tmp_path)
    assert firm.says("waive", "A-1", "--why", "x", "--as-of", "2026-06-01").code == 0
    firm.write({"policy": "eu-fixed-40"})
    assert charges(firm, "2026-10-30") == ["0.00"]


def test_a_letter_speaks_of_no_promise_from_before_its_invoice_was_issued(firm: Office) -> None:
    promise = ("promise", "A-1", "--until", "2026-11-20", "--why", "x")
    a_year_later(firm, *promise)
    assert "You told us" not in letter(firm, FIRST)
    (record,) = firm.says("customers", "invoices.csv", "--as-of", FIRST, "--format", "json").json["customers"]
    assert (record["promises_kept"], record["promises_broken"]) == (0, 0)
    assert firm.says("promise", "A-1", "--until", "2027-08-20", "--why", "x", "--as-of", FIRST).code == 0
    assert "You told us that invoice A-1 would be paid by 20 August 2027" in letter(firm, SECOND)


def letter(firm: Office, on: str) -> str:
    run(firm, on)
    (found,) = firm.run_json(f"out/{on}/run.json")["letters"]
    return " ".join(firm.letter_text(found["file"], f"out/{on}").split())


def test_a_hold_for_the_older_invoice_still_holds_and_is_said_until_it_is_lifted(firm: Office) -> None:
    a_year_later(firm, "hold", "A-1", "--why", "x")
    said = run(firm, FIRST)
    (skip,) = (s for s in firm.run_json(f"out/{FIRST}/run.json")["skips"] if s["invoice"] == "A-1")
    assert skip["why"] == "on_hold"
    assert "the hold of A-1 was for an older invoice of that number" in said.err
    assert firm.says("lift", "A-1", "--why", "x", "--as-of", "2027-08-03").code == 0
    assert firm.says("hold", "A-1", "--why", "x", "--as-of", "2027-08-03").code == 0
    assert "older invoice" not in run(firm, SECOND).err


def test_a_list_that_names_the_number_again_speaks_of_the_new_invoice(tmp_path: Path) -> None:
    firm = office(tmp_path)
    (tmp_path / "holds.csv").write_text("invoice,kind,until,reason\nA-1,dispute,,damaged\n", encoding="utf-8")
    firm.runs("invoices.csv", "--holds", "holds.csv", on="2026-10-30")
    firm.write(NEW)
    assert "older invoice" in run(firm, "2027-08-01").err
    firm.says("run", "invoices.csv", "--holds", "holds.csv", "--as-of", FIRST, "--yes")
    said = run(firm, SECOND)
    assert "older invoice" not in said.err and "1 disputed" in said.out


CHARGE = {"invoice": "A-1-F1", "issued": "2026-10-31", "due": "2026-11-06", "total": "5.00", "customer_id": "C-1"}


def bookings(firm: Office, on: str) -> dict[str, tuple[str, str]]:
    """What would be booked on the day, of A-1 alone: the amounts and reasons by reference."""
    table = firm.says("charges", "--format", "csv", "--as-of", on).rows
    return {row["reference"]: (row["amount"], row["why"]) for row in table if row["invoice"] == "A-1"}


def test_the_charges_of_the_new_invoice_are_booked_whole(firm: Office) -> None:
    a_year_later(firm, "charges", "--journal", "a.csv", on="2026-10-31")
    run(firm, FIRST)
    assert bookings(firm, FIRST) == {"A-1-F2": ("5.00", "charged")}
    assert firm.says("charges", "--journal", "b.csv", "--as-of", FIRST).code == 0
    run(firm, SECOND)
    assert bookings(firm, SECOND) == {"A-1-F3": ("5.00", "charged")}
    assert firm.says("waive", "A-1", "--why", "x", "--as-of", SECOND).code == 0
    assert bookings(firm, SECOND) == {"A-1-F3": ("-5.00", "waived")}


def test_a_booked_charge_of_the_older_invoice_is_no_part_of_the_new_one(firm: Office) -> None:
    a_year_later(firm, "charges", "--journal", "a.csv", on="2026-10-31")
    firm.write(NEW, CHARGE)
    run(firm, FIRST)
    letters = firm.run_json(f"out/{FIRST}/run.json")["letters"]
    own = {each["invoice"]: each["charges"] for letter in letters for each in letter["invoices"]}
    assert own == {"A-1": "5.00", "A-1-F1": "0.00"}


@pytest.mark.parametrize("part", [(), ("--component", "fee")])
def test_a_waiver_of_each_of_two_invoices_of_a_number_takes_back_its_own_charge(
    firm: Office, part: tuple[str, ...]
) -> None:
    a_year_later(firm, "waive", "A-1", *part, "--why", "x")
    run(firm, FIRST)
    assert bookings(firm, FIRST) == {"A-1-F1": ("5.00", "charged")}
    assert firm.says("charges", "--journal", "a.csv", "--as-of", FIRST).code == 0
    assert firm.says("waive", "A-1", *part, "--why", "y", "--as-of", FIRST).code == 0
    assert bookings(firm, FIRST) == {"A-1-F2": ("-5.00", "waived")}


@pytest.mark.parametrize("on_the_day", [True, False])
def test_a_payment_entered_before_a_run_saw_its_invoice_is_not_the_newer_ones(tmp_path: Path, on_the_day: bool) -> None:
    firm = office(tmp_path, {"invoice": "B-1"})
    if on_the_day:
        run(firm, "2026-08-10")
    assert firm.says("paid", "A-1", "30 EUR", "--on", "2026-08-11", "--as-of", "2026-08-11").code == 0
    firm.write({}, {"invoice": "B-1"})
    assert owed(firm, "2026-10-30") == "70.00"
    firm.write(NEW | {"total": "250.00"})
    assert owed(firm, FIRST) == "250.00"


def owed(firm: Office, on: str) -> str:
    """What is open on A-1 in the letter of a run of that day."""
    run(firm, on)
    letters = firm.run_json(f"out/{on}/run.json")["letters"]
    (found,) = (own["open"] for letter in letters for own in letter["invoices"] if own["invoice"] == "A-1")
    assert isinstance(found, str)
    return found


@pytest.mark.parametrize("kind", [(), ("--component", "fee")])
def test_a_waiver_entered_before_a_run_saw_its_invoice_waives_nothing_of_the_newer_one(
    in_october: Office, tmp_path: Path, kind: tuple[str, ...]
) -> None:
    firm = Office(shutil.copytree(in_october.folder, tmp_path, dirs_exist_ok=True))
    assert firm.says("waive", "N-7", *kind, "--why", "x", "--as-of", "2026-10-31").code == 0
    firm.write({}, {"invoice": "N-7"})
    run(firm, "2026-12-01")
    assert waived(firm, "2026-12-01") == "0.00"
    firm.write({}, NEW | {"invoice": "N-7", "total": "250.00"})
    run(firm, FIRST)
    assert waived(firm, FIRST) == "5.00"


def waived(firm: Office, on: str) -> str:
    """The charges on N-7 in the letters of that day's run."""
    letters = firm.run_json(f"out/{on}/run.json")["letters"]
    (found,) = (own["charges"] for letter in letters for own in letter["invoices"] if own["invoice"] == "N-7")
    assert isinstance(found, str)
    return found


def test_a_hold_entered_before_a_run_saw_its_invoice_is_said_to_be_of_the_older_one(tmp_path: Path) -> None:
    firm = office(tmp_path, {"invoice": "B-1"})
    run(firm, "2026-10-30")
    assert firm.says("hold", "A-1", "--why", "x", "--as-of", "2026-10-31").code == 0
    firm.write({})
    assert "older invoice" not in run(firm, "2026-12-01").err
    firm.write(NEW | {"total": "250.00"})
    assert "the hold of A-1 was for an older invoice of that number" in run(firm, FIRST).err
