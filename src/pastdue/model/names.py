"""Names that must be known: the refusal names the nearest and all others."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from pastdue.model.errors import SettingsError


def hint(key: str, known: list[str]) -> str:
    close = difflib.get_close_matches(key, known, 1)
    return f", did you mean {close[0]!r}?" if close else ""


def one_of(value: str, known: Iterable[str], where: str) -> str:
    """`value` when it is among `known`; else an error naming the known ones."""
    names = list(known)
    if value not in names:
        raise SettingsError(f"{where}: {value!r} is unknown{hint(value, names)}", "known: " + ", ".join(names))
    return value
