"""Policies applied to an invoice: the charges, the interest of each further day, and remarks for the sender."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from decimal import Decimal

from pastdue.charges.lateness import LeftOut
from pastdue.charges.policy import Policy
from pastdue.charges.reference import Reference
from pastdue.model import Charge, ChargeKind, Issued, Overdue, Segment
from pastdue.model.messages import Message
from pastdue.model.money import Money
from pastdue.model.remarks import Remark


@dataclass(frozen=True, slots=True)
class Charged:
    """The result of a policy for one invoice: its charges, the interest of each further day, and remarks for the
    sender.

    `daily` is not rounded, and None where no interest runs or no notice is being written.
    """

    charges: tuple[Charge, ...] = ()
    daily: Money | None = None
    remarks: tuple[Remark, ...] = ()


def charged(policy: Policy, overdue: Overdue, issued: tuple[Issued, ...], *, with_new_notice: bool = True) -> Charged:
    """The charges of `policy`, as `Policy.charges`, with the interest of each further day and remarks.

    A compensation whose statutory sum cannot be worked out is left out, and a remark says why and what to do. Raises
    CannotCharge as the policy does.
    """
    remarks: tuple[Remark, ...] = ()
    try:
        charges = policy.charges(overdue, issued, with_new_notice=with_new_notice)
    except LeftOut as left_out:
        remarks = (replace(left_out.remark, about=overdue.invoice.number),)
        policy = policy.without(ChargeKind.COMPENSATION)
        charges = policy.charges(overdue, issued, with_new_notice=with_new_notice)
    bears = with_new_notice and any(charge.kind is ChargeKind.INTEREST for charge in charges)
    return Charged(charges, policy.daily(overdue, issued) if bears else None, remarks)


def annual_percent(policy: Policy, overdue: Overdue, charged: tuple[Charge, ...]) -> Decimal | None:
    """All charges as percent a year (365 days) of the amount open on the due day, unrounded; None where nothing was
    charged or no day has passed."""
    due = policy.effective_due(overdue)
    days, claim = (overdue.as_of - due).days, overdue.invoice.open(due).amount
    whole = sum((charge.amount.amount for charge in charged), Decimal(0))
    return whole * 36500 / (claim * days) if whole and days > 0 and claim > 0 else None


def provisional_remarks(charges: Iterable[Charge]) -> tuple[Remark, ...]:
    """A remark for each provisional figure the charges rest on, each once."""
    provisional = (segment for charge in charges for segment in charge.segments if segment.provisional)
    return tuple(dict.fromkeys(Remark(_provisional(segment), warns=True) for segment in provisional))


def _provisional(segment: Segment) -> Message:
    """The remark's text for a provisional segment: the figure that is not yet known and the one that stands in for
    it."""
    if segment.conversion is not None and segment.conversion.provisional:
        rate = segment.conversion
        return Message.of("provisional_rate", title=rate.title, series=rate.series, rate=rate.rate, on=rate.on)
    basis = segment.basis
    assert basis is not None
    return Message.of(
        "provisional_percent",
        title=basis.title,
        series=basis.series,
        on=basis.on,
        percent=basis.percent,
        since=basis.since,
    )


def series_remarks(policies: Iterable[Policy]) -> tuple[Remark, ...]:
    """The remarks on the user's own rows in the series the policies read, each once."""
    rules = (rule for policy in policies for rule in policy.rules)
    values = (getattr(rule, field.name) for rule in rules for field in fields(rule))  # type: ignore[arg-type]
    read = (value.series for value in values if isinstance(value, Reference))
    return tuple(dict.fromkeys(Remark(text) for series in read for text in series.remarks))
