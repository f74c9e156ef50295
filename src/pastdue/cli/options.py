"""Options that commands share: each group of options is one decorator and arrives as one value."""

from __future__ import annotations

import functools
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pastdue.cli.speaking import say
from pastdue.cli.values import Day, Reason
from pastdue.model.spans import parse_day

if TYPE_CHECKING:
    from pastdue.firm import Firm
    from pastdue.intake import Files
    from pastdue.model.calendars import Calendar

Command = Callable[..., Any]
Place = tuple[str | None, str | None, tuple[date, ...]]
"""A country, a subdivision and further closed days, as the command line names them."""


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


def calendar_options(command: Command) -> Command:
    """Gives a command `--country`, `--subdivision` and `--closed`, as `place`."""

    @click.option("--country", help="Whose holidays and weekend count, as PL.")
    @click.option("--subdivision", help="State, Land or nation, as BY or ENG.")
    @click.option("--closed", type=Day(), multiple=True, help="A further day you are closed; may be repeated.")
    @functools.wraps(command)
    def wrapped(country: str | None, subdivision: str | None, closed: tuple[date, ...], **rest: Any) -> Any:
        return command(place=(country, subdivision, closed), **rest)

    return wrapped


def calendar_for(desk: Desk, place: Place) -> Calendar:
    """The calendar of the options; without a country, the firm's own, with a remark when that is only a default."""
    from pastdue.model.calendars import Calendar

    country, subdivision, closed = place
    firm_country, firm_subdivision = desk.firm.place
    if country is None:
        if not desk.firm.settings.creditor.country and not desk.firm.settings.calendar.country:
            desk.remark(f"no country given: open days are counted by the calendar of {firm_country} (--country)")
        own = desk.firm.settings.calendar.closed
        return Calendar(firm_country, subdivision or firm_subdivision, (*own, *closed))
    return Calendar(country, subdivision or "", closed)


LARGE = 20_000_000
"""The size in bytes from which reading takes seconds and shows its present step."""

_PACKED = 8
"""The ratio of unpacked to packed size of a workbook or archive, about."""


def reading_steps(files: Files, quiet: bool) -> Callable[[str], None]:
    """A function that shows the present step of reading on one line of stderr, on a terminal only and for large files;
    it is called with the step's name, and with "" at the end, which clears the line."""
    paths = (*files.parts, files.payments, files.contacts, files.holds)
    size = sum(_unpacked_size(path) for path in paths if path is not None)
    if quiet or size < LARGE or not sys.stderr.isatty():
        return lambda _: None
    name = f"{len(files.parts)} parts" if files.more else files.invoices.name
    begins = f"{name} ({size // 1_000_000} MB): "
    shown = 0

    def told(step: str) -> None:
        nonlocal shown
        text = (begins + step)[: shutil.get_terminal_size().columns - 1] if step else ""
        click.echo("\r" + text.ljust(shown) + ("" if text else "\r"), nl=False, err=True)
        shown = len(text)

    return told


def _unpacked_size(path: Path) -> int:
    """The bytes of the file, of a workbook or archive about those it unpacks to; 0 where there is no such file."""
    with suppress(OSError):
        return path.stat().st_size * (1 if path.suffix.casefold() in (".csv", ".tsv", ".txt") else _PACKED)
    return 0


@contextmanager
def progress(label: str, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """A function that shows progress on stderr, on a terminal only; it is called with (done, of)."""
    if quiet or not sys.stderr.isatty():
        yield lambda *_: None
        return
    shown: list[Any] = []

    def told(done: int, of: int) -> None:
        if not shown:
            shown.append(click.progressbar(length=of, label=label, file=sys.stderr))
        shown[0].update(done - shown[0].pos)

    try:
        yield told
    finally:
        for bar in shown:
            bar.render_finish()
