"""A ladder and its rungs, with what follows the last one."""

from __future__ import annotations

from dataclasses import dataclass

from pastdue.model.ladders.stages import Stage
from pastdue.model.ladders.thresholds import CountedFrom, Threshold
from pastdue.model.spans import Span


@dataclass(frozen=True, slots=True)
class Repeat:
    """The repetition of the last rung: one letter each `every` after its last, at most `at_most` times."""

    every: Span
    at_most: int


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of the ladder: reached at `after`, counted from a day; the letter asks for payment `pay_within`.

    A courtesy note has no `pay_within`: it names the due day.
    """

    stage: Stage
    after: Threshold
    pay_within: Span | None
    counted_from: CountedFrom = CountedFrom.DUE
    repeat: Repeat | None = None


@dataclass(frozen=True, slots=True)
class Ladder:
    """Rungs in rising order, at least `min_gap` between two notices for one invoice.

    With `catch_up` an invoice first seen late gets the rung its age deserves; without, one rung per run. Letters of a
    stage before `charges_from` ask for no charges, they only announce them. `before_due` are the courtesy notes, the
    earliest first: no steps of the ladder.
    """

    name: str
    rungs: tuple[Rung, ...]
    min_gap: Span
    catch_up: bool = True
    charges_from: Stage = Stage.REMINDER
    before_due: tuple[Rung, ...] = ()

    def step(self, stage: Stage) -> int:
        """The place of `stage` among the rungs, from 0; of one the ladder has not, that of the last rung that is no
        severer, -1 where all are."""
        for step, rung in enumerate(self.rungs):
            if rung.stage == stage:
                return step
        milder = (n for n, rung in enumerate(self.rungs) if rung.stage.severity[0] <= stage.severity[0])
        return max(milder, default=-1)

    def at_least(self, stage: Stage, first: Stage) -> bool:
        """True when `stage` is `first` or stands above it; by what it is like where the ladder has no `first`."""
        if any(rung.stage == first for rung in self.rungs):
            return self.step(stage) >= self.step(first)
        return stage.severity[0] >= first.severity[0]
