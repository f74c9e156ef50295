"""Columns that may hold a field nothing is recognised for, by contents first and name second, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import combinations, pairwise

import numpy as np

from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.structure import Ints
from pastdue.intake.invoices.days import days_between
from pastdue.intake.judgement.contents import Contents, Holds, unread_columns
from pastdue.intake.judgement.money.plain_amounts import nothing_where_paid, plain_amounts
from pastdue.intake.judgement.taxes.tax_rates import is_net, is_tax_rate, is_withheld
from pastdue.intake.states.ages import is_age
from pastdue.intake.states.day_headers import at_several_times
from pastdue.intake.states.topics import about
from pastdue.intake.values.texts import clean
from pastdue.intake.values.word_rows import meanings, rows, word_key
from pastdue.model.money import CURRENCIES

Candidate = tuple[str, str, tuple[int, ...]]
"""A field, the header or headers that may hold it as `--map` takes them, and their places."""
_LONG, _LONGEST_NUMBER = 9, 40
_MOST_NAMES = 3
_SEVERAL = 3
_ALMOST_ALL = 0.9
"""The share of its rows in which a column of days of issue has one; days of payment are missing in more."""


def candidates(field: str, free: Sequence[Contents]) -> list[Candidate]:
    """The columns of `free` that may hold `field`, the likeliest first; for a total also what is open, and a net
    amount with its tax."""
    if field == "total":
        return _amounts(free)
    ways: dict[str, Callable[[Sequence[Contents]], list[Contents]]] = {
        "due": _due, "issued": _issued, "invoice": _numbers, "currency": _currencies, "customer": _names,
    }  # fmt: skip
    return [(field, contents.name, (contents.place,)) for contents in ways[field](free)]


def fitting(sheet: Sheet, field: str, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates for `field` without days to pay by before that of issue, and, where that is known, without others
    that no header calls due: they may be of anything. Of a total those first that are two other amounts together in
    every row, as net and tax are, and those last that are nothing in most; before one that is nothing where something
    is paid, the same as what is left. One called open that is all that was paid of an invoice is the total."""
    if field == "due":
        named = [each for each in found if not sheet.has("issued") or about("due", each[1])]
        return [each for each in named if not _before_issue(sheet, each[2][0])]
    if field != "total":
        return list(found)
    amounts = {places[0]: plain_amounts(sheet, places[0]).minor for _, _, places in found if len(places) == 1}
    whole = {
        place for place, minor in amounts.items() for one, two in combinations(amounts.keys() - {place}, 2)
        if amounts[one].any() and amounts[two].any() and np.array_equal(amounts[one] + amounts[two], minor)
    }  # fmt: skip
    nothing = {place for place, minor in amounts.items() if 2 * np.count_nonzero(minor) < len(minor)}
    billed = {place for place in amounts if _is_billed(sheet, amounts[place])}
    found = [("total" if at[0] in billed else said, name, at) for said, name, at in found]
    ranked = sorted(found, key=lambda each: (each[2][0] not in whole, each[2][0] in nothing))
    left = {name for _, name, at in ranked if len(at) == 1 and nothing_where_paid(sheet, at[0])}
    return [way for each in ranked for way in (("balance", *each[1:]), each) if way == each or each[1] in left]


def _is_billed(sheet: Sheet, amounts: Ints) -> bool:
    """True when `amounts` are in some row just what is paid of it, by the column of that or the one that is called so,
    and nothing in none of which something is paid: they are what was billed, and not what is left."""
    called = (each.place for each in unread_columns(sheet) if each.about("paid") and each.holds is Holds.AMOUNTS)
    place = sheet.header.places.get("paid", next(called, None))
    if place is None:
        return False
    paid = plain_amounts(sheet, place).minor
    return bool(((amounts == paid) & (paid != 0)).any() and (amounts[paid != 0] != 0).all())


def _before_issue(sheet: Sheet, place: int) -> bool:
    """True when some day of the column lies before that of issue in its row, as the end of what is billed does."""
    if not sheet.has("issued"):
        return False
    issued = sheet.text("issued")
    days = sheet.records.column(sheet.rows, place).coded().cleaned(clean).without(sheet.no_day)
    steps = days_between(sheet, issued, days)
    return steps is not None and bool((steps < 0).any())


