"""Layouts as rows: those of data/layouts and of the user's own folder, as typed values."""

from __future__ import annotations

from pastdue.firm.catalog import Catalog
from pastdue.model.errors import SettingsError
from pastdue.typeset.layouts import Layout, OwnWindow, own_layout

ELSEWHERE = "*"


def load_layout(catalog: Catalog, name: str) -> Layout:
    """The layout `name`; refuses an unknown name, an unknown key, and places that break the window's rules."""
    return catalog.bound(Layout, "layouts", name)[0]


def chosen_layout(catalog: Catalog, name: str, window: OwnWindow | None) -> Layout:
    """The layout for the user's own `window` where there is one, else the row `name`."""
    if window is None:
        return load_layout(catalog, name)
    try:
        return own_layout(window)
    except SettingsError as error:
        raise SettingsError(f"letters.window: {error.what}", error.remedy) from None


def layout_for(catalog: Catalog, country: str) -> str:
    """The name of the layout for firms in `country` that have chosen none: the one whose row names the country,
    else the one that names `*`. Of two rows that name it, the first by name counts."""
    names = catalog.names("layouts")
    named = {name: catalog.row("layouts", name)[0].get("countries", ()) for name in names}
    for wanted in (country, ELSEWHERE):
        for name, countries in named.items():
            if wanted in countries:
                return name
    raise SettingsError(f"no layout is meant for {country}", "choose one: [letters] layout = " + ", ".join(names))
