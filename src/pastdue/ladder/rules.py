"""What does the ladder go by? Its rungs, the limits around it, the day each stage gives, and what it asks of others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from pastdue.ladder.deadlines import FINAL_AT_MOST, deadline, final_deadline
from pastdue.model import Charge, Issued, Ladder, Overdue, Party, Stage
from pastdue.model.calendars import Calendar
from pastdue.model.errors import SettingsError
from pastdue.model.money import Money
from pastdue.model.spans import Span


class History(Protocol):
    """What the ledger knows of earlier notices."""

    def issued(self, invoice: str) -> tuple[Issued, ...]:
        """The living notices of one invoice, oldest first."""
        ...


class ChargesFor(Protocol):
    """What lateness costs an invoice."""

    def __call__(
        self, overdue: Overdue, issued: tuple[Issued, ...], with_new_notice: bool = True
    ) -> tuple[Charge, ...]:
        """The charges with the notices already issued and, unless told otherwise, the one being written."""
        ...


@dataclass(frozen=True, slots=True)
class CustomerRule:
    """What the firm has decided about one customer."""

    dun: bool = True
    highest: Stage | None = None


def _nobody(_: Party) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Rules:
    """The ladder and the limits around it. `min_balance` and `review_above` hold one amount per currency.

    With `collect_after_payment` an invoice that was paid without the charges its letters named goes on up the ladder
    for these. `claims` says to whom a final demand is a letter of claim.
    """

    ladder: Ladder
    final_deadline: Span | None = None
    mail_days: int = 0
    min_balance: Mapping[str, Money] = field(default_factory=dict)
    review_above: Mapping[str, Money] = field(default_factory=dict)
    max_age: Span | None = None
    customers: Mapping[str, CustomerRule] = field(default_factory=dict)
    approved: frozenset[str] = frozenset()
    collect_after_payment: bool = False
    claims: Callable[[Party], bool] = _nobody


def check_ladder(ladder: Ladder) -> Ladder:
    """`ladder` itself, when its rungs rise in stage and length; refuses one that does not."""
    if not ladder.rungs or ladder.rungs[0].stage is Stage.FINAL_DEMAND:
        raise SettingsError(
            f"ladder {ladder.name!r} has no rung before the final demand, which needs an earlier notice"
        )
    for lower, upper in zip(ladder.rungs, ladder.rungs[1:], strict=False):
        same_unit = lower.after.unit is upper.after.unit
        if lower.stage.rank >= upper.stage.rank or (same_unit and lower.after.count >= upper.after.count):
            raise SettingsError(
                f"ladder {ladder.name!r}: {upper.stage} after {upper.after} does not come after "
                f"{lower.stage} after {lower.after}",
                "order the rungs " + ", ".join(Stage),
            )
    return ladder


def pay_by_days(rules: Rules, letter_on: date, calendar: Calendar, claim: bool = False) -> dict[Stage, date]:
    """The day each stage's letter gives time until; refuses a final demand whose day is out of range.

    A letter of claim (`claim`) gives the 30 days from its own date that the debtor has by right, whatever the settings
    say; as in every final demand a 30th day that is closed moves back.
    """
    days: dict[Stage, date] = {}
    for rung in rules.ladder.rungs:
        if rung.stage is Stage.FINAL_DEMAND and claim:
            days[rung.stage] = final_deadline(letter_on, FINAL_AT_MOST, calendar)
        elif rung.stage is Stage.FINAL_DEMAND:
            span = rules.final_deadline or rung.pay_within
            days[rung.stage] = final_deadline(letter_on, span, calendar, rules.mail_days)
        else:
            days[rung.stage] = deadline(letter_on, rung.pay_within, calendar, rules.mail_days)
    return days
