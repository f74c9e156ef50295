"""What can be said of a vendor's export? Headers, words and marks as data; a preset holds no conditions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from pastdue.errors import SettingsError
from pastdue.intake.columns import INVOICE_FIELDS, INVOICES, PAYMENT_FIELDS, VENDOR_FIELDS, normal

CANONICAL = "canonical"


class Kind(StrEnum):
    """What a file of the preset lists."""

    INVOICES = "invoices"
    PAYMENTS = "payments"
    CONTACTS = "contacts"


class Verified(StrEnum):
    """What the preset was tried on: a file some vendor's program wrote, or headers as others document them."""

    REAL_FILE = "a real file"
    HEADERS = "documented headers"


class RowIs(StrEnum):
    """What a row that is no invoice is."""

    HEADING = "heading"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class RowRule:
    """Rows without an issue date whose `column` begins with one of `starts` (none: with anything) are no invoices.

    `column` is a header, `A|B` either of two, or `#1`, the first column. `exactly`: the cell is one of `starts` and no
    more. `alone`: nothing else may stand in the row. A heading may name the customer of the rows below it.
    """

    row: RowIs
    column: str
    starts: tuple[str, ...] = ()
    exactly: bool = False
    alone: bool = False
    names_customer: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """An invoice is written in several rows. Of its fields `add` are added up, `first` are taken from the first row,
    and `loose` may differ: then they are not used. In every other field, the balance too, the rows must agree, and what
    they say counts once."""

    add: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """What the words in the column `status` or `type` mean, for rows and amounts.

    `ignore` maps a reason to the words whose rows are passed over for it; `paid` rows are paid in full, the amounts
    of `credit` rows are owed to the customer. `open` are the words of ordinary invoices. `others` is the reason to pass
    over rows with any other word.
    """

    open: tuple[str, ...] = ()
    paid: tuple[str, ...] = ()
    credit: tuple[str, ...] = ()
    ignore: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    others: str = ""

    def meaning(self) -> dict[str, str]:
        """`open`, `paid`, `credit` or the reason to pass over, by word as `normal` writes it."""
        named = {"open": self.open, "paid": self.paid, "credit": self.credit, **self.ignore}
        return {normal(word): what for what, words in named.items() for word in words}


@dataclass(frozen=True)
class Preset:
    """One way of writing a file. `recognised_by` are the headers that must all be there; `A|B` is either of two.

    `fields` names for a field of ours the headers that may hold it, best first; `known` are other headers of the
    export, that nothing is read from. `refuse` says why such a file is no list of invoices.
    """

    title: str
    verified: Verified = Verified.HEADERS
    source: str = ""
    recognised_by: tuple[str, ...] = ()
    first_cell: tuple[str, ...] = ()
    kind: Kind = Kind.INVOICES
    note: str = ""
    refuse: str = ""
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    known: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    decimal: str = ""
    date_format: str = ""
    currency: str = ""
    terms: str = ""
    utc: bool = False
    fallback: bool = False
    empty: tuple[str, ...] = ()
    lines: Lines | None = None
    status: Words = Words()
    type: Words = Words()
    rows: tuple[RowRule, ...] = ()
    late_fees: tuple[str, ...] = ()
    name: str = field(default="", init=False)
    own: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        known = (*INVOICE_FIELDS, *VENDOR_FIELDS) if self.kind is Kind.INVOICES else PAYMENT_FIELDS
        for name in self.fields if self.kind is not Kind.CONTACTS else ():
            if name not in known:
                raise SettingsError(f"fields: unknown field {name!r}", "known fields: " + ", ".join(known))
        if not (self.recognised_by or self.first_cell):
            raise SettingsError("nothing to recognise the file by", "name headers in recognised_by")

    def called(self, name: str, own: bool) -> Preset:
        """This preset under its name; `own` when it is the user's."""
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "own", own)
        return self

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every header of the export, as `normal` writes it."""
        named = [spelling for spellings in self.fields.values() for spelling in spellings]
        return frozenset(normal(h) for spec in (*named, *self.recognised_by, *self.known) for h in spec.split("|"))

    def fits(self, keys: frozenset[str]) -> bool:
        """Whether headers that are `keys`, as `normal` writes them, are those of this export."""
        return bool(self.recognised_by) and all(
            any(normal(either) in keys for either in spec.split("|")) for spec in self.recognised_by
        )


OWN_COLUMNS = Preset(
    title="pastdue's own columns",
    verified=Verified.REAL_FILE,
    source="docs/csv.md",
    recognised_by=("invoice", "customer", "issued", "total|balance"),
    fields={name: (name,) for name in INVOICES.fields},
).called(CANONICAL, own=False)
OWN_PAYMENTS = Preset(
    title="pastdue's own columns of payments",
    verified=Verified.REAL_FILE,
    source="docs/csv.md",
    kind=Kind.PAYMENTS,
    recognised_by=("invoice", "on", "amount"),
    fields={name: (name,) for name in PAYMENT_FIELDS},
).called(CANONICAL, own=False)
