"""The command `run` itself, with settings, CSV, letters, print file and reports."""

from __future__ import annotations

import os
from pathlib import Path

from pastdue.cli.entry import exit_code_of

SETTINGS = """
[creditor]
name = "Ada Ltd"
address = ["1 Street", "10115 Berlin"]
country = "DE"
iban = "DE89370400440532013000"
[dunning]
policy = "none"
[letters]
layout = "din-b"
"""
ROWS = """invoice,customer_id,customer,issued,due,currency,total,address1,address2,country
A-1,C1,Acme,2026-07-01,2026-09-20,EUR,100.00,2 Street,10999 Berlin,DE
A-2,C1,Acme,2026-07-01,2026-09-21,EUR,50.00,2 Street,10999 Berlin,DE
B-1,C2,Bolt,2026-07-01,2026-07-20,EUR,70.00,3 Street,10999 Berlin,DE
X-1,C3,Cork,2026-07-01,never,EUR,70.00,3 Street,10999 Berlin,DE
"""


def run(folder: Path) -> None:
    os.chdir(folder)
    Path("pastdue.toml").write_text(SETTINGS)
    Path("invoices.csv").write_text(ROWS)
    Path("paid.csv").write_text("invoice,on,amount\nA-1,2026-10-02,10.00\n")
    Path("holds.csv").write_text("invoice,kind,reason\nX-1,hold,looked at\n")
    Path("contacts.csv").write_text("customer_id,email\nC2,bolt@example.com\n")
    lists = ["--payments", "paid.csv", "--holds", "holds.csv", "--contacts", "contacts.csv"]
    code = exit_code_of(["run", "invoices.csv", *lists, "--as-of", "2026-10-30", "--quiet"])
    assert code == 3, code
