"""The command after a first run: modules, rows and fonts are in memory, as the forks of `tests.forked` find them.

Importing this does that run, in a folder that is gone afterwards.
"""

from __future__ import annotations

import gc
import tempfile
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from tests.cli.offices import ON, office

with tempfile.TemporaryDirectory() as _folder:
    _said = office(Path(_folder)).runs("invoices.csv", "--processes", "1", on=ON)
    assert _said.code == 0, _said

with suppress(ImportError):  # the extra `cluster`: what it takes to become a process of Dask
    import_module("distributed.cli.dask_scheduler")
    import_module("distributed.cli.dask_worker")

gc.freeze()  # a collection in a fork would write to every page of memory that it shares with this process
