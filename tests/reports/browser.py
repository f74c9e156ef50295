"""The real browser that tests of pages drive: Chromium, found by name; where there is none such tests are skipped."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WITH_WINDOWS = ("chromium", "chromium-browser", "google-chrome", "chrome")
NAMES = ("chromium-headless-shell", *WITH_WINDOWS)
"""The first is the same browser without windows and menus, which take half of the time that the tests of pages take."""
ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def executable(names: Sequence[str] = NAMES) -> str | None:
    """The path of Chromium: the one PASTDUE_CHROMIUM names, else the first of `names` on the path; None where there is
    none."""
    said = os.environ.get("PASTDUE_CHROMIUM")
    if said:
        return said
    return next((found for name in names if (found := shutil.which(name))), None)


@contextmanager
def browser() -> Iterator[Browser]:
    """A running browser; skips the test, saying why, where there is none."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = executable()
    if found is None or not Path(found).exists():
        pytest.skip(f"no Chromium here: none of {', '.join(NAMES)} is on the path, and PASTDUE_CHROMIUM names none")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield opened
        opened.close()
