"""The SEPA payment code: its content and the conditions for printing it, by EPC069-12, version 002.

Sources: EPC069-12 v2.1 (fields, lengths, level M, at most 331 bytes and version 13); EPC409-09 (the countries of the
SEPA schemes, as of 2026). Outside the European Economic Area the BIC is still asked for.
"""

from __future__ import annotations

import re
from decimal import Decimal

from pastdue.letters.codes.transfer import NoCode, Transfer, compact, steers

_EEA = "AT BE BG HR CY CZ DE DK EE ES FI FR GR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK"
_BEYOND = "AD AL CH GB GI MC MD ME MK RS SM VA"

EEA = frozenset(_EEA.split(" "))
"""The countries whose IBAN is enough."""

SEPA = EEA | frozenset(_BEYOND.split(" "))
"""The countries whose accounts take euro transfers, by the first two letters of the IBAN."""

LEAST, MOST = Decimal("0.01"), Decimal("999999999.99")
NAME_AT_MOST, TEXT_AT_MOST, BYTES_AT_MOST = 70, 140, 331
_UTF_8 = "1"
_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?")
_CENT = Decimal("0.01")


def epc(transfer: Transfer) -> tuple[str, ...] | NoCode:
    """The lines of the code, or why there is none.

    The name is cut at 70 characters; a reference is never cut: one of more than 140 characters is refused.
    """
    reason = _refused(transfer)
    if reason is not None:
        return reason
    name = " ".join(transfer.payee.split())[:NAME_AT_MOST].strip()
    structured, text = (compact(transfer.reference), "") if transfer.structured else ("", transfer.reference)
    amount = f"{transfer.amount.amount:.2f}"
    fields: tuple[str, ...] = (
        "BCD", "002", _UTF_8, "SCT", _bic(transfer), name, transfer.account, f"EUR{amount}", "", structured, text,
    )  # fmt: skip
    while not fields[-1]:
        fields = fields[:-1]
    return NoCode.SIZE if len("\n".join(fields).encode()) > BYTES_AT_MOST else fields


def _refused(transfer: Transfer) -> NoCode | None:
    amount = transfer.amount.amount
    if transfer.amount.currency != "EUR":
        return NoCode.CURRENCY
    if transfer.country not in SEPA:
        return NoCode.ACCOUNT
    if transfer.country not in EEA and not _bic(transfer):
        return NoCode.BIC
    if not LEAST <= amount <= MOST or amount != amount.quantize(_CENT):
        return NoCode.AMOUNT
    if not transfer.payee.split() or steers(" ".join(transfer.payee.split())):
        return NoCode.NAME
    if steers(transfer.reference) or len(transfer.reference) > TEXT_AT_MOST:
        return NoCode.REFERENCE
    return None


def _bic(transfer: Transfer) -> str:
    """The BIC when it has the form of one, else nothing."""
    bic = compact(transfer.bic)
    return bic if _BIC.fullmatch(bic) else ""
