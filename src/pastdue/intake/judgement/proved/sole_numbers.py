"""The number of an invoice in a list that names none: the one column whose contents can be nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.judgement.contents import Contents, Holds
from pastdue.intake.judgement.questions import Reading
from pastdue.intake.states.topics import names_billed_period, numbers_periods
from pastdue.intake.values.texts import clean
from pastdue.model.messages import Message

_LONGEST, _MOST_DIGITS = 25, 12
"""So many characters and digits a number of a document has at most; those of accounts and parcels have more."""
_MOST = 2 / 3
"""So large a share of the texts of such a column differ; the others are those of lines or instalments."""
_FEWEST = 3
"""Fewer rows prove no number."""
_MOST_SHAPES = 4
"""So many shapes the numbers of one list have at most, as one for invoices and one for credits."""
_MARKED = re.compile(r"[^\W\d_]*[ ./_-]?\d[\w./ -]*")
_NEVER, _NEVER_AS_WORDS = ("customer_only", "people", "premises", "tax_number"), ("no_customer", "period", "group")
_MONEY = ("total", "open", "paid", "gross", "tax", "credit", "days")
"""Topics of headers of what is no number of an invoice, though it may differ from row to row, by beginnings and by
whole words; and those of money or days, above figures alone."""


def may_number(contents: Contents) -> bool:
    """True when the column may have the numbers of the invoices by what it holds and its header does not say that it
    has something of the customer or of what was sold, or an amount: half the rows at least have a text, half of these
    are shaped as numbers of documents, and most say something else than the others."""
    texts = contents.counts
    if contents.holds not in (Holds.TEXT, Holds.WORDS, Holds.AMOUNTS) or contents.filled * 2 < contents.rows:
        return False
    if contents.counts_rows or is_of_others(contents) or len(texts) < _MOST * contents.filled:
        return False
    if contents.holds is Holds.AMOUNTS and (any(map(contents.about, _MONEY)) or not all(map(str.isdigit, texts))):
        return False
    return sum(map(_is_number, texts)) * 2 >= len(texts)


def _is_number(text: str) -> bool:
    """True when the text is shaped as the number of a document is."""
    return len(text) <= _LONGEST and bool(_MARKED.fullmatch(text)) and sum(map(str.isdigit, text)) <= _MOST_DIGITS


def is_of_others(contents: Contents) -> bool:
    """True when the header says that the column is about the customer, what was sold, its place or its period."""
    named = any(map(contents.begins, _NEVER)) or any(map(contents.has_word, _NEVER_AS_WORDS))
    return named or names_billed_period(contents.name) or numbers_periods(contents.name, contents.counts)


def read_sole_number(sheet: Sheet, whole: Sheet, free: Sequence[Contents]) -> None:
    """Read the one column of `free` that may have the numbers, with a remark, where every row of `whole` has another
    one, shaped as numbers of documents are, and its header means nothing else; and either it begins with a word for
    an invoice, or the numbers have letters or marks and differ among the rows of one customer, so that they are not
    the customers'."""
    able = [each for each in free if may_number(each) and not each.begins("other_number")]
    if len(able) != 1 or len(whole) < _FEWEST or not sheet.preset.fallback or "invoice" in sheet.dialect.map:
        return
    one = able[0]
    texts, called = _texts(whole, one.place), one.begins("bill")
    if not _are_all_different(sheet, texts, one.place) or not _are_of_documents(texts.all(), called):
        return
    if called or _several_of_one(whole):
        sheet.rename(replace(sheet.header, places={**sheet.header.places, "invoice": one.place}))
        keep = next(Reading("", {"invoice": one.name}).settings())
        sheet.tell(Message.of("number_by_contents", column=repr(one.name), keep=keep))


def _texts(sheet: Sheet, place: int) -> Coded:
    return sheet.records.column(sheet.rows, place).coded().cleaned(clean).without(sheet.nothing)


def _are_all_different(sheet: Sheet, texts: Coded, place: int) -> bool:
    """True when all rows have a text, and no two of the whole file the same."""
    every = _texts(sheet, place)
    codes = every.codes[every.filled]
    return bool(texts.filled.all()) and len(np.unique(codes)) == len(codes)


def _are_of_documents(texts: Sequence[str], called: bool) -> bool:
    """True when the texts are numbers of few shapes. Unless the header is `called` one of invoices, every one has
    letters or marks, and their last figures do not count the rows from one on."""
    if not all(map(_is_number, texts)):
        return False
    shapes = {re.sub(r"\d+", "0", text) for text in texts}
    counted = all(int(re.findall(r"\d+", text)[-1]) == row for row, text in enumerate(texts, 1))
    if called:
        return True
    return len(shapes) <= min(_MOST_SHAPES, len(texts) // 2) and "0" not in shapes and not counted


def _several_of_one(sheet: Sheet) -> bool:
    """True when some customer has two rows of the sheet."""
    field = "customer_id" if sheet.has("customer_id") else "customer"
    codes = sheet.text(field).codes[sheet.text(field).filled]
    return field in sheet.header.places and len(np.unique(codes)) < len(codes)
