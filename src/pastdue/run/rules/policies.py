"""The firm's policies: which one an invoice has, what that charges, and what is to be said of the choice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from pastdue.charges.agreed import as_agreed, less_booked, named_by
from pastdue.charges.charged import Charged, annual_percent, charged, series_remarks
from pastdue.charges.choice import NO_CHARGES, PolicyChoices
from pastdue.charges.policy import Policy
from pastdue.firm import Firm
from pastdue.firm.rows.policies import Given, load_policy, statutes_of
from pastdue.ladder import ChargesFor, NoticeHistory
from pastdue.model import Charge, Invoice, Issued, Ladder, Overdue, Why
from pastdue.model.calendars import Calendar
from pastdue.model.errors import SettingsError
from pastdue.model.errors.left_out import CannotCharge
from pastdue.model.kept import Agreement
from pastdue.model.messages import APART, Message, Names
from pastdue.model.money import half_up, total
from pastdue.model.remarks import Remark
from pastdue.model.wording import LISTED_AT_MOST


class ChargeHistory(NoticeHistory, Protocol):
    """The earlier notices and bookings, and the waivers and agreements about charges."""

    def agreed(self, invoice: str) -> tuple[Agreement, ...]:
        """The agreements about single kinds of the invoice's charges."""
        ...

    def waived(self, invoice: str) -> str | None:
        """Why the invoice's charges were waived, or None when they were not."""
        ...


