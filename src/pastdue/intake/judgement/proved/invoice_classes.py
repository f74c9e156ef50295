"""The letter of an invoice's class, as Argentine programs write it in a column of kinds: every class is owed."""

from __future__ import annotations

from pastdue.intake.export.headers import language_of, loose
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.states.topics import loose_words
from pastdue.intake.values.word_rows import rows

_COUNTRY, _TAX_NUMBER = "AR", "cuit"
_AT_HOME = {"A", "B"}
_OF_SMALL_FIRMS = "C"
"""The class of firms that issue no other to customers at home; elsewhere a C may be a credit, beside an A a charge."""


def are_classes(sheet: Sheet) -> bool:
    """True when the column of kinds says a letter of a class in every row and nothing else, the list is in Spanish, and
    the settings or a number of Argentine taxpayers say where it is from, or some rows have an A, the others a B, and
    their numbers begin with it: an A alone or beside an E may be a credit. C stands for none but beside that country,
    and never beside the other classes at home."""
    letters = set(sheet.text("type").used)
    if not letters or not letters <= set(rows("headers")["invoice_class"]):
        return False
    if language_of(sheet.header.names)[0] != "es":
        return False
    there = sheet.dialect.country == _COUNTRY and sheet.dialect.country_said
    there |= any(_TAX_NUMBER in (loose(name), *loose_words(name)) for name in sheet.header.names)
    if _OF_SMALL_FIRMS in letters:
        return there and not letters & {"A", "B", "M"}
    return there or (letters == _AT_HOME and _numbered_by_class(sheet))


def _numbered_by_class(sheet: Sheet) -> bool:
    """True when the number of every row begins with its letter."""
    pairs = set(zip(sheet.text("type").all(), sheet.text("invoice").all(), strict=True))
    return all(number.startswith(letter) for letter, number in pairs)
