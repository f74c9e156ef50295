"""The date columns of a sheet as day numbers, and the due day of each invoice."""

from __future__ import annotations

from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from pastdue.book import NO_DAY
from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.file.structure import Ints
from pastdue.intake.judgement.questions import Question, Reading, Unsettled
from pastdue.intake.states.known_words import says_late
from pastdue.intake.states.late_days import UNSAID, count_of, due_days
from pastdue.intake.values.date_orders import DateColumn, Proved, Undecided, first_by_spans, order_said
from pastdue.intake.values.date_styles import DateStyle, decide_styles
from pastdue.intake.values.dates import FIRST_YEAR, LAST_YEAR
from pastdue.intake.values.flaws import Flaw
from pastdue.intake.values.terms import WrittenTerms, parse_terms
from pastdue.model.errors.problems import BadInput, Problem, Source
from pastdue.model.messages import Message, Text
from pastdue.model.spans import day_number, day_of

Days = npt.NDArray[np.int32]

_SHOWN = 10
_NO_ISSUE = Flaw(Message.of("no_issue_no_due"), Message.of("fill_in_dates"))
_NEITHER = Message.of("neither_due_nor_terms")
_FEWEST = 2
"""Fewer rows than these show no terms that all have."""


def infer_dates(sheet: Sheet, fields: tuple[str, ...]) -> None:
    """Settle how each date column of the sheet is written, and tell what was inferred; raises Unsettled where
    day and month could be swapped unseen, and BadInput, naming up to ten rows, where both orders are there."""
    columns = {field: date_column(sheet, field) for field in fields if sheet.has(field)}
    try:
        sheet.dates, said = _decided(sheet, columns)
    except Undecided as undecided:
        if undecided.forms:
            raise Unsettled([_question(sheet, undecided)]) from None
        raise BadInput(_undecided(sheet, undecided)) from None
    for remark in said:
        sheet.tell(remark)


def _decided(sheet: Sheet, columns: dict[str, DateColumn]) -> tuple[dict[str, DateStyle], list[Text]]:
    """The style of each column and what to tell; where no column shows the order of day and month, by the spans from
    issue to due date and by the headers' own words, unless they contradict each other."""
    try:
        return decide_styles(columns, sheet.dialect, sheet.preset.utc)
    except Undecided:
        spans, said = _by_spans(sheet, columns), order_said(each.name for each in columns.values())
        if not (spans or said) or (spans and said and spans != said):
            raise
        proved = Proved(said, "read_by_header") if said else Proved(spans, "read_by_spans")
        return decide_styles(columns, sheet.dialect, sheet.preset.utc, proved)


def _by_spans(sheet: Sheet, columns: dict[str, DateColumn]) -> str:
    if not {"issued", "due"} <= columns.keys():
        return ""
    issued, due = sheet.text("issued"), sheet.text("due")
    both = np.unique(np.stack([issued.codes, due.codes])[:, issued.filled & due.filled], axis=1).T.tolist()
    return first_by_spans([(issued.texts[one], due.texts[other]) for one, other in both])


def date_column(sheet: Sheet, field: str) -> DateColumn:
    """The column's distinct texts, and behind them the one by which another part of the export proves its order."""
    name = sheet.header.name(field)
    texts = tuple(text for text in sheet.text(field).used if text)
    proof = sheet.dialect.proved.dates.get(name, "")
    return DateColumn(name, (*texts, proof) if texts and proof else texts)


def _question(sheet: Sheet, undecided: Undecided) -> Question:
    """The question which of the possible formats the dates are in."""
    (problem, *_) = _undecided(sheet, undecided)
    readings = tuple(Reading(means, date_format=form) for form, means in undecided.forms)
    return Question(problem.source, problem.column, str(undecided.flaw.what), (problem.excerpt,), readings)


def _undecided(sheet: Sheet, undecided: Undecided) -> list[Problem]:
    column, flaw = sheet.text(undecided.field), undecided.flaw
    lines = sheet.lines()
    found = []
    for text in undecided.texts[:_SHOWN]:
        position = int(np.argmax(column.codes == column.texts.index(_whole(column.used, text))))
        source = Source(sheet.header.file, int(lines[position]))
        found.append(Problem(source, sheet.header.name(undecided.field), column.at(position), flaw.what, flaw.remedy))
    return sorted(found, key=lambda problem: problem.source.line)


