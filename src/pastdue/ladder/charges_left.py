"""The charges of invoices that were paid themselves: what the firm still asks for, or the reason why nothing."""

from __future__ import annotations

from dataclasses import dataclass

from pastdue.charges.lateness import settled_on
from pastdue.ladder.account import CustomerAccounts
from pastdue.ladder.paid import beyond_named, left_of_charges, settlement
from pastdue.ladder.rules import ChargesFor, Rules
from pastdue.ladder.rungs import skipped
from pastdue.model import Issued, Overdue, Skip, Why
from pastdue.model.errors.left_out import CannotCharge
from pastdue.model.messages import Message
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of


@dataclass(frozen=True, slots=True)
class ChargesLeft:
    """Decides what is still owed on paid invoices, by the firm's rules and what its customers paid."""

    rules: Rules
    charges_for: ChargesFor
    account: CustomerAccounts

    def asked(self, overdue: Overdue, issued: tuple[Issued, ...]) -> Money | Skip:
        """The amount owed of a paid invoice's charges where the firm collects it, or the skip that says why none is
        asked."""
        collects, met = self.rules.collect_after_payment, self.account.settlement(overdue.invoice.number)
        try:
            left = left_of_charges(overdue, issued, self.charges_for, met)
        except CannotCharge:
            if collects:
                raise
            left = beyond_named(overdue, issued, self.charges_for) if overdue.open else None
        if left is None and (late := self._late_payment(overdue, issued)) is not None:
            return late
        if collects and left is not None and left.amount > 0:
            return left
        unpaid = None if left is None else left - self.account.laid_on(overdue.invoice.number, left.currency)
        if unpaid is not None and unpaid.amount > 0:
            told = next(notice for notice in reversed(issued) if notice.charged)
            named = told.charged or Money.zero(unpaid.currency)
            detail = Message.of("charges_not_collected", left=unpaid, letter=told.letter, named=named)
            return skipped(overdue, Why.PAID, detail=detail)
        beyond = overdue.open if left is None else left
        if met is not None:  # what one invoice of a letter was overpaid may have paid another
            beyond += self.account.used.get(overdue.invoice.number, Money.zero(beyond.currency))
        overpaid = beyond.amount < 0
        met = met or (None if left is None else settlement(overdue, issued))
        return skipped(overdue, Why.CREDIT if overpaid else Why.PAID, detail=met.told if met else "")

    def _late_payment(self, overdue: Overdue, issued: tuple[Issued, ...]) -> Money | None:
        """The charges of an invoice that was paid late before a letter named it, where the firm collects them; None
        where it does not, or where a letter was paid as it asked. Raises CannotCharge."""
        first, number = self.rules.late_payments_from, overdue.invoice.number
        if first is None or overdue.open or self.account.settlement(number) or settlement(overdue, issued):
            return None
        paid = settled_on(overdue.invoice, overdue.as_of)
        if paid is None or paid < first or paid <= overdue.effective_due:
            return None
        charges = self.charges_for(overdue, issued).charges
        owed = sum_of((charge.amount for charge in charges), overdue.invoice.currency)
        return owed if owed else None
