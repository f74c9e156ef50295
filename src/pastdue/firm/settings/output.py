"""Settings of what a run writes and how it works: reports, journal, ledger, folder and processes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pastdue.model.choices import Heads


@dataclass(frozen=True, slots=True)
class AgingSettings:
    """`[aging]`: the upper edges of the buckets in days, the day they count from, and the kind of days."""

    buckets: tuple[int, ...] = (30, 60, 90)
    """The upper edges of the buckets in days."""
    basis: str = "due"
    """The day from which age counts: `due` or `issued`."""
    days: str = "calendar"
    """The days counted: `calendar` or `business`."""


@dataclass(frozen=True, slots=True)
class ReportsSettings:
    """`[reports]`: how the files beside the letters are written."""

    csv_heads: Heads = Heads.FIRM
    """The heads of the columns in CSV files: `firm`, in the firm's language (an English firm's are the keys), or
    `english`, by the same English keys in every language, for other programs."""


@dataclass(frozen=True, slots=True)
class JournalSettings:
    """`[journal]`: how `pastdue charges --journal` writes charges for the accounting program."""

    form: str = "general"
    """The program whose columns are written: `general`, `datev`, `xero`, `quickbooks`, or a form of your own in
    `pastdue.d/journals/`."""
    accounts: Mapping[str, str] = field(default_factory=dict)
    """The revenue account, or the product, of each kind of charges, as `fee = "8400"`."""


@dataclass(frozen=True, slots=True)
class LedgerSettings:
    """`[ledger]`: where it is, in a file or on a server, and the day `pastdue init` began it: a run that finds none
    then does not begin another by itself."""

    file: str = "pastdue.ledger"
    """The ledger, relative to pastdue.toml."""
    url: str = ""
    """In place of `file`, the PostgreSQL database that has the ledger, as `postgresql://USER@HOST:PORT/DATABASE`; its
    password is better left to `~/.pgpass` or to the environment variable `PGPASSWORD`."""
    schema: str = "pastdue"
    """The schema of that database that has the ledger: one for each firm."""
    begun: date | None = None
    """The day `pastdue init` began it."""


@dataclass(frozen=True, slots=True)
class OutputSettings:
    """`[output]`: the folder that runs write to, relative to pastdue.toml."""

    folder: str = "out"
    """The folder, relative to pastdue.toml."""


LOCAL = "local"
"""The engine that makes letters on this machine."""


@dataclass(frozen=True, slots=True)
class RunSettings:
    """`[run]`: where a run makes its letters."""

    engine: str = LOCAL
    """`local` for the cores of this machine, or `dask://HOST:PORT` for the workers of a Dask scheduler."""
