"""Questions on which nothing that is open depends: every answer to them is tried, and gives what is alike."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import prod

import numpy as np
import pandas as pd

from pastdue.book import NO_DAY
from pastdue.intake.export.dialect import Dialect
from pastdue.intake.export.sheet import Flags
from pastdue.intake.judgement.questions import Question, Reading, Unsettled, together
from pastdue.intake.judgement.trials import Read, Tried
from pastdue.model.errors import InputError

_MOST_WAYS = 8
"""So many choices of answers are tried at most."""
_FEWEST_ANSWERS = 2
"""A question with fewer answers says only what is wrong, and not what else it may be."""


@dataclass(frozen=True, slots=True, eq=False)
class Needless:
    """Answers on which nothing that is open depends: the first `reading`, and the rows whose due day is another by
    another answer, so that it is not known."""

    reading: Reading
    undated: Flags


def without_effect(asked: Unsettled, dialect: Dialect, read: Read) -> Needless | None:
    """The first answers to all questions, where every choice of answers gives what is alike; None where one makes a
    difference, opens a further question, or may not be among those shown, as the columns for missing fields."""
    ways = prod(len(question.readings) for question in asked.questions)
    if ways > _MOST_WAYS or not all(map(_has_all_answers, asked.questions)):
        return None
    first, undated = None, np.zeros(0, np.bool_)
    for answers in product(*(question.readings for question in asked.questions)):
        try:
            tried = read(together(answers).over(dialect))
        except InputError:
            return None
        if first is None:
            first, undated = tried, np.zeros(len(tried.frame), np.bool_)
        if not _alike(first, tried):
            return None
        undated |= first.frame["due"].to_numpy() != tried.frame["due"].to_numpy()
    return Needless(together(question.readings[0] for question in asked.questions), undated)


def _has_all_answers(question: Question) -> bool:
    """True when the answers to a question are all there are, or by example, as terms."""
    return question.typed == "terms" or (bool(question.column) and len(question.readings) >= _FEWEST_ANSWERS)


def _alike(one: Tried, other: Tried) -> bool:
    """True when both have the same rows and payments, and of the rows that are open, were paid on a known day or have a
    listed payment the same in every column; of the others the due day may differ."""
    both = ((each.rejected_rows, each.received, each.payments, each.others) for each in (one, other))
    same, frames = next(both) == next(both), (one.frame, other.frame)
    if not same or len(one.frame) != len(other.frame) or set(one.frame.columns) != set(other.frame.columns):
        return False
    over = [(frame["total_minor"] == frame["paid_minor"]) & (frame["paid_on"] == NO_DAY) for frame in frames]
    matters = (~(over[0] & over[1]) | one.frame["invoice"].isin(list(one.payments))).to_numpy()
    for column in sorted(one.frame.columns, key=lambda name: one.frame[name].dtype.kind not in "iub"):  # figures first
        rows = matters if column == "due" else slice(None)
        left, right = (frame[column].to_numpy(object)[rows] for frame in frames)
        if not pd.Series(left).equals(pd.Series(right)):
            return False
    return True
