"""Headers that say in other words what is open: the figures show whether it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, taken

ROWS = [("100.00", "100.00"), ("200.00", "0.00"), ("300.00", "300.00"), ("50.00", "20.00"), ("80.00", "0.00")]


def listed(header: str, rows: list[tuple[str, str]], states: str = "") -> str:
    head = f"Invoice No,Customer,Invoice date,Due date,Total amount,{header}" + (",Status" if states else "")
    lines = [
        f"A-{at},Alder,2026-01-05,2026-02-04,{total},{left}" + (f",{states.split()[at]}" if states else "")
        for at, (total, left) in enumerate(rows)
    ]
    return "\n".join([head, *lines]) + "\n"


@pytest.mark.parametrize("header", ["Offen laut Rechnungsliste", "Outstanding per our books", "Pendiente segun libro"])
def test_a_header_that_begins_with_open_is_read_where_the_figures_show_it(tmp_path: Path, header: str) -> None:
    intake = taken(tmp_path, listed(header, ROWS), currency="EUR")
    assert list(opened(intake).values()) == ["100.00", "0.00", "300.00", "20.00", "0.00"]
    assert any(f"{header!r} is read as what is open" in remark for remark in intake.remarks)


@pytest.mark.parametrize(
    ("header", "rows", "states"),
    [
        ("Offen laut Rechnungsliste", [(total, left) for total, left in ROWS if left != "0.00"] * 2, ""),  # none paid
        ("Offen laut Rechnungsliste", [*ROWS, ("70.00", "9.00"), ("70.00", "8.00"), ("70.00", "7.00")], ""),  # parts
        ("Offen laut Rechnungsliste", ROWS, "Paid Paid Open Open Paid"),  # its state calls one paid
        ("Offen am 31.12.2025", ROWS, ""),  # of another day
        ("Offen noch zu liefern", ROWS, ""),
        ("Saldo anterior", ROWS, ""),
        ("Offen laut Kunde", ROWS, ""),
        ("Laut Rechnungsliste offen", ROWS, ""),
    ],
)
def test_a_rest_that_may_be_another_is_asked_about(
    tmp_path: Path, header: str, rows: list[tuple[str, str]], states: str
) -> None:
    assert header in refusal(tmp_path, listed(header, rows, states), currency="EUR")


@pytest.mark.parametrize(
    "header",
    [
        "Opening balance", "Saldo Vormonat", "Balance last month", "Saldo anterior", "Saldo inicial", "Debt sold",
        "Outstanding insured", "Offen abgetreten", "Restwert", "Restitution", "Pending approval",
    ],
)  # fmt: skip
def test_an_open_amount_of_another_day_or_of_something_else_is_asked_about(tmp_path: Path, header: str) -> None:
    assert header in refusal(tmp_path, listed(header, ROWS), currency="EUR")


LESS = "Invoice No,Customer,Invoice date,Due date,Total amount,{left},{one},{two}\n"
TAKEN_OFF = [("100.00", "90.00", "10.00", ""), ("200.00", "150.00", "", "50.00"), ("300.00", "300.00", "", ""),
             ("50.00", "50.00", "", ""), ("80.00", "75.00", "2.00", "3.00")]  # fmt: skip


def less(left: str = "To pay", one: str = "Nota de crédito", two: str = "Monto retención") -> str:
    lines = [f"A-{at},Alder,2026-01-05,2026-02-04,{','.join(cells)}" for at, cells in enumerate(TAKEN_OFF)]
    return "\n".join([LESS.format(left=left, one=one, two=two).rstrip(), *lines]) + "\n"


@pytest.mark.parametrize(
    ("left", "one", "two"),
    [("Por cobrar", "Nota de crédito", "Monto retención"), ("Rest", "Anzahlung", "Gutschrift"),
     ("To pay", "Deposit", "Credit applied")],
)  # fmt: skip
def test_the_total_less_all_that_was_taken_off_is_what_is_open(tmp_path: Path, left: str, one: str, two: str) -> None:
    found = opened(taken(tmp_path, less(left, one, two), currency="EUR"))
    assert list(found.values()) == ["90.00", "150.00", "300.00", "50.00", "75.00"]


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (less(two="Zork"), False),
        (less(left="Zork"), False),
        (less().replace("150.00", "149.00", 1), False),
        (less().replace("90.00", "91.00", 1), False),
        (less(), True),
    ],
)
def test_what_does_not_add_up_with_what_was_taken_off_is_asked_about(tmp_path: Path, text: str, known: bool) -> None:
    if known:
        assert taken(tmp_path, text, currency="EUR")
    else:
        assert "pass --" in refusal(tmp_path, text, currency="EUR")


EARLY = [("100.00", "98.00", "2.00"), ("200.00", "196.00", "4.00"), ("300.00", "294.00", "6.00"),
         ("50.00", "50.00", ""), ("80.00", "78.40", "1.60")]  # fmt: skip


@pytest.mark.parametrize(
    ("left", "off"),
    [("Amount due within 10 days", "Early payment discount"), ("Offen mit Skonto", "Skonto bei Zahlung"),
     ("Net à payer comptant", "Escompte pour paiement comptant")],
)  # fmt: skip
def test_the_total_less_a_discount_that_is_offered_is_not_what_is_open(tmp_path: Path, left: str, off: str) -> None:
    lines = [
        f"A-{at},Alder,2026-01-05,2026-02-04,{total},{open_},{less}" for at, (total, open_, less) in enumerate(EARLY)
    ]
    text = "\n".join([f"Invoice No,Customer,Invoice date,Due date,Total amount,{left},{off}", *lines]) + "\n"
    assert left in refusal(tmp_path, text, currency="EUR")
    taken_off = text.replace(left, "Rest").replace(off, "Discount taken")
    assert opened(taken(tmp_path, taken_off, currency="EUR"))["A-0"] == "98.00"
