"""Trials of readings: every remedy is tried before it is shown, and shown with its result."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from pastdue.intake.export.dialect import Dialect
from pastdue.intake.judgement.questions import Question, Reading, Unsettled, together
from pastdue.model.errors import BadInput, InputError, Problem
from pastdue.model.money import Money

if TYPE_CHECKING:
    from pastdue.intake.reading import Intake

Read = Callable[[Dialect], "Intake"]

_ROUNDS = 3
"""So often an answer may open a further question before the trial is given up."""
_MOST_WAYS = 8
_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Way:
    """A reading with the answers it needs to further questions, and its result in words; "" for none."""

    reading: Reading
    gives: str


@dataclass(frozen=True, slots=True)
class TriedQuestion:
    """A question and the ways to answer it, each tried."""

    question: Question
    ways: tuple[Way, ...]


def choices(asked: Unsettled, dialect: Dialect, read: Read) -> tuple[TriedQuestion, ...]:
    """The first questions of `asked` with every reading tried, beside the first readings of all other questions; a
    reading of which nothing came is left out, unless that are all."""
    found = []
    for question in asked.first:
        others = [other.readings[0] for other in asked.questions if other is not question and other.readings]
        ways = [way for reading in question.readings for way in _tried(reading, others, dialect, read, _ROUNDS)]
        found.append(TriedQuestion(question, tuple([way for way in ways if way.gives] or ways)[:_MOST_WAYS]))
    return tuple(found)


def refusal(asked: Unsettled, dialect: Dialect, read: Read) -> BadInput:
    """The refusal that puts the first questions of `asked` to the user, with every reading tried, and counts the
    others."""
    tried = choices(asked, dialect, read)
    return BadInput([_problem(choice.question, choice.ways) for choice in tried], asked.later)


def _tried(reading: Reading, others: Sequence[Reading], dialect: Dialect, read: Read, rounds: int) -> Iterator[Way]:
    """`reading` tried with `others` beside it. Where it opens further questions, each way to answer the first of them
    belongs to it, so that no answer is taken for granted."""
    try:
        intake = read(reading.over(together(others).over(dialect)))
    except Unsettled as further:
        question = next((each for each in further.questions if each.readings), None)
        if question is None or not rounds:
            yield Way(reading, "")
            return
        for more in question.readings:
            said = f"{question.column!r} is {more.means}" if question.column and more.means else more.means
            means = " and ".join(each for each in (reading.means, said) if each)
            yield from _tried(replace(together([reading, more]), means=means), others, dialect, read, rounds - 1)
    except InputError:
        yield Way(reading, "")
    else:
        yield Way(reading, outcome(intake))


def outcome(intake: Intake) -> str:
    """The result of a reading, in words: the number of invoices, their open amount by currency, and rows rejected."""
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
        if reading.stands_in and (stands := " and ".join(each for each in (reading.terms, reading.currency) if each)):
            lines.append(f"   {stands} only {'stand' if reading.terms and reading.currency else 'stands'} for your own")
    samples = ", ".join(text for text in question.samples[:_SAMPLES])
    return Problem(question.source, question.column, samples, question.what, "\n  ".join(lines))
