"""Facts that earlier runs and commands leave behind: invoices as they stood, payments, holds, contacts, tasks done.

The ledger keeps them. Reading an export takes the payments, holds and contacts in as if they had been handed in again;
the ladder compares what it sees today with what was seen and approved before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pastdue import names_on_demand

if TYPE_CHECKING:
    from pastdue.model.kept.answers import Approval, Closing
    from pastdue.model.kept.charges import Agreement, Booked, Booking, Waiver
    from pastdue.model.kept.handed_in import HandedIn, Kept, KeptBlock, KeptContact, Subject
    from pastdue.model.kept.seen import KeptPayment, Meant, Seen, SeenOn, SeenSum, is_another
    from pastdue.model.kept.selection import Selection
    from pastdue.model.kept.tasks import TaskDone

__all__ = [
    "Agreement",
    "Approval",
    "Booked",
    "Booking",
    "Closing",
    "HandedIn",
    "Kept",
    "KeptBlock",
    "KeptContact",
    "KeptPayment",
    "Meant",
    "Seen",
    "SeenOn",
    "SeenSum",
    "Selection",
    "Subject",
    "TaskDone",
    "Waiver",
    "is_another",
]

__getattr__ = names_on_demand(
    __name__,
    {
        "answers": ("Approval", "Closing"),
        "charges": ("Agreement", "Booked", "Booking", "Waiver"),
        "handed_in": ("HandedIn", "Kept", "KeptBlock", "KeptContact", "Subject"),
        "seen": ("KeptPayment", "Meant", "Seen", "SeenOn", "SeenSum", "is_another"),
        "selection": ("Selection",),
        "tasks": ("TaskDone",),
    },
)
