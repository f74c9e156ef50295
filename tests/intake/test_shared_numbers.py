"""One number of an invoice beside several customers."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, remedies, taken

HEAD = "Customer ID,Customer,Invoice No,Invoice date,Due date,Total,Currency\n"
ROWS = """\
C1,Alder,7,2026-01-05,2026-02-04,100.00,EUR
C2,Birch,7,2026-01-06,2026-02-05,200.00,EUR
C2,Birch,8,2026-01-07,2026-02-06,300.00,EUR
"""


def test_a_number_beside_two_customers_is_asked_about(tmp_path: Path) -> None:
    asked = refusal(tmp_path, HEAD + ROWS)
    assert "'7': stands beside several customers: an invoice of each?" in asked
    ways = [said for said, _ in remedies(asked)]
    assert ways[0]["map"] == {"invoice": "Customer ID + Invoice No"}
    assert list(opened(taken(tmp_path, HEAD + ROWS, **ways[0])).values()) == ["100.00", "200.00", "300.00"]
    one = taken(tmp_path, HEAD + ROWS, **ways[1])
    assert (opened(one), {bad.source.line for bad in one.rejected}) == ({"8": "300.00"}, {2, 3})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("C2,Birch,7", "C1,Alder,7"),  # one customer has the number twice
        ("C2,Birch,8", "C2,Birch,7"),  # one of the two has it twice
        ("C2,Birch,7", "C2,Birch,9"),  # no number twice
        ("2026-01-06", "2026-01-05"),  # of one day, as lines of one invoice
    ],
)
def test_other_numbers_are_not(tmp_path: Path, old: str, new: str) -> None:
    text = HEAD + ROWS.replace(old, new) + "C3,Cedar,10,2026-01-07,2026-02-06,300.00,EUR\n"
    assert "10" in opened(taken(tmp_path, text))


def test_the_code_of_who_receives_the_goods_joins_no_two_buyers(tmp_path: Path) -> None:
    text = "Numer faktury,Kod odbiorcy,Nabywca,Data wystawienia,Termin płatności,Waluta,Kwota\n"
    text += "F-1,O1,Alder,2026-01-05,2026-02-04,PLN,100.00\nF-2,O1,Birch,2026-01-06,2026-02-05,PLN,50.00\n"
    text += "F-3,O2,Birch,2026-01-07,2026-02-06,PLN,70.00\n"
    first, second, third = taken(tmp_path, text).book.frame["customer_id"]
    assert first != second == third
