"""Trials of readings: every remedy is tried before it is shown, and shown with its result."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from pastdue.intake.export.dialect import Dialect
from pastdue.intake.judgement.answers import NOTHING_READ, likely_answers
from pastdue.intake.judgement.questions import Question, Reading, Unsettled, together
from pastdue.model.errors import InputError
from pastdue.model.errors.problems import BadInput, Problem
from pastdue.model.money import Money
from pastdue.model.wording import listed, quoted


@dataclass(frozen=True, slots=True, eq=False)
class Tried:
    """One way to read a file as it comes out: the frame of the book, the number of rows that are rejected, and by
    currency in minor units what its `payments`, by invoice, and money on account among `others` take off."""

    frame: pd.DataFrame
    rejected_rows: int
    received: Mapping[str, int] = field(default_factory=dict)
    payments: Mapping[str, object] = field(default_factory=dict)
    others: tuple[object, ...] = ()


Read = Callable[[Dialect], Tried]

_ROUNDS = 3
"""So often an answer may open a further question before the trial is given up."""
_MOST_WAYS = 8
_FEWEST_ANSWERS = 2
"""A question with fewer answers says only what is wrong, and not what else it may be."""
_MOST_READ = 24
"""So often the file is read for one question at most."""
_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Way:
    """A reading with the answers it needs to further questions, what they say together, its result in words ("" for
    none), how many rows are rejected by it, and whether those are more than are read."""

    reading: Reading
    means: str = ""
    gives: str = ""
    rejected: int = 0
    fails: bool = False


@dataclass(frozen=True, slots=True)
class TriedQuestion:
    """A question and the ways to answer it, each tried."""

    question: Question
    ways: tuple[Way, ...]


def choices(asked: Unsettled, dialect: Dialect, read: Read) -> tuple[TriedQuestion, ...]:
    """The first questions of `asked` with every reading tried, beside answers to all other questions that contradict
    neither it nor each other.

    A reading of which nothing comes, or by which more rows are rejected than read, is left out unless that are all,
    and of those for a missing field one by which some are stands behind those by which none is; of ways with the same
    options the first is shown.
    """
    found = []
    answers = likely_answers(asked, lambda reading: _harm(read, reading.over(dialect)))
    for question in asked.first:
        if question.typed:
            trials = _Trials(together(answers.beside(question, Reading(""))).over(dialect), read)
            found.append(TriedQuestion(question, (_typed(question, trials, asked),)))
            continue
        ways, left = list[Way](), _MOST_READ
        for reading in answers.in_order(question):
            trials = _Trials(together(answers.beside(question, reading)).over(dialect), read, left)
            tried = trials.of(reading, _clause(reading))
            ways += [replace(way, fails=False) for way in tried] if reading.rejects else tried
            left = trials.left
        ways = list({way.reading.options(): way for way in reversed(ways)}.values())[::-1]
        ways = [replace(way, gives=_without_stand_in(way.gives, question, asked)) for way in ways]
        good = [way for way in ways if way.gives and not way.fails] or [way for way in ways if way.gives]
        if not question.column:
            good.sort(key=lambda way: way.rejected > 0)
        found.append(TriedQuestion(question, tuple(good or ways)[:_MOST_WAYS]))
    return tuple(found)


def _harm(read: Read, dialect: Dialect) -> int:
    """More for every row that is rejected, and a little where nothing is left open; -1 where a further question comes
    first, and very much where nothing can be read."""
    try:
        tried = read(dialect)
    except Unsettled:
        return -1
    except InputError:
        return NOTHING_READ
    frame = tried.frame
    return 2 * tried.rejected_rows + int(bool((frame["total_minor"] <= frame["paid_minor"]).all()))


def _typed(question: Question, trials: _Trials, asked: Unsettled) -> Way:
    """The first answer to what only the user knows, with its result where it opens no further question."""
    reading = question.readings[0]
    tried = next(trials.of(reading), Way(reading, ""))
    gives = _without_stand_in(tried.gives, question, asked) if tried.reading == reading else ""
    return Way(reading, "", gives)


def _without_stand_in(gives: str, question: Question, asked: Unsettled) -> str:
    """The result without the currency that only stands in for the user's, where another question asks for that."""
    codes = [each.readings[0].currency for each in asked.questions if each.typed == "currency" and each is not question]
    return gives.replace(f" {codes[0]}", "") if codes else gives


def refusal(asked: Unsettled, dialect: Dialect, read: Read) -> BadInput:
    """The refusal that puts the first questions of `asked` to the user, with every reading tried, and counts the
    others."""
    tried = choices(asked, dialect, read)
    return BadInput([_problem(choice.question, choice.ways) for choice in tried], asked.later)


