"""Questions about columns of days that may say when an invoice is due, was paid, or was made void."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.file.structure import Ints
from pastdue.intake.invoices.days import days_between
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.intake.judgement.contents import Contents, Holds
from pastdue.intake.judgement.questions import Question, Reading
from pastdue.intake.states.topics import says_only
from pastdue.intake.values.word_rows import rows


def day_questions(table: InvoiceTable, owed: Flags, contents: Contents, settled: bool) -> Iterator[Question]:
    """A question about the days of the column, where something is `owed` that it may settle; `settled`: the file says
    by itself what is open."""
    sheet, name = table.sheet, contents.name
    ends = contents.has_word("expires") and (contents.about("due") or contents.begins("ends"))
    if _is_another_due(table, owed, contents):
        what = f"has days to pay by that differ from those in {sheet.header.name('due')!r}: which are they?"
        readings = (
            Reading(f"not them: those in {sheet.header.name('due')!r} are", ignore=(name,)),
            Reading("the days to pay by", {"due": name}),
        )
        yield Question(sheet.source, name, what, contents.samples, readings)
    elif not (sheet.has("due") or ends) and contents.about("due") and not contents.about("paid"):
        what = "holds days that may be when invoices are due, and is not read"
        yield _asks(sheet, contents, what, Reading("the due date", {"due": name}))
    elif contents.begins("void"):
        what = "has days for invoices that are read as owed: were they made void then?"
        yield _asks(sheet, contents, what, Reading("the day an invoice was made void", {"void_mark": name}))
    elif (contents.about("paid") or contents.begins("closed")) and _unpaid(table, owed, contents):
        what = "has days for invoices that are read as owed: were they paid in full then?"
        paid = Reading("the day an invoice was paid in full", {"settled_on": name})
        other = Reading("not that, as the last part payment or a day planned", ignore=(name,))
        yield Question(sheet.source, name, what, contents.samples, (paid, other))
    elif not ends and _unexplained(sheet, contents) and (not settled or _beside_states(table, owed, contents)):
        what = "has days for some of the invoices, and is not read: were those paid in full then?"
        yield _asks(sheet, contents, what, Reading("the day an invoice was paid in full", {"settled_on": name}))


def _is_another_due(table: InvoiceTable, owed: Flags, contents: Contents) -> bool:
    """True when the header says that the column has the days to pay by, as the one read as the due date does, and
    those of something `owed` are others, or cannot be told to be the same. What is said of a discount, or of an earlier
    day, says something else."""
    sheet = table.sheet
    if not sheet.has("due") or "due" in sheet.dialect.map or not sheet.preset.fallback:
        return False
    if contents.holds is not Holds.DATES or not contents.about("due") or not says_only(("due", "paid"), contents.name):
        return False
    return _differs_from_due(sheet, np.flatnonzero(owed), contents)


def _differs_from_due(sheet: Sheet, at: Ints, contents: Contents) -> bool:
    """True when the column has another day than the due date in one of the rows `at`, or it cannot be told."""
    other = sheet.records.column(sheet.rows, contents.place).only(at).coded().cleaned(str.strip).without(sheet.nothing)
    steps = days_between(sheet, sheet.text("due").only(at), other)
    return steps is None or bool((steps != 0).any())


def _asks(sheet: Sheet, contents: Contents, what: str, reading: Reading) -> Question:
    leave = Reading("not about whether the invoice is owed", ignore=(contents.name,))
    return Question(sheet.source, contents.name, what, contents.samples, (reading, leave))


def _unexplained(sheet: Sheet, contents: Contents) -> bool:
    """True when days stand in some rows only, under a header that no list knows, and no amount or day says what is
    paid."""
    said = any(map(sheet.has, ("paid", "settled_on", "paid_on")))
    known = sheet.preset.knows(contents.name) or contents.holds is not Holds.DATES
    topics = ("expected", "changed", "note", "due", "harmless", "harmless_flag", "dispute", "hold")
    explained = any(map(contents.about, topics)) or _says_when_issued(contents)
    return not (said or known or explained) and contents.filled < contents.rows


def _beside_states(table: InvoiceTable, owed: Flags, contents: Contents) -> bool:
    """True when the states alone say what is open, and the days may say more, as that what is late was paid late: each
    invoice that is called paid has one, some that are owed have one, none of them before its issue, and some have
    none."""
    sheet = table.sheet
    if sheet.has("balance") or not sheet.settled.any():
        return False
    column = sheet.records.column(sheet.rows, contents.place).coded().cleaned(str.strip).without(sheet.nothing)
    filled = column.filled
    steps = days_between(sheet, sheet.text("issued"), column) if sheet.has("issued") else None
    early = steps is not None and bool((steps < 0).any())
    fits = filled[sheet.settled].all() and filled[owed].any() and not filled[owed].all()
    return bool(fits and not early)


def _unpaid(table: InvoiceTable, owed: Flags, contents: Contents) -> bool:
    """True when the column has a day for a row of which nothing says what is paid, or only that nothing is."""
    sheet = table.sheet
    if sheet.has("settled_on") or contents.about("expected"):
        return False
    if contents.about("due") and sheet.has("due") and not _differs_from_due(sheet, np.flatnonzero(owed), contents):
        return False
    column = sheet.records.column(sheet.rows, contents.place).coded().cleaned(str.strip)
    filled = column.without(sheet.nothing).filled
    return bool((filled & owed & (table.settlement.paid == 0)).any())


def _says_when_issued(contents: Contents) -> bool:
    """True when the header says more of the day of an invoice than that it is a day, as `Data` does."""
    stems = set(rows("headers")["issued"]) - set(rows("headers")["any_day"])
    return any(stem in contents.key for stem in stems)
