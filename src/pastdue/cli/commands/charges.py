"""`pastdue charges`: the charges that letters named, as bookings for the accounting program, each once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pastdue.cli.options import Desk, common, format_option
from pastdue.cli.terminal.speaking import say

if TYPE_CHECKING:
    from pastdue.ledger import Ledger
    from pastdue.model.kept import Booking
    from pastdue.reports.journal import JournalForm


@click.command()
@click.option(
    "--journal", type=click.Path(path_type=Path, dir_okay=False), help="The CSV to write; what is in it is recorded."
)
@click.option("--for", "form_name", metavar="FORM", help="Whose columns: general, datev, xero, quickbooks or your own.")
@click.option("--again", type=click.IntRange(min=1), metavar="EXPORT", help="Write this export once more: nothing new.")
@format_option
@common
def command(desk: Desk, journal: Path | None, form_name: str | None, again: int | None, form: str) -> None:
    """Show what letters newly charged, and what was waived or voided, since the last export; with --journal write it.

    Each charge is exported once, under a reference by which it is recognised when it comes back as an invoice: it then
    bears no charges, and its customer is asked for it once.

    \b
    Examples:
      pastdue charges
      pastdue charges --journal charges.csv --for xero
      pastdue charges --journal charges.csv --again 3
    """
    from pastdue.cli.jobs import ledger_to_read
    from pastdue.cli.results import show
    from pastdue.firm.rows.journals import load_form
    from pastdue.model.names import one_of
    from pastdue.reports.formats.json import table_json
    from pastdue.reports.journal import bookings_table

    catalog = desk.firm.catalog
    said = form_name or desk.firm.settings.journal.form
    chosen = one_of(said, catalog.names("journals"), "--for" if form_name else "journal: form")
    columns = load_form(catalog, chosen)
    if journal is not None:
        _export(desk, journal, columns, again)
        return
    if again is not None:
        raise click.UsageError("--again writes an export once more: name the file with --journal")
    with ledger_to_read(desk.firm) as ledger:
        table = bookings_table(_new(desk, ledger))
    show(table, table_json(table), form)


def _export(desk: Desk, journal: Path, form: JournalForm, again: int | None) -> None:
    """Write the new charges to `journal` and record them, or an earlier export once more; remarks which kinds of
    charge have no account."""
    from pastdue.cli.jobs import ledger_to_change
    from pastdue.model.errors import OutputError
    from pastdue.reports.journal import journal as journal_of

    accounts = desk.firm.settings.journal.accounts
    if os.path.lexists(journal):
        raise OutputError(f"{journal}: is already there", "move it away, or name another file")
    with ledger_to_change(desk.firm) as ledger:
        recorded = ledger.history().bookings
        entries = _new(desk, ledger) if again is None else _exported(recorded, again)
        if not entries:
            last = max((one.export for one in recorded), default=0)
            said = f"; export {last} can be written once more with --again {last}" if last else ""
            say(f"nothing new to book{said}")
            return
        content = journal_of(entries, form, accounts)
        if again is None:
            ledger.entries.book(entries)
        _write(journal, content, entries)
    for kind in sorted({one.kind.value for one in entries} - set(accounts)):
        if any("{account}" in column.value for column in form.columns):
            desk.remark(f'remark: no account is named for {kind}; set [journal] accounts = {{ {kind} = "..." }}')


def _exported(recorded: tuple[Booking, ...], again: int) -> tuple[Booking, ...]:
    """The bookings of the export of that number; refuses a number that none has."""
    from pastdue.model.errors import SettingsError

    entries = tuple(one for one in recorded if one.export == again)
    if not entries:
        known = sorted({one.export for one in recorded})
        raise SettingsError(f"--again: there is no export {again}", f"known: {', '.join(map(str, known)) or 'none'}")
    return entries


def _new(desk: Desk, ledger: Ledger) -> tuple[Booking, ...]:
    """The bookings of charges that no export has had."""
    from pastdue.reports.journal import new_bookings

    names = {row.number: row.customer for row in ledger.letters()}
    return new_bookings(ledger.notices(), names, ledger.history(), desk.as_of)


def _write(journal: Path, content: bytes, entries: tuple[Booking, ...]) -> None:
    """Write the file of an export that is recorded; where that fails, it says how to write it once more."""
    from pastdue.cli.files import write_new
    from pastdue.model.errors import OutputError
    from pastdue.model.wording import counted

    export = entries[0].export
    try:
        write_new(journal, content)
    except OutputError as error:
        remedy = f"export {export} is recorded: write it with `pastdue charges --journal FILE --again {export}`"
        raise OutputError(error.what, f"{error.remedy}; {remedy}") from None
    say(f"export {export}: {counted(len(entries), 'booking')} in {journal}")
