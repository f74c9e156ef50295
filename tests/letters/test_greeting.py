"""Whom a letter greets by name, and what it says of the parties: titles, tax numbers, register details."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.letters import letter_cases as cases
from tests.letters.letter_cases import LANGUAGES, draft, letter, notice, plain, told, with_invoice

from pastdue.letters.parts.tax_numbers import is_vat_number
from pastdue.model import Creditor, CustomerKind, Party, Stage
from pastdue.model.letters import Letter


def to(customer: Party, language: str = "en", country: str = "", stage: Stage = Stage.REMINDER) -> Letter:
    """A letter to `customer` in `language`, from a creditor of its country or of `country`."""
    return letter(draft(language, stage, with_invoice(notice(stage), customer=customer)), by(language, country))


def by(language: str, country: str = "", **more: str) -> Creditor:
    return replace(cases.creditor(language, country), **more)  # type: ignore[arg-type]


def firm(*lines: str) -> Party:
    return Party("C-7", "Whitcomb & Sons", lines)


@pytest.mark.parametrize(
    ("language", "country", "line", "greeting"),
    [
        ("en", "GB", "Mrs Margaret O'Dowd", "Dear Mrs O'Dowd,"),
        ("en", "GB", "Attn: Mr Tom Fell", "Dear Mr Fell,"),
        ("en", "GB", "FAO Dr Anna Berg", "Dear Dr Berg,"),
        ("en", "US", "Ms. Dana Whitcomb", "Dear Ms. Whitcomb:"),
        ("en", "US", "Attn. Mr. Luis de la Cruz", "Dear Mr. de la Cruz:"),
        ("de", "DE", "Frau Dr. Anna von Weiß", "Sehr geehrte Frau Dr. von Weiß,"),
        ("de", "DE", "z. Hd. Herrn Keller", "Sehr geehrter Herr Keller,"),
        ("pl", "PL", "Pani Anna Nowak", "Szanowna Pani,"),
        ("pl", "PL", "Pan Jan Nowak", "Szanowny Panie,"),
        ("fr", "FR", "Mme Claire Lefèvre", "Madame,"),
        ("fr", "FR", "À l’attention de M. Dupont", "Monsieur,"),
        ("es", "ES", "Sra. Laura Muñoz", "Estimada Sra. Laura Muñoz:"),
        ("es", "ES", "D. Pablo Gil", "Estimado Sr. Pablo Gil:"),
        ("it", "IT", "Sig.ra Laura Rossi", "Gentile Sig.ra Rossi,"),
        ("it", "IT", "Alla c.a. Dott. Marco De Luca", "Egregio Dott. De Luca,"),
        ("it", "IT", "Dott.ssa Anna Rossi", "Gentile Dott.ssa Rossi,"),
        ("it", "IT", "Avv. Maria Bianchi", "Gentile Avv. Bianchi,"),
        ("it", "IT", "Dr Anna Berg", "Gentile Dr Berg,"),
        ("it", "IT", "Frau Keller", "Gentile Sig.ra Keller,"),
        ("en", "GB", "Avv. Maria Bianchi", "Dear Sir or Madam,"),
        ("en", "GB", "Dott.ssa Anna Rossi", "Dear Ms Rossi,"),
        ("nl", "NL", "De heer J. van der Berg", "Geachte heer Van der Berg,"),
        ("nl", "NL", "T.a.v. mr. Anna de Vries", "Geachte heer, mevrouw,"),
        ("nl", "NL", "Mevrouw mr. Anna de Vries", "Geachte mevrouw De Vries,"),
        ("nl", "NL", "T.a.v. mevrouw Jansen", "Geachte mevrouw Jansen,"),
        ("de", "DE", "Ms. Dana Whitcomb", "Sehr geehrte Frau Whitcomb,"),
        ("en", "GB", "Frau Dr. Anna Berg", "Dear Dr. Berg,"),
        ("en", "GB", "Frau Anna Berg", "Dear Ms Berg,"),
    ],
)
def test_a_person_with_a_title_is_greeted_by_name(language: str, country: str, line: str, greeting: str) -> None:
    assert plain(to(firm(line, "1 High Road"), language, country).salutation) == greeting


@pytest.mark.parametrize(
    "line",
    [
        "Accounts payable", "Mr and Mrs Fell", "Mr", "Dr 5", "Mr Fell, Accounts", "Mr Fell & Co", "12 Miss Lane",
        "Misses Fell", "Attn: Accounts",
    ],
)  # fmt: skip
def test_a_line_that_is_not_one_persons_greets_nobody(line: str) -> None:
    assert to(firm(line, "1 High Road")).salutation == "Dear Sir or Madam,"


def test_a_firm_that_is_called_like_a_person_is_not_greeted_as_one() -> None:
    name = "Dr Foster"
    assert to(Party("C-7", name, ("1 High Road",))).salutation == "Dear Sir or Madam,"
    person = Party("C-7", name, ("1 High Road",), kind=CustomerKind.CONSUMER)
    assert plain(to(person).salutation) == "Dear Dr Foster,"


def test_who_is_greeted_by_name_is_taken_leave_of_so() -> None:
    assert to(firm("Mr Fell")).farewell == "Yours sincerely,"
    assert to(firm("1 High Road")).farewell == "Yours faithfully,"
    assert "d’agréer, Madame, l’expression" in to(firm("Mme Lefèvre"), "fr").farewell


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_opening_of_a_final_demand_has_total_day_last_letter_and_step(language: str) -> None:
    made = letter(draft(language, Stage.FINAL_DEMAND))
    first, second = made.opening[:2]
    own = draft(language, Stage.FINAL_DEMAND)
    write = cases.Conventions.of(cases.WORDING[language], cases.HOMES[language][0])
    assert write.money(own.total) in first and write.day(own.pay_by) in first
    assert write.day(own.pay_by) in second
    wording = cases.WORDING[language].forms("final.last", cases.HOMES[language][0])["other"]
    assert second.startswith(wording)
    assert not any(wording in line for line in made.closing)


@pytest.mark.parametrize(
    ("number", "row"),
    [
        ("DE123456789", ("USt-IdNr.", "DE123456789")),
        ("123/456/78901", ("Steuernummer", "123/456/78901")),
        ("USt-IdNr. DE123456789", ("USt-IdNr.", "DE123456789")),
        ("Steuernummer: 123/456/78901", ("Steuernummer", "123/456/78901")),
    ],
)
def test_a_tax_number_stands_under_the_label_that_fits_it_and_has_no_second_one(number: str, row: object) -> None:
    made = letter(draft("de", Stage.REMINDER), by("de", tax_id=number))
    assert made.head.sender_details[-1] == row


def test_a_polish_number_is_labelled_once() -> None:
    assert letter(draft("pl", Stage.REMINDER), by("pl", tax_id="NIP 123-456-32-18")).head.sender_details[-1] == (
        "NIP", "123-456-32-18",
    )  # fmt: skip


@pytest.mark.parametrize("number", ["DE", "ATX", "12345", "GERMANY1", "VAT no. 5"])
def test_what_is_no_vat_number_is_none(number: str) -> None:
    assert not is_vat_number(number)


def test_register_details_stand_in_the_foot_and_only_where_there_are_some() -> None:
    register = "Amtsgericht Leipzig HRB 12345 · Geschäftsführerin: K. Brückner"
    assert letter(draft("de", Stage.REMINDER), by("de", register=register)).footer[1:] == (register,)
    assert len(letter(draft("de", Stage.REMINDER)).footer) == 1


@pytest.mark.parametrize(("language", "stage"), [("pl", Stage.FINAL_DEMAND), ("es", Stage.FINAL_DEMAND)])
def test_both_parties_are_named_with_their_numbers_where_the_country_does(language: str, stage: Stage) -> None:
    customer = replace(cases.customer(), tax_id="NIP 9876543210" if language == "pl" else "B12345678")
    text = told(to(customer, language, stage=stage))
    number = "NIP 9876543210" if language == "pl" else "NIF B12345678"
    assert f"Greta's <Shop>, {number}." in text.replace("\u00a0", " ")
    assert number not in told(to(customer, language, stage=Stage.REMINDER))


def test_parties_are_not_named_where_the_country_does_not() -> None:
    assert "Creditor:" not in told(letter(draft("en", Stage.FINAL_DEMAND)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_law_that_charges_rest_on_is_named_in_the_letter_itself(language: str) -> None:
    assert "(Late Payment Act)" in told(letter(draft(language, Stage.SECOND_NOTICE)))
