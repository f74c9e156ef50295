"""The letter's own total, which a customer reads out on the telephone, in history, explanation and plan."""

from __future__ import annotations

import json
from pathlib import Path

from tests.command import pastdue

FIRM = """
[creditor]
name = "T"
address = ["Road 2"]
country = "DE"
iban = "DE89370400440532013000"
[dunning]
policy = "none"
"""
ROWS = """invoice,customer_id,customer,issued,due,currency,total,address1,country
A,C1,x,2026-01-01,2026-03-01,EUR,100.00,Road 1,DE
CN,C1,x,2026-02-01,2026-02-01,EUR,-10.00,Road 1,DE
"""


def test_history_and_explain_show_what_the_letter_asked_for_beside_its_part_for_the_invoice(tmp_path: Path) -> None:
    (tmp_path / "pastdue.toml").write_text(FIRM)
    (tmp_path / "in.csv").write_text(ROWS)
    said = ("--as-of", "2026-04-10", "--format", "json", "-q")
    (letter,) = json.loads(pastdue(tmp_path, "run", "in.csv", *said).stdout)["letters"]
    (row,) = json.loads(pastdue(tmp_path, "history", *said).stdout)["rows"]
    explained = json.loads(pastdue(tmp_path, "explain", "in.csv", "A", *said).stdout)
    (notice,) = explained["notices"]
    assert (letter["total"], row["letter_total"], notice["letter_total"]) == ("90.00", "90.00", "90.00")
    assert (row["total"], notice["total"]) == ("100.00", "100.00")
    assert (explained["open"], explained["total"]) == ("100.00", "90.00")
    assert explained["credits"] == [{"invoice": "CN", "on": "2026-02-01", "amount": "10.00"}]
