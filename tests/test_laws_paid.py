"""Laws for every book whose invoices are paid late, part or whole, with or without the charges their letters named."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from tests.laws import tried

from pastdue.firm import read_firm
from pastdue.intake import Dialect, Files
from pastdue.ledger import History
from pastdue.model import Issued, Notice
from pastdue.run import Job, OpenedJob, Planned, plan, prepare

pytestmark = pytest.mark.slow

START = date(2025, 6, 2)
HEAD = "invoice,customer_id,customer,issued,due,currency,total,paid,paid_on,address1,country\n"
POLICIES = st.sampled_from(["eur-8-percent", "de-b2b", "mahngebuehr-5", "nl-b2b", "freelancer-multi"])
ORDERS = st.sampled_from(["principal first", "interest first", "costs first"])
FEW = tried(40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def row(draw: st.DrawFn) -> tuple[int, int, Decimal, Decimal, int]:
    """Of whom, how late at the start, how much, what of it is paid, and how long after the start; -1: never said."""
    total = draw(st.decimals(1, 5000, places=2))
    paid = draw(st.sampled_from([Decimal(0), total, total, total + draw(st.decimals("0.01", 90, places=2)), total / 2]))
    return draw(st.integers(1, 3)), draw(st.integers(0, 200)), total, round(paid, 2), draw(st.integers(-1, 120))


def book(folder: Path, rows: list[tuple[int, int, Decimal, Decimal, int]], on: date) -> OpenedJob:
    """The rows as an export of the day `on`: it knows of no later payment."""
    lines = []
    for n, (customer, late, total, paid, after) in enumerate(rows):
        due, made = START - timedelta(days=late), START + timedelta(days=max(after, 0))
        said = f"{paid},{made if after >= 0 else ''}" if paid and made <= on else ","
        lines.append(f"I{n},C{customer},x,{due - timedelta(days=30)},{due},EUR,{total},{said},Road 1,DE\n")
    (folder / "invoices.csv").write_text(HEAD + "".join(lines), encoding="utf-8")
    return prepare(Job(read_firm(None, folder), Files(folder / "invoices.csv"), Dialect(), on))


def notices(planned: Planned) -> list[Notice]:
    return list(planned.notices)


@FEW
@given(
    st.lists(row(), min_size=1, max_size=9), POLICIES, ORDERS, st.booleans(), st.lists(st.integers(10, 60), max_size=5)
)
def test_paid_invoices_are_dunned_for_charges_alone_and_only_where_the_firm_collects_them(
    tmp_path: Path, rows: list[tuple[int, int, Decimal, Decimal, int]], policy: str, order: str, collects: bool,
    gaps: list[int],
) -> None:  # fmt: skip
    (tmp_path / "pastdue.toml").write_text(
        f'[creditor]\nname = "T"\ncountry = "DE"\n[dunning]\npolicy = "{policy}"\nsettle = "{order}"\n'
        f"allow_high_charges = true\ncollect_charges_after_payment = {str(collects).lower()}\n"
    )
    known: dict[str, tuple[Issued, ...]] = defaultdict(tuple)
    on = START
    for gap in (0, *gaps):
        on += timedelta(days=gap)
        prepared, history = book(tmp_path, rows, on), History(notices=dict(known), last_run_on=on)
        planned = plan(prepared, history)
        sent = notices(planned)
        assert Counter([n.invoice.number for n in sent] + [s.invoice for s in planned.skips]) == Counter(
            prepared.measured.frame["invoice"]
        )
        credited = {c.number for own in planned.account.credits.values() for c in own}
        assert not credited & {n.invoice.number for n in sent}
        for notice in sent:
            earlier = known[notice.invoice.number]
            assert notice.total.amount > 0
            if notice.overdue.open.amount <= 0:
                assert collects and notice.only_charges and any(n.charged for n in earlier)
        for letter in planned.letters:
            group, used = letter.notices, letter.credits
            assert len({n.only_charges for n in group}) == 1
            assert sum(n.total.amount for n in group) > sum(c.amount.amount for c in used)
        for n in sent:
            known[n.invoice.number] += (Issued(n.invoice.number, n.stage, on, n.pay_by, "L", n.total, n.charged),)


@FEW
@given(
    st.lists(row(), min_size=1, max_size=5),
    POLICIES,
    ORDERS,
    st.integers(0, 20),
    st.integers(10, 200),
    st.sampled_from(["0.00", "0.01", "7.00"]),
)
def test_who_pays_what_a_letter_asks_in_time_is_asked_for_nothing_more(
    tmp_path: Path, rows: list[tuple[int, int, Decimal, Decimal, int]], policy: str, order: str, after: int, later: int,
    beyond: str,
) -> None:  # fmt: skip
    (tmp_path / "pastdue.toml").write_text(
        f'[creditor]\nname = "T"\ncountry = "DE"\n[dunning]\npolicy = "{policy}"\nsettle = "{order}"\n'
        "allow_high_charges = true\ncollect_charges_after_payment = true\n"
    )
    unpaid = [(customer, late, total, Decimal(0), -1) for customer, late, total, _, _ in rows]
    sent = notices(plan(book(tmp_path, unpaid, START), History()))
    asked = {n.invoice.number: (n.total.amount, min(after, (n.pay_by - START).days)) for n in sent}
    known = {
        n.invoice.number: (Issued(n.invoice.number, n.stage, START, n.pay_by, "L", n.total, n.charged),) for n in sent
    }
    settled = [
        (customer, late, total, *((asked[f"I{i}"][0] + Decimal(beyond), max(1, asked[f"I{i}"][1]))
                                  if f"I{i}" in asked else (Decimal(0), -1)))
        for i, (customer, late, total, _, _) in enumerate(unpaid)
    ]  # fmt: skip
    prepared = book(tmp_path, settled, START + timedelta(days=max(later, 20)))
    history = History(notices=known, last_run_on=START)
    planned = plan(prepared, history)
    assert not {n.invoice.number for n in notices(planned)} & set(asked)
    credited = {c.number: c.amount.amount for own in planned.account.credits.values() for c in own}
    assert {number: credited.get(number, 0) for number in asked} == dict.fromkeys(asked, Decimal(beyond))
