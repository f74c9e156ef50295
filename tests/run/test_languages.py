"""The language of each customer's letters, and the remarks of a run on languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from pastdue.firm import read_firm
from pastdue.model import Party
from pastdue.model.errors import SettingsError
from pastdue.run.languages import Languages

SETTINGS = """
[creditor]
name = "Ours"
address = ["1 High Road"]
country = "PL"
language = "pl"
[customers.C-2]
language = "de"
"""


def languages(folder: Path, own: str = "") -> Languages:
    (folder / "pastdue.toml").write_text(SETTINGS, encoding="utf-8")
    if own:
        (folder / "pastdue.d" / "languages").mkdir(parents=True)
        (folder / "pastdue.d" / "languages" / "fi.toml").write_text(own, encoding="utf-8")
    return Languages(read_firm(folder / "pastdue.toml", folder))


def who(number: str, language: str = "") -> Party:
    return Party(number, f"Customer {number}", language=language)


@pytest.mark.parametrize(
    ("number", "in_file", "language"),
    [
        ("C-1", "", "pl"),
        ("C-1", "fr", "fr"),
        ("C-2", "", "de"),
        ("C-2", "fr", "de"),
        ("C-1", "tlh", "pl"),
    ],
)
def test_the_settings_come_before_the_file_and_the_file_before_the_firm(
    tmp_path: Path, number: str, in_file: str, language: str
) -> None:
    assert languages(tmp_path).of(who(number, in_file)) == language


def test_a_language_without_words_is_named_with_its_customers_and_the_way_out(tmp_path: Path) -> None:
    said = languages(tmp_path).remarks([who("C-1"), who("C-8", "sv"), who("C-9", "sv"), who("C-2", "tlh")])
    assert [str(remark) for remark in said] == [
        "2 customers (C-8, C-9) are written to in pl: there are no words for 'sv'; "
        "`pastdue init --language sv` writes a file to fill in"
    ]


@pytest.mark.parametrize(("country", "told"), [("PL", True), ("GB", False), ("SE", False)])
def test_a_firm_that_says_no_language_is_told_that_its_letters_are_english_where_its_country_has_another(
    tmp_path: Path, country: str, told: bool
) -> None:
    text = SETTINGS.replace('language = "pl"\n', "").replace('"PL"', f'"{country}"')
    (tmp_path / "pastdue.toml").write_text(text, encoding="utf-8")
    own = Languages(read_firm(tmp_path / "pastdue.toml", tmp_path))
    assert [own.of(who("C-1")), own.of(who("C-2"))] == ["en", "de"]
    remedy = '[creditor] language = "pl" is the language of PL'
    said = f"no [creditor] language: letters and reports are in English; {remedy}"
    assert list(map(str, own.remarks([who("C-1")]))) == [said] * told
    assert list(own.remarks([who("C-2")])) == []


def test_a_file_that_leaves_texts_to_english_is_named_once_where_it_is_used(tmp_path: Path) -> None:
    own = languages(tmp_path, 'salutation = "Hyvä asiakas,"\n')
    assert own.of(who("C-1", "fi")) == "fi"
    (said,) = own.remarks([who("C-1", "fi"), who("C-3", "fi")])
    assert str(said).startswith("pastdue.d/languages/fi.toml: says 1 of ")
    assert list(own.remarks([who("C-1")])) == []


def test_customers_of_a_country_get_the_language_whose_file_names_the_country(tmp_path: Path) -> None:
    finn = Party("C-5", "Customer C-5", country="FI")
    for folder in ("without", "unnamed", "named"):
        (tmp_path / folder).mkdir()
    assert languages(tmp_path / "without").of(finn) == "en"
    assert languages(tmp_path / "unnamed", 'salutation = "Hyvä asiakas,"\n').of(finn) == "en"
    own = languages(tmp_path / "named", 'salutation = "Hyvä asiakas,"\n[spoken]\nFI = 1\nCH = 9\n')
    assert own.of(finn) == "fi"
    assert own.of(Party("C-6", "Customer C-6", country="CH")) == "de"  # the lowest rank is the commonest language


@pytest.mark.parametrize("spoken", ["FI = 0", 'FI = "1"', "FI = true", "Finland = 1"])
def test_a_rank_that_is_none_and_a_country_that_is_none_are_refused_with_their_file(
    tmp_path: Path, spoken: str
) -> None:
    own = languages(tmp_path, f"[spoken]\n{spoken}\n")
    with pytest.raises(SettingsError, match=r"^pastdue\.d/languages/fi\.toml: spoken"):
        own.of(Party("C-5", "Customer C-5", country="FI"))
