"""`pastdue calc` called by tests: in the process, in a folder without settings."""

from __future__ import annotations

import json
from typing import Any

from click.testing import CliRunner, Result

from pastdue.cli.commands import pastdue

UK = ("--policy", "uk-b2b", "--principal", "10000", "--currency", "GBP", "--due", "2026-07-31", "--on", "2026-09-29")


def calc(*words: str) -> Result:
    return CliRunner().invoke(pastdue, ["calc", *words])


def said(*words: str) -> dict[str, Any]:
    """The JSON of a calculation that must succeed."""
    done = calc(*words, "--format", "json")
    assert done.exit_code == 0, done.output or done.exception
    told: dict[str, Any] = json.loads(done.stdout)
    return told
