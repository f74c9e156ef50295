"""The place of a firm's ledger: a file of this machine, or a schema of a PostgreSQL database."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pastdue.ledger.database import Database
from pastdue.ledger.ledger import Ledger
from pastdue.ledger.sqlite.file import made_anew
from pastdue.ledger.sqlite.lock import Lock
from pastdue.ledger.statements.writing import stored
from pastdue.model.errors import LedgerError, SettingsError

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

    def open(self, *, read_only: bool = False) -> Ledger:
        """The ledger that is there; refused are a missing, foreign, damaged and newer one."""

    def held(
        self, outputs: Iterable[Path] = (), *, create: bool = False, read_only: bool = False
    ) -> AbstractContextManager[Ledger]:
        """The ledger, locked against other runs. Where there is none it is made when `create`, unless one of the
        folders `outputs` has the files of a run."""

    def made_anew(self) -> AbstractContextManager[Database]:
        """An empty ledger to be filled within, and there once this ends well; refused where one is there already."""


@dataclass(frozen=True, slots=True)
class FilePlace:
    """A ledger in the SQLite file `path`."""

    path: Path

    @property
    def name(self) -> str:
        return str(self.path)

    @property
    def file(self) -> Path | None:
        return self.path

    def settings(self, folder: Path) -> tuple[str, ...]:
        return (f"file = {json.dumps(stored(self.path, folder.absolute()), ensure_ascii=False)}",)

    def exists(self) -> bool:
        return os.path.lexists(self.path)

    def open(self, *, read_only: bool = False) -> Ledger:
        return Ledger.open(self.path, create=False, read_only=read_only)

    @contextmanager
    def held(self, outputs: Iterable[Path] = (), *, create: bool = False, read_only: bool = False) -> Iterator[Ledger]:
        with Lock(self.path):
            create = create and is_first_run(self, *outputs)
            with Ledger.open(self.path, create=create, read_only=read_only) as ledger:
                yield ledger

    @contextmanager
    def made_anew(self) -> Iterator[Database]:
        with Lock(self.path), made_anew(self.path) as database:
            yield database


def server_place(url: str, schema: str, home: Path) -> LedgerPlace:
    """The ledger in `schema` of the PostgreSQL database at `url`; folders are written down in it from `home` on."""
    try:
        from pastdue.ledger.postgresql.place import ServerPlace
    except ImportError:
        raise SettingsError(
            "ledger: url: what speaks to PostgreSQL is not installed", 'pip install "pastdue[postgresql]"'
        ) from None
    return ServerPlace(url, schema, home)


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
            f"{place.name}: the ledger is missing, but {earlier[-1]} was left by an earlier run",
            "put the ledger back from a backup; if nothing of it was posted, move the output folder away",
        )
    return True
