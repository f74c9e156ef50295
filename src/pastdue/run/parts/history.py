"""Each part's share of what the ledger knows: what was said of its invoices, and the letters that named them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from pastdue.intake.parts.sharing import SEVERAL, PartIndex
from pastdue.ledger import History

Entry = TypeVar("Entry")


def history_by_part(history: History, index: PartIndex) -> list[History]:
    """The history of each part. An invoice is known to the part it stands in, and to each part with another invoice of
    a letter that named it: a letter is judged as a whole. What names no invoice of any part, none needs to know."""
    parts = range(len(index.parts))
    owners = _owners(history, index)

    def of(known: Mapping[str, Entry], part: int) -> dict[str, Entry]:
        return {number: entry for number, entry in known.items() if part in owners[number]}

    return [
        replace(
            history,
            notices=of(history.notices, part),
            waivers=of(history.waivers, part),
            notes=of(history.notes, part),
            agreements=of(history.agreements, part),
            seen=of(history.seen, part),
            approvals=of(history.approvals, part),
            closings=of(history.closings, part),
        )
        for part in parts
    ]


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
