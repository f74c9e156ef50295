"""A second opinion on dunning without charges: what is open, who may get a letter, and what must wait for a person.

Written from the product page and not from the program. It knows which invoice is which, where the program has only
numbers; amounts are cents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

STAGES = ("reminder", "second_notice", "third_notice", "final_demand")
REACHED_AFTER = (30, 60, 90, 120)
FINAL = len(STAGES) - 1
MIN_GAP = timedelta(days=10)
MISSING = "missing"


@dataclass
class Item:
    """One row of the export as the office has it now; `uid` tells two invoices under one number apart."""

    uid: int
    number: str
    customer: str
    issued: date
    due: date
    total: int
    applies_to: str = ""


@dataclass(frozen=True)
class Paid:
    """One payment: for the invoice `uid`, or with none on the account of `customer`."""

    uid: int | None
    number: str
    customer: str
    on: date
    cents: int
    reference: str


@dataclass(frozen=True)
class Block:
    """One line of the list of holds: on an invoice's number or on a customer."""

    number: str
    customer: str
    kind: str
    until: date | None

    def bears_on(self, item: Item, customers: Set[str], on: date) -> bool:
        """Whether the line is in force for an invoice that is, or was, one of these `customers`'."""
        named = self.number == item.number or self.customer in customers
        return named and (self.until is None or on <= self.until)


@dataclass(frozen=True)
class Sent:
    """A letter that went out: its stage, its invoices, what it asked for in all and the credits it deducted."""

    on: date
    pay_by: date
    customer: str
    stage: int
    uids: frozenset[int]
    cents: int
    deducted: int


@dataclass
class Measure:
    """The state of an invoice when a letter named it or it was approved, and the least that was ever open on it; and
    whose it was in the last run."""

    trusted: int
    customer: str = ""
    due: date | None = None
    whose: str = ""
    total: int = 0
    open: int = 0

    def still_owed(self, item: Item, owed: int) -> int:
        """What is beyond question: where the total rose, or had risen and nobody approved it, payments that came in
        since must not hide it."""
        risen = item.total > self.total or self.open > self.trusted
        if not risen or owed == self.open:
            return self.trusted
        return max(min(self.trusted, 0), self.trusted - max(0, (item.total - owed) - (self.total - self.open)))


@dataclass(frozen=True)
class Expected:
    """The result a run must have: a stage or a reason by number, letters by customer and stage, and open amounts."""

    ends: Mapping[str, str]
    letters: Mapping[tuple[str, str], int]
    open: Mapping[str, int]
    total: int
    known: Set[str]
    """The numbers of all invoices and customers that any export had so far."""