def _whole(texts: list[str], day: str) -> str:
    """The text that says `day`, which may be followed by a time of day; the first one where another file says it."""
    filled = [text for text in texts if text]
    return next((text for text in filled if text.startswith(day)), filled[0])


def days_between(sheet: Sheet, earlier: Coded, later: Coded) -> Ints | None:
    """The number of days from one column to the other, of each row that has a day in both, read as their own rows prove
    it; None where they do not."""
    columns = {name: DateColumn(name, tuple(filter(None, each.used))) for name, each in (("1", earlier), ("2", later))}
    try:
        styles, _ = decide_styles(columns, sheet.dialect, sheet.preset.utc)
    except Undecided:
        return None
    one, two = _numbers(earlier, styles["1"]), _numbers(later, styles["2"])
    both = (one != NO_DAY) & (two != NO_DAY)
    return np.asarray(two[both] - one[both])


def day_numbers(sheet: Sheet, column: Coded) -> Ints | None:
    """The day number of each row of the column, NO_DAY where it has none; None where its texts do not prove it."""
    try:
        alone = {"1": DateColumn("1", tuple(filter(None, column.used)))}
        styles, _ = decide_styles(alone, sheet.dialect, sheet.preset.utc)
    except Undecided:
        return None
    return _numbers(column, styles["1"])


def _numbers(column: Coded, style: DateStyle) -> Ints:
    """The day number of each row; NO_DAY where its text is none."""
    days = (style.day(text) if text else None for text in column.texts)
    return np.array([day_number(day) if isinstance(day, date) else NO_DAY for day in days], np.int64)[column.codes]


def read_days(sheet: Sheet, field: str) -> Days:
    """The column's day numbers; NO_DAY where the cell is empty, absent or unusable."""
    style = sheet.dates.get(field, DateStyle())

    def day(text: str) -> int | Flaw:
        if not text:
            return NO_DAY
        found = style.day(text)
        return found if isinstance(found, Flaw) else day_number(found)

    column, numbers = sheet.parsed(field, day, NO_DAY)
    return np.array(numbers, np.int32)[column.codes]


def read_due(sheet: Sheet, issued: Days, owed: Flags, open_: Flags) -> tuple[Days, Flags]:
    """Each row's due date: the one stated, else by the days that what is `open_` is late, else issued + its terms, else
    issued + the terms of the dialect; the day of issue where none is known and nothing is `owed`, as of a credit, or
    without terms of what is paid in full. With it the rows whose due date is not known, so that one stands in. A row
    with neither due date nor day of issue is noted."""
    dialect = sheet.dialect
    due = read_days(sheet, "due")
    not_late = np.zeros(len(due), np.bool_)
    if dialect.map.get("days_overdue"):
        by_days, not_late = _by_days_late(sheet, issued, open_ & (due == NO_DAY))
        due = np.where(due == NO_DAY, by_days, due)
    stated = due != NO_DAY
    if stated.any() and sheet.has("terms"):
        sheet.put("terms", sheet.text("terms").emptied(stated))
    column, terms = sheet.parsed("terms", lambda text: parse_terms(text or dialect.terms or "0"), WrittenTerms(0))
    for position in np.flatnonzero((due == NO_DAY) & (issued == NO_DAY) & sheet.clean()).tolist():
        sheet.note(position, "issued", "", _NO_ISSUE)
    unstated = (due == NO_DAY) & (issued != NO_DAY) & sheet.clean()
    stands_in = unstated & ~column.filled & ~owed
    due = np.where(stands_in, issued, due)
    unstated &= ~stands_in
    if not dialect.terms:
        flaw = Flaw(_NEITHER, _terms_to_say(issued, due, stated))
        for position in np.flatnonzero(unstated & ~column.filled).tolist():
            sheet.note(position, "due", "", flaw)
        unstated &= column.filled
    rows = np.flatnonzero(unstated)
    if len(rows):
        due[rows] = _computed(sheet, rows, issued[rows], (column.codes[rows], terms))
    return due, stands_in | not_late


