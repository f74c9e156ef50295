"""The table of current rates that docs/build.py makes of the shipped rows says what the laws' publishers say."""

from __future__ import annotations

import re
from datetime import date
from types import ModuleType

import pytest
from tests.docs.makers import script


@pytest.fixture(scope="module")
def build() -> ModuleType:
    return script("build")


def rates(page: str) -> dict[str, str]:
    found = re.findall(r"^\| `([a-z0-9-]+)` \| [^|]+ \| ([^|]+) \|", page, re.MULTILINE)
    return {name: rate.strip() for name, rate in found}


SECOND_HALF_OF_2026 = {
    "uk-b2b": "11.75", "pl-b2b": "13.75", "pl-public-medical": "11.75", "pl-consumer": "9.25", "de-b2b": "10.52",
    "de-consumer": "6.52", "ie-b2b": "10.40", "nl-b2b": "10.40", "es-b2b": "10.40", "it-b2b": "10.40",
    "fr-b2b": "12.40", "at-b2b": "10.73", "eu-b2b": "10.40", "ch": "5", "us-prompt-payment": "not known",
    "pl-procurement-before-2020": "11.75", "be-b2b": "10.5", "lu-b2b": "10.40", "fi-b2b": "10.5", "fi-consumer": "9.5",
    "pt-b2b": "10.40", "sk-b2b": "10.40", "gr-b2b": "10.40", "cz-b2b": "not known", "se-b2b": "not known",
    "dk-b2b": "not known", "no-b2b": "12.25",
}  # fmt: skip


@pytest.mark.parametrize("day", [date(2026, 7, 1), date(2026, 9, 30)])
def test_the_rates_of_the_second_half_of_2026(build: ModuleType, day: date) -> None:
    found = rates(build.page(day))
    chosen_rate = found.pop("sk-b2b-fixed")  # of the very day: the ECB moved on 16 September
    assert chosen_rate == ("11.40" if day < date(2026, 9, 16) else "11.65")
    assert found == SECOND_HALF_OF_2026


def test_past_the_last_day_known_the_page_shows_the_last_rate_and_its_day(build: ModuleType) -> None:
    page = build.page(date(2026, 11, 23))
    assert rates(page)["pl-consumer"] == "9.25"
    assert "3.75 (`nbp-reference` of 2026-10-01) + 5.5, the last one known" in page
    assert rates(page)["us-prompt-payment"] == "not known"


def test_the_rates_of_the_day_before_are_others(build: ModuleType) -> None:
    before = rates(build.page(date(2026, 6, 30)))
    assert (before["pl-b2b"], before["de-b2b"], before["ie-b2b"]) == ("14.00", "10.27", "10.15")


def test_each_statute_says_its_law_source_last_day_known_and_how_sure_it_is(build: ModuleType) -> None:
    page = build.page(date(2026, 11, 29))
    for policy in build.statutes():
        (line,) = [line for line in page.splitlines() if line.startswith(f"| `{policy.name}` |")]
        assert policy.law in line and line.endswith(f"| {policy.sure} |")
        facts = page.split(f"## `{policy.name}`\n")[1].split("\n## ")[0]
        assert policy.source in facts and policy.title in facts
    known = dict(re.findall(r"^\| `([a-z0-9-]+)` .* \| ([^|]+) \| [a-z ]+ \|$", page, re.MULTILINE))
    assert (known["uk-b2b"], known["de-b2b"], known["es-b2b"]) == ("2026-12-31", "2026-12-31", "2026-12-31")
    assert (known["pl-consumer"], known["ch"], known["cz-b2b"]) == ("2026-10-01", "always", "no day")
    assert (known["se-b2b"], known["us-prompt-payment"]) == ("2024-06-30", "2025-06-30")
