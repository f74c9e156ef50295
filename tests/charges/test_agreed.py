"""Charges waived or set to an amount, kind by kind, and what a day costs once no further day adds to them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from pastdue.charges.agreed import as_agreed, charged_in_all, less_booked
from pastdue.charges.charged import Charged
from pastdue.model import Charge, ChargeKind, Segment
from pastdue.model.kept import Agreement
from pastdue.model.money import Money

ON = date(2026, 11, 23)


def eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def charge(kind: ChargeKind, amount: str) -> Charge:
    return Charge(kind, "house", (Segment(eur(amount)),), "EUR")


MADE = Charged((charge(ChargeKind.INTEREST, "12.00"), charge(ChargeKind.FEE, "5.00")), daily=eur("0.20"))


def agreed(kind: ChargeKind, amount: Money | None) -> Charged:
    return as_agreed(MADE, [Agreement("A", kind, amount, ON, "kindness")])


@pytest.mark.parametrize(
    ("kind", "amount", "left", "daily"),
    [
        (ChargeKind.INTEREST, None, {"fee": "5.00"}, None),
        (ChargeKind.INTEREST, eur("4.00"), {"interest": "4.00", "fee": "5.00"}, None),
        (ChargeKind.FEE, None, {"interest": "12.00"}, "0.20"),
        (ChargeKind.FEE, eur("8.00"), {"interest": "12.00", "fee": "8.00"}, "0.20"),
        (ChargeKind.COMPENSATION, eur("40.00"), {"interest": "12.00", "fee": "5.00"}, "0.20"),
        (ChargeKind.INTEREST, Money(Decimal(4), "PLN"), {"interest": "12.00", "fee": "5.00"}, "0.20"),
    ],
)
def test_an_agreement_counts_for_its_kind_and_with_interest_agreed_no_day_adds_to_it(
    kind: ChargeKind, amount: Money | None, left: dict[str, str], daily: str | None
) -> None:
    made = agreed(kind, amount)
    assert {one.kind.value: one.amount.plain for one in made.charges} == left
    assert (made.daily.plain if made.daily is not None else None) == daily


def test_what_is_booked_comes_off_the_first_charge_and_then_the_next_and_is_still_charged_in_all() -> None:
    made = less_booked(MADE, eur("13.00"))
    assert [one.amount.plain for one in made.charges] == ["0.00", "4.00"]
    assert [charged_in_all(one).plain for one in made.charges] == ["12.00", "5.00"]
