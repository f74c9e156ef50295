"""Presets as rows: those of data/presets and of the user's own folder, as typed values."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, cached_property

from pastdue.firm.catalog import Catalog
from pastdue.intake.export.presets import CANONICAL, Preset
from pastdue.model.names import one_of


def load_presets(catalog: Catalog) -> tuple[Preset, ...]:
    """Every preset, sorted by name; refuses an unknown key and an unknown field, naming the file."""
    return tuple(_load(catalog, name) for name in catalog.names("presets"))


def preset_source(catalog: Catalog, name: str) -> Callable[[], tuple[Preset, ...]]:
    """A function that loads the presets when they are first needed; a `name` ("" for none) that is unknown is refused
    at once."""
    if name and name != CANONICAL:
        one_of(name, [CANONICAL, *catalog.names("presets")], f"preset {name!r}")
    return _Presets(catalog)


class _Presets:
    """The presets of a catalog, loaded once when first asked for; another process loads them itself."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def __call__(self) -> tuple[Preset, ...]:
        return self._loaded

    def __reduce__(self) -> tuple[type[_Presets], tuple[Catalog]]:
        return _Presets, (self._catalog,)

    @cached_property
    def _loaded(self) -> tuple[Preset, ...]:
        return load_presets(self._catalog)


def _load(catalog: Catalog, name: str) -> Preset:
    if name in Catalog().names("presets") and not catalog.is_own("presets", name):
        return _shipped(name)
    preset, _ = catalog.bound(Preset, "presets", name)
    return preset.called(name, own=catalog.is_own("presets", name))


# What a preset works out of its headers, it keeps: a trial of many readings, and the next file, find it there.
@cache
def _shipped(name: str) -> Preset:
    preset, _ = Catalog().bound(Preset, "presets", name)
    return preset.called(name, own=False)
