"""`pastdue rates [SERIES]`, `rates --due` and `rates update FILE...`: the reference rates, and how they are kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pastdue.cli import completion
from pastdue.cli.options import Desk, common, format_option
from pastdue.cli.values import READABLE, Day

if TYPE_CHECKING:
    from pastdue.firm.rows.rate_updates import RateUpdate


class SeriesOrUpdate(click.Group):
    """The group in which a first word that is no command is the name of a series, as if `show` stood before it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] != "--help"):
            args = ["show", *args]
        return super().parse_args(ctx, args)


@click.group(cls=SeriesOrUpdate)
def command() -> None:
    """The reference rates that statutory interest rests on.

    \b
    Examples:
      pastdue rates                   every series with its latest figure
      pastdue rates boe-bank-rate     every row of one, with its source
      pastdue rates --due             what runs out, and who publishes more
      pastdue rates update FILE...    take in the publishers' own files
    """


@command.command(short_help="Every series, the rows of SERIES, or what will run out.")
@click.argument("series", metavar="[SERIES]", required=False, shell_complete=completion.series())
@click.option("--due", is_flag=True, help="What will run out within 60 days, and where its next figure is published.")
@format_option
@common
def show(desk: Desk, series: str | None, due: bool, form: str) -> None:
    """The reference rates statutory interest rests on: every series with its latest figure, or all rows of SERIES.

    Your own rows in pastdue.d/rates/SERIES.csv, beside pastdue.toml, count before ours.
    """
    from pastdue.cli import results
    from pastdue.firm.rows.rates import load_series, series_names
    from pastdue.reports import rates

    if due and series:
        raise click.UsageError("--due is about every series: leave the name out")
    names = [series] if series else series_names(desk.firm.catalog)
    found = [load_series(desk.firm.catalog, name) for name in names]
    for remark in (remark for each in found for remark in each.remarks):
        desk.remark(f"remark: {remark}")
    if due:
        running = rates.running_out(found, _policies(desk), desk.as_of)
        results.show(rates.due_table(running, desk.as_of), rates.due_json(running), form)
    elif series:
        results.show(rates.figures_table(found[0]), rates.series_json(found[0]), form)
    else:
        results.show(rates.list_table(found, desk.as_of), rates.list_json(found), form)


@command.command(short_help="Take in the publishers' own files.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=READABLE)
@click.option(
    "--read-on", type=Day(), help="The day the files were downloaded: lists of changes are complete up to it."
)
@format_option
@common
def update(desk: Desk, files: tuple[Path, ...], read_on: date | None, form: str) -> None:
    """Take in the publishers' own files: the figures that are not known yet go to pastdue.d/rates/, beside
    pastdue.toml, each with its source and the day it was read.

    Read are files of the ECB's data portal, the Bank of England, the Bundesbank's time series, the NBP (euro and
    reference rate), the OeNB's and the US Treasury's tables: `pastdue docs rates` says which. A file that says
    something else than is known, or begins too late to follow it, is refused and changes nothing.

    A list of changes does not say until when it is complete. Without --read-on, that is its last change.
    """
    from pastdue.cli import results
    from pastdue.cli.files import write_new
    from pastdue.firm.rows.rate_updates import update_of
    from pastdue.model.errors import SettingsError
    from pastdue.reports import rates

    done: list[RateUpdate] = []
    refused: list[SettingsError] = []
    for file in files:
        try:
            found = update_of(desk.firm.catalog, file, read_on or desk.as_of, complete=read_on is not None)
        except SettingsError as error:
            refused.append(error)
            continue
        if found.changes:
            found.path.parent.mkdir(parents=True, exist_ok=True)
            write_new(found.path, found.text.encode(), replace=True)
        done.append(found)
    changes = [rates.RateChange(each.before, each.added, each.checked_until, each.path) for each in done]
    if changes:
        results.show(rates.updates_table(changes), rates.updates_json(changes), form)
    if refused:
        raise SettingsError("\n".join(map(str, refused)))


def _policies(desk: Desk) -> list[tuple[str, str, date]]:
    """Every statute with a series, the series, and the first day of interest that it cannot be worked out for."""
    from pastdue.charges.kinds.statutory_interest import StatutoryInterest
    from pastdue.charges.rates import first_unknown
    from pastdue.firm.rows.policies import load_policy, policy_names

    catalog = desk.firm.catalog
    policies = [load_policy(catalog, name) for name in policy_names(catalog)]
    return [
        (policy.name, rule.series.series.name, first_unknown(rule.series.series, rule.fixing()))
        for policy in policies
        for rule in policy.rules
        if isinstance(rule, StatutoryInterest) and rule.series is not None
    ]
