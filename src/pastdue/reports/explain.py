"""Explanations of one invoice: the reason for its notice or skip, its charges with their proof, and the next step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pastdue.ladder.rungs import ReachedRung
from pastdue.model import Charge, Column, CountedFrom, Credit, Issued, Notice, Overdue, Rung, Skip, Table
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of
from pastdue.model.remarks import Remark
from pastdue.model.tables import ColumnsOf, Rank
from pastdue.reports.charges import charge_json

_SINCE = {CountedFrom.LAST_LETTER: " from the last letter", CountedFrom.PAY_BY: " from its day to pay by"}


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything about one invoice on one day.

    `decision` is the notice it would get, or why it gets none; `charges` what its lateness costs so far, noticed
    or not; `issued` the notices already in force, oldest first.
    """

    overdue: Overdue
    decision: Notice | Skip
    charges: tuple[Charge, ...] = ()
    issued: tuple[Issued, ...] = ()
    waived: str | None = None
    """Why its charges were waived; None when they were not."""
    remarks: tuple[Remark, ...] = ()
    """Remarks on the choice of its charges, and on those that are provisional or high."""
    credits: tuple[Credit, ...] = ()
    """The customer's credits laid on it, which its charges count as payments."""
    rungs: tuple[ReachedRung, ...] = ()
    """The rungs of its ladder, each with its day and its letter."""
    uncharged: Remark | None = None
    """Why what is owed bears no charges that can be worked out; None where it does, or owes none."""

    @property
    def charged(self) -> Money:
        """The sum of the charges."""
        return sum_of((charge.amount for charge in self.charges), self.overdue.invoice.currency)

    @property
    def settled_beyond(self) -> Money:
        """The charges that a letter named and credits settled, beyond those of today: they stay charged, though today
        they would come to less."""
        open_, zero = self.overdue.open, Money.zero(self.overdue.invoice.currency)
        return max(zero, self._laid - open_ - self.charged) if open_.amount > 0 else zero

    @property
    def total(self) -> Money:
        """The open amount and the charges, less the credits laid on the invoice."""
        return self.overdue.open + self.charged + self.settled_beyond - self._laid

    @property
    def _laid(self) -> Money:
        return sum_of((credit.amount for credit in self.credits), self.overdue.invoice.currency)

    @property
    def provisional(self) -> bool:
        """True when any charge rests on a rate that was not checked for its day."""
        return any(charge.provisional for charge in self.charges)

    @property
    def stage(self) -> str | None:
        """The stage of the notice it would get today; None when it gets none."""
        return self.decision.stage.value if isinstance(self.decision, Notice) else None

    @property
    def why(self) -> str | None:
        """Why it gets no notice; None when it gets one."""
        return self.decision.why.value if isinstance(self.decision, Skip) else None

    @property
    def next_possible(self) -> date | None:
        """The first day it may get a notice: the as-of day when it gets one today, None when no day is known."""
        return self.overdue.as_of if isinstance(self.decision, Notice) else self.decision.until


def told(notice: Notice) -> str:
    """The stage and the day to pay by of a notice, and how its rung was reached where its age does not say so."""
    because = f" ({notice.because})" if notice.because else ""
    return f"{notice.stage.value}{because}, pay by {notice.pay_by}"


def explain_json(explanation: Explanation) -> dict[str, object]:
    """The explanation as `explain --format json` prints it; amounts are text in `currency`, dates ISO."""
    overdue, following = explanation.overdue, explanation.next_possible
    return {
        "schema": 1,
        "invoice": overdue.invoice.number,
        "customer_id": overdue.invoice.customer.id,
        "currency": overdue.invoice.currency,
        "due": overdue.invoice.due.isoformat() if overdue.invoice.due_known else None,
        "effective_due": overdue.effective_due.isoformat() if overdue.invoice.due_known else None,
        "as_of": overdue.as_of.isoformat(),
        "days": overdue.days,
        "business_days": overdue.business_days,
        "calendar": str(overdue.calendar),
        "stage": explanation.stage,
        "why": explanation.why,
        "detail": str(explanation.decision.detail)
        if isinstance(explanation.decision, Skip)
        else explanation.decision.because,
        "next_possible": following.isoformat() if following else None,
        "open": overdue.open.plain,
        "payments": [
            {"on": payment.on.isoformat() if payment.on else None, "amount": payment.amount.plain}
            for payment in overdue.invoice.payments
        ],
        "credits": [
            {"invoice": c.number, "on": c.on.isoformat() if c.on else None, "amount": c.amount.plain}
            for c in explanation.credits
        ],
        "waived": explanation.waived,
        "charges": [charge_json(charge) for charge in explanation.charges],
        "charges_total": explanation.charged.plain,
        "provisional": explanation.provisional,
        "total": explanation.total.plain,
        "notices": [_issued_json(issued) for issued in explanation.issued],
        "ladder": [_rung_json(reached) for reached in explanation.rungs],
        "remarks": [str(remark) for remark in explanation.remarks],
    }