class _Trials:
    """Trials of the readings of one question, beside answers to the others, which `dialect` has; `left` is the number
    of times that the file may still be read."""

    def __init__(self, dialect: Dialect, read: Read, left: int = _MOST_READ) -> None:
        self._dialect, self._read, self.left = dialect, read, left

    def of(self, reading: Reading, said: tuple[str, ...] = (), rounds: int = _ROUNDS) -> Iterator[Way]:
        """The ways that begin with `reading`; `said` is in words what they say so far. Where it opens further
        questions, each way to answer the first of them belongs to it, so that no answer is taken for granted."""
        if not self.left:
            return
        self.left -= 1
        means = " and ".join(said)
        try:
            tried = self._read(reading.over(self._dialect))
        except Unsettled as further:
            question = next((each for each in further.questions if each.readings), None)
            if question is None or not rounds:
                asks = f"then asks about {question.column!r}" if question and question.column else ""
                yield Way(reading, means, asks)
                return
            if words := _asked_words(further):
                yield Way(reading, means, f"then asks what {listed(list(map(repr, words)))} means")
                return
            if question.typed:
                yield replace(self._beside_stand_in(reading, question, rounds), reading=reading, means=means)
                return
            for more in question.readings:
                yield from self.of(together([reading, more]), (*said, *_clause(more, question.column)), rounds - 1)
        except InputError:
            yield Way(reading, means)
        else:
            rejected = tried.rejected_rows
            yield Way(reading, means, outcome(tried), rejected, rejected > len(tried.frame))

    def _beside_stand_in(self, reading: Reading, typed: Question, rounds: int) -> Way:
        """The result of the reading with an example of what only the user knows, which is asked next and is no part of
        the answer: nothing says that it is so."""
        stand_in = typed.readings[0]
        both = together([reading, stand_in])
        tried = next(self.of(both, (), rounds - 1), Way(both))
        gives = tried.gives.replace(f" {stand_in.currency}", "") if tried.reading == both else ""
        asks = f"then asks for the {typed.typed}"
        if not gives or gives.startswith("then asks"):
            return replace(tried, gives=asks + gives.replace("then asks", ", and", 1))
        return replace(tried, gives=f"{gives}; {asks}")


def _asked_words(further: Unsettled) -> list[str]:
    """The words that all `further` questions ask about, one by one; none where they ask about columns, too."""
    asked = [question.readings[0].words for question in further.questions if question.readings]
    return [word for words in asked for word in words] if all(asked) else []


def _clause(reading: Reading, column: str = "") -> tuple[str, ...]:
    """The reading of a column in words, as they follow `if`; nothing where it needs none."""
    return (f"{repr(column) if column else 'it'} is {reading.means}",) if reading.means else ()


def outcome(tried: Tried) -> str:
    """The result of a reading, in words: the number of invoices, their open amount by currency, and rows rejected."""
    frame, rejected, count = tried.frame, tried.rejected_rows, len(tried.frame)
    left = frame["total_minor"].to_numpy() - frame["paid_minor"].to_numpy()
    codes = frame["currency"].astype(str).to_numpy()
    sums = [
        Money.of_minor(int(left[codes == code].sum()) - tried.received.get(code, 0), code) for code in np.unique(codes)
    ]
    told = f"{count} invoice{'' if count == 1 else 's'}, open {' and '.join(map(str, sums)) or 'nothing'}"
    return told + (f", {rejected} rejected" if rejected else "")


def _problem(question: Question, tried: Sequence[Way]) -> Problem:
    several = len(tried) > 1
    lines = []
    for number, each in enumerate(tried):
        reading = each.reading
        gives = f"  # {each.gives}" if each.gives else ""
        lines.append(f"{'or pass' if number else 'pass'} {reading.options()}{gives}")
        means = f"if {each.means}; " if each.means and several else _own(question)
        lines.append(f"   {means}to keep it, in pastdue.toml under [intake]: " + ", ".join(reading.settings()))
    samples = ", ".join(text for text in question.samples[:_SAMPLES])
    return Problem(question.source, question.column, samples, question.what, "\n  ".join(lines))


def _own(question: Question) -> str:
    """The words beside the first answer to what only the user knows: it holds if it is so, and others may be said."""
    if not question.typed:
        return ""
    first, *others = (quoted(getattr(reading, question.typed)) for reading in question.readings)
    return f"if it is {first}, or else with your own, as {listed(others, len(others))}; "
