"""Amounts in a column for each currency, as `EUR` beside `USD`, a row counts in the one it fills; a column of codes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

import numpy as np

from pastdue.intake.export.headers import Header, currency_in, loose
from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.judgement.contents import Contents, Holds, contents_of, places_aside
from pastdue.intake.judgement.money.plain_amounts import plain_amounts
from pastdue.intake.states.topics import beginnings
from pastdue.intake.values.amounts import currencies_of, home_currency
from pastdue.intake.values.word_rows import rows
from pastdue.intake.values.words import parse_currency
from pastdue.model.messages import Message, Names
from pastdue.model.money import CURRENCIES

_FIELDS = ("total", "balance", "paid")


def read_by_currency(sheet: Sheet) -> bool:
    """True when amounts stand in columns of one currency each and no row fills two of them: the columns of a field are
    read together, and each row is in the currency of those it fills, with a remark.

    The columns of a total may have nothing but the currency as their header; others have the same header but for it.
    """
    if sheet.has("currency") or not sheet.preset.fallback:
        return False
    groups = dict(_groups(sheet))
    billed = next((groups[field] for field in _FIELDS if field in groups), {})
    if len(billed) < 2 or any(set(columns) - set(billed) for columns in groups.values()):
        return False
    said = {code: _said(sheet, [columns[code] for columns in groups.values() if code in columns]) for code in billed}
    numbered = sheet.text("invoice").filled
    counts = np.sum([flags & numbered for flags in said.values()], axis=0)
    if (counts > 1).any() or not all((flags & numbered).any() for flags in said.values()):
        return False
    texts = [*said, ""]
    codes = np.select(list(said.values()), range(len(said)), len(said)).astype(np.int64)
    sheet.put("currency", Coded(codes, texts))
    sheet.rename(_together(sheet.header, groups))
    names = Names(tuple(repr(sheet.header.names[place].strip()) for place in billed.values()))
    sheet.tell(Message.of("column_for_each_currency", columns=names))
    return True


def _groups(sheet: Sheet) -> Iterator[tuple[str, Mapping[str, int]]]:
    """The fields of amounts that stand in several columns, and of each the column of every currency."""
    header = sheet.header
    used = set(header.places.values()) | places_aside(sheet)
    free = [at for at, name in enumerate(header.names) if at not in used and _names_one(name.strip())]
    free = [at for at in free if contents_of(sheet, at).holds is Holds.AMOUNTS]
    if not {"total", "balance"} & {*header.places, *sheet.dialect.map}:
        yield "total", _coded((at, header.names[at].strip()) for at in free)
    for field in _FIELDS:
        if field in header.places and field not in sheet.dialect.map:
            own = header.names[header.places[field]]
            alike = [at for at in free if loose(header.names[at]) == loose(own) and currency_in(header.names[at])]
            if alike and currency_in(own):
                places = sorted([header.places[field], *alike])
                yield field, _coded((at, currency_in(header.names[at])) for at in places)


def _names_one(header: str) -> bool:
    return bool(currencies_of(header) or currency_in(header))


def _coded(columns: Iterable[tuple[int, str]]) -> Mapping[str, int]:
    """The columns by the one currency that each names; none where two name the same."""
    found = [(codes[0], at) for at, name in columns if len(codes := currencies_of(name)) == 1]
    return dict(found) if len({code for code, _ in found}) == len(found) else {}


def _said(sheet: Sheet, places: list[int]) -> Flags:
    """The rows in which any of the columns says more than nothing, or something that is no amount."""
    amounts = [plain_amounts(sheet, place) for place in places]
    return np.asarray(np.any([(each.minor != 0) | each.wrong for each in amounts], axis=0), np.bool_)


def _together(header: Header, groups: Mapping[str, Mapping[str, int]]) -> Header:
    """`header` with the columns of each field added up."""
    places, added = dict(header.places), dict(header.added)
    for field, columns in groups.items():
        places[field], *further = columns.values()
        added[field] = tuple(further)
    return replace(header, places=places, added=added)


def read_codes(sheet: Sheet, places: dict[str, int], unused: Iterable[Contents]) -> None:
    """Add to `places` the one column of `unused` with nothing but codes of currencies as the currency of the amounts,
    where its header says that it is a currency and not that of the books or of a customer; none that a program's preset
    passes over."""
    if "currency" in places or "currency" in sheet.dialect.map or sheet.preset.own:
        return
    home = home_currency(sheet.dialect.country)
    codes = [each for each in unused if _are_codes(each.counts, home)]
    codes = [each for each in codes if sheet.preset.fallback or not sheet.preset.knows(each.name)]
    if len(codes) == 1 and _is_currency(codes[0]) and not codes[0].begins("other_currency"):
        places["currency"] = codes[0].place
        example = repr(codes[0].samples[0])
        sheet.tell(Message.of("codes_of_currency", column=repr(codes[0].name), example=example))


def _are_codes(texts: Collection[str], home: str) -> bool:
    """True when each text is a currency, be it in an everyday word, and one of them a code."""
    known = all(isinstance(parse_currency(text, home), str) for text in texts)
    return known and not CURRENCIES.keys().isdisjoint(texts)


def _is_currency(found: Contents) -> bool:
    """True when the header begins with a word for a currency, or for the code of one, as `coddivisa`."""
    bare = [found.key.removeprefix(word) for word in rows("headers")["code"]]
    return found.begins("currency") or any(word.startswith(beginnings("currency")) for word in bare)
