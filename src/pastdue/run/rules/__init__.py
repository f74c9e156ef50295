"""The firm's settings turned into rules: its ladder and limits (`rulebook`), its policies (`policies`)."""

from __future__ import annotations

from pastdue.run.rules.rulebook import Rulebook

__all__ = ["Rulebook"]
