"""Does a column that nothing is read from say that invoices are paid? Then the user must know of it."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np

from pastdue.intake.columns import normal
from pastdue.intake.sheet import Flags, Sheet

_TELLING = re.compile(
    r"stat|paid|paym|settled|closed|void|cancel|bezahl|zahlst|ausgegl|erledigt|stan|opłac|zapłac|rozlicz|pay[ée]|"
    r"règl|sold|estado|pagad|cobrad"
)
_WORDS = frozenset(map(normal, (
    "paid", "paid in full", "fully paid", "settled", "closed", "void", "voided", "cancelled", "canceled", "written off",
    "bezahlt", "ausgeglichen", "erledigt", "storniert", "opłacona", "opłacony", "zapłacona", "zapłacono", "rozliczona",
    "anulowana", "payée", "payé", "soldée", "réglée", "annulée", "pagada", "pagado", "cobrada", "anulada",
)))  # fmt: skip


def paid_but_unread(sheet: Sheet, kept: Flags) -> list[str]:
    """A remark for each column without a field of ours that says of rows which are kept that they are paid or void."""
    found = []
    for name in sheet.header.unused:
        if not _TELLING.search(normal(name)) or (column := sheet.at(name)) is None:
            continue
        rows = np.flatnonzero(column.rows(lambda text: normal(text) in _WORDS) & kept)
        if len(rows):
            text = Counter(column.only(rows).all()).most_common(1)[0][0]
            count = f"{len(rows)} row" + ("s" if len(rows) > 1 else "")
            found.append(
                f"{name!r} says {text!r} or the like in {count}, and is not read: leave such rows out, or name the "
                "column as status in a preset of your own (--fix-template FILE writes one)"
            )
    return found
