"""Workers on a cluster: those of a Dask scheduler, each with pastdue of this version and the firm's folder."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from pastdue import __version__
from pastdue.model.errors import OutputError, SettingsError
from pastdue.run.workers import PATIENCE, Workers

SCHEME = "dask://"

_REMEDY = "look at the scheduler and its workers, then run again: nothing is sent twice"
_ANSWERS_WITHIN = 20
"""The seconds a scheduler may take to answer at first."""


@contextmanager
def dask_workers(engine: str, patience: float = PATIENCE) -> Iterator[Workers]:
    """The workers of the scheduler at `engine` (`dask://HOST:PORT`); they go on when the run has ended.

    Refuses (OutputError) a scheduler that does not answer, has no workers, or has workers with another pastdue.
    """
    try:
        from distributed import Client, KilledWorker
        from distributed.comm.core import CommClosedError
    except ImportError:
        raise SettingsError(f"{engine}: Dask is not installed", 'pip install "pastdue[cluster]"') from None
    for name in ("distributed", "tornado"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what fails is said in our own words
    address = f"tcp://{engine.removeprefix(SCHEME)}"
    try:
        client = Client(address, timeout=_ANSWERS_WITHIN, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise OutputError(
            f"{engine}: no Dask scheduler answers", "start one (`dask scheduler`), or leave --engine out"
        ) from error
    with client:
        count = sum(client.nthreads().values())
        if not count:
            raise OutputError(f"{engine}: the scheduler has no workers", f"start some: `dask worker {address}`")
        try:
            versions = {"the scheduler": client.run_on_scheduler(_version), **client.run(_version)}
        except ImportError:
            remedy = f"install pastdue {__version__} for the scheduler and every worker"
            raise OutputError(f"{engine}: the scheduler or a worker has no pastdue", remedy) from None
        others = {host: found for host, found in versions.items() if found != __version__}
        if others:
            host, found = next(iter(others.items()))
            raise OutputError(f"{engine}: {host} has pastdue {found}", f"install pastdue {__version__} there")
        executor = client.get_executor(pure=False)
        yield Workers(executor, count, _REMEDY, (CommClosedError, KilledWorker), patience)


def _version() -> str:
    """The version of pastdue where this is run."""
    return __version__
