"""The program through a made-up year, held against the model month by month."""

from __future__ import annotations

import csv
import json
import random
from collections import Counter
from collections.abc import Container, Iterator, Sequence, Set
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.cli.offices import SETTINGS
from tests.command import pastdue
from tests.year.model import MISSING, STAGES, Expected, Model, Sent
from tests.year.office import Month, Office

INVOICES = ("invoice", "customer_id", "customer", "issued", "due", "currency", "total", "applies_to", "customer_type",
            "address1", "address2", "country")  # fmt: skip
BLOCKED = {"on_hold", "disputed", "promised"}
USED_UP = {"paid", "credit", "covered_by_credit"}
"""Ways to say that nothing is asked for; a letter that was met as a whole, or a credit, may be told in either word."""


def differences(seed: int, customers: int, folder: Path, months: int = 12) -> Iterator[str]:
    """A line for each thing the program did otherwise than the model in the year of the seed."""
    chance = random.Random(seed)
    office, model = Office(chance, [f"C{n}" for n in range(1, customers + 1)]), Model()
    (folder / "pastdue.toml").write_text(SETTINGS, encoding="utf-8")
    waiting: list[str] = []
    missing: list[str] = []
    last = None
    for at in range(months):
        on = date(2026, 1 + at, 28)
        month = office.month(at, on, model, waiting, missing)
        for number in month.closed:
            model.close(number)
            done = pastdue(folder, "close", number, "--why", "other", "--as-of", str(on - timedelta(days=1)))
            if done.returncode:
                yield f"seed {seed}, {on}: close {number}: {done.stderr}"
        told = run_month(folder, month)
        if isinstance(told, str):
            yield f"seed {seed}, {on}: {told}"
            return
        expected = model.expected(on, month.items, month.payments or (), month.blocks, month.approved)
        found = [*_compared(told, expected, month, last)]
        yield from (f"seed {seed}, {on}: {line}" for line in found)
        if found:
            return  # what follows would only repeat it
        post(on, model, told, month)
        waiting = [number for number, end in expected.ends.items() if end == "needs_review"]
        missing = [number for number, end in expected.ends.items() if end == MISSING]
        last = expected.total


def run_month(folder: Path, month: Month, parts: Sequence[Container[str]] = ()) -> dict[str, Any] | str:
    """The report of the run of the month's files, with its aging; or what the command said where it failed. The export
    is one file, or a file for the customers of each of the `parts`."""
    rows = [
        (i.number, i.customer, f"Firm {i.customer}", i.issued, i.due, "EUR", _euros(i.total), i.applies_to,
         "business", "2 Street", "10999 Berlin", "DE") for i in month.items
    ]  # fmt: skip
    shares = [[row for row in rows if row[1] in own] for own in parts] if parts else [rows]
    names = [f"invoices-{n}.csv" if parts else "invoices.csv" for n, share in enumerate(shares) if share]
    for name, share in zip(names, filter(None, shares), strict=True):
        _write(folder / name, INVOICES, share)
    words = ["run", *names, "--as-of", str(month.on), "--processes", "1"]
    if month.payments is not None:
        paid = ((p.number, "" if p.number else p.customer, p.on, _euros(p.cents), p.reference) for p in month.payments)
        _write(folder / "paid.csv", ("invoice", "customer_id", "on", "amount", "reference"), paid)
        words += ["--payments", "paid.csv"]
    if month.blocks is not None:
        held = ((b.number, b.customer, b.kind, b.until or "") for b in month.blocks)
        _write(folder / "holds.csv", ("invoice", "customer_id", "kind", "until"), held)
        words += ["--holds", "holds.csv"]
    for number in sorted(month.approved):
        words += ["--approve", number]
    done = pastdue(folder, *words)
    out = folder / "out" / str(month.on)
    if done.returncode not in (0, 3):
        return f"exit {done.returncode}: {done.stderr}"
    told: dict[str, Any] = json.loads((out / "run.json").read_text(encoding="utf-8"))
    aging = json.loads((out / "reports/aging.json").read_text(encoding="utf-8"))
    return told | {"aging": sum(_cents(total["total"]) for total in aging["totals"]), "said": done.stderr}


def _write(path: Path, head: tuple[str, ...], rows: Any) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])


def _compared(told: dict[str, Any], expected: Expected, month: Month, last: int | None) -> Iterator[str]:
    rejected = sorted((r["file"], r["excerpt"].lstrip(",").partition(",")[0]) for r in told["rejected"])
    strangers = _strangers(month, expected.known)
    if rejected != strangers:
        yield f"rejected: expected {strangers}, got {rejected}"
    ends = [(i["invoice"], i["stage"]) for letter in told["letters"] for i in letter["invoices"]]
    ends += [(skip["invoice"], skip["why"]) for skip in told["skips"]]
    if twice := [number for number, n in Counter(number for number, _ in ends).items() if n > 1]:
        yield f"{twice} ended twice"
    details = {skip["invoice"]: skip["detail"] for skip in told["skips"]}
    got = dict(ends)
    for number in sorted({*got, *expected.ends}):
        if _plain(got.get(number), expected.ends.get(number)) != expected.ends.get(number):
            yield (
                f"invoice {number}, open {expected.open.get(number)}: expected {expected.ends.get(number)}, "
                f"got {got.get(number)} ({details.get(number)})"
            )
    for letter in told["letters"]:
        whose = letter["customer_id"], letter["stage"]
        if expected.letters.get(whose) != _cents(letter["total"]):
            yield f"letter to {whose}: expected {expected.letters.get(whose)}, got {letter['total']}"
    if told["aging"] != expected.total:
        yield f"aging: expected {expected.total}, got {told['aging']}"
    if (told["changes"] is None) != (last is None):
        yield f"changes since the last run: {told['changes']}"
    for total in (told["changes"] or {"totals": []})["totals"]:
        moved = sum(_cents(kind["amount"]) for kind in total["moved"].values())
        then, now = _cents(total["then"]), _cents(total["now"])
        if (then, now) != (last, expected.total) or then + moved != now:
            yield f"changes: expected {last} to {expected.total}, got {then} and {moved} to {now}"


def _strangers(month: Month, known: Set[str]) -> list[tuple[str, str]]:
    """The lines of the other files that name an invoice, or a customer, that no export had so far."""
    found = [("paid.csv", paid.number or paid.customer) for paid in month.payments or ()]
    found += [("holds.csv", block.number or block.customer) for block in month.blocks or ()]
    return sorted(line for line in found if line[1] not in known)


def _plain(got: str | None, expected: str | None) -> str | None:
    """The program's reason in the model's words, where both mean the same."""
    if got in BLOCKED and expected == "blocked":
        return expected
    return expected if got in USED_UP and expected in USED_UP else got


def post(on: date, model: Model, told: dict[str, Any], month: Month) -> None:
    """The letters go out: from now on they count."""
    uids = {item.number: item.uid for item in month.items}
    for letter in told["letters"]:
        own = frozenset(uids[each["invoice"]] for each in letter["invoices"])
        pay_by, stage = date.fromisoformat(letter["pay_by"]), STAGES.index(letter["stage"])
        cents = _cents(letter["total"])
        deducted = sum(_cents(credit["amount"]) for credit in letter["credits"])
        model.sent.append(Sent(on, pay_by, letter["customer_id"], stage, own, cents, deducted))


def _euros(cents: int) -> str:
    return str(Decimal(cents).scaleb(-2))


def _cents(text: str) -> int:
    return int(Decimal(text).scaleb(2))
