"""Invoices that another customer or currency has in the next export, and what was said of them before."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.offices import Office, Said, office

AUGUST, SEPTEMBER, OCTOBER, NOVEMBER = "2026-08-15", "2026-09-29", "2026-10-29", "2026-11-28"
SINCE = "2026-08-16"
MOVED = {"customer_id": "K-9"}


def run(firm: Office, on: str, *more: str) -> Said:
    return firm.says("run", "invoices.csv", "--as-of", on, "--yes", *more)


def outcome(firm: Office, on: str, *more: str) -> str:
    """What became of the A-1 in the file on that day: the sum its letter asks for, or why it got none."""
    run(firm, on, *more)
    done = firm.run_json(f"out/{on}/run.json")
    asked = [each["total"] for each in done["letters"] for own in each["invoices"] if own["invoice"] == "A-1"]
    skips = [skip for skip in done["skips"] if skip["invoice"] == "A-1" and skip["why"] != "missing"]
    return " ".join([*asked, *(skip["why"] for skip in skips)])


@pytest.mark.parametrize("kind", ["hold", "dispute"])
def test_a_customers_hold_keeps_back_what_was_theirs_under_another_number_too(tmp_path: Path, kind: str) -> None:
    firm = office(tmp_path, {}, {"customer_id": "C-2"})
    assert outcome(firm, AUGUST) == "too_early"
    assert firm.says(kind, "--customer", "C-1", "--why", "talks", "--as-of", SINCE).code == 0
    firm.write(MOVED, {"customer_id": "C-2"})
    said = run(firm, SEPTEMBER)
    assert f"the {kind} of customer C-1 keeps back letters about A-1 too" in said.err
    assert outcome(firm, OCTOBER) in ("on_hold", "disputed"), "it is so in every later run"
    assert "keeps back no letter" not in run(firm, "2026-10-30").err
    letters = firm.run_json(f"out/{SEPTEMBER}/run.json")["letters"]
    assert [own["invoice"] for letter in letters for own in letter["invoices"]] == ["A-2"]
    assert firm.says("lift", "--customer", "C-1", "--why", "x", "--as-of", OCTOBER).code == 0
    assert outcome(firm, NOVEMBER) == "100.00"


def test_a_customers_hold_does_not_keep_back_an_invoice_that_has_a_number_of_theirs_again(tmp_path: Path) -> None:
    firm = office(tmp_path)
    run(firm, AUGUST)
    firm.says("hold", "--customer", "C-1", "--why", "talks", "--as-of", SINCE)
    firm.write(MOVED | {"issued": "2026-08-20", "due": "2026-08-25"})
    assert outcome(firm, SEPTEMBER) == "100.00"


def test_a_list_of_holds_that_stays_in_force_keeps_back_what_was_the_customers(tmp_path: Path) -> None:
    firm = office(tmp_path)
    (tmp_path / "holds.csv").write_text("customer_id,kind,until,reason\nC-1,hold,,talks\n", encoding="utf-8")
    run(firm, AUGUST, "--holds", "holds.csv")
    firm.write(MOVED)
    assert outcome(firm, SEPTEMBER) == "on_hold"
    (tmp_path / "holds.csv").write_text("customer_id,kind,until,reason\n", encoding="utf-8")
    assert outcome(firm, OCTOBER, "--holds", "holds.csv") == "100.00", "the list of today is the whole truth"


def test_a_list_of_holds_keeps_back_nothing_that_was_another_customers_when_it_was_handed_in(tmp_path: Path) -> None:
    firm = office(tmp_path, {}, {"due": "2026-12-01"})
    (tmp_path / "holds.csv").write_text("customer_id,kind,until,reason\nC-1,hold,,talks\n", encoding="utf-8")
    run(firm, AUGUST, "--holds", "holds.csv")
    firm.write(MOVED, {"due": "2026-12-01"})
    assert outcome(firm, SEPTEMBER, "--holds", "holds.csv") == "100.00", "the list of today speaks of today's customers"
    assert outcome(firm, "2026-09-30") == "already_sent", "and so it does where it stays in force"
    assert outcome(firm, NOVEMBER) == "100.00"


@pytest.mark.parametrize(("said_on", "held"), [(SEPTEMBER, True), ("2026-09-30", False)])
def test_a_hold_by_hand_keeps_back_what_was_the_customers_until_that_day(
    tmp_path: Path, said_on: str, held: bool
) -> None:
    firm = office(tmp_path, {}, {"due": "2026-12-01"})
    run(firm, AUGUST)
    firm.write(MOVED, {"due": "2026-12-01"})
    assert outcome(firm, SEPTEMBER) == "100.00"
    assert firm.says("hold", "--customer", "C-1", "--why", "talks", "--as-of", said_on).code == 0
    assert outcome(firm, NOVEMBER) == ("on_hold" if held else "100.00"), "a run of its day may have come after it"


OTHER = {"customer_id": "C-2", "customer": "Beta AG"}


def test_an_invoice_without_a_letter_that_is_another_customers_now_is_asked_about_until_it_is_answered(
    tmp_path: Path,
) -> None:
    firm = office(tmp_path, {}, OTHER)
    assert outcome(firm, AUGUST) == "too_early"
    firm.write(OTHER, {})
    for day in (SEPTEMBER, "2026-09-30"):
        assert outcome(firm, day) == "needs_review"
    (detail,) = (s["detail"] for s in firm.run_json(f"out/{SEPTEMBER}/run.json")["skips"] if s["invoice"] == "A-1")
    assert detail == "it was customer C-1's in the last run, and is C-2's now"
    firm.write({}, OTHER)
    assert outcome(firm, "2026-10-01") == "needs_review", "nobody has said which customer is right"
    assert outcome(firm, OCTOBER, "--approve", "A-1") == "100.00"


@pytest.mark.parametrize("today", [OTHER | {"customer": "Acme GmbH"}, {"customer": "Acme AG"}])
def test_a_customer_who_has_another_number_or_name_is_the_same(tmp_path: Path, today: dict[str, str]) -> None:
    firm = office(tmp_path)
    run(firm, AUGUST)
    firm.write(today)
    assert outcome(firm, SEPTEMBER) == "100.00"


def test_an_approved_change_of_the_customer_is_asked_about_once(tmp_path: Path) -> None:
    firm = office(tmp_path)
    run(firm, AUGUST)
    firm.write(OTHER)
    assert outcome(firm, SEPTEMBER, "--approve", "A-1") == "100.00"
    assert outcome(firm, OCTOBER) == "100.00"


def with_payment(folder: Path) -> Office:
    firm = office(folder)
    run(firm, AUGUST)
    assert firm.says("paid", "A-1", "40", "--on", SINCE, "--as-of", SINCE).code == 0
    return firm


@pytest.mark.parametrize("today", [MOVED, {"currency": "CHF"}, MOVED | {"paid": "39.99"}])
def test_an_invoice_whose_payment_no_longer_fits_it_waits(tmp_path: Path, today: dict[str, str]) -> None:
    firm = with_payment(tmp_path)
    firm.write(today)
    assert outcome(firm, SEPTEMBER) == "needs_review"
    assert outcome(firm, OCTOBER) == "needs_review"


def on_account(folder: Path) -> Office:
    firm = office(folder)
    run(firm, AUGUST)
    assert firm.says("paid", "--customer", "C-1", "40 EUR", "--on", SINCE, "--as-of", SINCE).code == 0
    return firm


def test_an_invoice_waits_whose_former_customers_money_on_account_is_on_no_account_now(tmp_path: Path) -> None:
    firm = on_account(tmp_path)
    firm.write(MOVED)
    assert outcome(firm, SEPTEMBER) == "needs_review"
    assert firm.says("paid", "--customer", "K-9", "40 EUR", "--on", SINCE, "--as-of", SEPTEMBER).code == 0
    assert outcome(firm, OCTOBER) == "60.00"


def test_money_on_account_in_the_currency_an_invoice_had_is_asked_about(tmp_path: Path) -> None:
    firm = on_account(tmp_path)
    firm.write({"currency": "CHF"})
    run(firm, SEPTEMBER)
    (skip,) = firm.run_json(f"out/{SEPTEMBER}/run.json")["skips"]
    assert skip["why"] == "needs_review" and "40.00 EUR was paid when" in skip["detail"]
    assert outcome(firm, OCTOBER, "--approve", "A-1") == outcome(firm, NOVEMBER) == "100.00"


@pytest.mark.parametrize("more", [("--approve", "A-1"), ("--approve", "K-9")])
def test_money_on_account_of_a_former_customer_is_asked_about_once(tmp_path: Path, more: tuple[str, ...]) -> None:
    firm = on_account(tmp_path)
    firm.write(MOVED)
    assert "no such invoice" not in run(firm, SEPTEMBER, *more).err
    assert outcome(firm, OCTOBER) == "100.00", "it was approved without the money"


@pytest.mark.parametrize(("issued", "then"), [("2026-08-21", "100.00"), (AUGUST, "needs_review")])
def test_money_on_account_bears_on_no_invoice_that_was_issued_since_under_a_number_of_then(
    tmp_path: Path, issued: str, then: str
) -> None:
    firm = office(tmp_path)
    (tmp_path / "payments.csv").write_text("customer_id,on,amount\nC-1,2026-08-14,40.00\n", encoding="utf-8")
    run(firm, AUGUST, "--payments", "payments.csv")
    firm.write({"customer_id": "C-5", "invoice": "Z-1"})
    run(firm, "2026-08-20")
    firm.write(MOVED | {"customer": "Iota AG", "issued": issued, "due": "2026-08-22"})
    assert outcome(firm, SEPTEMBER) == then


def test_money_on_account_of_a_customer_who_is_there_still_is_theirs(tmp_path: Path) -> None:
    firm = on_account(tmp_path)
    firm.write(MOVED, {"customer_id": "C-1"})
    assert outcome(firm, SEPTEMBER) == "100.00"


def test_it_goes_on_once_the_payment_is_handed_in_for_it_as_it_is(tmp_path: Path) -> None:
    firm = with_payment(tmp_path)
    firm.write(MOVED)
    (tmp_path / "payments.csv").write_text(f"invoice,on,amount\nA-1,{SINCE},40.00\n", encoding="utf-8")
    assert outcome(firm, SEPTEMBER, "--payments", "payments.csv") == "60.00"
    assert outcome(firm, OCTOBER) == "60.00"


@pytest.mark.parametrize(("today", "asked"), [({}, "60.00"), (MOVED | {"paid": "40.00"}, "60.00")])
def test_nothing_is_asked_where_it_fits_or_the_export_shows_it(
    tmp_path: Path, today: dict[str, str], asked: str
) -> None:
    firm = with_payment(tmp_path)
    firm.write(today)
    assert outcome(firm, SEPTEMBER) == asked


def test_the_number_of_an_invoice_in_instalments_means_all_where_nothing_is_booked_or_shown_of_one(
    tmp_path: Path,
) -> None:
    parts = [{"invoice": "R", "instalment": f"{n} of 2", "due": f"2026-07-{n}", "total": f"{n}.00"} for n in (11, 12)]
    parts = [part | {"customer_id": "C-1", "instalment": f"{n} of 2"} for n, part in enumerate(parts, 1)]
    firm = office(tmp_path, *parts)
    run(firm, AUGUST)
    held = firm.says("hold", "R", "--why", "x", "--as-of", SINCE)
    assert held.code == 0 and "is the number right" not in held.err
    said = run(firm, SEPTEMBER)
    assert "2 on_hold" in said.out and "keeps back no letter" not in said.err
    for words in (("waive", "R", "--why", "x"), ("paid", "R", "3", "--on", SINCE)):
        refused = firm.says(*words)
        assert refused.code == 2 and "name one: R/1, R/2" in refused.err
    assert firm.says("paid", "R/1", "3", "--on", SINCE).code == 0
    assert "name one: R/1, R/2" in firm.says("explain", "invoices.csv", "R", "--as-of", SEPTEMBER).err
    firm.says("lift", "R", "--why", "x", "--as-of", SEPTEMBER)
    run(firm, OCTOBER)
    named = {about: {row["invoice"] for row in firm.says("history", "R", *about, "--format", "csv").rows}
             for about in ((), ("--payments",))}  # fmt: skip
    assert named == {(): {"R/1", "R/2"}, ("--payments",): {"R/1"}}
