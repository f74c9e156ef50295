"""Ladders as rows: the rungs of `data/ladders/<name>.toml`, as the firm has changed them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows import stages
from pastdue.ladder import check_ladder
from pastdue.model import CountedFrom, Ladder, Repeat, Rung, Stage, Threshold
from pastdue.model.errors import SettingsError
from pastdue.model.names import one_of
from pastdue.model.spans import Span


@dataclass(frozen=True, slots=True)
class RungRow:
    """The keys of a rung."""

    stage: str
    after: Threshold
    pay_within: Span | None = None
    counted_from: CountedFrom = CountedFrom.DUE
    repeat_every: Span | None = None
    repeat_at_most: int | None = None


@dataclass(frozen=True, slots=True)
class LadderRow:
    """The keys of a ladder's file."""

    rungs: tuple[RungRow, ...]
    min_gap: Span
    catch_up: bool = True
    charges_from: str = str(Stage.REMINDER)
    countries: tuple[str, ...] = ()
    """The countries whose law asks for this ladder's days; a run there with another ladder gives a remark."""


@dataclass(frozen=True, slots=True)
class LadderChanges:
    """The firm's changes to its ladder's row; None: as the row says."""

    min_gap: Span | None = None
    catch_up: bool | None = None
    charges_from: str | None = None


def load_ladder(catalog: Catalog, name: str, changes: LadderChanges = LadderChanges()) -> Ladder:
    """The ladder called `name`, as the firm has changed it."""
    row, where = catalog.bound(LadderRow, "ladders", name)
    rungs = [_rung(catalog, one, f"{where}: rungs[{n}]") for n, one in enumerate(row.rungs, 1)]
    steps = [rung for rung in rungs if not rung.stage.is_courtesy]
    notes = tuple(rung for rung in rungs if rung.stage.is_courtesy)
    ordered = tuple(replace(rung, stage=Stage(rung.stage, rung.stage.like, step)) for step, rung in enumerate(steps))
    first = _stage(catalog, changes.charges_from or row.charges_from, f"{where}: charges_from", courtesy=False)
    ladder = Ladder(
        name,
        ordered,
        row.min_gap if changes.min_gap is None else changes.min_gap,
        row.catch_up if changes.catch_up is None else changes.catch_up,
        first,
        notes,
    )
    return check_ladder(ladder)


def customary(catalog: Catalog, country: str) -> str:
    """The ladder made for creditors in `country`; empty where there is none."""
    for name in catalog.names("ladders"):
        if country in catalog.row("ladders", name)[0].get("countries", ()):
            return name
    return ""


def _rung(catalog: Catalog, row: RungRow, where: str) -> Rung:
    """The rung of a row; refuses keys that do not belong together."""
    stage = _stage(catalog, row.stage, f"{where}: stage")
    if stage.is_courtesy and row.pay_within is not None:
        raise SettingsError(f"{where}: pay_within: a courtesy note names the due day itself", "leave pay_within out")
    if not stage.is_courtesy and row.pay_within is None:
        raise SettingsError(f"{where}: missing pay_within")
    if (row.repeat_every is None) != (row.repeat_at_most is None):
        remedy = 'as repeat_every = "14 days", repeat_at_most = 3'
        raise SettingsError(f"{where}: repeat_every and repeat_at_most belong together", remedy)
    repeat = None
    if row.repeat_every is not None and row.repeat_at_most is not None:
        repeat = Repeat(row.repeat_every, row.repeat_at_most)
    return Rung(stage, row.after, row.pay_within, row.counted_from, repeat)


def _stage(catalog: Catalog, name: str, where: str, *, courtesy: bool = True) -> Stage:
    """The stage called `name`; refuses, naming `where`, a name without a row."""
    return stages.load_stage(catalog, one_of(name, stages.names(catalog, courtesy=courtesy), where))
