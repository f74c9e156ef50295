"""The fields of each kind of file: the possible columns of lists of invoices, payments, contacts or holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

ADDRESS_LINES = tuple(f"address{n}" for n in range(1, 6))
INVOICE_FIELDS = (
    "invoice", "customer_id", "customer", "issued", "currency", "due", "terms", "total", "paid", "paid_on", "balance",
    "settled_on", *ADDRESS_LINES, "postcode", "city", "region", "country", "email", "phone", "delivery",
    "language", "customer_type", "tax_id", "project", "policy", "hold", "hold_until", "disputed", "dispute_until",
    "dispute_reason", "promised_on", "promised_amount", "invoice_pdf", "contract_date", "split_payment", "applies_to",
)  # fmt: skip
VENDOR_FIELDS = ("status", "type", "first_name", "last_name")
"""The fields only a preset can read: it gives the meaning of words, and the names of people without a company."""
MARK_FIELDS = ("note", "paid_mark", "void_mark")
"""The marks people leave beside an invoice: a note whose words count, and columns in which any entry says that the
invoice is paid in full, or that it is void. They are read where the user or a preset says so, never for their name."""

PAYMENT_FIELDS = ("invoice", "customer_id", "customer", "on", "amount", "currency", "reference")
CONTACT_FIELDS = (
    "customer_id", "customer", "attention", "first_name", "last_name", *ADDRESS_LINES, "postcode", "city", "region",
    "country", "email", "phone", "delivery", "language", "customer_type", "tax_id",
)  # fmt: skip
HOLD_FIELDS = ("invoice", "customer_id", "customer", "kind", "until", "reason", "amount")
FOLLOW_UP_FIELDS = (
    "customer_id", "customer", "project", "kind", "last_message", "replied", "email", "phone", "language",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FileKind:
    """The columns a file that `lists` invoices or the like can have. Of each tuple in `required` one field must have a
    column; a mapping of a `shared` field may have been meant for another file."""

    lists: str
    fields: tuple[str, ...]
    required: tuple[tuple[str, ...], ...]
    shared: frozenset[str] = frozenset()


BESIDE = frozenset(INVOICE_FIELDS[INVOICE_FIELDS.index("address1") :])
"""Fields a user may add to a vendor's export under pastdue's names; amounts and dates are for the preset alone."""

ALSO_CALLED: Mapping[str, tuple[str, ...]] = {
    "address1": ("address", "address 1", "address line 1", "street", "street address", "billing address"),
    "address2": ("address 2", "address line 2"),
    "address3": ("address 3", "address line 3"),
    "postcode": ("post code", "postal code", "zip", "zip code"),
    "city": ("town",),
    "email": ("e-mail", "email address", "e-mail address"),
}
"""Ordinary names of address columns beside pastdue's own, so that no letter goes without its street."""

INVOICES = FileKind(
    "invoices",
    INVOICE_FIELDS,
    (("invoice",), ("customer", "last_name"), ("issued",), ("currency",), ("due", "terms"), ("total", "balance")),
)
PAYMENTS = FileKind(
    "payments",
    PAYMENT_FIELDS,
    (("invoice", "customer_id", "customer"), ("on",), ("amount",)),
    frozenset(("invoice", "customer_id", "customer", "amount", "currency")),
)
CONTACTS = FileKind(
    "contacts",
    CONTACT_FIELDS,
    (("customer_id", "customer", "last_name"),),
    frozenset(INVOICE_FIELDS) & frozenset(CONTACT_FIELDS),
)
HOLDS = FileKind(
    "holds",
    HOLD_FIELDS,
    (("invoice", "customer_id", "customer"),),
    frozenset(("invoice", "customer_id", "customer", "amount")),
)
FOLLOW_UPS = FileKind(
    "follow-ups",
    FOLLOW_UP_FIELDS,
    (("customer_id", "customer"), ("kind",), ("last_message",)),
    frozenset(INVOICE_FIELDS) & frozenset(FOLLOW_UP_FIELDS),
)
