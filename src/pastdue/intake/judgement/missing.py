"""Fields without a column: columns that may hold them, by contents first and name second, asked in one block."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from pastdue.intake.customers.headings import has_headings, headed
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.export.units.unit_columns import refuse_doubtful
from pastdue.intake.judgement.candidates import Candidate, are_names, candidates, fitting
from pastdue.intake.judgement.contents import Contents, Holds, unread_columns
from pastdue.intake.judgement.money.ledgers import refuse_ledgers, refuse_summaries
from pastdue.intake.judgement.proved.abbreviations import abbreviated
from pastdue.intake.judgement.proved.customer_names import (
    are_several,
    ask_headings,
    by_header,
    named_above,
    one_name,
    one_of_each,
    or_of_one,
)
from pastdue.intake.judgement.proved.late_days import ask_days_late, ask_states_late, youngest_late
from pastdue.intake.judgement.proved.made_numbers import made_numbers, read_made_number, recipe_of
from pastdue.intake.judgement.proved.missing_fields import without_proved
from pastdue.intake.judgement.proved.sole_numbers import read_sole_number
from pastdue.intake.judgement.questions import Question, Reading, Unsettled, ask_customer, ask_terms
from pastdue.intake.judgement.taxes.tax_rates import holds_rates, is_net, is_some, net_alone, tax_on_top
from pastdue.intake.judgement.tongues import currency_question
from pastdue.intake.values.date_styles import is_dated
from pastdue.model.errors.problems import BadInput, Problem
from pastdue.model.messages import Message

_FEW_ROWS = 10_000
"""In longer files a total or two hide among the rows that are looked at."""
_MOST_TOTALS = 3
"""Of so many rows one at least is an invoice, and the others its totals and headings."""
_FURTHER = 3
"""So many columns are put forward for one field."""
_LONGEST = 40
"""So many letters a customer's number has at most."""


def ask_missing(sheet: Sheet, missing: Sequence[tuple[str, ...]]) -> Sequence[tuple[str, ...]]:
    """Raise Unsettled with the columns that may hold the `missing` fields, where one is found for each that needs it.

    Without one nothing is raised: what is missing is returned, for the caller to say. The invoice date is not among it
    where the rows can do without: a remark names the column that may hold it, unless the user says that none does
    (`--map issued=`).
    """
    refuse_ledgers(sheet)
    refuse_summaries(sheet)
    free = [contents for contents in unread_columns(_whole(sheet)) if contents.holds is not Holds.NOTHING]
    _refuse_amounts(sheet, free, missing)
    if _ISSUED in missing and _does_without(sheet):
        missing = [choice for choice in missing if choice != _ISSUED]
        _tell_issued(sheet, free)
    nameless = any(choice[0] == "customer" for choice in missing)
    if nameless and (headed(sheet) or named_above(sheet, free)):
        missing = [choice for choice in missing if choice[0] != "customer"]
    missing = _without_known(sheet, missing, free)
    free = [each for each in free if each.place not in sheet.header.places.values()]
    if not missing:
        return missing
    mapping: dict[str, str] = {}
    others: list[dict[str, str]] = []
    typed = ask_headings(sheet, missing, free)
    columns = [choice for choice in missing if not (typed and choice[0] == "customer")]
    for choice in _in_order(sheet, columns, free):
        ranked = _ranked(sheet, choice[0], free) or _made(sheet, choice[0], mapping, free)
        if ranked:
            field, name, places = ranked[0]
            mapping[field] = name
            others += [{field: "", other: further} for other, further, _ in ranked[1:_FURTHER]]
            free = [each for each in free if each.place not in places]
        elif (instead := _instead(sheet, choice[0], mapping)) is not None:
            mapping[choice[0]] = instead
        elif (question := _asked(sheet, choice[0], free)) is not None:
            typed.append(question)
        else:
            return missing
    raise Unsettled([*_about_columns(sheet, missing, mapping, others), *typed])


