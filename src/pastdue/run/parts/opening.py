"""The beginning of a job whose export comes in parts: each is read on its own, and its rows wait to be planned.

The process that runs keeps of every part what the others must know of it; its rows go by as bytes.
"""

from __future__ import annotations

import pickle
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import chain

from pastdue.firm.names import buckets_of
from pastdue.firm.settings.output import LOCAL
from pastdue.intake import Intake
from pastdue.intake.parts.reading import PartReader, PartTask, read_each, read_part
from pastdue.intake.parts.sharing import PartIndex
from pastdue.ladder.earlier import reissued
from pastdue.model.choices import Copies
from pastdue.model.errors import InputError
from pastdue.model.kept import Seen
from pastdue.reports.aging.opened import refuse_undated, undated
from pastdue.run.customers import check_customers, check_selection
from pastdue.run.job import Job
from pastdue.run.opened import OpenedJob, rules_to_dun
from pastdue.run.parts.kept_bytes import KeptBytes
from pastdue.run.rules import Rulebook
from pastdue.run.workers.choice import spread_by, workers_to_read


@dataclass(frozen=True, slots=True)
class OpenedPart:
    """A part that was read: its rows as bytes, the ids of its customers, the numbers of its invoices where they are
    asked for, and how many of its open invoices have no date to be aged by. `reissued` has the customer and the day of
    issue of each that has another day than a run saw under its number."""

    rows: bytes
    customers: tuple[str, ...]
    numbers: tuple[str, ...]
    undated: int
    reissued: Mapping[str, tuple[str, date | None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PartRecipe:
    """All that another process needs to open and plan the parts of one run: the job, pickled; `run` tells one run
    from the next."""

    job: bytes
    run: str

    @classmethod
    def of(cls, job: Job, run: str) -> PartRecipe:
        """The recipe of the job's parts, without what only the process that runs can do."""
        bare = Job(job.firm, job.files, job.dialect, job.as_of, job.approved, selection=job.selection)
        return cls(pickle.dumps(bare), run)

    def rulebook(self) -> tuple[Job, Rulebook]:
        """The job and its rules, which a process loads once a run."""
        if getattr(_ONCE, "run", None) != self.run:
            job: Job = pickle.loads(self.job)
            _ONCE.job, _ONCE.rules, _ONCE.run = job, Rulebook(job.firm, job.approved), self.run
        return _ONCE.job, _ONCE.rules


_ONCE = threading.local()


@dataclass(frozen=True, slots=True, eq=False)
class OpenedParts:
    """A job with its rules loaded and its parts read: all that needs no ledger. `index` says what stands in which part,
    `rows` has what is to be planned."""

    job: Job
    rulebook: Rulebook
    recipe: PartRecipe
    index: PartIndex
    rows: KeptBytes
    customers: frozenset[str]
    reissued: Mapping[str, tuple[str, date | None]]
    numbers: tuple[str, ...]
    """The numbers of all invoices, where copies of them are to follow their letters."""


def prepare_parts(job: Job, run: str) -> OpenedParts:
    """The job ready to be planned part by part; refuses what `prepare` refuses."""
    rules, rows = rules_to_dun(job), KeptBytes()
    recipe = PartRecipe.of(job, run)

    def keep(part: OpenedPart) -> OpenedPart:
        rows.keep(part.rows)
        return replace(part, rows=b"")

    files = job.files if job.engine == LOCAL else job.files.absolute
    with workers_to_read(job) as workers:
        reader = PartReader(spread_by(workers), partial(open_parts, recipe), keep)
        index, parts = read_each(files, job.dialect, job.kept, job.step, reader)
    customers = frozenset(chain.from_iterable(part.customers for part in parts))
    numbers = tuple(chain.from_iterable(part.numbers for part in parts))
    check_customers(job.firm, customers)
    check_selection(job.selection, frozenset(numbers), customers)
    refuse_undated(sum(part.undated for part in parts))
    reissued = {number: whose for part in parts for number, whose in part.reissued.items()}
    return OpenedParts(job, rules, recipe, index, rows, customers, reissued, numbers)


def open_parts(recipe: PartRecipe, tasks: Sequence[PartTask]) -> list[OpenedPart | InputError]:
    """Each part read, or the refusal of one that cannot be used."""
    return [_opened(recipe, read_part(task), task.kept.seen) for task in tasks]


def _opened(recipe: PartRecipe, intake: Intake | InputError, seen: Mapping[str, Seen]) -> OpenedPart | InputError:
    if isinstance(intake, InputError):
        return intake
    job, rules = recipe.rulebook()
    buckets, frame = buckets_of(job.firm), intake.book.frame
    return OpenedPart(
        pickle.dumps(intake, pickle.HIGHEST_PROTOCOL),
        tuple(frame["customer_id"].astype(str).unique().tolist()),
        tuple(frame["invoice"].tolist()) if _asks_for_numbers(job) else (),
        undated(intake.book.measured(job.as_of, rules.calendar, rules.roll), buckets),
        reissued(intake.book, seen),
    )


def _asks_for_numbers(job: Job) -> bool:
    return bool(job.selection) or job.firm.settings.letters.invoice_copies is not Copies.OFF


def opened_part(recipe: PartRecipe, rows: bytes) -> OpenedJob:
    """The part whose rows these are as a job of its own."""
    job, rules = recipe.rulebook()
    intake: Intake = pickle.loads(rows)
    return OpenedJob(job, rules, intake, intake.book.measured(job.as_of, rules.calendar, rules.roll))
