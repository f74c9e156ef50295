"""Customers' records as a table, and as the JSON that other programs read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from pastdue.model import Column, Table
from pastdue.model.money import Money
from pastdue.reports.customers.record import CustomerRecord

_COLUMNS = (
    Column("customer_id", "Id"),
    Column("customer", "Customer"),
    Column("currency", "Currency"),
    Column("invoices", "Invoices", int),
    Column("on_time_percent", "On time %", Decimal),
    Column("mean_days_late", "Mean days late", Decimal),
    Column("worst_days_late", "Worst", int),
    Column("undated", "Paid undated", int),
    Column("overdue", "Overdue now", int),
    Column("open", "Open", Money),
    Column("letters", "Letters", int),
    Column("highest_stage", "Highest stage"),
    Column("charges_paid", "Charges paid", Money),
    Column("charges_waived", "Charges waived", Money),
    Column("promises_kept", "Promises kept", int),
    Column("promises_broken", "Broken", int),
    Column("agree", "Agree next time"),
)


def customers_table(records: Iterable[CustomerRecord], as_of: date) -> Table:
    """A row for each customer and currency, in the order given."""
    return Table(f"Customers as of {as_of}", _COLUMNS, tuple(map(_row, records)))


def _row(one: CustomerRecord) -> tuple[object, ...]:
    paying = one.paying
    return (
        *(one.customer_id, one.customer, one.currency, paying.invoices),
        *(paying.on_time_percent, paying.mean_days, paying.worst_days, paying.undated, paying.overdue, one.open),
        *(len(paying.letters), paying.highest.value if paying.highest else ""),
        *(one.charges_paid, one.charges_waived, paying.promises_kept, paying.promises_broken),
        ", ".join(one.agree),
    )


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
