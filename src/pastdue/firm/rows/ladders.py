"""What does a ladder's row say? The rungs of `data/ladders/<name>.toml`, as the firm has changed them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pastdue.firm.binding import bind
from pastdue.firm.catalog import Catalog
from pastdue.ladder import check_ladder
from pastdue.model import Ladder, Rung
from pastdue.model.spans import Span


@dataclass(frozen=True, slots=True)
class LadderRow:
    """The keys of a ladder's file."""

    rungs: tuple[Rung, ...]
    min_gap: Span
    catch_up: bool = True


def load_ladder(catalog: Catalog, name: str, min_gap: Span | None = None, catch_up: bool | None = None) -> Ladder:
    """The ladder called `name`, with the firm's own gap and catch-up where they are set."""
    table, where = catalog.row("ladders", name)
    row = bind(LadderRow, table, where)
    ladder = check_ladder(Ladder(name, row.rungs, row.min_gap, row.catch_up))
    if min_gap is not None:
        ladder = replace(ladder, min_gap=min_gap)
    return ladder if catch_up is None else replace(ladder, catch_up=catch_up)
