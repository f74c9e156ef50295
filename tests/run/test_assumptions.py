"""Remarks of `check`, `plan` and `run` on their assumptions: an account to pay into, and countries."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.offices import ON, SETTINGS, office

NO_ACCOUNT = SETTINGS.replace('iban = "DE89370400440532013000"\n', "")
ACCOUNT = "no account is named to pay EUR into"
COUNTRY = "no country for 1 customer (C-2): taken to be in DE, like you; a column country sets another"


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


ITALIAN = {"address1": "Via Roma 1", "address2": "", "postcode": "20121", "city": "Milano", "country": "IT"}


@pytest.mark.parametrize(
    ("country", "region", "line"),
    [("IT", "MI", "20121 Milano MI"), ("MX", "CDMX", "20121 Milano, CDMX"), ("ES", "MD", "MD"), ("DE", "BY", "")],
)
def test_a_region_is_printed_where_the_post_wants_it_and_said_to_be_left_out_elsewhere(
    tmp_path: Path, country: str, region: str, line: str
) -> None:
    firm = office(tmp_path, ITALIAN | {"country": country, "region": region})
    said = firm.runs().err
    (letter,) = firm.run_json()["letters"]
    text = firm.letter_text(letter["file"])
    assert (line or "20121 Milano\n") in text and (region in text) is bool(line)
    assert ("'region' is not printed in the address of 1 customer (DE)" in said) is not bool(line)


def test_a_region_of_a_contact_is_printed_or_said_as_well(tmp_path: Path) -> None:
    head = "customer_id,customer,address1,postcode,city,region,country\n"
    for country, said in (("IT", False), ("DE", True)):
        firm = office(tmp_path, {"address1": "", "address2": "", "country": country})
        (tmp_path / "contacts.csv").write_text(f"{head}C-1,Acme GmbH,Via Roma 1,20121,Milano,MI,{country}\n", "utf-8")
        told = firm.says("check", "invoices.csv", "--contacts", "contacts.csv", "--as-of", ON).err
        assert ("'region' is not printed in the address of 1 customer (DE)" in told) is said, told


def test_a_region_called_as_its_town_stands_there_once(tmp_path: Path) -> None:
    firm = office(tmp_path, ITALIAN | {"country": "ES", "city": "Madrid", "region": "MADRID"})
    assert "not printed" not in firm.runs().err
    (letter,) = firm.run_json()["letters"]
    assert "MADRID" not in firm.letter_text(letter["file"]).replace("20121 Madrid", "")
