"""The place of a firm's ledger, whatever it is: what can be asked of it, and whether a run there is the first."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pastdue.ledger.access import Access
from pastdue.model.errors import LedgerError

if TYPE_CHECKING:
    from pastdue.ledger.database import Database
    from pastdue.ledger.ledger import Ledger

_TRACES = "*/run*.json"
"""The files every run leaves in its output folder, in the folder of its day."""


class LedgerPlace(Protocol):
    """The place of a firm's ledger, whether there is one yet or not. Every call may raise the errors of a ledger,
    naming it."""

    @property
    def name(self) -> str:
        """The ledger's name in messages, without a password."""

    @property
    def file(self) -> Path | None:
        """The file that it is, where it is one."""

    def settings(self, folder: Path) -> tuple[str, ...]:
        """The lines of `[ledger]` that name it in the pastdue.toml of `folder`; without a password."""

    def exists(self) -> bool:
        """True when there is a ledger, be it damaged."""

    def open(self, access: Access = Access.CHANGE) -> Ledger:
        """The ledger that is there; refused are a missing, foreign, damaged and newer one."""

    def held(self, outputs: Iterable[Path] = (), access: Access = Access.CHANGE) -> AbstractContextManager[Ledger]:
        """The ledger, locked against other runs. Where there is none it may be begun, unless one of the folders
        `outputs` has the files of a run."""

    def made_anew(self) -> AbstractContextManager[Database]:
        """An empty ledger to be filled within, and there once this ends well; refused where one is there already."""


def is_first_run(place: LedgerPlace, *outputs: Path) -> bool:
    """True when there is no ledger at `place` and none was there before.

    Refuses a missing ledger where one of the `outputs` folders has the files of a run: a new ledger would send
    every letter again.
    """
    if place.exists():
        return False
    earlier = [trace for out in outputs if out.is_dir() for trace in sorted(out.glob(_TRACES))]
    if earlier:
        raise LedgerError(
            f"the ledger is missing, but {earlier[-1]} was left by an earlier run",
            "put the ledger back from a backup; if nothing of it was posted, move the output folder away",
            place.name,
        )
    return True
