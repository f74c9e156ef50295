"""Changes since the last run: invoice by invoice, and for each currency the sums from open then to open now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pastdue.book import Measured, known_day
from pastdue.model import OnAccount
from pastdue.model.kept import KeptPayment, Seen
from pastdue.model.messages import Message, Names
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of
from pastdue.model.spans import day_number, day_of
from pastdue.reports.changes.moved import Bridge, Change, Changes, Moved


@dataclass(frozen=True, slots=True)
class Before:
    """The last run, of the day `on`, as the ledger keeps it: its invoices and its money on account; and the numbers of
    rows that are other invoices today (`displaced`) or were rejected, and today's payments of invoices that are not in
    the export."""

    on: date
    seen: Mapping[str, Seen]
    displaced: frozenset[str] = frozenset()
    on_account: tuple[OnAccount, ...] = ()
    rejected: frozenset[str] = frozenset()
    kept: tuple[KeptPayment, ...] = ()

    def counted(self, number: str) -> Seen | None:
        """The invoice, where the last run counted it as open or paid: it was there, and issued by that day."""
        known = self.seen.get(number)
        if known is None or not known.present or (known.issued is not None and known.issued > self.on):
            return None
        return known

    def missing(self, now: Seen) -> Seen | None:
        """The invoice as it was missing then, under a number that another one had, too; None where it was not."""
        known = self.seen.get(now.invoice)
        every = () if known is None else known.former if now.invoice in self.displaced else (known,)
        this = (now.customer_id, now.issued) if now.invoice in self.displaced else None
        return next((one for one in every if not one.present and this in (None, (one.customer_id, one.issued))), None)


def changes_since(before: Before, measured: Measured) -> Changes:
    """The changes from the last run to the measured day, with the bridge of each currency."""
    found = sorted(
        [*_rows(before, measured), *_gone(before, measured), *_accounts(before, measured.on_account)], key=_order
    )
    then: dict[str, int] = defaultdict(int)
    for number in before.seen:
        if (known := before.counted(number)) is not None:
            then[known.currency] += known.open_minor
    for one in before.on_account:
        then[one.payment.amount.currency] -= one.payment.amount.minor
    kept = tuple(_kept(before))
    bridges = tuple(_bridges(then, found, [paid for _, paid in kept]))
    return Changes(before.on, (*found, *sorted((change for change, _ in kept), key=_order)), bridges)


def _order(change: Change) -> tuple[int, str, str]:
    return list(Moved).index(change.kind), change.customer_id, change.invoice


def _rows(before: Before, measured: Measured) -> Iterator[Change]:
    today = day_number(measured.as_of)
    names = ("invoice", "customer_id", "customer", "currency", "issued", "due", "total_minor", "open_minor")
    dated = measured.due_known.tolist()
    for row, (number, customer_id, customer, currency, issued, due, total, owed) in enumerate(measured.each(*names)):
        if issued <= today:
            known = before.counted(number)
            was = known and (known.open_minor, known.customer_id, known.currency, *_days(known))
            if was == (owed, customer_id, currency, issued, due):
                continue  # most invoices of a book: nothing else of them can have moved
            now = Seen(number, customer_id, currency, owed, customer, known_day(issued),
                       day_of(due) if dated[row] else None, total)  # fmt: skip
            change = _change(before, known, now)
            if change is not None:
                yield change


def _days(known: Seen) -> tuple[int | None, int | None]:
    """The days of issue and by which it was due, as columns have them; None where they are not known."""
    issued, due = known.issued, known.due
    return None if issued is None else day_number(issued), None if due is None else day_number(due)


def _change(before: Before, known: Seen | None, now: Seen) -> Change | None:
    """The change of an invoice of today's file since the last run; None where there is none."""
    named = (now.invoice, now.customer_id, now.customer)
    begun_anew = known is not None and not known.open_minor and known.is_older_than(now.issued)
    if known is None or begun_anew or now.invoice in before.displaced:
        if past := before.missing(now):
            return Change(Moved.BACK, *named, None, now.open, Message.of("missing_since_run", on=past.on or ""))
        kind = Moved.CREDITED if (now.total_minor or 0) < 0 else Moved.NEW
        return Change(kind, *named, None, now.open) if now.open_minor else None
    if differences := tuple(_differences(known, now)):
        what = Message.of("parts", parts=Names(differences))
        return Change(Moved.CHANGED, *named, known.open, now.open, what)
    if known.open_minor == now.open_minor:
        return None
    return Change(_kind(known, now), *named, known.open, now.open)


def _kind(known: Seen, now: Seen) -> Moved:
    if (now.total_minor or 0) < 0 or (known.total_minor is not None and known.total_minor > (now.total_minor or 0)):
        return Moved.CREDITED
    if now.open_minor > known.open_minor:
        return Moved.GROWN
    return Moved.PAID if now.open_minor <= 0 else Moved.PART_PAID


