"""Earlier runs against today's book: invoices that contradict what they knew or have another number, debts whose number
another invoice has, and credits that are gone."""

from __future__ import annotations

from pastdue.ladder.earlier.contradictions import Known
from pastdue.ladder.earlier.displaced import debts_before, displaced, reissued
from pastdue.ladder.earlier.lost_credits import LostCredits, is_still, lost_credits
from pastdue.ladder.earlier.renumbered import with_former

__all__ = [
    "Known",
    "LostCredits",
    "debts_before",
    "displaced",
    "is_still",
    "lost_credits",
    "reissued",
    "with_former",
]
