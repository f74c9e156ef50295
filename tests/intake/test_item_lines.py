"""Lists with a row for each item: a total that the items add up to counts once, and what nothing proves is rejected."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, remedies, taken

from pastdue.model.errors.problems import BadInput

HEAD = "Invoice No,Customer,Invoice Date,Due Date,Total,Currency,Item,Item total\n"
ONE = (
    "INV-1,Alder,2026-01-13,2026-02-12,123.00,EUR,Work,98.40\n"
    "INV-1,Alder,2026-01-13,2026-02-12,123.00,EUR,Travel,24.60\n"
)
TWO = "INV-2,Birch,2026-01-14,2026-02-13,50.00,EUR,Work,50.00\n"


def test_the_total_of_an_invoice_counts_once_where_its_items_add_up_to_it(tmp_path: Path) -> None:
    intake = taken(tmp_path, HEAD + ONE + TWO)
    assert (opened(intake), intake.rejected) == ({"INV-1": "123.00", "INV-2": "50.00"}, ())
    assert intake.ignored_for == {"further lines of an invoice": 1}
    assert any("the total of an invoice counts once" in remark for remark in intake.remarks)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("24.60", "24.61"), ("50.00\n", "49.00\n"), ("123.00,EUR,Travel", "24.60,EUR,Travel"),
        ("Alder,2026-01-13,2026-02-12,123.00,EUR,Travel", "Elm,2026-01-13,2026-02-12,123.00,EUR,Travel"),
    ],
)  # fmt: skip
def test_rows_whose_items_prove_nothing_are_never_one_invoice(tmp_path: Path, old: str, new: str) -> None:
    intake = taken(tmp_path, (HEAD + ONE + TWO).replace(old, new), ignore=("Item total",) if "49" in new else ())
    assert "INV-1" not in opened(intake) and intake.rejected_rows >= 2


def test_rows_that_fall_due_on_different_days_are_no_items(tmp_path: Path) -> None:
    text = (HEAD + ONE + TWO).replace("2026-02-12,123.00,EUR,Travel", "2026-03-12,123.00,EUR,Travel")
    assert "which fall due on different days" in refusal(tmp_path, text)


def test_amounts_that_are_named_as_paid_prove_no_items(tmp_path: Path) -> None:
    intake = taken(tmp_path, (HEAD + ONE + TWO).replace("Item total", "Part paid so far"))
    assert "INV-1" not in opened(intake) and intake.rejected_rows == 2


def test_an_item_that_is_not_read_is_no_question(tmp_path: Path) -> None:
    assert "Item total" in taken(tmp_path, HEAD + ONE + TWO).unused_columns


RATES = "Invoice No,Customer,Invoice Date,Due Date,Net amount,VAT rate,VAT,Gross,Currency\n"
BY_RATE = (
    "INV-1,Adler,2026-08-05,2026-08-19,500.00,19,95.00,595.00,EUR\n"
    "INV-1,Adler,2026-08-05,2026-08-19,200.00,7,14.00,214.00,EUR\n"
    "INV-2,Krone,2026-09-11,2026-09-25,33.33,7,2.33,35.66,EUR\n"
)


def test_the_rows_of_an_invoice_by_rate_of_tax_are_added_up(tmp_path: Path) -> None:
    intake = taken(tmp_path, RATES + BY_RATE)
    assert (opened(intake), intake.rejected) == ({"INV-1": "809.00", "INV-2": "35.66"}, ())
    assert any("'Gross'" in remark and "added up" in remark for remark in intake.remarks)


@pytest.mark.parametrize(("tax", "gross", "added"), [("2.34", "35.67", True), ("2.35", "35.68", False)])
def test_a_tax_may_be_a_cent_off_its_rate(tmp_path: Path, tax: str, gross: str, added: bool) -> None:
    text = RATES + BY_RATE.replace("33.33,7,2.33,35.66", f"33.33,7,{tax},{gross}")
    try:
        found = opened(taken(tmp_path, text))
    except BadInput:
        found = {}
    assert (found == {"INV-1": "809.00", "INV-2": gross}) is added


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("200.00,7,14.00,214.00", "200.00,19,38.00,238.00"), ("200.00,7,14.00,214.00", "200.00,7,28.00,228.00"),
        ("200.00,7,14.00,214.00", "200.00,7,14.00,809.00"), ("2026-08-19,200.00", "2026-08-20,200.00"),
        ("Adler,2026-08-05,2026-08-19,200.00", "Elm,2026-08-05,2026-08-19,200.00"),
    ],
)  # fmt: skip
def test_rows_that_are_not_the_rates_of_one_invoice_are_never_added_up(tmp_path: Path, old: str, new: str) -> None:
    text = (RATES + BY_RATE).replace(old, new)
    try:
        found = opened(taken(tmp_path, text))
    except BadInput as refused:
        assert "INV" in str(refused) or "which" in str(refused)
    else:
        assert "INV-1" not in found


def test_rows_by_rate_beside_what_is_paid_are_not_added_up(tmp_path: Path) -> None:
    text = (RATES + BY_RATE).replace("Currency\n", "Currency,Paid\n").replace("EUR\n", "EUR,0.00\n")
    assert "INV-1" not in opened(taken(tmp_path, text))


@pytest.mark.parametrize(
    ("states", "left"),
    [(("open", "open"), "809.00"), (("paid", "paid"), "0.00"), (("open", "paid"), None)],
)
def test_rows_by_rate_of_one_state_are_added_up_and_of_two_never(
    tmp_path: Path, states: tuple[str, str], left: str | None
) -> None:
    lines = (RATES + BY_RATE).splitlines()
    rows = [f"{line},{state}" for line, state in zip(lines, ("Status", *states, "open"), strict=True)]
    found = opened(taken(tmp_path, "\n".join(rows) + "\n"))
    assert (found.get("INV-1"), found["INV-2"]) == (left, "35.66")


PARTS = "Invoice No,Customer,Invoice Date,Due Date,Product,Qty,Unit price,Amount,Currency\n"
OF_PARTS = (
    "INV-1,Alder,2026-01-13,2026-02-12,Gloves,10,25.00,250.00,EUR\n"
    "INV-1,Alder,2026-01-13,2026-02-12,Alcohol,5,18.00,90.00,EUR\n"
    "INV-2,Birch,2026-01-14,2026-02-13,Gloves,100,24.00,2400.00,EUR\n"
)


def test_rows_that_are_each_a_quantity_at_a_price_are_added_up_to_their_invoice(tmp_path: Path) -> None:
    intake = taken(tmp_path, PARTS + OF_PARTS)
    assert (opened(intake), intake.rejected) == ({"INV-1": "340.00", "INV-2": "2400.00"}, ())
    assert any("'Amount' added up" in remark for remark in intake.remarks)


@pytest.mark.parametrize("said", [{}, {"currency": "JPY"}, {"currency": "EUR"}])
def test_rows_with_tax_on_a_quantity_at_a_price_are_added_up_too(tmp_path: Path, said: dict[str, str]) -> None:
    text = "請求書番号,発行日,お支払期限,得意先名,品名,単位,数量,単価,金額,消費税額,税込合計\n" + (
        "S-1,2026-09-30,2026-10-31,大和,電線A,m,100,150,15000,1500,16500\n"
        "S-1,2026-09-30,2026-10-31,大和,電線B,m,50,200,10000,1000,11000\n"
    )
    assert {float(left) for left in opened(taken(tmp_path, text, **said)).values()} == {27500}


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        ("Alcohol,5,18.00,90.00", "Alcohol,5,18.00,90.02", True),  # no product
        ("Alcohol,5,18.00,90.00", "Gloves,5,18.00,90.00", False),  # the same item twice: a row that was changed
        ("Alder,2026-01-13,2026-02-12,Alcohol", "Elm,2026-01-13,2026-02-12,Alcohol", False),
        ("Alder,2026-01-13,2026-02-12,Alcohol", "Alder,2026-01-14,2026-02-12,Alcohol", False),
        ("Alcohol,5,18.00,90.00", "Alcohol,5,-18.00,-90.00", True),
    ],
)
def test_rows_that_nothing_proves_to_be_lines_are_asked_about_or_rejected(
    tmp_path: Path, old: str, new: str, left: bool
) -> None:
    text = (PARTS + OF_PARTS).replace(old, new)
    if not left:
        assert opened(taken(tmp_path, text)) == {"INV-2": "2400.00"}
        return
    asked = refusal(tmp_path, text)
    assert "'INV-1' is on several lines of one customer and day, which 'Product' tells apart" in asked
    (parts, promise), (none, _) = remedies(asked)
    assert (parts["map"], none["map"]) == ({"line": "Product"}, {"line": ""})
    total = opened(taken(tmp_path, text, **parts))["INV-1"]
    assert f"open {2400 + float(total):.2f} EUR" in promise
    assert opened(taken(tmp_path, text, **none)) == {"INV-2": "2400.00"}


def test_lines_beside_what_is_paid_are_never_added_up(tmp_path: Path) -> None:
    text = (PARTS + OF_PARTS).replace("Currency\n", "Currency,Paid\n").replace("EUR\n", "EUR,90.00\n")
    assert "INV-1" not in opened(taken(tmp_path, text))
    assert "whether a line is paid or the whole invoice" in refusal(tmp_path, text, map={"line": "Product"})


def test_a_column_of_lines_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "no column is named 'Item'" in refusal(tmp_path, PARTS + OF_PARTS, map={"line": "Item"})


@pytest.mark.parametrize("field", ["line", "instalment"])
def test_a_column_of_lines_or_instalments_is_refused_in_an_export_of_a_known_program(
    tmp_path: Path, field: str
) -> None:
    text = "TRAN_NUMBER,TYPE,DATE,ACCOUNT_REF,INV_REF,DETAILS,DUE_DATE,GROSS_AMOUNT,OUTSTANDING\n" + (
        "1,SI,13/01/2026,ALD01,1001,Goods,12/02/2026,120,120\n"
    )
    said = refusal(tmp_path, text, currency="GBP", map={field: "DETAILS"})
    assert f"{field}: is mapped to 'DETAILS', and preset sage-50 says by itself which rows are one invoice" in said
    assert f"leave --map {field} out, or pass --preset common with it" in said
    assert opened(taken(tmp_path, text, currency="GBP", map={field: ""})) == {"1001": "120.00"}
    common = {"currency": "GBP", "preset": "common", "map": {field: "DETAILS", "customer": "ACCOUNT_REF"}}
    assert opened(taken(tmp_path, text, **common)) == {"1001": "120.00"}


SOLD = """\
Invoice No,Customer,Invoice Date,Due Date,Item,Quantity,Unit Price,{head}
1,Alder,2026-05-01,2026-05-31,Arch,1,640.00,640.00
1,Alder,2026-05-01,2026-05-31,Tables,14,48.50,679.00
1,Alder,2026-05-01,2026-05-31,Discount,1,-75.00,-75.00
2,Birch,2026-05-15,2026-06-14,Vases,24,6.25,150.00
"""
SUMS = {"1": "1244.00", "2": "150.00"}


def test_a_quantity_at_a_price_is_the_amount_of_a_line_under_any_header(tmp_path: Path) -> None:
    for head in ("Line Total", "Zork"):
        intake = taken(tmp_path, SOLD.format(head=head), currency="USD")
        assert opened(intake) == SUMS
        assert f"{head!r} is read as the total: it is a quantity at a price in every row" in intake.remarks
    for head in ("Netto", "Montant HT"):
        assert head in refusal(tmp_path, SOLD.format(head=head), currency="USD")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("14,48.50,679.00", "14,48.50,679.10"),  # no product in one row
        ("Unit Price,", "Unit Price,VAT,"),  # a tax may come on top
        ("14,48.50", "1,679.00"),
    ],
)
def test_what_is_no_quantity_at_a_price_or_not_all_of_it_is_asked_about(tmp_path: Path, old: str, new: str) -> None:
    text = SOLD.format(head="Zork").replace(old, new, 1)
    if "VAT" in new:
        lines = text.splitlines()
        text = "\n".join(
            [lines[0], *(",".join([*line.split(",")[:-1], "9.00", line.split(",")[-1]]) for line in lines[1:])]
        )
    if new == "1,679.00":
        text = text.replace("24,6.25", "1,150.00")
    assert "pass --" in refusal(tmp_path, text + "\n", currency="USD")


TAXED = "Invoice No,Customer,Invoice Date,Due Date,Product,Qty,Price,VAT %,Amount,Currency\n"
OF_TAXED = (
    "1,Alder,2026-01-13,2026-02-12,Arch,1,640.00,21,640.00,EUR\n"
    "1,Alder,2026-01-13,2026-02-12,Tables,14,48.50,21,679.00,EUR\n"
    "2,Birch,2026-01-14,2026-02-13,Vases,24,6.25,9,150.00,EUR\n"
)
ON_TOP = "is a quantity at a price, and 'VAT %' says that tax may come on top of it"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("VAT %,Amount", "VAT %,Amount"),
        ("VAT %,Amount", "VAT %,Total"),
        (",21,", ",21 %,"),
        (",21,", ",Standard 21%,"),
        ("1,Alder,2026-01-13,2026-02-12,Tables", "3,Alder,2026-01-13,2026-02-12,Tables"),  # a row for each invoice
        ("1,Alder,2026-01-13,2026-02-12,Arch,1,640.00", "3,Alder,2026-01-13,2026-02-12,Delivery,,"),
    ],
)
def test_a_quantity_at_a_price_on_top_of_which_tax_may_come_is_asked_about(tmp_path: Path, old: str, new: str) -> None:
    text = (TAXED + OF_TAXED).replace(old, new)
    if "Standard" in new:
        text = text.replace(",9,", ",Reduced 9%,")
    asked = refusal(tmp_path, text)
    assert ON_TOP in asked
    (whole,) = remedies(asked)
    assert "open 1469.00 EUR" in whole[1]
    assert sum(map(float, opened(taken(tmp_path, text, **whole[0])).values())) == 1469


def test_a_quantity_at_a_price_beside_the_tax_on_it_is_asked_about(tmp_path: Path) -> None:
    text = (TAXED + OF_TAXED).replace("VAT %", "VAT")
    text = text.replace(",21,640", ",134.40,640").replace(",21,679", ",142.59,679").replace(",9,150", ",13.50,150")
    assert ON_TOP.replace("VAT %", "VAT") in refusal(tmp_path, text)
    assert opened(taken(tmp_path, text.replace("134.40", "834.40"))) == {"1": "1319.00", "2": "150.00"}  # no tax


@pytest.mark.parametrize(
    ("old", "new", "also"),
    [
        (",21,", ",0,", (",9,", ",0,")),
        ("Amount", "Amount incl. VAT", ("", "")),
        ("Price,", "Price incl. VAT,", ("", "")),
    ],
)
def test_a_quantity_at_a_price_without_tax_or_with_it_by_its_header_is_the_total(
    tmp_path: Path, old: str, new: str, also: tuple[str, str]
) -> None:
    text = (TAXED + OF_TAXED).replace(old, new).replace(*also)
    assert opened(taken(tmp_path, text)) == {"1": "1319.00", "2": "150.00"}


def test_a_quantity_at_a_price_that_is_an_amount_and_its_tax_is_the_total(tmp_path: Path) -> None:
    text = (TAXED + OF_TAXED).replace("VAT %", "Net,VAT")
    for net, tax, gross in (("528.93", "111.07", "640"), ("561.16", "117.84", "679"), ("137.61", "12.39", "150")):
        rate = "9" if gross == "150" else "21"
        text = text.replace(f",{rate},{gross}.00", f",{net},{tax},{gross}.00")
    assert opened(taken(tmp_path, text)) == {"1": "1319.00", "2": "150.00"}
