"""Lists that tell by the colour of a row what is paid: colours are not read, so nobody is dunned by them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, taken

LIST = """\
{title}
Invoice No,Customer,Invoice Date,Due Date,Currency,Total{head}
1,Alder,2026-01-05,2026-02-04,EUR,100.00{cell}
2,Birch,2026-01-06,2026-02-05,EUR,200.00{cell}
"""


def listed(title: str, head: str = "", cell: str = "") -> str:
    return LIST.format(title=title, head=head, cell=cell)


@pytest.mark.parametrize(
    "title",
    ["Invoices out - green = paid", "green: paid", "bezahlt = grün", "Offene Posten (grün markiert = bezahlt)",
     "vert = payé; rouge = en litige", "Highlighted rows = paid", "durchgestrichen: storniert", "yellow = not paid yet",
     "Invoices 2026 (paid ones in italics)", "Offene Posten, bezahlte grün", "Factures 2026 - payées en vert",
     "Paid invoices are shown in green", "pagadas en verde", "zapłacone na zielono", "betaalde in groen",
     "strikethrough = paid", "verde = pagado", "zielone: zapłacone", "Struck out = cancelled"],
)  # fmt: skip
def test_a_legend_by_which_colours_tell_what_is_paid_is_not_passed_over(tmp_path: Path, title: str) -> None:
    said = refusal(tmp_path, listed(title))
    assert "says that a colour tells what is paid, and colours are not read" in said
    assert opened(taken(tmp_path, listed(title), map={"status": ""})) == {"1": "100.00", "2": "200.00"}
    assert opened(taken(tmp_path, listed(title, ",Status", ",Open"))) == {"1": "100.00", "2": "200.00"}


def test_a_legend_below_the_table_is_found_as_well(tmp_path: Path) -> None:
    assert "colours are not read" in refusal(tmp_path, listed("Debtors") + "\nyellow,in dispute,,,,\n")
    assert "are not owed, by what it says" in refusal(tmp_path, listed("Debtors") + "\n,green = paid,,,,\n")


@pytest.mark.parametrize(
    "title",
    ["Green Energy Ltd - unpaid invoices", "Rotary - paid and unpaid", "Redfern = paid", "Unpaid invoices 2026",
     "Open invoices Gray", "Offene Rechnungen Grün", "Invoices paid in May",
     "Debtors: open", "red = overdue", "Grün & Partner, offene Rechnungen", "Color Print = open invoices of May"],
)  # fmt: skip
def test_a_title_without_a_colour_that_tells_a_state_is_none(tmp_path: Path, title: str) -> None:
    assert opened(taken(tmp_path, listed(title))) == {"1": "100.00", "2": "200.00"}
