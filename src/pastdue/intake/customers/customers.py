"""The customers who owe the invoices: ids, names, addresses, and a remark where one is described in two ways."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np

from pastdue.book.columns import numbered
from pastdue.intake.export.fields import ADDRESS_LINES
from pastdue.intake.export.presets import CANONICAL
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.file.structure import Ints
from pastdue.intake.values.addresses import Locality, address_lines, prints_region
from pastdue.intake.values.countries import parse_country
from pastdue.intake.values.flaws import Flaw
from pastdue.intake.values.word_rows import word_key
from pastdue.intake.values.words import parse_delivery, parse_kind, parse_language
from pastdue.model import CustomerKind
from pastdue.model.messages import Message, Text
from pastdue.model.wording import listed

_LOCALITY = ("postcode", "city", "region", "country")
_SHOWN = 10


def read_customers(sheet: Sheet) -> dict[str, Coded]:
    """The frame's columns about customers. An empty customer_id is filled with the customer's name."""
    columns = {"customer_id": customer_ids(sheet), "customer": sheet.checked("customer", required=True)}
    for field in (*ADDRESS_LINES, "postcode", "city", "region", "email", "phone", "tax_id"):
        if sheet.has(field):
            columns[field] = sheet.checked(field)
    parsers = (
        ("country", parse_country),
        ("language", parse_language),
        ("delivery", parse_delivery),
        ("customer_type", partial(_kind, sheet)),
    )
    for field, parse in parsers:
        if sheet.has(field):
            column, words = sheet.parsed(field, parse, "")
            columns[field] = Coded(column.codes, words).merged()
    if sheet.has("attention"):
        columns["attention"] = others_than(columns["customer"], sheet.checked("attention"))
    if any(field in columns for field in (*ADDRESS_LINES, "postcode", "city", "region")):
        columns["address"] = addresses(columns, len(sheet), sheet.dialect.country)
        tell_regions(sheet, columns, sheet.dialect.country)
    return columns


def _kind(sheet: Sheet, text: str) -> str | Flaw:
    """The kind of customer `text` names, by the user's words first; an unknown word is kept for a remark, and the
    kind is not known then. In our own columns it is a flaw."""
    said = {word_key(word): meaning for word, meaning in sheet.dialect.words.items()}.get(word_key(text))
    kind = said if said in list(CustomerKind) else parse_kind(text)
    if isinstance(kind, Flaw) and sheet.preset.name != CANONICAL:
        sheet.unknown_kinds.add(text)
        return ""
    return str(kind) if not isinstance(kind, Flaw) else kind


def customer_ids(sheet: Sheet) -> Coded:
    """The number of each row's customer, the name where it has none."""
    ids, names = sheet.checked("customer_id"), sheet.text("customer")
    nameless = ~ids.filled
    if not nameless.any():
        return ids
    codes = np.where(nameless, names.codes + len(ids.texts), ids.codes)
    return Coded(codes, [*ids.texts, *names.texts]).merged()


def others_than(customers: Coded, persons: Coded) -> Coded:
    """The person to open the letter of each row, "" where that is the customer of the row."""
    pairs, first = together([persons, customers])
    alike = [word_key(persons.at(row)) == word_key(customers.at(row)) for row in first.tolist()]
    return persons.emptied(np.array(alike, np.bool_)[pairs])


def addresses(columns: dict[str, Coded], rows: int, home: str = "") -> Coded:
    """The lines for the envelope, joined by line breaks, whoever is to open the letter first; each distinct address is
    put together once, and a person alone is none. An address without a country is in the country `home`."""
    absent = Coded(np.zeros(rows, np.int64), [""])
    parts = [columns.get(field, absent) for field in ("attention", *ADDRESS_LINES, *_LOCALITY)]
    codes, first = together(parts)
    texts = []
    for row in first.tolist():
        attention, *found = [part.at(row) for part in parts]
        postcode, city, region, country = found[len(ADDRESS_LINES) :]
        lines = address_lines(tuple(found[: len(ADDRESS_LINES)]), Locality(postcode, city, region, country or home))
        texts.append("\n".join([attention, *lines] if attention and lines else lines))
    return Coded(codes, texts).merged()


def tell_regions(sheet: Sheet, columns: dict[str, Coded], home: str = "") -> None:
    """Tell of how many customers a region is filled in and not printed, as the post of their country does not ask for
    it; an address without a country is in the country `home`."""
    region = columns.get("region")
    if region is None or not region.filled.any():
        return
    absent = Coded(np.zeros(len(region.codes), np.int64), [""])
    country, ids = columns.get("country", absent), columns["customer_id"]
    rows = [row for row in np.flatnonzero(region.filled).tolist() if not prints_region(country.at(row) or home)]
    if rows:
        where = listed(sorted({country.at(row) or home or "no country" for row in rows}), _SHOWN)
        who = Message.of("customer_count", count=len({ids.at(row) for row in rows}))
        name = repr(sheet.header.name("region"))
        sheet.tell(Message.of("region_not_printed", column=name, customers=who, countries=where))


def together(parts: list[Coded]) -> tuple[Ints, Ints]:
    """For each row the number of its combination of values, and for each combination a row that has it."""
    codes, first = parts[0].codes, None
    for part in parts[1:]:
        if len(part.texts) > 1:
            codes, first = numbered(codes * len(part.texts) + part.codes)
    return numbered(codes) if first is None else (codes, first)


def contradictions(columns: Mapping[str, Coded], lines: Ints) -> list[Text]:
    """A remark for each customer_id that has more than one name, or more than one address, with an example of both."""
    found: list[Text] = []
    ids = columns["customer_id"]
    for field, word in (("customer", "names"), ("address", "addresses")):
        if field not in columns:
            continue
        both = [ids, columns[field]]
        _, first = together(both)
        first = np.sort(first)
        ids_of = ids.codes[first]
        several = np.flatnonzero(np.bincount(ids_of, minlength=len(ids.texts))[ids_of] > 1)
        order = several[np.argsort(ids_of[several], kind="stable")]
        groups = np.split(order, np.flatnonzero(np.diff(ids_of[order])) + 1) if len(order) else []
        for group in groups[:_SHOWN]:
            one, other = first[group[:2]].tolist()
            places = [
                Message.of("name_on_line", name=repr(both[1].at(row)), line=int(lines[row])) for row in (one, other)
            ]
            found.append(Message.of(f"several_{word}", id=ids.at(one), one=places[0], other=places[1]))
        if len(groups) > _SHOWN:
            found.append(Message.of(f"more_several_{word}", count=len(groups) - _SHOWN))
    return found
