"""Days late, or states of lateness, that may tell the due dates of a list that has none: always asked, for only the
user knows the day they were said of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from pastdue.book import NO_DAY
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.invoices.days import day_numbers
from pastdue.intake.judgement.contents import Contents, unread_columns
from pastdue.intake.judgement.questions import Question, Reading, Unsettled, ask_terms
from pastdue.intake.states.known_words import says_late, state_of
from pastdue.intake.states.late_days import count_of
from pastdue.intake.states.topics import is_called
from pastdue.model.errors.problems import BadInput, Problem
from pastdue.model.spans import day_number, day_of


def ask_days_late(sheet: Sheet, free: Sequence[Contents]) -> Question | None:
    """The question whether the one column called so has the days that each invoice is late on the day of the reading;
    None where there is no such column."""
    found = [each for each in free if is_called("late_days", each.name) and _are_counts(each)]
    if len(found) != 1 or sheet.dialect.as_of is None:
        return None
    name, day = found[0].name, sheet.dialect.as_of
    if (last := _last_issue(sheet)) > day_number(day):
        raise BadInput([_made_later(sheet, name, day, day_of(last))])
    what = f"nothing says when the invoices are due, but this may say how many days they are late on {day}"
    readings = (
        Reading(f"days late on {day}, as --as-of says", {"days_overdue": name}),
        Reading("not that, or counted on another day, and their terms are net 30 or others you say", terms="net 30"),
    )
    return Question(sheet.source, name, what, found[0].samples, readings)


def ask_when_due(sheet: Sheet) -> None:
    """Raise Unsettled with the question for the due dates of a general list that has none once its columns are told
    apart, as the one called due holds amounts."""
    said = sheet.dialect.terms or sheet.dialect.map.get("days_overdue")
    if sheet.preset.fallback and len(sheet) and not (said or sheet.has("due") or sheet.has("terms")):
        free = unread_columns(sheet)
        raise Unsettled([ask_days_late(sheet, free) or ask_terms(sheet.source, youngest_late(sheet))])


def youngest_late(sheet: Sheet) -> int | None:
    """The fewest days from the issue of an invoice that its state calls late to the day of the reading; None where
    there is none, or no such day."""
    if not (sheet.has("status") and sheet.has("issued")) or sheet.dialect.as_of is None:
        return None
    states = sheet.text("status").rows(says_late)
    issued = day_numbers(sheet, sheet.text("issued").only(np.flatnonzero(states)))
    known = issued[issued != NO_DAY] if issued is not None else ()
    return day_number(sheet.dialect.as_of) - int(max(known)) if len(known) else None


def ask_states_late(sheet: Sheet) -> Question | None:
    """The question whether the states alone say what is late, where no terms can: an invoice that is owed and not
    called late is as old as the youngest that is, or older. None elsewhere."""
    youngest, day = youngest_late(sheet), sheet.dialect.as_of
    if youngest is None or day is None:
        return None
    owed = sheet.text("status").rows(lambda text: state_of(text) == "open" and not says_late(text))
    issued = day_numbers(sheet, sheet.text("issued").only(np.flatnonzero(owed)))
    if issued is None or not ((issued != NO_DAY) & (issued <= day_number(day) - youngest)).any():
        return None
    name = sheet.header.name("status")
    what = "nothing says when the invoices are due, and by no terms are those late alone that the states call so"
    readings = (
        Reading(f"late on {day} as it says, since when is not known: no letter goes out", {"days_overdue": name}),
        Reading("not that, and their terms are net 30 or others you say", terms="net 30"),
    )
    return Question(sheet.source, name, what, tuple(sheet.text("status").used), readings)


def _last_issue(sheet: Sheet) -> int:
    """The day number of the last day of issue; NO_DAY where none is known."""
    issued = day_numbers(sheet, sheet.text("issued")) if sheet.has("issued") else None
    return NO_DAY if issued is None or not len(issued) else int(issued.max())


def _made_later(sheet: Sheet, name: str, day: date, last: date) -> Problem:
    """The problem that the days late below `name` are hardly counted on `day`, where an invoice is issued on the
    `last` day of all, after it."""
    what = f"may say how many days invoices are late, but not on {day}: an invoice issued on {last} stands in the list"
    own = Reading("", {"days_overdue": name}).options()
    remedy = (
        f"pass --as-of {last}\n     if the list was made then, or pass the later day on which it was\n"
        f"  or pass {own}\n     if it was made on {day}, with invoices issued ahead"
    )
    return Problem(sheet.source, name, "", what, remedy)


def _are_counts(contents: Contents) -> bool:
    return bool(contents.counts) and all(isinstance(count_of(text), int) for text in contents.counts)
