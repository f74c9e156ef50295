"""Payments and credits: no order of rows changes an amount, nothing counts twice, one invoice has one figure."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from tests.laws import tried

from pastdue.firm import read_firm
from pastdue.intake import Dialect, Files
from pastdue.ledger import History
from pastdue.model import Issued, PaymentsAre, Whose
from pastdue.reports.aging.aging import Buckets, age
from pastdue.run import Job, OpenedJob, Planned, plan, prepare
from pastdue.run.one_invoice import explain, explained, find

START = date(2026, 4, 10)
FIRM = """
[creditor]
name = "T"
address = ["Road 2"]
country = "DE"
iban = "DE89370400440532013000"
[dunning]
policy = "p"
"""
POLICY = """
title = "10 % and 5"
source = "terms"
allow_high_charges = true
[[charge]]
rule = "interest"
annual_percent = 10
[[charge]]
rule = "flat"
each = "notice"
amount = ["5 EUR"]
"""
INVOICES = "invoice,customer_id,customer,issued,due,currency,total,applies_to,address1,country"
PAYMENTS = "invoice,customer_id,on,amount"
FEW = tried(30, suppress_health_check=[HealthCheck.function_scoped_fixture])
Rows = tuple[list[str], list[str]]


@st.composite
def books(draw: st.DrawFn) -> Rows:
    """Invoices and credit notes of two customers, and payments for some of them or on account."""
    invoices: list[str] = []
    payments: list[str] = []
    for n in range(draw(st.integers(2, 8))):
        customer, late = draw(st.integers(1, 2)), draw(st.integers(-20, 130))
        due = START - timedelta(days=late)
        if n % 2 or draw(st.booleans()):
            total = draw(st.integers(1, 500))
            invoices.append(f"I{n},C{customer},x,{due - timedelta(days=30)},{due},EUR,{total}.00,,Road 1,DE")
            for _ in range(draw(st.integers(0, 2))):
                on = due + timedelta(days=draw(st.integers(-10, 60)))
                day = on if draw(st.booleans()) else ""
                payments.append(f"I{n},,{day},{draw(st.sampled_from([total, total + 5, total / 2, 7]))}")
        else:
            named = f"I{draw(st.integers(0, 6))}" if draw(st.booleans()) else ""
            amount = draw(st.integers(1, 300))
            invoices.append(f"N{n},C{customer},x,{due},{due},EUR,-{amount}.00,{named},Road 1,DE")
    if draw(st.booleans()) and invoices:
        payer = invoices[0].split(",")[1]
        payments.append(f",{payer},{START - timedelta(days=draw(st.integers(-20, 60)))},{draw(st.integers(1, 400))}")
    return invoices, payments


def begun(folder: Path, rows: Rows, on: date = START, *, collects: bool = True) -> OpenedJob:
    """The rows as files, read for the day, for a firm that collects charges of paid invoices or not."""
    (folder / "pastdue.d/policies").mkdir(parents=True, exist_ok=True)
    (folder / "pastdue.d/policies/p.toml").write_text(POLICY)
    (folder / "pastdue.toml").write_text(f"{FIRM}collect_charges_after_payment = {str(collects).lower()}\n")
    for name, head, lines in (("invoices", INVOICES, rows[0]), ("payments", PAYMENTS, rows[1])):
        (folder / f"{name}.csv").write_text("\n".join([head, *lines, ""]))
    files = Files(folder / "invoices.csv", folder / "payments.csv" if rows[1] else None)
    return prepare(Job(read_firm(None, folder), files, Dialect(payments_are=PaymentsAre.SINCE), on))


def told(planned: Planned) -> tuple[object, ...]:
    """Every amount and reason of the plan and its aging, in an order of its own."""
    letters = sorted(
        (x.customer.id, x.total.plain, sorted((n.invoice.number, n.charged.plain) for n in x.notices),
         [(c.number, c.amount.plain) for c in x.credits])
        for x in planned.letters
    )  # fmt: skip
    aging = age(planned.standing, Buckets())
    return (
        letters,
        sorted((s.invoice, s.why.value, s.detail) for s in planned.skips),
        sorted((c.customer_id, c.total.plain, tuple(b.plain for b in c.buckets)) for c in aging.customers),
    )


@FEW
@given(books(), st.randoms(use_true_random=False))
def test_no_order_of_rows_changes_an_amount(tmp_path: Path, rows: Rows, rng: random.Random) -> None:
    as_it_is = told(plan(begun(tmp_path, rows), History()))
    shuffled = tuple(rng.sample(lines, len(lines)) for lines in rows)
    assert told(plan(begun(tmp_path, (shuffled[0], shuffled[1])), History())) == as_it_is


@FEW
@given(books())
def test_a_payment_that_stands_there_twice_changes_nothing(tmp_path: Path, rows: Rows) -> None:
    once = told(plan(begun(tmp_path, rows), History()))
    assert told(plan(begun(tmp_path, (rows[0], [*rows[1], *rows[1]])), History())) == once


@FEW
@given(books(), st.integers(10, 60))
def test_an_invoice_has_one_figure_in_its_letter_its_explanation_and_the_aging(
    tmp_path: Path, rows: Rows, later: int
) -> None:
    opened = begun(tmp_path, rows)
    first = plan(opened, History())
    notices = {
        n.invoice.number: (
            Issued(n.invoice.number, n.stage, START, n.pay_by, f"L{at}", n.total, n.charged, n.invoice.customer.id,
                   n.invoice.due, n.invoice.issued, letter.total),
        )
        for at, letter in enumerate(first.letters) for n in letter.notices
    }  # fmt: skip
    history = History(notices=notices, last_run_on=START)
    later_on = START + timedelta(days=later)
    for known, job, day in ((History(), opened, START), (history, begun(tmp_path, rows, later_on), later_on)):
        planned = plan(job, known)
        for letter in planned.letters:
            numbers = [n.invoice.number for n in letter.notices]
            told = explained(planned, known, (find(job, number) for number in numbers))
            assert sum(one.total.amount for one in told) == letter.total.amount > 0
            assert explain(job, known, numbers[-1]) == told[-1]
        account, measured = planned.account, job.measured
        owed: Counter[str] = Counter()
        for overdue in map(measured.overdue, range(len(measured))):
            if (overdue.invoice.issued or day) <= day:
                owed[overdue.invoice.customer.id] += max(overdue.open.minor, 0)
        aged = {c.customer_id: c.total.minor for c in age(planned.standing, Buckets()).customers}
        for customer, debt in owed.items():
            credited = sum(credit.amount.minor for credit in account.credits.get(Whose(customer, "EUR"), ()))
            assert debt - credited <= aged.get(customer, 0) <= debt
        laid: Counter[tuple[str, str]] = Counter()
        for credit in (credit for own in account.laid.values() for credit in own):
            laid[credit.customer_id, credit.number] += credit.amount.minor
        held: Counter[tuple[str, str]] = Counter()
        for credit in (credit for own in account.credits.values() for credit in own):
            held[credit.customer_id, credit.number] += credit.amount.minor
        assert all(used <= held[key] for key, used in laid.items())
