"""A statement of account: every entry once, a running balance, and one figure with aging, explain and the letters."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pypdf import PdfReader
from tests.cli.offices import ON, SETTINGS, Office, office
from tests.test_laws_payments import FEW, START, Rows, begun, books

from pastdue.ledger import History
from pastdue.model import Issued
from pastdue.reports.aging.aging import Buckets, age
from pastdue.run import OpenedJob, plan
from pastdue.run.one_invoice import explained, find
from pastdue.run.papers.statements import statements

PAYMENTS = "invoice,customer_id,on,amount,reference\nA-1,,2026-08-10,30.00,ref 7\n,C-1,2026-08-20,5.00,advance\n"


@pytest.mark.parametrize("collects", [True, False])
@FEW
@given(books(), st.integers(10, 60), st.integers(1, 90))
@example(
    (
        ["N0,C1,x,2026-04-11,2026-04-11,EUR,-1.00,,Road 1,DE", "I1,C1,x,2026-02-07,2026-03-09,EUR,1.00,,Road 1,DE"],
        ["I1,,2026-04-11,1", "I1,,,0.5"],
    ),
    28,
    1,
)
@example(
    (
        [
            "I0,C2,x,2025-11-01,2025-12-01,EUR,67.00,,Road 1,DE",
            "I1,C1,x,2025-12-30,2026-01-29,EUR,288.00,,Road 1,DE",
            "I2,C2,x,2025-11-02,2025-12-02,EUR,155.00,,Road 1,DE",
            "I3,C2,x,2026-01-25,2026-02-24,EUR,424.00,,Road 1,DE",
            "I4,C2,x,2025-11-27,2025-12-27,EUR,158.00,,Road 1,DE",
            "I5,C2,x,2026-02-20,2026-03-22,EUR,326.00,,Road 1,DE",
            "I6,C2,x,2026-03-21,2026-04-20,EUR,349.00,,Road 1,DE",
            "I7,C1,x,2026-03-24,2026-04-23,EUR,36.00,,Road 1,DE",
        ],
        [
            "I0,,2025-12-12,72",
            "I1,,,7",
            "I3,,2026-03-11,7",
            "I4,,2026-02-13,79.0",
            "I4,,2026-01-16,7",
            "I5,,,326",
            "I5,,,331",
            "I6,,,354",
            "I7,,,7",
            "I7,,,7",
            ",C2,2026-04-18,363",
        ],
    ),
    27,
    64,
)
@example(
    (
        [f"I{n},C1,x,2026-01-10,2026-02-09,EUR,100.00,,Road 1,DE" for n in range(2)],
        ["I0,,2026-04-15,100", "I1,,2026-04-15,100", ",C1,2026-04-15,30"],
    ),
    27,
    5,
)
def test_the_closing_balance_is_what_aging_explain_and_the_letters_say(
    tmp_path: Path, collects: bool, rows: Rows, later: int, back: int
) -> None:
    def opened_on(day: date) -> OpenedJob:
        return begun(tmp_path, rows, day, collects=collects)

    first = plan(opened_on(START), History())
    notices = {
        n.invoice.number: (
            Issued(n.invoice.number, n.stage, START, n.pay_by, f"L{at}", n.total, n.charged, n.invoice.customer.id,
                   n.invoice.due, n.invoice.issued, letter.total),
        )
        for at, letter in enumerate(first.letters) for n in letter.notices
    }  # fmt: skip
    day = START + timedelta(days=later)
    opened, history = opened_on(day), History(notices=notices, last_run_on=START)
    planned = plan(opened, history)
    aged = {c.customer_id: c.total for c in age(planned.standing, Buckets()).customers}
    lettered = {n.invoice.number for n in planned.notices}
    since = day - timedelta(days=back)
    split = {s.customer.id: s for s in statements(opened, history, frozenset(["C1", "C2"]), since)}
    before = {
        s.customer.id: s.accounts
        for s in statements(opened_on(since - timedelta(days=1)), history, frozenset(["C1", "C2"]))
    }
    for statement in statements(opened, history, None):
        (account,) = statement.accounts
        owed, who = aged.get(statement.customer.id), statement.customer.id
        assert account.closing.minor == (owed.minor if owed else 0) + account.charges_open.minor
        numbers = [item.overdue.invoice.number for item in account.open_items]
        told = explained(planned, history, (find(opened, number) for number in numbers))
        for number, item, one in zip(numbers, account.open_items, told, strict=True):
            for_the_invoice = min(planned.account.laid_on(number, "EUR"), item.open)
            if number in lettered or item.overdue.open.amount > 0:
                owing = item.open + item.charges_open - for_the_invoice
                assert owing == one.total
        (part,) = split[who].accounts
        then = before.get(who, ())
        assert part.closing == account.closing
        assert part.opening.minor == (then[0].closing.minor if then else 0)


PAY = ("--payments", "pay.csv", "--payments-are", "all")
POLICY = '[dunning]\npolicy = "eur-8-percent"\ncustomers = "business"'


@pytest.fixture
def shop(tmp_path: Path) -> Office:
    settings = SETTINGS.replace('[dunning]\npolicy = "none"', POLICY)
    made = office(
        tmp_path, {"customer_id": "C-1"}, {"customer_id": "C-1", "total": "-20.00", "issued": "2026-08-15"},
        {"customer": "Zażółć S.A.", "language": "pl", "country": "PL"}, settings=settings,
    )  # fmt: skip
    (tmp_path / "pay.csv").write_text(PAYMENTS, encoding="utf-8")
    return made


def test_every_kind_of_entry_stands_in_the_order_of_its_day_with_the_balance_after_it(shop: Office) -> None:
    rows = shop.says("statement", "invoices.csv", "C-1", *PAY, "--as-of", ON, "--format", "csv").rows
    told = [(r["on"], r["entry"], r["invoice"], r["reference"], r["amount"], r["balance"]) for r in rows]
    # 8 % a year of 100 for 10 days, of 70 for 5, of 50 for 5, then of 45, by actual/365, each part rounded
    interest = Decimal("0.22") + Decimal("0.08") + Decimal("0.05") + Decimal("0.70")
    assert told == [
        ("2026-07-01", "invoice", "A-1", "", "100.00", "100.00"),
        ("2026-08-10", "payment", "A-1", "ref 7", "-30.00", "70.00"),
        ("2026-08-15", "credit_note", "A-2", "", "-20.00", "50.00"),
        ("2026-08-20", "on_account", "", "advance", "-5.00", "45.00"),
        (ON, "interest", "A-1", "", str(interest), str(45 + interest)),
        (ON, "closing", "", "", "", str(45 + interest)),
    ]


def test_from_a_day_on_what_was_before_is_brought_forward_and_a_charge_is_what_it_has_grown(shop: Office) -> None:
    asked = ("statement", "invoices.csv", "C-1", *PAY, "--format", "json")
    before = shop.says(*asked, "--as-of", "2026-08-14").json["statements"][0]["accounts"][0]
    whole = shop.says(*asked, "--as-of", ON).json["statements"][0]["accounts"][0]
    part = shop.says(*asked, "--as-of", ON, "--from", "2026-08-15").json["statements"][0]["accounts"][0]
    assert part["opening"] == before["closing"] == "70.28"
    assert [entry["entry"] for entry in part["entries"]] == ["credit_note", "on_account", "charge"]
    assert part["closing"] == whole["closing"]
    assert Decimal(part["entries"][-1]["amount"]) == Decimal("1.05") - Decimal("0.28")


@pytest.mark.parametrize("collects", [True, False])
@pytest.mark.parametrize(
    "surplus", [",C-1,2026-11-03,10.00,on account", "A-1,,2026-11-03,10.00,too much"], ids=["on account", "overpaid"]
)
def test_what_meets_the_charges_of_a_letter_is_on_the_statement_whether_or_not_charges_are_collected_later(
    tmp_path: Path, surplus: str, collects: bool
) -> None:
    settings = SETTINGS.replace('[dunning]\npolicy = "none"', f"{POLICY}\ncollect_charges_after_payment = {collects}")
    one = {"customer_id": "C-1"}
    shop = office(tmp_path, one, one, settings=settings.replace("True", "true").replace("False", "false"))
    (letter,) = shop.says("run", "invoices.csv", "--as-of", ON, "--format", "json").json["letters"]
    asked = Decimal(letter["total"])
    assert [Decimal(each["open"]) for each in letter["invoices"]] == [100, 100] and 200 < asked < 210
    paid = "A-1,,2026-11-03,100.00,\nA-2,,2026-11-03,100.00,\n"
    (tmp_path / "pay.csv").write_text(f"invoice,customer_id,on,amount,reference\n{paid}{surplus}\n", encoding="utf-8")
    later = ("invoices.csv", *PAY, "--as-of", "2026-12-15", "--format", "json")
    (account,) = shop.says("statement", later[0], "C-1", *later[1:]).json["statements"][0]["accounts"]
    (aged,) = shop.says("aging", *later).json["customers"]
    assert Decimal(account["closing"]) == Decimal(aged["total"]) == asked - 210
    for number in ("A-1", "A-2"):
        told = shop.says("explain", later[0], number, *later[1:]).json
        assert "not collected" not in told["detail"], told["detail"]


def test_a_payment_after_the_day_is_undone_as_in_the_aging(shop: Office) -> None:
    asked = ("invoices.csv", *PAY, "--as-of", "2026-08-09", "--format", "json")
    (account,) = shop.says("statement", asked[0], "C-1", *asked[1:]).json["statements"][0]["accounts"]
    assert account["open_on_invoices"] == "100.00"
    (aged, _) = shop.says("aging", *asked).json["customers"]
    assert aged["total"] == "100.00"


def test_the_paper_is_a_letter_in_the_customers_language_and_all_of_them_go_into_a_folder(shop: Office) -> None:
    said = shop.says("statement", "invoices.csv", "--all", *PAY, "--as-of", ON, "--pdf", "papers")
    assert said.code == 0, said.err
    papers = sorted((shop.folder / "papers").iterdir())
    assert [path.name for path in papers] == ["statement-c-1.pdf", "statement-c-3.pdf"]
    english, polish = (PdfReader(path).pages[0].extract_text().replace("\u00a0", " ") for path in papers)
    assert "Wyciąg z konta rozrachunkowego" in polish and "POLAND" in polish
    assert "Statement of account" in english and "Payment on account advance" in english and "DE89 3704" in english


def test_a_charge_with_a_long_name_is_said_in_short_so_that_it_keeps_to_one_line(tmp_path: Path) -> None:
    settings = SETTINGS.replace('[dunning]\npolicy = "none"', POLICY.replace("eur-8-percent", "pl-b2b"))
    own = {"customer": "Żuk S.A.", "customer_id": "C-1", "language": "pl", "country": "PL", "currency": "PLN"}
    made = office(tmp_path, {**own, "invoice": "FV/2026/08/0001"}, settings=settings)
    said = made.says("statement", "invoices.csv", "C-1", "--as-of", ON, "--pdf", "s.pdf")
    assert said.code == 0, said.err
    text = PdfReader(tmp_path / "s.pdf").pages[0].extract_text().replace("\u00a0", " ")
    assert "Odsetki, faktura FV/2026/08/0001" in text
    assert "w transakcjach handlowych" not in text


def test_nothing_is_written_over_and_a_customer_who_is_not_there_is_answered_with_the_nearest(shop: Office) -> None:
    (shop.folder / "s.pdf").write_bytes(b"mine")
    taken = shop.says("statement", "invoices.csv", "C-1", "--as-of", ON, "--pdf", "s.pdf")
    assert taken.code == 6 and (shop.folder / "s.pdf").read_bytes() == b"mine"
    unknown = shop.says("statement", "invoices.csv", "C-11", "--as-of", ON)
    assert unknown.code == 2 and "C-1" in unknown.err.split("no customer 'C-11'")[1]
    both = shop.says("statement", "invoices.csv", "C-1", "--all", "--as-of", ON)
    assert both.code == 2 and "name one customer, or say --all" in both.err
    late = shop.says("statement", "invoices.csv", "C-1", "--as-of", ON, "--from", "2026-11-01")
    assert late.code == 2 and "after the as-of day" in late.err


def test_a_customer_is_found_by_the_whole_name_too(shop: Office) -> None:
    by_name = shop.says("statement", "invoices.csv", "zażółć s.a.", "--as-of", ON, "--format", "json")
    assert by_name.json["statements"][0]["customer_id"] == "C-3"
