"""Does a column that nothing is read from say what is paid or open? Then the user must know of it."""

from __future__ import annotations

import re
import shlex
from collections import Counter

import numpy as np

from pastdue.intake.export.fields import normal
from pastdue.intake.export.presets import CANONICAL
from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.values.date_styles import is_dated

_TELLING = re.compile(
    r"stat|paid|paym|settled|closed|void|cancel|bezahl|zahlst|ausgegl|erledigt|stan|opłac|zapłac|rozlicz|pay[ée]|"
    r"règl|sold|estado|pagad|cobrad"
)
_WORDS = frozenset(map(normal, (
    "paid", "paid in full", "fully paid", "settled", "closed", "void", "voided", "cancelled", "canceled", "written off",
    "bezahlt", "ausgeglichen", "erledigt", "storniert", "opłacona", "opłacony", "zapłacona", "zapłacono", "rozliczona",
    "anulowana", "payée", "payé", "soldée", "réglée", "annulée", "pagada", "pagado", "cobrada", "anulada",
)))  # fmt: skip
_AMOUNTS = re.compile(
    r"paid|balance|outstanding|remaining|owing|open|bezahlt|gezahlt|offen|restb|saldo|zapłac|wpłac|pozosta|opłac|"
    r"do zapłaty|pay[ée]|reste|solde|pagad|pendiente|cobrad"
)
_AMOUNT = re.compile(r"\D{0,5}\d[\d.,'’\s]*\D{0,5}")


def paid_but_unread(sheet: Sheet, kept: Flags) -> list[str]:
    """A remark for each column without a field of ours that says of rows which are kept that they are paid or void,
    or, where neither what is paid nor what is open is read, that seems to hold it."""
    found = []
    untold = not (sheet.preset.name == CANONICAL or sheet.has("paid") or sheet.has("balance"))
    for name in sheet.header.unused:
        telling, amounts = _TELLING.search(normal(name)), untold and _AMOUNTS.search(normal(name))
        if not (telling or amounts) or (column := sheet.at(name)) is None:
            continue
        rows = np.flatnonzero(column.rows(lambda text: normal(text) in _WORDS) & kept)
        if len(rows):
            text, count = Counter(column.only(rows).all()).most_common(1)[0][0], _rows(len(rows))
            found.append(
                f"{name!r} says {text!r} or the like in {count}, and is not read: leave such rows out, or pass "
                f"--map status={shlex.quote(name)}"
            )
        elif amounts and len(rows := np.flatnonzero(column.rows(_is_amount) & kept)):
            text = column.at(int(rows[0]))
            found.append(
                f"{name!r} holds amounts, as {text!r} in {_rows(len(rows))}, and is not read: pass "
                f"--map paid={shlex.quote(name)} or --map balance={shlex.quote(name)} if it says what is paid or open"
            )
    return found


def _is_amount(text: str) -> bool:
    """Whether `text` is an amount of something."""
    return bool(_AMOUNT.fullmatch(text) and re.search("[1-9]", text)) and not is_dated(text)


def _rows(count: int) -> str:
    return f"{count} row" + ("s" if count > 1 else "")
