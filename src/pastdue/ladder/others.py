"""The other items of a customer that a letter shows for information, apart from what it asks for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from pastdue.book import Measured
from pastdue.model import BlockKind, Overdue, Whose
from pastdue.model.choices import AlsoShown
from pastdue.model.letters import OtherItem, PlannedLetter

_HELD = (BlockKind.HOLD, BlockKind.DISPUTE)


def with_others(
    letters: Iterable[PlannedLetter], measured: Measured, wanted: Collection[AlsoShown]
) -> tuple[PlannedLetter, ...]:
    """The letters, of which the severest of each customer and currency shows the other items that are `wanted`.

    Items that some letter of the day asks for are in none of them, and a courtesy note shows none.
    """
    planned = tuple(letters)
    if not wanted:
        return planned
    asked = {notice.invoice.number for letter in planned for notice in letter.notices}
    debts = measured.debts({letter.customer.id for letter in planned})
    shown: set[Whose] = set()
    found = []
    for letter in planned:
        whose = letter.whose
        if whose not in shown and not all(notice.stage.is_courtesy for notice in letter.notices):
            shown.add(whose)
            overdues = (measured.overdue(row) for row in debts.get(whose, ()))
            items = (item for overdue in overdues for item in _shown(overdue, wanted) if item.number not in asked)
            letter = replace(letter, others=tuple(sorted(items, key=lambda item: (item.due, item.number))))
        found.append(letter)
    return tuple(found)


def _shown(overdue: Overdue, wanted: Collection[AlsoShown]) -> Iterator[OtherItem]:
    """The item where it is wanted: one on hold or in dispute, due or not, else one that is not due."""
    invoice = overdue.invoice
    held = any(block.kind in _HELD and block.in_force(overdue.as_of) for block in invoice.blocks)
    kind = AlsoShown.HELD if held else AlsoShown.NOT_DUE
    if overdue.open.amount > 0 and kind in wanted and (held or overdue.days <= 0):
        yield OtherItem(invoice.number, invoice.issued, invoice.due, overdue.open, kind)
