"""The catalog of rows: data files by kind and name; the user's own are looked up first.

A kind is a folder: `data/<kind>/<name>.toml` in the package, `pastdue.d/<kind>/<name>.toml` beside pastdue.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from pastdue.model.errors import SettingsError
from pastdue.model.names import one_of


def parse_toml(text: str, where: str) -> dict[str, Any]:
    """The TOML in `text`, decimals exact; refuses bad syntax naming `where` and the line."""
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{where}: {error}", "see https://toml.io for how TOML is written") from None


@dataclass(frozen=True, slots=True)
class Catalog:
    """Rows shipped with the program and, before them, those in the user's `own` folder (None: no such folder)."""

    own: Path | None = None

    def names(self, kind: str) -> tuple[str, ...]:
        """Every name of `kind`, sorted; a user's row of the same name hides ours."""
        return tuple(sorted(self._files(kind)))

    def row(self, kind: str, name: str) -> tuple[Mapping[str, Any], str]:
        """The TOML table of the row `name` of `kind`, and where it came from (for messages)."""
        files = self._files(kind)
        one_of(name, sorted(files), f"{kind} {name!r}")
        where = self.where(kind, name)
        try:
            text = files[name].read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"{where}: cannot be read: {error}") from None
        return parse_toml(text, where), where

    def is_own(self, kind: str, name: str) -> bool:
        """Whether the row `name` of `kind` is the user's own, a copy of ours included."""
        return self.own is not None and (self.own / kind / f"{name}.toml").is_file()

    def where(self, kind: str, name: str) -> str:
        """The row's file as messages call it: `ladders/monthly.toml`, the user's own `pastdue.d/ladders/mine.toml`."""
        folder = f"{self.own.name}/" if self.own is not None and self.is_own(kind, name) else ""
        return f"{folder}{kind}/{name}.toml"

    def _files(self, kind: str) -> dict[str, Traversable]:
        folders: list[Traversable] = [resources.files("pastdue") / "data" / kind]
        if self.own is not None:
            folders.append(self.own / kind)
        return {
            f.name.removesuffix(".toml"): f
            for folder in folders
            if folder.is_dir()
            for f in folder.iterdir()
            if f.name.endswith(".toml")
        }
