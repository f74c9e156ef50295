"""Limits of what a policy charges: grace, minimum, caps, VAT, customer kinds and the check for typing errors."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from pastdue.charges.kinds.flat import Flat
from pastdue.charges.kinds.interest import Interest
from pastdue.charges.kinds.tiered import Band, By, Tiered
from pastdue.charges.policy import GraceMeans, Policy
from pastdue.model import Charge, ChargeKind, CustomerKind, Invoice, Overdue, Party, Payment, Why
from pastdue.model.countries import CalendarName
from pastdue.model.errors import SettingsError
from pastdue.model.errors.left_out import CannotCharge
from pastdue.model.money import Money
from pastdue.model.spans import Span

DUE = date(2026, 3, 2)
EUR = Money.parse


def late(total: str, days: int, business_days: int = 0, paid_after: int | None = None) -> Overdue:
    """An invoice `days` late, wholly paid so many days after the due date if at all."""
    money = EUR(total)
    paid = () if paid_after is None else (Payment(money, DUE + timedelta(paid_after)),)
    invoice = Invoice("7", Party("c", "Customer"), date(2026, 2, 2), DUE, money, paid)
    return Overdue(invoice, DUE + timedelta(days), DUE, days, business_days, CalendarName("PL"))


def flat(amount: str, **keys: object) -> Flat:
    return Flat((EUR(amount),), **keys)  # type: ignore[arg-type]


def policy(*rules: Flat | Interest | Tiered, **terms: object) -> Policy:
    return Policy(name="p", title="p", rules=rules, **terms)  # type: ignore[arg-type]


def shown(charges: tuple[Charge, ...]) -> list[list[str]]:
    return [[f"{s.amount.plain} {s.note}".strip() for s in c.segments] for c in charges]


TEN = Interest(Decimal(10))


def test_a_gate_holds_everything_back_and_then_counts_from_the_due_date() -> None:
    gated = policy(TEN, flat("5 EUR"), grace=Span.parse("10 days"))
    assert gated.charges(late("3650 EUR", 10), ()) == ()
    assert shown(gated.charges(late("3650 EUR", 11), ())) == [["11.00"], ["5.00"]]


def test_free_grace_days_are_never_charged() -> None:
    free = policy(TEN, flat("5 EUR"), grace=Span.parse("10 days"), grace_means=GraceMeans.FREE)
    assert free.charges(late("3650 EUR", 10), ()) == ()
    charges = free.charges(late("3650 EUR", 11), ())
    assert shown(charges) == [["1.00"], ["5.00"]]
    assert charges[0].segments[0].since == DUE + timedelta(10)


def test_free_grace_days_do_not_count_for_a_tier_either() -> None:
    bands = (Band(up_to_days=30, amount=(EUR("10 EUR"),)), Band(amount=(EUR("20 EUR"),)))
    free = policy(Tiered(By.DAYS, bands), grace=Span.parse("10 days"), grace_means=GraceMeans.FREE)
    assert shown(free.charges(late("1000 EUR", 40), ())) == [["10.00"]]
    assert shown(free.charges(late("1000 EUR", 41), ())) == [["20.00"]]


def test_a_gate_in_months_ends_on_the_same_day_of_the_month() -> None:
    gated = policy(flat("5 EUR"), grace=Span.parse("1 month"))
    assert gated.charges(late("1000 EUR", 31), ()) == ()
    assert shown(gated.charges(late("1000 EUR", 32), ())) == [["5.00"]]


def test_a_gate_in_business_days_compares_business_days() -> None:
    gated = policy(flat("5 EUR"), grace=Span.parse("5 business days"))
    assert gated.charges(late("1000 EUR", 8, 5), ()) == ()
    assert shown(gated.charges(late("1000 EUR", 8, 6), ())) == [["5.00"]]


def test_business_days_cannot_be_free_because_no_calendar_is_at_hand() -> None:
    with pytest.raises(SettingsError, match="cannot be free"):
        policy(flat("5 EUR"), grace=Span.parse("5 business days"), grace_means=GraceMeans.FREE)


def test_an_invoice_settled_within_grace_is_not_charged_later_on() -> None:
    gated = policy(flat("5 EUR"), grace=Span.parse("10 days"))
    assert gated.charges(late("1000 EUR", 90, paid_after=10), ()) == ()
    assert shown(gated.charges(late("1000 EUR", 90, paid_after=11), ())) == [["5.00"]]


def test_business_days_of_an_invoice_settled_earlier_are_not_guessed() -> None:
    gated = policy(flat("5 EUR"), grace=Span.parse("5 business days"))
    with pytest.raises(CannotCharge, match="measure it as of 2026-03-12"):
        gated.charges(late("1000 EUR", 90, 60, paid_after=10), ())
    assert shown(gated.charges(late("1000 EUR", 10, 8, paid_after=10), ())) == [["5.00"]]


def test_the_minimum_is_added_to_the_first_charge_as_a_segment_of_its_own() -> None:
    least = policy(TEN, flat("5 EUR"), minimum=(EUR("20 EUR"),))
    assert shown(least.charges(late("3650 EUR", 4), ())) == [["4.00", "11.00 minimum"], ["5.00"]]
    assert shown(least.charges(late("3650 EUR", 15), ())) == [["15.00"], ["5.00"]]


def test_the_minimum_charges_nothing_where_no_rule_does() -> None:
    assert policy(minimum=(EUR("20 EUR"),)).charges(late("3650 EUR", 4), ()) == ()
    assert policy(TEN, minimum=(EUR("20 EUR"),)).charges(late("3650 EUR", 0), ()) == ()


def test_a_cap_is_taken_from_the_last_charge_first() -> None:
    most = policy(TEN, flat("5 EUR"), cap=(EUR("12 EUR"),))
    assert shown(most.charges(late("3650 EUR", 7), ())) == [["7.00"], ["5.00"]]
    assert shown(most.charges(late("3650 EUR", 8), ())) == [["8.00"], ["5.00", "-1.00 cap"]]
    assert shown(most.charges(late("3650 EUR", 14), ())) == [["14.00", "-2.00 cap"]]


def test_a_cap_in_percent_is_of_the_invoice() -> None:
    most = policy(flat("60 EUR"), cap_percent=Decimal(5))
    assert shown(most.charges(late("1200 EUR", 5), ())) == [["60.00"]]
    assert shown(most.charges(late("1199 EUR", 5), ())) == [["60.00", "-0.05 cap"]]


def test_a_cap_as_a_yearly_rate_grows_with_the_days() -> None:
    most = policy(flat("5 EUR"), cap_annual_percent=Decimal(10))
    assert shown(most.charges(late("3650 EUR", 4), ())) == [["5.00", "-1.00 cap"]]
    assert shown(most.charges(late("3650 EUR", 5), ())) == [["5.00"]]


def test_the_lowest_cap_wins_and_a_cap_wins_over_the_minimum() -> None:
    both = policy(flat("30 EUR"), minimum=(EUR("40 EUR"),), cap=(EUR("50 EUR"),), cap_percent=Decimal(2))
    assert shown(both.charges(late("1000 EUR", 5), ())) == [["30.00", "10.00 minimum", "-20.00 cap"]]


def test_a_limit_with_no_amount_in_the_currency_is_refused() -> None:
    for key in ("minimum", "cap"):
        with pytest.raises(CannotCharge, match=f"no {key} in USD"):
            policy(TEN, **{key: (EUR("5 EUR"),)}).charges(late("1000 USD", 5), ())


def test_a_minimum_above_the_cap_is_refused() -> None:
    with pytest.raises(SettingsError, match=r"minimum 20.00 EUR is above cap 10.00 EUR"):
        policy(TEN, minimum=(EUR("20 EUR"),), cap=(EUR("10 EUR"),))


def test_vat_is_a_last_segment_on_what_the_limits_left() -> None:
    taxed = policy(TEN, flat("5 EUR", vat_percent=Decimal(23)), cap=(EUR("12 EUR"),))
    charges = taxed.charges(late("3650 EUR", 8), ())
    assert shown(charges) == [["8.00"], ["5.00", "-1.00 cap", "0.92 vat"]]
    vat = charges[1].segments[-1]
    assert (vat.base, vat.percent) == (EUR("4 EUR"), Decimal(23))


def test_a_policy_refuses_customers_it_does_not_apply_to() -> None:
    business = policy(flat("5 EUR"), applies_to=(CustomerKind.BUSINESS,))
    assert shown(business.charges(late("1000 EUR", 5), ())) == [["5.00"]]
    consumers = policy(flat("5 EUR"), applies_to=(CustomerKind.CONSUMER,))
    with pytest.raises(CannotCharge, match="does not apply to a business") as refusal:
        consumers.charges(late("1000 EUR", 5), ())
    assert refusal.value.why is Why.POLICY_REFUSES
    assert consumers.charges(late("1000 EUR", 0), ()) == ()


def test_charges_above_half_of_the_invoice_need_to_be_allowed() -> None:
    assert shown(policy(flat("5 EUR")).charges(late("10 EUR", 5), ())) == [["5.00"]]
    with pytest.raises(CannotCharge, match="more than 50 % of the invoice") as refusal:
        policy(flat("5 EUR")).charges(late("9.99 EUR", 5), ())
    assert refusal.value.why is Why.CHARGES_TOO_HIGH
    allowed = policy(flat("5 EUR"), allow_high_charges=True)
    assert shown(allowed.charges(late("9.99 EUR", 5), ())) == [["5.00"]]


def test_a_fee_above_the_invoice_is_named_as_such() -> None:
    with pytest.raises(CannotCharge, match=r"a fee of 5\.00 EUR is more than the invoice"):
        policy(flat("5 EUR")).charges(late("4.99 EUR", 5), ())
    with pytest.raises(CannotCharge, match=r"charges of 5\.00 EUR are more than 50 %"):
        policy(flat("5 EUR")).charges(late("5 EUR", 5), ())


def test_a_charge_that_comes_to_nothing_is_left_out() -> None:
    assert policy(TEN).charges(late("0.01 EUR", 5), ()) == ()


def test_a_credit_note_is_never_charged() -> None:
    assert policy(TEN, flat("5 EUR")).charges(late("-100 EUR", 50), ()) == ()


def test_each_charge_names_its_kind_policy_and_law() -> None:
    named = policy(TEN, flat("40 EUR", kind=ChargeKind.COMPENSATION), law="contract, clause 9")
    assert [(c.kind.value, c.policy, c.law) for c in named.charges(late("1000 EUR", 5), ())] == [
        ("interest", "p", "contract, clause 9"),
        ("compensation", "p", "contract, clause 9"),
    ]


def test_there_is_no_daily_amount_once_another_day_would_meet_the_cap() -> None:
    most = policy(TEN, cap=(EUR("12 EUR"),))
    assert most.daily(late("3650 EUR", 11)) == EUR("1 EUR")
    assert most.daily(late("3650 EUR", 12)) is None
    assert most.daily(late("3650 EUR", 13)) is None


def test_there_is_no_daily_amount_while_the_minimum_decides() -> None:
    least = policy(TEN, minimum=(EUR("12 EUR"),))
    assert least.daily(late("3650 EUR", 11)) is None
    assert least.daily(late("3650 EUR", 12)) == EUR("1 EUR")


def test_the_bounds_of_a_band_do_not_hide_the_daily_amount() -> None:
    bounded = Tiered(By.DAYS, (Band(percent=Decimal(1), at_most=(EUR("9 EUR"),)),))
    assert policy(TEN, bounded).daily(late("3650 EUR", 5)) == EUR("1 EUR")


def test_there_is_no_daily_amount_during_grace() -> None:
    assert policy(TEN, grace=Span.parse("10 days")).daily(late("3650 EUR", 10)) is None
    assert policy(TEN, grace=Span.parse("10 days")).daily(late("3650 EUR", 11)) == EUR("1 EUR")