def _due(free: Sequence[Contents]) -> list[Contents]:
    """The dates called due; else the second of two, which names alone do not tell apart: lists say first when an
    invoice was issued. None is a day of payment: it says what was paid, not when it had to be; or the end of a card or
    of the time that is billed, a change, or a moment at different times of the day, at which a row was written."""
    dates = [each for each in free if each.holds is Holds.DATES and not each.has_word("expires")]
    named = [each for each in dates if each.about("due")]
    unpaid = [each for each in dates if not each.about("paid") and not each.begins("void")]
    plain = [each for each in unpaid if not _is_moment(each)]
    two = next((dates for dates in (plain, unpaid) if len(dates) == 2 and not _are_a_span(dates)), [])
    second = [each for each in two[1:] if each in plain]
    return (named or second)[:1]


def _is_moment(contents: Contents) -> bool:
    """True when a column of days says when a row was changed, or has different times of the day."""
    return contents.about("changed") or at_several_times(contents.counts)


def _are_a_span(dates: Sequence[Contents]) -> bool:
    """True when the headers of the first two dates say the beginning and the end of a time, as `startDate, endDate`."""
    return len(dates) > 1 and dates[0].has_word("begins_time") and dates[1].has_word("ends_time")


def _issued(free: Sequence[Contents]) -> list[Contents]:
    """The day that a header calls that of issue, else the first one; of the time that is billed the end comes first, as
    most is billed when it was used."""
    dates = [
        each
        for each in free
        if each.holds is Holds.DATES
        and not (each.about("paid") or each.about("due") or each.begins("void") or _are_months(each))
        and not each.about("changed")
        and each.filled >= _ALMOST_ALL * each.rows
    ]
    return dates[1::-1] if _are_a_span(dates) else _named_first(sorted(dates, key=_is_moment), "issued")[:1]


def _are_months(contents: Contents) -> bool:
    """True when the column names the months or periods that are billed, by their first days, and no day of an
    invoice."""
    return contents.begins("period") and all(re.search(r"(?<!\d)0?1(?!\d)", text) for text in contents.counts)


def _currencies(free: Sequence[Contents]) -> list[Contents]:
    return [each for each in free if all(text in CURRENCIES for text in each.counts)][:1]


def _amounts(free: Sequence[Contents]) -> list[Candidate]:
    """The amounts that may be billed or open, what names them first, then those with fractions."""
    amounts = [each for each in free if each.holds is Holds.AMOUNTS and not each.counts_rows and not each.about("paid")]
    amounts = [each for each in amounts if not (each.has_word("tax_number") or each.counts_things)]
    amounts = [each for each in amounts if not _are_numbers(each)]
    amounts = [each for each in amounts if each.key not in rows("headers")["account"] or _has_fractions(each)]
    net = list(filter(is_net, amounts))
    taxes = [each for each in amounts if each.about("tax") and each not in net and not each.about("gross")]
    taxes = [each for each in taxes if not is_tax_rate(each)]
    sides = [each for each in amounts if each.begins("receivables")]
    amounts = [each for each in amounts if not (sides and each.begins("payables"))]
    said = [each for each in amounts if each in sides or each.about("gross") or not each.about("harmless")]
    whole = [each for each in said if each not in net and not is_withheld(each)]
    whole.sort(key=lambda each: (not each.about("gross"), not each.begins("total"), not _has_fractions(each)))
    found: list[Candidate] = [
        ("balance" if each.about("open") else "total", each.name, (each.place,)) for each in whole
    ]
    if net and taxes:
        found.append(("total", f"{net[0].name} + {taxes[0].name}", (net[0].place, taxes[0].place)))
    return found or [("total", each.name, (each.place,)) for each in net]


def _are_numbers(contents: Contents) -> bool:
    """True when the column has long whole figures, all of one length, as accounts and documents have, under a header
    that names no amount; or whole figures that only rise, as the numbers of rows do, under none."""
    texts = [text.removesuffix(".0") for text in contents.counts]
    if not all(map(str.isdigit, texts)) or contents.filled < _SEVERAL:
        return False
    if contents.name.startswith("#"):
        return contents.unique and all(int(one) < int(other) for one, other in pairwise(texts))
    alike = len(set(map(len, texts))) == 1 and len(texts[0]) >= _LONG
    return alike and not any(map(contents.about, ("gross", "open", "total")))


def _has_fractions(contents: Contents) -> bool:
    return any(not text.isdigit() for text in contents.counts)


