"""A shell completes what the settings and the ledger know, and nothing where nothing is known."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from tests.cli.offices import ON, office

from pastdue.cli.commands import pastdue
from pastdue.firm.catalog import Catalog


def offered(folder: Path, *words: str, incomplete: str = "") -> list[str]:
    """The completions a shell is offered after these words of the command line."""
    with contextlib.chdir(folder):
        shell = ShellComplete(pastdue, {}, "pastdue", "_PASTDUE_COMPLETE")
        return [one.value for one in shell.get_completions(list(words), incomplete)]


def test_rows_are_completed_by_their_names(tmp_path: Path) -> None:
    assert offered(tmp_path, "policies", incomplete="uk-") == ["uk-b2b", "uk-contract-8"]
    assert offered(tmp_path, "calc", "--policy", incomplete="uk-b") == ["uk-b2b"]
    assert offered(tmp_path, "rates", incomplete="nbp") == ["nbp-eur", "nbp-reference"]
    assert set(offered(tmp_path, "check", "--preset")) >= {"xero-invoices", "zoho-invoices"}
    assert offered(tmp_path, "layouts") == list(Catalog().names("layouts"))


def test_what_runs_did_is_completed_from_the_ledger(tmp_path: Path) -> None:
    assert office(tmp_path, {}, {}).runs().code == 0
    assert offered(tmp_path, "void", "--run") == [f"{ON}-1"]
    assert offered(tmp_path, "reprint") == ["2026-00001", "2026-00002"]
    assert offered(tmp_path, "void", "--stage", incomplete="second") == ["second_notice"]
    assert offered(tmp_path, "waive", incomplete="A-") == ["A-1", "A-2"]
    assert offered(tmp_path, "statement", "invoices.csv", incomplete="C-2") == ["C-2"]


@pytest.mark.parametrize("settings", [None, "no TOML at all", '[dunning]\nladder = "none such"\n'])
def test_where_nothing_is_known_nothing_is_offered(tmp_path: Path, settings: str | None) -> None:
    if settings is not None:
        (tmp_path / "pastdue.toml").write_text(settings, encoding="utf-8")
    assert offered(tmp_path, "void", "--run") == offered(tmp_path, "waive") == []
    if settings is not None:
        assert offered(tmp_path, "void", "--stage") == []
    assert [path.name for path in tmp_path.iterdir()] == ([] if settings is None else ["pastdue.toml"])
