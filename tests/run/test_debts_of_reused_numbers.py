"""Debts whose number another invoice took, and that come back under a new one: asked about as any renumbered one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.cli.offices import Office, office

AUGUST, SEPTEMBER, OCTOBER, NOVEMBER = "2026-08-30", "2026-09-29", "2026-10-29", "2026-11-28"
DEBT = {"invoice": "R", "customer_id": "C-1", "total": "300.00"}
BACK = DEBT | {"invoice": "S"}
NEW = {"invoice": "R", "customer_id": "C-2", "issued": "2026-09-05", "due": "2026-12-31", "total": "70.00"}
OWN = NEW | {"customer_id": "C-1"}
"""Another invoice of the number: of another customer, or of the same one."""
REST = {"invoice": "Z", "customer_id": "C-3", "due": "2026-12-31", "total": "9.00"}
Months = tuple[tuple[dict[str, str], ...], ...]


def outcome(firm: Office, on: str, *rows: dict[str, str], parts: bool, more: tuple[str, ...] = ()) -> dict[str, str]:
    """The stage of each invoice's letter on that day, or why it got none; of a missing one too, as `R missing`. With
    `parts` each customer's rows are a file of their own."""
    files: dict[str, list[dict[str, str]]] = {}
    for row in (*rows, REST):
        files.setdefault(f"{row['customer_id']}.csv" if parts else "invoices.csv", []).append(row)
    for name, own in files.items():
        firm.write(*own, name=name)
    done = firm.says("run", *files, "--as-of", on, "--yes", "--format", "json", *more)
    assert done.code in (0, 3), done.err
    found = done.json
    said = {own["invoice"]: letter["stage"] for letter in found["letters"] for own in letter["invoices"]}
    named = ((f"{s['invoice']} missing" if s["why"] == "missing" else s["invoice"], s) for s in found["skips"])
    (firm.folder / "asked.txt").write_text("\n".join(s["detail"] for s in found["skips"] if s["why"] == "needs_review"))
    return said | {name: skip["why"] for name, skip in named if name != "Z"}


@pytest.mark.parametrize("taken", [NEW, OWN])
@pytest.mark.parametrize("later", [False, True])
@pytest.mark.parametrize("parts", [False, True])
@pytest.mark.parametrize("answer", ["close", "approve"])
def test_a_debt_whose_number_was_taken_waits_under_its_new_one_until_it_is_answered(
    tmp_path: Path, taken: dict[str, str], later: bool, parts: bool, answer: str
) -> None:
    firm = office(tmp_path)
    assert outcome(firm, AUGUST, DEBT, parts=parts) == {"R": "reminder"}
    waits = {"R": "not_due", "R missing": "missing", "S": "needs_review"}
    day = SEPTEMBER
    if later:
        assert outcome(firm, SEPTEMBER, taken, parts=parts) == {"R": "not_due", "R missing": "missing"}
        day = OCTOBER
    assert outcome(firm, day, taken, BACK, parts=parts) == waits
    assert outcome(firm, day, taken, BACK, parts=parts) == waits, "the question stays"
    asked = (tmp_path / "asked.txt").read_text()
    assert "new, while R issued 2026-07-01 is not among the invoices read" in asked
    if answer == "close":
        (command,) = re.findall("`pastdue ([^`]+)`", asked)
        assert command == "close R --issued 2026-07-01 --why other"
        assert firm.says(*command.split(), "--as-of", day).code == 0
        done = outcome(firm, NOVEMBER, taken, BACK, parts=parts)
        assert "R missing" not in done
    else:
        done = outcome(firm, NOVEMBER, taken, BACK, parts=parts, more=("--approve", "S"))
    assert done["S"] not in ("needs_review", "missing")


@pytest.mark.parametrize("parts", [False, True])
@pytest.mark.parametrize(
    "back",
    [
        BACK | {"total": "300.01"},
        BACK | {"issued": "2026-07-02"},
        BACK | {"due": "2026-08-01"},
        BACK | {"customer_id": "C-4", "customer": "Bo"},
    ],
)
def test_another_invoice_asks_nothing(tmp_path: Path, back: dict[str, str], parts: bool) -> None:
    firm = office(tmp_path)
    outcome(firm, AUGUST, DEBT, parts=parts)
    done = outcome(firm, SEPTEMBER, NEW, back, parts=parts)
    assert done["R missing"] == "missing" and done["S"] != "needs_review"


