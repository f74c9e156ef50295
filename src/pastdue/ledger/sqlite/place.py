"""A ledger's place in a file of this machine."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pastdue.ledger.access import Access
from pastdue.ledger.database import Database
from pastdue.ledger.ledger import Ledger
from pastdue.ledger.place import is_first_run
from pastdue.ledger.sqlite.file import made_anew
from pastdue.ledger.sqlite.lock import Lock
from pastdue.ledger.statements.writing import stored


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

    def open(self, access: Access = Access.CHANGE) -> Ledger:
        return Ledger.open(self.path, access)

    @contextmanager
    def held(self, outputs: Iterable[Path] = (), access: Access = Access.CHANGE) -> Iterator[Ledger]:
        with Lock(self.path):
            if access is Access.BEGIN and not is_first_run(self, *outputs):
                access = Access.CHANGE
            with Ledger.open(self.path, access) as ledger:
                yield ledger

    @contextmanager
    def made_anew(self) -> Iterator[Database]:
        with Lock(self.path), made_anew(self.path) as database:
            yield database
