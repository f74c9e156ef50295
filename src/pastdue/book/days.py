"""Days in a column of the book: whole numbers, with one that stands for no day."""

from __future__ import annotations

from datetime import date

import numpy as np

from pastdue.model.spans import day_of

NO_DAY = int(np.iinfo(np.int32).min)
"""Stands in a column of days where there is none; earlier than any day, so an undated payment counts as made,
and an undated invoice as issued."""


def known_day(number: int) -> date | None:
    """The day that a column of days names; None where it is NO_DAY."""
    return None if number == NO_DAY else day_of(number)
