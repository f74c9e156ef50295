"""Charges that come back as invoices: which rows of the book they are, and what they take off later letters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.ladder.test_account import book, eur

from pastdue.ladder import booked_in
from pastdue.model import ChargeKind
from pastdue.model.kept import Booked, Booking
from pastdue.model.money import Money

TOLD = date(2026, 3, 1)
ON, DUE = date(2026, 3, 5), date(2026, 3, 15)
FEE = Booking(1, "INV-1/F1", "INV-1", "C-1", "Ada Ltd", "L1", ChargeKind.FEE, eur("40.00"), ON, DUE, "")
ROW = {"invoice": "INV-1/F1", "total": "40.00", "issued": "2026-03-05", "due": "2026-03-15"}


def booked(folder: Path, *rows: dict[str, str], booking: Booking = FEE, payments: str = "") -> Booked:
    return booked_in(book(folder, *rows, payments=payments), [booking], {"L1": TOLD})


@pytest.mark.parametrize(
    ("row", "booking"),
    [
        ({"invoice": "INV-1/F2"}, FEE),
        ({"customer_id": "C-2"}, FEE),
        ({"currency": "USD"}, FEE),
        ({}, replace(FEE, amount=eur("0.00"))),
        ({}, replace(FEE, amount=eur("-40.00"))),
    ],
)
def test_a_row_of_another_number_customer_or_currency_is_no_booked_charge(
    tmp_path: Path, row: dict[str, str], booking: Booking
) -> None:
    """Nor does a charge that was taken back have a row."""
    assert booked(tmp_path, {}, ROW) == Booked({"INV-1/F1": "INV-1"}, frozenset({"INV-1/F1"}), {"INV-1": eur("0.00")})
    assert booked(tmp_path, {}, ROW | row, booking=booking) == Booked()


@pytest.mark.parametrize(
    ("paid_fee", "paid_invoice", "together", "off"),
    [("", "", True, "0.00"), ("15.00", "", True, "15.00"), ("", "99.99", True, "0.00"), ("", "100.00", False, "40.00"),
     ("15.00", "100.00", False, "40.00"), ("", "100.01", False, "40.00")],
)  # fmt: skip
def test_a_booked_charge_is_asked_for_with_its_invoice_while_that_is_open_and_on_its_own_then(
    tmp_path: Path, paid_fee: str, paid_invoice: str, together: bool, off: str
) -> None:
    found = booked(tmp_path, {"paid": paid_invoice}, ROW | {"paid": paid_fee})
    assert found.with_invoice == ({"INV-1/F1"} if together else set())
    assert found.off == {"INV-1": eur(off)}


@pytest.mark.parametrize(
    ("issued", "told", "same"),
    [("2026-03-01", {"L1": TOLD}, True), ("2026-03-02", {"L1": TOLD}, False), ("", {"L1": TOLD}, True),
     ("2026-03-05", {}, True), ("2026-03-06", {}, False)],
)  # fmt: skip
def test_an_invoice_issued_after_the_letter_that_named_the_charge_has_only_its_number(
    tmp_path: Path, issued: str, told: dict[str, date], same: bool
) -> None:
    """Where the letter does not stand any more, after the day of the booking."""
    found = booked_in(book(tmp_path, {"issued": issued}, ROW), [FEE], told)
    assert found.of == {"INV-1/F1": "INV-1"} and (found.off != {}) == same


def test_nothing_of_a_charge_comes_off_an_invoice_that_is_in_another_currency_now(tmp_path: Path) -> None:
    found = booked(tmp_path, {"currency": "USD"}, ROW)
    assert found == Booked({"INV-1/F1": "INV-1"}, frozenset(), {})
    assert booked(tmp_path, ROW).off == {"INV-1": Money.parse("40.00 EUR")}
