"""Advice for the next agreement with a customer: rules with bounds, applied to how the customer paid so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from pastdue.model import Stage
from pastdue.model.ladders import STAGES
from pastdue.model.names import one_of
from pastdue.reports.customers.record import CustomerRecord, Paying


class Agree(StrEnum):
    """The terms to ask for next time, the strictest first; the last where no rule fits."""

    NO_FURTHER_WORK = "no_further_work"
    DEPOSIT = "deposit"
    SHORTER_TERMS = "shorter_terms"
    USUAL_TERMS = "usual_terms"


@dataclass(frozen=True, slots=True)
class AgreementRule:
    """Bounds that must all be met, each left out for any; days are calendar days, `on_time_below` is in percent."""

    agree: Agree
    highest: str | None = None
    """A letter of this stage, as those that come with the program are called, or of a severer one went out."""
    overdue: bool | None = None
    """An invoice is overdue now (True), or none is (False)."""
    invoices: int | None = None
    """The least number of invoices that fell due and whose day of payment is known."""
    on_time_below: Decimal | None = None
    """Less than this share of them was paid in time."""
    mean_days_late: Decimal | None = None
    """They were at least so late on average, those in time as 0."""
    worst_days_late: int | None = None
    """One was at least so late."""
    letters: int | None = None
    """The least number of letters that went out."""
    promises_broken: int | None = None
    """The least number of promises that were not kept."""

    def __post_init__(self) -> None:
        if self.highest is not None:
            one_of(self.highest, STAGES, "highest")

    def fits(self, paying: Paying) -> bool:
        """True when a customer who paid so meets every bound."""
        bounds = (
            self.highest is None
            or (paying.highest is not None and paying.highest.severity >= Stage(self.highest).severity),
            self.overdue is None or self.overdue == bool(paying.overdue),
            self.invoices is None or len(paying.late) >= self.invoices,
            self.on_time_below is None
            or (paying.on_time_percent is not None and paying.on_time_percent < self.on_time_below),
            self.mean_days_late is None
            or (paying.mean_days is not None and paying.mean_days >= self.mean_days_late),
            self.worst_days_late is None
            or (paying.worst_days is not None and paying.worst_days >= self.worst_days_late),
            self.letters is None or len(paying.letters) >= self.letters,
            self.promises_broken is None or paying.promises_broken >= self.promises_broken,
        )  # fmt: skip
        return all(bounds)


def agreed(records: Sequence[CustomerRecord], rules: Iterable[AgreementRule]) -> tuple[CustomerRecord, ...]:
    """The records with the terms to agree next time, judged on all of a customer's currencies together."""
    whole: dict[str, Paying] = defaultdict(Paying)
    for record in records:
        whole[record.customer_id] += record.paying
    known = tuple(rules)
    return tuple(replace(record, agree=_fitting(whole[record.customer_id], known)) for record in records)


def _fitting(paying: Paying, rules: tuple[AgreementRule, ...]) -> tuple[str, ...]:
    found = {rule.agree for rule in rules if rule.fits(paying)}
    return tuple(each.value for each in Agree if each in found) or (Agree.USUAL_TERMS.value,)
