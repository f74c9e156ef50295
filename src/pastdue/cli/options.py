"""Options that commands share: each group of options is one decorator and arrives as one value."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pastdue.cli.terminal.speaking import say
from pastdue.cli.values import Day, Reason
from pastdue.model.spans import parse_day

if TYPE_CHECKING:
    from pastdue.firm import Firm
    from pastdue.model.calendars import Calendar

Command = Callable[..., Any]


def today() -> date:
    """Today's local date: the one place that asks the clock for it. PASTDUE_TODAY in the environment sets it, for
    trying out what another day would bring."""
    said = os.environ.get("PASTDUE_TODAY", "")
    return parse_day(said) if said else datetime.now().astimezone().date()


@dataclass(frozen=True, slots=True)
class Desk:
    """The start of every command: the firm's settings, the as-of day, and whether remarks are shown."""

    firm: Firm
    as_of: date
    quiet: bool

    def remark(self, text: str) -> None:
        """Say something beside the results, on stderr."""
        if not self.quiet:
            say(text, err=True)


def common(command: Command) -> Command:
    """Gives a command `--as-of`, `--config`, `--quiet` and `--debug`, as `desk`."""

    @click.option("--as-of", type=Day(), help="The as-of day, as 2026-11-23 (default: today).")
    @click.option("--config", type=click.Path(path_type=Path), help="The settings file (default: ./pastdue.toml).")
    @click.option(
        "--quiet", "-q", is_flag=True, help="No remarks and no progress; warnings and errors are still shown."
    )
    @click.option("--debug", is_flag=True, help="Show the traceback of an error.")
    @functools.wraps(command)
    def wrapped(as_of: date | None, config: Path | None, quiet: bool, debug: bool, **rest: Any) -> Any:  # noqa: ARG001
        from pastdue.firm import read_firm
        from pastdue.firm.names import check_choices

        firm = read_firm(config, Path())
        check_choices(firm)
        return command(desk=Desk(firm, as_of or today(), quiet), **rest)

    return wrapped


def format_option(command: Command) -> Command:
    """Gives a command `--format table|csv|json`, as `form`."""
    choice = click.Choice(["table", "csv", "json"])
    return click.option("--format", "form", type=choice, default="table", help="How to write the result.")(command)


def provisional_option(command: Command) -> Command:
    """Gives a command `--provisional`; stands under `common`, whose `desk` then has a firm that allows it."""

    @click.option("--provisional", is_flag=True, help="Where a rate is not known yet, take the last one and mark it.")
    @functools.wraps(command)
    def wrapped(desk: Desk, provisional: bool, **rest: Any) -> Any:
        return command(desk=replace(desk, firm=desk.firm.provisionally) if provisional else desk, **rest)

    return wrapped


def selection_options(command: Command) -> Command:
    """Gives a command `--only`, `--without` and `--why`, as `selection`."""

    @click.option("--only", multiple=True, metavar="NAME", help="Write about this invoice or customer alone.")
    @click.option("--without", multiple=True, metavar="NAME", help="Leave this invoice or customer out this time.")
    @click.option("--why", type=Reason(), help="Why this run is not for everybody; it stays in the history.")
    @functools.wraps(command)
    def wrapped(only: tuple[str, ...], without: tuple[str, ...], why: str | None, **rest: Any) -> Any:
        from pastdue.model.kept import Selection

        if (only or without) and not why:
            raise click.UsageError("say why this run is not for everybody: --why 'talks with them are under way'")
        if why and not (only or without):
            raise click.UsageError("--why says why --only or --without: name whom")
        if both := [name for name in only if name in without]:
            raise click.UsageError(f"{both[0]!r} stands in --only and in --without: name it once")
        return command(selection=Selection(only, without, why or ""), **rest)

    return wrapped


@dataclass(frozen=True, slots=True)
class PlaceAsked:
    """The place whose open days count, as the command line names it, and further days on which the firm is closed."""

    country: str | None
    subdivision: str | None
    closed: tuple[date, ...]


def calendar_options(command: Command) -> Command:
    """Gives a command `--country`, `--subdivision` and `--closed`, as `place`."""

    @click.option("--country", help="Whose holidays and weekend count, as PL.")
    @click.option("--subdivision", help="State, Land or nation, as BY or ENG.")
    @click.option("--closed", type=Day(), multiple=True, help="A further day you are closed; may be repeated.")
    @functools.wraps(command)
    def wrapped(country: str | None, subdivision: str | None, closed: tuple[date, ...], **rest: Any) -> Any:
        return command(place=PlaceAsked(country, subdivision, closed), **rest)

    return wrapped


def calendar_for(desk: Desk, place: PlaceAsked) -> Calendar:
    """The calendar of the options; without a country, the firm's own, with a remark when that is only a default."""
    from pastdue.model.calendars import Calendar

    if place.country is not None:
        return Calendar(place.country, place.subdivision or "", place.closed)
    country, subdivision = desk.firm.place
    settings = desk.firm.settings
    if not settings.creditor.country and not settings.calendar.country:
        desk.remark(f"no country given: open days are counted by the calendar of {country} (--country)")
    return Calendar(country, place.subdivision or subdivision, (*settings.calendar.closed, *place.closed))
