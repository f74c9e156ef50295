"""Days of payment that the states of the rows prove to be those on which the whole invoice was paid."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.invoices.days import days_between
from pastdue.intake.judgement.contents import Contents, Holds, about
from pastdue.intake.values.texts import clean
from pastdue.intake.values.word_rows import meanings, word_key
from pastdue.model.messages import Message

_AMOUNTS = ("paid", "balance", "settled_on", "paid_on")


def read_paid_days(sheet: Sheet, places: dict[str, int], unused: Iterable[Contents]) -> None:
    """Add to `places` the one column of days of payment as those on which invoices were paid in full, where no column
    says amounts: every row called paid has a day, and each word for an open one has it in all of its rows or in none.
    Where it has, the word says that it is late, and every day is after the due date: it was paid late, for what is late
    and open was paid on no day."""
    if not {"status", "due"} <= set(places) or any(field in places for field in _AMOUNTS) or not len(sheet):
        return
    if "settled_on" in sheet.dialect.map or not sheet.preset.fallback:
        return
    days = [each for each in unused if each.holds is Holds.DATES and each.about("paid") and not each.about("expected")]
    if len(days) != 1:
        return
    column = sheet.records.column(sheet.rows, days[0].place).coded().cleaned(clean).without(sheet.nothing)
    said = _words_with_days(sheet, column)
    if said is not None:
        places["settled_on"] = days[0].place
        sheet.settled_by_day = True
        paid, late = said
        sheet.tell(Message.of("paid_then", column=repr(days[0].name), paid=repr(paid), late=repr(late)))


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
