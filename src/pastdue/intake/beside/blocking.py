"""Holds laid over the invoices' own columns: for each kind, the one that lasts longest counts."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from pastdue.book import NO_DAY
from pastdue.intake.beside.holds import EVER, NEVER, Held
from pastdue.intake.file.cells import Coded
from pastdue.model import BlockKind

_COLUMNS = {
    BlockKind.HOLD: ("hold", "hold_until", "hold_reason"),
    BlockKind.DISPUTE: ("disputed", "dispute_until", "dispute_reason"),
    BlockKind.PROMISE: ("", "promised_on", "promise_reason"),
}


def lay_over(held: Held, numbers: dict[str, npt.NDArray[Any]], texts: dict[str, Coded]) -> None:
    """Put the blocks of `held` into the frame's columns; one that ends later than the invoice's own takes its place."""
    for kind, (flag, until, reason) in _COLUMNS.items():
        holds, chosen = held.of(kind)
        if not holds:
            continue
        rows = len(chosen)
        days = numbers.get(until, np.full(rows, NO_DAY, np.int32)).astype(np.int64)
        stands = numbers.get(flag, np.zeros(rows, np.bool_)) if flag else days != NO_DAY
        own = np.where(stands, np.where(days == NO_DAY, EVER, days), NEVER)
        theirs = np.array([*(hold.until for hold in holds), NEVER])[chosen]
        take, last = theirs > own, np.maximum(theirs, own)
        numbers[until] = np.where((last == EVER) | (last == NEVER), NO_DAY, last).astype(np.int32)
        if flag:
            numbers[flag] = last != NEVER
        else:
            promised = numbers.get("promised_minor", np.zeros(rows, np.int64))
            minor = np.array([*(hold.minor for hold in holds), 0])[chosen]
            numbers["promised_minor"] = np.where(take, minor, promised)
        said = texts.get(reason, Coded(np.zeros(rows, np.int64), [""]))
        codes = np.where(take, len(said.texts) + chosen, said.codes)
        texts[reason] = Coded(codes, [*said.texts, *(hold.reason for hold in holds)]).merged()
