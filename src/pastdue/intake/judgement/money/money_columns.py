"""Columns of amounts that nothing is read from: their figures against those of the columns that are read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.export.units.unit_columns import power_at
from pastdue.intake.file.structure import Ints
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.intake.judgement.contents import Contents
from pastdue.intake.judgement.money.plain_amounts import says_all_paid
from pastdue.intake.states.ages import is_age, names_age
from pastdue.intake.values.amount_column import Habit, read_amounts
from pastdue.intake.values.word_rows import rows
from pastdue.model.money import CURRENCIES

_AGES = 2
"""So many columns of ages at least divide what is owed."""
_ACCOUNTS = frozenset((4, 5, 6, 8))
"""So many figures the number of an account has."""
_FEW = 3
"""Fewer invoices than these show nothing by what each of them has."""
_MOST_TAX = 0.3
"""No tax on top is more of the whole amount."""


@dataclass(frozen=True, slots=True)
class MoneyColumn:
    """A column that nothing is read from, its amounts in the kept rows, and where it says one."""

    contents: Contents
    minor: Ints
    given: Flags

    @property
    def name(self) -> str:
        """Its header."""
        return self.contents.name

    @property
    def any(self) -> bool:
        """True when any row has more than nothing."""
        return bool((self.minor != 0).any())

    def about(self, *topics: str) -> bool:
        """True when its header is about any of `topics`."""
        return any(map(self.contents.about, topics))


class MoneyColumns:
    """The unread columns of amounts of one table, and what their figures are beside the total and what was paid."""

    def __init__(self, table: InvoiceTable, unread: list[Contents], kept: Flags) -> None:
        self._table, self._sheet, self._kept = table, table.sheet, np.flatnonzero(kept | table.sheet.partly)
        settled = table.sheet.has("balance")  # then only another column of what is open could change it
        self._unread = [each for each in unread if not settled or each.about("open") or each.about("on_account")]

    @cached_property
    def all(self) -> list[MoneyColumn]:
        """The unread columns that could change what is owed; none where no row is kept."""
        return [self._read(contents) for contents in self._unread] if len(self._kept) else []

    @cached_property
    def total(self) -> Ints:
        """The total of each kept row, in minor units."""
        return self._table.settlement.total[self._kept]

    @cached_property
    def paid(self) -> Ints:
        """The amount read as paid of each kept row, in minor units."""
        return self._table.settlement.paid[self._kept]

    @cached_property
    def said_paid(self) -> Flags:
        """The kept rows whose state says that they are paid in full."""
        return self._sheet.settled[self._kept]

    def with_figures(self, minor: Ints) -> list[MoneyColumn]:
        """The columns with these very amounts; found at once, for a file may have hundreds of columns."""
        return self._by_figures.get(minor.tobytes(), [])

    @cached_property
    def _by_figures(self) -> dict[bytes, list[MoneyColumn]]:
        found: dict[bytes, list[MoneyColumn]] = {}
        for column in self.all:
            found.setdefault(column.minor.tobytes(), []).append(column)
        return found

    def explained(self, column: MoneyColumn) -> bool:
        """True when the column only says again what is read: the total, what is paid, what is open, with a minus too,
        or what the total has beside another column, as a net amount and its tax."""
        if self._is_account(column) or column.contents.place in self.ages:
            return True
        if says_all_paid(self._sheet, column.name, (column.minor, self.total), self.said_paid):
            return False
        known = [self.total, self.paid, self.total - self.paid, self.paid - self.total]
        if any((column.minor == each).all() for each in known) or column.contents.place in self._of_sums:
            return True
        return not column.about("open", "paid") and any(
            self.together(column, other) and self.is_tax(column, other) and not other.about("open", "paid")
            for other in self.with_figures(self.total - column.minor)
            if other is not column
        )

    @cached_property
    def _of_sums(self) -> set[int]:
        """The places of three columns each that are the total in every row: an amount before tax, the tax on it, and
        what is added or taken off besides, as a discount; none is called paid, open or credited."""
        found, plain = set[int](), [each for each in self.all if each.any and not each.about("paid", "open", "credit")]
        for tax in (each for each in plain if each.about("tax") and not each.contents.share):
            for net in plain:
                if net is tax or not self._may_be_taxed(net, tax):
                    continue
                rest = self.total - net.minor - tax.minor
                others = [*self.with_figures(rest), *self.with_figures(-rest)] if rest.any() else []
                for other in others:
                    if other in plain and other not in (net, tax):
                        found |= {each.contents.place for each in (net, tax, other)}
        return found

    @staticmethod
    def _may_be_taxed(net: MoneyColumn, tax: MoneyColumn) -> bool:
        """True when the tax is no more of the amount in any row than rates are, and the amount is more than nothing."""
        return bool((net.minor != 0).all() and (np.abs(tax.minor) <= _MOST_TAX * np.abs(net.minor)).all())

    def is_neither(self, column: MoneyColumn) -> bool:
        """True when an amount between nothing and the whole, whose header says neither and beside which nothing says
        what was paid, is rather not what was paid and not what is open."""
        named = column.about("open", "paid", "credit") or self._sheet.has("paid")
        return not named and self.between(column) and all(self._contradicted(column))

    def is_rather_open(self, column: MoneyColumn) -> bool:
        """True when such an amount is rather what is open than what was paid, by the states of the invoices, else since
        more of them have the whole in it than nothing."""
        paid, open_ = self._contradicted(column)
        return paid if paid != open_ else self.whole_in(column) > self.nothing_in(column)

    def _contradicted(self, column: MoneyColumn) -> tuple[bool, bool]:
        """True for what was paid, as some invoice that is called paid has less in the column, and for what is open, as
        one has something; for both where each of a few invoices has a part, as none is paid and none is not."""
        paid = self.said_paid & (self.total != 0)
        parts = len(self.total) >= _FEW and not self.whole_in(column) and not self.nothing_in(column)
        if not paid.any() and column.any and parts:
            return True, True
        return bool((column.minor != self.total)[paid].any()), bool((column.minor != 0)[paid].any())

    @cached_property
    def ages(self) -> set[int]:
        """The places of the columns of ages, as `31-60 days`, where they are together what is owed in every row."""
        ages = [each for each in self.all if names_age(each.name) or is_age(each.name)]
        together = sum((each.minor for each in ages), np.zeros_like(self.total))
        owed = any(np.array_equal(together, each) for each in (self.total, self.total - self.paid))
        return {each.contents.place for each in ages} if len(ages) >= _AGES and owed else set()

    def _is_account(self, column: MoneyColumn) -> bool:
        """True when the header is one of accounts in the books, and every row has a whole number of as many figures
        below it, which is the invoice's amount in none: what was paid into an account is nothing in some."""
        texts, lengths = column.contents.counts, set(map(len, column.contents.counts))
        named = column.contents.key in rows("headers")["account"] and column.contents.filled == column.contents.rows
        codes = all(map(str.isdigit, texts)) and len(lengths) == 1 and lengths <= _ACCOUNTS
        return named and codes and not self.whole_in(column)

    def converted(self, column: MoneyColumn) -> bool:
        """True when the header names a currency in capitals that some rows are not in, and the rows in that currency
        say again what is read: the same amounts in the currency of the books. Where no row is in that currency nothing
        proves it, and what is paid or open is not known without another column that says so."""
        codes = [word for word in re.findall(r"\b[A-Z]{3}\b", column.name) if word in CURRENCIES]
        if len(codes) != 1:
            return False
        own = np.array([code == codes[0] for code in self._table.texts["currency"].only(self._kept).all()], np.bool_)
        if not own.any() and column.about("paid", "open") and not any(map(self._sheet.has, ("paid", "balance"))):
            return False
        known = (self.total, self.paid, self.total - self.paid)
        return not own.all() and any((column.minor[own] == each[own]).all() for each in known)

    def together(self, one: MoneyColumn, other: MoneyColumn) -> bool:
        """True when two columns, each a part of the invoice, are the whole invoice together in every row."""
        whole = (one.minor + other.minor == self.total).all()
        return bool(one.any and other.any and whole and self.between(one) and self.between(other))

    def is_tax(self, one: MoneyColumn, other: MoneyColumn) -> bool:
        """True when one of two columns that are the whole invoice together is called a tax or a net amount, or is small
        in every row as a tax is; what was paid and what is open change places from row to row."""
        if any(each.about("tax", "harmless") for each in (one, other)):
            return True
        return any((np.abs(each.minor) <= _MOST_TAX * np.abs(self.total)).all() for each in (one, other))

    def flips(self, column: MoneyColumn) -> bool:
        """True when the column is nothing in one row and the whole invoice in another, as what is paid or open is, and
        no net amount or tax."""
        billed = self.total != 0
        return bool((column.minor[billed] == 0).any() and (column.minor[billed] == self.total[billed]).any())

    def counts(self, column: MoneyColumn) -> bool:
        """True when the column says how many there are of a thing, and is not the whole invoice in some row and less in
        all others, as an amount is."""
        return column.contents.counts_things and not (self.whole_in(column) and self.between(column))

    def may_be_left(self, column: MoneyColumn) -> bool:
        """True when the column is between nothing and what is left after the amount read as paid, and in one row all of
        that and nothing in another: it may be what is still open, or have been settled besides."""
        left = self.total - self.paid
        low, high = np.minimum(left, 0), np.maximum(left, 0)
        more = left != 0
        within = bool(((low <= column.minor) & (column.minor <= high)).all())
        return within and bool((column.minor[more] == 0).any() and (column.minor[more] == left[more]).any())

    def takes_rest(self, column: MoneyColumn) -> bool:
        """True when the column is, in some row, all that is left of the invoice, as a discount that was taken."""
        left = self.total - self.paid
        return bool(((left != 0) & (column.minor == left)).any())

    def of_open(self, column: MoneyColumn) -> bool:
        """True when the column has something of an invoice that is read as open."""
        return bool(((self.total != self.paid) & (column.minor != 0)).any())

    def larger(self, column: MoneyColumn) -> bool:
        """True when some row has more in the column than was billed by the total that is read."""
        return bool((np.abs(column.minor) > np.abs(self.total)).any())

    def whole_in(self, column: MoneyColumn) -> int:
        """The number of rows in which the column has the whole invoice."""
        return int(np.count_nonzero((column.minor == self.total) & (self.total != 0)))

    def nothing_in(self, column: MoneyColumn) -> int:
        """The number of rows in which the column has nothing of an invoice."""
        return int(np.count_nonzero((column.minor == 0) & (self.total != 0)))

    @cached_property
    def whole_in_balance(self) -> int:
        """The number of rows in which the balance that is read is the whole invoice."""
        stated = self._table.settlement.stated[self._kept]
        return int(np.count_nonzero((stated == self.total) & (self.total != 0)))

    def between(self, column: MoneyColumn) -> bool:
        """True when the column is between nothing and the whole invoice in every row."""
        low, high = np.minimum(self.total, 0), np.maximum(self.total, 0)
        return bool(((low <= column.minor) & (column.minor <= high)).all())

    def _read(self, contents: Contents) -> MoneyColumn:
        sheet: Sheet = self._sheet
        cells = sheet.records.column(sheet.rows, contents.place).only(self._kept)
        currency = self._table.texts["currency"].only(self._kept)
        habit = Habit(sheet.preset.decimal or ".", power_at(sheet, contents.place))
        amounts = read_amounts(cells, currency, sheet.dialect.decimal, sheet.nothing, habit)
        credited = sheet.credits[self._kept]  # with a minus or without
        return MoneyColumn(contents, np.where(credited, -np.abs(amounts.minor), amounts.minor), amounts.given)
