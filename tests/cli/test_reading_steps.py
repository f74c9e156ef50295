"""The steps of reading large files: told in order, shown on a terminal alone, gone when reading ends."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from tests.cli.terminal import Terminal

from pastdue.cli.terminal import progress
from pastdue.intake import Dialect, Files, read
from pastdue.model.errors import InputError

GOOD = "invoice,customer_id,customer,issued,due,total,currency\nA-1,C1,Ada,2026-01-05,2026-02-05,100.00,EUR\n"


def invoices(folder: Path, text: str = GOOD, name: str = "invoices.csv") -> Files:
    (folder / name).write_text(text)
    return Files(folder / name)


def test_steps_are_told_in_order_and_the_end_as_well(tmp_path: Path) -> None:
    told: list[str] = []
    read(invoices(tmp_path), Dialect(), step=told.append)
    assert told[0] == "reading the file" and told[-1] == "" and len(told) == len(set(told)) > 4


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", GOOD.replace("2026-02-05", "soon")])
def test_the_end_is_told_of_a_file_that_is_refused_too(tmp_path: Path, text: str) -> None:
    told: list[str] = []
    with pytest.raises(InputError):
        read(invoices(tmp_path, text), Dialect(), step=told.append)
    assert told[-1] == ""


def test_a_terminal_shows_one_line_that_goes_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(progress, "LARGE", 10)
    told = progress.reading_steps(invoices(tmp_path), quiet=False)
    told("checking every row")
    told("a step")
    told("")
    shown = screen.getvalue().split("\r")
    assert shown[1] == "invoices.csv (0 MB): checking every row"
    assert shown[2].rstrip() == "invoices.csv (0 MB): a step" and len(shown[2]) == len(shown[1])
    assert shown[-2].strip() == shown[-1] == "" and len(shown[-2]) >= len(shown[2].rstrip())


@pytest.mark.parametrize(("large", "quiet", "screen"), [(10, True, Terminal), (10, False, io.StringIO),
                                                       (10_000, False, Terminal)])  # fmt: skip
def test_nothing_shows_when_quiet_off_a_terminal_or_of_a_small_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, large: int, quiet: bool, screen: type[io.StringIO]
) -> None:
    monkeypatch.setattr(sys, "stderr", screen())
    monkeypatch.setattr(progress, "LARGE", large)
    progress.reading_steps(invoices(tmp_path), quiet)("reading the file")
    assert isinstance(sys.stderr, io.StringIO) and sys.stderr.getvalue() == ""


def test_a_workbook_counts_for_what_it_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setattr(progress, "LARGE", 2 * len(GOOD))
    for name in ("invoices.csv", "invoices.xlsx"):
        progress.reading_steps(invoices(tmp_path, name=name), quiet=False)("reading the file")
    assert isinstance(sys.stderr, Terminal)
    assert "xlsx" in sys.stderr.getvalue() and "csv" not in sys.stderr.getvalue()
