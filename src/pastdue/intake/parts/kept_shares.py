"""Each part's share of what earlier runs keep: invoices as they were seen, payments, holds and contacts.

What names an invoice or a customer of a part is that part's; what names nothing of any part is the first part's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from pastdue.intake.file.structure import Ints
from pastdue.intake.parts.sharing import NOBODYS, PartIndex
from pastdue.model.kept import Kept, KeptBlock

Kind = TypeVar("Kind")


def kept_by_part(kept: Kept, index: PartIndex, holds_listed: bool) -> list[Kept]:
    """The lists and invoices kept of earlier runs, by part. With `holds_listed` a list of today says who is held, no
    earlier one.

    An invoice goes to the part of its number and to that of its customer of then, contacts go to every part, what holds
    a customer also to those with invoices that were theirs, and money on account of a customer whom no part has is
    known to all.
    """
    seen, payments = list(kept.seen.values()), kept.payments
    of_seen = np.maximum(index.of_invoices([each.invoice for each in seen]), 0)
    of_theirs = np.maximum(index.of_customers([each.customer_id for each in seen]), 0)
    rows = index.of_rows_of([each.invoice for each in seen])
    of_payments = np.where(
        [bool(each.invoice) for each in payments],
        index.of_invoices([each.invoice for each in payments]),
        index.of_customers([each.customer_id for each in payments]),
    )
    strangers = tuple(
        each
        for each, owner in zip(payments, of_payments.tolist(), strict=True)
        if owner == NOBODYS and not each.invoice
    )
    blocks = list(zip(kept.blocks, _of_blocks(kept.blocks, index, holds_listed), strict=True))
    return [
        replace(
            kept,
            seen={seen[at].invoice: seen[at] for at in _in(part, of_seen, of_theirs)},
            elsewhere=frozenset(seen[at].invoice for at in _in(part, of_theirs) if rows[at] not in (part, NOBODYS)),
            payments=tuple(_of(part, payments, of_payments)),
            accounts_of_strangers=strangers if part else (),
            blocks=tuple(each for each, own in blocks if part in own),
        )
        for part in range(len(index.parts))
    ]


def _of_blocks(blocks: Sequence[KeptBlock], index: PartIndex, holds_listed: bool) -> list[set[int]]:
    """The parts of each hold, dispute or promise."""
    owners = np.where(
        [each.about.customer for each in blocks],
        index.of_customers([each.about.name for each in blocks]),
        index.of_invoices([each.about.name for each in blocks]),
    )
    return [
        {owner} if each.file and holds_listed else {owner, *index.of_invoices(list(each.theirs)).tolist()}
        for each, owner in zip(blocks, np.maximum(owners, 0).tolist(), strict=True)
    ]


def _in(part: int, *owners: Ints) -> list[int]:
    """The positions of what is the part's by one of these."""
    mine: list[int] = np.flatnonzero(np.logical_or.reduce([own == part for own in owners])).tolist()
    return mine


def _of(part: int, all_: Sequence[Kind], owners: Ints) -> list[Kind]:
    """Those of `all_` that are the part's; the first also has those of no part."""
    return [all_[at] for at in _in(part, np.maximum(owners, 0))]
