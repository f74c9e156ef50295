"""Numbers of invoices that several customers have, as where each of them is counted from one on: asked about."""

from __future__ import annotations

import numpy as np

from pastdue.intake.export.sheet import Sheet
from pastdue.intake.judgement.questions import Question, Reading, Unsettled
from pastdue.model.wording import listed

_SHOWN = 3


def ask_shared_numbers(sheet: Sheet) -> None:
    """Raise Unsettled where one number stands beside several customers, each in one row with a day of issue of its own:
    these may be invoices of their own, or one that a slip has given to two. Rows of one day may be lines of one."""
    places, field = sheet.header.places, "customer_id" if sheet.has("customer_id") else "customer"
    if not {"invoice", field, "issued"} <= set(places) or "invoice" in sheet.dialect.map or not sheet.preset.fallback:
        return
    numbers, customers = sheet.text("invoice"), sheet.text(field)
    filled = numbers.filled & customers.filled
    pairs = np.stack([numbers.codes[filled], customers.codes[filled]])
    days = np.stack([pairs[0], sheet.text("issued").codes[filled]])
    if not filled.sum() or any(np.unique(each, axis=1).shape[1] < each.shape[1] for each in (pairs, days)):
        return
    often = np.bincount(pairs[0], minlength=len(numbers.texts)) > 1
    shared = [numbers.texts[code] for code in np.flatnonzero(often).tolist()]
    if shared:
        name, own = sheet.header.name("invoice"), sheet.header.name(field)
        what = f"{listed(list(map(repr, shared)), _SHOWN)}: stands beside several customers: an invoice of each?"
        readings = (
            Reading("one of each, told apart by the customer", {"invoice": f"{own} + {name}"}),
            Reading("one number for one invoice: its rows are rejected", {"invoice": name}, rejects=True),
        )
        raise Unsettled([Question(sheet.source, name, what, tuple(shared[:_SHOWN]), readings)])
