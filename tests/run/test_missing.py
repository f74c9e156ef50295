"""Invoices that are no longer in the file: told, and not mistaken for what a rejected row happens to say."""

from __future__ import annotations

from pathlib import Path

from tests.cli.offices import office


def test_a_missing_invoice_is_told_though_a_rejected_row_has_its_number_as_total(tmp_path: Path) -> None:
    firm = office(tmp_path, {"invoice": "100"}, {"invoice": "B-2"})
    firm.runs(on="2026-09-30")
    firm.write({"invoice": "B-2"}, {"invoice": "B-3", "due": "never", "total": "100"})
    assert "100: missing since the run of 2026-09-30, when 100.00 EUR was open" in firm.runs().err


def test_an_invoice_whose_row_was_rejected_is_not_missing(tmp_path: Path) -> None:
    firm = office(tmp_path, {"invoice": "100"}, {"invoice": "B-2"})
    firm.runs(on="2026-09-30")
    firm.write({"invoice": "B-2"}, {"invoice": "100", "due": "never"})
    assert "missing since" not in firm.runs().err


def test_the_end_of_a_missing_invoice_names_what_was_paid_since(tmp_path: Path) -> None:
    firm = office(tmp_path, {"invoice": "100"}, {"invoice": "B-2"})
    firm.runs(on="2026-09-30")
    firm.write({"invoice": "B-2"})
    early = firm.says("close", "100", "--why", "paid", "--as-of", "2026-09-30")
    assert early.code == 7 and "a run that misses it comes first" in early.err
    firm.runs(on="2026-10-01")
    firm.says("paid", "100", "40", "--on", "2026-10-02", "--as-of", "2026-10-02")
    closed = firm.says("close", "100", "--why", "paid", "--as-of", "2026-10-02")
    assert closed.out.endswith("100.00 EUR was open, 40.00 EUR paid since\n")
