"""docs/layouts.md says what is so: every layout is in its table, and its rows can be used as they stand there."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from pastdue.firm.binding import bind
from pastdue.firm.catalog import Catalog, parse_toml
from pastdue.firm.rows.layouts import load_layout
from pastdue.typeset.layouts import Layout, OwnWindow, own_layout

PAGE = (Path(__file__).parents[2] / "docs" / "layouts.md").read_text(encoding="utf-8")
NAMES = Catalog().names("layouts")


def block(after: str, begins: str) -> str:
    """The indented lines from `begins` on, in the part of the page that follows the heading `after`."""
    part = PAGE.split(f"## {after}\n")[1].split("\n## ")[0]
    lines = part[part.index(f"    {begins}") :].split("\n")
    kept = [line for line in lines if line.startswith("    ") or not line]
    return "\n".join(line[4:] for line in kept)


def test_every_layout_is_in_the_table_with_its_countries() -> None:
    rows = re.findall(r"^\| (`.*?) \| .*? \| (.*?) ?\|$", PAGE, re.MULTILINE)
    named = {name: countries for names, countries in rows for name in re.findall(r"`(.*?)`", names)}
    assert sorted(named) == sorted(NAMES)
    for name in NAMES:
        for country in load_layout(Catalog(), name).countries:
            assert country == "*" or country in named[name]
    assert "every country not named here" in named["din-b"]


def test_the_row_on_the_page_is_a_layout() -> None:
    shipped = load_layout(Catalog(), "din-b")
    written = bind(Layout, parse_toml(block("A layout as a row", "title ="), "page"), "page")
    assert written.also == shipped.also[:1]
    assert all(
        getattr(written, key) == getattr(shipped, key) for key in ("address", "sender", "text", "envelope", "logo")
    )


def test_the_own_envelope_on_the_page_makes_a_layout() -> None:
    table = parse_toml(block("An envelope of your own", "[letters.window]").split("\n\n")[0], "page")
    assert own_layout(bind(OwnWindow, table["letters"]["window"], "page")).folds == (Decimal(105), Decimal(210))


def test_every_picture_of_the_docs_is_shown_on_a_page_and_every_one_shown_is_there() -> None:
    root = Path(__file__).parents[2]
    pages = [root / "README.md", *(root / "docs").glob("*.md")]
    shown = {name for page in pages for name in re.findall(r"pictures/([\w-]+\.png)", page.read_text(encoding="utf-8"))}
    assert shown == {file.name for file in (root / "docs" / "pictures").glob("*.png")}
