"""The database under a ledger: what the statements of a ledger ask of it, whichever server or file it is.

The statements are written once, in the SQL that every home of a ledger understands: parameters are `?` or `?1`, whole
numbers stand for truth in columns, and a guard's refusal is a `RowRefused`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Protocol

from pastdue.letters.saved import UnreadableContent
from pastdue.model.errors import DamagedLedger, PastdueError, SettingsError


class RowRefused(Exception):
    """A row that the database does not take, because one of its own rules or guards forbids it; `at` is its place among
    the rows given with it, from 0."""

    def __init__(self, why: str, at: int = 0) -> None:
        super().__init__(why)
        self.at = at


class Rows(Protocol):
    """The result of a statement: its rows, or the number of rows it changed."""

    @property
    def rowcount(self) -> int: ...
    def fetchone(self) -> Any: ...
    def fetchall(self) -> list[Any]: ...
    def __iter__(self) -> Iterator[Any]: ...


class Database(Protocol):
    """An open database with the tables of a ledger."""

    @property
    def name(self) -> str:
        """The ledger's name in messages."""

    @property
    def home(self) -> Path:
        """The folder, absolute, from which the folders written down in it are counted, so that all can move."""

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> Rows:
        """The result of one statement; RowRefused where a guard of the database forbids it."""

    def execute_each(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Execute one statement for each of `rows`."""

    def add(self, table: str, columns: str, row: Sequence[object]) -> int:
        """Add one row, and return its number `n`."""

    def add_each(self, table: str, columns: str, rows: Sequence[Sequence[object]]) -> list[int]:
        """Add rows in their order, on the way to a server together, and return their numbers `n`; RowRefused says which
        of them the database does not take."""

    def ask_each(self, sql: str, rows: Sequence[Sequence[object]]) -> list[list[Any]]:
        """The rows that one query finds for each of `rows`, asked of a server together."""

    def add_all(self, table: str, columns: str, rows: Iterable[Sequence[object]]) -> None:
        """Add many rows in their order."""

    def transaction(self) -> AbstractContextManager[None]:
        """A transaction: what is written within is recorded when it ends, or on any error nothing of it."""

    def filling(self) -> AbstractContextManager[None]:
        """Within, an empty ledger takes the rows of another as they are, in one transaction: its guards have seen
        them when they were new."""

    def speaking(self) -> AbstractContextManager[None]:
        """Every error of the database within becomes one of ours that says what to do; every refusal names it."""

    def damage(self) -> list[str]:
        """The damage the database itself finds below the rows."""

    def altered(self) -> Iterator[str]:
        """Tables, guards and references that are not as this version makes them."""

    def copy_to(self, target: Path) -> None:
        """Copy it to a file, whole and checked; refused over anything, and where there is another way to back it up."""

    def close(self) -> None:
        """Let go of it; what is not recorded by then is not recorded."""


def numbers_of(add: Callable[[Sequence[object]], int], rows: Sequence[Sequence[object]]) -> list[int]:
    """The numbers of `rows`, added one by one; RowRefused says which of them was not taken."""
    found = []
    for at, row in enumerate(rows):
        try:
            found.append(add(row))
        except RowRefused as error:
            raise RowRefused(str(error), at) from error
    return found


@contextmanager
def reading_rows(what: str) -> Iterator[None]:
    """Rows within that cannot be read, because they hold values pastdue did not record, are a damaged ledger; `what`
    names them, and the remedy is its home's. Serves as a decorator, too."""
    try:
        yield
    except (ValueError, TypeError, KeyError, ArithmeticError, SettingsError, UnreadableContent) as error:
        said = error.what if isinstance(error, PastdueError) else error
        raise DamagedLedger(f"{what} cannot be read: {said}") from error
