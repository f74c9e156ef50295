"""Errors: one family for each exit code; every class words its message from facts.

`cli` alone turns these into a message on stderr and an exit code. `problems` has what is wrong at one place of a
user's file, `left_out` what concerns one letter or one invoice, `disk` what a failing or a full disk says.
"""

from __future__ import annotations

from typing import Self


class PastdueError(Exception):
    """Base of every error pastdue words itself: `what` went wrong and, where there is one, the `remedy`.

    Every class keeps in `args` what it was made of, so that an error can come from another process.
    """

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what, remedy)
        self.what = what
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.what}\n  {self.remedy}" if self.remedy else self.what


class SettingsError(PastdueError):
    """The settings, a data row or a command-line value cannot be used (exit 2)."""


class InputError(PastdueError):
    """The input file as a whole cannot be used (exit 4)."""


class LockedError(PastdueError):
    """Another run is at work on the same ledger (exit 5)."""


class OutputError(PastdueError):
    """The output folder cannot be written to, or a disk failed (exit 6)."""


class LedgerError(PastdueError):
    """The ledger is missing, damaged, newer than this program, or refuses the command (exit 7).

    `ledger` is its name; "" where the error comes from deeper than that is known.

    >>> print(LedgerError("there is no letter '7'", "`pastdue history` lists the letters", "pastdue.db"))
    pastdue.db: there is no letter '7'
      `pastdue history` lists the letters
    """

    def __init__(self, what: str, remedy: str = "", ledger: str = "") -> None:
        super().__init__(what, remedy)
        self.args = (what, remedy, ledger)
        self.ledger = ledger

    def of(self, ledger: str, remedy: str = "") -> Self:
        """The same error, of the ledger of this name; with another `remedy`, where one is given."""
        return type(self)(self.args[0], remedy or self.remedy, ledger)

    def __str__(self) -> str:
        return f"{self.ledger}: {super().__str__()}" if self.ledger else super().__str__()


class DamagedLedger(LedgerError):
    """Something in a ledger that pastdue did not record: the `damage` in words."""

    def __init__(self, damage: str, remedy: str = "", ledger: str = "") -> None:
        super().__init__(f"the ledger is damaged: {damage}", remedy, ledger)
        self.args = (damage, remedy, ledger)
        self.damage = damage
