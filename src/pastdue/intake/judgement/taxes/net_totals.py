"""Totals that may be without the tax in another column: added to it where the rows prove it, left, or asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.structure import Ints
from pastdue.intake.judgement.contents import Contents, Holds, unread_columns
from pastdue.intake.judgement.money.item_amounts import before_tax, free_amounts, is_product, repeats_numbers
from pastdue.intake.judgement.money.plain_amounts import PlainAmounts, plain_amounts
from pastdue.intake.judgement.questions import Question, Reading, Unsettled
from pastdue.intake.judgement.taxes.tax_rates import (
    fitting_rates,
    holds_rates,
    is_net,
    is_some,
    is_tax_rate,
    is_withheld,
    names_tax,
    says_usual_rates,
)
from pastdue.intake.states.topics import about, beginnings, loose_words, names_late_charge
from pastdue.intake.values.date_styles import is_dated
from pastdue.intake.values.word_rows import meanings, word_key
from pastdue.model.messages import Message
from pastdue.model.money import CURRENCIES

_MOST_TAX = 0.3
"""No tax on top is a larger share of the amount."""
_RATE = re.compile(r"\b(\d{1,2}(?:[.,]\d+)?) ?%")
_FEWEST = 2
"""Fewer rows than these do not prove by their figures what an amount is."""
_MOST_CODES, _LONGEST_CODE = 15, 30
"""So many codes of taxes, of so many letters, at most."""
_NO_TAX = re.compile(r"[a-z]{0,3}0+(?:[.,]0*)?%?|[zeon]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Tax:
    """Columns of taxes; their amounts together where they have sums of money, None where one has rates or codes."""

    columns: tuple[Contents, ...]
    sums: PlainAmounts | None

    @property
    def names(self) -> str:
        return " and ".join(repr(each.name) for each in self.columns)


def settle_net_total(sheet: Sheet) -> None:
    """Add the tax to the total of a general list where what was paid, or a usual rate of tax in every row, shows that
    it comes on top; ask about a total that is in its rows a quantity at a price, or whose header says no more than that
    it is an amount, where nothing shows it. Another column that is the total before tax settles it, as do headers that
    say so. Raises Unsettled."""
    places, name = sheet.header.places, sheet.header.name("total")
    if not sheet.preset.fallback or "total" not in places or "balance" in places or "total" in sheet.dialect.map:
        return
    unread = unread_columns(sheet)
    taxes = [each for each in unread if names_tax(each) and not each.about("gross") and not is_withheld(each)]
    if not taxes or about("gross", name) or "total" in sheet.header.added:
        return
    total, amounts = plain_amounts(sheet, places["total"]), dict(free_amounts(sheet))
    if any(pair for pair, _ in before_tax(total, amounts)):
        return
    sold = _is_sold_at_a_price(unread, total, {at: each for at, each in amounts.items() if at not in _places(taxes)})
    total = _of_invoices(sheet, total)
    found = [tax for each in taxes if (tax := _on_top(each, total, amounts, coded=sold)) is not None]
    if not found or not (sold or (_says_an_amount(name) and not _has_another(sheet, unread))):
        return
    tax, besides = _together(found), _besides(unread, amounts, total)
    proof = "" if repeats_numbers(sheet) else _shown(sheet, tax, total)
    if proof == "on top" and tax.sums is not None and not besides:
        by_rate = _by_payments(sheet, tax, total) != proof
        added = tuple(each.place for each in tax.columns)
        sheet.rename(replace(sheet.header, added={**sheet.header.added, "total": added}))
        sheet.tell(Message.of("tax_by_rate" if by_rate else "tax_as_paid", column=tax.names, total=repr(name)))
    elif proof != "within":
        raise Unsettled([_question(sheet, tax, besides, sold=sold)])


def _together(found: Sequence[_Tax]) -> _Tax:
    """The taxes of all columns of sums as one, as those of two authorities; where there is none, the first of rates.
    Beside sums a column of rates only says how they are made."""
    summed = [(each.columns, each.sums) for each in found if each.sums is not None]
    if not summed:
        return found[0]
    columns = tuple(column for columns, _ in summed for column in columns)
    minor = np.sum([sums.minor for _, sums in summed], axis=0)
    return _Tax(columns, replace(summed[0][1], minor=minor))


def _besides(unread: Sequence[Contents], amounts: dict[int, PlainAmounts], total: PlainAmounts) -> list[Contents]:
    """The columns of what carriage or a fee cost, less than the total in every row: they may come on top as well."""
    found = [each for each in unread if each.place in amounts and (each.begins("freight") or each.begins("fee"))]
    found = [each for each in found if not names_late_charge(each.name) and not each.counts_things and not is_net(each)]
    found = [each for each in found if not any(map(each.about, ("paid", "open", "credit", "gross", "tax")))]
    figures = [(each, np.abs(amounts[each.place].minor)) for each in found]
    billed = np.abs(total.minor)
    return [each for each, minor in figures if minor.any() and (minor < billed)[billed != 0].all()]


def _of_invoices(sheet: Sheet, total: PlainAmounts) -> PlainAmounts:
    """The totals of the rows that have a day, as invoices have; nothing in others, as sums are."""
    days = [sheet.text(field).rows(is_dated) for field in ("issued", "due") if sheet.has(field)]
    return replace(total, minor=np.where(np.any(days, axis=0), total.minor, 0)) if days else total


def _has_another(sheet: Sheet, unread: Sequence[Contents]) -> bool:
    """True when another column of amounts says by its header that it is with tax, without it, or a total."""
    spelled = sheet.preset.spelled_forms.get("total", frozenset())
    amounts = [each for each in unread if each.holds is Holds.AMOUNTS]
    return any(each.about("gross") or is_net(each) or each.key in spelled for each in amounts)


def _places(columns: Sequence[Contents]) -> set[int]:
    return {each.place for each in columns}


def _says_an_amount(name: str) -> bool:
    """True when the header says that amounts stand below, perhaps in which currency, and no more.

    >>> _says_an_amount("Amount (EUR)"), _says_an_amount("Betrag"), _says_an_amount("Total"), _says_an_amount("EUR")
    (True, True, False, False)
    """
    words = [word for word in loose_words(name) if word.upper() not in CURRENCIES]
    return bool(words) and {*beginnings("mere_amount")}.issuperset(words)


def _on_top(each: Contents, total: PlainAmounts, amounts: dict[int, PlainAmounts], *, coded: bool) -> _Tax | None:
    """The column as a tax that may come on top: such a part of each total as a tax is, or rates of it or, where it may
    be `coded`, codes, some for more than nothing."""
    sums = amounts.get(each.place)
    if sums is not None and not each.numbers_things and not is_tax_rate(each):
        minor = sums.minor
        fits = minor.any() and (np.abs(minor) <= _MOST_TAX * np.abs(total.minor))[total.minor != 0].all()
        if fits and (not (holds_rates(each) and says_usual_rates(each)) or _is_usual(total, minor)):
            return _Tax((each,), sums)
    if holds_rates(each) or all(map(_RATE.search, each.counts)):
        return _Tax((each,), None) if is_some(each) else None
    return _Tax((each,), None) if coded and _holds_codes(each) else None


def _is_usual(total: PlainAmounts, tax: Ints) -> bool:
    """True when the tax is in every row a usual rate of the total, on top of it or within."""
    rows = (tax != 0) & (total.minor != 0)
    fits = (fitting_rates(total.minor[rows], tax[rows], within=within) for within in (False, True))
    return any(each.all() for each in fits)


def _holds_codes(contents: Contents) -> bool:
    """True when a few codes of taxes stand in the column, and not all of them say that there is none."""
    texts, taxed = contents.counts, contents.holds in (Holds.TEXT, Holds.WORDS, Holds.FLAGS)
    few = len(texts) <= _MOST_CODES and all(len(text) <= _LONGEST_CODE for text in texts)
    return taxed and few and not contents.has_word("tax_number") and not all(map(_says_no_tax, texts))


def _says_no_tax(text: str) -> bool:
    words = loose_words(text)
    free = any(word.startswith(beginnings("tax_free")) for word in words)
    return free or bool(_NO_TAX.fullmatch(text)) or meanings("flags").get(word_key(text)) == "no"


def _is_sold_at_a_price(unread: Sequence[Contents], total: PlainAmounts, free: dict[int, PlainAmounts]) -> bool:
    """True when two columns, of which no header says that it is with tax, are together the total."""
    gross = {each.place for each in unread if each.about("gross")}
    pairs = combinations(free.items(), 2)
    return any(gross.isdisjoint((one, two)) and _is_sold(left, right, total) for (one, left), (two, right) in pairs)


def _is_sold(left: PlainAmounts, right: PlainAmounts, total: PlainAmounts) -> bool:
    """True when the two are together the total in every row that has both, in half of the rows at least, and neither is
    one in some row."""
    both = left.given & right.given & total.given & ~total.wrong
    many = both & (left.minor != left.unit) & (right.minor != right.unit) & (total.minor != 0)
    return bool(many.any() and 2 * both.sum() >= len(both)) and is_product(left, right, total.minor, total.unit, both)


def _shown(sheet: Sheet, tax: _Tax, total: PlainAmounts) -> str:
    """`on top` or `within`, as what was paid or the figures of the tax show; "" where nothing does, or each another."""
    shown = {_by_payments(sheet, tax, total), _by_rates(tax, total)} - {""}
    return shown.pop() if len(shown) == 1 else ""


def _by_payments(sheet: Sheet, tax: _Tax, total: PlainAmounts) -> str:
    """The same by invoices that are paid in full: all of them with the tax, or all without, and none by more."""
    if "paid" not in sheet.header.places:
        return ""
    paid = np.abs(plain_amounts(sheet, sheet.header.places["paid"]).minor)
    billed = np.abs(total.minor)
    sums = np.abs(tax.sums.minor) if tax.sums is not None else _of_rates(sheet, tax.columns[0], billed)
    rows = (billed != 0) & (sums != 0) & (paid != 0)
    without, with_tax = (paid == billed)[rows], (np.abs(paid - billed - sums) <= (tax.sums is None))[rows]
    if with_tax.any() and not without.any() and (paid <= billed + sums + 1)[rows].all():
        return "on top"
    return "within" if without.any() and (paid <= billed)[rows].all() else ""


def _of_rates(sheet: Sheet, contents: Contents, billed: Ints) -> Ints:
    """The tax by the rate in each row, in minor units; nothing where it says none."""
    column = sheet.records.column(sheet.rows, contents.place).coded()
    rates = [match[1] if (match := _RATE.search(f"{text.strip(' %')}%")) else "0" for text in column.texts]
    shares = np.array([float(rate.replace(",", ".")) for rate in rates], np.float64)[column.codes]
    taxes: Ints = np.rint(billed * shares / 100).astype(np.int64)
    return taxes


def _by_rates(tax: _Tax, total: PlainAmounts) -> str:
    """The same by sums that are a usual rate of tax on top of every amount, or within it, and in a few rows of several
    amounts not the other one: 20 per cent on top are 25 within."""
    if tax.sums is None or len(tax.columns) > 1:
        return ""
    rows = (tax.sums.minor != 0) & (total.minor != 0)
    billed, sums = total.minor[rows], tax.sums.minor[rows]
    on_top, within = (fitting_rates(billed, sums, within=each) for each in (False, True))
    for said, one, other in (("on top", on_top, within), ("within", within, on_top)):
        if one.all() and len({*billed[~other].tolist()}) >= _FEWEST:
            return said
    return ""


def _question(sheet: Sheet, tax: _Tax, besides: Sequence[Contents], *, sold: bool) -> Question:
    name = sheet.header.name("total")
    if sold:
        what = (
            f"is a quantity at a price, and {tax.names} says that tax may come on top of it: then export the "
            "amounts with tax"
        )
    elif tax.sums is None:
        what = (
            f"may be with the tax that {tax.names} says or without it, and then it comes on top: then export the "
            "amounts with tax"
        )
    else:
        what = f"may be with the tax in {tax.names} or without it: does that come on top?"
    if tax.sums is None or repeats_numbers(sheet):
        return Question(sheet.source, name, what, (), (Reading("the whole amount, with its tax", {"total": name}),))
    taxed = " + ".join((name, *(each.name for each in tax.columns)))
    others = tuple(each.name for each in besides)
    readings = [
        Reading("without its tax, which is added", {"total": taxed}, others),
        Reading("the whole amount, with its tax", {"total": name}, others),
    ]
    if any(each.begins("tax_of_a_quarter") for each in tax.columns) and not others:
        readings.reverse()
    if others:
        names = " and ".join(map(repr, others))
        what += f"; and {names} may come on top of it, too"
        all_added = " + ".join((taxed, *others))
        readings.insert(0, Reading(f"without its tax and {names}, which are added", {"total": all_added}))
    return Question(sheet.source, name, what, (), tuple(readings))
