"""`check` and `presets` name the recognised export, and warn of embarrassing mistakes."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.command import called

from pastdue.cli.commands import pastdue

HEAD = "invoice,customer_id,customer,issued,due,currency,total,email\n"
ROW = "{},C-1,Ada,2026-01-05,2026-02-04,EUR,100.00,{}\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_check_says_what_is_open_and_why_rows_were_ignored(here: Path) -> None:
    (here / "in.csv").write_text("\n" + HEAD + ROW.format(1, "") + ROW.format(1, "") + ROW.format(2, ""))
    code, out, _ = called("check", "in.csv", "--as-of", "2026-11-23", "--format", "json")
    record = json.loads(out)
    assert (code, record["preset"], record["ignored_for"]) == (
        0,
        "canonical",
        {"above the header": 1, "said before": 1},
    )
    assert record["open"] == [
        {
            "currency": "EUR",
            "invoices": 2,
            "total": "200.00",
            "open": "200.00",
            "open_invoices": 2,
            "overdue": "200.00",
            "open_credits": 0,
            "credits": "0.00",
        }
    ]


def test_check_warns_where_nobody_can_be_reached(here: Path) -> None:
    (here / "in.csv").write_text(HEAD + ROW.format(1, ""))
    assert "nobody can be reached by this file" in called("check", "in.csv")[2]
    (here / "in.csv").write_text(HEAD + ROW.format(1, "a@example.com"))
    assert "no customer has an address: no letter can be posted" in called("check", "in.csv")[2]


@pytest.mark.parametrize(("as_of", "warned"), [("2026-11-16", False), ("2026-11-17", True)])
def test_check_warns_of_a_file_older_than_a_week(here: Path, as_of: str, warned: bool) -> None:
    (here / "in.csv").write_text(HEAD + ROW.format(1, ""))
    noon = datetime(2026, 11, 9, 12).timestamp()  # noqa: DTZ001 - the clock on the wall is what counts
    os.utime("in.csv", (noon, noon))
    assert ("payments are not in it" in called("check", "in.csv", "--as-of", as_of)[2]) is warned


def test_check_writes_a_template_even_for_a_file_it_cannot_read(here: Path) -> None:
    (here / "in.csv").write_text("Beleg,Wer,Wann,Wieviel\n1,Ada,2026-01-05,7\n")
    result = CliRunner().invoke(pastdue, ["check", "in.csv", "--fix-template", "mine.toml"], standalone_mode=False)
    assert "no columns for invoice" in str(result.exception)
    text = (here / "mine.toml").read_text(encoding="utf-8")
    assert '# invoice = ["HEADER"]' in text and "#   Beleg" in text


def test_a_template_never_replaces_a_file(here: Path) -> None:
    (here / "in.csv").write_text(HEAD + ROW.format(1, ""))
    (here / "mine.toml").write_text("mine")
    result = CliRunner().invoke(pastdue, ["check", "in.csv", "--fix-template", "mine.toml"], standalone_mode=False)
    assert "is already there" in str(result.exception) and (here / "mine.toml").read_text() == "mine"


@pytest.mark.usefixtures("here")
def test_presets_are_listed_with_what_was_verified() -> None:
    record = json.loads(called("presets", "--format", "json")[1])
    verified = {preset["name"]: preset["verified"] for preset in record["presets"]}
    assert verified["zoho-invoices"] == "a real file" and verified["wave"] == "documented headers"
    assert "Open balance" in called("presets", "quickbooks-aging-detail")[1]


def test_an_unknown_preset_is_refused_with_the_nearest(here: Path) -> None:
    (here / "in.csv").write_text(HEAD + ROW.format(1, ""))
    for arguments in (["check", "in.csv", "--preset", "xero-invoice"], ["presets", "xero-invoice"]):
        result = CliRunner().invoke(pastdue, arguments, standalone_mode=False)
        assert "did you mean 'xero-invoices'" in str(result.exception)
