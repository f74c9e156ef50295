"""Options that commands share: each group of options is one decorator and arrives as one value."""

from __future__ import annotations

import atexit
import functools
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pastdue.model.errors import SettingsError
from pastdue.model.spans import Span, parse_day

if TYPE_CHECKING:
    from pastdue.firm import Firm
    from pastdue.intake import Dialect, Files
    from pastdue.model import PaymentsAre, Stage

Command = Callable[..., Any]
Place = tuple[str | None, str | None, tuple[date, ...]]
"""A country, a subdivision and further closed days, as the command line names them."""

_FIRST_YEAR, _LAST_YEAR = 1900, 2099
"""The years that holidays are surely known for, with room for the longest deadline."""


class Day(click.ParamType):  # type: ignore[type-arg]
    """A date written as 2026-11-23."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            day = value if isinstance(value, date) else parse_day(value)
        except SettingsError as error:
            self.fail(f"{error.what}: {error.remedy}", param, ctx)
        if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            self.fail(f"{day} is out of reach: days are counted from {_FIRST_YEAR} to {_LAST_YEAR}", param, ctx)
        return day


class SpanOf(click.ParamType):  # type: ignore[type-arg]
    """A span of time written as `5 business days`."""

    name = "span"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Span:
        try:
            return value if isinstance(value, Span) else Span.parse(value)
        except SettingsError as error:
            self.fail(f"{error.what}: {error.remedy}", param, ctx)


class Reason(click.ParamType):  # type: ignore[type-arg]
    """Some words that say why; never none."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return str(value).strip() or self.fail("say why in a few words: they stay in the history", param, ctx)


class StageOf(click.ParamType):  # type: ignore[type-arg]
    """A stage of the ladder by its name, as final_demand."""

    name = "stage"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Stage:
        from pastdue.model import Stage  # here, so that `--help` need not wait for it

        try:
            return Stage(value)
        except ValueError:
            self.fail(f"{value!r} is not a stage; known: {', '.join(Stage)}", param, ctx)


class PaymentsOf(click.ParamType):  # type: ignore[type-arg]
    """What a list of payments holds: `all` or `since`."""

    name = "all|since"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> PaymentsAre:
        from pastdue.model import PaymentsAre  # here, so that `--help` need not wait for it

        try:
            return PaymentsAre(value)
        except ValueError:
            self.fail(f"{value!r} is neither 'all' nor 'since'", param, ctx)


class Pair(click.ParamType):  # type: ignore[type-arg]
    """Two words written as `FIELD=HEADER`; the second may be left empty where `empty` says so."""

    name = "pair"

    def __init__(self, form: str = "FIELD=HEADER", example: str = 'due="Due date"', empty: bool = False) -> None:
        self.form, self.example, self.empty = form, example, empty

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        left, equals, right = value.rpartition("=") if self.form.startswith("WORD") else value.partition("=")
        if not (equals and left.strip() and (right.strip() or self.empty)):
            self.fail(f"{value!r} is not {self.form}, as {self.example}", param, ctx)
        return left.strip(), right.strip()


class ReadablePath(click.Path):
    """A file that is there; `-` is standard input, kept in a file of its own while the command runs."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value != "-":
            return super().convert(value, param, ctx)
        folder = tempfile.TemporaryDirectory(prefix="pastdue-")
        atexit.register(folder.cleanup)
        path = Path(folder.name) / "standard-input"
        path.write_bytes(sys.stdin.buffer.read())
        return path


READABLE = ReadablePath(exists=True, dir_okay=False, path_type=Path)


def today() -> date:
    """Today's local date: the one place that asks the clock for it. PASTDUE_TODAY in the environment sets it, for
    trying out what another day would bring."""
    said = os.environ.get("PASTDUE_TODAY", "")
    return parse_day(said) if said else datetime.now().astimezone().date()


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

    @click.option("--as-of", type=Day(), help="The as-of day, as 2026-11-23 (default: today).")
    @click.option("--config", type=click.Path(path_type=Path), help="The settings file (default: ./pastdue.toml).")
    @click.option("--quiet", "-q", is_flag=True, help="No remarks and no progress; errors are still shown.")
    @click.option("--debug", is_flag=True, help="Show the traceback of an error.")
    @functools.wraps(command)
    def wrapped(as_of: date | None, config: Path | None, quiet: bool, debug: bool, **rest: Any) -> Any:  # noqa: ARG001
        from pastdue.firm import read_firm
        from pastdue.firm.names import check_choices

        firm = read_firm(config, Path())
        check_choices(firm)
        return command(desk=Desk(firm, as_of or today(), quiet), **rest)

    return wrapped


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read the invoices file and those `beside` it: what the command line said, over what the settings say."""

    beside: Mapping[str, Path | None]
    said: Mapping[str, Any]

    def files(self, invoices: Path, firm: Firm) -> Files:
        """The invoices with the files beside them: those of the command line, else the settings'."""
        from pastdue.intake import Files

        return Files(invoices, **{kind: given or firm.beside(kind) for kind, given in self.beside.items()})

    def dialect(self, firm: Firm) -> Dialect:
        """The settings' dialect with every option given on the command line put over it.

        What the settings leave at its default is not said: it is decided from the file.
        """
        from pastdue.firm.rows.presets import preset_source
        from pastdue.intake import Dialect

        own = firm.settings.intake
        keys = [f.name for f in fields(own) if f.name not in self.beside and getattr(own, f.name) != f.default]
        chosen = {key: getattr(own, key) for key in keys}
        try:
            base = Dialect(mapping=dict(chosen.pop("map")), **chosen)
        except SettingsError as error:
            raise SettingsError(f"{firm.file}: intake: {error.what}", error.remedy) from None
        said = {key: value for key, value in self.said.items() if value not in (None, "", ())}
        mapping = dict(said.pop("mapping", ()))
        words = {**base.words, **dict(said.pop("words", ()))}
        ignore = (*base.ignore, *said.pop("ignore", ()))
        presets = preset_source(firm.catalog, said.get("preset", base.preset))
        said |= {"mapping": {**base.mapping, **mapping}, "ignore": ignore, "words": words, "presets": presets}
        return replace(base, **said, country=firm.creditor.party.country)


