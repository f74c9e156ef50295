"""The reading of an export in parts: each looked into, all compared, each read with its share of what stands beside.

Parts are read one at a time here, or by workers, which hold one part each; what comes back is put into one book.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Generic, Protocol, TypeVar

from pastdue.intake.beside.beside import contacts_of, invoices_kind
from pastdue.intake.beside.contacts import Contacts, open_beside
from pastdue.intake.export.choices import Files, Share, SharedRows
from pastdue.intake.export.dialect import Dialect
from pastdue.intake.export.fields import HOLDS, PAYMENTS
from pastdue.intake.intake import Intake
from pastdue.intake.judgement.questions import Unsettled
from pastdue.intake.judgement.trials import Tried, refusal
from pastdue.intake.parts.between import problems_between, proofs_of
from pastdue.intake.parts.kept_shares import kept_by_part
from pastdue.intake.parts.merging import merged
from pastdue.intake.parts.settled import Settled
from pastdue.intake.parts.sharing import (
    PartIndex,
    also_called,
    contacts_of_several,
    in_several,
    paid_by_others,
    shares,
)
from pastdue.intake.parts.survey import Surveyed, SurveyTask, part_rows, survey_all
from pastdue.intake.parts.whole import settled_together
from pastdue.intake.reading import Step, read_open, try_reading
from pastdue.model.errors import InputError
from pastdue.model.errors.problems import BadInput, Problem
from pastdue.model.kept import Kept

Task = TypeVar("Task")
Result = TypeVar("Result")
Read = TypeVar("Read")
Held = TypeVar("Held")


class Spread(Protocol):
    """Does a piece of work for each of a few tasks, here or in other processes; returns the results in their order."""

    def __call__(self, work: Callable[[Sequence[Task]], list[Result]], tasks: Sequence[Task], /) -> Iterable[Result]:
        """The results of the tasks, in their order."""


def here(work: Callable[[Sequence[Task]], list[Result]], tasks: Sequence[Task]) -> Iterator[Result]:
    """The results of the tasks, done one after the other in this process."""
    return (result for task in tasks for result in work([task]))


@dataclass(frozen=True, slots=True)
class PartTask:
    """A part to read, with its share of the files beside it and of the kept lists."""

    files: Files
    dialect: Dialect
    kept: Kept
    settled: Settled | None = None
    """The meaning of the columns that all parts together prove; None where each part is judged by itself."""


def read_all(tasks: Sequence[PartTask]) -> list[Intake | InputError]:
    """The result of reading each part, or the refusal of one that cannot be used."""
    return [read_part(task) for task in tasks]


def read_part(task: PartTask) -> Intake | InputError:
    """The result of reading one part, or its refusal."""
    try:
        return read_open(task.files, task.dialect, task.kept, settled=task.settled)
    except InputError as error:
        return error


def _whole(part: Intake) -> Intake:
    return part


@dataclass(frozen=True, slots=True)
class PartReader(Generic[Read, Held]):
    """A way to read parts: `spread` shares the `work`, which returns for each what is wanted of it, or the InputError
    that refuses it; `keep` takes a part as it comes in and returns what is to be held of it."""

    spread: Spread
    work: Callable[[Sequence[PartTask]], list[Read | InputError]]
    keep: Callable[[Read], Held]


def read_parts(files: Files, dialect: Dialect, kept: Kept, step: Step, spread: Spread = here) -> Intake:
    """The book that all parts hold together, as `read` returns that of one file; refuses what `read_each` refuses."""
    return merged(files.title, read_each(files, dialect, kept, step, PartReader(spread, read_all, _whole))[1])


def read_each(
    files: Files, dialect: Dialect, kept: Kept, step: Step, reader: PartReader[Read, Held]
) -> tuple[PartIndex, list[Held]]:
    """The index of all that stands in the parts, and the result of the reader for each.

    Raises InputError with the problems of all parts: one that cannot be used, a customer or an invoice in two of them,
    parts that are written differently, and a name beside them that customers in several parts have.
    """
    try:
        step("looking into the parts")
        kind = invoices_kind(files)

        def surveyed(dialect: Dialect, settled: Settled | None) -> list[Surveyed | InputError]:
            return list(reader.spread(survey_all, [SurveyTask(path, dialect, kind, settled) for path in files.parts]))

        try:
            settled, dialect = settled_together(files, dialect, kept)
        except BadInput:
            found = surveyed(dialect, None)
            if not any(isinstance(part, InputError) for part in found):
                _refuse_between(files, dialect, [part for part in found if isinstance(part, Surveyed)])
            raise
        found = surveyed(dialect, settled)
        _refuse(found, dialect, lambda at, other: try_reading(files.part(files.parts[at], Share()), other, kept))
        parts = [part for part in found if not isinstance(part, InputError)]
        dialect = replace(dialect, proved=proofs_of(parts))
        _refuse_between(files, dialect, parts, settled)
        step("reading the parts")
        index, tasks = _tasks(files, dialect, kept, parts)
        tasks = [replace(task, settled=settled) for task in tasks]
        results: list[Held | InputError] = [
            part if isinstance(part, InputError) else reader.keep(part) for part in reader.spread(reader.work, tasks)
        ]
        _refuse(results, dialect, lambda at, other: try_reading(tasks[at].files, other, tasks[at].kept, settled))
        return index, [part for part in results if not isinstance(part, InputError)]
    finally:
        step("")


def _refuse(found: Sequence[object], dialect: Dialect, read: Callable[[int, Dialect], Tried]) -> None:
    """Raise the problems of all parts that cannot be used; a question that several parts have is asked of the first."""
    problems, asked, further = list[Problem](), dict[tuple[str, ...], Problem](), list[str]()
    others = list[InputError]()
    for at, each in enumerate(found):
        if isinstance(each, Unsettled):
            keys = [(question.column, *(reading.options() for reading in question.readings)) for question in each.first]
            if not asked.keys() >= set(keys):
                tried = refusal(each, dialect, partial(read, at))
                following = [(problem.column, str(problem.remedy)) for problem in tried.problems[len(keys) :]]
                for key, problem in zip([*keys, *following], tried.problems, strict=True):
                    asked.setdefault(key, problem)
                further += [each.later] if each.later else []
        elif isinstance(each, BadInput):
            problems += each.problems
            further += [each.args[1]] if each.args[1] else []
        elif isinstance(each, InputError):
            others.append(each)
    problems += asked.values()
    if others and not problems:
        raise others[0] if len(others) == 1 else InputError("\n".join(map(str, others)))
    if problems:
        raise BadInput(problems, "\n".join([*map(str, others), *further]))


def _refuse_between(
    files: Files, dialect: Dialect, surveyed: Sequence[Surveyed], settled: Settled | None = None
) -> None:
    kind = invoices_kind(files)

    def numbers_at(part: int, lines: Sequence[int]) -> dict[int, str]:
        rows = part_rows(SurveyTask(files.parts[part], dialect, kind, settled))
        wanted, texts = set(lines), rows.text("invoice")
        return {line: texts.at(row) for row, line in enumerate(rows.lines().tolist()) if line in wanted}

    if problems := list(problems_between(surveyed, numbers_at)):
        raise BadInput(problems)


def _tasks(
    files: Files, dialect: Dialect, kept: Kept, surveyed: Sequence[Surveyed]
) -> tuple[PartIndex, list[PartTask]]:
    """The index of all that stands in the parts, and the parts to read; refuses rows beside them whose
    part cannot be told."""
    contacts = _contacts(files, dialect, kept)
    index = PartIndex(surveyed, kept.seen, also_called(contacts))
    problems = [problem for each in contacts for problem in contacts_of_several(each, index)]
    rows: dict[str, list[SharedRows] | list[None]] = {}
    for name, kind, days in (("payments", PAYMENTS, "on"), ("holds", HOLDS, "until")):
        rows[name] = [None] * len(surveyed)
        if path := getattr(files, name):
            sheet = open_beside(path, dialect, kind)
            problems += in_several(sheet, index)
            problems += paid_by_others(sheet, index) if kind is PAYMENTS else ()
            rows[name] = shares(sheet, index, days, "amount")
    if problems:
        raise BadInput(problems)
    own = kept_by_part(kept, index, holds_listed=bool(files.holds))
    both = zip(rows["payments"], rows["holds"], strict=True)
    return index, [
        PartTask(files.part(path, Share(*share)), dialect, kept)
        for path, share, kept in zip(files.parts, both, own, strict=True)
    ]


def _contacts(files: Files, dialect: Dialect, kept: Kept) -> list[Contacts]:
    found = contacts_of(files, dialect, kept)
    return [] if found is None else [found]
