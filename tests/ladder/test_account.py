"""Credits of a customer: which invoices they are laid on, in which order, and what of them pays charges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.intake.intake_files import taken

from pastdue.book import Measured
from pastdue.charges.charged import Charged
from pastdue.ladder import CustomerAccounts, account_of
from pastdue.ledger import History
from pastdue.model import Charge, ChargeKind, Issued, OnAccount, Overdue, Payment, Segment, Stage, Whose, Why
from pastdue.model.calendars import Calendar
from pastdue.model.errors.left_out import CannotCharge
from pastdue.model.money import Money

AS_OF = date(2026, 4, 1)
WRITTEN, PAY_BY = date(2026, 3, 1), date(2026, 3, 15)
HEAD = "invoice,on,amount\n"


def eur(amount: str) -> Money:
    return Money.parse(f"{amount} EUR")


def book(folder: Path, *rows: dict[str, str], payments: str = "") -> Measured:
    """The rows measured on the day, each an invoice over 100.00 due on 4 February 2026 unless it says otherwise."""
    return taken(folder, *rows, payments=payments and HEAD + payments).book.measured(AS_OF, Calendar("DE"))


def with_money(measured: Measured, *paid: Payment) -> Measured:
    money = tuple(OnAccount("C-1", "Ada Ltd", each) for each in paid)
    return replace(measured, book=replace(measured.book, on_account=money))


def notice(number: str, charged: str, asked: str, total: str = "100.00") -> Issued:
    """The notice of an invoice in the one letter, with the charges it named and what the whole letter asked for."""
    whole = eur(total) + eur(charged)
    return Issued(number, Stage.REMINDER, WRITTEN, PAY_BY, "L1", whole, eur(charged), "C-1", asked=eur(asked))


def history(*notices: Issued) -> History:
    return History({each.invoice: (each,) for each in notices})


class Charges:
    """Charges that are the same on every day, by invoice."""

    def __init__(self, **amounts: str) -> None:
        self._amounts = {number.replace("_", "-"): eur(amount) for number, amount in amounts.items()}

    def __call__(self, overdue: Overdue, *_: object, **__: object) -> Charged:
        amount = self._amounts.get(overdue.invoice.number)
        return Charged((Charge(ChargeKind.FEE, "own", (Segment(amount),), "EUR"),) if amount else ())


class NoCharges:
    """Charges that cannot be worked out."""

    def __call__(self, *_: object, **__: object) -> Charged:
        raise CannotCharge(Why.NO_RATE, "no rate")


def nothing_asked(*_: object) -> bool:
    return False


def account(
    measured: Measured, known: History | None = None, charges: Charges | NoCharges | None = None, collects: bool = False
) -> CustomerAccounts:
    return account_of(measured, known or History(), charges or Charges(), nothing_asked, collects)


def laid(of: CustomerAccounts) -> Mapping[str, list[tuple[str, str]]]:
    return {number: [(one.number, one.amount.plain) for one in own] for number, own in of.laid.items()}


@pytest.mark.parametrize(
    ("credit", "paid"),
    [
        ("150.00", {"INV-3": "100.00", "INV-4": "50.00"}),
        ("250.00", {"INV-3": "100.00", "INV-4": "100.00", "INV-2": "50.00"}),
        ("350.00", {"INV-3": "100.00", "INV-4": "100.00", "INV-2": "100.00", "INV-1": "50.00"}),
    ],
)
def test_credits_go_to_the_oldest_late_invoice_and_to_what_is_held_last(
    tmp_path: Path, credit: str, paid: dict[str, str]
) -> None:
    rows = [{"hold": "yes"}, {"due": "2026-02-10"}, {"due": "2026-02-05"}, {"due": "2026-02-05"}]
    found = laid(account(book(tmp_path, *rows, {"total": f"-{credit}"})))
    assert found == {number: [("INV-5", amount)] for number, amount in paid.items()}


def test_what_one_invoice_of_a_letter_was_overpaid_goes_to_the_others_of_the_letter_first(tmp_path: Path) -> None:
    measured = book(tmp_path, {}, {"due": "2026-02-10"}, {}, payments="INV-1,2026-03-10,200.00\n")
    letter = history(notice("INV-1", "0.00", "200.00"), notice("INV-2", "0.00", "200.00"))
    assert laid(account(measured, letter)) == {"INV-2": [("INV-1", "100.00")]}
    assert laid(account(measured)) == {"INV-3": [("INV-1", "100.00")]}


def test_a_credit_goes_to_what_is_asked_about_last(tmp_path: Path) -> None:
    measured = book(tmp_path, {}, {"due": "2026-02-10"}, {"total": "-100.00"})
    found = account_of(measured, History(), Charges(), lambda overdue, _: overdue.invoice.number == "INV-1")
    assert laid(found) == {"INV-2": [("INV-3", "100.00")]}


@pytest.mark.parametrize(("due", "late"), [("2026-03-31", True), ("2026-04-01", False)])
def test_a_credit_that_names_no_invoice_goes_to_late_ones_alone(tmp_path: Path, due: str, late: bool) -> None:
    found = laid(account(book(tmp_path, {"due": due}, {"total": "-30.00", "issued": "2026-01-06"})))
    assert found == ({"INV-1": [("INV-2", "30.00")]} if late else {})


def test_a_credit_goes_to_the_invoice_it_names_first_late_or_not(tmp_path: Path) -> None:
    """Another credit, though older, does not take its place."""
    credits_ = [{"total": "-150.00", "issued": "2026-01-01"}, {"total": "-50.00", "applies_to": "INV-2"}]
    found = account(book(tmp_path, {}, {"total": "50.00", "due": "2026-04-02"}, *credits_))
    assert laid(found) == {"INV-1": [("INV-3", "100.00")], "INV-2": [("INV-4", "50.00")]}
    assert found.used == {"INV-3": eur("100.00"), "INV-4": eur("50.00")}
    assert found.laid_on("INV-1", "EUR") == eur("100.00") and not found.laid_on("INV-3", "EUR")


def test_credits_are_laid_in_the_order_of_their_days_money_without_a_day_first(tmp_path: Path) -> None:
    days = ("2026-01-03", "2026-01-02", "2026-01-02")
    measured = book(tmp_path, {}, *({"total": "-10.00", "issued": day} for day in days))
    measured = with_money(measured, Payment(eur("5.00"), None, "R-9"), Payment(eur("5.00"), date(2026, 1, 4), "R-1"))
    found = account(measured)
    assert [one.number for one in found.laid["INV-1"]] == ["R-9", "INV-3", "INV-4", "INV-2", "R-1"]
    assert found.used == {f"INV-{n}": eur("10.00") for n in (2, 3, 4)} and found.left == measured.on_account
    whose = Whose("C-1", "EUR")
    assert [one.on for one in found.credits[whose]] == [None, *map(date.fromisoformat, sorted(days)), date(2026, 1, 4)]


@pytest.mark.parametrize(
    ("row", "payments", "on"),
    [
        ({"total": "-30.00", "issued": "2026-01-09"}, "", date(2026, 1, 9)),
        ({"paid": "130.00"}, "", date(2026, 2, 4)),
        ({}, "INV-1,2026-03-10,50.00\nINV-1,2026-03-01,80.00\nINV-1,2026-04-02,1.00\n", date(2026, 3, 10)),
        ({}, "INV-1,2026-04-01,130.00\n", date(2026, 4, 1)),
    ],
)
def test_a_credit_counts_from_its_own_day_or_that_of_the_last_payment(
    tmp_path: Path, row: dict[str, str], payments: str, on: date
) -> None:
    """What was overpaid without a day counts from the due day."""
    (credit,) = account(book(tmp_path, row, payments=payments)).credits[Whose("C-1", "EUR")]
    assert (credit.on, credit.amount) == (on, eur("30.00"))


def test_the_charges_of_a_letter_that_was_met_are_paid_out_of_what_one_of_its_invoices_was_overpaid(
    tmp_path: Path,
) -> None:
    measured = book(tmp_path, {}, {}, payments="INV-1,2026-03-10,220.00\n")
    letter = history(notice("INV-1", "10.00", "220.00"), notice("INV-2", "10.00", "220.00"))
    for charges in (Charges(INV_1="10.00", INV_2="10.00"), NoCharges()):
        found = account(measured, letter, charges)
        assert set(found.met) == {"INV-1", "INV-2"}
        assert laid(found) == {"INV-2": [("INV-1", "110.00")]} and found.for_charges == {"INV-1": 2000}
        assert found.standing(measured).frame["open_minor"].tolist() == [-10000, 10000]


@pytest.mark.parametrize("collects", [True, False])
def test_credits_pay_the_charges_of_paid_invoices_only_where_they_are_collected(tmp_path: Path, collects: bool) -> None:
    paid = book(tmp_path, {}, {"total": "-30.00"}, payments="INV-1,2026-03-20,100.00\n")
    found = account(paid, history(notice("INV-1", "10.00", "110.00")), Charges(INV_1="10.00"), collects)
    assert laid(found) == ({"INV-1": [("INV-2", "10.00")]} if collects else {})
    assert found.for_charges == ({"INV-2": 1000} if collects else {})


def test_money_on_account_that_paid_charges_is_left_no_more(tmp_path: Path) -> None:
    paid = book(tmp_path, {}, payments="INV-1,2026-03-20,100.00\n")
    measured = with_money(paid, Payment(eur("30.00"), date(2026, 3, 21)))
    found = account(measured, history(notice("INV-1", "10.00", "110.00")), Charges(INV_1="10.00"), collects=True)
    assert not found.for_charges and [one.payment.amount for one in found.left] == [eur("20.00")]
    assert [one.payment.amount for one in found.standing(measured).on_account] == [eur("20.00")]
    assert CustomerAccounts(left=measured.on_account).standing(measured) is measured