def csv_options(command: Command) -> Command:
    """Gives a command the options that say how the invoices file is written, as `reading`."""

    @click.option(
        "--map",
        "mapping",
        type=Pair(empty=True),
        multiple=True,
        metavar="FIELD=HEADER",
        help="Our field is called HEADER in your file, or is not to be read (FIELD=); may be repeated.",
    )
    @click.option("--ignore", multiple=True, metavar="HEADER", help="Read nothing from this column; may be repeated.")
    @click.option(
        "--word", "words", type=Pair("WORD=MEANING", 'Betaald=paid'), multiple=True, metavar="WORD=MEANING",
        help="A word of the file means open, partly, paid, credit, disputed, held or ignore, or a kind of customer.",
    )  # fmt: skip
    @click.option("--preset", metavar="NAME", help="Whose export it is (default: by its header).")
    @click.option("--sheet", metavar="NAME", help="Which sheet of a workbook (default: the one most like invoices).")
    @click.option("--skip-rows", type=click.IntRange(min=0), help="Rows above the header (default: recognised).")
    @click.option("--include", multiple=True, metavar="STATUS", help="Take rows a preset passes over, as draft.")
    @click.option("--delimiter", help="What separates fields, 'tab' for a tab (default: by the header).")
    @click.option("--encoding", help="The file's encoding (default: UTF-8, else what can be proved).")
    @click.option("--decimal", type=click.Choice([".", ","]), help="The decimal mark (default: by the column).")
    @click.option("--date-format", help="How dates are written, as %d.%m.%Y (default: by the column).")
    @click.option("--timezone", metavar="ZONE", help="Where an instant in UTC has its day, as Europe/Warsaw.")
    @click.option("--terms", help="Terms for invoices without a due date, as 'net 30'.")
    @click.option("--currency", help="Currency of invoices that do not name one.")
    @click.option("--payments", type=READABLE, help="A CSV of payments: invoice or customer_id, on, amount.")
    @click.option("--payments-are", type=PaymentsOf(), help="The list has 'all' payments, or those 'since' the export.")
    @click.option("--contacts", type=READABLE, help="A CSV of customers: addresses, e-mail, language, kind.")
    @click.option("--holds", type=READABLE, help="A CSV of holds, disputes and promises, by invoice or customer.")
    @functools.wraps(command)
    def wrapped(**given: Any) -> Any:
        keys = (
            "mapping", "ignore", "words", "sheet", "preset", "skip_rows", "include", "delimiter", "encoding", "decimal",
            "date_format", "timezone", "terms", "currency", "payments_are",
        )  # fmt: skip
        said = {key: given.pop(key) for key in keys}
        said["delimiter"] = "\t" if said["delimiter"] in ("tab", "\\t") else said["delimiter"]
        beside = {key: given.pop(key) for key in ("payments", "contacts", "holds")}
        return command(reading=Reading(beside, said), **given)

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


def calendar_options(command: Command) -> Command:
    """Gives a command `--country`, `--subdivision` and `--closed`, as `place`."""

    @click.option("--country", help="Whose holidays and weekend count, as PL.")
    @click.option("--subdivision", help="State, Land or nation, as BY or ENG.")
    @click.option("--closed", type=Day(), multiple=True, help="A further day you are closed; may be repeated.")
    @functools.wraps(command)
    def wrapped(country: str | None, subdivision: str | None, closed: tuple[date, ...], **rest: Any) -> Any:
        return command(place=(country, subdivision, closed), **rest)

    return wrapped


@contextmanager
def progress(label: str, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """What shows on stderr, on a terminal only, how many of how many are done; it is told (done, of)."""
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
