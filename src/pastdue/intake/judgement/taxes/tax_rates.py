"""Rates of tax, which change nothing of what is owed, amounts before tax, on top of which one may come, and taxes that
the customer keeps back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import combinations

import numpy as np

from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.file.structure import Ints
from pastdue.intake.judgement.contents import Contents, Holds, unread_columns
from pastdue.intake.judgement.money.plain_amounts import plain_amounts
from pastdue.intake.states.topics import about, beginnings
from pastdue.intake.values.word_rows import rows
from pastdue.model.messages import Message

_RATE = re.compile(r"\d{1,2}(?:\.\d+)?")
_MOST = 30
"""No rate of tax in per cent is higher."""
_SHORT = 3
_WHOLE, _SAMPLE = 10_000, 300
_USUAL = (*range(100, _MOST * 100 + 1, 50), 210, 260, 370, 380, 480, 770, 810, 888, 998, 1498)
"""Rates of tax in hundredths of one per cent: halves of one, and a few others."""


def holds_rates(contents: Contents) -> bool:
    """True when the column holds what rates of tax in per cent are: figures of one or two digits, none above 30."""
    rates = [text.strip().rstrip("%").strip().replace(",", ".") for text in contents.counts]
    return bool(rates) and all(_RATE.fullmatch(rate) and float(rate) <= _MOST for rate in rates)


def says_usual_rates(contents: Contents) -> bool:
    """True when each figure of the column, in per cent, is a usual rate of tax, or nothing: sums of money hardly are.

    >>> from collections import Counter
    >>> holds = [Contents("Tax", 0, Holds.AMOUNTS, Counter(texts), 2) for texts in (["19", "7,0%"], ["5,20", "10,40"])]
    >>> [says_usual_rates(each) for each in holds]
    [True, False]
    """
    rates = [text.strip().rstrip("%").strip().replace(",", ".") for text in contents.counts]
    return all(round(float(rate) * 100) in (0, *_USUAL) for rate in rates)


def fitting_rates(amounts: Ints, taxes: Ints, *, within: bool) -> Flags:
    """True for each row whose tax is, to a cent, a usual rate of its amount: on top of it, or `within` it. Only rates
    of some rows are tried in all of them."""
    found, sample = np.zeros(len(amounts), np.bool_), slice(None, None, max(1, len(amounts) // _SAMPLE))
    for rate in _USUAL:
        base = _WHOLE + rate if within else _WHOLE
        if (np.abs(taxes[sample] * base - amounts[sample] * rate) <= base).any():
            found |= np.abs(taxes * base - amounts * rate) <= base
    return found


def is_tax_rate(contents: Contents) -> bool:
    """True when the column holds such rates, and its header says a rate of tax and nothing of money."""
    named = contents.about("tax") and (contents.begins("tax_rate") or contents.about("share"))
    return named and holds_rates(contents) and not any(map(contents.about, ("paid", "open", "credit", "gross")))


def names_tax(contents: Contents) -> bool:
    """True when a word of the header begins as one for a tax does, or a longer such word is inside it: not `Customer`,
    with the `ust` in it."""
    return contents.begins("tax") or any(len(stem) > _SHORT and stem in contents.key for stem in beginnings("tax"))


def is_net(contents: Contents) -> bool:
    """True when the header says that the amounts are without tax: net, or the base of a tax."""
    return contents.about("net_amount") or contents.key in rows("headers")["tax_base"]


def tax_on_top(sheet: Sheet, total: str) -> str:
    """The warning that `total` may be without tax, where a column of rates of tax is all that is said of it."""
    unread = unread_columns(sheet)
    taxes = [each for each in unread if each.about("tax") and each.holds in (Holds.AMOUNTS, Holds.TEXT)]
    rates = list(filter(holds_rates, taxes))
    some = any(map(is_some, rates))
    if not total or len(rates) != len(taxes) or not some or any(about("gross", name) for name in total.split(" + ")):
        return ""
    return f"; {rates[0].name!r} says that tax may come on top of it: then export the amounts with tax"


def is_some(rates: Contents) -> bool:
    """True when some rate is more than nothing."""
    return any(re.search("[1-9]", text) for text in rates.counts)


def net_alone(sheet: Sheet, total: str) -> str:
    """The warning that `total` is without tax by its header, where no column of a tax stands beside it."""
    if not any(each.name == total and is_net(each) for each in unread_columns(sheet)):
        return ""
    return f"; {total!r} is an amount before tax: it is what is owed only where no tax comes on top"


def read_withheld(sheet: Sheet, places: dict[str, int], unused: Iterable[Contents]) -> None:
    """Let what is to be paid after a tax that the customer keeps back be the total in `places`, where in every row it
    is the whole amount less that tax: the tax goes to the state, and is not owed. Where the total is so already, the
    tax and the amount before it are noted as explained."""
    if "total" not in places or {"total", "balance"} & {*sheet.dialect.map} or {"balance", "paid"} <= set(places):
        return
    amounts = {each.place: each for each in unused if each.holds is Holds.AMOUNTS}
    kept = [each for each in amounts.values() if is_withheld(each) or _may_be_withheld(each)]
    if len(kept) != 1:
        return
    total = plain_amounts(sheet, places["total"])
    billed = total.given & ~total.wrong
    figures = {at: plain_amounts(sheet, at).minor[billed] for at in (*amounts, *_of_money(places))}
    whole = figures[places["total"]]
    tax = np.sign(whole) * np.abs(figures[kept[0].place])
    if not tax.any() or (2 * np.abs(tax) > np.abs(whole)).any():
        return
    others = {at: minor for at, minor in figures.items() if at in amounts and at != kept[0].place and minor.any()}
    before = {at for at, minor in others.items() if np.array_equal(minor, whole + tax)}
    pairs = [
        (net, at) for net in others if is_net(amounts[net]) for at in others if at != net and amounts[at].about("tax")
    ]
    before |= {at for pair in pairs if np.array_equal(sum(others[at] for at in pair), whole + tax) for at in pair}
    if before or any(np.array_equal(one + two, whole + tax) for one, two in combinations(others.values(), 2)):
        sheet.prove(explained=sheet.proofs.explained | {kept[0].place, *before})
        return
    if not is_withheld(kept[0]):
        return
    owed = [at for at, minor in figures.items() if at != places["total"] and np.array_equal(minor, whole - tax)]
    owed = [at for at in owed if at == places.get("balance") or (at in amounts and _is_to_pay(amounts[at]))]
    if not owed or ("paid" in places and (figures[places["paid"]] > whole - tax).any()):
        return
    column, gross = (repr(sheet.header.names[at].strip()) for at in (owed[0], places["total"]))
    sheet.tell(Message.of("column_to_pay", column=column, total=gross, withheld=repr(kept[0].name)))
    sheet.prove(explained=sheet.proofs.explained | {kept[0].place, places["total"]})
    if places.get("balance") == owed[0]:
        del places["balance"]
    places["total"] = owed[0]


def is_withheld(contents: Contents) -> bool:
    """True when the header is one of a tax that is kept back; a mere `Withheld` may be a security, or in dispute."""
    at_source = contents.about("tax") or contents.about("at_source")
    return (contents.begins("withheld") or (_may_be_withheld(contents) and at_source)) and not contents.about(
        "guarantee"
    )


def _may_be_withheld(contents: Contents) -> bool:
    """True when the header says that something is kept back, and not that it is a security."""
    return contents.begins("kept_back") and not contents.about("guarantee")


def _of_money(places: Mapping[str, int]) -> list[int]:
    """The columns of the total, of what is paid and of what is open."""
    return [places[field] for field in ("total", "paid", "balance") if field in places]


def _is_to_pay(contents: Contents) -> bool:
    """True when the header does not say that the amounts were paid."""
    return contents.about("open") or not contents.about("paid")
