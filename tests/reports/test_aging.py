"""The aging: which bucket an invoice is in, what is counted, and that everything adds up."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pastdue.model import OnAccount, Payment
from pastdue.model.calendars import Calendar, Days
from pastdue.model.errors import SettingsError
from pastdue.model.money import Money
from pastdue.model.spans import day_number
from pastdue.reports.aging.aging import Aging, Buckets, age, aging_json, aging_table, totals_table
from pastdue.reports.formats.json import json_text

AS_OF = date(2026, 6, 30)
PL = Calendar("PL")


@dataclass
class Late:
    """A book measured by hand, in the shape `pastdue.book` gives it."""

    frame: pd.DataFrame
    as_of: date = AS_OF
    calendar: Calendar = PL
    on_account: tuple[OnAccount, ...] = ()

    @property
    def business_days(self) -> Days:
        days: Days = self.frame["business_days"].to_numpy(dtype="int64")
        return days


def row(days: int = 0, minor: int = 10_000, **said: Any) -> dict[str, Any]:
    due = AS_OF - timedelta(days=days)
    facts = {
        "invoice": "F1", "customer_id": "C1", "customer": "Alfa", "currency": "EUR",
        "issued": day_number(said.pop("issued", due - timedelta(days=30))),
        "due": day_number(due), "effective_due": day_number(due), "total_minor": minor, "open_minor": minor,
        "days": days, "business_days": PL.business_days(due, AS_OF), "disputed": False, "line": 2,
    }  # fmt: skip
    return facts | said


def aged(*rows: dict[str, Any], buckets: Buckets | None = None, **columns: str) -> Aging:
    names = list(row())
    frame = pd.DataFrame({name: [r[name] for r in rows] for name in names})
    kinds = {"issued": "int64", "open_minor": "int64", "days": "int64", "business_days": "int64", "disputed": "bool"}
    return age(Late(frame.astype(kinds | columns)), buckets or Buckets())  # type: ignore[arg-type]


def told(*rows: dict[str, Any]) -> dict[str, Any]:
    """The aging of these rows as a program reads it from the JSON."""
    said: dict[str, Any] = json.loads(json_text(aging_json(aged(*rows))))
    return said


def test_money_on_account_lowers_the_bucket_of_its_age_and_the_total() -> None:
    names = list(row())
    frame = pd.DataFrame({name: [row(days=40)[name], row(customer_id="C2")[name]] for name in names})

    def paid(amount: str, days: int | None) -> OnAccount:
        on = None if days is None else AS_OF - timedelta(days=days)
        return OnAccount("C1", "Alfa", Payment(Money.parse(amount), on))

    accounts = (paid("10.00 EUR", 5), paid("4.00 EUR", None), paid("7.00 PLN", 31))
    aging = age(Late(frame, on_account=accounts), Buckets())  # type: ignore[arg-type]
    assert [(c.customer_id, c.currency, c.total.plain) for c in aging.customers] == [
        ("C2", "EUR", "100.00"), ("C1", "EUR", "86.00"), ("C1", "PLN", "-7.00"),
    ]  # fmt: skip
    euro, zloty = aging.totals
    assert [m.plain for m in euro.buckets] == ["96.00", "-10.00", "100.00", "0.00", "0.00"]
    assert (euro.total.plain, euro.overdue.plain, euro.average_days_late) == ("186.00", "100.00", Decimal("40.0"))
    assert [m.plain for m in zloty.buckets] == ["0.00", "0.00", "-7.00", "0.00", "0.00"]


def bucket_of(aging: Aging) -> str:
    return next(label for label, money in zip(aging.labels, aging.totals[0].buckets, strict=True) if money)


@pytest.mark.parametrize(
    ("days", "label"),
    [(-20, "not due"), (0, "not due"), (1, "1-30"), (30, "1-30"), (31, "31-60"), (60, "31-60"), (61, "61-90"),
     (90, "61-90"), (91, "over 90"), (4000, "over 90")],
)  # fmt: skip
def test_a_bucket_holds_its_first_and_its_last_day(days: int, label: str) -> None:
    assert bucket_of(aged(row(days))) == label


@pytest.mark.parametrize(("age_days", "label"), [(0, "0-30"), (30, "0-30"), (31, "31-60"), (91, "over 90")])
def test_by_invoice_date_age_counts_from_the_day_of_issue(age_days: int, label: str) -> None:
    issued = AS_OF - timedelta(days=age_days)
    assert bucket_of(aged(row(-60, issued=issued), buckets=Buckets(basis="issued"))) == label


def test_in_business_days_a_weekend_does_not_age_an_invoice() -> None:
    late_since_friday = Late(pd.DataFrame([row(days=4)]), AS_OF)  # due Friday 26 June, as of Tuesday: 2 open days
    assert late_since_friday.frame["business_days"][0] == 2
    assert bucket_of(age(late_since_friday, Buckets((2, 5), days="business"))) == "1-2"  # type: ignore[arg-type]
    assert bucket_of(age(late_since_friday, Buckets((2, 5)))) == "3-5"  # type: ignore[arg-type]


def test_late_on_no_open_day_yet_is_not_due_in_business_days() -> None:
    aging = aged(row(days=2, business_days=0), buckets=Buckets(days="business"))
    assert bucket_of(aging) == "not due"


def test_the_average_days_late_counts_the_days_that_the_ages_count() -> None:
    late = row(days=11, business_days=7)
    assert aged(late).totals[0].average_days_late == Decimal("11.0")
    assert aged(late, buckets=Buckets(days="business")).totals[0].average_days_late == Decimal("7.0")
    on_no_open_day = row(days=2, business_days=0)
    assert aged(on_no_open_day, buckets=Buckets(days="business")).totals[0].average_days_late is None


def test_business_days_since_issue_are_counted_by_the_calendar() -> None:
    buckets = Buckets((1, 2), "issued", "business")
    assert bucket_of(aged(row(issued=date(2026, 6, 26)), buckets=buckets)) == "2"
    assert bucket_of(aged(row(issued=date(2026, 6, 29)), buckets=buckets)) == "0-1"
    assert aged(row(), buckets=buckets).basis == "invoice date, business days of PL"


def test_a_disputed_invoice_is_in_no_bucket_but_in_the_total() -> None:
    (total,) = aged(row(10), row(20, 300, disputed=True)).totals
    assert (total.buckets[1].plain, total.disputed.plain, total.total.plain) == ("100.00", "3.00", "103.00")
    assert (total.late_invoices, total.invoices) == (1, 2)


def test_a_credit_lowers_the_bucket_of_its_age() -> None:
    aging = aged(row(10), row(20, -4_000), row(70, -100))
    assert [m.plain for m in aging.totals[0].buckets] == ["0.00", "60.00", "0.00", "-1.00", "0.00"]
    assert aging.totals[0].average_days_late == Decimal("10.0")
    assert aging.customers[0].oldest_days == 10


def test_what_is_overdue_counts_disputed_invoices_and_leaves_out_credits_and_what_is_due_today() -> None:
    (total,) = aged(
        row(1), row(10, 500, disputed=True), row(0, 700), row(20, -4_000), row(-5, 900, disputed=True)
    ).totals
    assert (total.overdue.plain, total.overdue_invoices) == ("105.00", 2)


def test_an_invoice_issued_after_the_day_is_out_and_one_issued_on_it_is_in() -> None:
    assert aged(row(-30, issued=AS_OF + timedelta(days=1))).totals == ()
    assert aged(row(-30, issued=AS_OF)).totals[0].invoices == 1


def test_a_paid_invoice_is_out() -> None:
    aging = aged(row(10, open_minor=0))
    assert (aging.totals, len(aging.customers)) == ((), 0)


def test_an_empty_book_has_no_totals() -> None:
    assert aging_json(aged())["totals"] == []


@pytest.mark.parametrize("kind", ["str", "category"])
def test_customers_stand_by_currency_then_largest_first(kind: str) -> None:
    aging = aged(
        row(5, 100, customer_id="b"), row(5, 900, customer_id="a", currency="USD"), row(5, 500, customer_id="c"),
        row(5, 500, customer_id="d"), row(5, 700, customer_id="b", currency="USD"), row(1, 50, customer_id="b"),
        currency=kind, customer_id=kind,
    )  # fmt: skip
    assert [(c.currency, c.customer_id, c.total.plain) for c in aging.customers] == [
        ("EUR", "c", "5.00"), ("EUR", "d", "5.00"), ("EUR", "b", "1.50"), ("USD", "a", "9.00"), ("USD", "b", "7.00"),
    ]  # fmt: skip
    assert [t.currency for t in aging.totals] == ["EUR", "USD"]
    assert [t.customers for t in aging.totals] == [3, 2]


def test_a_category_without_open_rows_is_not_a_currency_of_the_report() -> None:
    rows = [row(5), row(5, currency="CHF", open_minor=0)]
    assert [t.currency for t in aged(*rows, currency="category").totals] == ["EUR"]


def test_currencies_keep_their_own_digits() -> None:
    aging = aged(row(5, 1234, currency="JPY"), row(5, 1234, currency="KWD"), row(5, 1234, currency="EUR"))
    assert [t.total.plain for t in aging.totals] == ["12.34", "1234", "1.234"]


def test_sums_beyond_int64_stay_exact() -> None:
    most = 2**63 - 1
    aging = aged(row(5, most), row(6, most), row(40, -most, customer_id="C2"))
    assert aging.totals[0].buckets[1] == Money.of_minor(2 * most, "EUR")
    assert aging.totals[0].total == Money.of_minor(most, "EUR")
    assert [c.customer_id for c in aging.customers] == ["C1", "C2"]


def test_shares_are_of_the_total_with_disputed_amounts() -> None:
    (total,) = told(row(-5, 2_000), row(5, 1_000), row(50, 3_000, disputed=True))["totals"]
    assert total["share"] == {"not due": "33.3", "1-30": "16.7", "31-60": "0.0", "61-90": "0.0", "over 90": "0.0"}
    assert total["disputed_share"] == "50.0"
    assert total["average_days_late"] == "5.0"


def test_nothing_owed_has_no_shares_and_no_average() -> None:
    (total,) = told(row(-5, -2_000))["totals"]
    assert set(total["share"].values()) == {None}
    assert total["average_days_late"] is None


def test_json_keeps_its_contract() -> None:
    said = told(row(12), row(40, 5, disputed=True))
    assert said["customers"] == [
        {
            "customer_id": "C1", "customer": "Alfa", "currency": "EUR",
            "buckets": {"not due": "0.00", "1-30": "100.00", "31-60": "0.00", "61-90": "0.00", "over 90": "0.00"},
            "disputed": "0.05", "total": "100.05", "oldest_days": 40,
        }
    ]  # fmt: skip
    (total,) = said["totals"]
    assert total | {"buckets": None, "share": None} == {
        "currency": "EUR", "buckets": None, "share": None, "disputed": "0.05", "disputed_share": "0.0",
        "total": "100.05", "average_days_late": "12.0", "overdue": "100.05", "overdue_invoices": 2, "invoices": 2,
        "customers": 1,
    }  # fmt: skip
    assert (said["schema"], said["as_of"], said["basis"]) == (1, "2026-06-30", "due date, calendar days")
    assert said["buckets"] == ["not due", "1-30", "31-60", "61-90", "over 90"]


def test_tables_have_a_row_a_customer_and_a_row_a_currency() -> None:
    aging = aged(row(12), row(12, customer_id="C2"), row(12, currency="USD"))
    assert [r[:3] for r in aging_table(aging).rows] == [
        ("C1", "Alfa", "EUR"),
        ("C2", "Alfa", "EUR"),
        ("C1", "Alfa", "USD"),
    ]
    assert [r[0] for r in totals_table(aging).rows] == ["EUR", "USD"]
    for table in (aging_table(aging), totals_table(aging)):
        assert {len(r) for r in table.rows} == {len(table.columns)}


@pytest.mark.parametrize("edges", [(), (0, 30), (-1,), (30, 30), (60, 30)])
def test_edges_that_do_not_rise_are_refused(edges: tuple[int, ...]) -> None:
    with pytest.raises(SettingsError, match="rising days"):
        Buckets(edges)


@pytest.mark.parametrize("wrong", [{"basis": "paid"}, {"days": "weeks"}])
def test_an_unknown_basis_or_count_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match="known:"):
        Buckets(**wrong)  # type: ignore[arg-type]


@settings(deadline=None)
@given(
    seed=st.integers(0, 10_000),
    basis=st.sampled_from(["due", "issued"]),
    count=st.sampled_from(["calendar", "business"]),
)
def test_buckets_and_disputed_add_up_to_what_is_open(seed: int, basis: str, count: str) -> None:
    r = random.Random(seed)
    rows = [
        row(r.randint(-90, 400), r.randint(-50_000, 90_000), customer_id=r.choice("abcd"),
            currency=r.choice(["EUR", "JPY"]), disputed=r.random() < 0.2,
            issued=AS_OF - timedelta(days=r.randint(-5, 400)))
        for _ in range(r.randint(0, 40))
    ]  # fmt: skip
    aging = aged(*rows, buckets=Buckets((7, 20, 90), basis, count))
    counted = [x for x in rows if x["issued"] <= day_number(AS_OF) and x["open_minor"]]
    for total in aging.totals:
        of_currency = [x["open_minor"] for x in counted if x["currency"] == total.currency]
        customers = [c for c in aging.customers if c.currency == total.currency]
        assert sum(m.minor for m in total.buckets) + total.disputed.minor == total.total.minor == sum(of_currency)
        assert sum(c.total.minor for c in customers) == total.total.minor
        assert total.invoices == len(of_currency)
        for n in range(len(aging.labels)):
            assert sum(c.buckets[n].minor for c in customers) == total.buckets[n].minor
    assert {t.currency for t in aging.totals} == {x["currency"] for x in counted}
