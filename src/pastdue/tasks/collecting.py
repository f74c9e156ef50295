"""Tasks from unpaid invoices and the letters about them: resend, call, post, claim, and ask after a broken promise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from pastdue.model import Charge, Issued, Overdue, Whose
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of
from pastdue.model.remarks import Remark
from pastdue.tasks.cadence import Since
from pastdue.tasks.following import PAYMENT
from pastdue.tasks.task import Matter, Task, Tasking, Unsent, typed


@dataclass(frozen=True, slots=True)
class Collected:
    """An overdue invoice that may be collected today, as the ladder has judged: its charges so far, the credits laid on
    it (`laid`), the notices it had, whether no letter comes after them (`over`), and what to tell of its charges."""

    overdue: Overdue
    laid: Money
    charges: tuple[Charge, ...] = ()
    issued: tuple[Issued, ...] = ()
    over: bool = False
    remarks: tuple[Remark, ...] = ()

    @property
    def whose(self) -> Whose:
        """Its customer and its currency."""
        return self.overdue.invoice.whose

    @property
    def owed(self) -> Money:
        """The amount owed today with charges, less the credits."""
        return self.overdue.open - self.laid + sum_of((c.amount for c in self.charges), self.laid.currency)

    @property
    def left(self) -> Money:
        """The unpaid part of the sum its last letter asked for; the amount owed now where it had no letter or its
        charges are not known."""
        charged = self.issued[-1].charged if self.issued else None
        return self.owed if charged is None else self.overdue.open + charged - self.laid

    @property
    def broken(self) -> date | None:
        """The day of a promise that was not kept; None where there is none."""
        promise = self.overdue.invoice.broken_promise(self.overdue.as_of)
        return promise.until if promise else None


@dataclass(frozen=True, slots=True)
class Waiting:
    """The numbers of the letters that have not left the house: those to be posted, and those to be e-mailed, with the
    state of the e-mail."""

    post: frozenset[str] = frozenset()
    email: Mapping[str, Unsent] = field(default_factory=dict)


def collecting_tasks(invoices: Iterable[Collected], tasking: Tasking, waiting: Waiting) -> Iterator[Task]:
    """The next task of each invoice without a letter, of each last letter of the others, and of each promise that was
    not kept."""
    letters: dict[str, list[Collected]] = {}
    for one in invoices:
        if one.broken:
            yield from _next(tasking, Since.PROMISE, _promise(one, one.broken), one.broken)
        elif not one.issued:
            yield from _next(tasking, Since.DUE, _invoice(one), one.overdue.effective_due)
        if one.issued:
            letters.setdefault(one.issued[-1].letter, []).append(one)
    for number, own in letters.items():
        yield from _letter(number, own, tasking, waiting)


def _letter(number: str, own: list[Collected], tasking: Tasking, waiting: Waiting) -> Iterator[Task]:
    """Up to its day to pay by a letter may wait to leave the house; then a call is due, or after the last the claim."""
    last = own[0].issued[-1]
    left = sum_of((one.left for one in own), own[0].laid.currency)
    name = typed(number)
    invoices = tuple(one.overdue.invoice.number for one in own)
    matter = Matter(PAYMENT, name, own[0].overdue.invoice.customer, left, invoices, number)
    if tasking.as_of <= last.pay_by:
        if number in waiting.post:
            yield from _next(tasking, Since.LETTER, matter, last.on)
        if number in waiting.email:
            yield from _next(tasking, Since.EMAIL, replace(matter, unsent=waiting.email[number]), last.on)
    final = last.stage.is_final and all(one.over for one in own)
    yield from _next(tasking, Since.FINAL_PAY_BY if final else Since.PAY_BY, matter, last.pay_by)


def _invoice(one: Collected) -> Matter:
    invoice = one.overdue.invoice
    return Matter(
        PAYMENT, typed(invoice.number), invoice.customer, one.owed, (invoice.number,), project=invoice.project
    )


def _promise(one: Collected, until: date) -> Matter:
    matter = _invoice(one)
    return replace(matter, name=f"{matter.name}:{until}")


def _next(tasking: Tasking, since: Since, matter: Matter, day: date) -> Iterator[Task]:
    found = tasking.next(tasking.cadences[PAYMENT].chain(since), matter, day)
    if found is not None:
        yield found
