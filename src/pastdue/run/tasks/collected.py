"""The overdue invoices that may be collected on a job's day, as its plan has judged them."""

from __future__ import annotations

from collections.abc import Iterator

from pastdue.charges.charged import Charged
from pastdue.ladder import ChargesFor
from pastdue.ledger import History
from pastdue.model import Issued, Overdue, Skip, Whose, Why
from pastdue.model.errors.left_out import CannotCharge
from pastdue.model.money import Money
from pastdue.run.planning import Planned
from pastdue.run.remarks import uncharged
from pastdue.tasks import Collected

_OVER = frozenset((Why.LADDER_DONE, Why.HIGHEST_STAGE_REACHED))
_COLLECTED = _OVER | {Why.TOO_EARLY, Why.ALREADY_SENT, Why.MIN_GAP, Why.WAITING_FOR_PAY_BY}
"""The reasons for a skip with which an invoice may still be collected by other means, beside those for which a letter
that was due could not be made; with any other it may not."""


LOOKED_AT_AT_MOST = 10_000
"""The number of invoices without a letter that a run examines for tasks beside its letters."""


def may_be_collected(skip: Skip) -> bool:
    """True when its invoice may be collected although no letter goes out today."""
    return skip.why in _COLLECTED or skip.why.needs_attention


def collected(planned: Planned, history: History) -> Iterator[Collected]:
    """The overdue invoices that may be collected, without those of customers who owe less than a letter is worth."""
    measured = planned.opened.measured
    whys = {skip.invoice: skip.why for skip in planned.skips if may_be_collected(skip)}
    late = [measured.overdue(row) for row in measured.rows_of(whys).values()]
    charges_for = planned.opened.rulebook.charges_for(history)
    found = []
    for overdue in (*late, *(notice.overdue for notice in planned.notices)):
        number = overdue.invoice.number
        issued, laid = history.issued(number), planned.account.laid_on(number, overdue.invoice.currency)
        made = _charged(charges_for, planned.account.credited(overdue), issued)
        found.append(Collected(overdue, laid, made.charges, issued, whys.get(number) in _OVER, made.remarks))
    yield from _worth_it(found, planned)


def _worth_it(found: list[Collected], planned: Planned) -> Iterator[Collected]:
    """The invoices, each with something owed, of customers whose sum reaches the least the settings ask for."""
    measured, least = planned.opened.measured, planned.opened.rulebook.rules.least
    balances = measured.balances() if least.asks_for_balances else {}
    sums: dict[Whose, Money] = {}
    for one in found:
        sums[one.whose] = sums.get(one.whose, Money.zero(one.owed.currency)) + one.overdue.open - one.laid
    for one in found:
        if one.owed.amount > 0 and not least.account.missed_by(sums[one.whose], balances.get(one.whose)):
            yield one


def _charged(charges_for: ChargesFor, overdue: Overdue, issued: tuple[Issued, ...]) -> Charged:
    """The charges so far, without a fee for a letter; none, with a remark, where they cannot be worked out."""
    try:
        return charges_for(overdue, issued, with_new_notice=False)
    except CannotCharge as error:
        return Charged(remarks=(uncharged(overdue.invoice, error),))
