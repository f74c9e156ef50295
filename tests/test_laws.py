"""Laws for every book, whatever is in it: each invoice once, nothing twice, buckets that add up."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from tests.laws import tried

from pastdue.firm import read_firm
from pastdue.intake import Dialect, Files
from pastdue.ledger import History
from pastdue.model import STAGES, Issued, Notice, Stage, Why
from pastdue.model.money import Money, total
from pastdue.reports.aging.aging import Buckets, age
from pastdue.run import Job, OpenedJob, Planned, plan, prepare

pytestmark = pytest.mark.slow

AS_OF = date(2026, 11, 23)
FIRM = """
[creditor]
name = "Test Firm"
country = "PL"
[dunning]
policy = "none"
min_balance = ["5 EUR"]
review_above = ["5000 EUR"]
max_age = "36 months"
[customers.C9]
dun = false
"""
COLUMNS = ("invoice", "customer_id", "customer", "issued", "due", "currency", "total", "paid", "paid_on", "disputed",
           "promised_on", "address1", "country")  # fmt: skip


@st.composite
def invoice(draw: st.DrawFn) -> dict[str, str]:
    """One row of a plausible book: any age, any state."""
    customer = draw(st.integers(1, 9))
    issued = AS_OF - timedelta(days=draw(st.integers(-20, 1500)))
    minor = draw(st.integers(-50_000, 700_000))
    paid = draw(st.sampled_from([0, 0, 0, max(minor, 0), max(minor, 0) // 2]))
    dated = paid and draw(st.booleans())
    return {
        "customer_id": f"C{customer}",
        "customer": f"Customer {customer}",
        "issued": issued.isoformat(),
        "due": (issued + timedelta(days=draw(st.integers(0, 60)))).isoformat(),
        "currency": draw(st.sampled_from(["EUR", "PLN"])),
        "total": str(Money.of_minor(minor, "EUR").amount),
        "paid": str(Money.of_minor(paid, "EUR").amount) if paid else "",
        "paid_on": (issued + timedelta(days=draw(st.integers(0, 90)))).isoformat() if dated else "",
        "disputed": draw(st.sampled_from(["", "", "", "yes"])),
        "promised_on": draw(st.sampled_from(["", "", "2026-11-22", "2026-11-23", "2026-12-01"])),
        "address1": "" if customer == 8 else "Road 1",
        "country": "DE",
    }


BOOKS = st.lists(invoice(), min_size=1, max_size=25)
MANY = tried(60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def prepared(rows: Iterable[dict[str, str]], folder: Path, as_of: date = AS_OF) -> OpenedJob:
    """The rows as a file, read and measured."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    writer.writerows({"invoice": f"INV-{n}", **row} for n, row in enumerate(rows))
    (folder / "invoices.csv").write_text(out.getvalue(), encoding="utf-8")
    (folder / "pastdue.toml").write_text(FIRM, encoding="utf-8")
    return prepare(Job(read_firm(None, folder), Files(folder / "invoices.csv"), Dialect(), as_of))


def notices(planned: Planned) -> list[Notice]:
    return list(planned.notices)


def after(planned: Planned, on: date, history: History) -> History:
    """The history once every planned notice was issued."""
    known = defaultdict(tuple, history.notices)
    for n in notices(planned):
        known[n.invoice.number] += (Issued(n.invoice.number, n.stage, on, n.pay_by, "L", n.total),)
    return History(notices=dict(known), last_run_on=on)


@MANY
@given(BOOKS)
def test_every_invoice_ends_as_exactly_one_notice_or_one_skip(tmp_path: Path, rows: list[dict[str, str]]) -> None:
    book = prepared(rows, tmp_path)
    planned = plan(book, History())
    ended = [n.invoice.number for n in notices(planned)] + [s.invoice for s in planned.skips]
    assert Counter(ended) == Counter(book.measured.frame["invoice"])


