"""The two places a ledger can be in: a file of this machine, or a schema of a PostgreSQL database."""

from __future__ import annotations

from pathlib import Path

from pastdue.ledger.place import LedgerPlace
from pastdue.ledger.sqlite.place import FilePlace
from pastdue.model.errors import SettingsError

__all__ = ["FilePlace", "server_place"]


def server_place(url: str, schema: str, home: Path) -> LedgerPlace:
    """The ledger in `schema` of the PostgreSQL database at `url`; folders are written down in it from `home` on."""
    try:
        from pastdue.ledger.postgresql.place import ServerPlace
    except ImportError:
        raise SettingsError(
            "ledger: url: what speaks to PostgreSQL is not installed", 'pip install "pastdue[postgresql]"'
        ) from None
    return ServerPlace(url, schema, home)
