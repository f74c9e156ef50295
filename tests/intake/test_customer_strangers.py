"""One number for two customers: asked about where names and addresses both differ, else one customer with a remark."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import refusal, remedies, taken

HEAD = "Invoice No,Customer ID,Customer,Street,Postcode,City,Email,Tax ID,Invoice Date,Due Date,Amount,Currency\n"
OTHERS = "".join(
    f"{n},C{n},{name},{n} Mill Lane,E{n} 1AA,London,{n}@firm.example,,2026-01-12,2026-02-12,100.00,GBP\n"
    for n, name in ((3, "Cedar"), (4, "Dogwood"), (5, "Elm"), (6, "Fir"))
)


def listed(*rows: str) -> str:
    own = (f"{n},C1,{row},2026-01-12,2026-02-12,100.00,GBP\n" for n, row in enumerate(rows, 1))
    return HEAD + "".join(own) + OTHERS


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Alder Ltd,1 High St,LS1 1AA,Leeds,,", "Birch and Sons,9 Low Rd,YO1 1AA,York,,"),
        ("Alder Ltd,,,,a@alder.example,", "Birch and Sons,,,,b@birch.example,"),
        ("Alder Ltd,,,Leeds,,", "Birch Ltd,,,York,,"),
        ("Alder Ltd,1 High St,LS1 1AA,Leeds,a@alder.example,", "Birch Ltd,9 Low Rd,LS1 1AB,Leeds,,"),
    ],
)
def test_strangers_of_one_number_are_asked_about(tmp_path: Path, one: str, other: str) -> None:
    said = refusal(tmp_path, text := listed(one, other))
    assert f"'C1' stands for {one.split(',')[0]!r} and {other.split(',')[0]!r}" in said
    (by_name, _), (by_number, _) = remedies(said)
    assert len(set(taken(tmp_path, text, **by_name).book.frame["customer_id"])) == 6
    assert len(set(taken(tmp_path, text, **by_number).book.frame["customer_id"])) == 5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Alder Ltd,1 High St,LS1 1AA,Leeds,,", "Birch and Sons,1 High St,LS1 1AA,Leeds,,"),
        ("Alder Ltd,1 High St,LS1 1AA,Leeds,,", "Alder Group Ltd,9 Low Rd,YO1 1AA,York,,"),
        ("Alder Ltd,1 High St,LS1 1AA,Leeds,,", "Alder Ltd,9 Low Rd,YO1 1AA,York,,"),
        ("Alder Ltd,1 High St,LS1 1AA,Leeds,,GB123456789", "Birch Ltd,9 Low Rd,YO1 1AA,York,,GB123456789"),
        ("Alder Ltd,1 High St,LS1 1AA,Leeds,a@b.example,", "Birch Ltd,9 Low Rd,YO1 1AA,York,A@b.example,"),
        ("Alder Ltd,1 High St,LS1 1AA,Leeds,,", "Birch Ltd,,,,,"),
        ("Alder Ltd,,,,,", "Birch Ltd,,,,,"),
    ],
)
def test_a_customer_who_changed_the_name_or_moved_stays_one(tmp_path: Path, one: str, other: str) -> None:
    intake = taken(tmp_path, listed(one, other))
    assert len(set(intake.book.frame["customer_id"])) == 5
    assert any("customer C1 has more than one" in remark for remark in intake.remarks)
