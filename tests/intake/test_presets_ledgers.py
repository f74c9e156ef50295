"""Exports of bookkeeping systems: what is open is what the program says is open, worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, taken

BUSINESS_CENTRAL = (
    "Posting Date,Document Type,Document No.,Customer No.,Customer Name,Currency Code,Original Amount,Amount,"
    "Remaining Amount,Due Date,Open\n"
    '2026-01-13,Invoice,103001,10000,Alder Ltd,USD,"1,250.00","1,250.00","1,000.00",2026-02-12,Yes\n'
    "2026-01-02,Invoice,103000,10000,Alder Ltd,USD,900.00,900.00,0.00,2026-02-01,No\n"
    "2026-01-20,Payment,P-77,10000,Alder Ltd,USD,-100.00,-100.00,-40.00,,Yes\n"
)
OPTIMA = (
    "Numer dokumentu;Data dokumentu;Termin;Kontrahent;Kwota;Rozliczono;Pozostaje;Waluta\n"
    "FS/1/2026;2026-01-13;2026-01-27;Olcha;1 230,00;230,00;1 000,00;PLN\n"
    "FS/2/2026;2026-01-14;2026-01-28;Brzoza;615,00;0,00;615,00;PLN\nRazem;;;;1 845,00;230,00;1 615,00;\n"
)
TALLY = (
    ",,,,,,\nDate,Ref. No.,Party's Name,Opening,Pending,Due on,Overdue\n,,,Amount,Amount,,by days\n"
    ",,Alder Traders,,,,\n1-Feb-26,INV-001,,5000,5000,3-Mar-26,44\n"
    '15-Feb-26,INV-002,,"1,25,000","75,000",17-Mar-26,30\n'
    ",,Birch Traders,,,,\n20-Mar-26,INV-003,,800,800,19-Apr-26,\n"
)
SAP = (
    "Customer\tName 1\tAssignment\tDocument Number\tDocument Type\tDocument Date\tNet due date\t"
    "Amount in doc. curr.\tDocument currency\tText\n"
    "1000\tAlder Ltd\tA1\t1800000001\tRV\t13.01.2026\t12.02.2026\t1.250,00\tEUR\t\n"
    "1000\tAlder Ltd\tA2\t1600000002\tDG\t20.01.2026\t20.01.2026\t250,00-\tEUR\tGutschrift\n"
)
NETSUITE = (
    "Date,Type,Document Number,Name,Due Date,Status,Currency,Amount (Foreign Currency),"
    "Amount Remaining (Foreign Currency)\n"
    "1/13/2026,Invoice,INV1,Alder Ltd,2/12/2026,Open,USD,100.00,60.00\n"
    "1/14/2026,Invoice,INV2,Birch Ltd,2/13/2026,Paid In Full,USD,200.00,0.00\n"
    "1/15/2026,Credit Memo,CM1,Alder Ltd,1/15/2026,Open,USD,-10.00,-10.00\n"
)
DESKTOP = (
    ",Type,Date,Num,P. O. #,Terms,Due Date,Class,Aging,Open Balance\n"
    "Alder Ltd,,,,,,,,,\n,Invoice,01/13/2026,71,,Net 30,02/12/2026,,30,100.00\nTotal Alder Ltd,,,,,,,,,100.00\n"
    "Birch Ltd,,,,,,,,,\n,Invoice,01/14/2026,72,,Net 30,02/13/2026,,29,50.00\nTotal Birch Ltd,,,,,,,,,50.00\n"
    "TOTAL,,,,,,,,,150.00\n"
)

SAGE_50 = (
    "TRAN_NUMBER,ITEM_COUNT,TYPE,DATE,ACCOUNT_REF,INV_REF,DETAILS,DUE_DATE,DISPUTED,PAID_FLAG,DELETED_FLAG,NET_AMOUNT,TAX_AMOUNT,"
    "GROSS_AMOUNT,AMOUNT_PAID,OUTSTANDING\n"
    "1,1,SI,13/01/2026 00:00:00,ALD01,1001,Goods,12/02/2026 00:00:00,0,N,0,100,20,120,20,100\n"
    "2,1,SI,14/01/2026 00:00:00,BIR01,1002,Paid search,13/02/2026 00:00:00,0,Y,0,200,40,240,240,0\n"
    "3,1,SI,15/01/2026 00:00:00,BIR01,1003,Entered twice,14/02/2026 00:00:00,0,N,1,200,40,240,0,240\n"
    "4,1,SC,20/01/2026 00:00:00,BIR01,2001,Return,20/01/2026 00:00:00,0,N,0,-25,-5,-30,0,-30\n"
    "5,1,SI,21/01/2026 00:00:00,ALD01,1004,Goods,20/02/2026 00:00:00,1,N,0,10,2,12,0,12\n"
    "6,1,SR,10/02/2026 00:00:00,BIR01,,Receipt,10/02/2026 00:00:00,0,Y,0,240,0,240,240,0\n"
    "7,1,PI,10/02/2026 00:00:00,SUP01,9,Paper,10/03/2026 00:00:00,0,N,0,50,10,60,0,60\n"
)


SAGE_50_REPORT = (
    "Tran Number,Type,Account Ref,Name,Inv Ref,Date,Due Date,Details,Net Amount,Tax Amount,Gross Amount,Amount Paid,"
    "Outstanding,Paid Flag,Deleted Flag\n"
    "1,SI,ALD01,Alder Ltd,1001,13/01/2026,12/02/2026,Sales Invoice,100.00,20.00,120.00,20.00,100.00,N,N\n"
    "2,SR,ALD01,Alder Ltd,BACS,20/01/2026,20/01/2026,Sales Receipt,20.00,0.00,20.00,20.00,0.00,Y,N\n"
    "3,SR,BIR01,Birch Ltd,BACS,21/01/2026,21/01/2026,Sales Receipt,30.00,0.00,30.00,30.00,0.00,Y,N\n"
    "4,SA,BIR01,Birch Ltd,ONACC,22/01/2026,22/01/2026,Payment on Account,15.00,0.00,15.00,0.00,15.00,N,N\n"
)


@pytest.mark.parametrize(
    ("preset", "text", "options", "expected"),
    [
        ("business-central", BUSINESS_CENTRAL, {}, {"103001": "1000.00", "103000": "0.00", "P-77": "-40.00"}),
        ("optima", OPTIMA, {}, {"FS/1/2026": "1000.00", "FS/2/2026": "615.00"}),
        ("tally-bills", TALLY, {}, {"INV-001": "5000.00", "INV-002": "75000.00", "INV-003": "800.00"}),
        ("sap-open-items", SAP, {}, {"1800000001": "1250.00", "1600000002": "-250.00"}),
        ("netsuite", NETSUITE, {}, {"INV1": "60.00", "INV2": "0.00", "CM1": "-10.00"}),
        (
            "sage-50", SAGE_50, {"currency": "GBP"},
            {"1001": "100.00", "1002": "0.00", "2001": "-30.00", "1004": "12.00"},
        ),
        ("sage-50", SAGE_50_REPORT, {"currency": "GBP"}, {"1001": "100.00", "ONACC": "-15.00"}),
        ("quickbooks-desktop", DESKTOP, {"currency": "USD"}, {"71": "100.00", "72": "50.00"}),
    ],
)  # fmt: skip
def test_what_is_open_is_what_the_books_say(
    tmp_path: Path, preset: str, text: str, options: dict[str, str], expected: dict[str, str]
) -> None:
    intake = taken(tmp_path, text, **options)
    assert (intake.preset, opened(intake), intake.rejected) == (preset, expected, ())


def test_a_deleted_transaction_of_sage_50_is_void_and_a_disputed_one_is_not_dunned(tmp_path: Path) -> None:
    intake = taken(tmp_path, SAGE_50, currency="GBP")
    assert intake.ignored_for == {"no sales": 2, "void": 1}
    assert dict(zip(intake.book.frame["invoice"], intake.book.frame["disputed"], strict=True))["1004"]


def test_a_party_named_in_a_heading_is_the_customer_of_the_rows_below(tmp_path: Path) -> None:
    for text, option in ((TALLY, "INR"), (DESKTOP, "USD")):
        names = list(taken(tmp_path, text, currency=option).book.frame["customer"])
        assert names[0].startswith("Alder") and names[-1].startswith("Birch")
