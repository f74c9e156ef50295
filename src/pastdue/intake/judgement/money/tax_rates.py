"""Rates of tax, which change nothing of what is owed, and amounts before tax, on top of which one may come."""

from __future__ import annotations

import re

from pastdue.intake.export.sheet import Sheet
from pastdue.intake.judgement.contents import Contents, Holds, about, unread_columns
from pastdue.intake.values.word_rows import rows

_RATE = re.compile(r"\d{1,2}(?:\.\d+)?")
_MOST = 30
"""No rate of tax in per cent is higher."""


def holds_rates(contents: Contents) -> bool:
    """True when the column holds what rates of tax in per cent are: figures of one or two digits, none above 30."""
    rates = [text.strip().rstrip("%").strip().replace(",", ".") for text in contents.counts]
    return bool(rates) and all(_RATE.fullmatch(rate) and float(rate) <= _MOST for rate in rates)


def is_tax_rate(contents: Contents) -> bool:
    """True when the column holds such rates, and its header says a rate of tax and nothing of money."""
    named = contents.about("tax") and (contents.begins("tax_rate") or contents.about("share"))
    return named and holds_rates(contents) and not any(map(contents.about, ("paid", "open", "credit", "gross")))


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
