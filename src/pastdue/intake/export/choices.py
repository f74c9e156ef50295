"""Choices for reading files: each field is a key of `[intake]`, an option and a part of the dialect."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pastdue.model import PaymentsAre


@dataclass(frozen=True, slots=True)
class ReadingOption:
    """The option of the command line for a field: its `help`, what stands for its value there, and its name where that
    is not the field's. Only a value of `one_of` is taken, if there are any; a pair may be left `empty` on the right."""

    help: str
    metavar: str = ""
    name: str = ""
    one_of: tuple[str, ...] = ()
    example: str = ""
    empty: bool = False


def _option(about: str, metavar: str = "", **more: Any) -> Mapping[str, ReadingOption]:
    """The metadata that make a field an option too; `about` is the option's help."""
    return {"option": ReadingOption(about, metavar, **more)}


def reading_options(table: type) -> Iterator[tuple[str, str, ReadingOption]]:
    """The fields of `table` that are options: the name of each, its type as it is written, and the option."""
    for each in dataclasses.fields(table):
        if (option := each.metadata.get("option")) is not None:
            yield each.name, str(each.type), option


@dataclass(frozen=True, slots=True)
class ReadingChoices:
    """The way files are written, as far as the user says; a choice left empty is decided from the file, where it can be
    proved. A further choice is one more field here, which only the code that acts on it need know."""

    map: Mapping[str, str] = field(default_factory=dict, metadata=_option(
        "Read FIELD from the column HEADER, or, as FIELD=, from none; payments.FIELD is that of this file alone; "
        "may be repeated.",
        "FIELD=HEADER", example='due="Due date"', empty=True,
    ))  # fmt: skip
    """The header of each field that is not recognised, as FIELD = HEADER; a field with an empty one is not read.
    `payments.FIELD`, `contacts.FIELD`, `holds.FIELD`, `followups.FIELD` and `invoices.FIELD` are for that file alone.
    """
    ignore: tuple[str, ...] = field(
        default=(),
        metadata=_option("Read nothing from this column, as payments.HEADER in one file; may be repeated.", "HEADER"),
    )
    """Headers from which nothing is read; `payments.HEADER` and the like are those of one file alone."""
    words: Mapping[str, str] = field(default_factory=dict, metadata=_option(
        "A word of the file means open, partly, paid, credit, disputed, held or ignore, or a kind of customer.",
        "WORD=MEANING", name="word", example="Betaald=paid",
    ))  # fmt: skip
    """The meaning of words in the file, as WORD = MEANING."""
    preset: str = field(default="", metadata=_option("Whose export it is (default: by its header).", "NAME"))
    """The program that wrote the export, as `pastdue presets` lists them. Default: recognised from the headers."""
    sheet: str = field(
        default="",
        metadata=_option(
            "Which sheet of a workbook (default: the one most like invoices); `A + B`: both, as one list.", "NAME"
        ),
    )
    """The sheet of a workbook, or sheets of one header with a plus between them. Default: the one that looks most like
    invoices."""
    skip_rows: int | None = field(default=None, metadata=_option("Rows above the header (default: recognised)."))
    """The number of lines above the header. Default: found out."""
    include: tuple[str, ...] = field(
        default=(), metadata=_option("Read rows of this status that the preset ignores, as draft.", "STATUS")
    )
    """Reasons, such as `draft`, whose rows count although an export's preset passes them over."""
    delimiter: str = field(
        default="", metadata=_option("The mark between columns, 'tab' for a tab (default: by the header).")
    )
    """The character between its columns. Default: found out from its header."""
    encoding: str = field(
        default="", metadata=_option("The file's encoding (default: UTF-8, else what can be proved).")
    )
    """The file's encoding, such as `cp1250`. Default: found out from its bytes."""
    decimal: str = field(default="", metadata=_option("The decimal mark (default: by the column).", one_of=(".", ",")))
    """The decimal sign of its amounts. Default: found out, column by column."""
    date_format: str = field(
        default="", metadata=_option("How dates are written, as %d.%m.%Y (default: by the column).")
    )
    """The format of its dates, such as `%d.%m.%Y`. Default: found out, column by column."""
    timezone: str = field(
        default="", metadata=_option("The time zone whose day counts for times in UTC, as Europe/Warsaw.", "ZONE")
    )
    """The time zone in which days count where the export gives points in time, such as `Europe/Warsaw`. Default:
    UTC."""
    terms: str = field(default="", metadata=_option("Terms for invoices without a due date, as 'net 30'."))
    """The terms of invoices without a due day, such as `net 30`."""
    empty_customer: str = field(default="", metadata=_option(
        "A row that names no customer is of the one 'above', or 'rejected' (default: as totals prove it).",
        one_of=("above", "rejected"),
    ))  # fmt: skip
    """`above` where a list names each customer only in the first of its rows, or in a heading above them; `rejected`:
    a row without one cannot be used. Default: `above` where totals behind the rows of each customer prove it, else
    asked where it may be so."""
    one_customer: str = field(default="", metadata=_option(
        "The customer of all invoices, where nothing in the list names any.", "NAME"
    ))  # fmt: skip
    """The customer of every invoice of a list that names none, as a statement of one customer. Refused where a column
    or headings name customers. Default: the one that a line above the header names, as `Customer: Alder Ltd`, else
    asked."""
    currency: str = field(default="", metadata=_option("Currency of invoices that do not name one."))
    """The currency of invoices that name none."""
    payments_are: PaymentsAre | None = field(
        default=None, metadata=_option("The list has 'all' payments, or those 'since' the export.")
    )
    """`all` the payments there were, or those `since` the export. Default: as their days prove it, else asked."""


