"""What `check`, `plan` and `run` say aloud of what they take for granted: an account to pay into, and countries."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.offices import ON, SETTINGS, office

NO_ACCOUNT = SETTINGS.replace('iban = "DE89370400440532013000"\n', "")
ACCOUNT = "no account is named to pay EUR into"
COUNTRY = "no country for 1 customer (C-2): taken to be in DE, like you; a column country says another"


@pytest.mark.parametrize("command", ["check", "plan", "run"])
def test_a_missing_account_and_countries_taken_from_the_creditor_are_said(tmp_path: Path, command: str) -> None:
    firm = office(tmp_path, {}, {"country": ""}, settings=NO_ACCOUNT)
    said = firm.says(command, "invoices.csv", "--as-of", ON).err
    assert ACCOUNT in said and COUNTRY in said


@pytest.mark.parametrize("command", ["check", "plan", "run"])
def test_nothing_is_said_where_both_are_known(tmp_path: Path, command: str) -> None:
    said = office(tmp_path, {}, {}).says(command, "invoices.csv", "--as-of", ON).err
    assert "no account" not in said and "no country" not in said


def test_only_who_owes_something_is_counted(tmp_path: Path) -> None:
    firm = office(tmp_path, {}, {"country": "", "paid": "100.00"}, settings=NO_ACCOUNT)
    assert "no country" not in firm.says("check", "invoices.csv", "--as-of", ON).err
    firm.write({"paid": "100.00"})
    assert "no account" not in firm.says("check", "invoices.csv", "--as-of", ON).err


def test_a_customer_without_any_address_has_no_country_to_take_for_granted(tmp_path: Path) -> None:
    firm = office(tmp_path, {}, {"country": "", "address1": "", "address2": ""})
    assert "no country" not in firm.says("check", "invoices.csv", "--as-of", ON).err
