"""The files that the settings name are read with every export, unless the command line names others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.command import pastdue

INVOICES = "invoice,customer_id,customer,issued,due,currency,total\nA-1,C1,Ada Ltd,2026-08-01,2026-08-31,GBP,90.00\n"
CONTACTS = "customer_id,customer,address1,city,postcode,country\nC1,Ada Ltd,{street},York,YO1 8ZZ,GB\n"
SETTINGS = '[creditor]\nname = "Firm"\ncountry = "GB"\niban = "GB33BUKB20201555555555"\n'
SETTINGS += '[intake]\ncontacts = "books/contacts.csv"\nholds = "holds.csv"\n'


def firm(folder: Path) -> None:
    (folder / "books").mkdir()
    (folder / "pastdue.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "invoices.csv").write_text(INVOICES, encoding="utf-8")
    (folder / "books" / "contacts.csv").write_text(CONTACTS.format(street="1 Mill Lane"), encoding="utf-8")
    (folder / "other.csv").write_text(CONTACTS.format(street="2 Low Road"), encoding="utf-8")
    (folder / "holds.csv").write_text("invoice,kind,until\nA-9,hold,\n", encoding="utf-8")


def said(folder: Path, *words: str) -> tuple[int, str, str]:
    config = ["--config", str(folder / "pastdue.toml"), "--as-of", "2026-11-23"]
    done = pastdue(folder, words[0], str(folder / "invoices.csv"), *words[1:], *config)
    return done.returncode, done.stdout, done.stderr


def test_the_settings_contacts_are_read_and_the_command_lines_win(tmp_path: Path) -> None:
    firm(tmp_path)
    _, _, told = said(tmp_path, "check")
    assert "contacts.csv: 1 contact, 1 of them used" in told and "other.csv" not in told
    _, _, told = said(tmp_path, "check", "--contacts", str(tmp_path / "other.csv"))
    assert "other.csv: 1 contact, 1 of them used" in told and "books" not in told
    code, shown, _ = said(tmp_path, "plan", "--format", "json")
    assert code == 3 and [letter["customer_id"] for letter in json.loads(shown)["letters"]] == ["C1"]


def test_the_settings_holds_are_read_too(tmp_path: Path) -> None:
    firm(tmp_path)
    (tmp_path / "holds.csv").write_text("invoice,kind,until\nA-1,hold,2026-12-24\n", encoding="utf-8")
    code, shown, _ = said(tmp_path, "plan", "--format", "json")
    (skip,) = json.loads(shown)["skips"]
    assert (code, skip["why"], skip["until"]) == (0, "on_hold", "2026-12-25")


@pytest.mark.parametrize("gone", ["books/contacts.csv", "holds.csv"])
def test_a_file_of_the_settings_that_is_not_there_is_named(tmp_path: Path, gone: str) -> None:
    firm(tmp_path)
    (tmp_path / gone).unlink()
    code, _, told = said(tmp_path, "check")
    assert code == 2 and f"there is no file {tmp_path / gone}" in told
