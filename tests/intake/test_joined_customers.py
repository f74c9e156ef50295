"""A column that may name anybody beside one that names the customers: asked about where it would join them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_customer_headings import customers
from tests.intake.test_judgement import refusal, remedies, taken

HEAD = "Invoice No,Date,Due Date,Currency,Amount"
ALDER, BIRCH = "Alder Ltd", "Birch Ltd"


def listed(header: str, *cells: str) -> str:
    rows = (f"{n},2026-01-1{n},2026-02-1{n},EUR,{n}0.00,{cell}" for n, cell in enumerate(cells, 1))
    return "\n".join([f"{HEAD},{header}", *rows]) + "\n"


@pytest.mark.parametrize(
    "header",
    [
        "Company Name,Client", "Company,Customer / job", "Contact,Customer / job", "Name,Client or tenant",
        "Account,Client or tenant", "Owner,Invoice Partner Display Name", "Firma,Kunde (Name)", "Nom,Client final",
    ],
)  # fmt: skip
def test_customers_that_it_would_join_are_asked_about(tmp_path: Path, header: str) -> None:
    text = listed(header, f"My Firm,{ALDER}", f"My Firm,{BIRCH}", f"Other,{BIRCH}")
    general, named = header.split(",")
    asked = refusal(tmp_path, text)
    assert f"{named}: names several where {general!r} says 'My Firm': who owes?" in asked
    (one, _), (other, _) = remedies(asked)
    assert set(taken(tmp_path, text, **one).book.frame["customer"]) == {ALDER, BIRCH}
    assert set(taken(tmp_path, text, **other).book.frame["customer"]) == {"My Firm", "Other"}


def test_the_receivables_account_of_the_books_beside_the_customers_is_asked_about_once(tmp_path: Path) -> None:
    text = listed("Account,Customer / job", f"Debtors,{ALDER}", f"Debtors,{BIRCH}", f"Debtors,{ALDER}")
    asked = refusal(tmp_path, text)
    assert asked.count("pass --") == 2 and "which is it?" not in asked
    assert set(taken(tmp_path, text, **remedies(asked)[0][0]).book.frame["customer"]) == {ALDER, BIRCH}
    named = text.replace("Customer / job", "Party")
    assert set(taken(tmp_path, named).book.frame["customer"]) == {ALDER, BIRCH}


@pytest.mark.parametrize(
    ("header", "names"),
    [
        ("Company,Customer / job", {"A", "B"}), ("Bill To,Client / job", {"A", "B"}),
        ("Parent,Student / form", {"A", "B"}), ("Company,Customer city", {"A", "B"}),
        ("Company,Description", {"A", "B"}),
    ],
)  # fmt: skip
def test_others_are_read(tmp_path: Path, header: str, names: set[str]) -> None:
    other = (ALDER, BIRCH, ALDER) if header == "Company,Customer / job" else (ALDER, BIRCH, BIRCH)
    text = listed(header, f"A,{other[0]}", f"B,{other[1]}", f"A,{other[2]}")
    assert set(customers(tmp_path, text).values()) == names
