"""The dialect of a file: encoding, marks, formats, and the header of each field."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pastdue.intake.export.choices import Proofs, ReadingChoices
from pastdue.intake.export.fields import INVOICES, KINDS, MARK_FIELDS, SAID_FIELDS, VENDOR_FIELDS, FileKind
from pastdue.intake.export.presets import Preset
from pastdue.intake.file.open_files import OpenFiles
from pastdue.intake.values.flaws import Flaw
from pastdue.intake.values.terms import parse_terms
from pastdue.model import CustomerKind
from pastdue.model.errors import SettingsError
from pastdue.model.money import digits

MEANINGS = ("open", "partly", "paid", "credit", "disputed", "held", "ignore", *CustomerKind)
"""The meanings a word of the file may be given: a state, a kind of row, or a kind of customer."""

_DECIMALS = ("", ".", ",")
_EMPTY_CUSTOMER = ("", "above", "rejected")
_TAB = ("\t", "\\t", "tab")


@dataclass(frozen=True, slots=True)
class Dialect(ReadingChoices):
    """The way a file is written, as far as it is given; the rest is decided from the file where it can be proved.

    `delimiter` may be `tab`. A `date_format` is a strptime format, and the only one accepted. `terms` and `currency`
    hold for rows that state none. `map` names the header of a field, "" for a field that is not to be read. `country`
    is the creditor's, for a sign of several currencies; `country_said` if the settings name it, so that a list which
    names no currency is in that of the country. `kind_assumed` if they charge customers of an unknown kind as
    businesses, so that an unknown word for a kind is a question. `typed`: the cells had types, and 2026-11-23 is a day
    in any case; `text_decimal` is then the decimal mark of texts among numbers, which have none. `as_of` is the day of
    which the file is read, None where it is not said. `presets` gives the presets a file may be recognised by; it is
    called only for a file without pastdue's own columns. `proved` is what other parts of the same export prove;
    `open_files` keeps what was made of the files for the next answer that is tried.
    """

    country: str = ""
    country_said: bool = False
    kind_assumed: bool = False
    typed: bool = False
    text_decimal: str = ""
    as_of: date | None = field(default=None, compare=False)
    presets: Callable[[], tuple[Preset, ...]] = field(default=tuple, repr=False, compare=False)
    proved: Proofs = field(default_factory=Proofs, repr=False, compare=False)
    open_files: OpenFiles | None = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.encoding:
            _check_encoding(self.encoding)
        if self.skip_rows is not None and self.skip_rows < 0:
            raise SettingsError(f"skip-rows {self.skip_rows} is negative", "say how many rows stand above the header")
        if self.timezone:
            zone_of(self.timezone)
        separator = self.separator
        if len(separator) != 1 or not separator.isascii() or separator in '"\r\n\0':
            raise SettingsError(f"delimiter {self.delimiter!r} is not one mark", "use , ; | or tab")
        if self.decimal not in _DECIMALS:
            raise SettingsError(f"decimal {self.decimal!r} is not a decimal mark", "use . or ,")
        if self.empty_customer not in _EMPTY_CUSTOMER:
            raise SettingsError(f"empty_customer {self.empty_customer!r} is not known", "use above or rejected")
        if self.date_format:
            _check_date_format(self.date_format)
        if self.terms and isinstance(flaw := parse_terms(self.terms), Flaw):
            raise SettingsError(f"terms {self.terms!r}: {flaw.what}", str(flaw.remedy))
        if self.currency:
            digits(self.currency)
        for name in self.map:
            _check_field(name)
        for word, meaning in self.words.items():
            if meaning not in MEANINGS:
                raise SettingsError(f"word {word!r}: {meaning!r} is not a meaning", "known: " + ", ".join(MEANINGS))

    @property
    def separator(self) -> str:
        """The delimiter as the one character it stands for, a comma when it is not said; `tab` may be written out."""
        return "\t" if self.delimiter.casefold() in _TAB else self.delimiter or ","

    def of(self, kind: FileKind) -> Dialect:
        """This dialect for one kind of file: what is said of that file alone stands in `map` and `ignore` as well
        without its prefix, before what is said of all files. What is said of another file is left out, and so is a
        column's number, as `#2`, which counts the columns of the invoices where those may have the field."""
        own = {field.removeprefix(kind.prefix): field for field in self.map if field.startswith(kind.prefix)}
        beside = kind.lists != "invoices"
        of_all = {
            field: header for field, header in self.map.items()
            if "." not in field and not (beside and header.startswith("#") and field in _mapped(INVOICES))
        }  # fmt: skip
        said = {key: self.map[field] for short, field in own.items() for key in (short, field)}
        ignored = (name.removeprefix(kind.prefix) for name in self.ignore if name.startswith(kind.prefix))
        return replace(self, map={**of_all, **said}, ignore=tuple(dict.fromkeys((*self.ignore, *ignored))))

    def over(self, preset: Preset) -> Dialect:
        """This dialect with what the preset says wherever the user has said nothing; its decimal mark is only the usual
        one, for columns that prove none, and so is the currency of a list that no one program writes."""
        unsaid = ["encoding", "delimiter", "date_format", "terms"]
        unsaid += [] if preset.usual_currency else ["currency"]
        return replace(self, **{name: getattr(preset, name) for name in unsaid if not getattr(self, name)})


def zone_of(name: str) -> ZoneInfo:
    """The time zone called `name`, as Europe/Warsaw; refuses an unknown one."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise SettingsError(f"time zone {name!r} is unknown", "name it as Europe/Warsaw or America/New_York") from None


def _check_encoding(name: str) -> None:
    try:
        known = "a".encode(name).decode(name) == "a"
    except (LookupError, ValueError, TypeError):
        known = False
    if not known:
        raise SettingsError(f"encoding {name!r} is unknown", "use utf-8, cp1250, cp1252 or iso8859-2")


def _check_date_format(text: str) -> None:
    """Refuse a format that cannot be used, or lacks day, month or year. One without a year is tried with one before
    it: newer Pythons warn of it alone, and coming ones refuse it in words of their own."""
    remedy = "name day, month and year, as %d.%m.%Y or %m/%d/%Y"
    for day in (datetime(2031, 12, 25), datetime(2032, 2, 3)):  # noqa: DTZ001 - a day of the calendar, no instant
        try:
            said = day.strftime(text)
            without_year = said == day.replace(year=2024).strftime(text)
            year = "%Y " if without_year else ""
            again = datetime.strptime(day.strftime(year) + said, year + text)  # noqa: DTZ007
        except (ValueError, re.error, IndexError, KeyError):
            raise SettingsError(f"date format {text!r} cannot be used", remedy) from None
        if again != day or without_year:
            raise SettingsError(f"date format {text!r} does not name one day", remedy)


def _check_field(name: str) -> None:
    """Refuse a field that no file has, or not the one it is said of, as `payments.issued`."""
    known = {kind.prefix + field for kind in KINDS for field in _mapped(kind)}
    plain = sorted({each.partition(".")[2] for each in known})
    if name not in known and name not in plain:
        close = difflib.get_close_matches(name, sorted(known) if "." in name else plain, 1)
        hint = f", did you mean {close[0]!r}?" if close else ""
        raise SettingsError(f"map: unknown field {name!r}{hint}", "known fields: " + ", ".join(plain))


def _mapped(kind: FileKind) -> tuple[str, ...]:
    """The fields that a column of such a file may be mapped to."""
    more = (*VENDOR_FIELDS, *MARK_FIELDS, *SAID_FIELDS) if kind.lists == "invoices" else ()
    return (*kind.fields, *more)
