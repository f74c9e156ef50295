"""`pastdue aging FILE...`: the aging report as of any day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pastdue.cli.options import Desk, common, format_option
from pastdue.cli.reading import ReadingOptions, csv_options
from pastdue.cli.values import Compared, parts_argument
from pastdue.model.errors import SettingsError

if TYPE_CHECKING:
    from pastdue.book import Measured
    from pastdue.ledger import History, Ledger
    from pastdue.model import Issued, Table
    from pastdue.model.kept import Seen
    from pastdue.reports.aging.aging import Aging, Buckets
    from pastdue.reports.aging.invoices import OpenItems
    from pastdue.reports.changes import Changes
    from pastdue.run.books.past import Past
    from pastdue.run.opened import OpenedJob


@click.command()
@parts_argument
@click.option("--basis", type=click.Choice(["due", "issued"]), help="Age from the due or the invoice date.")
@click.option("--days", type=click.Choice(["calendar", "business"]), help="Count calendar or business days.")
@click.option("--buckets", help="Upper edges in days, as 30,60,90.")
@click.option(
    "--compare", type=Compared(), metavar="last|DATE",
    help="What moved since the last run of an earlier day, or the last by DATE: by customer, bucket and currency.",
)  # fmt: skip
@click.option("--pdf", type=click.Path(path_type=Path, dir_okay=False), help="Also write a page for the board here.")
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Also write a page for a browser here.")
@click.option("--xlsx", type=click.Path(path_type=Path, dir_okay=False), help="Also write a workbook here.")
@csv_options
@format_option
@common
def command(
    desk: Desk,
    reading: ReadingOptions,
    files: tuple[Path, ...],
    basis: str | None,
    days: str | None,
    buckets: str | None,
    compare: date | str | None,
    pdf: Path | None,
    html: Path | None,
    xlsx: Path | None,
    form: str,
) -> int:
    """The aging report of FILE: per customer and currency, disputed invoices apart. Several files are the
    parts of one export.

    As of a past day, payments and credits dated later are left out. Money that settled charges named in letters is
    no credit.

    \b
    Examples:
      pastdue aging invoices.csv
      pastdue aging invoices.csv --compare last
      pastdue aging invoices.csv --compare 2026-09-30 --format json
      pastdue aging invoices.csv --pdf board.pdf --html aging.html
    """
    from pastdue.cli.jobs import job_of, ledger_if_any, say_reading
    from pastdue.cli.results import show
    from pastdue.reports.aging.aging import age, aging_json, aging_table, totals_table
    from pastdue.run.opened import opened

    aged_by = _buckets(desk, buckets, basis, days)
    with ledger_if_any(desk.firm) as ledger:
        begun = opened(job_of(desk, reading, files, ledger))
        earlier = None if ledger is None else _earlier(begun, ledger, aged_by, _day(desk, compare))
    intake, history = begun.intake, None if earlier is None else earlier.history
    measured = begun.measured if earlier is None else earlier.measured
    aging = _compared(desk, age(measured, aged_by), earlier, compare)
    say_reading(desk, (*intake.remarks, *([begun.not_yet_issued] if begun.not_yet_issued else [])), intake.rejected)
    if pdf is not None:
        _write_pdf(desk, aging, pdf)
    if html is not None:
        _write_html(desk, aging, None if earlier is None else earlier.changes(begun), html)
    if xlsx is not None:
        issued = chain.from_iterable(history.notices.values()) if history is not None else ()
        _write_workbook(desk, aging, _listed(measured, aged_by, issued), xlsx)
    show([*_movement(aging), aging_table(aging), totals_table(aging)], lambda: aging_json(aging), form)
    return 3 if intake.rejected else 0


@dataclass(frozen=True, slots=True)
class _Earlier:
    """The ledger's knowledge of the file's invoices on the day: the book with what customers owe on them, the invoices
    that the file lacks, and the comparison with earlier runs."""

    history: History
    measured: Measured
    missing: tuple[Seen, ...]
    past: Past

    def changes(self, begun: OpenedJob) -> Changes | None:
        """The changes since the last run; None where the day is before it."""
        from pastdue.run.books.past import changes_of

        return changes_of(self.measured, begun.intake, self.history, begun.job.kept)


def _earlier(begun: OpenedJob, ledger: Ledger, aged_by: Buckets, day: date | None) -> _Earlier:
    """The same of `begun`, with the comparison with the last run by the end of `day`."""
    from pastdue.run.books.missing import missing_on
    from pastdue.run.books.past import past_of
    from pastdue.run.planning import standing

    history = ledger.history().by(begun.job.as_of)
    measured = standing(begun, history)
    missing = missing_on(history, begun.intake, begun.job.as_of)
    return _Earlier(history, measured, missing, past_of(ledger, begun.intake, measured, aged_by, day))


def _compared(desk: Desk, aging: Aging, earlier: _Earlier | None, compare: date | str | None) -> Aging:
    """The aging with its trend, and with the changes since the run of `compare`; refuses where there is none."""
    movement = None if earlier is None else earlier.past.movement
    if compare is not None and movement is None:
        raise SettingsError(*_no_run(desk, compare))
    if earlier is None:
        return aging
    compared = movement if compare is not None else None
    return replace(aging, missing=earlier.missing, movement=compared, trend=earlier.past.trend)


def _write_html(desk: Desk, aging: Aging, changes: Changes | None, path: Path) -> None:
    """Write the page for a browser, with the changes the aging was asked for, else `changes`, those since the last
    run."""
    from pastdue.cli.files import aging_review, write_page

    asked = aging.movement.changes if aging.movement is not None else changes
    write_page(desk, aging_review(desk, aging, asked), path)


def _listed(measured: Measured, aged_by: Buckets, issued: Iterable[Issued]) -> OpenItems:
    """The open invoices with the last letter of each."""
    from pastdue.reports.aging.invoices import last_letters, open_items

    return open_items(measured, aged_by, last_letters(issued))


def _write_workbook(desk: Desk, aging: Aging, invoices: OpenItems, path: Path) -> None:
    """Write the aging with its invoices as a workbook, and say so."""
    from pastdue.cli.files import write_new
    from pastdue.firm.look import voice_of
    from pastdue.reports.aging.workbook import aging_workbook

    write_new(path, aging_workbook(aging, invoices, desk.firm.creditor.party.name, voice_of(desk.firm)))
    desk.remark(f"wrote {path}")


def _movement(aging: Aging) -> list[Table]:
    """The tables of changes since the run to compare with; none where none was asked for."""
    found = aging.movement
    if found is None:
        return []
    from pastdue.reports.changes import bridge_table
    from pastdue.reports.months.moves import bucket_moves_table, customer_moves_table
    from pastdue.reports.months.trend import trend_table

    return [
        customer_moves_table(found),
        bucket_moves_table(found),
        bridge_table(found.changes),
        trend_table(aging.trend),
    ]


def _day(desk: Desk, compare: date | str | None) -> date | None:
    """The day by whose end the run to compare with was; refuses one that is not before the as-of day."""
    if not isinstance(compare, date):
        return None
    if compare >= desk.as_of:
        raise click.UsageError(f"--compare {compare} is not before the as-of day, {desk.as_of}")
    return compare


def _no_run(desk: Desk, compare: date | str) -> tuple[str, str]:
    """The problem and the remedy where there is no run to compare with."""
    by = f"by {compare}" if isinstance(compare, date) else f"before {desk.as_of}"
    return f"--compare: the ledger has no run {by}", "`pastdue history --runs` lists the runs"


def _write_pdf(desk: Desk, aging: Aging, pdf: Path) -> None:
    """Write the aging as a page in the firm's language to `pdf`."""
    from pastdue.cli.files import write_new
    from pastdue.firm.look import fallback_of, voice_of
    from pastdue.reports.aging.page.pdf import aging_page
    from pastdue.reports.aging.page.pen import Page, code_point

    party = desk.firm.creditor.party
    page = aging_page(aging, party.name, voice_of(desk.firm), Page.of(party.country), fallback_of(desk.firm))
    write_new(pdf, page.pdf)
    gaps = (f"{gap!r} {code_point(gap)}" if gap.isprintable() else code_point(gap) for gap in page.gaps)
    desk.remark(f"wrote {pdf}" + "".join(f"\nno face has {gap}: shown as [?]" for gap in gaps))


def _buckets(desk: Desk, edges: str | None, basis: str | None, days: str | None) -> Buckets:
    """The settings' buckets, with the options of the command line in place of theirs."""
    from pastdue.firm.names import buckets_of
    from pastdue.reports.aging.aging import Buckets

    own = buckets_of(desk.firm)
    until = own.edges
    if edges is not None:
        try:
            until = tuple(int(edge) for edge in edges.split(","))
        except ValueError:
            raise click.UsageError(f"--buckets: {edges!r} is not a list of days, as 30,60,90") from None
    return Buckets(until, basis or own.basis, days or own.days)
