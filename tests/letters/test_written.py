"""Dates, amounts, rates and countries as written by the language's file, never by a library's data."""

from __future__ import annotations

import warnings
from datetime import date
from decimal import Decimal

import pytest
from babel import Locale
from tests.languages import LANGUAGES
from tests.letters.letter_cases import WORDING, plain

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.languages import load_wording
from pastdue.intake.values.amounts import home_currency
from pastdue.letters.language.plurals import plural_form
from pastdue.letters.language.vocabulary import MONTHS
from pastdue.letters.language.voice import Voice
from pastdue.letters.language.written import Conventions
from pastdue.model.countries import COUNTRIES
from pastdue.model.errors import SettingsError
from pastdue.model.money import Money

CHOSEN = {
    "de": "CD CG HK MO", "en": "AG BA CD CG GS HK HM KN MM MO PM SH SJ ST TC TT VC WF", "es": "CG HK MM MO",
    "fr": "CD CG HK MM MO", "it": "CD CG HK MM MO", "nl": "CD CG HK MM MO", "pl": "CG HK MM MO",
}  # fmt: skip
"""The countries that we call otherwise than Unicode's tables on purpose: as the post does, without capitals in their
names, remarks in brackets and signs for `and`."""


def written(language: str, country: str = "") -> Conventions:
    return Conventions.of(load_wording(Catalog(), language), country)


@pytest.mark.parametrize(
    ("language", "country", "long", "short", "first"),
    [
        ("en", "GB", "23 November 2026", "23 Nov 2026", "1 September 2026"),
        ("en", "US", "November 23, 2026", "Nov 23, 2026", "September 1, 2026"),
        ("en", "", "23 November 2026", "23 Nov 2026", "1 September 2026"),
        ("de", "DE", "23. November 2026", "23.11.2026", "1. September 2026"),
        ("pl", "PL", "23 listopada 2026 r.", "23.11.2026", "1 września 2026 r."),
        ("fr", "FR", "23 novembre 2026", "23/11/2026", "1er septembre 2026"),
        ("es", "ES", "23 de noviembre de 2026", "23/11/2026", "1 de septiembre de 2026"),
        ("it", "IT", "23 novembre 2026", "23/11/2026", "1º settembre 2026"),
        ("nl", "NL", "23 november 2026", "23-11-2026", "1 september 2026"),
    ],
)
def test_days_are_written_as_the_country_does(language: str, country: str, long: str, short: str, first: str) -> None:
    write, day = written(language, country), date(2026, 11, 23)
    said = (write.day(day), write.short_day(day), write.day(date(2026, 9, 1)))
    assert said == tuple(text.replace(" ", "\u00a0") for text in (long, short, first))


def test_the_first_month_of_an_austrian_year_has_its_own_name() -> None:
    assert written("de", "AT").day(date(2026, 1, 31)) == "31.\u00a0Jänner\u00a02026"
    assert written("de", "DE").day(date(2026, 1, 31)) == "31.\u00a0Januar\u00a02026"


@pytest.mark.parametrize(
    ("language", "country", "currency", "plus", "minus"),
    [
        ("en", "GB", "GBP", "£1,234.50", "–£1,234.50"),
        ("en", "GB", "EUR", "1,234.50 EUR", "–1,234.50 EUR"),
        ("en", "US", "USD", "$1,234.50", "–$1,234.50"),
        ("en", "DE", "EUR", "1,234.50 EUR", "–1,234.50 EUR"),
        ("de", "DE", "EUR", "1.234,50 €", "–1.234,50 €"),
        ("de", "AT", "EUR", "€ 1.234,50", "€ –1.234,50"),
        ("de", "CH", "CHF", "CHF 1’234.50", "CHF –1’234.50"),
        ("pl", "PL", "PLN", "1 234,50 zł", "–1 234,50 zł"),
        ("fr", "FR", "EUR", "1_234,50 €", "–1_234,50 €"),
        ("es", "ES", "EUR", "1.234,50 €", "–1.234,50 €"),
        ("it", "IT", "EUR", "1.234,50 €", "–1.234,50 €"),
        ("nl", "NL", "EUR", "€ 1.234,50", "€ –1.234,50"),
    ],
)
def test_amounts_have_the_countrys_marks_and_the_sign_at_home_alone(
    language: str, country: str, currency: str, plus: str, minus: str
) -> None:
    write, money = written(language, country), Money(Decimal("1234.5"), currency)
    said = (write.money(money), write.money(-money))
    assert said == tuple(text.replace(" ", "\u00a0").replace("_", "\u202f") for text in (plus, minus))


def test_rates_have_no_digits_that_say_nothing_unless_their_column_wants_them() -> None:
    write = written("pl", "PL")
    assert (write.percent(Decimal("12.40")), write.percent(Decimal("12.4"), 2)) == ("12,4%", "12,40%")
    assert (write.percent(Decimal("100")), write.percent(Decimal("8"), 2)) == ("100%", "8,00%")
    assert written("de", "CH").percent(Decimal("12.4")) == "12.4%"
    assert written("de", "DE").percent(Decimal("12.4")) == "12,4\u00a0%"


