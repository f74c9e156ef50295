"""Balances that run on from row to row, proved by what the rows charge and pay before any row is sorted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from pastdue.intake.export.presets import CANONICAL
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.structure import Ints
from pastdue.intake.judgement.contents import Contents, Holds, contents_of, places_aside
from pastdue.intake.judgement.money.plain_amounts import plain_amounts
from pastdue.intake.judgement.questions import Question, Reading, Unsettled
from pastdue.model.errors.problems import BadInput, Problem

_ROWS = 2000
"""So many rows from the top show whether a balance runs on."""
_ALMOST_ALL = 0.9
_FEW = 2
"""Fewer rows that move the balance than these prove nothing."""
_MOST_COLUMNS = 12
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class _Moves:
    """The change each row makes to the account, by the column of what is charged, less that of what is paid; or by one
    column alone, whose signs, or for all positive ones the direction of the balance, say which of the two it is."""

    charged: Contents
    paid: Contents | None
    minor: Ints

    @property
    def reading(self) -> dict[str, str]:
        """The columns by the fields they hold."""
        return {"total": self.charged.name, **({"paid": self.paid.name} if self.paid else {})}

    def expected(self, steps: Ints, order: Ints) -> Ints:
        """The steps of a running balance in this `order` of rows, where it made these `steps`."""
        moved = self.minor[order]
        return moved if self.signed else np.where(steps < 0, -moved, moved)

    @property
    def signed(self) -> bool:
        """True when signs or two columns say what is charged and what is paid."""
        return bool((self.minor < 0).any())


def ask_running(sheet: Sheet) -> None:
    """Raise Unsettled where the balance in use is the one before it with one column added, and perhaps another taken
    off; where the user says that it is what is open, BadInput."""
    place = sheet.header.places.get("balance")
    if place is None or not (sheet.preset.fallback or sheet.preset.name == CANONICAL):
        return
    column = contents_of(sheet, place)
    if column.holds is not Holds.AMOUNTS:
        return
    rows = sheet.rows[:_ROWS]
    balance = plain_amounts(sheet, place, rows).minor
    found = next((moves for moves in _moves(sheet, rows, place) if _runs(sheet, moves, balance)), None)
    if found is None:
        return
    paid = f" and {found.paid.name!r} taken off" if found.paid else ""
    what = f"runs on from row to row: each is the one before it with {found.charged.name!r} added{paid}"
    reading = Reading("a running balance", found.reading, ignore=(column.name,))
    if "balance" in sheet.dialect.map:
        remedy = f"it is not what is open of each row: pass {reading.options()} in place of --map balance"
        raise BadInput([Problem(sheet.source, column.name, ", ".join(column.samples), what, remedy)])
    samples = tuple(sheet.text("balance").at(row) for row in range(min(_EXAMPLES, len(sheet))))
    raise Unsettled([Question(sheet.source, column.name, what, samples, (reading,))])


def _moves(sheet: Sheet, rows: Ints, balance: int) -> Iterator[_Moves]:
    """Every two columns of amounts of which no row has both, and every one that all rows have."""
    aside = places_aside(sheet)
    places = [at for at, name in enumerate(sheet.header.names) if name.strip() and at != balance and at not in aside]
    columns = (contents for at in places if (contents := contents_of(sheet, at)).holds is Holds.AMOUNTS)
    amounts = [(each, plain_amounts(sheet, each.place, rows).minor) for each in islice(columns, _MOST_COLUMNS)]
    filled = [(each, minor) for each, minor in amounts if minor.any()]
    for charged, plus in filled:
        for paid, minus in filled:
            if charged is not paid and not ((plus != 0) & (minus != 0)).any():
                yield _Moves(charged, paid, plus - np.abs(minus))
        if plus.all():
            yield _Moves(charged, None, plus)


def _runs(sheet: Sheet, moves: _Moves, balance: Ints) -> bool:
    """True when the balance runs on in the order of the rows or against it, over all or by customer."""
    customer = sheet.text("customer_id" if sheet.has("customer_id") else "customer").codes[: len(balance)]
    whole, one = np.arange(len(balance)), np.zeros(len(balance), np.int64)
    by_customer = np.argsort(customer, kind="stable")
    orders = ((whole, one), (whole[::-1], one), (by_customer, customer), (by_customer[::-1], customer))
    return any(_follows(moves, balance, order, groups) for order, groups in orders)


def _follows(moves: _Moves, balance: Ints, order: Ints, groups: Ints) -> bool:
    """True when nearly every balance but the first of its group is the one before it with the row's movement added,
    which takes something off in some row; where no sign says so, some balance is more than its row, as what is open of
    it never is."""
    later = np.diff(groups[order]) == 0
    steps = np.diff(balance[order])
    expected = moves.expected(steps, order[1:])[later]
    steps = steps[later]
    if np.count_nonzero(steps) < _FEW or not (expected < 0).any():
        return False
    sure = moves.signed or (np.abs(balance) > np.abs(moves.minor)).any()
    return bool(sure and np.count_nonzero(steps == expected) >= _ALMOST_ALL * len(steps))