@pytest.mark.parametrize("parts", [False, True])
def test_an_invoice_that_stood_beside_the_debt_is_another(tmp_path: Path, parts: bool) -> None:
    firm = office(tmp_path)
    outcome(firm, AUGUST, DEBT, BACK, parts=parts)
    assert outcome(firm, SEPTEMBER, NEW, BACK, parts=parts)["S"] != "needs_review"


@pytest.mark.parametrize("parts", [False, True])
def test_a_debt_that_was_given_to_another_customer_is_not_missing(tmp_path: Path, parts: bool) -> None:
    firm = office(tmp_path)
    outcome(firm, AUGUST, DEBT, DEBT | {"invoice": "T", "total": "5.00"}, parts=parts)
    moved = DEBT | {"customer_id": "C-2", "customer": "Bo"}
    done = outcome(firm, SEPTEMBER, moved, DEBT | {"invoice": "T", "total": "5.00"}, parts=parts)
    assert "R missing" not in done and done["R"] == "needs_review"


@pytest.mark.parametrize("seen_gone", [True, False])
@pytest.mark.parametrize("taken", [NEW, OWN, OWN | {"total": "300.00"}])
@pytest.mark.parametrize("parts", [False, True])
def test_a_debt_that_was_in_doubt_and_never_answered_for_is_missing_once_its_number_is_taken(
    tmp_path: Path, taken: dict[str, str], parts: bool, seen_gone: bool
) -> None:
    firm = office(tmp_path)
    outcome(firm, AUGUST, DEBT, parts=parts)
    outcome(firm, "2026-08-31", parts=parts)
    again = DEBT | {
        "issued": "2026-09-01",
        "due": "2026-11-01",
    }  # of that customer and sum: asked about once it is late
    assert outcome(firm, "2026-09-02", again, parts=parts)["R"] == "not_due"
    assert firm.says("close", "R", "--issued", "2026-07-01", "--why", "paid", "--as-of", "2026-09-02").code == 0
    if seen_gone:
        assert outcome(firm, "2026-09-03", parts=parts) == {"R missing": "missing"}
    taken = taken | {"issued": "2026-09-20"}
    for on in (SEPTEMBER, OCTOBER):
        assert outcome(firm, on, taken, parts=parts)["R missing"] == "missing"
    assert firm.says("close", "R", "--issued", "2026-09-01", "--why", "paid", "--as-of", OCTOBER).code == 0
    assert "R missing" not in outcome(firm, NOVEMBER, taken, parts=parts)


@pytest.mark.parametrize("first", ["2026-07-01", "2026-09-05"])
@pytest.mark.parametrize("parts", [False, True])
def test_two_debts_of_one_number_that_were_closed_stay_closed(tmp_path: Path, parts: bool, first: str) -> None:
    firm = office(tmp_path)
    outcome(firm, AUGUST, DEBT, parts=parts)
    outcome(firm, SEPTEMBER, NEW, parts=parts)
    assert outcome(firm, "2026-09-30", parts=parts) == {"R missing": "missing"}
    days = [first, *({"2026-07-01", "2026-09-05"} - {first})]
    for issued in days:
        assert firm.says("close", "R", "--issued", issued, "--why", "paid", "--as-of", "2026-09-30").code == 0
    for on in (OCTOBER, "2026-10-30", NOVEMBER):
        assert outcome(firm, on, parts=parts) == {}
        aged = firm.says("aging", "C-3.csv" if parts else "invoices.csv", "--as-of", on, "--format", "json").json
        assert aged["missing"] == []


@pytest.mark.parametrize("parts", [False, True])
def test_closing_the_older_of_two_debts_leaves_the_other_missing_since_the_run_that_missed_it(
    tmp_path: Path, parts: bool
) -> None:
    firm = office(tmp_path)
    outcome(firm, AUGUST, DEBT, parts=parts)
    outcome(firm, SEPTEMBER, NEW, parts=parts)
    outcome(firm, "2026-09-30", parts=parts)
    assert firm.says("close", "R", "--issued", "2026-07-01", "--why", "paid", "--as-of", "2026-09-30").code == 0
    for on in (OCTOBER, NOVEMBER):
        assert outcome(firm, on, parts=parts) == {"R missing": "missing"}
        (skip,) = (s for s in firm.run_json(f"out/{on}/run.json")["skips"] if s["why"] == "missing")
        assert skip["detail"].startswith("missing since the run of 2026-09-30; 70.00 EUR was open before")
