"""The tables of a ledger with all their columns, those that others refer to first."""

from __future__ import annotations

from collections.abc import Mapping

COLUMNS: Mapping[str, str] = {
    "runs": "n, id, as_of, ordinal, out, staging, pastdue, holidays, calendar, input_sha256, settings_sha256, at",
    "run_events": "n, run, event, why, at",
    "files": "n, run, name, sha256, kept",
    "letters": (
        "n, number, run, customer_id, customer, stage, language, currency, total_minor, pay_by, pages, "
        "sheets, file, sha256, content, called"
    ),
    "notices": (
        "n, letter, invoice, customer_id, stage, attempt, issued_on, pay_by, due, currency, open_minor, "
        "charges_minor, issued, called, again, courtesy"
    ),
    "charges": "n, notice, kind, policy, law, amount_minor, segments",
    "voids": "n, notice, voided_on, why, at",
    "waivers": "n, invoice, waived, done_on, why, at",
    "seen": "run, invoice, customer_id, currency, open_minor",
    "postings": "n, letter, attempt, posted_on, service, number, at",
    "invoices": (
        "n, run, invoice, customer_id, customer, issued, due, currency, total_minor, open_minor, "
        "trusted_minor, present, charges_paid_minor, former"
    ),
    "letter_credits": "n, letter, invoice, amount_minor",
    "approvals": "n, run, invoice, customer_id, due, currency, open_minor",
    "closings": "n, invoice, outcome, done_on, note, at, customer_id, issued",
    "payments": (
        "n, run, file, invoice, customer_id, paid_on, currency, amount_minor, reference, again, stated_minor, at, "
        "after_run"
    ),
    "payments_withdrawn": "n, payment, done_on, at, run",
    "blocks": "n, run, file, about, named, kind, until, currency, amount_minor, why, done_on, at",
    "blocks_lifted": "n, block, run, done_on, why, at",
    "contacts": "n, run, file, fields, at",
    "contacts_replaced": "n, contact, run",
    "tasks_done": "n, task, undone, done_on, note, at",
    "emails": "n, letter, attempt, event, done_on, addresses, reply, at",
    "claims": "n, number, customer_id, customer, as_of, currency, total_minor, early, folder, staging, at",
    "claimed_invoices": "n, claim, invoice, total_minor",
    "claim_files": "n, claim, name, sha256",
    "selections": "n, run, only_to, without, why",
    "accounts": "n, run, sums",
    "agreements": "n, invoice, kind, currency, amount_minor, in_force, done_on, why, at",
    "bookings": (
        "n, export, reference, invoice, customer_id, customer, letter, kind, currency, amount_minor, "
        "booked_on, due, why, at"
    ),
}

FOLDERS: Mapping[str, tuple[str, ...]] = {"runs": ("out", "staging"), "claims": ("folder", "staging")}
"""The columns with folders, which are written down from the ledger's own folder on."""
