"""Letters that were met: by which payments, by which day, and of what they ask for together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.ladder.test_account import PAY_BY, WRITTEN, book, eur, history, notice, with_money

from pastdue.ladder.letters_met import letters_met
from pastdue.ledger import History
from pastdue.model import Issued, Payment

ASKED = notice("INV-1", "10.00", "210.00"), notice("INV-2", "0.00", "210.00")
ROWS: tuple[dict[str, str], ...] = ({}, {})


def met_on(folder: Path, payments: str, *notices: Issued, rows: tuple[dict[str, str], ...] = ROWS) -> date | str | None:
    """The day on which the letter was met, "undated", or None where it was not."""
    found = letters_met(book(folder, *rows, payments=payments), history(*notices or ASKED))
    if not found:
        return None
    (day,) = {settled.on for settled in found.values()}
    return day or "undated"


@pytest.mark.parametrize(
    ("payments", "on"),
    [
        ("INV-1,2026-03-15,210.00\n", PAY_BY),
        ("INV-1,2026-03-16,210.00\n", None),
        ("INV-1,2026-03-15,209.99\n", None),
        ("INV-2,2026-03-02,100.00\nINV-1,2026-03-15,110.00\n", PAY_BY),
        ("INV-2,2026-03-02,100.00\nINV-1,2026-03-16,110.00\n", None),
        ("INV-1,2026-02-20,50.00\nINV-1,2026-03-10,160.00\n", date(2026, 3, 10)),  # the letter did not know of the 50
        ("INV-1,2026-02-20,50.00\nINV-1,2026-03-10,159.99\n", None),
        ("INV-1,2026-03-10,210.00\nINV-1,2026-03-20,-0.01\n", None),  # taken back since: it is not met any more
        ("INV-1,2026-03-10,210.00\nINV-1,2026-03-12,-1.00\nINV-1,2026-03-14,1.00\n", date(2026, 3, 14)),
        ("INV-1,,210.00\n", "undated"),
        ("INV-1,,209.99\n", None),
        ("INV-1,,209.99\nINV-2,2026-03-15,0.01\n", "undated"),
    ],
)
def test_a_letter_is_met_by_all_it_asks_for_up_to_its_day_to_pay_by(
    tmp_path: Path, payments: str, on: date | str | None
) -> None:
    assert met_on(tmp_path, payments) == on


@pytest.mark.parametrize(("day", "met"), [("2026-03-01", False), ("2026-03-02", True)])
def test_of_a_letter_whose_invoices_were_raised_since_only_payments_after_its_own_day_count(
    tmp_path: Path, day: str, met: bool
) -> None:
    rows: tuple[dict[str, str], ...] = ({"total": "150.00"}, {})
    payments = f"INV-1,{day},210.00\nINV-1,2026-03-20,50.00\n"
    assert (met_on(tmp_path, payments, rows=rows) is not None) == met


@pytest.mark.parametrize(
    ("payments", "met"),
    [
        ("INV-1,2026-03-10,160.00\n", True),
        ("INV-1,2026-03-10,159.99\n", False),
        ("INV-1,2026-02-28,100.00\nINV-1,2026-03-10,60.00\n", True),
        ("INV-1,2026-02-28,100.00\nINV-1,2026-03-10,59.99\n", False),
    ],
)
def test_the_credits_that_a_letter_deducted_are_no_part_of_what_meets_it(
    tmp_path: Path, payments: str, met: bool
) -> None:
    asked = (replace(one, asked=eur("160.00")) for one in ASKED)
    assert (met_on(tmp_path, payments, *asked) is not None) == met


@pytest.mark.parametrize(
    ("day", "amount", "met"),
    [(date(2026, 3, 15), "210.00", True), (date(2026, 3, 15), "209.99", False), (date(2026, 3, 16), "210.00", False),
     (date(2026, 3, 2), "210.00", True), (date(2026, 3, 1), "210.00", False), (None, "210.00", False)],
)  # fmt: skip
def test_money_on_account_meets_a_letter_in_the_time_it_gives(
    tmp_path: Path, day: date | None, amount: str, met: bool
) -> None:
    measured = with_money(book(tmp_path, *ROWS), Payment(eur(amount), day))
    found = letters_met(measured, history(*ASKED))
    assert {number: one.on for number, one in found.items()} == ({"INV-1": day, "INV-2": day} if met else {})


APART = notice("INV-1", "10.00", "110.00"), replace(notice("INV-2", "5.00", "105.00"), letter="L2")
THIRD = replace(notice("INV-3", "0.00", "100.00"), letter="L3")


@pytest.mark.parametrize(
    ("sums", "met"),
    [
        (["214.99"], {"INV-1", "INV-3"}),
        (["215.00"], {"INV-1", "INV-2"}),
        (["110.00"], {"INV-1"}),
        (["105.00"], {"INV-2"}),  # just what that letter asked for
        (["109.99"], {"INV-2"}),
        (["104.99"], {"INV-3"}),
        (["99.99"], set()),
        (["105.00", "109.99"], {"INV-2", "INV-3"}),
        (["105.00", "110.00"], {"INV-1", "INV-2"}),
        (["60.00", "50.00", "99.99"], {"INV-1"}),
        (["60.00", "50.00", "105.00", "99.99"], {"INV-1", "INV-2"}),
        (["60.00", "50.00", "105.00", "100.00"], {"INV-1", "INV-2", "INV-3"}),
    ],
)
def test_money_on_account_meets_one_letter_each_cent_once(tmp_path: Path, sums: list[str], met: set[str]) -> None:
    paid = (Payment(eur(amount), date(2026, 3, 2 + n)) for n, amount in enumerate(sums))
    found = letters_met(with_money(book(tmp_path, {}, {}, {}), *paid), history(*APART, THIRD))
    assert set(found) == met


@pytest.mark.parametrize(("amount", "met"), [("214.99", False), ("215.00", True)])
def test_letters_about_one_invoice_are_met_by_the_same_money(tmp_path: Path, amount: str, met: bool) -> None:
    again = replace(APART[0], letter="L4", on=date(2026, 3, 2))
    measured = with_money(book(tmp_path, *ROWS), Payment(eur(amount), date(2026, 3, 3)))
    found = letters_met(measured, History({"INV-1": (APART[0], again), "INV-2": (APART[1],)}))
    assert found["INV-1"].notice.letter == "L1" and ("INV-2" in found) == met


@pytest.mark.parametrize(
    "changed",
    [
        {"asked": None},
        {"charged": None},
        {"asked": eur("210.01")},  # more than its notices: what it deducted is not known
        {"customer_id": "C-2"},
        {"invoice": "INV-9"},
    ],
)
def test_a_letter_of_which_something_is_not_known_is_met_by_nothing(tmp_path: Path, changed: dict[str, object]) -> None:
    first, second = ASKED
    notices = replace(first, **changed), second  # type: ignore[arg-type]
    if "asked" in changed:
        notices = notices[0], replace(second, asked=notices[0].asked)
    assert met_on(tmp_path, "INV-1,2026-03-10,400.00\n") is not None
    assert met_on(tmp_path, "INV-1,2026-03-10,400.00\n", *notices) is None


@pytest.mark.parametrize(("payment", "letter"), [("INV-1,2026-03-10,220.00\n", "L1"), ("INV-1,,220.00\n", "L2")])
def test_of_two_letters_the_older_was_met_by_a_day_and_the_later_by_payments_without_one(
    tmp_path: Path, payment: str, letter: str
) -> None:
    later = [replace(one, letter="L2", on=date(2026, 3, 5), pay_by=date(2026, 3, 20)) for one in ASKED]
    both = {one.invoice: (one, two) for one, two in zip(ASKED, later, strict=True)}
    found = letters_met(book(tmp_path, *ROWS, payments=payment), History(both))
    assert {one.notice.letter for one in found.values()} == {letter} and set(found) == {"INV-1", "INV-2"}
    assert (found["INV-1"].charged, found["INV-2"].charged) == (eur("10.00"), eur("0.00"))
    assert later[0].on > WRITTEN
