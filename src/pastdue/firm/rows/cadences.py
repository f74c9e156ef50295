"""Cadences as rows: the steps of `data/cadences/<kind>.toml`, the firm's own before the shipped ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pastdue.firm.catalog import Catalog
from pastdue.model.errors import SettingsError
from pastdue.tasks import Cadence, Step

KIND = "cadences"


@dataclass(frozen=True, slots=True)
class CadenceRow:
    """The keys of a cadence's file."""

    steps: tuple[Step, ...]


def load_cadences(catalog: Catalog) -> Mapping[str, Cadence]:
    """Every cadence by its kind; refuses one that cannot be followed, naming its file."""
    return {kind: _loaded(catalog, kind) for kind in catalog.names(KIND)}


def _loaded(catalog: Catalog, kind: str) -> Cadence:
    row, where = catalog.bound(CadenceRow, KIND, kind)
    try:
        return Cadence(kind, row.steps)
    except SettingsError as error:
        raise SettingsError(f"{where}: {error.what}", error.remedy) from None
