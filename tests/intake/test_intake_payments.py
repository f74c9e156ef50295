"""The payments file: what each row is for, and how it bears on what the invoices say is paid."""

from __future__ import annotations

import os
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from tests.intake.intake_files import rows_of, taken, write_csv, write_rejected

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.presets import preset_source
from pastdue.intake import Dialect, Files, Intake, read
from pastdue.model import Payment, PaymentsAre
from pastdue.model.calendars import Calendar
from pastdue.model.errors.problems import BadInput
from pastdue.model.money import Money

HEAD = "invoice,customer_id,on,amount\n"


def test_payments_join_their_invoice_by_day_whatever_the_order_of_the_file(tmp_path: Path) -> None:
    rows = ["INV-1,C-1,2026-02-10,30.00\n", "INV-1,,2026-01-20,10.00\n", "INV-1,,,5.00\n"]
    for text in (HEAD + "".join(rows), HEAD + "".join(reversed(rows))):
        assert taken(tmp_path, {}, {}, payments=text).book.payments == {
            "INV-1": (
                Payment(Money.parse("5.00 EUR")),
                Payment(Money.parse("10.00 EUR"), date(2026, 1, 20)),
                Payment(Money.parse("30.00 EUR"), date(2026, 2, 10)),
            )
        }


ON_7_MARCH = HEAD + "INV-1,,2026-03-07,30.00\n"


def opened(intake: Intake) -> str:
    """The open amount of INV-1 at the end of 2026, in the book as it is read."""
    (row,) = (n for n, number in enumerate(intake.book.frame["invoice"]) if number == "INV-1")
    return intake.book.measured(date(2026, 12, 31), Calendar("DE")).invoice(row).open(date(2026, 12, 31)).plain


@pytest.mark.parametrize("are", [None, "all", "since"])
@pytest.mark.parametrize("row", [{}, {"paid": ""}, {"paid": "0.00"}, {"balance": "100.00"}, {"balance": ""}])
def test_a_payment_of_an_invoice_of_which_nothing_was_paid_comes_off_whatever_it_is_called(
    tmp_path: Path, row: dict[str, str], are: str | None
) -> None:
    intake = taken(tmp_path, row, payments=ON_7_MARCH, payments_are=are and PaymentsAre(are))
    assert (opened(intake), intake.rejected, intake.book.frame.get("doubt")) == ("70.00", (), None)


@pytest.mark.parametrize(
    ("row", "are", "left"),
    [
        ({"paid": "30.00"}, "since", "40.00"), ({"paid": "30.00"}, "all", "70.00"),
        ({"paid": "40.00"}, "since", "30.00"), ({"paid": "20.00"}, "all", "70.00"),
        ({"balance": "60.00"}, "since", "30.00"), ({"paid": "40.00", "balance": "60.00"}, "since", "30.00"),
        ({"total": "", "balance": "60.00"}, "since", "30.00"), ({"total": "", "balance": "60.00"}, "all", "60.00"),
        ({"paid": "100.00"}, "since", "-30.00"),
    ],
)  # fmt: skip
def test_what_the_payments_are_can_be_said(tmp_path: Path, row: dict[str, str], are: str, left: str) -> None:
    intake = taken(tmp_path, row, payments=ON_7_MARCH, payments_are=PaymentsAre(are))
    assert (opened(intake), intake.rejected) == (left, ())


