"""Accounts in the United Kingdom: sort code and account number, as the settings or a British IBAN have them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pastdue.model.errors import SettingsError

SORT_CODE, NUMBER = "sort_code", "account_number"
REFERENCE_AT_MOST = 18
"""The characters of a reference that UK banks carry."""

_GB_IBAN = re.compile(r"GB[0-9]{2}[A-Z]{4}([0-9]{6})([0-9]{8})")


def uk_account(account: Mapping[str, str], iban: str, where: str = "account") -> tuple[str, str] | None:
    """Sort code (nn-nn-nn) and account number (8 digits) of an account, as the settings or a British IBAN have them.

    None where there is neither. Refuses, naming `where`, one without the other, a wrong number of digits, and
    digits that are not those of the IBAN.

    >>> uk_account({}, "GB29 NWBK 6016 1331 9268 19")
    ('60-16-13', '31926819')
    >>> uk_account({"sort_code": "601613", "account_number": "3192681"}, "")
    Traceback (most recent call last):
    pastdue.model.errors.SettingsError: account: account_number: '3192681' has not 8 digits
      an older number of 7 digits has a 0 before it
    """
    found = _GB_IBAN.fullmatch("".join(iban.split()).upper())
    in_iban = (found[1], found[2]) if found else None
    if SORT_CODE not in account and NUMBER not in account:
        return _written(in_iban) if in_iban else None
    sort_code = _digits(account, SORT_CODE, 6, where, "write it as 12-34-56")
    number = _digits(account, NUMBER, 8, where, "an older number of 7 digits has a 0 before it")
    if in_iban is not None and in_iban != (sort_code, number):
        raise SettingsError(f"{where}: sort code and account number are not those of the IBAN", "copy them again")
    return _written((sort_code, number))


def _digits(account: Mapping[str, str], key: str, count: int, where: str, remedy: str) -> str:
    """The digits under `key`, spaces and hyphens apart."""
    given = account.get(key, "")
    digits = re.sub(r"[\s-]", "", given)
    if not re.fullmatch(f"[0-9]{{{count}}}", digits):
        raise SettingsError(f"{where}: {key}: {given!r} has not {count} digits", remedy)
    return digits


def _written(account: tuple[str, str]) -> tuple[str, str]:
    sort_code, number = account
    return "-".join(sort_code[at : at + 2] for at in (0, 2, 4)), number
