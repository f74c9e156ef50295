"""Ladders as rows: the rungs of `data/ladders/<name>.toml`, as the firm has changed them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pastdue.firm.binding import bind
from pastdue.firm.catalog import Catalog
from pastdue.ladder import check_ladder
from pastdue.model import Ladder, Rung, Stage
from pastdue.model.spans import Span


@dataclass(frozen=True, slots=True)
class LadderRow:
    """The keys of a ladder's file."""

    rungs: tuple[Rung, ...]
    min_gap: Span
    catch_up: bool = True
    charges_from: Stage = Stage.REMINDER
    countries: tuple[str, ...] = ()
    """Those whose law asks for this ladder's days; a run there that uses another one says so."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a firm has changed of its ladder; None: as the row says."""

    min_gap: Span | None = None
    catch_up: bool | None = None
    charges_from: Stage | None = None


def load_ladder(catalog: Catalog, name: str, changes: Changes = Changes()) -> Ladder:
    """The ladder called `name`, as the firm has changed it."""
    table, where = catalog.row("ladders", name)
    row = bind(LadderRow, table, where)
    ladder = check_ladder(Ladder(name, row.rungs, row.min_gap, row.catch_up, row.charges_from))
    wanted = {"min_gap": changes.min_gap, "catch_up": changes.catch_up, "charges_from": changes.charges_from}
    return replace(ladder, **{key: value for key, value in wanted.items() if value is not None})  # type: ignore[arg-type]


def customary(catalog: Catalog, country: str) -> str:
    """The ladder made for creditors in `country`; empty where there is none."""
    for name in catalog.names("ladders"):
        if country in catalog.row("ladders", name)[0].get("countries", ()):
            return name
    return ""
