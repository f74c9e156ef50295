"""Missing fields of a list that are proved: the gross total of net and tax, the currency, the due date by its terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from pastdue.intake.export.headers import loose
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.invoices.days import days_between
from pastdue.intake.judgement.candidates import are_names
from pastdue.intake.judgement.contents import Contents, Holds
from pastdue.intake.judgement.money.currency_columns import read_by_currency, read_codes
from pastdue.intake.judgement.money.due_amounts import USUAL_DAYS
from pastdue.intake.judgement.money.item_lines import line_total
from pastdue.intake.judgement.money.plain_amounts import PlainAmounts, plain_amounts
from pastdue.intake.judgement.paid.age_columns import read_age_columns
from pastdue.intake.judgement.proved.abbreviations import read_abbreviated
from pastdue.intake.judgement.proved.customer_names import customer_column, one_of_each, read_customer
from pastdue.intake.judgement.taxes.tax_rates import is_net
from pastdue.intake.judgement.tongues import read_language
from pastdue.intake.states.topics import says_only
from pastdue.intake.values.texts import clean
from pastdue.model.messages import Message, Names

_TOTAL, _CURRENCY = ("total", "balance"), ("currency",)
_DUE, _CUSTOMER = ("due", "terms"), ("customer", "last_name")
_FEWEST_TERMS = 3
"""Fewer rows than these prove no terms."""


def without_proved(
    sheet: Sheet, missing: Sequence[tuple[str, ...]], free: Sequence[Contents], named: bool
) -> Sequence[tuple[str, ...]]:
    """Those of `missing` whose column names and contents do not prove; it is read, and said, where they do. `named`:
    some column of `free` may hold the names of the customers."""
    read_abbreviated(sheet, free)
    free = [each for each in free if each.place not in sheet.header.places.values()]
    if _TOTAL in missing:
        read_by_currency(sheet)
        read_age_columns(sheet)
    places = dict(sheet.header.places)
    if _CURRENCY in missing:
        read_codes(sheet, places, free)
    if _TOTAL in missing and not {"total", "balance"} & places.keys():
        _read_gross(sheet, places, free)
        if "total" not in places and (found := line_total(sheet, free)) is not None:
            places["total"] = found.place
            sheet.tell(Message.of("amount_of_line", column=repr(found.name)))
    if places != sheet.header.places:
        sheet.rename(replace(sheet.header, places=places))
    if _CURRENCY in missing and not sheet.has("currency"):
        read_language(sheet)
    if _DUE in missing:
        _read_due(sheet, free)
    if _CUSTOMER in missing:
        _read_titles(sheet, free)
        read_customer(sheet, customer_column(sheet, free))
    if _CUSTOMER in missing and not named:
        _read_numbers(sheet)
    return [choice for choice in missing if not any(map(sheet.has, choice))]


def _read_due(sheet: Sheet, free: Sequence[Contents]) -> None:
    """Read the one column of days that is called due and nothing else, as the end of a cash discount, where it is in
    every row as many days after another one as terms of payment have; that one is the day of issue, where the file has
    no other."""
    days = [each for each in free if each.holds is Holds.DATES and each.filled == each.rows]
    due = [each for each in days if each.about("due") and says_only(["due"], each.name)]
    issued = [sheet.header.places["issued"]] if "issued" in sheet.header.places else []
    first = issued or [each.place for each in days if each not in due and not each.about("paid")]
    fit = [(place, steps) for place in first if len(due) == 1 and (steps := _terms_between(sheet, place, due[0].place))]
    if len(fit) == 1:
        place, steps = fit[0]
        places = {**sheet.header.places, "issued": place, "due": due[0].place}
        sheet.rename(replace(sheet.header, places=places))
        told = {"column": repr(due[0].name), "days": steps, "from": repr(sheet.header.name("issued"))}
        sheet.tell(Message.of("due_by_terms", **told))


def _terms_between(sheet: Sheet, earlier: int, later: int) -> str:
    """The days from one column to the other, as `14` or `14, 30`, where all of them are usual terms; "" else."""
    one, two = (
        sheet.records.column(sheet.rows, place).coded().cleaned(clean).without(sheet.nothing)
        for place in (earlier, later)
    )
    steps = days_between(sheet, one, two)
    both = int(np.count_nonzero(one.filled & two.filled))
    if steps is None or len(steps) < max(_FEWEST_TERMS, both) or not steps.any():
        return ""
    said = [str(count) for count in np.unique(steps).tolist()]
    return ", ".join(said) if USUAL_DAYS.issuperset(said) else ""


def _read_titles(sheet: Sheet, free: Sequence[Contents]) -> None:
    """Read the titles of the accounts of third parties, `Intitulé` beside `Code tiers`, as the names of the customers,
    where each number has one title; elsewhere a title may be what was sold."""
    places, titles = sheet.header.places, [each for each in free if each.key == "intitule" and are_names(each)]
    if len(titles) != 1 or "customer_id" not in places or "customer" in sheet.dialect.map:
        return
    number = sheet.header.name("customer_id")
    if "tiers" in loose(number) and one_of_each(sheet, titles[0].place):
        sheet.rename(replace(sheet.header, places={**places, "customer": titles[0].place}))
        sheet.tell(Message.of("column_customer_ids", column=repr(number), names=repr(titles[0].name)))


def _read_numbers(sheet: Sheet) -> None:
    """Let the customers' numbers stand for their names."""
    places = sheet.header.places
    if "customer" not in places and "customer_id" in places and "customer" not in sheet.dialect.map:
        sheet.rename(replace(sheet.header, places={**places, "customer": places["customer_id"]}))
        sheet.prove(numbered_customers=True)
        sheet.tell(Message.of("customers_by_number", column=repr(sheet.header.name("customer_id"))))


def _read_gross(sheet: Sheet, places: dict[str, int], free: Sequence[Contents]) -> None:
    """Add to `places` as the total the one column that is a net amount and its tax together in every row."""
    amounts = [
        each for each in free if each.holds is Holds.AMOUNTS and not each.about("paid") and not each.about("open")
    ]
    net = list(filter(is_net, amounts))
    tax = [each for each in amounts if each.about("tax") and each not in net]
    if len(net) != 1 or len(tax) != 1:
        return
    parts = [plain_amounts(sheet, each.place) for each in (net[0], tax[0])]
    whole = [each for each in amounts if each not in (*net, *tax) and _is_sum(sheet, each, parts)]
    if len(whole) == 1:
        places["total"] = whole[0].place
        names = Names((repr(net[0].name), repr(tax[0].name)), separator=" + ")
        sheet.tell(Message.of("column_gross", column=repr(whole[0].name), columns=names))


def _is_sum(sheet: Sheet, whole: Contents, parts: Sequence[PlainAmounts]) -> bool:
    """True when every row with an amount in the column has its `parts` add up to it, and some part is no nothing."""
    amounts = plain_amounts(sheet, whole.place)
    wrong = amounts.wrong.any() or any(part.wrong.any() for part in parts)
    some = all((part.minor != 0).any() for part in parts)
    return bool(not wrong and some and np.array_equal(np.sum([part.minor for part in parts], axis=0), amounts.minor))
