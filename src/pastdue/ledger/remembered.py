"""A value that was read from a ledger, kept until the ledger has other rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Remembered(Generic[Value]):
    """A value with the state of the ledger it was read in: rows are only added, so it holds while that is equal."""

    def __init__(self) -> None:
        self._held: tuple[tuple[object, ...], object, Value] | None = None

    def at(self, state: tuple[object, ...], read: Callable[[], Value], rests_on: object = None) -> Value:
        """The value at this state, `read` where it is not the last one; `rests_on` is what else it is made of, which
        must be the same thing."""
        if self._held is None or self._held[0] != state or self._held[1] is not rests_on:
            self._held = state, rests_on, read()
        return self._held[2]