@dataclass(frozen=True, slots=True)
class Proofs:
    """The proofs one file gives of how columns are written, for other files of its export that leave it open. By
    header: a date that shows whether the day or the month comes first, and the decimal mark."""

    dates: Mapping[str, str] = field(default_factory=dict)
    decimals: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SharedRows:
    """Those rows of a file beside the invoices that concern one part of them, by record, and what the whole file proves
    of its columns."""

    records: frozenset[int]
    proved: Proofs


@dataclass(frozen=True, slots=True)
class Share:
    """The rows of the payments and the holds that belong to one part of an export; None: all of them."""

    payments: SharedRows | None = None
    holds: SharedRows | None = None


@dataclass(frozen=True, slots=True)
class Files:
    """The files the user hands in: the invoices and, if any, the payments, the contacts and the holds. Each of these
    three is an option, and a key of `[intake]`."""

    invoices: Path
    payments: Path | None = field(
        default=None, metadata=_option("A CSV of payments: invoice or customer_id, on, amount.")
    )
    contacts: Path | None = field(
        default=None, metadata=_option("A CSV of customers: addresses, e-mail, language, kind.")
    )
    holds: Path | None = field(
        default=None, metadata=_option("A CSV of holds, disputes and promises, by invoice or customer.")
    )
    more: tuple[Path, ...] = ()
    """The further parts of an export that comes in several files."""
    share: Share = field(default_factory=Share)
    """The rows of the files beside it that concern a part read on its own."""

    @property
    def parts(self) -> tuple[Path, ...]:
        """Every file with invoices, in the order they were given."""
        return (self.invoices, *self.more)

    @property
    def title(self) -> str:
        """The invoices' file, or the first of the parts and how many there are, for messages."""
        return f"{self.invoices} and {len(self.more)} more" if self.more else str(self.invoices)

    @property
    def absolute(self) -> Files:
        """The files by their whole paths, for a process with another working folder."""
        beside = {kind: path.absolute() for kind in ("payments", "contacts", "holds") if (path := getattr(self, kind))}
        more = tuple(path.absolute() for path in self.more)
        return dataclasses.replace(self, invoices=self.invoices.absolute(), more=more, **beside)

    def part(self, path: Path, share: Share) -> Files:
        """The part at `path` alone, with its share of the files beside it."""
        return dataclasses.replace(self, invoices=path, more=(), share=share)


def over(said: Mapping[str, Any], base: ReadingChoices) -> dict[str, Any]:
    """The choices in `said` over those of `base`, by field: tables and lists grow, every other value replaces the one
    before."""
    found: dict[str, Any] = {}
    for each in dataclasses.fields(ReadingChoices):
        before, new = getattr(base, each.name), said.get(each.name)
        if isinstance(before, Mapping):
            found[each.name] = {**before, **dict(new or ())}
        elif isinstance(before, tuple):
            found[each.name] = (*before, *(new or ()))
        else:
            found[each.name] = before if new in (None, "") else new
    return found
