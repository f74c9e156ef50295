"""The books in the ledger: what runs saw and were handed in, once each, never changed, and kept from older ledgers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.ledger.homes import REFUSED, raw
from tests.ledger.older_ledgers import unpack
from tests.ledger.test_ledger import DECEMBER, NOVEMBER, OCTOBER, REMINDER, eur, notice, record_of
from tests.noting import noting

from pastdue.ledger import Books, Fault, Ledger, LedgerPlace, RunRecord
from pastdue.ledger.sqlite.connecting import schema
from pastdue.ledger.statements import books
from pastdue.model import Block, BlockKind, ChargeKind, Payment
from pastdue.model.errors import LedgerError, SettingsError
from pastdue.model.kept import (
    Agreement,
    Approval,
    Closing,
    HandedIn,
    KeptBlock,
    KeptContact,
    KeptPayment,
    Seen,
    Subject,
)
from pastdue.model.money import Money
from pastdue.run.outbox import Outbox, new_staging
from pastdue.run.recovery import undertaking

PAID = KeptPayment("A", "7", Payment(eur("40.00"), date(2026, 10, 20), "TX 1"), eur("0.00"), "payments.csv")
HELD = KeptBlock(Subject("A"), Block(BlockKind.DISPUTE, None, "damaged"), "holds.csv")
ADA = KeptContact({"customer_id": "7", "customer": "Ada", "city": "Bern"}, "contacts.csv")
A = Seen("A", "7", "EUR", 10_000, "Ada", date(2026, 9, 1), date(2026, 9, 15), 10_000)
B = replace(A, invoice="B")


def run(ledger: Ledger, on: date, seen: Iterable[Seen] = (), **handed: Any) -> str:
    """A run that sends nothing and was handed in what is given; its id."""
    name, _ = ledger.next_numbers(on)
    out = ledger.home / "out"
    record = RunRecord(name, on, out, new_staging(out, name), "", "", "", "a" * 64, "b" * 64)
    outbox = Outbox(record.folder, record.staging)
    with undertaking(ledger, record, outbox):
        laid = outbox.lay_aside("run.json", b"{}", kept=False)
        outbox.sync()
        more = {key: handed.pop(key, ()) for key in ("approved", "on_account")}
        books = Books(seen, HandedIn(**handed), **more)
        ledger.record(name, [], [laid], books)
    return name


def rows(ledger: Ledger, table: str) -> int:
    return int(ledger.database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_what_a_run_saw_is_read_back_and_written_again_only_where_it_differs(ledger: Ledger) -> None:
    run(ledger, OCTOBER, [A, B])
    run(ledger, NOVEMBER, [A, replace(B, open_minor=5_000, trusted_minor=5_000)])
    assert rows(ledger, "invoices") == 3
    seen = ledger.history().seen
    assert seen["A"] == replace(A, trusted_minor=10_000, on=OCTOBER)
    assert (seen["B"].open, seen["B"].on) == (eur("50.00"), NOVEMBER)


def test_the_credits_that_had_a_number_before_are_kept_with_it(ledger: Ledger) -> None:
    ours = Seen("A", "8", "PLN", -50, issued=date(2026, 8, 1), trusted_minor=-50, on=OCTOBER, charges_paid_minor=7)
    undated = Seen("A", "7", "EUR", -1, trusted_minor=-1, on=OCTOBER)
    run(ledger, OCTOBER, [replace(A, former=(ours, undated)), B])
    assert (ledger.history().seen["A"].former, ledger.history().seen["B"].former) == ((ours, undated), ())
    run(ledger, NOVEMBER, [B])
    missing = ledger.history().seen["A"]
    assert (missing.present, missing.former) == (False, (ours, undated)), "whatever becomes of the invoice"
    run(ledger, DECEMBER, [replace(A, former=(ours,)), B])
    assert ledger.history().seen["A"].former == (ours,) and rows(ledger, "invoices") == 4


@pytest.mark.parametrize(
    "former", ["[[1]]", "{", '[["8", "PLN", "x", 0, null, null]]', '[["8", "PLN", 1, 0, 5, null]]']
)
def test_credits_of_a_number_that_no_run_can_have_noted_are_damage(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, former: str
) -> None:
    monkeypatch.setattr(books, "_former_text", lambda _: former)
    run(ledger, OCTOBER, [A])
    assert any("the invoices that runs saw cannot be read" in found.what for found in ledger.check())


def test_what_runs_saw_is_told_as_of_any_day_and_read_once(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def owed(day: date) -> int | None:
        known = ledger.seen_by(day).get("A")
        return known.open_minor if known is not None else None

    run(ledger, OCTOBER, [A])
    wrong = run(ledger, DECEMBER, [replace(A, open_minor=1)])
    ledger.void_run(wrong, DECEMBER, "wrong file")
    run(ledger, NOVEMBER, [replace(A, open_minor=50)])
    days = (OCTOBER - timedelta(1), OCTOBER, NOVEMBER - timedelta(1), NOVEMBER, DECEMBER)
    assert [owed(day) for day in days] == [None, 10_000, 10_000, 50, 50]
    read = list[object]()
    monkeypatch.setattr(books, "seen", noting(books.seen, lambda *words: read.append(words)))
    run(ledger, DECEMBER, [replace(A, open_minor=40)])
    assert read == [] and (owed(DECEMBER), owed(DECEMBER), owed(NOVEMBER)) == (40, 40, 50) and len(read) == 2


def test_an_invoice_that_vanished_stays_missing_until_it_is_back(ledger: Ledger) -> None:
    run(ledger, OCTOBER, [A, B])
    run(ledger, NOVEMBER, [A])
    run(ledger, DECEMBER, [A])
    missing = ledger.history().seen["B"]
    assert (missing.present, missing.open, missing.on) == (False, eur("100.00"), NOVEMBER)
    run(ledger, DECEMBER, [A, B])
    assert ledger.history().seen["B"].present


def test_an_invoice_with_nothing_open_may_vanish(ledger: Ledger) -> None:
    run(ledger, OCTOBER, [replace(A, open_minor=0, trusted_minor=0)])
    run(ledger, NOVEMBER, [])
    assert ledger.history().seen["A"].present


def test_a_missing_invoice_is_closed_once_and_only_while_it_is_missing(ledger: Ledger) -> None:
    run(ledger, OCTOBER, [A])
    with pytest.raises(LedgerError, match=r"not missing: the last run has it in its file, with 100\.00 EUR open"):
        ledger.entries.close(Closing("A", "paid", OCTOBER))
    with pytest.raises(LedgerError, match="no run has seen an invoice 'X'"):
        ledger.entries.close(Closing("X", "paid", OCTOBER))
    run(ledger, NOVEMBER, [])
    assert ledger.entries.close(Closing("A", "written_off", NOVEMBER, "bankrupt")).open == eur("100.00")
    with pytest.raises(LedgerError, match="closed on 2026-11-23 as written_off: bankrupt"):
        ledger.entries.close(Closing("A", "paid", NOVEMBER))
    (closing,) = ledger.history().closings["A"]
    assert closing == Closing("A", "written_off", NOVEMBER, "bankrupt", A.customer_id, A.issued)


def test_a_payment_is_kept_once_however_often_it_is_handed_in(ledger: Ledger) -> None:
    run(ledger, OCTOBER, [A], payments=(PAID,))
    run(ledger, NOVEMBER, [A], payments=(replace(PAID, file="again.csv"),))
    assert not ledger.entries.pay(replace(PAID, file=""), NOVEMBER)
    assert ledger.kept().payments == (PAID,) and ledger.kept().last_run_on == NOVEMBER


@pytest.mark.parametrize(
    "other",
    [
        replace(PAID, payment=replace(PAID.payment, amount=eur("40.01"))),
        replace(PAID, payment=replace(PAID.payment, on=date(2026, 10, 21))),
        replace(PAID, payment=replace(PAID.payment, on=None)),
        replace(PAID, payment=replace(PAID.payment, reference="TX 2")),
        replace(PAID, invoice="B"),
    ],
)
def test_a_payment_that_differs_in_anything_is_another_one(ledger: Ledger, other: KeptPayment) -> None:
    run(ledger, OCTOBER, [A, B], payments=(PAID,))
    run(ledger, NOVEMBER, [A, B], payments=(other,))
    assert ledger.kept().payments == (PAID, other)


def test_what_is_kept_is_read_again_once_something_was_entered_elsewhere(ledger: Ledger, place: LedgerPlace) -> None:
    run(ledger, OCTOBER, [A])
    assert ledger.kept() is ledger.kept() and not ledger.kept().payments and not ledger.kept().blocks
    by_hand, held = replace(PAID, file="", stated=None), replace(HELD, file="")
    with place.open() as elsewhere:
        elsewhere.entries.pay(by_hand, NOVEMBER)
        assert ledger.kept().payments == (by_hand,)
        elsewhere.entries.block(held, NOVEMBER)
        assert ledger.kept().blocks == (held,)
        elsewhere.entries.withdraw(by_hand, NOVEMBER)
        assert not ledger.kept().payments
        elsewhere.entries.lift(held.about, NOVEMBER, "settled")
        assert not ledger.kept().blocks
        run(elsewhere, NOVEMBER, [A], payments=(PAID,))
        assert ledger.kept().payments == (PAID,) and ledger.kept().last_run_on == NOVEMBER
        elsewhere.void_run(elsewhere.runs()[-1].id, DECEMBER, "x")
        assert ledger.kept().payments == () and ledger.kept().last_run_on == OCTOBER
        assert ledger.kept() == elsewhere.kept()


def test_two_payments_a_file_lists_alike_are_two_and_stay_two(ledger: Ledger) -> None:
    run(ledger, OCTOBER, [A], payments=(PAID, PAID))
    run(ledger, NOVEMBER, [A], payments=(PAID, PAID))
    run(ledger, DECEMBER, [A], payments=(PAID,))
    assert ledger.kept().payments == (PAID, PAID)


def test_a_payment_entered_by_mistake_is_withdrawn_and_can_come_again(ledger: Ledger) -> None:
    by_hand = replace(PAID, file="", stated=None)
    assert ledger.entries.pay(by_hand, NOVEMBER)
    ledger.entries.withdraw(by_hand, NOVEMBER)
    assert ledger.kept().payments == ()
    with pytest.raises(LedgerError, match=r"no payment of 40\.00 EUR on 2026-10-20 is known of invoice 'A'"):
        ledger.entries.withdraw(by_hand, NOVEMBER)
    assert ledger.entries.pay(by_hand, NOVEMBER) and ledger.kept().payments == (by_hand,)


def test_entries_of_nothing_or_in_another_currency_than_the_invoice_s_are_refused_whoever_makes_them(
    ledger: Ledger,
) -> None:
    run(ledger, OCTOBER, [A])
    for amount, said in (("0 EUR", "is not"), ("-1 EUR", "is not"), ("5 PLN", "the invoice is in EUR")):
        wrong = Money.parse(amount)
        with pytest.raises(SettingsError, match=said):
            ledger.entries.pay(KeptPayment("A", "7", Payment(wrong, OCTOBER)), OCTOBER)
        with pytest.raises(SettingsError, match=said.replace("not", "nothing to charge")):
            ledger.entries.agree(Agreement("A", ChargeKind.FEE, wrong, OCTOBER, "x"))
    assert not ledger.kept().payments and not ledger.history().agreed("A")
    unseen, on_account = (
        KeptPayment("X", "", PAID.payment),
        KeptPayment("", "7", Payment(Money.parse("5 PLN"), OCTOBER)),
    )
    assert ledger.entries.pay(unseen, OCTOBER) and ledger.entries.pay(on_account, OCTOBER)


def test_a_list_of_holds_is_the_whole_truth_and_none_changes_nothing(ledger: Ledger) -> None:
    other = replace(HELD, about=Subject("B"))
    run(ledger, OCTOBER, [A, B], blocks=(HELD, other))
    run(ledger, NOVEMBER, [A, B])
    assert ledger.kept().blocks == (HELD, other)
    run(ledger, NOVEMBER, [A, B], blocks=(other,))
    assert ledger.kept().blocks == (other,) and rows(ledger, "blocks") == 2
    run(ledger, DECEMBER, [A, B], blocks=())
    assert ledger.kept().blocks == ()


def test_a_list_that_holds_a_customer_speaks_of_the_invoices_that_were_theirs_when_it_was_handed_in_last(
    ledger: Ledger,
) -> None:
    of_customer = KeptBlock(Subject("7", customer=True), HELD.block, "holds.csv")
    moved = replace(B, customer_id="8")
    run(ledger, OCTOBER, [A, B], blocks=(of_customer,))
    run(ledger, NOVEMBER, [A, moved])
    assert [each.theirs.keys() for each in ledger.kept().blocks] == [{"A", "B"}], "the list was said before it moved"
    run(ledger, DECEMBER, [A, moved], blocks=(of_customer,))
    assert [each.theirs.keys() for each in ledger.kept().blocks] == [{"A"}]
    run(ledger, DECEMBER, [A, moved], blocks=(of_customer,))
    assert rows(ledger, "blocks") == 2, "nothing moved since"


def test_what_is_held_by_hand_outlasts_every_list_and_is_lifted_by_hand(ledger: Ledger) -> None:
    customer = Subject("7", customer=True)
    by_hand = KeptBlock(customer, Block(BlockKind.PROMISE, date(2026, 12, 1), "by phone", eur("40.00")))
    ledger.entries.block(by_hand, OCTOBER)
    with pytest.raises(LedgerError, match="'7' has this promise already"):
        ledger.entries.block(by_hand, OCTOBER)
    run(ledger, NOVEMBER, [A], blocks=())
    assert ledger.kept().blocks == (by_hand,)
    assert ledger.entries.lift(customer, NOVEMBER, "paid") == (by_hand,)
    with pytest.raises(LedgerError, match="customer '7' has no hold, dispute or promise"):
        ledger.entries.lift(customer, NOVEMBER, "paid")
    assert ledger.kept().blocks == ()


def test_contacts_stay_until_a_later_list_does_without_them(ledger: Ledger) -> None:
    bob = KeptContact({"customer_id": "8", "customer": "Bob"}, "contacts.csv")
    run(ledger, OCTOBER, [A], contacts=(ADA, bob))
    run(ledger, NOVEMBER, [A])
    assert ledger.kept().contacts == (ADA, bob)
    moved = replace(ADA, fields={**ADA.fields, "city": "Basel"})
    run(ledger, NOVEMBER, [A], contacts=(moved, bob))
    assert ledger.kept().contacts == (bob, moved) and rows(ledger, "contacts") == 3


def test_an_approval_is_kept_as_the_invoice_stood(ledger: Ledger) -> None:
    approval = Approval("A", OCTOBER, "7", date(2026, 9, 15), eur("100.00"))
    run(ledger, OCTOBER, [A], approved=(approval,))
    assert ledger.history().approvals == {"A": approval}


def test_a_run_voided_while_it_is_the_last_takes_its_books_with_it(ledger: Ledger) -> None:
    run(ledger, OCTOBER, [A], blocks=(HELD,), contacts=(ADA,))
    wrong = run(ledger, NOVEMBER, [replace(A, open_minor=1)], payments=(PAID,), blocks=(), contacts=())
    assert ledger.kept().blocks == () and ledger.history().seen["A"].open_minor == 1
    ledger.void_run(wrong, NOVEMBER, "wrong file")
    kept = ledger.kept()
    assert (kept.payments, kept.blocks, kept.contacts, kept.last_run_on) == ((), (HELD,), (ADA,), OCTOBER)
    assert ledger.history().seen["A"].open_minor == 10_000
    run(ledger, NOVEMBER, [A], payments=(PAID,))
    assert ledger.kept().payments == (PAID,) and ledger.history().seen["A"].open_minor == 10_000
    assert ledger.check() == []


def test_the_books_of_a_run_that_later_ones_rest_on_stay_when_it_is_voided(ledger: Ledger) -> None:
    first = run(ledger, OCTOBER, [A], payments=(PAID,))
    run(ledger, NOVEMBER, [A])
    ledger.void_run(first, NOVEMBER, "wrong letters")
    assert ledger.kept().payments == (PAID,) and ledger.history().seen["A"].present


TABLES = [
    "payments", "payments_withdrawn", "blocks", "blocks_lifted", "contacts", "contacts_replaced", "approvals",
    "closings", "letter_credits", "accounts",
]  # fmt: skip


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_ever_changed_or_deleted(place: LedgerPlace, ledger: Ledger, table: str) -> None:
    approval = Approval("A", OCTOBER, "7", date(2026, 9, 15), eur("100.00"))
    run(ledger, OCTOBER, [A], payments=(PAID,), blocks=(HELD,), contacts=(ADA,), approved=(approval,))
    run(ledger, NOVEMBER, [], blocks=(), contacts=())
    ledger.entries.withdraw(PAID, NOVEMBER)
    ledger.entries.close(Closing("A", "paid", NOVEMBER))
    _a_letter_with_a_credit(ledger)
    with raw(place) as database:
        column = database.second_column(table)
        for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {column} = {column}"):
            with pytest.raises(REFUSED, match="append-only"):
                database.execute(statement)
    assert rows(ledger, table)


def _a_letter_with_a_credit(ledger: Ledger, credit: str = "36.10") -> None:
    name, _ = ledger.next_numbers(DECEMBER)
    out = ledger.home / "out"
    record = RunRecord(name, DECEMBER, out, new_staging(out, name), "", "", "", "a" * 64, "b" * 64)
    outbox = Outbox(record.folder, record.staging)
    with undertaking(ledger, record, outbox):
        laid = outbox.lay_aside("letters/x.pdf", b"a letter")
        outbox.sync()
        row = record_of("2026-00001", laid, (notice("A", REMINDER, DECEMBER),))
        row = replace(row, total=eur("100.00"), credits=(("CN-1", eur(credit)),))
        ledger.record(name, [row], [laid], Books())


def test_a_letter_adds_up_from_its_invoices_charges_and_credits(ledger: Ledger) -> None:
    _a_letter_with_a_credit(ledger)
    assert ledger.check() == []


def test_a_letter_that_does_not_add_up_is_found(ledger: Ledger) -> None:
    _a_letter_with_a_credit(ledger, "36.09")
    (found,) = ledger.check()
    assert (found.fault, found.where) == (Fault.ALTERED, "letter 2026-00001")
    assert "asks for 10000 in the smallest unit" in found.what and "add up to 10001" in found.what


def test_a_ledger_of_version_2_is_carried_over_without_loss(tmp_path: Path) -> None:
    path = unpack(tmp_path)
    with closing(sqlite3.connect(path)) as old:
        assert old.execute("PRAGMA user_version").fetchone() == (2,)
        notices = old.execute("SELECT invoice, stage, issued_on, open_minor FROM notices ORDER BY n").fetchall()
        seen = old.execute("SELECT count(*) FROM seen").fetchone()
    with Ledger.open(path) as ledger:
        history = ledger.history()
        assert [(n.invoice, n.stage.value, n.on.isoformat(), n.open.minor) for n in ledger.notices()] == notices
        assert {n: (s.open_minor, s.present) for n, s in history.seen.items()} == {
            "A-1": (10_000, True), "A-2": (5_000, True), "B-2": (3_000, True), "CN-1": (-2_000, True),
            "B-1": (0, True),  # gone or paid: the older ledger did not tell
        }  # fmt: skip
        assert history.issued("A-1")[0].open == eur("100.00") and history.issued("A-1")[0].issued is None
        assert history.waived("B-2") == "kindness" and history.last_run_on == date(2026, 10, 30)
        assert [f for f in ledger.check() if f.fault is not Fault.MISSING] == []
        assert ledger.kept().payments == ()
    with closing(sqlite3.connect(path)) as old:
        assert old.execute("PRAGMA user_version").fetchone() == (len(schema()),)
        assert old.execute("SELECT letter, invoice, amount_minor FROM letter_credits").fetchall() == [
            (1, "", 2_000), (3, "", 2_000), (4, "", 2_000),
        ]  # fmt: skip
        assert old.execute("SELECT count(*) FROM seen").fetchone() == seen
