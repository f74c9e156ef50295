"""The catalog of rows: data files by kind and name; the user's own are looked up first.

A kind is a folder: `data/<kind>/<name>.toml` in the package, `pastdue.d/<kind>/<name>.toml` beside pastdue.toml.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pastdue.firm.binding import bind
from pastdue.model.errors import SettingsError
from pastdue.model.errors.disk import read_fault
from pastdue.model.names import one_of

Row = TypeVar("Row")

_HOW = 'text stands in quotes, as name = "Ada Ltd"; see https://toml.io for how TOML is written'


def parse_toml(text: str, where: str) -> dict[str, Any]:
    """The TOML in `text`, decimals exact; refuses bad syntax naming `where` and the line."""
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(text, where, f"{error}") from None


def _not_toml(text: str, where: str, said: str) -> SettingsError:
    """The error on TOML that cannot be read: with the line it names, and what is wrong there in plain words where that
    is a key or a table said twice."""
    found = re.search(r" \(at line (\d+), column \d+\)$", said)
    if found is None:
        return SettingsError(f"{where}: {said}", _HOW)
    line = text.split("\n")[int(found[1]) - 1].strip()
    if said.startswith(("Cannot overwrite", "Cannot declare", "Duplicate")):
        return SettingsError(f"{where}:{found[1]}: said a second time: {line}", "keep one of the two")
    return SettingsError(f"{where}:{found[1]}: {said[: found.start()]}: {line}", _HOW)


@dataclass(frozen=True, slots=True)
class Catalog:
    """Rows shipped with the program and, before them, those in the user's `own` folder (None: no such folder)."""

    own: Path | None = None

    def names(self, kind: str) -> tuple[str, ...]:
        """Every name of `kind`, sorted; a user's row of the same name hides the shipped one."""
        return tuple(sorted(self._files(kind)))

    def row(self, kind: str, name: str) -> tuple[Mapping[str, Any], str]:
        """The TOML table of the row `name` of `kind`, and where it came from (for messages)."""
        if name in _shipped(kind) and not self.is_own(kind, name):
            return _shipped_row(kind, name), f"{kind}/{name}.toml"
        files = self._files(kind)
        one_of(name, sorted(files), f"{kind} {name!r}")
        where = self.where(kind, name)
        try:
            text = files[name].read_text(encoding="utf-8")
        except OSError as error:
            raise read_fault(where, error, SettingsError(f"{where}: cannot be read: {error}")) from None
        except UnicodeDecodeError as error:
            raise SettingsError(f"{where}: cannot be read: {error}") from None
        return parse_toml(text, where), where

    def bound(self, cls: type[Row], kind: str, name: str) -> tuple[Row, str]:
        """The row `name` of `kind` as a `cls`, which must be frozen, and where it came from."""
        if name in _shipped(kind) and not self.is_own(kind, name):
            as_is: Any = cls
            row: Row = _shipped_bound(as_is, kind, name)
            return row, f"{kind}/{name}.toml"
        table, where = self.row(kind, name)
        return bind(cls, table, where), where

    def text(self, kind: str, name: str) -> str:
        """The whole file of the row `name` of `kind`, which must be there."""
        return self._files(kind)[name].read_text(encoding="utf-8")

    def is_own(self, kind: str, name: str) -> bool:
        """True when the row `name` of `kind` is the user's own, even an unchanged copy of the shipped one."""
        # A run asks a hundred times: a path made of strings takes a tenth of the time.
        return self.own is not None and os.path.isfile(f"{self.own}/{kind}/{name}.toml")  # noqa: PTH113

    def where(self, kind: str, name: str) -> str:
        """The row's file as messages call it: `ladders/monthly.toml`, the user's own `pastdue.d/ladders/mine.toml`."""
        folder = f"{self.own.name}/" if self.own is not None and self.is_own(kind, name) else ""
        return f"{folder}{kind}/{name}.toml"

    def _files(self, kind: str) -> dict[str, Traversable]:
        own = self.own is not None and os.path.isdir(f"{self.own}/{kind}")  # noqa: PTH112 - as `is_own`
        return _shipped(kind) | _rows_of(Path(f"{self.own}/{kind}")) if own else _shipped(kind)


def _rows_of(folder: Traversable) -> dict[str, Traversable]:
    """The files of the rows in `folder` by their names; none where there is no such folder."""
    files = folder.iterdir() if folder.is_dir() else ()
    return {file.name.removesuffix(".toml"): file for file in files if file.name.endswith(".toml")}


# What is shipped does not change while the program runs, and a run asks for some rows a hundred times.
@cache
def _shipped(kind: str) -> dict[str, Traversable]:
    return _rows_of(resources.files("pastdue") / "data" / kind)


@cache
def _shipped_row(kind: str, name: str) -> Mapping[str, Any]:
    text = _shipped(kind)[name].read_text(encoding="utf-8")
    return MappingProxyType(parse_toml(text, f"{kind}/{name}.toml"))


@cache
def _shipped_bound(cls: type[Any], kind: str, name: str) -> Any:
    return bind(cls, _shipped_row(kind, name), f"{kind}/{name}.toml")
