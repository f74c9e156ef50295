"""Fields whose columns do not hold what their names promise: read as the field their contents show, or not read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pastdue.intake.export.headers import currency_in
from pastdue.intake.export.presets import CANONICAL
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.judgement.candidates import are_names
from pastdue.intake.judgement.contents import Contents, Holds, contents_of, places_aside
from pastdue.intake.judgement.money.currency_columns import read_by_currency, read_codes
from pastdue.intake.judgement.money.due_amounts import USUAL_DAYS, read_due_amounts, read_due_terms
from pastdue.intake.judgement.money.item_lines import read_items, refuse_lines_of_a_program
from pastdue.intake.judgement.money.ledgers import refuse_ledgers
from pastdue.intake.judgement.money.paid_flags import read_flags
from pastdue.intake.judgement.money.whole_totals import read_gross_total, read_what_is_left, read_whole_total
from pastdue.intake.judgement.paid.amounts_to_pay import read_amount_to_pay as read_to_pay
from pastdue.intake.judgement.paid.dated_payments import read_payments
from pastdue.intake.judgement.paid.paid_days import read_words_among_days
from pastdue.intake.judgement.proved.open_amounts import read_open_amount
from pastdue.intake.judgement.proved.shared_numbers import ask_shared_numbers
from pastdue.intake.judgement.taxes.tax_rates import read_withheld
from pastdue.intake.judgement.taxes.to_receive import read_to_receive
from pastdue.intake.states.explained_codes import read_explained_codes
from pastdue.intake.states.known_words import kind_of
from pastdue.intake.values.date_styles import is_dated
from pastdue.intake.values.word_rows import meanings, rows, word_key
from pastdue.intake.values.words import is_language
from pastdue.model.messages import Message

_FITTING = {
    "issued": (Holds.DATES,), "due": (Holds.DATES,), "settled_on": (Holds.DATES,),
    "terms": (Holds.AMOUNTS, Holds.WORDS, Holds.FLAGS),
    "total": (Holds.AMOUNTS,), "paid": (Holds.AMOUNTS,), "balance": (Holds.AMOUNTS,),
    "disputed": (Holds.FLAGS,), "hold": (Holds.FLAGS,), "void_mark": (Holds.FLAGS, Holds.DATES),
}  # fmt: skip
"""The kinds of values the column of a field must hold for a general list to read it so."""

_NAMED = ("invoice", "customer_id", "customer", "first_name", "last_name")
"""The fields of numbers and names: no words for the state of an invoice stand there."""

_ALMOST_ALL = 0.9
"""So large a share of such words makes a column one of states."""

_READ = (
    read_explained_codes, read_due_terms, read_due_amounts, read_what_is_left, read_whole_total, read_gross_total,
    read_to_receive, read_withheld, read_to_pay, read_payments, read_open_amount,
)  # fmt: skip
_WRONG_SURELY = (Holds.DATES, Holds.AMOUNTS, Holds.FLAGS, Holds.WORDS)


def fit_roles(sheet: Sheet) -> None:
    """Let the fields of a general list stand only for columns that hold such values, with a remark on each change.

    A column of a paid amount that holds yes and no is a state; a due date of amounts is what is open; a state that is a
    mere yes or no means what its header says. What the user has mapped stays as mapped.
    """
    refuse_ledgers(sheet)
    places = dict(sheet.header.places)
    if not sheet.preset.fallback and sheet.preset.name != CANONICAL:
        refuse_lines_of_a_program(sheet)
        read_codes(sheet, places, _unused(sheet, set(places.values())))
        _rename(sheet, places)
        return
    if sheet.preset.name != CANONICAL:
        for field, place in list(places.items()):
            if field in _FITTING and field not in sheet.dialect.map:
                found = contents_of(sheet, place)
                if found.holds in _WRONG_SURELY and found.holds not in _FITTING[field]:
                    del places[field]
                    _moved(sheet, places, field, found)
            elif field in ("type", "promised_on") and _says_another_thing(sheet, field, place):
                del places[field]
            elif field in _NAMED and field not in sheet.dialect.map:
                _given_to_another(sheet, places, field)
        for read in _READ:
            read(sheet, places, _unused(sheet, set(places.values())))
    read_flags(sheet, places, [*_unused(sheet, set(places.values()))])
    _tell_numbers(sheet, places)
    _kinds_of_customers(sheet, places)
    _regions(sheet, places)
    _languages(sheet, places)
    if "type" not in places and (kinds := _kinds(sheet, places)) is not None:
        places["type"] = kinds.place
        sheet.tell(_told("column_kinds", kinds))
    read_codes(sheet, places, _unused(sheet, set(places.values())))
    _rename(sheet, places)
    read_by_currency(sheet)
    read_words_among_days(sheet)
    ask_shared_numbers(sheet)
    read_items(sheet)


def _says_another_thing(sheet: Sheet, field: str, place: int) -> bool:
    """True when below a kind of row stand sums, or below a promised day what is none; unless the user has mapped it."""
    found = contents_of(sheet, place)
    other = _are_sums(found) if field == "type" else not all(map(is_dated, found.counts))
    return other and field not in sheet.dialect.map


def _rename(sheet: Sheet, places: dict[str, int]) -> None:
    if places != sheet.header.places:
        sheet.rename(replace(sheet.header, places=places))


def _told(key: str, found: Contents) -> Message:
    return Message.of(key, column=repr(found.name), example=repr(found.samples[0]))


def _moved(sheet: Sheet, places: dict[str, int], field: str, found: Contents) -> None:
    """Give the column another field where its contents leave no doubt."""
    if field == "paid" and found.holds is Holds.FLAGS and found.about("part_paid"):
        return
    if field in ("paid", "balance") and found.holds in (Holds.FLAGS, Holds.WORDS) and "status" not in places:
        places["status"] = found.place
        sheet.prove(flags_mean="paid" if field == "paid" else "open")
        sheet.tell(_told("column_state", found))
    elif field == "terms" and found.holds is Holds.DATES and "due" not in places:
        places["due"] = found.place
        sheet.tell(_told("column_due", found))
    elif field == "due" and found.holds is Holds.AMOUNTS and "terms" not in places and _are_days(found):
        places["terms"] = found.place
        sheet.tell(_told("column_terms", found))
    elif field == "due" and found.holds is Holds.AMOUNTS and not {"balance", "total"} <= set(places):
        places["balance" if "balance" not in places else "total"] = found.place
        sheet.tell(_told("column_amount", found))


def _no_name(field: str, found: Contents) -> bool:
    """True when the column holds words for states, as the invoice's number nothing but kinds of documents, or as a
    customer's name amounts with fractions."""
    if field not in ("invoice", "customer_id") and found.holds is Holds.AMOUNTS:
        return not all(text.isdigit() for text in found.counts)
    of_kinds = found.begins("kind")
    kinds = field == "invoice" and found.counts and all(kind_of(text, of_kinds) for text in found.counts)
    return bool(kinds) or found.states(_ALMOST_ALL)


