"""Remarks on the join with the contacts: customers with and without a contact, and differences of the two files."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

import numpy as np

from pastdue.intake.beside.contacts import PLACE
from pastdue.intake.beside.join import PERSONAL, Join, differing, moved_without_country
from pastdue.intake.customers.customers import addresses
from pastdue.intake.customers.near_names import plain_name
from pastdue.intake.export.sheet import Flags
from pastdue.model.errors.problems import shown
from pastdue.model.messages import APART, Message, Names, Text, at_place

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


def _without(found: Join, open_: Flags) -> Iterator[Message]:
    """The customers with open invoices whom no contact fits, beside a contact that is spelled much the same."""
    owing = np.zeros(len(found.lines), np.bool_)
    owing[found.codes[open_]] = True
    bare = np.flatnonzero(owing & (found.fits == 0)).tolist()
    names = found.own["customer"]
    alike: dict[str, list[int]] = defaultdict(list)
    for row, name in enumerate(found.contacts.names) if bare else ():
        alike[plain_name(name)].append(row)
    customers = {found.own["customer_id"].at(customer): customer for customer in reversed(bare)}
    told: list[Text] = []
    for customer in sorted(customers.values())[:_SHOWN]:
        near = alike.get(plain_name(names.at(customer)), []) if plain_name(names.at(customer)) else []
        who = _label(found, customer)
        told.append(Message.of("spelled_alike", who=who, contact=_contact(found, near[0])) if near else who)
    if told:
        others = [""] * (len(customers) - len(told))  # counted, not named
        named = Names((*told, *others), len(told), APART)
        yield Message.of("without_contact", count=len(customers), who=named)


def _written(found: Join) -> Iterator[Message]:
    """Numbers that the contacts write with other marks: for how many customers, and the first."""
    pairs = zip(_numbers(found), found.numbers, found.by, strict=True)
    other = [at for at, (own, theirs, by) in enumerate(pairs) if by == "customer_id" and theirs not in ("", own)]
    for customer in other[:1]:
        yield Message.of(
            "number_in_other_marks", customers=_customers(len(other)), who=_label(found, customer),
            number=_shown(found.numbers[customer]),
        )  # fmt: skip


def _names(found: Join) -> Iterator[Message]:
    """Customers that were joined by number and go by another name in the contacts."""
    renamed = list(differing(found, "customer"))
    for customer, _, theirs in renamed[:_SHOWN]:
        who = _label(found, customer)
        yield Message.of("named_otherwise", who=who, name=_shown(theirs), line=_line(found, customer))
    if len(renamed) > _SHOWN:
        yield Message.of("more_named_otherwise", count=len(renamed) - _SHOWN)


def _moved(found: Join) -> Iterator[Message]:
    """Customers whose address differs in the contacts."""
    count = len(found.lines)
    own, theirs = (addresses({name: found.of(name)[side] for name in PLACE}, count) for side in (0, 1))
    both = found.whole(theirs=False)[0] & found.whole(theirs=True)[0]
    moved = [n for n in np.flatnonzero(both).tolist() if plain_name(own.at(n)) != plain_name(theirs.at(n))]
    for customer in moved[:_SHOWN]:
        yield Message.of(
            "address_of_contact", who=_label(found, customer), own=_shown(own.at(customer)),
            line=_line(found, customer), theirs=_shown(theirs.at(customer)),
        )  # fmt: skip
    if len(moved) > _SHOWN:
        yield Message.of("more_addresses_of_contacts", count=len(moved) - _SHOWN)


def _staying(found: Join) -> Iterator[Message]:
    """The countries that stay though the contacts have an address in another town and name none: for how many."""
    stays: dict[str, list[int]] = defaultdict(list)
    for customer, _, _ in moved_without_country(found):
        stays[found.own["country"].at(customer)].append(customer)
    for country, customers in sorted(stays.items()):
        whose, who = _customers(len(customers)), _label(found, customers[0])
        yield Message.of("country_stays", country=country, customers=whose, who=who)


def _changed(found: Join) -> Iterator[Message]:
    """The differences in a country, a language or the like: their number, and the first."""
    for name in ("country", *PERSONAL):
        takes = found.takes(name)
        differ = [(customer, own, theirs) for customer, own, theirs in differing(found, name)]
        for customer, own, theirs in differ[:1]:
            yield Message.of(
                "contact_differs" if takes[customer] else "invoice_differs", field=name, own=repr(own),
                customers=_customers(len(differ)), who=_label(found, customer), line=_line(found, customer),
                theirs=repr(theirs),
            )  # fmt: skip


def _numbers(found: Join) -> list[str]:
    return found.own["customer_id"].all()


def _label(found: Join, customer: int) -> Message:
    number, name = (found.own[field].at(customer) for field in ("customer_id", "customer"))
    line = int(found.lines[customer])
    if number == name:
        return Message.of("name_on_line", name=_shown(name), line=line)
    return Message.of("name_and_id_on_line", name=_shown(name), id=number, line=line)


def _contact(found: Join, row: int) -> Message:
    number, name = found.contacts.numbers[row], _shown(found.contacts.names[row])
    line = int(found.contacts.sheet.lines()[row])
    if not number:
        return Message.of("contact_on_line", name=name, line=line)
    return Message.of("contact_and_id_on_line", name=name, id=number, line=line)


def _line(found: Join, customer: int) -> int:
    return int(found.sheet.lines()[found.owner[customer]])


def _shown(text: str) -> str:
    return shown(repr(text.replace("\n", ", ")))


def _customers(count: int) -> Message:
    return Message.of("customer_count", count=count)
