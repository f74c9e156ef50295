"""The files to print: those of a run, held against the ledger, or those in a folder; and the paper of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pastdue.ledger import Ledger, RunState
from pastdue.ledger.disk import sha256_of
from pastdue.mailing.held_back import held_back
from pastdue.mailing.printed import wishes
from pastdue.mailing.printing import PrintJob, is_print_file, paper_size
from pastdue.model.errors import LedgerError, OutputError


@dataclass(frozen=True, slots=True)
class ToPrint:
    """The print files of a run, the numbers of their letters that were voided since, whole or in part, and why others
    should not be posted as they are, by letter number."""

    files: tuple[Path, ...]
    voided: tuple[str, ...]
    in_part: tuple[str, ...]
    held_back: Mapping[str, str]


def of_run(ledger: Ledger, run_id: str, on: date) -> ToPrint:
    """The print files of a run, as they were released, with what is known of their letters on the day `on`; refuses a
    voided run and files that have changed since."""
    run = ledger.run(run_id)
    files = [file for file in ledger.files(run_id) if is_print_file(file.name)]
    letters = list(ledger.letters(run=run_id))
    if run.state is not RunState.RELEASED:
        raise LedgerError(f"run {run_id} is {run.state.value}: not printed", "`pastdue history --runs` lists them")
    if not files:
        raise OutputError(f"run {run_id} has no letters to print", "`pastdue history --runs` says how many each has")
    for file in files:
        if not _is_as_released(run.record.folder / file.name, file.sha256):
            raise OutputError(f"{run.record.folder / file.name}: is gone or altered", "run `pastdue ledger check`")
    voided = tuple(row.number for row in letters if row.voided)
    in_part = tuple(row.number for row in letters if row.in_part)
    gone = {*ledger.postings(), *voided, *in_part}
    back = held_back(ledger, (notice for notice in ledger.notices(run=run_id) if notice.letter not in gone), on)
    return ToPrint(tuple(run.record.folder / file.name for file in files), voided, in_part, back)


def of_folder(folder: Path) -> tuple[Path, ...]:
    """The print files in the folder of a run, or the copies in that of a reprint."""
    runs = sorted(folder.glob("run*.json"))
    if len(runs) > 1:
        raise OutputError(
            f"{folder}: holds {len(runs)} runs, and what one sent is not printed with the other",
            f"name the run, as {folder.name}-1; `pastdue history --runs` lists them",
        )
    inner = folder / "print" if (folder / "print").is_dir() else folder
    copies = (folder / "reprint-manifest.csv").is_file()
    files = [f for f in sorted(inner.glob("*.pdf")) if copies or is_print_file(f"print/{f.name}")]
    if not files:
        raise OutputError(f"{folder}: has nothing to print", "name a run, its folder, or the folder of a reprint")
    return tuple(files)


def job_of(file: Path, duplex: bool) -> PrintJob:
    """The file on the paper and sides it asks for; one that names no sides is printed as the firm does, `duplex`."""
    own = wishes(file)
    return PrintJob(file, paper_size(own.width, own.height), duplex if own.duplex is None else own.duplex)


def _is_as_released(path: Path, sha256: str) -> bool:
    """True when the file can be read and is still the one with this `sha256`."""
    try:
        return sha256_of(path) == sha256
    except OSError:
        return False
