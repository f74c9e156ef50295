"""The documents are true: the tour's commands run, and lists of reasons, columns and codes are complete."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from tests.command import pastdue

import pastdue as pastdue_package
from pastdue.charges.interest.accrual import Rounding
from pastdue.charges.kinds.statutory_compensation import Tier
from pastdue.charges.kinds.statutory_interest import Margin
from pastdue.charges.kinds.tiered import Band
from pastdue.charges.rates import DayOf, ReferenceDay, Refix
from pastdue.charges.terms import PolicyTerms, Sure
from pastdue.cli.entry import exit_codes
from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.policies import policy_names, rule_classes
from pastdue.intake.export.fields import (
    ADDRESS_LINES,
    CONTACT_FIELDS,
    HOLD_FIELDS,
    INVOICE_FIELDS,
    MARK_FIELDS,
    PAYMENT_FIELDS,
    VENDOR_FIELDS,
)
from pastdue.model import DayCount, Why
from pastdue.model.choices import Months, Settle

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands(text: str) -> list[str]:
    """The commands of a page or of one section, in order."""
    return re.findall(r"^    ((?:pastdue|mkdir|cp|cd) .*)$", text, re.MULTILINE)


def follow(folder: Path, *texts: str) -> None:
    """Do in `folder` what each of these texts says, going where it goes."""
    shutil.copytree(ROOT / "samples", folder / "samples")
    for text in texts:
        _follow(folder, commands(text))


def _follow(folder: Path, lines: Iterable[str]) -> None:
    here = folder
    for line in lines:
        words = shlex.split(line)
        if words[0] == "cd":
            here = (here / words[1]).resolve(strict=True)
        elif words[0] == "pastdue":
            done = pastdue(here, *words[1:])
            allowed = (0, 3) if words[1] in ("run", "plan") else (0,)
            assert done.returncode in allowed, (line, done.stdout, done.stderr)
        else:
            subprocess.run(line, shell=True, cwd=here, check=True)


@pytest.mark.slow
def test_the_walks_join_up_and_lead_to_what_they_say(tmp_path: Path) -> None:
    walk = README.split("## From your accounting software to the letter\n")[1].split("\n## ")[0]
    follow(tmp_path, walk, (ROOT / "docs" / "tour.md").read_text(encoding="utf-8"))
    signs = tmp_path / "signs" / "out" / "2026-10-30"
    said = json.loads((signs / "run.json").read_text(encoding="utf-8"))
    counts = {"rows": 11, "invoices": 6, "notices": 4, "skips": 2, "missing": 0, "rejected": 0, "ignored": 5}
    assert said["counts"] == counts
    assert (signs / "print" / "letters.pdf").is_file() and len(said["letters"]) == 4
    # 990.00 at 3.75 + 8 % for 91 days, and 40 for a debt under 1,000
    assert said["letters"][0]["total"] == "1059.00"
    tour = tmp_path / "tour" / "out"
    for name in (
        "print/letters-standard-home.pdf",
        "print/manifest.csv",
        "print/unmailable.csv",
        "reports/aging.pdf",
        "run.json",
    ):
        assert (tour / "2026-10-30" / name).is_file()
    assert len(list((tour / "2026-11-30" / "letters").glob("*-final-demand.pdf"))) == 6


MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_demo_does_both_months_and_names_files_that_are_there(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    (tmp_path / "out" / "demo").mkdir(parents=True)
    shutil.copy(ROOT / "samples" / "pastdue.toml", tmp_path / "out" / "demo")
    recipe = MAKEFILE.split("\ndemo:")[1].split("\n\n")[0].replace("\\\n", "").replace("$(DEMO)", "out/demo")
    runs = re.findall(r"^\t\$\(BIN\)/pastdue (.*?)(?: \|\| .*)?$", recipe, re.MULTILINE)
    assert [pastdue(tmp_path, *shlex.split(line)).returncode for line in runs] == [3, 3]  # November: two to review
    named = re.findall(r"out/demo/out/\S+", recipe)
    assert len(named) >= 4 and all(any(tmp_path.glob(name)) for name in named)
    (history,) = re.findall(r"/pastdue (history .*?)  ", recipe)
    climbed = pastdue(tmp_path, *shlex.split(history)).stdout
    assert "third_notice" in climbed and "final_demand" in climbed


def test_every_reason_for_a_skip_is_explained_and_no_other() -> None:
    text = (ROOT / "docs" / "skips.md").read_text(encoding="utf-8")
    explained = re.findall(r"^\| `([a-z_]+)` \|", text, re.MULTILINE)
    assert sorted(explained) == sorted(why.value for why in Why)


def test_every_policy_we_ship_is_named() -> None:
    text = (ROOT / "docs" / "policies.md").read_text(encoding="utf-8")
    assert [name for name in policy_names(Catalog()) if f"`{name}`" not in text] == []


def test_every_key_of_a_policy_and_of_its_rules_is_explained() -> None:
    text = (ROOT / "docs" / "policies.md").read_text(encoding="utf-8")
    kinds: list[Any] = [PolicyTerms, *rule_classes().values(), Band, Tier, Margin]
    keys = {field.name for kind in kinds for field in fields(kind)} | set(rule_classes())
    assert [key for key in sorted(keys) if f"`{key}`" not in text and f"`{key}:" not in text] == []
    words = {
        word.value for words in (DayCount, Rounding, Settle, Refix, ReferenceDay, DayOf, Months, Sure) for word in words
    }
    assert [word for word in sorted(words) if f'"{word}"' not in text and f"`{word}`" not in text] == []


def test_every_exit_code_is_explained() -> None:
    text = (ROOT / "docs" / "exit-codes.md").read_text(encoding="utf-8")
    explained = {int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)}
    assert {code for _, code in exit_codes()} | {0, 1, 3, 130} == explained


@pytest.mark.parametrize("document", sorted(ROOT.glob("*.md")) + sorted(ROOT.glob("docs/*.md")), ids=lambda p: p.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_no_document_speaks_of_the_machine_it_was_written_on() -> None:
    for document in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]:
        assert not re.search(r"/(?:root|home|tmp|Users)/", document.read_text(encoding="utf-8")), document.name


def keys_of(value: object) -> set[str]:
    """Every key of a JSON document but the names of an aging's buckets, which the user chooses."""
    if isinstance(value, list):
        return {key for item in value for key in keys_of(item)}
    if not isinstance(value, dict):
        return set()
    named = {key: inner for key, inner in value.items() if key not in ("buckets", "share")}
    return set(value) | {key for inner in named.values() for key in keys_of(inner)}


