"""What the documents say is so: the tour's commands run, and lists of reasons, columns and codes are complete."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pastdue.catalog import Catalog
from pastdue.cli.entry import EXIT_CODES
from pastdue.model import Why
from pastdue.policy_rows import policy_names

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROGRAM = [sys.executable, "-c", "from pastdue.cli import main; main()"]


def tour() -> list[str]:
    """The commands of the README's tour, in order."""
    section = README.split("## A tour of ten minutes")[1].split("\n## ")[0]
    return re.findall(r"^    ((?:pastdue|mkdir|cp|cd) .*)$", section, re.MULTILINE)


def test_the_tour_runs_as_written(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    here = tmp_path
    for line in tour():
        words = shlex.split(line)
        if words[0] == "cd":
            here = here / words[1]
        elif words[0] == "pastdue":
            done = subprocess.run([*PROGRAM, *words[1:]], cwd=here, capture_output=True, text=True)
            allowed = (0, 3) if words[1] in ("run", "plan") else (0,)
            assert done.returncode in allowed, (line, done.stdout, done.stderr)
        else:
            subprocess.run(line, shell=True, cwd=here, check=True)
    for name in (
        "print/letters-standard-home.pdf",
        "print/manifest.csv",
        "print/unmailable.csv",
        "reports/aging.pdf",
        "run.json",
    ):
        assert (here / "out" / "2026-10-30" / name).is_file()
    assert len(list((here / "out" / "2026-11-30" / "letters").glob("*-final-demand.pdf"))) == 6


def test_every_reason_for_a_skip_is_explained_and_no_other() -> None:
    text = (ROOT / "docs" / "skips.md").read_text(encoding="utf-8")
    explained = re.findall(r"^\| `([a-z_]+)` \|", text, re.MULTILINE)
    assert sorted(explained) == sorted(why.value for why in Why)


def test_every_policy_we_ship_is_named() -> None:
    text = (ROOT / "docs" / "policies.md").read_text(encoding="utf-8")
    assert [name for name in policy_names(Catalog()) if f"`{name}`" not in text] == []


def test_every_exit_code_is_explained() -> None:
    text = (ROOT / "docs" / "exit-codes.md").read_text(encoding="utf-8")
    explained = {int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)}
    assert {code for _, code in EXIT_CODES} | {0, 1, 3, 130} == explained


@pytest.mark.parametrize("document", sorted(ROOT.glob("*.md")) + sorted(ROOT.glob("docs/*.md")), ids=lambda p: p.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_no_document_speaks_of_the_machine_it_was_written_on() -> None:
    for document in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]:
        assert not re.search(r"/(?:root|home|tmp|Users)/", document.read_text(encoding="utf-8")), document.name
