"""The Polish banks' 2D code for transfers: its content and the conditions for printing it.

Source: the recommendation of the Związek Banków Polskich of 3 December 2013: nine fields, the amount in six digits
of grosze, a name of at most 20 and a title of at most 32 characters, level L. The code cannot order a split payment.
"""

from __future__ import annotations

import re
import unicodedata

from pastdue.letters.codes.transfer import NoCode, Transfer, compact

LEAST, MOST = 1, 999_999
"""The amounts the code can order, in grosze: from 0.01 to 9,999.99."""

NAME_AT_MOST, TITLE_AT_MOST = 20, 32
_LETTERS = "A-Za-zĄĆĘŁŃÓŚŹŻąćęłńóśźż"
_ALLOWED = re.compile(rf"[{_LETTERS}0-9 ,./\\\-@#&*_]")
_NRB = re.compile(r"PL[0-9]{26}")
_NIP_WEIGHTS = (6, 5, 7, 2, 3, 4, 5, 6, 7)


def zbp(transfer: Transfer) -> tuple[str, ...] | NoCode:
    """The fields of the code, or why there is none.

    The name is cut at 20 characters and loses those the code may not hold; a reference is never changed: one of
    more than 32 characters or with a character outside the alphabet is refused. A tax id that is no NIP stays out.
    """
    if transfer.amount.currency != "PLN":
        return NoCode.CURRENCY
    if transfer.split:
        return NoCode.SPLIT_PAYMENT
    if not _NRB.fullmatch(transfer.account):
        return NoCode.ACCOUNT
    grosze = transfer.amount.amount * 100
    if not LEAST <= grosze <= MOST or grosze != int(grosze):
        return NoCode.AMOUNT
    name = allowed(transfer.payee)[:NAME_AT_MOST].strip()
    if not name:
        return NoCode.NAME
    title = compact(transfer.reference) if transfer.structured else transfer.reference
    if len(title) > TITLE_AT_MOST or not all(map(_ALLOWED.fullmatch, title)):
        return NoCode.REFERENCE
    return (nip(transfer.tax_id), "PL", transfer.account[2:], f"{int(grosze):06d}", name, title, "", "", "")


def allowed(text: str) -> str:
    """`text` with only the characters the code may hold: foreign accents are dropped, other signs become a space.

    >>> allowed("Café „Łoś”, sp. z o.o.")
    'Cafe Łoś , sp. z o.o.'
    """
    kept = "".join(char if _ALLOWED.fullmatch(char) else _plain(char) for char in text)
    return " ".join(kept.split())


def _plain(char: str) -> str:
    letter = unicodedata.normalize("NFKD", char)[:1]
    return letter if _ALLOWED.fullmatch(letter) else " "


def nip(tax_id: str) -> str:
    """The ten digits of the NIP in `tax_id`; nothing when there is none or its check digit is wrong.

    >>> nip("NIP 123-456-32-18"), nip("PL1234563218"), nip("NIP 123-456-32-19"), nip("DE123456789")
    ('1234563218', '1234563218', '', '')
    """
    match = re.fullmatch(r"(?:NIP)?[: ]*(?:PL)?([0-9]{10})", re.sub(r"[-\s]", "", tax_id.upper()), re.ASCII)
    if match is None:
        return ""
    check = sum(weight * int(digit) for weight, digit in zip(_NIP_WEIGHTS, match[1], strict=False)) % 11
    return match[1] if check == int(match[1][9]) else ""
