"""Customers' records as a table, and as the JSON that other programs read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from pastdue.model import Column, Table
from pastdue.model.money import Money
from pastdue.model.tables import ColumnsOf
from pastdue.reports.customers.record import CustomerRecord

_COLUMNS = ColumnsOf[CustomerRecord]({
    Column("customer_id", "Id"): lambda one: one.customer_id,
    Column("customer", "Customer"): lambda one: one.customer,
    Column("currency", "Currency"): lambda one: one.currency,
    Column("invoices", "Invoices", int): lambda one: one.paying.invoices,
    Column("on_time_percent", "On time %", Decimal): lambda one: one.paying.on_time_percent,
    Column("mean_days_late", "Mean days late", Decimal): lambda one: one.paying.mean_days,
    Column("worst_days_late", "Worst", int): lambda one: one.paying.worst_days,
    Column("undated", "Paid undated", int): lambda one: one.paying.undated,
    Column("overdue", "Overdue now", int): lambda one: one.paying.overdue,
    Column("open", "Open", Money): lambda one: one.open,
    Column("letters", "Letters", int): lambda one: len(one.paying.letters),
    Column("highest_stage", "Highest stage"): lambda one: one.paying.highest.value if one.paying.highest else "",
    Column("charges_paid", "Charges paid", Money): lambda one: one.charges_paid,
    Column("charges_waived", "Charges waived", Money): lambda one: one.charges_waived,
    Column("promises_kept", "Promises kept", int): lambda one: one.paying.promises_kept,
    Column("promises_broken", "Broken", int): lambda one: one.paying.promises_broken,
    Column("agree", "Agree next time"): lambda one: ", ".join(one.agree),
})  # fmt: skip


def customers_table(records: Iterable[CustomerRecord], as_of: date) -> Table:
    """A row for each customer and currency, in the order given."""
    return _COLUMNS.table(f"Customers as of {as_of}", records)


def customers_json(records: Iterable[CustomerRecord], as_of: date) -> dict[str, object]:
    """The records as `customers --format json` has them."""
    return {"schema": 1, "as_of": as_of.isoformat(), "customers": [_json(one) for one in records]}


def _json(one: CustomerRecord) -> dict[str, object]:
    paying = one.paying
    return {
        "customer_id": one.customer_id,
        "customer": one.customer,
        "currency": one.currency,
        "invoices": paying.invoices,
        "paid_on_time": paying.on_time,
        "known": len(paying.late),
        "undated": paying.undated,
        "on_time_percent": _text(paying.on_time_percent),
        "mean_days_late": _text(paying.mean_days),
        "worst_days_late": paying.worst_days,
        "overdue": paying.overdue,
        "open": one.open.plain,
        "letters": sorted(paying.letters),
        "highest_stage": paying.highest.value if paying.highest else None,
        "charges_paid": one.charges_paid.plain,
        "charges_waived": one.charges_waived.plain,
        "promises_kept": paying.promises_kept,
        "promises_broken": paying.promises_broken,
        "agree": list(one.agree),
    }


def _text(figure: Decimal | None) -> str | None:
    return None if figure is None else f"{figure:f}"
