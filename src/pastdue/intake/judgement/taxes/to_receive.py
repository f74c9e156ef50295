"""The amount to receive of a net total: with the tax on top of it, and less a tax that the customer keeps back."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from pastdue.intake.export.sheet import Sheet
from pastdue.intake.judgement.contents import Contents, Holds
from pastdue.intake.judgement.money.plain_amounts import plain_amounts
from pastdue.intake.judgement.taxes.tax_rates import is_withheld, names_tax
from pastdue.model.messages import Message

_FEWEST = 2
"""Fewer rows than these prove no sum."""


def read_to_receive(sheet: Sheet, places: dict[str, int], unused: Iterable[Contents]) -> None:
    """Let the one column that is in every row of a general list the total with a tax on top, less one that the customer
    keeps back, be the total in `places`; the others are noted as explained."""
    if "total" not in places or "balance" in places or {"total", "balance"} & {*sheet.dialect.map}:
        return
    amounts = [each for each in unused if each.holds is Holds.AMOUNTS]
    kept = [each for each in amounts if is_withheld(each)]
    taxes = [each for each in amounts if names_tax(each) and each not in kept]
    if len(kept) != 1 or not taxes or len(sheet) < _FEWEST:
        return
    net, off, *on_top = (plain_amounts(sheet, at) for at in (places["total"], kept[0].place, *(t.place for t in taxes)))
    tax = np.sum([np.abs(each.minor) for each in on_top], axis=0)
    if any(each.wrong.any() for each in (net, off, *on_top)) or not (off.minor.any() and tax.any()):
        return
    owed = net.minor + np.sign(net.minor) * (tax - np.abs(off.minor))
    others = [each for each in amounts if each not in (*kept, *taxes)]
    found = [each for each in others if np.array_equal(plain_amounts(sheet, each.place).minor, owed)]
    if len(found) == 1:
        names = (sheet.header.names[places["total"]].strip(), *(each.name for each in taxes))
        gross = " + ".join(map(repr, names))
        sheet.tell(Message.of("column_to_pay", column=repr(found[0].name), total=gross, withheld=repr(kept[0].name)))
        explained = frozenset({places["total"], kept[0].place, *(each.place for each in taxes)})
        sheet.prove(explained=sheet.proofs.explained | explained, added=explained)
        places["total"] = found[0].place
