"""The options that say how files are read: made from the table of reading keys, and laid over the settings."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pastdue.cli import completion
from pastdue.cli.options import Command
from pastdue.cli.values import READABLE, Pair, PaymentsOf
from pastdue.intake.export.choices import Files, ReadingChoices, ReadingOption, over, reading_options
from pastdue.model.errors import SettingsError
from pastdue.model.parties import CustomersAre

if TYPE_CHECKING:
    from pastdue.firm import Firm
    from pastdue.intake import Dialect


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """The options for reading the invoices file and those `beside` it: the command line's over the settings'."""

    beside: Mapping[str, Path | None]
    said: Mapping[str, Any]

    def files(self, invoices: Path | tuple[Path, ...], firm: Firm) -> Files:
        """The invoices, in one file or in parts, with the files beside them: those of the command line, else the
        settings'."""
        first, *more = invoices if isinstance(invoices, tuple) else (invoices,)
        beside = {kind: given or firm.beside(kind) for kind, given in self.beside.items()}
        return replace(Files(first, **beside), more=tuple(more))  # type: ignore[arg-type]

    def dialect(self, firm: Firm) -> Dialect:
        """The settings' dialect with every option given on the command line put over it."""
        from pastdue.firm.rows.presets import preset_source
        from pastdue.intake import Dialect

        settings = over({}, firm.settings.intake)
        try:
            base = Dialect(**settings)
        except SettingsError as error:
            raise SettingsError(f"{firm.file}: intake: {error.what}", error.remedy) from None
        said = over(self.said, base)
        presets = preset_source(firm.catalog, said["preset"])
        home, named, dunning = firm.creditor.party.country, bool(firm.settings.creditor.country), firm.settings.dunning
        assumed = dunning.customers is CustomersAre.BUSINESS or bool(dunning.policy or dunning.policies)
        return replace(base, **said, presets=presets, country=home, country_said=named, kind_assumed=assumed)


def csv_options(command: Command) -> Command:
    """Gives a command the options that say how the files are written and which stand beside the invoices, as
    `reading`."""
    choices = [name for name, _, _ in reading_options(ReadingChoices)]
    beside = [name for name, _, _ in reading_options(Files)]

    @functools.wraps(command)
    def wrapped(**given: Any) -> Any:
        said = {name: given.pop(name) for name in choices}
        files = {name: given.pop(name) for name in beside}
        return command(reading=ReadingOptions(files, said), **given)

    options = [*reading_options(ReadingChoices), *reading_options(Files)]
    for name, kind, option in reversed(options):
        wrapped = _option(name, kind, option)(wrapped)
    return wrapped


def _option(name: str, kind: str, option: ReadingOption) -> Any:
    """The option for a field whose type is written as `kind`."""
    flag = "--" + (option.name or name).replace("_", "-")
    several = kind.startswith(("tuple", "Mapping"))
    return click.option(
        flag,
        name,
        type=_type(kind, option),
        multiple=several,
        metavar=option.metavar or None,
        help=option.help,
        shell_complete=completion.rows("presets") if name == "preset" else None,
    )


def _type(kind: str, option: ReadingOption) -> click.ParamType | None:  # type: ignore[type-arg]
    if option.one_of:
        return click.Choice(option.one_of)
    if kind.startswith("Mapping"):
        return Pair(option.metavar, option.example, option.empty)
    types = {"int | None": click.IntRange(min=0), "PaymentsAre | None": PaymentsOf(), "Path | None": READABLE}
    return types.get(kind)
