"""Questions about columns of amounts that nothing is read from: paid, open, credited, or the amount with tax."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pastdue.intake.export.sheet import Flags
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.intake.judgement.contents import Contents
from pastdue.intake.judgement.money.money_columns import MoneyColumn, MoneyColumns
from pastdue.intake.judgement.questions import Question, Reading
from pastdue.intake.judgement.taxes.tax_rates import is_tax_rate, is_withheld
from pastdue.intake.states.topics import about, names_late_charge

_KEPT_BACK = "a tax that customers keep back and pay to the state: it is not owed"
_BETWEEN = "holds amounts between nothing and the whole invoice, and is not read: paid, open, or neither?"
_PAID, _OPEN = "what was paid of the invoice", "what is still open of it"


class MoneyQuestions:
    """The questions about the unread columns of amounts of one table."""

    def __init__(self, table: InvoiceTable, unread: list[Contents], kept: Flags) -> None:
        self._sheet, self._columns = table.sheet, MoneyColumns(table, unread, kept)

    def all(self) -> Iterator[Question]:
        """A question for each column that could change what is owed, or for two that are the whole together, or all
        that may be open."""
        columns, asked = self._columns.all, set[int]()
        if columns and (gross := self._gross() or self._other_total()) is not None:
            yield gross
        if (pair := self._pair()) is not None:
            asked |= {column.contents.place for column in pair}
            yield self._pair_question(*pair)
        for kept_back in self._kept_back():
            asked |= {column.contents.place for column in kept_back}
            yield self._kept_back_question(*kept_back)
        either = [each for each in columns if each.contents.place not in asked and self._may_be_open(each)]
        if len(either) > 1:
            asked |= {column.contents.place for column in either}
            yield self._either_question(either)
        for column in columns:
            question = self._question(column) if column.contents.place not in asked else None
            if question is not None:
                asked.add(column.contents.place)
                yield question

    def _question(self, column: MoneyColumn) -> Question | None:
        if not self._could_matter(column):
            return None
        if column.about("on_account"):
            return self._on_account(column)
        if self._sheet.has("balance"):
            return self._beside_balance(column)
        fits, settles = self._columns.between(column), column.about("paid", "open", "credit")
        readings = self._beside_paid(column) if self._sheet.has("paid") else self._parts(column, fits)
        if not readings or not (settles or fits):
            return None
        what = _BETWEEN if fits else "is named like an amount that settles invoices, and is not read"
        what = "is called a tax that customers keep back, and is not read" if self._is_kept_back(column) else what
        readings.insert(0 if self._columns.is_neither(column) else len(readings), self._ignored("neither", column))
        return self._asks(column, what, *readings)

    def _could_matter(self, column: MoneyColumn) -> bool:
        """True when the column has amounts that nothing explains: neither its name, nor the figures that are read."""
        if column.any and (self._is_discount_taken(column) or self._is_kept_back(column)):
            return True
        if not column.any or column.about("no_money") or self._counts_days(column) or self._columns.counts(column):
            return False
        named = column.about("paid", "open", "credit")
        flips = self._columns.between(column) and self._columns.flips(column)
        besides = not (named or flips) and (column.about("harmless") or names_late_charge(column.name))
        known = self._columns.explained(column) or self._columns.converted(column) or is_tax_rate(column.contents)
        return not (known or besides or self._excused(column, flips))

    def _counts_days(self, column: MoneyColumn) -> bool:
        """True when the header has a word for days, and whole figures stand below, as in `Tage offen`."""
        days = column.contents.has_word("days") and not column.about("lateness")
        return days and all(map(str.isdigit, column.contents.counts))

    def _is_discount_taken(self, column: MoneyColumn) -> bool:
        """True when the column is called a discount, and is all that is left of some invoice."""
        paid = self._sheet.has("paid") and not self._sheet.has("balance")
        return paid and column.about("discount") and self._columns.takes_rest(column)

    def _is_kept_back(self, column: MoneyColumn) -> bool:
        """True when the column is called a tax that customers keep back, and some invoice of which it was is open."""
        return not self._sheet.has("balance") and is_withheld(column.contents) and self._columns.of_open(column)

    def _excused(self, column: MoneyColumn, flips: bool) -> bool:
        """True when the header is one that nothing is read from. In a general list that of a field excuses plain
        numbers alone, and that of a total other amounts, too, where the column does not flip."""
        preset, name = self._sheet.preset, column.name
        fields = {field for field, names in preset.spelled_forms.items() if column.contents.key in names}
        if not preset.passes_over(name) or not preset.fallback or not fields:
            return preset.passes_over(name)
        return not flips if fields == {"total"} else all(text.isdigit() for text in column.contents.counts)

    def _on_account(self, column: MoneyColumn) -> Question:
        """The column as money of the customer beside the invoice; where nothing says what is open, perhaps as that."""
        account = Reading("money on the customer's account, for no invoice yet", {"on_account": column.name})
        settled = any(map(self._sheet.has, ("balance", "paid")))
        open_ = [] if settled or not self._columns.between(column) else [Reading(_OPEN, {"balance": column.name})]
        what = "is named like money that is for no invoice yet, and is not read: what the customer paid, or neither?"
        return self._asks(column, what, account, *open_, self._ignored("neither", column))

    def _beside_balance(self, column: MoneyColumn) -> Question | None:
        if not (column.about("open") and self._columns.between(column)) or column.about("paid"):
            return None
        if column.about("net_amount") and about("gross", self._sheet.header.name("balance")):
            return None
        what = f"{column.name!r} and {self._sheet.header.name('balance')!r} may both say what is open"
        open_ = Reading("what is still open of the invoice", {"balance": column.name})
        readings = [open_, self._ignored("something else", column)]
        if self._columns.whole_in(column) < self._columns.whole_in_balance:
            readings.reverse()
        return self._asks(column, what, *readings)

    def _beside_paid(self, column: MoneyColumn) -> list[Reading]:
        if column.about("open") and not column.about("credit"):
            return [Reading(_OPEN, {"balance": column.name})]
        held = self._sheet.header.name("paid")
        besides = Reading("settled beside what was paid", {"paid": f"{held} + {column.name}"})
        if self._is_kept_back(column):
            return [replace(besides, means=_KEPT_BACK)]
        if column.about("credit", "paid") or self._is_discount_taken(column):
            return [besides]
        if self._columns.may_be_left(column) and not column.about("harmless", "tax"):
            return [Reading(_OPEN, {"balance": column.name}), besides]
        return []

    def _parts(self, column: MoneyColumn, fits: bool) -> list[Reading]:
        """The column as what was paid or what is open, the likelier first; as a tax that is kept back, if called so."""
        if self._is_kept_back(column):
            return [Reading(_KEPT_BACK, {"paid": column.name})]
        readings = []
        if fits or column.about("paid"):
            readings.append(Reading(_PAID, {"paid": column.name}))
        if fits or column.about("open"):
            readings.append(Reading(_OPEN, {"balance": column.name}))
        named_open = column.about("open") and (not column.about("paid") or column.contents.begins("open"))
        if named_open or (not column.about("open", "paid", "credit") and self._columns.is_rather_open(column)):
            readings.reverse()
        return readings

    def _may_be_open(self, column: MoneyColumn) -> bool:
        """True when the column may say by itself what is open, where nothing that is read does."""
        if any(map(self._sheet.has, ("balance", "paid"))) or not self._sheet.has("total"):
            return False
        named = column.about("open") and not column.about("paid", "credit")
        return named and self._columns.between(column) and self._could_matter(column)

    def _either_question(self, columns: list[MoneyColumn]) -> Question:
        """A question for the one of several columns that is what is open. First comes the one with the whole invoice in
        most rows, as an invoice with nothing paid has, and no net amount."""
        whole = {column.contents.place: self._columns.whole_in(column) for column in columns}
        ranked = sorted(columns, key=lambda each: (each.about("net_amount"), -whole[each.contents.place]))
        readings = []
        for column in ranked:
            others = tuple(other.name for other in ranked if other is not column)
            readings.append(Reading(f"{column.name!r}", {"balance": column.name}, ignore=others))
        readings.append(Reading("none of them", ignore=tuple(each.name for each in ranked)))
        names = ", ".join(repr(each.name) for each in ranked[1:])
        return self._asks(ranked[0], f"and {names} may each be what is open: which is it?", *readings)

    def _pair(self) -> tuple[MoneyColumn, MoneyColumn] | None:
        """Two columns that are the whole invoice together, the one more likely what was paid in front."""
        if self._sheet.has("balance") or self._sheet.has("paid") or not self._sheet.has("total"):
            return None
        for one in self._columns.all:
            for other in self._columns.with_figures(self._columns.total - one.minor):
                if other.contents.place <= one.contents.place or one.contents.place in self._columns.ages:
                    continue
                named = [each.about(topic) for each in (one, other) for topic in ("paid", "open")]
                if self._columns.together(one, other) and (any(named) or not self._columns.is_tax(one, other)):
                    turned = (named[2] and not named[0]) or (named[1] and not named[3])
                    return (other, one) if turned else (one, other)
        return None

    def _pair_question(self, paid: MoneyColumn, left: MoneyColumn) -> Question:
        one, other = paid.name, left.name
        readings: tuple[Reading, ...] = (
            Reading("what was paid and what is still open", {"paid": one, "balance": other}),
            Reading("what is still open and what was paid", {"paid": other, "balance": one}),
            Reading("neither", ignore=(one, other)),
        )
        what = f"is the whole invoice together with {other!r}, and neither is read: what was paid, and what is open?"
        if (left.minor[self._columns.said_paid] != 0).any():  # what is open of an invoice that is paid is nothing
            off = Reading("what was taken off, and what is to be paid at first", {"total": other}, ignore=(one,))
            readings = (off, *readings)
        return self._asks(paid, what, *readings)

    def _kept_back(self) -> Iterator[tuple[MoneyColumn, MoneyColumn]]:
        """The amount to pay of the whole invoice and what the customer keeps back of it, as a tax: two columns that are
        the whole together, the first called open, beside one of what was paid."""
        if self._sheet.has("balance") or not (self._sheet.has("paid") and self._sheet.has("total")):
            return
        for one in self._columns.all:
            if one.about("open") and not one.about("paid") and (one.minor >= self._columns.paid).all():
                for other in self._columns.with_figures(self._columns.total - one.minor):
                    if self._columns.together(one, other) and not other.about("open"):
                        yield one, other
                        return

    def _kept_back_question(self, owed: MoneyColumn, kept: MoneyColumn) -> Question:
        name = self._sheet.header.name("total")
        readings = (
            Reading(
                f"what is owed, before payments, and {kept.name!r} is kept back", {"total": owed.name}, (kept.name,)
            ),
            Reading(f"not what is owed: {name!r} is", {"total": name}, ignore=(owed.name, kept.name)),
        )
        return self._asks(
            owed, f"is {name!r} less {kept.name!r}, and is not read: which of the two is owed?", *readings
        )

    def _gross(self) -> Question | None:
        """A column that is the total read, a net amount, together with its tax."""
        name, columns, total = self._sheet.header.name("total"), self._columns.all, self._columns.total
        if not self._sheet.has("total") or "total" in self._sheet.dialect.map or "total" in self._sheet.sums:
            return None
        for column in columns:
            tax = column.minor - total
            if not (tax >= 0).all() or not (tax > 0).any() or not column.given.all():
                continue
            proved = next((each for each in self._columns.with_figures(tax) if each is not column), None)
            if proved is None and not (column.about("gross") and (column.minor <= 2 * total).all()):
                continue
            because = f", with {proved.name!r} on top" if proved else ""
            readings = (
                Reading("the amount with tax that is owed", {"total": column.name}),
                Reading("not what is owed", {"total": name}, ignore=(column.name,)),
            )
            return self._asks(column, f"is larger than {name!r}{because}: which of the two is owed?", *readings)
        return None

    def _other_total(self) -> Question | None:
        """A column under another of the headers of a total, by which more was billed than is read."""
        sheet, spelled = self._sheet, self._sheet.preset.spelled_forms.get("total", frozenset())
        if not sheet.preset.fallback or not sheet.has("total") or "total" in {*sheet.dialect.map, *sheet.sums}:
            return None
        name = sheet.header.name("total")
        for column in self._columns.all:
            if column.contents.key not in spelled or not self._columns.larger(column):
                continue
            if self._columns.converted(column) or column.about("paid", "open", "no_money"):
                continue
            readings = (
                Reading("what was billed", {"total": column.name}),
                Reading("not what was billed", {"total": name}, ignore=(column.name,)),
            )
            return self._asks(column, f"and {name!r} may each be what was billed: which is it?", *readings)
        return None

    def _asks(self, column: MoneyColumn, what: str, *readings: Reading) -> Question:
        return Question(self._sheet.source, column.name, what, column.contents.samples, readings)

    def _ignored(self, means: str, column: MoneyColumn) -> Reading:
        return Reading(means, ignore=(column.name,))
