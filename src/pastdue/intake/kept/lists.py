"""Lists of holds and contacts handed in to earlier runs, as the ledger keeps them for later ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from pastdue.intake.beside.contacts import Contacts
from pastdue.intake.beside.hold_targets import Target, Targets
from pastdue.intake.beside.holds import EVER, Held, Hold
from pastdue.intake.export.dialect import Dialect
from pastdue.intake.export.fields import CONTACT_FIELDS
from pastdue.intake.export.headers import normal
from pastdue.intake.file.listed import Listed
from pastdue.model import BlockKind
from pastdue.model.kept import KeptBlock, KeptContact
from pastdue.model.messages import Message, Names, Text
from pastdue.model.spans import day_number

_NAMED_AT_MOST = 3
CANONICAL = Dialect()
"""The dialect of a kept list: pastdue's own columns."""


def contacts_listed(kept: tuple[KeptContact, ...]) -> Listed:
    """The kept contacts as the list they stood in."""
    return Listed.of(f"{kept[0].file} (handed in earlier)", (contact.fields for contact in kept))


def contacts_said(contacts: Contacts) -> Iterator[KeptContact]:
    """The usable rows of a list of contacts, for later runs to know of."""
    sheet = contacts.sheet
    kinds = {normal(word): kind for kind, words in sheet.preset.customer_types.items() for word in words}
    fields = [field for field in CONTACT_FIELDS if sheet.has(field)]
    columns = {field: sheet.text(field) for field in fields}
    for row in np.flatnonzero(sheet.clean()).tolist():
        said = {field: text for field, column in columns.items() if (text := column.at(row))}
        if "customer_type" in said:
            said["customer_type"] = kinds.get(normal(said["customer_type"]), said["customer_type"])
        if said:
            yield KeptContact(said, sheet.header.file)


def with_kept(held: Held | None, kept: Sequence[KeptBlock], targets: Targets) -> tuple[Held | None, list[Text]]:
    """The holds of today's list, or of the last one where there is none today, with those entered by hand.

    Beside them what is to be told: what stays in force without a list, and what today's list no longer names.
    """
    listed = [each for each in kept if each.file]
    by_hand = [each for each in kept if not each.file]
    told: list[Text] = list(_no_longer(held, listed)) if held is not None else list(_stays(listed))
    found = list(_found([*by_hand, *(listed if held is None else ())], targets))
    moved = [(each, targets.moved(each)) for each in kept if not each.file or held is None]
    told += _of_older(each for each, target in found if targets.is_of_older(each, target))
    told += [_keeps_too(each, numbers) for each, numbers in moved if numbers]
    found += [(each, targets.invoice(number)) for each, numbers in moved for number in numbers]
    added = [_hold(each, target, targets) for each, target in found]
    if held is None and not added:
        return None, told
    before = held or Held(None, (), targets, 0, 0)
    holds = sorted([*before.holds, *added], key=lambda hold: hold.until)
    return replace(before, holds=tuple(holds)), told


def _no_longer(held: Held, listed: list[KeptBlock]) -> Iterator[Message]:
    """The holds the last list named and today's does not."""
    now = {(each.about, each.block.kind) for each in held.listed}
    for each in listed:
        if (each.about, each.block.kind) not in now:
            kind, who, why = Message.of(f"block_{each.block.kind.value}"), _who(each), each.block.reason
            if why:
                yield Message.of("hold_lifted_because", kind=kind, who=who, why=why)
            else:
                yield Message.of("hold_lifted", kind=kind, who=who)


def _stays(listed: list[KeptBlock]) -> Iterator[Message]:
    if listed:
        kinds = Counter(each.block.kind.value for each in listed)
        said = Names(tuple(Message.of(f"{kind}_count", count=count) for kind, count in kinds.items()))
        yield Message.of("holds_stay", file=listed[0].file, holds=said)


def _of_older(blocks: Iterable[KeptBlock]) -> Iterator[Message]:
    """That a hold or dispute was for an older invoice: what it keeps back now is another one. A promise ends anyway."""
    for each in blocks:
        if each.block.kind is not BlockKind.PROMISE:
            yield Message.of("hold_of_older", kind=Message.of(f"block_{each.block.kind.value}"), who=each.about.name)


def _keeps_too(each: KeptBlock, numbers: list[str]) -> Message:
    """The remark on invoices of the held customer that another customer has now: their letters are kept back too."""
    kind = Message.of(f"block_{each.block.kind.value}")
    return Message.of("hold_of_former", kind=kind, who=_who(each), invoices=Names(tuple(numbers), _NAMED_AT_MOST))


def _who(each: KeptBlock) -> Text:
    return Message.of("the_customer", id=each.about.name) if each.about.customer else each.about.name


def _found(kept: list[KeptBlock], targets: Targets) -> Iterator[tuple[KeptBlock, Target]]:
    """The kept blocks of invoices and customers that are in today's file, each with whom it names."""
    if not kept:
        return
    subjects = {each.about for each in kept}
    invoices = targets.by_number({subject.name for subject in subjects if not subject.customer})
    numbers = {subject.name for subject in subjects if subject.customer}
    customers = {text: Target((c,), customer=True) for c, text in enumerate(targets.customers.texts) if text in numbers}
    for each in kept:
        target = (customers if each.about.customer else invoices).get(each.about.name)
        if target is not None:
            yield each, target


def _hold(each: KeptBlock, target: Target, targets: Targets) -> Hold:
    """The block of today's target, without an amount in another currency than the invoice has now."""
    block, amount = each.block, each.block.amount
    until = EVER if block.until is None else day_number(block.until)
    minor = amount.minor if amount and targets.currency_of(target) == amount.currency else 0
    return Hold(target, block.kind, until, block.reason, minor)
