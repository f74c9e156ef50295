"""Text on a terminal is wrapped between words and coloured; a pipe gets every line whole and plain."""

from __future__ import annotations

import io
import sys

import pytest

from pastdue.cli.speaking import say

LONG = "remark: 16 first notices above the first rung, as old as the invoice is; catch_up = false begins with the first"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


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
