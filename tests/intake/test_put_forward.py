"""Columns put forward for a field: never a state as a name, a score as money, or a day of change as one of issue."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, remedies, remedies_of_each, taken

from pastdue.book import NO_DAY
from pastdue.model.errors.problems import BadInput
from pastdue.model.spans import day_of


def listed(header: str, *cells: str) -> str:
    rows = (f"INV-{n},2026-02-{12 + n},EUR,{cell}" for n, cell in enumerate(cells, 1))
    return "\n".join([f"Invoice No,Due Date,Currency,{header}", *rows]) + "\n"


@pytest.mark.parametrize("header", ["account_id", "Codecli"])
def test_a_list_without_names_goes_by_the_customers_number_and_never_by_a_state(tmp_path: Path, header: str) -> None:
    text = listed(f"Open Balance,credit_status,{header}", "84,Review,A005", "18,Watch,A001", "9,Review,A005")
    said, _ = remedies(refusal(tmp_path, text))[0]
    assert said["map"] == {"customer": header}
    frame = taken(tmp_path, text, **{**said, "ignore": ("credit_status",)}).book.frame
    assert frame["customer"].tolist() == ["A005", "A001", "A005"]


@pytest.mark.parametrize("header", ["KundNr.", "member no", "Kod nabywcy"])
def test_a_column_that_is_known_to_have_the_customers_numbers_stands_for_their_names_unasked(
    tmp_path: Path, header: str
) -> None:
    text = listed(f"Open Balance,credit_status,{header}", "84,Review,A005", "18,Watch,A001", "9,Review,A005")
    intake = taken(tmp_path, text, ignore=("credit_status",))
    assert intake.book.frame["customer"].tolist() == ["A005", "A001", "A005"]
    said = (
        f"no column has the names of the customers: {header!r} stands in for them; --contacts FILE brings the names; "
        "without one no letter is posted"
    )
    assert said in intake.remarks


def test_a_number_that_some_rows_lack_is_no_customers(tmp_path: Path) -> None:
    text = listed("Open Balance,account_id", "84,A005", "18,", "9,A005")
    said = refusal(tmp_path, text)
    assert "if a column has the customers, say so by --map customer=, its header in quotes" in said
    assert "HEADER" not in said and "account_id=" not in said
    assert [answer["one_customer"] for answer, _ in remedies(said)] == ["NAME"]


@pytest.mark.parametrize("header", ["updated_date", "Last modified date", "Import date"])
def test_the_day_a_row_was_changed_is_no_day_of_issue(tmp_path: Path, header: str) -> None:
    text = listed(f"Customer,Amount,{header}", "Alder,84,2026-03-01", "Birch,18,2026-03-02")
    assert opened(taken(tmp_path, text)) == {"INV-1": "84.00", "INV-2": "18.00"}
    assert not any("may hold it" in remark for remark in taken(tmp_path, text).remarks)
    other = taken(tmp_path, text.replace(header, "Some date"))
    assert any("'Some date' may hold it, and --map issued=\"Some date\" takes it" in each for each in other.remarks)


def test_an_invoice_date_that_nothing_names_is_asked_for_only_where_terms_count_from_it(tmp_path: Path) -> None:
    text = "Invoice No,Customer,Some date,Due Date,Terms,Amount,Currency\n" + (
        "INV-1,Alder,2026-03-01,{},net 30,84,EUR\nINV-2,Birch,2026-03-02,2026-04-01,net 30,18,EUR\n"
    )
    assert 'pass --map issued="Some date"' in refusal(tmp_path, text.format(""))
    assert opened(taken(tmp_path, text.format("2026-03-31"))) == {"INV-1": "84.00", "INV-2": "18.00"}


@pytest.mark.parametrize("header", ["Sent", "invoice_at", "Date sent"])
def test_the_day_an_invoice_was_sent_is_its_date_and_a_yes_is_not(tmp_path: Path, header: str) -> None:
    text = listed(f"Customer,Amount,{header}", "Alder,84,2026-03-01", "Birch,18,2026-03-02")
    assert [str(day_of(day)) for day in taken(tmp_path, text).book.frame["issued"]] == ["2026-03-01", "2026-03-02"]
    flags = taken(tmp_path, text.replace("2026-03-01", "yes").replace("2026-03-02", "no"))
    assert list(flags.book.frame["issued"]) == [NO_DAY, NO_DAY]


@pytest.mark.parametrize("header", ["payment_history_score", "Paid count", "Credit limit rating"])
def test_a_score_is_neither_paid_nor_open(tmp_path: Path, header: str) -> None:
    text = listed(f"Customer,Issued,Amount,{header}", "Alder,2026-01-02,84.00,0.87", "Birch,2026-01-02,18.00,0")
    assert opened(taken(tmp_path, text)) == {"INV-1": "84.00", "INV-2": "18.00"}
    assert "Part paid: " in refusal(tmp_path, text.replace(header, "Part paid"))


def test_interest_is_not_what_is_open_though_rest_is(tmp_path: Path) -> None:
    text = listed(
        "Customer,Issued,Amount,Interest,Balance", "Alder,2026-01-02,84.00,5,80", "Birch,2026-01-02,18.00,0,18"
    )
    assert opened(taken(tmp_path, text)) == {"INV-1": "80.00", "INV-2": "18.00"}
    assert "'Balance' and 'Rest' may both say" in refusal(tmp_path, text.replace("Interest", "Rest"))


@pytest.mark.slow
def test_the_balance_that_is_read_comes_first_where_more_of_its_rows_are_whole_invoices(tmp_path: Path) -> None:
    text = listed("Customer,Issued,Amount,Balance,Open part", "A,2026-01-02,84,84,4", "B,2026-01-02,18,9,0")
    assert remedies(refusal(tmp_path, text))[0][0]["ignore"] == ("Open part",)
    turned = text.replace("Balance,Open part", "Open part,Balance")
    assert remedies(refusal(tmp_path, turned))[0][0]["map"] == {"balance": "Open part"}


@pytest.mark.parametrize("day", ["1/1/1900", "1900-01-01", "0000-00-00", "30.12.1899"])
def test_the_first_day_of_spreadsheets_and_databases_is_no_day(tmp_path: Path, day: str) -> None:
    text = listed(
        "Customer,Issued,Amount,Paid on,Paid", f"A,2026-01-02,84.00,{day},", "B,2026-01-02,18.00,2026-02-01,18.00"
    )
    intake = taken(tmp_path, text)
    assert (opened(intake), intake.rejected) == ({"INV-1": "84.00", "INV-2": "0.00"}, ())


def test_a_text_that_few_rows_have_is_no_name_beside_customers_numbers(tmp_path: Path) -> None:
    text = listed("Debitor account number,Flag,Comment,Amount", "D-100,,,84", "D-100,C,credit for it,-18", "D-220,,,9")
    assert 'pass --map customer="Debitor account number"' in refusal(tmp_path, text)


@pytest.mark.parametrize("header", ["NPWP", "Customer TIN", "GSTIN no"])
def test_the_number_of_a_taxpayer_is_put_forward_as_no_total(tmp_path: Path, header: str) -> None:
    said = refusal(tmp_path, listed(f"Customer,{header}", "Alder,1.234", "Birch,1.777"))
    assert "total=" not in said.replace("--map total=, its header", "")
    assert "--map total=Worth" in refusal(tmp_path, listed("Customer,Worth", "Alder,1.23", "Birch,1.77"))


@pytest.mark.parametrize("code", ["RP", "FR", "KR", "RS"])
def test_a_code_whose_letters_are_those_of_a_currency_is_a_number(tmp_path: Path, code: str) -> None:
    text = (
        f"Slip,Customer,Due Date,Amount,Currency\n{code}-1,Alder,2026-02-13,84,EUR\n{code}-2,Birch,2026-02-14,9,EUR\n"
    )
    assert "--map invoice=Slip" in refusal(tmp_path, text)


@pytest.mark.parametrize(("header", "asked"), [("Payment Status", False), ("Zahlungsstatus", False), ("Status", True)])
def test_pending_below_a_state_of_payment_is_open_and_elsewhere_asked_about(
    tmp_path: Path, header: str, asked: bool
) -> None:
    text = listed(f"Customer,Amount,{header}", "Alder,84,PENDING", "Birch,18,Paid")
    if asked:
        assert "'PENDING' in 1 row: is that owed or not?" in refusal(tmp_path, text)
    else:
        assert opened(taken(tmp_path, text)) == {"INV-1": "84.00", "INV-2": "0.00"}


def test_the_customers_numbers_come_before_other_numbers_where_nothing_names_them(tmp_path: Path) -> None:
    text = listed(
        "Kundennummer,mitgliedsnummer_x,Zweck,Art der Rechnung,Amount",
        "10,M-1,Jahr a,Beitrag a,84",
        "11,M-2,Jahr b,Kurs b,9",
    )
    assert taken(tmp_path, text).book.frame["customer"].tolist() == ["10", "11"]
    unknown = text.replace("Kundennummer", "Kundennr_x")
    assert "pass --map customer=Kundennr_x" in refusal(tmp_path, unknown)


def test_of_columns_for_a_missing_total_one_that_rejects_rows_stands_behind_those_that_reject_none(
    tmp_path: Path,
) -> None:
    text = "Customer,Invoice Number,Invoice Date,Due Date,Original Balance Due,Late Fees,Total Balance Due\n" + (
        "Acorn,P-1,08/13/2026,09/12/2026,$1000.00,$30.00,$1030.00\nBirch,P-2,10/14/2026,11/13/2026,$250.00,$0.00,$250.00\n"
        "Corner,P-3,10/15/2026,11/14/2026,$600.00,$10.00,$610.00\nDale,P-4,10/15/2026,11/14/2026,$75.00,$0.00,$75.00\n"
    )
    rejects = [
        "rejected" in promise for _, promise in remedies(refusal(tmp_path, text, country="US", country_said=True))
    ]
    assert rejects == sorted(rejects) and len(set(rejects)) == 2


def test_the_end_of_what_is_billed_is_no_day_to_pay_by(tmp_path: Path) -> None:
    text = "Invoice No,Customer,Invoice Date,From,Until,Amount,Currency\n" + "".join(
        f"INV-{n},Alder,2026-0{n + 1}-01,2026-0{n}-01,2026-0{n}-28,84,EUR\n" for n in (1, 2, 3)
    )
    said = refusal(tmp_path, text)
    assert "--map due=" not in said and 'pass --terms "net 30"' in said


@pytest.mark.parametrize("header", ["Paid On", "Payment date", "Zahlungsdatum", "Date de paiement", "Betaald op"])
@pytest.mark.parametrize("last", ["2026-03-03", ""])
def test_terms_are_put_forward_and_no_day_of_payment_is(tmp_path: Path, header: str, last: str) -> None:
    rows = "".join(
        f"INV-{n},Alder,2026-0{n}-01,{day},84,EUR\n" for n, day in enumerate(["2026-02-01", "2026-03-02", last], 1)
    )
    text = f"Invoice No,Customer,Invoice Date,{header},Amount,Currency\n{rows}"
    said = refusal(tmp_path, text)
    assert "--map due=" not in said and 'pass --terms "net 30"' in said
    assert "were they paid in full then?" in refusal(tmp_path, text, terms="net 30")


@pytest.mark.parametrize("header", ["Payment due", "Zahlungstermin", "Termin płatności"])
def test_a_day_to_pay_by_is_read_as_the_due_date(tmp_path: Path, header: str) -> None:
    rows = "".join(f"INV-{n},Alder,2026-0{n}-01,2026-0{n}-15,84,EUR\n" for n in (1, 2))
    frame = taken(tmp_path, f"Invoice No,Customer,Invoice Date,{header},Amount,Currency\n{rows}").book.frame
    assert list(frame["due"] - frame["issued"]) == [14, 14]


def test_the_amount_that_is_two_others_together_is_put_forward_first(tmp_path: Path) -> None:
    text = listed("Customer,Ilman,Kulu,Koko", "Alder,400.00,102.00,502.00", "Birch,1000.00,255.00,1255.00")
    said, gives = remedies(refusal(tmp_path, text))[0]
    assert "'total': 'Koko'" in str(said["map"]), gives


def test_a_code_with_points_is_no_amount_that_was_paid(tmp_path: Path) -> None:
    text = listed("Customer,Amount,Hesap Kodu", "Alder,150.50,120.01", "Birch,420.00,120.02")
    assert opened(taken(tmp_path, text)) == {"INV-1": "150.50", "INV-2": "420.00"}


def test_an_unknown_column_that_is_nothing_where_something_is_paid_is_first_put_forward_as_what_is_left(
    tmp_path: Path,
) -> None:
    text = listed("Customer,Paid,Xyzzy", "Alder,250.50,1000.00", "Birch,480.00,0.00", "Cedar,0.00,99.95")
    ways = [(said["map"], promise) for said, promise in remedies(refusal(tmp_path, text))]
    assert [said for said, _ in ways] == [{"balance": "Xyzzy"}, {"total": "Xyzzy"}]
    assert "open 1099.95 EUR" in ways[0][1]
    whole = listed("Customer,Paid,Xyzzy", "Alder,250.50,1000.00", "Birch,480.00,480.00", "Cedar,0.00,99.95")
    assert [said["map"] for said, _ in remedies(refusal(tmp_path, whole))] == [{"total": "Xyzzy"}]


def test_lines_of_an_address_are_put_forward_for_the_customer_the_one_without_figures_first(tmp_path: Path) -> None:
    head = (
        "Rechnungsnummer,Rechnungsdatum,Fällig,Betrag,Rechnungsempfänger Zeile 1,Rechnungsempfänger Zeile 0,Tage offen"
    )
    text = f"{head}\nA1,2026-01-12,2026-02-12,112,Lindengasse 20,Aylin Kaya,112\n"
    text += "A2,2026-01-13,2026-02-13,93,Hauptstraße 3,Karl Hofer,12\n"
    asked = refusal(tmp_path, text)
    first, _ = remedies(asked)[0]
    assert first["map"] == {"customer": "Rechnungsempfänger Zeile 0"} and "--map balance" not in asked


@pytest.mark.parametrize("header", ["Titel", "Vorgang"])
def test_texts_that_may_be_names_are_put_forward_where_nothing_else_can_be(tmp_path: Path, header: str) -> None:
    cells = ("84,Wohnbau eG – Haus 4,Anruf am 3.", "18,Familie Gruber – Wallbox,Brief", "9,Schule Ost,Anruf am 5.")
    assert f"pass --map customer={header}" in refusal(tmp_path, listed(f"Open Balance,{header},Notizen", *cells))


@pytest.mark.parametrize("header", ["Artikel", "Ort", "Titel"])
def test_what_was_sold_towns_and_one_text_of_most_are_no_names(tmp_path: Path, header: str) -> None:
    same = header == "Titel"
    cells = (f"{n},{'Wartung im Haus' if same else f'Haus {word}'},Anruf am {n}." for n, word in enumerate("abcde", 1))
    assert f"customer={header}" not in refusal(tmp_path, listed(f"Open Balance,{header},Notizen", *cells))


@pytest.mark.parametrize("named", [True, False])
def test_a_list_with_one_column_of_days_that_is_called_due_does_without_an_invoice_date(
    tmp_path: Path, named: bool
) -> None:
    """Without a word for due it may be the day of issue."""
    text = "取引先コード,法人名,請求額,{}\n001,Alder,100,2026-01-31\n002,Birch,50,2026-02-15\n"
    said = refusal(tmp_path, text.format("入金予定日" if named else "Xyzzy"), currency="EUR")
    way = next((way for way, _ in remedies(said)), {})
    number = "取引先コード + " + ("入金予定日" if named else "Xyzzy")
    days = {"due": "入金予定日", "issued": ""} if named else {"issued": "Xyzzy"}
    assert way["map"] == days | {"invoice": number}
    if named:
        assert set(opened(taken(tmp_path, text.format("入金予定日"), currency="EUR", **way)).values()) == {
            "100.00",
            "50.00",
        }


def stated(*rows: str) -> str:
    """A list of four invoices, the first two paid, with what stands in a column that no list knows."""
    states = ("paid", "paid", "open", "open")
    lines = (
        f"{at},Alder,2026-01-0{at},2026-02-0{at},EUR,{at}00.00,{state},{cell}"
        for at, (state, cell) in enumerate(zip(states, rows, strict=True), 1)
    )
    return "\n".join(["Invoice No,Customer,Invoice Date,Due Date,Currency,Amount,Status,Zork", *lines, ""])


@pytest.mark.parametrize(("cells", "first"), [
    (("100.00", "200.00", "20.00", "0.00"), {"paid": "Zork"}),
    (("0.00", "0.00", "300.00", "40.00"), {"balance": "Zork"}),
    (("0.00", "0.00", "20.00", "0.00"), {"balance": "Zork"}),  # the first two are paid, and nothing is left of them
    (("90.00", "180.00", "270.00", "350.00"), {}),
    (("90.00", "180.00", "300.00", "0.00"), {}),
    (("100.00", "180.00", "270.00", "0.00"), {}),
])  # fmt: skip
def test_the_first_reading_of_an_unknown_amount_is_the_one_that_the_states_do_not_contradict(
    tmp_path: Path, cells: tuple[str, ...], first: dict[str, str]
) -> None:
    (answer, _), *_ = remedies(refusal(tmp_path, stated(*cells)))
    assert answer["map"] == first and answer["ignore"] == (() if first else ("Zork",))


def test_an_unknown_amount_of_which_every_invoice_has_a_part_is_first_neither_paid_nor_open(tmp_path: Path) -> None:
    head = "Invoice No,Customer,Invoice Date,Due Date,Currency,Amount,Zork"
    rows = [f"{at},Alder,2026-01-0{at},2026-02-0{at},EUR,{at}00.00" for at in (1, 2, 3)]
    for cells, first in (
        (("40.00", "160.00", "240.00"), {}), (("40.00", "160.00", "300.00"), {"balance": "Zork"}),
        (("0.00", "160.00", "240.00"), {"paid": "Zork"}),
    ):  # fmt: skip
        text = "\n".join([head, *(f"{row},{cell}" for row, cell in zip(rows, cells, strict=True)), ""])
        assert remedies(refusal(tmp_path, text))[0][0]["map"] == first


SUMS = "Invoice No,Customer,Invoice Date,Due Date,Currency,Total,Zork,IVA,Zark\n" + (
    "1,Alder,2026-01-01,2026-02-01,EUR,516.60,420.00,96.60,0.00\n2,Birch,2026-01-01,2026-02-01,EUR,104.55,95.00,19.55,{}\n"
    "3,Cedar,2026-01-01,2026-02-01,EUR,230.62,187.50,43.12,0.00\n"
)


@pytest.mark.parametrize("besides", ["10.00", "-10.00"])
def test_an_amount_that_is_the_total_with_its_tax_and_a_discount_in_every_row_is_not_asked_about(
    tmp_path: Path, besides: str
) -> None:
    assert list(opened(taken(tmp_path, SUMS.format(besides))).values()) == ["516.60", "104.55", "230.62"]


@pytest.mark.parametrize(("one", "other"), [
    ("{}", "9.99"), (",IVA,", ",Zurk,"), (",Zark", ",Received abroad"), ("187.50,43.12", "130.62,100.00"),
])  # fmt: skip
def test_an_amount_that_is_so_but_for_a_cent_or_beside_no_tax_or_what_was_paid_is_asked_about(
    tmp_path: Path, one: str, other: str
) -> None:
    assert "--map" in refusal(tmp_path, SUMS.replace(one, other).format("10.00"))


PREFIXED = "FACTURES_ID,FACTURES_CODE,FACTURES_DATE_EDIT,FACTURES_CUSTOMERS_ID,{},CREATED_AT\n" + "".join(
    f"{4998 + 3 * n * n},INV{n},2026-01-{n:02},10{n},{n}00.50,{{}},2026-01-{n:02} 1{n}:20:00\n" for n in range(1, 5)
)


def prefixed(paid: str) -> str:
    return PREFIXED.format("FACTURES_TOTAL_AMOUNT,FACTURES_TOTAL_PAID", *(f"{n}{paid}" for n in range(1, 5)))


def test_a_moment_at_which_a_row_was_written_is_no_day_to_pay_by_and_a_total_is_none_that_is_left(
    tmp_path: Path,
) -> None:
    said = refusal(tmp_path, prefixed("00.50"), currency="EUR")
    first, promise = remedies(said)[0]
    assert first["map"] == {
        "issued": "FACTURES_DATE_EDIT", "total": "FACTURES_TOTAL_AMOUNT", "invoice": "FACTURES_CODE",
        "customer": "FACTURES_CUSTOMERS_ID",
    }  # fmt: skip
    assert promise.startswith("4 invoices, open 0.00 EUR")
    assert [answers[0][0]["map"] for answers in remedies_of_each(said)][-1] == {"paid": "FACTURES_TOTAL_PAID"}


@pytest.mark.parametrize(("header", "asked"), [("Lettré client", True), ("Xyzzy", False)])
def test_an_amount_that_is_called_paid_and_is_the_whole_of_every_invoice_is_asked_about(
    tmp_path: Path, header: str, asked: bool
) -> None:
    text = listed(f"Customer,Amount,{header}", "Alder,84.00,84.00", "Birch,18.00,18.00", "Cedar,9.50,9.50")
    if not asked:
        assert len(opened(taken(tmp_path, text))) == 3
        return
    ways = remedies(refusal(tmp_path, text))
    assert ways[0][0]["map"] == {"paid": header}
    assert not any(float(left) for left in opened(taken(tmp_path, text, **ways[0][0])).values())
    told = listed(
        f"Customer,Amount,Status,{header}", "Alder,84.00,paid,84.00", "Birch,18.00,open,18.00", "Cedar,9.50,paid,9.50"
    )
    assert opened(taken(tmp_path, told))["INV-2"] == "18.00"


@pytest.mark.parametrize("cells", [("1111111111", "2222222222", "3333333333"), ("9800", "3085", "1810")])
def test_a_number_of_a_taxpayer_and_a_price_of_one_are_put_forward_for_nothing(
    tmp_path: Path, cells: tuple[str, ...]
) -> None:
    header = "vergiNumarasi" if len(cells[0]) > 4 else "birimFiyati"
    text = f"musteri,faturaTarihi,vadeTarihi,{header}\n" + "".join(
        f"Ana {cell},0{at}.02.2026,1{at}.03.2026,{cell}\n" for at, cell in enumerate(cells, 1)
    )
    told = refusal(tmp_path, text, currency="TRY")
    assert "total or balance" in told and f"total={header}" not in told and f"invoice={header}" not in told


@pytest.mark.parametrize(("header", "put"), [("Xyzzy", False), ("Xyzzy amount", True)])
def test_long_figures_of_one_length_are_an_amount_only_below_a_header_that_says_so(
    tmp_path: Path, header: str, put: bool
) -> None:
    text = listed(f"Customer,{header}", "Alder,600017001", "Birch,600017050", "Cedar,600017093")
    try:
        told = repr(opened(taken(tmp_path, text)))
    except BadInput as refused:
        told = str(refused)
    assert ("600017001" in told) is put or f'total="{header}"' in told
    assert f"total={header}" not in told


def test_a_column_of_nothing_but_currencies_names_no_customer(tmp_path: Path) -> None:
    text = "Invoice No,Due Date,Amount,Xyzzy\n1,2026-02-12,84.00,EUR\n2,2026-02-13,18.00,EUR\n"
    assert "customer=Xyzzy" not in refusal(tmp_path, text)