class FirmPolicies:
    """The policies that a firm's settings and rows name, loaded once. Refuses, at once, one that does not exist."""

    def __init__(self, firm: Firm, open_days: Calendar) -> None:
        self._firm, self._dunning, self._open_days = firm, firm.settings.dunning, open_days
        self._loaded: dict[str, Policy] = {}
        self._choices = _choices(firm)
        for name in self._choices.names:
            self.policy(name)

    def policy(self, name: str) -> Policy:
        """The policy called `name`, loaded once."""
        if name not in self._loaded:
            own = self._dunning
            given = Given(own.provisional, own.settle, self._firm.place)
            loaded = load_policy(self._firm.catalog, name, own.allow_high_charges, given)
            self._loaded[name] = replace(loaded, open_days=self._open_days)
        return self._loaded[name]

    @property
    def usual(self) -> str:
        """The name of the policy towards businesses of which neither a rule nor a file says another."""
        return self._choices.usual

    def policy_of(self, invoice: Invoice) -> Policy:
        """The invoice's policy: its own column, else its customer's, else the first rule that fits, else the default.

        An unknown name in the invoice's column refuses that invoice alone. Without any policy set it is the statute of
        the creditor's country; none for a customer or a currency that statute does not serve, which a remark says.
        """
        chosen = self._chosen(invoice)
        return self.policy(NO_CHARGES) if self._unserved(invoice, chosen) else chosen

    def _chosen(self, invoice: Invoice) -> Policy:
        """The policy that settings and file name for the invoice, whether or not it serves its currency."""
        try:
            return self.policy(self._choices.chosen(invoice))
        except SettingsError as error:
            what = Message.of("at_place", place=str(invoice.source), what=error.what)
            raise CannotCharge(Why.POLICY_REFUSES, what, error.remedy) from None

    def _unserved(self, invoice: Invoice, chosen: Policy) -> bool:
        """True when `chosen` is a statute that no setting names and that has no table for the invoice's currency."""
        by_itself = self._choices.by_statute and chosen.name in self._choices.statutes.values()
        served = not chosen.currencies or invoice.currency in chosen.currencies
        return by_itself and not invoice.policy and not served

    def charges_for(self, history: ChargeHistory, ladder: Ladder) -> ChargesFor:
        """The function that charges an invoice on a day a notice is written; nothing where its charges were waived.

        Notices of stages that claim no charges bear no fee per notice. What a notice named is as agreed since, too.
        """

        def charges(
            overdue: Overdue,
            issued: tuple[Issued, ...],
            *,
            with_new_notice: bool = True,
            as_named: Issued | None = None,
        ) -> Charged:
            if history.waived(overdue.invoice.number) is not None:
                return Charged()
            number, booked = overdue.invoice.number, history.booked
            if number in booked.of and not overdue.invoice.policy:  # a charge bears no charges
                return Charged()
            if as_named is not None:
                return as_agreed(named_by(as_named), history.agreed(number))
            claiming = tuple(notice for notice in issued if ladder.at_least(notice.stage, ladder.charges_from))
            made = as_agreed(self._charged(overdue, claiming, with_new_notice=with_new_notice), history.agreed(number))
            return less_booked(made, booked.off[number]) if number in booked.off else made

        return charges

    def _charged(self, overdue: Overdue, issued: tuple[Issued, ...], *, with_new_notice: bool) -> Charged:
        """The charges by the invoice's policy; none, with a remark, where the policy may not be used on such a
        customer, or where a statute has no table for the currency."""
        invoice = overdue.invoice
        chosen, customer = self._chosen(invoice), overdue.invoice.customer
        if not chosen.serves(customer.kind):
            text = Message.of("kind_not_served", policy=chosen.name, kind=customer.kind)
            served = Message.of("serves_kinds", kinds=Names(tuple(chosen.applies_to)))
            return Charged(remarks=(Remark(text, about=Message.of("the_customer", id=customer.id), remedy=served),))
        if self._choices.unsure(invoice):
            who = Message.of("the_customer", id=customer.id)
            return Charged(remarks=(Remark(Message.of("kind_unknown"), about=who, remedy=Message.of("say_kind")),))
        if not self._unserved(invoice, chosen):
            return charged(chosen, overdue, issued, with_new_notice=with_new_notice)
        text = Message.of("no_table_for", currency=invoice.currency, policy=chosen.name)
        remark = Remark(text, remedy=Message.of("set_policies"))
        made = charged(self.policy(NO_CHARGES), overdue, issued, with_new_notice=with_new_notice)
        return replace(made, remarks=(remark,))

    def remarks(self, invoices: Iterable[Invoice] = ()) -> tuple[Remark, ...]:
        """Remarks on the choice of the policies of `invoices`, and on series in which the user's own rows count."""
        policies = dict.fromkeys((*self._choices.names, *(self.policy_of(invoice).name for invoice in invoices)))
        return (*map(Remark, self._choice()), *series_remarks(self.policy(name) for name in policies))

    def high(self, charged: Iterable[tuple[Overdue, tuple[Charge, ...]]]) -> Iterator[Remark]:
        """A remark on the invoices whose charges are above the rate from which the settings want a warning."""
        ceiling = self._dunning.warn_above_percent
        if ceiling is None:
            return
        named = []
        for overdue, charges in charged:
            percent = annual_percent(self.policy_of(overdue.invoice), overdue, charges) if charges else None
            if percent is not None and percent > ceiling:
                whole = total((charge.amount for charge in charges), overdue.invoice.currency)
                number = overdue.invoice.number
                named.append(Message.of("high_charge", number=number, amount=whole, percent=half_up(percent, 1)))
        if named:
            listed = Names(tuple(named), LISTED_AT_MOST, APART)
            yield Remark(Message.of("high_charges", ceiling=ceiling, invoices=listed))

    def _choice(self) -> Iterable[Message]:
        """The remark on the policy used where none is set."""
        if self._dunning.policy or self._dunning.policies:
            return
        country = self._firm.settings.creditor.country
        statutes = self._choices.statutes
        if not statutes:
            yield Message.of("no_policy")
            return
        for name in dict.fromkeys(statutes.values()):
            kinds = Names(tuple(kind for kind, own in statutes.items() if own == name))
            law = self.policy(name).law
            yield Message.of("statute_chosen", country=country, policy=name, law=law, kinds=kinds)


def _choices(firm: Firm) -> PolicyChoices:
    """The firm's choice of policies, with the statutes of the creditor's country where the settings name none."""
    own, country = firm.settings.dunning, firm.settings.creditor.country
    customers = {id_: customer.policy for id_, customer in firm.settings.customers.items()}
    statutes = {} if own.policy or own.policies or not country else statutes_of(firm.catalog, country)
    return PolicyChoices(own.policy, own.policies, customers, statutes, own.customers)
