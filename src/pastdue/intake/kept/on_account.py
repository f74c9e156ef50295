"""Money on account that was handed in earlier and that the export may count by now, booked to invoices.

An export names no money on account: once it is booked, the invoices it was booked to have less open or are gone. Where
they have, beyond what payments of their own explain, the money may be counted twice, which only the user can tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pastdue.intake.export.sheet import Flags
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.model import Payment
from pastdue.model.kept import KeptPayment, Seen
from pastdue.model.messages import Message, Names

_NAMED_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class OpenToday:
    """The amounts open today on the invoices of an export, in minor units: as it says itself, less the kept payments it
    does not show."""

    table: InvoiceTable
    usable: Flags
    rows: Mapping[str, int]
    unshown: Mapping[int, Sequence[Payment]]

    def on(self, number: str) -> int | None:
        """The amount open on the invoice: 0 where the export has none of that number, None where its row cannot be
        used."""
        at = self.rows.get(number)
        if at is None:
            return 0
        if not self.usable[at]:
            return None
        return int(self.table.balance[at]) - sum(payment.amount.minor for payment in self.unshown.get(at, ()))


def perhaps_booked(kept: Iterable[KeptPayment], today: OpenToday, listed: Mapping[str, int]) -> Iterator[Message]:
    """A remark on each kept payment on account with the invoices on which less is open since it came in. `listed` is
    what today's list says was paid on each invoice, in minor units."""
    known = tuple(kept)
    for account in (each for each in known if not each.invoice):
        fallen = [
            then.invoice for then in sorted(account.then, key=_by_due)
            if then.open_minor > 0 and _fall(then, account, today, known, listed) > 0
        ]  # fmt: skip
        if fallen:
            paid = account.payment
            yield Message.of(
                "perhaps_booked", amount=paid.amount, customer=account.customer_id,
                invoices=Names(tuple(fallen), _NAMED_AT_MOST), command=account.taken_back,
            )  # fmt: skip


def _by_due(then: Seen) -> tuple[date, str]:
    return then.due or date.min, then.invoice


def _fall(
    then: Seen, account: KeptPayment, today: OpenToday, known: Iterable[KeptPayment], listed: Mapping[str, int]
) -> int:
    """By how much less is open on the invoice than `then`, beyond its own payments since; 0 where nobody can tell."""
    now = today.on(then.invoice)
    if now is None or then.currency != account.payment.amount.currency:
        return 0
    since = sum(each.payment.amount.minor for each in known if each.invoice == then.invoice and each.is_since(account))
    return then.open_minor - now - since - listed.get(then.invoice, 0)
