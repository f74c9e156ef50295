"""A customer's payment record: the invoices that fell due, the days they were late, the letters and promises it
took."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pastdue.book import Measured
from pastdue.ladder import CustomerAccounts
from pastdue.ledger import History
from pastdue.model import Block, BlockKind, Invoice, Stage, Whose
from pastdue.model.kept import KeptBlock, Subject
from pastdue.model.money import Money, half_up
from pastdue.model.spans import day_number


@dataclass(frozen=True, slots=True)
class Paying:
    """A record of how invoices were paid. `late` has, for each that fell due, the calendar days it was paid late or is
    late today, 0 for one paid in time. Invoices paid on an unknown day are counted as `undated` instead; one that is
    disputed and unpaid does not count."""

    invoices: int = 0
    late: tuple[int, ...] = ()
    undated: int = 0
    overdue: int = 0
    letters: frozenset[str] = frozenset()
    highest: Stage | None = None
    promises_kept: int = 0
    promises_broken: int = 0

    def __add__(self, other: Paying) -> Paying:
        stages = [stage for stage in (self.highest, other.highest) if stage is not None]
        return Paying(
            self.invoices + other.invoices, self.late + other.late, self.undated + other.undated,
            self.overdue + other.overdue, self.letters | other.letters,
            max(stages, key=lambda stage: stage.severity, default=None),
            self.promises_kept + other.promises_kept, self.promises_broken + other.promises_broken,
        )  # fmt: skip

    @property
    def on_time(self) -> int:
        """The number of invoices paid by their due day."""
        return sum(days == 0 for days in self.late)

    @property
    def on_time_percent(self) -> Decimal | None:
        """The share paid in time, of those whose day is known, in percent with one decimal; None without any."""
        return half_up(Decimal(100 * self.on_time) / len(self.late), 1) if self.late else None

    @property
    def mean_days(self) -> Decimal | None:
        """The days late on average, those in time as 0, with one decimal; None without any."""
        return half_up(Decimal(sum(self.late)) / len(self.late), 1) if self.late else None

    @property
    def worst_days(self) -> int | None:
        """The most days late; None without any."""
        return max(self.late, default=None)


@dataclass(frozen=True, slots=True)
class CustomerRecord:
    """A customer's record in one currency: how its invoices were paid, their open amount, and the charges that were
    paid or waived."""

    customer_id: str
    customer: str
    currency: str
    paying: Paying
    open: Money
    charges_paid: Money
    charges_waived: Money
    agree: tuple[str, ...] = field(default=())


def records(
    measured: Measured, history: History, account: CustomerAccounts, promises: Iterable[KeptBlock]
) -> tuple[CustomerRecord, ...]:
    """The record of every customer with an issued invoice, credit notes apart, in the order of names and currencies."""
    found = _Records(measured, history, account, promises)
    return tuple(sorted(found.all(), key=lambda one: (one.customer.casefold(), one.customer_id, one.currency)))


class _Records:
    """The records of one book, invoice by invoice."""

    def __init__(
        self, measured: Measured, history: History, account: CustomerAccounts, promises: Iterable[KeptBlock]
    ) -> None:
        self._measured, self._history, self._account = measured, history, account
        self._today = measured.as_of
        self._found: dict[Whose, CustomerRecord] = {}
        self._rows: dict[Whose, list[int]] = defaultdict(list)
        self._promises = _by_target(promises, self._today)

    def all(self) -> Iterator[CustomerRecord]:
        """Every record."""
        frame, today = self._measured.frame, day_number(self._today)
        rows = ((frame["total_minor"] > 0) & (frame["issued"] <= today)).to_numpy().nonzero()[0].tolist()
        names = ("invoice", "customer_id", "customer", "currency", "days", "effective_due", "open_minor", "disputed")
        columns = [frame[name].to_numpy()[rows].tolist() for name in names]
        for row, number, id_, name, currency, *figures in zip(rows, *columns, strict=True):
            whose, zero = Whose(str(id_), str(currency)), Money.zero(str(currency))
            before = self._found.get(whose) or CustomerRecord(
                whose.customer_id, str(name), whose.currency, Paying(), zero, zero, zero
            )
            self._found[whose] = self._with(before, _Due(row, str(number), *figures))
            self._rows[whose].append(row)
        return (self._with_promises(whose, record) for whose, record in self._found.items())

    def _with(self, before: CustomerRecord, due: _Due) -> CustomerRecord:
        """The record with one more invoice."""
        issued, currency, number = self._history.issued(due.number), before.currency, due.number
        left = Money.of_minor(max(0, due.open_minor), currency) - self._account.laid_on(number, currency)
        kept, broken = self._kept_and_broken(due)
        paying = replace(
            self._paid(due, left), letters=frozenset(notice.letter for notice in issued),
            highest=max((notice.stage for notice in issued), key=lambda stage: stage.severity, default=None),
            promises_kept=kept, promises_broken=broken,
        )  # fmt: skip
        waived = issued[-1].charged if issued and self._history.waived(number) is not None else None
        paid = Money.of_minor(self._account.for_charges.get(number, 0), currency)
        return replace(
            before, paying=before.paying + paying, open=before.open + max(left, Money.zero(currency)),
            charges_paid=before.charges_paid + paid,
            charges_waived=before.charges_waived + (waived or Money.zero(currency)),
        )  # fmt: skip

    def _paid(self, due: _Due, left: Money) -> Paying:
        """The record of one invoice: the days it was paid late, or is late unpaid."""
        if left.amount > 0:
            late = due.days > 0 and not due.disputed
            return Paying(1, (due.days,) if late else (), 0, int(late))
        on = _settled_on(self._measured.invoice(due.row), self._today)
        if on is None:
            return Paying(1, undated=1)
        return Paying(1, (max(0, day_number(on) - due.effective_due),))

    def _kept_and_broken(self, due: _Due) -> tuple[int, int]:
        """The number of promises about one invoice that were kept, and of those that were not."""
        said = self._promises.get(Subject(due.number), [])
        if not said and "promised_on" not in self._measured.frame:
            return 0, 0
        invoice = self._measured.invoice(due.row)
        ours = tuple(one.block for one in said if one.is_of(invoice.customer.id, invoice.issued))
        promises, own = _ended(ours, self._today), _ended(invoice.ended_promises(self._today), self._today)
        kept = sum(_was_kept(invoice, until, block.amount) for until, block in {**promises, **own}.items())
        return kept, len({**promises, **own}) - kept

    def _with_promises(self, whose: Whose, record: CustomerRecord) -> CustomerRecord:
        """The record with the promises the customer made for everything: kept where all that was due had been paid."""
        paying = record.paying
        said = self._promises.get(Subject(whose.customer_id, customer=True), [])
        for until in _ended((one.block for one in said), self._today):
            invoices = [self._measured.invoice(row) for row in self._rows[whose]]
            kept = all(one.open(until).amount <= 0 for one in invoices if one.due <= until)
            paying = paying + Paying(promises_kept=int(kept), promises_broken=int(not kept))
        return replace(record, paying=paying)


class _Due(NamedTuple):
    """An invoice's row in the book with its facts; the due day as a day number."""

    row: int
    number: str
    days: int
    effective_due: int
    open_minor: int
    disputed: bool


