"""The purpose a ledger is opened for: to be read, to be changed, or to be begun where there is none."""

from __future__ import annotations

from enum import Enum, auto


class Access(Enum):
    """The purpose a ledger is opened for. Whichever it is, a damaged, foreign or newer ledger is refused."""

    READ = auto()
    """Nothing is written, and an older version is not brought up to date. A missing ledger is refused."""
    CHANGE = auto()
    """Written to, and brought up to date first. A missing ledger is refused."""
    BEGIN = auto()
    """The same; where there is none, one is made."""

    @property
    def reads_alone(self) -> bool:
        """True when nothing is written."""
        return self is Access.READ
