"""Days late that may tell the due dates of a list that has none: always asked, for only the user knows their day."""

from __future__ import annotations

from collections.abc import Sequence

from pastdue.intake.export.sheet import Sheet
from pastdue.intake.judgement.contents import Contents
from pastdue.intake.judgement.questions import Question, Reading
from pastdue.intake.states.late_days import count_of
from pastdue.intake.states.topics import is_called


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


def _are_counts(contents: Contents) -> bool:
    return bool(contents.counts) and all(isinstance(count_of(text), int) for text in contents.counts)
