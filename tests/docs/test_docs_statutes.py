"""The table of current rates that docs/build.py makes of the shipped rows says what the laws' publishers say."""

from __future__ import annotations

import importlib.util
import re
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

BUILD = Path(__file__).parents[2] / "docs" / "build.py"


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_build", BUILD)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rates(page: str) -> dict[str, str]:
    found = re.findall(r"^\| `([a-z0-9-]+)` \| [^|]+ \| ([^|]+) \|", page, re.MULTILINE)
    return {name: rate.strip() for name, rate in found}


SECOND_HALF_OF_2026 = {
    "uk-b2b": "11.75", "pl-b2b": "13.75", "pl-public-medical": "11.75", "pl-consumer": "9.25", "de-b2b": "10.52",
    "de-consumer": "6.52", "ie-b2b": "10.40", "nl-b2b": "10.40", "es-b2b": "10.40", "it-b2b": "10.40",
    "fr-b2b": "12.40", "at-b2b": "10.73", "eu-b2b": "10.40", "ch": "5", "us-prompt-payment": "not known",
}  # fmt: skip


@pytest.mark.parametrize("day", [date(2026, 7, 1), date(2026, 9, 30)])
def test_the_rates_of_the_second_half_of_2026(build: ModuleType, day: date) -> None:
    assert rates(build.page(day)) == SECOND_HALF_OF_2026


def test_past_the_last_day_known_the_page_shows_the_last_rate_and_its_day(build: ModuleType) -> None:
    page = build.page(date(2026, 11, 23))
    assert rates(page)["pl-consumer"] == "9.25"
    assert "3.75 (`nbp-reference` of 2026-10-01) + 5.5, the last one known" in page
    assert rates(page)["us-prompt-payment"] == "not known"


def test_the_rates_of_the_day_before_are_others(build: ModuleType) -> None:
    before = rates(build.page(date(2026, 6, 30)))
    assert (before["pl-b2b"], before["de-b2b"], before["ie-b2b"]) == ("14.00", "10.27", "10.15")