@MANY
@given(BOOKS)
def test_planning_again_after_sending_sends_nothing(tmp_path: Path, rows: list[dict[str, str]]) -> None:
    book = prepared(rows, tmp_path)
    first = plan(book, History())
    again = plan(book, after(first, AS_OF, History()))
    assert notices(again) == []


@MANY
@given(BOOKS, st.lists(st.integers(1, 45), min_size=2, max_size=6))
def test_over_many_runs_no_stage_comes_twice_and_no_final_demand_first(
    tmp_path: Path, rows: list[dict[str, str]], gaps: list[int]
) -> None:
    history, on = History(), AS_OF
    sent: defaultdict[str, list[tuple[Stage, date, date]]] = defaultdict(list)
    for gap in gaps:
        planned = plan(prepared(rows, tmp_path, on), history)
        for n in notices(planned):
            stages = sent[n.invoice.number]
            assert n.stage not in [stage for stage, _, _ in stages]
            assert all(n.stage.severity > stage.severity for stage, _, _ in stages)
            assert not stages or (on - stages[-1][1]).days >= 10
            if n.stage.is_final:
                assert stages and stages[-1][2] < on
            stages.append((n.stage, on, n.pay_by))
        history, on = after(planned, on, history), on + timedelta(days=gap)


@MANY
@given(BOOKS)
def test_no_letter_asks_for_nothing_and_no_credit_is_used_twice(tmp_path: Path, rows: list[dict[str, str]]) -> None:
    book = prepared(rows, tmp_path)
    planned = plan(book, History())
    used: dict[str, Money] = {}
    for letter in planned.letters:
        group, credits_ = letter.notices, letter.credits
        currency = group[0].invoice.currency
        assert len({(n.invoice.customer.id, n.invoice.currency, n.stage) for n in group}) == 1
        asked = total((n.total for n in group), currency) - total((c.amount for c in credits_), currency)
        assert asked > Money.zero(currency)
        for credit in credits_:
            used[credit.number] = used.get(credit.number, Money.zero(currency)) + credit.amount
    open_ = dict(zip(book.measured.frame["invoice"], book.measured.frame["open_minor"], strict=True))
    assert all(amount.minor <= -open_[number] for number, amount in used.items())


@MANY
@given(BOOKS, st.integers(-800, 60))
def test_buckets_add_up_to_what_is_open_on_any_day(tmp_path: Path, rows: list[dict[str, str]], shift: int) -> None:
    on = AS_OF + timedelta(days=shift)
    measured = prepared(rows, tmp_path, on).measured
    open_: dict[str, Money] = {}
    for row in range(len(measured)):
        item = measured.invoice(row)
        if (item.issued or on) <= on:
            open_[item.currency] = open_.get(item.currency, Money.zero(item.currency)) + item.open(on)
    aging = age(measured, Buckets())
    for each in aging.totals:
        assert total(each.buckets, each.currency) + each.disputed == each.total == open_[each.currency]
        of_customers = [c for c in aging.customers if c.currency == each.currency]
        assert total((c.total for c in of_customers), each.currency) == each.total
    assert {c for c, amount in open_.items() if amount} <= {each.currency for each in aging.totals}


@MANY
@given(BOOKS)
def test_a_skip_with_a_day_may_end_on_that_day_and_not_before(tmp_path: Path, rows: list[dict[str, str]]) -> None:
    first = plan(prepared(rows, tmp_path), History())
    waiting = {s.invoice: s for s in first.skips if s.until is not None and s.why is not Why.NOT_ISSUED}
    for day in sorted({s.until for s in waiting.values() if s.until})[:3]:
        the_day_before = plan(prepared(rows, tmp_path, day - timedelta(days=1)), History())
        sent = {n.invoice.number for n in notices(the_day_before)}
        assert not [i for i, s in waiting.items() if s.until == day and i in sent]


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_has_its_rank(stage: Stage) -> None:
    assert stage.severity == (STAGES.index(stage), 0)
