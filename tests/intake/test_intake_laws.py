"""Any contents of the file: every row is accounted for, and every accepted value equals its text."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.intake.intake_files import write_rejected
from tests.laws import tried

from pastdue.intake import Dialect, Files, Intake, read
from pastdue.intake.export.fields import INVOICES
from pastdue.intake.file.records import open_records
from pastdue.model.calendars import Calendar
from pastdue.model.errors import PastdueError

pytestmark = pytest.mark.slow

CELLS = {
    "invoice": ["1", "2", "3", "007", " 4 ", "NA", "", "FV/1", "é", "x\ny", 'a"b'],
    "customer_id": ["C1", "C2", "", "007", "'=x"],
    "customer": ["Ada", "Bo, Ltd", "Zoë", "", "=1+1", "x" * 201, "a\u202eb", 'say "hi"', "two\nlines"],
    "issued": ["2026-01-05", "2026-02-28", "2026-02-30", "", "1.2.2026"],
    "currency": ["EUR", "usd", "JPY", "", "KWD", "???"],
    "due": ["2026-02-04", "2025-01-01", "", "soon", "2100-12-31"],
    "terms": ["", "net 30", "EOM", "x"],
    "total": ["100.00", "5", "1,234.50", "1,234", "-7.10", "", "x", "12.345", "(3.00)", "99999999999.99"],
    "paid": ["", "0.00", "40.00", "100.00", "1e5"],
    "paid_on": ["", "2026-02-01", "2026-13-01"],
    "balance": ["", "60.00", "100.00", "0.00"],
    "country": ["", "PL", "UK", "Niemcy", "Atlantis"],
    "hold": ["", "yes", "no", "perhaps"],
    "hold_until": ["", "2026-05-01"],
    "city": ["", "Łódź", "Leeds"],
}
ROW = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in CELLS.items()})
NOISE = st.sampled_from(
    [",,,\n", "\n", "  \n", "ragged,row\n", '"",""\n', "1" + "," * 20 + "\n", '5" pipe\n', '"open\n']
)
CALENDAR = Calendar("PL")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("laws")


def text_of(rows: list[dict[str, str]], noise: list[str], end: str) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(CELLS), lineterminator=end)
    writer.writeheader()
    for number, row in enumerate(rows):
        writer.writerow(row)
        out.write(noise[number] if number < len(noise) else "")
    return out.getvalue()


def check(intake: Intake, path: Path) -> None:
    """Counts add up, and every invoice says what its line says."""
    assert intake.rows == len(intake.book) + intake.ignored + intake.rejected_rows
    assert {p.source for p in intake.rejected} == {r.source for r in intake.rejected_records}
    stated: dict[str, list[dict[str, str]]] = {}
    for row in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")):
        if None not in row and None not in row.values():
            stated.setdefault(" ".join((row["invoice"] or "").split()), []).append(row)
    late = intake.book.measured(date(2026, 11, 23), CALENDAR)
    for position in range(len(late)):
        invoice = late.invoice(position)
        row = stated[invoice.number][0]
        assert invoice.customer.name == " ".join(row["customer"].split())
        assert invoice.customer.id == (row["customer_id"] or invoice.customer.name)
        assert invoice.currency == (row["currency"].upper() or "PLN")
        said = row["issued"].replace("1.2.2026", "2026-02-01")  # no country writes a month before a point
        assert (invoice.issued.isoformat() if invoice.issued else "") == said
        assert row["issued"] or row["due"]
        assert not row["due"] or invoice.due.isoformat() == row["due"]
        figure = row["total"].replace(",", "").replace("(", "-").replace(")", "")
        if figure:
            assert invoice.total.amount == Decimal(figure)
        if row["balance"]:
            assert invoice.open(date(2100, 12, 31)).amount == Decimal(row["balance"])


@given(st.lists(ROW, max_size=12), st.lists(NOISE, max_size=6), st.sampled_from(["\n", "\r\n"]))
@tried(600)
def test_every_row_is_accounted_for_and_says_what_the_file_says(
    folder: Path, rows: list[dict[str, str]], noise: list[str], end: str
) -> None:
    path = folder / "in.csv"
    path.write_bytes(text_of(rows, noise, end).encode())
    try:
        intake = read(Files(path), Dialect(currency="PLN"))
    except PastdueError as error:
        assert error.what
        return
    check(intake, path)
    if intake.rejected_rows:
        write_rejected(intake, folder / "rejected.csv")
        check_again(folder / "rejected.csv", intake)


def check_again(path: Path, first: Intake) -> None:
    """Rejected rows fed in again unmended hold the same texts, and are all accounted for."""
    records = open_records(path, Dialect(), INVOICES).records
    assert [records.fields(n)[:-1] for n in range(1, len(records))] == [r.fields for r in first.rejected_records]


@given(st.binary(max_size=300))
@tried(600)
def test_any_bytes_at_all_end_in_an_intake_or_in_words(folder: Path, body: bytes) -> None:
    path = folder / "bytes.csv"
    for head in (b"", b"invoice,customer_id,customer,issued,due,currency,total\n"):
        path.write_bytes(head + body)
        try:
            intake = read(Files(path), Dialect(delimiter=","))
        except PastdueError as error:
            assert error.what
        else:
            assert intake.rows == len(intake.book) + intake.ignored + intake.rejected_rows


GALLERY = sorted((Path(__file__).parents[1] / "errors").glob("*.csv"))
SHAKEN = st.tuples(
    st.integers(0, 400),
    st.integers(0, 12),
    st.sampled_from(
        [b"", b",", b";", b'"', b"\n", b"\r", b"\xff", b"\xc5\x81", b"---", b"Total", b"1.234,50", b"0", b"\x00"]
    ),
)


@given(st.sampled_from(GALLERY), st.lists(SHAKEN, max_size=5), st.sampled_from(["", "EUR"]))
@tried(400)
def test_a_bad_file_made_worse_ends_in_an_intake_or_in_words(
    folder: Path, bad: Path, edits: list[tuple[int, int, bytes]], currency: str
) -> None:
    body = bad.read_bytes()
    for at, size, text in edits:
        body = body[:at] + text + body[at + size :]
    path = folder / "shaken.csv"
    path.write_bytes(body)
    try:
        intake = read(Files(path), Dialect(currency=currency))
    except PastdueError as error:
        assert error.what
    else:
        assert intake.rows == len(intake.book) + intake.ignored + intake.rejected_rows
        assert sum(intake.ignored_for.values()) == intake.ignored
        assert all(count > 0 for count in intake.ignored_for.values())
