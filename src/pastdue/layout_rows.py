"""Which layouts are there? The rows of data/layouts and of the user's own folder, as typed values."""

from __future__ import annotations

from pastdue.binding import bind
from pastdue.catalog import Catalog
from pastdue.letters.layouts import Layout


def load_layout(catalog: Catalog, name: str) -> Layout:
    """The layout `name`; refuses an unknown name, an unknown key, and places that break the window's rules."""
    table, where = catalog.row("layouts", name)
    return bind(Layout, table, where)
