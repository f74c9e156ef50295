"""Figures that count the days from one day of an invoice to another: proved by the rows, no amount paid or open."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, taken

HEAD = "Invoice No,Customer,Invoice Date,Due Date,Amount,Currency,Status,Paid Date,Span\n"
ROWS = [
    "1,Alder,2026-01-12,2026-02-11,100.00,EUR,paid,2026-02-10,{}",
    "2,Birch,2026-01-13,2026-02-12,200.00,EUR,open,,{}",
    "3,Cedar,2026-01-14,2026-02-13,300.00,EUR,paid,2026-02-20,{}",
    "4,Cedar,2026-01-15,2026-02-14,400.00,EUR,open,,{}",
]


def listed(*spans: str) -> str:
    return HEAD + "".join(row.format(span) + "\n" for row, span in zip(ROWS, spans, strict=True))


@pytest.mark.parametrize("spans", [("29", "", "37", ""), ("29", "0", "37", "0"), ("-1", "0", "7", "0")])
def test_days_from_one_day_to_another_are_no_amounts(tmp_path: Path, spans: tuple[str, ...]) -> None:
    assert opened(taken(tmp_path, listed(*spans))) == {"1": "0.00", "2": "200.00", "3": "0.00", "4": "400.00"}


@pytest.mark.parametrize("spans", [("29", "0", "38", "0"), ("29", "5", "37", "0"), ("30", "30", "30", "31")])
def test_other_figures_are_asked_about(tmp_path: Path, spans: tuple[str, ...]) -> None:
    assert "Span: holds amounts between nothing and the whole invoice" in refusal(tmp_path, listed(*spans))
