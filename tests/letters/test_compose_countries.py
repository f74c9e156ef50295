"""Letters across borders, in single countries, and to persons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.letters import letter_cases as cases
from tests.letters.letter_cases import LANGUAGES, STAGES, as_text, draft, letter, money, notice, told

from pastdue.model import CustomerKind, Stage


@pytest.mark.parametrize(
    ("language", "abroad", "home_line", "abroad_line"),
    [
        ("en", "DE", "UNITED KINGDOM", "GERMANY"),
        ("pl", "DE", "POLAND", "NIEMCY"),
        ("de", "PL", "GERMANY", "POLEN"),
        ("fr", "ES", "FRANCE", "ESPAGNE"),
        ("es", "FR", "SPAIN", "FRANCIA"),
    ],
)
def test_across_a_border_the_country_is_the_last_line(
    language: str, abroad: str, home_line: str, abroad_line: str
) -> None:
    made = letter(draft(language, Stage.REMINDER, notice(Stage.REMINDER, to=cases.customer(abroad))))
    assert made.head.recipient[-1] == abroad_line
    assert made.head.sender[-1] == home_line
    assert made.head.return_line.endswith(home_line)


@pytest.mark.parametrize("country", ["", "GB"])
def test_at_home_or_when_unknown_there_is_no_country_line(country: str) -> None:
    made = letter(draft("en", Stage.REMINDER, notice(Stage.REMINDER, to=cases.customer(country))))
    assert made.head.recipient[-1] == "TOWN"
    assert made.head.sender[-1] == "LS1 4AP"


def test_the_country_is_in_the_senders_language_not_the_letters() -> None:
    own = draft("de", Stage.REMINDER, notice(Stage.REMINDER, to=cases.customer("DE")))
    assert letter(own, cases.creditor("pl")).head.recipient[-1] == "NIEMCY"


def test_the_return_line_says_nothing_about_debt() -> None:
    made = letter(draft("en", Stage.FINAL_DEMAND))
    assert made.head.return_line == "Hart & Doyle Studio Ltd · 14 Canal Street · LEEDS · LS1 4AP"


def test_an_american_creditor_writes_as_americans_do() -> None:
    own = draft("en", Stage.FINAL_DEMAND, notice(Stage.FINAL_DEMAND, "USD"))
    made = letter(own, cases.creditor("en", "US"))
    assert made.head.place_and_date == "Leeds, November\xa023,\xa02026"
    assert made.salutation == "To Whom It May Concern:"
    assert made.farewell == "Sincerely,"
    assert "past due" in made.opening[0]
    assert "overdue" not in as_text(made)
    assert "before action" not in as_text(made)


def test_a_swiss_creditor_has_no_sharp_s_and_announces_the_betreibung() -> None:
    made = letter(draft("de", Stage.FINAL_DEMAND), cases.creditor("de", "CH"))
    own_words = as_text(made).replace("Büro Weiß GmbH", "")
    assert "ß" not in own_words
    assert "Betreibung" in own_words
    assert "Mahnverfahren" not in own_words


@pytest.mark.parametrize(
    ("language", "step"), [("de", "Betreibung"), ("fr", "poursuite"), ("it", "procedura esecutiva")]
)
def test_a_swiss_creditor_announces_the_swiss_step_in_whichever_language(language: str, step: str) -> None:
    made = told(letter(draft(language, Stage.FINAL_DEMAND), cases.creditor(language, "CH")))
    assert step in made
    assert not [word for word in ("Mahnverfahren", "injonction", "procédure judiciaire", "giudizio") if word in made]


def test_only_a_french_creditor_cites_the_french_code() -> None:
    assert "article 1344" in told(letter(draft("fr", Stage.FINAL_DEMAND)))
    abroad = told(letter(draft("fr", Stage.FINAL_DEMAND), cases.creditor("fr", "BE")))
    assert "article 1344" not in abroad
    assert "mise en demeure" in abroad


def test_the_first_of_a_french_month_is_premier() -> None:
    own = replace(draft("fr", Stage.REMINDER), on=date(2027, 1, 1))
    assert letter(own).head.place_and_date == "Lyon, le 1er\xa0janvier\xa02027"


def test_without_a_place_the_date_stands_alone() -> None:
    made = letter(draft("fr", Stage.REMINDER), replace(cases.creditor("fr"), city=""))
    assert made.head.place_and_date == "Le 23\xa0novembre\xa02026"


@pytest.mark.parametrize("language", LANGUAGES)
def test_table_dates_cannot_be_misread(language: str) -> None:
    issued = letter(draft(language, Stage.REMINDER)).grid.rows[0][1]
    written = {"en": "21\xa0Sep\xa02026", "fr": "21/09/2026", "es": "21/09/2026", "nl": "21-09-2026"}
    written["it"] = "21/09/2026"
    assert issued == written.get(language, "21.09.2026")


@pytest.mark.parametrize("kind", [CustomerKind.CONSUMER, CustomerKind.SOLE_TRADER])
def test_a_uk_individual_gets_no_letter_before_action(kind: CustomerKind) -> None:
    made = letter(draft("en", Stage.FINAL_DEMAND, notice(Stage.FINAL_DEMAND, to=cases.customer("GB", kind))))
    assert made.subject == "Final demand: invoice 2026-101"
    assert "we will start court proceedings" not in told(made)
    assert "last letter" not in told(made)
    assert "we may take legal steps" in told(made)


@pytest.mark.parametrize("kind", [CustomerKind.BUSINESS, CustomerKind.PUBLIC])
def test_a_uk_firm_gets_a_letter_before_action(kind: CustomerKind) -> None:
    made = letter(draft("en", Stage.FINAL_DEMAND, notice(Stage.FINAL_DEMAND, to=cases.customer("GB", kind))))
    assert made.subject == "Final demand (letter before action): invoice 2026-101"
    assert "we will start court proceedings" in told(made)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stage", STAGES)
def test_a_consumer_reads_nothing_of_business_compensation(language: str, stage: Stage) -> None:
    to = cases.customer(kind=CustomerKind.CONSUMER)
    own = replace(notice(stage, to=to), charges=(cases.interest(30, money("100.00", "GBP")),))
    text = as_text(letter(draft(language, stage, own), daily=cases.daily_interest)).lower()
    words = ("compensation", "rekompensat", "pauschale", "indemnité", "indemnización")
    assert [word for word in words if word in text] == []
