"""The same amounts in the currency of the document and in that of the books: what a customer owes is in the first."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, remedies, taken

ROWS = (("1", "EUR", "2000.00", "2200.00"), ("2", "EUR", "500.00", "550.00"), ("3", "CAD", "1300.00", "949.00"),
        ("4", "USD", "410.00", "410.00"))  # fmt: skip
"""The number, the currency, the amount in it and in USD."""
OWN = {"1": "2000.00", "2": "500.00", "3": "1300.00", "4": "410.00"}
BOOKS = {"1": "2200.00", "2": "550.00", "3": "949.00", "4": "410.00"}


def listed(own: str, books: str, *rows: tuple[str, str, str, str], further: str = "") -> str:
    head = f"Invoice No,Customer,Date,Due Date,Currency,{own},{books}{further and ',' + further.split('=')[0]}"
    rates = dict(pair.split(":") for pair in further.split("=")[1].split()) if further else {}
    lines = [
        ",".join(
            (n, f"Customer {n}", "2026-01-12", "2026-02-12", code, amount, other, *filter(None, [rates.get(code)]))
        )
        for n, code, amount, other in rows
    ]
    return "\n".join([head, *lines]) + "\n"


def test_the_column_in_the_rows_own_currency_is_read_where_the_other_names_that_of_the_books(tmp_path: Path) -> None:
    intake = taken(tmp_path, listed("Doc Value", "Amount (USD)", *ROWS))
    assert opened(intake) == OWN
    assert intake.book.frame["currency"].tolist() == ["EUR", "EUR", "CAD", "USD"]
    assert any(
        "'Doc Value' holds the amounts of 'Amount (USD)' in the currency of each row" in r for r in intake.remarks
    )


@pytest.mark.parametrize(
    "changed",
    [("4", "USD", "400.00", "410.00"), ("2", "EUR", "900.00", "550.00"), ("2", "EUR", "-500.00", "550.00"),
     ("2", "EUR", "0.00", "550.00")],
)  # fmt: skip
def test_a_column_that_is_no_conversion_in_one_row_is_not_read_and_the_currency_is_asked_about(
    tmp_path: Path, changed: tuple[str, str, str, str]
) -> None:
    rows = [changed if row[0] == changed[0] else row for row in ROWS]
    assert "names USD, and rows are in CAD, EUR" in refusal(tmp_path, listed("Doc Value", "Amount (USD)", *rows))


@pytest.mark.parametrize(("books", "read"), [("650.00", True), ("770.00", True), ("771.00", False)])
def test_a_rate_may_move_by_two_fifths_within_an_export(tmp_path: Path, books: str, read: bool) -> None:
    rows = [("2", "EUR", "500.00", books) if row[0] == "2" else row for row in ROWS]
    said = refusal_or_nothing(tmp_path, listed("Doc Value", "Amount (USD)", *rows))
    assert ("names USD" in said) is not read


@pytest.mark.parametrize("different", [2, 3])
def test_three_amounts_that_differ_prove_that_a_column_is_in_another_currency(tmp_path: Path, different: int) -> None:
    said = refusal_or_nothing(tmp_path, listed("Value", "Amount", *ROWS[:different], ROWS[3]))
    assert ("another currency" in said) is (different == 3)


def test_of_two_columns_that_may_be_in_the_rows_currency_none_is_read_without_a_question(tmp_path: Path) -> None:
    head, *rows = listed("Doc Value", "Amount (USD)", *ROWS).splitlines()
    other = ("2020.00", "505.00", "1313.00", "410.00")
    text = "\n".join([f"{head},Xyzzy", *(f"{row},{value}" for row, value in zip(rows, other, strict=True))]) + "\n"
    assert "names USD" in refusal(tmp_path, text)


def test_without_a_row_in_the_currency_of_the_books_nothing_proves_which_column_is_which(tmp_path: Path) -> None:
    assert "names USD" in refusal(tmp_path, listed("Doc Value", "Amount (USD)", *ROWS[:3]))


@pytest.mark.parametrize(("own", "first"), [("Value (foreign)", "1"), ("Value", "0")])
def test_two_columns_that_are_one_amount_in_two_currencies_are_asked_about_where_no_header_names_one(
    tmp_path: Path, own: str, first: str
) -> None:
    text = listed(own, "Amount", *ROWS)
    said = refusal(tmp_path, text)
    assert f"{own}: is 'Amount' in another currency: which of the two is in the currency of the row?" in said
    answers = [opened(taken(tmp_path, text, **answer)) for answer, _ in remedies(said)]
    assert answers == ([OWN, BOOKS] if first == "1" else [BOOKS, OWN])


def test_rates_of_exchange_prove_that_two_columns_are_one_amount_without_a_row_in_the_books_currency(
    tmp_path: Path,
) -> None:
    text = listed("Value", "Amount", *ROWS[:3], further="FX Rate=EUR:1.10 CAD:0.73")
    assert "is 'Amount' in another currency" in refusal(tmp_path, text)
    other = listed("Value", "Amount", *ROWS[:3], further="Points=EUR:1.10 CAD:0.73")
    assert "in another currency" not in refusal_or_nothing(tmp_path, other)


def test_a_net_amount_that_is_the_whole_in_one_currency_is_no_amount_in_another(tmp_path: Path) -> None:
    """Exports bear no tax: the rows in another currency have net amounts that are the same."""
    rows = (("1", "PLN", "100.00", "123.00"), ("2", "PLN", "200.00", "246.00"), ("3", "PLN", "50.00", "61.50"),
            ("4", "EUR", "410.00", "410.00"))  # fmt: skip
    assert "another currency" not in refusal_or_nothing(tmp_path, listed("Net", "Amount", *rows))


def test_an_amount_that_is_the_total_less_two_taxes_is_no_amount_in_another_currency(tmp_path: Path) -> None:
    rows = (("1", "CAD", "100.00", "114.98"), ("2", "CAD", "200.00", "229.95"), ("3", "CAD", "50.00", "57.49"),
            ("4", "USD", "410.00", "410.00"))  # fmt: skip
    text = listed("Montant", "Amount", *rows)
    taxes = {"1": "5.00,9.98", "2": "10.00,19.95", "3": "2.50,4.99", "4": ","}
    head, *lines = text.splitlines()
    taxed = "\n".join([f"{head},TPS,TVQ", *(f"{line},{taxes[line.split(',')[0]]}" for line in lines)]) + "\n"
    assert opened(taken(tmp_path, taxed)) == {"1": "114.98", "2": "229.95", "3": "57.49", "4": "410.00"}
    assert "another currency" in refusal_or_nothing(tmp_path, taxed.replace("19.95", "19.94"))


IN_PARTS = """\
Invoice No,Customer,Date,Due Date,Currency,Net EUR,VAT,Gross EUR,{net},{tax}
1,Alder,2026-01-12,2026-02-12,EUR,100.00,20.00,120.00,100.00,20.00
2,Birch,2026-01-12,2026-02-12,USD,200.00,0.00,200.00,220.00,0.00
3,Cedar,2026-01-12,2026-02-12,USD,50.00,10.00,60.00,55.00,11.00
"""


def test_a_net_amount_and_its_tax_in_the_rows_own_currency_are_read_together(tmp_path: Path) -> None:
    text = IN_PARTS.format(net="Net in invoice currency", tax="VAT in invoice currency")
    intake = taken(tmp_path, text)
    assert opened(intake) == {"1": "120.00", "2": "220.00", "3": "66.00"}
    assert any("'Net in invoice currency + VAT in invoice currency' holds the amounts" in one for one in intake.remarks)


@pytest.mark.parametrize(
    ("net", "tax", "change"),
    [
        ("Net in invoice currency", "VAT in invoice currency", ("55.00,11.00", "95.00,19.00")),  # another rate
        ("Net in invoice currency", "VAT in invoice currency", ("100.00,20.00\n", "100.00,21.00\n")),
        ("Net in invoice currency", "Zork", ("", "")),
        ("Zork", "VAT in invoice currency", ("", "")),
    ],
)
def test_parts_that_are_not_the_same_amount_leave_its_currency_in_doubt(
    tmp_path: Path, net: str, tax: str, change: tuple[str, str]
) -> None:
    assert "names EUR" in refusal(tmp_path, IN_PARTS.format(net=net, tax=tax).replace(*change))


def refusal_or_nothing(folder: Path, text: str) -> str:
    try:
        taken(folder, text)
    except Exception as refused:
        return str(refused)
    return ""
