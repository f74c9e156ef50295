"""What can be said of a vendor's export? Headers, words and marks as data; a preset holds no conditions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from pastdue.intake.export.fields import (
    CONTACT_FIELDS,
    HOLD_FIELDS,
    INVOICE_FIELDS,
    PAYMENT_FIELDS,
    VENDOR_FIELDS,
    normal,
)
from pastdue.model import CustomerKind
from pastdue.model.errors import SettingsError

CANONICAL = "canonical"


class Kind(StrEnum):
    """What a file of the preset lists."""

    INVOICES = "invoices"
    PAYMENTS = "payments"
    CONTACTS = "contacts"
    HOLDS = "holds"


FIELDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.INVOICES: (*INVOICE_FIELDS, *VENDOR_FIELDS),
    Kind.PAYMENTS: PAYMENT_FIELDS,
    Kind.CONTACTS: (*CONTACT_FIELDS, *VENDOR_FIELDS),
    Kind.HOLDS: HOLD_FIELDS,
}
"""The fields a preset of each kind can name headers for."""


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
    """Rows that are not dated in the column of the issue date, and whose `column` begins with one of `starts` (none:
    with anything), are no invoices.

    `column` is a header, `A|B` either of two, `#1` the first column, or `#*` the first cell that says something.
    `exactly`: the cell is one of `starts` and no more. `alone`: nothing else may stand in the row. A heading may name
    the customer of the rows below it.
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

    `ignore` maps a reason to the words whose rows are passed over for it; `paid` rows are paid in full, `partly` rows
    in part: how much must be said elsewhere. The amounts of `credit` rows are owed to the customer. `open` are the
    words of ordinary invoices. `others` is the reason to pass over rows with any other word. A word that ends with
    `*` stands for every text that begins so.
    """

    open: tuple[str, ...] = ()
    paid: tuple[str, ...] = ()
    partly: tuple[str, ...] = ()
    credit: tuple[str, ...] = ()
    ignore: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    others: str = ""

    def meaning(self) -> dict[str, str]:
        """`open`, `paid`, `partly`, `credit` or the reason to pass over, by word as `normal` writes it."""
        named = {"open": self.open, "paid": self.paid, "partly": self.partly, "credit": self.credit, **self.ignore}
        return {normal(word): what for what, words in named.items() for word in words}

    def meanings(self, texts: list[str]) -> list[str]:
        """What each text means; "" for an empty one, `unknown` for one that is not known where `others` is not said.

        >>> Words(open=("Overdue *",), paid=("Paid",)).meanings(["Overdue 61 days", "PAID", "Odd"])
        ['open', 'paid', 'unknown']
        """
        meaning = self.meaning()
        starts = sorted((word for word in meaning if word.endswith("*")), key=len, reverse=True)
        found = []
        for text in texts:
            word = normal(text)
            start = next((key for key in starts if word.startswith(key[:-1])), "")
            found.append(meaning.get(word) or meaning.get(start) or self.others or ("unknown" if text else ""))
        return found


@dataclass(frozen=True)
class Preset:
    """One way of writing a file. `recognised_by` are the headers that must all be there; `A|B` is either of two.

    `fields` names for a field of ours the headers that may hold it, best first; `known` are other headers of the
    export, that nothing is read from. `refuse` says why such a file is no list of invoices. `customer_types` maps a
    kind of customer to the vendor's words for it.
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
    customer_types: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    name: str = field(default="", init=False)
    own: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        _check("fields: unknown field", self.fields, FIELDS[self.kind])
        _check("customer_types: unknown kind", self.customer_types, tuple(CustomerKind))
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


def _check(what: str, names: Mapping[str, object], known: tuple[str, ...]) -> None:
    for name in names:
        if name not in known:
            raise SettingsError(f"{what} {name!r}", "known: " + ", ".join(known))


def _own(kind: Kind, title: str, fields: tuple[str, ...], *recognised_by: str) -> Preset:
    return Preset(
        title=title,
        verified=Verified.REAL_FILE,
        source="docs/csv.md",
        kind=kind,
        recognised_by=recognised_by,
        fields={name: (name,) for name in fields},
    ).called(CANONICAL, own=False)


OWN: Mapping[Kind, Preset] = {
    Kind.INVOICES: _own(
        Kind.INVOICES, "pastdue's own columns", INVOICE_FIELDS, "invoice", "customer", "issued", "total|balance"
    ),
    Kind.PAYMENTS: _own(
        Kind.PAYMENTS, "pastdue's own columns of payments", PAYMENT_FIELDS,
        "invoice|customer_id|customer", "on", "amount",
    ),
    Kind.CONTACTS: _own(
        Kind.CONTACTS, "pastdue's own columns of contacts", CONTACT_FIELDS,
        "customer_id|customer", "customer_id|address1|customer_type",
    ),
    Kind.HOLDS: _own(
        Kind.HOLDS, "pastdue's own columns of holds", HOLD_FIELDS, "invoice|customer_id|customer", "until|kind|reason"
    ),
}  # fmt: skip
"""Our own columns; they come before any preset."""
