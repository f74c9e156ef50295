"""Payments that meet a letter in time, so that no later charge is owed, and the charges then kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.letters.letter_cases import money

from pastdue.charges.agreed import named_by
from pastdue.charges.charged import Charged
from pastdue.firm import read_firm
from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.policies import Given, load_policy
from pastdue.intake import Dialect, Files
from pastdue.ladder import charges_so_far, left_of_charges, settlement, surplus
from pastdue.ledger import History
from pastdue.model import ChargeKind, Invoice, Issued, Overdue, Party, Payment, Stage, Why
from pastdue.model.countries import CalendarName
from pastdue.model.errors.left_out import CannotCharge
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of
from pastdue.model.notices import NamedCharge
from pastdue.reports.explain import explain_json
from pastdue.run import Job, prepare
from pastdue.run.one_invoice import explain

DUE, AS_OF = date(2026, 1, 15), date(2026, 4, 15)
POLICY = load_policy(Catalog(), "eur-8-percent", False, Given())
FEES = load_policy(Catalog(), "mahngebuehr-5", False, Given())


def eur(amount: str) -> Money:
    return money(amount, "EUR")


def paid(*payments: tuple[str, date | None], total: str = "90000.00", as_of: date = AS_OF) -> Overdue:
    """An invoice with these payments, measured on a day."""
    made = tuple(Payment(eur(amount), on) for amount, on in payments)
    invoice = Invoice("I1", Party("C1", "Acme"), date(2026, 1, 1), DUE, eur(total), made)
    return Overdue(invoice, as_of, DUE, (as_of - DUE).days, 60, CalendarName("DE"))


def charged(
    overdue: Overdue, issued: tuple[Issued, ...], *, with_new_notice: bool = True, as_named: Issued | None = None
) -> Charged:
    if as_named is not None:
        return named_by(as_named)
    return Charged(POLICY.charges(overdue, issued, with_new_notice=with_new_notice))


def fees(
    overdue: Overdue, issued: tuple[Issued, ...], *, with_new_notice: bool = True, as_named: Issued | None = None
) -> Charged:
    if as_named is not None:
        return named_by(as_named)
    return Charged(FEES.charges(overdue, issued, with_new_notice=with_new_notice))


def refused(
    overdue: Overdue, issued: tuple[Issued, ...], *, with_new_notice: bool = True, as_named: Issued | None = None
) -> Charged:
    if as_named is not None:
        return named_by(as_named)
    raise CannotCharge(Why.NO_RATE, f"no rate: {overdue}, {issued}, {with_new_notice}")


def notice(on: date, stage: Stage, total: str, charges: str) -> Issued:
    return Issued("I1", stage, on, on + timedelta(days=10), f"L-{stage}", eur(total), eur(charges))


FIRST = notice(date(2026, 2, 14), Stage.REMINDER, "90591.78", "591.78")
SECOND = notice(date(2026, 3, 16), Stage.SECOND_NOTICE, "91183.56", "1183.56")
IN_TIME, LAST, LATE = date(2026, 2, 20), date(2026, 2, 24), date(2026, 2, 25)


@pytest.mark.parametrize(
    ("payments", "left"),
    [
        ([("90591.78", IN_TIME)], "0.00"),
        ([("90591.78", LAST)], "0.00"),
        ([("90591.78", LATE)], "216.99"),
        ([("90591.77", IN_TIME)], "118.37"),
        ([("90591.79", IN_TIME)], "-0.01"),
        ([("90000.00", IN_TIME), ("591.78", LAST)], "0.00"),
        ([("90000.00", IN_TIME), ("591.78", LATE)], "118.36"),
        ([("90591.78", IN_TIME), ("-90591.78", LAST), ("90591.78", LATE)], "138.09"),
    ],
)
def test_a_letter_is_met_by_its_total_in_time_and_by_nothing_less_or_later(
    payments: list[tuple[str, date | None]], left: str
) -> None:
    overdue = paid(*payments)
    assert left_of_charges(overdue, (FIRST,), charged) == eur(left)
    assert surplus(overdue, (FIRST,), charged) == max(eur("0"), -eur(left))
    assert (settlement(overdue, (FIRST,)) is None) is (eur(left).amount > 0)


def test_a_settlement_names_the_last_payment_and_the_letter() -> None:
    met = settlement(paid(("90000.00", IN_TIME), ("591.78", LAST)), (FIRST,))
    assert met is not None and str(met.told) == "settled by the payment of 2026-02-24 as letter L-reminder asked"


def test_a_payment_the_letter_had_deducted_is_not_counted_again() -> None:
    asked = replace(FIRST, total=eur("40400.00"), charged=eur("400.00"))
    early = ("50000.00", date(2026, 2, 1))
    assert settlement(paid(early, ("40400.00", IN_TIME)), (asked,)) is not None
    assert settlement(paid(early, ("40399.99", IN_TIME)), (asked,)) is None


def test_a_payment_made_before_the_letter_that_its_export_did_not_know_counts() -> None:
    early = ("50000.00", date(2026, 2, 13))
    assert settlement(paid(early, ("40591.78", LAST)), (FIRST,)) is not None
    assert settlement(paid(early, ("40591.77", LAST)), (FIRST,)) is None


def test_a_payment_without_a_date_meets_no_letter_unless_it_was_deducted() -> None:
    assert settlement(paid(("90591.78", None)), (FIRST,)) is None
    assert settlement(paid(("50000.00", None), ("40591.78", LAST)), (FIRST,)) is None
    deducted = replace(FIRST, total=eur("40263.01"), charged=eur("263.01"))
    assert settlement(paid(("50000.00", None), ("40263.01", LAST)), (deducted,)) is not None


def test_the_first_letters_total_is_not_enough_once_its_time_is_over() -> None:
    assert settlement(paid(("90591.78", date(2026, 3, 20))), (FIRST, SECOND)) is None
    met = settlement(paid(("91183.56", date(2026, 3, 20))), (FIRST, SECOND))
    assert met is not None and met.notice is SECOND
    in_firsts_time = settlement(paid(("90591.78", LAST)), (FIRST, SECOND))
    assert in_firsts_time is not None and in_firsts_time.notice is FIRST


def test_a_letter_nobody_stands_by_is_met_by_nothing() -> None:
    assert settlement(paid(("90591.78", IN_TIME)), ()) is None
    assert settlement(paid(("90591.78", IN_TIME)), (replace(FIRST, charged=None),)) is None


def test_an_invoice_that_was_raised_after_its_letter_is_not_met_by_what_the_letter_asked() -> None:
    raised = paid(("90591.78", IN_TIME), total="90500.00")
    assert raised.open.amount < 0
    assert settlement(raised, (FIRST,)) is None


def test_a_payment_that_is_still_to_come_meets_nothing_yet() -> None:
    assert settlement(paid(("90591.78", LAST), as_of=LAST - timedelta(days=1)), (FIRST,)) is None
    assert settlement(paid(("90591.78", LAST), as_of=LAST), (FIRST,)) is not None


@pytest.mark.parametrize("as_of", [LAST, AS_OF, date(2027, 4, 15)])
def test_charges_that_were_met_stay_as_the_letter_named_them(as_of: date) -> None:
    charges = charges_so_far(paid(("90591.78", LAST), as_of=as_of), (FIRST,), charged).charges
    assert sum_of((c.amount for c in charges), "EUR") == eur("591.78")
    assert [s.until for c in charges for s in c.segments] == [FIRST.on]


def test_charges_that_were_not_met_run_to_the_payment() -> None:
    charges = charges_so_far(paid(("90591.78", LATE)), (FIRST,), charged).charges
    assert [s.until for c in charges for s in c.segments] == [LATE]


def test_a_fee_for_a_later_letter_is_not_owed_by_who_had_met_the_earlier_one() -> None:
    first, second = replace(FIRST, total=eur("90005.00"), charged=eur("5.00")), replace(SECOND, charged=eur("10.00"))
    assert left_of_charges(paid(("90005.00", LAST)), (first, second), fees) == eur("0.00")
    assert left_of_charges(paid(("90005.00", LATE)), (first, second), fees) == eur("5.00")


def test_what_would_be_charged_above_the_letter_is_taken_off_again() -> None:
    low = replace(FIRST, total=eur("90500.00"), charged=eur("500.00"))
    charges = charges_so_far(paid(("90500.00", LAST)), (low,), charged).charges
    assert sum_of((c.amount for c in charges), "EUR") == eur("500.00")
    assert [(s.amount, s.note) for c in charges for s in c.segments][-1] == (eur("-91.78"), "settled")


def test_a_letter_that_named_no_charge_and_was_met_leaves_none() -> None:
    silent = replace(FIRST, total=eur("90000.00"), charged=eur("0.00"))
    assert charges_so_far(paid(("90000.00", LAST)), (silent, SECOND), charged).charges == ()
    assert left_of_charges(paid(("90000.00", LAST)), (silent, SECOND), charged) == eur("0.00")


def test_what_cannot_be_charged_any_more_does_not_reopen_what_was_met() -> None:
    assert left_of_charges(paid(("90591.78", LAST)), (FIRST,), refused) == eur("0.00")
    assert surplus(paid(("90591.79", LAST)), (FIRST,), refused) == eur("0.01")
    with pytest.raises(CannotCharge):
        left_of_charges(paid(("90591.78", LATE)), (FIRST,), refused)


INTEREST = NamedCharge(ChargeKind.INTEREST, "eur-8-percent", "", 59178)
FEE = NamedCharge(ChargeKind.FEE, "house", "", 500)


@pytest.mark.parametrize(
    ("payment", "left"), [(("90591.78", LATE), "0.00"), (("90591.79", LATE), "0.01"), (("90591.78", None), "0.00")]
)
def test_what_was_paid_as_it_was_named_is_no_credit_where_nothing_can_be_charged_any_more(
    payment: tuple[str, date | None], left: str
) -> None:
    assert surplus(paid(payment), (replace(FIRST, named=(INTEREST,)),), refused) == eur(left)


@pytest.mark.parametrize(
    ("named", "notes"),
    [
        ((INTEREST,), [("interest", "591.78", "")]),
        ((FEE, INTEREST._replace(minor=58678)), [("fee", "5.00", "settled"), ("interest", "586.78", "settled")]),
        ((INTEREST._replace(minor=58678),), [("interest", "591.78", ""), ("interest", "-5.00", "settled")]),
        ((INTEREST._replace(minor=59179),), [("interest", "591.79", "settled")]),
    ],
)
def test_charges_that_were_met_are_those_named_with_their_arithmetic_where_it_leads_there(
    named: tuple[NamedCharge, ...], notes: list[tuple[str, str, str]]
) -> None:
    whole = eur("0.01") * sum(one.minor for one in named)
    asked = replace(FIRST, total=eur("90000.00") + whole, charged=whole, named=named)
    charges = charges_so_far(paid((asked.total.plain, LAST)), (asked,), charged).charges
    assert [(c.kind.value, s.amount.plain, s.note) for c in charges for s in c.segments] == notes


@pytest.mark.parametrize("collects", ["true", "false"])
@pytest.mark.parametrize(
    ("on", "charges", "detail"),
    [
        (LAST, "591.78", "settled by the payment of 2026-02-24 as letter L-reminder asked"),
        (
            LATE,
            "808.77",
            "without 216.99 EUR of its charges, which are not collected; letter L-reminder named 591.78 EUR",
        ),
    ],
)
def test_an_explanation_shows_no_more_than_the_letter_that_was_met(
    tmp_path: Path, collects: str, on: date, charges: str, detail: str
) -> None:
    (tmp_path / "pastdue.toml").write_text(
        '[creditor]\nname = "T"\ncountry = "DE"\niban = "DE89370400440532013000"\n[dunning]\npolicy = "eur-8-percent"\n'
        f"collect_charges_after_payment = {collects}\n"
    )
    (tmp_path / "invoices.csv").write_text(
        "invoice,customer_id,customer,issued,due,currency,total,paid,paid_on,address1,country\n"
        f"I1,C1,Acme,2026-01-01,2026-01-15,EUR,90000.00,90591.78,{on},Road 1,DE\n"
    )
    prepared = prepare(Job(read_firm(None, tmp_path), Files(tmp_path / "invoices.csv"), Dialect(), AS_OF))
    told = explain_json(explain(prepared, History(notices={"I1": (FIRST,)}), "I1"))
    assert told["charges_total"] == charges
    if on == LATE and collects == "true":
        assert (told["stage"], told["total"]) == ("third_notice", "216.99")
    else:
        assert (told["why"], told["detail"]) == ("paid", detail)
