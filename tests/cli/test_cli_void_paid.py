"""Withdrawing a letter whose charges were paid: refused, unless it is meant, and what then is a credit is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.offices import SETTINGS, Office, office

SEPTEMBER, OCTOBER = "2026-09-30", "2026-10-05"
FEE = SETTINGS.replace('policy = "none"', 'policy = "fee"')
OWN = 'title = "Fee"\nsource = "our terms"\n[[charge]]\nrule = "flat"\namount = ["5 EUR"]\neach = "once"\n'


def billed(folder: Path, *rows: dict[str, str]) -> Office:
    """An office whose letters of September ask for 100.00 and a fee of 5.00 on each invoice."""
    (folder / "pastdue.d/policies").mkdir(parents=True)
    (folder / "pastdue.d/policies/fee.toml").write_text(OWN, encoding="utf-8")
    firm = office(folder, *(rows or ({},)), settings=FEE)
    done = firm.runs(on=SEPTEMBER)
    assert "105.00" in done.out, done.err
    return firm


def paid(firm: Office, amount: str, invoice: str = "A-1") -> None:
    assert firm.says("paid", invoice, amount, "--on", "2026-10-02").code == 0


def test_a_letter_whose_charges_were_paid_is_withdrawn_only_with_paid(tmp_path: Path) -> None:
    firm = billed(tmp_path)
    paid(firm, "105.00")
    firm.runs(on=OCTOBER)
    said = firm.says("void", "--letter", "2026-00001", "--why", "a mistake")
    assert said.code == 7 and "charges were paid as the letter asked: 5.00 EUR for A-1 in letter 2026-00001" in said.err
    assert "add --paid" in said.err
    said = firm.says("void", "--letter", "2026-00001", "--why", "a mistake", "--paid")
    assert said.code == 0
    assert "5.00 EUR was paid for charges of A-1 that letter 2026-00001 named: a credit of customer C-1" in said.err
    aged = firm.says("aging", "invoices.csv", "--as-of", OCTOBER, "--format", "json").json
    assert aged["totals"][0]["total"] == "-5.00"


@pytest.mark.parametrize(("amount", "refused"), [("100.00", False), ("100.01", True), ("60.00", False)])
def test_what_was_entered_since_the_last_run_counts_too(tmp_path: Path, amount: str, refused: bool) -> None:
    firm = billed(tmp_path)
    paid(firm, amount)
    assert (firm.says("void", "A-1", "--stage", "second_notice", "--why", "a mistake").code != 0) is refused


def test_charges_that_an_earlier_letter_named_as_well_are_no_reason(tmp_path: Path) -> None:
    firm = billed(tmp_path)
    firm.runs(on="2026-10-30")
    (second,) = firm.run_json("out/2026-10-30/run.json")["letters"]
    paid(firm, "105.00")
    assert firm.says("void", "--letter", second["id"], "--why", "a mistake").code == 0
    assert firm.says("void", "--letter", "2026-00001", "--why", "a mistake").code == 7


def test_undo_asks_for_paid_as_well(tmp_path: Path) -> None:
    firm = billed(tmp_path)
    paid(firm, "103.00")
    assert "3.00 EUR for A-1" in firm.says("undo").err
    assert "3.00 EUR was paid for charges of A-1" in firm.says("undo", "--paid").err


def test_a_letter_that_was_posted_and_paid_needs_both_words(tmp_path: Path) -> None:
    firm = billed(tmp_path)
    assert firm.says("posted", f"out/{SEPTEMBER}/print/manifest.csv", "--on", "2026-10-01").code == 0
    paid(firm, "105.00")
    void = ("void", "--letter", "2026-00001", "--why", "a mistake")
    assert "posted already" in firm.says(*void, "--paid").err
    assert "charges were paid" in firm.says(*void, "--posted").err
    assert firm.says(*void, "--posted", "--paid").code == 0


def test_an_invoice_that_has_the_number_now_does_not_pay_the_old_ones_charges(tmp_path: Path) -> None:
    firm = billed(tmp_path)
    firm.write({"issued": "2026-10-03", "due": "2026-10-04"})
    firm.runs(on=OCTOBER)
    paid(firm, "105.00")
    assert firm.says("void", "--letter", "2026-00001", "--why", "a mistake").code == 0
