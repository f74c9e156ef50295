"""Charges line by line: every one with the segments that prove it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pastdue.charges.interest.accrual import ONE_DAY
from pastdue.model import Charge, Column, Conversion, Notice, RateBasis, Segment, SetOff, Table
from pastdue.model.money import Money
from pastdue.model.tables import ColumnsOf


@dataclass(frozen=True, slots=True)
class ChargeLine:
    """One segment of a charge on the invoice of a notice."""

    notice: Notice
    charge: Charge
    segment: Segment


_COLUMNS = ColumnsOf[ChargeLine]({
    Column("invoice", "Invoice"): lambda one: one.notice.invoice.number,
    Column("customer_id", "Id"): lambda one: one.notice.invoice.customer.id,
    Column("customer", "Customer"): lambda one: one.notice.invoice.customer.name,
    Column("kind", "Kind"): lambda one: one.charge.kind.value,
    Column("policy", "Policy"): lambda one: one.charge.policy,
    Column("law", "Law"): lambda one: one.charge.law,
    Column("first_day", "From", date): lambda one: one.segment.since + ONE_DAY if one.segment.since else None,
    Column("since", "After", date): lambda one: one.segment.since,
    Column("until", "To", date): lambda one: one.segment.until,
    Column("days", "Days", int): lambda one: one.segment.days,
    Column("base", "Base", Money): lambda one: one.segment.base,
    Column("percent", "Percent", Decimal): lambda one: one.segment.percent,
    Column("day_count", "Day count"): lambda one: one.segment.day_count.value if one.segment.day_count else None,
    Column("currency", "Currency"): lambda one: one.charge.currency,
    Column("amount", "Amount", Money): lambda one: one.segment.amount,
    Column("note", "Note"): lambda one: one.segment.note,
    Column("rests_on", "Rests on"): lambda one: rests_on(one.segment),
})  # fmt: skip


def charges_table(notices: Iterable[Notice]) -> Table:
    """A row for each segment, so the amounts of an invoice's rows add up to its charges.

    A segment counts its `first_day` and `until`; `since` is the day before the first. An adjustment (minimum, cap, VAT)
    is a row of its own, whose amount may be negative and whose note says what it is.
    """
    lines = (
        ChargeLine(notice, charge, segment)
        for notice in notices
        for charge in notice.charges
        for segment in charge.segments
    )
    return _COLUMNS.table("Charges", lines)


def rests_on(segment: Segment) -> str:
    """The published figure behind a segment: `3.75 (boe-bank-rate of 2026-06-30) + 8`; empty where there is none."""
    basis, conversion = segment.basis, segment.conversion
    said = ""
    if basis is not None:
        said = f"{basis.percent:f} ({basis.series} of {basis.on})" + (f" + {basis.margin:f}" if basis.margin else "")
        said += f", up to {basis.rounded_up_to:f}" if basis.rounded_up_to else ""
    elif conversion is not None:
        said = f"{conversion.amount} x {conversion.rate:f} ({conversion.series} of {conversion.on})"
    return said + (", provisional" if segment.provisional else "")


def charge_json(charge: Charge) -> dict[str, object]:
    """One charge as `explain --format json` carries it: amounts and percentages as text, in the charge's currency.

    `due` is the due day the charge counts from, `set_off` has the payments that could pay costs or interest; a
    segment's `basis` is the reference rate behind its percentage, its `conversion` the exchange rate behind its amount,
    null where there is none.
    """
    return {
        "kind": charge.kind.value,
        "policy": charge.policy,
        "law": charge.law,
        "due": charge.due.isoformat() if charge.due else None,
        "amount": charge.amount.plain,
        "provisional": charge.provisional,
        "segments": [segment_json(segment) for segment in charge.segments],
        "set_off": [set_off_json(one) for one in charge.base.set_off],
    }


def segment_json(segment: Segment) -> dict[str, object]:
    """One segment, whose `since` is excluded and `until` included."""
    return {
        "since": segment.since.isoformat() if segment.since else None,
        "until": segment.until.isoformat() if segment.until else None,
        "days": segment.days,
        "base": None if segment.base is None else segment.base.plain,
        "percent": None if segment.percent is None else f"{segment.percent:f}",
        "day_count": segment.day_count.value if segment.day_count else None,
        "amount": segment.amount.plain,
        "note": segment.note,
        "basis": _basis_json(segment.basis),
        "conversion": _conversion_json(segment.conversion),
    }


def set_off_json(one: SetOff) -> dict[str, object]:
    """A payment as it was set off; each part as text, in the charge's currency."""
    parts = {"amount": one.amount, "costs": one.costs, "interest": one.interest, "base": one.base}
    return {"on": one.on.isoformat(), **{name: part.plain for name, part in parts.items()}}


def _basis_json(basis: RateBasis | None) -> dict[str, object] | None:
    if basis is None:
        return None
    return {
        "series": basis.series,
        "title": basis.title,
        "percent": f"{basis.percent:f}",
        "on": basis.on.isoformat(),
        "since": basis.since.isoformat(),
        "margin": f"{basis.margin:f}",
        "source": basis.source,
        "provisional": basis.provisional,
        "rounded_up_to": f"{basis.rounded_up_to:f}" if basis.rounded_up_to else None,
    }


def _conversion_json(conversion: Conversion | None) -> dict[str, object] | None:
    if conversion is None:
        return None
    return {
        "amount": conversion.amount.plain,
        "currency": conversion.amount.currency,
        "rate": f"{conversion.rate:f}",
        "series": conversion.series,
        "title": conversion.title,
        "on": conversion.on.isoformat(),
        "source": conversion.source,
        "provisional": conversion.provisional,
    }
