"""Fields without a column: columns that may hold them, by contents first and name second, asked in one block."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pastdue.intake.export.sheet import Sheet
from pastdue.intake.judgement.contents import Contents, Holds, unread_columns
from pastdue.intake.judgement.questions import Question, Reading, Unsettled
from pastdue.intake.judgement.roles import refuse_ledgers
from pastdue.intake.values.word_rows import meanings, word_key
from pastdue.model.errors import BadInput, Problem
from pastdue.model.money import CURRENCIES


def ask_missing(sheet: Sheet, missing: Sequence[tuple[str, ...]]) -> Sequence[tuple[str, ...]]:
    """Raise Unsettled with the columns that may hold the `missing` fields, where one is found for each that needs it.

    Without one nothing is raised: what is missing is returned, for the caller to say. The invoice date is not among it
    where the file has due dates and no further column of dates, or the user says that it has none (`--map issued=`).
    """
    refuse_ledgers(sheet)
    free = [contents for contents in unread_columns(sheet) if contents.holds is not Holds.NOTHING]
    _refuse_cents(sheet, free, missing)
    missing = [choice for choice in missing if choice != _ISSUED or not _does_without(sheet, free)]
    if not missing:
        return missing
    mapping: dict[str, str] = {}
    currency = terms = ""
    for choice in sorted(missing, key=lambda c: _ORDER.index(c[0])):
        field, found = _candidate(choice, free)
        if found is not None:
            mapping[field] = found.name
            free = [each for each in free if each.place != found.place]
        elif choice[0] == "customer" and sheet.has("customer_id"):
            mapping["customer"] = sheet.header.name("customer_id")
        elif choice[0] == "currency":
            currency = "EUR"
        elif choice[0] == "due":
            terms = "net 30"
        else:
            return missing
    guessed = Reading("", mapping, currency=currency, terms=terms, stands_in=bool(currency or terms))
    named = " and ".join(f"{field} in {header!r}" for field, header in mapping.items())
    what = f"no column{'s' if len(missing) > 1 else ''} for {', '.join(' or '.join(choice) for choice in missing)}"
    what += f"; by what they hold it may be {named}" if named else ""
    raise Unsettled([Question(sheet.source, "", what, (), tuple(_readings(sheet, missing, guessed)))])


def _does_without(sheet: Sheet, free: list[Contents]) -> bool:
    """Whether the rows say when they are due, and no column is left that may say when they were issued."""
    if not sheet.has("due"):
        return False
    return sheet.dialect.map.get("issued") == "" or _candidate(_ISSUED, free)[1] is None


def _readings(sheet: Sheet, missing: Sequence[tuple[str, ...]], guessed: Reading) -> Iterator[Reading]:
    """The answers about a missing column: the guessed one; and to read without the invoice date, where that alone is
    missing and due dates are there."""
    if list(missing) != [_ISSUED] or not sheet.has("due"):
        yield guessed
        return
    yield replace(guessed, means="the invoice date")
    yield Reading("another date, and the file has no invoice date", {"issued": ""})


def _refuse_cents(sheet: Sheet, free: list[Contents], missing: Sequence[tuple[str, ...]]) -> None:
    """Refuse a file whose only amounts are in hundredths of the currency."""
    amounts = [contents for contents in free if contents.holds is Holds.AMOUNTS and contents.about("minor")]
    if ("total", "balance") in missing and amounts:
        what = "is in hundredths of the currency by its name, and amounts are read in whole units"
        remedy = "export it divided by a hundred, under another name"
        raise BadInput([Problem(sheet.source, amounts[0].name, ", ".join(amounts[0].samples), what, remedy)])


_ISSUED = ("issued",)
_ORDER = ("due", "issued", "total", "invoice", "currency", "customer")


def _candidate(choice: tuple[str, ...], free: list[Contents]) -> tuple[str, Contents | None]:
    """The field of `choice` and the free column that fits it best, by contents and then by name."""
    field = choice[0]
    ways: dict[str, tuple[Callable[[Contents], bool], str]] = {
        "invoice": (_is_number, "invoice"), "customer": (_is_name, "customer"),
        "issued": (lambda c: c.holds is Holds.DATES and not c.about("paid") and not c.about("due"), "issued"),
        "due": (lambda c: c.holds is Holds.DATES and c.about("due"), "due"),
        "currency": (lambda c: all(text in CURRENCIES for text in c.counts), "currency"),
        "total": (lambda c: c.holds is Holds.AMOUNTS and not c.about("harmless") and not c.about("paid"), "total"),
    }  # fmt: skip
    fits, topic = ways[field]
    found = [contents for contents in free if fits(contents)]
    if field == "due" and not found:
        found = _later(free)
    named = [contents for contents in found if topic == "currency" or contents.begins(topic)]
    if field == "total":
        field = "balance" if named and named[0].about("open") else "total"
    if field == "customer" and not named and len(found) > 1:
        return field, None
    return field, next(iter(named or found), None)


def _later(free: list[Contents]) -> list[Contents]:
    """The second of two columns of dates, which names alone do not tell apart: lists say first when an invoice was
    issued."""
    dates = [contents for contents in free if contents.holds is Holds.DATES and not contents.about("paid")]
    return dates[1:] if len(dates) == 2 else []


def _is_number(contents: Contents) -> bool:
    """Whether every row says another number, as invoices have them."""
    texts = list(contents.counts)
    if (
        not contents.unique
        or contents.holds not in (Holds.TEXT, Holds.AMOUNTS, Holds.WORDS, Holds.FLAGS)
        or contents.about("customer")
    ):
        return False
    if contents.holds in (Holds.AMOUNTS, Holds.FLAGS) and not all(text.isdigit() for text in texts):
        return False
    return all(any(map(str.isdigit, text)) and len(text) <= 40 for text in texts)


def _is_name(contents: Contents) -> bool:
    states = meanings("status")
    return contents.holds in (Holds.TEXT, Holds.WORDS) and not all(word_key(text) in states for text in contents.counts)
