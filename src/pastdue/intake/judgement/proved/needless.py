"""Questions on which nothing that is open depends, or letters alone that are then held back: every answer to them is
tried, and gives what is alike."""

from __future__ import annotations

from collections.abc import Sequence
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
_BLOCKS = ("hold", "disputed")
_UNSURE = "held"
"""The meaning of words below which rows count though they may not be owed."""
_FEWEST_ANSWERS = 2
"""A question with fewer answers says only what is wrong, and not what else it may be."""


@dataclass(frozen=True, slots=True, eq=False)
class Needless:
    """Answers on which nothing that is open depends: the first `reading`, and the rows whose due day is another by
    another answer, so that it is not known. Where letters do, the reading is the one by which they are all held back,
    and `sends` the one by which most go out."""

    reading: Reading
    undated: Flags
    sends: Reading | None = None


def without_effect(asked: Unsettled, dialect: Dialect, read: Read) -> Needless | None:
    """The first answers to all questions, where every choice of answers gives what is alike but for letters that some
    hold back; None where one makes another difference, opens a further question, or may not be among those shown, as
    the columns for missing fields."""
    ways = prod(len(question.readings) for question in asked.questions)
    if ways > _MOST_WAYS or not all(map(_has_all_answers, asked.questions)):
        return None
    first, undated, holding = None, np.zeros(0, np.bool_), list[tuple[Reading, Flags]]()
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
        holding.append((together(answers), _held(tried.frame)))
    return _safest(first, undated, holding) if first else None


def _safest(first: Tried, undated: Flags, holding: Sequence[tuple[Reading, Flags]]) -> Needless | None:
    """The first of these readings, with the rows whose letters each holds back, that holds back all; None where none
    does, or where it does so of half of what is open."""
    every = np.logical_or.reduce([held for _, held in holding])
    fewest = min(holding, key=lambda each: np.count_nonzero(each[1]))
    if np.array_equal(fewest[1], every):
        return Needless(holding[0][0], undated)
    reading = next((reading for reading, held in holding if np.array_equal(held, every)), None)
    open_ = (first.frame["total_minor"] > first.frame["paid_minor"]).to_numpy()
    some = 2 * np.count_nonzero(open_ & every & ~fewest[1]) < np.count_nonzero(open_)
    return Needless(reading, undated, fewest[0]) if reading and some else None


def _held(frame: pd.DataFrame) -> Flags:
    """The rows of which no letter goes out for now, by a hold or a dispute."""
    return np.logical_or.reduce([frame[name].to_numpy() for name in _BLOCKS if name in frame])  # type: ignore[no-any-return]


def _compared(frame: pd.DataFrame) -> set[str]:
    """The columns that every answer has to leave alike."""
    days = {"hold_until"} if "hold_until" in frame and (frame["hold_until"] == NO_DAY).all() else set[str]()
    return {*frame.columns} - {*_BLOCKS} - days


def _has_all_answers(question: Question) -> bool:
    """True when the answers to a question are all there are, or by example, as terms, and none says that it is not
    known whether its rows are owed."""
    if any(_UNSURE in reading.words.values() for reading in question.readings):
        return False
    return question.typed == "terms" or (bool(question.column) and len(question.readings) >= _FEWEST_ANSWERS)


def _alike(one: Tried, other: Tried) -> bool:
    """True when both have the same rows and payments, and of the rows that are open, were paid on a known day or have a
    listed payment the same in every column but those of holds and disputes; of the others the due day may differ."""
    both = ((each.rejected_rows, each.received, each.payments, each.others) for each in (one, other))
    same, frames = next(both) == next(both), (one.frame, other.frame)
    if not same or len(one.frame) != len(other.frame) or _compared(one.frame) != _compared(other.frame):
        return False
    over = [(frame["total_minor"] == frame["paid_minor"]) & (frame["paid_on"] == NO_DAY) for frame in frames]
    matters = (~(over[0] & over[1]) | one.frame["invoice"].isin(list(one.payments))).to_numpy()
    figures_first = sorted(_compared(one.frame), key=lambda name: one.frame[name].dtype.kind not in "iub")
    for column in figures_first:
        rows = matters if column == "due" else slice(None)
        left, right = (frame[column].to_numpy(object)[rows] for frame in frames)
        if not pd.Series(left).equals(pd.Series(right)):
            return False
    return True
