"""Proof of what identifies: a number that strangers share, headings of ages for customers, a count of the rows for the
number of an invoice."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pastdue.intake.customers.header_names import names_anybody, names_customer
from pastdue.intake.customers.near_names import plain_name
from pastdue.intake.customers.strangers import strangers
from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.intake.judgement.candidates import are_names
from pastdue.intake.judgement.contents import Contents, Holds, contents_of, unread_columns
from pastdue.intake.judgement.proved.made_numbers import made_numbers
from pastdue.intake.judgement.questions import Question, Reading
from pastdue.intake.states.ages import is_age
from pastdue.intake.states.topics import loose_words
from pastdue.intake.values.texts import clean
from pastdue.intake.values.word_rows import rows
from pastdue.model.errors.problems import BadInput, Problem

_FEWEST_EMPTY, _MANY_EMPTY, _SHOWN = 2, 0.2, 2
"""So many rows and so large a share without a number put its column in doubt; so many ways to make one are shown."""
_FEWEST_NAMED = 2
"""One row alone does not show whether all say the same."""
_OF_CUSTOMERS = ("customer_id", "email", "address1", "phone", "tax_id")
_WEAK_NUMBERS = frozenset(("no", "nr", "num", "number", "numer", "numero", "id", "lp", "#"))
_WEAK_CUSTOMERS = frozenset((
    "accountnumber", "accountno", "account", "customerreference", "customeraccount", "kontonummer", "konto",
    "reference",
))  # fmt: skip
"""Headers that other things than a customer's number go by: a ledger account, a bank account, an order."""


def identities(table: InvoiceTable, kept: Flags) -> Iterator[Question]:
    """A customer's number that strangers share, customers that are ages of invoices, and an invoice's number that only
    counts the rows."""
    sheet = table.sheet
    if "customer" not in sheet.header.places and sheet.has("customer"):
        yield from _ages(table, kept)
    if not sheet.preset.fallback:
        return
    if "customer" in sheet.header.places and "customer" not in sheet.dialect.map:
        joined = list(_joined_names(sheet))
        yield from _other_side(sheet)
        yield from () if joined else _account(sheet)
        yield from _insurer(sheet)
        yield from joined
    numbered = "customer_id" in sheet.header.places and "customer_id" not in sheet.dialect.map
    if numbered and sheet.has("customer"):
        yield from _shared_number(table, kept)
    if "invoice" in sheet.header.places and "invoice" not in sheet.dialect.map:
        yield from _row_number(sheet)
        yield from _some_numbered(sheet)


def _ages(table: InvoiceTable, kept: Flags) -> Iterator[Question]:
    """A question where the headings that would name the customers say how late the rows are: a column has their names.
    Refuses the file without such a column."""
    sheet = table.sheet
    headed = [sheet.text(field) for field in ("customer_id", "customer") if field not in sheet.header.places]
    at = np.flatnonzero(kept)
    headings = dict.fromkeys(zip(*(column.only(at).all() for column in headed), strict=True))
    ages = [text for parts in headings if is_age(text := " ".join(filter(None, parts)))]
    if not ages:
        return
    columns = [each for each in unread_columns(sheet) if each.holds in (Holds.TEXT, Holds.WORDS) and are_names(each)]
    what = f"the headings say how late the rows are, as {ages[0]!r}, and not whose they are"
    if not columns:
        raise BadInput([Problem(sheet.source, "", "", what, "export a report with the customer in every row")])
    readings = tuple(Reading(f"{each.name!r} that names the customers", {"customer": each.name}) for each in columns)
    yield Question(sheet.source, "", what, columns[0].samples, readings)


def _other_side(sheet: Sheet) -> Iterator[Question]:
    """A question where the customers stand below a word for the other side of a business, and are numbers: in books
    those are other accounts."""
    found = contents_of(sheet, sheet.header.places["customer"])
    if found.begins("counterparty") and found.counts and not are_names(found):
        what = "holds numbers: are those the customers, or other accounts of the books?"
        readings = (
            Reading("the customers' numbers", {"customer": found.name}),
            Reading("other accounts, and another column has the customers", ignore=(found.name,)),
        )
        yield Question(sheet.source, found.name, what, found.samples, readings)


def _account(sheet: Sheet) -> Iterator[Question]:
    """A question where the customers stand below a header of accounts, as `Account name`, which says the same in all
    rows or has nothing but names of accounts in the books, as `Sales`: it may be what was sold. A number, an address or
    the like of the customers shows that it is not."""
    found = contents_of(sheet, sheet.header.places["customer"])
    if found.key not in rows("customers")["account_header"] or not are_names(found) or found.rows < _FEWEST_NAMED:
        return
    in_books = frozenset(rows("customers")["account_in_books"])
    booked = all(not in_books.isdisjoint(loose_words(text)) for text in found.counts)
    if any(map(sheet.has, _OF_CUSTOMERS)) or not (booked or len(found.counts) == 1):
        return
    what = "may be the customer, or an account of the books: which is it?"
    readings = (
        Reading("the customer", {"customer": found.name}),
        Reading("an account of the books, and another column has the customers", ignore=(found.name,)),
    )
    yield Question(sheet.source, found.name, what, found.samples, readings)


def _insurer(sheet: Sheet) -> Iterator[Question]:
    """A question where a column names an insurer in every row beside the patients or policies: one of them owes."""
    name = sheet.header.name("customer")
    found = [each for each in unread_columns(sheet) if each.begins("insurer") and each.filled == each.rows > 0]
    found = [each for each in found if are_names(each)]
    if len(found) == 1:
        other = found[0].name
        readings = (Reading("who owes", {"customer": other}), Reading(f"not who owes: {name!r} is", ignore=(other,)))
        yield Question(sheet.source, other, f"names an insurer beside {name!r}: who owes?", found[0].samples, readings)


