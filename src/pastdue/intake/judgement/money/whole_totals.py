"""A total that more is open or paid of than it bills: a net amount, where another column is what is paid and open
together, or the same with its tax; and an amount due that was so before payments, beside what is left."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.structure import Ints
from pastdue.intake.judgement.contents import Contents, Holds
from pastdue.intake.judgement.money.plain_amounts import plain_amounts
from pastdue.model.messages import Message

_SAMPLE = 300
"""So many rows, evenly spread, are looked at before all are."""


def read_whole_total(sheet: Sheet, places: dict[str, int], unused: Iterable[Contents]) -> None:
    """Let the one column of `unused` that is in every row what is paid and open together be the total in `places`,
    where that of a general list is less than that in every row that has an amount."""
    if not {"total", "balance"} <= set(places) or "total" in sheet.dialect.map or not len(sheet):
        return
    sample = sheet.rows[:: max(1, len(sheet) // _SAMPLE)][:_SAMPLE]
    if not _bills_too_little(sheet, places, sample) or not _bills_too_little(sheet, places, sheet.rows):
        return
    whole = _whole(sheet, places, sheet.rows)
    found = [each for each in unused if each.holds is Holds.AMOUNTS and _says(sheet, each.place, whole)]
    if len(found) == 1:
        name = sheet.header.names[places["total"]].strip()
        sheet.tell(Message.of("column_whole", column=repr(found[0].name), total=repr(name)))
        places["total"] = found[0].place


def read_what_is_left(sheet: Sheet, places: dict[str, int], unused: Iterable[Contents]) -> None:
    """Let the one column of `unused` that is called open and is in every row what `places` have as the balance of a
    general list without a total, less what is paid, be the balance, and the other the total."""
    if (
        "total" in places
        or not {"paid", "balance"} <= set(places)
        or {"total", "paid", "balance"} & {*sheet.dialect.map}
    ):
        return
    due, paid = (plain_amounts(sheet, places[field]) for field in ("balance", "paid"))
    if due.wrong.any() or paid.wrong.any() or not paid.minor.any():
        return
    amounts = [each for each in unused if each.holds is Holds.AMOUNTS and each.about("open")]
    found = [each for each in amounts if _says(sheet, each.place, due.minor - paid.minor)]
    if len(found) == 1:
        name = sheet.header.names[places["balance"]].strip()
        sheet.tell(Message.of("open_by_figures", column=repr(found[0].name), total=repr(name)))
        places["total"], places["balance"] = places["balance"], found[0].place


def read_gross_total(sheet: Sheet, places: dict[str, int], unused: Iterable[Contents]) -> None:
    """Let the one column of `unused` that is in every row the total of a general list and a tax be the total in
    `places`, where more was paid of some invoice than without the tax, of one all that is with it, and of none all that
    is without."""
    if not {"total", "paid"} <= set(places) or {"total", "paid"} & {*sheet.dialect.map} or not len(sheet):
        return
    sample = sheet.rows[:: max(1, len(sheet) // _SAMPLE)][:_SAMPLE]
    net, paid = (plain_amounts(sheet, places[field], sample).minor for field in ("total", "paid"))
    if not (np.abs(paid) > np.abs(net)).any():
        return
    net, paid = (plain_amounts(sheet, places[field]).minor for field in ("total", "paid"))
    amounts = [each for each in unused if each.holds is Holds.AMOUNTS]
    taxes = [plain_amounts(sheet, each.place).minor for each in amounts if each.about("tax") and not each.share]
    wholes = [net + tax for tax in taxes if tax.any()]
    found = [each for each in amounts if any(_says(sheet, each.place, whole) for whole in wholes)]
    if len(found) == 1 and _is_paid_so(plain_amounts(sheet, found[0].place).minor, net, paid):
        name = repr(sheet.header.names[places["total"]].strip())
        sheet.tell(Message.of("column_gross_paid", column=repr(found[0].name), total=name))
        places["total"] = found[0].place


def _is_paid_so(whole: Ints, net: Ints, paid: Ints) -> bool:
    """True when some invoice is paid in full with its tax, none without, and none has more paid."""
    taxed = (whole != net) & (paid != 0)
    in_full, without = (taxed & (paid == whole)).any(), (taxed & (paid == net)).any()
    return bool(in_full and not without and (np.abs(paid) <= np.abs(whole)).all())


def _whole(sheet: Sheet, places: dict[str, int], rows: Ints) -> Ints:
    """The open and paid amounts of each row together, in minor units."""
    whole: Ints = plain_amounts(sheet, places["balance"], rows).minor
    return whole + plain_amounts(sheet, places["paid"], rows).minor if "paid" in places else whole


def _bills_too_little(sheet: Sheet, places: dict[str, int], rows: Ints) -> bool:
    """True when in all `rows` the total is less than what is open and paid, or nothing as that is."""
    total, whole = plain_amounts(sheet, places["total"], rows), _whole(sheet, places, rows)
    less = np.abs(total.minor) < np.abs(whole)
    return bool(not total.wrong.any() and less.any() and (less | ((whole == 0) & (total.minor == 0))).all())


def _says(sheet: Sheet, place: int, whole: Ints) -> bool:
    """True when the column has exactly `whole` in every row."""
    amounts = plain_amounts(sheet, place)
    return bool(not amounts.wrong.any() and (amounts.minor == whole).all())