def _ended(blocks: Iterable[Block], today: date) -> dict[date, Block]:
    """The promises among `blocks` whose day has passed, by that day."""
    return {b.until: b for b in blocks if b.kind is BlockKind.PROMISE and b.until is not None and b.until < today}


def _by_target(promises: Iterable[KeptBlock], today: date) -> Mapping[Subject, list[KeptBlock]]:
    """The promises whose day has passed, by what they are about."""
    found: dict[Subject, list[KeptBlock]] = defaultdict(list)
    for one in promises:
        if _ended((one.block,), today):
            found[one.about].append(one)
    return found


def _settled_on(invoice: Invoice, by: date) -> date | None:
    """The day on which payments had paid the invoice; None where one of them has no day, or a credit paid it."""
    left = invoice.total.amount
    made = [p for p in invoice.payments if p.on is None or p.on <= by]
    for payment in sorted(made, key=lambda one: one.on or date.min):
        left -= payment.amount.amount
        if payment.on is None:
            return None
        if left <= 0:
            return payment.on
    return None


def _was_kept(invoice: Invoice, until: date, amount: Money | None) -> bool:
    """True when by its day the invoice was paid, or the amount that was promised, or more, came in at once; an amount
    in another currency than the invoice has now is no part of it."""
    if invoice.open(until).amount <= 0:
        return True
    if amount is None or amount.currency != invoice.currency:
        return False
    return any(p.amount >= amount and (p.on is None or p.on <= until) for p in invoice.payments)
