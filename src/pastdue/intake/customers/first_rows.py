"""Customers named only in the first row of each group, as in a pivot table: the rows below are theirs where proved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from pastdue.intake.export.fields import ADDRESS_LINES
from pastdue.intake.export.headers import normal
from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.file.structure import Ints
from pastdue.intake.judgement.money.plain_amounts import PlainAmounts, plain_amounts
from pastdue.model.formulas import REASON
from pastdue.model.messages import Message

_WHO = ("customer_id", "customer")
_MORE = (
    *ADDRESS_LINES, "postcode", "city", "region", "country", "attention", "email", "phone", "delivery", "language",
    "customer_type", "tax_id",
)  # fmt: skip
"""The fields of a customer beside number and name."""
_AMOUNTS = ("total", "balance")
_FEWEST = 2
"""Fewer rows without a customer are cells that were forgotten, unless totals prove the groups; fewer groups than these
are not told apart by sums."""
_SHARE = 4
"""One row in so many without a customer: such a list may name one twice and still be written in groups."""
Ends = Mapping[int, tuple[str, ...]]
"""The cells of each total, by record."""


@dataclass(frozen=True, slots=True, eq=False)
class _Groups:
    """The rows of a sheet in groups: `named` those that name a customer, `first` the nearest such row of each, and
    `below` those without a customer that are, in one run, below one that names it."""

    named: Flags
    first: Ints
    below: Flags
    repeated: bool
    """True when some row names the same customer as the one that is named above it, as a full column does."""
    distinct: bool
    """True when no customer is named twice."""

    @property
    def whole(self) -> bool:
        """True when every row without a customer stands below one that names it, and no customer is named twice."""
        return self.distinct and bool((self.named | self.below).all())

    @property
    def fits(self) -> bool:
        """True when the rows may be written in groups: no full column has names as these."""
        often = int(self.below.sum()) * _SHARE >= len(self.named)
        return not self.repeated and (self.distinct or often)

    @property
    def perhaps(self) -> bool:
        """True when so many rows may be written in groups that they are asked about."""
        return self.fits and int(self.below.sum()) >= _FEWEST


def name_from_first_rows(sheet: Sheet, all_rows: Sheet, totals: Ends, breaks: Ints) -> None:
    """Give the rows without any customer the one of the row above, with a remark, where totals behind the groups prove
    that it is theirs or the user says so; where only the shape of the list says so, it is noted for a question.

    `all_rows` is the sheet with its `totals`; behind a record of `breaks`, a heading or total, no group goes on.
    """
    fields = [field for field in _WHO if sheet.has(field)]
    if not fields or normal(sheet.header.names[-1]) == REASON:
        return
    _name_by_number(sheet)
    if all(not sheet.text(field).filled.all() for field in fields):
        groups = _grouped(sheet, breaks)
        if sheet.grouping and _further_lines(sheet, groups):
            return
        said, answer = "", sheet.dialect.empty_customer
        if answer == "above":
            said = "named_above_said" if groups.fits else ""
        elif not answer and groups.below.any():
            said = "named_above" if groups.whole and _proved(sheet, all_rows, groups, totals) else ""
            sheet.prove(perhaps_above=0 if said or not groups.perhaps else int(groups.below.sum()))
        if said and groups.below.any():
            _fill(sheet, groups.below, groups.first)
            sheet.tell(Message.of(said, count=int(groups.below.sum())))


def _name_by_number(sheet: Sheet) -> None:
    """Give the rows with a customer's number and no name the name of the first row with that number, with a remark,
    where each number has its name in that row alone: a name that lacks in a full column stays a problem."""
    ids, names = (sheet.text(field) for field in _WHO)
    below = ids.filled & ~names.filled
    if not below.any() or not names.filled.any():
        return
    firsts = np.zeros(len(ids.texts), np.int64)
    firsts[ids.codes[::-1]] = np.arange(len(sheet))[::-1]
    first = firsts[ids.codes]
    named = ids.filled & names.filled
    if (named & (first != np.arange(len(sheet)))).any() or not named[first[below]].all():
        return
    _fill(sheet, below, first)
    sheet.tell(Message.of("named_by_number", count=int(below.sum())))


def _grouped(sheet: Sheet, breaks: Ints) -> _Groups:
    """The groups of the rows. A row that says another thing of its customer than the row of its group ends the group:
    it may be somebody else's."""
    ids, names = (sheet.text(field) for field in _WHO)
    named = ids.filled | names.filled
    first = np.maximum.accumulate(np.where(named, np.arange(len(sheet)), -1))
    block = np.searchsorted(breaks, sheet.rows)
    wrong = ~named & ((first < 0) | (block != block[first]))
    for field in filter(sheet.has, _MORE):
        column = sheet.text(field)
        wrong |= ~named & column.filled & (column.codes != column.codes[first])
    before = np.cumsum(wrong)
    below = ~named & (first >= 0) & (before == before[first])
    keys = np.where(ids.filled, ids.codes, names.codes + len(ids.texts))[named]
    repeated = bool((keys[1:] == keys[:-1]).any())
    return _Groups(named, first, below, repeated, len(np.unique(keys)) == len(keys))