def _without_known(
    sheet: Sheet, missing: Sequence[tuple[str, ...]], free: Sequence[Contents]
) -> Sequence[tuple[str, ...]]:
    """Those of `missing` whose column names and contents do not prove; the number of the invoices also where one column
    alone can hold it, or where none can and the customer, the days and the period name each of them."""
    named = frozenset(sheet.header.places)
    missing = without_proved(sheet, missing, free, named=bool(_ranked(sheet, "customer", free)))
    if _INVOICE not in missing:
        return missing
    whole, left = _whole(sheet), [each for each in free if each.place not in sheet.header.places.values()]
    read_sole_number(sheet, whole, left)
    if not sheet.has("invoice"):
        read_made_number(sheet, whole, recipe_of(sheet, {}, named), left)
    return [choice for choice in missing if choice != _INVOICE or not sheet.has("invoice")]


def _asked(sheet: Sheet, field: str, free: Sequence[Contents]) -> Question | None:
    """The question for what no column says and the user knows of the whole file; None for any other field."""
    if field == "currency":
        return currency_question(sheet)
    if field == "customer" and not (are_several(sheet) or has_headings(sheet)):
        return ask_customer(sheet.source, sheet.header.names, one_name(sheet))
    if field != "due":
        return None
    return ask_days_late(sheet, free) or ask_states_late(sheet) or ask_terms(sheet.source, youngest_late(sheet))


def _instead(sheet: Sheet, field: str, mapping: Mapping[str, str]) -> str | None:
    """The header that stands in for a field without a column: the customers' numbers for their names; "" for a day of
    issue where the rows say when they are due. None for any other."""
    if field == "customer" and sheet.has("customer_id"):
        return sheet.header.name("customer_id")
    return "" if field == "issued" and "due" in mapping else None


def _in_order(sheet: Sheet, missing: Sequence[tuple[str, ...]], free: Sequence[Contents]) -> Sequence[tuple[str, ...]]:
    """The choices in the order in which they take a column; the number last where it is made of those of others."""
    unnumbered = not _ranked(sheet, "invoice", free)
    return sorted(missing, key=lambda choice: (unnumbered and choice[0] == "invoice", _ORDER.index(choice[0])))


def _made(sheet: Sheet, field: str, mapping: Mapping[str, str], free: Sequence[Contents]) -> list[Candidate]:
    """The columns of which the number of an invoice can be made, or by whose numbers the customers may go; none for
    another field."""
    if field == "customer" and not sheet.has("customer_id"):
        return [("customer_id", each.name, (each.place,)) for each in free if _is_shared_number(each)]
    made = made_numbers(_whole(sheet), mapping, free) if field == "invoice" else []
    return [(field, name, ()) for name in made]


def _ranked(sheet: Sheet, field: str, free: Sequence[Contents]) -> list[Candidate]:
    """The columns that may hold `field`, one whose header is short for its name in front; for the customers' names,
    where the file has their numbers, none of numbers, none that says two things of one number, and none that says the
    same of most."""
    ranked = fitting(sheet, field, candidates(field, free))
    if (short := abbreviated(sheet, free).get(field)) is not None:
        first = (field, short.name, (short.place,))
        ranked = [first, *(each for each in ranked if each != first)]
    elif field == "customer":
        ranked = by_header(sheet, ranked)
    if field == "customer" and sheet.has("customer_id"):
        names = {each.place for each in free if are_names(each) and one_of_each(sheet, each.place)}
        return [each for each in ranked if each[2][0] in names]
    return ranked


def _is_shared_number(contents: Contents) -> bool:
    """True when the header ends as those of numbers do and names no other thing, above a code with figures in every row
    that some rows share, as `outlet_id`."""
    texts = contents.counts
    if not contents.ends_as_numbers or contents.filled < contents.rows or not 1 < len(texts) < contents.filled:
        return False
    of_tax = contents.begins("tax") and not contents.has_word("tax_number")
    if of_tax or any(map(contents.begins, ("no_customer", "kind", "period", "currency"))):
        return False
    return all(any(map(str.isdigit, text)) and " " not in text and len(text) <= _LONGEST for text in texts)


