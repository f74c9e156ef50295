"""The texts of the aging on paper and in workbooks: their keys, and the values of each."""

from __future__ import annotations

from collections.abc import Mapping

from pastdue.letters.language.columns import COLUMNS

_PLAIN = (
    "title", "nothing", "by_due", "by_issued", "calendar_days", "share", "totals", "debtors", "overdue", "disputed",
    "average", "total", "not_due", "days", "other_currencies", "in_whole", "in_thousands", "in_millions", "draft",
    "average_upper", "average_lower", "oldest_upper", "oldest_lower", "note_due", "note_issued", "note_currencies",
    "note_percent", "note_below", "note_average", "note_average_business", "on_account",
)  # fmt: skip
_COUNTED = ("customers", "invoices", "late_invoices", "more_customers", "more_currencies")
REPORT: Mapping[str, str] = {
    **{f"report.{name}": "" for name in _PLAIN},
    **{f"report.{name}": "# count number" for name in _COUNTED},
    **{f"report.column_{name}": "" for name in COLUMNS},
    "report.as_of": "date!",
    "report.basis": "start! days!",
    "report.business_days": "calendar!",
    "report.open": "currency!",
    **{f"report.{name}": "percent!" for name in ("of_open", "percent_overdue")},
    "report.over": "days!",
    "report.note_gaps": "signs!",
    **{f"report.{name}": "date! basis!" for name in ("open_on", "by_customer", "by_invoice")},
    "report.missing_on": "date!",
}
