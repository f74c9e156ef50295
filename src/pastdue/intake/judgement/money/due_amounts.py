"""Amounts under a mere header of a due date, as `Due` beside `Due date`, and terms of payment under one."""

from __future__ import annotations

from collections.abc import Iterable

from pastdue.intake.export.sheet import Sheet
from pastdue.intake.judgement.contents import Contents, Holds, contents_of
from pastdue.intake.values.terms import WrittenTerms, parse_terms
from pastdue.model.messages import Message

USUAL_DAYS = frozenset(map(str, (0, 5, 7, 8, 10, 14, 15, 20, 21, 28, 30, 31, 42, 45, 60, 75, 90, 120)))
"""The numbers of days that terms of payment have."""


def read_due_amounts(sheet: Sheet, places: dict[str, int], unused: Iterable[Contents]) -> None:
    """Add to `places` the one column of them as what is open, where the due date and the total have columns of their
    own. Figures that may all be days are no such amounts."""
    if "balance" in places or not {"due", "total"} <= set(places) or "balance" in sheet.dialect.map:
        return
    spelled = sheet.preset.spelled_forms.get("due", frozenset())
    due = [each for each in unused if each.key in spelled]
    if len(due) == 1 and due[0].holds is Holds.AMOUNTS and not USUAL_DAYS.issuperset(due[0].counts):
        places["balance"] = due[0].place
        sheet.tell(Message.of("column_amount", column=repr(due[0].name), example=repr(due[0].samples[0])))


def read_due_terms(sheet: Sheet, places: dict[str, int], _: Iterable[Contents]) -> None:
    """Let a column under a header of a due date that holds nothing but terms of payment, as `14 Tage`, be those in
    `places`."""
    if "due" not in places or "terms" in places or {"due", "terms"} & set(sheet.dialect.map):
        return
    found = contents_of(sheet, places["due"])
    if found.holds is Holds.TEXT and all(isinstance(parse_terms(text), WrittenTerms) for text in found.counts):
        places["terms"] = places.pop("due")
        sheet.tell(Message.of("column_terms", column=repr(found.name), example=repr(found.samples[0])))
