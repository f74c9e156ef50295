"""The firm's rules, ready to use: its calendar, its ladder with the limits around it, and its policies."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from pastdue.firm import Firm, by_currency
from pastdue.firm.rows.ladders import LadderChanges, load_ladder
from pastdue.firm.rows.stages import load_stage
from pastdue.ladder import ChargesFor, CustomerRule, Falls, Least, Limit, Rules
from pastdue.letters.claims import has_protocol, writes_claims
from pastdue.model import Party, Stage
from pastdue.model.calendars import Calendar
from pastdue.model.choices import Roll
from pastdue.run.rules.policies import ChargeHistory, FirmPolicies


class Rulebook:
    """The firm's settings turned into rules. Refuses, at once, a policy or ladder that does not exist."""

    def __init__(self, firm: Firm, approved: Iterable[str] = ()) -> None:
        self._firm, self._dunning = firm, firm.settings.dunning
        self._approved = frozenset(approved)
        self.policies = FirmPolicies(firm, self.calendar)

    @cached_property
    def calendar(self) -> Calendar:
        """The firm's calendar of open days."""
        return Calendar(*self._firm.place, self._firm.settings.calendar.closed)

    @property
    def roll(self) -> Roll:
        """The rule for moving a due date on a closed day."""
        return self._firm.settings.calendar.due_roll

    @cached_property
    def rules(self) -> Rules:
        """The ladder and the limits around it."""
        own = self._dunning
        return Rules(
            ladder=load_ladder(
                self._firm.catalog, own.ladder, LadderChanges(own.min_gap, own.catch_up, own.charges_from)
            ),
            final_deadline=own.final_deadline,
            mail_days=own.mail_days,
            least=self._least,
            falls=Falls(own.falls_when_paid, by_currency(own.falls_when_open, "falls_when_open")),
            review_above=by_currency(own.review_above, "review_above"),
            max_age=own.max_age,
            customers=self._customers,
            approved=self._approved,
            collect_after_payment=own.collect_charges_after_payment,
            late_payments_from=own.late_payments_from,
            claims=self.claims,
            payable=self.payable,
        )

    @property
    def sets_deadlines(self) -> bool:
        """True when the firm's own settings or rows change until when its final demands are to be paid, or on which
        days it is open: only they can leave no day for one."""
        own, (_, subdivision) = self._dunning, self._firm.place
        changed = own.final_deadline is not None or own.mail_days > 0 or self._firm.settings.calendar.closed
        rows = [("ladders", own.ladder), *(("stages", str(rung.stage)) for rung in self.rules.ladder.rungs)]
        return bool(changed or subdivision) or any(self._firm.catalog.is_own(kind, name) for kind, name in rows)

    @property
    def _customers(self) -> dict[str, CustomerRule]:
        own = self._firm.settings.customers
        return {id_: CustomerRule(one.dun, self._stage(one.highest)) for id_, one in own.items()}

    def _stage(self, name: str | None) -> Stage | None:
        return None if name is None else load_stage(self._firm.catalog, name)

    @property
    def _least(self) -> Least:
        """The least sums for which a letter is sent."""
        own = self._dunning
        account = Limit(by_currency(own.min_balance, "min_balance"), own.min_balance_percent)
        return Least(account, Limit(by_currency(own.min_letter, "min_letter"), own.min_letter_percent))

    def payable(self, currency: str) -> bool:
        """True when the firm names an account that debts in `currency` can be paid into."""
        creditor = self._firm.creditor_for(currency)
        return bool(creditor.iban or creditor.account)

    def claims(self, customer: Party) -> bool:
        """True when a final demand to `customer` is a letter of claim, with the forms that the settings name."""
        return bool(self._firm.settings.letters.claim_forms) and self.may_claim(customer)

    def may_claim(self, customer: Party) -> bool:
        """True when a final demand to `customer` would be a letter of claim, were the forms there."""
        creditor = self._firm.creditor
        return writes_claims(creditor) and has_protocol(customer, creditor.party.country)

    def charges_for(self, history: ChargeHistory) -> ChargesFor:
        """The function that charges an invoice on a day a notice is written, by its policy and this ladder."""
        return self.policies.charges_for(history, self.rules.ladder)
