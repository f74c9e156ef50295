"""The contents of a language file, and the changes a user's own file makes to the shipped texts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.languages import LANGUAGES

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.languages import load_wording, unsaid
from pastdue.letters.language.vocabulary import CLAUSES, KEYS, required, values_of
from pastdue.letters.language.voice import Voice
from pastdue.letters.language.wording import Wording, bound, fill
from pastdue.model.errors import SettingsError


def own(folder: Path, text: str, language: str = "en") -> Wording:
    """Our wording as a user's file with `text` changes it."""
    (folder / "pastdue.d" / "languages").mkdir(parents=True, exist_ok=True)
    (folder / "pastdue.d" / "languages" / f"{language}.toml").write_text(text, encoding="utf-8")
    return load_wording(Catalog(folder / "pastdue.d"), language)


def refused(folder: Path, text: str, language: str = "en") -> str:
    with pytest.raises(SettingsError) as error:
        own(folder, text, language)
    return str(error.value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_every_text_itself(language: str) -> None:
    wording = load_wording(Catalog(), language)
    assert (set(wording.texts), wording.borrowed) == (set(KEYS), frozenset())
    assert unsaid(Catalog(), language) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty(language: str) -> None:
    texts = load_wording(Catalog(), language).texts
    assert [
        key for key, forms in texts.items() for text in forms.values() if not text and "-" not in KEYS[key].split()
    ] == []


def test_a_required_value_is_a_known_one() -> None:
    assert [key for key in KEYS if not required(key) <= values_of(key)] == []


def test_the_clauses_are_known_by_name() -> None:
    known = ("work_suspended", "rights_reserved", "governing_law", "instalment_offer", "debt_collection")
    assert known == CLAUSES


@pytest.mark.parametrize(
    ("language", "key", "phrases"),
    [
        ("en", "days", {1: "1 day", 2: "2 days", 5: "5 days", 22: "22 days"}),
        ("pl", "days", {1: "1 dzień", 2: "2 dni", 5: "5 dni", 22: "22 dni"}),
        ("de", "days", {1: "1 Tag", 2: "2 Tage", 5: "5 Tage", 22: "22 Tage"}),
        ("fr", "days", {1: "1 jour", 2: "2 jours", 5: "5 jours", 22: "22 jours"}),
        ("es", "days", {1: "1 día", 2: "2 días", 5: "5 días", 22: "22 días"}),
        ("it", "days", {1: "1 giorno", 2: "2 giorni", 22: "22 giorni"}),
        ("nl", "business_days", {1: "1 werkdag", 2: "2 werkdagen", 22: "22 werkdagen"}),
        (
            "pl",
            "business_days",
            {
                1: "1 dzień roboczy",
                2: "2 dni robocze",
                5: "5 dni roboczych",
                12: "12 dni roboczych",
                22: "22 dni robocze",
            },
        ),
        ("de", "business_days", {1: "1 Arbeitstag", 2: "2 Arbeitstage"}),
        ("fr", "business_days", {0: "0 jour ouvré", 1: "1 jour ouvré", 2: "2 jours ouvrés"}),
    ],
)
def test_numbers_agree_with_their_nouns(language: str, key: str, phrases: dict[int, str]) -> None:
    voice = Voice.of(load_wording(Catalog(), language), "")
    said = {count: voice.say(key, count=count) for count in phrases}
    assert said == {count: phrase.replace(" ", "\u00a0", 1) for count, phrase in phrases.items()}


@pytest.mark.parametrize(
    ("language", "more"),
    [
        ("en", "A, B, C and 1 more|A, B, C and 2 more|A, B, C and 5 more"),
        ("pl", "A, B, C i 1 inna|A, B, C i 2 inne|A, B, C i 5 innych"),
        ("de", "A, B, C und 1 weitere|A, B, C und 2 weitere|A, B, C und 5 weitere"),
        ("fr", "A, B, C et 1 autre|A, B, C et 2 autres|A, B, C et 5 autres"),
        ("es", "A, B, C y 1 más|A, B, C y 2 más|A, B, C y 5 más"),
        ("it", "A, B, C e un’altra|A, B, C e altre 2|A, B, C e altre 5"),
        ("nl", "A, B, C en nog 1|A, B, C en nog 2|A, B, C en nog 5"),
    ],
)
def test_three_numbers_are_named_and_the_others_counted(language: str, more: str) -> None:
    voice = Voice.of(load_wording(Catalog(), language), "")
    assert "|".join(voice.numbers(list("ABCDEFGH")[: 3 + n]) for n in (1, 2, 5)).replace("\u00a0", " ") == more
    assert voice.numbers(["A", "B", "C"]).startswith("A, B ")
    assert voice.numbers(["A"]) == "A"


def test_a_value_is_inserted_once_and_never_expanded() -> None:
    values = {"total": "5 EUR", "customer": "{total} %s {{x}} \\1 {customer}"}
    assert fill("{customer} owes {total}", values) == "{total} %s {{x}} \\1 {customer} owes 5 EUR"


def test_a_number_is_never_parted_from_what_it_counts(tmp_path: Path) -> None:
    voice = Voice.of(own(tmp_path, 'days = { one = "{count} day", other = "all {count} long days" }\n'), "GB")
    assert voice.say("days", count=231) == "all 231\u00a0long days"
    assert (
        bound("LPCDA 1998 s. 4; art. 4 pkt 3, n.º 5, no. 7")
        == "LPCDA 1998 s.\u00a04; art.\u00a04 pkt\u00a03, n.º\u00a05, no.\u00a07"
    )
    assert bound("there is no 5 in it, nor Art") == "there is no 5 in it, nor Art"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_ends_in_a_word_of_one_letter(language: str) -> None:
    texts = load_wording(Catalog(), language).texts
    sentences = [key for key in texts if not key.startswith(("written.", "countries.", "honorific."))]
    said = [text for key in sentences for text in texts[key].values()]
    assert [text for text in said if re.search(r"(?<!\S)[^\W\d_] \S", text)] == []


def test_a_full_stop_is_not_doubled() -> None:
    assert fill("Pay {payee}. Now.", {"payee": "Nowak sp. z o.o."}) == "Pay Nowak sp. z o.o. Now."
    assert fill("Pay {payee}. Now.", {"payee": "Nowak"}) == "Pay Nowak. Now."


def test_a_users_text_replaces_ours_and_the_others_stay(tmp_path: Path) -> None:
    wording = own(tmp_path, 'salutation = "Hello,"\n[title]\nreminder = "A gentle nudge"\n')
    ours = load_wording(Catalog(), "en")
    changed = {key for key in KEYS if wording.texts[key] != ours.texts[key]}
    assert changed == {"salutation", "title.reminder"}
    assert wording.forms("title.reminder", "GB")["other"] == "A\u00a0gentle nudge"


def test_a_users_text_also_replaces_what_we_say_in_single_countries(tmp_path: Path) -> None:
    wording = own(tmp_path, '[title]\nfinal_demand = "Last call"\n')
    assert wording.forms("title.final_demand", "GB")["other"] == "Last call"
    assert wording.forms("label.tax_id", "GB")["other"] == "VAT no."


def test_a_user_may_say_something_for_one_country_alone(tmp_path: Path) -> None:
    wording = own(tmp_path, '[country.IE.title]\nreminder = "Payment reminder, Dublin"\n')
    assert wording.forms("title.reminder", "IE")["other"] == "Payment reminder, Dublin"
    assert wording.forms("title.reminder", "GB")["other"] == "Payment reminder"


def test_an_unknown_key_names_the_file_and_the_key(tmp_path: Path) -> None:
    message = refused(tmp_path, '[title]\nremider = "Hi"\n')
    assert "pastdue.d/languages/en.toml" in message
    assert "'title.remider' is unknown, did you mean 'title.reminder'?" in message


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('farewell = "Bye {total}"', "farewell: {total} is not a value of this text"),
        ('farewell = "Bye {creditor"', "farewell: a brace is not part of a value"),
        ('farewell = "Bye {}"', "farewell: a brace is not part of a value"),
        ('farewell = "Bye {{creditor}}"', "farewell: a brace is not part of a value"),
        ('farewell = "Bye {creditor!r}"', "farewell: a brace is not part of a value"),
        ('[pay_line]\nreminder = "Pay {total} soon."', "pay_line.reminder: the text must contain {pay_by}"),
        ('farewell = { one = "Bye", other = "Bye" }', "farewell: must be one text"),
        ('days = { one = "{count} day" }', "days: missing the form 'other'"),
        ('days = { single = "{count} day", other = "{count} days" }', "days: 'single' is unknown"),
        ("farewell = 5", "farewell: 5 is not text in quotes"),
        ('[country.England]\nfarewell = "Bye"', "country.England: is not a country"),
        ('[country.GB]\nfarewel = "Bye"', "country.GB: 'farewel' is unknown, did you mean 'farewell'?"),
        ("country = 5", "country: must be a table"),
    ],
)
def test_a_broken_text_is_refused_with_file_and_key(tmp_path: Path, text: str, complaint: str) -> None:
    message = refused(tmp_path, text)
    assert message.startswith("pastdue.d/languages/en.toml: ")
    assert complaint in message


