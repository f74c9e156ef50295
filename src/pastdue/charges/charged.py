"""What was charged, and what is there to say about it? Policies applied, and their remarks collected, each once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from decimal import Decimal

from pastdue.charges.policy import Policy
from pastdue.charges.rates import NoQuote
from pastdue.charges.reference import Reference
from pastdue.model import Charge, ChargeKind, Issued, Overdue, Segment
from pastdue.model.money import Money, half_up
from pastdue.model.money import total as sum_of
from pastdue.model.remarks import Remark

_NAMED_AT_MOST = 3


class Chargebook:
    """Applies policies for one run. `ceiling` is the yearly percentage above which charges are remarked on."""

    def __init__(self, ceiling: Decimal | None = None) -> None:
        self._ceiling = ceiling
        self._missing: dict[tuple[str, int, int], NoQuote] = {}
        self._provisional: dict[str, None] = {}
        self._high: dict[str, str] = {}

    def charges(
        self, policy: Policy, overdue: Overdue, issued: tuple[Issued, ...], with_new_notice: bool = True
    ) -> tuple[Charge, ...]:
        """As `Policy.charges`, but without a compensation whose exchange rate is not known, which is remembered."""
        try:
            charged = policy.charges(overdue, issued, with_new_notice=with_new_notice)
        except NoQuote as missing:
            self._missing.setdefault((missing.series, missing.day.year, missing.day.month), missing)
            policy = policy.without(ChargeKind.COMPENSATION)
            charged = policy.charges(overdue, issued, with_new_notice=with_new_notice)
        if with_new_notice or overdue.open.amount > 0:
            self._note(policy, overdue, charged)
        return charged

    def daily(self, policy: Policy, overdue: Overdue, issued: tuple[Issued, ...]) -> Money | None:
        """As `Policy.daily`, without a compensation whose exchange rate is not known."""
        try:
            return policy.daily(overdue, issued)
        except NoQuote:
            return policy.without(ChargeKind.COMPENSATION).daily(overdue, issued)

    def remarks(self, policies: Iterable[Policy]) -> Iterator[Remark]:
        """What the series of these policies say about the user's own rows, then what charging has found."""
        yield from map(Remark, dict.fromkeys(remark for policy in policies for remark in series_remarks(policy)))
        for missing in self._missing.values():
            text = f"no compensation where it needs the rate of {missing.day}: {missing.what}"
            yield Remark(text, remedy=missing.remedy)
        yield from map(Remark, self._provisional)
        if self._high:
            more = len(self._high) - _NAMED_AT_MOST
            named = "; ".join(list(self._high.values())[:_NAMED_AT_MOST]) + (f"; and {more} more" if more > 0 else "")
            yield Remark(f"charges above warn_above_percent = {self._ceiling}: {named}")

    def _note(self, policy: Policy, overdue: Overdue, charged: tuple[Charge, ...]) -> None:
        for segment in (s for charge in charged for s in charge.segments if s.provisional):
            self._provisional[provisional_remark(segment)] = None
        percent = annual_percent(policy, overdue, charged)
        if self._ceiling is not None and percent is not None and percent > self._ceiling:
            number = overdue.invoice.number
            whole = sum_of((charge.amount for charge in charged), overdue.invoice.currency)
            self._high[number] = f"invoice {number}, {whole}, {half_up(percent, 1)} % a year"


def annual_percent(policy: Policy, overdue: Overdue, charged: tuple[Charge, ...]) -> Decimal | None:
    """What all charges come to in percent a year of what was open on the due day; None where nothing was charged."""
    due = policy.effective_due(overdue)
    days, claim = (overdue.as_of - due).days, overdue.invoice.open(due).amount
    whole = sum((charge.amount.amount for charge in charged), Decimal(0))
    return whole * 36500 / (claim * days) if whole and days > 0 and claim > 0 else None


def provisional_remark(segment: Segment) -> str:
    """Which figure of the segment is provisional, and why."""
    if segment.conversion is not None and segment.conversion.provisional:
        rate = segment.conversion
        return f"provisional: {rate.title} ({rate.series}) {rate.rate} of {rate.on} stands in for a day not yet known"
    basis = segment.basis
    assert basis is not None
    return (
        f"provisional: {basis.title} ({basis.series}) of {basis.on} is not yet known; "
        f"{basis.percent} % of {basis.since} stands in for it"
    )


def series_remarks(policy: Policy) -> Iterator[str]:
    """What there is to say about the user's own rows in the series the policy reads."""
    for rule in policy.rules:
        for field in fields(rule):  # type: ignore[arg-type]
            value = getattr(rule, field.name)
            if isinstance(value, Reference):
                yield from value.series.remarks
