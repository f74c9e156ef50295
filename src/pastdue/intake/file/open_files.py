"""Files that are read again for every answer that is tried: what was made of them is made once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class OpenFiles:
    """The texts and records of files that were read so far, by what they were made from, while one reading lasts."""

    def __init__(self) -> None:
        self._made: dict[Hashable, Any] = {}

    def known(self, key: Hashable) -> Any:
        """The thing kept under the key; None for nothing."""
        return self._made.get(key)

    def keep(self, key: Hashable, made: T) -> T:
        """Keep `made` under the key and return it."""
        self._made[key] = made
        return made

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """The thing kept under the key, made now where nothing is."""
        found = self._made.get(key)
        return found if found is not None else self.keep(key, make())
