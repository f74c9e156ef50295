"""What needs no question: figures or safe readings settle it, and a remark says so with the option that changes it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import dialect, opened, refusal, taken

from pastdue.intake import Files, open_choices, read
from pastdue.model.errors.problems import BadInput

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


def test_an_unknown_kind_of_customer_is_asked_about_where_the_settings_would_charge_a_business(tmp_path: Path) -> None:
    text = listed("customer_type", "90.00,Education", "80.00,Corporate", "70.00,")
    assert "'Education': is that a business, a consumer, or another kind" in refusal(tmp_path, text, kind_assumed=True)
    known = taken(tmp_path, text, kind_assumed=True, words={"Education": "consumer"})
    assert list(known.book.frame["customer_type"]) == ["consumer", "business", ""]


def test_nothing_is_said_of_an_unknown_kind_of_customer_who_owes_nothing(tmp_path: Path) -> None:
    text = listed("Paid,customer_type", "90.00,90.00,Education", "80.00,0.00,Corporate", names="Alder Birch")
    assert not [remark for remark in map(str, taken(tmp_path, text).remarks) if "kind of customer" in remark]


@pytest.mark.parametrize(
    ("headers", "rows", "left"),
    [
        ("Ritenuta d'acconto,Netto a pagare", ("122.00,20.00,102.00", "61.00,0.00,61.00"), ["102.00", "61.00"]),
        ("Retención en la fuente,A cobrar", ("106.00,15.00,91.00", "53.00,7.50,45.50"), ["91.00", "45.50"]),
        ("Retención IRPF,A cobrar", ("106.00,-15.00,91.00", "53.00,-7.50,45.50"), ["91.00", "45.50"]),
        ("Retenue à la source,Net à payer", ("100.00,5.00,95.00", "50.00,2.50,47.50"), ["95.00", "47.50"]),
        ("Withholding,Paid,Netto a pagare", ("122.00,20.00,52.00,102.00", "61.00,0.00,61.00,61.00"), ["50.00", "0.00"]),
        ("Ritenuta,Balance", ("122.00,20.00,102.00", "61.00,0.00,61.00"), ["102.00", "61.00"]),
        ("Base imponible,IVA,Retención", ("106.00,100.00,21.00,15.00", "60.50,50.00,10.50,0.00"), ["106.00", "60.50"]),
    ],
)
def test_what_is_to_be_paid_after_a_tax_that_the_customer_keeps_back_is_owed(
    tmp_path: Path, headers: str, rows: tuple[str, str], left: list[str]
) -> None:
    intake = taken(tmp_path, listed(headers, *rows))
    assert list(opened(intake).values()) == left and not intake.rejected


def test_an_amount_kept_back_is_asked_about_where_one_row_contradicts_or_it_is_a_security(tmp_path: Path) -> None:
    odd = listed("Ritenuta d'acconto,Netto a pagare", "122.00,20.00,102.00", "61.00,0.00,60.00")
    assert "Netto a pagare" in refusal(tmp_path, odd)
    security = listed("Retenue de garantie,Net à payer", "100.00,5.00,95.00", "50.00,2.50,47.50")
    assert "Retenue de garantie" in refusal(tmp_path, security)
    for header in ("Withheld", "Amount withheld", "Retenue", "Retención"):
        unsaid = listed(f"{header},Amount to pay", "100.00,5.00,95.00", "50.00,0.00,50.00")
        assert f"{header}: " in refusal(tmp_path, unsaid)
    more = listed("Tax withheld,Paid,Netto a pagare", "122.00,20.00,122.00,102.00", "61.00,0.00,0.00,61.00")
    assert "Netto a pagare" in refusal(tmp_path, more)


def two_sided(*rows: str) -> str:
    head = "Konto;Kontobezeichnung;Rechnungs-Nr.;Datum;Fälligkeit;Betrag Soll;Betrag Haben;Saldo;S/H"
    return "\n".join([head, *rows, ""])


@pytest.mark.parametrize("nothing", ["", "0,00"])
def test_a_row_with_the_credit_side_alone_is_a_credit_and_the_totals_of_both_sides_agree(
    tmp_path: Path, nothing: str
) -> None:
    text = two_sided(
        f"10230;Linde;RE-1;02.03.2026;01.04.2026;150,00;{nothing};150,00;S",
        f"10230;Linde;RE-1;09.03.2026;;{nothing};40,00;110,00;S",
        f"10230;Linde;GS-4;25.03.2026;;{nothing};25,50;25,50;H",
        f"10230;Linde;;26.03.2026;;{nothing};5,00;5,00;H",
        "Summe 10230;;;;;150,00;70,50;79,50;S",
    )
    intake = taken(tmp_path, text)
    assert opened(intake) == {"RE-1": "110.00", "GS-4": "-25.50", "payment (line 5)": "-5.00"}
    assert [total.agrees for total in intake.reconciled] == [True] and not intake.rejected
    assert any("2 rows have an amount on the credit side alone" in str(remark) for remark in intake.remarks)


def test_a_credit_side_with_a_minus_is_no_credit(tmp_path: Path) -> None:
    text = two_sided(
        "10230;Linde;RE-1;02.03.2026;01.04.2026;150,00;;150,00;S", "10230;Linde;GS-4;25.03.2026;;;-25,50;25,50;S"
    )
    intake = taken(tmp_path, text)
    assert opened(intake) == {"RE-1": "150.00"} and intake.rejected_rows == 1


NO_DUE = "Invoice No,Customer,Invoice Date,Currency,Amount,Paid,Paid On\n"
PAID_UP = NO_DUE + "1,Alder,2026-01-12,GBP,90.00,90.00,\n2,Birch,2026-01-13,GBP,80.00,80.00,\n"


def test_due_days_are_not_asked_for_where_nothing_is_open(tmp_path: Path) -> None:
    intake = taken(tmp_path, PAID_UP)
    assert opened(intake) == {"1": "0.00", "2": "0.00"}
    said = [str(remark) for remark in intake.remarks if "this is not asked" in str(remark)]
    assert said == [
        "nothing says when the invoices are due: this is not asked, since nothing that is open depends on it; "
        '--terms "net 30" settles it'
    ]
    settled = taken(tmp_path, PAID_UP, terms="net 30")
    assert not [remark for remark in settled.remarks if "this is not asked" in str(remark)]
    assert open_choices(Files(tmp_path / "list.csv"), dialect()) == ()


@pytest.mark.parametrize("row", ["90.00,89.99,", "90.00,90.00,2026-03-01"])
def test_due_days_are_asked_for_where_a_cent_is_open_or_was_paid_on_a_known_day(tmp_path: Path, row: str) -> None:
    text = f"{PAID_UP}3,Alder,2026-01-12,GBP,{row}\n"
    assert "nothing says when the invoices are due" in refusal(tmp_path, text, map={"paid_on": "Paid On"})


@pytest.mark.parametrize("listed_for", ["1", "2"])
def test_due_days_are_asked_for_where_a_listed_payment_says_when_an_invoice_was_paid(
    tmp_path: Path, listed_for: str
) -> None:
    text = "Invoice No,Customer,Invoice Date,Currency,Amount,Status\n1,Alder,2026-01-12,GBP,90.00,Paid\n"
    (tmp_path / "list.csv").write_text(text)
    (tmp_path / "payments.csv").write_text(f"invoice,on,amount\n{listed_for},2026-03-01,90.00\n")
    files = Files(tmp_path / "list.csv", tmp_path / "payments.csv")
    if listed_for == "1":
        with pytest.raises(BadInput, match="nothing says when the invoices are due"):
            read(files, dialect())
    else:
        assert read(files, dialect()).book.frame["paid_minor"].tolist() == [9000]


def test_a_credit_counts_from_its_issue_and_needs_no_due_day(tmp_path: Path) -> None:
    intake = taken(tmp_path, f"{PAID_UP}3,Alder,2026-01-12,GBP,-1.00,0.00,\n")
    assert opened(intake) == {"1": "0.00", "2": "0.00", "3": "-1.00"}


def test_terms_count_for_what_was_paid_as_well(tmp_path: Path) -> None:
    frame = taken(tmp_path, f"{PAID_UP}3,Alder,2026-01-12,GBP,-1.00,0.00,\n", terms="net 30").book.frame
    assert (frame["due"] - frame["issued"]).tolist() == [30, 30, 0]


def test_a_question_with_one_answer_is_asked_even_where_nothing_is_open(tmp_path: Path) -> None:
    text = PAID_UP.replace(",GBP", "").replace("Currency,", "")
    assert "nothing says in which currency the amounts are" in refusal(tmp_path, text)


SHORT = "codcli,nomcli,{},fecemi,fecven,Importe,Moneda"
CELLS = ("7,Alder,F-1,2026-01-12,2026-02-12,90.00,EUR", "8,Birch,F-2,2026-01-13,2026-01-13,80.00,EUR")


def short_list(number: str, *cells: str) -> str:
    return "\n".join([SHORT.format(number), *(cells or CELLS), ""])


def test_headers_that_are_short_for_known_ones_are_read_where_their_contents_fit(tmp_path: Path) -> None:
    intake = taken(tmp_path, short_list("Factura"))
    frame = intake.book.frame
    assert [list(frame[name]) for name in ("customer_id", "customer")] == [["7", "8"], ["Alder", "Birch"]]
    assert (frame["due"] - frame["issued"]).tolist() == [31, 0]
    assert [remark for remark in map(str, intake.remarks) if "is short for" in remark][-1] == (
        "'fecven' is read as due: the header is short for one of its names, and the contents fit"
    )


@pytest.mark.parametrize(
    ("changed", "to"), [("2026-01-13,2026-01-13", "2026-01-13,2026-01-12"), ("2026-01-13,2026-01-13", "2026-01-13,")]
)
def test_a_header_that_may_be_short_is_left_where_its_contents_do_not_fit(
    tmp_path: Path, changed: str, to: str
) -> None:
    said = refusal(tmp_path, short_list("Factura", CELLS[0], CELLS[1].replace(changed, to)))
    assert "no column" in said or "nothing says when" in said


def test_one_header_that_may_be_short_for_a_known_one_proves_nothing(tmp_path: Path) -> None:
    text = short_list("Factura").replace("codcli,nomcli", "Zona,Cliente").replace("fecemi", "Fecha factura")
    assert "nothing says when the invoices are due" in refusal(tmp_path, text)


def test_headers_that_are_short_are_put_forward_where_no_header_is_known(tmp_path: Path) -> None:
    said = refusal(tmp_path, short_list("numtra").replace("Importe", "valcob").replace("Moneda", "mon"), currency="EUR")
    assert "--map due=fecven --map issued=fecemi" in said and "--map customer=nomcli" in said


def test_what_was_paid_beside_an_empty_total_is_no_side_of_an_account(tmp_path: Path) -> None:
    text = (
        "Debitorennummer;Name;Rechnungsnummer;Belegdatum;Fälligkeit;Betrag;Bezahlt;S/H\n"
        "10001;Ada;RE-1;01.07.2026;15.07.2026;100,00;0,00;S\n10001;Ada;RE-2;02.07.2026;15.07.2026;;30,00;S\n"
    )
    intake = taken(tmp_path, text, preset="german-opos", map={"paid": "Bezahlt", "total": "Betrag"})
    assert opened(intake) == {"RE-1": "100.00"} and intake.rejected_rows == 1


NOTED = ("90.00,Disputed: wrong goods", "80.00,", "70.00,March", "60.00,")


def test_a_note_on_which_letters_alone_depend_is_not_asked_about_and_they_are_held_back(tmp_path: Path) -> None:
    text = listed("Remarks", *NOTED)
    intake = taken(tmp_path, text)
    assert list(opened(intake).values()) == ["90.00", "80.00", "70.00", "60.00"]
    assert intake.book.frame["disputed"].tolist() == [True, False, False, False]
    (said,) = [str(remark) for remark in intake.remarks if "this is not asked" in str(remark)]
    assert said == (
        "Remarks: says of 1 row, 90.00 GBP read as owed, that it is disputed: do these notes count?: this is not "
        "asked, since only letters depend on it, and they are held back; --map note=Remarks settles it so, and "
        "with --ignore Remarks they go out"
    )
    for answer, disputed in (({"map": {"note": "Remarks"}}, True), ({"ignore": ("Remarks",)}, False)):
        settled = taken(tmp_path, text, **answer)
        assert settled.book.frame["disputed"].tolist()[0] is disputed
        assert not [remark for remark in settled.remarks if "this is not asked" in str(remark)]


@pytest.mark.parametrize("other", [
    ("70.00,Paid 18/2",), ("70.00,cancelled",), ("70.00,Disputed", "60.00,\"disputed, see mail\"", "50.00,Disputed"),
])  # fmt: skip
def test_a_note_by_which_another_sum_is_owed_or_half_the_letters_wait_is_asked_about(
    tmp_path: Path, other: tuple[str, ...]
) -> None:
    asked = refusal(tmp_path, listed("Remarks", *NOTED, *other))
    assert "do these notes count?" in asked and "--map note=Remarks" in asked
