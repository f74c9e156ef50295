"""The files whose docstrings have examples, which are tried: pytest need not look for some in the other thousand, nor
import those of the program for it."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(
    file_path: Path,
) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
    """Of what is found in a file, its tests, and its examples where it has any."""
    found = yield
    if all(type(one) is pytest.Module for one in found) or ">>> " in file_path.read_text(encoding="utf-8"):
        return found
    return [one for one in found if type(one) is pytest.Module]
