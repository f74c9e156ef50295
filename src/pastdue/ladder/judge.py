"""The decision on every invoice of the book: exactly one notice or one skip.

Reasons are tried in a fixed order, facts about the invoice first (paid, not due), then what the firm has decided
(held, disputed, never), then the ladder itself, then credits and the least a customer is written to about; what keeps a
letter that is due from going out comes last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from pastdue.book import Measured
from pastdue.ladder.account import CustomerAccounts
from pastdue.ladder.charges_left import ChargesLeft
from pastdue.ladder.deadlines import FinalDeadlineOutOfRange
from pastdue.ladder.paid import charges_so_far
from pastdue.ladder.rows import sorted_out
from pastdue.ladder.rules import (
    ChargesFor,
    CustomerRule,
    NoticeHistory,
    Rules,
    check_final_deadline,
)
from pastdue.ladder.rungs import Rungs, Stand, skipped
from pastdue.ladder.written import NoticeWriter
from pastdue.model import BlockKind, Invoice, Issued, Notice, Overdue, Plan, Rung, Skip, Stage, Whose, Why
from pastdue.model.errors.left_out import CannotCharge
from pastdue.model.messages import APART, Message, Names, Text
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of

_BLOCKED = {BlockKind.DISPUTE: Why.DISPUTED, BlockKind.HOLD: Why.ON_HOLD, BlockKind.PROMISE: Why.PROMISED}


@dataclass(frozen=True, slots=True)
class Chosen:
    """An invoice whose next notice is due: the rung it stands on, and the amount owed once credits are deducted,
    charges apart unless only they are left."""

    overdue: Overdue
    issued: tuple[Issued, ...]
    stand: Stand
    owed: Money

    @property
    def whose(self) -> Whose:
        """Its customer and its currency."""
        return self.overdue.invoice.whose

    @property
    def together(self) -> tuple[Whose, bool]:
        """The key of the notices it is added up with: all of the customer's in the currency, courtesy notes apart."""
        return self.whose, self.stand.rung.stage.is_courtesy


def decide(
    measured: Measured,
    history: NoticeHistory,
    rules: Rules,
    charges_for: ChargesFor,
    account: CustomerAccounts | None = None,
) -> Plan:
    """The notice every invoice of the book gets on the measured day, or the reason why none, credits laid on.

    Refuses, as a settings error, a ladder whose final demand would never name a day in range.
    """
    judge = Judge(measured, history, rules, charges_for, account or CustomerAccounts())
    found = [settled or judge.choice(measured.overdue(row)) for row, settled in judge.sorted_out()]
    owed: dict[tuple[Whose, bool], Money] = {}
    for one in found:
        if isinstance(one, Chosen):
            owed[one.together] = owed.get(one.together, Money.zero(one.owed.currency)) + one.owed
    verdicts = [one if isinstance(one, Skip) else judge.verdict(one, owed[one.together]) for one in found]
    notices = tuple(verdict for verdict in verdicts if isinstance(verdict, Notice))
    return Plan(notices, tuple(verdict for verdict in verdicts if isinstance(verdict, Skip)))


