"""Evidence that an unknown word of a state says that an invoice is paid: a day that its rows alone have."""

from __future__ import annotations

import numpy as np

from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.invoices.days import day_numbers
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.intake.judgement.contents import Holds, unread_columns
from pastdue.intake.values.texts import clean


def is_of_paid_rows(table: InvoiceTable, place: int, word: str) -> bool:
    """True when an unread column of days has one in every row that the word is said of and in no other row, and some
    of these days are not after the invoice fell due, as that of a reminder would be."""
    sheet = table.sheet
    theirs = sheet.state("status", place).rows(word.__eq__)
    if theirs.all() or not sheet.has("due"):
        return False
    for contents in unread_columns(sheet):
        if contents.holds is Holds.DATES and np.array_equal((days := _days(sheet, contents.place)).filled, theirs):
            numbers = day_numbers(sheet, days)
            if numbers is not None and (numbers[theirs] <= table.numbers["due"][theirs]).any():
                return True
    return False


def _days(sheet: Sheet, place: int) -> Coded:
    return sheet.records.column(sheet.rows, place).coded().cleaned(clean).without(sheet.nothing)
