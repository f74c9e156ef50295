"""The texts of papers that are no letters: their keys, and what each may insert, in the marks of `vocabulary`."""

from __future__ import annotations

from collections.abc import Mapping

_STATEMENT = {
    "title": "", "as_of": "date!", "period": "since! date!", "intro": "date!",
    "day": "", "what": "", "due": "", "amount": "currency!", "balance": "currency!",
    "invoice": "number!", "credit_note": "number!", "payment": "number!", "on_account": "reference",
    "charge": "charge! number!", "charges": "number!", "brought": "", "closing": "date!",
    "open_items": "date!", "of_invoices": "", "of_charges": "", "of_credits": "", "total": "currency!",
    "settled": "", "in_credit": "", "undated": "", "currency": "currency!",
}  # fmt: skip

PAPERS: Mapping[str, str] = {f"statement.{name}": may for name, may in _STATEMENT.items()}
"""Every key, dotted, with what it may insert."""
