"""Presets: the headers, words and marks of a vendor's export, as data; a preset holds no conditions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from pastdue.intake.export.fields import (
    CONTACT_FIELDS,
    FOLLOW_UP_FIELDS,
    HOLD_FIELDS,
    INVOICE_FIELDS,
    MARK_FIELDS,
    PAYMENT_FIELDS,
    VENDOR_FIELDS,
)
from pastdue.intake.export.headers import Spelled, all_loose, forms, loose, normal, words_of
from pastdue.intake.export.preset_rows import Lines, RowRule, WordMeanings
from pastdue.model import CustomerKind
from pastdue.model.errors import SettingsError

CANONICAL = "canonical"


class Kind(StrEnum):
    """The kind of list a preset reads."""

    INVOICES = "invoices"
    PAYMENTS = "payments"
    CONTACTS = "contacts"
    HOLDS = "holds"
    FOLLOW_UPS = "follow-ups"


FIELDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.INVOICES: (*INVOICE_FIELDS, *VENDOR_FIELDS, *MARK_FIELDS),
    Kind.PAYMENTS: PAYMENT_FIELDS,
    Kind.CONTACTS: (*CONTACT_FIELDS, *VENDOR_FIELDS),
    Kind.HOLDS: HOLD_FIELDS,
    Kind.FOLLOW_UPS: FOLLOW_UP_FIELDS,
}
"""The fields a preset of each kind can name headers for."""


class Verified(StrEnum):
    """The evidence for a preset: a file some vendor's program wrote, headers as others document them, or headers as
    they are commonly known, for which no public source was found."""

    REAL_FILE = "a real file"
    HEADERS = "documented headers"
    GENERAL = "general knowledge"


_NO_WORDS = WordMeanings()
_TELLING = ("paid", "balance", "settled_on", "status", "disputed", "hold", *MARK_FIELDS)
"""Fields by which an invoice may be owed or not."""


@dataclass(frozen=True)
class Preset:
    """One way of writing a file. `recognised_by` are the headers that must all be there; `A|B` is either of two,
    `@invoice` any that its fields name for `invoice`.

    `fields` names for a field of ours the headers that may hold it, best first; `known` are other headers of the
    export, that nothing is read from. `fallback`: other presets come first. `loosely`: headers are compared by their
    letters and digits alone. `refuse` says why such a file is no list of invoices. `customer_types` maps a
    kind of customer to the vendor's words for it. `ages` are the columns in one of which what is open stands, by its
    age; a header may end with `*`, for any that begins so.
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
    loosely: bool = False
    empty: tuple[str, ...] = ()
    lines: Lines | None = None
    status: WordMeanings = _NO_WORDS
    type: WordMeanings = _NO_WORDS
    rows: tuple[RowRule, ...] = ()
    late_fees: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    customer_types: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    name: str = field(default="", init=False)
    own: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        _check("fields: unknown field", self.fields, FIELDS[self.kind])
        _check("customer_types: unknown kind", self.customer_types, tuple(CustomerKind))
        if not (self.recognised_by or self.first_cell):
            raise SettingsError("nothing to recognise the file by", "name headers in recognised_by")

    def beside(self, general: Preset) -> Preset:
        """This list of one country with the headers and rows of `general` behind its own."""
        fields = {**self.fields}
        for name, spellings in general.fields.items():
            fields[name] = (*fields.get(name, ()), *spellings)
        widened = replace(self, fields=fields, known=(*self.known, *general.known), rows=(*self.rows, *general.rows))
        return widened.called(self.name, own=self.own)

    def called(self, name: str, *, own: bool) -> Preset:
        """This preset under its name; `own` when it is the user's."""
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "own", own)
        return self

    @property
    def usual_currency(self) -> bool:
        """True when `currency` is only that in which most such lists are: many programs write them, in more than one
        country. What the user's own preset says is so."""
        return self.loosely and not self.own

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every header of the export, as `normal` writes it."""
        named = [spelling for spellings in self.fields.values() for spelling in spellings]
        specs = (*named, *self.known, *(either for spec in self.recognised_by for either in self._either(spec)))
        return frozenset(form for name in specs for form in forms(name))

    @cached_property
    def loose_vocabulary(self) -> frozenset[str]:
        """The same, as `loose` writes them."""
        return frozenset(map(loose, self.vocabulary))

    @cached_property
    def _recognised(self) -> tuple[frozenset[str], ...]:
        """For each header that must be there its spellings, as `normal` or, for a general list, `loose` writes them."""
        specs = [frozenset(form for either in self._either(s) for form in forms(either)) for s in self.recognised_by]
        return tuple(frozenset(map(loose, spec)) if self.loosely else spec for spec in specs)

    @cached_property
    def spelled_forms(self) -> Mapping[str, frozenset[str]]:
        """For each field the spellings of its headers, as `normal` or, for a general list, `loose` writes them."""
        found = {
            field: frozenset(form for name in names for form in forms(name)) for field, names in self.fields.items()
        }
        return {field: frozenset(map(loose, names)) if self.loosely else names for field, names in found.items()}

    def _either(self, spec: str) -> tuple[str, ...]:
        """The headers any of which `spec` asks for; `@invoice` stands for those of that field."""
        return tuple(
            name for each in spec.split("|") for name in (self.fields.get(each[1:], ()) if each[:1] == "@" else (each,))
        )

    @property
    def spelled(self) -> Spelled:
        """The headers of its fields."""
        return Spelled(self.fields, self.loosely, self.by_words if self.loosely else {})

    @cached_property
    def by_words(self) -> Mapping[frozenset[str], str]:
        """The one field that each set of words in its headers names; sets that name several are left out."""
        named: dict[frozenset[str], set[str]] = {}
        for field_, names in self.fields.items():
            for words in filter(None, map(words_of, names)):
                named.setdefault(words, set()).add(field_)
        return {words: next(iter(fields)) for words, fields in named.items() if len(fields) == 1}

    def knows(self, name: str) -> bool:
        """True when a header called `name` belongs to the export."""
        return normal(name) in self.vocabulary or (self.loosely and loose(name) in self.loose_vocabulary)

    def passes_over(self, name: str) -> bool:
        """True when a header called `name` is one that nothing is read from: for a general list not one that may say
        what is paid or open, of which the file may have several."""
        return self.knows(name) and not (self.fallback and loose(name) in self._telling)

    @cached_property
    def _telling(self) -> frozenset[str]:
        """The headers of the fields that say what is paid or open, as `loose` writes them."""
        return frozenset(map(loose, (form for field in _TELLING for form in self.spelled_forms.get(field, ()))))

    def tells(self, name: str) -> bool:
        """True when a header called `name` is one of those that the export is recognised by."""
        return loose(name) in self._loosely_recognised

    @cached_property
    def _loosely_recognised(self) -> frozenset[str]:
        """Every header that the export is recognised by, as `loose` writes it."""
        return all_loose(frozenset().union(*self._recognised))

    def fits(self, keys: frozenset[str]) -> bool:
        """True when headers that are `keys`, as `normal` writes them, are those of this export."""
        there = all_loose(keys) if self.loosely else keys
        for spec in self._recognised:  # no generator: every row that may be a header is held against every preset
            if spec.isdisjoint(there):
                return False
        return bool(self.recognised_by)


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
        Kind.INVOICES, "pastdue's own columns", INVOICE_FIELDS, "invoice", "customer", "issued|due", "total|balance"
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
    Kind.FOLLOW_UPS: _own(
        Kind.FOLLOW_UPS, "pastdue's own columns of follow-ups", FOLLOW_UP_FIELDS,
        "customer_id|customer", "kind", "last_message",
    ),
}  # fmt: skip
"""pastdue's own columns; they come before any preset."""
