"""Days written as one number, and shares of something: neither is an amount nor a mark of a payment."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, taken

from pastdue.model.spans import day_of

DAYS = """\
Invoice,Customer,Issued,Due,Total,Paid,Ref paiement id
A-1,Alder,2026-01-05,2026-02-04,100.00,40.00,20260210.0
A-2,Birch,2026-01-06,2026-02-05,200.00,0.00,
A-3,Cedar,2026-01-07,2026-02-06,300.00,300.00,20260222.0
"""


def test_days_as_numbers_with_a_fraction_are_no_amounts_to_add(tmp_path: Path) -> None:
    assert opened(taken(tmp_path, DAYS, currency="EUR")) == {"A-1": "60.00", "A-2": "200.00", "A-3": "0.00"}


def test_days_as_numbers_with_a_fraction_are_read_as_days(tmp_path: Path) -> None:
    text = "Invoice,Customer,Invoice date,Due date,Total\nA-1,Alder,20260105.0,20260204.0,100.00\n"
    invoice = taken(tmp_path, text, currency="EUR").book
    assert str(invoice.frame["due"].iloc[0]) == str(20488)


@pytest.mark.parametrize("share", ["remise_pct", "Remise %", "remise en pourcent"])
def test_a_percentage_is_no_mark_of_a_payment(tmp_path: Path, share: str) -> None:
    text = f"""\
Invoice,Customer,Issued,Due,Total,{share}
A-1,Alder,2026-01-05,2026-02-04,100.00,15
A-2,Birch,2026-01-06,2026-02-05,200.00,0
A-3,Cedar,2026-01-07,2026-02-06,300.00,5
"""
    assert opened(taken(tmp_path, text, currency="EUR")) == {"A-1": "100.00", "A-2": "200.00", "A-3": "300.00"}


def test_a_number_of_a_payment_slip_is_asked_about(tmp_path: Path) -> None:
    text = """\
Invoice,Customer,Issued,Due,Total,remise n
A-1,Alder,2026-01-05,2026-02-04,100.00,4711
A-2,Birch,2026-01-06,2026-02-05,200.00,
A-3,Cedar,2026-01-07,2026-02-06,300.00,4712
"""
    assert "is that paid?" in refusal(tmp_path, text, currency="EUR")


@pytest.mark.parametrize("period", ["mes_cobro_esperado", "Trimestre", "Quarter", "Jahr", "año_pago"])
def test_numbers_of_periods_are_no_amounts(tmp_path: Path, period: str) -> None:
    text = f"""\
Invoice No,Customer,Invoice date,Due date,Total,{period}
A-1,Alder,2026-01-05,2026-02-04,100.00,1
A-2,Birch,2026-01-06,2026-02-05,200.00,2
A-3,Cedar,2026-01-07,2026-02-06,300.00,3
"""
    left = {"A-1": "100.00", "A-2": "200.00", "A-3": "300.00"}
    assert opened(taken(tmp_path, text, currency="EUR")) == left
    renamed = text.replace("Total", "Xyzzy")
    assert f"total={period}" not in refusal(tmp_path, renamed, currency="EUR")
    paid = text.replace(",2\n", ",54\n")
    assert "is not read" in refusal(tmp_path, paid.replace(period, "Monat bezahlt"), currency="EUR")


@pytest.mark.parametrize(
    "header", ["Paid this year", "Monatlich bezahlt", "Yearly paid", "Mes pagado", "Open this month"]
)
def test_amounts_of_a_period_are_asked_about(tmp_path: Path, header: str) -> None:
    text = f"""\
Invoice No,Customer,Invoice date,Due date,Total,{header}
A-1,Alder,2026-01-05,2026-02-04,60.00,30
A-2,Birch,2026-01-06,2026-02-05,60.00,
A-3,Cedar,2026-01-07,2026-02-06,45.00,20
"""
    assert f"{header}: holds amounts between nothing and the whole" in refusal(tmp_path, text, currency="EUR")


def test_a_yearly_fee_may_be_the_total(tmp_path: Path) -> None:
    text = """\