@pytest.mark.parametrize(
    ("row", "left", "readings"),
    [
        ({"paid": "30.00"}, "70.00", "70.00 EUR is open if that counts the payments listed, 40.00 EUR if"),
        ({"paid": "40.00"}, "60.00", "60.00 EUR is open if that counts the payments listed, 30.00 EUR if"),
        ({"paid": "20.00"}, "80.00", "70.00 EUR is open if that counts the payments listed, 50.00 EUR if"),
        ({"balance": "60.00"}, "60.00", "60.00 EUR is open if that counts the payments listed, 30.00 EUR if"),
        ({"total": "", "balance": "60.00"}, "60.00", "60.00 EUR is open if that counts the payments listed, 30.00 EUR"),
        ({"paid": "30.00", "paid_on": "2026-03-08"}, "70.00", ""),
        ({"paid": "40.00", "paid_on": "2026-03-08"}, "60.00", "60.00 EUR is open if that counts the payments listed"),
    ],
)  # fmt: skip
def test_a_payment_that_two_readings_place_differently_is_asked_about_and_its_invoice_stays(
    tmp_path: Path, row: dict[str, str], left: str, readings: str
) -> None:
    intake = taken(tmp_path, row, payments=ON_7_MARCH)
    assert opened(intake) == left
    assert len(intake.rejected) == bool(readings) and intake.rejected_rows == 0
    assert readings in "".join(str(problem.what) for problem in intake.rejected)
    assert readings in "".join(map(str, intake.book.frame.get("doubt", [])))


@pytest.mark.parametrize("row", [{"paid": "30.00"}, {"balance": "60.00"}, {"total": "", "balance": "60.00"}])
def test_a_payment_made_after_the_day_the_file_was_written_came_in_since(tmp_path: Path, row: dict[str, str]) -> None:
    before = taken(tmp_path, row, payments=ON_7_MARCH)
    for day, asked in ((6, 0), (7, 1)):
        noon = datetime(2026, 3, day, 12).astimezone().timestamp()
        os.utime(tmp_path / "invoices.csv", (noon, noon))
        intake = read(Files(tmp_path / "invoices.csv", tmp_path / "payments.csv"), Dialect())
        assert len(intake.rejected) == asked
        assert Decimal(opened(before)) - Decimal(opened(intake)) == (0 if asked else 30)


@pytest.mark.parametrize(
    ("paid_on", "on", "left"),
    [
        ("2026-03-06", "2026-03-07", "40.00"),
        ("2026-03-07", "2026-03-07", "70.00"),
        ("2026-03-07", "2026-03-06", "70.00"),
    ],
)  # fmt: skip
def test_the_rows_own_day_of_payment_tells_earlier_payments_from_later_ones(
    tmp_path: Path, paid_on: str, on: str, left: str
) -> None:
    row = {"paid": "30.00", "paid_on": paid_on}
    intake = taken(tmp_path, row, payments=HEAD + f"INV-1,,{on},30.00\n")
    assert (opened(intake), intake.rejected) == (left, ())


@pytest.mark.parametrize(("listed", "asked"), [("100.00", 0), ("99.99", 0), ("100.01", 1)])
def test_payments_of_an_invoice_that_its_row_calls_paid_in_full_are_those_that_paid_it(
    tmp_path: Path, listed: str, asked: int
) -> None:
    intake = taken(tmp_path, {"paid": "100.00"}, payments=HEAD + f"INV-1,,2026-03-07,{listed}\n")
    assert (opened(intake), len(intake.rejected)) == ("0.00", asked)


def test_all_payments_that_come_to_less_than_the_row_calls_paid_contradict_it(tmp_path: Path) -> None:
    intake = taken(tmp_path, {"paid": "30.01"}, payments=ON_7_MARCH, payments_are=PaymentsAre.ALL)
    (problem,) = intake.rejected
    assert str(problem.what) == "the row says 30.01 EUR is paid, all its payments add up to 30.00 EUR"
    assert (problem.source.line, opened(intake), intake.rejected_rows) == (2, "69.99", 0)


def test_money_for_no_invoice_is_on_the_customers_account(tmp_path: Path) -> None:
    text = "invoice,customer_id,customer,on,amount,currency\n,C-1,,2026-03-07,30.00,\n,,Bob,,5,EUR\n"
    intake = taken(tmp_path, {}, {"customer_id": "C-2", "customer": "Bob"}, payments=text)
    assert [(a.customer_id, a.customer, str(a.payment.amount), a.payment.on) for a in intake.book.on_account] == [
        ("C-1", "Ada Ltd", "30.00 EUR", date(2026, 3, 7)), ("C-2", "Bob", "5.00 EUR", None),
    ]  # fmt: skip
    assert intake.rejected == () and intake.book.payments == {}
    assert "2 payments on account: deducted from what the customer owes" in intake.remarks


