"""The command after a first run: modules, rows and fonts are in memory, as the forks of `tests.forked` find them.

Importing this does that run, in a folder that is gone afterwards.
"""

from __future__ import annotations

import gc
import tempfile
from pathlib import Path

from tests.cli.offices import ON, office

with tempfile.TemporaryDirectory() as _folder:
    _said = office(Path(_folder)).runs("invoices.csv", "--processes", "1", on=ON)
    assert _said.code == 0, _said

gc.freeze()  # a collection in a fork would write to every page of memory that it shares with this process