@dataclass
class Model:
    """The knowledge the program must have of the months so far."""

    payments: set[Paid] = field(default_factory=set)
    blocks: tuple[Block, ...] = ()
    blocked_as: set[tuple[int, str]] = field(default_factory=set)
    """Whose each invoice was when the list of holds was handed in, or since: what it says of a customer bears on it."""
    sent: list[Sent] = field(default_factory=list)
    measures: dict[int, Measure] = field(default_factory=dict)
    last_seen: dict[str, tuple[Item, int]] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)
    books: dict[int, Item] = field(default_factory=dict)
    doubted: set[str] = field(default_factory=set)
    """The customers with a credit note that names an invoice which is not theirs, or nobody's; and those of whose
    credits less is left than earlier, though nothing became less on their invoices for it."""
    credits: dict[tuple[int, str], int] = field(default_factory=dict)
    """What each customer has on an invoice beyond question, below zero, whoever has the row now."""
    less: set[tuple[int, str]] = field(default_factory=set)
    """The credits of which there is less than was beyond question."""
    lost: dict[tuple[int, str], int] = field(default_factory=dict)
    """The credits that are asked about, with what is left of each."""
    present: set[str] = field(default_factory=set)
    """The numbers in the last run's file."""
    last_on: date | None = None
    """The day of the last run."""

    def expected(
        self, on: date, items: list[Item], payments: Iterable[Paid], blocks: tuple[Block, ...] | None, agreed: set[str]
    ) -> Expected:
        """The result of the run of the day, given its files; no list of holds (None) leaves the last one in force."""
        whose = {item.number: item.customer for item in items}
        earlier = {number: item.customer for number, (item, _) in self.last_seen.items()}
        known = {*whose, *whose.values(), *earlier, *earlier.values()}
        whose = earlier | whose
        for paid in payments:  # those of nobody that was ever seen are named as problems, and do not count
            if (paid.number or paid.customer) in known:
                self.payments.add(replace(paid, customer=whose.get(paid.number, paid.customer)))
        if blocks is not None:
            self.blocks = tuple(block for block in blocks if (block.number or block.customer) in known)
            missing = (item for number, (item, _) in self.last_seen.items() if number not in {i.number for i in items})
            self.blocked_as = {(item.uid, item.customer) for item in missing}
        self.blocked_as |= {(item.uid, item.customer) for item in items}
        issued = [item for item in items if item.issued <= on]
        self.books = {item.uid: item for item in items}
        open_ = {item.uid: item.total - self._paid(item) for item in items}
        self.doubted = {
            i.customer for i in items if i.total < 0 and i.applies_to and whose.get(i.applies_to) != i.customer
        }
        self.doubted |= self._with_lost_credits(on, items, open_)
        laid = self._laid(on, issued, open_, agreed)
        ends: dict[str, str] = {}
        letters: dict[tuple[str, str], int] = defaultdict(int)
        for item in items:
            if item.number in agreed:
                self._agree(item, open_[item.uid])
            end = self._end(on, item, open_[item.uid], laid.get(item.uid, 0), agreed)
            ends[item.number] = end
            if end in STAGES:
                letters[item.customer, end] += open_[item.uid] - laid.get(item.uid, 0)
        here = {item.number for item in items}
        for number, (item, cents) in self.last_seen.items():
            if number not in here and cents and item.uid not in self.closed:
                ends[number] = MISSING
        account = sum(paid.cents for paid in self.payments if paid.uid is None)
        by_number = {item.number: open_[item.uid] for item in items}
        total = sum(open_[item.uid] for item in issued) - account
        self._remember(items, open_, ends, agreed)
        self.last_on = on
        return Expected(ends, dict(letters), by_number, total, known)

    def _with_lost_credits(self, on: date, items: list[Item], open_: Mapping[int, int]) -> set[str]:
        """The customers of whose credits more is gone than their invoices have less open; where that is as much, the
        credits were set off, and nobody asks again. What is less by then answers for a part of them later too.

        A payment listed since is money, unless it comes to just one of the credits, or to all of them.
        """
        here, present = {(item.uid, item.customer): open_[item.uid] for item in items}, {item.uid for item in items}
        numbers = {item.uid: number for number, (item, _) in self.last_seen.items()}
        whose = {item.number: item.customer for item in items}
        gone: dict[str, dict[int, int]] = defaultdict(dict)
        for (uid, creditor), trusted in sorted(self.credits.items(), key=lambda credit: numbers[credit[0][0]]):
            now = min(0, here.get((uid, creditor), 0))
            if trusted < now:
                gone[creditor][uid] = now - trusted
        asked = set()
        self.less = {(uid, creditor) for creditor, missed in gone.items() for uid in missed}
        self.lost = {}
        for customer, missed in gone.items():
            money: dict[int | None, int] = defaultdict(int)
            for paid in self.payments:
                listed = paid.cents not in {*missed.values(), sum(missed.values())}
                if listed and self.last_on and self.last_on < paid.on <= on and paid.customer == customer:
                    money[paid.uid] += paid.cents
            less = sum(
                max(0, cents - here.get((item.uid, customer), 0) - money[item.uid])
                for number, (item, cents) in self.last_seen.items()
                if cents > 0 and number in self.present and item.customer == whose.get(number, customer) == customer
            )
            less += sum(
                max(0, -open_[item.uid]) for item in items
                if item.customer == customer and item.number not in self.last_seen
            )  # fmt: skip
            if sum(missed.values()) > less:
                asked.add(customer)
                self.lost |= {(uid, customer): self.credits[uid, customer] + cents for uid, cents in missed.items()}
            for uid, cents in missed.items():
                part = min(cents, less)
                self.credits[uid, customer] += part
                less -= part
                if uid not in present and self.measures[uid].whose == customer:
                    self.measures[uid].trusted = self.credits[uid, customer]  # answered for while it is away
        return asked

    def close(self, number: str) -> None:
        """Somebody said what became of a missing invoice: whatever it comes back with is a surprise."""
        item, _ = self.last_seen[number]
        self.closed.add(item.uid)
        self.measures[item.uid].trusted = 0
        self.credits.pop((item.uid, item.customer), None)

    def open_of(self, item: Item) -> int:
        """The amount open on the invoice, in cents."""
        return item.total - self._paid(item)

    def _paid(self, item: Item) -> int:
        """The amount paid on the invoice, in cents; a payment handed in for another customer's invoice does not
        count."""
        return sum(p.cents for p in self.payments if (p.uid, p.customer) == (item.uid, item.customer))

    def _blocked(self, item: Item, on: date) -> bool:
        customers = {customer for uid, customer in self.blocked_as if uid == item.uid}
        return any(block.bears_on(item, customers, on) for block in self.blocks)

    def _laid(self, on: date, issued: list[Item], open_: Mapping[int, int], agreed: Set[str]) -> dict[int, int]:
        """The credits laid on each invoice, in cents: those that name one first, the others on late ones, oldest
        first; what is held, or asked about, last."""
        laid: dict[int, int] = defaultdict(int)
        pools: dict[str, int] = defaultdict(int)
        for item in issued:
            if open_[item.uid] < 0:
                left = -open_[item.uid]
                for other in issued:
                    if item.applies_to == other.number and other.customer == item.customer:
                        took = max(0, min(left, open_[other.uid] - laid[other.uid]))
                        laid[other.uid], left = laid[other.uid] + took, left - took
                pools[item.customer] += left
        for paid in self.payments:
            if paid.uid is None:
                pools[paid.customer] += paid.cents
        late = [item for item in issued if item.due < on and open_[item.uid] > 0]
        waiting = {i.uid for i in late if self._blocked(i, on)}
        waiting |= {i.uid for i in late if i.number not in agreed and self._contradicts(i, open_[i.uid])}
        late.sort(key=lambda i: (i.uid in waiting, not self._met(i), i.due, i.number))
        for item in late:
            took = min(pools[item.customer], open_[item.uid] - laid[item.uid])
            laid[item.uid], pools[item.customer] = laid[item.uid] + took, pools[item.customer] - took
        return laid

    def _met(self, item: Item) -> bool:
        """Whether a letter over the invoice got in time, on all its invoices, what it asked for.

        A letter is judged as one only while all its invoices are in the books and still its customer's, and not where
        they owe more now than the credits that it deducted.
        """
        return any(self._is_met(letter) for letter in self.sent if item.uid in letter.uids)

    def _is_met(self, letter: Sent) -> bool:
        own = [item for uid in letter.uids if (item := self.books.get(uid)) and item.customer == letter.customer]
        if len(own) < len(letter.uids):
            return False
        account = sum(
            p.cents for p in self.payments
            if p.uid is None and p.customer == letter.customer and letter.on < p.on <= letter.pay_by
        )  # fmt: skip
        dated = [p for p in self.payments if p.uid in letter.uids and p.customer == letter.customer]
        if sum(item.total - self._paid(item) for item in own) > letter.deducted + account:
            return False
        since = sum(p.cents for p in dated if letter.on < p.on <= letter.pay_by)
        whole = sum(p.cents for p in dated if p.on <= letter.pay_by)
        return since + account >= letter.cents or whole + account >= sum(i.total for i in own) - letter.deducted

    def _end(self, on: date, item: Item, owed: int, laid: int, agreed: Set[str]) -> str:
        """The stage the invoice is dunned at, or the reason why it is not."""
        if item.issued > on:
            return "not_issued"
        if owed <= 0:
            return "credit" if owed < 0 or item.total < 0 else "paid"
        if on <= item.due:
            return "not_due"
        if self._met(item) and laid >= owed:
            return "paid"
        if self._blocked(item, on):
            return "blocked"
        if self._contradicts(item, owed):
            return "needs_review"
        end = self._rung(on, item)
        if end in STAGES and laid >= owed:
            return "covered_by_credit"
        return "needs_review" if end in STAGES and item.customer in self.doubted and item.number not in agreed else end

    def _contradicts(self, item: Item, owed: int) -> bool:
        known = self.measures.get(item.uid)
        if known is None:
            return False
        named = known.due is not None and (known.customer, known.due) != (item.customer, item.due)
        moved = known.whose != item.customer and not self._named(item)
        return named or moved or owed > known.still_owed(item, owed)

    def _named(self, item: Item) -> bool:
        return any(item.uid in letter.uids for letter in self.sent)

    def _agree(self, item: Item, owed: int) -> None:
        """Somebody looked: what no letter has named may still get another due date or customer."""
        seen = Measure(owed, whose=item.customer, total=item.total, open=owed)
        self.measures[item.uid] = replace(seen, customer=item.customer, due=item.due) if self._named(item) else seen

    def _rung(self, on: date, item: Item) -> str:
        own = [letter for letter in self.sent if item.uid in letter.uids]
        above = 1 + max((letter.stage for letter in own), default=-1)
        if above > FINAL:
            return "ladder_done"
        reached = [n for n in range(above, len(STAGES)) if item.due + timedelta(days=REACHED_AFTER[n]) <= on]
        if not reached:
            return "already_sent" if own else "too_early"
        if own and own[-1].on + MIN_GAP > on:
            return "min_gap"
        if reached[-1] == FINAL and not (own and own[-1].pay_by < on):
            reached.pop()
        return STAGES[reached[-1]] if reached else "waiting_for_pay_by"

    def _remember(self, items: list[Item], open_: Mapping[int, int], ends: Mapping[str, str], agreed: Set[str]) -> None:
        """Keep this run's state of the invoices, for the next run to be compared with."""
        self.present = {item.number for item in items}
        answered = {item.customer for item in items if item.number in agreed}
        for (uid, creditor), left in self.lost.items():
            if creditor in answered:
                self.credits[uid, creditor] = left  # a letter of theirs was approved without it
        self.credits = {credit: cents for credit, cents in self.credits.items() if cents < 0}
        asked = {credit for credit in self.lost if credit[1] not in answered}
        for item in items:
            owed = open_[item.uid]
            self.closed.discard(item.uid)  # it is back, whatever was said of it
            known = self.measures.setdefault(item.uid, Measure(owed, whose=item.customer, total=item.total, open=owed))
            moved = known.whose != item.customer and not self._named(item)
            ours = item.uid, item.customer
            if ours in asked:
                known.trusted = self.credits[ours]
            elif item.number not in agreed:
                beyond = 0 if moved else known.still_owed(item, owed)
                had_credits = (item.uid, known.whose) in self.less or any(uid == item.uid for uid, _ in asked)
                known.trusted = min(owed, max(beyond, 0) if had_credits else beyond)
            if known.trusted < 0:
                self.credits[ours] = known.trusted
            else:
                self.credits.pop(ours, None)
            known.whose, known.total, known.open = item.customer, item.total, owed
            if ends[item.number] in STAGES:
                known.customer, known.due = item.customer, item.due
            self.last_seen[item.number] = (replace(item), owed)  # as it was: the office goes on editing
