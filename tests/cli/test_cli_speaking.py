"""Text on a terminal is wrapped between words and coloured; a pipe gets every line whole and plain."""

from __future__ import annotations

import io
import os
import shutil
import sys
from pathlib import Path

import pytest
from tests.cli.terminal import Terminal
from tests.command import pastdue

from pastdue.cli.entry import exit_code_of
from pastdue.cli.terminal.speaking import after_error, say, wrapped

LONG = "remark: 16 first notices above the first rung, as old as the invoice is; catch_up = false begins with the first"


def said(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, **environment: str) -> str:
    """The text `say` writes of a long remark to the stream."""
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"COLUMNS": "40", "TERM": "xterm", **environment}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stderr", stream)
    say(LONG, err=True)
    return stream.getvalue()


def test_a_pipe_gets_the_line_whole_and_without_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(monkeypatch, io.StringIO()) == LONG + "\n"


def test_a_terminal_gets_lines_that_fit_with_no_word_cut_or_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = said(monkeypatch, Terminal(), NO_COLOR="1").splitlines()
    assert len(lines) > 2 and max(map(len, lines)) <= 40
    assert " ".join(" ".join(lines).split()) == LONG
    assert all(line.startswith("  ") for line in lines[1:])


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colour_follows_no_color_and_the_terminal(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], coloured: bool
) -> None:
    assert ("\x1b[36mremark:\x1b[0m" in said(monkeypatch, Terminal(), **environment)) is coloured


@pytest.mark.parametrize(
    "command",
    [
        "`pastdue void --run 2026-11-29-1 --why again`",
        "--why 'talks are under way'",
        """--map due="To be paid by" --map total='What is owed' --ignore "Sum so far" --currency EUR""",
        'map = { due = "To be paid by", total = "What is owed" }',
        'ignore = ["Sum so far", "To come"]',
        'max_age = "120 months"',
    ],
)
@pytest.mark.parametrize("width", [20, 40, 80])
def test_a_command_to_copy_is_never_broken(command: str, width: int) -> None:
    lines = wrapped(f"the last run was a mistake, so say {command}, or wait until it has been looked at again", width)
    assert sum(command in line for line in lines) == 1
    assert all(len(line) <= width for line in lines if command not in line)


@pytest.mark.parametrize(
    "words",
    [
        ("plan", "a-file-that-is-not-there.csv"),
        ("aging", "x.csv", "--formt", "csv"),
        ("void", "I-1", "--why", "not posted"),
        ("chekc",),
        ("rates", "--format", "xml"),
    ],
)
def test_a_command_line_that_cannot_be_used_is_said_within_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    piped = pastdue(tmp_path, *words)
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    monkeypatch.setattr(shutil, "get_terminal_size", lambda *_, **__: os.terminal_size((40, 24)))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.chdir(tmp_path)
    assert exit_code_of(list(words)) == piped.returncode == 2
    assert max(map(len, terminal.getvalue().splitlines())) <= 40
    assert "Error: " in piped.stderr and terminal.getvalue().split() == piped.stderr.split()


def test_an_answer_that_cannot_be_used_is_refused_within_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("COLUMNS", "40")
    said = f"Error: {after_error(LONG)}"
    assert len(said.splitlines()) > 2 and max(map(len, said.splitlines())) <= 40 and "\x1b" not in said
