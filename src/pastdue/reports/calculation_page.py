"""A calculation as text: the facts, a line a segment, the sources of the rates, the sums, and notes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pastdue.charges.charged import provisional_remarks
from pastdue.charges.interest.accrual import ONE_DAY
from pastdue.model.wording import counted
from pastdue.reports.calculation import Calculation
from pastdue.reports.charge_lines import Statement, figure


def statement(done: Calculation) -> Statement:
    """The debt's facts, charges and sums, the interest of each further day, assumptions, and charges left out."""
    return Statement(
        done.terms.title,
        tuple(_facts(done)),
        done.charges,
        ("Principal still open", done.overdue.open),
        (f"Total on {done.overdue.as_of}", done.total, ", provisional" if done.provisional else ""),
        closing=tuple(_closing(done)),
    )


def _facts(done: Calculation) -> Iterator[tuple[str, str]]:
    overdue, invoice, terms = done.overdue, done.overdue.invoice, done.terms
    if done.policy:
        sure = f" ({terms.sure} source)" if terms.sure else ""
        yield "Policy", done.policy + (f", checked on {terms.checked}{sure}" if terms.checked else "")
    if terms.law:
        yield "Law", terms.law
    if terms.source:
        yield "Source", terms.source
    yield "Customer", invoice.customer.kind.value.replace("_", " ")
    if invoice.contract_date is not None:
        yield "Contract", invoice.contract_date.isoformat()
    yield "Principal", f"{figure(invoice.total)} {invoice.currency}"
    yield "Due", f"{invoice.due:%Y-%m-%d, %A}"
    if done.due != invoice.due:
        yield "", f"moved to {done.due:%Y-%m-%d, %A}, the next open day"
    for payment in sorted(invoice.payments, key=lambda p: p.on or date.min):
        yield "Paid", f"{payment.on}  {figure(payment.amount)} {invoice.currency}"
    yield "Counted to", f"{overdue.as_of}: {counted(done.days, 'day')} late"


def _closing(done: Calculation) -> Iterator[str]:
    if not done.charges:
        in_time = done.days and done.overdue.invoice.open(done.due).amount <= 0
        yield "Nothing is charged: it was paid in time." if in_time else "Nothing is charged."
    if done.daily is not None and done.daily.rounded():
        tomorrow, daily = done.overdue.as_of + ONE_DAY, done.daily.rounded()
        yield f"From {tomorrow} on, each further day adds {figure(daily)} {daily.currency}."
    if done.high is not None:
        yield f"HIGH: the charges come to {done.high} % a year, more than warn_above_percent."
    for remark in done.remarks:
        yield f"LEFT OUT: {remark.text}."
        yield from str(remark.remedy).splitlines()
    if done.provisional:
        yield "PROVISIONAL: a rate that is not known yet is taken to be the last known one."
        yield from (f"{remark.text}." for remark in provisional_remarks(done.charges))
    for assumed in done.assumes:
        yield f"ASSUMED, no text was read for it: {assumed}."
    for omitted in done.terms.omits:
        yield f"NOT WORKED OUT: {omitted}."
