"""Every statute against the second calculator: random debts, payments and contract days come out to the same cent."""

from __future__ import annotations

import random
import tempfile
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from tests.charges.by_day import CZECH, REGIMES, Debt, some_debt, worked_out
from tests.charges.statute_cases import STATUTES

from pastdue.charges.charged import charged
from pastdue.charges.policy import Policy
from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.policies import load_policy
from pastdue.model import ChargeKind, CustomerKind, Invoice, Overdue, Party, Payment
from pastdue.model.countries import CalendarName
from pastdue.model.money import Money

pytestmark = pytest.mark.slow

CASES = 14


@cache
def policy(name: str) -> Policy:
    if name != "cz-b2b":
        return load_policy(Catalog(), name)
    with tempfile.TemporaryDirectory() as folder:
        rates = Path(folder) / "rates"
        rates.mkdir()
        rows = "".join(f"{day},{float(figure)},made up\n" for day, figure in CZECH)
        (rates / "cz-cnb-repo.csv").write_text(
            f"# checked_until: 2026-09-30\neffective_date,rate_percent,source\n{rows}"
        )
        return load_policy(Catalog(Path(folder)), name)


def money(amount: Fraction, currency: str) -> Money:
    return Money(Decimal(amount.numerator) / Decimal(amount.denominator), currency)


def charged_by_us(name: str, debt: Debt) -> tuple[Decimal, Decimal]:
    """The interest and everything beside it that the policy charges."""
    regime = REGIMES[name]
    party = Party("c", "Customer", kind=CustomerKind(regime.kind))
    paid = tuple(Payment(money(amount, regime.currency), on) for on, amount in debt.payments)
    invoice = Invoice(
        "7", party, min(debt.due, debt.contract), debt.due, money(debt.principal, regime.currency), paid,
        contract_date=debt.contract,
    )  # fmt: skip
    overdue = Overdue(invoice, debt.on, debt.due, (debt.on - debt.due).days, 0, CalendarName("none"))
    done = charged(policy(name), overdue, (), with_new_notice=False).charges
    interest = sum((c.amount.amount for c in done if c.kind is ChargeKind.INTEREST), Decimal(0))
    return interest, sum((c.amount.amount for c in done), Decimal(0)) - interest


def difference(name: str, debt: Debt) -> str:
    """The difference between the two, in words; empty where there is none."""
    ours, theirs = charged_by_us(name, debt), worked_out(REGIMES[name], debt)
    same = tuple(Fraction(amount) for amount in ours) == theirs
    return "" if same else f"{name}: {ours} is not {tuple(float(amount) for amount in theirs)} for {debt}"


def test_every_statute_has_its_second_calculator() -> None:
    assert set(REGIMES) == set(STATUTES)


@pytest.mark.parametrize("name", REGIMES)
def test_random_debts_come_out_to_the_same_cent(name: str) -> None:
    chance = random.Random(f"{name} 2026")
    told = [difference(name, some_debt(REGIMES[name], chance)) for _ in range(CASES)]
    assert not any(told), next(filter(None, told))


def test_the_debts_are_of_every_sort() -> None:
    """Late and in time, paid in part and in full, of old and new contracts: or the comparison would prove little."""
    chance = random.Random("sorts")
    debts = [some_debt(REGIMES["de-b2b"], chance) for _ in range(200)]
    done = [worked_out(REGIMES["de-b2b"], debt) for debt in debts]
    assert any(interest for interest, _ in done) and any(not interest for interest, _ in done)
    assert any(interest and not sum_ for interest, sum_ in done) and any(sum_ for _, sum_ in done)
    assert any(debt.owed(debt.on) <= 0 for debt in debts) and any(len(debt.payments) == 3 for debt in debts)