def _numbers(free: Sequence[Contents]) -> list[Contents]:
    """The columns in which every row says another number, as invoices have them: first those with letters or marks;
    one that counts the rows only where there is no other."""
    numbers = [each for each in free if _is_number(each)]
    found = [each for each in numbers if not each.counts_rows] or numbers
    found.sort(key=lambda each: each.holds in (Holds.AMOUNTS, Holds.FLAGS))
    return _named_first(found, "invoice")


def _is_number(contents: Contents) -> bool:
    texts = list(contents.counts)
    kinds = (Holds.TEXT, Holds.AMOUNTS, Holds.WORDS, Holds.FLAGS)
    if not contents.unique or contents.holds not in kinds or contents.begins("customer_only"):
        return False
    if contents.holds is not Holds.TEXT and (contents.about("days") or contents.has_word("tax_number")):
        return False
    if contents.holds is Holds.AMOUNTS and any(map(contents.begins, ("harmless", "open", "paid", "gross"))):
        return False
    if contents.holds in (Holds.AMOUNTS, Holds.FLAGS) and not all(text.isdigit() for text in texts):
        return False
    return all(any(map(str.isdigit, text)) and len(text) <= _LONGEST_NUMBER for text in texts)


def _names(free: Sequence[Contents]) -> list[Contents]:
    """The columns of texts that may be names: not all of them states, numbers, codes as TEN-1 or addresses of e-mail,
    and in nearly every row. Where there are none, or several and no header of theirs says so, the columns of customers'
    numbers, else those with a word for a customer inside their headers, as `Rechnungsempfänger Zeile 0`, else texts
    that may be names; but all of two or three in which first and last names stand, as those of pupils and parents."""
    texts = [each for each in free if each.holds in (Holds.TEXT, Holds.WORDS) and not each.begins("state")]
    texts = [each for each in texts if not all(map(is_age, each.counts))]
    texts = [
        each for each in texts if each.filled >= _ALMOST_ALL * each.rows and not CURRENCIES.keys() >= {*each.counts}
    ]
    found = list(filter(are_names, texts))
    found.sort(key=lambda each: (each.begins("invoice"), each.holds is Holds.WORDS, each.about("note")))
    named = _named_first(found, "customer")
    if len(named) == 1 or any(each.begins("customer") for each in named):
        return named
    whole = [each for each in named if _are_whole_names(each)]
    if 1 < len(whole) == len(named) <= _MOST_NAMES:
        return whole
    numbers = [each for each in free if _is_customer_number(each)]
    inside = [each for each in named if each.about("customer") and not each.about("note")]
    inside.sort(key=lambda each: any(map(str.isdigit, "".join(each.counts))))
    return numbers or inside[:_MOST_NAMES] or list(filter(_may_name, named))[:_MOST_NAMES]


def _may_name(contents: Contents) -> bool:
    """True when the column has texts that mostly differ, as names do, each with a word in capitals, and its header is
    no note, no invoice and none of what was sold."""
    texts = contents.counts
    words = all(any(word[:1].isupper() for word in text.split()) for text in texts) and contents.holds is Holds.TEXT
    other = contents.about("note") or contents.about("no_customer") or contents.begins("invoice")
    return len(texts) * 2 >= contents.filled and words and not other


def _are_whole_names(contents: Contents) -> bool:
    """True when every text of the column is words in capitals, as first and last names are, and its header no note."""
    whole = all(len(words := text.split()) > 1 and all(word[0].isupper() for word in words) for text in contents.counts)
    return whole and not contents.about("note")


def _is_customer_number(contents: Contents) -> bool:
    """True when every row has a number or code under a header that says it is the customer's; one number in all of
    several rows may be that of a ledger's account."""
    if contents.filled < contents.rows or not contents.begins("customer_number"):
        return False
    if len(contents.counts) == 1 and contents.rows >= _SEVERAL:
        return False
    return all(any(map(str.isdigit, text)) and len(text) <= _LONGEST_NUMBER for text in contents.counts)


def are_names(contents: Contents) -> bool:
    """True when some of the column's texts are written as names are, none is an address of e-mail, and not all are
    states."""
    texts = contents.counts
    if all(word_key(text) in meanings("status") for text in texts) or any("@" in text for text in texts):
        return False
    return any(
        sum(map(str.isalpha, text)) > sum(map(str.isdigit, text)) and (" " in text or not any(map(str.isdigit, text)))
        for text in texts
    )


def _named_first(found: list[Contents], topic: str) -> list[Contents]:
    """`found` with those whose header begins with a word of `topic` in front; the others stay in their order."""
    return sorted(found, key=lambda each: not each.begins(topic))
