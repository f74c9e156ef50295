"""What needs no question: figures or safe readings settle it, and a remark says so with the option that changes it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, taken

HEAD = "Invoice No,Customer,Invoice Date,Due Date,Currency,Amount"


def listed(headers: str, *rows: str, names: str = "Alder") -> str:
    """A list with these further columns: of each row the amount and what stands in them; `names` take turns."""
    named = [names.split()[at % len(names.split())] for at in range(len(rows))]
    lines = [f"{at},{named[at - 1]},2026-01-12,2026-02-12,GBP,{row}" for at, row in enumerate(rows, 1)]
    return "\n".join([f"{HEAD},{headers}", *lines, ""])


@pytest.mark.parametrize(("last", "runs"), [("80.00,30.00,50.00", False), ("80.00,30.00,120.00", True)])
def test_what_is_left_of_each_row_is_no_running_balance_because_most_of_it_is_nothing(
    tmp_path: Path, last: str, runs: bool
) -> None:
    rows = ["100.00,100.00,0.00"] * 20
    apart = listed("Paid,Balance", *rows, "90.00,20.00,70.00", "80.00,30.00,50.00", names="Alder Birch")
    assert sorted(opened(taken(tmp_path, apart)).values())[-2:] == ["50.00", "70.00"]
    behind = listed("Paid,Balance", *rows, "90.00,20.00,70.00", last)
    if runs:
        assert "Balance: runs on from row to row" in refusal(tmp_path, behind)
    else:
        assert opened(taken(tmp_path, behind))["22"] == "50.00"


def test_a_kind_of_customer_that_no_list_knows_is_not_known_and_said_once(tmp_path: Path) -> None:
    rows = ["90.00,Education", "80.00,Corporate", "70.00,Education", "60.00,"]
    text = listed("customer_type", *rows)
    intake = taken(tmp_path, text)
    assert list(intake.book.frame["customer_type"]) == ["", "business", "", ""]
    assert [remark for remark in map(str, intake.remarks) if "kind of customer" in remark] == [
        "no kind of customer is known by 'Education' in 'customer_type': it counts as not said, so that no statute is "
        "claimed by it; --word Education=business says that it is a business, others are consumer, sole_trader and "
        "public"
    ]
    said = taken(tmp_path, text, words={"Education": "public"})
    assert list(said.book.frame["customer_type"]) == ["public", "business", "public", ""]
    assert not [remark for remark in map(str, said.remarks) if "kind of customer" in remark]


def test_nothing_is_said_of_an_unknown_kind_of_customer_who_owes_nothing(tmp_path: Path) -> None:
    text = listed("Paid,customer_type", "90.00,90.00,Education", "80.00,0.00,Corporate", names="Alder Birch")
    assert not [remark for remark in map(str, taken(tmp_path, text).remarks) if "kind of customer" in remark]
