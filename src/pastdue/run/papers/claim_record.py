"""The record of a claim: its files put in place, and all of it entered in the ledger; interrupted ones finished."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from pastdue.firm import Firm
from pastdue.ledger import ClaimRecord, FileRow, Ledger
from pastdue.model.kept import TaskDone
from pastdue.model.remarks import Remark
from pastdue.model.wording import listed
from pastdue.reports.claims.pack import ClaimPack
from pastdue.run.outbox import Outbox, new_staging
from pastdue.run.papers.claim_files import MadeClaim

FOLDER = "claims"


def record(ledger: Ledger, firm: Firm, made: MadeClaim) -> ClaimRecord:
    """Put a claim's files where they belong and record it: laid aside, recorded in one transaction, then shown."""
    pack, out = made.pack, firm.output_folder / FOLDER
    outbox = Outbox(out / pack.number, new_staging(out, pack.number))
    outbox.begin()
    try:
        for name, data in made.files.items():
            outbox.lay_aside(name, data)
        outbox.sync()
        invoices = tuple((one.number, one.total) for one in pack.invoices)
        claim = ClaimRecord(
            pack.number, pack.customer.id, pack.customer.name, pack.as_of, pack.total, bool(pack.early),
            outbox.folder, outbox.staging, invoices, tuple(outbox.files),
        )  # fmt: skip
        ledger.record_claim(claim)
    except BaseException:
        outbox.discard()
        raise
    _release(claim)
    done = ledger.tasks_done(pack.as_of)
    for task in (f"claim:{sent.letter.number}" for sent in pack.letters if sent.letter.stage.is_final):
        if task not in done:
            ledger.entries.task(TaskDone(task, pack.as_of, f"claim {pack.number}"))
    return claim


def recover(ledger: Ledger, firm: Firm) -> tuple[ClaimRecord, ...]:
    """Finish claims that were interrupted: those recorded, which are returned, get their files in place; of others
    nothing stays."""
    known = {claim.staging.name for claim in ledger.claims()}
    waiting = tuple(claim for claim in ledger.claims() if claim.staging.exists())
    for claim in waiting:
        _release(claim)
    folder = firm.output_folder / FOLDER
    for left in sorted(folder.glob(".pastdue-C*")) if folder.is_dir() else ():
        if left.name not in known:
            shutil.rmtree(left)
    return waiting


def _release(claim: ClaimRecord) -> None:
    outbox = Outbox(claim.folder, claim.staging)
    outbox.release([FileRow(file.name, file.sha256, kept=True) for file in claim.files], lambda _: None)
    outbox.discard()


def earlier(ledger: Ledger, pack: ClaimPack) -> Iterator[Remark]:
    """A remark for each earlier claim that has one of the invoices, too."""
    own = {one.number for one in pack.invoices}
    for claim in ledger.claims():
        both = [invoice for invoice, _ in claim.invoices if invoice in own]
        if both:
            yield Remark(f"claim {claim.number} of {claim.as_of} is about {listed(both)}, too")
