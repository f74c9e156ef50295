"""The answers to all questions about a file that go together, beside which each other answer is tried."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pastdue.intake.judgement.questions import Question, Reading, Unsettled, together

NOTHING_READ = sys.maxsize
"""The harm of answers by which a file cannot be read at all."""
_MOST_READ = 8
"""So often the file is read to find answers that go together."""


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

    def with_answer(self, place: int, at: int) -> Answers:
        """The same with another answer to one question."""
        return Answers(self.questions, (*self.chosen[:place], at, *self.chosen[place + 1 :]))


def likely_answers(asked: Unsettled, harm: Callable[[Reading], int]) -> Answers:
    """The first readings of all questions where they go together; where they do `harm`, as by rejecting rows, with
    another answer to each question that does less: none by which rows are left out, for what is not read rejects
    nothing."""
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
            tries -= 1
            other = answers.with_answer(place, at)
            if 0 <= (count := harm(other.all())) < least:
                answers, least = other, count
    return answers


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
        if all(taken.get(field, header) == header for field, header in reading.mapping.items()):
            return reading
    return readings[-1]
