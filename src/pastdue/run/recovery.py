"""The end of a run, whatever interrupts it: released when it was recorded, abandoned when it was not."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pastdue.ledger import Ledger, LetterRow, Run, RunRecord, RunState
from pastdue.model.errors import LedgerError, OutputError
from pastdue.run.email.drafts import draft_file
from pastdue.run.outbox import Outbox

Remake = Callable[[LetterRow], bytes]
Redraft = Callable[[LetterRow, bytes], bytes]
"""Makes the draft of the e-mail that carries a letter, from its row and its file."""


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
            raise LedgerError(f"run {run.id} ended without being recorded", ledger=ledger.name)
    except BaseException:
        _give_up(ledger, run, outbox)
        raise
    finish(ledger, run.id, outbox)


def _give_up(ledger: Ledger, run: Run, outbox: Outbox) -> None:
    """Abandon a run that was not recorded. A ledger that cannot be asked any more is asked by the next run."""
    try:
        state = ledger.run(run.id).state
    except OutputError:
        return
    if state is RunState.PLANNED:
        outbox.discard()
        ledger.abandoned(run.id)


def finish(
    ledger: Ledger, run_id: str, outbox: Outbox, remake: Callable[[str], bytes | None] | None = None
) -> tuple[str, ...]:
    """Release a recorded run, as often as it takes; returns the names of files that could not be had again."""
    lost = outbox.release(ledger.files(run_id), remake)
    outbox.discard()
    ledger.released(run_id)
    return lost


def recover(ledger: Ledger, remake: Remake, redraft: Redraft | None = None) -> tuple[Recovered, ...]:
    """Bring every interrupted run to its end; call it with the lock held, before anything else of a run.

    `remake(letter_row)` sets a letter again whose file is
    nowhere; its bytes must have the recorded sha256, else LedgerError names the letter. Letters voided since are
    not set again. `redraft` makes the draft of a letter again; one that does not come out the same is lost.
    """
    ended = []
    for run in ledger.unfinished():
        outbox = Outbox(run.record.folder, run.record.staging)
        if run.state is RunState.PLANNED:
            outbox.discard()
            ledger.abandoned(run.id)
            ended.append(Recovered(run, RunState.ABANDONED))
            continue
        voided = {name for row in ledger.letters(run=run.id) if row.voided for name in (row.file, draft_file(row.file))}
        lost = finish(ledger, run.id, outbox, _Again(ledger, run, remake, redraft).file)
        ended.append(Recovered(run, RunState.RELEASED, tuple(name for name in lost if name not in voided)))
    return tuple(ended)


@dataclass(frozen=True, slots=True)
class _Again:
    """The letters and drafts of an interrupted run, made again where their files are nowhere."""

    ledger: Ledger
    run: Run
    remake: Remake
    redraft: Redraft | None

    def file(self, name: str) -> bytes | None:
        """The bytes of the file `name`; None where it is neither a letter nor a draft, or one of a voided letter."""
        for row in self.ledger.letters(run=self.run.id):
            if not row.voided and name in (row.file, draft_file(row.file)):
                return self._letter(row) if name == row.file else self._draft(row, name)
        return None

    def _letter(self, row: LetterRow) -> bytes:
        data = self.remake(row)
        if hashlib.sha256(data).hexdigest() != row.sha256:
            raise LedgerError(
                f"{self.ledger.name}: the file of letter {row.number} is lost, and set again it does not come out "
                "the same",
                f"put {row.path} back from a copy, or void the letter; then run again",
            )
        return data

    def _draft(self, row: LetterRow, name: str) -> bytes | None:
        if self.redraft is None:
            return None
        data = self.redraft(row, self._letter(row))
        recorded = {file.name: file.sha256 for file in self.ledger.files(self.run.id)}
        return data if hashlib.sha256(data).hexdigest() == recorded[name] else None
