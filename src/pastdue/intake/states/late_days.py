"""Days that invoices are late, as a list counts them on the day it was made, and the due dates that they tell."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from pastdue.intake.export.sheet import Flags
from pastdue.intake.file.structure import Ints
from pastdue.intake.values.flaws import Flaw
from pastdue.model.messages import Message

UNSAID = int(np.iinfo(np.int32).min)
"""Stands for a row that says no number of days."""

_COUNT = re.compile(
    r"([+-]?)(\d{1,5})(?:[.,]0+)?(?: ?(?:d|days?|tage?|jours?|d[ií]as?|giorni|dagen|dni))?", re.IGNORECASE
)
_NO_COUNT = Flaw(Message.of("no_count_of_days"), Message.of("write_count_of_days"))


@lru_cache(maxsize=1 << 12)
def count_of(text: str) -> int | Flaw:
    """The number of days that a cell says.

    >>> count_of("12"), count_of("-3"), count_of("7.0"), count_of("4 days"), count_of("") == UNSAID
    (12, -3, 7, 4, True)
    """
    if not text:
        return UNSAID
    found = _COUNT.fullmatch(text)
    return _NO_COUNT if found is None else int(found[2]) * (-1 if found[1] == "-" else 1)


def due_days(days: Ints, made_on: int) -> tuple[npt.NDArray[np.int32], Flags]:
    """The due day of each row by its days late on the day the list was made, and the rows of which only that it is not
    before then is known. Where a row has a minus, days to come are counted, and 0 is the day itself; else a row of 0 is
    not late, and where no row has one an empty one is not either. UNSAID stays where a row says nothing."""
    said = days != UNSAID
    signed, zeros = bool((days[said] < 0).any()), bool((days[said] == 0).any())
    not_late = np.zeros(len(days), np.bool_) if signed else (days == 0) | (~said & (not zeros))
    due = np.where(said, made_on - days, np.where(not_late, made_on, UNSAID))
    return due.astype(np.int32), np.asarray(not_late)
