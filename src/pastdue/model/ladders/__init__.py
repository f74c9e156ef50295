"""The dunning ladder: its stages, when each rung is reached, and what follows the last one."""

from __future__ import annotations

from pastdue.model.ladders.rungs import Ladder, Repeat, Rung
from pastdue.model.ladders.stages import STAGES, Stage
from pastdue.model.ladders.thresholds import CountedFrom, Threshold

__all__ = ["STAGES", "CountedFrom", "Ladder", "Repeat", "Rung", "Stage", "Threshold"]
