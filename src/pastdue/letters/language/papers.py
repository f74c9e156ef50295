"""The texts of papers that are not letters: their keys, and the values of each, in the marks of `vocabulary`."""

from __future__ import annotations

from collections.abc import Mapping

from pastdue.model.charges import ChargeKind

_STATEMENT = {
    "title": "", "as_of": "date!", "period": "since! date!", "intro": "date!",
    "day": "", "what": "", "due": "", "amount": "currency!", "balance": "currency!",
    "invoice": "number!", "credit_note": "number!", "payment": "number!", "on_account": "reference",
    "charge": "charge! number!", "charges": "number!", "brought": "", "closing": "date!",
    "open_items": "date!", "of_invoices": "", "of_charges": "", "of_credits": "", "total": "currency!",
    "settled": "", "in_credit": "", "undated": "", "currency": "currency!",
}  # fmt: skip

_CLAIM = {
    "title": "number!", "subtitle": "creditor! customer! date!", "facts": "date!", "early": "",
    "no_final": "# numbers!", "not_over": "letter! date!", "on_hold": "numbers!", "promised": "numbers!",
    "needs_review": "numbers!", "total": "date!", "daily": "amount! date!",
    "grounds": "grounds!", "less": "amount!", "disputed": "number! why!", "on_issued": "number! amount!",
    "on_due": "number!", "on_paid": "number! amount!", "on_letter": "number! title! amount! until!",
    "on_posted": "number!", "on_emailed": "number! to!", "on_pay_by": "number!", "on_claimed": "number! amount!",
    "lacks_creditor_tax_id": "number!",
    "lacks_customer_tax_id": "number!", "lacks_customer_address": "number!", "lacks_account": "",
    "lacks_contract_date": "# number!", "lacks_invoice_copy": "# number!", "lacks_copy_changed": "# number!",
    "lacks_posting": "# number!", "lacks_proof": "# number!", "court": "form!", "court_intro": "date!",
    "court_set_off": "",
    "particulars": "count!", "exhibit": "number!", "exhibit_letter": "number! title! date!",
    "exhibit_invoice": "number!", "exhibit_proof": "number!",
}  # fmt: skip
_CLAIM_LABELS = (
    "parties", "claimant", "claimant_id", "register", "account", "defendant", "defendant_id", "sum", "principal",
    *ChargeKind, "deducted", "contract", "contracted", "unknown", "invoices", "payments",
    "no_payments", "calculation", "timeline", "event", "letters", "no_letters", "stage", "pay_by", "posted", "tracking",
    "missing", "nothing_missing", "general", "blank", "rate", "each_day", "ground", "court_fee", "by_email", "index",
    "number", "exhibits", "file", "pages", "hashes",
)  # fmt: skip

PAPERS: Mapping[str, str] = {
    **{f"statement.{name}": may for name, may in _STATEMENT.items()},
    **{f"claims.{name}": may for name, may in _CLAIM.items()},
    **{f"claims.{name}": "" for name in _CLAIM_LABELS},
    "months.trend": "",
}
"""Every key, dotted, with the values it may use."""
