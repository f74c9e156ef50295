"""The page of settings has every key of pastdue.toml, as the classes that read the file have it now."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest
from tests.docs.makers import script

from pastdue.letters.language.vocabulary import CLAUSES

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    return script("settings_page")


def test_the_page_of_settings_is_the_one_the_classes_make(maker: ModuleType) -> None:
    kept = (DOCS / "settings.md").read_text(encoding="utf-8")
    assert kept.splitlines() == maker.settings_page().splitlines(), "run `make docs`"


def test_no_table_is_left_out_and_none_is_named_wrongly(maker: ModuleType) -> None:
    heads = [line.removeprefix("## ") for line in maker.settings_page().splitlines() if line.startswith("## ")]
    assert len(heads) == len(set(heads))
    assert {"[creditor]", "[creditor.accounts.NAME]", "[[dunning.policies]]", "[letters.window]"} <= set(heads)


def test_every_clause_is_named(maker: ModuleType) -> None:
    (row,) = [line for line in maker.settings_page().splitlines() if line.startswith("| `clauses` ")]
    assert re.findall(r"`(\w+)`", row)[1:] == list(CLAUSES)