def _joined_names(sheet: Sheet) -> Iterator[Question]:
    """A question where the customers stand below a header that may name anybody, as `Company`, and one of them would be
    several by a column whose header names the customers."""
    name, known = sheet.header.name("customer"), tuple(sheet.preset.fields.get("customer", ()))
    if not names_anybody(name):
        return
    found = [each for each in unread_columns(sheet) if names_customer(each.name, known) and are_names(each)]
    for each in found:
        if each.filled == each.rows and (joined := _join(sheet, each)):
            what = f"names several where {name!r} says {joined!r}: who owes?"
            readings = (
                Reading("who owes", {"customer": each.name}),
                Reading(f"not who owes: {name!r} is", ignore=(each.name,)),
            )
            yield Question(sheet.source, each.name, what, each.samples, readings)


def _join(sheet: Sheet, contents: Contents) -> str:
    """The first customer in whose rows the column says several things; "" for none."""
    customers, texts = sheet.text("customer"), sheet.records.column(sheet.rows, contents.place).coded().cleaned(clean)
    pairs = np.unique(np.stack([customers.codes, texts.codes]), axis=1)
    several = np.flatnonzero(np.bincount(pairs[0], minlength=1) > 1)
    return customers.texts[int(several[0])] if len(several) else ""


def _shared_number(table: InvoiceTable, kept: Flags) -> Iterator[Question]:
    sheet = table.sheet
    rows = np.flatnonzero(kept & sheet.text("customer_id").filled)
    if len(rows) < 2 or sheet.header.places["customer_id"] == sheet.header.places.get("customer"):
        return
    ids, names = sheet.text("customer_id"), sheet.text("customer")
    plain = [plain_name(text) or text for text in names.texts]
    named: dict[int, dict[str, str]] = {}
    numbered: dict[str, set[int]] = {}
    pairs = np.unique(np.stack([ids.codes[rows], names.codes[rows]]), axis=1)
    for number, name in zip(*pairs.tolist(), strict=True):
        named.setdefault(number, {}).setdefault(plain[name], names.texts[name])
        numbered.setdefault(plain[name], set()).add(number)
    shared = {number: sorted(who.values()) for number, who in named.items() if len(who) > 1}
    header = sheet.header.name("customer_id")
    weak = contents_of(sheet, sheet.header.places["customer_id"]).key in _WEAK_CUSTOMERS
    several = sum(len(numbers) > 1 for numbers in numbered.values())
    if not (weak or len(shared) * 2 > len(named)):
        shared = {number: shared[number] for number in strangers(sheet, rows, [*shared])}
    if shared:
        number, who = ids.texts[min(shared)], shared[min(shared)]
        what = f"{number!r} stands for {' and '.join(map(repr, who[:2]))}: is that one customer's number?"
    elif weak and several * 2 > len(numbered):
        number, what = "", "differs from invoice to invoice of one customer: is that the customer's number?"
    else:
        return
    readings = (
        Reading("no number of a customer: customers go by their names", {"customer_id": ""}),
        Reading("the customer's number, whatever the names", {"customer_id": header}),
    )
    yield Question(sheet.source, header, what, (number,) if number else (), readings)


def _row_number(sheet: Sheet) -> Iterator[Question]:
    place = sheet.header.places["invoice"]
    found = contents_of(sheet, place)
    if found.key not in _WEAK_NUMBERS or len(sheet) < 2:
        return
    first = [sheet.text("invoice").at(row) for row in range(min(len(sheet), 50))]
    if first != [str(number) for number in range(1, len(first) + 1)]:
        return
    others = [each for each in unread_columns(sheet) if each.unique and _are_numbers(each)]
    if not others:
        return
    readings = [Reading(f"{each.name!r} that holds the numbers", {"invoice": each.name}) for each in others]
    readings.append(Reading("this column that holds them", {"invoice": found.name}))
    yield Question(
        sheet.source,
        found.name,
        "only counts the rows: which column holds the invoices' numbers?",
        found.samples,
        tuple(readings),
    )


def _some_numbered(sheet: Sheet) -> Iterator[Question]:
    """A question where so many rows have no number that the column may be another one, as a payment's reference, and
    other columns tell all rows apart."""
    numbers = sheet.text("invoice")
    empty = int((~numbers.filled).sum())
    if empty < max(_FEWEST_EMPTY, _MANY_EMPTY * len(sheet)):
        return
    name = sheet.header.name("invoice")
    readings = [
        Reading(f"no number of an invoice, which is made of {made!r}", {"invoice": made})
        for made in made_numbers(sheet, {}, unread_columns(sheet))[:_SHOWN]
    ]
    if readings:
        own = Reading("the number of an invoice, and rows without one are rejected", {"invoice": name}, rejects=True)
        what = f"is empty in {empty} rows: does it hold the invoices' numbers?"
        samples = tuple(filter(None, dict.fromkeys(numbers.all())))[:_SHOWN]
        yield Question(sheet.source, name, what, samples, (*readings, own))


def _are_numbers(contents: Contents) -> bool:
    """True when the column holds short texts with digits, as invoices' numbers are."""
    if contents.holds not in (Holds.TEXT, Holds.WORDS):
        return False
    return all(len(text) <= 30 and any(map(str.isdigit, text)) for text in contents.counts)
