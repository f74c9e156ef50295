"""The columns of reports and lists that each language has a head for, by their keys."""

from __future__ import annotations

_AGING = (
    "customer_id", "customer", "currency", "disputed", "total", "oldest_days", "invoices", "average_days_late",
    "invoice", "issued", "due", "days_late", "age", "bucket", "open", "stage", "last_letter", "letter_on",
    "overdue", "overdue_invoices", "last_known",
)  # fmt: skip
_CHARGES = (
    "kind", "policy", "law", "first_day", "since", "until", "days", "base", "percent", "day_count", "amount", "note",
    "rests_on",
)  # fmt: skip
_MOVES = (
    "then", "now", "new", "paid", "credited", "other", "moved_in", "moved_out", "changed", "change", "before", "after",
    "what", "as_of", "sales", "dso", "late_invoices", "why", "detail",
)  # fmt: skip
_MAIL = (
    "letter", "seq", "envelope_class", "address", "postcode", "country", "pages", "sheets", "print_file", "first_page",
    "last_page", "file", "sha256", "delivery", "email", "service", "tracking_number", "posted_on",
    "copy", "reprinted_on", "made_from", "run", "letter_date", "voided",
)  # fmt: skip
_CLAIM = ("part", "number", "on", "reference")

COLUMNS = (*_AGING, *_CHARGES, *_MOVES, *_MAIL, *_CLAIM)
"""Every column of the workbook and of the CSV files, but for the age groups, which the settings name."""
