"""The choice of an invoice's policy: its own, its customer's, the first rule that fits, a statute, the default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pastdue.model import CustomerKind, Invoice
from pastdue.model.parties import CustomersAre

NO_CHARGES = "none"
"""The policy that charges nothing."""


@dataclass(frozen=True, slots=True)
class PolicyChoice:
    """One of `[[dunning.policies]]`: the policy for invoices that match everything it names."""

    policy: str
    """The policy for invoices that match all the rest."""
    country: str = ""
    """The customer's country, as a code of two letters."""
    customer_type: CustomerKind | None = None
    """The kind of customer."""
    currency: str = ""
    """The invoice's currency."""

    def fits(self, invoice: Invoice) -> bool:
        """True when everything the rule names holds for this invoice."""
        customer = invoice.customer
        return (
            self.country in ("", customer.country)
            and self.currency in ("", invoice.currency)
            and self.customer_type in (None, customer.kind)
        )


@dataclass(frozen=True, slots=True)
class PolicyChoices:
    """The firm's choice of policies: by customer id, by rules, the default; and, where it names neither rules nor a
    default, the statutes of its country by the kind of customer."""

    default: str = ""
    rules: tuple[PolicyChoice, ...] = ()
    customers: Mapping[str, str] = field(default_factory=dict)
    statutes: Mapping[CustomerKind, str] = field(default_factory=dict)
    customers_are: CustomersAre = CustomersAre.UNKNOWN
    """The kind assumed of customers whose kind no file says."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every policy that may be chosen beside those in invoices' own columns, each once."""
        named = (self.default or NO_CHARGES, *(rule.policy for rule in self.rules), *self.customers.values())
        return tuple(name for name in dict.fromkeys((*named, *self.statutes.values())) if name)

    @property
    def usual(self) -> str:
        """The policy towards businesses of which neither a rule nor a file says another."""
        return self.statutes.get(CustomerKind.BUSINESS, NO_CHARGES) if self.by_statute else self.default or NO_CHARGES

    def chosen(self, invoice: Invoice) -> str:
        """The name of the invoice's policy; `none` where nothing names one.

        The invoice's own column counts before its customer's, that before the first rule that fits, that before the
        default. A statute is chosen only where neither rules nor a default are set, and only against a customer whose
        kind is known: the statute against businesses is not applied to a customer who may not be one.
        """
        own = invoice.policy or self.customers.get(invoice.customer.id, "")
        if own:
            return own
        if self.unsure(invoice):
            return NO_CHARGES
        if self.by_statute:
            return self.statutes.get(invoice.customer.kind, NO_CHARGES)
        fitting = (rule.policy for rule in self.rules if rule.fits(invoice))
        return next(fitting, self.default or NO_CHARGES)

    def unsure(self, invoice: Invoice) -> bool:
        """True when a statute would be chosen, were the kind of the customer known."""
        own = invoice.policy or self.customers.get(invoice.customer.id, "")
        known = invoice.customer.kind_known or self.customers_are is CustomersAre.BUSINESS
        return self.by_statute and not own and not known

    @property
    def by_statute(self) -> bool:
        """True when the statutes of the country choose, because the firm names neither rules nor a default."""
        return bool(self.statutes) and not self.default and not self.rules
