"""The reading of `pastdue.toml`, which is strict."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pastdue.firm.binding import bind
from pastdue.firm.catalog import parse_toml
from pastdue.firm.checks import check, check_stages
from pastdue.firm.firm import FILE_NAME, Firm
from pastdue.firm.settings import Settings
from pastdue.model.errors import SettingsError
from pastdue.model.errors.disk import read_fault


def read_firm(config: Path | None, folder: Path) -> Firm:
    """The settings in `config`, else in pastdue.toml in `folder`, else the defaults.

    Refuses a named file that is not there, bad TOML, unknown keys and values that cannot be used.
    """
    path = config or folder / FILE_NAME
    if not os.path.lexists(path):
        if config is not None:
            raise SettingsError(f"{config}: no such settings file", "run `pastdue init` to write one")
        return Firm(Settings(), folder)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        otherwise = SettingsError(f"{path}: cannot be read: {error.strerror}", "name a file that you may read")
        raise read_fault(path, error, otherwise) from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: is not UTF-8 text", "save it again as UTF-8") from None
    table = parse_toml(text, str(path))
    _refuse_passwords(table, str(path))
    settings = bind(Settings, table, str(path))
    check(settings, str(path))
    firm = Firm(settings, path.parent, path)
    check_stages(firm)
    return firm


def _refuse_passwords(table: Mapping[str, Any], where: str) -> None:
    """Refuses a password, which anyone who may read the file or a backup of it would have."""
    for name in ("email", "mail"):
        own = table.get(name)
        for key in own if isinstance(own, Mapping) else ():
            if "pass" in key.casefold():
                raise SettingsError(
                    f"{where}: {name}: {key}: a password does not belong in this file",
                    "take it out and change it; then set PASTDUE_SMTP_PASSWORD, or `keyring set pastdue USER`",
                )
