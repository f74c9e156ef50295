"""Which column of the file holds which of our fields?"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pastdue.model.errors import BadInput, Problem, Source, shown

ADDRESS_LINES = tuple(f"address{n}" for n in range(1, 6))
INVOICE_FIELDS = (
    "invoice", "customer_id", "customer", "issued", "currency", "due", "terms", "total", "paid", "paid_on", "balance",
    "settled_on", *ADDRESS_LINES, "postcode", "city", "region", "country", "email", "phone", "language",
    "customer_type", "tax_id", "project", "policy", "hold", "hold_until", "disputed", "dispute_until", "dispute_reason",
    "promised_on", "promised_amount", "invoice_pdf", "contract_date", "split_payment",
)  # fmt: skip
VENDOR_FIELDS = ("status", "type")
"""What only a preset can read: it says what their words mean."""

PAYMENT_FIELDS = ("invoice", "customer_id", "customer", "on", "amount", "currency", "reference")
CONTACT_FIELDS = (
    "customer_id", "customer", "attention", "first_name", "last_name", *ADDRESS_LINES, "postcode", "city", "region",
    "country", "email", "phone", "language", "customer_type", "tax_id",
)  # fmt: skip
HOLD_FIELDS = ("invoice", "customer_id", "customer", "kind", "until", "reason", "amount")


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a file that `lists` invoices or the like can hold. Of each tuple in `required` one field must have a
    column; a mapping of a `shared` field may have been meant for another file."""

    lists: str
    fields: tuple[str, ...]
    required: tuple[tuple[str, ...], ...]
    shared: frozenset[str] = frozenset()


BESIDE = frozenset(INVOICE_FIELDS[INVOICE_FIELDS.index("address1") :])
"""Fields a user may add to a vendor's export under our names; its amounts and dates are for the preset alone."""

INVOICES = FileKind(
    "invoices",
    INVOICE_FIELDS,
    (("invoice",), ("customer_id",), ("customer",), ("issued",), ("currency",), ("due", "terms"), ("total", "balance")),
)
PAYMENTS = FileKind(
    "payments",
    PAYMENT_FIELDS,
    (("invoice", "customer_id", "customer"), ("on",), ("amount",)),
    frozenset(("invoice", "customer_id", "customer", "amount", "currency")),
)
CONTACTS = FileKind(
    "contacts",
    CONTACT_FIELDS,
    (("customer_id", "customer", "last_name"),),
    frozenset(INVOICE_FIELDS) & frozenset(CONTACT_FIELDS),
)
HOLDS = FileKind(
    "holds",
    HOLD_FIELDS,
    (("invoice", "customer_id", "customer"),),
    frozenset(("invoice", "customer_id", "customer", "amount")),
)

_HINTS = {
    "invoice": ("invoicenumber", "invoiceno", "number"), "issued": ("invoicedate", "issue", "date"),
    "customer": ("client", "name"), "customer_id": ("clientid", "accountid", "customer", "client", "name"),
    "total": ("amount",), "balance": ("open",), "due": ("duedate",), "on": ("date",), "amount": ("total",),
}  # fmt: skip
"""Words that exports use for a field, without spaces; only ever a suggestion."""

_INSTEAD = {"currency": "--currency EUR", "due": "--terms 'net 30'"}
"""What may be said once for the whole file, where no column looks like the field."""

_ONE_COLUMN_MAY_BE_BOTH = frozenset({"customer_id", "customer"})


@dataclass(frozen=True, slots=True)
class Header:
    """The header row: its names as written, the line it is on, and where each of our fields stands."""

    file: str
    line: int
    names: tuple[str, ...]
    places: Mapping[str, int]

    def name(self, field: str) -> str:
        """What the file calls `field`, for messages; our own name when the file has no such column."""
        return self.names[self.places[field]].strip() if field in self.places else field

    @property
    def unused(self) -> tuple[str, ...]:
        """The columns that hold none of our fields, by name, or by number where they have none."""
        used = set(self.places.values())
        return tuple(n.strip() or f"column {k}" for k, n in enumerate(self.names, 1) if k - 1 not in used)


def normal(name: str) -> str:
    """`name` as headers are compared: without BOM, trimmed, casefolded, runs of space made one; the asterisk that
    marks a required column in some templates is no part of it.

    >>> normal(" Due\\u00a0 DATE ")
    'due date'
    """
    return " ".join(name.replace("\ufeff", "").split()).lstrip("*").casefold()