def _further_lines(sheet: Sheet, groups: _Groups) -> bool:
    """True when some row without a customer has the number of the row above, or none: it is a line of that invoice, and
    is put together with it."""
    numbers = sheet.text("invoice")
    same = np.append(False, numbers.codes[1:] == numbers.codes[:-1])
    return bool((~groups.named & (same | ~numbers.filled)).any())


def _proved(sheet: Sheet, all_rows: Sheet, groups: _Groups, totals: Ends) -> bool:
    """True when behind each group stands a total that names its customer, or is the sum of the group's rows, of which
    there are several."""
    starts, records = np.flatnonzero(groups.named), np.array(sorted(totals), np.int64)
    ends = np.append(starts[1:], len(sheet))
    places = [all_rows.header.places[field] for field in _AMOUNTS if field in all_rows.header.places]
    amounts = [plain_amounts(all_rows, place) for place in places] if len(starts) >= _FEWEST else []
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        behind = int(np.searchsorted(records, sheet.rows[end - 1]))
        if behind == len(records) or (end < len(sheet) and records[behind] > sheet.rows[end]):
            return False
        total = int(records[behind])
        who = filter(None, (sheet.text(field).at(start) for field in _WHO))
        if not _names(totals[total], who) and not _is_sum(all_rows, amounts, total, sheet.rows[start:end]):
            return False
    return True


def _names(cells: tuple[str, ...], who: Iterator[str]) -> bool:
    """True when a text of the row says one of the customer's number and name as words of its own."""
    texts = [cell.casefold() for cell in cells if any(map(str.isalpha, cell))]
    return any(_says(text, each.casefold()) for each in who for text in texts)


def _says(text: str, words: str) -> bool:
    """True when `text` has `words`, and no letter or digit right before or behind them.

    >>> _says("sum account 101", "101"), _says("sum account 1012", "101"), _says("alder ltd: total", "alder ltd")
    (True, False, True)
    """
    at = text.find(words)
    while at >= 0:
        if not (text[at - 1 : at].isalnum() or text[at + len(words) :][:1].isalnum()):
            return True
        at = text.find(words, at + 1)
    return False


def _is_sum(all_rows: Sheet, amounts: list[PlainAmounts], total: int, records: Ints) -> bool:
    """True when the row `total` says an amount, and each that it says is the sum of those of `records`."""
    at, positions = int(np.searchsorted(all_rows.rows, total)), np.searchsorted(all_rows.rows, records)
    if at == len(all_rows) or all_rows.rows[at] != total:
        return False
    said = [each for each in amounts if each.given[at]]
    if not any(each.minor[at] for each in said):
        return False
    return all(not each.wrong[at] and each.minor[at] == each.minor[positions].sum() for each in said)


def _fill(sheet: Sheet, below: Flags, first: Ints) -> None:
    """Give the rows `below` what the first row of each, by its position in `first`, says of their customer."""
    for field in filter(sheet.has, (*_WHO, *_MORE)):
        column = sheet.text(field)
        taken = below & ~column.filled
        sheet.put(field, Coded(np.where(taken, column.codes[first], column.codes), column.texts))
    pairs = zip(sheet.rows[below].tolist(), sheet.rows[first[below]].tolist(), strict=True)
    sheet.findings.below(dict(pairs), [*filter(sheet.has, (*_WHO, *_MORE, "first_name", "last_name"))])