@pytest.mark.parametrize(
    ("row", "column", "what"),
    [
        (",,,2026-03-07,30.00,EUR", "invoice", "names neither an invoice nor a customer"),
        (",C-9,,2026-03-07,30.00,EUR", "customer_id", "no customer of the invoices file has this"),
        (",,Nobody,2026-03-07,30.00,EUR", "customer", "no customer of the invoices file has this"),
        (",C-1,,2026-03-07,30.00,", "currency", "the customer has invoices in several currencies"),
        (",C-1,,2026-03-07,30.00,EURO", "currency", "is not a currency"),
        ("INV-1,,,2026-03-07,30.00,PLN", "currency", "the invoice is in EUR"),
    ],
)  # fmt: skip
def test_money_that_cannot_be_placed_is_a_problem(tmp_path: Path, row: str, column: str, what: str) -> None:
    text = f"invoice,customer_id,customer,on,amount,currency\n{row}\n"
    intake = taken(tmp_path, {}, {"currency": "PLN"}, payments=text)
    assert [(p.column, str(p.what)) for p in intake.rejected] == [(column, what)]
    assert intake.book.on_account == () and intake.book.payments == {}


TWO: tuple[dict[str, str], ...] = (
    {},
    {"customer_id": "C-2", "customer": "Bob"},
    {"customer_id": "C-2", "customer": "Bob"},
)


@pytest.mark.parametrize(
    ("row", "doubted"),
    [
        ("INV-1,,,2026-03-07,3O", "INV-1"),
        ("INV-1,C-1,,,30 or so", "INV-1"),
        ("INV-1,,,last week,30", "INV-1"),
        ("INV-1,C-2,,2026-03-07,30", "INV-1 INV-2 INV-3"),
        ("INV-1,,Bob,2026-03-07,30", "INV-1 INV-2 INV-3"),
        ("INV-7,,Bob,2026-03-07,30", "INV-2 INV-3"),
        (",C-2,,2026-03-07,3O", "INV-2 INV-3"),
        ("INV-7,,,2026-03-07,30", ""),
        ("INV-1,,,2026-03-07,", ""),
    ],
)
def test_what_a_payment_that_cannot_be_used_may_be_for_is_in_doubt(tmp_path: Path, row: str, doubted: str) -> None:
    intake = taken(tmp_path, *TWO, payments=f"invoice,customer_id,customer,on,amount\n{row}\n")
    frame = intake.book.frame
    texts = frame["doubt"].astype(object) if "doubt" in frame else frame["invoice"].isna()
    found = [number for number, text in zip(frame["invoice"], texts, strict=True) if text and str(text) != "nan"]
    assert (" ".join(found), len(intake.rejected), intake.book.payments) == (doubted, 1, {})


@pytest.mark.parametrize("row", ["INV-1,,ADA LTD", "INV-1,,A. Payer", "INV-1,C-1,Bob", "INV-1,,"])
def test_a_payers_name_that_is_no_other_customers_changes_nothing(tmp_path: Path, row: str) -> None:
    intake = taken(tmp_path, *TWO, payments=f"invoice,customer_id,customer,on,amount\n{row},2026-03-07,30\n")
    assert (opened(intake), intake.rejected, "doubt" in intake.book.frame) == ("70.00", (), False)


def test_a_payment_is_in_the_currency_of_its_invoice(tmp_path: Path) -> None:
    text = HEAD + "INV-1,,2026-02-10,30\nINV-2,,2026-02-10,30\nINV-2,,2026-02-10,30.5\n"
    intake = taken(tmp_path, {"currency": "KWD"}, {"currency": "JPY", "total": "100"}, payments=text)
    assert [str(p[0].amount) for p in intake.book.payments.values()] == ["30.000 KWD", "30 JPY"]
    assert [str(p.what) for p in intake.rejected] == ["has more digits after the point than JPY has"]


