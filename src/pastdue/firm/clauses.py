"""The optional clauses of a firm's letters, by the stage of the letter."""

from __future__ import annotations

from pastdue.firm.firm import Firm
from pastdue.firm.rows.ladders import load_ladder
from pastdue.firm.rows.stages import load_stage
from pastdue.model import Stage


def clauses_of(firm: Firm, stage: Stage) -> tuple[str, ...]:
    """The optional clauses of letters of `stage`: those of every letter, then those that hold from it or before.

    A courtesy note has none: nothing is late.
    """
    if stage.is_courtesy:
        return ()
    own, catalog = firm.settings.letters, firm.catalog
    ladder = load_ladder(catalog, firm.settings.dunning.ladder)
    later = (c for c, first in own.clauses_from.items() if ladder.at_least(stage, load_stage(catalog, first)))
    return tuple(dict.fromkeys((*own.clauses, *later)))
