"""Trials of readings: every remedy is tried before it is shown, and shown with what it would give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pastdue.intake.export.dialect import Dialect
from pastdue.intake.judgement.questions import Question, Reading, Unsettled, together
from pastdue.model.errors import BadInput, InputError, Problem
from pastdue.model.money import Money

if TYPE_CHECKING:
    from pastdue.intake.reading import Intake

Read = Callable[[Dialect], "Intake"]

_ROUNDS = 4
"""So often an answer may open a further question before the trial is given up."""
_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Way:
    """A reading with the answers it needs to further questions, and what it gives in words; "" for nothing."""

    reading: Reading
    gives: str


@dataclass(frozen=True, slots=True)
class TriedQuestion:
    """A question and the ways to answer it, each tried."""

    question: Question
    ways: tuple[Way, ...]


def choices(asked: Unsettled, dialect: Dialect, read: Read) -> tuple[TriedQuestion, ...]:
    """The questions of `asked` with every reading tried, beside the first readings of the other questions; a reading of
    which nothing came is left out, unless that are all."""
    questions, found = list(asked.questions), []
    for number, question in enumerate(questions):
        others = [other.readings[0] for place, other in enumerate(questions) if place != number and other.readings]
        ways = [_tried(reading, others, dialect, read) for reading in question.readings]
        found.append(TriedQuestion(question, tuple([way for way in ways if way.gives] or ways)))
    return tuple(found)


def refusal(found: Sequence[TriedQuestion]) -> BadInput:
    """The refusal that puts the questions to the user."""
    return BadInput([_problem(choice.question, choice.ways) for choice in found])


def _tried(reading: Reading, others: Sequence[Reading], dialect: Dialect, read: Read) -> Way:
    """`reading` tried with `others` beside it; a further question it opens is answered by its first reading, which
    then belongs to it."""
    for _ in range(_ROUNDS):
        try:
            intake = read(reading.over(together(others).over(dialect)))
        except Unsettled as further:
            more = [question.readings[0] for question in further.questions if question.readings]
            if not more:
                return Way(reading, "")
            reading = together([reading, *more])
        except InputError:
            return Way(reading, "")
        else:
            return Way(reading, outcome(intake))
    return Way(reading, "")


def outcome(intake: Intake) -> str:
    """What a reading gives, in words: invoices, what is open of them by currency, and rows rejected."""
    frame = intake.book.frame
    count = len(frame)
    left = frame["total_minor"].to_numpy() - frame["paid_minor"].to_numpy()
    codes = frame["currency"].astype(str).to_numpy()
    sums = [Money.of_minor(int(left[codes == code].sum()), code) for code in np.unique(codes)]
    told = f"{count} invoice{'' if count == 1 else 's'}, open {' and '.join(map(str, sums)) or 'nothing'}"
    return told + (f", {intake.rejected_rows} rejected" if intake.rejected_rows else "")


def _problem(question: Question, tried: Sequence[Way]) -> Problem:
    several = len(tried) > 1
    lines = []
    for number, each in enumerate(tried):
        reading = each.reading
        gives = f"  # {each.gives}" if each.gives else ""
        lines.append(f"{'or pass' if number else 'pass'} {reading.options()}{gives}")
        means = f"if it is {reading.means}; " if reading.means and several else ""
        lines.append(f"   {means}to keep it, in pastdue.toml under [intake]: " + ", ".join(reading.settings()))
        if stands := " and ".join(said for said in (reading.terms, reading.currency) if said):
            lines.append(f"   {stands} only {'stand' if reading.terms and reading.currency else 'stands'} for your own")
    samples = ", ".join(text for text in question.samples[:_SAMPLES])
    return Problem(question.source, question.column, samples, question.what, "\n  ".join(lines))
