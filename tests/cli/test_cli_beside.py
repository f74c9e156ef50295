"""The commands with contacts, holds and payments; rows with problems come back to be corrected."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import click
import pytest
from tests.command import called

from pastdue.cli.commands import pastdue

HEAD = "invoice,customer_id,customer,issued,due,currency,total\n"
ROWS = "A-1,C-1,Ada Ltd,2026-01-05,2026-02-04,EUR,100.00\nB-1,C-2,Bo AG,2026-01-05,2026-02-04,EUR,200.00\n"
CONTACTS = (
    "customer_id,customer,address1,postcode,city,country,language\n"
    "C-1,Ada Ltd,1 Mill Lane,YO1 8ZZ,York,GB,en\nC-2,Bo AG,Weg 2,10115,Berlin,DE,de\n"
)
SETTINGS = """
[creditor]
name = "Us"
address = ["Road 1", "10115 Berlin"]
country = "DE"
iban = "DE89370400440532013000"

[calendar]
country = "DE"
"""
FILES = ("--contacts", "contacts.csv", "--holds", "holds.csv")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two late invoices, their customers' addresses, and a list that holds the second."""
    monkeypatch.chdir(tmp_path)
    settings = (
        '[creditor]\nname = "Us"\naddress = ["Road 1", "10115 Berlin"]\ncountry = "DE"\n[calendar]\ncountry = "DE"\n'
    )
    (tmp_path / "pastdue.toml").write_text(settings)
    (tmp_path / "in.csv").write_text(HEAD + ROWS)
    (tmp_path / "contacts.csv").write_text(CONTACTS)
    (tmp_path / "holds.csv").write_text("invoice,until,reason\nB-1,2026-03-20,asked for it\n")
    return tmp_path


def test_every_command_that_takes_payments_takes_contacts_and_holds() -> None:
    commands = {name: command for name in pastdue.list_commands(click.Context(pastdue)) if (command := _command(name))}
    options = {
        name: {option for p in command.params if not getattr(p, "is_flag", False) for option in p.opts}
        for name, command in commands.items()
    }
    reading = {name for name, own in options.items() if "--payments" in own}
    assert {"check", "run", "plan", "explain", "preview", "aging"} <= reading
    assert all({"--contacts", "--holds"} <= options[name] for name in reading)


def _command(name: str) -> click.Command | None:
    return pastdue.get_command(click.Context(pastdue), name)


@pytest.mark.usefixtures("here")
def test_a_run_posts_to_the_contacts_address_and_names_the_hold() -> None:
    code, out, _ = called("run", "in.csv", *FILES, "--as-of", "2026-03-20", "--format", "json")
    record = json.loads(out)
    assert code == 0 and [letter["customer_id"] for letter in record["letters"]] == ["C-1"]
    (skip,) = record["skips"]
    assert (skip["invoice"], skip["why"], skip["until"], skip["detail"]) == (
        "B-1",
        "on_hold",
        "2026-03-21",
        "asked for it",
    )


def test_rows_with_problems_come_back_and_are_emptied_once_mended(here: Path) -> None:
    (here / "holds.csv").write_text("invoice,until,reason\nB-1,soon,asked for it\nX-1,,who?\n")
    (here / "contacts.csv").write_text(CONTACTS.replace(",GB,", ",Atlantis,"))
    code, _, err = called("run", "in.csv", *FILES, "--as-of", "2026-03-20")
    assert code == 3 and "holds.csv:2: until: is not a date" in err and "contacts.csv:2: country: is not" in err
    reports = here / "out" / "2026-03-20" / "reports"
    back = list(csv.DictReader((reports / "rejected-holds.csv").open(encoding="utf-8", newline="")))
    assert [row["problem"] for row in back] == ["until: is not a date", "invoice: no invoice has this number"]
    (here / "holds.csv").write_text("invoice,until\nB-1,2026-03-20\n")
    (here / "contacts.csv").write_text(CONTACTS)
    assert called("run", "in.csv", *FILES, "--as-of", "2026-03-20")[0] == 0
    assert {(reports / f"rejected-{name}.csv").read_text() for name in ("holds", "contacts")} == {""}


def test_a_file_that_was_rejected_can_be_handed_in_again_as_it_came_back(here: Path) -> None:
    (here / "holds.csv").write_text("invoice,until,reason\nX-1,2026-03-20,=who?\n")
    assert called("run", "in.csv", *FILES, "--as-of", "2026-03-20")[0] == 3
    back = (here / "out" / "2026-03-20" / "reports" / "rejected-holds.csv").read_text(encoding="utf-8")
    assert back.splitlines() == [
        "invoice,until,reason,problem",
        "X-1,2026-03-20,'=who?,invoice: no invoice has this number",
    ]
    (here / "mended.csv").write_text(back.replace("X-1", "B-1"), encoding="utf-8")
    _, out, _ = called("plan", "in.csv", "--holds", "mended.csv", "--as-of", "2026-03-20", "--format", "json")
    (skip,) = (skip for skip in json.loads(out)["skips"] if skip["invoice"] == "B-1")
    assert (skip["why"], skip["detail"]) == ("on_hold", "=who?")


def test_presets_names_those_for_contacts_and_payments() -> None:
    record = json.loads(called("presets", "--format", "json")[1])
    kinds = {preset["name"]: preset["kind"] for preset in record["presets"]}
    assert (kinds["xero-contacts"], kinds["zoho-payments"]) == ("contacts", "payments")
    assert "ContactName" in called("presets", "xero-contacts")[1]
