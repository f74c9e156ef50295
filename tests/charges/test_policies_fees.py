"""Flat, percentage and tiered fees, on both sides of each edge."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from pastdue.charges.kinds.flat import Each, Flat
from pastdue.charges.kinds.percent import Percent, TakenOf
from pastdue.charges.kinds.tiered import Band, By, Mode, Tiered
from pastdue.charges.policy import Policy
from pastdue.model import Invoice, Issued, Overdue, Party, Payment, Stage, Why
from pastdue.model.countries import CalendarName
from pastdue.model.errors import SettingsError
from pastdue.model.errors.left_out import CannotCharge
from pastdue.model.money import Money

DUE = date(2026, 3, 2)


def late(total: str, days: int, *paid: tuple[str, int | None]) -> Overdue:
    """An invoice `days` after its due date; payments as (amount, days after the due date)."""
    money = Money.parse(total)
    payments = tuple(
        Payment(Money.parse(f"{amount} {money.currency}"), None if on is None else DUE + timedelta(on))
        for amount, on in paid
    )
    invoice = Invoice("7", Party("c", "Customer"), date(2026, 2, 2), DUE, money, payments)
    return Overdue(invoice, DUE + timedelta(days), DUE, days, days * 5 // 7, CalendarName("PL"))


def notices(*days: int) -> tuple[Issued, ...]:
    """Notices issued so many days after the due date."""
    return tuple(
        Issued("7", Stage.REMINDER, DUE + timedelta(n), DUE + timedelta(n + 10), "L1", Money.parse("1 EUR"))
        for n in days
    )


def amounts(*texts: str) -> tuple[Money, ...]:
    return tuple(Money.parse(text) for text in texts)


def charged(rule: Flat | Percent | Tiered, overdue: Overdue, *issued: int) -> str:
    """The sum of the rule's charge as text, sanity checks off."""
    policy = Policy(name="p", title="p", rules=(rule,), allow_high_charges=True)
    return " ".join(str(c.amount) for c in policy.charges(overdue, notices(*issued)))


FORTY = Flat(amounts("40 EUR", "25 USD", "6000 JPY"))


def test_a_flat_fee_is_charged_once_from_the_first_day_late() -> None:
    assert charged(FORTY, late("1000 EUR", 0)) == ""
    assert charged(FORTY, late("1000 EUR", 1)) == "40.00 EUR"
    assert charged(FORTY, late("1000 EUR", 200), 30, 60, 90) == "40.00 EUR"


def test_a_flat_fee_is_in_the_currency_of_the_invoice() -> None:
    assert charged(FORTY, late("1000 USD", 9)) == "25.00 USD"
    assert charged(FORTY, late("90000 JPY", 9)) == "6000 JPY"


def test_a_currency_without_an_amount_is_refused_and_never_zero() -> None:
    with pytest.raises(CannotCharge, match="no amount in PLN") as refusal:
        charged(FORTY, late("1000 PLN", 9))
    assert refusal.value.why is Why.POLICY_REFUSES
    assert 'amount = ["10 PLN"]' in refusal.value.remedy


def test_an_invoice_that_is_not_late_is_never_refused() -> None:
    assert charged(FORTY, late("1000 PLN", 0)) == ""


def test_a_fee_for_each_notice_counts_the_one_being_written() -> None:
    rule = Flat(amounts("5 EUR"), Each.NOTICE)
    assert charged(rule, late("1000 EUR", 30)) == "5.00 EUR"
    assert charged(rule, late("1000 EUR", 60), 30) == "10.00 EUR"


def test_a_fee_for_each_notice_is_a_segment_for_each() -> None:
    policy = Policy(name="p", title="p", rules=(Flat(amounts("5 EUR"), Each.NOTICE),))
    (charge,) = policy.charges(late("1000 EUR", 60), notices(30))
    assert [str(s.amount) for s in charge.segments] == ["5.00 EUR", "5.00 EUR"]


