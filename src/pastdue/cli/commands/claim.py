"""`pastdue claim FILE CUSTOMER`: the evidence for a claim once the ladder is done."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pastdue.cli import completion
from pastdue.cli.options import Desk, common, format_option, provisional_option
from pastdue.cli.reading import ReadingOptions, csv_options
from pastdue.cli.values import PARTS, Pair

if TYPE_CHECKING:
    from pastdue.ledger import ClaimRecord, Ledger
    from pastdue.model import Table
    from pastdue.run.papers.claims import Claims, ClaimWishes


@click.command()
@click.argument("file", type=PARTS)
@click.argument("customer", shell_complete=completion.customers())
@click.option("--early", is_flag=True, help="Before its time, too: no final demand is over, or letters are kept back.")
@click.option(
    "--proof", "proofs", type=Pair("LETTER=FILE", "2026-00031=receipt.pdf"), multiple=True, metavar="LETTER=FILE",
    help="A proof of posting of that letter, as PDF or picture; may be repeated.",
)  # fmt: skip
@click.option("--court", metavar="NAME", help="The court's form: england, germany, poland, your own, or general.")
@csv_options
@format_option
@common
@provisional_option
def command(
    desk: Desk,
    reading: ReadingOptions,
    file: tuple[Path, ...],
    customer: str,
    early: bool,
    proofs: tuple[tuple[str, str], ...],
    court: str | None,
    form: str,
) -> int:
    """A bundle against CUSTOMER: summary, invoices, payments, interest to the day, timeline, the court's form and an
    index, then the letters as they were sent, invoice copies and proofs of posting; also as JSON and CSV. It lies in
    OUT/claims/NUMBER, one for each currency, and is recorded in the ledger. Facts only, no advice.

    \b
    Examples:
      pastdue claim invoices.csv C-017 --as-of 2026-12-15
      pastdue claim invoices.csv C-017 --proof 2026-00031=receipt.jpg
      pastdue claim invoices.csv C-017 --early --court general
    """
    from pastdue.cli.files import near
    from pastdue.cli.jobs import job_of, ledger_to_change, say_reading
    from pastdue.cli.results import show
    from pastdue.reports.formats.json import table_json
    from pastdue.run.opened import prepare
    from pastdue.run.papers.claims import Claims, ClaimWishes
    from pastdue.run.papers.statements import customer_named, not_in_file

    wishes = ClaimWishes(early, {letter: Path(path) for letter, path in proofs}, court or "")
    with ledger_to_change(desk.firm) as ledger:
        opened = prepare(job_of(desk, reading, file, ledger))
        id_ = customer_named(opened, customer)
        finished = _finished(desk, ledger, id_)
        records = _claimed(desk, ledger, Claims(opened, ledger, id_), wishes, finished)
        gone = not_in_file(opened, ledger.history(), frozenset([id_]))
    say_reading(desk, gone, opened.intake.rejected)
    table = _made([replace(one, folder=Path(near(one.folder))) for one in records] if form == "table" else records)
    show(table, table_json(table), form)
    return 3 if opened.intake.rejected else 0


def _finished(desk: Desk, ledger: Ledger, customer: str) -> dict[str, ClaimRecord]:
    """Put the files of interrupted claims in place and say so; those against the customer of the same day, by
    currency: they are what is asked for now."""
    from pastdue.run.papers.claim_record import recover

    recovered = recover(ledger, desk.firm)
    for one in recovered:
        desk.remark(f"remark: claim {one.number} was interrupted; its files are in {one.folder} now")
    own = [one for one in recovered if one.customer_id == customer and one.as_of == desk.as_of]
    return {one.total.currency: one for one in own}


def _claimed(
    desk: Desk, ledger: Ledger, claims: Claims, wishes: ClaimWishes, finished: dict[str, ClaimRecord]
) -> list[ClaimRecord]:
    """The claim in each currency, made and recorded unless it is among the `finished`; says what is left out."""
    from pastdue.run.papers.claim_files import made_claim
    from pastdue.run.papers.claim_record import earlier, record
    from pastdue.run.papers.claims import kept_back

    currencies = claims.currencies(wishes)
    for left in claims.left_out(wishes):
        until = f"its final demand gives until {left.until}" if left.letter else "it had no final demand"
        why = f"it {kept_back(left)}" if left.kept_back else until
        desk.remark(f"remark: invoice {left.invoice} is left out: {why}")
    records = []
    for currency in currencies:
        claim = finished.get(currency)
        if claim is None:
            made = made_claim(claims, currency, ledger.next_claim(desk.as_of), wishes)
            for remark in earlier(ledger, made.pack):
                desk.remark(f"remark: {remark}")
            claim = record(ledger, desk.firm, made)
        records.append(claim)
    return records


def _made(records: list[ClaimRecord]) -> Table:
    """The claims that were made."""
    from pastdue.reports.history import claims_table

    return claims_table(records)