def _rung_json(reached: ReachedRung) -> dict[str, object]:
    return {
        "stage": reached.rung.stage.value,
        "after": counted_since(reached.rung),
        "on": reached.on.isoformat() if reached.on else None,
        "letter": reached.issued.letter if reached.issued else None,
    }


def _issued_json(issued: Issued) -> dict[str, object]:
    return {
        "letter": issued.letter,
        "stage": issued.stage.value,
        "on": issued.on.isoformat(),
        "pay_by": issued.pay_by.isoformat(),
        "total": issued.total.plain,
        "letter_total": issued.asked.plain if issued.asked else None,
    }


def facts_table(explanation: Explanation) -> Table:
    """The facts as CSV carries them, a row each."""
    return Table("Facts", (Column("what", "What"), Column("value", "Value")), tuple(_facts(explanation)))


def _facts(explanation: Explanation) -> list[tuple[str, str]]:
    overdue, decision, more = explanation.overdue, explanation.decision, explanation.settled_beyond
    if isinstance(decision, Notice):
        verdict = told(decision)
    else:
        verdict = f"no notice: {decision.why.value}" + (f" ({decision.detail})" if decision.detail else "")
    return [
        ("customer", f"{overdue.invoice.customer.name} ({overdue.invoice.customer.id})"),
        ("as of", f"{overdue.as_of}"),
        ("due", f"{overdue.invoice.due}" if overdue.invoice.due_known else "not known"),
        ("effective due", f"{overdue.effective_due}" if overdue.invoice.due_known else "not known"),
        ("days late", f"{overdue.days} calendar, {overdue.business_days} business ({overdue.calendar})"),
        ("today", verdict),
        ("next possible", f"{explanation.next_possible or 'not known'}"),
        ("open", f"{overdue.open}"),
        *_law_facts(explanation),
        *(("credit", f"{c.amount}, {c.number} of {c.on or 'no day'}") for c in explanation.credits),
        ("charges", f"{explanation.charged}" + (", provisional" if explanation.provisional else "")),
        *((("settled", f"{more} more of the charges that a letter named"),) if more else ()),
        ("total", f"{explanation.total}"),
    ]


def _law_facts(explanation: Explanation) -> Iterator[tuple[str, str]]:
    """The law of each kind of charge, and the due day it counts from where that is not the one measured."""
    for charge in explanation.charges:
        if charge.law:
            yield (charge.kind.value, charge.law)
    for day in dict.fromkeys(charge.due for charge in explanation.charges):
        if day is not None and day != explanation.overdue.effective_due:
            yield ("charged from", f"the day after {day}, the due day by law")


_RUNG = ColumnsOf[ReachedRung]({
    Column("stage", "Stage", rank=Rank.KEY): lambda one: one.rung.stage.value,
    Column("after", "After"): lambda one: counted_since(one.rung),
    Column("on", "From", date, rank=Rank.KEY): lambda one: one.on,
    Column("letter", "Letter", rank=Rank.KEY): lambda one: one.issued.letter if one.issued else "",
})  # fmt: skip
_ISSUED = ColumnsOf[Issued]({
    Column("letter", "Letter", rank=Rank.KEY): lambda one: one.letter,
    Column("stage", "Stage", rank=Rank.KEY): lambda one: one.stage.value,
    Column("on", "Sent", date): lambda one: one.on,
    Column("pay_by", "Pay by", date, rank=Rank.EXTRA): lambda one: one.pay_by,
    Column("currency", "Currency", rank=Rank.KEY): lambda one: one.total.currency,
    Column("total", "Total", Money, rank=Rank.KEY): lambda one: one.total,
    Column("letter_total", "Letter asks", Money, rank=Rank.EXTRA): lambda one: one.asked,
})  # fmt: skip


def ladder_table(rungs: tuple[ReachedRung, ...]) -> Table:
    """A row for each rung: after how long it is reached, on which day, and its last letter."""
    return _RUNG.table("Ladder", rungs)


def counted_since(rung: Rung) -> str:
    """The time after which a rung is reached, and from when that counts where it is not the due day."""
    return f"{rung.after}{_SINCE.get(rung.counted_from, '')}"


def issued_table(issued: tuple[Issued, ...]) -> Table:
    """A row for each notice in force, in the order given."""
    return _ISSUED.table("Notices issued", issued)