def test_on_a_day_without_a_notice_only_issued_ones_are_counted() -> None:
    policy = Policy(name="p", title="p", rules=(Flat(amounts("5 EUR"), Each.NOTICE),))
    assert policy.charges(late("1000 EUR", 60), (), with_new_notice=False) == ()
    (charge,) = policy.charges(late("1000 EUR", 60), notices(30), with_new_notice=False)
    assert charge.amount == Money.parse("5 EUR")


def test_a_notice_issued_after_the_day_is_not_counted() -> None:
    assert charged(Flat(amounts("5 EUR"), Each.NOTICE), late("1000 EUR", 60), 60, 61) == "10.00 EUR"


def test_a_percentage_of_the_original_ignores_payments_and_one_of_the_open_amount_does_not() -> None:
    overdue = late("1000 EUR", 20, ("400", 5))
    assert charged(Percent(Decimal(5)), overdue) == "50.00 EUR"
    assert charged(Percent(Decimal(5), TakenOf.OPEN), overdue) == "30.00 EUR"


def test_a_percentage_is_rounded_half_up_to_the_unit() -> None:
    assert charged(Percent(Decimal(5)), late("10.10 EUR", 1)) == "0.51 EUR"
    assert charged(Percent(Decimal(5)), late("10.09 EUR", 1)) == "0.50 EUR"
    assert charged(Percent(Decimal(5)), late("1010 JPY", 1)) == "51 JPY"


def test_a_percentage_is_never_taken_of_earlier_charges() -> None:
    rules = (Flat(amounts("40 EUR")), Percent(Decimal(5)))
    policy = Policy(name="p", title="p", rules=rules)
    assert [str(c.amount) for c in policy.charges(late("1000 EUR", 90), ())] == ["40.00 EUR", "50.00 EUR"]


def test_a_fee_remains_when_the_invoice_was_paid_late_and_does_not_arise_when_paid_in_time() -> None:
    assert charged(FORTY, late("1000 EUR", 50, ("1000", 1))) == "40.00 EUR"
    assert charged(FORTY, late("1000 EUR", 50, ("1000", 0))) == ""
    assert charged(FORTY, late("1000 EUR", 50, ("1000", None))) == ""
    assert charged(Percent(Decimal(5), TakenOf.OPEN), late("1000 EUR", 50, ("1000", 1))) == ""


BY_AMOUNT = (
    Band(up_to=amounts("100 EUR"), amount=amounts("10 EUR")),
    Band(up_to=amounts("1000 EUR"), percent=Decimal(5)),
    Band(percent=Decimal(2), at_most=amounts("70 EUR")),
)


@pytest.mark.parametrize(
    ("total", "fee"),
    [("100", "10"), ("100.20", "5.01"), ("1000", "50"), ("1001", "20.02"), ("3500", "70"), ("3501", "70")],
)
def test_the_highest_tier_is_charged_on_the_whole_and_an_edge_is_in_the_lower_band(total: str, fee: str) -> None:
    assert charged(Tiered(By.AMOUNT, BY_AMOUNT), late(f"{total} EUR", 5)) == f"{Decimal(fee):.2f} EUR"


@pytest.mark.parametrize(
    ("total", "fee"),
    [("50", "10"), ("100", "10"), ("100.20", "10.01"), ("1000", "55"), ("2000", "75"), ("9000", "125")],
)
def test_each_band_is_charged_on_its_own_part(total: str, fee: str) -> None:
    rule = Tiered(By.AMOUNT, BY_AMOUNT, Mode.EACH_BAND)
    assert charged(rule, late(f"{total} EUR", 5)) == f"{Decimal(fee):.2f} EUR"


def test_tiers_by_amount_look_at_what_is_open_now() -> None:
    assert charged(Tiered(By.AMOUNT, BY_AMOUNT), late("1100 EUR", 9, ("1000", 8))) == "10.00 EUR"


