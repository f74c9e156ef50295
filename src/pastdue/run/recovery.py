"""The end of a run, whatever interrupts it: released when it was recorded, abandoned when it was not."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from pastdue.ledger import Ledger, LetterRow, Run, RunRecord, RunState
from pastdue.model.errors import LedgerError
from pastdue.run.outbox import Outbox

Remake = Callable[[LetterRow], bytes]


@dataclass(frozen=True, slots=True)
class Recovered:
    """An interrupted run that was brought to its end. `lost` are files, never letters, that could not be had again."""

    run: Run
    state: RunState
    lost: tuple[str, ...] = ()


@contextmanager
def undertaking(ledger: Ledger, record: RunRecord, outbox: Outbox) -> Iterator[Run]:
    """A run: planned, its outbox begun; within, the caller lays aside and records; at the end all is released.

    An error before the recording discards the outbox and abandons the run. After it the run stays recorded,
    and `recover` goes on with its release.
    """
    run = ledger.plan_run(record)
    try:
        outbox.begin()
        yield run
        if ledger.run(run.id).state is RunState.PLANNED:
            raise LedgerError(f"{ledger.path}: run {run.id} ended without being recorded")
    except BaseException:
        if ledger.run(run.id).state is RunState.PLANNED:
            outbox.discard()
            ledger.abandoned(run.id)
        raise
    finish(ledger, run.id, outbox)


def finish(
    ledger: Ledger, run_id: str, outbox: Outbox, remake: Callable[[str], bytes | None] | None = None
) -> tuple[str, ...]:
    """Release a recorded run, as often as it takes; returns the names of files that could not be had again."""
    lost = outbox.release(ledger.files(run_id), remake)
    outbox.discard()
    ledger.released(run_id)
    return lost


def recover(ledger: Ledger, remake: Remake) -> tuple[Recovered, ...]:
    """Bring every interrupted run to its end; call it with the lock held, before anything else of a run.

    `remake(letter_row)` sets a letter again whose file is
    nowhere; its bytes must have the recorded sha256, else LedgerError names the letter. Letters voided since are
    not set again.
    """
    ended = []
    for run in ledger.unfinished():
        outbox = Outbox(run.record.folder, run.record.staging)
        if run.state is RunState.PLANNED:
            outbox.discard()
            ledger.abandoned(run.id)
            ended.append(Recovered(run, RunState.ABANDONED))
            continue
        voided = {row.file for row in ledger.letters(run=run.id) if row.voided}
        lost = finish(ledger, run.id, outbox, partial(_again, ledger, run, remake))
        ended.append(Recovered(run, RunState.RELEASED, tuple(name for name in lost if name not in voided)))
    return tuple(ended)


def _again(ledger: Ledger, run: Run, remake: Remake, name: str) -> bytes | None:
    """The bytes of the letter whose file is `name`, or None when that is no letter or a voided one."""
    for row in ledger.letters(run=run.id, file=name):
        if row.voided:
            continue
        data = remake(row)
        if hashlib.sha256(data).hexdigest() != row.sha256:
            raise LedgerError(
                f"{ledger.path}: the file of letter {row.number} is lost, and set again it does not come out the same",
                f"put {row.path} back from a copy, or void the letter; then run again",
            )
        return data
    return None
