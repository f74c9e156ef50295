"""Trials of readings: every remedy is tried before it is shown, and shown with its result."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from pastdue.intake.export.dialect import Dialect
from pastdue.intake.judgement.answers import NOTHING_OPEN, Answers, first_answers, with_following
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
"""So often an answer may open a further question before its figures are given up."""
_MOST_WAYS = 8
_ASKS = "then asks"
_SAMPLES = 3
_OF_ONE = (
    "if all rows are one customer's, whose name goes there; if a column has the customers, say so by --map customer=, "
    "its header in quotes behind the sign, else add it; "
)
"""The words beside the answer that all rows are one customer's."""


@dataclass(frozen=True, slots=True)
class Way:
    """A reading, what it says of the column, its result in words ("" for none), how many rows are rejected by it, and
    whether those are more than are read."""

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
    follows: bool = False
    """True when the first answers to other questions open it."""


def choices(asked: Unsettled, dialect: Dialect, read: Read) -> tuple[TriedQuestion, ...]:
    """The first questions of `asked`, and those that the first answers to them open, with every reading tried, beside
    answers to all other questions that contradict neither it nor each other.

    A reading of which nothing comes, or by which more rows are rejected than read, is left out unless that are all,
    and of those for a missing field one by which some are stands behind those by which none is; of ways with the same
    options the first is shown.
    """
    return _choices(*_with_following(asked, dialect, read), dialect, read)


def _with_following(asked: Unsettled, dialect: Dialect, read: Read) -> tuple[Unsettled, Answers]:
    return with_following(asked, dialect, lambda other: _harm(read(other)))


def _choices(asked: Unsettled, answers: Answers, dialect: Dialect, read: Read) -> tuple[TriedQuestion, ...]:
    found, own = [], len(asked.questions) - asked.following
    for place, question in enumerate(asked.first):
        if question.typed:
            trials = _Trials(together(answers.beside(question, Reading(""))).over(dialect), read)
            found.append(TriedQuestion(question, (_typed(question, trials, asked),), place >= own))
            continue
        ways = list[Way]()
        for number, reading in enumerate(answers.in_order(question)):
            others = answers if not number or place >= own else answers.first(own)
            tried = _Trials(together(others.beside(question, reading)).over(dialect), read).of(reading)
            ways.append(replace(tried, fails=tried.fails and not reading.rejects))
        told = dict[str, Way]()
        for way in ways:
            gives = _without_stand_in(way.gives, question, asked)
            told.setdefault(way.reading.options(), replace(way, gives=gives))
        ways = [*told.values()]
        good = [way for way in ways if way.gives and not way.fails] or [way for way in ways if way.gives]
        if not question.column:
            good.sort(key=lambda way: way.rejected > 0)
        found.append(TriedQuestion(question, tuple(good or ways)[:_MOST_WAYS], place >= own))
    return tuple(found)


def _harm(tried: Tried) -> int:
    """More for every row that is rejected, and a little where nothing is left open."""
    frame = tried.frame
    nothing = bool((frame["total_minor"] <= frame["paid_minor"]).all())
    return 2 * tried.rejected_rows + NOTHING_OPEN * nothing


def _typed(question: Question, trials: _Trials, asked: Unsettled) -> Way:
    """The first answer to what only the user knows, with its result where it opens no further question."""
    reading = question.readings[0]
    tried = trials.of(reading)
    gives = _without_stand_in(tried.gives, question, asked) if tried.reading == reading else ""
    return Way(reading, "", gives)


def _without_stand_in(gives: str, question: Question, asked: Unsettled) -> str:
    """The result without the currency that only stands in for the user's, where another question asks for that."""
    codes = [each.readings[0].currency for each in asked.questions if each.typed == "currency" and each is not question]
    return gives.replace(f" {codes[0]}", "") if codes else gives


def refusal(asked: Unsettled, dialect: Dialect, read: Read) -> BadInput:
    """The refusal that puts the first questions of `asked` to the user, with every reading tried, and counts the
    others."""
    asked, answers = _with_following(asked, dialect, read)
    tried = _choices(asked, answers, dialect, read)
    return BadInput([_problem(choice.question, choice.ways) for choice in tried], asked.later)


class _Trials:
    """Trials of the readings of one question, beside answers to the others, which `dialect` has."""

    def __init__(self, dialect: Dialect, read: Read) -> None:
        self._dialect, self._read = dialect, read

    def of(self, reading: Reading, rounds: int = _ROUNDS) -> Way:
        """The way of the reading; where it opens further questions it says about what, and takes no answer to them for
        granted."""
        means = f"it is {reading.means}" if reading.means else ""
        try:
            tried = self._read(reading.over(self._dialect))
        except Unsettled as further:
            return self._asking(reading, means, further, rounds)
        except InputError:
            return Way(reading, means)
        rejected = tried.rejected_rows
        return Way(reading, means, outcome(tried), rejected, rejected > len(tried.frame))

    def _asking(self, reading: Reading, means: str, further: Unsettled, rounds: int) -> Way:
        """The way of a reading that opens `further` questions, with the figures by the first answers to them, which are
        no part of it."""
        question = next((each for each in further.questions if each.readings), None)
        if question is None:
            return Way(reading, means)
        first = first_answers(further.questions)
        tried = self.of(together([reading, first]), rounds - 1) if rounds else Way(reading)
        typed = any(each.typed == "currency" for each in further.questions)
        gives = tried.gives.replace(f" {first.currency}", "") if typed else tried.gives
        asks = _asks(question, further)
        if not gives or gives.startswith(_ASKS):
            asks += gives.replace(_ASKS, ", and", 1) if gives else ""
            return Way(reading, means, asks, tried.rejected)
        figures, _, more = gives.partition(f"; {_ASKS}")
        return Way(reading, means, f"{figures}; {asks}" + (f", and{more}" if more else ""), tried.rejected)


def _asks(question: Question, further: Unsettled) -> str:
    """The words for what a reading that opens `further` questions asks about, first `question`."""
    if words := _asked_words(further):
        return f"{_ASKS} what {listed(list(map(repr, words)))} means"
    if question.typed:
        return f"{_ASKS} for the {question.asks_for}"
    return f"{_ASKS} {f'about {question.column!r}' if question.column else 'which columns to read'}"


def _asked_words(further: Unsettled) -> list[str]:
    """The words that all `further` questions ask about, one by one; none where they ask about columns, too."""
    asked = [question.readings[0].words for question in further.questions if question.readings]
    return [word for words in asked for word in words] if all(asked) else []


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
    if question.typed == "one_customer":
        return _OF_ONE
    first, *others = (quoted(getattr(reading, question.typed)) for reading in question.readings)
    return f"if it is {first}, or else with your own, as {listed(others, len(others))}; "