def test_the_dutch_scale_of_collection_costs_is_a_tier_for_each_band() -> None:
    """Besluit BIK: 15 % to 2,500, 10 % to 5,000, 5 % to 10,000, 1 % to 200,000, 0.5 % above; 40 to 6,775."""
    edges = [("2500 EUR", "15"), ("5000 EUR", "10"), ("10000 EUR", "5"), ("200000 EUR", "1")]
    bands = tuple(Band(up_to=amounts(edge), percent=Decimal(percent)) for edge, percent in edges)
    rule = Tiered(By.AMOUNT, (*bands, Band(percent=Decimal("0.5"))), Mode.EACH_BAND)
    policy = Policy(
        name="bik", title="BIK", rules=(rule,), minimum=amounts("40 EUR"), cap=amounts("6775 EUR"),
        allow_high_charges=True,
    )  # fmt: skip
    costs = {
        total: str(policy.charges(late(f"{total} EUR", 30), ())[0].amount)
        for total in (100, 2500, 10000, 1_000_000, 2_000_000)
    }
    assert costs == {
        100: "40.00 EUR", 2500: "375.00 EUR", 10000: "875.00 EUR", 1_000_000: "6775.00 EUR", 2_000_000: "6775.00 EUR"
    }  # fmt: skip


BY_DAYS = (
    Band(up_to_days=30, amount=amounts("10 EUR")),
    Band(up_to_days=60, amount=amounts("25 EUR")),
    Band(percent=Decimal(3), at_least=amounts("40 EUR")),
)


@pytest.mark.parametrize(
    ("days", "highest", "each"),
    [(1, "10", "10"), (30, "10", "10"), (31, "25", "35"), (60, "25", "35"), (61, "40", "75")],
)
def test_tiers_by_days_change_on_the_day_after_their_edge(days: int, highest: str, each: str) -> None:
    assert charged(Tiered(By.DAYS, BY_DAYS), late("1000 EUR", days)) == f"{highest}.00 EUR"
    assert charged(Tiered(By.DAYS, BY_DAYS, Mode.EACH_BAND), late("1000 EUR", days)) == f"{each}.00 EUR"


def test_a_band_s_bounds_are_segments_of_their_own() -> None:
    policy = Policy(name="p", title="p", rules=(Tiered(By.DAYS, BY_DAYS),))
    (charge,) = policy.charges(late("1000 EUR", 61), ())
    assert [(s.amount.plain, s.note) for s in charge.segments] == [("30.00", ""), ("10.00", "minimum")]


@pytest.mark.parametrize(
    ("bands", "says"),
    [
        ((), "bands is empty"),
        ((BY_DAYS[0],), "last band must have no upper edge"),
        ((BY_DAYS[1], BY_DAYS[0], BY_DAYS[2]), "must rise"),
        ((BY_DAYS[0], BY_DAYS[0], BY_DAYS[2]), "must rise"),
        ((BY_AMOUNT[0], BY_DAYS[2]), "needs up_to_days"),
        ((BY_DAYS[2], BY_DAYS[2]), "needs up_to_days"),
    ],
)
def test_bands_that_leave_a_doubt_are_refused(bands: tuple[Band, ...], says: str) -> None:
    with pytest.raises(SettingsError, match=says):
        Tiered(By.DAYS, bands)


def test_bands_by_amount_need_edges_in_the_same_currencies() -> None:
    second = Band(up_to=amounts("1000 USD"), percent=Decimal(1))
    with pytest.raises(SettingsError, match="same currencies"):
        Tiered(By.AMOUNT, (BY_AMOUNT[0], second, BY_AMOUNT[2]))


def test_a_band_costs_an_amount_or_a_percentage_but_not_both() -> None:
    with pytest.raises(SettingsError, match="either an amount or a percent"):
        Band()
    with pytest.raises(SettingsError, match="either an amount or a percent"):
        Band(amount=amounts("1 EUR"), percent=Decimal(1))


def test_two_amounts_in_one_currency_and_negative_ones_are_refused() -> None:
    with pytest.raises(SettingsError, match="names EUR twice"):
        Flat(amounts("40 EUR", "50 EUR"))
    with pytest.raises(SettingsError, match="is negative"):
        Flat(amounts("-40 EUR"))
