"""The balance column of a file that may mean something else: a running balance, or the amount due before payments."""

from __future__ import annotations

import numpy as np

from pastdue.intake.export.headers import loose
from pastdue.intake.export.sheet import Flags
from pastdue.intake.file.structure import Ints
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.intake.judgement.money.plain_amounts import plain_amounts
from pastdue.intake.judgement.questions import Question, Reading
from pastdue.intake.values.word_rows import rows
from pastdue.model.spans import day_number

_ALMOST_ALL = 0.9
_FEW = 3
"""Fewer rows than these prove no running balance."""
_SHOWN = 3
_GROUPS, _MOST = 2, 1000
"""So many customers, or rows of each kind, show what a balance is of; so many customers are looked at."""
_WEAK = ("balance", "saldo", "solde")
"""Headers, as general lists compare them, that a running balance has as well."""


def balance_in_doubt(table: InvoiceTable, kept: Flags) -> Question | None:
    """A question about the balance in use, or a total that may be one; None where its figures leave no doubt, or the
    user has said what it is."""
    if not table.sheet.has("balance") and (doubt := _nothing_billed(table, kept)) is not None:
        return doubt
    if not table.sheet.has("balance"):
        return _paid_by_customers(table, kept)
    if "balance" in table.sheet.dialect.map:
        return None
    return _running(table) or _before_payments(table, kept) or _of_customers(table, kept) or _fallen_due(table, kept)


def _running(table: InvoiceTable) -> Question | None:
    """The balance where its figures run on from row to row, or may; rows rejected for that count too."""
    sheet, settlement = table.sheet, table.settlement
    if not sheet.has("total") or "balance" in sheet.sums or len(sheet) < _FEW:
        return None
    total, balance = settlement.total, settlement.stated
    groups = table.texts["customer_id"].codes
    by_customer = np.argsort(groups, kind="stable")
    first = np.concatenate([[True], np.diff(groups[by_customer]) != 0])
    none = np.zeros(len(total), np.bool_)
    orders = ((np.arange(len(total)), none), (np.arange(len(total))[::-1], none), (by_customer, first))
    added = {sheet.header.name("total"): total, "what each leaves unpaid": total - settlement.paid}
    ignored = Reading("a running balance", ignore=(sheet.header.name("balance"),))
    for what, amounts in added.items():
        if any(_runs(amounts[order], balance[order], starts) for order, starts in orders):
            shown = repr(what) if amounts is total else what
            return _asked(table, f"runs on from row to row: each is the one before it with {shown} added", ignored)
    weak = loose(sheet.header.name("balance")) in _WEAK
    if weak and not sheet.has("paid") and not sheet.has("status") and _may_run(total, balance, by_customer[~first]):
        what = "may be what is open of each invoice, or a balance that runs on from row to row"
        kept = Reading("what is open of each invoice", {"balance": sheet.header.name("balance")})
        return _asked(table, what, ignored, kept)
    return None


def _nothing_billed(table: InvoiceTable, kept: Flags) -> Question | None:
    """The total where it is nothing in a row of which something is paid: it may be what is left."""
    sheet, places = table.sheet, table.sheet.header.places
    said = {"total", "balance"} & {*sheet.dialect.map, *sheet.sums}
    if said or not sheet.preset.fallback or not {"total", "paid"} <= set(places):
        return None
    if not (kept & (table.settlement.total == 0) & (plain_amounts(sheet, places["paid"]).minor != 0)).any():
        return None
    name, paid = sheet.header.name("total"), sheet.header.name("paid")
    left = Reading(f"what is left after {paid!r}", {"balance": name})
    billed = Reading(f"what was billed before {paid!r}", {"total": name})
    what = f"is nothing in a row of which {paid!r} says that something is paid: what was billed, or what is left?"
    column = sheet.text("total")
    samples = tuple(column.at(row) for row in range(min(_SHOWN, len(sheet))))
    return Question(sheet.source, name, what, samples, (left, billed))


def _before_payments(table: InvoiceTable, kept: Flags) -> Question | None:
    """The balance beside what was paid and no total, where its header is one of an amount to pay, and no row has paid
    more than it: it may be what was to pay before."""
    sheet, settlement = table.sheet, table.settlement
    if sheet.has("total") or not sheet.has("paid") or not sheet.preset.fallback:
        return None
    name, paid, left = sheet.header.name("balance"), settlement.paid[kept], settlement.stated[kept]
    sure = any(stem in loose(name) for stem in rows("headers")["still_open"])
    if sure or not paid.any() or (np.abs(paid) > np.abs(left)).any():
        return None
    paid_name = sheet.header.name("paid")
    before = Reading(f"what was to pay before {paid_name!r}", {"total": name})
    after = Reading("what is still to pay", {"balance": name})
    what = f"may be what is to pay before or after {paid_name!r}, and no column is the total"
    return _asked(table, what, before, after)


