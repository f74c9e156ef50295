"""Final invoices beside invoices for parts of the order."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, remedies, taken

HEAD = "Invoice No,Type,Customer,Invoice date,Due date,Total,Currency,Amount paid\n"
ROWS = """\
1,Abschlagsrechnung,Alder,2026-01-05,2026-02-04,100.00,EUR,0.00
2,Abschlagsrechnung,Alder,2026-02-05,2026-03-04,100.00,EUR,100.00
3,Schlussrechnung,Alder,2026-03-05,2026-04-04,300.00,EUR,0.00
"""
ALONE = "4,Abschlagsrechnung,Birch,2026-03-05,2026-04-04,70.00,EUR,0.00\n"
ALL = {"1": "100.00", "2": "0.00", "3": "300.00"}


def test_a_final_invoice_beside_open_parts_is_asked_about(tmp_path: Path) -> None:
    asked = refusal(tmp_path, HEAD + ROWS)
    assert "final invoices as '3' stand beside open ones for parts: are those in them?" in asked
    ways = [said for said, _ in remedies(asked)]
    assert opened(taken(tmp_path, HEAD + ROWS, **ways[0])) == ALL
    assert opened(taken(tmp_path, HEAD + ROWS, **ways[1])) == {"3": "300.00"}


def test_parts_of_a_customer_without_a_final_invoice_are_never_left_out(tmp_path: Path) -> None:
    ways = [said for said, _ in remedies(refusal(tmp_path, HEAD + ROWS + ALONE))]
    for way in ways:
        assert opened(taken(tmp_path, HEAD + ROWS + ALONE, **way)) == ALL | {"4": "70.00"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("EUR,0.00\n2", "EUR,100.00\n2"),  # no part is owed
        ("300.00,EUR,0.00", "300.00,EUR,300.00"),  # the final one is paid
        ("300.00", "199.99"),  # less than the parts
        ("Schlussrechnung", "Restrechnung"),  # what is left, by its name
        ("Schlussrechnung,Alder", "Schlussrechnung,Birch"),
    ],
)
def test_a_final_invoice_that_has_no_open_part_in_it_is_owed(tmp_path: Path, old: str, new: str) -> None:
    assert "3" in opened(taken(tmp_path, HEAD + ROWS.replace(old, new)))
