"""Fields without a column: columns that may hold them, by contents first and name second, asked in one block."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pastdue.intake.export.sheet import Sheet
from pastdue.intake.judgement.candidates import candidates
from pastdue.intake.judgement.contents import Contents, Holds, unread_columns
from pastdue.intake.judgement.questions import Question, Reading, Unsettled, ask_currency, ask_terms
from pastdue.intake.judgement.roles import refuse_ledgers
from pastdue.intake.values.amounts import home_currency
from pastdue.model.errors import BadInput, Problem
from pastdue.model.messages import Message

_FURTHER = 3
"""So many columns are put forward for one field."""


def ask_missing(sheet: Sheet, missing: Sequence[tuple[str, ...]]) -> Sequence[tuple[str, ...]]:
    """Raise Unsettled with the columns that may hold the `missing` fields, where one is found for each that needs it.

    Without one nothing is raised: what is missing is returned, for the caller to say. The invoice date is not among it
    where the rows can do without: a remark names the column that may hold it, unless the user says that none does
    (`--map issued=`).
    """
    refuse_ledgers(sheet)
    free = [contents for contents in unread_columns(sheet) if contents.holds is not Holds.NOTHING]
    _refuse_cents(sheet, free, missing)
    if _ISSUED in missing and _does_without(sheet):
        missing = [choice for choice in missing if choice != _ISSUED]
        _tell_issued(sheet, free)
    if not missing:
        return missing
    mapping: dict[str, str] = {}
    others: list[dict[str, str]] = []
    typed: list[Question] = []
    for choice in sorted(missing, key=lambda c: _ORDER.index(c[0])):
        ranked = candidates(choice[0], free)
        if ranked:
            field, name, places = ranked[0]
            mapping[field] = name
            others += [{field: "", other: further} for other, further, _ in ranked[1:_FURTHER]]
            free = [each for each in free if each.place not in places]
        elif choice[0] == "customer" and sheet.has("customer_id"):
            mapping["customer"] = sheet.header.name("customer_id")
        elif choice[0] == "currency":
            typed.append(ask_currency(sheet.source, home_currency(sheet.dialect.country)))
        elif choice[0] == "due":
            typed.append(ask_terms(sheet.source))
        else:
            return missing
    raise Unsettled([*_about_columns(sheet, missing, mapping, others), *typed])


def _about_columns(
    sheet: Sheet, missing: Sequence[tuple[str, ...]], mapping: Mapping[str, str], others: Sequence[dict[str, str]]
) -> Iterator[Question]:
    """The question for the columns that may hold what is `missing`: those of `mapping`, or one of `others`."""
    found = [choice for choice in missing if any(field in mapping for field in choice)]
    if found:
        named = " and ".join(f"{field} in {header!r}" for field, header in mapping.items())
        what = f"no column{'s' if len(found) > 1 else ''} for {', '.join(' or '.join(choice) for choice in found)}"
        readings = tuple(_readings(sheet, missing, Reading("", mapping), others))
        yield Question(sheet.source, "", f"{what}; by what they hold it may be {named}", (), readings)


def _does_without(sheet: Sheet) -> bool:
    """True when the rows say when they are due, or the user says that none says when it was issued."""
    if not sheet.has("due"):
        return False
    terms = sheet.has("terms") or sheet.dialect.terms
    return sheet.dialect.map.get("issued") == "" or not terms or bool(sheet.text("due").filled.all())


def _tell_issued(sheet: Sheet, free: Sequence[Contents]) -> None:
    """Name the column that may say when invoices were issued, where the user has said nothing of it."""
    for _, name, _ in candidates("issued", free) if "issued" not in sheet.dialect.map else ():
        option = Reading("", {"issued": name}).options()
        sheet.tell(Message.of("perhaps_issued", column=repr(name), option=option))


def _readings(
    sheet: Sheet, missing: Sequence[tuple[str, ...]], guessed: Reading, others: Sequence[dict[str, str]]
) -> Iterator[Reading]:
    """The answers about missing columns: as guessed, and with another column for one of the fields; without the invoice
    date, where that alone is missing and due dates are there."""
    if list(missing) == [_ISSUED] and sheet.has("due"):
        yield replace(guessed, means="the invoice date")
        yield Reading("another date, and the file has no invoice date", {"issued": ""})
        return
    yield replace(guessed, means="so" if others else "")
    for other in others:
        mapping = {field: name for field, name in {**guessed.mapping, **other}.items() if name}
        if len(set(mapping.values())) == len(mapping):
            (field, name) = next((field, name) for field, name in other.items() if name)
            yield replace(guessed, means=f"{field} in {name!r}", mapping=mapping)


def _refuse_cents(sheet: Sheet, free: list[Contents], missing: Sequence[tuple[str, ...]]) -> None:
    """Refuse a file whose only amounts are in hundredths of the currency."""
    amounts = [contents for contents in free if contents.holds is Holds.AMOUNTS and _in_hundredths(contents)]
    if ("total", "balance") in missing and amounts:
        what = "is in hundredths of the currency by its name, and amounts are read in whole units"
        remedy = "export it divided by a hundred, under another name"
        raise BadInput([Problem(sheet.source, amounts[0].name, ", ".join(amounts[0].samples), what, remedy)])


def _in_hundredths(contents: Contents) -> bool:
    """True when the header says that the amounts are cents, pence or the like."""
    return contents.about("minor") or contents.begins("minor_word")


_ISSUED = ("issued",)
_ORDER = ("due", "issued", "total", "invoice", "currency", "customer")
