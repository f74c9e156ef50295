"""A run that nobody watches: one line for the log, warnings all the same, and exit codes as ever."""

from __future__ import annotations

from pathlib import Path

from tests.cli.offices import GOOD, ON, office


def test_a_quiet_run_says_one_line_and_only_what_somebody_must_look_at(tmp_path: Path) -> None:
    shop = office(tmp_path, GOOD, {**GOOD, "invoice": "A-2", "customer_id": "C-2", "address1": "", "address2": ""})
    said = shop.says("run", "invoices.csv", "--as-of", ON, "--quiet")
    assert said.code == 3
    assert said.out == f"{ON}: 1 letter asking for 100.00 EUR, 1 notice, 1 skipped, 1 not sent; out/{ON}/\n"
    assert [line for line in said.err.splitlines() if not line.startswith("warning: ")] == []
    assert "warning: 1 invoice no_address: A-2" in said.err
    again = shop.says("run", "invoices.csv", "--as-of", ON, "--quiet")
    assert again.out == f"{ON}: 0 letters, 0 notices, 2 skipped, 1 not sent; out/{ON}/\n"


def test_a_quiet_run_with_nothing_to_look_at_says_nothing_on_stderr(tmp_path: Path) -> None:
    shop = office(tmp_path, GOOD)
    said = shop.says("run", "invoices.csv", "--as-of", ON, "--quiet")
    assert (said.code, said.err) == (0, "")
    assert said.out.count("\n") == 1


def test_a_warning_survives_quiet_and_a_remark_does_not(tmp_path: Path) -> None:
    shop = office(tmp_path, GOOD)
    loud = shop.says("plan", "invoices.csv", "--as-of", ON, "--approve", "A-9")
    quiet = shop.says("plan", "invoices.csv", "--as-of", ON, "--approve", "A-9", "--quiet")
    assert "remark: --approve A-9: invoices.csv has no such invoice" in loud.err and loud.err.count("remark:") > 1
    assert quiet.err == "warning: --approve A-9: invoices.csv has no such invoice\n"
