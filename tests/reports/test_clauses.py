"""Contract terms: every figure by which a policy counts stands in them, and no other; whole in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.cli.offices import SETTINGS, Office

from pastdue.charges.kinds.statutory_compensation import StatutoryCompensation
from pastdue.charges.kinds.statutory_interest import StatutoryInterest
from pastdue.charges.policy import Policy
from pastdue.charges.reference import Reference
from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.languages import load_wording
from pastdue.firm.rows.policies import load_policy, policy_names
from pastdue.letters.language.voice import Voice
from pastdue.model.money import Money
from pastdue.model.spans import Span
from pastdue.reports.clauses.charged import charges, limits
from pastdue.reports.clauses.said import Said

ON = date(2026, 11, 29)
SHARED = ("minimum", "cap", "cap_percent", "cap_annual_percent", "grace")


def figures(value: object) -> Iterator[Decimal]:
    """Every amount, rate and length of time in a rule's fields, but for nought and for what a series publishes."""
    if isinstance(value, Money):
        yield value.amount
    elif isinstance(value, Span):
        yield Decimal(value.count)
    elif isinstance(value, Decimal | int) and not isinstance(value, bool):
        yield Decimal(value)
    elif isinstance(value, tuple):
        for each in value:
            yield from figures(each)
    elif is_dataclass(value) and not isinstance(value, Reference):
        for field in fields(value):
            yield from figures(getattr(value, field.name))


def counted(policy: Policy) -> set[Decimal]:
    """The figures by which the policy counts what is owed on a contract made on the day."""
    found: set[Decimal] = set()
    for rule in policy.rules:
        if isinstance(rule, StatutoryInterest):
            found |= {*figures((rule.margin_on(ON), rule.percent, rule.rounded_up_to, rule.at_most, rule.least))}
        elif isinstance(rule, StatutoryCompensation):
            held = rule.holds_on(ON) and rule.times is None
            found |= {*figures(rule.tiers)} if held else set()
        else:
            found |= {*figures(rule)}
    for name in SHARED:
        found |= {*figures(getattr(policy, name))}
    return found - {Decimal(0)}


def said_figures(text: str, voice: Voice) -> set[Decimal]:
    """The numbers in a text without its laws, series, day counts and dates."""
    group, decimal = (voice.wording.forms(f"written.{name}", "")["other"] for name in ("group", "decimal"))
    plain = re.sub(rf"(?<=\d)(?: |{re.escape(group)})(?=\d{{3}})", "", text)
    return {Decimal(number.replace(decimal, ".")) for number in re.findall(rf"\d+(?:{re.escape(decimal)}\d+)?", plain)}


def sentences(policy: Policy, voice: Voice) -> str:
    """The terms' sentences about the policy's charges, without those parts that hold no figure of it."""
    said = Said(voice)
    text = " ".join((*charges(policy, said, ON), *limits(policy, said)))
    wordings = [voice.say(f"day_count.{name}") for name in ("actual_365", "actual_360", "thirty_360")]
    laws = [law for rule in policy.rules for law in (getattr(rule, "law", ""), policy.law) if law]
    series = [said.series(ref) for rule in policy.rules if (ref := getattr(rule, "series", None)) is not None]
    fixed = (said.say("refix_half_year"), said.say("compound_30_days"))
    for part in (*sorted(laws, key=len, reverse=True), *wordings, *series, *fixed):
        text = text.replace("\u00a0", " ").replace(part.replace("\u00a0", " "), " ")
    return text


@pytest.mark.parametrize("language", Catalog().names("languages"))
def test_the_terms_have_every_figure_of_the_policy_and_no_other(language: str) -> None:
    voice = Voice.of(load_wording(Catalog(), language), "")
    for name in policy_names(Catalog()):
        policy = load_policy(Catalog(), name)
        text = sentences(policy, voice)
        assert "{" not in text and "None" not in text, text
        assert said_figures(text, voice) == counted(policy), (name, text)


def test_a_term_says_whether_a_fee_is_for_the_invoice_for_each_letter_or_for_each_month() -> None:
    said = Said(Voice.of(load_wording(Catalog(), "en"), "GB"))

    def text(name: str) -> str:
        return " ".join(charges(load_policy(Catalog(), name), said, ON)).replace("\u00a0", " ")

    assert text("eu-fixed-40") == "Compensation for recovery costs: 40.00 EUR, once for each invoice."
    assert text("mahngebuehr-5") == "Late fee: 5.00 EUR for each letter about the invoice."
    assert "1.5% a month on what is open, counted by the day (30/360)" in text("us-1.5-monthly")
    assert "up to 30 days: 1%; up to 60 days: 2%; above that: 3%" in text("tiered-days")
    assert "NBP reference rate plus 10 percentage points a year" in text("pl-b2b")


def test_settings_fill_the_terms_and_what_is_not_set_is_left_out(tmp_path: Path) -> None:
    shop = Office(tmp_path)
    (tmp_path / "pastdue.toml").write_text(SETTINGS, encoding="utf-8")
    plain = shop.says("clauses", "--as-of", "2026-11-29")
    assert plain.code == 0, plain.err
    assert "Nothing is charged for late payment." in plain.out and "Deposit" not in plain.out
    assert "Applicable law: Germany." in plain.out and "Place of jurisdiction:" not in plain.out
    own = '\n[clauses]\npay_within = "10 days"\ndeposit = 40\nkill_fee = 25\nvenue = "Berlin"\nlaw = "AT"\n'
    own += "portfolio = false\n"
    (tmp_path / "pastdue.toml").write_text(SETTINGS.replace('"none"', '"us-late-5-percent"') + own, encoding="utf-8")
    said = shop.says("clauses", "-o", "t.txt", "-o", "t.md", "-o", "t.pdf")
    assert said.code == 0, said.err
    text, page = (tmp_path / "t.txt").read_text(encoding="utf-8"), PdfReader(tmp_path / "t.pdf").pages[0].extract_text()
    for words in ("40% of the agreed price", "25% of the price", "10 days", "5% of what is open", "Berlin", "Austria"):
        assert words in text and words in page.replace("\n", " ").replace("\u00a0", " "), words
    assert "portfolio" not in text.casefold()
    assert (tmp_path / "t.md").read_text(encoding="utf-8").startswith("# Contract terms\n\n")
    for wrong, says in (("deposit = 140", "deposit: 140 is not a share"), ('law = "Wien"', "clauses: law")):
        (tmp_path / "pastdue.toml").write_text(f"{SETTINGS}\n[clauses]\n{wrong}\n", encoding="utf-8")
        refused = shop.says("clauses")
        assert refused.code == 2 and says in refused.err, refused.err


@pytest.mark.parametrize("language", Catalog().names("languages"))
def test_the_terms_are_set_in_every_language(tmp_path: Path, language: str) -> None:
    shop = Office(tmp_path)
    (tmp_path / "pastdue.toml").write_text(SETTINGS, encoding="utf-8")
    said = shop.says("clauses", "--policy", "nl-b2b", "--language", language, "-o", "t.pdf", "-o", "t.txt")
    assert said.code == 0, said.err
    text = (tmp_path / "t.txt").read_text(encoding="utf-8")
    assert "{" not in text and text.count("\n1. ") == 1 and PdfReader(tmp_path / "t.pdf").pages
