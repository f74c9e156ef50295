"""The firm that has run, for the tests of what becomes of its letters."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.mailing.mail_firm import run


@pytest.fixture(scope="session")
def run_firm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A firm that has run: letters 2026-00001 to 4 to C1 (Zebra) to C4 (Berg). To be copied, not changed."""
    folder = tmp_path_factory.mktemp("firm")
    run(folder)
    return folder


@pytest.fixture
def firm(run_firm: Path, tmp_path: Path) -> Path:
    """A copy of that firm for one test."""
    return shutil.copytree(run_firm, tmp_path, dirs_exist_ok=True)
