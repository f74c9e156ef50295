"""The words for the postal service a letter goes by, and for the currency it asks for."""

from __future__ import annotations

import pytest
from tests.letters import letter_cases as cases
from tests.letters.letter_cases import LANGUAGES, draft, letter, notice

from pastdue.letters.language.vocabulary import SERVICES
from pastdue.model import Stage


def service(name: str, language: str = "en", country: str = "", stage: Stage = Stage.FINAL_DEMAND) -> str:
    made = draft(language, stage)
    return letter(made, cases.creditor(language, country), services={"final_demand": name}).head.service


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SERVICES)
def test_a_known_service_is_worded_in_every_language(language: str, name: str) -> None:
    worded = service(name.replace("_", " "), language)
    assert worded == service(name.upper(), language)
    assert worded[0].isupper()
    assert "_" not in worded
    if language != "en":
        assert worded != service(name, "en")


@pytest.mark.parametrize(
    ("language", "country", "words"),
    [
        ("de", "DE", "Einschreiben mit Rückschein"),
        ("pl", "PL", "List polecony za potwierdzeniem odbioru"),
        ("fr", "FR", "Lettre recommandée avec AR"),
        ("en", "GB", "By Royal Mail Special Delivery"),
        ("en", "US", "Via Certified Mail, Return Receipt Requested"),
        ("es", "ES", "Carta certificada con acuse de recibo"),
    ],
)
def test_a_letter_with_receipt_is_named_as_the_country_does(language: str, country: str, words: str) -> None:
    assert service("registered with receipt", language, country) == words


def test_any_other_service_is_printed_as_it_is_written() -> None:
    assert service("list polecony (ZPO)", "pl") == "List polecony (ZPO)"
    assert service("Certified Mail, return receipt requested") == "Certified Mail, return receipt requested"


def test_a_stage_without_a_service_says_none() -> None:
    assert service("registered", stage=Stage.REMINDER) == ""
    assert letter(draft("en", Stage.FINAL_DEMAND)).head.service == ""


@pytest.mark.parametrize(
    ("language", "country", "currency", "total"),
    [
        ("en", "GB", "GBP", "£11,345.60"),
        ("en", "GB", "EUR", "11,345.60 EUR"),
        ("en", "US", "USD", "$11,345.60"),
        ("en", "DE", "EUR", "11,345.60 EUR"),
        ("pl", "PL", "PLN", "11 345,60 zł"),
        ("pl", "PL", "EUR", "11 345,60 EUR"),
        ("de", "DE", "EUR", "11.345,60 €"),
        ("de", "AT", "EUR", "€ 11.345,60"),
        ("de", "CH", "CHF", "CHF 11’345.60"),
    ],
)
def test_a_currency_has_its_sign_at_home_and_its_code_abroad(
    language: str, country: str, currency: str, total: str
) -> None:
    own = draft(language, Stage.REMINDER, notice(Stage.REMINDER, currency))
    made = letter(own, cases.creditor(language, country))
    assert made.grid.totals[-1] == (made.grid.totals[-1][0], total.replace(" ", "\u00a0"))
    sign = currency if currency in total else total.strip(" 0123456789.,’")
    assert made.grid.headings[-1].endswith((f" {sign}", f"\u00a0{sign}"))
