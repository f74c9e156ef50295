"""A list of holds, disputes and promises keeps back the invoices it names, until its day, and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.intake.intake_files import rows_of, write_csv

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.presets import preset_source
from pastdue.intake import Dialect, Files, Intake, read, rejected_files
from pastdue.model import Block, BlockKind, Invoice
from pastdue.model.calendars import Calendar
from pastdue.model.errors import InputError
from pastdue.model.errors.problems import BadInput
from pastdue.model.money import Money

HEAD = "invoice,customer_id,customer,kind,until,reason,amount\n"
THREE: tuple[dict[str, str], ...] = ({}, {"customer_id": "C-2", "customer": "Bo AG"}, {})
LAST = date(2026, 3, 1)


def held(folder: Path, rows: str, *changes: dict[str, str], contacts: str = "", **options: object) -> Intake:
    """The result of reading three invoices, INV-1 and INV-3 of C-1 and INV-2 of C-2, with these holds."""
    invoices = write_csv(folder / "invoices.csv", rows_of(*(changes or THREE)))
    (folder / "holds.csv").write_text(rows, encoding="utf-8")
    (folder / "contacts.csv").write_text(contacts, encoding="utf-8")
    files = Files(invoices, contacts=folder / "contacts.csv" if contacts else None, holds=folder / "holds.csv")
    return read(files, Dialect(presets=preset_source(Catalog(), ""), **options))  # type: ignore[arg-type]


def invoices(intake: Intake, on: date = LAST) -> dict[str, Invoice]:
    measured = intake.book.measured(on, Calendar("DE"))
    return {measured.invoice(row).number: measured.invoice(row) for row in range(len(measured))}


def blocks(intake: Intake) -> dict[str, tuple[Block, ...]]:
    return {number: invoice.blocks for number, invoice in invoices(intake).items() if invoice.blocks}


def problems(intake: Intake) -> list[tuple[int, str, str]]:
    return [(problem.source.line, problem.column, str(problem.what)) for problem in intake.rejected]


def test_a_row_holds_one_invoice_or_all_of_a_customers(tmp_path: Path) -> None:
    one = Block(BlockKind.HOLD, LAST, "ask Bo")
    assert blocks(held(tmp_path, HEAD + "INV-1,,,hold,2026-03-01,ask Bo,\n")) == {"INV-1": (one,)}
    for who in (",C-1,", ",,Ada Ltd", ",, ADA  ltd", ",C-1,whoever"):
        assert blocks(held(tmp_path, HEAD + f"{who},hold,2026-03-01,ask Bo,\n")) == {"INV-1": (one,), "INV-3": (one,)}


@pytest.mark.parametrize("kind", ["hold", "dispute", "promise"])
@pytest.mark.parametrize(("on", "stands"), [(LAST, True), (date(2026, 3, 2), False)])
def test_a_block_holds_through_its_last_day(tmp_path: Path, kind: str, on: date, stands: bool) -> None:
    (block,) = invoices(held(tmp_path, HEAD + f"INV-1,,,{kind},2026-03-01,,\n"), on)["INV-1"].blocks
    assert (block.kind, block.in_force(on)) == (BlockKind(kind), stands)


@pytest.mark.parametrize(("on", "disputed"), [(LAST, [True, False, False]), (date(2026, 3, 2), [False] * 3)])
def test_the_aging_knows_a_dispute_until_it_ends(tmp_path: Path, on: date, disputed: list[bool]) -> None:
    intake = held(tmp_path, HEAD + "INV-1,,,dispute,2026-03-01,,\n")
    assert intake.book.measured(on, Calendar("DE")).frame["disputed"].tolist() == disputed


@pytest.mark.parametrize(("until", "why"), [("2026-02-28", "all of Ada"), ("2026-03-01", "this one"), ("", "this one")])
def test_of_a_hold_of_the_invoice_and_one_of_its_customer_the_longer_counts_and_of_two_alike_its_own(
    tmp_path: Path, until: str, why: str
) -> None:
    of_all = "" if not until else "2026-03-01"
    found = held(tmp_path, HEAD + f"INV-1,,,hold,{until},this one,\n,C-1,,hold,{of_all},all of Ada,\n")
    assert [(block.reason, block.until) for block in blocks(found)["INV-1"]] == [(why, LAST if of_all else None)]


def test_a_hold_without_a_day_stands_for_good(tmp_path: Path) -> None:
    (block,) = blocks(held(tmp_path, "invoice\nINV-1\n"))["INV-1"]
    assert block == Block(BlockKind.HOLD) and block.in_force(date(2099, 1, 1))


@pytest.mark.parametrize(
    ("word", "kind"),
    [("Wstrzymane", "hold"), ("spór", "dispute"), ("Mahnsperre", "hold"), ("Zusage", "promise"), ("litige", "dispute"),
     ("promesse de paiement", "promise"), ("reclamación", "dispute"), ("PROMISE", "promise"), ("", "hold")],
)  # fmt: skip
def test_a_kind_may_be_said_in_five_languages(tmp_path: Path, word: str, kind: str) -> None:
    assert blocks(held(tmp_path, HEAD + f"INV-1,,,{word},2026-03-01,,\n"))["INV-1"][0].kind == kind


def test_a_promise_of_one_invoice_keeps_its_amount_in_the_invoices_currency(tmp_path: Path) -> None:
    for currency in ("EUR", "JPY"):
        intake = held(tmp_path, HEAD + "INV-1,,,promise,2026-03-01,rang,40\n", {"currency": currency, "total": "100"})
        assert blocks(intake)["INV-1"] == (Block(BlockKind.PROMISE, LAST, "rang", Money.parse(f"40 {currency}")),)


def test_an_amount_promised_for_all_of_a_customers_invoices_is_no_invoices(tmp_path: Path) -> None:
    intake = held(tmp_path, HEAD + ",C-1,,promise,2026-03-01,,40.00\n")
    assert [block.amount for own in blocks(intake).values() for block in own] == [None, None]
    assert any("1 promise of an amount for all invoices of a customer" in remark for remark in intake.remarks)


def test_the_longest_of_several_blocks_counts_wherever_it_stands(tmp_path: Path) -> None:
    own = {"hold": "yes", "hold_until": "2026-02-10"}
    rows = HEAD + "INV-1,,,hold,2026-03-01,long,\n,C-1,,hold,2026-02-20,short,\n"
    found = blocks(held(tmp_path, rows, own, {}))
    assert found == {
        "INV-1": (Block(BlockKind.HOLD, LAST, "long"),),
        "INV-2": (Block(BlockKind.HOLD, date(2026, 2, 20), "short"),),
    }
    longer = own | {"hold_until": "2026-03-02"}
    assert blocks(held(tmp_path, rows, longer, {}))["INV-1"] == (Block(BlockKind.HOLD, date(2026, 3, 2)),)
    for_good = {"hold": "yes"}
    assert blocks(held(tmp_path, rows, for_good, {}))["INV-1"] == (Block(BlockKind.HOLD),)


def test_a_customers_longer_hold_outlasts_that_of_one_invoice(tmp_path: Path) -> None:
    rows = HEAD + "INV-1,,,hold,2026-02-20,short,\n,C-1,,hold,2026-03-01,long,\n"
    long = (Block(BlockKind.HOLD, LAST, "long"),)
    assert blocks(held(tmp_path, rows)) == {"INV-1": long, "INV-3": long}


def test_an_invoices_own_reason_stays_where_both_end_on_one_day(tmp_path: Path) -> None:
    own = {"disputed": "yes", "dispute_until": "2026-03-01", "dispute_reason": "own"}
    found = blocks(held(tmp_path, HEAD + "INV-1,,,dispute,2026-03-01,theirs,\n", own, own, {"dispute_reason": ""}))
    assert [block.reason for number in ("INV-1", "INV-2") for block in found[number]] == ["own", "own"]
    assert "INV-3" not in found


def test_of_several_promises_the_last_counts(tmp_path: Path) -> None:
    own = {"promised_on": "2026-01-20", "promised_amount": "5.00"}
    rows = HEAD + "INV-1,,,promise,2026-03-01,again,\nINV-1,,,promise,2026-02-01,,10.00\n"
    intake = held(tmp_path, rows, own)
    assert blocks(intake)["INV-1"] == (Block(BlockKind.PROMISE, LAST, "again"),) and intake.rejected == ()
    later = own | {"promised_on": "2026-04-01"}
    assert blocks(held(tmp_path, rows, later))["INV-1"][0] == Block(
        BlockKind.PROMISE, date(2026, 4, 1), "", Money.parse("5.00 EUR")
    )


@pytest.mark.parametrize(
    ("row", "column", "what"),
    [
        ("INV-9,,,hold,,,", "invoice", "no invoice has this number"),
        (",C-9,,hold,,,", "customer_id", "no invoice is this customer's"),
        (",,Zed,hold,,,", "customer", "no invoice is this customer's"),
        (",,,hold,,,", "customer", "the row names neither an invoice nor a customer"),
    ],
)
def test_a_row_that_speaks_of_nothing_known_is_a_problem(tmp_path: Path, row: str, column: str, what: str) -> None:
    intake = held(tmp_path, HEAD + "INV-2,,,hold,,,\n" + row + "\n")
    assert problems(intake) == [(3, column, what)] and list(blocks(intake)) == ["INV-2"]
    assert list(rejected_files(intake)) == ["rejected-holds.csv"]


@pytest.mark.parametrize(
    ("row", "column", "what"),
    [
        ("INV-1,,,maybe,,,", "kind", "is neither a hold nor a dispute nor a promise"),
        ("INV-1,,,hold,soon,,", "until", "is not a date"),
        ("INV-1,,,hold,,,40.00", "amount", "only a promise has an amount"),
        ("INV-1,,,promise,,,40.00", "until", "a promise names the day it is for"),
        ("INV-1,,,promise,2026-03-01,,-40.00", "amount", "is not an amount that can be promised"),
        ("INV-1,C-2,,hold,,,", "customer_id", "the invoice belongs to 'C-1'"),
        ("INV-1,,Bo AG,hold,,,", "customer", "the invoice belongs to 'C-1'"),
    ],
)
def test_a_row_that_cannot_be_used_keeps_back_what_it_names(tmp_path: Path, row: str, column: str, what: str) -> None:
    intake = held(tmp_path, HEAD + row + "\n")
    assert problems(intake) == [(2, column, what)]
    (block,) = blocks(intake)["INV-1"]
    assert (block.kind, block.until) == (BlockKind.HOLD, None) and block.reason.endswith("holds.csv:2 cannot be used")
    assert list(blocks(intake)) == ["INV-1"]
    assert any("1 row with problems: what they name is held" in remark for remark in intake.remarks)


@pytest.mark.parametrize(
    ("row", "column", "what", "kept"),
    [
        ("INV-9,C-1,,dispute,,,", "invoice", "no invoice has this number", ["INV-1", "INV-3"]),
        ("INV-9,C-2,,promise,2026-02-01,,5.00", "invoice", "no invoice has this number", ["INV-2"]),
        ("INV-9,,ada ltd,hold,,,", "invoice", "no invoice has this number", ["INV-1", "INV-3"]),
        ("INV-9,C-9,Bo AG,hold,,,", "invoice", "no invoice has this number", ["INV-2"]),
        (",C-9,Bo AG,hold,,,", "customer_id", "no invoice is this customer's", ["INV-2"]),
        ("INV-9,,,hold,,,", "invoice", "no invoice has this number", []),
        ("INV-9,C-9,Zed,hold,,,", "invoice", "no invoice has this number", []),
        (",C-9,,hold,,,", "customer_id", "no invoice is this customer's", []),
    ],
)
@pytest.mark.parametrize("contacts", ["", "customer_id,customer,address1\n"])
def test_a_row_with_a_mistyped_number_holds_the_customer_it_names(
    tmp_path: Path, row: str, column: str, what: str, kept: list[str], contacts: str
) -> None:
    intake = held(tmp_path, HEAD + row + "\n", contacts=contacts)
    assert problems(intake) == [(2, column, what)]
    assert sorted(blocks(intake)) == kept
    assert all(block.kind is BlockKind.HOLD and block.until is None for (block,) in blocks(intake).values())


def test_rows_that_contradict_each_other_are_problems_and_hold(tmp_path: Path) -> None:
    intake = held(tmp_path, HEAD + ",C-1,,hold,2026-03-01,,\n,,Ada Ltd,hold,,,\n,C-2,,dispute,,,\n")
    assert problems(intake) == [(2, "until", "contradicts line 3"), (3, "until", "contradicts line 2")]
    assert {number: own[0].until for number, own in blocks(intake).items()} == {
        "INV-1": None,
        "INV-2": None,
        "INV-3": None,
    }
    twice = HEAD + "INV-1,,,promise,2026-03-01,,5.00\nINV-1,,,promise,2026-03-01,,6.00\n"
    assert [line for line, _, _ in problems(held(tmp_path, twice))] == [2, 3]


def test_the_same_said_twice_counts_once_with_both_reasons(tmp_path: Path) -> None:
    intake = held(tmp_path, HEAD + "INV-1,,,hold,2026-03-01,one,\nINV-1,C-1,,stop,2026-03-01,two,\n")
    assert blocks(intake)["INV-1"] == (Block(BlockKind.HOLD, LAST, "one; two"),) and intake.rejected == ()
    assert any("2 rows: 1 hold, for 1 invoice" in remark for remark in intake.remarks)


def test_a_name_that_several_customers_have_is_a_problem_and_holds_them_all(tmp_path: Path) -> None:
    intake = held(tmp_path, HEAD + ",,Ada Ltd,hold,,,\n", {}, {"customer_id": "C-2"})
    assert problems(intake) == [(2, "customer", "is several customers: C-1, C-2")]
    assert list(blocks(intake)) == ["INV-1", "INV-2"]


def test_a_customer_known_from_the_contacts_alone_is_no_problem(tmp_path: Path) -> None:
    contacts = "customer_id,customer,address1\nC-9,Zed,1 Mill Lane\n"
    intake = held(tmp_path, HEAD + ",C-9,,hold,,,\n,,zed,hold,,,\n", contacts=contacts)
    assert intake.rejected == () and blocks(intake) == {}
    said = "2 rows name an ignored invoice or a customer without an invoice here, as on line 2"
    assert any(said in text for text in intake.remarks)


def test_a_number_only_the_contacts_give_a_customer_finds_it(tmp_path: Path) -> None:
    contacts = "customer_id,customer,address1\nK-7,Bo AG,1 Mill Lane\n"
    changes: tuple[dict[str, str], ...] = ({}, {"customer_id": "", "customer": "Bo AG"})
    intake = held(tmp_path, HEAD + ",K-7,,hold,,,\n", *changes, contacts=contacts)
    assert list(blocks(intake)) == ["INV-2"] and intake.rejected == ()


def test_a_name_only_the_contacts_give_a_customer_finds_it(tmp_path: Path) -> None:
    contacts = "customer_id,customer,address1\nC-2,Birch Holding,1 Mill Lane\n"
    intake = held(tmp_path, HEAD + ",,BIRCH holding,hold,,,\n", contacts=contacts)
    assert list(blocks(intake)) == ["INV-2"] and intake.rejected == ()


def test_one_contact_of_a_customer_in_two_spellings_holds_both(tmp_path: Path) -> None:
    contacts = "customer_id,customer,address1\nK-7,Bo AG,1 Mill Lane\n"
    changes = ({"customer_id": "", "customer": "BO ag"}, {"customer_id": "", "customer": "Bo AG"})
    intake = held(tmp_path, HEAD + ",K-7,,hold,,,\n", *changes, contacts=contacts)
    assert list(blocks(intake)) == ["INV-1", "INV-2"] and intake.rejected == ()


def test_a_hold_on_an_invoice_that_was_passed_over_is_no_problem(tmp_path: Path) -> None:
    text = "Invoice Number,Customer,Invoice Date,Due Date,Total,Currency,Status\n"
    rows = "1,Ada,2026-01-05,2026-02-05,5.00,EUR,Draft\n2,Bo,2026-01-05,2026-02-05,5.00,EUR,Open\n"
    (tmp_path / "in.csv").write_text(text + rows)
    (tmp_path / "holds.csv").write_text("invoice,customer\n1,\n,Ada\n")
    intake = read(
        Files(tmp_path / "in.csv", holds=tmp_path / "holds.csv"), Dialect(presets=preset_source(Catalog(), ""))
    )
    assert (intake.rejected, len(intake.book), blocks(intake)) == ((), 1, {})


def test_days_are_read_as_the_list_writes_them(tmp_path: Path) -> None:
    assert (
        blocks(held(tmp_path, HEAD + "INV-1,,,hold,2026-03-01,,\n", date_format="%Y-%m-%d"))["INV-1"][0].until == LAST
    )
    with pytest.raises(BadInput, match=r"holds\.csv:2: until: the dates are ambiguous"):
        held(tmp_path, HEAD + "INV-1,,,hold,01/03/2026,,\n")
    changes = ({"issued": "05/01/2026", "due": "04/02/2026"},)
    for day in ("01/03/2026", "2026-03-01"):
        intake = held(tmp_path, HEAD + f"INV-1,,,hold,{day},,\n", *changes, date_format="%d/%m/%Y")
        assert blocks(intake)["INV-1"][0].until == LAST


def test_an_own_dispute_ends_on_its_day(tmp_path: Path) -> None:
    rows = ({"disputed": "yes", "dispute_until": "2026-03-01"}, {"dispute_until": "2026-03-01"})
    found = blocks(held(tmp_path, HEAD, *rows))
    assert found["INV-1"] == found["INV-2"] == (Block(BlockKind.DISPUTE, LAST),)
    intake = held(tmp_path, HEAD, {"disputed": "no", "dispute_until": "2026-03-01"}, {})
    assert problems(intake)[0][1] == "dispute_until"


def test_a_list_that_names_neither_invoices_nor_customers_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no column for invoice or customer_id or customer"):
        held(tmp_path, "until,reason\n2026-03-01,x\n")
