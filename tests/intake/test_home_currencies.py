"""The currency of the creditor's country: read or put forward first, and no other country's list taken for German."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import refusal, taken

from pastdue.intake.values.amounts import home_currency
from pastdue.intake.values.word_rows import rows
from pastdue.model.money import CURRENCIES

SPANISH = "Número factura,Cliente,Vencimiento,Importe\n1,Ana SA,2026-02-12,100.00\n2,Eva SA,2026-02-13,50.00\n"
POLISH = "Numer faktury,Nabywca,Termin płatności,Kwota brutto\n1,Ana,2026-02-12,100.00\n2,Eva,2026-02-13,50.00\n"
PLAIN = "Invoice No,Customer,Due date,Amount\n1,Ana SA,2026-02-12,100.00\n2,Eva SA,2026-02-13,50.00\n"


def test_every_country_has_one_currency_that_is_known() -> None:
    countries = [country for each in rows("home_currencies").values() for country in each]
    assert len(countries) == len(set(countries)) > 240
    assert set(rows("home_currencies")) <= set(CURRENCIES)
    assert [*map(home_currency, ("VE", "CU", "PA", "LB", "MN", ""))] == ["VES", "CUP", "USD", "LBP", "MNT", ""]


@pytest.mark.parametrize(
    ("text", "country", "currency"),
    [
        (SPANISH, "VE", "VES"), (SPANISH, "EC", "USD"), (SPANISH, "CU", "CUP"), (PLAIN, "LA", "LAK"),
        ("Factuurnummer,Klant,Vervaldatum,Factuurbedrag\n1,Ana,2026-02-12,100.00\n", "SR", "SRD"),
        ("Număr factură,Client,Data scadentă,Valoare\n1,Ana,2026-02-12,100.00\n", "MD", "MDL"),
    ],
)  # fmt: skip
def test_a_list_is_in_the_currency_of_a_country_that_speaks_its_language(
    tmp_path: Path, text: str, country: str, currency: str
) -> None:
    intake = taken(tmp_path, text, country=country, country_said=True)
    assert {*intake.book.frame["currency"]} == {currency}
    assert any(f"all is in {currency}" in remark for remark in intake.remarks)


@pytest.mark.parametrize(
    ("country", "said", "first"), [("GB", True, "GBP"), ("JP", True, "JPY"), ("GB", False, "EUR"), ("", False, "EUR")]
)
def test_the_currency_of_the_country_in_the_settings_is_put_forward_before_those_of_a_language_of_several(
    tmp_path: Path, country: str, said: bool, first: str
) -> None:
    assert f"pass --currency {first}  #" in refusal(tmp_path, SPANISH, country=country, country_said=said)


def test_fields_that_the_user_names_make_no_list_a_german_one(tmp_path: Path) -> None:
    head, row = "tarih,musteri,tutar,serino", "2026-02-12,Ana,100.00,1"
    said = {"invoice": "serino", "total": "tutar", "customer": "musteri", "due": "tarih"}
    intake = taken(tmp_path, f"{head}\n{row}\n", map=said, country="TR", country_said=True)
    assert intake.book.frame["currency"].tolist() == ["TRY"]
    assert not any("German" in remark for remark in intake.remarks)
