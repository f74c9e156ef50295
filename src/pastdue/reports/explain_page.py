"""An explanation as text: the facts of one invoice, its charges line by line, and the sums."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pastdue.model import Notice, Payment
from pastdue.model.wording import counted
from pastdue.reports.charge_lines import Statement, figure
from pastdue.reports.explain import Explanation, told


def statement(explanation: Explanation) -> Statement:
    """The invoice's facts, charges and sums."""
    return Statement(
        f"Invoice {explanation.overdue.invoice.number}",
        tuple(_facts(explanation)),
        explanation.charges,
        ("Open", explanation.overdue.open),
        ("Total", explanation.total, ", provisional" if explanation.provisional else ""),
        explanation.credits,
    )


def _facts(explanation: Explanation) -> Iterator[tuple[str, str]]:
    overdue, decision = explanation.overdue, explanation.decision
    invoice, late = overdue.invoice, max(0, overdue.days)
    yield "Customer", f"{invoice.customer.name} ({invoice.customer.id})"
    issued = f", issued {invoice.issued}" if invoice.issued else ""
    yield "Amount", f"{figure(invoice.total)} {invoice.currency}{issued}"
    yield "Due", f"{invoice.due:%Y-%m-%d, %A}" if invoice.due_known else "not known"
    if overdue.effective_due != invoice.due:
        yield "", f"moved to {overdue.effective_due:%Y-%m-%d, %A}"
    for day in dict.fromkeys(charge.due for charge in explanation.charges):
        if day is not None and day != overdue.effective_due:
            yield "", f"charged from the day after {day:%Y-%m-%d, %A}, the due day by law"
    for payment in sorted(invoice.payments, key=lambda p: p.on or date.min):
        yield (
            "Paid",
            f"{figure(payment.amount)} {invoice.currency}, {_when(payment.on, overdue.as_of)}" + _called(payment),
        )
    days, open_days = _days(late, "day"), _days(overdue.business_days, "business day")
    counted = f": {days} late, {open_days} ({overdue.calendar})" if invoice.due_known else ""
    yield "As of", f"{overdue.as_of}{counted}"
    if isinstance(decision, Notice):
        yield "Today", told(decision)
    else:
        yield "Today", f"no notice: {decision.why.value}" + (f" ({decision.detail})" if decision.detail else "")
        yield "Next possible", f"{explanation.next_possible or 'not known'}"
    if explanation.charges:
        yield "Policy", ", ".join(dict.fromkeys(charge.policy for charge in explanation.charges))
    if explanation.waived is not None:
        yield "Charges", f"waived: {explanation.waived}"


def _called(payment: Payment) -> str:
    """The payment's reference in brackets; "" where it has none."""
    return f" ({payment.reference})" if payment.reference else ""


def _when(on: date | None, as_of: date) -> str:
    if on is None:
        return "counted as paid on the due day, as the file gives no date"
    return f"{on}" + (", still to come" if on > as_of else "")


def _days(count: int, unit: str) -> str:
    return counted(count, unit)
