"""Statutes held against their laws: both sides of every edge, half-year, contract date and closed day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests.charges.statute_cases import STATUTES, amounts, charges, currency_of, late, segments, settling, statute

from pastdue.charges.charged import charged
from pastdue.charges.kinds.statutory_interest import StatutoryInterest
from pastdue.charges.rates import NoRate
from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.policies import Given, policy_names, statutes_of
from pastdue.letters.saved import segments_from_json, segments_to_json
from pastdue.model import ChargeKind, CustomerKind, Why
from pastdue.model.choices import Settle
from pastdue.model.errors.left_out import CannotCharge
from pastdue.model.money import Money

BUSINESS_ONLY = [name for name in STATUTES if name.endswith("-b2b")]


# --- the rows -------------------------------------------------------------------------------------------------


def test_whatever_names_a_law_says_when_its_text_was_checked() -> None:
    assert tuple(name for name in policy_names(Catalog()) if statute(name).law) == STATUTES


@pytest.mark.parametrize("name", STATUTES)
def test_every_statute_names_its_law_its_article_its_source_and_when_it_was_checked(name: str) -> None:
    policy = statute(name)
    assert policy.law and any(mark in policy.law for mark in ("art", "Art", "§", "s.", "S.I.", "1315", "par."))
    assert policy.source and policy.title and policy.sure and policy.usual_currency
    assert policy.checked in (date(2026, 11, 23), date(2026, 11, 29))
    kind = (policy.applies_to or (CustomerKind.BUSINESS,))[0]
    year = 2025 if name == "us-prompt-payment" else 2023
    if name != "cz-b2b":  # which has no rate to work with
        done = charges(policy, late(f"20000 {currency_of(name)}", f"{year}-02-03", f"{year}-05-02", kind=kind))
        assert done and all(charge.law for charge in done)


RATES = [
    # first half and second half of 2026
    ("uk-b2b", "11.75", "11.75"),
    ("pl-b2b", "14.00", "13.75"),
    ("pl-public-medical", "12.00", "11.75"),
    ("pl-consumer", "9.50", "9.25"),
    ("de-b2b", "10.27", "10.52"),
    ("de-consumer", "6.27", "6.52"),
    ("fr-b2b", "12.15", "12.40"),
    ("ie-b2b", "10.15", "10.40"),
    ("nl-b2b", "10.15", "10.40"),
    ("es-b2b", "10.15", "10.40"),
    ("it-b2b", "10.15", "10.40"),
    ("at-b2b", "10.73", "10.73"),
    ("ch", "5", "5"),
    ("eu-b2b", "10.15", "10.40"),
    ("be-b2b", "10.5", "10.5"),
    ("lu-b2b", "10.15", "10.40"),
    ("fi-b2b", "10.5", "10.5"),
    ("fi-consumer", "9.5", "9.5"),
    ("pt-b2b", "10.15", "10.40"),
    ("sk-b2b", "10.15", "10.40"),
    ("sk-b2b-fixed", "11.15", "11.40"),
    ("gr-b2b", "10.15", "10.40"),
    ("no-b2b", "12.00", "12.25"),
]


@pytest.mark.parametrize(("name", "first", "second"), RATES)
def test_the_rate_on_both_sides_of_the_first_of_july_2026(name: str, first: str, second: str) -> None:
    rule = statute(name).rules[0]
    assert isinstance(rule, StatutoryInterest)
    eve, day = date(2025, 12, 31), date(2026, 6, 30)
    assert str(rule.rates(eve, eve + timedelta(1), eve)[0].annual_percent) == first
    assert str(rule.rates(day, day + timedelta(1), day)[0].annual_percent) == second


@pytest.mark.parametrize("name", ["uk-b2b", "ie-b2b"])
def test_a_rate_fixed_at_the_start_never_changes(name: str) -> None:
    found = segments(name, late(f"1000 {currency_of(name)}", "2025-01-01", "2026-09-01"))
    assert len(found) == 1


@pytest.mark.parametrize(
    ("due", "percent", "on"),
    [
        ("2026-06-29", "11.75", "2025-12-31"),
        ("2024-06-30", "13.25", "2024-06-30"),
        ("2024-12-30", "13.25", "2024-06-30"),
        ("2024-12-31", "12.75", "2024-12-31"),
    ],
)
def test_the_uk_rate_is_that_of_the_half_year_of_the_first_day_of_interest(due: str, percent: str, on: str) -> None:
    (found,) = segments("uk-b2b", late("1000 GBP", due, "2026-09-01"))
    assert found.basis is not None
    assert (str(found.percent), str(found.basis.on), found.basis.series) == (percent, on, "boe-bank-rate")


@pytest.mark.parametrize("name", ["pl-b2b", "de-b2b", "fr-b2b", "nl-b2b", "es-b2b", "it-b2b", "at-b2b", "eu-b2b"])
def test_a_rate_refixed_each_half_year_splits_there_and_says_whose_rate_it_took(name: str) -> None:
    policy, currency = statute(name).without(ChargeKind.COMPENSATION), currency_of(name)
    found = segments(policy, late(f"1000 {currency}", "2026-06-01", "2026-07-31"))
    assert [s.until for s in found] == [date(2026, 6, 30), date(2026, 7, 31)]
    eve = name == "es-b2b"
    assert [s.basis.on for s in found if s.basis] == (
        [date(2025, 12, 31), date(2026, 6, 30)] if eve else [date(2026, 1, 1), date(2026, 7, 1)]
    )
    (whole,) = segments(policy, late(f"1000 {currency}", "2026-06-01", "2026-06-30"))
    assert whole.until == date(2026, 6, 30)


def test_a_change_within_the_half_year_matters_to_polish_consumers_only() -> None:
    """NBP moved to 3.75 on 2026-03-05."""
    assert [str(s.percent) for s in segments("pl-consumer", late("1000 PLN", "2026-02-02", "2026-04-01"))] == [
        "9.50",
        "9.25",
    ]
    assert len(segments("pl-b2b", late("1000 PLN", "2026-01-12", "2026-04-01"))) == 1


def test_a_negative_base_rate_is_added_as_it_is() -> None:
    (found,) = segments("de-b2b", late("1000 EUR", "2020-01-02", "2020-02-03"))
    assert str(found.percent) == "8.12"


# --- contract dates -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "contract", "percent", "compensation"),
    [
        ("de-b2b", "2014-07-28", "11.62", "0"),
        ("de-b2b", "2014-07-29", "12.62", "40"),
        ("at-b2b", "2013-03-15", "11.88", "0"),
        ("at-b2b", "2013-03-16", "13.08", "40"),
        ("it-b2b", "2012-12-31", "11.50", "0"),
        ("it-b2b", "2013-01-01", "12.50", "40"),
    ],
)
def test_a_law_that_changed_looks_at_the_contract(name: str, contract: str, percent: str, compensation: str) -> None:
    overdue = late(f"10000 {currency_of(name)}", "2024-02-01", "2024-03-01", contract=contract)
    assert str(segments(name, overdue)[0].percent) == percent
    assert Decimal(amounts(name, overdue)[1]) == Decimal(compensation)


@pytest.mark.parametrize(
    ("principal", "issued", "due", "on", "interest", "compensation"),
    [
        ("10000 PLN", "2019-12-16", "2020-01-15", "2020-06-30", "526.16", "298.10"),
        ("60000 PLN", "2020-01-15", "2020-02-14", "2020-06-30", "2589.86", "430.10"),
        ("10000 PLN", "2019-11-20", "2019-12-20", "2020-06-30", "602.05", "172.94"),  # 9.50, then 11.50; 40 EUR
        ("10000 PLN", "2018-05-16", "2018-06-15", "2025-12-31", "9753.87", "172.78"),
    ],
)
def test_in_poland_the_day_of_the_interest_decides_and_not_the_contract(
    principal: str, issued: str, due: str, on: str, interest: str, compensation: str
) -> None:
    assert amounts("pl-b2b", late(principal, due, on, contract=issued)) == (interest, compensation)


@pytest.mark.parametrize(
    ("due", "arose", "euros"), [("2019-12-30", "2019-12-31", "40 EUR"), ("2019-12-31", "2020-01-01", "70 EUR")]
)
@pytest.mark.parametrize("name", ["pl-b2b", "pl-public-medical"])
def test_a_polish_compensation_is_that_of_the_day_it_arose(name: str, due: str, arose: str, euros: str) -> None:
    overdue = late("10000 PLN", due, arose, kind=CustomerKind.PUBLIC, contract="2019-01-02")
    (sum_,) = [c.segments[0] for c in charges(name, overdue) if c.kind is ChargeKind.COMPENSATION]
    assert sum_.conversion is not None and sum_.conversion.amount == Money.parse(euros)


def test_the_polish_margin_changes_on_the_first_of_january_2020_from_both_sides() -> None:
    found = segments("pl-b2b", late("36500 PLN", "2019-12-30", "2020-01-01"))
    assert [(str(s.until), str(s.percent), s.amount.plain) for s in found] == [
        ("2019-12-31", "9.50", "9.50"),
        ("2020-01-01", "11.50", "11.50"),
    ]
    medical = segments("pl-public-medical", late("36500 PLN", "2019-12-30", "2020-01-01", kind=CustomerKind.PUBLIC))
    assert [str(s.percent) for s in medical] == ["9.50", "9.50"]


def test_a_contract_from_a_procurement_opened_before_2020_keeps_the_earlier_law_whole() -> None:
    overdue = late("60000 PLN", "2025-03-14", "2025-04-14", contract="2019-06-03")
    kept, new = charges("pl-procurement-before-2020", overdue), charges("pl-b2b", overdue)
    assert [str(c.segments[0].percent) for c in (kept[0], new[0])] == ["13.75", "15.75"]
    sums = [c[-1].segments[0].conversion.amount for c in (kept, new) if c[-1].segments[0].conversion]
    assert sums == [Money.parse("40 EUR"), Money.parse("100 EUR")]


@pytest.mark.parametrize(
    ("due", "on", "expected"),
    [
        ("2014-12-19", "2014-12-23", [("2014-12-22", "13"), ("2014-12-23", "8")]),
        ("2015-12-30", "2016-01-01", [("2015-12-31", "8"), ("2016-01-01", "7.00")]),
        ("2008-12-15", "2008-12-17", [("2008-12-17", "13")]),
    ],
)
def test_the_polish_rate_before_2016_is_one_of_its_own(due: str, on: str, expected: list[tuple[str, str]]) -> None:
    overdue = late("1000 PLN", due, on, kind=CustomerKind.CONSUMER)
    assert [(str(s.until), str(s.percent)) for s in segments("pl-consumer", overdue)] == expected
    with pytest.raises(CannotCharge, match="began before 2008-12-15"):
        charges("pl-consumer", late("1000 PLN", "2008-12-12", "2008-12-17", kind=CustomerKind.CONSUMER))


# --- compensation ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "debt", "sum_"),
    [
        ("uk-b2b", "999.99", "40.00"), ("uk-b2b", "1000.00", "70.00"),
        ("uk-b2b", "9999.99", "70.00"), ("uk-b2b", "10000.00", "100.00"),
        ("ie-b2b", "1000.00", "40.00"), ("ie-b2b", "1000.01", "70.00"),
        ("ie-b2b", "10000.00", "70.00"), ("ie-b2b", "10000.01", "100.00"),
        ("fr-b2b", "1.00", "40.00"), ("es-b2b", "90000.00", "40.00"), ("it-b2b", "60.00", "40.00"),
        ("at-b2b", "60.00", "40.00"), ("de-b2b", "60.00", "40.00"), ("eu-b2b", "60.00", "40.00"),
        ("nl-b2b", "266.66", "40.00"), ("nl-b2b", "266.70", "40.01"), ("nl-b2b", "2500.00", "375.00"),
        ("nl-b2b", "2500.10", "375.01"), ("nl-b2b", "5000.00", "625.00"), ("nl-b2b", "10000.00", "875.00"),
        ("nl-b2b", "200000.00", "2775.00"), ("nl-b2b", "1000000.00", "6775.00"), ("nl-b2b", "2000000.00", "6775.00"),
        ("ch", "1000.00", "0"), ("pl-consumer", "1000.00", "0"), ("no-b2b", "60.00", "460.00"),
        ("be-b2b", "60.00", "40.00"), ("lu-b2b", "60.00", "40.00"), ("fi-b2b", "60.00", "40.00"),
        ("pt-b2b", "60.00", "40.00"), ("sk-b2b", "60.00", "40.00"), ("gr-b2b", "60.00", "40.00"),
    ],
)  # fmt: skip
def test_the_compensation_on_both_sides_of_each_edge(name: str, debt: str, sum_: str) -> None:
    assert amounts(name, late(f"{debt} {currency_of(name)}", "2026-03-02", "2026-03-04"))[1] == sum_


def test_compensation_begins_with_interest_and_stays_when_the_debt_is_paid_late() -> None:
    assert charges("uk-b2b", late("500 GBP", "2026-03-02", "2026-03-02")) == ()
    assert amounts("uk-b2b", late("500 GBP", "2026-03-02", "2026-03-03")) == ("0.16", "40.00")
    paid_late = late("500 GBP", "2026-03-02", "2026-09-01", ("2026-03-03", "500"))
    assert amounts("uk-b2b", paid_late) == ("0.16", "40.00")
    assert statute("uk-b2b").daily(paid_late) is None
    paid_on_time = late("500 GBP", "2026-03-02", "2026-09-01", ("2026-03-02", "500"))
    assert charges("uk-b2b", paid_on_time) == ()


def test_what_was_paid_before_the_due_date_counts_for_the_tier_and_what_was_paid_later_does_not() -> None:
    assert amounts("uk-b2b", late("1000 GBP", "2026-03-02", "2026-04-01", ("2026-03-02", "1")))[1] == "40.00"
    assert amounts("uk-b2b", late("1000 GBP", "2026-03-02", "2026-04-01", ("2026-03-03", "1")))[1] == "70.00"


@pytest.mark.parametrize(
    ("due", "rate_day"),
    [
        ("2025-03-03", "2025-02-28"),
        ("2025-03-31", "2025-02-28"),
        ("2025-04-01", "2025-03-31"),
        ("2025-05-30", "2025-04-30"),
        ("2025-05-31", "2025-05-30"),  # a Saturday: due on Monday 2 June
    ],
)
def test_the_euro_is_that_of_the_last_working_day_before_the_month_of_the_effective_due_day(
    due: str, rate_day: str
) -> None:
    found = charges("pl-b2b", late("1000 PLN", due, "2025-08-01"))[-1].segments[0].conversion
    assert found is not None
    assert str(found.on) == rate_day


def test_a_missing_euro_names_the_row_to_add_and_is_no_missing_interest() -> None:
    done = charged(statute("pl-b2b"), late("1000 PLN", "2026-02-02", "2026-03-02"), ())
    assert [charge.kind for charge in done.charges] == [ChargeKind.INTEREST]
    (remark,) = done.remarks
    assert "2026-01-30,VALUE,SOURCE" in str(remark.remedy) and "2026-01-30" in str(remark.text)


def test_the_ledger_keeps_what_a_segment_rests_on() -> None:
    for charge in charges("pl-b2b", late("20000 PLN", "2025-03-03", "2025-08-01")):
        assert segments_from_json(segments_to_json(charge.segments)) == charge.segments


# --- due days -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "due", "moved"),
    [
        ("pl-b2b", "2016-04-02", "2016-04-02"),  # a Saturday, before 2017
        ("pl-b2b", "2017-04-01", "2017-04-03"),  # a Saturday, since 2017
        ("pl-b2b", "2016-04-03", "2016-04-04"),  # a Sunday
        ("pl-b2b", "2026-11-11", "2026-11-12"),  # a holiday
        ("pl-b2b", "2024-12-24", "2024-12-24"),  # no holiday yet
        ("pl-b2b", "2025-12-24", "2025-12-29"),  # a holiday since 2025, then Christmas and a weekend
        ("pl-consumer", "2016-12-31", "2016-12-31"),  # the last free Saturday that was none
        ("de-b2b", "2026-01-31", "2026-02-02"),
        ("uk-b2b", "2026-01-31", "2026-01-31"),
        ("us-prompt-payment", "2025-06-19", "2025-06-20"),  # Juneteenth
        ("us-prompt-payment", "2025-06-21", "2025-06-23"),
        ("us-prompt-payment", "2025-06-20", "2025-06-20"),
    ],
)
def test_a_law_moves_a_due_day_whatever_the_firm_s_setting(name: str, due: str, moved: str) -> None:
    overdue = late(f"1000 {currency_of(name)}", due, "2026-12-01", kind=CustomerKind.PUBLIC)
    assert str(statute(name).effective_due(overdue)) == moved


@pytest.mark.parametrize(("due", "law"), [("2026-01-31", "§ 193 BGB"), ("2026-02-02", "")])
def test_a_charge_names_the_article_that_moved_its_due_day_and_only_then(due: str, law: str) -> None:
    found = charges("de-b2b", late("1000 EUR", due, "2026-03-31"))
    assert {charge.due_law for charge in found} == {law}
    assert {charge.citation for charge in found} == {"§§ 247, 288 Abs. 2 und 5 BGB"}


@pytest.mark.parametrize(("land", "moved"), [("BY", "2026-01-07"), ("HH", "2026-01-06"), ("", "2026-01-06")])
def test_epiphany_is_a_holiday_in_bavaria_and_none_in_hamburg(land: str, moved: str) -> None:
    policy = statute("de-b2b", Given(place=("DE", land)))
    overdue = late("1000 EUR", "2026-01-06", "2026-02-02")
    assert str(policy.effective_due(overdue)) == moved
    assert str(charges(policy, overdue)[0].due) == moved


def test_the_land_of_a_firm_elsewhere_is_no_land() -> None:
    assert statute("de-b2b", Given(place=("AT", "1"))).subdivision == ""


@pytest.mark.parametrize("name", ["fr-b2b", "nl-b2b", "ch"])
def test_where_the_law_says_nothing_the_firm_s_setting_holds(name: str) -> None:
    overdue = late(f"1000 {currency_of(name)}", "2026-01-31", "2026-02-28")
    assert statute(name).effective_due(overdue) == overdue.effective_due


def test_paying_on_the_day_the_due_date_moved_to_is_on_time() -> None:
    principal = settling("pl-b2b", Settle.PRINCIPAL_FIRST)
    assert charges("pl-b2b", late("1000 PLN", "2025-05-31", "2025-08-01", ("2025-06-02", "1000"))) == ()
    assert amounts(principal, late("1000 PLN", "2025-05-31", "2025-08-01", ("2025-06-03", "1000")))[0] == "0.43"


# --- who may use it -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BUSINESS_ONLY)
def test_a_consumer_never_owes_business_interest(name: str) -> None:
    with pytest.raises(CannotCharge) as refused:
        charges(name, late(f"1000 {currency_of(name)}", "2026-03-02", "2026-03-04", kind=CustomerKind.CONSUMER))
    assert refused.value.why is Why.POLICY_REFUSES


@pytest.mark.parametrize("name", [name for name in STATUTES if name not in ("us-prompt-payment", "cz-b2b")])
def test_interest_is_owed_in_any_currency_and_a_fixed_sum_in_its_own_alone(name: str) -> None:
    """Texts bind interest to the debt, not to a currency; 40 EUR are no 40 of anything else."""
    kind, due, on = statute(name).applies_to[:1] or (CustomerKind.BUSINESS,), "2023-03-03", "2023-05-03"
    overdue = late("10000 JPY", due, on, kind=kind[0])
    own = late(f"10000 {currency_of(name)}", due, on, kind=kind[0])
    done = charged(statute(name), overdue, ())
    (interest,) = done.charges
    assert interest.kind is ChargeKind.INTEREST
    assert [s.percent for s in interest.segments] == [s.percent for s in segments(name, own)]
    gives = any(rule.kind is ChargeKind.COMPENSATION for rule in statute(name).rules)
    gives = gives and kind[0] is not CustomerKind.CONSUMER
    assert [str(remark.text) for remark in done.remarks] == (
        [f"no compensation in JPY: {name} names its sum in another currency"] if gives else []
    )


def test_prompt_payment_serves_dollars_alone() -> None:
    with pytest.raises(CannotCharge, match="has no table in JPY"):
        charges("us-prompt-payment", late("1000 JPY", "2025-03-03", "2025-05-05", kind=CustomerKind.PUBLIC))


def test_the_forty_euros_of_a_german_claim_look_at_the_debtor_alone() -> None:
    for kind, sum_ in ((CustomerKind.CONSUMER, "0"), (CustomerKind.BUSINESS, "40.00"), (CustomerKind.PUBLIC, "40.00")):
        overdue = late("1000 EUR", "2026-03-02", "2026-04-01", kind=kind)
        assert amounts("de-consumer", overdue)[1] == sum_
        assert str(segments("de-consumer", overdue)[0].percent) == "6.27"


def test_interest_that_began_before_the_rates_are_known_is_refused() -> None:
    with pytest.raises(CannotCharge, match="began before 2003-01-01"):
        charges("uk-b2b", late("1000 GBP", "2002-12-30", "2003-03-01"))
    assert charges("uk-b2b", late("1000 GBP", "2002-12-31", "2003-03-01"))


def test_each_country_s_creditors_have_their_statute_by_the_kind_of_customer() -> None:
    trade = dict.fromkeys((CustomerKind.BUSINESS, CustomerKind.SOLE_TRADER, CustomerKind.PUBLIC))
    for country in ("GB", "PL", "DE", "FR", "IE", "NL", "ES", "IT", "AT", "BE", "LU", "FI", "PT", "SK"):
        name = "uk-b2b" if country == "GB" else f"{country.lower()}-b2b"
        consumers = {CustomerKind.CONSUMER: f"{country.lower()}-consumer"} if country in ("PL", "DE", "FI") else {}
        assert statutes_of(Catalog(), country) == dict.fromkeys(trade, name) | consumers
    for country in ("US", "CH", "GR", "CZ", "SE", "DK", "NO"):
        assert statutes_of(Catalog(), country) == {}


# --- rates nobody knows ---------------------------------------------------------------------------------------


def test_a_day_past_the_last_known_rate_is_refused_with_the_row_to_add() -> None:
    with pytest.raises(NoRate) as refused:
        charges("uk-b2b", late("1000 GBP", "2026-12-31", "2027-02-01"))
    assert refused.value.why is Why.NO_RATE and Why.NO_RATE.needs_attention
    assert "boe-bank-rate" in str(refused.value) and "2026-12-31,RATE,SOURCE" in str(refused.value)
    assert charges("uk-b2b", late("1000 GBP", "2026-12-30", "2027-02-01"))


def test_provisional_takes_the_last_rate_and_marks_the_segments_that_need_it() -> None:
    policy = statute("de-b2b", Given(provisional=True))
    found = segments(policy, late("1000 EUR", "2026-12-01", "2027-02-01"))
    assert [(s.until, s.provisional) for s in found] == [(date(2026, 12, 31), False), (date(2027, 2, 1), True)]


@pytest.mark.parametrize("provisional", [False, True])
def test_a_hole_between_prompt_payment_rates_is_never_filled(provisional: bool) -> None:
    policy = statute("us-prompt-payment", Given(provisional=provisional))
    with pytest.raises(NoRate):
        charges(policy, late("1000 USD", "2024-01-04", "2024-03-04", kind=CustomerKind.PUBLIC))
    assert charges(policy, late("1000 USD", "2025-06-26", "2025-09-04", kind=CustomerKind.PUBLIC))


# --- the Prompt Payment Act and the Netherlands ---------------------------------------------------------------


def test_prompt_payment_interest_stops_after_a_year_and_below_a_dollar_is_not_owed() -> None:
    public = CustomerKind.PUBLIC
    year = charges("us-prompt-payment", late("1000 USD", "2024-08-01", "2025-08-01", kind=public))
    assert (
        charges("us-prompt-payment", late("1000 USD", "2024-08-01", "2026-02-01", kind=public))[0].amount
        == year[0].amount
    )
    assert year[0].segments[-1].until == date(2025, 8, 1)
    ended = late("1000 USD", "2024-08-01", "2025-08-01", kind=public)
    assert statute("us-prompt-payment").daily(ended) is None
    assert statute("us-prompt-payment").daily(late("1000 USD", "2024-08-01", "2025-07-31", kind=public)) is not None
    # 4.625 % of 100 USD: 77 days come to 0.9924, 78 to 1.0054, each rounded once
    assert charges("us-prompt-payment", late("100 USD", "2025-01-06", "2025-03-24", kind=public)) == ()
    assert amounts("us-prompt-payment", late("100 USD", "2025-01-06", "2025-03-25", kind=public))[0] == "1.01"


def test_prompt_payment_rounds_once_and_its_lines_add_up_to_it() -> None:
    """5 CFR 1315.17 yields one figure: 100,000.00 for 31 days at 4.625 % is 398.3134, not 398.32."""
    overdue = late("100000 USD", "2025-01-15", "2025-02-15", kind=CustomerKind.PUBLIC)
    (interest,) = charges("us-prompt-payment", overdue)
    assert interest.amount == Money.parse("398.31 USD") and interest.rounded_once
    assert [(s.base.plain, s.amount.plain) for s in interest.segments if s.base] == [
        ("100000.00", "385.42"), ("100385.42", "12.89"),
    ]  # fmt: skip


def test_dutch_interest_joins_the_base_after_each_year() -> None:
    found = segments("nl-b2b", late("1000 EUR", "2019-03-01", "2020-03-02"))
    assert [(s.until, s.base.plain) for s in found if s.base] == [
        (date(2019, 6, 30), "1000.00"), (date(2019, 12, 31), "1000.00"), (date(2020, 3, 1), "1000.00"),
        (date(2020, 3, 2), "1080.22"),
    ]  # fmt: skip


# --- what a payment settles -----------------------------------------------------------------------------------

TWO = (("2026-03-12", "300"), ("2026-03-22", "4000"))


def test_principal_first_leaves_costs_and_interest_for_the_end() -> None:
    found = segments("uk-b2b", late("9000 GBP", "2026-03-02", "2026-04-01", *TWO))
    assert [s.base.plain for s in found if s.base] == ["9000.00", "8700.00", "4700.00"]


def test_interest_first_takes_the_interest_accrued_by_each_payment() -> None:
    """28.97 by the 12th, then 28.10 on 8,728.97 by the 22nd."""
    found = segments(settling("uk-b2b", Settle.INTEREST_FIRST), late("9000 GBP", "2026-03-02", "2026-04-01", *TWO))
    assert [(s.base.plain, s.amount.plain) for s in found if s.base] == [
        ("9000.00", "28.97"), ("8728.97", "28.10"), ("4757.07", "15.31"),
    ]  # fmt: skip


def test_costs_first_take_the_compensation_once_then_interest_then_principal() -> None:
    """Of 300: 70 compensation, 28.97 interest, 201.03 principal. Of 4,000: 28.33 interest, the rest principal."""
    found = segments(settling("uk-b2b", Settle.COSTS_FIRST), late("9000 GBP", "2026-03-02", "2026-04-01", *TWO))
    assert [(s.base.plain, s.amount.plain) for s in found if s.base] == [
        ("9000.00", "28.97"), ("8798.97", "28.33"), ("4827.30", "15.54"),
    ]  # fmt: skip


def test_a_payment_that_does_not_cover_the_costs_leaves_the_rest_of_them_to_the_next() -> None:
    paid = (("2026-03-12", "50"), ("2026-03-22", "50"))
    found = segments(settling("uk-b2b", Settle.COSTS_FIRST), late("9000 GBP", "2026-03-02", "2026-04-01", *paid))
    assert [s.base.plain for s in found if s.base] == ["9000.00", "9000.00", "9000.00"]


def test_after_costs_and_interest_the_sum_of_the_invoice_leaves_principal_that_bears_interest() -> None:
    overdue = late("9000 GBP", "2026-03-02", "2026-04-01", ("2026-03-12", "9000"))
    found = segments(settling("uk-b2b", Settle.COSTS_FIRST), overdue)
    assert [(s.base.plain, s.days) for s in found if s.base] == [("9000.00", 10), ("98.97", 20)]
    assert len(segments("uk-b2b", overdue)) == 1
    covered = late("9000 GBP", "2026-03-02", "2026-04-01", ("2026-03-12", "9098.97"))
    assert len(segments(settling("uk-b2b", Settle.COSTS_FIRST), covered)) == 1


def test_the_daily_amount_is_the_interest_of_the_next_day_at_its_own_rate() -> None:
    before = statute("de-b2b").daily(late("36500 EUR", "2026-06-01", "2026-06-30"))
    assert before is not None and before.amount == Decimal("10.52")
    unknown = statute("de-b2b").daily(late("36500 EUR", "2026-06-01", "2026-12-31"))
    assert unknown is not None and unknown.rounded() == Money.parse("10.52 EUR")


def test_a_payment_on_the_first_day_late_meets_the_compensation_that_arose_that_day() -> None:
    """Of 300 on 3 March: 70 compensation, 2.90 interest, 227.10 principal."""
    overdue = late("9000 GBP", "2026-03-02", "2026-04-01", ("2026-03-03", "300"))
    found = segments(settling("uk-b2b", Settle.COSTS_FIRST), overdue)
    assert [s.base.plain for s in found if s.base] == ["9000.00", "8772.90"]


def test_dutch_collection_costs_stay_those_of_the_debt_that_became_late() -> None:
    paid_late = late("2500 EUR", "2026-03-02", "2026-04-01", ("2026-03-10", "2000"))
    assert amounts("nl-b2b", paid_late)[1] == "375.00"
    paid_before = late("2500 EUR", "2026-03-02", "2026-04-01", ("2026-03-02", "2000"))
    assert amounts("nl-b2b", paid_before)[1] == "75.00"
