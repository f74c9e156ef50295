"""Courts' forms as rows: `data/courts/<name>.toml`, the user's own first; all values are checked at once."""

from __future__ import annotations

from pastdue.firm.binding import bind
from pastdue.firm.catalog import Catalog
from pastdue.model.errors import SettingsError
from pastdue.reports.claims.court import CourtForm, strange_places

KIND = "courts"
GENERAL = "general"
"""The name of the sheet for every other court, in the firm's own language."""


def load_court(catalog: Catalog, name: str) -> CourtForm:
    """The form called `name`; refuses an unknown name, and a value in braces that no form can ask for."""
    table, where = catalog.row(KIND, name)
    form = bind(CourtForm, table, where)
    for place in strange_places(form):
        raise SettingsError(f"{where}: {{{place}}} is not a value of a court's form", "`pastdue docs claim` lists them")
    return form


def court_of(catalog: Catalog, creditor: str, customer: str) -> str:
    """The name of the form for a creditor and a customer in these countries: that of the country they share; `general`
    where they do not, or where it has none."""
    if creditor and customer in ("", creditor):
        for name in catalog.names(KIND):
            if creditor in load_court(catalog, name).countries:
                return name
    return GENERAL
