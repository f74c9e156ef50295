"""The decision on every invoice of the book: exactly one notice or one skip.

Reasons are tried in a fixed order, facts about the invoice first (paid, not due), then what the firm has decided
(held, disputed, never), then the ladder itself, then credits and the least a customer is written to about; what keeps a
letter that is due from going out comes last.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import takewhile

from pastdue.book import Measured
from pastdue.ladder.account import Account
from pastdue.ladder.deadlines import FinalDeadlineOutOfRange
from pastdue.ladder.paid import charges_so_far, left_of_charges, settlement
from pastdue.ladder.rules import ChargesFor, CustomerRule, History, Rules, check_final_deadline, claimed, pay_by_day
from pastdue.model import BlockKind, Issued, Notice, Overdue, Plan, Rung, Skip, Stage, Why
from pastdue.model.calendars import Calendar
from pastdue.model.errors import CannotCharge
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of
from pastdue.model.spans import Span, day_number, day_of

NEXT_STEP = "next: court or write-off"

_BLOCKED = {BlockKind.DISPUTE: Why.DISPUTED, BlockKind.HOLD: Why.ON_HOLD, BlockKind.PROMISE: Why.PROMISED}


@dataclass(frozen=True, slots=True)
class Chosen:
    """An invoice whose day has come: the rung it stands on, and what is owed of it once credits are off, charges apart
    unless these alone are left."""

    overdue: Overdue
    issued: tuple[Issued, ...]
    rung: Rung
    owed: Money

    @property
    def whose(self) -> tuple[str, str]:
        """Its customer's id and its currency."""
        return self.overdue.invoice.customer.id, self.overdue.invoice.currency


def decide(
    measured: Measured, history: History, rules: Rules, charges_for: ChargesFor, account: Account | None = None
) -> Plan:
    """The notice every invoice of the book gets on the measured day, or the reason why none, credits laid on.

    Refuses, as a settings error, a ladder whose final demand would never name a day in range.
    """
    judge = Judge(measured, history, rules, charges_for, account or Account())
    found = [settled or judge.choice(measured.overdue(row)) for row, settled in judge.sorted_out()]
    owed: dict[tuple[str, str], Money] = {}
    for one in found:
        if isinstance(one, Chosen):
            owed[one.whose] = owed.get(one.whose, Money.zero(one.owed.currency)) + one.owed
    verdicts = [one if isinstance(one, Skip) else judge.verdict(one, owed[one.whose]) for one in found]
    notices = tuple(verdict for verdict in verdicts if isinstance(verdict, Notice))
    return Plan(notices, tuple(verdict for verdict in verdicts if isinstance(verdict, Skip)))


