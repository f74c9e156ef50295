"""Lateness and the open amount are the same for a row of the book and for its invoice."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.intake.intake_files import taken

from pastdue.model import Invoice, Whose
from pastdue.model.calendars import Calendar
from pastdue.model.choices import Roll
from pastdue.model.money import Money

PL = Calendar("PL")


@pytest.mark.parametrize(
    ("due", "days", "business_days"),
    [("2026-11-24", -1, 0), ("2026-11-23", 0, 0), ("2026-11-22", 1, 1), ("2026-11-20", 3, 1), ("2026-11-10", 13, 8)],
)
def test_days_late_are_those_after_the_due_date_up_to_the_day(
    tmp_path: Path, due: str, days: int, business_days: int
) -> None:
    late = taken(tmp_path, {"due": due}).book.measured(date(2026, 11, 23), PL).overdue(0)
    assert (late.days, late.business_days) == (days, business_days)
    assert (late.effective_due, str(late.calendar), late.as_of) == (date.fromisoformat(due), "PL", date(2026, 11, 23))


def test_a_due_date_on_a_closed_day_moves_only_when_told_to(tmp_path: Path) -> None:
    book = taken(tmp_path, {"due": "2026-11-21"}).book
    days = {roll: book.measured(date(2026, 11, 24), PL, roll).overdue(0).days for roll in Roll}
    assert days == {Roll.NONE: 3, Roll.FOLLOWING: 1, Roll.PRECEDING: 4}
    assert book.measured(date(2026, 11, 24), PL, Roll.FOLLOWING).invoice(0).due == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("as_of", "open_minor"), [("2026-02-09", 9500), ("2026-02-10", 5500), ("2026-02-11", 5500), ("2026-02-12", 4500)]
)
def test_payments_after_the_day_are_undone_and_undated_ones_count(tmp_path: Path, as_of: str, open_minor: int) -> None:
    text = "invoice,on,amount\nINV-1,2026-02-10,40.00\nINV-1,2026-02-12,10.00\nINV-1,,5.00\n"
    late = taken(tmp_path, {}, {}, payments=text).book.measured(date.fromisoformat(as_of), PL)
    assert late.frame["open_minor"].tolist() == [open_minor, 10000]


@pytest.mark.parametrize(
    ("paid_on", "as_of", "open_minor"),
    [("2026-02-10", "2026-02-09", 10000), ("2026-02-10", "2026-02-10", 6000), ("", "2026-02-09", 6000)],
)
def test_the_rows_own_payment_counts_from_its_day_on(tmp_path: Path, paid_on: str, as_of: str, open_minor: int) -> None:
    late = taken(tmp_path, {"paid": "40.00", "paid_on": paid_on}).book.measured(date.fromisoformat(as_of), PL)
    assert late.frame["open_minor"].tolist() == [open_minor]
    assert late.frame["paid_as_of_minor"].tolist() == [10000 - open_minor]


def test_the_frame_and_the_invoices_agree(tmp_path: Path) -> None:
    text = "invoice,on,amount\nINV-3,2026-02-10,40.00\nINV-3,2026-12-12,10.00\n"
    rows: tuple[dict[str, str], ...] = (
        {"paid": "30.00", "paid_on": "2026-12-01"},
        {"total": "-5.00"},
        {"currency": "JPY", "total": "500"},
        {},
    )
    late = taken(tmp_path, *rows, payments=text.replace(".00", "")).book.measured(date(2026, 11, 23), PL)
    found: list[Invoice] = [late.invoice(row) for row in range(len(late))]
    assert [invoice.open(late.as_of).minor for invoice in found] == late.frame["open_minor"].tolist()
    assert [late.overdue(row).open.minor for row in range(len(late))] == late.frame["open_minor"].tolist()


def test_sums_are_those_of_the_rows_of_one_currency_day_of_issue_and_due_date(tmp_path: Path) -> None:
    early, due, later = "2026-01-05", "2026-02-04", "2026-03-04"
    days = [(early, due), ("2026-01-06", due), (early, later), ("", due)]
    rows = [
        {"issued": issued, "due": due, "currency": currency, "total": total}
        for currency in ("USD", "EUR") for issued, due in days for total in ("7", "-3", "9000000000.01")
    ]  # fmt: skip
    late = taken(tmp_path, *rows, {"currency": "GBP", "paid": "100.00"}).book.measured(date(2026, 11, 23), PL)
    expected: dict[tuple[str, int, int], list[int]] = {}
    for currency, issued, due, owed, total in late.each("currency", "issued", "due", "open_minor", "total_minor"):
        sums = expected.setdefault((currency, issued, due), [0, 0, 0])
        for at, more in enumerate((owed, total, int(owed > 0))):
            sums[at] += more
    assert len(late) == 25 and len(expected) == 9
    assert sorted(late.sums()) == sorted((*key, *sums) for key, sums in expected.items())


def test_the_debts_of_a_customer_are_the_issued_invoices_that_are_no_credit_notes(tmp_path: Path) -> None:
    """An invoice over nothing is one of them, and so is one that is paid; another currency is another debt."""
    rows = [{"total": "0.01"}, {"total": "0.00"}, {"total": "-0.01"}, {"paid": "100.00"}, {"currency": "USD"}]
    rows += [{"issued": "2026-11-23"}, {"issued": "2026-11-24"}, {"customer_id": "C-2"}]
    late = taken(tmp_path, *rows).book.measured(date(2026, 11, 23), PL)
    assert late.debts(["C-1"]) == {Whose("C-1", "EUR"): [0, 1, 3, 5], Whose("C-1", "USD"): [4]}
    assert late.debts(["C-2", "C-3"]) == {Whose("C-2", "EUR"): [7]} and late.debts([]) == {}


def test_a_credit_counts_from_its_day_of_issue_on(tmp_path: Path) -> None:
    rows = [{"total": "-0.01"}, {"total": "0.00"}, {"paid": "100.01"}, {"paid": "100.00"}]
    rows += [{"total": "-5.00", "issued": day} for day in ("2026-11-23", "2026-11-24")]
    book = taken(tmp_path, *rows).book
    assert book.measured(date(2026, 11, 23), PL).credits() == [0, 2, 4]
    assert book.measured(date(2026, 11, 24), PL).credits() == [0, 2, 4, 5]


def test_a_credit_that_is_not_yet_issued_lowers_no_balance(tmp_path: Path) -> None:
    book = taken(tmp_path, {}, {"total": "-40.00", "issued": "2026-11-24"}).book
    balances = [book.measured(date(2026, 11, day), PL).balances() for day in (23, 24)]
    assert balances == [{Whose("C-1", "EUR"): Money.of_minor(owed, "EUR")} for owed in (10000, 6000)]


def test_measuring_leaves_the_book_as_it_was(tmp_path: Path) -> None:
    book = taken(tmp_path, {}).book
    before = list(book.frame.columns)
    book.measured(date(2026, 11, 23), PL)
    assert list(book.frame.columns) == before


def test_the_frame_has_the_types_its_schema_says(tmp_path: Path) -> None:
    late = taken(tmp_path, {"hold": "no", "promised_on": ""}).book.measured(date(2026, 11, 23), PL)
    kinds = {name: str(dtype) for name, dtype in late.frame.dtypes.items()}
    assert kinds == {
        "invoice": "str", "customer_id": "category", "customer": "category", "currency": "category",
        "issued": "int32", "due": "int32", "total_minor": "int64", "paid_minor": "int64", "paid_on": "int32",
        "hold": "bool", "hold_until": "int32", "disputed": "bool", "promised_on": "int32", "promised_minor": "int64",
        "line": "int32", "effective_due": "int32", "days": "int32",
        "paid_as_of_minor": "int64", "open_minor": "int64",
    }  # fmt: skip
    assert str(late.business_days.dtype) == "int64"


def test_what_is_newest_of_a_customer_is_theirs_of_one_number_and_one_name(tmp_path: Path) -> None:
    """A name apart under the number takes neither the address nor the e-mail address nor the way of delivery."""
    old = {"address1": "Old Road 1", "email": "old@ada.example", "delivery": "post"}
    new = {"address1": "New Road 2", "email": "new@ada.example", "delivery": "both", "issued": "2026-01-09"}
    apart = {"customer": "Bolt Ltd", "address1": "Far Road 3", "email": "", "delivery": "", "issued": "2026-01-19"}
    measured = taken(tmp_path, new, old, apart, {"issued": "2026-01-01"}).book.measured(date(2026, 11, 23), PL)
    found = [measured.invoice(row).customer for row in range(4)]
    said = [(party.address[0], party.email, party.delivery and party.delivery.value) for party in found]
    newest = ("New Road 2", "new@ada.example", "both")
    assert said == [newest, newest, ("Far Road 3", "", None), newest]


def test_an_invoice_says_whether_it_is_to_be_paid_by_split_payment(tmp_path: Path) -> None:
    flags = ({"split_payment": "tak"}, {"split_payment": "nie"}, {"split_payment": ""})
    measured = taken(tmp_path, *flags).book.measured(date(2026, 11, 23), PL)
    assert [measured.invoice(row).split_payment for row in range(3)] == [True, False, False]


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_addresses_of_one_day_the_last_by_its_letters_counts_with_its_country(
    tmp_path: Path, turned: bool
) -> None:
    rows = [{"address1": "B Road 1", "country": "FR"}, {"address1": "A Road 1", "country": "PL"}]
    late = taken(tmp_path, *(rows[::-1] if turned else rows)).book.measured(date(2026, 11, 23), PL)
    for row in (0, 1):
        customer = late.invoice(row).customer
        assert (customer.address, customer.country) == (("B Road 1",), "FR")


def test_a_payment_taken_back_is_one_of_the_invoices_payments(tmp_path: Path) -> None:
    payments = "invoice,on,amount\nINV-1,2026-02-10,-40.00\nINV-2,2026-02-10,40.00\n"
    late = taken(tmp_path, {}, {"paid": "-5.00"}, {"paid": "0.00"}, payments=payments).book.measured(
        date(2026, 11, 23), PL
    )
    paid = [[payment.amount.plain for payment in late.invoice(row).payments] for row in range(3)]
    assert paid == [["-40.00"], ["-5.00", "40.00"], []]
    assert late.frame["open_minor"].tolist() == [14000, 6500, 10000]
