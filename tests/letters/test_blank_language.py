"""The file that a language without words begins with: readable at once, and no text in it but its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.command import pastdue

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.languages import file_to_fill_in, load_wording
from pastdue.letters.language.vocabulary import KEYS
from pastdue.letters.language.written import Conventions


def begun(folder: Path, language: str) -> Catalog:
    """A user's own rows with the file to fill in for `language`."""
    made = file_to_fill_in(Catalog(folder / "pastdue.d"), language)
    assert made is not None
    (folder / "pastdue.d" / "languages").mkdir(parents=True)
    (folder / "pastdue.d" / "languages" / made[0]).write_text(made[1], encoding="utf-8")
    return Catalog(folder / "pastdue.d")


@pytest.mark.parametrize("language", ["fi", "sv", "cs", "sk", "hu", "ja", "ar", "pt", "da", "tlh"])
def test_a_file_to_fill_in_is_read_as_it_is_and_its_texts_are_english(tmp_path: Path, language: str) -> None:
    wording = load_wording(begun(tmp_path, language), language)
    assert set(wording.texts) == set(KEYS)
    english = load_wording(Catalog(), "en")
    sentences = {key for key in KEYS if key.startswith(("opening", "closing", "annex", "title")) or "." not in key}
    assert sentences <= wording.borrowed
    assert [key for key in wording.borrowed if wording.texts[key] != english.texts[key]] == []


def test_days_and_countries_of_a_language_that_unicode_knows_are_its_own(tmp_path: Path) -> None:
    write = Conventions.of(load_wording(begun(tmp_path, "sv"), "sv"), "SE")
    assert (write.day(date(2026, 3, 1)), write.country("PL")) == ("1\u00a0mars\u00a02026", "Polen")


def test_taking_the_mark_away_makes_a_text_ones_own(tmp_path: Path) -> None:
    catalog = begun(tmp_path, "sv")
    file = tmp_path / "pastdue.d" / "languages" / "sv.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('# reminder = "Payment reminder"', 'reminder = "Betalningspåminnelse"'), "utf-8")
    assert load_wording(catalog, "sv").texts["title.reminder"]["other"] == "Betalningspåminnelse"


def test_init_writes_the_file_beside_new_settings_and_beside_old_ones(tmp_path: Path) -> None:
    assert pastdue(tmp_path, "init", "new", "--language", "sv").returncode == 0
    assert (tmp_path / "new" / "pastdue.toml").is_file()
    assert (tmp_path / "new" / "pastdue.d" / "languages" / "sv.toml").is_file()
    before = (tmp_path / "new" / "pastdue.toml").read_bytes()
    said = pastdue(tmp_path, "init", "new", "--language", "fi")
    assert (said.returncode, (tmp_path / "new" / "pastdue.toml").read_bytes()) == (0, before)
    assert said.stderr.endswith("languages/fi.toml\n")


def test_init_never_touches_a_file_that_is_filled_in_and_lists_what_it_lacks(tmp_path: Path) -> None:
    assert pastdue(tmp_path, "init", "--language", "sv").returncode == 0
    own = tmp_path / "pastdue.d" / "languages" / "sv.toml"
    own.write_text('salutation = "Hej,"\n', encoding="utf-8")
    assert pastdue(tmp_path, "init", "--language", "sv").returncode == 0
    assert own.read_text(encoding="utf-8") == 'salutation = "Hej,"\n'
    left = own.with_name("sv-still-english.txt").read_text(encoding="utf-8")
    assert 'reminder = "Payment reminder"' in left and "\nsalutation = " not in left


def test_init_refuses_what_is_no_language(tmp_path: Path) -> None:
    said = pastdue(tmp_path, "init", "--language", "../x")
    assert said.returncode == 2
    assert "languages '../x': is not the code of a language" in said.stderr
    assert list(tmp_path.iterdir()) == []


def test_init_that_is_refused_leaves_no_language_file(tmp_path: Path) -> None:
    assert pastdue(tmp_path, "init", "--language", "sv", "--iban", "PL00").returncode == 2
    assert list(tmp_path.iterdir()) == []
