"""The matching of a header row against the fields of one kind of file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from pastdue.intake.export.fields import BESIDE, MARK_FIELDS, VENDOR_FIELDS, FileKind
from pastdue.intake.export.headers import (
    Asked,
    Header,
    Spelled,
    all_forms,
    forms,
    loose,
    loose_forms,
    normal,
    numbered,
    places_of,
    words_of,
)
from pastdue.intake.judgement.questions import Question, Reading, Unsettled
from pastdue.intake.values.word_rows import rows
from pastdue.model.errors.problems import BadInput, Problem, Source, shown
from pastdue.model.wording import listed

_INSTEAD = {"currency": "--currency EUR", "due": "--terms 'net 30'"}
"""The option that gives a field once for the whole file, where no column holds it."""

_IN_SEVERAL = frozenset(("total", "paid", "balance", "amount", *VENDOR_FIELDS[:3], *MARK_FIELDS))
"""Fields that may stand in several columns: amounts are added up, of states and marks each one counts."""

_JOINED = frozenset(("invoice",))
"""Fields whose text may be made of several columns, each of which may hold another field as well."""

_EXPLAINED = re.compile(r"(.+?)\s*[(\[](.+)[)\]]")
"""A header with an explanation in brackets."""

_ONE_COLUMN_MAY_BE_BOTH = frozenset({"customer_id", "customer"})


class HeaderMatch:
    """The matching of one header row against the fields of one kind of file; problems are kept, not raised.
    `asked` says what the user says of columns and comes first, then the headers a preset knows (`spelled`), which a
    general list compares by `loose`, then our own names.
    """

    def __init__(
        self, source: Source, names: tuple[str, ...], kind: FileKind, asked: Asked, spelled: Spelled | None = None,
    ) -> None:  # fmt: skip
        self.source, self.names = source, names
        mapping, self._loosely = asked.mapping, spelled is not None and spelled.loosely
        self._vendor = spelled is not None
        self._own = [field for field in kind.fields if spelled is None or field in BESIDE]
        self._places: dict[str, int] = {}
        self._added: dict[str, tuple[int, ...]] = {}
        self._joined: dict[str, tuple[int, ...]] = {}
        self._problems: list[Problem] = []
        self._questions: list[Question] = []
        aside = places_of(asked.ignore, names)
        self._keys = ["" if place in aside else normal(name) for place, name in enumerate(names)]
        fields = kind.fields if kind.lists != "invoices" else (*kind.fields, *VENDOR_FIELDS, *MARK_FIELDS)
        self._prefix = kind.beside
        said = {
            field: name for field, name in mapping.items()
            if field in fields
            and (
                name[:1] in ("", "#") or field not in kind.shared or normal(name) in self._keys
                or kind.prefix + field in mapping
            )
        }  # fmt: skip
        self._own += VENDOR_FIELDS if spelled is None and kind.lists == "invoices" else ()
        self._map({field: name for field, name in said.items() if name})
        self._spell(spelled.fields if spelled else {}, said)
        if spelled and spelled.loosely:
            self._spell_by_words(spelled, said)
        self._name(said)
        if not self._vendor or self._loosely:
            self._call(said, kind)

    def header(self) -> Header:
        """The header; refuses, with all problems, columns of one name and mappings that cannot be followed."""
        if self._problems:
            raise BadInput(self._problems)
        if self._questions:
            raise Unsettled(self._questions)
        return Header(self.source.file, self.source.line, self.names, self._places, self._added, self._joined)

    def missing(self, required: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
        """The tuples of `required` of which no field has a column."""
        found = {*self._places, *self._joined}
        return [choice for choice in required if found.isdisjoint(choice)]

    def place(self, field: str) -> int | None:
        """The column of the field, None where no header alone is its."""
        return self._places.get(field)

    def without(self, missing: list[tuple[str, ...]]) -> BadInput:
        """The refusal of a file without columns for `missing`."""
        self._missing(missing)
        return BadInput(self._problems)

    def sketch(self, required: Sequence[tuple[str, ...]]) -> tuple[Mapping[str, str], tuple[str, ...], tuple[str, ...]]:
        """The headers found, by field, the required fields without one, and the headers that nothing is read from."""
        found = {field: self.names[place].strip() for field, place in self._places.items()}
        missing = tuple(choice[0] for choice in required if not any(field in self._places for field in choice))
        free = (place for place, key in enumerate(self._keys) if key and place not in self._places.values())
        return found, missing, tuple(self.names[place].strip() for place in free)

    def _map(self, mapping: Mapping[str, str]) -> None:
        taken: dict[int, str] = {}
        for field, whole in mapping.items():
            name, *further = [whole] if normal(whole) in self._keys or " + " not in whole else whole.split(" + ")
            place = self._place(field, normal(name), name)
            if further and field in _JOINED:
                parts = [place, *(self._place(field, normal(each), each) for each in further)]
                self._joined[field] = tuple(each for each in parts if each is not None)
                continue
            if further and field not in _IN_SEVERAL:
                self._problem(field, f"is mapped to several columns: {whole!r}", "name one of them")
            elif further:
                added = [self._place(field, normal(each), each) for each in further]
                self._added[field] = tuple(each for each in added if each is not None)
            if place is None:
                continue
            if place in taken and {field, taken[place]} != _ONE_COLUMN_MAY_BE_BOTH:
                self._problem(name, f"is mapped to both {taken[place]} and {field}", "map a column to one field")
            taken[place] = field
            self._places[field] = place

    def _spell(self, spelled: Mapping[str, tuple[str, ...]], said: Mapping[str, str]) -> None:
        taken = set(self._places.values())
        there = {"#", *self._by_key, *(self._by_loose if self._loosely else ())}
        for field, spellings in spelled.items():
            if all_forms(spellings).isdisjoint(there):  # so it is with most fields of most lists
                continue
            likely = (spelling for spelling in spellings if not all_forms((spelling,)).isdisjoint(there))
            choices = ((spelling, place) for spelling in likely for place in self._spelt(spelling))
            spelling, found = next(((s, place) for s, place in choices if place not in taken), ("", -1))
            if field in said or found < 0:
                continue
            counted = spelling.startswith("#") or not self._keys[found]
            place = found if counted else self._place(field, self._keys[found], self.names[found])
            if place is not None:
                self._places[field] = place

    def _spell_by_words(self, spelled: Spelled, said: Mapping[str, str]) -> None:
        """Find the fields without a column by the words of the headers in any order; of two such columns neither."""
        taken, found = set(self._places.values()), dict[str, list[int]]()
        for place, key in enumerate(self._keys):
            field = spelled.named_by(self.names[place]) if key and place not in taken else ""
            if field and field not in said and field not in self._places:
                found.setdefault(field, []).append(place)
        self._places |= {field: places[0] for field, places in found.items() if len(places) == 1}
        if "customer" not in said and "customer" not in self._places:
            self._places |= self._explained_name(spelled.fields.get("customer", ()))

    def _explained_name(self, spellings: tuple[str, ...]) -> dict[str, int]:
        """The one free column under a header of customers' names that brackets explain, as `Cliente (nome fantasia)`;
        none where they say a number."""
        known, numbers = all_forms(spellings), {*rows("headers")["number"], *rows("headers")["code"]}
        taken, found = set(self._places.values()), []
        for place, key in enumerate(self._keys):
            match = _EXPLAINED.fullmatch(key) if place not in taken else None
            if match and {match[1], loose(match[1])} & known and not {*words_of(match[2])} & numbers:
                found.append(place)
        return {"customer": found[0]} if len(found) == 1 else {}

    def _spelt(self, spelling: str) -> list[int]:
        if spelling.startswith("#") and spelling[1:].isdecimal():
            place = int(spelling[1:]) - 1
            return [place] if place < len(self._keys) else []
        exact = [place for form in forms(spelling) for place in self._by_key.get(form, ())]
        if exact or not self._loosely:
            return sorted(exact)
        return sorted(place for key in loose_forms(spelling) for place in self._by_loose.get(key, ()))

    @cached_property
    def _by_key(self) -> dict[str, list[int]]:
        """The columns of each header; a file may have hundreds of them."""
        found: dict[str, list[int]] = {}
        for place, key in enumerate(self._keys):
            if key:
                found.setdefault(key, []).append(place)
        return found

    @cached_property
    def _by_loose(self) -> dict[str, list[int]]:
        """The same by the headers as general lists compare them."""
        found: dict[str, list[int]] = {}
        for place, key in enumerate(self._keys):
            if key:
                found.setdefault(loose(self.names[place]), []).append(place)
        return found

    def _name(self, said: Mapping[str, str]) -> None:
        taken = {place: field for field, place in self._places.items()}
        for field in self._own:
            if field in self._places or field in said or field not in self._keys:
                continue
            place = self._place(field, field, field)
            if place is None or (place in taken and {field, taken[place]} != _ONE_COLUMN_MAY_BE_BOTH):
                continue
            self._places[field] = place

    def _call(self, said: Mapping[str, str], kind: FileKind) -> None:
        """Find the address columns that have an ordinary name; of two columns with one name neither is taken."""
        for field, names in rows("addresses").items():
            if field in self._places or field in said or field not in kind.fields:
                continue
            taken = set(self._places.values())
            there = (self._keys.index(name) for name in names if self._keys.count(name) == 1)
            place = next((place for place in there if place not in taken), None)
            if place is not None:
                self._places[field] = place

    def _place(self, field: str, key: str, name: str) -> int | None:
        found = [place for place, own in enumerate(self._keys) if own == key]
        if not found:
            found = [place for place in range(len(self._keys)) if numbered(place) == key]
        if len(found) > 1:
            self._same_name(field, name, found)
        elif not found:
            self._problem(field, f"no column is named {name!r}", self._found())
        return found[0] if len(found) == 1 else None

    def _same_name(self, field: str, name: str, places: list[int]) -> None:
        numbers = " and ".join(str(place + 1) for place in places)
        readings = [Reading(f"column {place + 1}", {self._prefix + field: numbered(place)}) for place in places]
        what = f"columns {numbers} have the same name: which is it?"
        self._questions.append(Question(self.source, name, what, (), tuple(readings)))

    def _missing(self, choices: list[tuple[str, ...]]) -> None:
        """Note that no column holds any of `choices`. No header is put forward for its spelling alone: what a column is
        can be tried only with its contents, and that has been done by now."""
        said = ", ".join(" or ".join(choice) for choice in choices)
        fields, no_days = [choice[0] for choice in choices], {("issued",), ("due", "terms")} <= {*choices}
        columns = [field for field in fields if field not in _INSTEAD or (field == "due" and no_days)]
        typed, ways = [_INSTEAD[field] for field in fields if field not in columns], [self._found()]
        if columns:
            each = listed([f"--map {self._prefix}{field}=" for field in columns])
            ways.append(
                f"if a column is one of these, say so by {each}, its header in quotes behind the sign; else add it"
            )
        if typed:
            ways.append(f"if no column is, pass {' '.join(typed)}, or your own")
        if no_days:
            ways.append(
                "nothing is overdue without days, and terms count from that of issue: one of the two must be there"
            )
        self._problem("", f"no {'column' if len(choices) == 1 else 'columns'} for {said}", "\n  ".join(ways))

    def _found(self) -> str:
        return "columns found: " + ", ".join(
            shown(name.strip(), 40) or f"(column {number})" for number, name in enumerate(self.names, 1)
        )

    def _problem(self, column: str, what: str, remedy: str) -> None:
        self._problems.append(Problem(self.source, column, "", what, remedy))
