"""Days of payment that the states of the rows prove to be those on which the whole invoice was paid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.invoices.days import days_between
from pastdue.intake.judgement.contents import Contents, Holds
from pastdue.intake.judgement.questions import Reading
from pastdue.intake.states.note_amounts import note_states
from pastdue.intake.states.topics import about, is_called
from pastdue.intake.values.texts import clean
from pastdue.intake.values.word_rows import meanings, word_key
from pastdue.model.messages import Message

_AMOUNTS = ("paid", "balance", "settled_on", "paid_on")
_MONEY = ("paid", "open", "credit", "on_account")
_FEWEST = 3
"""Fewer days than these prove nothing."""


def read_paid_days(sheet: Sheet, places: dict[str, int], unused: Iterable[Contents]) -> None:
    """Add to `places` the one column of days of payment as those on which invoices were paid in full, where its header
    says just that and no column says amounts: every row called paid has a day, and each word for an open one has it in
    all of its rows or in none. Where it has, the word says that it is late, and every day is after the due date: it was
    paid late, for what is late and open was paid on no day."""
    free = list(unused)
    if "due" not in places or any(field in places for field in _AMOUNTS) or not len(sheet):
        return
    if "settled_on" in sheet.dialect.map or not sheet.preset.fallback:
        return
    days = [each for each in free if each.holds is Holds.DATES and each.about("paid") and not each.about("expected")]
    if len(days) != 1 or not is_called("day_paid", days[0].name):
        return
    if "status" not in places:
        _read_days_alone(sheet, places, days[0], free)
        return
    column = sheet.records.column(sheet.rows, days[0].place).coded().cleaned(clean).without(sheet.nothing)
    said = _words_with_days(sheet, column)
    if said is not None:
        places["settled_on"] = days[0].place
        sheet.prove(settled_by_day=True)
        paid, late = said
        sheet.tell(Message.of("paid_then", column=repr(days[0].name), paid=repr(paid), late=repr(late)))


def _read_days_alone(sheet: Sheet, places: dict[str, int], days: Contents, free: Sequence[Contents]) -> None:
    """The same where the list has no states: the days of payment are all that says it. A few rows at least have one and
    some none, as of days that are planned or due; none is before the day of issue, not all are those to pay by, and no
    text beside one speaks of a part."""
    if "issued" not in places or any(each.holds is Holds.AMOUNTS and any(map(each.about, _MONEY)) for each in free):
        return
    column = sheet.records.column(sheet.rows, days.place).coded().cleaned(clean).without(sheet.nothing)
    count = int(column.filled.sum())
    issued, due = (days_between(sheet, sheet.text(field), column) for field in ("issued", "due"))
    if issued is None or due is None or not _FEWEST <= count == len(issued) == len(due) or count == len(sheet):
        return
    if (issued >= 0).all() and (due != 0).any() and not any(_speaks_of_a_part(sheet, each, column) for each in free):
        places["settled_on"] = days.place
        sheet.prove(settled_by_day=True)
        option = Reading("", ignore=(days.name,)).options()
        rows = Message.of("row_count", count=count)
        sheet.tell(Message.of("paid_on_days", column=repr(days.name), rows=rows, option=option))


def _speaks_of_a_part(sheet: Sheet, contents: Contents, days: Coded) -> bool:
    """True when a text of the column, in a row with a day, says that a part was paid."""
    if contents.holds not in (Holds.TEXT, Holds.WORDS):
        return False
    texts = sheet.records.coded(sheet.rows[days.filled], contents.place).cleaned(clean).texts
    return any("partly" in note_states(text) for text in texts)


def _words_with_days(sheet: Sheet, column: Coded) -> tuple[str, str] | None:
    """A word for paid and one for late that the days prove to say paid as well; None where they do not."""
    state, known, filled = sheet.text("status"), meanings("status"), column.filled
    paid, late, without = list[str](), list[str](), False
    for text in state.used:
        rows, meaning = state.rows(text.__eq__), known.get(word_key(text), "")
        some, every = bool(filled[rows].any()), bool(filled[rows].all())
        if meaning == "paid" and every:
            paid.append(text)
        elif meaning == "open" and every and about("lateness", text) and _all_late(sheet, column, rows):
            late.append(text)
        elif some:
            return None
        without |= meaning == "open" and not some
    return (paid[0], late[0]) if paid and late and without else None


def _all_late(sheet: Sheet, column: Coded, rows: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> bool:
    """True when every one of the rows has its day after its due date."""
    at = np.flatnonzero(rows)
    steps = days_between(sheet, sheet.text("due").only(at), column.only(at))
    return steps is not None and len(steps) == len(at) and bool((steps > 0).all())
