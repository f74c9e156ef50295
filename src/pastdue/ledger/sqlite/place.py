"""A ledger's place in a file of this machine. The modules that open it are imported by the calls that do so: most
commands only ask whether there is one."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pastdue.ledger.access import Access
from pastdue.ledger.place import is_first_run

if TYPE_CHECKING:
    from pastdue.ledger.database import Database
    from pastdue.ledger.ledger import Ledger


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
        from pastdue.ledger.statements.writing import stored

        return (f"file = {json.dumps(stored(self.path, folder.absolute()), ensure_ascii=False)}",)

    def exists(self) -> bool:
        return os.path.lexists(self.path)

    def open(self, access: Access = Access.CHANGE) -> Ledger:
        from pastdue.ledger.ledger import Ledger

        return Ledger.open(self.path, access)

    @contextmanager
    def held(self, outputs: Iterable[Path] = (), access: Access = Access.CHANGE) -> Iterator[Ledger]:
        from pastdue.ledger.sqlite.lock import Lock

        with Lock(self.path):
            if access is Access.BEGIN and not is_first_run(self, *outputs):
                access = Access.CHANGE
            with self.open(access) as ledger:
                yield ledger

    @contextmanager
    def made_anew(self) -> Iterator[Database]:
        from pastdue.ledger.sqlite.file import made_anew
        from pastdue.ledger.sqlite.lock import Lock

        with Lock(self.path), made_anew(self.path) as database:
            yield database
