"""Things left unsaid by a list: a remark on each, with what its rows count as without it."""

from __future__ import annotations

from pastdue.intake.export.presets import CANONICAL
from pastdue.intake.export.sheet import Sheet
from pastdue.model.messages import Message

_AMOUNTS = ("paid", "balance")
_WHOLE = ("settled_on", "paid_mark")
_STATES = ("status", "void_mark", "note")
_KINDS = ("type", "side")
_DRAFTS = {"draft", "void"}
"""Reasons to ignore a row that some programs give in their column of kinds."""


def unsaid(sheet: Sheet, negative: bool, paid_elsewhere: bool) -> list[Message]:
    """Remarks on what no column says: what is paid, what is a draft or cancelled, what is a credit note, what is in
    dispute.

    `negative`: a row has a minus, so that credit notes show by themselves; `paid_elsewhere`: a list of payments is
    there. A column that the user has set aside is not missed, nor one that the vendor's export does not have; of
    pastdue's own columns none is, for who writes them chooses them.
    """
    if sheet.preset.name == CANONICAL:
        return []
    general = sheet.preset.fallback
    amounts = _AMOUNTS if general or any(field in sheet.preset.fields for field in _AMOUNTS) else _WHOLE
    paid = not paid_elsewhere and _misses(sheet, amounts) and not (general and any(map(sheet.has, _WHOLE)))
    states = _misses(sheet, _STATES) or (_misses(sheet, ("type",)) and bool(_DRAFTS & {*sheet.preset.type.ignore}))
    kinds = not (general and negative) and _misses(sheet, _KINDS)
    found = ["unsaid_paid"] * paid
    found += ["unsaid_state_and_kind"] if states and kinds else ["unsaid_state"] * states + ["unsaid_kind"] * kinds
    found += ["unsaid_dispute"] * (not general and _misses(sheet, ("disputed",)))
    return [Message.of(key) for key in found]


def _misses(sheet: Sheet, fields: tuple[str, ...]) -> bool:
    """True when the list could have one of `fields`, and has none."""
    could = sheet.preset.fallback or any(field in sheet.preset.fields for field in fields)
    aside = any(sheet.dialect.map.get(field) == "" for field in fields)
    return could and not aside and not any(map(sheet.has, fields))
