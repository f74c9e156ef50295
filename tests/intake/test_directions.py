"""A column that says which way the money goes tells the invoices of customers from those of suppliers."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, taken_from

ROWS = (("R-1", "C1", "1000.00"), ("R-2", "C2", "500.00"), ("P-1", "S1", "800.00"))


def listed(header: str, ours: str, theirs: str) -> str:
    """Two invoices of `ours` and one of `theirs`, as words below `header`."""
    rows = [f"{n},{c},{theirs if n == 'P-1' else ours},2026-01-05,2026-02-04,{a},EUR" for n, c, a in ROWS]
    return "\n".join((f"Invoice No,Party,{header},Invoice Date,Due Date,Amount,Currency", *rows)) + "\n"


@pytest.mark.parametrize(
    ("header", "ours", "theirs"),
    [("Direction", "receivable", "payable"), ("AR/AP", "AR", "AP"), ("Richtung", "Debitor", "Kreditor")],
)
def test_invoices_of_suppliers_are_left_out_where_the_words_are_known(
    tmp_path: Path, header: str, ours: str, theirs: str
) -> None:
    (path := tmp_path / "invoices.csv").write_text(listed(header, ours, theirs), encoding="utf-8")
    assert opened(taken_from(path)) == {"R-1": "1000.00", "R-2": "500.00"}


@pytest.mark.parametrize(("header", "ours", "theirs"), [("Direction", "in", "out"), ("Sentido", "cobro", "pago")])
def test_words_that_may_mean_either_way_are_asked_about(tmp_path: Path, header: str, ours: str, theirs: str) -> None:
    said = refusal(tmp_path, listed(header, ours, theirs))
    assert f"{ours!r} in 2 rows: is that owed or not?" in said and f"{theirs!r} in 1 row: is that owed or not?" in said


@pytest.mark.parametrize("header", ["VS", "Variabilní symbol", "KS", "SS"])
def test_a_symbol_for_the_payment_is_no_amount(tmp_path: Path, header: str) -> None:
    rows = "".join(f"F{n},1{n},Alder,2026-09-1{n},2026-09-30,{n}00.00,CZK\n" for n in range(1, 4))
    text = f"Číslo faktury,{header},Odběratel,Datum vystavení,Datum splatnosti,Částka,Měna\n{rows}"
    (path := tmp_path / "invoices.csv").write_text(text, encoding="utf-8")
    assert opened(taken_from(path)) == {f"F{n}": f"{n}00.00" for n in range(1, 4)}