def _about_columns(
    sheet: Sheet, missing: Sequence[tuple[str, ...]], mapping: Mapping[str, str], others: Sequence[dict[str, str]]
) -> Iterator[Question]:
    """The question for the columns that may hold what is `missing`: those of `mapping`, or one of `others`."""
    fields = {*mapping, *(["customer"] if "customer_id" in mapping else [])}
    found = [choice for choice in missing if not fields.isdisjoint(choice)]
    if found:
        named = " and ".join(f"{field} in {header!r}" for field, header in mapping.items() if header)
        what = f"no column{'s' if len(found) > 1 else ''} for {', '.join(' or '.join(choice) for choice in found)}"
        on_top = tax_on_top(sheet, mapping.get("total", "")) or net_alone(sheet, mapping.get("total", ""))
        readings = tuple(_readings(sheet, missing, Reading("", mapping), others))
        readings = or_of_one(sheet, readings)
        yield Question(sheet.source, "", f"{what}; by what they hold it may be {named}{on_top}", (), readings)


def _whole(sheet: Sheet) -> Sheet:
    """The sheet without the rows that have no day, where others have one, and those that leave half of what most rows
    fill empty: totals and headings, which are found by fields that it lacks."""
    if len(sheet) > _FEW_ROWS:
        return sheet
    days = [sheet.text(name).rows(is_dated) for name in ("issued", "due") if sheet.has(name)]
    dated = np.any(days, axis=0) if days else np.zeros(len(sheet), np.bool_)
    if dated.sum() * _MOST_TOTALS >= len(sheet):
        sheet = sheet.only(dated)
    columns = [sheet.records.column(sheet.rows, place).lengths > 0 for place in range(len(sheet.header.names))]
    filled = np.sum(columns, axis=0)
    return sheet.only(filled * 2 > np.median(filled)) if len(sheet) else sheet


def _does_without(sheet: Sheet) -> bool:
    """True when the rows say when they are due, or the user says that none says when it was issued."""
    if not sheet.has("due"):
        return False
    terms = sheet.has("terms") or sheet.dialect.terms
    return sheet.dialect.map.get("issued") == "" or not terms or bool(sheet.text("due").filled.all())


def _tell_issued(sheet: Sheet, free: Sequence[Contents]) -> None:
    """Name the column that may say when invoices were issued, where the user has said nothing of it."""
    for _, name, _ in candidates("issued", free) if "issued" not in sheet.dialect.map else ():
        sheet.tell(Message.of("perhaps_issued", column=repr(name), option=Reading("", {"issued": name}).options()))


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


def _refuse_amounts(sheet: Sheet, free: list[Contents], missing: Sequence[tuple[str, ...]]) -> None:
    """Refuse a file whose only amounts are no whole ones: in cents, perhaps in thousands, or without tax."""
    _refuse_cents(sheet, free, missing)
    refuse_doubtful(sheet, [each.name for each in free if _TOTAL in missing and each.holds is Holds.AMOUNTS])
    _refuse_net(sheet, free, missing)


def _refuse_net(sheet: Sheet, free: Sequence[Contents], missing: Sequence[tuple[str, ...]]) -> None:
    """Refuse a file whose only amounts are without tax by their headers, where a column of rates says that some rows
    have one."""
    ranked = candidates("total", free) if _TOTAL in missing else []
    net = [each for each in free if ranked and each.place in ranked[0][2] and is_net(each)]
    rates = [each for each in unread_columns(sheet) if each.about("tax") and holds_rates(each) and is_some(each)]
    if rates and len(ranked) == len(net) == 1:
        what = f"is an amount before tax, which {rates[0].name!r} says comes on top, and no column has the whole"
        remedy = "export the amounts with tax"
        raise BadInput([Problem(sheet.source, net[0].name, ", ".join(net[0].samples), what, remedy)])


def _refuse_cents(sheet: Sheet, free: list[Contents], missing: Sequence[tuple[str, ...]]) -> None:
    """Refuse a file whose only amounts are in hundredths of the currency."""
    amounts = [contents for contents in free if contents.holds is Holds.AMOUNTS and _in_hundredths(contents)]
    if _TOTAL in missing and amounts:
        what = "is in hundredths of the currency by its name, and amounts are read in whole units"
        remedy = "export it divided by a hundred, under another name"
        raise BadInput([Problem(sheet.source, amounts[0].name, ", ".join(amounts[0].samples), what, remedy)])


def _in_hundredths(contents: Contents) -> bool:
    """True when the header says that the amounts are cents, pence or the like."""
    return contents.about("minor") or contents.begins("minor_word")


_INVOICE, _ISSUED, _TOTAL = ("invoice",), ("issued",), ("total", "balance")
_ORDER = ("due", "issued", "total", "invoice", "currency", "customer")
