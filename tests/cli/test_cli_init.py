"""A firm's first settings: the language of its country, questions on a terminal, and each answer checked."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.cli.offices import Office

from pastdue.cli.beginning import asked

UNSAID = {"name": "", "country": "US", "language": "", "iban": "", "customers": ""}


@pytest.mark.parametrize(
    ("country", "language"), [("PL", "pl"), ("DE", "de"), ("AT", "de"), ("CH", "de"), ("GB", "en"), ("SE", "en")]
)
def test_letters_are_in_the_language_of_the_firms_country_and_else_in_english(
    tmp_path: Path, country: str, language: str
) -> None:
    assert Office(tmp_path).says("init", "--country", country).code == 0
    settings = tomllib.loads((tmp_path / "pastdue.toml").read_text(encoding="utf-8"))
    assert settings["creditor"]["language"] == language


def test_a_language_that_is_named_is_the_one(tmp_path: Path) -> None:
    assert Office(tmp_path).says("init", "--country", "PL", "--language", "en").code == 0
    assert 'language = "en"' in (tmp_path / "pastdue.toml").read_text(encoding="utf-8")


def test_each_answer_is_checked_and_asked_again_until_it_can_be() -> None:
    answers = ("Ada Ltd", "1 Mill Lane; YORK; YO1 8ZZ", "UKK", "GB", "GB00", "GB33BUKB20201555555555", "", "y")
    with CliRunner().isolation(input="\n".join(answers) + "\n") as (_, errors, *_rest):
        said, address = asked(UNSAID, ())
        told = (errors.getvalue() if errors is not None else b"").decode()
    assert said == {
        "name": "Ada Ltd", "country": "GB", "language": "en", "iban": "GB33BUKB20201555555555", "customers": "business",
    }  # fmt: skip
    assert address == ("1 Mill Lane", "YORK", "YO1 8ZZ")
    assert "'UKK' is not the code of a country" in told and "'GB00' is not an IBAN" in told


def test_what_options_give_is_not_asked_for() -> None:
    given = {**UNSAID, "name": "Ada", "iban": "GB33BUKB20201555555555", "language": "pl", "customers": "business"}
    with CliRunner().isolation(input="PL\n"):
        assert asked(given, ("a", "b")) == ({**given, "country": "PL"}, ("a", "b"))


def test_off_a_terminal_nothing_is_asked(tmp_path: Path) -> None:
    said = Office(tmp_path).says("init")
    assert said.code == 0 and "Full legal name" not in said.out + said.err
