"""Columns of amounts that nothing is read from: proved harmless, or asked about as paid, open, credited or gross."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.file.structure import Ints
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.intake.judgement.contents import Contents
from pastdue.intake.judgement.questions import Question, Reading
from pastdue.intake.values.amount_column import read_amounts
from pastdue.model.money import CURRENCIES

_MOST_TAX = 0.3
"""No tax on top is more of the whole amount."""


@dataclass(frozen=True, slots=True)
class _Column:
    """A column that nothing is read from, its amounts in the kept rows, and where it says one."""

    contents: Contents
    minor: Ints
    given: Flags

    @property
    def any(self) -> bool:
        return bool((self.minor != 0).any())


class MoneyColumns:
    """The unread columns of amounts of one table, compared with those that are read."""

    def __init__(self, table: InvoiceTable, unread: list[Contents], kept: Flags) -> None:
        self._table, self._sheet, self._kept = table, table.sheet, np.flatnonzero(kept | table.sheet.partly)
        settled = table.sheet.has("balance")  # then only another column of what is open could change it
        self._unread = [each for each in unread if not settled or each.about("open")]
        self.source = table.sheet.source

    @cached_property
    def _columns(self) -> list[_Column]:
        return [self._read(contents) for contents in self._unread]

    @cached_property
    def _total(self) -> Ints:
        return self._table.settlement.total[self._kept]

    @cached_property
    def _paid(self) -> Ints:
        return self._table.settlement.paid[self._kept]

    def questions(self) -> Iterator[Question]:
        """A question for each column that could change what is owed."""
        if not self._unread or not len(self._kept):
            return
        gross = self._gross()
        if gross is not None:
            yield gross
        asked = set[int]()
        pair = self._pair()
        if pair is not None:
            asked.update(column.contents.place for column in pair)
            yield self._pair_question(*pair)
        for column in self._columns:
            question = self._question(column)
            if question is not None and column.contents.place not in asked:
                asked.add(column.contents.place)
                yield question

    def _question(self, column: _Column) -> Question | None:
        contents = column.contents
        if not column.any:
            return None
        named = {topic: contents.about(topic) for topic in ("paid", "open", "credit")}
        fits = self._between(column)
        harmless = contents.about("harmless") and not any(named.values()) and not (fits and self._flips(column))
        if (
            self._explained(column)
            or harmless
            or self._converted(column)
            or self._sheet.preset.passes_over(contents.name)
        ):
            return None
        if self._sheet.has("balance"):
            if not (named["open"] and fits) or contents.about("paid"):
                return None
            readings = [
                self._as("balance", "what is still open of the invoice", contents),
                self._ignored("something else", contents),
            ]
            return Question(
                self.source,
                contents.name,
                f"{contents.name!r} and {self._sheet.header.name('balance')!r} may both say what is open",
                contents.samples,
                tuple(readings),
            )
        if not (any(named.values()) or fits):
            return None
        readings = []
        if fits or named["paid"]:
            readings.append(self._as("paid", "what was paid of the invoice", contents))
        if fits or named["open"]:
            readings.append(self._as("balance", "what is still open of it", contents))
        if named["open"] and (not named["paid"] or contents.begins("open")):
            readings.reverse()
        if self._sheet.has("paid"):
            held = self._sheet.header.name("paid")
            if named["open"] and not named["credit"]:
                readings = [self._as("balance", "what is still open of it", contents)]
            elif not (named["credit"] or named["paid"]):
                return None
            else:
                readings = [Reading("settled beside what was paid", {"paid": f"{held} + {contents.name}"})]
        readings.append(self._ignored("neither", contents))
        what = "holds amounts between nothing and the whole invoice, and is not read: paid, open, or neither?"
        if not fits:
            what = "is named like an amount that settles invoices, and is not read"
        return Question(self.source, contents.name, what, contents.samples, tuple(readings))

    def _pair(self) -> tuple[_Column, _Column] | None:
        """Two columns that are the whole invoice together, the one more likely what was paid in front."""
        if self._sheet.has("balance") or self._sheet.has("paid") or not self._sheet.has("total"):
            return None
        for number, one in enumerate(self._columns):
            for other in self._columns[number + 1 :]:
                named = [each.contents.about(topic) for each in (one, other) for topic in ("paid", "open")]
                if self._together(one, other) and (any(named) or not self._is_tax(one, other)):
                    turned = (named[2] and not named[0]) or (named[1] and not named[3])
                    return (other, one) if turned else (one, other)
        return None

    def _pair_question(self, paid: _Column, left: _Column) -> Question:
        one, other = paid.contents.name, left.contents.name
        readings = (
            Reading("what was paid and what is still open", {"paid": one, "balance": other}),
            Reading("what is still open and what was paid", {"paid": other, "balance": one}),
            Reading("neither", ignore=(one, other)),
        )
        what = f"is the whole invoice together with {other!r}, and neither is read: what was paid, and what is open?"
        return Question(self.source, one, what, paid.contents.samples, readings)

    def _explained(self, column: _Column) -> bool:
        """Whether the column only says again what is read: the total, what is paid, what is open, or what the total has
        beside another column, as a net amount and its tax."""
        known = [self._total, self._paid, self._total - self._paid]
        if any((column.minor == each).all() for each in known):
            return True
        named = any(column.contents.about(topic) for topic in ("open", "paid"))
        return not named and any(
            self._together(column, other)
            and self._is_tax(column, other)
            and not any(other.contents.about(topic) for topic in ("open", "paid"))
            for other in self._columns
            if other is not column
        )

    def _converted(self, column: _Column) -> bool:
        """Whether the header names a currency in capitals that some rows are not in, and the rows in that currency say
        again what is read: the same amounts in the currency of the books."""
        codes = [word for word in re.findall(r"\b[A-Z]{3}\b", column.contents.name) if word in CURRENCIES]
        if len(codes) != 1:
            return False
        own = np.array([code == codes[0] for code in self._table.texts["currency"].only(self._kept).all()], np.bool_)
        known = (self._total, self._paid, self._total - self._paid)
        return not own.all() and any((column.minor[own] == each[own]).all() for each in known)

    def _together(self, one: _Column, other: _Column) -> bool:
        """Whether two columns, each a part of the invoice, are the whole invoice together in every row."""
        whole = (one.minor + other.minor == self._total).all()
        return bool(one.any and other.any and whole and self._between(one) and self._between(other))

    def _is_tax(self, one: _Column, other: _Column) -> bool:
        """Whether one of two columns that are the whole invoice together is called a tax or a net amount, or is small
        in every row as a tax is; what was paid and what is open change places from row to row."""
        if any(each.contents.about(topic) for each in (one, other) for topic in ("tax", "harmless")):
            return True
        return any((np.abs(each.minor) <= _MOST_TAX * np.abs(self._total)).all() for each in (one, other))

    def _flips(self, column: _Column) -> bool:
        """Whether the column is nothing in one row and the whole invoice in another, as what is paid or open is, and no
        net amount or tax."""
        billed = self._total != 0
        return bool((column.minor[billed] == 0).any() and (column.minor[billed] == self._total[billed]).any())

    def _between(self, column: _Column) -> bool:
        low, high = np.minimum(self._total, 0), np.maximum(self._total, 0)
        return bool(((low <= column.minor) & (column.minor <= high)).all())

    def _gross(self) -> Question | None:
        """A column that is the total read, a net amount, together with its tax."""
        name = self._sheet.header.name("total")
        if not self._sheet.has("total") or "total" in self._sheet.dialect.map or "total" in self._sheet.sums:
            return None
        for column in self._columns:
            tax = column.minor - self._total
            if not (tax >= 0).all() or not (tax > 0).any() or not column.given.all():
                continue
            proved = next(
                (other for other in self._columns if other is not column and (other.minor == tax).all()), None
            )
            if proved is None and not (column.contents.about("gross") and (column.minor <= 2 * self._total).all()):
                continue
            because = f", with {proved.contents.name!r} on top" if proved else ""
            readings = (
                Reading("the amount with tax that is owed", {"total": column.contents.name}),
                Reading("not what is owed", {"total": name}, ignore=(column.contents.name,)),
            )
            what = f"is larger than {name!r}{because}: which of the two is owed?"
            return Question(self.source, column.contents.name, what, column.contents.samples, readings)
        return None

    def _as(self, field: str, means: str, contents: Contents) -> Reading:
        return Reading(means, {field: contents.name})

    def _ignored(self, means: str, contents: Contents) -> Reading:
        return Reading(means, ignore=(contents.name,))

    def _read(self, contents: Contents) -> _Column:
        sheet: Sheet = self._sheet
        cells = sheet.records.column(sheet.rows, contents.place).only(self._kept)
        currency = self._table.texts["currency"].only(self._kept)
        usual = sheet.preset.decimal or "."
        amounts = read_amounts(cells, currency, sheet.dialect.decimal, sheet.nothing, usual)
        return _Column(contents, amounts.minor, amounts.given)
