"""Every `--format json` by its contract, field by field, and every `--format csv` as a table."""

from __future__ import annotations

import csv
import io
import re
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
import pytest
from tests.cli.offices import ON, Office

from pastdue.cli.results import show
from pastdue.model import Table, Why
from pastdue.model.tables import OneByOne
from pastdue.reports.formats.json import json_text
from pastdue.run import Job, OpenedJob, opened

SAMPLES = Path(__file__).parents[2] / "samples"
FILE = "invoices-2026-10.csv"
STAGES = ("reminder", "second_notice", "third_notice", "final_demand")
AMOUNT = re.compile(r"-?\d+\.\d+|-?\d+", re.ASCII)


@pytest.fixture(scope="module")
def firm(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The samples' firm after its October run."""
    folder = tmp_path_factory.mktemp("firm")
    for path in (SAMPLES / "pastdue.toml", *SAMPLES.glob("*.csv")):
        shutil.copy(path, folder)
    shop = Office(folder)
    assert shop.runs(FILE).code == 3
    return shop


def money(text: object) -> Decimal:
    assert isinstance(text, str) and AMOUNT.fullmatch(text), text
    return Decimal(text)


def day(text: object) -> date:
    assert isinstance(text, str)
    return date.fromisoformat(text)


def assert_outcome(found: Any, *, planned: bool) -> None:
    assert found["schema"] == 1 and day(found["as_of"])
    assert found["run"] is None if planned else isinstance(found["run"], str)
    counts = found["counts"]
    assert {"rows", "invoices", "notices", "skips", "rejected"} <= counts.keys()
    assert all(type(count) is int for count in counts.values())
    assert counts["rows"] == counts["invoices"] + counts["rejected"] + counts["ignored"]
    assert counts["invoices"] == counts["notices"] + counts["skips"]
    assert counts["notices"] == sum(len(letter["invoices"]) for letter in found["letters"])
    assert counts["skips"] == len(found["skips"])
    for letter in found["letters"]:
        assert_letter(letter)
    for skip in found["skips"]:
        assert {"invoice", "customer_id", "why", "until"} <= skip.keys()
        assert skip["why"] in set(Why) and (skip["until"] is None or day(skip["until"]))
    for problem in found["rejected"]:
        assert {"file", "line", "column", "what"} <= problem.keys() and type(problem["line"]) is int


def assert_letter(letter: Any) -> None:
    assert re.fullmatch(r"\d{4}-\d{5}", letter["id"])
    assert letter["stage"] in STAGES and letter["language"] in ("en", "pl", "de", "fr", "es")
    assert re.fullmatch("[A-Z]{3}", letter["currency"]) and day(letter["pay_by"])
    assert type(letter["pages"]) is int and type(letter["sheets"]) is int
    assert letter["pages"] >= letter["sheets"] >= 1
    assert letter["file"].startswith("letters/") and re.fullmatch("[0-9a-f]{64}", letter["sha256"])
    assert isinstance(letter["customer"], str) and isinstance(letter["customer_id"], str)
    for invoice in letter["invoices"]:
        assert isinstance(invoice["invoice"], str) and day(invoice["due"]) and invoice["stage"] in STAGES
        assert type(invoice["days"]) is int and type(invoice["business_days"]) is int
        assert money(invoice["open"]) + money(invoice["charges"]) == money(invoice["total"])
    asked = sum(money(invoice["total"]) for invoice in letter["invoices"])
    assert money(letter["total"]) == asked - sum(money(credit["amount"]) for credit in letter["credits"])


def test_run_json_keeps_its_contract(firm: Office) -> None:
    found = firm.run_json()
    assert_outcome(found, planned=False)
    assert len(found["letters"]) == 26
    for letter in found["letters"]:
        assert (firm.folder / "out" / ON / letter["file"]).is_file()


def test_a_plan_says_what_the_run_then_does(firm: Office, tmp_path: Path) -> None:
    for path in firm.folder.glob("*.csv"):
        shutil.copy(path, tmp_path)
    shutil.copy(firm.folder / "pastdue.toml", tmp_path)
    said = Office(tmp_path).says("plan", FILE, "--as-of", ON, "--format", "json")
    assert said.code == 3
    assert_outcome(said.json, planned=True)
    assert said.json | {"run": f"{ON}-1"} == firm.run_json()
    assert not (tmp_path / "out").exists() and not (tmp_path / "pastdue.ledger").exists()


@pytest.fixture
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first job that a command prepares is that of all that follow: the file is not read again for each."""
    read, prepare = list[OpenedJob](), opened.prepare

    def prepared(job: Job) -> OpenedJob:
        if not read:
            read.append(prepare(job))
        return read[0]

    monkeypatch.setattr(opened, "prepare", prepared)


@pytest.mark.usefixtures("read_once")
def test_explain_keeps_its_contract(firm: Office) -> None:
    for skip in firm.run_json()["skips"] + [{"invoice": "FV/2026/08/003"}]:
        said = firm.says("explain", FILE, skip["invoice"], "--as-of", ON, "--format", "json")
        assert said.code == 0, skip
        found = said.json
        assert found["invoice"] == skip["invoice"] and re.fullmatch("[A-Z]{3}", found["currency"])
        assert day(found["due"]) and day(found["effective_due"]) and found["as_of"] == ON
        assert type(found["days"]) is int and type(found["business_days"]) is int
        assert isinstance(found["calendar"], str) and isinstance(found["customer_id"], str)
        assert (found["stage"] is None) != (found["why"] is None)
        assert found["stage"] in (None, *STAGES) and found["why"] in (None, *Why)
        assert found["next_possible"] is None or day(found["next_possible"])
        charges = [assert_charge(charge) for charge in found["charges"]]
        assert money(found["charges_total"]) == sum(charges)
        credited = sum(money(credit["amount"]) for credit in found["credits"])
        assert money(found["total"]) == money(found["open"]) + sum(charges) - credited
        assert isinstance(found["notices"], list)


def assert_charge(charge: Any) -> Decimal:
    assert {"kind", "policy", "law", "amount", "segments"} <= charge.keys()
    for segment in charge["segments"]:
        assert {"since", "until", "days", "base", "percent", "day_count", "amount"} <= segment.keys()
        if segment["days"] is not None:
            assert (day(segment["until"]) - day(segment["since"])).days == segment["days"]
    assert money(charge["amount"]) == sum(money(segment["amount"]) for segment in charge["segments"])
    return money(charge["amount"])


def test_aging_keeps_its_contract_and_adds_up(firm: Office) -> None:
    for more in ([], ["--as-of", "2026-10-01"], ["--basis", "issued", "--days", "business", "--buckets", "7,14"]):
        said = firm.says("aging", FILE, "--as-of", ON, "--format", "json", *more)
        assert said.code == 0
        found = said.json
        assert day(found["as_of"]) and isinstance(found["basis"], str) and found["buckets"]
        for entry in found["totals"] + found["customers"]:
            assert list(entry["buckets"]) == found["buckets"]
            parts = [money(amount) for amount in entry["buckets"].values()]
            assert sum(parts) + money(entry["disputed"]) == money(entry["total"])
        for total in found["totals"]:
            own = [money(c["total"]) for c in found["customers"] if c["currency"] == total["currency"]]
            assert sum(own) == money(total["total"])
        assert all(
            {"customer_id", "customer", "currency", "disputed", "oldest_days"} <= c.keys() for c in found["customers"]
        )


def test_days_deadline_and_check_keep_their_contracts(firm: Office) -> None:
    days = firm.says("days", "2026-10-01", ON, "--format", "json").json
    assert (days["from"], days["to"], days["calendar_days"], days["business_days"]) == ("2026-10-01", ON, 29, 21)
    assert days["calendar"].startswith("PL")
    deadline = firm.says("deadline", "2026-10-01", "14 days", "--mail-days", "0", "--format", "json").json
    assert (deadline["from"], deadline["span"], deadline["date"]) == ("2026-10-01", "14 days", "2026-10-15")
    assert (deadline["earliest_final"], deadline["latest_final"]) == ("2026-10-08", "2026-10-31")
    assert (deadline["final_date"], deadline["final_refused"], deadline["mail_days"]) == ("2026-10-15", None, 0)
    for span, refused in (("31 days", "after 2026-10-31"), ("4 days", "before 2026-10-08")):
        said = firm.says("deadline", "2026-10-01", span, "--mail-days", "0", "--format", "csv").out
        assert f",refused: {refused}," in said
    check = firm.says("check", FILE, "--format", "json").json
    assert (check["rows"], check["invoices"], check["ignored"], check["rejected"]) == (71, 71, 0, [])


@pytest.mark.parametrize(
    "command",
    [
        ["run", FILE], ["plan", FILE], ["check", FILE], ["aging", FILE], ["explain", FILE, "FV/2026/08/003"],
        ["history"], ["history", "--runs"], ["days", "2026-10-01", ON], ["deadline", ON, "14 days"], ["rates"],
        ["ledger", "check"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_every_format_is_whole_and_stands_alone_on_stdout(firm: Office, command: list[str]) -> None:
    found = firm.says(*command, "--as-of", ON, "--format", "json")
    assert found.code in (0, 3) and found.json["schema"] == 1
    table = firm.says(*command, "--as-of", ON, "--format", "csv")
    rows = list(csv.reader(io.StringIO(table.out, newline="")))
    assert len({len(row) for row in rows}) == 1 and all(rows[0]) and len(set(rows[0])) == len(rows[0])
    assert firm.says(*command, "--as-of", ON).code == found.code == table.code


def test_json_of_many_letters_is_written_piece_by_piece_and_never_held(monkeypatch: pytest.MonkeyPatch) -> None:
    written = list[str]()
    monkeypatch.setattr(click, "echo", lambda text, **_: written.append(text))
    letters = OneByOne(str, range(40_000))
    show(Table("Letters", (), ()), {"as_of": ON, "letters": letters}, "json")
    assert "".join(written) == json_text({"as_of": str(ON), "letters": letters})
    assert len(written) > 4 and max(map(len, written)) < 70_000
