"""Accounts in which payments stand in rows of their own: running balances are proved, money on account is a credit."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, remedies, taken

CHARGES = (
    ("1", "100", "", "100"),
    ("P1", "", "100", "0"),
    ("2", "80", "", "80"),
    ("3", "50", "", "130"),
    ("P2", "", "30", "100"),
)
"""Of one customer: the number, what is charged, what is paid, and the balance of the account after it."""


def account(*rows: tuple[str, str, str, str], kind: bool = True, customer: str = "Alder") -> str:
    head = "Ref,Customer,Date,Due Date,Currency,Charge,Payment,Balance" + (",Type" if kind else "")
    lines = [head]
    for day, (number, charge, payment, balance) in enumerate(rows, 1):
        due = f"2026-02-{day:02}" if charge else ""
        type_ = f",{'Charge' if charge else 'Payment'}" if kind else ""
        lines.append(f"{number},{customer},2026-01-{12 + day},{due},GBP,{charge},{payment},{balance}{type_}")
    return "\n".join(lines) + "\n"


def owed(folder: Path, text: str, **said: object) -> Decimal:
    return sum((Decimal(each) for each in opened(taken(folder, text, **said)).values()), Decimal(0))


@pytest.mark.parametrize("kind", [True, False])
@pytest.mark.parametrize("newest_first", [True, False])
def test_a_balance_that_runs_on_over_charges_and_payments_is_asked_about_and_its_remedy_is_right(
    tmp_path: Path, kind: bool, newest_first: bool
) -> None:
    text = account(*CHARGES, kind=kind)
    if newest_first:
        head, *rows = text.splitlines()
        text = "\n".join([head, *reversed(rows)]) + "\n"
    said = refusal(tmp_path, text)
    assert "Balance: runs on from row to row: each is the one before it with 'Charge' added and 'Payment'" in said
    ((answer, promise),) = remedies(said)
    assert promise == "5 invoices, open 100.00 GBP"
    assert owed(tmp_path, text, **answer) == 100


def test_a_balance_runs_on_in_amounts_with_the_sign_of_their_currency_too(tmp_path: Path) -> None:
    signed = ((n, a and f"$ {a}", b and f"$ {b}", f"$ {c}") for n, a, b, c in CHARGES)
    text = account(*signed).replace(",GBP,", ",USD,")
    ((answer, promise),) = remedies(refusal(tmp_path, text))
    assert promise == "5 invoices, open 100.00 USD"
    assert "runs on from row to row" in refusal(tmp_path, text, currency="EUR")
    assert owed(tmp_path, text, **answer) == 100


def test_balances_that_run_on_by_customer_are_found_though_the_customers_take_turns(tmp_path: Path) -> None:
    head, *alder = account(*CHARGES).splitlines()
    birch = account(*CHARGES, customer="Birch").replace("\n", "\nB").splitlines()[1:]
    mixed = [line for pair in zip(alder, birch, strict=False) for line in pair]
    said = refusal(tmp_path, "\n".join([head, *mixed]) + "\n")
    assert "runs on from row to row" in said and "# 10 invoices, open 200.00 GBP" in said


def test_a_balance_that_is_open_of_each_row_beside_charges_and_payments_runs_on_nowhere(tmp_path: Path) -> None:
    rows = (
        ("1", "100", "", "0"),
        ("P1", "", "100", "0"),
        ("2", "80", "", "50"),
        ("3", "50", "", "50"),
        ("P2", "", "30", "0"),
    )
    assert owed(tmp_path, account(*rows)) == 100


@pytest.mark.parametrize("word", ["ignore", "credit"])
def test_a_running_balance_is_refused_whatever_the_word_for_a_payment_is_said_to_mean(
    tmp_path: Path, word: str
) -> None:
    """Left out, the payments would leave balances that nothing proves to run on."""
    text = account(*CHARGES)
    assert "runs on from row to row" in refusal(tmp_path, text, words={"Payment": word})
    assert "in place of --map balance" in refusal(tmp_path, text, words={"Payment": word}, map={"balance": "Balance"})


@pytest.mark.parametrize("sign", ["-", ""])
def test_one_column_of_charges_and_payments_proves_a_running_balance_with_or_without_a_sign(
    tmp_path: Path, sign: str
) -> None:
    head = "Ref,Customer,Date,Due Date,Currency,Amount,Balance,Type\n"
    rows = (("1", "100", "100"), ("P1", f"{sign}60", "40"), ("2", "80", "120"), ("3", "50", "170"))
    text = head + "".join(
        f"{number},Alder,2026-01-{12 + day},2026-02-12,GBP,{amount},{balance},{KINDS[number]}\n"
        for day, (number, amount, balance) in enumerate(rows)
    )
    assert "runs on from row to row" in refusal(tmp_path, text, words={"Payment": "ignore"})


KINDS = {"1": "Invoice", "P1": "Payment", "2": "Invoice", "3": "Invoice"}
HEAD = "Invoice No,Type,Customer,Date,Due Date,Currency,Amount,Open Amount\n"


def test_a_payment_without_a_number_is_taken_off_what_its_customer_owes(tmp_path: Path) -> None:
    text = (
        HEAD + "1,Invoice,Alder,2026-01-12,2026-02-12,EUR,100.00,100.00\n,Payment,Alder,2026-01-20,,EUR,-30.00,-30.00\n"
    )
    intake = taken(tmp_path, text)
    assert opened(intake) == {"1": "100.00", "Payment (line 3)": "-30.00"}
    assert "1 row of a payment: taken off what its customer owes" in intake.remarks


def test_a_payment_that_is_used_up_takes_nothing_off(tmp_path: Path) -> None:
    text = (
        HEAD + "1,Invoice,Alder,2026-01-12,2026-02-12,EUR,100.00,70.00\n1,Betaling,Alder,2026-01-20,,EUR,-30.00,0.00\n"
    )
    assert opened(taken(tmp_path, text)) == {"1": "70.00", "Betaling 1": "0.00"}


def test_a_payment_without_a_sign_is_asked_about(tmp_path: Path) -> None:
    text = (
        HEAD + "1,Invoice,Alder,2026-01-12,2026-02-12,EUR,100.00,100.00\nP,Payment,Alder,2026-01-20,,EUR,30.00,30.00\n"
    )
    assert "'Payment' in 1 row: is that owed or not?" in refusal(tmp_path, text)


PAID = "Invoice No,Customer,Date,Due Date,Currency,Amount,Paid\n"


def test_an_amount_paid_alone_is_money_on_account_only_where_no_invoice_says_what_was_paid_of_it(
    tmp_path: Path,
) -> None:
    apart = PAID + "1,Alder,2026-01-12,2026-02-12,EUR,100.00,\n,Alder,2026-01-20,,EUR,,30.00\n"
    assert opened(taken(tmp_path, apart)) == {"1": "100.00", "payment (line 3)": "-30.00"}
    beside = apart.replace("100.00,", "100.00,10.00")
    assert opened(intake := taken(tmp_path, beside)) == {"1": "90.00"} and len(intake.rejected_records) == 1
    due = apart.replace("2026-01-20,,", "2026-01-20,2026-02-20,")
    assert opened(intake := taken(tmp_path, due)) == {"1": "100.00"} and len(intake.rejected_records) == 1


def test_one_invoice_that_was_paid_far_down_a_long_list_shows_that_no_row_is_money_on_account(tmp_path: Path) -> None:
    head = "Invoice No,Customer,Invoice Date,Due Date,Currency,Total,Paid\n"
    listed = [f"{n},Alder,2026-01-12,2026-02-12,EUR,1.00," for n in range(2000)]
    money = "M1,Alder,2026-01-20,,EUR,,400.00"
    paid = "I1,Alder,2026-01-12,2026-02-12,EUR,50.00,20.00"
    on_account = "\n".join([head.strip(), *listed, money]) + "\n"
    assert owed(tmp_path, on_account) == 1600
    with_one_paid = "\n".join([head.strip(), *listed, money, paid]) + "\n"
    assert [problem.source.line for problem in taken(tmp_path, with_one_paid).rejected] == [2002]


UNNUMBERED = """\
Account,Customer,Invoice No,Invoice date,Due date,Currency,Amount,Outstanding
10,Alder,7,2026-01-05,2026-02-05,EUR,100.00,100.00
10,Alder,,2026-01-20,,EUR,-30.00,-30.00
11,Birch,8,2026-01-06,2026-02-06,EUR,50.00,50.00
"""


def test_a_row_with_a_minus_and_no_number_is_money_of_its_customer(tmp_path: Path) -> None:
    intake = taken(tmp_path, UNNUMBERED)
    assert opened(intake) == {"7": "100.00", "payment (line 3)": "-30.00", "8": "50.00"} and not intake.rejected
    assert "1 row of a payment: taken off what its customer owes" in intake.remarks


@pytest.mark.parametrize(
    ("old", "new"), [("-30.00,-30.00", "30.00,30.00"), ("2026-01-20", ""), ("-30.00,-30.00", "-30.00,30.00")]
)
def test_a_row_without_a_number_is_rejected_without_a_minus_or_a_day(tmp_path: Path, old: str, new: str) -> None:
    assert taken(tmp_path, UNNUMBERED.replace(old, new)).rejected_rows == 1


BILLED = """\
Customer,Invoice No,Invoice date,Due date,Currency,Amount{more}
Alder,7,2026-01-05,2026-02-05,EUR,100.00{0}
Alder,,2026-01-20,,EUR,-30.00{1}
Birch,8,2026-01-06,2026-02-06,EUR,50.00{2}
"""


@pytest.mark.parametrize(
    ("more", "cells"),
    [
        (",Paid", ("30.00", "", "0.00")),
        (",Status", ("Paid", "", "Open")),
        (",Balance", ("70.00", "", "50.00")),
        (",Balance", ("70.00", "0.00", "50.00")),
        (",Paid on", ("2026-01-20", "", "")),
    ],
)
def test_a_row_with_a_minus_and_no_number_is_rejected_where_it_may_be_taken_off_already(
    tmp_path: Path, more: str, cells: tuple[str, ...]
) -> None:
    text = BILLED.format(*(f",{cell}" for cell in cells), more=more)
    intake = taken(tmp_path, text, map={"settled_on": "Paid on"} if "Paid on" in more else {})
    assert [problem.source.line for problem in intake.rejected if problem.column == "Invoice No"] == [3]
    assert not [number for number in opened(intake) if number.startswith("payment")]


@pytest.mark.parametrize(("more", "cells"), [("", ("", "", "")), (",Paid", (",0.00", ",", ",20.00"))])
def test_a_row_with_a_minus_and_no_number_counts_where_no_invoice_of_its_customer_has_anything_paid(
    tmp_path: Path, more: str, cells: tuple[str, ...]
) -> None:
    owed_ = opened(taken(tmp_path, BILLED.format(*cells, more=more)))
    assert (owed_["7"], owed_["payment (line 3)"]) == ("100.00", "-30.00")


def test_a_sum_with_a_minus_and_a_day_below_a_name_that_no_invoice_has_is_no_money(tmp_path: Path) -> None:
    text = BILLED.format("", "", "", more="").replace("Alder,,", "Alder total,,")
    assert taken(tmp_path, text).rejected_rows == 1
