"""`check` warns of everything that would embarrass later, and leaves the ledger unchanged."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests.cli.terminal import Terminal
from tests.command import called

from pastdue.cli.commands import pastdue
from pastdue.cli.entry import exit_code_of
from pastdue.model.errors import PastdueError

HEAD = "invoice,customer_id,customer,issued,due,currency,total,address1,city,country\n"
ROW = "{},C-1,Ada,2026-01-05,2026-02-04,EUR,100.00,1 High St,Leeds,GB\n"
ZOHO = (
    "Invoice Date,Invoice ID,Invoice Number,Invoice Status,Customer Name,Customer ID,Due Date,Currency Code,Total,"
    "Balance,LateFee Name,LateFee Amount\n"
)
SETTINGS = '[creditor]\nname = "Ben"\naddress = ["2 Low Road", "Leeds LS1 4AP"]\ncountry = "GB"\nlanguage = "en"\n'
SETTINGS += 'iban = "GB33BUKB20201555555555"\n'


def record(*arguments: str) -> dict[str, Any]:
    """The result of `check` as JSON."""
    found = json.loads(called("check", "in.csv", "--format", "json", *arguments)[1])
    assert isinstance(found, dict)
    return found


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pastdue.toml").write_text(SETTINGS)
    return tmp_path


def written(folder: Path, *numbers: str) -> None:
    (folder / "in.csv").write_text(HEAD + "".join(ROW.format(number) for number in numbers))


def zoho(folder: Path, *rows: str) -> None:
    (folder / "in.csv").write_text(ZOHO + "".join(f"{row}\n" for row in rows))


def test_the_day_it_speaks_for_is_said(here: Path) -> None:
    written(here, "1")
    assert "Open on 2026-03-01" in called("check", "in.csv", "--as-of", "2026-03-01")[1]
    assert record("--as-of", "2026-03-01")["as_of"] == "2026-03-01"


def test_invoices_of_the_days_after_are_said_and_not_counted_as_open(here: Path) -> None:
    written(here, "1")
    said = "1 invoice of 100.00 EUR is issued after 2026-01-04 and not counted as open on that day"
    assert said in record("--as-of", "2026-01-04")["warnings"] and record("--as-of", "2026-01-04")["open"] == []
    found = record("--as-of", "2026-01-05")
    assert said not in found["warnings"] and found["open"][0]["open"] == "100.00"


def test_a_policy_that_does_not_exist_is_said_where_an_invoice_that_names_it_is_open(here: Path) -> None:
    head, cells = HEAD.rstrip() + ",policy,paid\n", ROW.rstrip()
    rows = [("1", "nosuch", ""), ("2", "nosuch", ""), ("3", "uk-b2b", ""), ("4", "", ""), ("5", "gone", "100.00")]
    (here / "in.csv").write_text(head + "".join(f"{cells.format(n)},{policy},{paid}\n" for n, policy, paid in rows))
    (warning,) = (one for one in record("--as-of", "2026-03-01")["warnings"] if "without a letter" in one)
    assert warning.startswith("2 open invoices without a letter: policies 'nosuch': 'nosuch' is unknown; known: ")
    assert "uk-b2b" in warning


def test_the_money_in_drafts_passed_over_is_said_an_invoice_once(here: Path) -> None:
    draft = "2026-01-05,7,{},Draft,Ada,9,2026-02-04,{},100.00,{},,"
    void, sent = draft.replace("Draft", "Void"), draft.replace("Draft", "Sent")
    twice = draft.format("A", "USD", "80.00")
    rows = (draft.format("B", "EUR", "20.50"), void.format("C", "USD", "0.50"), sent.format("D", "USD", "5.00"))
    zoho(here, twice, twice, *rows)
    found = record("--as-of", "2026-03-01")
    assert found["ignored_for"] == {"draft": 3, "void": 1}
    assert found["passed_over"] == [
        {"why": "draft", "currency": "EUR", "amount": "20.50"},
        {"why": "draft", "currency": "USD", "amount": "80.00"},
        {"why": "void", "currency": "USD", "amount": "0.50"},
    ]
    assert "20.50 EUR, 80.00 USD" in called("check", "in.csv")[1]


def test_where_a_draft_states_no_amount_no_sum_of_drafts_is_said(here: Path) -> None:
    zoho(
        here,
        "2026-01-05,7,A,Draft,Ada,9,2026-02-04,USD,100.00,soon,,",
        "2026-01-05,7,B,Sent,Ada,9,2026-02-04,USD,1.00,1.00,,",
    )
    found = record()
    assert (found["ignored_for"], found["passed_over"]) == ({"draft": 1}, [])


def test_the_vendors_own_late_fees_are_a_warning_only_where_they_are_set(here: Path) -> None:
    row = "2026-01-05,7,A,Sent,Ada,9,2026-02-04,USD,100.00,100.00,{},{}"
    for fee, said in (("0.00", False), ("15.00", True)):
        zoho(here, row.format("Late fee", fee))
        assert any("charges for lateness too" in text for text in record()["remarks"]) is said


def test_a_file_that_contradicts_itself_on_what_is_paid_is_rejected(here: Path) -> None:
    zoho(
        here,
        "2026-01-05,7,A,Paid,Ada,9,2026-02-04,USD,100.00,100.00,,",
        "2026-01-05,7,B,Paid,Ada,9,2026-02-04,USD,100.00,0.00,,",
    )
    code, out, err = called("check", "in.csv", "--format", "json")
    assert (code, json.loads(out)["rejected_rows"], json.loads(out)["invoices"]) == (3, 1, 1)
    assert "in.csv:2: Invoice Status: paid in full, and yet the balance is 100.00 USD" in err


def test_an_invoice_missing_since_the_last_run_is_named_and_the_ledger_only_read(here: Path) -> None:
    written(here, *map(str, range(20)))
    called("run", "in.csv", "--as-of", "2026-03-10")
    before = {path.name: hashlib.sha256(path.read_bytes()).digest() for path in here.glob("pastdue.ledger*")}
    written(here, "0")
    found = record("--as-of", "2026-03-11")
    assert len(found["missing"]) == 19 and "missing since the run of 2026-03-10" in found["missing"][0]
    assert "7 more are missing since the last run" in called("check", "in.csv", "--as-of", "2026-03-11")[2]
    assert {path.name: hashlib.sha256(path.read_bytes()).digest() for path in here.glob("pastdue.ledger*")} == before
    written(here, *map(str, range(20)))
    assert record("--as-of", "2026-03-11")["missing"] == []


def test_no_ledger_is_made_by_checking(here: Path) -> None:
    written(here, "1")
    assert record()["missing"] == []
    assert sorted(path.name for path in here.iterdir()) == ["in.csv", "pastdue.toml"]


def test_a_damaged_ledger_is_said_and_left_alone(here: Path) -> None:
    written(here, "1")
    (here / "pastdue.ledger").write_bytes(b"garbage" * 100)
    result = CliRunner().invoke(pastdue, ["check", "in.csv"], standalone_mode=False)
    assert isinstance(result.exception, PastdueError)
    assert (here / "pastdue.ledger").read_bytes() == b"garbage" * 100


ASKED = "Invoice No,Customer,Invoice Date,Due Date,Amount,Currency,Zorp\n1,Ada,2026-01-05,2026-02-04,100.00,EUR,40.00\n"


def test_the_last_line_is_to_be_compared_with_the_program(here: Path) -> None:
    written(here, "1", "2")
    out = called("check", "in.csv", "--as-of", "2026-02-05")[1]
    last = "Compare with your program on 2026-02-05: 2 invoices open, 200.00 EUR, 200.00 of it overdue"
    assert out.splitlines()[-1] == last
    (here / "large.csv").write_text((here / "in.csv").read_text(encoding="utf-8").replace("100.00", "1234567.50"))
    assert "open, 2,469,135.00 EUR, " in called("check", "large.csv", "--as-of", "2026-02-05")[1].splitlines()[-1]
    assert "0.00 of it overdue" in called("check", "in.csv", "--as-of", "2026-02-04")[1]
    assert (
        record("--as-of", "2026-02-05")["open"][0] | {"open_invoices": 2, "overdue": "200.00"}
        == (record("--as-of", "2026-02-05")["open"][0])
    )


def test_what_is_overdue_is_compared_before_the_credits_that_what_is_open_is_less_by(here: Path) -> None:
    written(here, "1", "2")
    with (here / "in.csv").open("a") as file:
        file.write(ROW.format("3").replace("100.00", "-40.00"))
    last = called("check", "in.csv", "--as-of", "2026-02-05")[1].splitlines()[-1]
    said = "2 invoices and 1 credit open, 160.00 EUR after credits of 40.00, 200.00 overdue before them"
    assert last.endswith(f": {said}")
    sums = record("--as-of", "2026-02-05")["open"][0]
    assert (sums["open_invoices"], sums["open_credits"], sums["credits"]) == (3, 1, "40.00")


def test_ask_prints_the_block_to_paste_where_nobody_can_be_asked(here: Path) -> None:
    (here / "in.csv").write_text(ASKED)
    result = CliRunner().invoke(pastdue, ["check", "in.csv", "--ask"], standalone_mode=False)
    assert isinstance(result.exception, PastdueError)
    block = "[intake]\n" + 'map = { paid = "Zorp" }\n'
    assert result.stdout.endswith(block)
    (here / "pastdue.toml").write_text(SETTINGS + block)
    assert record("--as-of", "2026-03-01")["open"][0]["open"] == "60.00"


def test_ask_goes_column_by_column_on_a_terminal_and_keeps_the_answers(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "in.csv").write_text(ASKED)
    monkeypatch.setattr("pastdue.cli.terminal.asking.is_terminal", lambda: True)
    arguments = ["check", "in.csv", "--as-of", "2026-03-01", "--ask"]
    result = CliRunner().invoke(pastdue, arguments, input="2\ny\n", standalone_mode=False)
    assert result.exception is None
    assert "Zorp: holds amounts between nothing and the whole invoice" in result.stderr
    assert "it says 40.00" in result.stderr
    assert "1 invoice open, 40.00 EUR" in result.stdout
    assert 'map = { balance = "Zorp" }' in (here / "pastdue.toml").read_text()
    assert record("--as-of", "2026-03-01")["open"][0]["open"] == "40.00"


UNTOLD = (
    "Invoice No,Customer,Country,Invoice Date,Due Date,Amount,Zorp\n1,Alder,DE,2026-01-05,2026-02-04,100.00,40.00\n"
)
"""A list of a firm in Great Britain: its customer is in another country, so the currency is not that of the firm's."""


