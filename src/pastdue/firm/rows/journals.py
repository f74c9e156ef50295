"""Forms of journals as rows: the columns that accounting programs read, shipped and the user's own."""

from __future__ import annotations

import codecs
from string import Formatter

from pastdue.firm.binding import bind
from pastdue.firm.catalog import Catalog
from pastdue.model.errors import SettingsError
from pastdue.reports.journal import KNOWN_NAMES, JournalForm

KIND = "journals"


def load_form(catalog: Catalog, name: str) -> JournalForm:
    """The form called `name`; refuses an unknown name, an encoding there is not, and a column that names nothing."""
    table, where = catalog.row(KIND, name)
    form = bind(JournalForm, table, where)
    try:
        codecs.lookup(form.encoding)
    except LookupError:
        raise SettingsError(f"{where}: encoding: {form.encoding!r} is unknown", 'as "utf-8" or "cp1252"') from None
    for number, column in enumerate(form.columns, 1):
        try:
            unknown = [part[1] for part in Formatter().parse(column.value) if part[1] not in (None, *KNOWN_NAMES)]
        except ValueError:
            unknown = [column.value]
        if unknown:
            raise SettingsError(f"{where}: columns[{number}]: value: {{{unknown[0]}}} is unknown",
                                "known: " + ", ".join(sorted(KNOWN_NAMES)))  # fmt: skip
    return form
