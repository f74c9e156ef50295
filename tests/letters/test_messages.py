"""Messages of rules: every key in every language, with the same values; amounts and days as that language has them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from tests.languages import BESIDE_ENGLISH, LANGUAGES

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.languages import load_wording
from pastdue.letters.language.message_keys import MESSAGES
from pastdue.letters.language.messages import said, told
from pastdue.letters.language.voice import Voice
from pastdue.model import Stage
from pastdue.model.letters import Letter, LetterHead, PaymentPart
from pastdue.model.messages import APART, Message, Names, fields_of
from pastdue.model.messages.english import ENGLISH
from pastdue.model.money import Money
from pastdue.model.remarks import Remark
from pastdue.model.spans import Span

SRC = Path(__file__).parents[2] / "src" / "pastdue"
HARD = "\u00a0"


def voice(language: str, country: str = "") -> Voice:
    return Voice.of(load_wording(Catalog(), language), country)


@cache
def nodes(path: Path) -> list[ast.AST]:
    """The nodes of the file, which is parsed once."""
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def makes_a_message(call: ast.Call) -> bool:
    """True when the call is one of `Message.of`."""
    match call.func:
        case ast.Attribute(value=ast.Name(id="Message"), attr="of"):
            return True
        case _:
            return False


def made() -> Iterator[tuple[str, str, set[str]]]:
    """Every message that the program makes under a key it spells out: the file, the key and the values it is given."""
    for path in sorted(SRC.rglob("*.py")):
        for call in nodes(path):
            if not isinstance(call, ast.Call) or not makes_a_message(call):
                continue
            key = call.args[0]
            keys = (key.body, key.orelse) if isinstance(key, ast.IfExp) else (key,)
            given = {word.arg for word in call.keywords if word.arg is not None}
            spread = any(word.arg is None for word in call.keywords)
            for one in keys:
                if isinstance(one, ast.Constant) and not spread:
                    yield path.relative_to(SRC).as_posix(), str(one.value), given


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_has_a_text_with_the_same_values_in_every_language(language: str) -> None:
    wording = load_wording(Catalog(), language)
    assert wording.borrowed == frozenset()
    for key, forms in ENGLISH.items():
        optional = set() if isinstance(forms, str) else {"count"}  # a form may say it in words
        for form, text in wording.texts[f"message.{key}"].items():
            assert fields_of(text) | optional == fields_of(forms) | optional, (key, form)


@pytest.mark.slow
def test_every_message_that_is_made_has_a_text_and_all_values_that_it_shows() -> None:
    found = list(made())
    assert len(found) > 40
    for file, key, given in found:
        chooses = set() if isinstance(ENGLISH[key], str) else {"count"}
        assert given == fields_of(ENGLISH[key]) | chooses, f"{file}: {key}"


def test_every_text_belongs_to_a_message_that_is_made() -> None:
    spelled, ends = set(), []
    for path in SRC.rglob("*.py"):
        if (SRC / "model" / "messages") in path.parents and path.name != "__init__.py":
            continue
        for node in nodes(path):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                spelled.add(node.value)
            if isinstance(node, ast.Call) and makes_a_message(node):
                ends += [part.values for part in node.args if isinstance(part, ast.JoinedStr)]
    patterns = ["".join(re.escape(str(p.value)) if isinstance(p, ast.Constant) else "[a-z_]+" for p in e) for e in ends]
    unmade = [key for key in ENGLISH if key not in spelled and not any(re.fullmatch(one, key) for one in patterns)]
    assert unmade == []


@pytest.mark.parametrize("language", BESIDE_ENGLISH)  # terminals have 5 % in English
def test_a_percentage_in_a_message_stands_as_letters_of_its_language_write_it(language: str) -> None:
    wording = load_wording(Catalog(), language)
    (written,) = wording.texts["written.percent"].values()
    for key in MESSAGES:
        for text in wording.texts[key].values():
            shown = re.findall(r"\{percent\}\s*%", text)
            assert shown == [written.replace("number", "percent")] * len(shown), key


def test_a_message_is_worded_as_the_letters_of_its_language_write_amounts_days_and_stages() -> None:
    limit = Message.of("below_amount", asked=Money.parse("5 EUR"), least=Money.parse("1000 EUR"))
    sum_ = Message.of("letters_sum", why=limit)
    assert str(sum_) == "the letter's 5.00 EUR is below 1,000.00 EUR"
    assert said(sum_, voice("de", "DE")).replace(HARD, " ") == "Summe des Briefs: 5,00 € liegt unter 1.000,00 €"
    sent = Message.of("last_notice", stage=Stage("second_notice"), on=date(2026, 3, 2), letter="2026-00007")
    assert str(sent) == "second_notice sent on 2026-03-02 in letter 2026-00007"
    assert said(sent, voice("pl", "PL")).replace(HARD, " ").endswith(", wysłano 02.03.2026 w piśmie 2026-00007")


def test_names_beyond_the_first_are_counted_and_spans_take_the_plural_of_the_language() -> None:
    covered = Message.of("covered", credits=Names(("A", "B", "C"), 2))
    assert str(covered) == "covered by A, B and 1 more"
    assert said(covered, voice("de")).replace(HARD, " ") == "gedeckt durch A, B und 1 weitere"
    old = Message.of("too_old", span=Span.parse("1 month"))
    assert str(old) == "late for 1 month or more, never dunned"
    assert said(old, voice("pl")).replace(HARD, " ") == "zaległość: 1 miesiąc lub więcej, nigdy nie wysłano wezwania"
    share = Message.of("charges_above_share", amount=Money.parse("1234.5 PLN"), percent=Decimal("12.5"))
    assert "12,5%" in said(share, voice("nl"))


def test_words_of_the_user_stay_as_they_are() -> None:
    assert said("Ware beschädigt {so}", voice("pl")) == "Ware beschädigt {so}"
    assert said(Message.of("without_because", why="{named}"), voice("de")) == "--without: {named}"


def test_the_parts_that_refusals_word_are_parts_of_a_letter() -> None:
    parts = {key.removeprefix("part_") for key in ENGLISH if key.startswith("part_")}
    known = {field.name for kind in (Letter, LetterHead, PaymentPart) for field in fields(kind)}
    assert parts and parts <= known
    assert all(ENGLISH[f"part_{part}"] == part for part in parts)


def test_names_that_hold_commas_have_a_semicolon_between_them_before_which_french_has_a_space() -> None:
    parts = Message.of("parts", parts=Names(("100,00", "200,00"), separator=APART))
    assert str(parts).count("100,00; 200,00") == 1
    assert "100,00; 200,00" in said(parts, voice("de"))
    assert "100,00\u202f; 200,00" in said(parts, voice("fr"))
    remark = Remark(Message.of("too_old", span=Span.parse("1 month")), remedy="a; b")
    assert told(remark, voice("fr")).endswith("\u202f; a; b")
