"""Each part's share of what the ledger knows: what was said of its invoices, and the letters that named them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from pastdue.intake.parts.sharing import NOBODYS, SEVERAL, PartIndex
from pastdue.ledger import History
from pastdue.model.kept import Seen
from pastdue.model.names import PARTED

Entry = TypeVar("Entry")


def history_by_part(
    history: History, index: PartIndex, reissued: Mapping[str, tuple[str, date | None]]
) -> list[History]:
    """The history of each part. An invoice is known to the part it stands in, and to each part with another invoice of
    a letter that named it: a letter is judged as a whole. What a run saw open is known to the part of its customer of
    then, too, by number or by name; to all, where no part has that customer, who may be renamed, of whom its number is
    made. What names no invoice of any part, none needs to know. `reissued` has the customer and the day of issue of the
    invoices in all parts that have another day than a run saw under their numbers."""
    parts = range(len(index.parts))
    owners = _owners(history, index)
    seen = _seen_by(history.seen, owners, index)
    rows = dict(zip(history.seen, index.of_rows_of(list(history.seen)).tolist(), strict=True))

    def of(known: Mapping[str, Entry], part: int) -> dict[str, Entry]:
        return {number: entry for number, entry in known.items() if part in owners[number]}

    return [
        replace(
            history,
            notices=of(history.notices, part),
            waivers=of(history.waivers, part),
            notes=of(history.notes, part),
            agreements=of(history.agreements, part),
            seen=seen[part],
            elsewhere={number: reissued.get(number) for number in seen[part]
                       if rows[number] not in (part, NOBODYS, SEVERAL)},
            approvals=of(history.approvals, part),
            closings={number: one for number, one in history.closings.items()
                      if part in owners[number] or number in seen[part]},
        )
        for part in parts
    ]  # fmt: skip


def _seen_by(seen: Mapping[str, Seen], owners: Mapping[str, frozenset[int]], index: PartIndex) -> list[dict[str, Seen]]:
    """The invoices as runs saw them, by part."""
    open_ = [one for one in seen.values() if one.open_minor or one.beyond_question or one.former]
    whose = [(one.invoice, customer) for one in open_ for customer in (one.customer_id, *_former(one))]
    found = defaultdict[str, set[int]](set)
    for of, known in ((index.of_customers, whose), (index.of_names, [(one.invoice, one.customer) for one in open_])):
        for (number, _), part in zip(known, of([name for _, name in known]).tolist(), strict=True):
            renamed = part == NOBODYS and PARTED in number and seen[number].open_minor > 0
            found[number] |= {*range(len(index.parts))} if part == SEVERAL or renamed else {part}
    return [
        {number: one for number, one in seen.items() if part in owners[number] or part in found.get(number, ())}
        for part in range(len(index.parts))
    ]


def _former(one: Seen) -> Iterator[str]:
    return (credit.customer_id for credit in one.former)


def _owners(history: History, index: PartIndex) -> Mapping[str, frozenset[int]]:
    """The parts that must know of each invoice of the history."""
    known = (history.notices, history.waivers, history.notes, history.agreements, history.seen, history.approvals,
             history.closings)  # fmt: skip
    numbers = list(dict.fromkeys(number for each in known for number in each))
    everyone = frozenset(range(len(index.parts)))
    alone = [frozenset({part}) for part in sorted(everyone)]
    nobody = frozenset[int]()
    found = {
        number: everyone if part == SEVERAL else alone[part] if part >= 0 else nobody
        for number, part in zip(numbers, index.of_invoices(numbers).tolist(), strict=True)
    }
    together: dict[str, frozenset[int]] = defaultdict(frozenset)
    for each in (history.notices, history.notes):
        for number, issued in each.items():
            for one in issued:
                together[one.letter] |= found[number]
    for each in (history.notices, history.notes):
        for number, issued in each.items():
            found[number] = found[number].union(*(together[one.letter] for one in issued))
    return found