def _of_customers(table: InvoiceTable, kept: Flags) -> Question | None:
    """The balance where it is the same in all rows of one customer, whose totals differ, for each of a few customers
    with several rows: it may be what all their invoices together have open."""
    if not table.sheet.has("total") or not table.sheet.preset.fallback:
        return None
    total, left, customers = table.settlement.total, table.settlement.stated, table.texts["customer_id"].codes
    groups = [np.flatnonzero(kept & (customers == code)) for code in np.unique(customers[kept])[:_MOST]]
    groups = [group for group in groups if len(group) > 1 and left[group].any()]
    repeated = [len(set(left[group])) == 1 and len(set(total[group])) > 1 for group in groups]
    if len(groups) < _GROUPS or not all(repeated):
        return None
    ignored = Reading("what each customer has open in all", ignore=(table.sheet.header.name("balance"),))
    read = Reading("what is open of each invoice", {"balance": table.sheet.header.name("balance")})
    return _asked(table, "is the same in all rows of each customer: of the invoice, or of all together?", ignored, read)


def _paid_by_customers(table: InvoiceTable, kept: Flags) -> Question | None:
    """A question about the amount paid where it is the same in all rows of one customer, whose totals differ, for each
    of a few customers with several rows, and less than some total: it may be what was paid of all their invoices."""
    sheet, total, paid = table.sheet, table.settlement.total, table.settlement.paid
    if not sheet.preset.fallback or not sheet.has("total") or not sheet.has("paid") or "paid" in sheet.dialect.map:
        return None
    customers = table.texts["customer_id"].codes
    groups = [np.flatnonzero(kept & (customers == code)) for code in np.unique(customers[kept])[:_MOST]]
    groups = [group for group in groups if len(group) > 1 and paid[group].any()]
    repeated = [len(set(paid[group])) == 1 and len(set(total[group])) > 1 for group in groups]
    if len(groups) < _GROUPS or not all(repeated):
        return None
    name = sheet.header.name("paid")
    readings = (
        Reading("what each customer paid in all: nothing is taken off", {"paid": ""}, (name,)),
        Reading("what was paid of each invoice", {"paid": name}),
    )
    what = "is the same in all rows of each customer: paid of the invoice, or of all together?"
    return Question(sheet.source, name, what, tuple(sheet.text("paid").used[:_SHOWN]), readings)


def _fallen_due(table: InvoiceTable, kept: Flags) -> Question | None:
    """The balance under a header of what is due, where it is nothing in all rows that fall due later, and in none that
    did, and nothing else says what is paid: it may leave out what is not due yet."""
    sheet, by = table.sheet, table.sheet.dialect.as_of
    said = any(map(sheet.has, ("paid", "status", "settled_on", "paid_on", "paid_mark")))
    if said or by is None or not sheet.has("due") or not sheet.has("total") or not sheet.preset.fallback:
        return None
    name, billed = sheet.header.name("balance"), kept & (table.settlement.total > 0)
    later, left = table.numbers["due"] >= day_number(by), table.settlement.stated != 0
    enough = min((billed & later).sum(), (billed & ~later).sum()) >= _GROUPS
    if (
        not enough
        or (left == later)[billed].any()
        or not any(stem in loose(name) for stem in rows("headers")["fallen"])
    ):
        return None
    ignored = Reading("what has fallen due of it, and the rest is open as well", ignore=(name,))
    read = Reading("all that is open: the other invoices are paid", {"balance": name})
    return _asked(
        table, "is nothing in just the rows that fall due later: are those paid, or not due yet?", ignored, read
    )


def _asked(table: InvoiceTable, what: str, *readings: Reading) -> Question:
    sheet = table.sheet
    column = sheet.text("balance")
    samples = tuple(column.at(row) for row in range(min(_SHOWN, len(sheet))))
    return Question(sheet.source, sheet.header.name("balance"), what, samples, readings)


def _runs(total: Ints, balance: Ints, starts: Flags) -> bool:
    """True when each balance but those at `starts` is the one before it with the row's total added, also among those
    behind one that is not nothing: behind nothing a running balance and what is open of the row are the same."""
    steps = np.diff(balance)[~starts[1:]]
    as_expected = steps == total[1:][~starts[1:]]
    telling = as_expected[balance[:-1][~starts[1:]] != 0]
    if len(steps) < _FEW - 1 or np.count_nonzero(steps) < _FEW - 1 or not len(telling):
        return False
    return bool(as_expected.mean() >= _ALMOST_ALL and telling.mean() >= _ALMOST_ALL)


def _may_run(total: Ints, balance: Ints, later: Ints) -> bool:
    """True when, behind the first invoice of each customer, no balance is its whole invoice or nothing: open balances
    are so as a rule, running ones seldom."""
    if len(later) < _FEW - 1:
        return False
    return not ((balance[later] == total[later]) | (balance[later] == 0)).any()