@pytest.mark.parametrize("country", ["CH", "LI"])
def test_no_swiss_or_liechtenstein_text_has_a_sharp_s_and_every_german_one_may(country: str) -> None:
    wording = load_wording(Catalog(), "de")
    said = [text for forms in wording.texts_in(country).values() for text in forms.values()]
    assert [text for text in said if "ß" in text.removeprefix("ß ss")] == []
    assert wording.texts_in("DE")["farewell"]["other"] == "Mit freundlichen Grüßen"
    assert wording.texts_in("LI")["farewell"]["other"] == "Mit freundlichen Grüssen"


def test_letters_of_a_firm_in_a_country_of_the_euro_that_speaks_the_language_have_its_sign() -> None:
    catalog = Catalog()
    spoken = [(name, country) for name in LANGUAGES for country in catalog.row("languages", name)[0]["spoken"]]
    assert {("de", "LU"), ("fr", "BE"), ("en", "IE"), ("nl", "NL")} <= set(spoken)
    euro = [pair for pair in spoken if home_currency(pair[1]) == "EUR"]
    assert [pair for pair in euro if written(*pair).sign("EUR") != "€"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_has_a_name_and_no_two_share_one(language: str) -> None:
    write = written(language)
    assert len({write.country(code) for code in COUNTRIES}) == len(COUNTRIES)
    with pytest.raises(SettingsError, match="'XX' is not a country"):
        write.country("XX")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_takes_the_form_its_language_gives_it(language: str) -> None:
    """Unicode's tables say the same for every count that a letter can have."""
    rule, write = Locale(language).plural_form, written(language)
    assert [n for n in range(1000) if write.plural(n) != rule(n)] == []


def test_a_rule_decides_between_the_forms_and_the_rest_is_other() -> None:
    forms = {"one": "n = 1", "few": "n % 10 = 2..4 and n % 100 != 12..14", "other": "else"}
    assert [plural_form(n, forms) for n in (0, 1, 2, 5, 12, 22)] == ["other", "one", "few", "other", "other", "few"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_a_librarys_data_differs_from_ours_it_is_said_and_fails_nothing(language: str) -> None:
    write, locale = written(language), Locale(language)
    ours = {code: write.country(code) for code in sorted(COUNTRIES)}
    ours |= {f"month {n}": write.forms(f"month.{month}")["other"] for n, month in enumerate(MONTHS, 1)}
    theirs = {**locale.territories, **{f"month {n}": name for n, name in locale.months["format"]["wide"].items()}}
    chosen = CHOSEN.get(language, "").split()
    differing = [name for name, own in ours.items() if theirs.get(name) != own and name not in chosen]
    if differing:
        warnings.warn(f"{language}: babel has other words for {', '.join(differing)}", stacklevel=1)
    assert all(ours.values())


@pytest.mark.parametrize(
    ("day", "said"),
    [(1, "il 1º maggio"), (8, "l’8 maggio"), (11, "l’11 maggio"), (18, "il 18 maggio"), (28, "il 28 maggio")],
)
def test_an_italian_article_loses_its_vowel_before_a_number_that_begins_with_one(day: int, said: str) -> None:
    italian = Voice.of(load_wording(Catalog(), "it"), "IT")
    written = italian.written.day(date(2026, 5, day))
    line = italian.say("pay_line.reminder", {"total": "8,00 €", "pay_by": written})
    assert line.replace("\u00a0", " ") == f"Vi preghiamo di pagare 8,00 € entro {said} 2026."
    period = italian.say("statement.period", {"since": written, "date": written}).replace("\u00a0", " ")
    assert period == {
        8: "dall’8 maggio 2026 all’8 maggio 2026", 11: "dall’11 maggio 2026 all’11 maggio 2026",
    }.get(day, f"dal {written} al {written}".replace("\u00a0", " "))  # fmt: skip


def test_what_a_file_says_is_never_elided_nor_is_anything_in_another_language() -> None:
    italian = Voice.of(load_wording(Catalog(), "it"), "IT")
    said = italian.say("farewell_named", {"creditor": "il 8", "customer": "dal 11", "salutation": "x"})
    assert said == "Distinti saluti"
    assert "Bar il 8" in italian.say("continued", {"number": "1", "customer": "Bar il 8", "title": "x"})
    spanish = Voice.of(load_wording(Catalog(), "es"), "ES")
    line = spanish.say("pay_line.reminder", {"total": "8 €", "pay_by": spanish.written.day(date(2026, 5, 8))})
    assert "el 8" in line.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("language", "items", "listed"),
    [
        ("it", ("imprese", "enti pubblici"), "imprese ed enti pubblici"),
        ("it", ("imprese", "consumatori"), "imprese e consumatori"),
        ("es", ("capital", "intereses"), "capital e intereses"),
        ("es", ("capital", "gastos"), "capital y gastos"),
        ("en", ("interest", "amounts"), "interest and amounts"),
    ],
)
def test_the_word_before_the_last_of_a_list_is_as_it_is_said_there(
    language: str, items: tuple[str, ...], listed: str
) -> None:
    assert plain(Voice.of(WORDING[language], "").joined(items)) == listed
