"""By which rules does this firm dun? Its calendar, ladder and limits, and each invoice's policy, ready to use."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Protocol

from pastdue.calendars import Calendar, Roll
from pastdue.errors import CannotCharge, SettingsError
from pastdue.ladder import ChargesFor, CustomerRule, History, Rules
from pastdue.ladder_rows import load_ladder
from pastdue.model import Charge, Invoice, Issued, Overdue, Why
from pastdue.policies.policy import Policy
from pastdue.policy_rows import load_policy
from pastdue.settings import Firm, PolicyChoice, by_currency


class Waivers(History, Protocol):
    """A history that also knows whose charges were waived."""

    def waived(self, invoice: str) -> str | None:
        """Why the invoice's charges were waived, or None when they were not."""
        ...


class Rulebook:
    """The firm's settings turned into rules. Refuses, at once, a policy or ladder that does not exist."""

    def __init__(self, firm: Firm, approved: Iterable[str] = ()) -> None:
        self._firm, self._dunning = firm, firm.settings.dunning
        self._approved = frozenset(approved)
        self._loaded: dict[str, Policy] = {}
        named = [self._dunning.policy, *(c.policy for c in self._dunning.policies)]
        named += [c.policy for c in firm.settings.customers.values() if c.policy]
        for name in named:
            self.policy(name)

    @cached_property
    def calendar(self) -> Calendar:
        """Whose open days count for this firm."""
        return Calendar(*self._firm.place, self._firm.settings.calendar.closed)

    @property
    def roll(self) -> Roll:
        """Where a due date on a closed day moves."""
        return self._firm.settings.calendar.due_roll

    @cached_property
    def rules(self) -> Rules:
        """The ladder and the limits around it."""
        own = self._dunning
        return Rules(
            ladder=load_ladder(self._firm.catalog, own.ladder, own.min_gap, own.catch_up),
            final_deadline=own.final_deadline,
            mail_days=own.mail_days,
            min_balance=by_currency(own.min_balance, "min_balance"),
            review_above=by_currency(own.review_above, "review_above"),
            max_age=own.max_age,
            customers={id_: CustomerRule(c.dun, c.highest) for id_, c in self._firm.settings.customers.items()},
            approved=self._approved,
        )

    def policy(self, name: str) -> Policy:
        """The policy called `name`, loaded once."""
        if name not in self._loaded:
            self._loaded[name] = load_policy(self._firm.catalog, name, self._dunning.allow_high_charges)
        return self._loaded[name]

    def policy_of(self, invoice: Invoice) -> Policy:
        """The invoice's policy: its own column, else its customer's, else the first rule that fits, else the default.

        An unknown name in the invoice's column refuses that invoice alone.
        """
        if invoice.policy:
            try:
                return self.policy(invoice.policy)
            except SettingsError as error:
                raise CannotCharge(Why.POLICY_REFUSES, f"{invoice.source}: {error.what}", error.remedy) from None
        customer = self._firm.settings.customers.get(invoice.customer.id)
        if customer is not None and customer.policy:
            return self.policy(customer.policy)
        fitting = (c.policy for c in self._dunning.policies if _fits(c, invoice))
        return self.policy(next(fitting, self._dunning.policy))

    def charges_for(self, history: Waivers) -> ChargesFor:
        """What lateness costs an invoice on a day a notice is written, nothing where its charges were waived."""

        def charges(overdue: Overdue, issued: tuple[Issued, ...]) -> tuple[Charge, ...]:
            if history.waived(overdue.invoice.number) is not None:
                return ()
            return self.policy_of(overdue.invoice).charges(overdue, issued)

        return charges

    def language_of(self, invoice: Invoice) -> str:
        """The letter's language: the customer's by the settings, by the file, else the creditor's."""
        own = self._firm.settings.customers.get(invoice.customer.id)
        chosen = (own.language if own else "") or invoice.customer.language
        return chosen or self._firm.creditor.party.language


def _fits(choice: PolicyChoice, invoice: Invoice) -> bool:
    """Whether everything the choice names is so for this invoice."""
    customer = invoice.customer
    return (
        choice.country in ("", customer.country)
        and choice.currency in ("", invoice.currency)
        and choice.customer_type in (None, customer.kind)
    )
