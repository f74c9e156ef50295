"""A run put together from ledger and outbox alone, without settings, invoices and pages."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

from pastdue.ledger import Access, Books, FileRow, Ledger, LetterRecord, Lock, RunRecord, letter_number
from pastdue.model import (
    Block,
    BlockKind,
    Charge,
    ChargeKind,
    Invoice,
    Notice,
    Overdue,
    Party,
    Payment,
    Segment,
    Stage,
)
from pastdue.model.countries import CalendarName
from pastdue.model.kept import Approval, HandedIn, KeptBlock, KeptContact, KeptPayment, Seen, Subject
from pastdue.model.money import Money
from pastdue.run.outbox import Outbox, new_staging
from pastdue.run.recovery import recover, undertaking

ON, PAY_BY = date(2026, 11, 23), date(2026, 12, 3)
CUSTOMERS = {"ACME": ["A-1", "A-2"], "Bolt": ["B-1"], "Cork": ["C-1"]}
SIZE = 40_000
PAID = KeptPayment("A-1", "ACME", Payment(Money(Decimal("10.00"), "EUR"), ON), None, "paid.csv")
HELD = KeptBlock(Subject("C-1"), Block(BlockKind.HOLD, None, "looked at"), "holds.csv")
CONTACT = KeptContact({"customer_id": "ACME", "email": "a@example.com"}, "contacts.csv")
HANDED_IN = HandedIn((PAID,), (HELD,), (CONTACT,))
AGREED = Approval("B-1", ON, "Bolt", date(2026, 9, 15), Money(Decimal("100.00"), "EUR"))


def pdf(content: str) -> bytes:
    return (content * (SIZE // len(content))).encode()


def notice(invoice: str, customer: str) -> Notice:
    total, segment = Money(Decimal("100.00"), "EUR"), Segment(Money(Decimal("40.00"), "EUR"))
    item = Invoice(invoice, Party(customer, customer), date(2026, 9, 1), date(2026, 9, 15), total)
    fee = Charge(ChargeKind.FEE, "flat", (segment,), "EUR")
    return Notice(Overdue(item, ON, item.due, 69, 49, CalendarName("PL")), Stage.REMINDER, PAY_BY, (fee,))


def letter(outbox: Outbox, number: str, customer: str, invoices: list[str]) -> tuple[FileRow, LetterRecord]:
    notices = tuple(notice(i, customer) for i in invoices)
    content = json.dumps(f"letter {number} to {customer} for {', '.join(invoices)}") + "\n"
    laid = outbox.lay_aside(f"letters/{number}.pdf", pdf(content))
    total = sum((n.total for n in notices[1:]), notices[0].total)
    return laid, LetterRecord(
        number, customer, customer, Stage.REMINDER, "en", total, PAY_BY, 1, 1, laid.name, laid.sha256, content, notices
    )


def prepare(folder: Path) -> None:
    Ledger.open(folder / "pastdue.ledger", Access.BEGIN).close()


def run(folder: Path) -> None:
    path, out = folder / "pastdue.ledger", folder / "out"
    with Lock(path), Ledger.open(path, Access.BEGIN) as ledger:
        recover(ledger, lambda row: pdf(row.content))
        history = ledger.history()
        todo = {c: [i for i in items if not history.issued(i)] for c, items in CUSTOMERS.items()}
        todo = {c: items for c, items in todo.items() if items}
        if not todo:
            return
        name, first = ledger.next_numbers(ON)
        record = RunRecord(name, ON, out, new_staging(out, name), "0.1", "0.1", "PL", "0" * 64, "0" * 64)
        outbox = Outbox(record.folder, record.staging)
        with undertaking(ledger, record, outbox) as planned:
            made = [
                letter(outbox, letter_number(ON, first + n), customer, items)
                for n, (customer, items) in enumerate(todo.items())
            ]
            laid = [file for file, _ in made]
            laid.append(outbox.lay_aside("print/letters.pdf", b"all of them"))
            laid.append(outbox.lay_aside("manifest.csv", b"letter,pages\n", kept=False))
            laid.append(outbox.lay_aside("run.json", b"{}", kept=False))
            outbox.sync()
            seen = [Seen(i, c, "EUR", 10_000) for c, items in CUSTOMERS.items() for i in items]
            ledger.record(planned.id, [row for _, row in made], laid, Books(seen, HANDED_IN, [AGREED]))
