"""Tax numbers as letters print them: without a label of their own, under the label that fits them."""

from __future__ import annotations

import re

_OF_THE_UNION = re.compile(
    "(AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|GB|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK|XI)"
    "[ .]?[0-9A-Z][0-9A-Z+* .]*[0-9]"
)
"""A number for value added tax: the state's letters, then at least two signs of which the last is a digit."""


def without_label(number: str, *labels: str) -> str:
    """`number` without a label before it: letters often have one of `labels` already.

    >>> without_label("NIP 123-456-32-18", "NIP"), without_label("VAT no.: 12", "VAT no.")
    ('123-456-32-18', '12')
    >>> without_label("NIPPON", "NIP")
    'NIPPON'
    """
    for label in labels:
        found = re.fullmatch(rf"{re.escape(label.rstrip('.'))}\.?(?:\s*:\s*|\s+)(\S.*)", number, re.IGNORECASE)
        if found:
            return found[1]
    return number


def is_vat_number(number: str) -> bool:
    """True when `number` is one for value added tax, which begins with the letters of a state.

    >>> is_vat_number("DE123456789"), is_vat_number("123/456/78901"), is_vat_number("DE")
    (True, False, False)
    """
    return _OF_THE_UNION.fullmatch(number.upper()) is not None