Rechnung,Kunde,Datum,Fällig,Jahresbeitrag,Gebühr
A-1,Alder,2026-01-05,2026-02-04,48,2.50
A-2,Birch,2026-01-06,2026-02-05,24,2.50
"""
    assert "total=Jahresbeitrag" in refusal(tmp_path, text, currency="EUR")


@pytest.mark.parametrize(
    "header",
    ["Paid on account", "Balance after discount", "Accounted", "Discounted amount open", "Settled so far here"],
)
def test_amounts_below_a_header_in_which_a_word_for_figures_is_only_a_part_of_one_are_asked_about(
    tmp_path: Path, header: str
) -> None:
    text = f"Invoice No,Customer,Invoice date,Due date,Amount,{header}\n" + "".join(
        f"A-{at},Alder,2026-01-05,2026-02-04,{total},{other}\n"
        for at, (total, other) in enumerate([("100.00", "50.00"), ("80.00", "0.00"), ("60.00", "60.00")])
    )
    assert f"{header}: " in refusal(tmp_path, text, currency="EUR")


@pytest.mark.parametrize("header", ["Reminder count", "Customer DSO", "customerDso"])
def test_a_count_of_reminders_or_a_ratio_is_not_asked_about(tmp_path: Path, header: str) -> None:
    text = f"Invoice No,Customer,Invoice date,Due date,Amount,{header}\n" + "".join(
        f"A-{at},Alder,2026-01-05,2026-02-04,{total},{at}\n" for at, total in enumerate(["100.00", "80.00", "60.00"])
    )
    assert set(opened(taken(tmp_path, text, currency="EUR")).values()) == {"100.00", "80.00", "60.00"}


def spans(*pairs: str, head: str = "Invoice Date,Due Date") -> str:
    rows = (f"INV-{at},Alder,{pair},10.00,EUR" for at, pair in enumerate(pairs, 1))
    return "\n".join([f"Invoice No,Customer,{head},Amount,Currency", *rows, ""])


@pytest.mark.parametrize(("pairs", "due"), [
    (("05/01/2026,04/02/2026", "06/01/2026,05/02/2026"), date(2026, 2, 4)),
    (("05/01/2026,04/02/2026", "06/01/2026,05/02/2026", "01/01/2026,01/01/2026"), date(2026, 2, 4)),
    (("01/05/2026,02/04/2026", "01/06/2026,02/05/2026"), date(2026, 2, 4)),
    (("05-01-2026,04-02-2026", "06-01-2026,05-02-2026"), date(2026, 2, 4)),
])  # fmt: skip
def test_an_order_of_day_and_month_by_which_invoices_are_due_before_their_issue_is_not_the_order(
    tmp_path: Path, pairs: tuple[str, ...], due: date
) -> None:
    intake = taken(tmp_path, spans(*pairs))
    assert day_of(int(intake.book.frame["due"].iloc[0])) == due
    said = [str(remark) for remark in intake.remarks if "would be due before their issue otherwise" in str(remark)]
    assert len(said) == 2 and ("'Due Date' are read " in said[0]) + ("'Due Date' are read " in said[1]) == 1


@pytest.mark.parametrize("pairs", [
    ("05/01/2026,04/02/2026",),  # one row may be mistyped
    ("05/01/2026,04/02/2026", "06/01/2026,07/01/2026"),
    ("05/01/2026,04/02/2026", "06/01/2026,05/02/2026", "01/05/2026,02/04/2026", "01/06/2026,02/05/2026"),
    ("05/01/2026,04/02/2026", "06/01/2026,05/02/2026", *(f"0{n}/01/2026,0{n + 1}/01/2026" for n in range(1, 4))),
    ("01/03/2026,01/04/2026", "01/04/2026,01/05/2026"),
    ("05/01/26,04/02/26", "06/01/26,05/02/26"),
])  # fmt: skip
def test_an_order_that_few_rows_or_none_contradict_is_asked_for(tmp_path: Path, pairs: tuple[str, ...]) -> None:
    assert "--date-format" in refusal(tmp_path, spans(*pairs))


def test_what_paid_days_say_proves_no_order(tmp_path: Path) -> None:
    text = spans("05/01/2026,04/02/2026", "06/01/2026,05/02/2026", head="Due Date,Paid On")
    assert "--date-format" in refusal(tmp_path, text, map={"issued": ""})
