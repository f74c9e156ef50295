"""`pastdue reprint LETTER...`: further copies of letters that were spoilt or lost."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pastdue.cli import completion
from pastdue.cli.options import Desk, common

if TYPE_CHECKING:
    from pastdue.firm import Firm
    from pastdue.ledger import Ledger, LetterRow
    from pastdue.run.letters import LetterMaker

MANIFEST = "reprint-manifest.csv"


@click.command()
@click.argument("letters", nargs=-1, metavar="LETTER...", shell_complete=completion.letters())
@click.option("--run", "run_id", metavar="ID", shell_complete=completion.runs(), help="Every letter of this run.")
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder for the copies (default: reprint-DAY here).",
)
@click.option("--voided", is_flag=True, help="Include letters that were voided.")
@common
def command(desk: Desk, letters: tuple[str, ...], run_id: str | None, target: Path | None, voided: bool) -> None:
    """Write the letters with these numbers, or those of a run, once more: the same bytes, and nothing is recorded.

    reprint-manifest.csv calls them copies; the letters themselves are unchanged. Print the folder with `pastdue print`.

    \b
    Examples:
      pastdue reprint 2026-00007
      pastdue reprint --run 2026-11-30-1
    """
    from pastdue.cli.jobs import ledger_to_read
    from pastdue.firm.look import heads_of
    from pastdue.mailing.reprints import copy_of, reprint_manifest
    from pastdue.reports.formats.csv import csv_file

    if bool(letters) == (run_id is not None):
        raise click.UsageError("name letters, or a run with --run")
    maker, copies = cache(partial(_maker, desk.firm)), []
    with ledger_to_read(desk.firm) as ledger:
        rows = _of_run(desk, ledger, run_id, voided) if run_id is not None else _named(ledger, letters, voided)
        if in_part := [row.number for row in rows if row.in_part]:
            desk.remark(f"remark: voided for some of the invoices they ask for: {', '.join(in_part)}")
        folder = _folder(desk, target)
        for row in rows:
            copy, pdf = copy_of(row, partial(_set_again, maker, row))
            if copy.set_again:
                desk.remark(f"remark: {row.path}: gone or altered; set again from the ledger, the same bytes")
            _write(folder / copy.file, pdf)
            copies.append(copy)
    # The list comes last: a folder without it holds no finished reprint, and `pastdue print` takes none.
    _write(folder / MANIFEST, csv_file(reprint_manifest(copies, desk.as_of), heads_of(desk.firm)).encode())
    click.echo(f"wrote {len(copies)} {'copy' if len(copies) == 1 else 'copies'} to {folder}")


def _named(ledger: Ledger, numbers: tuple[str, ...], voided: bool) -> list[LetterRow]:
    """The letters with these numbers, each once, in the order they were made; unknown and voided ones are refused."""
    from pastdue.model.errors import LedgerError

    rows = [row for row in ledger.letters() if row.number in numbers]
    unknown = sorted(set(numbers) - {row.number for row in rows})
    if unknown:
        raise LedgerError(
            f"there is no letter {', '.join(unknown)}", "`pastdue history` lists the letters", ledger.name
        )
    void = [row.number for row in rows if row.voided]
    if void and not voided:
        raise LedgerError(f"voided: {', '.join(void)}", "add --voided to have them all the same", ledger.name)
    return rows


def _of_run(desk: Desk, ledger: Ledger, run_id: str, voided: bool) -> list[LetterRow]:
    """The letters of a run; voided ones are left out and named. Refuses a run that has none that stands."""
    from pastdue.model.errors import LedgerError

    rows = list(ledger.letters(run=ledger.run(run_id).id))
    void = [row.number for row in rows if row.voided and not voided]
    rows = [row for row in rows if voided or not row.voided]
    if not rows:
        why = "all its letters were voided" if void else "has no letters"
        raise LedgerError(f"run {run_id}: {why}", "`pastdue history` lists letters; see also --voided", ledger.name)
    if void:
        desk.remark(f"remark: voided and left out: {', '.join(void)}")
    return rows


def _maker(firm: Firm) -> LetterMaker:
    from pastdue.run.letters import LetterMaker

    return LetterMaker(firm)


def _set_again(maker: Callable[[], LetterMaker], row: LetterRow) -> bytes:
    """The letter set from what the ledger recorded of it."""
    from pastdue.letters.saved import letter_from_json

    return maker().set(letter_from_json(row.content)).pdf


def _folder(desk: Desk, target: Path | None) -> Path:
    """The folder for the copies, made; the one named must not hold an earlier reprint's list."""
    from pastdue.model.errors import OutputError

    if target is not None and (target / MANIFEST).exists():
        raise OutputError(f"{target}: holds a reprint already", "name another folder with --to")
    name = f"reprint-{desk.as_of}"
    folder = target or next(f for n in count(1) if not (f := Path(name if n == 1 else f"{name}-{n}")).exists())
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"{folder}: the folder cannot be created: {error.strerror}", "name another folder with --to"
        ) from None
    return folder


def _write(path: Path, content: bytes) -> None:
    from pastdue.cli.files import write_new

    if not (path.is_file() and path.read_bytes() == content):
        write_new(path, content)