def _given_to_another(sheet: Sheet, places: dict[str, int], field: str) -> None:
    """Take the field from a column that cannot hold it and give it to the one other column under a header of that
    field, if there is one; so is the invoice's number where most rows have none there, and each has one of its own in
    the other."""
    spelled, found = sheet.preset.spelled_forms.get(field, frozenset()), contents_of(sheet, places[field])
    others = [each for each in _unused(sheet, set(places.values())) if each.key in spelled]
    outdone = field == "invoice" and 2 * found.filled < found.rows and len(others) == 1 and others[0].unique
    if outdone or _no_name(field, found):
        del places[field]
        if len(others) == 1:
            places[field] = others[0].place


def _are_sums(found: Contents) -> bool:
    """True when the column holds amounts with fractions or under a header that says a currency, and no codes of a few
    digits."""
    figures = found.holds in (Holds.AMOUNTS, Holds.FLAGS)
    return figures and (currency_in(found.name) != "" or not all(text.isdigit() for text in found.counts))


def _are_days(found: Contents) -> bool:
    """True when a column under another header than a mere `due` holds nothing but usual numbers of days."""
    return not found.key.endswith("due") and all(text in USUAL_DAYS for text in found.counts)


def _tell_numbers(sheet: Sheet, places: dict[str, int]) -> None:
    """Read a column of nothing but numbers as the customers' numbers, where another one has their names."""
    if "customer" not in places or {"customer", "customer_id"} & set(sheet.dialect.map) or "first_name" in places:
        return
    numbers = contents_of(sheet, places["customer"])
    if not numbers.counts or any(map(str.isalpha, "".join(numbers.counts))):
        return
    free = _unused(sheet, set(places.values()) - {places.get("last_name", -1)})
    names = [each for each in free if each.key.rstrip("1") in rows("headers")["name"] and are_names(each)]
    if len(names) == 1 and (not names[0].about("no_customer") or _one_of_each(sheet, sheet.text("customer"), names[0])):
        places.pop("last_name", None)
        places["customer"] = names[0].place
        places.setdefault("customer_id", numbers.place)
        sheet.tell(Message.of("column_customer_ids", column=repr(numbers.name), names=repr(names[0].name)))


