"""The customer of a whole list, where no column names any: said by the user, or in a line above the header."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pastdue.intake.customers.header_names import names_customer
from pastdue.intake.export.headers import loose
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.values.date_styles import is_dated
from pastdue.intake.values.texts import clean
from pastdue.intake.values.word_rows import ascii_form, rows
from pastdue.model.errors.problems import BadInput, Problem
from pastdue.model.messages import Message

STAND_IN = "NAME"
"""The text in the place of a customer's name that only the user knows."""

_LABELLED = re.compile(r"([^:]{2,40}?)\s*:\s*(\S.*)")
_LETTERS = re.compile(r"[^\W\d_]+")
_MOST_TITLES, _SHOWN = 30, 3
_LONGEST = 200
_COLUMNS = ("customer", "last_name")


@dataclass(frozen=True, slots=True)
class TitledCustomer:
    """The customer that a line above the header names; `labelled` where a word for a customer stands before it, as
    `Customer:`, and not only one for a statement of account."""

    name: str
    labelled: bool


def give_to_one(sheet: Sheet) -> None:
    """Give every row the customer that the user says is that of the whole list; refuses it where a column names
    customers, or has the numbers of several."""
    name = clean(sheet.dialect.one_customer)
    if not name:
        return
    there = [field for field in _COLUMNS if field in sheet.header.places]
    there += ["customer_id"] if len(sheet.text("customer_id").used) > 1 else []
    if there:
        names = tuple(filter(None, sheet.text(there[0]).used))[:_SHOWN]
        _refuse(sheet, sheet.header.name(there[0]), names, f"or pass --map {there[0]}= to leave the column unread")
    _give(sheet, name)
    sheet.tell(Message.of("one_customer_said", name=repr(name)))
    if name == STAND_IN:
        sheet.tell(Message.of("one_customer_unnamed"))


def refuse_headings(sheet: Sheet, names: tuple[str, ...]) -> None:
    """Refuse what the user says of the whole list where headings name customers."""
    if sheet.dialect.one_customer and names:
        _refuse(sheet, "", names[:_SHOWN], "the headings name the customers")


def give_as_titled(sheet: Sheet, titled: TitledCustomer) -> None:
    """Give every row the customer that a line above the header names, with a remark; rejected rows come under it."""
    _give(sheet, titled.name)
    sheet.findings.all_under((f"Customer: {titled.name}",))
    sheet.tell(Message.of("one_customer_titled", name=repr(titled.name)))


def titled_customer(sheet: Sheet) -> TitledCustomer | None:
    """The one customer that the lines above the header name, first by a label; None for none or several."""
    spellings = tuple(sheet.preset.fields.get("customer", ()))
    known, lines = sheet.preset.spelled_forms.get("customer", frozenset()), list(_lines(sheet))
    labelled = {name for label, name in lines if _is_label(label, spellings, known) and _is_name(name)}
    stated = {name for line in lines for name in _of_statement(" : ".join(filter(None, line))) if _is_name(name)}
    found = [*(labelled or stated)]
    return TitledCustomer(found[0], bool(labelled)) if len(found) == 1 else None


def _give(sheet: Sheet, name: str) -> None:
    sheet.put("customer", Coded(np.zeros(len(sheet), np.int64), [name]))


def _refuse(sheet: Sheet, column: str, names: tuple[str, ...], remedy: str) -> None:
    what = "names the customers, and --one-customer says that all invoices are of one whom nothing in the list names"
    said = "leave --one-customer, or one_customer in pastdue.toml, out"
    raise BadInput([Problem(sheet.source, column, ", ".join(names), what, f"{said}: {remedy}")])


def _lines(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """The lines above the header that say one thing, each as its label and text; "" for no label."""
    end = sheet.opened.top - int(sheet.opened.recognised.two_rows)
    for record in range(max(0, min(end, _MOST_TITLES))):
        cells = [text for cell in sheet.records.fields(record) if (text := clean(cell))]
        if len(cells) == 1:
            match = _LABELLED.fullmatch(cells[0])
            yield (match[1], match[2]) if match else ("", cells[0])
        elif len(cells) == 2:
            yield cells[0].rstrip(": "), cells[1]


def _is_label(label: str, spellings: tuple[str, ...], known: frozenset[str]) -> bool:
    """True when the label is a word for the customer, or says to whom the invoices go, as `Bill to`."""
    if not {*_LETTERS.findall(ascii_form(label))}.isdisjoint(rows("customers")["not_in_titles"]):
        return False
    billed = loose(label) in known and ascii_form(label).startswith(tuple(rows("customers")["billed"]))
    return bool(label) and (billed or names_customer(label, spellings))


def _is_name(text: str) -> bool:
    """True when the text can be one customer's name: words, not of everybody, and no list of several."""
    words = _LETTERS.findall(ascii_form(text))
    some = bool(words) and words[0] not in rows("customers")["everybody"] and len("".join(words)) * 2 > len(text)
    return some and ";" not in text and len(text) <= _LONGEST and not is_dated(text)


def _of_statement(title: str) -> Iterator[str]:
    """The name behind words for a statement of account at the beginning of a title.

    >>> list(_of_statement("Extrato de Alder Lda")), list(_of_statement("Statement of account - Birch Ltd"))
    (['Alder Lda'], ['Birch Ltd'])
    >>> list(_of_statement("Statement of account")), list(_of_statement("Open invoices - Birch Ltd"))
    ([], [])
    """
    words, between = title.split(), rows("customers")["between"]
    for count in range(len(words), 0, -1):
        head = [word for word in _LETTERS.findall(ascii_form(" ".join(words[:count]))) if word not in between]
        if " ".join(head) in _statements():
            rest = words[count:]
            while rest and (rest[0] in between or not any(map(str.isalnum, rest[0]))):
                rest = rest[1:]
            yield from [" ".join(rest)] if rest else []
            return


def _statements() -> frozenset[str]:
    between = rows("customers")["between"]
    named = ([word for word in each.split() if word not in between] for each in rows("customers")["statement"])
    return frozenset(map(" ".join, named))
