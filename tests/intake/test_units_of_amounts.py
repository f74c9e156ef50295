"""Amounts in thousands, lakhs or millions, where a header or a line of its own says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, taken

from pastdue.intake.export.units.header_units import unit_of


def listed(header: str, *amounts: str, above: str = "", below: str = "") -> str:
    rows = "".join(f"F-{at},Alder {at},2026-01-0{at},2026-02-0{at},{amount}\n" for at, amount in enumerate(amounts, 1))
    return f"{above}Invoice,Customer,Invoice date,Due date,{header}\n{rows}{below}"


AMOUNTS = ("4.55", "12.30", "0.75")


@pytest.mark.parametrize(
    ("header", "country", "power"),
    [
        ("Amount (Rs. in Lakhs)", "IN", 5), ("amount_lakh", "IN", 5), ("Amount (₹ Cr)", "IN", 7),
        ("Betrag TEUR", "DE", 3), ("Betrag (T€)", "DE", 3), ("Betrag (in 1.000 €)", "DE", 3), ("Amount k€", "DE", 3),
        ("Amount ($'000)", "US", 3), ("Amount (000)", "US", 3), ("Amount in thousands of dollars", "US", 3),
        ("Importe (miles de euros)", "ES", 3), ("Valor (R$ mil)", "BR", 3), ("Valor em milhares", "BR", 3),
        ("Kwota (tys. zł)", "PL", 3), ("Belopp (tkr)", "SE", 3), ("Belopp MSEK", "SE", 6), ("Amount £m", "GB", 6),
        ("Montant en milliers d'euros", "FR", 3), ("Betrag Mio. €", "DE", 6), ("Bedrag (x 1.000)", "NL", 3),
    ],
)  # fmt: skip
def test_a_header_that_names_a_unit_multiplies_its_amounts(
    tmp_path: Path, header: str, country: str, power: int
) -> None:
    intake = taken(tmp_path, listed(header, *AMOUNTS), country=country, country_said=True)
    zeros = "0" * (power - 2)
    assert opened(intake) == {"F-1": f"455{zeros}.00", "F-2": f"1230{zeros}.00", "F-3": f"75{zeros}.00"}
    assert any(f"{header!r} are read times {10**power}" in remark for remark in intake.remarks)


@pytest.mark.parametrize(
    "name", ["Amount", "Miles", "Total (M.N.)", "Total kr", "Balance (RM)", "Account 1000", "Over 1,000 days", "K",
             "Paid in", "Amount (EUR)", "Due Date", "Importe MXN"],
)  # fmt: skip
def test_other_headers_name_none(name: str) -> None:
    assert unit_of(name) is None


@pytest.mark.parametrize(
    ("line", "country"),
    [
        ("Rs. in lakhs,,,,", "IN"),
        ("(₹ in Lakhs except as stated),,,,", "IN"),
        ("Aged debtors in lakhs,,,,", "IN"),
        ("Alder Ltd - debtors (amount in lakhs),,,,", "IN"),
        ("Unit,Lakhs,,,", "IN"),
        ("Debtors in lakhs as at 31/03/2026,,,,", "IN"),
        ("Debtors at 31 March 2026 in INR lakhs,,,,", "IN"),
        ("Debtors in Lakhs Rs.,,,,", "IN"),
    ],
)
def test_a_line_of_its_own_names_the_unit_of_all_amounts(tmp_path: Path, line: str, country: str) -> None:
    said = {"country": country, "country_said": True}
    for text in (listed("Amount", *AMOUNTS, above=f"{line}\n"), listed("Amount", *AMOUNTS, below=f"{line}\n")):
        intake = taken(tmp_path, text, **said)
        assert opened(intake) == {"F-1": "455000.00", "F-2": "1230000.00", "F-3": "75000.00"}
        assert any("in a line of its own" in remark for remark in intake.remarks)


@pytest.mark.parametrize("line", ["Offene Posten in Tsd. EUR", "Posten in T€ zum 31.03.2026", "Posten in EUR Tausend"])
def test_a_title_that_ends_with_thousands_and_a_currency_or_a_day_names_them(tmp_path: Path, line: str) -> None:
    text = listed("Betrag", *AMOUNTS, above=f"{line},,,,\n")
    assert opened(taken(tmp_path, text, country="DE", country_said=True))["F-1"] == "4550.00"


def test_a_line_right_below_the_header_names_it_too(tmp_path: Path) -> None:
    text = listed("Betrag", *AMOUNTS).replace("Betrag\n", "Betrag\n,,,,TEUR\n")
    assert opened(taken(tmp_path, text, country="DE", country_said=True))["F-1"] == "4550.00"


@pytest.mark.parametrize(
    "line",
    [
        "Alder Services Thousand Oaks",
        "Dentists in Thousand Oaks",
        "Total: 3 thousand",
        "Crore Foods Ltd",
        "Total 1000",
        "Sales in Mio AG",
    ],
)
def test_a_line_that_says_something_else_names_none(tmp_path: Path, line: str) -> None:
    text = listed("Amount", *AMOUNTS, above=f"{line},,,,\n")
    assert opened(taken(tmp_path, text, country="US", country_said=True))["F-1"] == "4.55"


def test_each_column_has_its_own_unit(tmp_path: Path) -> None:
    text = listed("Amount (k€),Paid (EUR)", "4.55,550.00", "12.30,0", "0.75,750.00")
    assert opened(taken(tmp_path, text, currency="EUR")) == {"F-1": "4000.00", "F-2": "12300.00", "F-3": "0.00"}


@pytest.mark.parametrize("header", ["amount_k", "Amount (K)", "Amount ($M)", "Amount (M$)", "Amount (Cr)", "Total Mil"])
def test_what_may_be_a_unit_is_refused(tmp_path: Path, header: str) -> None:
    for more in ({}, {"map": {"total": header}}):
        said = refusal(tmp_path, listed(header, *AMOUNTS), country="US", country_said=True, **more)
        assert "may say that the amounts are in" in said and "name the column 'Amount' in the file" in said


def test_a_line_of_its_own_that_may_say_thousands_is_refused(tmp_path: Path) -> None:
    for line in ("$m", "US$ M", "(in $M)"):
        said = refusal(tmp_path, listed("Amount", *AMOUNTS, above=f"{line},,,,\n"), country="US", country_said=True)
        assert "may say that the amounts are in millions" in said and "take the line that says it out" in said
        text = listed("Amount (millions)", *AMOUNTS, above=f"{line},,,,\n")
        assert opened(taken(tmp_path, text, country="US", country_said=True))["F-1"] == "4550000.00"


def test_k_is_the_sign_of_a_currency_where_it_is_one(tmp_path: Path) -> None:
    more = {"country": "ZM", "country_said": True, "map": {"total": "Amount (K)"}}
    assert opened(taken(tmp_path, listed("Amount (K)", *AMOUNTS), **more))["F-1"] == "4.55"


def test_rupees_that_all_end_with_cr_are_refused(tmp_path: Path) -> None:
    said = {"country": "IN", "country_said": True}
    assert "crores, or credits" in refusal(tmp_path, listed("Amount", "4.5 Cr", "3.2 Cr"), **said)
    assert opened(taken(tmp_path, listed("Amount", "4.50 Dr", "3.20 Cr"), **said)) == {"F-1": "4.50", "F-2": "-3.20"}
    abroad = taken(tmp_path, listed("Amount", "4.50 Cr", "3.20 Cr"), country="GB", country_said=True)
    assert opened(abroad) == {"F-1": "-4.50", "F-2": "-3.20"}


def test_unrounded_thousands_are_rounded_to_the_cent_of_what_they_stand_for(tmp_path: Path) -> None:
    text = listed("Amount (k€)", "40.42487784054514", "4.5500000000000007", "12.3456")
    intake = taken(tmp_path, text, currency="EUR")
    assert opened(intake) == {"F-1": "40424.88", "F-2": "4550.00", "F-3": "12345.60"}
