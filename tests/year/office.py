"""An office made up from a seed: its customers pay, forget and quarrel; its clerk loses files and edits rows."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.year.model import Block, Item, Model, Paid

REUSE_AFTER = 2
"""So many months after an invoice left the books its number may be another's."""


@dataclass
class Month:
    """The files the clerk hands in for one run; None is a file that was not handed in."""

    on: date
    items: list[Item]
    payments: list[Paid] | None
    blocks: tuple[Block, ...] | None
    approved: set[str]
    closed: list[str]


@dataclass
class Office:
    """The books as they really are."""

    chance: random.Random
    customers: list[str]
    items: dict[int, Item] = field(default_factory=dict)
    away: dict[int, int] = field(default_factory=dict)
    gone: dict[str, int] = field(default_factory=dict)
    months: list[list[Paid]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    uids: int = 0
    references: int = 0

    def month(self, at: int, on: date, model: Model, waiting: list[str], missing: list[str]) -> Month:
        """A month passes: letters are answered, invoices written, rows edited and lost; then files are handed in."""
        before = on - timedelta(days=27)
        fresh = [*self._answers(model, before, on)]
        self._edit()
        self._lose(at, model)
        self._write(at, before)
        self.months.append(fresh)
        blocks = self._holds(on)
        approved = {number for number in waiting if self.chance.random() < 0.5}
        closed = [number for number in missing if self.chance.random() < 0.15]
        items = [item for uid, item in self.items.items() if uid not in self.away]
        self.chance.shuffle(items)
        return Month(on, items, self._payments_file(), blocks, approved, closed)

    def _write(self, at: int, before: date) -> None:
        for customer in self.customers:
            if self.chance.random() < (0.9 if not at else 0.35):
                back = self.chance.choice([0, 0, 0, 40, 70, 150]) if not at else 0
                issued = before + timedelta(days=self.chance.randint(0, 30) - back)
                due = issued + timedelta(days=self.chance.choice([0, 7, 14, 30]))
                free = [number for number, since in self.gone.items() if at - since >= REUSE_AFTER and not back]
                number = free[0] if free and self.chance.random() < 0.5 else f"R-{self.uids + 1}"
                self.gone.pop(number, None)
                self._add(number, customer, issued, due, self.chance.randint(1, 90_000))
            if self.chance.random() < 0.06:
                own = [item.number for item in self.items.values() if item.customer == customer and item.total > 0]
                named = self.chance.choice(own) if own and self.chance.random() < 0.5 else ""
                issued = before + timedelta(days=self.chance.randint(0, 27))
                self._add(f"N-{self.uids + 1}", customer, issued, issued, -self.chance.randint(1, 40_000), named)

    def _add(self, number: str, customer: str, issued: date, due: date, cents: int, named: str = "") -> None:
        self.uids += 1
        self.items[self.uids] = Item(self.uids, number, customer, issued, due, cents, named)

    def _answers(self, model: Model, before: date, on: date) -> Iterator[Paid]:
        """The customers' payments: some on a letter of last month, to the cent or not, in time or not; some without
        one."""
        for letter in (letter for letter in model.sent if before - timedelta(days=7) <= letter.on < on):
            mood = self.chance.choice(["nothing", "exact", "exact", "short", "over", "on one", "account"])
            latest = letter.pay_by if self.chance.random() < 0.8 else on
            day = letter.on + timedelta(days=self.chance.randint(1, max(1, (latest - letter.on).days)))
            own = sorted(letter.uids & self.items.keys())
            if mood == "account":
                yield self._paid(None, letter.customer, day, letter.cents)
            elif mood == "on one" and own:
                yield self._paid(own[0], letter.customer, day, letter.cents)
            elif mood != "nothing":
                for uid in own:
                    owed = self.items[uid].total - sum(p.cents for month in self.months for p in month if p.uid == uid)
                    more = {"exact": 0, "short": -1, "over": self.chance.randint(1, 5000)}[mood]
                    if owed + more > 0:
                        yield self._paid(uid, letter.customer, day, owed + more)
        for uid, item in self.items.items():
            if item.total > 0 and before < item.due <= on and self.chance.random() < 0.3:
                day = max(item.issued, before) + timedelta(days=self.chance.randint(0, 3))
                cents = self.chance.choice([item.total, item.total // 2 or 1])
                yield self._paid(uid, item.customer, min(day, on), cents)

    def _paid(self, uid: int | None, customer: str, day: date, cents: int) -> Paid:
        self.references += 1
        number = self.items[uid].number if uid is not None else ""
        return Paid(uid, number, customer, day, cents, f"TX {self.references}")

    def _payments_file(self) -> list[Paid] | None:
        """This month's payments, with last month's or all earlier ones once more, or no file: it was forgotten."""
        kind = self.chance.choice(["month", "month", "month", "last too", "all", "forgotten"])
        if kind == "forgotten":
            return None
        months = {"month": self.months[-1:], "last too": self.months[-2:], "all": self.months}[kind]
        paid = [p for month in months for p in month if p.uid is None or p.uid in self.items]
        self.chance.shuffle(paid)
        return paid or None

    def _edit(self) -> None:
        """Slips of the keyboard and corrections: an amount, a due date, a customer."""
        for item in self.items.values():
            if item.total > 0 and self.chance.random() < 0.06:
                what = self.chance.choice(["more", "less", "due", "customer"])
                if what == "more":
                    item.total += self.chance.randint(1, 20_000)
                elif what == "less":
                    item.total = max(1, item.total - self.chance.randint(1, 5_000))
                elif what == "due":
                    item.due = max(item.issued, item.due + timedelta(days=self.chance.choice([-7, -1, 1, 30])))
                else:
                    item.customer = self.chance.choice(self.customers)

    def _lose(self, at: int, model: Model) -> None:
        """Rows vanish for a while or two; what is paid leaves the books for good, and its number is free."""
        for uid in [uid for uid, left in self.away.items() if left <= at]:
            del self.away[uid]
        for uid, item in list(self.items.items()):
            seen = model.last_seen.get(item.number)
            if uid in self.away or seen is None or seen[0].uid != uid:
                continue
            if seen[1] == 0 and self.chance.random() < 0.5:
                del self.items[uid]
                self.gone[item.number] = at
            elif self.chance.random() < 0.04:
                self.away[uid] = at + self.chance.choice([1, 2, 99])

    def _holds(self, on: date) -> tuple[Block, ...] | None:
        """The list of holds as it is this month, or None where it was forgotten."""
        self.blocks = [block for block in self.blocks if self.chance.random() < 0.7]
        for item in self.items.values():
            if self.chance.random() < 0.03 and all(block.number != item.number for block in self.blocks):
                kind = self.chance.choice(["hold", "dispute", "promise"])
                until = on + timedelta(days=self.chance.choice([-1, 0, 1, 40]))
                until_ = None if kind == "hold" and self.chance.random() < 0.5 else until
                whose = ("", item.customer) if self.chance.random() < 0.2 else (item.number, "")
                if all((block.number, block.customer) != whose for block in self.blocks):  # two would contradict
                    self.blocks.append(Block(*whose, kind, until_))
        return tuple(self.blocks) if self.blocks and self.chance.random() < 0.6 else None
