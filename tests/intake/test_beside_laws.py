"""Any contents of contacts and holds: every invoice is still there, and nothing is joined or held by a guess."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.intake.intake_files import rows_of, write_csv
from tests.laws import tried

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.presets import load_presets
from pastdue.intake import Dialect, Files, Intake, read
from pastdue.model import Invoice
from pastdue.model.calendars import Calendar
from pastdue.model.errors import PastdueError

pytestmark = pytest.mark.slow

PRESETS = load_presets(Catalog())
ON = date(2026, 3, 1)
NUMBERS, NAMES = ["C-1", "C-2", "007", "7", ""], ["Ada Ltd", "ada  LTD", "Bo AG", "Ada Limited", ""]
STREETS, KINDS = ["1 Mill Lane", "2 Low Road", ""], ["hold", "spór", "promise", "maybe", ""]
UNTIL, AMOUNTS = ["2026-02-28", "2026-03-01", "", "soon"], ["", "5.00", "-1", "x"]


def table(*columns: str, pools: dict[str, list[str]]) -> st.SearchStrategy[str]:
    """A CSV of these columns, its cells from the pools."""
    row = st.tuples(*(st.sampled_from(pools[column]) for column in columns))
    return st.lists(row, max_size=8).map(lambda rows: written([columns, *rows]))


def written(rows: list[tuple[str, ...]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


POOLS = {
    "customer_id": NUMBERS, "customer": NAMES, "address1": STREETS, "city": ["York", "Leeds", ""],
    "country": ["GB", "Atlantis", ""], "customer_type": ["business", "consumer", "friend", ""],
    "invoice": ["INV-1", "INV-2", "INV-9", ""], "kind": KINDS, "until": UNTIL, "reason": ["why", ""], "amount": AMOUNTS,
}  # fmt: skip
CONTACTS = table("customer_id", "customer", "address1", "city", "country", "customer_type", pools=POOLS)
HOLDS = table("invoice", "customer_id", "customer", "kind", "until", "reason", "amount", pools=POOLS)
CUSTOMERS = st.lists(st.tuples(st.sampled_from(NUMBERS), st.sampled_from(NAMES[:4])), min_size=1, max_size=4)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("beside")


def take(folder: Path, customers: list[tuple[str, str]], contacts: str, holds: str) -> tuple[Intake, list[Invoice]]:
    (folder / "contacts.csv").write_text(contacts, encoding="utf-8")
    (folder / "holds.csv").write_text(holds, encoding="utf-8")
    path = write_csv(folder / "in.csv", rows_of(*({"customer_id": i, "customer": n} for i, n in customers)))
    files = Files(path, contacts=folder / "contacts.csv", holds=folder / "holds.csv")
    intake = read(files, Dialect(presets=lambda: PRESETS))
    late = intake.book.measured(ON, Calendar("GB"))
    return intake, [late.invoice(row) for row in range(len(late))]


@given(CUSTOMERS, CONTACTS, HOLDS)
@tried(300)
def test_an_address_is_that_of_the_only_contact_that_fits(
    folder: Path, customers: list[tuple[str, str]], contacts: str, holds: str
) -> None:
    intake, invoices = take(folder, customers, contacts, holds)
    assert len(invoices) == len(customers) and intake.rejected_rows == 0
    known = [row for row in csv.DictReader(io.StringIO(contacts)) if row["customer_id"] or row["customer"]]
    for (number, name), invoice in zip(customers, invoices, strict=True):
        fitting = fits(number, name, known)
        others = [other for other in customers if (other[0] or key(other[1])) != (number or key(name))]
        said = {tuple(row.values()) for row in fitting}
        usable = len(said) == 1 and fitting[0]["country"] != "Atlantis" and fitting[0]["customer_type"] != "friend"
        if usable and number and fitting[0]["customer_id"] == number:
            names = [other for own, other in customers if own == number]
            usable = not named_as_another(fitting[0], names, [other for _, other in others], known)
        elif usable:
            usable = not any(row in fits(*other, known) for row in fitting for other in others)
        street = fitting[0]["address1"] if usable else ""
        assert (street in invoice.customer.address) if street else not set(STREETS) & set(invoice.customer.address)
        assert invoice.customer.name == name


def key(name: str) -> str:
    return " ".join(name.split()).casefold()


def fits(number: str, name: str, known: list[dict[str, str]]) -> list[dict[str, str]]:
    """The contacts with the customer's number, else those with its name and no other number."""
    return [row for row in known if number and row["customer_id"] == number] or [
        row for row in known if key(row["customer"]) == key(name) and not (number and row["customer_id"])
    ]


def named_as_another(contact: dict[str, str], names: list[str], others: list[str], known: list[dict[str, str]]) -> bool:
    """Whether a contact of a customer's number has another name, and that or the customer's is somebody else's too."""
    theirs = contact["customer"]
    if not theirs or key(theirs) in map(key, names):
        return False
    elsewhere = [row["customer"] for row in known if row["customer_id"] != contact["customer_id"]]
    pairs = [(theirs, names, others), *((name, [theirs], elsewhere) for name in names)]
    return any(
        key(other) == key(name) or (other and first(other) == first(name) and first(name) not in map(first, beside))
        for name, beside, pool in pairs for other in pool
    )  # fmt: skip


def first(name: str) -> str:
    """The part of a name here that is neither case nor legal form."""
    return name.casefold().split()[0]


@given(CUSTOMERS, HOLDS)
@tried(300)
def test_every_invoice_a_row_names_is_kept_back_until_the_last_of_its_days(
    folder: Path, customers: list[tuple[str, str]], holds: str
) -> None:
    _, invoices = take(folder, customers, "customer_id,customer,address1\n", holds)
    rows = list(csv.DictReader(io.StringIO(holds)))
    ids: dict[str, set[str]] = defaultdict(set)
    for invoice in invoices:
        ids[" ".join(invoice.customer.name.split()).casefold()].add(invoice.customer.id)
    numbers = {invoice.number for invoice in invoices}
    for invoice in invoices:
        named = [row for row in rows if names(row, invoice, ids, numbers)]
        blocked = any(block.in_force(ON) for block in invoice.blocks)
        assert blocked or not any(row["until"] != "2026-02-28" for row in named), (invoice, named)
        assert named or not invoice.blocks, invoice


def names(row: dict[str, str], invoice: Invoice, ids: dict[str, set[str]], numbers: set[str]) -> bool:
    """Whether the row speaks of the invoice: by its number, else by its customer's, else by the customer's name."""
    if row["invoice"] in numbers:
        return row["invoice"] == invoice.number
    if row["customer_id"] in {number for own in ids.values() for number in own}:
        return row["customer_id"] == invoice.customer.id
    return invoice.customer.id in ids.get(" ".join(row["customer"].split()).casefold(), ())


@given(st.binary(max_size=300), st.binary(max_size=300), st.sampled_from(["", "customer_id,customer,address1,email\n"]))
@tried(300)
def test_any_bytes_end_in_an_intake_or_in_words(folder: Path, contacts: bytes, holds: bytes, head: str) -> None:
    (folder / "c.csv").write_bytes(head.encode() + contacts)
    (folder / "h.csv").write_bytes(b"invoice,customer,kind,until,amount\n" * bool(head) + holds)
    path = write_csv(folder / "in.csv", rows_of({}))
    try:
        intake = read(Files(path, contacts=folder / "c.csv", holds=folder / "h.csv"), Dialect(presets=lambda: PRESETS))
    except PastdueError as error:
        assert error.what
    else:
        assert len(intake.book) == 1
