"""The beginning and end of commands that plan letters: the job from the options, the ledger, the exit code."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pastdue.cli.options import Desk
from pastdue.cli.reading import ReadingOptions
from pastdue.cli.terminal.progress import reading_steps
from pastdue.cli.terminal.speaking import say
from pastdue.model.errors.problems import worded

if TYPE_CHECKING:
    from pastdue.firm import Firm
    from pastdue.ledger import Ledger, LedgerPlace
    from pastdue.model.errors.problems import Problem
    from pastdue.model.messages import Text
    from pastdue.model.remarks import Remark
    from pastdue.reports.outcome import Outcome
    from pastdue.run.job import Job


def job_of(desk: Desk, reading: ReadingOptions, file: Path | tuple[Path, ...], ledger: Ledger | None) -> Job:
    """The job that the options describe, with what the firm's `ledger` keeps of earlier ones; None where there is
    none."""
    job = job_to_plan(desk, reading, file)
    return job if ledger is None else replace(job, kept=ledger.kept())


def job_to_plan(
    desk: Desk, reading: ReadingOptions, file: Path | tuple[Path, ...], approved: tuple[str, ...] = ()
) -> Job:
    """The job that the options describe, for a run or a plan, which reads the ledger for itself."""
    from pastdue.cli.invocation import invocation
    from pastdue.run.job import Job

    files, dialect = reading.files(file, desk.firm), replace(reading.dialect(desk.firm), as_of=desk.as_of)
    engine, asked = desk.firm.settings.run.engine, invocation(desk.as_of)
    step = reading_steps(files, desk.quiet)
    return Job(desk.firm, files, dialect, desk.as_of, approved, step=step, engine=engine, asked=asked)


@contextmanager
def ledger_to_read(firm: Firm) -> Iterator[Ledger]:
    """The firm's ledger for reading only, or an empty one when nothing was ever sent; nothing is written.

    Refuses a missing ledger where earlier runs have left their files, as a run does.
    """
    from pastdue.ledger import Access, Ledger, is_first_run

    place = firm.ledger_place
    if not is_first_run(place, *firm.output_folders):
        with place.open(Access.READ) as ledger:
            yield ledger
    else:
        with Ledger.empty() as ledger:
            yield ledger


@contextmanager
def ledger_if_any(firm: Firm) -> Iterator[Ledger | None]:
    """The firm's ledger for reading only, or None where there is none."""
    if not firm.ledger_place.exists():
        yield None
    else:
        with ledger_to_read(firm) as ledger:
            yield ledger


def exit_code_after(done: Outcome) -> int:
    """The exit code of a run or plan: 3 when rows were rejected or letters are held back for review."""
    return 3 if done.rejected or any(why.needs_a_person for why in done.whys) else 0


def unsent(done: Outcome) -> Iterator[str]:
    """A line for each reason that holds letters back for review, with the first of their invoices."""
    from pastdue.model.wording import counted, listed

    stuck = [skip for skip in done.skips if skip.why.needs_a_person]
    for why in dict.fromkeys(skip.why for skip in stuck):
        own = [skip.invoice for skip in stuck if skip.why is why]
        yield f"{counted(len(own), 'invoice')} {why.value}: {listed(own, 5)}"


def say_reading(desk: Desk, remarks: Iterable[Remark | Text], rejected: Sequence[Problem]) -> None:
    """Every remark on the reading of files and, by kind, the first rejected rows, on stderr."""
    for remark in remarks:
        desk.remark(f"remark: {remark}")
    for line in worded(rejected):
        say(line, err=True)


def say_problems(desk: Desk, done: Outcome) -> None:
    """Every remark and, by kind, the first rejected rows, on stderr; under `--quiet` those remarks alone that warn, and
    why letters that were due did not go out."""
    for remark in done.remarks:
        desk.remark(f"remark: {remark}")
        if desk.quiet and remark.warns:
            say(f"warning: {remark}", err=True)
    if desk.quiet:
        for line in unsent(done):
            say(f"warning: {line}", err=True)
    say_reading(desk, (), done.rejected)


def say_where_it_lies(desk: Desk, place: LedgerPlace) -> None:
    """A remark where the ledger lies in a folder that a service copies to other computers."""
    from pastdue.ledger.syncing import syncing_service

    ledger = place.file
    if ledger is not None and (service := syncing_service(ledger.parent.absolute(), os.environ)):
        desk.remark(
            f"remark: {ledger}: {service} syncs its folder: two computers may each go on from a copy, and letters be"
            " sent twice; keep it in a folder of this computer alone, and back it up with `pastdue ledger backup`"
        )


@contextmanager
def ledger_to_change(firm: Firm) -> Iterator[Ledger]:
    """The firm's ledger, locked against runs, for a change made by hand to what is in it."""
    with firm.ledger_place.held(firm.output_folders) as ledger:
        yield ledger


@contextmanager
def ledger_to_enter(firm: Firm) -> Iterator[Ledger]:
    """The same for an entry made by hand, which may be the first: the ledger is made where there is none."""
    from pastdue.ledger import Access

    with firm.ledger_place.held(firm.output_folders, Access.BEGIN) as ledger:
        yield ledger