def test_a_payment_of_nothing_known_is_rejected_in_a_file_of_its_own(tmp_path: Path) -> None:
    intake = taken(tmp_path, {}, payments=HEAD + "INV-9,C-1,2026-02-10,30.00\nINV-1,C-9,2026-02-10,30.00\n")
    assert [str(p.source) for p in intake.rejected] == [f"{tmp_path / 'payments.csv'}:{n}" for n in (2, 3)]
    assert (intake.rows, len(intake.book), intake.rejected_rows) == (1, 1, 0)
    write_rejected(intake, tmp_path / "rejected.csv")
    assert not (tmp_path / "rejected.csv").exists()
    assert (tmp_path / "rejected-payments.csv").read_text().startswith("invoice,customer_id,on,amount,reason\nINV-9")


def test_a_payment_that_stands_there_twice_is_counted_once_unless_references_tell_two_apart(tmp_path: Path) -> None:
    row = "INV-1,,2026-02-10,30.00"
    intake = taken(tmp_path, {}, payments=HEAD + f"{row}\n{row}\n")
    assert len(intake.book.payments["INV-1"]) == 1
    assert intake.remarks == (
        "1 row says again, by invoice, day, amount and reference, a payment that an earlier row has: "
        "counted once; if it came in twice, give each its reference",
    )
    text = f"invoice,customer_id,on,amount,reference\n{row},B1\n{row},B2\n,C-1,,9,\n,C-1,,9,\n,C-1,,8,\n"
    intake = taken(tmp_path, {}, payments=text)
    assert (len(intake.book.payments["INV-1"]), len(intake.book.on_account)) == (2, 2)


def test_a_mapping_may_be_meant_for_either_file(tmp_path: Path) -> None:
    text = "Number,Day,amount\nINV-1,2026-02-10,30.00\n"
    mapping = {"on": "Day", "due": "due", "invoice": "Number"}
    intake = taken(tmp_path, {"Number": "INV-1"}, payments=text, map=mapping)
    assert list(intake.book.payments) == ["INV-1"]
    intake = taken(tmp_path, {"No": "INV-1"}, payments=HEAD + "INV-1,,2026-02-10,3.00\n", map={"invoice": "No"})
    assert list(intake.book.payments) == ["INV-1"]


def test_payment_dates_in_an_unsaid_order_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"payments\.csv:2: on: the dates are ambiguous"):
        taken(tmp_path, {}, payments=HEAD + "INV-1,,02/03/2026,30.00\n")


def test_zohos_payments_are_what_was_applied_to_each_invoice(tmp_path: Path) -> None:
    head = (
        "Payment Number,CustomerPayment ID,Date,Customer Name,Amount,Unused Amount,Invoice Number,"
        "Amount Applied to Invoice\n"
    )
    rows = "1,71,2026-03-01,Ada Ltd,100.00,10.00,INV-1,30.00\n1,71,2026-03-01,Ada Ltd,100.00,10.00,INV-2,60.00\n"
    unused = "1,71,2026-03-01,Ada Ltd,100.00,10.00,,\n"
    (tmp_path / "payments.csv").write_text(head + rows + unused)
    files = Files(write_csv(tmp_path / "in.csv", rows_of({}, {})), tmp_path / "payments.csv")
    intake = read(files, Dialect(presets=preset_source(Catalog(), "")))
    paid = {number: [payment.amount.plain for payment in own] for number, own in intake.book.payments.items()}
    assert (paid, intake.rejected) == ({"INV-1": ["30.00"], "INV-2": ["60.00"]}, ())
    assert "1 payment of no invoice ignored" in intake.remarks


def test_payments_have_a_delimiter_of_their_own(tmp_path: Path) -> None:
    intake = taken(tmp_path, {}, payments="invoice;on;amount\nINV-1;2026-03-01;30.00\n", delimiter=",")
    assert list(intake.book.payments) == ["INV-1"]
