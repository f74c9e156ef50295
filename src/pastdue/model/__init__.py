"""The nouns of the program, frozen; every other module makes or reads these.

Read them in this order: parties, invoices, charges, ladders, notices, tables.

Convention for every interval in the program: `since` is excluded, `until` is included,
so the days in it are `until - since` and neighbouring intervals share one end.

The names are found when first asked for: a command that only helps needs none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pastdue import names_on_demand

if TYPE_CHECKING:
    from pastdue.model.charges import BaseRules, Charge, ChargeKind, Conversion, DayCount, RateBasis, Segment, SetOff
    from pastdue.model.invoices import Block, BlockKind, Credit, Invoice, OnAccount, Overdue, Payment, PaymentsAre
    from pastdue.model.ladders import STAGES, CountedFrom, Ladder, Repeat, Rung, Stage, Threshold
    from pastdue.model.notices import Issued, Notice, Plan, Skip, Why
    from pastdue.model.parties import Creditor, CustomerKind, Party, Whose
    from pastdue.model.tables import Column, Table

__all__ = [
    "STAGES",
    "BaseRules",
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
    "SetOff",
    "Skip",
    "Stage",
    "Table",
    "Threshold",
    "Whose",
    "Why",
]

__getattr__ = names_on_demand(
    __name__,
    {
        "charges": ("BaseRules", "Charge", "ChargeKind", "Conversion", "DayCount", "RateBasis", "Segment", "SetOff"),
        "invoices": ("Block", "BlockKind", "Credit", "Invoice", "OnAccount", "Overdue", "Payment", "PaymentsAre"),
        "ladders": ("CountedFrom", "Ladder", "Repeat", "Rung", "STAGES", "Stage", "Threshold"),
        "notices": ("Issued", "Notice", "Plan", "Skip", "Why"),
        "parties": ("Creditor", "CustomerKind", "Party", "Whose"),
        "tables": ("Column", "Table"),
    },
)
