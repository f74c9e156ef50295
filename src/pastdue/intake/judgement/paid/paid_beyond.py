"""Amounts paid that are more than the total by just what other columns charge, as carriage or interest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from pastdue.intake.export.sheet import Flags
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.intake.judgement.contents import Contents, Holds
from pastdue.intake.judgement.money.money_columns import MoneyColumn, MoneyColumns
from pastdue.intake.judgement.questions import Question, Reading
from pastdue.intake.judgement.taxes.tax_rates import is_withheld, names_tax
from pastdue.intake.states.topics import names_late_charge

_SETTLING = ("paid", "open", "credit", "discount", "on_account", "net_amount", "gross")
"""Topics of headers that say another thing than a charge."""


def paid_beyond(
    table: InvoiceTable, unread: Sequence[Contents], kept: Flags, asked: Sequence[str]
) -> Iterator[Question]:
    """A question about one column of charges, or all of them, that is in every row paid beyond its total just what was
    paid more: the total of all rows may lack them, and is no more paid than it should. Columns `asked` about already
    are left out."""
    sheet = table.sheet
    if not sheet.preset.fallback or sheet.has("balance") or not (sheet.has("total") and sheet.has("paid")):
        return
    if {"total", "paid"} & {*sheet.dialect.map} or "total" in sheet.header.added:
        return
    columns = MoneyColumns(table, [each for each in unread if _is_charge(each) and each.name not in asked], kept)
    beyond = np.where(columns.total > 0, columns.paid - columns.total, 0)
    rows = beyond > 0
    found = [each for each in columns.all if each.any and (each.minor >= 0).all()]
    for group in (*((each,) for each in found), found) if rows.any() else ():
        if group and np.array_equal(np.sum([each.minor for each in group], axis=0)[rows], beyond[rows]):
            yield _question(table, group)
            return


def _is_charge(contents: Contents) -> bool:
    named = names_late_charge(contents.name) or names_tax(contents) or any(map(contents.begins, ("fee", "freight")))
    named = (named or contents.about("harmless")) and not is_withheld(contents)
    return named and contents.holds is Holds.AMOUNTS and not any(map(contents.about, _SETTLING))


def _question(table: InvoiceTable, group: Sequence[MoneyColumn]) -> Question:
    sheet, names = table.sheet, tuple(each.name for each in group)
    total, said = sheet.header.name("total"), " and ".join(map(repr, names))
    what = f"is less than {sheet.header.name('paid')!r} by just {said}: does that come on top of it?"
    readings = (
        Reading(f"without {said}, which is added", {"total": " + ".join((total, *names))}),
        Reading("all that was billed, and more was paid", {"total": total}, names),
    )
    return Question(sheet.source, total, what, group[0].contents.samples, readings)