def test_a_text_that_uses_what_it_may_is_taken(tmp_path: Path) -> None:
    assert own(tmp_path, 'farewell = "Bye {customer}"').texts["farewell"] == {"other": "Bye {customer}"}


def test_a_language_of_the_users_own_may_say_a_few_texts_and_the_others_are_english(tmp_path: Path) -> None:
    wording = own(tmp_path, 'salutation = "Hyvä asiakas,"\n[title]\nfinal_demand = "Maksuvaatimus"\n', "fi")
    assert wording.language == "fi"
    assert wording.forms("salutation", "FI")["other"] == "Hyvä asiakas,"
    assert wording.forms("title.final_demand", "GB")["other"] == "Maksuvaatimus"
    english = load_wording(Catalog(), "en")
    assert wording.forms("farewell", "FI") == english.forms("farewell", "FI")
    assert wording.forms("farewell", "US") == english.forms("farewell", "US")
    assert wording.borrowed == set(KEYS) - {"salutation", "title.final_demand"}


def test_what_a_users_language_leaves_to_english_is_said_once_with_a_way_to_the_rest(tmp_path: Path) -> None:
    own(tmp_path, 'salutation = "Hyvä asiakas,"\n', "fi")
    assert str(unsaid(Catalog(tmp_path / "pastdue.d"), "fi")) == (
        f"pastdue.d/languages/fi.toml: says 1 of {len(KEYS):,} texts, the others are English; "
        "`pastdue init --language fi` lists them"
    )


