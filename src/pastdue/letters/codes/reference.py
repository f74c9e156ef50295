"""Payment references: the letter's number with the invoices it is for, or a creditor reference."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pastdue.model.errors.left_out import CannotPrint
from pastdue.model.messages import Message

_BODY_AT_MOST = 21


def quoted(number: str, invoices: Sequence[str], at_most: int) -> str:
    """The letter's number and as many invoice numbers as `at_most` characters take, with a count of the others.

    The letter's own number is never cut, so the text can be longer than `at_most` when that is; nor is the first
    invoice's where the letter has no number.

    >>> quoted("2026-00017", ["A-1", "A-2", "A-3"], 60), quoted("2026-00017", ["A-1", "A-2", "A-3"], 20)
    ('2026-00017 / A-1 A-2 A-3', '2026-00017 / A-1 +2')
    >>> quoted("2026-00017", ["A-1"], 12), quoted("", ["A-1", "A-2"], 20)
    ('2026-00017', 'A-1 A-2')
    """
    text = number
    for at, invoice in enumerate(invoices):
        left = len(invoices) - at
        if not text:
            text = invoice
            continue
        longer = f"{text} {invoice}" if at else f"{text} / {invoice}"
        if len(longer) > at_most - len(f" +{left}"):
            return f"{text} +{left}" if at else text
        text = longer
    return text


def creditor_reference(number: str) -> str:
    """The ISO 11649 reference of a letter: `RF`, two check digits (MOD 97-10), the number's letters and digits.

    Refuses a number with more than 21 of them, or with none.

    >>> creditor_reference("2348231"), creditor_reference("2026-00017")
    ('RF712348231', 'RF85202600017')
    """
    body = re.sub(r"[^0-9A-Z]", "", number.upper())
    if not body or len(body) > _BODY_AT_MOST:
        raise CannotPrint(Message.of("no_reference"), Message.of("letter_reference"), letter=number)
    return f"RF{98 - int(_as_digits(body + 'RF00')) % 97:02d}{body}"


def _as_digits(text: str) -> str:
    """Letters as the numbers 10 to 35, as MOD 97-10 reads them."""
    return "".join(str(int(char, 36)) for char in text)


def in_fours(text: str) -> str:
    """`text` in groups of four, as IBANs and creditor references are printed.

    >>> in_fours("PL61109010140000071219812874"), in_fours("RF712348231")
    ('PL61 1090 1014 0000 0712 1981 2874', 'RF71 2348 231')
    """
    plain = "".join(text.split())
    return " ".join(plain[at : at + 4] for at in range(0, len(plain), 4))
