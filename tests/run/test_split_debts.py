"""Invoices that come back under another number: split into instalments, made one again, or renumbered."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.offices import Office, Said, office

WHOLE = {"invoice": "R", "customer_id": "C-1", "total": "300.00"}
LABELS = tuple(WHOLE | {"invoice": f"R/{n}", "total": f"{n}00.00", "due": f"2026-0{6 + n}-31"} for n in (1, 2))
ROWS = tuple(each | {"invoice": "R", "instalment": f"{n} of 2"} for n, each in enumerate(LABELS, 1))
OTHER = WHOLE | {"invoice": "S"}
MOVED = OTHER | {"customer_id": "C-2"}
Noticed = Callable[..., Office]
AUGUST, SEPTEMBER, OCTOBER, NOVEMBER = "2026-08-30", "2026-09-29", "2026-10-29", "2026-11-28"


def run(firm: Office, on: str, *more: str) -> Said:
    return firm.says("run", "invoices.csv", "--as-of", on, "--yes", *more)


def outcome(firm: Office, on: str, *more: str) -> dict[str, str]:
    """What became of each invoice on that day: the stage of its letter, or why it got none."""
    run(firm, on, *more)
    done = firm.run_json(f"out/{on}/run.json")
    sent = {own["invoice"]: letter["stage"] for letter in done["letters"] for own in letter["invoices"]}
    missing = {skip["invoice"]: skip["why"] for skip in done["skips"] if skip["why"] == "missing"}
    return missing | {skip["invoice"]: skip["why"] for skip in done["skips"] if skip["why"] != "missing"} | sent


@pytest.fixture(scope="module")
def noticed(tmp_path_factory: pytest.TempPathFactory) -> Noticed:
    """Makes a folder an office that wrote about these rows in August: with the same rows it is a copy of the first."""
    made: dict[str, Office] = {}

    def after_august(folder: Path, *rows: dict[str, str]) -> Office:
        if repr(rows) not in made:
            made[repr(rows)] = firm = office(tmp_path_factory.mktemp("office"), *rows)
            assert set(outcome(firm, AUGUST).values()) == {"reminder"}
        return Office(shutil.copytree(made[repr(rows)].folder, folder, dirs_exist_ok=True))

    return after_august


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((WHOLE,), LABELS),
        ((WHOLE,), ROWS),
        (LABELS[:1], (WHOLE,)),
        (ROWS[:1], (WHOLE,)),
        ((WHOLE,), (OTHER,)),
        ((WHOLE,), (MOVED,)),
    ],
)
@pytest.mark.parametrize("answer", ["close", "approve"])
def test_a_debt_under_another_number_waits_until_it_is_answered(
    noticed: Noticed, tmp_path: Path, before: tuple[dict[str, str], ...], after: tuple[dict[str, str], ...], answer: str
) -> None:
    firm = noticed(tmp_path, *before)
    firm.write(*after)
    said = firm.says("plan", "invoices.csv", "--as-of", SEPTEMBER, "--format", "json").json
    assert {skip["why"] for skip in said["skips"]} == {"needs_review", "missing"}
    for day in (SEPTEMBER, "2026-09-30"):
        assert set(outcome(firm, day).values()) == {"needs_review", "missing"}, (
            "the question stays until it is answered"
        )
    waiting = [s for s in firm.run_json("out/2026-09-30/run.json")["skips"] if s["why"] == "needs_review"]
    if answer == "close":
        (command,) = {found for each in waiting for found in re.findall("`pastdue ([^`]+)`", each["detail"])}
        assert firm.says(*command.split(), "--as-of", "2026-09-30").code == 0
        more = list[str]()
    else:
        more = [word for each in waiting for word in re.findall("--approve [^ ]+", each["detail"])[0].split()]
    assert "needs_review" not in outcome(firm, OCTOBER, *more).values()
    stages = outcome(firm, NOVEMBER)
    assert "needs_review" not in stages.values() and any("notice" in one or "demand" in one for one in stages.values())


@pytest.mark.parametrize(
    "after",
    [
        (WHOLE, *LABELS),
        (WHOLE | {"balance": "0.00"}, *LABELS),
        (LABELS[0] | {"customer_id": "C-2", "customer": "Beta"},),
        (LABELS[0] | {"invoice": "T/1"},),
        (OTHER | {"issued": "2026-07-02"},),
        (OTHER | {"total": "300.01"},),
        (OTHER | {"due": "2026-08-01"},),
        (OTHER | {"customer_id": "C-2", "customer": "Beta"},),
    ],
)
def test_another_invoice_asks_nothing(noticed: Noticed, tmp_path: Path, after: tuple[dict[str, str], ...]) -> None:
    firm = noticed(tmp_path, WHOLE)
    firm.write(*after)
    assert "needs_review" not in outcome(firm, SEPTEMBER).values()


def test_an_invoice_that_stood_beside_the_missing_one_is_another(noticed: Noticed, tmp_path: Path) -> None:
    firm = noticed(tmp_path, WHOLE, OTHER, LABELS[0])
    firm.write(OTHER, LABELS[0])
    assert outcome(firm, OCTOBER) == {"S": "third_notice", "R/1": "third_notice", "R": "missing"}


def test_an_instalment_that_was_closed_in_does_not_answer_for_what_grows_later(
    noticed: Noticed, tmp_path: Path
) -> None:
    firm = noticed(tmp_path, WHOLE)
    firm.write(*LABELS)
    run(firm, SEPTEMBER)
    firm.says("close", "R", "--why", "other", "--as-of", SEPTEMBER)
    run(firm, OCTOBER)
    firm.write(LABELS[0] | {"total": "100.01"}, LABELS[1])
    assert outcome(firm, NOVEMBER)["R/1"] == "needs_review"


def test_an_instalment_that_was_closed_in_does_not_answer_for_a_payment_that_is_gone_later(
    noticed: Noticed, tmp_path: Path
) -> None:
    firm = noticed(tmp_path, WHOLE)
    firm.write(*LABELS)
    run(firm, SEPTEMBER)
    firm.says("close", "R", "--why", "other", "--as-of", SEPTEMBER)
    firm.write(LABELS[0] | {"balance": "0.00"}, LABELS[1])
    run(firm, OCTOBER)
    firm.write(*LABELS)
    for day in (NOVEMBER, "2026-11-29"):
        assert outcome(firm, day)["R/1"] == "needs_review"


@pytest.mark.parametrize(("back", "ends"), [("100.00", "needs_review"), ("40.00", "final_demand")])
def test_an_instalment_that_was_missing_for_a_month_is_compared_with_what_it_was(
    noticed: Noticed, tmp_path: Path, back: str, ends: str
) -> None:
    firm = noticed(tmp_path, WHOLE)
    firm.write(*LABELS)
    run(firm, SEPTEMBER)
    firm.says("close", "R", "--why", "other", "--as-of", SEPTEMBER)
    assert outcome(firm, OCTOBER)["R/1"] == "third_notice"
    firm.write(LABELS[0] | {"balance": "40.00"}, LABELS[1])
    run(firm, "2026-11-05")
    firm.write(LABELS[1])
    assert outcome(firm, "2026-11-09")["R/1"] == "missing"
    firm.write(LABELS[0] | {"balance": back}, LABELS[1])
    assert outcome(firm, NOVEMBER)["R/1"] == ends


REDATED = {"issued": "2026-09-20", "due": "2026-09-25"}


def test_a_number_of_an_open_invoice_with_the_same_total_and_a_later_day_is_asked_about(
    noticed: Noticed, tmp_path: Path
) -> None:
    firm = noticed(tmp_path, WHOLE)
    firm.write(WHOLE | REDATED)
    for day in (OCTOBER, "2026-10-30"):
        assert outcome(firm, day) == {"R": "needs_review"}
    assert outcome(firm, "2026-10-31", "--approve", "R") == {"R": "reminder"}
    assert outcome(firm, NOVEMBER)["R"] == "second_notice"


def test_numbers_sorted_apart_from_their_rows_are_asked_about_until_they_are_right(
    noticed: Noticed, tmp_path: Path
) -> None:
    rows = [{"customer_id": f"C-{n}", "customer": f"Name {n}", "issued": f"2026-07-0{n}"} for n in (1, 2, 3)]
    firm = noticed(tmp_path, *rows)
    firm.write(*(row | {"invoice": f"A-{n}"} for row, n in zip(rows, (2, 3, 1), strict=True)))
    for day in (SEPTEMBER, "2026-09-30"):
        assert set(outcome(firm, day).values()) == {"needs_review"}
    detail = firm.run_json(f"out/{SEPTEMBER}/run.json")["skips"][0]["detail"]
    assert detail == (
        "issued 2026-07-01; until the last run an invoice of customer C-2, issued 2026-07-02, had this number, "
        "with 100.00 EUR open: correct the numbers"
    )
    firm.write(*rows)
    for day, stage in ((OCTOBER, "third_notice"), ("2026-11-05", "already_sent"), (NOVEMBER, "final_demand")):
        assert set(outcome(firm, day).values()) == {stage}


@pytest.mark.parametrize(("issued", "ends"), [(SEPTEMBER, "needs_review"), ("2026-09-30", "reminder")])
@pytest.mark.parametrize("approved", [False, True])
def test_a_number_of_another_customer_is_free_for_what_was_issued_after_the_last_run(
    noticed: Noticed, tmp_path: Path, issued: str, ends: str, approved: bool
) -> None:
    firm = noticed(tmp_path, WHOLE)
    run(firm, SEPTEMBER)
    firm.write(WHOLE | {"customer_id": "C-2", "issued": issued, "due": "2026-10-01"})
    answer = ["--approve", "R"] if approved else []
    assert outcome(firm, "2026-11-01", *answer) == {"R": "reminder" if approved else ends}
    assert outcome(firm, "2026-12-01") == {"R": "second_notice" if approved or ends == "reminder" else ends}


@pytest.mark.parametrize("new", [{"total": "300.01"}, {"customer_id": "C-2"}])
def test_a_number_used_again_for_another_sum_or_customer_begins_anew(
    noticed: Noticed, tmp_path: Path, new: dict[str, str]
) -> None:
    firm = noticed(tmp_path, WHOLE)
    firm.write(WHOLE | REDATED | new)
    assert outcome(firm, OCTOBER) == {"R": "reminder"}


def test_a_number_used_again_once_the_older_invoice_was_paid_begins_anew(noticed: Noticed, tmp_path: Path) -> None:
    firm = noticed(tmp_path, WHOLE)
    firm.write(WHOLE | {"balance": "0.00"})
    run(firm, SEPTEMBER)
    firm.write(WHOLE | {"issued": "2026-10-01", "due": "2026-10-05"})
    assert outcome(firm, NOVEMBER) == {"R": "reminder"}


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (("dispute", "R", "--why", "x"), "the dispute"),
        (("waive", "R", "--why", "x"), "the waiver"),
        (("waive", "R", "--component", "fee", "--why", "x"), "the fee that is waived"),
        (("paid", "R", "40", "--on", AUGUST), "40.00 EUR paid on it"),
    ],
)
def test_what_was_said_of_a_debt_under_its_old_number_is_named_where_it_goes_on_under_another(
    tmp_path: Path, entry: tuple[str, ...], said: str
) -> None:
    firm = office(tmp_path, WHOLE)
    run(firm, "2026-08-01")
    assert firm.says(*entry, "--as-of", AUGUST).code == 0
    firm.write(OTHER)
    run(firm, AUGUST)
    closed = firm.says("close", "R", "--why", "other", "--as-of", AUGUST)
    assert f"{said}: for the number R alone; where the debt goes on under another one, enter it" in closed.err


def test_a_payment_that_was_counted_under_the_old_number_is_named_too(tmp_path: Path) -> None:
    firm = office(tmp_path, WHOLE)
    (tmp_path / "payments.csv").write_text("invoice,on,amount\nR,2026-07-20,60\n", encoding="utf-8")
    run(firm, "2026-08-01", "--payments", "payments.csv")
    firm.write(OTHER)
    run(firm, AUGUST, "--payments", "payments.csv")
    closed = firm.says("close", "R", "--why", "other", "--as-of", AUGUST)
    assert "240.00 EUR was open" in closed.out and "60.00 EUR paid on it: for the number R alone" in closed.err
