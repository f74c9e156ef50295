"""The choice of a payment code: the one of the payment's currency, where its rules allow it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pastdue.letters.codes.epc import epc
from pastdue.letters.codes.transfer import NoCode, Transfer
from pastdue.letters.codes.zbp import zbp
from pastdue.model.letters import CodeKind
from pastdue.model.money import Money

Fields = tuple[str, ...]
_RULES: Mapping[str, tuple[CodeKind, Callable[[Transfer], Fields | NoCode]]] = {
    "EUR": (CodeKind.EPC, epc),
    "PLN": (CodeKind.ZBP, zbp),
}


def code_for(transfer: Transfer) -> tuple[CodeKind, Fields] | NoCode:
    """The standard and the fields of the code for `transfer`, or why there is none."""
    kind, rule = _RULES.get(transfer.amount.currency, (None, None))
    if kind is None or rule is None:
        return NoCode.CURRENCY
    fields = rule(transfer)
    return fields if isinstance(fields, NoCode) else (kind, fields)


def code_missing(iban: str, bic: str, currency: str) -> NoCode | None:
    """Why no letter in `currency` can have a code for this account; None where one can, or the currency has none.

    >>> code_missing("CH9300762011623852957", "", "EUR"), code_missing("CH9300762011623852957", "", "USD")
    (<NoCode.BIC: 'an account outside the European Economic Area needs its BIC'>, None)
    """
    if currency not in _RULES:
        return None
    found = code_for(Transfer("payee", iban, Money.parse(f"1 {currency}"), "1", bic))
    return found if isinstance(found, NoCode) else None
