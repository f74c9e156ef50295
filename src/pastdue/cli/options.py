"""Which options do commands share? Each group of options is one decorator and arrives as one value."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pastdue.errors import SettingsError
from pastdue.spans import Span, parse_day

if TYPE_CHECKING:
    from pastdue.intake import Dialect, Files
    from pastdue.model import Stage
    from pastdue.settings import Firm

Command = Callable[..., Any]


class Day(click.ParamType):  # type: ignore[type-arg]
    """A date written as 2026-11-23."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else parse_day(value)
        except SettingsError as error:
            self.fail(f"{error.what}: {error.remedy}", param, ctx)


class SpanOf(click.ParamType):  # type: ignore[type-arg]
    """A span of time written as `5 business days`."""

    name = "span"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Span:
        try:
            return value if isinstance(value, Span) else Span.parse(value)
        except SettingsError as error:
            self.fail(f"{error.what}: {error.remedy}", param, ctx)


class StageOf(click.ParamType):  # type: ignore[type-arg]
    """A stage of the ladder by its name, as final_demand."""

    name = "stage"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Stage:
        from pastdue.model import Stage  # here, so that `--help` need not wait for it

        try:
            return Stage(value)
        except ValueError:
            self.fail(f"{value!r} is not a stage; known: {', '.join(Stage)}", param, ctx)


class Pair(click.ParamType):  # type: ignore[type-arg]
    """Two words written as `FIELD=HEADER`."""

    name = "field=header"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        left, equals, right = value.partition("=")
        if not (equals and left.strip() and right.strip()):
            self.fail(f'{value!r} is not FIELD=HEADER, as due="Due date"', param, ctx)
        return left.strip(), right.strip()


READABLE = click.Path(exists=True, dir_okay=False, path_type=Path)


def today() -> date:
    """Today's local date: the one place that asks the clock for it."""
    return datetime.now().astimezone().date()


@dataclass(frozen=True, slots=True)
class Desk:
    """What every command starts from: the firm's settings, the day the command speaks for, and how loud to be."""

    firm: Firm
    as_of: date
    quiet: bool

    def remark(self, text: str) -> None:
        """Say something beside the results, on stderr."""
        if not self.quiet:
            click.echo(text, err=True)


def common(command: Command) -> Command:
    """Gives a command `--as-of`, `--config`, `--quiet` and `--debug`, as `desk`."""

    @click.option("--as-of", type=Day(), help="The day to speak for (default: today).")
    @click.option("--config", type=click.Path(path_type=Path), help="The settings file (default: ./pastdue.toml).")
    @click.option("--quiet", "-q", is_flag=True, help="No remarks and no progress on stderr.")
    @click.option("--debug", is_flag=True, help="Show the traceback of an error.")
    @functools.wraps(command)
    def wrapped(as_of: date | None, config: Path | None, quiet: bool, debug: bool, **rest: Any) -> Any:  # noqa: ARG001
        from pastdue.settings import read_firm

        return command(desk=Desk(read_firm(config, Path()), as_of or today(), quiet), **rest)

    return wrapped


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read the invoices file: what the command line said, over what the settings say."""

    payments: Path | None
    said: Mapping[str, Any]

    def files(self, invoices: Path) -> Files:
        from pastdue.intake import Files

        return Files(invoices, self.payments)

    def dialect(self, firm: Firm) -> Dialect:
        """The settings' dialect with every option given on the command line put over it."""
        from pastdue.intake import Dialect

        own = firm.settings.intake
        base = Dialect(own.encoding, own.delimiter, own.decimal, own.date_format, own.terms, own.currency, own.map)
        said = {key: value for key, value in self.said.items() if value}
        mapping = dict(said.pop("mapping", ()))
        return replace(base, **said, mapping={**base.mapping, **mapping})


def csv_options(command: Command) -> Command:
    """Gives a command the options that say how the invoices file is written, as `reading`."""

    @click.option(
        "--map",
        "mapping",
        type=Pair(),
        multiple=True,
        metavar="FIELD=HEADER",
        help="Our field is called HEADER in your file; may be repeated.",
    )
    @click.option("--delimiter", help="What separates fields (default: comma; 'tab' for a tab).")
    @click.option("--encoding", help="The file's encoding (default: UTF-8).")
    @click.option("--decimal", type=click.Choice([".", ","]), help="The decimal mark of amounts.")
    @click.option("--date-format", help="How dates are written, as %d.%m.%Y (default: 2026-11-23).")
    @click.option("--terms", help="Terms for invoices without a due date, as 'net 30'.")
    @click.option("--currency", help="Currency of invoices that do not name one.")
    @click.option("--payments", type=READABLE, help="A CSV of payments: invoice, customer_id, on, amount.")
    @functools.wraps(command)
    def wrapped(**given: Any) -> Any:
        keys = ("mapping", "delimiter", "encoding", "decimal", "date_format", "terms", "currency")
        said = {key: given.pop(key) for key in keys}
        said["delimiter"] = "\t" if said["delimiter"] in ("tab", "\\t") else said["delimiter"]
        return command(reading=Reading(given.pop("payments"), said), **given)

    return wrapped


def format_option(command: Command) -> Command:
    """Gives a command `--format table|csv|json`, as `form`."""
    choice = click.Choice(["table", "csv", "json"])
    return click.option("--format", "form", type=choice, default="table", help="How to write the result.")(command)


def calendar_options(command: Command) -> Command:
    """Gives a command `--country`, `--subdivision` and `--closed`, as `place`."""

    @click.option("--country", help="Whose holidays and weekend count, as PL.")
    @click.option("--subdivision", help="State, Land or nation, as BY or ENG.")
    @click.option("--closed", type=Day(), multiple=True, help="A further day you are closed; may be repeated.")
    @functools.wraps(command)
    def wrapped(country: str | None, subdivision: str | None, closed: tuple[date, ...], **rest: Any) -> Any:
        return command(place=(country, subdivision, closed), **rest)

    return wrapped


def progress(items: Any, length: int, label: str, quiet: bool) -> Any:
    """A context manager over `items` that shows progress on stderr, on a terminal only."""
    hidden = quiet or not sys.stderr.isatty() or length < 20
    return click.progressbar(items, length=length, label=label, file=sys.stderr, hidden=hidden)
