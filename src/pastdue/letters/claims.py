"""Letters of claim: the debtors who must get one before a court does, by the protocol for England and Wales.

The Pre-Action Protocol for Debt Claims is a rule of the courts of England and Wales. It protects individuals, sole
traders among them; what is owed by companies and by people in Scotland or Northern Ireland is not its matter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pastdue.model import Creditor, CustomerKind, Party

INDIVIDUALS = frozenset((CustomerKind.CONSUMER, CustomerKind.SOLE_TRADER))
_POSTCODE = re.compile(r"\b([A-Z]{1,2})(\d[A-Z\d]?) ?\d[A-Z]{2}$")
_SCOTLAND = frozenset(("AB", "DD", "DG", "EH", "FK", "G", "HS", "IV", "KA", "KW", "KY", "ML", "PA", "PH", "TD", "ZE"))
_ELSEWHERE = _SCOTLAND | frozenset(("BT", "GY", "IM", "JE"))
_ON_THE_BORDER = frozenset(("TD12", "TD15"))
"""Two districts on both sides of the Tweed, most of whose addresses are English ones."""


def has_protocol(customer: Party, home: str) -> bool:
    """True when `customer` is a person to whom the protocol applies; `home` is the country of one that has none.

    The postcode tells the parts of the United Kingdom apart; an address without one counts as in England or Wales,
    where a person has more protection.
    """
    country = customer.country or home
    return country == "GB" and customer.kind in INDIVIDUALS and not elsewhere(customer.address)


def writes_claims(creditor: Creditor) -> bool:
    """True when `creditor` sits in England or Wales: by its subdivision, else by its postcode."""
    if creditor.party.country != "GB" or creditor.subdivision in ("SCT", "Scotland", "NIR", "Northern Ireland"):
        return False
    return bool(creditor.subdivision) or not elsewhere(creditor.party.address)


def elsewhere(address: Sequence[str]) -> bool:
    """True when the last postcode in `address` is one of Scotland, Northern Ireland, Man or the Channel Islands.

    >>> elsewhere(("3 George Street", "EDINBURGH EH2 2PB")), elsewhere(("Castlegate", "Berwick-upon-Tweed", "td15 1jq"))
    (True, False)
    """
    for line in reversed(address):
        found = _POSTCODE.search(" ".join(line.upper().split()))
        if found:
            return found[1] in _ELSEWHERE and found[1] + found[2] not in _ON_THE_BORDER
    return False
