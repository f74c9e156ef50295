"""Ledgers and statements of account, with a column for each side."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pastdue.intake.export.headers import loose
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.judgement.contents import Holds, contents_of
from pastdue.intake.values.word_rows import rows
from pastdue.model.errors.problems import BadInput, Problem


def refuse_ledgers(sheet: Sheet) -> None:
    """Refuse a ledger or statement of account: what was billed and what was paid stand in rows of their own there, and
    no row says what is open of an invoice."""
    if not sheet.preset.fallback:
        return
    used, sides = set(sheet.header.places.values()), rows("headers")
    free = [place for place, name in enumerate(sheet.header.names) if place not in used and name.strip()]
    debit = [place for place in free if _is_side(sheet.header.names[place], sides["debit"])]
    credit = [place for place in free if _is_side(sheet.header.names[place], sides["credit_side"])]
    if debit and credit and all(contents_of(sheet, at).holds is Holds.AMOUNTS for at in (debit[0], credit[0])):
        names = " and ".join(repr(sheet.header.names[place].strip()) for place in (debit[0], credit[0]))
        what = (
            f"this is a ledger or a statement of account, with {names}: its rows do not say what is open of an invoice"
        )
        remedy = "export the open invoices instead, one row each with what is still open"
        raise BadInput([Problem(sheet.source, "", "", what, remedy)])


def _is_side(header: str, names: Sequence[str]) -> bool:
    """True when the header is one of `names` of a side of an account, alone or beside a word for amounts."""
    words = [loose(word) for word in re.findall(r"[^\W\d_]+", header)]
    left = [word for word in words if word not in rows("headers")["of_amount"]]
    return loose(header) in names or (len(left) == 1 and left[0] in names)
