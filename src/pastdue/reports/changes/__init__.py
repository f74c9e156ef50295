"""Changes since the last run: found invoice by invoice, summed by currency, and reported as tables and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pastdue import names_on_demand

if TYPE_CHECKING:
    from pastdue.reports.changes.moved import Bridge, Change, Changes, Moved
    from pastdue.reports.changes.since import Before, changes_since
    from pastdue.reports.changes.tables import bridge_table, changes_json, changes_table

__all__ = [
    "Before",
    "Bridge",
    "Change",
    "Changes",
    "Moved",
    "bridge_table",
    "changes_json",
    "changes_since",
    "changes_table",
]

__getattr__ = names_on_demand(
    __name__,
    {
        "moved": ("Bridge", "Change", "Changes", "Moved"),
        "since": ("Before", "changes_since"),
        "tables": ("bridge_table", "changes_json", "changes_table"),
    },
)
