"""Does the payments file add what was paid, and never contradict the invoices?"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.intake.intake_files import rows_of, taken, write_csv

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.presets import preset_source
from pastdue.intake import Dialect, Files, read, write_rejected
from pastdue.model import Payment
from pastdue.model.errors import BadInput
from pastdue.model.money import Money

HEAD = "invoice,customer_id,on,amount\n"


def test_payments_join_their_invoice_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = HEAD + "INV-1,C-1,2026-02-10,30.00\nINV-1,,2026-01-20,10.00\nINV-1,,,5.00\n"
    book = taken(tmp_path, {}, {}, payments=text).book
    assert book.payments == {
        "INV-1": (
            Payment(Money.parse("30.00 EUR"), date(2026, 2, 10)),
            Payment(Money.parse("10.00 EUR"), date(2026, 1, 20)),
            Payment(Money.parse("5.00 EUR")),
        )
    }


def test_the_listed_payments_stand_for_the_paid_column(tmp_path: Path) -> None:
    text = HEAD + "INV-1,,2026-02-10,30.00\nINV-1,,2026-02-11,10.00\n"
    book = taken(tmp_path, {"paid": "40.00"}, {"paid": "7.00"}, payments=text).book
    assert book.frame["paid_minor"].tolist() == [0, 700]


@pytest.mark.parametrize(("paid", "rejected"), [("30.00", 0), ("30.01", 1), ("0.00", 1), ("", 0)])
def test_the_paid_column_must_be_the_sum_of_the_payments(tmp_path: Path, paid: str, rejected: int) -> None:
    intake = taken(tmp_path, {"paid": paid}, {}, payments=HEAD + "INV-1,,2026-02-10,30.00\n")
    assert intake.rejected_rows == rejected
    assert len(intake.book.payments) == 1 - rejected


def test_payments_cannot_be_taken_from_a_balance_alone(tmp_path: Path) -> None:
    intake = taken(tmp_path, {"total": "", "balance": "9.00"}, {}, payments=HEAD + "INV-1,,2026-02-10,30.00\n")
    assert [p.what for p in intake.rejected] == ["there are payments, but no total to take them from"]
    assert intake.remarks == ("1 payment of rejected invoices left out",)


def test_a_payment_is_in_the_currency_of_its_invoice(tmp_path: Path) -> None:
    text = HEAD + "INV-1,,2026-02-10,30\nINV-2,,2026-02-10,30\nINV-2,,2026-02-10,30.5\n"
    intake = taken(tmp_path, {"currency": "KWD"}, {"currency": "JPY", "total": "100"}, payments=text)
    assert [str(p[0].amount) for p in intake.book.payments.values()] == ["30.000 KWD", "30 JPY"]
    assert [p.what for p in intake.rejected] == ["has more digits after the point than JPY has"]


def test_a_payment_of_nothing_known_is_rejected_in_a_file_of_its_own(tmp_path: Path) -> None:
    intake = taken(tmp_path, {}, payments=HEAD + "INV-9,C-1,2026-02-10,30.00\nINV-1,C-9,2026-02-10,30.00\n")
    assert [str(p.source) for p in intake.rejected] == [f"{tmp_path / 'payments.csv'}:{n}" for n in (2, 3)]
    assert (intake.rows, len(intake.book), intake.rejected_rows) == (1, 1, 0)
    write_rejected(intake, tmp_path / "rejected.csv")
    assert not (tmp_path / "rejected.csv").exists()
    assert (tmp_path / "rejected-payments.csv").read_text().startswith("invoice,customer_id,on,amount,reason\nINV-9")


def test_the_same_payment_twice_is_counted_twice_and_remarked(tmp_path: Path) -> None:
    intake = taken(tmp_path, {}, payments=HEAD + "INV-1,,2026-02-10,30.00\n" * 2)
    assert len(intake.book.payments["INV-1"]) == 2
    assert intake.remarks == ("1 payment with invoice, day and amount of another one: all of them counted",)


def test_a_mapping_may_be_meant_for_either_file(tmp_path: Path) -> None:
    text = "Number,Day,amount\nINV-1,2026-02-10,30.00\n"
    mapping = {"on": "Day", "due": "due", "invoice": "Number"}
    intake = taken(tmp_path, {"Number": "INV-1"}, payments=text, mapping=mapping)
    assert list(intake.book.payments) == ["INV-1"]
    intake = taken(tmp_path, {"No": "INV-1"}, payments=HEAD + "INV-1,,2026-02-10,3.00\n", mapping={"invoice": "No"})
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
    assert "1 payment of no invoice passed over" in intake.remarks


def test_payments_have_a_delimiter_of_their_own(tmp_path: Path) -> None:
    intake = taken(tmp_path, {}, payments="invoice;on;amount\nINV-1;2026-03-01;30.00\n", delimiter=",")
    assert list(intake.book.payments) == ["INV-1"]
