"""Days late, or states of lateness, that may tell the due dates of a list that has none: always asked, for only the
user knows the day they were said of."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pastdue.book import NO_DAY
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.invoices.days import day_numbers
from pastdue.intake.judgement.contents import Contents
from pastdue.intake.judgement.questions import Question, Reading
from pastdue.intake.states.known_words import state_of
from pastdue.intake.states.late_days import count_of
from pastdue.intake.states.topics import about, is_called
from pastdue.model.spans import day_number


def ask_days_late(sheet: Sheet, free: Sequence[Contents]) -> Question | None:
    """The question whether the one column called so has the days that each invoice is late on the day of the reading;
    None where there is no such column."""
    found = [each for each in free if is_called("late_days", each.name) and _are_counts(each)]
    if len(found) != 1 or sheet.dialect.as_of is None:
        return None
    name, day = found[0].name, sheet.dialect.as_of
    what = f"nothing says when the invoices are due, but this may say how many days they are late on {day}"
    readings = (
        Reading(f"days late on {day}, as --as-of says", {"days_overdue": name}),
        Reading("not that, or counted on another day, and their terms are net 30 or others you say", terms="net 30"),
    )
    return Question(sheet.source, name, what, found[0].samples, readings)


def youngest_late(sheet: Sheet) -> int | None:
    """The fewest days from the issue of an invoice that its state calls late to the day of the reading; None where
    there is none, or no such day."""
    if not (sheet.has("status") and sheet.has("issued")) or sheet.dialect.as_of is None:
        return None
    states = sheet.text("status").rows(lambda text: state_of(text) == "open" and about("lateness", text))
    issued = day_numbers(sheet, sheet.text("issued").only(np.flatnonzero(states)))
    known = issued[issued != NO_DAY] if issued is not None else ()
    return day_number(sheet.dialect.as_of) - int(max(known)) if len(known) else None


def _are_counts(contents: Contents) -> bool:
    return bool(contents.counts) and all(isinstance(count_of(text), int) for text in contents.counts)
