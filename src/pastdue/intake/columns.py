"""Which column of the file holds which of our fields?"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pastdue.errors import BadInput, Problem, Source

ADDRESS_LINES = tuple(f"address{n}" for n in range(1, 6))
INVOICE_FIELDS = (
    "invoice", "customer_id", "customer", "issued", "currency", "due", "terms", "total", "paid", "paid_on", "balance",
    *ADDRESS_LINES, "postcode", "city", "region", "country", "email", "phone", "language", "customer_type", "project",
    "policy", "hold", "hold_until", "disputed", "dispute_reason", "promised_on", "promised_amount", "invoice_pdf",
)  # fmt: skip
PAYMENT_FIELDS = ("invoice", "customer_id", "on", "amount")


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a file of one kind can hold. Of each tuple in `required` one field must have a column; a mapping of a
    `shared` field may have been meant for the other file."""

    fields: tuple[str, ...]
    required: tuple[tuple[str, ...], ...]
    shared: frozenset[str] = frozenset()


INVOICES = FileKind(INVOICE_FIELDS, (("invoice",), ("customer_id",), ("customer",), ("issued",), ("total", "balance")))
PAYMENTS = FileKind(PAYMENT_FIELDS, (("invoice",), ("on",), ("amount",)), frozenset(("invoice", "customer_id")))

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
    """`name` as headers are compared: without BOM, trimmed, casefolded, runs of space made one.

    >>> normal(" Due\\u00a0 DATE ")
    'due date'
    """
    return " ".join(name.replace("\ufeff", "").split()).casefold()


class HeaderMatch:
    """The matching of one header row against the fields of one kind of file; problems are kept, not raised."""

    def __init__(self, source: Source, names: tuple[str, ...], kind: FileKind, mapping: Mapping[str, str]) -> None:
        self.source, self.names = source, names
        self._fields = kind.fields
        self._places: dict[str, int] = {}
        self._problems: list[Problem] = []
        self._keys = [normal(name) for name in self.names]
        self._map({
            field: name for field, name in mapping.items()
            if field in kind.fields and (field not in kind.shared or normal(name) in self._keys)
        })  # fmt: skip

    def header(self, required: Sequence[tuple[str, ...]]) -> Header:
        """The header; of each tuple in `required` one field must have a column, else BadInput with all problems."""
        for choice in required:
            if not any(field in self._places for field in choice):
                self._missing(choice)
        if self._problems:
            raise BadInput(self._problems)
        return Header(self.source.file, self.source.line, self.names, self._places)

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
        for field in self._fields:
            if field in self._places or field in mapping or field not in self._keys:
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
            self._problem(field, f"no column is named {name!r}", self._found(name))
        return found[0] if len(found) == 1 else None

    def _missing(self, choice: tuple[str, ...]) -> None:
        if any(problem.column in choice for problem in self._problems):
            return
        pairs = [(field, close) for field in choice for close in self._nearest(field)]
        field, header = pairs[0] if pairs else (choice[0], "HEADER")
        hint = f"; did you mean {header!r}?" if pairs else ""
        example = f'--map {field}="{header}"' if " " in header else f"--map {field}={header}"
        what = f"no column for {' or '.join(choice)}{hint}"
        self._problem("", what, f"{self._found('')}; say which one it is with {example}")

    def _nearest(self, field: str) -> list[str]:
        free = [key for place, key in enumerate(self._keys) if key and place not in self._places.values()]
        close = difflib.get_close_matches(field.replace("_", " "), free, 1, 0.7)
        holding = [key for key in free if field.split("_")[0] in key]
        return [self.names[self._keys.index(key)].strip() for key in (close or holding)[:1]]

    def _found(self, _name: str) -> str:
        return "columns found: " + ", ".join(n.strip() or f"(column {k})" for k, n in enumerate(self.names, 1))

    def _problem(self, column: str, what: str, remedy: str) -> None:
        self._problems.append(Problem(self.source, column, "", what, remedy))
