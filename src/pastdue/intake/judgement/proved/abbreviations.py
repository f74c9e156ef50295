"""Headers that are short for known ones, as `fecven` for `Fecha vencimiento`: the beginnings of its words together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from pastdue.intake.export.headers import loose
from pastdue.intake.export.presets import Preset
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.invoices.days import days_between
from pastdue.intake.judgement.candidates import are_names
from pastdue.intake.judgement.contents import Contents, Holds
from pastdue.intake.values.texts import clean
from pastdue.intake.values.word_rows import ascii_form
from pastdue.model.messages import Message

_GENERAL = "common"
_FIELDS = ("customer_id", "customer", "issued", "due", "invoice")
"""The fields whose contents prove a header that may be short for them; no amounts."""
_DAYS = ("issued", "due")
_BETWEEN = frozenset(("de", "del", "da", "do", "di", "du", "des", "of", "la", "d"))
"""Words that an abbreviation leaves out."""
_SHORTEST = 3
"""The least letters of a word that is cut."""


@dataclass(frozen=True, slots=True)
class _Short:
    """A header that may be short for one of the names of a field: each with its words and the letters left of them."""

    contents: Contents
    field: str
    names: tuple[tuple[tuple[str, str], ...], ...]

    def shares_a_word(self, other: _Short) -> bool:
        """True when a word is cut in the same way in the other header."""
        return not {cut for name in self.names for cut in name}.isdisjoint(cut for name in other.names for cut in name)


def read_abbreviated(sheet: Sheet, free: Sequence[Contents]) -> None:
    """Let the columns of `free` whose headers are short for names of fields stand for these in a general list, with a
    remark on each; no other file is judged closely enough."""
    found = abbreviated(sheet, free) if sheet.preset.fallback else {}
    if found:
        places = {field: each.place for field, each in found.items()}
        sheet.rename(replace(sheet.header, places={**sheet.header.places, **places}))
    for field, each in found.items():
        sheet.tell(Message.of("column_short", column=repr(each.name), field=field))


def abbreviated(sheet: Sheet, free: Sequence[Contents]) -> dict[str, Contents]:
    """The columns of `free` by the fields whose names their headers are short for, where another header has a word cut
    in the same way, no other column may be the field as well, and what they hold fits."""
    general = next((each for each in sheet.dialect.presets() if each.name == _GENERAL), None)
    if general is None:
        return {}
    missing = [field for field in _FIELDS if not sheet.has(field) and field not in sheet.dialect.map]
    found = [short for each in free if (short := _short(general, each, missing))]
    told = [one for one in found if any(one is not other and one.shares_a_word(other) for other in found)]
    fields = [short.field for short in told]
    fitting = {short.field: short.contents for short in told if fields.count(short.field) == 1 and _fits(short)}
    columns = {field: _column(sheet, each) for field, each in fitting.items()}
    if set(_DAYS) <= set(columns) and _before(sheet, columns["issued"], columns["due"]):
        fitting = {field: each for field, each in fitting.items() if field not in _DAYS}
    if "customer_id" in fitting and not _one_name_each(columns):
        del fitting["customer_id"]
    return fitting


def _short(general: Preset, contents: Contents, missing: Sequence[str]) -> _Short | None:
    """The one field, of all of a general list, whose names the header may be short for; None for none or several, and
    for one that is not `missing`."""
    key = loose(contents.name)
    names = {field: tuple(_cuts(key, general.fields[field])) for field in general.fields}
    fields = [field for field, found in names.items() if found]
    return _Short(contents, fields[0], names[fields[0]]) if len(fields) == 1 and fields[0] in missing else None


def _cuts(key: str, names: Sequence[str]) -> Iterator[tuple[tuple[str, str], ...]]:
    """The ways in which `key` consists of the beginnings of all words of one of the `names`, some of them cut.

    >>> list(_cuts("fecven", ["Fecha de vencimiento", "Vence el"]))
    [(('fecha', 'fec'), ('vencimiento', 'ven'))]
    >>> list(_cuts("fechav", ["Fecha de vencimiento"])), list(_cuts("custid", ["Customer ID"]))
    ([], [(('customer', 'cust'), ('id', 'id'))])
    """
    for words in _words(tuple(names)):
        if words[0][:1] == key[:1]:
            yield from (cut for cut in _cut(key, words) if any(word != part for word, part in cut))


@lru_cache(maxsize=256)
def _words(names: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The words of every name of several, without those that an abbreviation leaves out."""
    parts = (ascii_form(name).replace("'", " ").split() for name in dict.fromkeys(names))
    words = (tuple(word for word in each if word not in _BETWEEN) for each in parts)
    return tuple(each for each in words if len(each) > 1)


def _cut(key: str, words: Sequence[str]) -> Iterator[tuple[tuple[str, str], ...]]:
    """The ways in which `key` consists of the beginnings of all `words` in order."""
    if not words:
        yield from [] if key else [()]
        return
    word = words[0]
    for length in range(min(_SHORTEST, len(word)), min(len(word), len(key)) + 1):
        if key[:length] == word[:length]:
            yield from (((word, word[:length]), *rest) for rest in _cut(key[length:], words[1:]))


def _fits(short: _Short) -> bool:
    """True when every row has what the field holds."""
    contents, field = short.contents, short.field
    if contents.filled < contents.rows or not contents.rows:
        return False
    if field in _DAYS:
        return contents.holds is Holds.DATES
    if contents.holds in (Holds.DATES, Holds.FLAGS):
        return False
    if field == "customer":
        return are_names(contents)
    return field == "customer_id" or contents.unique


def _column(sheet: Sheet, contents: Contents) -> Coded:
    return sheet.records.column(sheet.rows, contents.place).coded().cleaned(clean).without(sheet.nothing)


def _before(sheet: Sheet, issued: Coded, due: Coded) -> bool:
    """True when some day to pay by is before that of issue, or the days cannot be read."""
    steps = days_between(sheet, issued, due)
    return steps is None or bool((steps < 0).any())


def _one_name_each(columns: Mapping[str, Coded]) -> bool:
    """True when every customer's number has one name, and not all have the same."""
    if "customer" not in columns:
        return False
    pairs = np.stack([columns["customer_id"].codes, columns["customer"].codes])
    return int(np.unique(pairs, axis=1).shape[1]) == len(np.unique(pairs[0]))
