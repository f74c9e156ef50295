"""The bounds of what to agree next time: each from both sides of its edge."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pastdue.model import Stage
from pastdue.reports.customers.agreeing import Agree, AgreementRule
from pastdue.reports.customers.record import Paying

PAID = Paying(4, (0, 0, 10, 30), letters=frozenset({"1", "2"}), highest=Stage.SECOND_NOTICE, promises_broken=1)
"""Half of four invoices in time, 10 days late on average, 30 at worst; two letters, the severer a second notice."""
ANY = AgreementRule(next(iter(Agree)))


@pytest.mark.parametrize(
    ("met", "missed"),
    [
        (replace(ANY, highest="second_notice"), replace(ANY, highest="third_notice")),
        (replace(ANY, overdue=False), replace(ANY, overdue=True)),
        (replace(ANY, invoices=4), replace(ANY, invoices=5)),
        (replace(ANY, on_time_below=Decimal("50.1")), replace(ANY, on_time_below=Decimal(50))),
        (replace(ANY, mean_days_late=Decimal(10)), replace(ANY, mean_days_late=Decimal("10.1"))),
        (replace(ANY, worst_days_late=30), replace(ANY, worst_days_late=31)),
        (replace(ANY, letters=2), replace(ANY, letters=3)),
        (replace(ANY, promises_broken=1), replace(ANY, promises_broken=2)),
        (ANY, replace(ANY, letters=2, promises_broken=2)),
    ],
)
def test_a_bound_is_met_at_its_edge_and_missed_beyond_it(met: AgreementRule, missed: AgreementRule) -> None:
    assert met.fits(PAID) and not missed.fits(PAID)


@pytest.mark.parametrize(
    "bound",
    [
        replace(ANY, highest="reminder"), replace(ANY, on_time_below=Decimal(101)),
        replace(ANY, mean_days_late=Decimal(0)), replace(ANY, worst_days_late=0),
    ],
)  # fmt: skip
def test_a_customer_of_whom_nothing_is_known_meets_no_bound_on_how_they_paid(bound: AgreementRule) -> None:
    assert not bound.fits(Paying())
