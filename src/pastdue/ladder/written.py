"""The notice of an invoice at a rung of the ladder: its day to pay by, its charges, and the credits laid on it."""

from __future__ import annotations

from datetime import date
from functools import cache

from pastdue.book import Measured
from pastdue.ladder.account import CustomerAccounts
from pastdue.ladder.rules import ChargesFor, Rules, claimed, pay_by_day
from pastdue.ladder.rungs import Stand
from pastdue.model import Issued, Notice, Overdue, Rung


class NoticeWriter:
    """Writes notices on the measured day by the firm's rules, with its policies and what its customers paid."""

    def __init__(self, measured: Measured, rules: Rules, charges_for: ChargesFor, account: CustomerAccounts) -> None:
        self._as_of, self._calendar = measured.as_of, measured.calendar
        self._rules, self._charges_for, self._account = rules, charges_for, account
        self._pay_by = cache(self._day_to_pay_by)

    def notice(self, overdue: Overdue, issued: tuple[Issued, ...], stand: Stand) -> Notice:
        """The notice of an invoice that has been `issued` those before, at the rung it stands on.

        A courtesy note names the due day and asks for nothing else. Raises CannotCharge, and FinalDeadlineOutOfRange.
        """
        rung, credits_ = stand.rung, self._account.laid.get(overdue.invoice.number, ())
        if rung.stage.is_courtesy:
            return Notice(overdue, rung.stage, overdue.effective_due, credits=credits_, because=f"{rung.after}")
        claim = rung.stage.is_final and self._rules.claims(overdue.invoice.customer)
        pay_by = self._pay_by(rung, claim)
        late = self._account.credited(overdue) if overdue.open.amount > 0 else overdue
        made, announced = claimed(self._charges_for(late, issued), rung.stage, self._rules.ladder)
        return Notice(
            overdue,
            rung.stage,
            pay_by,
            charges=made.charges,
            earlier=issued,
            daily=made.daily,
            claim=claim,
            remarks=made.remarks,
            announced=announced,
            credits=credits_,
            because=stand.because,
        )

    def _day_to_pay_by(self, rung: Rung, claim: bool) -> date:
        return pay_by_day(self._rules, rung, self._as_of, self._calendar, claim)