def _differences(known: Seen, now: Seen) -> Iterator[Message]:
    """The differences from the last run other than amounts, both values named."""
    if known.customer_id != now.customer_id:
        yield Message.of("customer_changed", then=known.customer_id, now=now.customer_id)
    for name, was, is_ in (("issued", known.issued, now.issued), ("due", known.due, now.due)):
        if is_ is not None and was not in (None, is_) and not (name == "due" and _is_due_at_once(known, now)):
            yield Message.of(f"{name}_changed", then=was or "", now=is_)
    if known.currency != now.currency:
        yield Message.of("currency_changed", then=known.currency, now=now.currency)


def _is_due_at_once(known: Seen, now: Seen) -> bool:
    """True for a credit whose day of issue stands for its due day, then or now: a list may state none."""
    return (now.total_minor or 0) < 0 and (known.due == known.issued or now.due == now.issued)


def _gone(before: Before, measured: Measured) -> Iterator[Change]:
    """A change for each invoice the last run saw open that today's file lacks, has only in a rejected row, or has
    another invoice in place of."""
    lacks = measured.book.lacks(number for number, known in before.seen.items() if known.open_minor)
    for number in (*lacks, *sorted(before.displaced)):
        known = before.seen[number]
        if before.counted(number) is not None:
            kind = Moved.REJECTED if number in before.rejected else Moved.MISSING
            yield Change(kind, number, known.customer_id, known.customer, known.open, None)


def _accounts(before: Before, today: Sequence[OnAccount]) -> Iterator[Change]:
    """Money on account that came in or was taken back since, or of which more or less paid charges; and what an export
    itself has on account, which it states as one sum."""
    said = Message.of("on_account")
    for was, is_ in _pairs(before.on_account, today):
        one = is_ or was
        assert one is not None
        then, now = (None if each is None else -each.payment.amount for each in (was, is_))
        more = then is not None and (now is None or now > then)
        kind = Moved.GROWN if more else Moved.CREDITED
        if then != now:
            yield Change(kind, one.label, one.customer_id, one.customer, then, now, said, account=True)


def _pairs(then: Iterable[OnAccount], now: Iterable[OnAccount]) -> Iterator[tuple[OnAccount | None, OnAccount | None]]:
    """Each sum as it was with the same one as it is, None where there is none; of two alike, each is one."""
    left: dict[object, list[OnAccount]] = defaultdict(list)
    for one in then:
        left[_same(one)].append(one)
    for one in now:
        own = left[_same(one)]
        alike = next((at for at, was in enumerate(own) if was.payment == one.payment), 0)
        yield own.pop(alike) if own else None, one
    for own in left.values():
        for was in own:
            yield was, None


def _same(one: OnAccount) -> object:
    """The mark by which a sum is known: as it came in, or, where an export states it without a day, its currency."""
    came = one.came
    return one.customer_id, came if came.on or came.reference else came.amount.currency


def _kept(before: Before) -> Iterator[tuple[Change, Money]]:
    """Money that came in for invoices that are not in the export, and how much it is for each."""
    paid: dict[str, list[Money]] = defaultdict(list)
    for each in before.kept:
        paid[each.invoice].append(each.payment.amount)
    for number, amounts in paid.items():
        known, sum_ = before.seen[number], sum_of(amounts, amounts[0].currency)
        what = Message.of("kept_until_back", paid=sum_)
        yield Change(Moved.KEPT, number, known.customer_id, known.customer, None, None, what), sum_


def _bridges(then: Mapping[str, int], changes: Iterable[Change], kept: Iterable[Money]) -> Iterator[Bridge]:
    """The bridges, one a currency, from the open amount then to that of now."""
    moved: dict[str, dict[Moved, list[Money]]] = defaultdict(lambda: defaultdict(list))
    for change in changes:
        for amount in change.by_currency:
            moved[amount.currency][change.kind].append(amount)
    waiting: dict[str, list[Money]] = defaultdict(list)
    for amount in kept:
        waiting[amount.currency].append(amount)
    for currency in sorted({*then, *moved, *waiting}):
        before = Money.of_minor(then.get(currency, 0), currency)
        sums = {kind: (len(own), sum_of(own, currency)) for kind, own in moved[currency].items()}
        now = before + sum_of((amount for _, amount in sums.values()), currency)
        own = waiting[currency]
        if before or now or sums or own:
            moved_ = {kind: sums[kind] for kind in Moved if kind in sums}
            yield Bridge(currency, before, moved_, now, (len(own), sum_of(own, currency)) if own else None)
