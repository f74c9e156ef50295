"""Holds, disputes and promises, as an invoice's row states them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np

from pastdue.book import NO_DAY
from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.invoices.days import read_days
from pastdue.intake.invoices.settlement import amounts_of
from pastdue.intake.values.amount_shapes import is_amount
from pastdue.intake.values.flaws import Flaw
from pastdue.intake.values.words import parse_flag
from pastdue.model.messages import Message

_NO_HOLD = Flaw(Message.of("hold_day_alone"), Message.of("yes_for_hold"))
_NO_DISPUTE = Flaw(Message.of("dispute_day_alone"), Message.of("yes_for_dispute"))
_NO_DATE = Flaw(Message.of("promised_without_day"), Message.of("day_or_no_amount"))
_NOTHING = Flaw(Message.of("cannot_be_promised"), Message.of("promise_more"))


def read_blocks(sheet: Sheet, currency: Coded) -> dict[str, Any]:
    """The frame's columns about blocks. A date or a reason without its flag sets the flag; `no` beats a reason."""
    columns: dict[str, Any] = {}
    if sheet.held.any() or sheet.has("hold") or sheet.has("hold_until"):
        until = read_days(sheet, "hold_until")
        said = read_flag(sheet, "hold")
        empty = ~sheet.text("hold").filled
        for position in np.flatnonzero((until != NO_DAY) & ~said & ~empty & sheet.clean()).tolist():
            sheet.note(position, "hold_until", sheet.text("hold_until").at(position), _NO_HOLD)
        columns |= {"hold": said | (until != NO_DAY) | sheet.held, "hold_until": until}
    reason = sheet.text("dispute_reason")
    unsaid = ~sheet.text("disputed").filled
    columns["disputed"] = read_flag(sheet, "disputed", _amount_or_flag) | (unsaid & reason.filled) | sheet.disputed
    if sheet.has("dispute_until"):
        until = read_days(sheet, "dispute_until")
        for position in np.flatnonzero((until != NO_DAY) & ~columns["disputed"] & ~unsaid & sheet.clean()).tolist():
            sheet.note(position, "dispute_until", sheet.text("dispute_until").at(position), _NO_DISPUTE)
        columns |= {"disputed": columns["disputed"] | (until != NO_DAY), "dispute_until": until}
    if sheet.has("promised_on") or sheet.has("promised_amount"):
        columns |= _promises(sheet, currency)
    return columns


def _amount_or_flag(text: str) -> bool | Flaw:
    """True when the cell says yes, or has the amount that is in dispute; False for none of it."""
    flag = parse_flag(text)
    return bool(re.search("[1-9]", text)) if isinstance(flag, Flaw) and is_amount(text) else flag


def _promises(sheet: Sheet, currency: Coded) -> dict[str, Any]:
    on = read_days(sheet, "promised_on")
    amounts = amounts_of(sheet, "promised_amount", currency)
    text = sheet.text("promised_amount")
    for position in np.flatnonzero(amounts.given & sheet.clean()).tolist():
        if on[position] == NO_DAY:
            sheet.note(position, "promised_amount", text.at(position), _NO_DATE)
        elif amounts.minor[position] <= 0:
            sheet.note(position, "promised_amount", text.at(position), _NOTHING)
    return {"promised_on": on, "promised_minor": amounts.minor}


def read_flag(sheet: Sheet, field: str, parse: Callable[[str], bool | Flaw] = parse_flag) -> Flags:
    """For each row, True where it says yes in the column; a word that is neither yes nor no is noted as a problem."""
    column, flags = sheet.parsed(field, parse, unusable=False)
    return np.asarray(np.array(flags, np.bool_)[column.codes])
