"""Functions that a test puts in the place of the program's, to see how they are called."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

_T = TypeVar("_T")


def noting(made: Callable[..., _T], note: Callable[..., object]) -> Callable[..., _T]:
    """The function `made`; what it is called with goes to `note` first."""

    def called(*given: Any, **named: Any) -> _T:
        note(*given, **named)
        return made(*given, **named)

    return called
