"""The man page `pastdue.1`, made from the texts that --help shows; a test compares what is kept."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click

from pastdue import __version__
from pastdue.cli.commands import pastdue
from pastdue.cli.overview import SECTIONS
from pastdue.intake.export.choices import Files, ReadingChoices, reading_options

HERE = Path(__file__).parent
EVERYWHERE = ("as_of", "config", "quiet", "debug")
READING = {name for table in (ReadingChoices, Files) for name, _, _ in reading_options(table)}

FILES = {
    "pastdue.toml": "The settings of the firm, in the folder where its books are.",
    "pastdue.d/": "Policies, ladders, layouts, languages and rates of your own.",
    "pastdue.ledger": "What was sent and what was entered by hand: to be backed up with `pastdue ledger backup`.",
    "out/DAY/": "What a run of that day has made: letters/, print/, email/, reports/ and run.json.",
}
ENVIRONMENT = {
    "NO_COLOR": "Set to anything: no colours.",
    "PASTDUE_TODAY": "A day, as 2026-11-23, to be taken for today: for trying out what another day would bring.",
    "PASTDUE_SMTP_PASSWORD": "The password of the mail server.",
}


def man_page() -> str:
    """The page in the language of man(7), with every command, option and exit code."""
    top = click.Context(pastdue, info_name="pastdue")
    about = _paragraphs(pastdue.help or "")
    lines = [
        f'.TH PASTDUE 1 "" "pastdue {__version__}" "User Commands"',
        ".nh",
        ".ad l",
        ".SH NAME",
        f"pastdue \\- {escaped(about[0].rstrip('.'))}",
        ".SH SYNOPSIS",
        ".B pastdue",
        ".I COMMAND",
        "[OPTIONS] [ARGUMENTS]",
        ".SH DESCRIPTION",
        *_body(about[1:]),
        *_body(["`pastdue COMMAND --help` shows one command, `pastdue docs` the documentation."], further=True),
    ]
    for section, names in SECTIONS.items():
        lines += [f".SH {section.upper()}"]
        for name in names:
            command = pastdue.get_command(top, name)
            assert command is not None, name
            lines += _command(command, f"pastdue {name}")
    shared = _shared()
    lines += [".SH OPTIONS OF EVERY COMMAND", *(line for name in EVERYWHERE for line in option(shared[name]))]
    lines += [".SH HOW FILES ARE READ", *_body(["The commands that read invoices take these options too."])]
    lines += [line for name, param in shared.items() if name in READING for line in option(param)]
    lines += [".SH EXIT STATUS", *_listed(_exit_codes())]
    lines += [".SH ENVIRONMENT", *_listed(ENVIRONMENT), ".SH FILES", *_listed(FILES)]
    return "\n".join(lines) + "\n"


@cache
def _shared() -> dict[str, click.Option]:
    """The options that several commands have, by name, as `run` has them."""
    run = pastdue.get_command(click.Context(pastdue), "run")
    assert run is not None
    names = {*EVERYWHERE, *READING}
    return {param.name: param for param in run.params if isinstance(param, click.Option) and param.name in names}


def _is_shared(param: click.Option) -> bool:
    """True when the option is one that `run` has, too; not so where another one is called the same."""
    return param.name in _shared() and param.help == _shared()[param.name].help


def _command(command: click.Command, called: str) -> Iterator[str]:
    """A command with what --help says of it and its own options; a group's commands each in turn."""
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from _command(below, f"{called} {name}")
        return
    own = [param for param in command.params if isinstance(param, click.Option)]
    options = [param for param in own if not _is_shared(param)]
    arguments = [_argument(param) for param in command.params if isinstance(param, click.Argument)]
    yield f".SS {escaped(' '.join([called, *(['[OPTIONS]'] if own else []), *arguments]))}"
    yield from _body(_paragraphs(command.help or ""))
    if any(param.name in READING and _is_shared(param) for param in own):
        yield from _body(["How the files are read is said by the options under HOW FILES ARE READ."], further=True)
    for param in options:
        yield from option(param)


def _argument(param: click.Argument) -> str:
    name = param.metavar or (param.name or "").upper()
    name = name if param.required or name.startswith("[") else f"[{name}]"
    return f"{name}..." if param.nargs < 0 else name


def option(param: click.Option) -> Iterator[str]:
    """An option with what it takes and what it means."""
    takes = param.metavar or ("|".join(param.type.choices) if isinstance(param.type, click.Choice) else None)
    value = "" if param.is_flag else escaped(takes or param.type.name.upper())
    yield ".TP"
    yield f'.BI "{escaped(", ".join([*param.opts, *param.secondary_opts]))}" " {value}"'.replace(' " "', "")
    yield from _lines(param.help or "")


def _listed(entries: dict[str, str]) -> Iterator[str]:
    for name, meaning in entries.items():
        yield ".TP"
        yield f".B {escaped(name)}"
        yield from _lines(meaning)


def _exit_codes() -> dict[str, str]:
    """The meaning of each exit code, from the page that explains them."""
    rows = re.findall(r"^\| (\d+) \| ([^|]+) \|", (HERE / "exit-codes.md").read_text(encoding="utf-8"), re.MULTILINE)
    return dict(rows)


def _paragraphs(text: str) -> list[str]:
    return re.split(r"\n\s*\n", inspect.cleandoc(text).strip())


def _body(paragraphs: list[str], further: bool = False) -> Iterator[str]:
    """Paragraphs filled, and those that begin with a line of \\b as they stand; `further` ones follow others."""
    for number, paragraph in enumerate(paragraphs):
        if number or further:
            yield ".PP"
        if paragraph.startswith("\b"):
            yield from (".nf", *(escaped(line) for line in paragraph.splitlines()[1:]), ".fi")
        else:
            yield from _lines(paragraph)


def _lines(text: str) -> Iterator[str]:
    yield from (escaped(line.strip()) for line in text.splitlines())


def escaped(text: str) -> str:
    """`text` with nothing in it that man(7) would take for an instruction."""
    safe = (
        text.replace("\\", "\\e").replace("-", "\\-").replace("`", "\\(ga").replace("'", "\\(aq").replace('"', "\\(dq")
    )
    return f"\\&{safe}" if safe.startswith(".") else safe


if __name__ == "__main__":
    path = HERE / "pastdue.1"
    path.write_text(man_page(), encoding="utf-8")
    print(path)
