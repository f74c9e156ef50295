"""Totals stated in a vendor's report, compared with the sums of its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pastdue.intake.export.preset_rows import RowIs
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.export.units.unit_columns import power_of
from pastdue.intake.export.vendor_rows import Passed
from pastdue.intake.file.cells import Coded
from pastdue.intake.file.structure import Ints
from pastdue.intake.invoices.currencies import in_one
from pastdue.intake.states.receipts import has_two_sides
from pastdue.intake.values.amount_column import column_style
from pastdue.intake.values.amounts import Style, parse_minor
from pastdue.intake.values.flaws import Flaw
from pastdue.model.messages import Message, Text
from pastdue.model.money import Money

_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A total the file states and the sum of its rows; its line and its label."""

    line: int
    label: str
    stated: Money
    summed: Money

    @property
    def agrees(self) -> bool:
        return self.stated == self.summed


def reconcile_totals(sheet: Sheet, passed: tuple[Passed, ...], minor: Ints, currency: Coded) -> tuple[Reconciled, ...]:
    """Every total and subtotal of `passed` beside the sum of `minor` over the rows it speaks for.

    A total speaks for all rows; a subtotal, and each of several totals of one name that has rows of its own, for those
    since the nearest heading or total above, or since an earlier one if only that agrees. Where the rows are in several
    currencies nothing is compared.
    """
    if not passed:
        return ()
    field = "balance" if sheet.has("balance") else "total"
    places = [sheet.header.places[field], *sheet.header.added.get(field, ())] if field in sheet.header.places else []
    rows = sheet.rows
    found: list[Reconciled] = []
    starts: list[int] = [0]
    kept = sheet.clean()
    marks = (sheet.dialect.decimal, sheet.preset.decimal)
    style = column_style(sheet.cells(field), *marks, power_of(sheet, field)) if sheet.has(field) else Style(".")
    names = Counter(row.label for row in passed if row.row is RowIs.TOTAL)
    for row in passed:
        end = int(np.searchsorted(rows, row.record))
        whole = row.row is RowIs.TOTAL and (names[row.label] == 1 or starts[-1] == end)
        spoken = np.arange(len(rows)) if whole else np.arange(starts[-1], end)
        code = in_one(currency, spoken[kept[spoken]])
        texts = [row.cells[place] for place in places if place < len(row.cells) and row.cells[place]]
        if row.row is not RowIs.HEADING and texts and code:
            stated = _stated(sheet, row, texts, code, style)
            if not isinstance(stated, Flaw):
                span = (0, len(rows)) if whole else (starts[-1], end)
                summed = _summed(minor * kept, span, [] if whole else starts, stated)
                line = sheet.records.line(row.record)
                found.append(Reconciled(line, row.label, Money.of_minor(stated, code), Money.of_minor(summed, code)))
        if starts[-1] != end:
            starts.append(end)
    return tuple(found)


def _stated(sheet: Sheet, row: Passed, texts: Sequence[str], code: str, style: Style) -> int | Flaw:
    """The amount that the total states in `texts` together, in minor units; of a list of two sides less the one on the
    credit side."""
    parsed = [parse_minor(text, code, style) for text in texts]
    wrong = next((each for each in parsed if isinstance(each, Flaw)), None)
    stated = wrong or sum(each for each in parsed if not isinstance(each, Flaw))
    place = sheet.header.places.get("paid", len(row.cells)) if has_two_sides(sheet) else len(row.cells)
    if isinstance(stated, Flaw) or place >= len(row.cells) or not row.cells[place]:
        return stated
    credit = parse_minor(row.cells[place], code, style)
    return credit if isinstance(credit, Flaw) else stated - credit


def _summed(minor: Ints, span: tuple[int, int], starts: list[int], stated: int) -> int:
    """The sum over `span`, or over the same rows from an earlier one of `starts` on where only that is `stated`."""
    sums = [int(minor[start : span[1]].sum()) for start in reversed(starts[-_DEEPEST:])]
    sums = sums or [int(minor[slice(*span)].sum())]
    return stated if stated in sums else sums[0]


def remarks(found: tuple[Reconciled, ...]) -> list[Text]:
    """Remarks on the totals: those that differ, and the number that agree."""
    said: list[Text] = [
        Message.of("total_differs", line=str(each.line), label=repr(each.label), stated=each.stated, summed=each.summed)
        for each in found if not each.agrees
    ]  # fmt: skip
    agreeing = sum(each.agrees for each in found)
    if agreeing:
        said.append(Message.of("totals_agree", count=agreeing))
    return said
