"""The first day, the changes and the end of each statute: the last day known and the next, published rates, and both
sides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests.charges.statute_cases import STATUTES, amounts, charges, currency_of, late, segments, statute

from pastdue.charges.kinds.statutory_interest import Margin, StatutoryInterest
from pastdue.charges.rates import DayOf, Fixing, NoRate, ReferenceDay, Refix, first_unknown
from pastdue.firm.rows.policies import Given
from pastdue.model import ChargeKind
from pastdue.model.errors import SettingsError
from pastdue.model.errors.left_out import CannotCharge

DAY = timedelta(days=1)
WITH_SERIES = [name for name in STATUTES if name not in ("ch", "cz-b2b")]


def rule_of(name: str) -> StatutoryInterest:
    rule = statute(name).rules[0]
    assert isinstance(rule, StatutoryInterest)
    return rule


def last_known(name: str) -> date:
    """The last day of interest whose rate is known."""
    rule = rule_of(name)
    assert rule.series is not None
    return first_unknown(rule.series.series, rule.fixing()) - DAY


LAST_KNOWN = {
    "uk-b2b": "2026-12-31", "pl-b2b": "2026-12-31", "pl-public-medical": "2026-12-31", "pl-consumer": "2026-10-01",
    "pl-procurement-before-2020": "2026-12-31", "de-b2b": "2026-12-31", "de-consumer": "2026-12-31",
    "fr-b2b": "2026-12-31", "ie-b2b": "2026-12-31", "nl-b2b": "2026-12-31", "es-b2b": "2026-12-31",
    "it-b2b": "2026-12-31", "at-b2b": "2026-12-31", "eu-b2b": "2026-12-31", "us-prompt-payment": "2025-06-30",
    "be-b2b": "2026-12-31", "lu-b2b": "2026-12-31", "fi-b2b": "2026-12-31", "fi-consumer": "2026-12-31",
    "pt-b2b": "2026-12-31", "sk-b2b": "2026-12-31", "sk-b2b-fixed": "2026-10-08", "gr-b2b": "2026-12-31",
    "se-b2b": "2024-06-30", "dk-b2b": "2023-12-31", "no-b2b": "2026-12-31",
}  # fmt: skip


@pytest.mark.parametrize("name", WITH_SERIES)
def test_the_last_day_known_is_charged_and_the_next_one_refused_with_the_row_to_add(name: str) -> None:
    last, rule = last_known(name), rule_of(name)
    assert str(last) == LAST_KNOWN[name]
    assert rule.rates(last - DAY, last, last)
    with pytest.raises(NoRate, match="RATE,SOURCE"):
        rule.rates(last, last + DAY, last)
    policy = statute(name, Given(provisional=True))
    provisional = policy.rules[0]
    assert isinstance(provisional, StatutoryInterest)
    (step,) = provisional.rates(last, last + DAY, last)
    assert step.provisional and not provisional.rates(last - DAY, last, last)[0].provisional


@pytest.mark.parametrize("name", [name for name in WITH_SERIES if name != "us-prompt-payment"])
def test_interest_begins_on_the_first_day_a_statute_s_rates_are_known_and_not_before(name: str) -> None:
    policy = statute(name)
    first, kind = policy.starts_from, policy.applies_to[0]
    assert first is not None
    bare = replace(policy, rules=(policy.rules[0],), due_roll=None, calendar="")
    begun = late(f"1000 {currency_of(name)}", str(first - DAY), str(first + 30 * DAY), kind=kind)
    assert charges(bare, begun)
    with pytest.raises(CannotCharge, match=f"began before {first}"):
        charges(bare, late(f"1000 {currency_of(name)}", str(first - 2 * DAY), str(first + 30 * DAY), kind=kind))


PUBLISHED = [
    # the half-years whose published figure was found, and who quotes it
    ("be-b2b", "2018-07-01", "8.0", "Moniteur belge of 25 July 2018, aquo.be"),
    ("be-b2b", "2020-01-01", "8.0", "phc-expert.be"),
    ("be-b2b", "2021-01-01", "8.0", "phc-expert.be"),
    ("be-b2b", "2024-01-01", "12.5", "medenam.be, leuropeinfo.eu"),
    ("be-b2b", "2024-07-01", "12.5", "leuropeinfo.eu"),
    ("be-b2b", "2025-01-01", "11.5", "leuropeinfo.eu"),
    ("be-b2b", "2025-07-01", "10.5", "embuild.be"),
    ("be-b2b", "2026-01-01", "10.5", "embuild.be"),
    ("fi-b2b", "2014-01-01", "8.5", "Suomen Pankki, notice 29/2013: 0.5"),
    ("fi-b2b", "2023-01-01", "10.5", "finlex 2022/1276: 2.5"),
    ("fi-b2b", "2024-01-01", "12.5", "y-lehti.fi: 4.5"),
    ("fi-b2b", "2024-07-01", "12.5", "notice of 25 June 2024: 4.5"),
    ("fi-b2b", "2025-01-01", "11.5", "quoted notice: 3.5"),
    ("fi-b2b", "2026-01-01", "10.5", "sttinfo.fi: 2.5"),
    ("fi-consumer", "2026-01-01", "9.5", "the same + 7"),
    ("pt-b2b", "2014-07-01", "8.15", "Aviso 8266/2014"),
    ("pt-b2b", "2016-01-01", "8.05", "DGTF, homepagejuridica.net"),
    ("pt-b2b", "2017-01-01", "8.00", "Aviso 2583/2017"),
    ("pt-b2b", "2021-01-01", "8.00", "Aviso 2239/2021"),
    ("dk-b2b", "2013-03-01", "8.20", "forbrug.dk"),
    ("dk-b2b", "2015-07-01", "8.05", "forbrug.dk"),
    ("dk-b2b", "2021-07-01", "7.65", "forbrug.dk"),
    ("dk-b2b", "2022-01-01", "7.55", "forbrug.dk"),
    ("dk-b2b", "2023-01-01", "9.90", "forbrug.dk"),
    ("dk-b2b", "2023-07-01", "11.25", "forbrug.dk"),
    ("se-b2b", "2016-07-01", "7.50", "Riksbank: -0.50"),
    ("se-b2b", "2023-07-01", "11.50", "Riksbank: 3.50"),
    ("se-b2b", "2024-01-01", "12.00", "Riksbank: 4.00"),
    ("no-b2b", "2016-07-01", "8.50", "regulation id2505910"),
    ("no-b2b", "2026-01-01", "12.00", "Finanstilsynet"),
    ("no-b2b", "2026-07-01", "12.25", "Finanstilsynet"),
]


@pytest.mark.parametrize(("name", "first", "percent", "source"), PUBLISHED)
def test_a_published_rate_follows_from_the_row(name: str, first: str, percent: str, source: str) -> None:
    day = date.fromisoformat(first)
    (step,) = rule_of(name).rates(day - DAY, day, day)
    assert step.annual_percent == Decimal(percent), source


@pytest.mark.parametrize(
    ("reference", "percent"),
    [("2.00", "10.0"), ("2.01", "10.5"), ("2.15", "10.5"), ("2.50", "10.5"), ("2.51", "11.0"), ("-0.50", "7.5"),
     ("-0.40", "8.0"), ("0", "8.0")],
)  # fmt: skip
def test_a_rate_is_rounded_up_to_the_half_point_and_one_on_it_stays(reference: str, percent: str) -> None:
    fixing = Fixing(Refix.HALF_YEAR, ReferenceDay.HALF_YEAR_START, Decimal(8), Decimal("0.5"))
    assert fixing.percent(Decimal(reference)) == Decimal(percent)


def test_the_hole_in_norway_is_refused_and_both_its_sides_are_charged() -> None:
    bare = statute("no-b2b").without(ChargeKind.COMPENSATION)
    assert charges(bare, late("1000 NOK", "2024-05-31", "2024-06-30"))
    for provisional in (False, True):
        policy = statute("no-b2b", Given(provisional=provisional)).without(ChargeKind.COMPENSATION)
        for due, on in (("2024-05-31", "2024-07-01"), ("2025-12-30", "2025-12-31")):
            with pytest.raises(NoRate, match="it has no row for that half-year"):
                charges(policy, late("1000 NOK", due, on))
    assert charges(bare, late("1000 NOK", "2025-12-31", "2026-01-02"))


@pytest.mark.parametrize(
    ("due", "kroner"),
    [("2026-06-29", "460.00"), ("2026-06-30", "430.00"), ("2022-06-29", "390.00"), ("2022-06-30", "400.00")],
)
def test_a_sum_that_changes_by_date_is_that_of_the_first_day_of_interest(due: str, kroner: str) -> None:
    on = date.fromisoformat(due) + 2 * DAY
    assert amounts("no-b2b", late("1000 NOK", due, str(on)))[1] == kroner


@pytest.mark.parametrize(
    ("fixed_by", "due", "on"),
    [
        (DayOf.DAY_AFTER, "2026-06-30", "2026-07-01"), (DayOf.DUE, "2026-06-30", "2026-01-01"),
        (DayOf.DAY_AFTER, "2026-06-29", "2026-01-01"), (DayOf.DUE, "2026-06-29", "2026-01-01"),
        (DayOf.DAY_AFTER, "2026-07-01", "2026-07-01"), (DayOf.DUE, "2026-07-01", "2026-07-01"),
    ],
)  # fmt: skip
def test_an_irish_debt_due_on_30_june_is_fixed_by_the_day_after_or_by_a_setting_of_the_row_by_its_due_day(
    fixed_by: DayOf, due: str, on: str
) -> None:
    policy = replace(statute("ie-b2b"), rules=(replace(rule_of("ie-b2b"), fixed_by=fixed_by),))
    (found,) = segments(policy, late("1000 EUR", due, "2026-09-30"))
    assert found.basis is not None and str(found.basis.on) == on


def test_the_slovak_creditor_s_choice_is_the_rate_of_the_first_day_of_delay_for_good() -> None:
    """The ECB moved to 2.65 on 16 September 2026."""
    for due, percent in (("2026-09-14", "11.40"), ("2026-09-15", "11.65")):
        (found,) = segments("sk-b2b-fixed", late("1000 EUR", due, "2027-03-01"))
        assert str(found.percent) == percent


def test_margins_that_make_no_sense_are_refused() -> None:
    with pytest.raises(SettingsError, match="either points or a percent"):
        Margin()
    rule = rule_of("pl-b2b")
    for margins in (rule.margins[::-1], (rule.margins[0], rule.margins[0])):
        with pytest.raises(SettingsError, match="margins must rise"):
            replace(rule, margins=margins)
    with pytest.raises(SettingsError, match='fixed_by = "due" needs refix = "never"'):
        replace(rule, fixed_by=DayOf.DUE)


def test_margins_can_look_at_the_contract_and_at_the_day_of_interest_together() -> None:
    """Old contracts: 5, from 2020 6. New ones, from 2019 on: 7, from 2021 8."""
    eight = Margin(Decimal(8), date(2019, 1, 1), date(2021, 1, 1))
    margins = (
        Margin(Decimal(5)),
        Margin(Decimal(6), days_from=date(2020, 1, 1)),
        Margin(Decimal(7), date(2019, 1, 1)),
        eight,
    )
    rule = replace(rule_of("pl-b2b"), margins=margins)
    found = {
        contract: [
            str(step.basis.margin) for step in rule.rates(date(2019, 11, 30), date(2021, 3, 1), day) if step.basis
        ]
        for contract, day in (("old", date(2018, 12, 31)), ("new", date(2019, 1, 1)))
    }
    assert found == {"old": ["5", "6", "6", "6"], "new": ["7", "7", "7", "8"]}