def _by_days_late(sheet: Sheet, issued: Days, rows: Flags) -> tuple[Days, Flags]:
    """The due days of `rows` by the column of days late that the user names, as of the day of the reading; and those
    that are only known not to be late. A row that would be due before its issue is noted."""
    name, made_on = sheet.dialect.map["days_overdue"], sheet.dialect.as_of
    column = sheet.at(name)
    if column is None or made_on is None:
        names = ", ".join(filter(None, sheet.header.names))
        what = f"no column {name!r}" if column is None else "nothing says on which day invoices are so many days late"
        raise BadInput([Problem(sheet.source, "days_overdue", "", what, f"columns found: {names}")])
    if sheet.has("status") and name == sheet.header.name("status"):
        return _by_states(sheet, issued, rows, day_number(made_on))
    sheet.put("days_overdue", column.without(sheet.nothing))
    _, counts = sheet.parsed("days_overdue", count_of, UNSAID)
    days = np.where(rows, np.array(counts, np.int64)[column.codes], UNSAID)
    due, not_late = due_days(days, day_number(made_on))
    due, not_late = np.where(rows & (due != UNSAID), due, NO_DAY).astype(np.int32), not_late & rows
    due = np.where(not_late, np.maximum(due, issued), due)
    early = rows & (due != NO_DAY) & (due < issued)
    for position in np.flatnonzero(early).tolist():
        flaw = Flaw(Message.of("late_before_issue", day=made_on), Message.of("other_as_of"))
        sheet.note(position, "days_overdue", column.at(position), flaw)
    sheet.tell(Message.of("due_by_days_late", column=repr(name), day=made_on))
    if count := int(not_late.sum()):
        counted = Message.of("row_count", count=count)
        sheet.tell(Message.of("due_not_before", column=repr(name), day=made_on, rows=counted))
    return due, not_late


def _by_states(sheet: Sheet, issued: Days, rows: Flags, made_on: int) -> tuple[Days, Flags]:
    """The due days that stand in where only the states of `rows` say what is late: the day before `made_on`, else that
    day or the day of issue; none is known. No letter is written about what is late since nobody knows when."""
    name, late = repr(sheet.header.name("status")), rows & sheet.text("status").rows(says_late)
    due = np.where(late, np.maximum(made_on - 1, issued), np.maximum(made_on, issued))
    sheet.held = sheet.held | late
    counted = Message.of("row_count", count=int(late.sum()))
    sheet.tell(Message.of("late_by_state", column=name, day=day_of(made_on), rows=counted))
    return np.where(rows, due, NO_DAY).astype(np.int32), rows


def _terms_to_say(issued: Days, due: Days, stated: Flags) -> Message:
    """The remedy for rows without a due date: the terms by which all other rows are due, where there are such."""
    days = np.unique((due - issued)[stated & (issued != NO_DAY)], return_counts=True)
    if len(days[0]) == 1 and days[0][0] > 0 and days[1][0] >= _FEWEST:
        return Message.of("fill_in_or_own_terms", terms=f"net {days[0][0]}")
    return Message.of("fill_in_or_terms")


def _computed(sheet: Sheet, rows: Ints, issued: Days, terms: tuple[Ints, list[WrittenTerms]]) -> Days:
    """issued + terms, each distinct pair computed once; a due date after the last year is noted."""
    codes, pairs = pd.factorize(issued.astype(np.int64) * len(terms[1]) + terms[0])
    due = [terms[1][pair % len(terms[1])].due(day_of(pair // len(terms[1]))) for pair in pairs.tolist()]
    late = np.array([day > date(LAST_YEAR, 12, 31) for day in due])
    for position in rows[late[codes]].tolist():
        flaw = Flaw(
            Message.of("due_out_of_reach", first=str(FIRST_YEAR), last=str(LAST_YEAR)), Message.of("correct_terms")
        )
        sheet.note(position, "terms", sheet.text("terms").at(position), flaw)
    return np.array([day_number(day) for day in due], np.int32)[codes]