class HeaderMatch:
    """The matching of one header row against the fields of one kind of file; problems are kept, not raised.

    `mapping` is the user's and comes first, then the headers a preset knows (`spelled`), then our own names.
    """

    def __init__(
        self, source: Source, names: tuple[str, ...], kind: FileKind, mapping: Mapping[str, str],
        spelled: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:  # fmt: skip
        self.source, self.names = source, names
        self._vendor = spelled is not None
        self._own = [field for field in kind.fields if spelled is None or field in BESIDE]
        self._places: dict[str, int] = {}
        self._problems: list[Problem] = []
        self._keys = [normal(name) for name in self.names]
        fields = kind.fields if spelled is None or kind.lists != "invoices" else (*kind.fields, *VENDOR_FIELDS)
        said = {
            field: name for field, name in mapping.items()
            if field in fields and (field not in kind.shared or normal(name) in self._keys)
        }  # fmt: skip
        for field in VENDOR_FIELDS if spelled is None and kind.lists == "invoices" else ():
            if field in mapping:
                self._problem(
                    mapping[field],
                    f"is mapped to {field}, whose words only a preset knows",
                    "name one: --preset common",
                )
        self._map(said)
        self._spell(spelled or {}, said)
        self._name(said)

    def header(self, required: Sequence[tuple[str, ...]]) -> Header:
        """The header; of each tuple in `required` one field must have a column, else BadInput with all problems."""
        missing = [choice for choice in required if not any(field in self._places for field in choice)]
        if missing and not self._problems:
            self._missing(missing)
        if self._problems:
            raise BadInput(self._problems)
        return Header(self.source.file, self.source.line, self.names, self._places)

    def sketch(self, required: Sequence[tuple[str, ...]]) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """The headers found, by field, and for required fields without one the header most like them, or ""."""
        found = {field: self.names[place].strip() for field, place in self._places.items()}
        missing = [choice for choice in required if not any(field in self._places for field in choice)]
        return found, {choice[0]: self._nearest(choice[0]) or "" for choice in missing}

    def _map(self, mapping: Mapping[str, str]) -> None:
        taken: dict[int, str] = {}
        for field, name in mapping.items():
            place = self._place(field, normal(name), name)
            if place is None:
                continue
            if place in taken and {field, taken[place]} != _ONE_COLUMN_MAY_BE_BOTH:
                self._problem(name, f"is mapped to both {taken[place]} and {field}", "map a column to one field")
            taken[place] = field
            self._places[field] = place

    def _spell(self, spelled: Mapping[str, tuple[str, ...]], said: Mapping[str, str]) -> None:
        taken = set(self._places.values())
        for field, spellings in spelled.items():
            choices = ((spelling, place) for spelling in spellings for place in self._spelt(spelling))
            spelling, found = next(((s, place) for s, place in choices if place not in taken), ("", -1))
            if field in said or found < 0:
                continue
            counted = spelling.startswith("#") or not self._keys[found]
            place = found if counted else self._place(field, self._keys[found], self.names[found])
            if place is not None:
                self._places[field] = place

    def _spelt(self, spelling: str) -> list[int]:
        if spelling.startswith("#") and spelling[1:].isdecimal():
            place = int(spelling[1:]) - 1
            return [place] if place < len(self._keys) else []
        return [place for place, key in enumerate(self._keys) if key == normal(spelling)]

    def _name(self, said: Mapping[str, str]) -> None:
        taken = {place: field for field, place in self._places.items()}
        for field in self._own:
            if field in self._places or field in said or field not in self._keys:
                continue
            place = self._place(field, field, field)
            if place is None or (place in taken and {field, taken[place]} != _ONE_COLUMN_MAY_BE_BOTH):
                continue
            self._places[field] = place

    def _place(self, field: str, key: str, name: str) -> int | None:
        found = [place for place, own in enumerate(self._keys) if own == key]
        if len(found) > 1:
            numbers = " and ".join(str(place + 1) for place in found)
            self._problem(name, f"columns {numbers} have the same name", "rename or delete all but one")
        elif not found:
            self._problem(field, f"no column is named {name!r}", self._found())
        return found[0] if len(found) == 1 else None

    def _missing(self, choices: list[tuple[str, ...]]) -> None:
        said, maps = [], []
        for choice in choices:
            nearest = {field: header for field in choice if (header := self._nearest(field))}
            field = next(iter(nearest), choice[0])
            hint = f" (nearest: {nearest[field]!r})" if nearest else ""
            said.append(" or ".join(choice) + hint)
            if not nearest and field in _INSTEAD:
                maps.append(_INSTEAD[field])
                continue
            header = nearest.get(field, "HEADER")
            maps.append(f'--map {field}="{header}"' if re.search(r"[^\w.-]", header) else f"--map {field}={header}")
        remedy = f"{self._found()}\n  pass {' '.join(maps)}"
        word = "column" if len(choices) == 1 else "columns"
        self._problem("", f"no {word} for {', '.join(said)}", remedy)

    def _nearest(self, field: str) -> str | None:
        """The free header most like `field`: its own words, then those exports use for it, then its spelling."""
        free = {
            re.sub(r"[\W_]", "", key): self.names[place].strip()
            for place, key in reversed(list(enumerate(self._keys))) if key and place not in self._places.values()
        }  # fmt: skip
        if field == "currency":  # a preset that leaves Currency unread means to; "Total in Currency" holds amounts
            free = {
                key: name for key, name in free.items() if re.search("^currency.|.currency$", key) or not self._vendor
            }
        own = field.replace("_", "")
        for word in (own, *_HINTS.get(field, ())):
            if holding := [key for key in free if key == word] or [key for key in free if word in key]:
                return free[holding[-1]]
        # "Current" is a bucket of an aging report, and no currency
        close = difflib.get_close_matches(own, list(free), 1, 0.85 if field in _INSTEAD else 0.7)
        return free[close[0]] if close else None

    def _found(self) -> str:
        return "columns found: " + ", ".join(
            shown(name.strip(), 40) or f"(column {number})" for number, name in enumerate(self.names, 1)
        )

    def _problem(self, column: str, what: str, remedy: str) -> None:
        self._problems.append(Problem(self.source, column, "", what, remedy))