class Judge:
    """Decides one invoice at a time on one day, with what is the same for all of them worked out once."""

    def __init__(
        self, measured: Measured, history: History, rules: Rules, charges_for: ChargesFor, account: Account
    ) -> None:
        self._measured, self._history, self._rules, self._charges_for = measured, history, rules, charges_for
        self._account = account
        self._as_of, self._calendar = measured.as_of, measured.calendar
        check_final_deadline(rules, self._as_of, self._calendar)  # refused at once, whoever gets a letter
        self._balances = measured.balances() if rules.least.asks_for_balances else {}
        self._pay_by = cache(self._day_to_pay_by)
        self._reached_on = cache(self._first_day_of)

    def sorted_out(self) -> Iterator[tuple[int, Skip | None]]:
        """Each row of the book with its skip, or with None where its days and amounts alone do not decide."""
        frame, today, first = self._measured.frame, day_number(self._as_of), self._rules.ladder.rungs[0]
        columns = (
            frame[c].tolist()
            for c in (
                "invoice",
                "customer_id",
                "issued",
                "effective_due",
                "days",
                "total_minor",
                "open_minor",
            )
        )
        for row, (invoice, customer, issued, due, days, total, open_) in enumerate(zip(*columns, strict=True)):
            if issued > today:
                yield row, Skip(invoice, customer, Why.NOT_ISSUED, day_of(issued))
            elif total >= 0 >= open_ and self._history.issued(invoice):
                yield row, None  # its letters may have named charges that were not paid
            elif total < 0 or open_ < 0:
                yield row, Skip(invoice, customer, Why.CREDIT)
            elif open_ == 0:
                yield row, Skip(invoice, customer, Why.PAID)
            elif days <= 0 and self._history.issued(invoice):
                yield row, None  # its letters named another due date
            elif days <= 0:
                yield row, Skip(invoice, customer, Why.NOT_DUE, self._reached_on(first.after, day_of(due)))
            else:
                yield row, None

    def choice(self, overdue: Overdue) -> Chosen | Skip:
        """The rung of a late invoice, unpaid or paid without the charges its letters named; or why it has none."""
        issued, number = self._history.issued(overdue.invoice.number), overdue.invoice.number
        try:
            owed = self._open(overdue, issued) if overdue.open.amount > 0 else self._charges_left(overdue, issued)
        except CannotCharge as error:
            return self._cannot(overdue, error)
        if isinstance(owed, Skip):
            return owed
        rung = self._blocked(overdue, issued) or self._rung(overdue, issued)
        if isinstance(rung, Skip):
            return rung
        left = owed - self._account.laid_on(number, owed.currency)
        if left.amount <= 0:
            by = ", ".join(credit.number for credit in self._account.laid[number])
            return self._skip(overdue, Why.COVERED_BY_CREDIT, detail=f"covered by {by}")
        return Chosen(overdue, issued, rung, left)

    def verdict(self, chosen: Chosen, customers: Money) -> Notice | Skip:
        """The notice, or what keeps it back; `customers` is what today's letters come to for its customer."""
        if why := self._rules.least.account.missed_by(customers, self._balances.get(chosen.whose)):
            return self._skip(chosen.overdue, Why.BELOW_MINIMUM, detail=why)
        try:
            held = self._held_back(chosen.overdue, chosen.rung)
            return held or self._notice(chosen.overdue, chosen.issued, chosen.rung)
        except CannotCharge as error:
            return self._cannot(chosen.overdue, error)

    def _open(self, overdue: Overdue, issued: tuple[Issued, ...]) -> Money | Skip:
        """What is open of the invoice; a skip where its letter, judged as a letter, was met and nothing is left."""
        met = self._account.settlement(overdue.invoice.number)
        if met is None:
            return overdue.open
        charges = charges_so_far(overdue, issued, self._charges_for, met).charges
        whole = overdue.open + sum_of((charge.amount for charge in charges), overdue.invoice.currency)
        if whole <= self._account.laid_on(overdue.invoice.number, whole.currency):
            return self._skip(overdue, Why.PAID, detail=str(met))
        return overdue.open

    def _cannot(self, overdue: Overdue, error: CannotCharge) -> Skip:
        return self._skip(overdue, Why(error.why), detail=str(error).replace("\n ", ";"))

    def _notice(self, overdue: Overdue, issued: tuple[Issued, ...], rung: Rung) -> Notice | Skip:
        """The notice itself. Raises CannotCharge."""
        claims = self._rules.claims(overdue.invoice.customer)
        try:
            pay_by = self._pay_by(rung, claims)
        except FinalDeadlineOutOfRange as error:
            return self._skip(overdue, Why.NO_DEADLINE, detail=str(error).replace("\n ", ";"))
        credits_ = self._account.laid.get(overdue.invoice.number, ())
        late = self._account.credited(overdue) if overdue.open.amount > 0 else overdue
        claim = claims and rung.stage is Stage.FINAL_DEMAND
        if claim and overdue.invoice.issued is None:
            return self._skip(overdue, Why.NOT_PRINTABLE, detail=_NO_DAY_TO_CLAIM)
        made, announced = claimed(self._charges_for(late, issued), rung.stage, self._rules.ladder)
        said = made.charges, issued, made.daily, claim, made.remarks, announced, credits_
        return Notice(overdue, rung.stage, pay_by, *said)

    def _charges_left(self, overdue: Overdue, issued: tuple[Issued, ...]) -> Money | Skip:
        """What is owed of a paid invoice's charges where the firm collects it, or why the matter is closed."""
        collects, met = self._rules.collect_after_payment, self._account.settlement(overdue.invoice.number)
        try:
            left = left_of_charges(overdue, issued, self._charges_for, met)
        except CannotCharge:
            if collects:
                raise
            left = None
        if left is not None and left.amount > 0:
            if collects:
                return left
            told = next(notice for notice in reversed(issued) if notice.charged)
            named = f"letter {told.letter} named {told.charged}"
            detail = f"without {left} of its charges, which are not collected; {named}"
            return self._skip(overdue, Why.PAID, detail=detail)
        beyond = overdue.open if left is None else left
        if met is not None:  # what one invoice of a letter was overpaid may have paid another
            beyond += self._account.used.get(overdue.invoice.number, Money.zero(beyond.currency))
        overpaid = beyond.amount < 0
        met = met or (None if left is None else settlement(overdue, issued))
        return self._skip(overdue, Why.CREDIT if overpaid else Why.PAID, detail=str(met or ""))

    def _held_back(self, overdue: Overdue, rung: Rung) -> Skip | None:
        """What keeps a notice whose day has come from going out."""
        invoice, approved = overdue.invoice, self._rules.has_approved(overdue.invoice)
        if invoice.doubt and not approved:
            return self._skip(overdue, Why.NEEDS_REVIEW, detail=invoice.doubt)
        if rung.stage.rank > 0 and not self._rules.payable(invoice.currency) and not approved:
            detail = f"no account is named to pay {invoice.currency} into: set [creditor] iban or account"
            return self._skip(overdue, Why.NEEDS_REVIEW, detail=detail)
        if why := self._rules.unreachable(invoice.customer, rung.stage):
            return self._skip(overdue, Why.NO_ADDRESS, detail=f"{invoice.source}: {why}")
        return None

    def _blocked(self, overdue: Overdue, issued: tuple[Issued, ...]) -> Skip | None:
        """What the firm has decided that keeps an invoice from being dunned at all today."""
        if not self._customer(overdue).dun:
            return self._skip(overdue, Why.NEVER_DUN)
        in_force = {b.kind: b for b in overdue.invoice.blocks if b.in_force(self._as_of)}
        for kind, why in _BLOCKED.items():
            if kind in in_force:
                until = in_force[kind].until
                return self._skip(overdue, why, until and until + timedelta(days=1), in_force[kind].reason)
        if doubtful := self._doubtful(overdue, issued):
            return doubtful
        if overdue.days <= 0:
            first = self._rules.ladder.rungs[0].after
            return self._skip(overdue, Why.NOT_DUE, self._reached_on(first, overdue.effective_due))
        if self._rules.max_age is not None and not issued and self._reached(self._rules.max_age, overdue):
            return self._skip(overdue, Why.TOO_OLD, detail=f"late for {self._rules.max_age} or more, never dunned")
        return None

    def _doubtful(self, overdue: Overdue, issued: tuple[Issued, ...]) -> Skip | None:
        """What about the invoice contradicts earlier letters and runs, unless somebody has approved it."""
        if self._rules.has_approved(overdue.invoice):
            return None
        against = self._rules.known.contradictions(overdue, issued)
        return self._skip(overdue, Why.NEEDS_REVIEW, detail=against) if against else None

    def _rung(self, overdue: Overdue, issued: tuple[Issued, ...]) -> Rung | Skip:
        """The rung this invoice stands on today, or why it gets no notice yet."""
        ladder = self._rules.ladder
        sent = max((i.stage.rank for i in issued), default=-1)
        above = [rung for rung in ladder.rungs if rung.stage.rank > sent]
        if not above:
            return self._skip(overdue, Why.LADDER_DONE, detail=NEXT_STEP)
        highest = self._customer(overdue).highest
        allowed = [rung for rung in above if highest is None or rung.stage.rank <= highest.rank]
        if not allowed:
            return self._skip(overdue, Why.HIGHEST_STAGE_REACHED, detail=f"this customer's highest is {highest}")
        # In their order, whatever holidays do to business days: no rung counts before the one under it.
        reached = list(takewhile(lambda rung: self._reached(rung.after, overdue), allowed))
        if not reached:
            why = Why.ALREADY_SENT if issued else Why.TOO_EARLY
            until = self._reached_on(allowed[0].after, overdue.effective_due)
            return self._skip(overdue, why, max(until, self._gap_over(issued)), _last(issued))
        if issued and issued[-1].on == self._as_of:
            tomorrow = self._as_of + timedelta(days=1)
            return self._skip(overdue, Why.ALREADY_SENT, max(tomorrow, self._gap_over(issued)), _last(issued))
        if issued and self._gap_over(issued) > self._as_of:
            return self._skip(overdue, Why.MIN_GAP, self._gap_over(issued), _last(issued))
        return self._choose(overdue, reached, issued)

    def _choose(self, overdue: Overdue, reached: list[Rung], issued: tuple[Issued, ...]) -> Rung | Skip:
        """The rung to send among those reached; the final demand waits for an earlier notice's day to pay by."""
        chosen = reached[-1] if self._rules.ladder.catch_up else reached[0]
        if chosen.stage is not Stage.FINAL_DEMAND or (issued and issued[-1].pay_by < self._as_of):
            return chosen
        milder = [rung for rung in reached if rung is not chosen]
        if milder:
            return milder[-1]
        if not issued:
            first = self._rules.ladder.rungs[0].after
            return self._skip(overdue, Why.TOO_EARLY, self._reached_on(first, overdue.effective_due))
        return self._skip(overdue, Why.WAITING_FOR_PAY_BY, issued[-1].pay_by + timedelta(days=1), _last(issued))

    def _day_to_pay_by(self, rung: Rung, claim: bool) -> date:
        return pay_by_day(self._rules, rung, self._as_of, self._calendar, claim)

    def _reached(self, after: Span, overdue: Overdue) -> bool:
        if after.counts_open_days:
            return overdue.business_days >= after.count
        return after.after(overdue.effective_due) <= self._as_of

    def _first_day_of(self, after: Span, effective_due: date) -> date:
        """The first day on which lateness since `effective_due` is at least `after`."""
        return _counted(self._calendar, effective_due, after)

    def _gap_over(self, issued: tuple[Issued, ...]) -> date:
        """The first day far enough from the last notice; the day itself when there is none."""
        if not issued:
            return self._as_of
        return _counted(self._calendar, issued[-1].on, self._rules.ladder.min_gap)

    def _customer(self, overdue: Overdue) -> CustomerRule:
        return self._rules.customers.get(overdue.invoice.customer.id, _ORDINARY)

    @staticmethod
    def _skip(overdue: Overdue, why: Why, until: date | None = None, detail: str = "") -> Skip:
        return Skip(overdue.invoice.number, overdue.invoice.customer.id, why, until, detail)


_ORDINARY = CustomerRule()


def _counted(calendar: Calendar, since: date, span: Span) -> date:
    return calendar.after(since, span.count) if span.counts_open_days else span.after(since)


_NO_DAY_TO_CLAIM = "a letter of claim names the day of the invoice, and the file gives none: add the column issued"


def _last(issued: tuple[Issued, ...]) -> str:
    if not issued:
        return ""
    return f"{issued[-1].stage} sent on {issued[-1].on} in letter {issued[-1].letter}"
