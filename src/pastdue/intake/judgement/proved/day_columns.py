"""Questions about columns of days that may say when an invoice is due, was paid, or was made void."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.file.structure import Ints
from pastdue.intake.invoices.days import days_between
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.intake.judgement.contents import Contents, Holds
from pastdue.intake.judgement.questions import Question, Reading
from pastdue.intake.states.topics import loose_words, says_only
from pastdue.intake.values.word_rows import rows

_SHORT = 5
"""A stem of so many letters stands inside other words by chance, as `dated` in `Date de`."""


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
    elif _may_be_paid_on(contents) and _unpaid(table, owed, contents):
        what = "has days for invoices that are read as owed: were they paid in full then?"
        yield from _ask_paid(sheet, contents, what)
    elif _may_be_debited_on(contents):
        if (not settled or _beside_states(table, owed, contents)) and _was_debited(table, owed, contents):
            what = "has days of direct debits for invoices that are read as owed: were they paid in full then?"
            yield from _ask_paid(sheet, contents, what)
    elif not ends and _unexplained(sheet, contents) and (not settled or _beside_states(table, owed, contents)):
        what = "has days for some of the invoices, and is not read: were those paid in full then?"
        yield _asks(sheet, contents, what, Reading("the day an invoice was paid in full", {"settled_on": name}))


def _may_be_paid_on(contents: Contents) -> bool:
    return contents.about("paid") or contents.begins("closed")


def _may_be_debited_on(contents: Contents) -> bool:
    """True when the header is one of direct debits, and not of one that went back, or of what goes before."""
    beside = any(map(contents.about, ("went_back", "went_back_unpaid", "before_debit")))
    return contents.about("debited") and not beside


def _ask_paid(sheet: Sheet, contents: Contents, what: str) -> Iterator[Question]:
    paid = Reading("the day an invoice was paid in full", {"settled_on": contents.name})
    other = Reading("not that, as the last part payment or a day planned", ignore=(contents.name,))
    yield Question(sheet.source, contents.name, what, contents.samples, (paid, other))


def _was_debited(table: InvoiceTable, owed: Flags, contents: Contents) -> bool:
    """True when some invoice, `owed` and with nothing paid, has a day that is not after the one of which the file is
    read, or cannot be told to be: a direct debit that is still planned is no payment."""
    sheet = table.sheet
    if not _unpaid(table, owed, contents) or any(map(sheet.has, ("paid", "paid_on"))):
        return False
    at = np.flatnonzero(owed & (table.settlement.paid == 0))
    days = sheet.records.column(sheet.rows, contents.place).only(at).coded().cleaned(str.strip).without(sheet.no_day)
    if sheet.dialect.as_of is None:
        return bool(days.filled.any())
    today = Coded(np.zeros(len(days.codes), np.int64), [sheet.dialect.as_of.isoformat()])
    steps = days_between(sheet, today, days)
    return steps is None or bool((steps <= 0).any())


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
    other = sheet.records.column(sheet.rows, contents.place).only(at).coded().cleaned(str.strip).without(sheet.no_day)
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
    column = sheet.records.column(sheet.rows, contents.place).coded().cleaned(str.strip).without(sheet.no_day)
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
    filled = column.without(sheet.no_day).filled
    return bool((filled & owed & (table.settlement.paid == 0)).any())


def _says_when_issued(contents: Contents) -> bool:
    """True when the header says more of the day of an invoice than that it is a day, as `Data` does: one of its words,
    after such a one written as one with it, begins so; longer stems may stand inside a word."""
    days = rows("headers")["any_day"]
    stems = tuple(set(rows("headers")["issued"]) - set(days))
    words = [each for word in loose_words(contents.name) for each in (word, *(word.removeprefix(day) for day in days))]
    return any(word.startswith(stems) for word in words) or any(
        stem in contents.key for stem in stems if len(stem) > _SHORT
    )
