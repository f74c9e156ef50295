"""Codes that the header above them explains."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, taken

LIST = """\
Invoice No,Customer,Invoice Date,Due Date,Currency,Total,{head}
1,Alder,2026-01-05,2026-02-04,EUR,100.00,{a}
2,Birch,2026-01-06,2026-02-05,EUR,200.00,{b}
3,Cedar,2026-01-07,2026-02-06,EUR,300.00,{a}
"""


def listed(head: str, a: str, b: str) -> str:
    return LIST.format(head=head, a=a, b=b)


@pytest.mark.parametrize(
    ("head", "a", "b", "left"),
    [
        ("Type (0:Faktura; 1:Kreditnota)", "0", "1", "-200.00"),
        ("Kind [1 = Invoice / 2 = Credit note]", "1", "2", "-200.00"),
        ("Art (R: Rechnung | G: Gutschrift)", "R", "G", "-200.00"),
        ("Status [1 paid / 2 open]", "2", "1", "0.00"),
        ("Stato (0=aperta; 1=pagata)", "0", "1", "0.00"),
        ("State (open=0; paid=1)", "0", "1", "0.00"),
    ],
)
def test_codes_are_read_by_the_words_that_the_header_gives_them(
    tmp_path: Path, head: str, a: str, b: str, left: str
) -> None:
    intake = taken(tmp_path, listed(head, a, b))
    assert opened(intake) == {"1": "100.00", "2": left, "3": "300.00"}
    assert f"the codes in {head!r} are read by the words that its header gives them" in intake.remarks


@pytest.mark.parametrize(
    ("head", "a", "b"),
    [
        ("Status (0=open; 1=zork)", "0", "1"),  # a word that no list knows
        ("Status (0=open; 1=paid)", "0", "2"),  # a code without one
        ("Status (1=paid)", "0", "1"),
        ("Status (1=paid; 1=open)", "0", "1"),
        ("Paid (0/1)", "0", "1"),
    ],
)
def test_codes_that_the_header_does_not_wholly_explain_are_not_read_so(
    tmp_path: Path, head: str, a: str, b: str
) -> None:
    try:
        intake = taken(tmp_path, listed(head, a, b))
    except Exception as asked:
        assert "pass --" in str(asked)
    else:
        assert not any("the codes in" in remark for remark in intake.remarks)


@pytest.mark.parametrize("head", ["Delivery (O: open, C: closed)", "Mahnung [O offen / C erledigt]"])
def test_codes_of_something_else_than_the_invoice_are_not_its_state(tmp_path: Path, head: str) -> None:
    assert head.partition(" ")[0] in refusal(tmp_path, listed(f'"{head}"', "C", "O"))
    commission = taken(tmp_path, listed('"Commission (C: paid, O: unpaid)"', "C", "O"))
    assert opened(commission) == {"1": "100.00", "2": "200.00", "3": "300.00"}


def test_a_column_of_states_is_not_replaced_by_one_of_codes(tmp_path: Path) -> None:
    intake = taken(
        tmp_path, listed("Status,Mark (0=paid; 1=open)", "Open,1", "Paid,0"), ignore=("Mark (0=paid; 1=open)",)
    )
    assert opened(intake)["2"] == "0.00" and not any("the codes in" in remark for remark in intake.remarks)


def test_the_number_of_an_account_in_every_row_is_no_amount(tmp_path: Path) -> None:
    text = listed("Konto,Type (0:Faktura; 1:Kreditnota)", "1010,0", "1020,1").replace("00.00", "00000.00")
    assert opened(taken(tmp_path, text))["2"] == "-200000.00"
    for other in (text.replace(",1010,", ",,", 1), text.replace("1020", "10200"), text.replace("1010", "100000")):
        assert "Konto" in refusal(tmp_path, other)
