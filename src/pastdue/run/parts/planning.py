"""The plan of an export in parts: each part is judged on its own, and what was decided is put together.

The rows of a part are held by the worker that judges it. What comes back are its letters, its skips as bytes, the
accounts of its customers, and the figures of its invoices without their texts, which the reports add up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from operator import attrgetter
from typing import TypeVar, overload

from pastdue.book import Measured
from pastdue.intake import Intake, merged
from pastdue.ladder import CustomerAccounts
from pastdue.ledger import History
from pastdue.model import Party
from pastdue.run.opened import OpenedJob
from pastdue.run.parts.history import history_by_part
from pastdue.run.parts.kept_bytes import KeptBytes
from pastdue.run.parts.opening import OpenedParts, PartRecipe, opened_part
from pastdue.run.parts.spooled import Block, SpooledSkips, packed
from pastdue.run.planning import Judged, Planned, judged, known_by_then, told
from pastdue.run.tasks.collected import LOOKED_AT_AT_MOST, collected, may_be_collected
from pastdue.run.workers.choice import spread_by, workers_to_read
from pastdue.tasks import Collected

Key = TypeVar("Key")
Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class PartToPlan:
    """The rows of a part, and what the ledger knows of its invoices."""

    rows: bytes
    history: History


@dataclass(frozen=True, slots=True, eq=False)
class PlannedPart:
    """The result of judging a part. Its book has the figures of its invoices alone; `parties` are its customers where a
    list of messages without an answer has to be joined to them, `collectable` the invoices that a person may have to
    collect, None where they are too many to look at."""

    intake: Intake
    found: Judged
    skips: tuple[Block, ...]
    parties: tuple[Party, ...]
    collectable: tuple[Collected, ...] | None


class _PartsToPlan(Sequence[PartToPlan]):
    """The parts to plan, each fetched when it is asked for."""

    def __init__(self, rows: KeptBytes, histories: Sequence[History]) -> None:
        self._rows, self._histories = rows, histories

    def __len__(self) -> int:
        return len(self._histories)

    @overload
    def __getitem__(self, at: int) -> PartToPlan: ...
    @overload
    def __getitem__(self, at: slice) -> list[PartToPlan]: ...
    def __getitem__(self, at: int | slice) -> PartToPlan | list[PartToPlan]:
        if isinstance(at, slice):
            return [self[n] for n in range(len(self))[at]]
        return PartToPlan(self._rows.of(at), self._histories[at])


def plan_parts(opened: OpenedParts, history: History) -> Planned:
    """The plan of all parts, as `plan` makes that of one file with their rows in this order."""
    tasks = _PartsToPlan(opened.rows, history_by_part(history, opened.index, opened.reissued))
    skips, parts, beside = SpooledSkips(), list[PlannedPart](), _Collectable()
    with workers_to_read(opened.job) as workers:
        for part in spread_by(workers)(partial(judge_parts, opened.recipe), tasks):
            skips.lay(part.skips)
            beside.add(part.collectable)
            parts.append(replace(part, skips=(), collectable=None))
    found = _together([part.found for part in parts])
    job = OpenedJob(opened.job, opened.rulebook, *_figures(opened, parts), _chained(part.parties for part in parts))
    return replace(told(job, history, found, skips), collectable=tuple(beside.found))


class _Collectable:
    """The invoices of all parts that a person may have to collect; none where they are too many to look at."""

    def __init__(self) -> None:
        self.found: list[Collected] = []
        self._too_many = False

    def add(self, part: tuple[Collected, ...] | None) -> None:
        """Add those of a part; None: too many."""
        self._too_many |= part is None or len(self.found) + len(part) > LOOKED_AT_AT_MOST
        self.found = [] if self._too_many else [*self.found, *(part or ())]


def judge_parts(recipe: PartRecipe, tasks: Sequence[PartToPlan]) -> list[PlannedPart]:
    """Each part judged, in a process that knows the job from the recipe alone."""
    return [_judged(opened_part(recipe, task.rows), task.history) for task in tasks]


def _judged(opened: OpenedJob, history: History) -> PlannedPart:
    known = known_by_then(opened, history)
    found = judged(opened, known)
    may = sum(map(may_be_collected, chain(found.skips, found.small, found.waiting)))
    collectable = None
    if may <= LOOKED_AT_AT_MOST:
        here = Planned(opened, (), (*found.skips, *found.small, *found.waiting), (), found.account)
        collectable = tuple(collected(here, known))
    parties = tuple(opened.measured.customers()) if opened.job.firm.beside("followups") is not None else ()
    intake = replace(opened.intake, book=opened.measured.figures().book)
    return PlannedPart(intake, replace(found, skips=()), tuple(packed(found.skips)), parties, collectable)


def _figures(opened: OpenedParts, parts: Sequence[PlannedPart]) -> tuple[Intake, Measured]:
    """The intakes of all parts as one, and their invoices' figures on the day."""
    intake = merged(opened.job.files.title, [part.intake for part in parts])
    rules = opened.rulebook
    figures = Measured(intake.book, opened.job.as_of, rules.calendar, intake.book.frame, rules.roll, whole=False)
    return intake, figures


def _together(found: Sequence[Judged]) -> Judged:
    """The decisions of all parts, in the order of one file: letters and what is said of them by customer, each of
    whom stands in one part alone."""
    return Judged(
        tuple(sorted(_each(one.letters for one in found), key=attrgetter("customer.id"))),
        (),
        tuple(sorted(_each(one.small for one in found), key=attrgetter("customer_id"))),
        tuple(sorted(_each(one.waiting for one in found), key=attrgetter("customer_id"))),
        _accounts([one.account for one in found]),
        frozenset(_each(one.at_home for one in found)),
        tuple(_each(one.approved for one in found)),
    )


def _accounts(own: Sequence[CustomerAccounts]) -> CustomerAccounts:
    return CustomerAccounts(
        _joined(one.met for one in own),
        _joined(one.credits for one in own),
        _joined(one.laid for one in own),
        _joined(one.for_charges for one in own),
        _joined(one.used for one in own),
        tuple(sorted(_each(one.left for one in own), key=attrgetter("customer_id"))),
    )


def _joined(own: Iterable[Mapping[Key, Entry]]) -> dict[Key, Entry]:
    found: dict[Key, Entry] = {}
    for each in own:
        found |= each
    return found


def _each(own: Iterable[Iterable[Entry]]) -> Iterator[Entry]:
    return chain.from_iterable(own)


def _chained(own: Iterable[Iterable[Entry]]) -> tuple[Entry, ...]:
    return tuple(_each(own))
