"""The column of the customers' names under a header that names the customer beside other words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pastdue.intake.customers.header_names import (
    changes_customer,
    half_a_name,
    has_customer_word,
    names_billed,
    names_customer,
    speaks_of_customer,
)
from pastdue.intake.customers.headings import heading_samples
from pastdue.intake.customers.one_customer import STAND_IN, give_as_titled, titled_customer
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.judgement.candidates import Candidate, are_names
from pastdue.intake.judgement.contents import Contents, Holds, contents_of
from pastdue.intake.judgement.questions import Question, Reading
from pastdue.intake.states.ages import is_age
from pastdue.intake.states.topics import about
from pastdue.intake.values.texts import clean
from pastdue.intake.values.word_rows import meanings, word_key
from pastdue.model.messages import Message

_ALMOST_ALL = 0.9
"""So large a share of the rows has a name, and of the texts is one."""
_FEW = 3
"""So many single words may be kinds of customers."""
_OF_A_CUSTOMER = ("customer_id", "tax_id", "email", "phone", "address1", "postcode", "city")
"""Fields of which the rows of one customer say the same."""
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
        sheet.tell(Message.of("customer_by_header", column=repr(found.name), example=repr(found.samples[0])))


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


def named_above(sheet: Sheet, free: Sequence[Contents]) -> bool:
    """True where a line above the header names the customer of the whole list, by a label, and no column may name any:
    it is read so."""
    said = "customer" in sheet.dialect.map or are_several(sheet)
    titled = titled_customer(sheet) if sheet.preset.fallback and not said else None
    if titled is None or not titled.labelled or any(map(_may_be_customers, free)):
        return False
    give_as_titled(sheet, titled)
    return True


def ask_headings(sheet: Sheet, missing: Sequence[tuple[str, ...]], free: Sequence[Contents]) -> list[Question]:
    """The question about headings of blocks of rows that may name the customers, where nothing else does; none where a
    column of `free` may be called after them."""
    samples = heading_samples(sheet) if any(choice[0] == "customer" for choice in missing) else ()
    if not samples or any(map(_may_be_customers, free)):
        return []
    what = "no column names the customers: do the rows of one text above the invoices name them?"
    readings = [Reading("the customer of the rows below each", empty_customer="above")]
    if not are_several(sheet):
        readings.append(Reading("something else, and all rows are one customer's", one_customer=one_name(sheet)))
    return [Question(sheet.source, "", what, samples, tuple(readings))]


def one_name(sheet: Sheet) -> str:
    """The name that a line above the header gives the customer, or a text that stands for it."""
    titled = titled_customer(sheet)
    return titled.name if titled else STAND_IN


def or_of_one(sheet: Sheet, readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """The readings of a question about missing columns, behind the one by which all rows are one customer's, where a
    line above the header names somebody or no other header than those of notes and the like may be the customers'; not
    where the rows show several."""
    named = [each.mapping["customer"] for each in readings if "customer" in each.mapping]
    name = one_name(sheet)
    of_others = all(sheet.preset.knows(each) or about("note", each) for each in named)
    if not named or are_several(sheet) or not (of_others or name != STAND_IN):
        return readings
    mapping = {field: header for field, header in readings[0].mapping.items() if field != "customer"}
    of_one = Reading("all one customer's, whom no column names", mapping, one_customer=name)
    return (of_one, *(replace(each, means=each.means or "so") for each in readings))


def are_several(sheet: Sheet) -> bool:
    """True when the rows show several customers: by their numbers or addresses, by a column of something of theirs, as
    their groups, or by addresses of e-mail; be it one that the user leaves unread."""
    known, used = _spellings(sheet), {*sheet.header.places.values()}
    found = (contents_of(sheet, place) for place in range(len(sheet.header.names)) if place not in used)
    differ = [each for each in found if len(each.counts) > 1]
    theirs = any(has_customer_word(each.name, known) or all("@" in text for text in each.counts) for each in differ)
    return theirs or any(len({*sheet.text(field).used} - {""}) > 1 for field in _OF_A_CUSTOMER)


def _may_be_customers(contents: Contents) -> bool:
    return contents.begins("customer") and _may_be_names(contents)


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
