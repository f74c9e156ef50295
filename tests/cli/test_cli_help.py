"""The help explains every command and option, and `init` begins a firm that works."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from pkgutil import iter_modules

import click
import pytest
from tests.cli.offices import ON, Office, office
from tests.command import SRC
from tests.command import pastdue as pastdue_in

from pastdue.cli import commands as modules
from pastdue.cli.commands import pastdue
from pastdue.cli.overview import SECTIONS, overview
from pastdue.firm import read_firm


def commands() -> list[tuple[str, click.Command]]:
    context = click.Context(pastdue)
    found = [(name, pastdue.get_command(context, name)) for name in pastdue.list_commands(context)]
    all_of_them = [(name, command) for name, command in found if command is not None]
    for name, command in list(all_of_them):
        if isinstance(command, click.Group):
            all_of_them += [(f"{name} {own}", below) for own, below in command.commands.items()]
    return all_of_them


@pytest.mark.parametrize(("name", "command"), commands(), ids=[name for name, _ in commands()])
def test_every_command_says_what_it_is_for_and_explains_every_option(name: str, command: click.Command) -> None:
    assert command.help and command.short_help and len(command.short_help) <= 66, name
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help and option.help.endswith((".", ")")), (name, option.opts)
    if not isinstance(command, click.Group) and name != "docs":  # which must open beside settings that cannot be read
        options = {opt for option in command.params for opt in option.opts}
        assert {"--as-of", "--config", "--quiet", "--debug"} <= options, name


def test_the_list_of_commands_is_whole_and_uncut(tmp_path: Path) -> None:
    said = Office(tmp_path).says("--help")
    assert said.code == 0 and "..." not in said.out.split("Options:")[1]
    for name, command in commands():
        if " " not in name:
            assert f"  {name}" in said.out and command.short_help and command.short_help in said.out


@pytest.mark.parametrize("columns", [30, *range(50, 103)])
def test_the_list_of_commands_is_set_as_click_sets_every_other_help(columns: int) -> None:
    width = max(min(columns, 100) - 2, 50)
    context = click.Context(pastdue, info_name="pastdue", **pastdue.context_settings)
    by_click = click.HelpFormatter(width=width)
    click.Command.format_usage(pastdue, context, by_click)
    click.Command.format_help_text(pastdue, context, by_click)
    click.Command.format_options(pastdue, context, by_click)
    for title, purposes in SECTIONS.items():
        with by_click.section(title):
            by_click.write_dl(list(purposes.items()))
    assert overview(width) == by_click.getvalue()


def test_the_list_of_commands_comes_without_click_and_with_it(tmp_path: Path) -> None:
    asked = "import sys; from pastdue.cli import entry; entry.exit_code_of(['--help']); print('click' in sys.modules)"
    for columns in ("20", "60", "80", "99", "100", "200"):
        started = [sys.executable, "-c", asked]
        environment = os.environ | {"PYTHONPATH": str(SRC), "COLUMNS": columns}
        done = subprocess.run(started, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True)
        *page, with_click = done.stdout.splitlines()
        assert with_click == "False"
        by_click = pastdue_in(tmp_path, "--help", "--version", environment=environment)
        short, none = (pastdue_in(tmp_path, *words, environment=environment) for words in (["-h"], []))
        assert page == by_click.stdout.splitlines() == short.stdout.splitlines() == none.stderr.splitlines()
        assert (by_click.returncode, short.returncode, none.returncode) == (0, 0, 2)


def test_the_help_of_run_shows_it_at_work(tmp_path: Path) -> None:
    text = Office(tmp_path).says("run", "--help").out
    assert "Examples:" in text and text.count("    pastdue run ") >= 4


def test_debug_shows_the_traceback_and_nothing_else_does(tmp_path: Path) -> None:
    shop = office(tmp_path, settings="[ledger]\nfile = 3\n")
    assert "Traceback" not in shop.says("plan", "invoices.csv").err
    said = shop.says("plan", "invoices.csv", "--debug")
    assert said.code == 2 and "Traceback" in said.err
    assert said.err.endswith("pastdue: pastdue.toml: ledger: file: 3 is not text in quotes\n")


def test_quiet_keeps_remarks_back_and_never_an_error(tmp_path: Path) -> None:
    shop = office(tmp_path, {}, {"total": "a lot"}, settings=None)
    assert "remark: " in shop.says("plan", "invoices.csv", "--as-of", ON).err
    quiet = shop.says("plan", "invoices.csv", "--as-of", ON, "--quiet")
    assert quiet.code == 3 and "remark" not in quiet.err and "invoices.csv:3: total: is not an amount" in quiet.err


def test_init_begins_a_firm_that_can_plan_at_once_and_send_once_it_says_who_it_is(tmp_path: Path) -> None:
    shop = Office(tmp_path)
    said = shop.says("init")
    assert (said.code, said.out) == (0, "") and "next: fill in who you are" in said.err
    assert shop.files() == {"pastdue.toml", "pastdue.ledger", "pastdue.ledger.lock"}
    again = shop.says("init")
    assert again.code == 6 and "pastdue.toml: is already there" in again.err
    shop.write({})
    assert shop.says("plan", "invoices.csv", "--as-of", ON).code == 3  # no account to pay into: needs_review
    refused = shop.runs()
    assert refused.code == 2 and "still the stand-in that `pastdue init` wrote" in refused.err
    settings = (tmp_path / "pastdue.toml").read_text(encoding="utf-8")
    filled = settings.replace("Your Firm Ltd", "Ada Ltd").replace(
        '["Street 1", "City"]', '["1 Elm St", "Austin TX 78701"]'
    )
    (tmp_path / "pastdue.toml").write_text(filled.replace('# iban = "PL6', 'iban = "PL6'), encoding="utf-8")
    assert shop.runs().code == 0


def test_init_writes_what_it_was_given_whatever_is_in_it(tmp_path: Path) -> None:
    given = {"name": 'Żółć "&" {x} \\ Söhne', "country": "PL", "language": "pl", "iban": "PL61109010140000071219812874"}
    arguments = [word for key, value in given.items() for word in (f"--{key}", value)]
    said = Office(tmp_path).says(
        "init", "new/firm", *arguments, "--address", "ul. Prosta 51", "--address", "00-838 Łódź"
    )
    assert said.code == 0
    firm = read_firm(tmp_path / "new" / "firm" / "pastdue.toml", tmp_path)
    own = firm.settings.creditor
    assert {key: getattr(own, key) for key in given} == given
    assert own.address == ("ul. Prosta 51", "00-838 Łódź")
    tomllib.loads((tmp_path / "new" / "firm" / "pastdue.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--iban", "PL00", "is not an IBAN"),
        ("--country", "Poland", "write its two letters"),
        ("--language", "xx", "is not the code of a language"),
    ],
)
def test_init_refuses_what_cannot_be_and_leaves_nothing(tmp_path: Path, option: str, value: str, said: str) -> None:
    found = Office(tmp_path).says("init", "firm", option, value)
    assert found.code == 2 and said in found.err
    assert Office(tmp_path).files() == set()


def test_every_command_stands_in_the_help_once_under_what_it_is_for(tmp_path: Path) -> None:
    shown = Office(tmp_path).says("--help").out
    listed = re.findall(r"^  (\w+) {2,}\S", shown.split("Options:")[1], re.MULTILINE)
    assert sorted(listed) == sorted(module.name for module in iter_modules(modules.__path__))
    assert sorted(listed) == pastdue.list_commands(click.Context(pastdue))
    assert set(SECTIONS["Each month"]) <= set(listed) and "Each month:" in shown


@pytest.mark.parametrize(("typed", "meant"), [("chekc", "check"), ("pln", "plan"), ("histroy", "history")])
def test_a_mistyped_command_is_answered_with_the_nearest_one(tmp_path: Path, typed: str, meant: str) -> None:
    said = Office(tmp_path).says(typed, "invoices.csv")
    assert said.code == 2 and f"No such command {typed!r}: did you mean {meant!r}?" in said.err
    assert "did you mean" not in Office(tmp_path).says("frobnicate").err


@pytest.mark.parametrize("name", pastdue.list_commands(click.Context(pastdue)))
def test_every_command_shows_examples_that_begin_with_its_name(name: str) -> None:
    command = pastdue.get_command(click.Context(pastdue), name)
    assert command is not None and command.help is not None
    examples = (command.help + (command.epilog or "")).partition("Examples:")[2].strip().splitlines()
    assert examples and all(line.strip().startswith(f"pastdue {name}") for line in examples if line.strip())
