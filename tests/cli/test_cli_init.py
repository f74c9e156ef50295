"""A firm's first settings: the language of its country, questions on a terminal, and each answer checked."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.cli.offices import Office
from tests.cli.terminal import Terminal

from pastdue.cli.beginning import NewFirm
from pastdue.cli.entry import exit_code_of


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
    answers = (
        "Ada Ltd",
        "1 Mill Lane; YORK; YO1 8ZZ",
        "UKK",
        "GB",
        "QXQ",
        "",
        "GB00",
        "GB33BUKB20201555555555",
        "",
        "y",
    )
    with CliRunner().isolation(input="\n".join(answers) + "\n") as (_, errors, *_rest):
        said = NewFirm().asked()
        told = (errors.getvalue() if errors is not None else b"").decode()
    assert said == NewFirm(
        name="Ada Ltd", address=("1 Mill Lane", "YORK", "YO1 8ZZ"), country="GB", currency="GBP", language="en",
        iban="GB33BUKB20201555555555", customers="business",
    )  # fmt: skip
    assert "'QXQ' is not the code of a currency" in told
    assert "'UKK' is not the code of a country" in told and "'GB00' is not an IBAN" in told


def test_what_options_give_is_not_asked_for() -> None:
    given = NewFirm("Ada", ("a", "b"), "", "pl", "EUR", "GB33BUKB20201555555555", "business")
    with CliRunner().isolation(input="PL\n"):
        assert given.asked() == replace(given, country="PL")


def test_off_a_terminal_nothing_is_asked(tmp_path: Path) -> None:
    said = Office(tmp_path).says("init")
    assert said.code == 0 and "Full legal name" not in said.out + said.err


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (("--country", "PL"), 'currency = "PLN"'),
        (("--country", "SK"), 'currency = "EUR"'),
        (("--country", "PL", "--currency", "EUR"), 'currency = "EUR"'),
        (("--country", "pl", "--currency", "eur"), 'currency = "EUR"'),
        (("--country", "AQ"), '# currency = "USD"'),
        ((), '# currency = "USD"'),
    ],
)
def test_invoices_that_name_no_currency_are_in_that_of_a_country_that_was_named(
    tmp_path: Path, options: tuple[str, ...], line: str
) -> None:
    assert Office(tmp_path).says("init", *options).code == 0
    lines = (tmp_path / "pastdue.toml").read_text(encoding="utf-8").splitlines()
    assert [one.split("  ")[0] for one in lines if "for invoices that do not name one" in one] == [line]


def test_a_currency_there_is_not_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    said = Office(tmp_path).says("init", "--currency", "QXQ")
    assert said.code != 0 and "QXQ" in said.err and not (tmp_path / "pastdue.toml").exists()


def test_two_letters_that_are_no_country_are_refused_and_nothing_is_left(tmp_path: Path) -> None:
    said = Office(tmp_path).says("init", "--country", "sw")
    assert said.code == 2 and "'SW' is not the code of a country" in said.err
    assert not (tmp_path / "pastdue.toml").exists()


def test_codes_that_options_give_are_looked_at_before_anything_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", terminal := Terminal("Ada\n\n\n\n\nn\n"))
    monkeypatch.setattr("sys.stderr", told := Terminal())
    assert exit_code_of(["init", str(tmp_path / "new"), "--currency", "QXQ"]) == 2
    assert "'QXQ' is not the code of a currency" in told.getvalue()
    assert terminal.tell() == 0 and "Full legal name" not in told.getvalue()


def test_an_account_number_without_its_country_is_completed_where_its_check_digits_are_right(tmp_path: Path) -> None:
    office = Office(tmp_path)
    assert office.says("init", "--name", "X", "--country", "PL", "--iban", "61 1090 1014 0000 0712 1981 2874").code == 0
    assert '\niban = "PL61 1090 1014 0000 0712 1981 2874"\n' in (tmp_path / "pastdue.toml").read_text(encoding="utf-8")
    wrong = office.says("init", str(tmp_path / "b"), "--country", "PL", "--iban", "62 1090 1014 0000 0712 1981 2874")
    assert wrong.code == 2 and "copy it again from the bank's statement" in wrong.err


def test_a_remedy_in_the_settings_puts_the_country_before_the_account_number(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.says("init", "--name", "X", "--country", "PL", "--iban", "PL61109010140000071219812874")
    settings = tmp_path / "pastdue.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('"PL61', '"61'), encoding="utf-8")
    refused = office.says("policies")
    assert refused.code == 2 and "write it as 'PL61109010140000071219812874'" in refused.err


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ((), "fill in who you are and where to pay, then "),
        (("--name", "Ada Ltd", "--address", "1 Mill Lane"), "fill in where to pay, then "),
        (("--iban", "GB33BUKB20201555555555"), "fill in who you are, then "),
        (("--name", "Ada Ltd", "--address", "1 Mill Lane", "--iban", "GB33BUKB20201555555555"), ""),
    ],
    ids=["nothing", "no account", "no name", "all"],
)
def test_what_is_left_to_fill_in_is_what_was_not_given(tmp_path: Path, words: tuple[str, ...], left: str) -> None:
    said = Office(tmp_path).says("init", "--country", "GB", *words)
    assert said.code == 0, said.err
    assert f"next: {left}`pastdue check invoices.csv`" in said.err
