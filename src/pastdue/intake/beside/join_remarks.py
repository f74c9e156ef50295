"""Remarks on the join with the contacts: customers with and without a contact, and differences of the two files."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

import numpy as np

from pastdue.intake.beside.contacts import REACHED_BY
from pastdue.intake.beside.join import Join, differing, moved_without_country
from pastdue.intake.export.sheet import Flags
from pastdue.intake.invoices.customers import addresses
from pastdue.intake.invoices.near_names import plain_name
from pastdue.model.errors import shown
from pastdue.model.messages import Message, Text, at_place

_SHOWN = 10


def join_remarks(found: Join, open_: Flags) -> list[Text]:
    """Remarks on the reading of the contacts: the number that fit, the customers with `open_` invoices who have none,
    and every difference in an address, a country, a language or a kind of customer; of e-mails and telephones one
    example."""
    file = found.contacts.sheet.header.file
    said = [at_place(file, remark) for remark in found.contacts.sheet.said]
    return [
        *said,
        at_place(file, _count(found)),
        *_without(found, open_),
        *_written(found),
        *_names(found),
        *_moved(found),
        *_staying(found),
        *_changed(found),
    ]


def _count(found: Join) -> Message:
    keys = {number: by for number, by, has in zip(_numbers(found), found.by, found.has.tolist(), strict=True) if has}
    by = Counter(keys.values())
    total, used = len(found.contacts.sheet), len(set(found.owner[found.has].tolist()))
    contacts, customers = Message.of("contact_count", count=total), Message.of("customer_count", count=len(keys))
    if not keys:
        return Message.of("contacts_read", contacts=contacts, used=used, customers=customers)
    return Message.of(
        "contacts_read_by", contacts=contacts, used=used, customers=customers,
        by_number=by["customer_id"], by_name=by["customer"],
    )  # fmt: skip


def _without(found: Join, open_: Flags) -> Iterator[str]:
    """The customers with open invoices whom no contact fits, beside a contact that is spelled much the same."""
    owing = np.zeros(len(found.lines), np.bool_)
    owing[found.codes[open_]] = True
    bare = np.flatnonzero(owing & (found.fits == 0)).tolist()
    names = found.own["customer"]
    alike: dict[str, list[int]] = defaultdict(list)
    for row, name in enumerate(found.contacts.names) if bare else ():
        alike[plain_name(name)].append(row)
    customers = {found.own["customer_id"].at(customer): customer for customer in reversed(bare)}
    told = []
    for customer in sorted(customers.values())[:_SHOWN]:
        near = alike.get(plain_name(names.at(customer)), []) if plain_name(names.at(customer)) else []
        like = f", alike: {_contact(found, near[0])}" if near else ""
        told.append(f"{_label(found, customer)}{like}")
    if told:
        more = f" and {len(customers) - _SHOWN} more" if len(customers) > _SHOWN else ""
        have = "has" if len(customers) == 1 else "have"
        who = _many(len(customers), "customer")
        yield f"{who} with open invoices {have} no contact: {'; '.join(told)}{more}"


def _written(found: Join) -> Iterator[str]:
    """Numbers that the contacts write with other marks: for how many customers, and the first."""
    pairs = zip(_numbers(found), found.numbers, found.by, strict=True)
    other = [at for at, (own, theirs, by) in enumerate(pairs) if by == "customer_id" and theirs not in ("", own)]
    for customer in other[:1]:
        theirs = _shown(found.numbers[customer])
        yield (f"the contacts write the number of {_many(len(other), 'customer')} with other marks: of "
               f"{_label(found, customer)} it is {theirs} there")  # fmt: skip


def _names(found: Join) -> Iterator[str]:
    """Customers that were joined by number and go by another name in the contacts."""
    renamed = list(differing(found, "customer"))
    for customer, _, theirs in renamed[:_SHOWN]:
        yield (f"{_label(found, customer)} is {_shown(theirs)} in the contacts (line {_line(found, customer)}): "
               "joined by number, the invoiced name stays")  # fmt: skip
    if len(renamed) > _SHOWN:
        yield f"{_many(len(renamed) - _SHOWN, 'more customer')} joined by number under another name in the contacts"


def _moved(found: Join) -> Iterator[str]:
    """Customers whose address differs in the contacts."""
    count = len(found.lines)
    own = addresses(found.own, count)
    theirs = addresses({name: found.of(name)[1] for name in found.theirs}, count)
    bare = addresses({name: found.of(name)[1] for name in found.theirs if name != "attention"}, count)
    both = found.whole(theirs=False)[0] & found.whole(theirs=True)[0]
    moved = [n for n in np.flatnonzero(both).tolist() if plain_name(own.at(n)) != plain_name(bare.at(n))]
    for customer in moved[:_SHOWN]:
        yield (f"{_label(found, customer)}: the invoices say {_shown(own.at(customer))}, the contacts (line "
               f"{_line(found, customer)}) {_shown(theirs.at(customer))}: the contact's address is used")  # fmt: skip
    if len(moved) > _SHOWN:
        have = "has" if len(moved) == _SHOWN + 1 else "have"
        more = _many(len(moved) - _SHOWN, "more customer")
        yield f"{more} {have} another address in the contacts, which is used"


def _staying(found: Join) -> Iterator[str]:
    """The countries that stay though the contacts have an address in another town and name none: for how many."""
    stays: dict[str, list[int]] = defaultdict(list)
    for customer, _, _ in moved_without_country(found):
        stays[found.own["country"].at(customer)].append(customer)
    for country, customers in sorted(stays.items()):
        who = _many(len(customers), "customer")
        yield (f"country {country} of the invoices stays for {who} whose address in the contacts names "
               f"none, as {_label(found, customers[0])}")  # fmt: skip


def _changed(found: Join) -> Iterator[str]:
    """The differences in a country, a language or the like: their number, and the first."""
    for name in ("country", *REACHED_BY):
        takes = found.takes(name)
        differ = [(customer, own, theirs) for customer, own, theirs in differing(found, name)]
        for customer, own, theirs in differ[:1]:
            used = "the contact's" if takes[customer] else "the invoices'"
            yield (f"{name} differs for {_many(len(differ), 'customer')}, as {_label(found, customer)}: {own!r}, "
                   f"in the contacts (line {_line(found, customer)}) {theirs!r}: {used} is used")  # fmt: skip


def _numbers(found: Join) -> list[str]:
    return found.own["customer_id"].all()


def _label(found: Join, customer: int) -> str:
    number, name = (found.own[field].at(customer) for field in ("customer_id", "customer"))
    line = f"line {found.lines[customer]}"
    return f"{_shown(name)} ({line})" if number == name else f"{_shown(name)} ({number}, {line})"


def _contact(found: Join, row: int) -> str:
    number, name = found.contacts.numbers[row], _shown(found.contacts.names[row])
    line = f"line {found.contacts.sheet.lines()[row]} of the contacts"
    return f"{name} ({number}, {line})" if number else f"{name} ({line})"


def _line(found: Join, customer: int) -> int:
    return int(found.sheet.lines()[found.owner[customer]])


def _shown(text: str) -> str:
    return shown(repr(text.replace("\n", ", ")))


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
