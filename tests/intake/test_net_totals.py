"""Totals beside a tax, under a header that does not say whether they are with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, remedies, taken

HEAD = "Invoice No,Customer,Issued,Due,{tax},{total},Currency\n"
ROWS = """\
A-1,Alder,2026-01-05,2026-02-04,{0},1000.00,EUR
A-2,Birch,2026-01-06,2026-02-05,{1},250.00,EUR
A-3,Cedar,2026-01-07,2026-02-06,{2},80.00,EUR
"""
WHOLE = {"A-1": "1000.00", "A-2": "250.00", "A-3": "80.00"}
ON_TOP = {"A-1": "1190.00", "A-2": "297.50", "A-3": "85.60"}
OPEN_QUESTION = "may be with the tax in 'VAT' or without it"


def listed(*taxes: str, tax: str = "VAT", total: str = "Amount") -> str:
    return HEAD.format(tax=tax, total=total) + ROWS.format(*taxes)


def with_column(text: str, name: str, *cells: str) -> str:
    return "\n".join(f"{line},{cell}" for line, cell in zip(text.splitlines(), (name, *cells), strict=True)) + "\n"


def test_a_tax_that_is_a_usual_rate_of_every_amount_comes_on_top_of_it(tmp_path: Path) -> None:
    text = listed("190.00", "47.50", "5.60")
    intake = taken(tmp_path, text)
    assert opened(intake) == ON_TOP
    assert "'VAT' is added to 'Amount': in every row it is a usual rate of tax on top of that amount" in intake.remarks
    for header in ("Amount (EUR)", "Betrag", "Montant", "Importe"):
        assert opened(taken(tmp_path, listed("190.00", "47.50", "5.60", total=header))) == ON_TOP
    assert opened(taken(tmp_path, text.replace("80.00", "-80.00").replace("5.60", "-5.60"))) == ON_TOP | {
        "A-3": "-85.60"
    }
    assert opened(taken(tmp_path, text.replace("5.60", ""))) == ON_TOP | {"A-3": "80.00"}  # a row without tax


def test_a_tax_that_is_a_usual_rate_within_every_amount_is_in_it(tmp_path: Path) -> None:
    assert opened(taken(tmp_path, listed("159.66", "39.92", "5.23"))) == WHOLE


@pytest.mark.parametrize(
    "taxes",
    [
        ("200.00", "50.00", "16.00"),  # 20 per cent on top, or 25 within
        ("190.00", "39.92", "5.60"),  # on top in one row, within in another
        ("123.45", "50.00", "5.60"),  # some items are without tax
    ],
)
def test_a_tax_that_may_be_in_the_amounts_or_come_on_top_is_asked_about(tmp_path: Path, taxes: tuple[str, ...]) -> None:
    text = listed(*taxes)
    asked = refusal(tmp_path, text)
    assert OPEN_QUESTION in asked
    added = {number: f"{float(WHOLE[number]) + float(tax):.2f}" for number, tax in zip(WHOLE, taxes, strict=True)}
    assert [opened(taken(tmp_path, text, **said)) for said, _ in remedies(asked)] == [added, WHOLE]


@pytest.mark.parametrize("total", ["Amount incl. VAT", "Total", "Invoice amount", "Invoice total", "Gross amount"])
def test_a_header_that_says_the_whole_is_not_asked_about(tmp_path: Path, total: str) -> None:
    for taxes in (("200.00", "50.00", "16.00"), ("190.00", "47.50", "5.60"), ("", "", "")):
        assert opened(taken(tmp_path, listed(*taxes, total=total))) == WHOLE


def test_amounts_beside_rates_of_tax_alone_are_asked_about(tmp_path: Path) -> None:
    for rates in (("19", "19", "7"), ("19%", "19%", "7%"), ("0", "19", "0")):
        text = listed(*rates, tax="VAT %")
        asked = refusal(tmp_path, text)
        assert "may be with the tax that 'VAT %' says or without it" in asked
        assert "export the amounts with tax" in asked
        assert [opened(taken(tmp_path, text, **said)) for said, _ in remedies(asked)] == [WHOLE]
    for nothing in ("0", ""):
        assert opened(taken(tmp_path, listed(nothing, nothing, nothing, tax="VAT %"))) == WHOLE


def test_what_was_paid_shows_whether_the_amounts_are_with_tax(tmp_path: Path) -> None:
    in_full = with_column(listed("200.00", "50.00", "16.00"), "Paid", "1000.00", "0", "20.00")
    assert opened(taken(tmp_path, in_full)) == {"A-1": "0.00", "A-2": "250.00", "A-3": "60.00"}
    with_tax = with_column(listed("200.00", "50.00", "16.00"), "Paid", "1200.00", "0", "20.00")
    intake = taken(tmp_path, with_tax)
    assert opened(intake) == {"A-1": "0.00", "A-2": "300.00", "A-3": "76.00"}
    assert "'VAT' is added to 'Amount': invoices are paid with it" in intake.remarks
    both = with_column(listed("200.00", "50.00", "16.00"), "Paid", "1200.00", "250.00", "0")
    part = with_column(listed("200.00", "50.00", "16.00"), "Paid", "600.00", "0", "0")
    for text in (both, part):
        assert OPEN_QUESTION in refusal(tmp_path, text)
    rates = with_column(listed("20", "20", "20", tax="VAT %"), "Paid", "{}", "0", "0")
    assert opened(taken(tmp_path, rates.format("1000.00"))) == WHOLE | {"A-1": "0.00"}
    for paid in ("1200.00", "600.00"):
        assert "may be with the tax that 'VAT %' says" in refusal(tmp_path, rates.format(paid))


def test_a_balance_or_another_amount_that_says_what_is_owed_leaves_nothing_to_ask(tmp_path: Path) -> None:
    text = with_column(listed("200.00", "50.00", "16.00"), "Open balance", "1200.00", "300.00", "0")
    assert opened(taken(tmp_path, text)) == {"A-1": "1200.00", "A-2": "300.00", "A-3": "0.00"}
    net = with_column(listed("200.00", "50.00", "16.00"), "Net", "800.00", "200.00", "64.00")
    assert opened(taken(tmp_path, net)) == WHOLE


def test_an_amount_that_is_no_tax_of_its_row_asks_nothing(tmp_path: Path) -> None:
    for taxes in (("700.00", "150.00", "50.00"), ("0", "0", "0"), ("4711", "4712", "4713")):
        assert OPEN_QUESTION not in str(opened(taken(tmp_path, listed(*taxes))))
    numbers = listed("DE811569869", "DE123456788", "", tax="VAT number")
    assert opened(taken(tmp_path, numbers)) == WHOLE


def test_a_tax_on_top_is_added_in_totals_of_the_list_too(tmp_path: Path) -> None:
    text = listed("190.00", "47.50", "5.60") + "Total,,,,243.10,1330.00,\n"
    intake = taken(tmp_path, text)
    assert opened(intake) == ON_TOP
    assert any("1 total" in remark for remark in intake.remarks)


def test_what_was_paid_and_the_rates_that_say_different_things_are_asked_about(tmp_path: Path) -> None:
    public = with_column(listed("190.00", "47.50", "15.20"), "Paid", "1000.00", "0", "0")  # pays the state the tax
    over = with_column(listed("159.66", "39.92", "12.77"), "Paid", "1159.66", "0", "0")
    for text in (public, over):
        assert OPEN_QUESTION in refusal(tmp_path, text)


@pytest.mark.parametrize(
    ("other", "second"),
    [("SGST", ("90.00", "22.50", "7.20")), ("Recargo de equivalencia", ("52.00", "13.00", "0.00"))],
)
def test_two_taxes_are_asked_about_and_added_together(tmp_path: Path, other: str, second: tuple[str, ...]) -> None:
    text = with_column(listed("90.00", "22.50", "7.20", tax="IVA"), other, *second)
    asked = refusal(tmp_path, text)
    assert f"may be with the tax in 'IVA' and '{other}' or without it" in asked
    both = {
        number: f"{float(WHOLE[number]) + float(one) + float(two):.2f}"
        for number, one, two in zip(WHOLE, ("90.00", "22.50", "7.20"), second, strict=True)
    }
    assert [opened(taken(tmp_path, text, **said)) for said, _ in remedies(asked)] == [both, WHOLE]
    paid = with_column(text, "Paid", f"{1090 + float(second[0]):.2f}", "0", "0")
    assert opened(taken(tmp_path, paid)) == both | {"A-1": "0.00"}


def test_a_rate_beside_the_sums_of_a_tax_asks_nothing_more(tmp_path: Path) -> None:
    text = with_column(listed("190.00", "47.50", "5.60"), "VAT %", "19", "19", "7")
    assert opened(taken(tmp_path, text)) == ON_TOP


@pytest.mark.parametrize("header", ["Freight", "Shipping", "Versand", "Frais de port", "Portes", "Service charge"])
def test_carriage_and_fees_beside_a_tax_on_top_are_asked_about_with_it(tmp_path: Path, header: str) -> None:
    text = with_column(listed("190.00", "47.50", "5.60"), header, "12.50", "0.00", "4.20")
    asked = refusal(tmp_path, text)
    assert f"{OPEN_QUESTION}: does that come on top?; and {header!r} may come on top of it, too" in asked
    all_three = {"A-1": "1202.50", "A-2": "297.50", "A-3": "89.80"}
    assert [opened(taken(tmp_path, text, **said)) for said, _ in remedies(asked)][:2] == [all_three, ON_TOP]


def test_carriage_that_is_nothing_or_a_charge_for_paying_late_leaves_the_tax_proved(tmp_path: Path) -> None:
    text = listed("190.00", "47.50", "5.60")
    assert opened(taken(tmp_path, with_column(text, "Freight", "0", "", "0"))) == ON_TOP
    assert opened(taken(tmp_path, with_column(text, "Late fee", "40.00", "", "5.00"))) == ON_TOP


@pytest.mark.parametrize("tax", ["Moms", "MVA"])
def test_a_fifth_of_the_amount_is_first_in_it_where_the_tax_is_a_quarter(tmp_path: Path, tax: str) -> None:
    text = listed("200.00", "50.00", "16.00", tax=tax)
    said, _ = remedies(refusal(tmp_path, text))[0]
    assert opened(taken(tmp_path, text, **said)) == WHOLE


@pytest.mark.parametrize(("codes", "asked"), [("SSZ", True), ("SSS", True), ("ZZZ", False), ("EEZ", False)])
def test_codes_of_one_letter_beside_a_quantity_at_a_price_say_a_tax_or_none(
    tmp_path: Path, codes: str, asked: bool
) -> None:
    text = "\n".join([
        "Invoice No,Customer,Issued,Due,Qty,Price,Amount,Currency,Tax code",
        f"A-1,Alder,2026-01-05,2026-02-04,2,500.00,1000.00,EUR,{codes[0]}",
        f"A-2,Birch,2026-01-06,2026-02-05,5,50.00,250.00,EUR,{codes[1]}",
        f"A-3,Cedar,2026-01-07,2026-02-06,4,20.00,80.00,EUR,{codes[2]}\n",
    ])  # fmt: skip
    if asked:
        assert "'Tax code' says that tax may come on top" in refusal(tmp_path, text)
    else:
        assert opened(taken(tmp_path, text)) == WHOLE
