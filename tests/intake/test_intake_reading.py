"""The canonical CSV becomes the invoices it states, and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.intake.intake_files import GOOD, rows_of, taken, write_csv, write_rejected

from pastdue.intake import Dialect, Files, Intake, read
from pastdue.model import Block, BlockKind, CustomerKind, Invoice, Payment
from pastdue.model.calendars import Calendar
from pastdue.model.errors import InputError, SettingsError
from pastdue.model.errors.problems import BadInput
from pastdue.model.money import Money


def invoices(intake: Intake) -> list[Invoice]:
    late = intake.book.measured(date(2026, 11, 23), Calendar("DE"))
    return [late.invoice(row) for row in range(len(late))]


def reasons(intake: Intake) -> list[str]:
    return [f"{p.source.line} {p.column}: {p.what}" for p in intake.rejected]


def test_a_plain_row_becomes_its_invoice(tmp_path: Path) -> None:
    (invoice,) = invoices(taken(tmp_path, {}))
    assert (invoice.number, invoice.customer.id, invoice.customer.name) == ("INV-1", "C-1", "Ada Ltd")
    assert (invoice.issued, invoice.due) == (date(2026, 1, 5), date(2026, 2, 4))
    assert invoice.total == Money.parse("100.00 EUR")
    assert invoice.payments == () and invoice.blocks == ()
    assert str(invoice.source) == f"{tmp_path / 'invoices.csv'}:2"


@pytest.mark.parametrize("text", ["007", "NA", "1E5", "null", "None", "FV/2026/001", "../../x", "1.0", "TRUE", "#1"])
def test_ids_stay_the_text_they_are(tmp_path: Path, text: str) -> None:
    (invoice,) = invoices(taken(tmp_path, {"invoice": f" {text} ", "customer_id": text, "customer": text}))
    assert (invoice.number, invoice.customer.id, invoice.customer.name) == (text, text, text)


def test_every_column_finds_its_place(tmp_path: Path) -> None:
    row = {
        "paid": "40.00", "paid_on": "2026-02-10", "address1": "ul. Prosta 51", "address2": "m. 2", "postcode": "00-838",
        "city": "Warszawa", "country": "Polska", "email": "a@example.com", "phone": "+48 22", "language": "PL",
        "tax_id": "521-387-02-74",
        "customer_type": "sole trader", "project": "Roof", "policy": "pl-b2b", "hold": "yes",
        "hold_until": "2026-12-01", "disputed": "tak", "dispute_reason": "wrong hours", "promised_on": "2026-11-30",
        "promised_amount": "50.00", "invoice_pdf": "pdf/1.pdf",
    }  # fmt: skip
    (invoice,) = invoices(taken(tmp_path, row))
    who = invoice.customer
    assert who.address == ("ul. Prosta 51", "m. 2", "00-838 Warszawa")
    assert (who.country, who.language, who.kind) == ("PL", "pl", CustomerKind.SOLE_TRADER)
    assert (who.email, who.phone, who.tax_id) == ("a@example.com", "+48 22", "521-387-02-74")
    assert (invoice.project, invoice.policy, invoice.copy) == ("Roof", "pl-b2b", "pdf/1.pdf")
    assert invoice.payments == (Payment(Money.parse("40.00 EUR"), date(2026, 2, 10)),)
    assert invoice.blocks == (
        Block(BlockKind.HOLD, date(2026, 12, 1)),
        Block(BlockKind.DISPUTE, reason="wrong hours"),
        Block(BlockKind.PROMISE, date(2026, 11, 30), amount=Money.parse("50.00 EUR")),
    )


def test_headers_match_whatever_their_case_and_spaces(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text(
        "\ufeffINVOICE , customer_id,\u00a0Customer,Issued,DUE,currency,total\n1,2,3,2026-01-05,2026-02-04,EUR,5\n"
    )
    assert len(read(Files(path), Dialect()).book) == 1


def test_extra_columns_are_ignored_and_named(tmp_path: Path) -> None:
    intake = taken(tmp_path, {"Sales person": "Bob", "": "by hand"})
    assert intake.unused_columns == ("Sales person", "column 9")
    left = {"SALES  person": "column 9", "#8": "column 9", "#9": "Sales person", "column 9": "Sales person"}
    for said, other in left.items():
        assert taken(tmp_path, {"Sales person": "Bob", "": "by hand"}, ignore=(said,)).unused_columns == (other,)


def test_a_mapped_header_is_used_in_place_of_ours(tmp_path: Path) -> None:
    row = {key: value for key, value in GOOD.items() if key not in ("due", "customer_id")}
    path = write_csv(tmp_path / "in.csv", [row | {"Payment Date": "2026-03-01", "total": "5.00"}])
    mapping = {"due": "payment  date", "customer_id": "customer"}
    (invoice,) = invoices(read(Files(path), Dialect(map=mapping)))
    assert (invoice.due, invoice.customer.id, invoice.customer.name) == (date(2026, 3, 1), "Ada Ltd", "Ada Ltd")


def test_a_header_given_to_one_field_no_longer_serves_another(tmp_path: Path) -> None:
    rows = [GOOD | {"balance": "60.00"}]
    intake = read(Files(write_csv(tmp_path / "in.csv", rows)), Dialect(map={"total": "balance"}))
    assert invoices(intake)[0].total == Money.parse("60.00 EUR")
    assert intake.unused_columns == ("total",)


def test_a_customer_without_an_id_is_known_by_name(tmp_path: Path) -> None:
    assert invoices(taken(tmp_path, {"customer_id": ""}))[0].customer.id == "Ada Ltd"


def test_an_empty_currency_is_the_one_said_for_the_file(tmp_path: Path) -> None:
    intake = taken(tmp_path, {"currency": ""}, {"currency": "usd"}, currency="PLN")
    assert [invoice.currency for invoice in invoices(intake)] == ["PLN", "USD"]


@pytest.mark.parametrize(
    ("cells", "terms", "due"),
    [
        ({"due": "2026-02-01", "terms": "net 90"}, "", date(2026, 2, 1)),
        ({"due": "", "terms": "2/10 net 30"}, "net 90", date(2026, 2, 4)),
        ({"due": "", "terms": ""}, "net 90", date(2026, 4, 5)),
        ({"due": "", "terms": "EOM"}, "", date(2026, 1, 31)),
    ],
)
def test_the_due_date_is_stated_or_follows_from_terms(
    tmp_path: Path, cells: dict[str, str], terms: str, due: date
) -> None:
    assert invoices(taken(tmp_path, cells, terms=terms))[0].due == due


@pytest.mark.parametrize(
    ("cells", "total", "paid", "on"),
    [
        ({"total": "100.00"}, "100.00", "0.00", None),
        ({"total": "100.00", "paid": "40.00"}, "100.00", "40.00", None),
        ({"total": "100.00", "paid": "40.00", "paid_on": "2026-02-01"}, "100.00", "40.00", date(2026, 2, 1)),
        ({"total": "100.00", "balance": "60.00"}, "100.00", "40.00", None),
        ({"total": "", "balance": "60.00"}, "60.00", "0.00", None),
        ({"total": "", "paid": "40.00", "balance": "60.00"}, "100.00", "40.00", None),
        ({"total": "100.00", "paid": "40.00", "balance": "60.00"}, "100.00", "40.00", None),
        ({"total": "-100.00", "balance": "-60.00"}, "-100.00", "-40.00", None),
        ({"total": "100.00", "paid": "150.00"}, "100.00", "150.00", None),
    ],
)
def test_total_paid_and_balance_in_any_consistent_choice(
    tmp_path: Path, cells: dict[str, str], total: str, paid: str, on: date | None
) -> None:
    (invoice,) = invoices(taken(tmp_path, cells))
    assert invoice.total.plain == total
    assert invoice.paid(date(2026, 11, 23)).plain == paid
    assert [payment.on for payment in invoice.payments] == ([on] if paid != "0.00" else [])


def test_the_same_row_again_is_one_invoice(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "in.csv", [GOOD, GOOD | {"customer": " Ada Ltd"}, GOOD | {"invoice": "INV-2"}])
    intake = read(Files(path), Dialect())
    assert (intake.rows, len(intake.book), intake.ignored, intake.rejected_rows) == (3, 2, 1, 0)
    assert "1 row repeated an earlier row" in intake.remarks[0]


def test_rows_that_differ_only_in_an_unused_column_are_not_the_same(tmp_path: Path) -> None:
    rows = [GOOD | {"item": "Bolt"}, GOOD | {"item": "Nut"}, GOOD | {"invoice": "INV-2", "item": "x"}]
    intake = read(Files(write_csv(tmp_path / "in.csv", rows)), Dialect())
    assert (len(intake.book), intake.rejected_rows) == (1, 2)


def test_blank_rows_are_ignored_and_counted(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "in.csv", [GOOD])
    path.write_bytes(b"\n" + path.read_bytes() + b'\n,,,,,,\n , ,,,,,\n"","",,,,,\n,,,,\n  \n')
    intake = read(Files(path), Dialect())
    assert (intake.rows, len(intake.book), intake.ignored, intake.rejected) == (8, 1, 7, ())


def test_a_header_alone_is_an_empty_book(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "in.csv", [GOOD])
    path.write_text(path.read_text().splitlines()[0])
    intake = read(Files(path), Dialect())
    assert (intake.rows, len(intake.book)) == (0, 0)
    assert len(intake.book.measured(date(2026, 11, 23), Calendar("DE"))) == 0


def test_good_rows_go_on_beside_bad_ones(tmp_path: Path) -> None:
    intake = taken(tmp_path, {}, {"total": "x", "due": "y"}, {})
    assert [invoice.number for invoice in invoices(intake)] == ["INV-1", "INV-3"]
    assert (intake.rejected_rows, reasons(intake)) == (1, ["3 due: is not a date", "3 total: is not an amount"])


def test_a_file_without_one_usable_row_is_refused_with_every_problem(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        taken(tmp_path, {"total": "x"}, {"due": "y"})
    assert [problem.column for problem in caught.value.problems] == ["total", "due"]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.csv: cannot be read: No such file"):
        read(Files(tmp_path / "none.csv"), Dialect())


def test_text_is_cleaned_the_same_everywhere(tmp_path: Path) -> None:
    rows = [{"customer": "Zoe\u0308\tand\nSons\x07"}, {"customer": "Zoë and Sons"}, {"address1": "Hall\n1 High St"}]
    found = [invoice.customer for invoice in invoices(taken(tmp_path, *rows))]
    assert [who.name for who in found] == ["Zoë and Sons", "Zoë and Sons", "Ada Ltd"]
    assert found[2].address == ("Hall", "1 High St")


@pytest.mark.parametrize("field", ["invoice", "customer", "project", "dispute_reason", "address1"])
def test_text_is_as_long_as_its_limit_and_no_longer(tmp_path: Path, field: str) -> None:
    limit = {"invoice": 60, "customer": 200, "project": 200, "dispute_reason": 500, "address1": 100}[field]
    intake = taken(tmp_path, {field: "x" * limit}, {field: "x" * (limit + 1)})
    assert reasons(intake) == [f"3 {field}: has {limit + 1} characters, the limit is {limit}"]


def test_a_due_date_before_the_issue_is_taken_and_remarked(tmp_path: Path) -> None:
    intake = taken(tmp_path, {"due": "2026-01-04"}, {"due": "2026-01-05"})
    assert len(intake.book) == 2
    assert intake.remarks == ("1 row due before the day of issue (line 2): the due date was taken as it stands",)


def test_one_customer_with_two_names_is_remarked_and_kept_as_written(tmp_path: Path) -> None:
    intake = taken(tmp_path, {}, {"customer": "Ada Limited"}, {"customer_id": "C-2", "customer": "Bo"})
    assert [invoice.customer.name for invoice in invoices(intake)] == ["Ada Ltd", "Ada Limited", "Bo"]
    assert intake.remarks == ("customer C-1 has more than one name: 'Ada Ltd' (line 2) and 'Ada Limited' (line 3)",)


@pytest.mark.parametrize(
    ("cells", "kinds"),
    [
        ({"hold": "", "hold_until": "2026-05-01"}, [BlockKind.HOLD]),
        ({"disputed": "", "dispute_reason": "broken"}, [BlockKind.DISPUTE]),
        ({"disputed": "no", "dispute_reason": "settled"}, []),
        ({"hold": "nein", "disputed": "0"}, []),
    ],
)
def test_a_date_or_a_reason_alone_blocks_and_no_unblocks(
    tmp_path: Path, cells: dict[str, str], kinds: list[BlockKind]
) -> None:
    assert [block.kind for block in invoices(taken(tmp_path, cells))[0].blocks] == kinds


def test_rejected_rows_come_back_mended(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "in.csv", rows_of({}, {"customer": "=HYPERLINK(1)", "total": "x"}, {"total": "-$5"}), ";"
    )
    first = read(Files(path), Dialect(delimiter=";"))
    write_rejected(first, tmp_path / "rejected.csv")
    text = (tmp_path / "rejected.csv").read_text(encoding="utf-8")
    assert "'=HYPERLINK(1)" in text and "total: is not an amount" in text and "'-$5" in text
    (tmp_path / "rejected.csv").write_text(text.replace(";x;", ";7.00;").replace("-$5", "-€5"), encoding="utf-8")
    again = read(Files(tmp_path / "rejected.csv"), Dialect(delimiter=";"))
    assert [(i.customer.name, i.total.plain) for i in invoices(again)] == [
        ("=HYPERLINK(1)", "7.00"),
        ("Ada Ltd", "-5.00"),
    ]


def test_a_ragged_row_comes_back_ragged_until_it_is_mended(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "in.csv", [GOOD])
    path.write_text(path.read_text() + "INV-2,C-1,Ada Ltd,2026-01-05,EUR,2026-02-04,1,000.00\nINV-3,C\n")
    write_rejected(read(Files(path), Dialect()), tmp_path / "rejected.csv")
    with pytest.raises(BadInput) as caught:
        read(Files(tmp_path / "rejected.csv"), Dialect())
    assert [str(p.what) for p in caught.value.problems] == [
        "the row has 9 fields, the header has 8", "the row has 3 fields, the header has 8",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"delimiter": ";;"}, "is not one mark"),
        ({"decimal": "x"}, "is not a decimal mark"),
        ({"encoding": "klingon"}, "is unknown"),
        ({"encoding": "base64"}, "is unknown"),
        ({"date_format": "%d.%m"}, "does not name one day"),
        ({"date_format": "%Q"}, "cannot be used"),
        ({"terms": "soon"}, "is not a term of payment"),
        ({"currency": "EURO"}, "is not a currency"),
        ({"map": {"dew": "Due"}}, "did you mean 'due'"),
    ],
)
def test_a_dialect_that_makes_no_sense_is_a_settings_error(options: dict[str, object], message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        Dialect(**options)  # type: ignore[arg-type]
