"""People as customers: a first and a last name in two columns are one name, where no company stands beside them."""

from __future__ import annotations

import numpy as np

from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.cells import Coded


def people(sheet: Sheet) -> list[str]:
    """For each row the person's first and last name; "" where it names none."""
    first, last = (sheet.checked(name).all() for name in ("first_name", "last_name"))
    return [f"{one} {other}".strip() for one, other in zip(first, last, strict=True)]


def name_people(sheet: Sheet) -> None:
    """Let the customer of a row without a company be the person it names.

    A general header such as `Nom` or `Nombre` is half a name, and no company, where the other half has a column.
    """
    alone = sheet.preset.fallback and sheet.has("customer") and not sheet.has("first_name")
    if alone or not sheet.has("last_name"):
        return
    places = sheet.header.places
    half = places.get("customer", -1) in (places.get("first_name"), places.get("last_name"))
    persons = people(sheet)
    companies = sheet.text("customer").all() if not half or "customer" in sheet.dialect.map else [""] * len(persons)
    names = [company or person for company, person in zip(companies, persons, strict=True)]
    if names:
        sheet.put("customer", Coded(np.arange(len(names)), names).merged())