class Judge:
    """Decides one invoice at a time on one day, with what is the same for all of them worked out once."""

    def __init__(
        self,
        measured: Measured,
        history: NoticeHistory,
        rules: Rules,
        charges_for: ChargesFor,
        account: CustomerAccounts,
    ) -> None:
        self._measured, self._history, self._rules, self._charges_for = measured, history, rules, charges_for
        self._account = account
        self._as_of, self._calendar = measured.as_of, measured.calendar
        check_final_deadline(rules, self._as_of, self._calendar)  # refused at once, whoever gets a letter
        self._balances = measured.balances() if rules.least.asks_for_balances else {}
        self._writer = NoticeWriter(measured, rules, charges_for, account)
        self._rungs = Rungs(rules, self._as_of, self._calendar)
        self._charges_left = ChargesLeft(rules, charges_for, account)

    def sorted_out(self) -> Iterator[tuple[int, Skip | None]]:
        """Each row of the book with its skip, or with None where its days and amounts alone do not decide."""
        return sorted_out(self._measured, self._history, self._rules, self._rungs)

    def choice(self, overdue: Overdue) -> Chosen | Skip:
        """The rung of a late invoice, unpaid or paid without the charges its letters named; or why it has none."""
        issued, number = self._history.issued(overdue.invoice.number), overdue.invoice.number
        try:
            owed = self._open(overdue, issued) if overdue.open.amount > 0 else self._charges_left.asked(overdue, issued)
        except CannotCharge as error:
            return self._cannot(overdue, error)
        if isinstance(owed, Skip):
            return owed
        stand = self._blocked(overdue, issued) or self._stand(overdue, issued)
        if isinstance(stand, Skip):
            return stand
        left = owed - self._account.laid_on(number, owed.currency)
        if left.amount <= 0:
            by = Names(tuple(credit.number for credit in self._account.laid[number]))
            return skipped(overdue, Why.COVERED_BY_CREDIT, detail=Message.of("covered", credits=by))
        return Chosen(overdue, issued, stand, left)

    def verdict(self, chosen: Chosen, customers: Money) -> Notice | Skip:
        """The notice, or what keeps it back; `customers` is what today's letters come to for its customer."""
        if why := self._rules.least.account.missed_by(customers, self._balances.get(chosen.whose)):
            return skipped(chosen.overdue, Why.BELOW_MINIMUM, detail=why)
        try:
            return self._held_back(chosen.overdue, chosen.stand.rung) or self._notice(chosen)
        except CannotCharge as error:
            return self._cannot(chosen.overdue, error)

    def _open(self, overdue: Overdue, issued: tuple[Issued, ...]) -> Money | Skip:
        """The amount open of the invoice; a skip where the letter over it and others was met and nothing is left."""
        met = self._account.settlement(overdue.invoice.number)
        if met is None:
            return overdue.open
        charges = charges_so_far(overdue, issued, self._charges_for, met).charges
        whole = overdue.open + sum_of((charge.amount for charge in charges), overdue.invoice.currency)
        if whole <= self._account.laid_on(overdue.invoice.number, whole.currency):
            return skipped(overdue, Why.PAID, detail=met.told)
        return overdue.open

    def _cannot(self, overdue: Overdue, error: CannotCharge) -> Skip:
        return skipped(overdue, Why(error.why), detail=_with_remedy(*error.said))

    def _notice(self, chosen: Chosen) -> Notice | Skip:
        """The notice itself. Raises CannotCharge."""
        try:
            notice = self._writer.notice(chosen.overdue, chosen.issued, chosen.stand)
        except FinalDeadlineOutOfRange as error:
            return skipped(chosen.overdue, Why.NO_DEADLINE, detail=_with_remedy(*error.said))
        if notice.claim and notice.invoice.issued is None:
            return skipped(chosen.overdue, Why.NOT_PRINTABLE, detail=Message.of("no_day_to_claim"))
        return notice

    def _held_back(self, overdue: Overdue, rung: Rung) -> Skip | None:
        """The skip of a notice whose day has come but which must not go out, with its reason; None where it may."""
        invoice, approved = overdue.invoice, self._rules.has_approved(overdue.invoice)
        doubts = self._doubts(invoice)
        if doubts and not approved:
            return skipped(overdue, Why.NEEDS_REVIEW, detail=_together(doubts))
        if rung.stage.severity > _FIRST and not self._rules.payable(invoice.currency) and not approved:
            detail = Message.of("no_account", currency=invoice.currency)
            return skipped(overdue, Why.NEEDS_REVIEW, detail=detail)
        if why := self._rules.unreachable(invoice.customer, rung.stage):
            return skipped(overdue, Why.NO_ADDRESS, detail=Message.of("at_place", place=str(invoice.source), what=why))
        return None

    def _blocked(self, overdue: Overdue, issued: tuple[Issued, ...]) -> Skip | None:
        """The skip of an invoice the firm has decided not to dun today, with its reason; None where it may be
        dunned."""
        if not self._customer(overdue).dun:
            return skipped(overdue, Why.NEVER_DUN)
        if left_out := self._rules.selection.leaves_out(overdue.invoice.number, overdue.invoice.customer.id):
            return skipped(overdue, Why.LEFT_OUT, detail=left_out)
        in_force = {b.kind: b for b in overdue.invoice.blocks if b.in_force(self._as_of)}
        for kind, why in _BLOCKED.items():
            if kind in in_force:
                until = in_force[kind].until
                return skipped(overdue, why, until and until + timedelta(days=1), in_force[kind].reason)
        if doubtful := self._doubtful(overdue, issued):
            return doubtful
        if self._rules.max_age is not None and not issued and self._rungs.older(self._rules.max_age, overdue):
            return skipped(overdue, Why.TOO_OLD, detail=Message.of("too_old", span=self._rules.max_age))
        return None

    def _doubtful(self, overdue: Overdue, issued: tuple[Issued, ...]) -> Skip | None:
        """A skip where the invoice contradicts earlier letters or runs and is not approved; None otherwise.

        It names every doubt there is, for an approval answers them all.
        """
        if self._rules.has_approved(overdue.invoice):
            return None
        against = self._rules.known.contradictions(overdue, issued)
        if against is None:
            return None
        return skipped(overdue, Why.NEEDS_REVIEW, detail=_together((against, *self._doubts(overdue.invoice))))

    def _doubts(self, invoice: Invoice) -> tuple[Message, ...]:
        """The doubts about what is open on the invoice and about its customer's credits that are not answered."""
        of_credits = self._rules.doubts.get(invoice.whose)
        return (*self._rules.known.doubts(invoice), *((of_credits,) if of_credits else ()))

    def _stand(self, overdue: Overdue, issued: tuple[Issued, ...]) -> Stand | Skip:
        """The rung of today, of an invoice that is not due its courtesy note, or why there is none."""
        if overdue.days > 0:
            return self._rungs.stand(overdue, issued, self._customer(overdue).highest)
        if not overdue.invoice.due_known:
            return skipped(overdue, Why.NOT_DUE)
        sent = self._history.noted(overdue.invoice.number)
        note = None if issued else self._rungs.note(overdue.effective_due, sent)
        if note is None:
            return skipped(overdue, Why.NOT_DUE, self._rungs.before_due(overdue.effective_due, sent))
        return Stand(note)

    def _customer(self, overdue: Overdue) -> CustomerRule:
        return self._rules.customers.get(overdue.invoice.customer.id, _ORDINARY)


_ORDINARY = CustomerRule()
_FIRST = Stage.REMINDER.severity


def _together(doubts: Sequence[Message]) -> Message:
    return doubts[0] if len(doubts) == 1 else Message.of("parts", parts=Names(tuple(doubts), separator=APART))


def _with_remedy(what: Text, remedy: Text) -> Text:
    """The fault, and the remedy where there is one."""
    return Message.of("with_remedy", what=what, remedy=remedy) if remedy else what