def _kinds(sheet: Sheet, places: dict[str, int]) -> Contents | None:
    """The one column that nothing is read from, called a kind or type, in which most texts are kinds of rows and one of
    them is an invoice's; None without one, and where there are several."""
    known = meanings("type")
    found = []
    for each in _unused(sheet, set(places.values())):
        if each.begins("kind") and each.holds in (Holds.WORDS, Holds.TEXT):
            said = [known.get(word_key(text), "") for text in each.counts]
            if "open" in said and sum(map(bool, said)) * 2 > len(said):
                found.append(each)
    return found[0] if len(found) == 1 else None


def _kinds_of_customers(sheet: Sheet, places: dict[str, int]) -> None:
    """Read the one column under a header for a kind or group in which every text is a kind of customer as that, be it
    in the place of kinds of rows or of none."""
    if "customer_type" in places or "customer_type" in sheet.dialect.map or "type" in sheet.dialect.map:
        return
    used, known = set(places.values()) - {places.get("type", -1)}, meanings("kinds")
    free = (each for each in _unused(sheet, used) if each.begins("kind") or each.begins("group"))
    found = [each for each in free if each.counts and all(word_key(text) in known for text in each.counts)]
    if len(found) == 1:
        places["customer_type"] = found[0].place
        if places.get("type") == found[0].place:
            del places["type"]
        sheet.tell(_told("column_customer_kinds", found[0]))


def _regions(sheet: Sheet, places: dict[str, int]) -> None:
    """Read the one column beside the town or the postcode with nothing but states and provinces as the region of the
    address, be it in the place of the state of invoices or of none."""
    if "region" in places or {"region", "status"} & set(sheet.dialect.map):
        return
    beside = {places[name] + step for name in ("city", "postcode") if name in places for step in (-1, 1)}
    free = _unused(sheet, set(places.values()) - {places.get("status", -1)})
    known = {word for words in rows("regions").values() for word in words}
    found = [each for each in free if each.place in beside and set(map(word_key, each.counts)) <= known and each.counts]
    if len(found) == 1:
        places["region"] = found[0].place
        if places.get("status") == found[0].place:
            del places["status"]


def _languages(sheet: Sheet, places: dict[str, int]) -> None:
    """Read the one column of nothing but languages under a header for them, of each customer one, for the letters."""
    whose = "customer_id" if "customer_id" in places else "customer"
    if {"language"} & {*places, *sheet.dialect.map} or whose not in places:
        return
    free = [each for each in _unused(sheet, set(places.values())) if each.begins("language")]
    found = [each for each in free if each.counts and all(map(is_language, each.counts))]
    if len(found) == 1 and _one_of_each(sheet, sheet.text(whose), found[0]):
        places["language"] = found[0].place
        sheet.tell(_told("column_languages", found[0]))


def _one_of_each(sheet: Sheet, customers: Coded, said: Contents) -> bool:
    """True when all rows of one customer say the same in the column."""
    column = sheet.records.column(sheet.rows, said.place).coded()
    pairs = set(zip(customers.codes.tolist(), column.codes.tolist(), strict=True))
    return len(pairs) == len({customer for customer, _ in pairs})


def _unused(sheet: Sheet, used: set[int]) -> Iterator[Contents]:
    aside = places_aside(sheet)
    for place, name in enumerate(sheet.header.names):
        if place not in used and place not in aside and name.strip():
            yield contents_of(sheet, place)
