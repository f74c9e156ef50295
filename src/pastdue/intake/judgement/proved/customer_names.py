"""The column of the customers' names under a header that names the customer beside other words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pastdue.intake.customers.header_names import (
    changes_customer,
    half_a_name,
    names_billed,
    names_customer,
    speaks_of_customer,
)
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.judgement.candidates import Candidate, are_names
from pastdue.intake.judgement.contents import Contents, Holds
from pastdue.intake.states.ages import is_age
from pastdue.intake.values.texts import clean
from pastdue.intake.values.word_rows import meanings, word_key
from pastdue.model.messages import Message

_ALMOST_ALL = 0.9
"""So large a share of the rows has a name, and of the texts is one."""
_FEW = 3
"""So many single words may be kinds of customers."""
_ROWS_OF_NAMES = 10_000
"""So many rows of a long file show whether a column has the names of the customers."""


def customer_column(sheet: Sheet, free: Sequence[Contents]) -> Contents | None:
    """The one column of a general list whose header names the customer and whose texts are names; None for none, where
    another may have them as well, and beside half a name. Of several the one of who is billed."""
    known = _spellings(sheet)
    if not sheet.preset.fallback or "customer" in sheet.dialect.map or any(map(half_a_name, sheet.header.names)):
        return None
    rivals = [each for each in free if speaks_of_customer(each.name, known) and _may_be_names(each)]
    rivals = [each for each in rivals if names_billed(each.name, known)] or rivals
    if len(rivals) != 1 or not names_customer(rivals[0].name, known) or not _fits(rivals[0]):
        return None
    return rivals[0] if not sheet.has("customer_id") or one_of_each(sheet, rivals[0].place) else None


def read_customer(sheet: Sheet, found: Contents | None) -> None:
    """Let the column stand for the customers' names, with a remark."""
    if found is not None:
        sheet.rename(replace(sheet.header, places={**sheet.header.places, "customer": found.place}))
        sheet.tell(Message.of("column_customer", column=repr(found.name), example=repr(found.samples[0])))


def by_header(sheet: Sheet, found: Sequence[Candidate]) -> list[Candidate]:
    """The columns that may hold the customers' names, those in front whose headers name the customer, first of them who
    is billed, and at the end those whose headers name another or a kind."""
    known = _spellings(sheet)

    def rank(each: Candidate) -> tuple[bool, bool, bool]:
        name = each[1]
        return not names_billed(name, known), not names_customer(name, known), changes_customer(name, known)

    return sorted(found, key=rank)


def one_of_each(sheet: Sheet, place: int) -> bool:
    """True when all rows of one customer's number say the same in the column, and those of others mostly something
    else; of a long file the first rows show it."""
    numbers = sheet.text("customer_id").all()[:_ROWS_OF_NAMES]
    texts = sheet.records.column(sheet.rows[:_ROWS_OF_NAMES], place).texts()
    pairs = {(number, clean(text)) for number, text in zip(numbers, texts, strict=True) if number and text.strip()}
    names = {name for _, name in pairs}
    return len(pairs) == len({number for number, _ in pairs}) and len(names) * 2 >= len(pairs)


def _spellings(sheet: Sheet) -> tuple[str, ...]:
    return tuple(sheet.preset.fields.get("customer", ()))


def _may_be_names(contents: Contents) -> bool:
    return contents.holds in (Holds.TEXT, Holds.WORDS) and are_names(contents)


def _fits(contents: Contents) -> bool:
    """True when nearly every row has a text, nearly all of them are words, and they are no states, ages or kinds."""
    texts = contents.counts
    words = [text for text in texts if sum(map(str.isalpha, text)) * 2 > len(text) and not is_age(text)]
    if contents.filled < _ALMOST_ALL * contents.rows or len(words) < _ALMOST_ALL * len(texts):
        return False
    few = len(texts) <= _FEW and contents.filled > _FEW and not any(" " in text for text in texts)
    return not few and not all(word_key(text) in meanings("kinds") for text in texts)
