"""The answers to all questions about a file that go together, beside which each other answer is tried, and the
questions that they open: asked beside the others, each with its own answers."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pastdue.intake.export.dialect import Dialect
from pastdue.intake.judgement.questions import Question, Reading, Unsettled, together
from pastdue.intake.states.topics import about
from pastdue.model.errors import InputError

_NOTHING_READ = sys.maxsize
"""The harm of answers by which a file cannot be read at all."""
NOTHING_OPEN = 1
"""The harm of answers by which nothing is open, and no row is rejected."""
_MOST_READ = 8
"""So often the file is read to find answers that go together."""
_ROUNDS = 4
"""So often first answers may open further questions."""

Harm = Callable[[Dialect], int]
"""The harm that is done by reading a file so; raises Unsettled where a further question comes first."""


@dataclass(frozen=True, slots=True)
class Answers:
    """One answer to each of the questions, by its place among the readings."""

    questions: tuple[Question, ...]
    chosen: tuple[int, ...]

    def beside(self, question: Question | None, reading: Reading) -> list[Reading]:
        """The answers to all questions but `question` that do not read another column as a field of `reading`: where
        the answer to one does, its last reading, by which the column is left."""
        taken = dict(reading.mapping)
        found = []
        for other, at in zip(self.questions, self.chosen, strict=True):
            if other is not question and other.readings:
                answer = _fitting((other.readings[at], *other.readings), taken)
                taken |= answer.mapping
                found.append(answer)
        return found

    def in_order(self, question: Question) -> Iterator[Reading]:
        """The readings of the question, the one that was chosen for it first."""
        at = self.chosen[self.questions.index(question)]
        yield from (question.readings[at], *question.readings[:at], *question.readings[at + 1 :])

    def all(self) -> Reading:
        """All answers together."""
        return together(self.beside(None, Reading("")))

    def first(self, count: int) -> Answers:
        """Those to the first `count` questions."""
        return Answers(self.questions[:count], self.chosen[:count])

    def with_answer(self, place: int, at: int) -> Answers:
        """The same with another answer to one question."""
        return Answers(self.questions, (*self.chosen[:place], at, *self.chosen[place + 1 :]))


def with_following(asked: Unsettled, dialect: Dialect, harm: Harm) -> tuple[Unsettled, Answers]:
    """The questions of `asked` and those that the answers put forward for them open, and the answers to all that go
    together: pasted at once, these settle the file where nothing else is wrong."""
    trial = _Trial(dialect, harm)
    own, answers = asked, _likely_answers(asked, trial.harm_of)
    for _ in range(_ROUNDS):
        known = set(map(_told_by, asked.questions))
        further = () if len(asked.first) < len(asked.questions) else trial.opened_by(answers.all())
        new = [each for each in _without_others(further, answers.all()) if _told_by(each) not in known]
        if not new:
            break
        asked = Unsettled([*asked.questions, *new], asked.following + len(new))
        answers = _likely_answers(asked, trial.harm_of)
    first = answers.first(len(own.questions))
    return (own, first) if asked.following and trial.harm_of(first.all()) >= 0 else (asked, answers)


def _without_others(questions: Sequence[Question], said: Reading) -> Iterator[Question]:
    """The questions without the readings by which a field of `said` is another column's."""
    for question in questions:
        fitting = tuple(each for each in question.readings if _fits(each, said.mapping))
        if fitting:
            yield replace(question, readings=fitting)


class _Trial:
    """Readings of one file, each read once."""

    def __init__(self, dialect: Dialect, harm: Harm) -> None:
        self._dialect, self._harm = dialect, harm
        self._known: dict[str, tuple[int, tuple[Question, ...]]] = {}

    def harm_of(self, reading: Reading) -> int:
        """The harm of the reading; -1 where it opens a further question."""
        return self._of(reading)[0]

    def opened_by(self, reading: Reading) -> tuple[Question, ...]:
        """The questions that the reading opens."""
        return self._of(reading)[1]

    def _of(self, reading: Reading) -> tuple[int, tuple[Question, ...]]:
        said = reading.options()
        if said not in self._known:
            try:
                self._known[said] = self._harm(reading.over(self._dialect)), ()
            except Unsettled as further:
                self._known[said] = -1, further.questions
            except InputError:
                self._known[said] = _NOTHING_READ, ()
        return self._known[said]


def first_answers(questions: Sequence[Question]) -> Reading:
    """The first readings of all questions that go together, as one."""
    return Answers(tuple(questions), tuple(_together(questions))).all()


def _told_by(question: Question) -> tuple[str, ...]:
    """The column of a question and the options of its answers, which tell it from another one."""
    return (question.column, *(reading.options() for reading in question.readings))


def _likely_answers(asked: Unsettled, harm: Callable[[Reading], int]) -> Answers:
    """The first readings of all questions where they go together; where they do `harm`, as by rejecting rows, with
    another answer to each question that does less: none by which rows are left out, for what is not read rejects
    nothing; nor one for a column that is called paid and read so, by which alone nothing is open."""
    answers = Answers(asked.questions, tuple(_together(asked.questions)))
    if len(asked.questions) == 1:
        return answers
    least = harm(answers.all())
    tries = _MOST_READ
    for place, question in enumerate(asked.first):
        for at in range(len(question.readings)):
            if least <= 0 or not tries or question.typed:
                break
            if at == answers.chosen[place] or question.readings[at].leaves_out:
                continue
            if least == NOTHING_OPEN and _is_called_paid(question.readings[answers.chosen[place]]):
                continue
            tries -= 1
            other = answers.with_answer(place, at)
            if 0 <= (count := harm(other.all())) < least:
                answers, least = other, count
    return answers


def _is_called_paid(reading: Reading) -> bool:
    """True when the reading takes a column that its header calls paid, and not open, as what was paid."""
    name = reading.mapping.get("paid", "")
    return bool(name) and about("paid", name) and not about("open", name)


def _together(questions: Sequence[Question]) -> Iterator[int]:
    """The place of the first reading of each question that goes with those chosen before it."""
    taken: dict[str, str] = {}
    for question in questions:
        if not question.readings:
            yield 0
            continue
        answer = _fitting(question.readings, taken)
        taken |= answer.mapping
        yield question.readings.index(answer)


def _fitting(readings: Sequence[Reading], taken: dict[str, str]) -> Reading:
    """The first reading that gives no field of `taken` to another column; the last one where none does."""
    for reading in readings:
        if _fits(reading, taken):
            return reading
    return readings[-1]


def _fits(reading: Reading, taken: Mapping[str, str]) -> bool:
    """True when the reading gives no field of `taken` to another column."""
    return all(taken.get(field, header) == header for field, header in reading.mapping.items())
