# ruff: noqa: E501 - a language is a row
"""Address columns with ordinary names beside our own: what is filled in stands in the letter."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tests.command import pastdue
from tests.intake.test_judgement import HEAD, ROWS, taken

from pastdue.model.errors.problems import BadInput

_OWN = "invoice,customer_id,customer,issued,due,currency,total"
_ROW = "A1,K1,Bert Ltd,2026-07-01,2026-08-01,GBP,500.00"


def _addressed(folder: Path, headers: str, cells: str) -> str:
    """The address that a run over one invoice with these columns writes on its letter."""
    (folder / "invoices.csv").write_text(f"{_OWN},{headers}\n{_ROW},{cells}\n", encoding="utf-8")
    sender = ("--address", "9 Mill Lane", "--address", "YORK", "--address", "YO1 8ZZ")
    firm = ("--name", "Kettle Works Ltd", "--country", "GB", "--iban", "GB33BUKB20201555555555")
    made = pastdue(folder, "init", *firm, *sender)
    assert made.returncode == 0, made.stderr
    done = pastdue(folder, "run", "invoices.csv", "--as-of", "2026-10-01", "--format", "json")
    assert done.returncode == 0, done.stderr
    with (folder / "out/2026-10-01/print/manifest.csv").open(encoding="utf-8-sig", newline="") as file:
        return next(csv.DictReader(file))["address"]


@pytest.mark.parametrize(
    "headers",
    ["address,postcode,city,country", "Street,Zip,Town,country", "Address line 1,Postal code,city,country"],
)
def test_a_street_under_an_ordinary_name_stands_in_the_letter(tmp_path: Path, headers: str) -> None:
    assert _addressed(tmp_path, headers, "2 High St,AB1 2CD,ABERDEEN,GB") == "2 High St, ABERDEEN, AB1 2CD"


def test_our_own_name_comes_before_an_ordinary_one(tmp_path: Path) -> None:
    found = _addressed(tmp_path, "address,address1,postcode,city,country", "as billed,2 High St,AB1 2CD,ABERDEEN,GB")
    assert found == "2 High St, ABERDEEN, AB1 2CD"


IN_LANGUAGES = [
    "Street,Postcode,City", "Ulica,Kod pocztowy,Miejscowość", "Straße,PLZ,Ort", "Anschrift,Postleitzahl,Stadt", "Rue,Code postal,Ville",
    "Dirección,Código postal,Población", "Indirizzo,CAP,Città", "Straat,Postcode,Plaats", "Adres,Postcode,Woonplaats", "Morada,Código postal,Localidade",
    "Ulice,PSČ,Město", "Gatuadress,Postnummer,Ort", "Adresse,Postnr.,By", "Adresse,Postnummer,Poststed",
]  # fmt: skip


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("headers", IN_LANGUAGES)
def test_an_address_is_read_in_twelve_languages_beside_our_columns_and_in_any_list(
    tmp_path: Path, headers: str, own: bool
) -> None:
    beside = ",2 High St,10115,Berlin,DE"
    text = f"{_OWN},{headers},country\n{_ROW}{beside}\n" if own else f"{HEAD},{headers},Country\n{ROWS[0]}{beside}\n"
    text = text.replace(",By,", ",City,")  # only a list in general names takes the Danish word
    assert taken(tmp_path, text).book.frame["address"][0] == "2 High St\n10115 Berlin"


def test_of_two_columns_of_one_name_neither_is_the_street(tmp_path: Path) -> None:
    text = f"{_OWN},Adresse,Adresse,postcode,city,country\n{_ROW},1 High St,2 High St,10115,Berlin,DE\n"
    assert taken(tmp_path, text).book.frame["address"][0] == "10115 Berlin"


@pytest.mark.parametrize(
    ("header", "states", "country", "line"),
    [("State", ["TX", "ma"], "US", "BERLIN TX 10115"), ("State", ["Texas", "New York"], "US", "BERLIN TEXAS 10115"), ("ST", ["ON", "TX"], "CA", "BERLIN ON 10115"),
     ("Estado", ["SP", "RJ"], "BR", "Berlin - SP\n10115"), ("Provincia", ["MI", "BO"], "IT", "10115 Berlin MI")],
)  # fmt: skip
def test_the_state_beside_the_town_is_the_addresss_and_not_the_invoices(
    tmp_path: Path, header: str, states: list[str], country: str, line: str
) -> None:
    rows = [f"{row},2 High St,10115,{state},{country},Berlin" for row, state in zip(ROWS, states, strict=False)]
    swapped = f"{HEAD},Street,Postcode,{header},Country,City"
    found = taken(tmp_path, "\n".join([swapped, *rows]) + "\n")
    assert found.book.frame["address"].tolist()[0] == f"2 High St\n{line}" and len(found.book) == 2


def test_a_column_beside_the_town_with_a_word_that_is_no_state_is_asked_about(tmp_path: Path) -> None:
    rows = [f"{row},2 High St,{state},Berlin" for row, state in zip(ROWS, ["TX", "paid"], strict=True)]
    with pytest.raises(BadInput, match="State: 'TX' in 1 row: is that owed or not"):
        taken(tmp_path, "\n".join([f"{HEAD},Street,State,City", *rows]) + "\n")