@pytest.mark.parametrize(
    ("section", "command"),
    [
        ("run, plan", "plan invoices-2026-10.csv --as-of 2026-10-30"),
        ("calc", "calc --policy pl-b2b --principal 100 --currency PLN --due 2025-12-01 --on 2026-08-01"),
        ("explain", "explain invoices-2026-10.csv INV-2026-0083 --as-of 2026-10-30"),
        ("aging", "aging invoices-2026-10.csv --as-of 2026-10-30"),
        ("statement", "statement invoices-2026-10.csv --all --as-of 2026-10-30"),
        ("tasks", "tasks invoices-2026-10.csv --followups followups.csv --as-of 2026-11-25"),
        ("customers", "customers invoices-2026-10.csv --as-of 2026-10-30"),
        ("The others", "days 2026-11-20 2026-11-30 --country PL"),
    ],
)
def test_every_key_of_a_json_document_is_explained(section: str, command: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "samples", tmp_path, dirs_exist_ok=True)
    done = pastdue(tmp_path, *command.split(), "--format", "json")
    text = (ROOT / "docs" / "json.md").read_text(encoding="utf-8").split(f"\n## {section}\n")[1].split("\n## ")[0]
    found = keys_of(json.loads(done.stdout)) - {"schema"}
    assert found and found <= set(re.findall(r"`([a-z_0-9]+)`", text)), sorted(
        found - set(re.findall(r"`([a-z_0-9]+)`", text))
    )


def test_every_column_of_the_lists_we_read_is_explained() -> None:
    text = (ROOT / "docs" / "csv.md").read_text(encoding="utf-8")
    named = {*INVOICE_FIELDS, *PAYMENT_FIELDS, *CONTACT_FIELDS, *HOLD_FIELDS, *MARK_FIELDS, *VENDOR_FIELDS}
    assert "`address1` .. `address5`" in text
    assert sorted(field for field in named - set(ADDRESS_LINES) if f"`{field}`" not in text) == []


def test_the_readme_counts_the_statutes_and_their_countries() -> None:
    laws = [name for name in Catalog().names("policies") if "law" in Catalog().row("policies", name)[0]]
    countries = {name.partition("-")[0] for name in laws} - {"eu"}
    assert f"one of {len(laws)} statutes of {len(countries)} countries and the EU" in README


def test_every_language_we_ship_is_named() -> None:
    text = (ROOT / "docs" / "letters.md").read_text(encoding="utf-8").partition("##")[0]
    assert [name for name in Catalog().names("languages") if f"(`{name}`)" not in text] == []


def test_the_page_of_the_architecture_has_the_line_and_a_paragraph_for_each_room() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    drawn = pastdue_package.__doc__ or ""
    line = [row for row in drawn.splitlines() if "→" in row or "↘" in row]
    assert len(line) == 2 and "\n".join(line) in page
    rooms = re.findall(r"^### `(\w+)`\n\n(.*?)(?=\n### |\Z)", page, re.MULTILINE | re.DOTALL)
    there = {path.stem for path in (ROOT / "src" / "pastdue").iterdir() if not path.name.startswith("_")} - {"data"}
    assert {room for room, _ in rooms} == there
    assert all("*Does not belong here:*" in text for _, text in rooms)
