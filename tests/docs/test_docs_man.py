"""The man page is the one that the help texts make now, and a reader of man pages takes it without a complaint."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import click
import pytest
from tests.docs.makers import script

from pastdue.cli.commands import pastdue
from pastdue.cli.entry import exit_codes

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "pastdue.1"


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    return script("man_page")


def test_the_man_page_is_the_one_the_help_texts_make(maker: ModuleType) -> None:
    assert PAGE.read_text(encoding="utf-8").splitlines() == maker.man_page().splitlines(), "run `make docs`"


def test_every_command_and_exit_code_is_on_it_once(maker: ModuleType) -> None:
    page = maker.man_page()
    heads = re.findall(r"^\.SS pastdue (\S+)", page, re.MULTILINE)
    assert set(heads) == set(pastdue.list_commands(click.Context(pastdue)))
    codes = re.findall(r"^\.B (\d+)$", page, re.MULTILINE)
    assert len(codes) == len(set(codes)) and {str(code) for _, code in exit_codes()} <= set(codes)


def test_every_option_of_every_command_is_on_it_with_what_its_help_says(maker: ModuleType) -> None:
    page = maker.man_page()
    below, top = page.partition(".SH OPTIONS OF EVERY COMMAND")[2], click.Context(pastdue)
    commands = [(name, pastdue.get_command(top, name)) for name in pastdue.list_commands(top)]
    for name, command in commands:
        if isinstance(command, click.Group):
            commands += [(f"{name} {one}", sub) for one, sub in command.commands.items()]
            continue
        part = re.split(r"^\.S[HS] ", page.partition(f"\n.SS pastdue {name}")[2][1:], maxsplit=1, flags=re.MULTILINE)[0]
        assert command is not None and part
        options = [param for param in command.params if isinstance(param, click.Option)]
        missing = [one.opts for one in options if "\n".join(maker.option(one)) not in part + below]
        assert not missing, name


def test_no_text_is_taken_for_an_instruction(maker: ModuleType) -> None:
    assert maker.escaped(".toml of 'ours' in a\\b") == "\\&.toml of \\(aqours\\(aq in a\\eb"


@pytest.mark.skipif(not shutil.which("groff"), reason="groff is not installed")
def test_groff_sets_it_without_a_warning() -> None:
    done = subprocess.run(["groff", "-man", "-ww", "-Tutf8", "-z", str(PAGE)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
