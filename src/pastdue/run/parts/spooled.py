"""Skips by the million: laid down in the order they were decided, in memory while they are few, else in a file."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import islice

from pastdue.model import Skip, Why
from pastdue.model.messages import Text
from pastdue.run.parts.kept_bytes import KeptBytes

_AT_ONCE = 4_096
"""The number of skips that are read back at once."""
_WHYS = tuple(Why)
_PLACES = {why: place for place, why in enumerate(_WHYS)}

Columns = tuple[list[str], list[str], bytes, dict[int, date], dict[int, Text]]
"""Skips column by column: invoices, customers' ids, the places of the reasons in their list; and by the skip's place
the days and the details of those that have one."""


Block = tuple[bytes, bytes]
"""Some skips that follow one another: the places of their reasons in the list of reasons, and all of them as bytes."""


def packed(skips: Iterable[Skip]) -> Iterator[Block]:
    """The skips, so many at a time."""
    every = iter(skips)
    while some := [*islice(every, _AT_ONCE)]:
        yield bytes(_PLACES[skip.why] for skip in some), pickle.dumps(_columns(some), pickle.HIGHEST_PROTOCOL)


class SpooledSkips(Collection[Skip]):
    """Skips in the order they were added. They are read anew each time they are gone through; `whys` counts them by
    reason."""

    def __init__(self, skips: Iterable[Skip] = ()) -> None:
        self._blocks = KeptBytes()
        self.whys = Counter[Why]()
        self.add(skips)

    def add(self, skips: Iterable[Skip]) -> None:
        """Add these behind all others."""
        self.lay(packed(skips))

    def lay(self, blocks: Iterable[Block]) -> None:
        """Add the skips of these blocks behind all others."""
        for whys, block in blocks:
            self._blocks.keep(block)
            self.whys.update(_WHYS[why] for why in whys)

    def __len__(self) -> int:
        return self.whys.total()

    def __iter__(self) -> Iterator[Skip]:
        for block in self._blocks:
            yield from _skips(pickle.loads(block))

    def __contains__(self, skip: object) -> bool:
        return any(skip == each for each in self)


def _columns(skips: list[Skip]) -> Columns:
    return (
        [skip.invoice for skip in skips],
        [skip.customer_id for skip in skips],
        bytes(_PLACES[skip.why] for skip in skips),
        {n: skip.until for n, skip in enumerate(skips) if skip.until is not None},
        {n: skip.detail for n, skip in enumerate(skips) if skip.detail},
    )


def _skips(columns: Columns) -> Iterator[Skip]:
    invoices, ids, whys, until, details = columns
    for n, (invoice, customer_id, why) in enumerate(zip(invoices, ids, whys, strict=True)):
        yield Skip(invoice, customer_id, _WHYS[why], until.get(n), details.get(n, ""))
