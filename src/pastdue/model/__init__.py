"""The nouns of the program, frozen; every other module makes or reads these.

Read them in this order: parties, invoices, charges, ladders, notices, tables.

Convention for every interval in the program: `since` is excluded, `until` is included,
so the days in it are `until - since` and neighbouring intervals share one end.

The names are found when first asked for: a command that only helps needs none of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pastdue.model.charges import Charge, ChargeKind, Conversion, DayCount, RateBasis, Segment
    from pastdue.model.invoices import Block, BlockKind, Credit, Invoice, OnAccount, Overdue, Payment, PaymentsAre
    from pastdue.model.ladders import STAGES, CountedFrom, Ladder, Repeat, Rung, Stage, Threshold
    from pastdue.model.notices import Issued, Notice, Plan, Skip, Why
    from pastdue.model.parties import Creditor, CustomerKind, Party
    from pastdue.model.tables import Column, Table

__all__ = [
    "STAGES",
    "Block",
    "BlockKind",
    "Charge",
    "ChargeKind",
    "Column",
    "Conversion",
    "CountedFrom",
    "Credit",
    "Creditor",
    "CustomerKind",
    "DayCount",
    "Invoice",
    "Issued",
    "Ladder",
    "Notice",
    "OnAccount",
    "Overdue",
    "Party",
    "Payment",
    "PaymentsAre",
    "Plan",
    "RateBasis",
    "Repeat",
    "Rung",
    "Segment",
    "Skip",
    "Stage",
    "Table",
    "Threshold",
    "Why",
]

_HOMES = {
    "Block": "invoices",
    "BlockKind": "invoices",
    "Charge": "charges",
    "ChargeKind": "charges",
    "Column": "tables",
    "Conversion": "charges",
    "CountedFrom": "ladders",
    "Credit": "invoices",
    "Creditor": "parties",
    "CustomerKind": "parties",
    "DayCount": "charges",
    "Invoice": "invoices",
    "Issued": "notices",
    "Ladder": "ladders",
    "Notice": "notices",
    "OnAccount": "invoices",
    "Overdue": "invoices",
    "Party": "parties",
    "Payment": "invoices",
    "PaymentsAre": "invoices",
    "Plan": "notices",
    "RateBasis": "charges",
    "Repeat": "ladders",
    "Rung": "ladders",
    "STAGES": "ladders",
    "Segment": "charges",
    "Skip": "notices",
    "Stage": "ladders",
    "Table": "tables",
    "Threshold": "ladders",
    "Why": "notices",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