def test_a_currency_that_nothing_says_is_never_in_the_block_to_paste(here: Path) -> None:
    (here / "in.csv").write_text(UNTOLD)
    result = CliRunner().invoke(pastdue, ["check", "in.csv", "--ask"], standalone_mode=False)
    assert "\ncurrency" not in result.stdout and "--currency EUR" not in str(result.exception)
    asked = "no column names the currency, and customers are in DE: are all amounts in GBP?"
    assert f'# currency = "..."  # fill it in: {asked}\n' in result.stdout
    assert "pass --currency GBP" in str(result.exception)


def test_a_currency_is_typed_on_a_terminal_and_asked_for_again_until_it_is_one(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "in.csv").write_text(UNTOLD)
    monkeypatch.setattr("pastdue.cli.terminal.asking.is_terminal", lambda: True)
    arguments = ["check", "in.csv", "--as-of", "2026-03-01", "--ask"]
    result = CliRunner().invoke(pastdue, arguments, input="Krone\nsek\n1\ny\n", standalone_mode=False)
    assert result.exception is None
    assert "1 invoice open, 60.00 SEK" in result.stdout
    assert 'currency = "SEK"' in (here / "pastdue.toml").read_text()


@pytest.mark.parametrize("before", ["", '[creditor]\nname = "Ada"\n\n[intake]\n# terms = "net 30"\n'])
def test_answers_to_keep_can_be_written_into_the_settings_as_they_are_shown(
    here: Path, monkeypatch: pytest.MonkeyPatch, before: str
) -> None:
    header = "Zorp Quux Flob Grault Garply Waldo Plugh Xyzzy Thud"
    (here / "in.csv").write_text(ASKED.replace("Zorp", header))
    settings = here / "pastdue.toml"
    settings.unlink()
    if before:
        settings.write_text(before)
    monkeypatch.setattr("pastdue.cli.terminal.asking.is_terminal", lambda: True)
    monkeypatch.setattr("sys.stderr", shown := Terminal())
    monkeypatch.setattr("sys.stdin", io.StringIO("2\n"))
    monkeypatch.setenv("COLUMNS", "40")
    exit_code_of(["check", "in.csv", "--as-of", "2026-03-01", "--ask"])
    told, _, block = shown.getvalue().partition("to keep the answers, in ")[2].partition(":\n")
    assert told.rstrip().endswith("under [intake]" if before else "pastdue.toml")
    end = block.index(" }\n") + 3
    settings.write_text(before + block[:end])
    assert record("--as-of", "2026-03-01")["open"][0]["open"] == "40.00"


def test_many_rows_with_one_fault_are_counted(here: Path) -> None:
    good = HEAD + ROW.format("0")
    (here / "in.csv").write_text(good + "".join(ROW.format(n).replace("2026-01-05", "soon") for n in range(1, 51)))
    code, _, err = called("check", "in.csv")
    assert (code, err.count("issued: is not a date")) == (3, 10)
    assert "in.csv: issued: 40 more rows of this kind: is not a date" in err
    assert len(record()["rejected"]) == 50


def test_every_command_says_which_invoices_are_not_issued_yet(here: Path) -> None:
    written(here, "1")
    said = "1 invoice of 100.00 EUR is issued after 2026-01-04 and not counted as open on that day"
    for command in ("check", "aging", "plan"):
        assert said in called(command, "in.csv", "--as-of", "2026-01-04")[2], command
