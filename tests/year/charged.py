"""A second opinion on charges: a fee once and interest by the day, on the letters of a made-up year.

Compared are invoices that no letter named before, of customers without credits: their charges follow from total, due
date and payments alone.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from tests.cli.offices import SETTINGS
from tests.year.compare import post, run_month
from tests.year.model import Item, Model, Paid
from tests.year.office import Office

FEE, PERCENT = 500, Decimal(8)
POLICY = """title = "A fee and interest"
source = "made up"
[[charge]]
rule = "flat"
each = "once"
amount = ["5 EUR"]
[[charge]]
rule = "interest"
annual_percent = 8
day_count = "actual/365"
rounding = "once"
settle = "principal first"
"""


def charged(item: Item, payments: list[Paid], on: date) -> int:
    """The fee and the interest of the invoice on the day, in cents: each day after the due date costs a 365th of the
    yearly rate on what was open when it began; the whole is rounded half up."""
    days = Decimal(0)
    open_, since = item.total, item.due
    for paid in sorted(payments, key=lambda each: each.on):
        if paid.on > since:
            days += open_ * (min(paid.on, on) - since).days
            since = min(paid.on, on)
        open_ -= paid.cents if paid.on <= on else 0
    days += open_ * (on - since).days
    return FEE + int((days * PERCENT / 100 / 365).quantize(Decimal(1), ROUND_HALF_UP))


def charge_differences(seed: int, customers: int, folder: Path, months: int = 12) -> Iterator[str]:
    """A line for each charge of the year's letters that is another than the model's."""
    office, model = Office(random.Random(seed), [f"C{n}" for n in range(1, customers + 1)]), Model()
    (folder / "pastdue.toml").write_text(SETTINGS.replace('"none"', '"ours"'), encoding="utf-8")
    (folder / "pastdue.d/policies").mkdir(parents=True)
    (folder / "pastdue.d/policies/ours.toml").write_text(POLICY, encoding="utf-8")
    waiting: list[str] = []
    for at in range(months):
        on = date(2026, 1 + at, 28)
        month = office.month(at, on, model, waiting, [])
        told = run_month(folder, month)
        if isinstance(told, str):
            yield f"seed {seed}, {on}: {told}"
            return
        model.expected(on, month.items, month.payments or (), month.blocks, month.approved)
        yield from (f"seed {seed}, {on}: {line}" for line in _compared(told, model, on, month.items))
        post(on, model, told, month)
        waiting = [skip["invoice"] for skip in told["skips"] if skip["why"] == "needs_review"]


def _compared(told: dict[str, Any], model: Model, on: date, items: list[Item]) -> Iterator[str]:
    by_number = {item.number: item for item in items}
    named = {uid for letter in model.sent for uid in letter.uids}
    with_credits = {item.customer for item in items if model.open_of(item) < 0}
    with_credits |= {paid.customer for paid in model.payments if paid.uid is None}
    for letter in told["letters"]:
        for each in letter["invoices"]:
            item = by_number[each["invoice"]]
            if item.uid in named or item.customer in with_credits:
                continue
            own = [p for p in model.payments if (p.uid, p.customer) == (item.uid, item.customer)]
            expected, got = charged(item, own, on), int(Decimal(each["charges"]).scaleb(2))
            if got != expected:
                yield f"invoice {item.number}: expected {expected} of charges, got {got}"