def test_changing_a_text_of_a_language_we_have_borrows_nothing(tmp_path: Path) -> None:
    assert own(tmp_path, 'salutation = "Cześć,"\n', "pl").borrowed == frozenset()


def test_an_unknown_table_and_an_unknown_key_name_the_near_one_and_no_wall_of_others(tmp_path: Path) -> None:
    assert "'closings' is unknown, did you mean 'closing'?" in refused(tmp_path, '[closings]\nreminder = "x"\n')
    message = refused(tmp_path, '[pay_line]\nfinal = "x"\n')
    assert message.endswith(
        "known: pay_line.courtesy_note, pay_line.reminder, pay_line.second_notice, pay_line.third_notice, "
        "pay_line.final_demand"
    )


def test_a_plural_rule_that_cannot_be_read_is_refused_with_an_example(tmp_path: Path) -> None:
    message = refused(tmp_path, '[written]\nplural = { one = "count is 1", other = "else" }\n', "fi")
    assert message.startswith("pastdue.d/languages/fi.toml: written.plural: is not a plural rule: ")
    assert 'one = "n = 1"' in message


def test_an_unknown_language_is_refused_by_name() -> None:
    with pytest.raises(SettingsError, match="'xx' is unknown"):
        load_wording(Catalog(), "xx")
